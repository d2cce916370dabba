"""Dates as newspapers write them, to ISO 8601 with the granularity that was written: "2017-10" never becomes a day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache

LOCALES = ("en", "nb", "nn", "da", "sv", "de", "nl", "fr", "es", "pt", "it", "fi")
# Spellings that are in use but not in CLDR.
ALSO = {"sept": 9, "setiembre": 9, "des": 12, "okt": 10, "oct": 10, "mai": 5, "maj": 5, "dec": 12}
FIRST, LAST = 1600, 2199
PIVOT = 70

DAY = r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th|º|er)?"
MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
YEAR = r"(?P<year>\d{4})"
CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|[+-]\d\d:?\d\d|[A-Z]{2,4})?"
TIME = rf"(?:[T\s,|·–—-]*(?:kl(?:okken|okka|\.)?|at|um|à|a las)?\s*{CLOCK})?"
# Written out: these hold a month's name, which no number can be mistaken for.
NAMED = (
    rf"{DAY}\s+(?:de\s+)?{MONTH},?\s+(?:de\s+|del\s+)?{YEAR}",
    rf"{MONTH}\s+{DAY},?\s+{YEAR}",
    rf"{DAY}[-/]{MONTH}[-/]{YEAR}",
    rf"{MONTH},?\s+(?:de\s+)?{YEAR}",
)
NUMBERED = (
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
    r"(?P<year>\d{4})[./](?P<month>\d{1,2})[./](?P<day>\d{1,2})",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})",
    r"(?P<year>\d{4})-(?P<month>\d{2})",
)
SLASHED = r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4})"
WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+(?:den\s+|the\s+|le\s+|el\s+)?)?"


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{WEEKDAY}{pattern}{TIME}", re.IGNORECASE)


def parse(text: str) -> str | None:
    """The date that the whole of a short text is, or None. A time of day beside it is left out."""
    text = " ".join(text.split()).strip("()[]|·–—- .,")
    if not text or len(text) > 80:
        return None
    if re.fullmatch(r"\d{4}", text):
        return _checked(int(text), None, None)
    for pattern in (*NUMBERED, *NAMED):
        if (match := _whole(pattern).fullmatch(text)) and (found := _iso(match)):
            return found
    match = _whole(SLASHED).fullmatch(text)
    return _slashed(match) if match else None


def from_number(value: float) -> str | None:
    """The day of a Unix time in seconds or milliseconds; a plain year stays a year."""
    if isinstance(value, int) and FIRST <= value <= LAST:
        return str(value)
    if isinstance(value, int) and 10**7 <= value < 10**8 and (day := parse(str(value))):
        return day
    seconds = value / 1000 if abs(value) >= 1e11 else value
    if not 0 < seconds < 7.2e9:  # from 1970 to 2198
        return None
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name or short form in one of the languages above."""
    return _months().get(name.casefold().rstrip("."))


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    meanings: dict[str, set[int]] = {name: {number} for name, number in ALSO.items()}
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                meanings.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: numbers.pop() for name, numbers in meanings.items() if len(numbers) == 1}


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    if month and not month.isdigit():
        number = month_number(month)
        if number is None:
            return None
        month = str(number)
    return _checked(_full_year(year), int(month) if month else None, int(day) if day else None)


def _full_year(year: str) -> int:
    """Two digits mean the century that is nearest."""
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < PIVOT else 1900)


def _slashed(match: re.Match[str]) -> str | None:
    """15/10/2017 and 10/15/2017 are plain; of 10/11/2017 only the year is known."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first > 12:
        return _checked(year, second, first)
    if second > 12 or first == second:
        return _checked(year, first, second)
    return _checked(year, None, None)


def _checked(year: int, month: int | None, day: int | None) -> str | None:
    if not FIRST <= year <= LAST:
        return None
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return whole[:4] if month is None else whole[:7] if day is None else whole
