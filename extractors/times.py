"""When: expressions of time in a sentence, resolved against the day of publication to an interval of its own
granularity.

A weekday is the last one on or before the day of publication, or the next one where the claim lies ahead. What cannot
be
resolved (a weekday in an article of which only the month is known) keeps its text and is never guessed.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ontology.languages import Grammar, grammar
from ontology.records import When

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Where a time is spoken of, and the groups of the pattern that found it."""

    start: int
    end: int
    text: str
    kind: str
    parts: tuple[str, ...]
    mark: str  # "since", "until", "before", "after" or ""


def find(text: str, start: int, end: int, code: str) -> list[TimeSpan]:
    """All expressions of time in ``text[start:end]``, the longest first at each place."""
    taken: list[TimeSpan] = []
    said = frozenset(_WORDS.findall(text[start:end].casefold()))
    for kind, pattern, cues in _patterns(code):
        if said.isdisjoint(cues):
            continue
        for match in pattern.finditer(text, start, end):
            if all(match.end() <= other.start or match.start() >= other.end for other in taken):
                groups = match.groupdict()
                parts = (groups.get("a") or groups.get("d") or "", groups.get("b") or "", groups.get("c") or "")
                mark = _mark(text[match.start() : _content(match)], grammar(code))
                taken.append(TimeSpan(match.start(), match.end(), match.group(), kind, parts, mark))
    return sorted(taken, key=lambda span: span.start)


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


def _content(match: re.Match[str]) -> int:
    """Where the words before the time proper end."""
    return min(
        start for name in ("a", "b", "c", "d") if name in match.re.groupindex and (start := match.start(name)) >= 0
    )


def _mark(lead: str, language: Grammar) -> str:
    """ "since", "until" ... as the words before a time say."""
    padded = f" {' '.join(lead.lower().split())} "
    for phrase in (each for each in language.time["prepositions"] if " " in each):
        padded = padded.replace(f" {phrase} ", " ")  # "natt til onsdag" is no "until"
    marks = ("since", "until", "before", "after")
    return next((mark for mark in marks if any(f" {word} " in padded for word in language.time[mark])), "")


@cache
def _patterns(code: str) -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    """The kinds of expressions, each with its pattern and with words of which a text that it matches has one."""
    language = grammar(code)
    words, values = language.time, language.time_values
    months, weekdays = _any(values["months"]), _any(words["weekdays"])
    marks = (*words["since"], *words["until"], *words["before"], *words["after"])
    lead = rf"(?:\b(?:{_any((*words['prepositions'], *marks))})\s+)*"
    articles = rf"(?:{_any(language.words['articles'])})"
    near = _any((*words["last_weekday"], *words["next_weekday"]))
    day_after = r"(?P<a>[0-3]?\d)(?:st|nd|rd|th)?"
    day = r"(?P<a>[0-3]?\d)(?:st|nd|rd|th|\.)?"
    parts = rf"(?:\s+(?:{_any(words['parts'])}))?"
    units = _any(values["units"])
    last, numbers = _any(words["last_units"]), _any(language.numbers["words"])
    count = rf"(?:(?P<a>\d+|{_any(language.numbers['words'])})\s+)?"
    sources = {
        "date": rf"{lead}\b{day}\s+(?:of\s+)?(?P<b>{months})\b\.?(?:,?\s+(?P<c>(?:19|20)\d\d))?\b",
        "date-american": rf"{lead}\b(?P<b>{months})\.?\s+{day_after}(?:,?\s+(?P<c>(?:19|20)\d\d))?\b(?![.,]?\d)",
        "iso": rf"{lead}\b(?P<c>(?:19|20)\d\d)-(?P<b>\d\d)-(?P<a>\d\d)\b",
        "month": rf"\b(?:{_any((*words['prepositions'], *marks))})\s+(?P<b>{months})"
        rf"(?:\s+(?P<c>(?:19|20)\d\d)|\s+(?P<d>{_any(values['year_words'])}))?\b",
        "relative-day": rf"\b(?P<b>{_any(values['day_words'])})\b{parts}",
        "relative-week": rf"{lead}\b(?P<b>{_any(values['week_words'])})\b",
        "relative-month": rf"{lead}\b(?P<b>{_any(values['month_words'])})\b",
        "relative-year": rf"{lead}\b(?P<b>{_any(values['year_words'])})\b",
        "within": rf"\b(?:{_any(words['within'])})\s+(?P<d>\d+|{numbers})\s+(?P<b>{units})\b",
        "span": rf"{lead}(?:{articles}\s+(?:{last})\s+{count}|\b(?:{last})\s+(?P<d>\d+|{numbers})\s+)(?P<b>{units})\b",
        "ago": rf"\b{count}(?P<b>{units})\s+(?:{_any(words['ago'])})\b",
        "weekday": rf"{lead}\b(?:(?P<a>{near})\s+)?(?P<b>{weekdays})s?\b{parts}",
        "year": rf"\b(?:(?:{_any((*words['prepositions'], *marks))})\s+)+(?P<c>(?:19|20)\d\d)\b(?![.,]?\d)",
    }
    years = map(str, range(1900, 2100))
    cues: dict[str, Iterable[str]] = {
        **dict.fromkeys(("date", "date-american", "month"), values["months"]),
        **dict.fromkeys(("iso", "year"), (*years,)),
        **dict.fromkeys(("within", "span", "ago"), values["units"]),
        "relative-day": values["day_words"],
        "relative-week": values["week_words"],
        "relative-month": values["month_words"],
        "relative-year": values["year_words"],
        "weekday": [form for word in words["weekdays"] for form in (word, f"{word}s")],
    }
    return tuple(
        (kind, re.compile(source, re.IGNORECASE), frozenset(map(_telling, cues[kind])))
        for kind, source in sources.items()
    )


