"""Whatever the bytes of a file are, reading them gives articles or reasons, and never an exception.

Nothing is unpacked: an archive is named as one, however much would come out of it.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import strategies as st

from extractors.articles import Extracted, Skipped, read_inputs
from ontology.records import Article
from tests.fuzz.cases import fuzz, scratch

texts = st.text(max_size=60)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | texts
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))
keys = st.sampled_from(["text", "title", "date", "published", "language", "url", "articles", "article", "mentions"])
records = st.dictionaries(keys, values, max_size=5) | values
tags = st.sampled_from(
    ["<p>", "</p>", "<div>" * 300, "<script>", "<!--", "&#0;", "&bomb;", "<![CDATA[", "<title>", "\x00"]
)
pages = st.lists(tags | texts, max_size=8).map("".join)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "latin-1"])


def check(content: bytes, suffix: str) -> None:
    with scratch() as folder:
        path = Path(folder, f"file{suffix}")
        path.write_bytes(content)
        for item in read_inputs([str(path)]):
            assert isinstance(item, Article | Extracted | Skipped)
            assert "\n" not in str(item) or not isinstance(item, Skipped)
        assert list(Path(folder).iterdir()) == [path]


@fuzz(
    usual=80,
    content=st.binary(max_size=300),
    suffix=st.sampled_from([".txt", ".md", ".html", ".json", ".jsonl", ""]),
)
def test_random_bytes(content: bytes, suffix: str) -> None:
    check(content, suffix)


@fuzz(usual=60, page=pages, encoding=encodings, suffix=st.sampled_from([".html", ".txt", ".md", ""]))
def test_broken_pages(page: str, encoding: str, suffix: str) -> None:
    check(page.encode(encoding, "replace"), suffix)


@fuzz(usual=80, found=st.lists(records, max_size=3), lines=st.booleans())
def test_any_json(found: list[object], lines: bool) -> None:
    check(("\n".join(map(json.dumps, found)) if lines else json.dumps(found)).encode(), ".jsonl" if lines else ".json")


def only(content: bytes, suffix: str, folder: Path) -> Article | Extracted | Skipped:
    path = folder / f"file{suffix}"
    path.write_bytes(content)
    return next(iter(read_inputs([str(path)], language="en")))


@fuzz(
    usual=10,
    share=0.01,
    piece=st.sampled_from(
        ("<!-- -->", "<!--", "<div>", "<b>x", "<table><tr><td>", "&bomb;", "<p a=", "[", '{"text":', "# a ", "> ", "\r")
    ),
    suffix=st.sampled_from((".html", ".txt", ".md", ".json", "")),
    times=st.integers(1000, 20_000),
)
def test_whatever_is_repeated(piece: str, suffix: str, times: int) -> None:
    check((piece * times + "The army left the town.").encode(), suffix)


def test_many_comments_are_not_parted_in_all_ways(tmp_path: Path) -> None:
    """A few hundred of them in a file of no known kind once took longer than anybody lives."""
    assert isinstance(only(b"<!-- -->" * 250 + b"The army left the town.", "", tmp_path), Article)


def test_entities_are_not_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "ha">{laughs}<!ENTITY own SYSTEM "file:///etc/passwd">]>'
        "<html><body><article><p>The army left the town of Marmouth on Monday. &e9; &own;</p></article></body></html>"
    )
    for suffix in (".html", ".xhtml", ""):
        found = only(page.encode(), suffix, tmp_path)
        assert isinstance(found, Article)
        assert len(found.text) < len(page)
        assert "root:" not in found.text


def test_archives_are_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../evil.txt", b"0" * 10_000_000)
    bomb = gzip.compress(b"The army left. " * 1_000_000)
    for content, suffix in ((packed.getvalue(), ".docx"), (packed.getvalue(), ".txt"), (bomb, ".html"), (bomb, ".gz")):
        assert isinstance(only(content, suffix, tmp_path), Skipped)
    assert not (tmp_path.parent.parent / "evil.txt").exists()


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json", ".jsonl", ""])
def test_a_line_of_fifty_million_characters_is_named_and_passed_over(tmp_path: Path, suffix: str) -> None:
    found = only(b'{"text": "' + b"a " * 25_000_000 + b'"}\n', suffix, tmp_path)
    assert isinstance(found, Skipped)
    assert "larger than 20 MB" in str(found)
