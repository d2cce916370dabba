"""States: who is said to hold, or to be at, what and when; and the claims about it that cannot all be true.

A claim may say that a state holds ("controls"), that it began ("captured") or that it ended ("left"). A change of state
is no dispute: two claims are at odds only on days on which both must hold if they are true, and an article that tells
of the change itself disputes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.disputes.kinship import Kinship
from graph.disputes.periods import Days, after, certain, stated
from graph.disputes.records import Cited, Conflict
from graph.storage.extractions import HAPPENED
from ontology.disagreement import OBJECT, SUBJECT, Turn, conduct, reckoning
from ontology.vocabulary import fits, relations

RIVALS: Final = "rival-holders"
AT_ODDS: Final = "state-at-odds"


@dataclass(frozen=True, slots=True)
class Holding:
    """That a state holds between a holder and a thing, or does not, on certain days, as one claim has it.

    ``turned`` is the day on which it is said to have begun or ended, where the claim is about that; ``dated`` tells
    whether the claim names that day, or it is only known from the day of its article. Where it ended, ``was_so`` tells
    whether the claim means that it had held until then.
    """

    state: str
    holder: str
    held: str
    holds: bool
    days: Days | None
    cited: Cited
    turned: int | None = None
    dated: bool = False
    was_so: bool = True

    @property
    def whole(self) -> bool:
        """Whether it is about the whole thing: "90 percent of the city" is not."""
        return self.cited.claim.share is None

    @property
    def begun(self) -> bool:
        return self.holds and self.turned is not None


def holdings(cited: Iterable[Cited]) -> list[Holding]:
    """Everything that the claims say about states, facts only."""
    found = (holding for each in cited if each.claim.modality in HAPPENED for holding in _holdings(each))
    return sorted(found, key=lambda each: (each.state, each.held, each.holder, each.cited.order))


def _holdings(cited: Cited) -> Iterator[Holding]:
    claim, rules = cited.claim, conduct().get(cited.claim.relation)
    if claim.open or rules is None:
        return
    positive = claim.polarity == "positive"
    if rules.state:
        yield from _holding(cited, Turn(claim.relation, (SUBJECT, OBJECT)), holds=positive, turning=False)
    for turn in rules.starts:
        yield from _holding(cited, turn, holds=positive, turning=positive)
    for turn in rules.ends:
        yield from _holding(cited, turn, holds=not positive, turning=positive)
    for turn in rules.rules_out if positive else ():
        yield from _holding(cited, turn, holds=False, turning=True, was_so=False)


def _holding(cited: Cited, turn: Turn, *, holds: bool, turning: bool, was_so: bool = True) -> Iterator[Holding]:
    holder, held = (cited.part(name) for name in turn.between)
    if holder is None or held is None or not fits(held.type, relations()[turn.state].range):
        return
    claim, article = cited.claim, cited.article
    days = after(claim, article) if turning else certain(claim, article)
    turned = days.first if turning and days else None
    dated = any(stated(claim.when))
    yield Holding(turn.state, holder.entity, held.entity, holds, days, cited, turned, dated, was_so)


def conflicts(held: Sequence[Holding], kinship: Kinship) -> Iterator[Conflict]:
    """The rivals for the whole of a thing, and the states that are over and still so."""
    known = _Turns(held, kinship)
    groups: dict[tuple[str, str], list[Holding]] = {}
    for each in held:
        if each.days is not None and each.days.any:
            groups.setdefault((each.state, each.held), []).append(each)
    for group in groups.values():
        for one, other in _meeting(group):
            yield from _rivals(one, other, kinship, known)
            yield from _at_odds(one, other, kinship, known)


def _meeting(group: Sequence[Holding]) -> Iterator[tuple[Holding, Holding]]:
    """All pairs that have a day in common: a sweep over their first days."""
    days = sorted((each.days.first, each.days.last, n) for n, each in enumerate(group) if each.days)
    for position, (_, last, number) in enumerate(days):
        for first, _, other in days[position + 1 :]:
            if first > last:
                break
            yield group[number], group[other]


def _rivals(one: Holding, other: Holding, kinship: Kinship, known: _Turns) -> Iterator[Conflict]:
    if not (conduct()[one.state].held_by_one and one.holds and other.holds and one.whole and other.whole):
        return
    if _one_voice(one, other) or not kinship.told_apart(one.holder, other.holder):
        return
    if not known.changed(one, other) and not known.changed(other, one):
        left, right = sorted((one, other), key=lambda each: each.cited.order)
        yield Conflict(RIVALS, left.cited, right.cited, left.holder, right.holder)


def _at_odds(one: Holding, other: Holding, kinship: Kinship, known: _Turns) -> Iterator[Conflict]:
    if one.holds == other.holds or one.cited.claim.relation == other.cited.claim.relation:
        return
    so, not_so = (one, other) if one.holds else (other, one)
    if not kinship.within(so.holder, not_so.holder) or _one_voice(one, other) or not (so.whole and not_so.whole):
        return
    if not known.told(so) and not (so.begun and not_so.turned is not None and so.turned != not_so.turned):
        yield Conflict(AT_ODDS, so.cited, not_so.cited, "so", "not so")


def _one_voice(one: Holding, other: Holding) -> bool:
    return one.cited.voice == other.cited.voice


class _Turns:
    """Which articles tell of a change themselves, and when which holder is said to have come in."""

    def __init__(self, held: Iterable[Holding], kinship: Kinship) -> None:
        self._kinship = kinship
        self._told: dict[tuple[str, str, str], list[Holding]] = {}
        self._begun: dict[tuple[str, str, str], list[tuple[int, bool]]] = {}
        for each in held:
            if each.turned is not None:
                self._told.setdefault((each.state, each.held, each.cited.article.id), []).append(each)
                if each.holds:
                    self._begun.setdefault((each.state, each.held, each.holder), []).append((each.turned, each.dated))

    def told(self, so: Holding) -> bool:
        """Whether the article that says it holds also says that it ended, so that it speaks of the time before."""
        return not so.begun and any(
            not turn.holds and self._kinship.related(turn.holder, so.holder) for turn in self._of(so)
        )

    def changed(self, one: Holding, other: Holding) -> bool:
        """Whether the one speaks of the time before the other came in, or it came in after the other had."""
        if not one.begun and any(self._ended(turn, one, other) for turn in self._of(one)):
            return True
        return self._came_between(one, other)

    def _ended(self, turn: Holding, one: Holding, other: Holding) -> bool:
        if turn.holds:
            return self._kinship.related(turn.holder, other.holder)
        return turn.holder == one.holder

    def _came_between(self, one: Holding, other: Holding) -> bool:
        """Whether anybody says that the holder of the one came in after the other did: then it changed hands.

        The day of an article is not the day of an event, so it tells nothing within the reporting lag.
        """
        if other.turned is None or one.days is None:
            return False
        begun = self._begun.get((one.state, one.held, one.holder), ())
        return any(_later(day, other, dated=dated) and day <= one.days.last for day, dated in begun)

    def _of(self, one: Holding) -> Iterator[Holding]:
        """The changes that an article tells of in the same voice, or against which it puts no other voice."""
        for turn in self._told.get((one.state, one.held, one.cited.article.id), ()):
            speaker = one.cited.claim.said_by
            if speaker is None or turn.cited.voice == one.cited.voice:
                yield turn


def _later(day: int, other: Holding, *, dated: bool) -> bool:
    assert other.turned is not None  # noqa: S101  (asked of the caller)
    return day > other.turned + (0 if dated and other.dated else reckoning().reporting_lag)
