"""When a claim is about, in days: as widely as it can be read, and as narrowly as it is certain.

Dates are ISO 8601 as exact as their source; a month alone is any of its days. Days are ordinals of `datetime.date`.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from ontology.disagreement import reckoning
from ontology.records import Article, Claim, When

EVER: Final = (date.min.toordinal(), date.max.toordinal())


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first to the last, both included; none where the first comes after the last."""

    first: int
    last: int

    def meets(self, other: Days) -> bool:
        """Whether there is a day that both hold."""
        return max(self.first, other.first) <= min(self.last, other.last)

    @property
    def any(self) -> bool:
        return self.first <= self.last


@lru_cache(1 << 16)
def days_of(text: str | None) -> Days | None:
    """The days that an ISO date may stand for; None for what is no date."""
    parts = (text or "")[:10].split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return None
    year, month, day = (*map(int, parts), 0, 0)[:3]
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
    return Days(first.toordinal(), last.toordinal())


def stated(when: When | None) -> tuple[Days | None, Days | None]:
    """The start and the end that a claim names, as far as they are resolved."""
    return (days_of(when.start), days_of(when.end)) if when else (None, None)


def possible(claim: Claim, article: Article) -> Days:
    """All days on which the claim may be true: those it names, or those that its article can be telling of."""
    start, end = stated(claim.when)
    published = days_of(article.published)
    if start or end:
        until = end.last if end else published.last if published else EVER[1]
        return Days(start.first if start else EVER[0], until)
    if published is None:
        return Days(*EVER)
    back = reckoning().lookback if claim.polarity == "negative" else reckoning().reporting_lag
    return Days(published.first - back, published.last)


def certain(claim: Claim, article: Article) -> Days | None:
    """The days on which a state that the claim speaks of must hold if the claim is true; None if there is no such."""
    start, end = stated(claim.when)
    published = days_of(article.published)
    if start or end:
        last = end.first if end else published.first if published else None
        first = start.last if start else last
        found = Days(first, last) if first is not None and last is not None else None
    else:
        found = Days(published.last, published.first) if published else None
    return found if found and found.any else None


def after(claim: Claim, article: Article) -> Days | None:
    """The days on which what an event began, or ended, must be so if the claim is true."""
    start, end = stated(claim.when)
    published = days_of(article.published)
    turned = end or start or published
    if turned is None:
        return None
    known = max(turned.last, published.last) if published else turned.last
    return Days(turned.last, known + reckoning().standing)


def dates(claim: Claim, article: Article) -> Iterator[str]:
    """The dates that a timeline puts a claim on: those that it names, or else that of its article.

    What is said to be so since some day is so on the day of the article.
    """
    when = claim.when
    start, end = stated(when)
    if when and when.start and start:
        yield when.start[:10]
    if when and when.end and end:
        yield when.end[:10]
    elif article.published and days_of(article.published):
        yield article.published[:10]
