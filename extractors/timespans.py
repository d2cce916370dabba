"""Expressions of time in a text: where each stands, of which kind it is, and its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ontology.languages import Grammar, grammar

_WORDS = re.compile(r"\w+")
_DATES = frozenset({"date", "date-american", "iso"})


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Where a time is spoken of, and the groups of the pattern that found it."""

    start: int
    end: int
    text: str
    kind: str
    parts: tuple[str, str, str]  # a number or a word like "last"; what is named; the year, in digits or words
    mark: str = ""  # "since", "until", "before", "after" or ""
    ends: tuple[TimeSpan, TimeSpan] | None = None  # of a range


def find(text: str, start: int, end: int, code: str) -> list[TimeSpan]:
    """All expressions of time in ``text[start:end]``, the longest first at each place."""
    taken: list[TimeSpan] = []
    said = frozenset(_WORDS.findall(text[start:end].casefold()))
    for kind, pattern, cues in _patterns(code):
        if said.isdisjoint(cues):
            continue
        for match in pattern.finditer(text, start, end):
            if all(match.end() <= other.start or match.start() >= other.end for other in taken):
                span = _span(kind, match, grammar(code))
                taken += [span] if span is not None else []
    return list(_joined(sorted(taken, key=lambda span: span.start), text, grammar(code)))


def _span(kind: str, match: re.Match[str], language: Grammar) -> TimeSpan | None:
    groups = match.groupdict()
    parts = (
        groups.get("a") or groups.get("few") or "",
        groups.get("b") or "",
        groups.get("c") or groups.get("d") or "",
    )
    mark = _mark(match.string[match.start() : _content(match)], language)
    span = TimeSpan(match.start(), match.end(), match.group(), kind, parts, mark)
    if not kind.startswith("range"):
        return span
    if groups["join"].lower() in language.time["pair_joins"] and not groups["open"]:
        return None  # "3 and 5 October" are two days
    inner = kind.partition("-")[2]
    first, last = (replace(span, kind=inner, parts=_end(inner, each, parts)) for each in (parts[0], groups["to"]))
    return replace(span, kind="range", ends=(first, last))


def _end(kind: str, named: str, parts: tuple[str, str, str]) -> tuple[str, str, str]:
    """One end of a range, with what it has in common with the other: "3 and 5 October", "March to June 2016"."""
    return {"year": ("", "", named), "month": ("", named, parts[2])}.get(kind, (named, *parts[1:]))


def _joined(spans: list[TimeSpan], text: str, language: Grammar) -> Iterator[TimeSpan]:
    """ "From Monday to Wednesday" is one time, and so is "overnight on Friday"."""
    before: TimeSpan | None = None
    for span in spans:
        whole = _both(before, span, text, language) if before is not None else None
        if before is not None and whole is None:
            yield before
        before = whole or span
    if before is not None:
        yield before


def _both(first: TimeSpan, last: TimeSpan, text: str, language: Grammar) -> TimeSpan | None:
    between = text[first.end : last.start].strip().lower()
    whole = replace(last, start=first.start, text=text[first.start : last.end])
    alike = first.kind == last.kind or {first.kind, last.kind} <= _DATES
    opened = first.text.split()[0].lower() in language.time["range_open"]
    joins = (*language.time["range_joins"], *(language.time["pair_joins"] if opened else ()))
    if alike and not first.mark and (between in joins or (opened and not between and last.mark == "until")):
        return replace(whole, kind="range", mark="", ends=(first, replace(last, mark="")))
    return whole if first.kind == "relative-day" and not between else None


def _content(match: re.Match[str]) -> int:
    """Where the words before the time proper end."""
    named = (name for name in ("a", "b", "c", "d", "few") if name in match.re.groupindex)
    return min((start for name in named if (start := match.start(name)) >= 0), default=match.start())


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
    years = tuple(map(str, range(1900, 2100)))
    decades = tuple(f"{year}{ending}" for year in years[::10] for ending in words["decades"])
    cues: dict[str, Iterable[str]] = {
        **dict.fromkeys(
            ("range-date", "range-date-american", "range-month", "date", "date-american"), values["months"]
        ),
        "month": values["months"],
        **dict.fromkeys(("range-year", "iso", "dotted", "season", "year"), years),
        **dict.fromkeys(("within", "span", "ago"), values["units"]),
        "anaphoric": (*values["units"], *words["anaphoric"]),
        "decade": decades,
        "current": values["current"],
        "relative-day": values["day_words"],
        "relative-week": values["week_words"],
        "relative-month": values["month_words"],
        "relative-year": values["year_words"],
        "weekend": words["weekends"],
        "weekday": [form for word in words["weekdays"] for form in (word, f"{word}s")],
    }
    sources = _sources(language)
    return tuple(
        (kind, re.compile(source, re.IGNORECASE), frozenset(map(_telling, cues[kind])))
        for kind, source in sources.items()
    )


