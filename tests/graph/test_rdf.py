import re
from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph
import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import BrokenExtractionError, MalformedGraphError
from graph.storage.extractions import canonical, put_forward_as_fact
from graph.storage.rdf import from_quads, to_quads
from ontology.namespaces import CG, ENTITY, OA, PROV, RDF, RUNS_GRAPH, article_iri, claim_iri, entity_iri, relation_iri
from ontology.records import Extraction, Mention, Quantity, Span
from ontology.vocabulary import ONTOLOGY, relations
from tests import samples, strategies


def article_graph(extraction: Extraction, quads: Iterable[Quad]) -> list[Quad]:
    return [quad for quad in quads if quad.graph_name == NamedNode(article_iri(extraction.article.id))]


def plain_triples(quads: Iterable[Quad]) -> set[tuple[str, str, str]]:
    known = {relation.iri for relation in relations().values()}
    found = [quad for quad in quads if quad.predicate.value in known and str(quad.subject).startswith(f"<{ENTITY}")]
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in found}


@given(strategies.extractions())
def test_an_extraction_survives_the_round_trip(extraction: Extraction) -> None:
    quads = article_graph(extraction, to_quads(extraction, "test 1"))
    quads.sort(key=lambda quad: str(quad)[::-1])
    assert from_quads(quads, path=extraction.article.path) == extraction


@settings(max_examples=50)
@given(strategies.extractions())
def test_an_extraction_survives_canonical_n_quads_and_oxigraph(extraction: Extraction) -> None:
    store = pyoxigraph.Store()
    store.extend(to_quads(extraction, "test 1"))
    lines = "".join(f"{quad} .\n" for quad in store)
    quads = pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS)
    assert from_quads(article_graph(extraction, quads), path=extraction.article.path) == extraction


@given(strategies.extractions())
def test_plain_triples_are_what_is_put_forward_as_fact(extraction: Extraction) -> None:
    allowed = {
        tuple(
            f"<{iri}>" for iri in (entity_iri(subject.entity), relation_iri(each.relation), entity_iri(object_.entity))
        )
        for each in extraction.claims
        if not each.open and put_forward_as_fact(each)
        if isinstance(subject := each.subject, Mention) and isinstance(object_ := each.object, Mention)
    }
    assert plain_triples(to_quads(extraction, "test 1")) == allowed


@settings(max_examples=40)
@given(strategies.extractions())
def test_all_is_in_named_graphs_and_nothing_is_a_blank_node(extraction: Extraction) -> None:
    quads = to_quads(extraction, "test 1")
    assert {quad.graph_name for quad in quads} == {
        NamedNode(article_iri(extraction.article.id)),
        NamedNode(RUNS_GRAPH),
    }
    assert not any(isinstance(part, pyoxigraph.BlankNode) for quad in quads for part in (quad.subject, quad.object))
    assert len(set(quads)) == len(quads)


@pytest.mark.parametrize(
    ("changes", "plain"),
    [
        ({}, True),
        ({"modality": "reported"}, True),
        ({"polarity": "negative"}, False),
        ({"polarity": "negative", "modality": "reported"}, False),
        ({"modality": "planned"}, False),
        ({"modality": "predicted"}, False),
        ({"modality": "possible"}, False),
        ({"open": True, "relation": "capture"}, False),
        ({"object": "a port"}, False),
        ({"object": None}, False),
        ({"subject": None}, False),
    ],
)
def test_a_plain_triple_says_only_what_somebody_says_happened(changes: dict[str, object], plain: bool) -> None:
    captured = next(claim for claim in samples.ENGLISH.claims if claim.relation == "captured")
    changed = replace(captured, **changes)  # type: ignore[arg-type]
    quads = to_quads(replace(samples.ENGLISH, claims=(changed,)), "test 1")
    assert bool(plain_triples(quads)) is plain
    assert any(quad.subject == NamedNode(claim_iri(captured.id)) for quad in quads)


