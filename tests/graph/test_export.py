import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from pyoxigraph import RdfFormat

from graph.asking.queries import PRESET
from graph.errors import OutputError
from graph.exports.jsonld import CONTEXT, compacted
from graph.exports.nanopubs import NP
from graph.exports.serializations import FORMATS, export
from graph.storage.extractions import put_forward_as_fact
from graph.storage.rdf_terms import GROUP_PARTS
from graph.storage.store import Store
from ontology.namespaces import CG, RDF, SKOS
from ontology.records import Extraction, Mention
from tests import samples, strategies
from tests.stores import filled_store, store_in_memory

WITH_GRAPHS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled_store(tmp_path_factory.mktemp("export")) as opened:
        yield opened


@pytest.mark.parametrize("form", WITH_GRAPHS)
def test_formats_with_graphs_lose_nothing(store: Store, form: str) -> None:
    assert set(pyoxigraph.parse(FORMATS[form](store), format=WITH_GRAPHS[form])) == set(store.quads())


@settings(max_examples=15, deadline=None)
@given(strategies.extractions())
def test_no_text_is_too_hostile(extraction: Extraction) -> None:
    with tempfile.TemporaryDirectory() as folder, store_in_memory(Path(folder)) as store:
        store.add(extraction, samples.EXTRACTOR)
        for form, parsed in WITH_GRAPHS.items():
            assert set(pyoxigraph.parse(FORMATS[form](store), format=parsed)) == set(store.quads()), form


def test_turtle_is_the_union_of_all_graphs(store: Store) -> None:
    parsed = pyoxigraph.parse(FORMATS["turtle"](store), format=RdfFormat.TURTLE)
    assert {quad.triple for quad in parsed} == {quad.triple for quad in store.quads()}


def test_rdf_1_2_reifies_the_triples_of_claims(store: Store) -> None:
    quads = list(pyoxigraph.parse(FORMATS["rdf12"](store), format=RdfFormat.TRIG))
    whole = [claim for each in samples.ALL for claim in each.claims if claim.subject and claim.object]
    reified = [quad for quad in quads if quad.predicate.value == RDF + "reifies"]
    assert len(reified) == len(whole)
    assert all(isinstance(quad.object, pyoxigraph.Triple) for quad in reified)
    agentless = [claim for each in samples.ALL for claim in each.claims if not isinstance(claim.subject, Mention)]
    assert len([quad for quad in quads if quad.predicate.value == RDF + "predicate"]) == len(agentless)


@pytest.mark.parametrize("form", FORMATS)
def test_the_bytes_do_not_depend_on_the_order_of_adding(store: Store, form: str, tmp_path: Path) -> None:
    with store_in_memory(tmp_path) as other:
        for extraction in samples.ALL[::-1]:
            other.add(extraction, samples.EXTRACTOR)
        assert FORMATS[form](other) == FORMATS[form](store)


HASHES = """
import hashlib, sys
from pathlib import Path
from graph.exports.serializations import FORMATS
from graph.storage.store import Store
with Store.open(Path(sys.argv[1]), read_only=True) as store:
    print([hashlib.sha256(make(store)).hexdigest() for make in FORMATS.values()])
"""


def test_the_bytes_do_not_depend_on_the_run(tmp_path: Path) -> None:
    filled_store(tmp_path).close()
    command = [sys.executable, "-c", HASHES, str(tmp_path)]
    runs = {subprocess.run(command, capture_output=True, check=True).stdout for _ in range(3)}
    assert len(runs) == 1


