"""What is the same thing, and what lies within what: places, members of coalitions, narrower groups of people.

A group without a name lies within another if its role is the same or narrower, and it has the affiliation and the
origin that the other has, or such as lie within them. "Fighters" of no affiliation hold only such as are of none.

"The rebels" of an article may be those of any other: each lies within all the others. There are as many of them as
articles, so they are never held against each other one by one, but taken together, under one anchor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import product
from typing import Final, TypeVar

from graph.storage.extractions import put_forward_as_fact
from ontology.disagreement import conduct, reckoning
from ontology.records import Claim, Entity, Extraction, Mention
from ontology.thesaurus import Concept, Thesaurus
from ontology.vocabulary import is_a

K = TypeVar("K")

PEOPLE, PERSON = "PeopleGroup", "Person"
NOUNS = ("kinds", "roles")
SCOPE = 8
"""Characters of an article's id that the ids of what it only describes end in."""
_ANY: Final = "\0"
"""Begins the anchors that many groups share; ids have no such character."""


class Kinship:
    """Answers for the entities of some extractions, which go by their canonical ids."""

    def __init__(self, extractions: Sequence[Extraction], thesaurus: Thesaurus) -> None:
        self._concepts = thesaurus.concepts
        self._said = _said(extractions)
        self._scopes = {f"in-{each.article.id[:SCOPE]}" for each in extractions}
        self._thesaurus = thesaurus
        self._groups = {each.id: self._named_role(each) for each in _groups(extractions).values()}
        self._parts = {each.id: self._parts_of(each) for each in self._groups.values()}
        self._groups |= {
            part.id: part for parts in self._parts.values() for part in parts if part.id not in self._groups
        }
        settings = ((each.id, _setting(each)) for each in self._groups.values())
        self._settings = {id_: "" if setting in self._scopes else setting for id_, setting in settings}
        self._anchors = {each.id: self._anchor_of(each) for each in self._groups.values()}
        self._members = _lists((anchor, id_) for id_, anchor in self._anchors.items())
        self._alike_by_role = _by_role(self._groups[some[0]] for some in self._members.values())
        described = (((each.role, each.affiliation, each.origin), each.id) for each in self._groups.values())
        self._described = _lists(described)
        self._joined = _lists((part.id, id_) for id_, parts in self._parts.items() for part in parts)
        # Tables and no `lru_cache`: that would tie the object to itself, and millions of sets would stay with it.
        self._above, self._held_by = dict[str, frozenset[str]](), dict[str, frozenset[str]]()
        self._sets = dict[frozenset[str], frozenset[str]]()
        self._nexts, self._keys = dict[str, frozenset[str]](), dict[str, str]()

    def within(self, one: str, other: str) -> bool:
        """Whether the one is the other, or lies within it."""
        here, there = self.anchor(one), self.anchor(other)
        return here == there or there in self.above(here)

    def related(self, one: str, other: str) -> bool:
        """Whether one of the two lies within the other, or they are the same."""
        return self.within(one, other) or self.within(other, one)

    def told_apart(self, one: str, other: str) -> bool:
        """Whether two are certainly not one: both are more than "the rebels" or "gunmen", who may be anybody."""
        return self._particular(one) and self._particular(other) and not self.related(one, other)

    def _particular(self, entity: str) -> bool:
        group = self._groups.get(entity)
        if group is not None:
            return group.affiliation is not None or group.origin is not None
        return f"in-{entity.rsplit('.', 1)[-1]}" not in self._scopes

    def alike(self, one: str, other: str) -> bool:
        """Whether two may be one thing: the same entity, or described by the same noun, each in its own article."""
        return one == other or self.key(one) == self.key(other)

    def key(self, entity: str) -> str:
        """What two that are alike have in common: the class and the noun, whatever its language, or else the id."""
        if entity not in self._keys:
            self._keys[entity] = self._key(entity)
        return self._keys[entity]

    def _key(self, entity: str) -> str:
        kind, *words, scope = entity.split(".") if entity.count(".") > 1 else ("", "")
        if f"in-{scope}" not in self._scopes:
            return entity
        noun = " ".join(words)
        found = (each.id for each in self._thesaurus.find(noun.replace("-", " ")) if each.scheme in NOUNS)
        return f"{kind} {next(found, noun)}"

    def unplaced(self, entity: str) -> str:
        """What a group without affiliation and origin is called wherever it is: "people" of no country."""
        group = self._groups.get(entity)
        return f"group {_kind(group)}" if group and not group.affiliation and not group.origin else entity

    def parts(self, entity: str) -> tuple[str, ...]:
        """What an entity is made up of, where its name joins groups that are apart: "foreign and local fighters"."""
        return tuple(each.id for each in self._parts.get(entity, ())) or (entity,)

    def _parts_of(self, group: Entity) -> tuple[Entity, ...]:
        kind, role = _kind(group), group.role or ""
        marks = frozenset(kind.removesuffix(role).strip("-").split("-"))
        if not kind.endswith(role) or not any(each <= marks for each in reckoning().apart):
            return ()
        apart = frozenset().union(*(each for each in reckoning().apart if each <= marks))
        kinds = ["-".join([*sorted((marks - apart) | {mark}), role]) for mark in sorted(apart)]
        return tuple(self._named_role(replace(group, id=group.id.replace(kind, each, 1))) for each in kinds)

    def _named_role(self, group: Entity) -> Entity:
        """The group under its role with all marks, where that is a role of its own: "foreign" and "fighter"."""
        kind = _kind(group)
        return replace(group, role=kind) if kind in self._concepts else group

    def anchor(self, entity: str) -> str:
        """What stands for an entity where it is looked up: itself, or what all groups like it have in common."""
        return self._anchors.get(entity, entity)

    def anchors(self, entity: str) -> frozenset[str]:
        """The anchors of an entity and of all that it lies within."""
        return self.above(self.anchor(entity)) | {self.anchor(entity)}

    def reach(self, entity: str) -> frozenset[str]:
        """What a statement that holds for an entity may be about: all that it lies within, or is like."""
        return self.anchors(entity) | {self.anchor(self.key(entity))}

    def _anchor_of(self, group: Entity) -> str:
        if group.affiliation is not None or group.origin is not None:
            return group.id
        return f"{_ANY}{_kind(group)}|{group.role}|{self._settings[group.id]}"

    def above(self, anchor: str) -> frozenset[str]:
        """The anchors of everything else that what has this anchor lies within."""
        if anchor not in self._above:
            self._above[anchor] = self._one(_closure(anchor, self._next))
        return self._above[anchor]

    def _next(self, anchor: str) -> frozenset[str]:
        if anchor not in self._nexts:
            self._nexts[anchor] = self._one(frozenset(self._linked(anchor)))
        return self._nexts[anchor]

    def _one(self, found: frozenset[str]) -> frozenset[str]:
        """Equal sets as one: thousands of groups lie within the same."""
        return self._sets.setdefault(found, found)

    def _linked(self, anchor: str) -> set[str]:
        members = self._members.get(anchor, [anchor])
        linked = (each for id_ in members for each in (*self._links(id_), *self._joined.get(id_, ())))
        wider = self._wider_of_many if anchor.startswith(_ANY) else self._wider
        return {*map(self.anchor, linked), *wider(members[0])}

    def _holders(self, entity: str) -> frozenset[str]:
        """The same by links alone: descriptions of groups do not rest on descriptions of groups."""
        if entity not in self._held_by:
            self._held_by[entity] = _closure(entity, self._links)
        return self._held_by[entity]

    def _links(self, entity: str) -> set[str]:
        concept = self._concepts.get(entity)
        known = {*concept.part_of, *concept.located_in} if concept else set[str]()
        return known | self._said.get(entity, set())

    def _wider(self, entity: str) -> Iterator[str]:
        """The groups whose description fits this one, which has an affiliation or an origin, or is no group."""
        group = self._groups.get(entity)
        if group is not None and group.role is not None:
            for role in _up(group.role, self._concepts):
                yield from (each for each in self._fitting(role, group) if self._is_called_so(each, group, role))

    def _wider_of_many(self, entity: str) -> Iterator[str]:
        """The anchors of the groups that fit one of those that are nowhere and of nobody."""
        group = self._groups[entity]
        for role in _up(group.role or "", self._concepts):
            for each in (found for kind in {_kind(group), role} for found in self._alike_by_role.get((role, kind), ())):
                if self._same_setting(self._groups[each], group):
                    yield self.anchor(each)

    def _is_called_so(self, wide: str, narrow: Entity, role: str) -> bool:
        """Whether the one is called as the other is, or has no marks: "foreign members" are not all members."""
        return _kind(self._groups[wide]) in (_kind(narrow), role)

    def _fitting(self, role: str, group: Entity) -> Iterator[str]:
        """The groups of a role with an affiliation and an origin that hold those of this group, not without either."""
        parts = ([None, *self._with_holders(each)] for each in (group.affiliation, group.origin))
        for affiliation, origin in product(*parts):
            if affiliation is not None or origin is not None:
                yield from self._described.get((role, affiliation, origin), ())

    def _with_holders(self, entity: str | None) -> frozenset[str]:
        return frozenset() if entity is None else self._holders(entity) | {entity}

    def _same_setting(self, one: Entity, other: Entity) -> bool:
        """Whether two groups of no affiliation may be of one country; of some nobody says which."""
        here, there = self._settings[one.id], self._settings[other.id]
        return here == there or not here or not there


