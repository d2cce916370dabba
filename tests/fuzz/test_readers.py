"""Whatever the bytes of a file are, reading them gives articles or reasons, and never an exception.

A few hundred cases run with the other tests; ``CLAIMGRAPH_FUZZ=10000 pytest tests/fuzz`` runs that many of each.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.articles import Extracted, Skipped, read_inputs
from ontology.records import Article

CASES = int(os.environ.get("CLAIMGRAPH_FUZZ", "80"))
many = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
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
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        path.write_bytes(content)
        for item in read_inputs([str(path)]):
            assert isinstance(item, Article | Extracted | Skipped)
            assert "\n" not in str(item) or not isinstance(item, Skipped)
        assert list(Path(folder).iterdir()) == [path]


@many
@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".html", ".json", ".jsonl", ""]))
def test_random_bytes(content: bytes, suffix: str) -> None:
    check(content, suffix)


@many
@given(pages, encodings, st.sampled_from([".html", ".txt", ".md"]))
def test_broken_pages(page: str, encoding: str, suffix: str) -> None:
    check(page.encode(encoding, "replace"), suffix)


@many
@given(st.lists(records, max_size=3), st.booleans())
def test_any_json(found: list[object], lines: bool) -> None:
    check(("\n".join(map(json.dumps, found)) if lines else json.dumps(found)).encode(), ".jsonl" if lines else ".json")
