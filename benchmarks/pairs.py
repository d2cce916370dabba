"""Claims as bare pairs of arguments: a measure that extractors without relations can be held against.

A gold claim that has both ends counts as found if some predicate brings the two together, in whichever order, under
whichever name, denied or not, by whomever said. Two arguments are one if the head of either is among the words of the
other. An argument may have several readings (what a pronoun stands for), and one that fits is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Argument:
    """Words of a text, each by the character that it begins at, and the one among them that heads the others."""

    head: int
    words: frozenset[int]


Readings = tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two arguments of one predicate; the first reading of each is what stands there."""

    one: Readings
    other: Readings


@dataclass(frozen=True, slots=True)
class GoldPair:
    """The ends of a gold claim, and what else belongs to it (place, speaker), wherever their words stand."""

    subject: Readings
    object: Readings
    beside: Readings = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class PairScore:
    """Counts of pairs (``right`` of ``extracted``) and of gold claims (``found`` of ``gold``).

    ``touching`` are the extracted pairs both of whose arguments are ends of gold claims: whoever knows no relations
    cannot know that nobody asked for the others. Percentages are 0 where there is nothing to divide by.
    """

    right: int = 0
    extracted: int = 0
    touching: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: PairScore) -> PairScore:
        return PairScore(
            self.right + other.right,
            self.extracted + other.extracted,
            self.touching + other.touching,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def recall(self) -> float:
        """Percent of the gold claims that were found."""
        return _percent(self.found, self.gold)

    @property
    def precision(self) -> float:
        """Percent of the pairs that are gold claims."""
        return _percent(self.right, self.extracted)

    @property
    def lenient_precision(self) -> float:
        """Percent of the pairs of two ends of gold claims that are gold claims."""
        return _percent(self.right, self.touching)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _harmonic(self.precision, self.recall)

    @property
    def lenient_f1(self) -> float:
        """Harmonic mean of lenient precision and recall."""
        return _harmonic(self.lenient_precision, self.recall)


def score(pairs: Iterable[Pair], gold: Sequence[GoldPair], times: frozenset[int] = frozenset()) -> PairScore:
    """Hold the pairs of one text against its gold claims.

    A pair that only an optional claim has, that joins an end of a claim with its place or speaker, or that has the head
    of one argument in ``times``, counts neither way if it is not right. Several pairs may be right about one claim, and
    one pair about several.
    """
    wanted = [each for each in gold if not each.optional]
    judged = [pair for pair in pairs if any(joins(pair, each) for each in wanted) or not _idle(pair, gold, times)]
    right = [pair for pair in judged if any(joins(pair, each) for each in wanted)]
    ends = tuple(argument for each in gold for argument in (*each.subject, *each.object))
    return PairScore(
        right=len(right),
        extracted=len(judged),
        touching=sum(_meet(pair.one, ends) and _meet(pair.other, ends) for pair in judged),
        found=sum(any(joins(pair, each) for pair in right) for each in wanted),
        gold=len(wanted),
    )


def joins(pair: Pair, gold: GoldPair) -> bool:
    """Whether a pair brings the two ends of a gold claim together."""
    return _links(pair, gold.subject, gold.object)


def _idle(pair: Pair, gold: Iterable[GoldPair], times: frozenset[int]) -> bool:
    """Whether a pair that is not right is not wrong either."""
    return not times.isdisjoint((pair.one[0].head, pair.other[0].head)) or any(
        _links(pair, (*each.subject, *each.object), each.beside) or (each.optional and joins(pair, each))
        for each in gold
    )


def _links(pair: Pair, one: Readings, other: Readings) -> bool:
    straight = _meet(pair.one, one) and _meet(pair.other, other)
    return straight or (_meet(pair.one, other) and _meet(pair.other, one))


def _meet(one: Readings, other: Readings) -> bool:
    return any(a.head in b.words or b.head in a.words for a in one for b in other)


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
