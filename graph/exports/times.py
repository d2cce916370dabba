"""Partial dates as stretches of whole days: "2017-10" begins on the first of October and ends on the last."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, TypeAlias

from graph.views.records import ViewClaim
from ontology.records import Article

Stretch: TypeAlias = tuple[date, date]
"""The first and the last day."""
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def stretch(text: str) -> Stretch | None:
    """The days that a date of whatever granularity stands for; None for what is no date."""
    found = _DATE.match(text)
    if found is None:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    try:
        first = date(year, int(month or 1), int(day or 1))
        last_month = int(month or 12)
        return first, date(year, last_month, int(day) if day else monthrange(year, last_month)[1])
    except ValueError:
        return None


def claim_stretch(drawn: ViewClaim, articles: Mapping[str, Article]) -> Stretch | None:
    """When a claim is about: its time, as far as it is resolved, or else the day of its article."""
    when = drawn.claim.when
    known = [stretch(each) for each in (when.start, when.end) if each] if when else []
    if not known:
        known = [stretch((articles[drawn.article].published or "")[:10])]
    ends = [each for each in known if each]
    return (min(each[0] for each in ends), max(each[1] for each in ends)) if ends else None


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same days in as few stretches as can be, in order; none touches the next."""
    result: list[Stretch] = []
    for first, last in sorted(stretches):
        if result and first.toordinal() <= result[-1][1].toordinal() + 1:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        else:
            result.append((first, last))
    return result
