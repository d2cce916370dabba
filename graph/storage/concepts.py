"""The concepts of the thesaurus that a store holds: those its articles speak of, and what lies above them.

The whole thesaurus would swamp the user's own statements; none of it would leave a name or a merge unexplained.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ontology.namespaces import CG, RDF, SCHEME, SKOS, THESAURUS_GRAPH, class_iri, entity_iri
from ontology.thesaurus import Concept, Name, NameKind, Thesaurus

LINKS: Final = {"broader": SKOS + "broader", "part_of": CG + "partOf", "located_in": CG + "locatedIn"}
NAMES: Final[Mapping[NameKind, str]] = {
    "preferred": SKOS + "prefLabel",
    "alternative": SKOS + "altLabel",
    "acronym": CG + "acronym",
    "demonym": CG + "demonym",
    "related": SKOS + "hiddenLabel",
}
DESCRIBING: Final = frozenset({"roles", "kinds"})
"""The schemes whose concepts are no things themselves: they say what a noun denotes."""


def concept_quads(thesaurus: Thesaurus, ids: Iterable[str], said: Collection[str] = ()) -> list[Quad]:
    """What the thesaurus says about those of the ids that are concepts, and about all concepts above them.

    Nothing about those in ``said``, which stand with all that is above them.
    """
    return [quad for id_ in sorted(concepts_of(thesaurus, ids, said)) for quad in _quads(thesaurus.concepts[id_])]


def concepts_of(thesaurus: Thesaurus, ids: Iterable[str], said: Collection[str] = ()) -> frozenset[str]:
    """Those of the ids that are concepts, and all concepts above them."""
    concepts = thesaurus.concepts
    new = (id_ for id_ in ids if id_ in concepts and id_ not in said)
    found = with_ancestors(new, lambda id_: _above(concepts[id_]) if id_ in concepts else ())
    return frozenset(id_ for id_ in found if id_ in concepts and id_ not in said)


def with_ancestors(ids: Iterable[str], above: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """The ids and all that is above them, however far."""
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting.extend(above(id_))
    return frozenset(found)


def _above(concept: Concept) -> Iterable[str]:
    return (*concept.broader, *concept.part_of, *concept.located_in)


def _quads(concept: Concept) -> Iterator[Quad]:
    node, graph = NamedNode(entity_iri(concept.id)), NamedNode(THESAURUS_GRAPH)
    says = CG + "denotes" if concept.scheme in DESCRIBING else RDF + "type"
    yield Quad(node, NamedNode(RDF + "type"), NamedNode(SKOS + "Concept"), graph)
    yield Quad(node, NamedNode(says), NamedNode(class_iri(concept.type)), graph)
    yield Quad(node, NamedNode(SKOS + "inScheme"), NamedNode(SCHEME + concept.scheme), graph)
    for name in concept.names:
        yield Quad(node, NamedNode(NAMES[name.kind]), _literal(name), graph)
    for field, predicate in LINKS.items():
        for other in getattr(concept, field):
            yield Quad(node, NamedNode(predicate), NamedNode(entity_iri(other)), graph)
    for iri in concept.same_as:
        yield Quad(node, NamedNode(SKOS + "exactMatch"), NamedNode(iri), graph)


def _literal(name: Name) -> Literal:
    return Literal(name.text) if name.language == "und" else Literal(name.text, language=name.language)
