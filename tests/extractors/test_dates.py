"""Dates keep the granularity that they were written with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.articles import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017", "2017"),
        ("2017-10", "2017-10"),
        ("2017-10-15", "2017-10-15"),
        ("20171015", "2017-10-15"),
        ("2017-10-15T12:30:00Z", "2017-10-15"),
        ("2017-10-15 12:30:00.123+02:00", "2017-10-15"),
        ("2017/10/15", "2017-10-15"),
        ("15. oktober 2017", "2017-10-15"),
        ("søndag 15. oktober 2017 kl. 12.30", "2017-10-15"),
        ("15.10.2017 12:30", "2017-10-15"),
        ("15.10.2017", "2017-10-15"),
        ("15.10.17", "2017-10-15"),
        ("5. des. 2017", "2017-12-05"),
        ("October 15, 2017", "2017-10-15"),
        ("Oct. 15, 2017", "2017-10-15"),
        ("Sept 5 2017", "2017-09-05"),
        ("October 15th, 2017 at 10:15 AM", "2017-10-15"),
        ("Sunday, 15 October 2017 10:15 GMT", "2017-10-15"),
        ("Sun, 15 Oct 2017 12:00:00 +0000", "2017-10-15"),
        ("Octubre 15, 2017", "2017-10-15"),
        ("15 de octubre de 2017", "2017-10-15"),
        ("le 15 octobre 2017", "2017-10-15"),
        ("15. März 2017", "2017-03-15"),
        ("15-Oct-2017", "2017-10-15"),
        ("oktober 2017", "2017-10"),
        ("October 2017", "2017-10"),
        ("May 2017", "2017-05"),
        ("15/10/2017", "2017-10-15"),
        ("10/15/2017", "2017-10-15"),
        ("10/11/2017", "2017"),
        ("(15 October 2017)", "2017-10-15"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert dates.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31. februar 2017",
        "2017-13-01",
        "The truce of 15 October 2017 held",
        "may",
        "Oct 15",
        "12:30",
        "99/99/2017",
        "0000",
        "In 2017",
    ],
)
def test_no_dates(text: str) -> None:
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1508025600, "2017-10-15"),
        (1508025600000, "2017-10-15"),
        (1508025600.5, "2017-10-15"),
        (2017, "2017"),
        (20171015, "2017-10-15"),
        (-1, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**40, None),
    ],
)
def test_numbers(value: float, expected: str | None) -> None:
    assert dates.from_number(value) == expected


@given(st.text())
def test_any_text(text: str) -> None:
    found = dates.parse(text)
    assert found is None or found[:4].isdigit()


@given(st.floats() | st.integers())
def test_any_number(value: float) -> None:
    dates.from_number(value)
