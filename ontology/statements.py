"""The statements of claimgraph.ttl, as triples: for the modules that turn them into values with names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple

from ontology.namespaces import CG, RDF, RDFS

ONTOLOGY: Final = Path(__file__).with_name("claimgraph.ttl")

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


def objects(subject: Term, predicate: str) -> list[Term]:
    """What the ontology says of a thing under one property, in no particular order."""
    if isinstance(subject, Literal | Triple):
        return []
    return [quad.object for quad in _ontology().quads_for_pattern(subject, NamedNode(predicate), None)]


def texts(subject: Term, predicate: str) -> list[str]:
    """The literals among them, sorted."""
    return sorted(each.value for each in objects(subject, predicate) if isinstance(each, Literal))


def text(subject: Term, predicate: str) -> str | None:
    """The first of the literals, if there is one."""
    return next(iter(texts(subject, predicate)), None)


def names(subject: Term, predicate: str) -> tuple[str, ...]:
    """The local names of our terms among them, sorted."""
    found = (each for each in objects(subject, predicate) if isinstance(each, NamedNode))
    return tuple(sorted(local_name(each) for each in found if each.value.startswith(CG)))


def labels(subject: Term) -> Mapping[str, str]:
    """The labels by language."""
    found = (each for each in objects(subject, RDFS + "label") if isinstance(each, Literal))
    return MappingProxyType({each.language or "en": each.value for each in sorted(found, key=lambda each: each.value)})


def items(head: Term) -> list[Term]:
    """The items of an RDF list."""
    if head == NamedNode(RDF + "nil"):
        return []
    return [*objects(head, RDF + "first"), *items(objects(head, RDF + "rest")[0])]


def local_name(node: NamedNode) -> str:
    """What stands behind our namespace."""
    return node.value.removeprefix(CG)


def instances(name: str, *, namespace: str = CG, by: str = RDF + "type") -> Iterator[NamedNode]:
    """Our terms of a class; or those tied to it by another property than rdf:type."""
    for quad in _ontology().quads_for_pattern(None, NamedNode(by), NamedNode(namespace + name)):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(CG):
            yield quad.subject


@cache
def _ontology() -> Store:
    store = Store()
    store.bulk_load(path=ONTOLOGY, format=RdfFormat.TURTLE, to_graph=DefaultGraph())
    return store
