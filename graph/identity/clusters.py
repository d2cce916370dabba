"""Judgements to clusters: the union of what is held to be the same, minus what a person holds apart.

The judgements are taken in an order of their own (a person's first, then the better score, then the alphabet), so who
hands them over in what order decides nothing. A union that would bring together what is held apart is left out, however
long the chain; so is one that would make one thing of two known ones, or of two kinds, unless a person says so.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field

from ontology.records import Judgement


@dataclass(slots=True)
class _Cluster:
    """What is known of the members together, while clusters grow."""

    members: list[str]
    known: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)
    """Members of other clusters that a person holds these apart from."""
    doubtful: set[str] = field(default_factory=set)
    """Members of other clusters that these are too unlike."""


class Clusters:
    """Clusters of ids, grown by union. What was not heard of yet is a cluster of its own."""

    def __init__(self, known: Container[str], types: Mapping[str, str], may_meet: Callable[[str, str], bool]) -> None:
        """``known`` holds the ids of known things; ``may_meet`` tells whether two classes can be of one thing."""
        self._known = known
        self._types = types
        self._may_meet = may_meet
        self._parents: dict[str, str] = {}
        self._clusters: dict[str, _Cluster] = {}

    def root(self, id_: str) -> str:
        """The member that stands for the cluster while it grows."""
        parents = self._parents
        if id_ not in parents:
            parents[id_] = id_
            type_ = self._types.get(id_)
            known = {id_} if id_ in self._known else set()
            self._clusters[id_] = _Cluster([id_], known, {type_} if type_ else set())
        while parents[id_] != id_:
            parents[id_] = parents[parents[id_]]
            id_ = parents[id_]
        return id_

    def hold_apart(self, one: str, other: str, *, by_person: bool) -> None:
        """Keep two ids, and whatever joins them, in different clusters. To be called before any union."""
        for id_, another in ((one, other), (other, one)):
            cluster = self._clusters[self.root(id_)]
            (cluster.apart if by_person else cluster.doubtful).add(another)

    def unite(self, one: str, other: str, *, by_person: bool) -> None:
        """Make one cluster of two, unless something keeps them apart."""
        first, second = self.root(one), self.root(other)
        if first != second and not self._are_apart(first, second) and (by_person or self._fit(first, second)):
            self._merge(first, second)

    def are_one(self, one: str, other: str) -> bool:
        """Whether two ids have come together."""
        return self.root(one) == self.root(other)

    def are_held_apart(self, one: str, other: str) -> bool:
        """Whether a person holds two ids apart, or others that they are the same as."""
        return self._are_apart(self.root(one), self.root(other))

    def clusters(self) -> list[list[str]]:
        """The clusters with more than one member, each sorted."""
        return sorted(sorted(each.members) for each in self._clusters.values() if len(each.members) > 1)

    def _are_apart(self, first: str, second: str) -> bool:
        fewer, more = sorted((first, second), key=lambda root: len(self._clusters[root].apart))
        return any(self.root(each) == more for each in self._clusters[fewer].apart)

    def _fit(self, first: str, second: str) -> bool:
        """Whether two clusters can be of one thing, for all that claimgraph can tell."""
        one, other = self._clusters[first], self._clusters[second]
        if len(one.known | other.known) > 1 or any(self.root(each) == second for each in one.doubtful):
            return False
        return all(self._may_meet(a, b) for a in one.types for b in other.types)

    def _merge(self, first: str, second: str) -> None:
        small, large = sorted((first, second), key=lambda root: (len(self._clusters[root].members), root))
        gone, kept = self._clusters.pop(small), self._clusters[large]
        self._parents[small] = large
        kept.members += gone.members
        kept.known |= gone.known
        kept.types |= gone.types
        kept.apart |= gone.apart
        kept.doubtful |= gone.doubtful


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that say "same" in the order in which they are applied."""
    same = (each for each in judgements if each.verdict == "same")
    return sorted(same, key=lambda each: (each.by != "person", -(each.score or 0.0), each.one, each.other))
