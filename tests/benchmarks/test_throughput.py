"""What the benchmarks are made of: news that is the same in every run, figures, tables, and the page they stand on."""

import math
from pathlib import Path

import pytest

from benchmarks import report, throughput
from benchmarks.articles import WORDS, article, news, write
from benchmarks.tables import markdown, plain

ROWS: list[dict[str, str | int | float]] = [
    {"articles": 100, "seconds": 1.5, "note": "a | b"},
    {"articles": 10_000, "seconds": 150.0, "note": ""},
]


def test_news_is_the_same_in_every_run_and_does_not_depend_on_how_much_is_wanted(tmp_path: Path) -> None:
    assert list(news(4)) == list(news(9))[:4]
    assert article(3, seed=1) != article(3, seed=2)
    names = sorted(each.name for each in write(tmp_path / "news", 3).iterdir())
    assert names == ["000000.txt", "000001.txt", "000002.txt"]


def test_news_is_of_the_length_and_the_languages_that_it_claims_and_leaves_no_slot_open() -> None:
    found = list(news(40))
    assert {each.language for each in found} == {"en", "nb", "nn"}
    assert len({each.text for each in found}) == len(found)
    for each in found:
        assert WORDS <= len(each.text.split()) < WORDS * 1.3
        assert "{" not in each.text


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_the_exponent_is_that_of_the_growth(power: float) -> None:
    points = [(x, 3 * x**power) for x in (10.0, 100.0, 1000.0)]
    assert throughput.exponent(points) == pytest.approx(power)
    assert math.isnan(throughput.exponent(points[:1]))


def test_tables_have_numbers_to_the_right_and_text_that_stays_in_its_cell() -> None:
    assert markdown(ROWS) == [
        "| articles | seconds | note |",
        "| ---: | ---: | --- |",
        "| 100 | 1.5 | a \\| b |",
        "| 10,000 | 150 |  |",
    ]
    assert plain(ROWS)[2] == "  10,000      150"


def test_the_page_has_every_section_its_picture_and_what_could_not_be_measured(tmp_path: Path) -> None:
    found = [
        report.Section("News to graph", {"growth": ROWS}),
        report.Section("The explorer", {}, "Error: no browser"),
    ]
    text = report.page([{"": "cores", "value": "2"}], found, "pictures/growth.svg")
    assert "| cores | 2 |" in text
    assert "## News to graph\n\n**growth**\n\n| articles |" in text
    assert "(pictures/growth.svg)" in text
    assert "Not measured here: Error: no browser" in text


def test_the_picture_is_drawn_and_the_same_figures_make_the_same_file(tmp_path: Path) -> None:
    rows = [{"articles": each, "seconds": each / 9, "MiB, largest process": 300 + each} for each in (100, 1000)]
    pictures = [tmp_path / "pictures" / name for name in ("one.svg", "two.svg")]
    for each in pictures:
        report.draw(rows, each)
    assert pictures[0].read_bytes() == pictures[1].read_bytes()
    assert b"<svg" in pictures[0].read_bytes()


def test_a_benchmark_that_fails_is_named_and_does_not_end_the_run() -> None:
    def broken() -> None:
        raise OSError("no such browser")

    assert report._section("Pages", broken).missing == "OSError: no such browser"
