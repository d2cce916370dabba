"""The estimates for many articles: what the page shows is what the program prints."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from benchmarks import scale

ROOT = Path(__file__).parents[2]


def test_the_page_shows_the_rows_that_the_program_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scale, "NAMES", (100, 200))
    scale.main([str(ROOT / "tests" / "articles")])
    printed = capsys.readouterr().out
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    assert len(labels(printed)) > 25
    assert labels(printed) <= labels(page), "run: python -m benchmarks.scale, and put the tables into docs/scale.md"
    assert not re.search(r"\bnan\b|\binf\b|-\d", printed)


def test_what_is_estimated_grows_with_the_articles() -> None:
    values = {each.name: (1.0, 1.0) if "tuple" in str(each.type) else 1.0 for each in fields(scale.Measured)}
    found = scale.Measured(**values)  # type: ignore[arg-type]
    assert ("text", "10 MB", "1 GB") in list(scale.estimated(found))


def labels(text: str) -> set[str]:
    """The first cells of the rows of all tables, without the numbers in them."""
    rows = re.findall(r"(?m)^\| *([^|]*?) *\|", text)
    return {re.sub(r"[\d,]+", "N", each) for each in rows}
