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

from graph.errors import OutputError
from graph.export import FORMATS, export
from graph.store import Store
from ontology.namespaces import RDF
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
from graph.export import FORMATS
from graph.store import Store
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
        assert b"claim/" not in FORMATS[form](empty)


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
