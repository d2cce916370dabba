from itertools import count
from pathlib import Path

import pytest

from graph.errors import StoreDamagedError
from graph.storage.journal import Entry, Journal, now


def make_journal(path: Path) -> Journal:
    ticks = count(1)
    return Journal(path, clock=lambda: f"2020-01-01T00:00:{next(ticks):02}+00:00")


def test_what_is_noted_is_read_again(tmp_path: Path) -> None:
    make_journal(tmp_path / "j").note("added", "a1", path="x.txt", extractor="v1")
    assert Journal(tmp_path / "j").entries() == (Entry("2020-01-01T00:00:01+00:00", "added", "a1", "x.txt", "v1"),)


def test_the_clock_is_utc() -> None:
    assert now().endswith("+00:00")


def test_a_missing_journal_is_empty(tmp_path: Path) -> None:
    assert Journal(tmp_path / "j").entries() == ()
    assert Journal(tmp_path / "j").paths() == {}


def test_paths_of_an_article_begin_with_the_one_it_was_added_from(tmp_path: Path) -> None:
    journal = make_journal(tmp_path / "j")
    journal.note("added", "a1", path="new\nline.txt")
    journal.note("found", "a1", path="copy.txt")
    journal.note("found", "a1", path="copy.txt")
    assert journal.paths() == {"a1": ("new\nline.txt", "copy.txt")}
    assert journal.articles_at("copy.txt") == {"a1"}


def test_removal_forgets_the_paths(tmp_path: Path) -> None:
    journal = make_journal(tmp_path / "j")
    journal.note("added", "a1", path="x.txt")
    journal.note("removed", "a1")
    assert journal.articles_at("x.txt") == frozenset()
    journal.note("added", "a1", path="y.txt")
    assert journal.paths() == {"a1": ("y.txt",)}
    assert Journal(tmp_path / "j").paths_of("a1") == ("y.txt",)


def test_a_line_that_a_crash_cut_short_is_dropped(tmp_path: Path) -> None:
    make_journal(tmp_path / "j").note("added", "a1", path="x.txt")
    with (tmp_path / "j").open("ab") as file:
        file.write(b'{"time": "2020')
    journal = make_journal(tmp_path / "j")
    assert journal.articles_at("x.txt") == {"a1"}
    journal.note("added", "a2", path="y.txt")
    assert [each.article for each in Journal(tmp_path / "j").entries()] == ["a1", "a2"]


@pytest.mark.parametrize(
    "line",
    [
        *(b"{}\n", b"no json\n", b"\xff\n", b"[1]\n", b'{"time": "x", "colour": "red"}\n', b"[" * 100_000 + b"\n"),
        b'{"time": "x", "event": "added", "article": ["a"]}\n',
        b'{"time": "x", "event": "judged", "entities": [["a"], "b"]}\n',
    ],
    ids=lambda line: line[:40].decode(errors="replace").strip(),
)
def test_a_line_that_is_no_entry_is_an_error_with_its_number(tmp_path: Path, line: bytes) -> None:
    make_journal(tmp_path / "j").note("added", "a1")
    with (tmp_path / "j").open("ab") as file:
        file.write(line)
    with pytest.raises(StoreDamagedError, match="line 2 is not an entry"):
        Journal(tmp_path / "j").entries()
