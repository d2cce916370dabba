"""What a change of articles does to the statements of a store: nothing stays that no article speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from graph.remote.quads import Quads
from graph.storage.concepts import LINKS, with_ancestors
from graph.storage.rdf_terms import GROUP_PARTS
from ontology.namespaces import (
    CG,
    ENTITY,
    IDENTITY_GRAPH,
    PROV,
    RDF,
    RUNS_GRAPH,
    THESAURUS_GRAPH,
    article_iri,
    entity_iri,
    local_id,
)

POINT_AT_ENTITIES: Final = (CG + "entity", *GROUP_PARTS.values())
"""The properties through which an article's graph speaks of an entity."""


def outdated(held: Quads, concepts: Collection[Quad]) -> list[Quad]:
    """What an earlier thesaurus said about these concepts and this one does not say."""
    said, graph = set(concepts), NamedNode(THESAURUS_GRAPH)
    subjects = {quad.subject for quad in concepts}
    found = (held.quads_for_pattern(each, None, None, graph) for each in subjects)
    return [quad for quads in found for quad in quads if quad not in said]


def swap(held: Quads, articles: Collection[str], stale: Iterable[Quad], quads: Iterable[Quad]) -> str:
    """The SPARQL update that takes articles and stale statements out and puts others in."""
    gone = [(f"<{entity_iri(concept)}>", THESAURUS_GRAPH) for concept in _concepts_left_by(held, articles)]
    for article in articles:
        name = NamedNode(article_iri(article))
        runs = held.quads_for_pattern(None, NamedNode(PROV + "used"), name, NamedNode(RUNS_GRAPH))
        gone += [(str(quad.subject), RUNS_GRAPH) for quad in runs]
    updates = [f"DROP SILENT GRAPH <{article_iri(article)}>" for article in articles]
    updates += [f"DELETE WHERE {{ GRAPH <{graph}> {{ {node} ?p ?o }} }}" for node, graph in gone]
    for verb, some in (("DELETE DATA", stale), ("INSERT DATA", quads)):
        # Terms in N-Triples are terms in SPARQL.
        data = "\n".join(f"GRAPH {each.graph_name} {{ {each.triple} }}" for each in some)
        updates += [f"{verb} {{ {data} }}"] if data else []
    return " ;\n".join(updates)


def _concepts_left_by(quads: Quads, articles: Collection[str]) -> frozenset[str]:
    """The concepts that nothing would speak of without the articles, neither by name nor as what lies above."""
    if not articles:
        return frozenset()
    graph = NamedNode(THESAURUS_GRAPH)
    subjects = {quad.subject for quad in quads.quads_for_pattern(None, None, None, graph)}
    held = {local_id(node.value, ENTITY) for node in subjects if isinstance(node, NamedNode)}
    ours = {*map(article_iri, articles), THESAURUS_GRAPH, IDENTITY_GRAPH}
    used = (concept for concept in held if _is_used_beside(quads, concept, ours))
    return frozenset(held - with_ancestors(used, lambda concept: _above(quads, concept)))


def _is_used_beside(quads: Quads, concept: str, ours: Collection[str]) -> bool:
    """Whether the graph of another article speaks of the concept."""
    node = NamedNode(entity_iri(concept))
    speaking = [quads.quads_for_pattern(None, NamedNode(each), node) for each in POINT_AT_ENTITIES]
    speaking.append(quads.quads_for_pattern(node, NamedNode(RDF + "type"), None))
    return any(getattr(quad.graph_name, "value", "") not in ours for found in speaking for quad in found)


def _above(quads: Quads, concept: str) -> Iterator[str]:
    node, graph = NamedNode(entity_iri(concept)), NamedNode(THESAURUS_GRAPH)
    for link in LINKS.values():
        for quad in quads.quads_for_pattern(node, NamedNode(link), None, graph):
            if isinstance(quad.object, NamedNode):
                yield local_id(quad.object.value, ENTITY)