def _sources(language: Grammar) -> dict[str, str]:
    """The patterns; where two fit at one place the first wins. Their groups are the parts of a TimeSpan."""
    words, values = language.time, language.time_values
    months, weekdays, units = _any(values["months"]), _any(words["weekdays"]), _any(values["units"])
    marks = (*words["since"], *words["until"], *words["before"], *words["after"])
    leading = rf"(?:\b(?:{_any((*words['prepositions'], *marks, *words['portions'], *words['range_open']))})[\s-]+)"
    near = _any((*words["last_weekday"], *words["next_weekday"]))
    articles, single = _any(language.words["articles"]), _any(words["single"])
    last, numbers = _any(words["last_units"]), _any(language.numbers["words"])
    parts = rf"(?:\s+(?:{_any(words['parts'])}))?"
    ordinal, year, of = r"(?:st|nd|rd|th|\.)?", r"(?:19|20)\d\d", rf"(?:(?:{_any(words['of'])})\s+)?"
    day, to_day = (rf"(?P<{group}>[0-3]?\d){ordinal}" for group in ("a", "to"))
    spoken_year = rf"(?:,?\s+(?:(?P<c>{year})|(?P<d>{_any(values['year_words'])})))?"
    joins = (*words["range_joins"], *words["pair_joins"])
    spoken, signs = (_any(each for each in joins if each.isalpha() is alpha) for alpha in (True, False))
    opening = rf"\b(?:(?P<open>{_any(words['range_open'])})\s+)?"
    join = rf"\s*(?P<join>(?<=\s)(?:{spoken})(?=\s)|(?:{signs}))\s*"
    count = rf"(?P<a>\d+|{numbers})"
    return {
        "range-date": rf"{opening}\b{day}{join}{to_day}\s+{of}(?P<b>{months})\b\.?{spoken_year}\b",
        "range-date-american": rf"{opening}\b(?P<b>{months})\.?\s+{day}{join}{to_day}{spoken_year}\b(?![.,]?\d)",
        "range-month": rf"{opening}\b(?P<a>{months}){join}(?P<to>{months})\b{spoken_year}",
        "range-year": rf"{opening}\b(?P<a>{year}){join}(?P<to>{year})\b(?![.,]?\d)",
        "date": rf"{leading}*\b{day}\s+{of}(?P<b>{months})\b\.?{spoken_year}\b",
        "date-american": rf"{leading}*\b(?P<b>{months})\.?\s+(?P<a>[0-3]?\d)(?:st|nd|rd|th)?{spoken_year}\b(?![.,]?\d)",
        "iso": rf"{leading}*\b(?P<c>{year})-(?P<b>\d\d)-(?P<a>\d\d)\b",
        "dotted": rf"{leading}*\b(?P<a>[0-3]?\d)\.\s?(?P<b>[01]?\d)\.\s?(?P<c>{year})\b",
        "month": rf"(?:{leading}+|\b(?P<a>{near})\s+)(?P<b>{months}){spoken_year}\b",
        "season": rf"{leading}*(?:\b(?:{articles})\s+)?\b(?:{_any(words['seasons'])})\s+{of}(?P<c>{year})\b",
        "decade": rf"{leading}*(?:\b(?:{articles})\s+)?\b(?P<c>(?:19|20)\d)0(?:{_any(words['decades'])})\b",
        "relative-day": rf"\b(?P<b>{_any(values['day_words'])})\b{parts}",
        "relative-week": rf"{leading}*\b(?P<b>{_any(values['week_words'])})\b",
        "relative-month": rf"{leading}*\b(?P<b>{_any(values['month_words'])})\b",
        "relative-year": rf"{leading}*\b(?P<b>{_any(values['year_words'])})\b(?:\s+(?:{_any(words['seasons'])})\b)?",
        "current": rf"{leading}*(?:{_any(words['portions'])})\s+(?P<b>{_any(values['current'])})\b",
        "within": rf"\b(?:{_any(words['within'])})\s+{count}\s+(?P<b>{units})\b",
        "span": rf"{leading}*(?:(?:{articles})\s+(?:{last})\s+(?:{count}\s+)?|\b(?:{last})\s+(?P<few>\d+|{numbers})\s+)"
        rf"(?P<b>{units})\b",
        "ago": rf"{leading}*\b(?P<a>\d+|{numbers}|{single})\s+(?P<b>{units})\s+(?:{_any(words['ago'])})\b",
        "anaphoric": rf"\b(?:(?:\d+|{numbers}|{single})\s+(?:{units})\s+(?:{_any(words['apart'])})"
        rf"|{_any(words['anaphoric'])})\b",
        "weekend": rf"{leading}*(?:\b(?P<a>{near})\s+)?(?:\b(?:{articles})\s+)?\b(?P<b>{_any(words['weekends'])})\b",
        "weekday": rf"{leading}*(?:\b(?P<a>{near})\s+)?\b(?P<b>{weekdays})s?\b{parts}",
        "year": rf"{leading}+(?P<c>{year})\b(?![.,]?\d)",
    }


def _telling(phrase: str) -> str:
    """The word of a phrase that the fewest texts have: the longest."""
    words: list[str] = _WORDS.findall(phrase.casefold())
    return max(words, key=len)


def _any(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )
