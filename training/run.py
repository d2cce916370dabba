"""The whole recipe: `python -m training.run CORPORA [STEP …]`, or one of its steps by name.

Deterministic up to the seed in the configurations. Steps: convert, train, assemble, evaluate. Training takes two to
three hours on one core; `--jobs 2` trains two things at a time.
"""

import argparse
import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
# What makes the corpus of a later round, some with the first round's model.
MAKERS = {("en", "syntax2"): "training.second", ("en", "names2"): "training.silver"}
# Runs over the configuration and corpus of another.
SAME = {"syntax3": "syntax2", **dict.fromkeys(("deep1", "deep2", "deep3", "deep4"), "syntax2")}
STEPS = ("convert", "train", "assemble", "evaluate")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")

Command = list[str]


def conversions(corpora: Path) -> list[Command]:
    return [
        ["training.norwegian.convert", str(corpora), str(HERE / "corpus" / "ud")],
        ["training.convert", str(corpora)],
    ]


def trainings(corpora: Path) -> list[list[Command]]:
    """For each table of settings.toml one command; later rounds follow their first, after making their corpora."""
    settings = tomllib.loads((HERE / "settings.toml").read_text("utf-8"))
    chains: dict[tuple[str, bool], list[Command]] = {}
    for lang, kinds in settings.items():
        for kind, own in kinds.items():
            chain = chains.setdefault((lang, kind.startswith("names")), [])
            if maker := MAKERS.get((lang, kind)):
                chain.append([maker, str(corpora)])
            chain.append(_step(lang, kind, own))
    return list(chains.values())


def _step(lang: str, kind: str, own: dict[str, Any]) -> Command:
    """The mean of runs, a model with one more layer, or a training."""
    if "of" in own:
        return ["training.soup", str(model(lang, kind)), *(str(model(lang, each)) for each in own["of"])]
    if "grows" in own:
        return ["training.grow", str(model(lang, kind)), str(model(lang, own["grows"]))]
    return training(lang, kind, own)


def model(lang: str, kind: str) -> Path:
    return HERE / "output" / f"{lang}-{kind}" / "model-last"


def training(lang: str, kind: str, own: dict[str, Any]) -> Command:
    """Where its table says ``source``, a training goes on from that one; the others begin from nothing."""
    base = SAME.get(kind, kind)
    overrides = {key: value for key, value in own.items() if key != "source"}
    settings: dict[str, object] = {
        "nlp.lang": lang,
        "paths.train": HERE / "corpus" / lang / f"{base}-train.spacy",
        "paths.dev": HERE / "corpus" / lang / f"{base}-dev.spacy",
        **overrides,
    }
    if "source" in own:
        settings["paths.source"] = model(lang, own["source"])
    command = ["spacy", "train", str(HERE / "configs" / f"{base}.cfg")]
    command += ["--code", str(HERE / "functions.py"), "--output", str(model(lang, kind).parent)]
    for key, value in settings.items():
        command += [f"--{key}", str(value)]
    return command


def chains(step: str, corpora: Path) -> list[list[Command]]:
    """The commands of a step, in chains that may run beside each other."""
    if step == "convert":
        return [conversions(corpora)]
    if step == "train":
        return trainings(corpora)
    if step == "assemble":
        return [[["training.assemble", lang] for lang in ("en", "nb")]]
    return [[["training.evaluate", str(corpora)]]]


def run(chain: list[Command]) -> None:
    for command in chain:
        print("$ python -m", *command, flush=True)
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=os.environ | ONE_THREAD, check=True)  # noqa: S603


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.run", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"of {', '.join(STEPS)} (default: all)")
    parser.add_argument("--jobs", type=int, default=1, help="trainings at a time (default: 1)")
    options = parser.parse_args()
    if unknown := set(options.steps) - set(STEPS):
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    for step in options.steps or STEPS:
        with ThreadPoolExecutor(options.jobs) as pool:
            list(pool.map(run, chains(step, options.corpora.resolve())))


if __name__ == "__main__":
    main()
