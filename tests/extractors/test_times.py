"""Expressions of time in all languages, resolved against a day of publication (Sunday 15 October 2017)."""

from __future__ import annotations

import pytest

from extractors import times, timespans
from ontology.records import When

SUNDAY = "2017-10-15"

CASES = [
    ("en", "in August", "2017-08", "2017-08"),
    ("en", "since June 6", "2017-06-06", None),
    ("en", "on Saturday", "2017-10-14", "2017-10-14"),
    ("en", "earlier on Saturday", "2017-10-14", "2017-10-14"),
    ("en", "over the past three days", "2017-10-12", "2017-10-15"),
    ("en", "last week", "2017-10-02", "2017-10-08"),
    ("en", "two days ago", "2017-10-13", "2017-10-13"),
    ("en", "in 2014", "2014", "2014"),
    ("en", "Oct. 3, 2016", "2016-10-03", "2016-10-03"),
    ("en", "3 October 2016", "2016-10-03", "2016-10-03"),
    ("en", "in December", "2016-12", "2016-12"),
    ("nb", "siden 6. juni", "2017-06-06", None),
    ("nb", "siden i fjor", "2016", None),
    ("nb", "fram til fredag", None, "2017-10-13"),
    ("nb", "de siste fem dagene", "2017-10-10", "2017-10-15"),
    ("nb", "i løpet av det siste døgnet", "2017-10-14", "2017-10-15"),
    ("nb", "i går", "2017-10-14", "2017-10-14"),
    ("nb", "lørdag ettermiddag", "2017-10-14", "2017-10-14"),
    ("nb", "forrige uke", "2017-10-02", "2017-10-08"),
    ("nn", "laurdag", "2017-10-14", "2017-10-14"),
    ("nn", "sidan i fjor", "2016", None),
    ("nn", "dei siste fem dagane", "2017-10-10", "2017-10-15"),
    ("nn", "søndag", "2017-10-15", "2017-10-15"),
    ("en", "in August last year", "2016-08", "2016-08"),
    ("en", "last month", "2017-09", "2017-09"),
    ("en", "within three weeks", None, "2017-11-05"),
    ("nb", "innen 30 dager", None, "2017-11-14"),
    ("nb", "natt til onsdag", "2017-10-11", "2017-10-11"),
    ("nn", "i februar i fjor", "2016-02", "2016-02"),
    ("en", "in late September", "2017-09", "2017-09"),
    ("en", "at the end of July", "2017-07", "2017-07"),
    ("en", "by the end of the year", None, "2017"),
    ("en", "since late 2014", "2014", None),
    ("en", "in the spring of 2016", "2016", "2016"),
    ("en", "in the 1990s", "1990", "1999"),
    ("en", "between 3 and 5 October", "2017-10-03", "2017-10-05"),
    ("en", "October 3-5", "2017-10-03", "2017-10-05"),
    ("en", "from Monday to Wednesday", "2017-10-09", "2017-10-11"),
    ("en", "from Saturday to Monday", "2017-10-07", "2017-10-09"),
    ("en", "from 2012 to 2015", "2012", "2015"),
    ("en", "from March to June 2016", "2016-03", "2016-06"),
    ("en", "from 3 October 2016 to 5 May 2017", "2016-10-03", "2017-05-05"),
    ("en", "overnight from Friday to Saturday", "2017-10-13", "2017-10-14"),
    ("en", "over the weekend", "2017-10-14", "2017-10-15"),
    ("en", "last weekend", "2017-10-07", "2017-10-08"),
    ("en", "last October", "2016-10", "2016-10"),
    ("en", "a year ago", "2016", "2016"),
    ("en", "a decade ago", "2007", "2007"),
    ("en", "three weeks ago", "2017-09-18", "2017-09-24"),
    ("en", "on 02.10.2017", "2017-10-02", "2017-10-02"),
    ("en", "the day before", None, None),
    ("en", "a week earlier", None, None),
    ("nb", "2. oktober i fjor", "2016-10-02", "2016-10-02"),
    ("nb", "siden slutten av 2014", "2014", None),
    ("nb", "våren 2016", "2016", "2016"),
    ("nb", "på 1990-tallet", "1990", "1999"),
    ("nb", "mellom 3. og 5. oktober", "2017-10-03", "2017-10-05"),
    ("nb", "sist helg", "2017-10-07", "2017-10-08"),
    ("nb", "for et år siden", "2016", "2016"),
    ("nb", "i fjor høst", "2016", "2016"),
    ("nb", "dagen før", None, None),
    ("nb", "i morges", "2017-10-15", "2017-10-15"),
    ("nn", "frå måndag til onsdag", "2017-10-09", "2017-10-11"),
    ("nn", "i slutten av september", "2017-09", "2017-09"),
    ("nn", "for eit år sidan", "2016", "2016"),
    ("nn", "same dagen", None, None),
]


@pytest.mark.parametrize(("code", "text", "start", "end"), CASES, ids=[case[1] for case in CASES])
def test_resolves(code: str, text: str, start: str | None, end: str | None) -> None:
    """The whole expression is found, and stands for the interval."""
    sentence = f"Xx {text}, yy."
    (span,) = timespans.find(sentence, 0, len(sentence), code)
    when = times.resolve(span, SUNDAY, code)
    assert span.text.endswith(text)
    assert (when.start, when.end) == (start, end)


def test_two_days_are_no_range() -> None:
    spans = timespans.find("on 3 and 5 October", 0, 18, "en")
    assert [span.kind for span in spans] == ["date"]


def test_weekday_ahead_is_the_next_one() -> None:
    """A plan for Monday, told on Sunday, is for the day after."""
    (span,) = timespans.find("on Monday", 0, 9, "en")
    assert times.resolve(span, SUNDAY, "en", ahead=True).start == "2017-10-16"
    assert times.resolve(span, SUNDAY, "en").start == "2017-10-09"


@pytest.mark.parametrize("published", [None, "2017", "2017-10"])
def test_weekday_is_not_guessed_without_a_day_of_publication(published: str | None) -> None:
    """Of an article of some month, nobody knows which Saturday it means; the text stays."""
    (span,) = timespans.find("on Saturday", 0, 11, "en")
    assert times.resolve(span, published, "en") == When("on Saturday")


@pytest.mark.parametrize(
    "text", ["They may attack.", "The march began.", "He fled to the second town.", "on 31 February"]
)
def test_words_that_are_no_dates(text: str) -> None:
    """Verbs and ordinals stay words, and a day that no calendar has is not resolved."""
    found = [times.resolve(span, SUNDAY, "en") for span in timespans.find(text, 0, len(text), "en")]
    assert all(when.start is None and when.end is None for when in found)
