import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import ValidatorMissingError
from graph.storage.rdf import to_quads
from graph.storage.store import Store
from graph.storage.validate import problems, validate
from ontology.namespaces import CG, OA, RDF, RDFS, SCHEMA, article_iri, claim_iri, entity_iri
from ontology.records import Extraction
from tests import samples, strategies

GRAPH = article_iri(samples.ENGLISH.article.id)
QUADS = [quad for quad in to_quads(samples.ENGLISH, "test 1") if quad.graph_name == NamedNode(GRAPH)]
CAPTURED = next(claim for claim in samples.ENGLISH.claims if claim.relation == "captured")
CLAIM = NamedNode(claim_iri(CAPTURED.id))


def said_of(subject: object, *predicates: str) -> Callable[[Quad], bool]:
    return lambda quad: quad.subject == subject and quad.predicate.value in predicates


def without(gone: Callable[[Quad], bool]) -> list[Quad]:
    return [quad for quad in QUADS if not gone(quad)]


def changed(subject: NamedNode, predicate: str, value: Literal | NamedNode) -> list[Quad]:
    kept = without(said_of(subject, predicate))
    assert len(kept) < len(QUADS)
    return [*kept, Quad(subject, NamedNode(predicate), value, NamedNode(GRAPH))]


def node_with(predicate: str, value: str) -> NamedNode:
    subject = next(
        quad.subject
        for quad in QUADS
        if quad.predicate.value == predicate and getattr(quad.object, "value", None) == value
    )
    assert isinstance(subject, NamedNode)
    return subject


def with_subject_only_as_plain_triple() -> list[Quad]:
    brigade, quay = NamedNode(entity_iri("harbour-brigade")), NamedNode(entity_iri("old-quay"))
    return [*QUADS, Quad(brigade, NamedNode(CG + "attacked"), quay, NamedNode(GRAPH))]


ARTICLE = NamedNode(GRAPH)
MENTION = node_with(OA + "exact", "a coast guard officer")
INTERVAL = node_with(RDFS + "label", "on Friday")
QUANTITY = node_with(CG + "bound", "at-least")
QUOTE = node_with(OA + "exact", CAPTURED.quote.text)

BROKEN = [
    (without(said_of(CLAIM, OA + "hasTarget")), "the claim has no evidence"),
    (changed(CLAIM, CG + "polarity", Literal("neutral")), "the polarity of the claim is not positive or negative"),
    (without(said_of(CLAIM, CG + "polarity")), "the polarity of the claim is not positive or negative"),
    (changed(CLAIM, CG + "modality", Literal("certain")), "the modality of the claim is not asserted, reported"),
    (without(said_of(CLAIM, CG + "rule")), "the claim does not name the one rule that made it"),
    (without(said_of(CLAIM, CG + "trigger")), "the claim has not one trigger"),
    (without(said_of(CLAIM, CG + "open")), "the claim does not say whether it is open"),
    (without(said_of(CLAIM, RDF + "predicate")), "the claim has not one predicate"),
    (without(said_of(CLAIM, RDF + "subject", RDF + "object")), "the claim has neither a subject nor an object"),
    (without(said_of(ARTICLE, SCHEMA + "inLanguage")), "the article has no language"),
    (without(said_of(ARTICLE, SCHEMA + "articleBody")), "the article has no text"),
    (changed(ARTICLE, CG + "contentHash", Literal("0" * 64)), "the content hash is not that of the text"),
    (changed(MENTION, OA + "start", Literal(-1)), "the start lies before the text"),
    (changed(MENTION, OA + "end", Literal(3)), "the end does not lie behind the start"),
    (changed(MENTION, OA + "start", Literal("two")), "the start is not one whole number"),
    (changed(MENTION, OA + "exact", Literal("an admiral")), "is not 'an admiral'"),
    (without(said_of(MENTION, OA + "exact")), "there are no words to quote"),
    (without(said_of(MENTION, CG + "entity")), "the mention does not stand for one entity"),
    (without(said_of(QUOTE, OA + "exact")), "there are no words to quote"),
    (changed(QUOTE, OA + "exact", Literal("No such words.")), "is not 'No such words.'"),
    (changed(CLAIM, CG + "triggerText", Literal("released")), "is not 'released'"),
    (changed(INTERVAL, CG + "startDate", Literal("last week")), "the first day is not an ISO 8601 year, month or day"),
    (changed(QUANTITY, CG + "bound", Literal("roughly")), "the bound of the quantity is not exact, about"),
    (changed(QUANTITY, CG + "value", Literal("many")), "the quantity has not one number"),
    (with_subject_only_as_plain_triple(), "no claim says that it happened"),
    (changed(CLAIM, CG + "polarity", Literal("negative")), "no claim says that it happened"),
]


def test_a_sound_graph_has_no_problems() -> None:
    assert problems(GRAPH, QUADS) == []


@pytest.mark.parametrize(("quads", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_what_is_wrong_is_named(quads: list[Quad], message: str) -> None:
    found = problems(GRAPH, quads)
    assert any(message in problem.message for problem in found), found
    assert all(problem.graph == GRAPH for problem in found)
    assert all(GRAPH in str(problem) for problem in found)


@settings(max_examples=20, deadline=None)
@given(strategies.extractions())
def test_whatever_can_be_stored_is_valid(extraction: Extraction) -> None:
    graph = article_iri(extraction.article.id)
    quads = [quad for quad in to_quads(extraction, "test 1") if quad.graph_name == NamedNode(graph)]
    assert problems(graph, quads) == []


def test_a_store_is_validated_article_by_article(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        for extraction in samples.ALL:
            store.add(extraction, samples.EXTRACTOR)
        assert list(validate(store)) == []


def test_a_missing_validator_is_an_error_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(ValidatorMissingError, match=r"pip install 'claimgraph\[validate\]'"):
        problems(GRAPH, QUADS)
