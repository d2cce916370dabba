"""The floor file: no score may fall below what was once reached, unless somebody says so."""

import hashlib
import math
import tomllib
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.toml")
MEASURES = ("UPOS", "UAS", "LAS", "NER", "found", "sentences")
CONDITION_MEASURES = ("UPOS", "LAS", "NER")
# Other machines round differently; a floor lies this much below the score.
MARGIN = 0.2
HEAD = "# Written by `make evaluate` with --update; see floors.py. A floor falls only with --lower.\n"

Table = dict[str, Any]


def corpus_hash(corpora: Path) -> str:
    """Of all files under test: scores on other texts cannot be compared."""
    digest = hashlib.sha256()
    files = [*corpora.glob("*/*test*.gz"), *corpora.glob("english/re3d/*.gz")]
    for path in sorted(file for file in files if "crossner" not in file.name):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def flat(report: Table) -> dict[str, float]:
    """Every checked score by its name."""
    scores: dict[str, float] = {}
    for lang in (key for key in report if key != "footprint"):
        for name, table in report[lang]["sets"].items():
            scores |= {f"{name}: {measure}": table[measure] for measure in MEASURES if measure in table}
        for name, kinds in report[lang]["conditions"].items():
            for kind, table in kinds.items():
                scores |= {f"{name}, {kind}: {measure}": table[measure] for measure in CONDITION_MEASURES}
    return scores


def read() -> Table:
    return tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"corpora": "", "floors": {}, "limits": {}}


def problems(report: Table, corpora: Path) -> list[str]:
    """What is wrong, a line each."""
    table = read()
    if table["corpora"] != corpus_hash(corpora):
        return ["the floors were measured on other corpora: run with --update --lower"]
    scores = flat(report)
    low = [
        f"below the floor: {name} {scores[name]:.2f} < {floor:.2f}"
        for name, floor in table["floors"].items()
        if name in scores and scores[name] < floor
    ]
    return low + over_limits(report.get("footprint"), table["limits"])


def over_limits(footprint: Table | None, limits: dict[str, float]) -> list[str]:
    if footprint is None:
        return []
    over = [
        f"over the limit: {name} {footprint[name]} > {limits[name]}"
        for name in ("size_mb", "load_seconds", "memory_mb")
        if footprint[name] > limits.get(name, math.inf)
    ]
    least = limits.get("words_per_second", 0)
    slow = [
        f"too slow: {lang} {footprint[lang]['words_per_second']} words per second < {least}"
        for lang in ("en", "nb")
        if footprint[lang]["words_per_second"] < least
    ]
    return over + slow


def update(report: Table, corpora: Path, *, lower: bool) -> None:
    """Raise floors to the scores; lower them only if told to, and on other corpora only then."""
    table, digest = read(), corpus_hash(corpora)
    known: dict[str, float] = table["floors"]
    if table["corpora"] not in ("", digest) and not lower:
        raise SystemExit("the corpora have changed: --lower to measure anew")
    for name, value in flat(report).items():
        floor = math.floor((value - MARGIN) * 10) / 10
        known[name] = floor if lower or name not in known else max(floor, known[name])
    FLOORS.write_text(written({"corpora": digest, "limits": table["limits"], "floors": known}), "utf-8")


def written(table: Table) -> str:
    lines = [HEAD, f'corpora = "{table["corpora"]}"', "", "[limits]"]
    lines += [f"{name} = {value}" for name, value in table["limits"].items()]
    lines += ["", "[floors]"] + [f'"{name}" = {value:.1f}' for name, value in sorted(table["floors"].items())]
    return "\n".join(lines) + "\n"