def test_a_quote_is_a_web_annotation_target() -> None:
    claim = next(claim for claim in samples.ENGLISH.claims if claim.relation == "negotiated")
    store = pyoxigraph.Store()
    store.extend(to_quads(samples.ENGLISH, "test 1"))
    rows = store.query(
        f"""PREFIX oa: <{OA}>
        SELECT ?source ?exact ?prefix ?suffix ?start ?end WHERE {{
          <{claim_iri(claim.id)}> oa:hasTarget ?target . ?target a oa:SpecificResource ; oa:hasSource ?source ;
            oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix ] ;
            oa:hasSelector [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ] }}""",
        use_default_graph_as_union=True,
    )
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    [row] = ([getattr(term, "value", None) for term in row] for row in rows)
    text, quote = samples.ENGLISH.article.text, claim.quote
    assert row == [
        article_iri(samples.ENGLISH.article.id),
        quote.text,
        text[quote.start - 32 : quote.start],
        text[quote.end : quote.end + 32],
        str(quote.start),
        str(quote.end),
    ]


def test_names_carry_the_language_of_the_article() -> None:
    assert any(quad.object == Literal("Havnebrigaden", language="nb") for quad in to_quads(samples.NORWEGIAN, "test 1"))


def test_there_is_one_run_and_it_names_the_extractor_but_no_time() -> None:
    runs = [quad for quad in to_quads(samples.ENGLISH, "test 1") if quad.graph_name == NamedNode(RUNS_GRAPH)]
    assert {quad.predicate.value for quad in runs} == {RDF + "type", PROV + "used", CG + "extractor"}
    assert len({quad.subject for quad in runs}) == 1


def test_a_second_version_of_the_extractor_is_a_second_run() -> None:
    first, second = (to_quads(samples.ENGLISH, version) for version in ("test 1", "test 2"))
    assert len(set(first) - set(second)) == len([quad for quad in first if quad.graph_name == NamedNode(RUNS_GRAPH)])


def test_every_term_of_ours_is_declared_in_the_ontology() -> None:
    declared = set(re.findall(r"^cg:(\w+)", ONTOLOGY.read_text(encoding="utf-8"), re.MULTILINE))
    texts = (str(quad) for extraction in samples.ALL for quad in to_quads(extraction, "test 1"))
    assert {name for text in texts for name in re.findall(f"<{CG}(.*?)>", text)} <= declared


@settings(max_examples=40)
@given(strategies.extractions())
def test_canonical_order_does_not_depend_on_the_order_given(extraction: Extraction) -> None:
    backwards = replace(
        extraction,
        mentions=extraction.mentions[::-1],
        entities=extraction.entities[::-1],
        claims=extraction.claims[::-1],
    )
    assert canonical(backwards) == extraction
    assert set(to_quads(backwards, "test 1")) == set(to_quads(extraction, "test 1"))


def with_claim(**changes: object) -> Extraction:
    first, *rest = samples.ENGLISH.claims
    return replace(samples.ENGLISH, claims=(replace(first, **changes), *rest))  # type: ignore[arg-type]


def with_text(text: str) -> Extraction:
    return Extraction(replace(samples.ENGLISH.article, text=text), (), (), ())


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (with_claim(relation="captures"), "no such relation: captures"),
        (with_claim(quote=Span(0, 3, "the")), "the text from 0 to 3 is not 'the'"),
        (with_claim(quote=Span(-4, -1, "nel")), "the text from -4 to -1 is not 'nel'"),
        (with_claim(quote=Span(3, 3, "")), "the text from 3 to 3 is not ''"),
        (with_claim(trigger=Span(9999, 10003, "took")), "the text from 9999 to 10003 is not 'took'"),
        (with_claim(quantity=Quantity(1, "exact", "half \ud800")), "half a character"),
        (with_claim(id=samples.ENGLISH.claims[1].id), "two claims have the same id"),
        (replace(samples.ENGLISH, entities=samples.ENGLISH.entities[:1] * 2), "two entities have the same id"),
        (with_text("half \ud800"), "half a character"),
    ],
)
def test_what_does_not_hold_together_is_refused(broken: Extraction, message: str) -> None:
    with pytest.raises(BrokenExtractionError, match=re.escape(message)) as caught:
        to_quads(broken, "test 1")
    assert samples.ENGLISH.article.id in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "lacking", [CG + "modality", OA + "hasTarget", CG + "entity", RDF + "predicate", CG + "trigger"]
)
def test_a_graph_that_lacks_something_is_malformed(lacking: str) -> None:
    quads = article_graph(samples.WIRE, to_quads(samples.WIRE, "test 1"))
    with pytest.raises(MalformedGraphError):
        from_quads(quad for quad in quads if quad.predicate.value != lacking)


def test_a_graph_of_no_article_is_malformed() -> None:
    with pytest.raises(MalformedGraphError, match="this one has 0"):
        from_quads([])
