"""Builds that are killed at random moments and go on: `python -m benchmarks.crash --kills 50`.

Each round starts a build in two processes, kills it (kill -9) after a random number of articles and a random moment
more, lets another build finish, and compares graph.nq with that of an uninterrupted build, byte by byte.
The extractor is a stub that needs no language model: what is tested is the store, its journal and the files.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from benchmarks.data import extractions
from benchmarks.tables import Row, show
from graph.building import NQUADS, Settings, build
from graph.storage import pending
from graph.storage.store import Store
from ontology.records import Article, Extraction

ROOT = Path(__file__).parents[1]
ARTICLES = 12
FILLER = "The gulls over the harbour were quiet that day.\n" * 60


class Stub:
    """Says of an article what the data that it was written from says."""

    version = "stub 1"

    def extract(self, article: Article) -> Extraction:
        made = next(extractions(seed=int(article.text.split()[-1])))
        claims = tuple(replace(each, id=f"{article.id}-{at}") for at, each in enumerate(made.claims))
        return replace(made, article=article, claims=claims)


@dataclass(frozen=True)
class StubSettings(Settings):
    """Settings whose extractor needs no models."""

    @cached_property
    def extractor(self) -> Stub:
        return Stub()


def write_articles(folder: Path, count: int = ARTICLES) -> Path:
    """The articles, none like another."""
    folder.mkdir(parents=True)
    for number in range(count):
        text = next(extractions(seed=number)).article.text
        (folder / f"{number:03}.txt").write_text(f"{text}\n\n{FILLER}\n{number}", encoding="utf-8")
    return folder


def one_build(news: str, out: str) -> None:
    """Build with the stub in two processes; every article or two goes into the store in bulk."""
    pending.MOST = 1_000
    build([news], Path(out), StubSettings(language="en", jobs=2))


def survive(kills: int, folder: Path, seed: int = 0) -> list[int]:
    """Kill that many builds, and let each finish; how many articles each had stored. Raises AssertionError."""
    news, chance = write_articles(folder / "news"), random.Random(seed)  # noqa: S311  (moments, no secret)
    _start(news, folder / "whole").wait()
    expected = (folder / "whole" / NQUADS).read_bytes()
    stored = list[int]()
    for number in range(kills):
        out = folder / f"{number}"
        process = _start(news, out)
        _let_run(process, out, chance)
        process.send_signal(signal.SIGKILL)
        process.wait()
        stored.append(_stored(out))
        one_build(str(news), str(out))
        assert (out / NQUADS).read_bytes() == expected, f"kill {number}: the graph is another"
        assert not [each for each in out.iterdir() if each.name.startswith(".")], f"kill {number}: files are left over"
    return stored


def report(kills: int = 50) -> list[Row]:
    """How many builds were killed, and how far they had come; all of them ended in the same graph."""
    with tempfile.TemporaryDirectory() as folder:
        stored = sorted(survive(kills, Path(folder)))
    return [{"kills": kills, "identical graphs": kills, "articles stored when killed": ", ".join(map(str, stored))}]


def _start(news: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.crash", "--build", str(news), str(out)]
    return subprocess.Popen(command, cwd=ROOT)  # noqa: S603


def _let_run(process: subprocess.Popen[bytes], out: Path, chance: random.Random) -> None:
    """Until so many articles are in the journal, or what is drawn from them is being written, and a moment longer."""
    journal, wanted = out / "store" / "journal.jsonl", chance.randint(0, ARTICLES)
    while process.poll() is None and (not journal.exists() or journal.read_bytes().count(b"\n") < wanted):
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 1.0 if wanted == ARTICLES else 0.02))


def _stored(out: Path) -> int:
    """The articles that a killed build left behind, all of which can be read."""
    if not (out / "store" / "format").exists():
        return 0
    with Store.open(out) as store:
        return len(list(store.extractions()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Kill, go on, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--build", nargs=2, metavar=("NEWS", "OUT"), help="build once, and be killed perhaps")
    options = parser.parse_args(arguments)
    if options.build:
        one_build(*options.build)
        return
    show(report(options.kills))


if __name__ == "__main__":
    main()
