"""How fast news becomes a graph, beside the bare language model, and how time and memory grow with the articles.

    python -m benchmarks.throughput                        # 100, 1,000 and 10,000 articles: about half an hour
    python -m benchmarks.throughput 50 200 800 --at 200    # a look at it

The bare pipeline is the same models as `spacy.load` gives them and nothing else, on the same texts, in one process:
the limit, but for what `extractors.pipelines` gains by multiplying with another library. The stages are measured one
after the other in this process, on one core; whole builds in processes of their own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Final, TypeVar

from benchmarks.articles import news, write
from benchmarks.processes import Ran, run
from benchmarks.tables import Row, show
from extractors.pipelines import MODELS  # before spaCy: it says with how many threads NumPy multiplies

SIZES: Final = (100, 1_000, 10_000)
STAGES: Final = 300
"""Articles for the bare pipeline and the stages."""
START: Final = "from graph.cli import main; import sys; sys.exit(main(sys.argv[1:]))"
ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Build:
    """One build of so many articles."""

    articles: int
    words: int
    jobs: int
    ran: Ran

    @property
    def rate(self) -> float:
        """Words a second."""
        return self.words / self.ran.seconds


AT_ONCE = 32  # texts in a batch: with spaCy's own number the bare pipeline is a third slower, and we would look better


def bare(count: int) -> tuple[int, float]:
    """Words, and the seconds that the models alone take for them; loading them does not count."""
    import spacy

    by_model: dict[str, list[str]] = {}
    for each in news(count):
        by_model.setdefault("en" if each.language == "en" else "nb", []).append(each.text)
    words, seconds = 0, 0.0
    for name, texts in sorted(by_model.items()):
        nlp = spacy.load(MODELS / name)
        list(nlp.pipe(texts[:3], batch_size=AT_ONCE))
        took, _ = _timed(lambda nlp=nlp, texts=texts: sum(1 for _ in nlp.pipe(texts, batch_size=AT_ONCE)))  # type: ignore[misc]
        words, seconds = words + sum(len(each.split()) for each in texts), seconds + took
    return words, seconds


def stages(count: int) -> Iterator[Row]:
    """What each stage takes by itself: reading, extracting, storing, and what is drawn and written at the end."""
    from extractors import Extractor
    from extractors.articles import read
    from graph.building import draw
    from graph.storage.store import Store
    from ontology.records import Article
    from ontology.thesaurus import load

    with tempfile.TemporaryDirectory() as folder:
        texts = write(Path(folder, "news"), count)
        reading, items = _timed(lambda: list(read([str(texts)])))
        articles = [each for each in items if isinstance(each, Article)]
        words = sum(len(each.text.split()) for each in articles)
        extractor = Extractor()
        for language in ("en", "nb", "nn"):  # models loaded, caches filled
            extractor.extract(next(each for each in articles if each.language == language))
        model, _ = _timed(lambda: [extractor.parse(each) for each in articles])
        extracting, found = _timed(lambda: [extractor.extract(each) for each in articles])
        thesaurus = load()
        with Store.open(Path(folder), create=True, thesaurus=thesaurus) as store:
            store.add_many()
            storing, _ = _timed(
                lambda: (*(store.add(each, extractor.version) for each in found), len(store.article_ids()))
            )
            drawing, _ = _timed(lambda: draw(store, Path(folder), thesaurus))
    for name, seconds in (
        ("reading", reading),
        ("parsing with repairs", model),
        ("extracting, all of it", extracting),
        ("storing", storing),
        ("identity, disputes, html, gexf, nq", drawing),
        ("together", reading + extracting + storing + drawing),
    ):
        yield {
            "stage": name,
            "seconds": round(seconds, 2),
            "words/s": round(words / seconds),
            "ms/article": round(1000 * seconds / count, 1),
        }


def build(articles: Path, count: int, jobs: int) -> Build:
    """A whole build in a process of its own, with start-up and all."""
    words = sum(len(each.read_text(encoding="utf-8").split()) for each in articles.iterdir())
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", START, "build", str(articles), "-o", folder, "--jobs", str(jobs)]
        return Build(count, words, jobs, run(command))


def growth(sizes: Iterable[int], jobs: int) -> Iterator[Build]:
    """Builds of so many articles each."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield build(write(Path(folder, "news"), size), size, jobs)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """How y grows with x: the slope of the line through the logarithms. 1 is linear; nan for fewer than two points."""
    logs = [(log(x), log(y)) for x, y in points]
    if len(logs) < 2:
        return float("nan")
    across = sum(x for x, _ in logs) / len(logs)
    up = sum(y for _, y in logs) / len(logs)
    slope: float = sum((x - across) * (y - up) for x, y in logs) / sum((x - across) * (x - across) for x, _ in logs)
    return slope


def report(sizes: Sequence[int] = SIZES, at: int | None = None, count: int = STAGES) -> dict[str, list[Row]]:
    """The tables: stages, builds against the bare pipeline, growth."""
    words, seconds = bare(count)
    limit = words / seconds
    told = list(stages(count))
    with tempfile.TemporaryDirectory() as folder:
        size = at or sorted(sizes)[len(sizes) // 2]
        texts = write(Path(folder, "news"), size)
        builds = [build(texts, size, jobs) for jobs in (1, 2)]
    series = list(growth(sizes, 2))
    return {
        "stages": [
            {
                "stage": "the bare spaCy pipeline",
                "seconds": round(seconds, 2),
                "words/s": round(limit),
                "ms/article": round(1000 * seconds / count, 1),
            },
            *told,
        ],
        "builds": [_against(each, limit) for each in builds],
        "growth": [_grown(each) for each in series],
        "exponent": [{"of time": round(exponent([(each.words, each.ran.seconds) for each in series]), 3)}],
    }


def _against(each: Build, limit: float) -> Row:
    return {
        "jobs": each.jobs,
        "articles": each.articles,
        "seconds": round(each.ran.seconds, 1),
        "words/s": round(each.rate),
        "of the bare pipeline": f"{each.rate / limit:.0%}",
        "MiB, largest process": round(each.ran.peak),
        "MiB, all processes": round(each.ran.peak_of_all),
    }


def _grown(each: Build) -> Row:
    return {
        "articles": each.articles,
        "words": each.words,
        "seconds": round(each.ran.seconds, 1),
        "words/s": round(each.rate),
        "MiB, largest process": round(each.ran.peak),
        "MiB, all processes": round(each.ran.peak_of_all),
    }


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES), help="articles of the growth series")
    parser.add_argument("--at", type=int, help="articles of the two builds that are held against the bare pipeline")
    parser.add_argument("--stages", type=int, default=STAGES, help="articles for the bare pipeline and the stages")
    options = parser.parse_args(arguments)
    for name, rows in report(options.sizes, options.at, options.stages).items():
        print(f"\n{name}")
        show(rows)


if __name__ == "__main__":
    main()
