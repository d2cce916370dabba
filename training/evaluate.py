"""Scores of the shipped pipelines: `python -m training.evaluate CORPORA`.

Runs both models over the official test sets from raw text, over documents held back and over texts in hard conditions;
measures size, loading time, memory and speed; prints it all, writes the model cards and checks `floors.toml`.
`--update` raises the floors to the scores; `--lower` allows a floor to fall. Other models than the shipped ones have no
floors, and get a card only with `--cards`.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from training import card, floors, measure
from training.places import REAL
from training.scoring import Scores, score, score_overlap
from training.testsets import CONDITIONS, TEST_SETS, TestSet, sample

Table = dict[str, Any]


def evaluated(nlp: Language, test: TestSet, corpora: Path) -> Scores:
    scores = Scores()
    groups = list(test.groups(corpora))
    texts = (" ".join(sentence.text for sentence in group) for group in groups)
    for group, doc in zip(groups, nlp.pipe(texts, batch_size=64), strict=True):
        if test.overlap and test.labels:
            score_overlap(scores, group, doc, labels=test.labels)
        else:
            score(scores, group, doc, labels=test.labels)
    return scores


def conditions(nlp: Language, test: TestSet, corpora: Path) -> Table:
    """UPOS, LAS and names of single sentences as written and in each condition."""
    sentences = sample(test.groups(corpora))
    table: Table = {}
    for name, change in CONDITIONS.items():
        scores = Scores()
        groups = [[change(sentence) for sentence in group] for group in sentences]
        for group, doc in zip(groups, nlp.pipe(group[0].text for group in groups), strict=True):
            score(scores, group, doc, labels=test.labels)
        table[name] = summary(scores)
    return table


def summary(scores: Scores) -> Table:
    table: Table = {name: round(tally.f1, 2) for name, tally in scores.measures.items()}
    table["NER"] = round(scores.all_names.f1, 2)
    table["types"] = {
        label: {"P": round(t.precision, 1), "R": round(t.recall, 1), "F": round(t.f1, 1), "gold": t.gold}
        for label, t in sorted(scores.names.items())
    }
    return table


def evaluate(models: Path, corpora: Path, languages: list[str], *, speed: bool) -> Table:
    report: Table = {}
    for lang in languages:
        nlp = spacy.load(models / lang)
        tests = [test for test in TEST_SETS if test.lang == lang]
        report[lang] = {"sets": {test.name: summary(evaluated(nlp, test, corpora)) for test in tests}}
        report[lang]["conditions"] = {tests[0].name: conditions(nlp, tests[0], corpora)}
    if speed:
        report["footprint"] = measure.in_own_process(models, corpora)
    return report


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument(
        "--models", type=Path, default=REAL.models, help="folder of the models (default: the shipped ones)"
    )
    parser.add_argument("--output", type=Path, default=REAL.output, help="folder for scores.json")
    parser.add_argument("--cards", action="store_true", help="write cards beside other models too")
    parser.add_argument("--lang", action="append", choices=("en", "nb"), help="only this language (repeatable)")
    parser.add_argument("--no-speed", action="store_true", help="leave out size, loading time, memory and speed")
    parser.add_argument("--update", action="store_true", help="raise the floors to these scores")
    parser.add_argument("--lower", action="store_true", help="with --update: allow floors to fall")
    arguments = parser.parse_args()
    arguments.shipped = arguments.models.resolve() == REAL.models.resolve()
    if arguments.update and not arguments.shipped:
        parser.error("--update: the floors are those of the shipped models")
    return arguments


def main() -> int:
    arguments = parsed_arguments()
    languages = arguments.lang or ["en", "nb"]
    report = evaluate(arguments.models, arguments.corpora, languages, speed=not arguments.no_speed)
    print("\n".join(card.lines_of(report)))
    arguments.output.mkdir(parents=True, exist_ok=True)
    (arguments.output / "scores.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if not arguments.no_speed and (arguments.shipped or arguments.cards):
        for lang in languages:
            (arguments.models / lang / "README.md").write_text(card.card(lang, report), "utf-8")
    if not arguments.shipped:
        print("not the shipped models: no floors")
        return 0
    if arguments.update:
        floors.update(report, arguments.corpora, lower=arguments.lower)
    problems = floors.problems(report, arguments.corpora)
    print(*problems or ["all scores at or above their floors"], sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
