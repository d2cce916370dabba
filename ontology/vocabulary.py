"""The relations and classes of claimgraph.ttl, for code that wants names and labels instead of triples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from pyoxigraph import NamedNode

from ontology.namespaces import CG, OWL, RDF, RDFS, kebab_case
from ontology.statements import ONTOLOGY, instances, items, labels, local_name, objects, text

__all__ = ["ONTOLOGY", "EntityClass", "Relation", "classes", "fits", "is_a", "relations"]
Named = TypeVar("Named", "Relation", "EntityClass")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a claim can have as its predicate.

    ``domain`` and ``range`` are classes: an entity fits when its type is one of them or below one of them.
    ``inverse`` is the name of the relation read backwards, the relation's own name when it reads the same both ways.
    """

    name: str
    iri: str
    labels: Mapping[str, str]
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str | None
    inverse_labels: Mapping[str, str]
    plover: str | None
    cameo: str | None
    agentless: bool
    """Whether it tells something without a subject: "the town was taken"."""
    speech_act: bool
    """Whether it is something said: who denies a charge does not deny that it was made."""
    diplomatic: bool
    """Whether it goes on between governments, so that a capital at either end stands for its country."""

    def label(self, language: str) -> str:
        """The name to show, in English where the language has none."""
        return self.labels.get(language, self.labels["en"])

    @property
    def symmetric(self) -> bool:
        """Whether the relation reads the same from both ends."""
        return self.inverse == self.name

    @property
    def political(self) -> bool:
        """Whether it is something that governments say or do among each other."""
        return self.speech_act or self.diplomatic


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A kind of thing; ``parents`` are the classes directly above it."""

    name: str
    iri: str
    labels: Mapping[str, str]
    definition: str
    parents: tuple[str, ...]

    def label(self, language: str) -> str:
        """The name to show, in English where the language has none."""
        return self.labels.get(language, self.labels["en"])


@cache
def relations() -> Mapping[str, Relation]:
    """All relations by name, in the order of their names."""
    return _by_name(_relation(node) for node in instances("Relation", namespace=CG))


@cache
def classes() -> Mapping[str, EntityClass]:
    """All classes of entities by name: Thing and what lies below it."""
    found = {found.name: found for found in (_class(node) for node in instances("Class", namespace=OWL))}
    return _by_name(each for each in found.values() if each.name == "Thing" or _reaches(each, "Thing", found))


@cache
def is_a(name: str, ancestor: str) -> bool:
    """Whether the class ``name`` is ``ancestor`` or lies below it. A class that the ontology lacks is only itself."""
    known = classes()
    return name == ancestor or (name in known and _reaches(known[name], ancestor, known))


@cache
def fits(name: str, allowed: tuple[str, ...]) -> bool:
    """Whether an entity of class ``name`` may stand in a place with this domain or range. No domain allows all."""
    return not allowed or any(is_a(name, each) for each in allowed)


def _reaches(start: EntityClass, ancestor: str, known: Mapping[str, EntityClass]) -> bool:
    return any(
        parent == ancestor or (parent in known and _reaches(known[parent], ancestor, known)) for parent in start.parents
    )


def _by_name(found: Iterable[Named]) -> Mapping[str, Named]:
    return MappingProxyType({each.name: each for each in sorted(found, key=lambda each: each.name)})


def _relation(node: NamedNode) -> Relation:
    inverse = _inverse(node)
    return Relation(
        name=kebab_case(local_name(node)),
        iri=node.value,
        labels=labels(node),
        definition=text(node, RDFS + "comment") or "",
        domain=_class_names(node, RDFS + "domain"),
        range=_class_names(node, RDFS + "range"),
        inverse=kebab_case(local_name(inverse)) if inverse else None,
        inverse_labels=labels(inverse) if inverse else MappingProxyType({}),
        plover=text(node, CG + "plover"),
        cameo=text(node, CG + "cameo"),
        agentless=text(node, CG + "agentless") == "true",
        speech_act=text(node, CG + "speechAct") == "true",
        diplomatic=text(node, CG + "diplomatic") == "true",
    )


def _class(node: NamedNode) -> EntityClass:
    parents = (each for each in objects(node, RDFS + "subClassOf") if isinstance(each, NamedNode))
    return EntityClass(
        name=local_name(node),
        iri=node.value,
        labels=labels(node),
        definition=text(node, RDFS + "comment") or "",
        parents=tuple(sorted(local_name(parent) for parent in parents if parent.value.startswith(CG))),
    )


def _inverse(node: NamedNode) -> NamedNode | None:
    if NamedNode(OWL + "SymmetricProperty") in objects(node, RDF + "type"):
        return node
    found = objects(node, OWL + "inverseOf")
    return found[0] if found and isinstance(found[0], NamedNode) else None


def _class_names(node: NamedNode, predicate: str) -> tuple[str, ...]:
    """The classes of a domain or a range: one class, or the list of a union."""
    names: list[str] = []
    for found in objects(node, predicate):
        members = [found] if isinstance(found, NamedNode) else items(objects(found, OWL + "unionOf")[0])
        names += [local_name(member) for member in members if isinstance(member, NamedNode)]
    return tuple(sorted(names))
