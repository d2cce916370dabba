"""Builds that are killed lose nothing that was stored, and go on to the graph that they would have made."""

from __future__ import annotations

from pathlib import Path

from benchmarks.crash import ARTICLES, survive


def test_a_killed_build_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    stored = survive(8, tmp_path)
    assert len(stored) == 8
    assert any(0 < each < ARTICLES for each in stored)  # some were killed in the middle
