"""Disjoint sets: things that belong together, each set known by its least member."""

from __future__ import annotations

from collections.abc import Iterable


class Unions:
    """Sets of strings that grow by being joined (union-find, Tarjan 1975)."""

    def __init__(self, members: Iterable[str] = ()) -> None:
        self._parents = {each: each for each in members}

    def find(self, member: str) -> str:
        """The least member of the set that this one is in; a new one is in a set of its own."""
        parents = self._parents
        root = parents.setdefault(member, member)
        while parents[root] != root:
            root = parents[root]
        while parents[member] != root:
            parents[member], member = root, parents[member]
        return root

    def join(self, one: str, other: str) -> None:
        """Make one set of two."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parents[second] = first
