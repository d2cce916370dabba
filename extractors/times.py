"""When: expressions of time in a sentence, resolved against the day of publication to an interval of its own
granularity.

A weekday is the last one on or before the day of publication, or the next one where the claim lies ahead. What cannot
be
resolved (a weekday in an article of which only the month is known) keeps its text and is never guessed.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from extractors.timespans import TimeSpan
from ontology.languages import Grammar, grammar
from ontology.records import When

DECADE, YEAR, MONTH, WEEK = 3650, 365, 30, 7  # units in days, as the data has them
SATURDAY = 5


def resolve(span: TimeSpan, published: str | None, code: str, *, ahead: bool = False) -> When:
    """The interval that ``span`` stands for, seen from an article published on ``published`` (ISO, any granularity)."""
    interval = _interval(span, published, grammar(code), ahead)
    if interval is None:
        return When(span.text)
    first, last = interval
    if span.mark == "since" or span.mark == "after":
        return When(span.text, first if span.mark == "since" else last, None)
    if span.mark in ("until", "before"):
        return When(span.text, None, last if span.mark == "until" else first)
    return When(span.text, first, last)


def nearest(span: TimeSpan, published: str | None, code: str) -> When:
    """The interval of ``span``, which may lie ahead: of the last and the next such weekday, the nearer one."""
    last, following = (resolve(span, published, code, ahead=ahead) for ahead in (False, True))
    today = _day(published)
    if span.kind != "weekday" or span.mark or today is None or not last.start or not following.start:
        return last
    gone, to_go = today - date.fromisoformat(last.start), date.fromisoformat(following.start) - today
    return following if to_go < gone else last


def _interval(span: TimeSpan, published: str | None, language: Grammar, ahead: bool) -> tuple[str, str] | None:
    if span.ends is not None:
        return _range(*span.ends, published, language, ahead)
    values = language.time_values
    number, name, year = (" ".join(part.lower().split()) for part in span.parts)
    if year in values["year_words"]:
        spoken = _years(published, values["year_words"][year])
        if spoken is None:
            return None
        year = spoken[0]
    match span.kind:
        case "date" | "date-american" | "iso" | "dotted":
            return _calendar_day(number, name, year, published, values["months"], ahead)
        case "month":
            return _month(
                values["months"][name], year, published, ahead, strictly=number in language.time["last_weekday"]
            )
        case "year" | "season":
            return year, year
        case "decade":
            return f"{year}0", f"{year}9"
        case "relative-year":
            return _years(published, values["year_words"][name])
        case "relative-month":
            return _months(published, values["month_words"][name])
    today = _day(published)
    return None if today is None else _near(span.kind, number, name, today, language, ahead)


def _range(
    first: TimeSpan, last: TimeSpan, published: str | None, language: Grammar, ahead: bool
) -> tuple[str, str] | None:
    """From the beginning of the one to the end of the other; a weekday before it is the last one before it."""
    begins, ends = (_interval(each, published, language, ahead) for each in (first, last))
    if begins is None or ends is None:
        return None
    if begins[0] > ends[1] and first.kind == last.kind == "weekday":
        begins = _same(date.fromisoformat(begins[0]) - timedelta(weeks=1))
    return (begins[0], ends[1]) if begins[0] <= ends[1] else None


def _near(kind: str, number: str, name: str, today: date, language: Grammar, ahead: bool) -> tuple[str, str] | None:
    values = language.time_values
    following = number in language.time["next_weekday"] or (ahead and not number)
    match kind:
        case "relative-day":
            return _same(today + timedelta(days=values["day_words"][name]))
        case "relative-week":
            return _week(today, values["week_words"][name])
        case "current":
            return _current(today, values["current"][name])
        case "weekend":
            return _weekend(today, following, full=number in language.time["last_weekday"])
        case "weekday":
            index = next(i for i, word in enumerate(language.time["weekdays"]) if word == name) % 7
            return _same(_weekday(today, index, following))
        case "within" | "span" | "ago":
            count = float(number) if number.isdigit() else language.numbers["words"].get(number, 1.0)
            return _apart(kind, today, timedelta(days=int(count * values["units"][name])), values["units"][name])
    return None


def _apart(kind: str, today: date, length: timedelta, unit: int) -> tuple[str, str]:
    if kind == "within":
        return today.isoformat(), (today + length).isoformat()
    if kind == "span":
        return (today - length).isoformat(), today.isoformat()
    return _coarse(today - length, unit)


def _coarse(day: date, unit: int) -> tuple[str, str]:
    """ "Three years ago" is a year, not a day."""
    if unit == WEEK:
        return _week(day, 0)
    text = day.isoformat()[: {DECADE: 4, YEAR: 4, MONTH: 7}.get(unit, 10)]
    return text, text


def _week(day: date, step: int) -> tuple[str, str]:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _current(today: date, unit: int) -> tuple[str, str]:
    """ "The end of the year": somewhere in this one."""
    return _week(today, 0) if unit == WEEK else _coarse(today, unit)


def _weekend(today: date, ahead: bool, *, full: bool) -> tuple[str, str]:
    """The last one that has begun, the next one, or (`full`, "last weekend") the last one that is over."""
    saturday = _weekday(today, SATURDAY, ahead)
    if full and (today - saturday).days < 2:
        saturday -= timedelta(weeks=1)
    return saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()


def _same(day: date) -> tuple[str, str]:
    return day.isoformat(), day.isoformat()


def _weekday(today: date, index: int, ahead: bool) -> date:
    back = (today.weekday() - index) % 7
    return today + timedelta(days=(7 - back) % 7) if ahead else today - timedelta(days=back)


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None


def _calendar_day(
    number: str, name: str, year: str, published: str | None, months: dict[str, int] | object, ahead: bool
) -> tuple[str, str] | None:
    month = int(name) if name.isdigit() else months[name]  # type: ignore[index]
    known = year or _nearest_year(month, int(number), published, ahead)
    if known is None or not 1 <= month <= 12 or not 1 <= int(number) <= calendar.monthrange(int(known), month)[1]:
        return None
    return _same(date(int(known), month, int(number)))


def _nearest_year(month: int, day: int | None, published: str | None, ahead: bool) -> str | None:
    """The year of a month without one: the last such month before publication, or the next where the claim lies
    ahead."""
    if not published:
        return None
    year = int(published[:4])
    if len(published) < 7:
        return None
    now = (int(published[5:7]), int(published[8:10]) if len(published) >= 10 and day else 31)
    then = (month, day or 1)
    if ahead:
        return str(year if then >= now else year + 1)
    return str(year if then <= now else year - 1)


def _month(
    month: int, year: str, published: str | None, ahead: bool, *, strictly: bool = False
) -> tuple[str, str] | None:
    """A month, the last one or the one that is named; ``strictly`` ("last October") not the month that it is now."""
    known = year or _nearest_year(month, None, published, ahead)
    if strictly and known and not year and (published or "")[:7] == f"{known}-{month:02d}":
        known = str(int(known) - 1)
    text = f"{known}-{month:02d}"
    return (text, text) if known else None


def _years(published: str | None, step: int) -> tuple[str, str] | None:
    year = str(int(published[:4]) + step) if published else None
    return (year, year) if year else None


def _months(published: str | None, step: int) -> tuple[str, str] | None:
    if not published or len(published) < 7:
        return None
    index = int(published[:4]) * 12 + int(published[5:7]) - 1 + step
    text = f"{index // 12}-{index % 12 + 1:02d}"
    return text, text