def _closure(start: str, links: Callable[[str], Set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = links(waiting.pop()) - found - {start}
        found |= new
        waiting += new
    return frozenset(found)


def _kind(group: Entity) -> str:
    """The role as the id has it, with what marks it: "group.local-rebel.in-syria"."""
    return group.id.split(".")[1] if group.id.count(".") else group.id


def _setting(group: Entity) -> str:
    return group.id.split(".")[-1]


def _groups(extractions: Iterable[Extraction]) -> Mapping[str, Entity]:
    found: dict[str, Entity] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            if entity.type == PEOPLE and entity.role is not None:
                found.setdefault(entity.id, entity)
    return found


def _by_role(groups: Iterable[Entity]) -> Mapping[tuple[str, str], list[str]]:
    """Groups of no affiliation and no origin, by their role and by the role as their ids have it."""
    unplaced = (each for each in groups if each.affiliation is None and each.origin is None)
    return _lists(((each.role or "", _kind(each)), each.id) for each in unplaced)


def _lists(pairs: Iterable[tuple[K, str]]) -> dict[K, list[str]]:
    found: dict[K, list[str]] = {}
    for key, id_ in pairs:
        found.setdefault(key, []).append(id_)
    return found


def _up(role: str, concepts: Mapping[str, Concept]) -> set[str]:
    """A role and all that are broader."""
    found, waiting = {role}, [role]
    while waiting:
        concept = concepts.get(waiting.pop())
        new = set(concept.broader) - found if concept else set()
        found |= new
        waiting += new
    return found


def _said(extractions: Iterable[Extraction]) -> Mapping[str, set[str]]:
    """What articles say lies within what. A person is no part of a body: what it does not do, its members may."""
    found: dict[str, set[str]] = {}
    for extraction in extractions:
        for claim in extraction.claims:
            ends = _containing(claim)
            if ends is not None:
                found.setdefault(ends[0], set()).add(ends[1])
    return found


def _containing(claim: Claim) -> tuple[str, str] | None:
    rules, subject, object_ = conduct().get(claim.relation), claim.subject, claim.object
    if claim.open or rules is None or not rules.containing or not put_forward_as_fact(claim):
        return None
    if not isinstance(subject, Mention) or not isinstance(object_, Mention) or is_a(subject.type, PERSON):
        return None
    return subject.entity, object_.entity
