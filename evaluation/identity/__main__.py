"""Prints how well names and articles are brought together: `python -m evaluation.identity [--wrong]`."""

from __future__ import annotations

import sys

from evaluation.identity import pairs
from extractors.gazetteer import Gazetteer
from ontology.thesaurus import load


def main() -> None:
    """Print the figures, and with ``--wrong`` every pair and case that comes out wrong."""
    gazetteer = Gazetteer(load())
    found = [(pair, pairs.are_one(pair, gazetteer)) for pair in pairs.pairs()]
    print(f"{'pairs':<14}{'pairs':>7}{'same':>7}{'precision':>11}{'recall':>9}{'F1':>8}")
    for half, tally in pairs.tallies(found).items():
        size = sum(half in (pair.half, "all") for pair, _same in found)
        figures = f"{tally.precision:11.1f}{tally.recall:9.1f}{tally.f1:8.1f}"
        print(f"{half:<14}{size:7}{tally.gold:7}{figures}")
    if "--wrong" in sys.argv:
        for pair, same in found:
            if same != pair.same:
                said = "one" if same else "two"
                print(f"  said to be {said} ({pair.half}): {pair.one.name} / {pair.other.name}: {pair.why}")


if __name__ == "__main__":
    main()
