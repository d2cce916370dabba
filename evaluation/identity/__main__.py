"""Prints how well names and articles are brought together: `python -m evaluation.identity [--wrong]`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from evaluation.identity import cases, pairs
from evaluation.identity.cases import Case, Place
from evaluation.tally import Tally
from extractors import Extractor
from extractors.gazetteer import Gazetteer
from ontology.thesaurus import load

HEAD = f"{'':<26}{'number':>8}{'precision':>11}{'recall':>9}{'F1':>8}"


def main() -> None:
    """Print the figures, and with ``--wrong`` every pair and case that comes out wrong."""
    wrong = "--wrong" in sys.argv
    print(HEAD)
    _print_pairs(wrong=wrong)
    thesaurus, extractor = load(), Extractor()
    _print_cases([(case, cases.clusters(case, extractor, thesaurus)) for case in cases.cases()], wrong=wrong)


def _print_pairs(*, wrong: bool) -> None:
    gazetteer = Gazetteer(load())
    scored = [(pair, pairs.score(pair, gazetteer)) for pair in pairs.pairs()]
    for half, tally in pairs.tallies(scored, pairs.ACCEPT).items():
        _print(f"pairs of names, {half}", sum(half in (pair.half, "all") for pair, _score in scored), tally)
    print("\nthresholds on the tuning half:")
    for threshold in pairs.THRESHOLDS:
        tally = pairs.tallies(scored, threshold)[pairs.HALVES[0]]
        print(f"  {threshold:.2f}{tally.precision:40.1f}{tally.recall:9.1f}{tally.f1:8.1f}")
    for pair, score in scored if wrong else ():
        if (score >= pairs.ACCEPT) != pair.same:
            said = "one" if score >= pairs.ACCEPT else "two"
            print(f"  taken for {said} ({pair.half}, {score:.2f}): {pair.one.name} / {pair.other.name}: {pair.why}")


def _print_cases(judged: Sequence[tuple[Case, Mapping[Place, str]]], *, wrong: bool) -> None:
    mentions = sum(len(found) for _case, found in judged)
    print(f"\n{len(judged)} cases of several articles, {mentions} mentions\n{HEAD}")
    for name, inside in (("pairs across articles", False), ("pairs inside articles", True)):
        total = Tally()
        for case, found in judged:
            tally = cases.pair_tally(case, found, inside=inside)
            total.add(tally.right, tally.system, tally.gold)
        _print(name, total.gold, total)
    precision, recall, f1 = cases.b_cubed(judged)
    print(f"{'B-cubed':<26}{mentions:8}{precision:11.1f}{recall:9.1f}{f1:8.1f}")
    for case, found in judged if wrong else ():
        for mistake in cases.mistakes(case, found):
            print(f"  {case.name}: {mistake}")


def _print(name: str, number: int, tally: Tally) -> None:
    print(f"{name:<26}{number:8}{tally.precision:11.1f}{tally.recall:9.1f}{tally.f1:8.1f}")


if __name__ == "__main__":
    main()
