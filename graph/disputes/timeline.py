"""Who held what, or was where, from when to when, as far as anybody says; rival words stand side by side.

A row runs as long as claims attest it without a word that it ended in between and, for what only one can hold, without
a word that somebody else came in. Its end is the day on which it is said to have ended, or else the last day on which
it is said to hold: nobody is taken to stay for ever, and nobody to leave because the news moves on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.disputes.holdings import Holding, holdings
from graph.disputes.kinship import Kinship
from graph.disputes.periods import dates, days_of
from graph.disputes.records import Cited
from ontology.disagreement import conduct
from ontology.records import Extraction
from ontology.thesaurus import Thesaurus

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class State:
    """That ``actor`` was in a relation to ``place`` (or to whatever else stands there) from ``start`` to ``end``.

    Dates are as exact as their sources; both are None where no claim has a date.
    """

    place: str
    actor: str
    relation: str
    start: str | None
    end: str | None
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class _Attested:
    """The first and the last day on which one claim says so, with their dates as written; or the day that it ended."""

    first: int
    last: int
    start: str
    end: str
    over: bool
    was_so: bool
    cited: Cited


def states(extractions: Sequence[Extraction], thesaurus: Thesaurus) -> tuple[State, ...]:
    """All rows, by place, date and actor."""
    cited = sorted(
        (Cited(claim, each.article) for each in extractions for claim in each.claims), key=lambda each: each.order
    )
    kinship = Kinship(extractions, thesaurus)
    groups: dict[Key, list[Holding]] = {}
    entries: dict[tuple[str, str], list[Holding]] = {}
    for each in holdings(cited):
        groups.setdefault((each.state, each.held, each.holder), []).append(each)
        if each.begun and conduct()[each.state].held_by_one:
            entries.setdefault((each.state, each.held), []).append(each)
    rows = (
        row
        for key, group in groups.items()
        for row in _rows(key, group, _rival_days(key, entries.get(key[:2], ()), kinship))
    )
    return tuple(sorted(rows, key=lambda row: (row.place, row.relation, row.start or "", row.actor, row.end or "")))


def _rival_days(key: Key, entries: Iterable[Holding], kinship: Kinship) -> list[int]:
    """The days on which somebody else is said to have come in."""
    rivals = (each for each in entries if each.whole and not kinship.related(each.holder, key[2]))
    return sorted(each.turned for each in rivals if each.turned is not None)


def _rows(key: Key, group: Sequence[Holding], rival_days: Sequence[int]) -> Iterator[State]:
    state, place, actor = key
    attested = sorted(_attested(group), key=lambda each: (each.first, each.over, each.last, each.cited.order))
    undated = [each.cited for each in group if each.holds and not list(dates(each.cited.claim, each.cited.article))]
    run: list[_Attested] = []
    for each in attested:
        if run and (run[-1].over or _interrupted(run, each, rival_days)) and not each.over:
            yield from _row(state, place, actor, run)
            run = []
        if run or each.was_so:
            run.append(each)
    yield from _row(state, place, actor, run)
    if undated:
        yield State(place, actor, state, None, None, _distinct(undated))


def _attested(group: Iterable[Holding]) -> Iterator[_Attested]:
    for each in group:
        if not each.holds and each.turned is None:
            continue  # a denial attests nothing
        texts = list(dates(each.cited.claim, each.cited.article))
        known = [(days, text) for text in texts if (days := days_of(text)) is not None]
        if each.turned is not None:
            known = known[:1]
        if known:
            (first, start), (last, end) = min(known, key=lambda k: k[0].first), max(known, key=lambda k: k[0].last)
            yield _Attested(first.first, last.last, start, end, not each.holds, each.was_so, each.cited)


def _interrupted(run: Sequence[_Attested], following: _Attested, rival_days: Sequence[int]) -> bool:
    last = max(each.last for each in run)
    return any(last < day <= following.first for day in rival_days)


def _row(state: str, place: str, actor: str, run: Sequence[_Attested]) -> Iterator[State]:
    """A run of evidence as a row; an end alone is one too: it was so until then."""
    if not run:
        return
    so = [each for each in run if not each.over]
    over = [each for each in run if each.over]
    start = min(so, key=lambda each: each.first).start if so else None
    end = (over[-1] if over else max(so, key=lambda each: each.last)).end
    yield State(place, actor, state, start, end, _distinct(each.cited for each in run))


def _distinct(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    found = {each.claim.id: each for each in cited}
    return tuple(sorted(found.values(), key=lambda each: each.order))
