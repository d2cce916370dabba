"""Score the conversion against official UD dev and test: `python -m training.norwegian.verify CORPORA`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from training.norwegian.conll import Sentence
from training.norwegian.convert import convert_sentence
from training.norwegian.corpus import LANGUAGES, PARTS, ndt, official, ud_forms

REQUIRED_LAS = 99.0
MEASURES = ("UPOS", "UFeats", "UAS", "LAS", "spaces")


def compare(converted: Sentence, gold: Sentence) -> Counter[str]:
    """How many words agree, by measure, and how many there are; the last word's space is not counted."""
    counts: Counter[str] = Counter()
    for mine, theirs in zip(converted.tokens, gold.tokens, strict=True):
        counts["words"] += 1
        counts["UPOS"] += mine.upos == theirs.upos
        counts["UFeats"] += mine.feats == theirs.feats
        counts["UAS"] += mine.head == theirs.head
        counts["LAS"] += mine.head == theirs.head and mine.deprel == theirs.deprel
    for mine, theirs in zip(converted.tokens[:-1], gold.tokens[:-1], strict=True):
        counts["gaps"] += 1
        counts["spaces"] += mine.space_after == theirs.space_after
    return counts


def score(source: list[Sentence], gold: list[Sentence], *, quirks: bool) -> tuple[dict[str, float], int]:
    """Percentages of agreement over the sentences found in both, and how many were not found in NDT."""
    wanted = {sentence.forms for sentence in gold}
    by_forms: dict[tuple[str, ...], Sentence] = {}
    for sentence in source:
        forms = ud_forms(sentence)
        if forms in wanted and forms not in by_forms:
            by_forms[forms] = convert_sentence(sentence, gendered_names_as_nouns=quirks)
    counts: Counter[str] = Counter()
    matched = [sentence for sentence in gold if sentence.forms in by_forms]
    for sentence in matched:
        counts += compare(by_forms[sentence.forms], sentence)
    totals = {measure: counts["gaps" if measure == "spaces" else "words"] for measure in MEASURES}
    return {m: 100 * counts[m] / max(totals[m], 1) for m in MEASURES}, len(gold) - len(matched)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores; 1 when any LAS is too low."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    corpora: Path = parser.parse_args(arguments).corpora
    lowest = 100.0
    for language in LANGUAGES:
        for part in PARTS:
            gold = official(corpora, language, part)
            scores, missing = score(ndt(corpora, language), gold, quirks=language == "nno")
            lowest = min(lowest, scores["LAS"])
            figures = "  ".join(f"{measure} {value:.2f}" for measure, value in scores.items())
            print(f"{language} {part:4}  {figures}  ({len(gold)} sentences, {missing} not in NDT)")
    return 0 if lowest >= REQUIRED_LAS else 1


if __name__ == "__main__":
    sys.exit(main())
