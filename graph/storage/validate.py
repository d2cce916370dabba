"""Whether the graph of an article is as it must be: the shapes of the ontology, and what shapes cannot say.

The words of every quote and every mention must stand in the article where the graph says, and every plain triple must
rest on a claim that somebody puts forward as having happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from graph.errors import ValidatorMissingError
from graph.storage.extractions import HAPPENED
from ontology.namespaces import CG, ENTITY, OA, RDF, SCHEMA, SH, article_iri
from ontology.vocabulary import ONTOLOGY, relations

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from graph.storage.store import Store

SHAPES: Final = ONTOLOGY.with_name("shapes.ttl")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, in which article's graph (its IRI), with which node."""

    graph: str
    node: str
    message: str

    def __str__(self) -> str:
        return f"{self.node}: {self.message} (graph {self.graph})"


def validate(store: Store) -> Iterator[Problem]:
    """All problems of a store, article by article."""
    for article in sorted(store.article_ids()):
        yield from problems(article_iri(article), store.quads(article_iri(article)))


def problems(graph: str, quads: Iterable[Quad]) -> list[Problem]:
    """All problems of the graph of one article, sorted."""
    held = list(quads)
    found = [*_shape_problems(held), *_text_problems(held), *_plain_triple_problems(held)]
    return sorted({Problem(graph, node, message) for node, message in found})


def _shape_problems(quads: list[Quad]) -> Iterator[tuple[str, str]]:
    try:
        from pyshacl import validate as validate_shapes
    except ImportError:
        raise ValidatorMissingError("validation needs pySHACL: pip install 'claimgraph[validate]'") from None
    conforms, report, _ = validate_shapes(_rdflib_graph(quads), shacl_graph=_shapes(), advanced=False)
    if not conforms:
        for result in report.subjects(_rdflib_iri(RDF + "type"), _rdflib_iri(SH + "ValidationResult")):
            node = report.value(result, _rdflib_iri(SH + "focusNode"))
            yield str(node), str(report.value(result, _rdflib_iri(SH + "resultMessage")))


def _text_problems(quads: list[Quad]) -> Iterator[tuple[str, str]]:
    literals = _literals(quads)
    texts = [said[SCHEMA + "articleBody"] for said in literals.values() if SCHEMA + "articleBody" in said]
    if len(texts) != 1:
        return  # the shapes have said so
    for node, said in literals.items():
        digest = said.get(CG + "contentHash")
        if digest is not None and digest != sha256(texts[0].encode()).hexdigest():
            yield node, "the content hash is not that of the text"
    for node, start, end, words in _quotations(quads, literals):
        if texts[0][start:end] != words:
            yield node, f"the text from {start} to {end} is not {words!r}"


def _quotations(quads: list[Quad], literals: dict[str, dict[str, str]]) -> Iterator[tuple[str, int, int, str]]:
    """What is said to stand where: mentions have words and position in one node, quotes and triggers in two."""
    positions: dict[str, dict[str, str]] = defaultdict(dict)
    for node, said in literals.items():
        positions[node] |= said
    for quad in quads:
        if quad.predicate.value in (OA + "hasSelector", CG + "trigger"):
            positions[_iri(quad.subject)] |= literals.get(_iri(quad.object), {})
    for node, said in positions.items():
        words = said.get(OA + "exact", said.get(CG + "triggerText"))
        start, end = said.get(OA + "start", ""), said.get(OA + "end", "")
        if words is not None and start.isdecimal() and end.isdecimal():
            yield node, int(start), int(end), words


def _plain_triple_problems(quads: list[Quad]) -> Iterator[tuple[str, str]]:
    known = {relation.iri for relation in relations().values()}
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        claims[_iri(quad.subject)][quad.predicate.value] = _iri(quad.object) or getattr(quad.object, "value", "")
    backed = {
        tuple(said.get(RDF + part) for part in ("subject", "predicate", "object"))
        for said in claims.values()
        if said.get(CG + "polarity") == "positive" and said.get(CG + "modality") in HAPPENED
    }
    for quad in quads:
        triple = _iri(quad.subject), quad.predicate.value, _iri(quad.object)
        if triple[1] in known and triple[0].startswith(ENTITY) and triple not in backed:
            yield triple[0], f"no claim says that it happened: {triple[1]} {triple[2]}"


def _literals(quads: list[Quad]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        if isinstance(quad.object, Literal):
            found[_iri(quad.subject)][quad.predicate.value] = quad.object.value
    return found


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _rdflib_graph(quads: list[Quad]) -> Graph:
    from rdflib import Graph

    triples = pyoxigraph.serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=triples or b"", format="ox-nt")


@cache
def _shapes() -> Graph:
    from rdflib import Graph

    return Graph().parse(SHAPES, format="ox-turtle")


def _rdflib_iri(iri: str) -> Node:
    from rdflib import URIRef

    return URIRef(iri)
