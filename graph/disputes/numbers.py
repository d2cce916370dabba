"""Numbers for the same thing that no reading of their bounds brings together: the dead of an attack, a share of a city.

A toll over a longer time is naturally higher, and one that grows is no dispute: two numbers are compared only where the
claims name the same time, or name none and come from the same days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from typing import Final

from graph.disputes.kinship import Kinship
from graph.disputes.periods import days_of, possible, stated
from graph.disputes.records import Cited, Conflict
from ontology.disagreement import OBJECT, SUBJECT, WHERE, conduct, kinds, reckoning
from ontology.records import Quantity

KIND: Final = "figures"
BRIEF: Final = 3
"""Days that a time may last and still be that of one event."""


def figures(cited: Iterable[Cited], kinship: Kinship) -> Iterator[Conflict]:
    """The claims of one relation whose numbers differ."""
    groups: dict[tuple[str, str, str], list[Cited]] = {}
    for each in cited:
        if each.claim.polarity == "positive" and kinds()[KIND].weight(each.claim.modality) is not None:
            for key in _keys(each, kinship):
                groups.setdefault(key, []).append(each)
    for (what, _, _), group in groups.items():
        ordered = sorted(group, key=lambda each: each.order)
        for number, one in enumerate(ordered):
            for other in ordered[number + 1 :]:
                if _apart(one, other):
                    break
                if _at_odds(what, one, other, kinship):
                    yield Conflict(KIND, one, other, _position(what, one), _position(what, other))


def _keys(cited: Cited, kinship: Kinship) -> Iterator[tuple[str, str, str]]:
    """What the number of a claim counts, by which claims are looked up."""
    rules = conduct().get(cited.claim.relation)
    counted = cited.end(rules.counts) if rules and rules.counts else None
    if cited.claim.quantity is not None and counted is not None:
        yield "quantity", cited.claim.relation, kinship.unplaced(counted)
    object_ = cited.end(OBJECT)
    if cited.claim.share is not None and object_ is not None:
        yield "share", cited.claim.relation, object_


def _apart(one: Cited, other: Cited) -> bool:
    """Whether the articles are too far apart in time to be compared, and so all that follow: they go by date."""
    first, then = days_of(one.article.published), days_of(other.article.published)
    return first is not None and then is not None and then.first - first.last > reckoning().lookback


def _at_odds(what: str, one: Cited, other: Cited, kinship: Kinship) -> bool:
    return (
        one.voice != other.voice
        and not _meet(_quantity(what, one), _quantity(what, other))
        and _same_rest(what, one, other, kinship)
        and _same_time(one, other)
        and ((_has_time(one) and _has_time(other)) or bool(one.end(WHERE) and other.end(WHERE)))
    )


def _has_time(cited: Cited) -> bool:
    return any(stated(cited.claim.when)) or days_of(cited.article.published) is not None


def _same_rest(what: str, one: Cited, other: Cited, kinship: Kinship) -> bool:
    """Whether all that is not counted is the same: who did it, to what, and where, as far as both say."""
    rules = conduct().get(one.claim.relation)
    counted = (rules.counts if rules else None) if what == "quantity" else OBJECT
    rest = [part for part in (SUBJECT, OBJECT, WHERE) if part != counted]
    said = [(part, one.end(part), other.end(part)) for part in rest]
    if counted is not None and one.end(counted) != other.end(counted) and not (one.end(WHERE) and other.end(WHERE)):
        return False  # soldiers of two countries, unless both are counted in one place
    both = [(part, here, there) for part, here, there in said if here is not None and there is not None]
    same = all(
        kinship.alike(here, there) or (part == WHERE and kinship.related(here, there)) for part, here, there in both
    )
    # Where the one names a place and the other does not, they may speak of two events, unless something else is named.
    return same and (bool(both) or all(here is there is None for _, here, there in said))


def _same_time(one: Cited, other: Cited) -> bool:
    times = [(each, stated(each.claim.when)) for each in (one, other)]
    named = [time for _, time in times if any(time)]
    if len(named) == 2:
        return named[0] == named[1]
    spans = [possible(each.claim, each.article) for each, _ in times]
    if named and any(
        span.last - span.first >= BRIEF for span, (_, time) in zip(spans, times, strict=True) if any(time)
    ):
        return False
    return spans[0].meets(spans[1])


def _meet(one: Quantity, other: Quantity) -> bool:
    lowest, highest = zip(_range(one), _range(other), strict=True)
    return max(lowest) <= min(highest)


def _range(quantity: Quantity) -> tuple[float, float]:
    """The values that a number can stand for."""
    value, slack = quantity.value, abs(quantity.value) * reckoning().tolerance
    return {
        "exact": (value, value),
        "about": (value - slack, value + slack),
        "at-least": (value, inf),
        "at-most": (-inf, value),
    }[quantity.bound]


def _quantity(what: str, cited: Cited) -> Quantity:
    found = cited.claim.quantity if what == "quantity" else cited.claim.share
    assert found is not None  # noqa: S101  (only claims that have one are looked up)
    return found


def _position(what: str, cited: Cited) -> str:
    quantity: Quantity = _quantity(what, cited)
    return f"{'' if quantity.bound == 'exact' else quantity.bound.replace('-', ' ') + ' '}{quantity.value:g}"
