"""Prints how well disputes, origins and states are found: `python -m evaluation.disputes [--wrong] [--claims]`."""

from __future__ import annotations

import sys

from evaluation.disputes.scenarios import Judged, judge, scenarios
from evaluation.tally import Tally
from extractors import Extractor
from graph.asking.listing import Found, claim_row, labels
from ontology.thesaurus import load


def main() -> None:
    """Print the figures; with ``--wrong`` what comes out wrong, with ``--claims`` also all claims of those sets."""
    thesaurus, extractor = load(), Extractor()
    judged = [judge(each, extractor, thesaurus) for each in scenarios()]
    totals = {"disputes": Tally(), "origins": Tally(), "states": Tally()}
    for each in judged:
        for name, total in totals.items():
            tally: Tally = getattr(each, name)
            total.add(tally.right, tally.system, tally.gold)
    print(f"{len(judged)} scenarios, {sum(len(each.scenario.articles) for each in judged)} articles")
    found = totals["disputes"]
    print(f"disputes  {found.gold:4} expected  precision {found.precision:5.1f}  recall {found.recall:5.1f}")
    for name in ("origins", "states"):
        print(f"{name:<10}{totals[name].gold:4} expected  right     {totals[name].recall:5.1f}")
    for each in judged if {"--wrong", "--claims"} & set(sys.argv) else ():
        _explain(each)


def _explain(judged: Judged) -> None:
    if not judged.wrong:
        return
    print(f"\n{judged.scenario.name}")
    for each in judged.wrong:
        print(f"  {each}")
    for extraction in judged.extractions if "--claims" in sys.argv else ():
        print(f"    {extraction.article.text}")
        for claim in extraction.claims:
            row = claim_row(Found(claim, extraction.article), labels([extraction], load()))
            names = ("subject_id", "relation", "object_id", "polarity", "modality", "said_by", "quantity", "share")
            told = " | ".join(str(row[name]) for name in (*names, "when", "where"))
            print(f"      {told} | {claim.when}")


if __name__ == "__main__":
    main()
