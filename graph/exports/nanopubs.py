"""Nanopublications: each claim with what it says, where that comes from, and what made it, in four graphs of its own.

The assertion holds the claim, and the plain triple where the claim puts it forward as having happened. The provenance
holds the quote, its article and who said so; the publication info holds the run of the extractor. They carry no
signature and no time, so that the same store gives the same bytes. Guidelines: nanopub.net/guidelines/working_draft.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ontology.namespaces import ARTICLE, CG, ENTITY, OA, PROV, RDF, RDFS, SCHEMA

NP: Final = "http://www.nanopub.org/nschema#"
_EVIDENCE: Final = frozenset(
    {
        *(CG + name for name in ("saidBy", "saidByMention", "chain", "rule", "trigger", "triggerText")),
        *(CG + f"{end}Mention" for end in ("subject", "object", "where")),
        OA + "hasTarget",
    }
)
"""The properties of a claim that say where it comes from, and not what it says."""
_OWN_NODES: Final = frozenset({CG + "when", CG + "quantity", CG + "share"})
_NAMED: Final = frozenset({RDF + "subject", RDF + "object", CG + "where", CG + "saidBy"})
_ARTICLE: Final = frozenset(
    {RDF + "type", *(SCHEMA + name for name in ("name", "headline", "publisher", "datePublished", "inLanguage", "url"))}
)
_FACTUAL: Final = frozenset({"asserted", "reported"})
By = Mapping[NamedNode, Sequence[Quad]]


@dataclass(frozen=True, slots=True)
class _Graphs:
    """The names of the four graphs of one nanopublication."""

    publication: NamedNode
    head: NamedNode
    assertion: NamedNode
    provenance: NamedNode
    info: NamedNode


def nanopublications(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The nanopublications of all claims in a store."""
    articles: dict[NamedNode, dict[NamedNode, list[Quad]]] = defaultdict(lambda: defaultdict(list))
    runs: dict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        graph, subject = quad.graph_name, quad.subject
        if isinstance(graph, NamedNode) and isinstance(subject, NamedNode):
            if graph.value.startswith(ARTICLE):
                articles[graph][subject].append(quad)
            elif quad.predicate.value == PROV + "used" and isinstance(quad.object, NamedNode):
                runs[quad.object].append(quad)
    for article, by in articles.items():
        for subject, about in list(by.items()):
            if any(quad.object == NamedNode(CG + "Claim") for quad in about):
                yield from _nanopublication(subject, article, by, runs.get(article, []))


def _nanopublication(claim: NamedNode, article: NamedNode, by: By, runs: Sequence[Quad]) -> Iterator[Quad]:
    base = f"{claim.value}/nanopub"
    graphs = _Graphs(
        NamedNode(base), *(NamedNode(f"{base}#{name}") for name in ("Head", "assertion", "provenance", "pubinfo"))
    )
    yield from _head(graphs)
    said = [quad for quad in by[claim] if quad.predicate.value not in _EVIDENCE]
    for quad in (*_with_own_nodes(said, by), *_names(said, by), *_plain(said, by)):
        yield Quad(quad.subject, quad.predicate, quad.object, graphs.assertion)
    yield _quad(graphs.assertion, PROV + "wasDerivedFrom", article, graphs.provenance)
    evidence = [quad for quad in by[claim] if quad.predicate.value in _EVIDENCE]
    for quad in (
        *_evidence(evidence, by),
        *_names(evidence, by),
        *(each for each in by[article] if each.predicate.value in _ARTICLE),
    ):
        yield Quad(quad.subject, quad.predicate, quad.object, graphs.provenance)
    for quad in evidence:
        if quad.predicate.value == CG + "saidBy":
            yield _quad(graphs.assertion, PROV + "wasAttributedTo", quad.object, graphs.provenance)
    for run in runs:
        yield _quad(graphs.publication, PROV + "wasGeneratedBy", run.subject, graphs.info)
    yield _quad(graphs.publication, RDFS + "label", Literal(f"A claim of {article.value}"), graphs.info)


def _head(graphs: _Graphs) -> Iterator[Quad]:
    yield _quad(graphs.publication, RDF + "type", NamedNode(NP + "Nanopublication"), graphs.head)
    yield _quad(graphs.publication, NP + "hasAssertion", graphs.assertion, graphs.head)
    yield _quad(graphs.publication, NP + "hasProvenance", graphs.provenance, graphs.head)
    yield _quad(graphs.publication, NP + "hasPublicationInfo", graphs.info, graphs.head)


def _with_own_nodes(said: Sequence[Quad], by: By) -> Iterator[Quad]:
    """What a claim says, with its time and its numbers, which are nodes of their own."""
    for quad in said:
        yield quad
        if quad.predicate.value in _OWN_NODES and isinstance(quad.object, NamedNode):
            yield from by.get(quad.object, ())


def _names(said: Sequence[Quad], by: By) -> Iterator[Quad]:
    """The classes and the names of what a claim is about, so that it can be understood by itself."""
    for quad in said:
        if quad.predicate.value in _NAMED and isinstance(quad.object, NamedNode):
            yield from (
                each for each in by.get(quad.object, ()) if each.predicate.value in (RDF + "type", RDFS + "label")
            )


def _plain(said: Sequence[Quad], by: By) -> Iterator[Quad]:
    """The plain triple, if the claim puts it forward; another claim of the article may do so where this one denies."""
    held = {quad.predicate.value: quad.object for quad in said if quad.predicate.value != RDF + "type"}
    ends = [held.get(RDF + name) for name in ("subject", "predicate", "object")]
    polarity, modality = (getattr(held.get(CG + name), "value", "") for name in ("polarity", "modality"))
    if polarity == "positive" and modality in _FACTUAL and isinstance(ends[0], NamedNode):
        yield from (quad for quad in by.get(ends[0], ()) if [quad.predicate, quad.object] == ends[1:])


def _evidence(evidence: Sequence[Quad], by: By) -> Iterator[Quad]:
    """Where a claim stands in its article: the passage with its quote and its place, the trigger, the speakers."""
    waiting, seen = list(evidence), set[NamedNode]()
    while waiting:
        quad = waiting.pop()
        yield quad
        node = quad.object
        if isinstance(node, NamedNode) and node not in seen and not node.value.startswith((ARTICLE, ENTITY)):
            seen.add(node)
            waiting += by.get(node, ())


def _quad(subject: NamedNode, predicate: str, object_: object, graph: NamedNode) -> Quad:
    return Quad(subject, NamedNode(predicate), object_, graph)  # type: ignore[arg-type]