def _telling(phrase: str) -> str:
    """The word of a phrase that the fewest texts have: the longest."""
    words: list[str] = _WORDS.findall(phrase.casefold())
    return max(words, key=len)


def _any(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


def _interval(span: TimeSpan, published: str | None, language: Grammar, ahead: bool) -> tuple[str, str] | None:
    values = language.time_values
    number, name, year = span.parts
    name = " ".join(name.lower().split())
    if span.kind in ("date", "date-american", "iso"):
        return _calendar_day(number, name, year, published, values["months"], ahead)
    if span.kind == "month":
        spoken = _years(published, values["year_words"][" ".join(number.lower().split())]) if number else None
        return _month(values["months"][name], spoken[0] if spoken else year, published, ahead)
    if span.kind == "year":
        return year, year
    if span.kind == "relative-year":
        return _years(published, values["year_words"][name])
    if span.kind == "relative-month":
        return _months(published, values["month_words"][name])
    today = _day(published)
    if today is None:
        return None
    return _near(span.kind, number.lower(), name, today, language, ahead)


def _near(kind: str, number: str, name: str, today: date, language: Grammar, ahead: bool) -> tuple[str, str] | None:
    values = language.time_values
    if kind == "relative-day":
        return _same(today + timedelta(days=values["day_words"][name]))
    if kind == "relative-week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=values["week_words"][name])
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if kind == "weekday":
        index = next(i for i, word in enumerate(language.time["weekdays"]) if word == name) % 7
        return _same(_weekday(today, index, number in language.time["next_weekday"] or (ahead and not number)))
    count = float(number) if number.isdigit() else language.numbers["words"].get(number, 1.0)
    days = int(count * values["units"][name])
    if kind == "within":
        return today.isoformat(), (today + timedelta(days=days)).isoformat()
    if kind == "span":
        return (today - timedelta(days=days)).isoformat(), today.isoformat()
    if kind == "ago" and number:
        return _coarse(today - timedelta(days=days), values["units"][name])
    return None


def _coarse(day: date, unit: int) -> tuple[str, str]:
    """ "Three years ago" is a year, not a day."""
    text = day.isoformat()
    length = {365: 4, 30: 7}.get(unit, 10)
    return text[:length], text[:length]


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


def _month(month: int, year: str, published: str | None, ahead: bool) -> tuple[str, str] | None:
    known = year or _nearest_year(month, None, published, ahead)
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