def test_json_ld_is_json(store: Store) -> None:
    assert json.loads(FORMATS["jsonld"](store))


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_store_can_be_exported(form: str, tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as empty:
        assert b"cg:Claim" not in FORMATS[form](empty)
        assert b"#Claim" not in FORMATS[form](empty)


def test_a_file_is_written_whole(store: Store, tmp_path: Path) -> None:
    export(store, "trig", tmp_path / "graph.trig")
    assert (tmp_path / "graph.trig").read_bytes() == FORMATS["trig"](store)
    assert [each.name for each in tmp_path.iterdir()] == ["graph.trig"]


def test_without_a_file_it_goes_to_stdout(store: Store, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    export(store, "nquads")
    assert capfdbinary.readouterr().out == store.nquads().encode()


def test_a_file_that_cannot_be_written_is_an_error_in_one_line(store: Store, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write .*: No such file or directory"):
        export(store, "nquads", tmp_path / "nowhere" / "graph.nq")


def test_json_ld_has_short_names_under_the_published_context(store: Store) -> None:
    document = json.loads(FORMATS["jsonld"](store))
    published = json.loads(CONTEXT.read_text(encoding="utf-8"))
    assert document["@context"] == published["@context"] == {"@version": 1.1, **PRESET}
    articles = [each for each in document["@graph"] if each["@id"].startswith("article:")]
    assert len(articles) == len(samples.ALL)
    claims = [node for each in articles for node in each["@graph"] if "cg:Claim" in node.get("@type", ())]
    assert {claim["cg:polarity"] for claim in claims} == {"positive", "negative"}


@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")  # rdflib's own reader uses it
def test_json_ld_is_read_by_rdflib_with_nothing_lost(store: Store) -> None:
    from rdflib import Dataset
    from rdflib.compare import to_canonical_graph

    theirs, ours = Dataset(), Dataset()
    theirs.parse(data=FORMATS["jsonld"](store).decode(), format="json-ld")
    ours.parse(data=store.nquads(), format="nquads")
    names = {graph.identifier for graph in ours.graphs() if len(graph)}
    assert {graph.identifier for graph in theirs.graphs() if len(graph)} == names
    for name in names:
        assert set(to_canonical_graph(theirs.graph(name))) == set(to_canonical_graph(ours.graph(name)))


def test_an_iri_that_looks_like_a_short_name_stays_what_it_is() -> None:
    quads = [
        pyoxigraph.Quad(
            pyoxigraph.NamedNode("cg:a"), pyoxigraph.NamedNode(CG + "open"), pyoxigraph.NamedNode(CG + "//x")
        ),
        pyoxigraph.Quad(pyoxigraph.NamedNode(SKOS), pyoxigraph.NamedNode(SKOS + "note"), pyoxigraph.Literal("skos:x")),
    ]
    expanded = pyoxigraph.serialize(quads, format=RdfFormat.JSON_LD)
    assert expanded
    assert set(pyoxigraph.parse(compacted(expanded), format=RdfFormat.JSON_LD)) == set(quads)


def test_a_nanopublication_is_made_as_the_guidelines_say(store: Store) -> None:
    quads = set(pyoxigraph.parse(FORMATS["nanopubs"](store), format=RdfFormat.TRIG))
    publications = {quad.subject for quad in quads if str(quad.object) == f"<{NP}Nanopublication>"}
    assert len(publications) == sum(len(each.claims) for each in samples.ALL)
    for publication in publications:
        head = [quad for quad in quads if quad.subject == publication and quad.predicate.value.startswith(NP)]
        parts = {quad.predicate.value.removeprefix(NP): quad.object for quad in head}
        assert set(parts) == {"hasAssertion", "hasProvenance", "hasPublicationInfo"}
        assert len({quad.graph_name for quad in head}) == 1
        graphs = {name: {quad for quad in quads if quad.graph_name == graph} for name, graph in parts.items()}
        assert all(graphs.values())
        assert any(quad.subject == parts["hasAssertion"] for quad in graphs["hasProvenance"])
        assert any(quad.subject == publication for quad in graphs["hasPublicationInfo"])
        assert any(quad.predicate.value.endswith("#exact") for quad in graphs["hasProvenance"])
    assert len({quad.graph_name for quad in quads}) == 4 * len(publications)


def test_only_what_is_put_forward_is_asserted_plainly(store: Store) -> None:
    quads = list(pyoxigraph.parse(FORMATS["nanopubs"](store), format=RdfFormat.TRIG))
    plain = [
        quad
        for quad in quads
        if str(quad.graph_name).endswith("#assertion>")
        and str(quad.subject).startswith("<https://w3id.org/claimgraph/id/entity/")
        and quad.predicate.value.startswith(CG)
        and quad.predicate.value not in GROUP_PARTS.values()
    ]
    claims = [claim for each in samples.ALL for claim in each.claims if put_forward_as_fact(claim)]
    whole = [claim for claim in claims if isinstance(claim.subject, Mention) and isinstance(claim.object, Mention)]
    assert len(plain) == len([claim for claim in whole if not claim.open])
    assert not any(
        "/entity/" in str(quad.subject) and quad.predicate.value.startswith(CG)
        for quad in quads
        if "#prov" in str(quad.graph_name)
    )
