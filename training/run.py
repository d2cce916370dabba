"""The whole recipe: `python -m training.run CORPORA [STEP …]`, or one of its steps by name.

Deterministic up to the seed in the configurations. Steps: convert, train, assemble, evaluate. Training takes two to
three hours on one core; `--jobs 2` trains two things at a time. `--rehearse FOLDER` runs the same commands with a few
steps in each training and with everything that they write below FOLDER, to see that the recipe is whole.
"""

import argparse
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.places import HERE, REAL, ROOT, Places, marked

STEPS = ("convert", "train", "assemble", "evaluate")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
# What settings.toml says about a training that is no setting of its configuration.
OURS = ("source", "config", "corpus", "maker")
# The last rounds of trees and of names, of which a pipeline is put together.
PARTS = ("lemmas", "names3")
# Two rounds of evaluation and a saved model: all that can break, and nothing learnt.
FEW_STEPS = {"training.max_steps": 20, "training.eval_frequency": 10}

Command = list[str]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the commands read and write; `overrides` go over the settings of every training."""

    corpora: Path
    places: Places = REAL
    overrides: Mapping[str, object] = field(default_factory=dict)


def conversions(recipe: Recipe) -> list[Command]:
    corpora, corpus = recipe.corpora, recipe.places.corpus
    return [
        ["training.norwegian.convert", str(corpora), str(corpus / "ud")],
        ["training.convert", str(corpora), str(corpus)],
    ]


def settings() -> dict[str, dict[str, dict[str, Any]]]:
    """The trainings of each language, in their order."""
    return tomllib.loads((HERE / "settings.toml").read_text("utf-8"))


def trainings(recipe: Recipe) -> list[list[Command]]:
    """For each table of settings.toml one command; later rounds follow their first, after making their corpora."""
    chains: dict[tuple[str, bool], list[Command]] = {}
    for lang, kinds in settings().items():
        for kind, own in kinds.items():
            chain = chains.setdefault((lang, kind.startswith("names")), [])
            if "maker" in own:
                source = recipe.places.model(lang, own["source"])
                chain.append([own["maker"], str(recipe.corpora), str(recipe.places.corpus), str(source)])
            chain.append(_step(recipe, lang, kind, own))
    return list(chains.values())


def _step(recipe: Recipe, lang: str, kind: str, own: Mapping[str, Any]) -> Command:
    """The mean of runs, a model with one more layer, or a training."""
    model = recipe.places.model
    if "of" in own:
        return ["training.soup", str(model(lang, kind)), *(str(model(lang, each)) for each in own["of"])]
    if "grows" in own:
        return ["training.grow", str(model(lang, kind)), str(model(lang, own["grows"]))]
    return training(recipe, lang, kind, own)


def training(recipe: Recipe, lang: str, kind: str, own: Mapping[str, Any]) -> Command:
    """Where its table says ``source``, a training goes on from that one; the others begin from nothing."""
    places, config = recipe.places, own.get("config", kind)
    corpus = own.get("corpus", config)
    values: dict[str, object] = {
        "nlp.lang": lang,
        "paths.train": places.corpus / lang / f"{corpus}-train.spacy",
        "paths.dev": places.corpus / lang / f"{corpus}-dev.spacy",
        **{key: value for key, value in own.items() if key not in OURS},
        **recipe.overrides,
    }
    if "source" in own:
        values["paths.source"] = places.model(lang, own["source"])
    command = ["spacy", "train", str(HERE / "configs" / f"{config}.cfg")]
    command += ["--code", str(HERE / "functions.py"), "--output", str(places.model(lang, kind).parent)]
    for key, value in values.items():
        command += [f"--{key}", str(value)]
    return command


def assembling(places: Places, lang: str) -> Command:
    """From the end of each training, where the learn rate has gone down to nothing."""
    parts = (str(places.model(lang, kind)) for kind in PARTS)
    return ["training.assemble", lang, *parts, str(places.models / lang)]


def evaluation(recipe: Recipe) -> Command:
    """Floors are those of the shipped models: a rehearsal prints its scores and writes its cards, and no more."""
    command = ["training.evaluate", str(recipe.corpora)]
    if recipe.places == REAL:
        return command
    return [*command, "--models", str(recipe.places.models), "--output", str(recipe.places.output), "--cards"]


def chains(step: str, recipe: Recipe) -> list[list[Command]]:
    """The commands of a step, in chains that may run beside each other."""
    if step == "convert":
        return [conversions(recipe)]
    if step == "train":
        return trainings(recipe)
    if step == "assemble":
        return [[assembling(recipe.places, lang) for lang in settings()]]
    return [[evaluation(recipe)]]


def run(chain: list[Command]) -> None:
    for command in chain:
        print("$ python -m", *command, flush=True)
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=os.environ | ONE_THREAD, check=True)  # noqa: S603


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.run", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"of {', '.join(STEPS)} (default: all)")
    parser.add_argument("--jobs", type=int, default=1, help="trainings at a time (default: 1)")
    parser.add_argument(
        "--rehearse", type=Path, metavar="FOLDER", help="a few steps of everything, written below an empty FOLDER"
    )
    options = parser.parse_args()
    if unknown := set(options.steps) - set(STEPS):
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    if not options.corpora.is_dir():
        parser.error(f"no such folder: {options.corpora}")
    return options


def chosen(options: argparse.Namespace) -> Recipe:
    corpora: Path = options.corpora.resolve()
    if options.rehearse is None:
        return Recipe(corpora)
    return Recipe(corpora, marked(options.rehearse.resolve(), anew=not options.steps), FEW_STEPS)


def main() -> None:
    options = parsed_arguments()
    try:
        recipe = chosen(options)
        for step in options.steps or STEPS:
            with ThreadPoolExecutor(options.jobs) as pool:
                list(pool.map(run, chains(step, recipe)))
    except ValueError as error:
        sys.exit(str(error))
    except subprocess.CalledProcessError as error:
        sys.exit(f"failed: python -m {' '.join(error.cmd[2:])}")


if __name__ == "__main__":
    main()
