"""What many articles cost, estimated from what a few do: `python -m benchmarks.scale [--articles 100] [PATH...]`.

Reads the articles that there are, or else makes some of the paragraphs in ``seeds`` and ``tests/articles``; takes them
through every step once, in one process, and prints two tables in Markdown: what was measured for an article, and what
follows for many. Where the work may not grow in proportion, it is measured at two sizes. ``docs/scale.md`` shows the
tables. Times are those of the processor, so that other programs on the machine count for little; what waits for a disk
goes by the clock.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from benchmarks.identity import names
from extractors.articles import Extracted, Skipped, read_inputs
from extractors.drafts import kind_of, slug
from graph import cluster
from graph.building import HTML, NQUADS, Settings, draw, extraction_of
from graph.disputes import disputes
from graph.identity import applied, resolve
from graph.identity.bearers import Bearer
from graph.identity.resolution import settled
from graph.origins import copies
from graph.sharding import ARTICLES, load, write
from graph.storage.concepts import concept_quads
from graph.storage.extractions import entities_used
from graph.storage.rdf import to_lines
from graph.storage.shards import Shards, packed
from graph.storage.store import Store
from ontology.records import Article
from ontology.thesaurus import Thesaurus

T = TypeVar("T")

ROOT: Final = Path(__file__).parents[1]
SIZES: Final = (10_000_000, 1_000_000_000)
PARAGRAPHS: Final = 20
"""Paragraphs in an article that is made here."""
NEW_NAMES: Final = 0.5
"""Names in an article that no article before it had: an assumption, as ours are not read off a real archive."""
NAMES: Final = (2_000, 20_000)
TASK: Final = 0.001
"""Seconds that Dask's scheduler spends on a task, by its own documentation; a task here is a shard."""
MEMORY, PAGE = 64 * 2**30, 300 * 2**20
"""Bytes of memory that a large machine has, and of a page that a browser still opens: where drawing ends."""
CORE_HOUR, TERABYTE_MONTH = 0.04, 80.0
"""Prices in euros, of an hour of one core and of a terabyte of fast disk for a month. Put in your own."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What an article takes, on average: numbers, bytes, and seconds of one core."""

    words: float
    characters: float
    claims: float
    quads: float
    message: float
    nquads: float
    shard: float
    store: float
    page: float
    memory: float
    reading: float
    extracting: float
    writing: float
    storing: float
    loading: float
    drawing: tuple[float, float]
    disputing: tuple[float, float]
    copying: tuple[float, float]
    naming: tuple[float, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, multiply, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--articles", type=int, default=100, help="how many to make where no PATH is given")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        paths = options.paths or [str(made(Path(folder) / "news", options.articles))]
        found = measured(paths, Path(folder))
    print("\n".join([*_table(("an article", "measured"), told(found)), "", *_table(_head(), estimated(found))]))


def made(folder: Path, count: int) -> Path:
    """So many articles, each of paragraphs of one language, no two alike."""
    pools: dict[str, list[str]] = {}
    for article in _articles([str(ROOT / "seeds"), str(ROOT / "tests" / "articles")]):
        pools.setdefault(article.language, []).extend(article.text.split("\n\n"))
    folder.mkdir()
    for number in range(count):
        chance = random.Random(number)  # noqa: S311  (the same articles on every machine)
        pool = chance.choices(list(pools.values()), [len(each) for each in pools.values()])[0]
        chosen = chance.sample(pool, min(len(pool), PARAGRAPHS))
        (folder / f"{number:04}.txt").write_text("\n\n".join([*chosen, f"({number})"]), encoding="utf-8")
    return folder


def measured(paths: Sequence[str], folder: Path) -> Measured:
    """Take the articles through every step."""
    settings, articles = Settings(), _articles(paths)
    known, few = settings.known, articles[: len(articles) // 2]
    for article in articles[:12]:
        extraction_of(article, settings)  # loads the models and fills caches, once per process
    extracting, found = _timed(lambda: [extraction_of(each, settings) for each in articles])
    reading, _ = _timed(lambda: _articles(paths))
    writing, _ = _timed(lambda: _packed(found, known))
    write(paths, folder / "shards", settings)
    shards = Shards(folder / "shards")
    storing, _ = _timed(lambda: _stored(folder / "stored", found, known), clock=time.perf_counter)
    shards_of = [folder / "shards"]
    loading, _ = _timed(lambda: load(shards_of, folder / "out", known, drawing=False), clock=time.perf_counter)
    write(list(dict.fromkeys(each.path for each in few)), folder / "few", settings)
    load([folder / "few"], folder / "half", known, drawing=False)
    (half, _), (drawing, memory) = (_drawing(folder / each, known) for each in ("half", "out"))
    count, texts = len(articles), [shards.text(each) for each in shards]
    return Measured(
        words=sum(len(each.text.split()) for each in articles) / count,
        characters=sum(len(each.text) for each in articles) / count,
        claims=sum(len(each.extraction.claims) for each in found if isinstance(each, Extracted)) / count,
        quads=sum(text.count(b"\n") for text in texts) / count,
        message=len(cluster.packed(found)) / count,
        nquads=(folder / "out" / NQUADS).stat().st_size / count,
        shard=sum((folder / "shards" / each.name).stat().st_size for each in shards) / count,
        store=_size(folder / "out" / "store") / count,
        page=(folder / "out" / HTML).stat().st_size / count,
        memory=memory / count,
        extracting=extracting / count,
        reading=reading / count,
        writing=writing / count,
        storing=storing / count,
        loading=loading / count,
        drawing=(half / len(few), drawing / count),
        disputing=_disputing(folder / "out", known),
        copying=(_timed(lambda: copies(few))[0] / len(few), _timed(lambda: copies(articles))[0] / count),
        naming=(_naming(NAMES[0], known), _naming(NAMES[1], known)),
    )


def told(found: Measured) -> Iterator[tuple[str, ...]]:
    """What was measured, in words."""
    yield "words; characters", f"{found.words:.0f}; {found.characters:,.0f}"
    yield "claims; quads", f"{found.claims:.1f}; {found.quads:,.0f}"
    speed = found.words / found.extracting
    cores = (found.extracting + found.writing) / found.reading
    yield "read by the one who gives the work out", f"{_ms(found.reading)}: with shards, enough for {cores:.0f} cores"
    yield "extraction on one core", f"{_ms(found.extracting)}, {speed:,.0f} words a second"
    yield "N-Quads made, sorted, compressed", _ms(found.writing)
    keeps_up = found.extracting / (found.reading + found.storing)
    yield "stored without shards", f"{_ms(found.storing)}: with reading, one machine keeps up with {keeps_up:.0f} cores"
    yield "loaded in bulk", f"{_ms(found.loading)}, {found.quads / found.loading:,.0f} quads a second"
    yield "what a worker sends: an extraction; its part of a shard", f"{_bytes(found.message)}; {_bytes(found.shard)}"
    yield "in `graph.nq`; in the store", f"{_bytes(found.nquads)}; {_bytes(found.store)}"
    yield "in `graph.html`; in memory while drawing", f"{_bytes(found.page)}; {_bytes(found.memory)}"
    for what, pair in (
        ("drawing (identity and disputes included)", found.drawing),
        ("disputes alone", found.disputing),
        ("near duplicates (MinHash) alone", found.copying),
    ):
        yield f"{what}, for half of the articles and for all", f"{_ms(pair[0])}; {_ms(pair[1])}"
    few, many = (f"{each:,}" for each in NAMES)
    yield (
        f"identity, for a name among {few} and among {many}",
        "; ".join(f"{each * 1e3:.2f} ms" for each in found.naming),
    )


def estimated(found: Measured) -> Iterator[tuple[str, ...]]:
    """What follows for many articles."""

    def row(what: str, cell: Callable[[int], str]) -> tuple[str, ...]:
        return what, *(cell(each) for each in SIZES)

    core = found.extracting + found.writing
    yield row("text", lambda many: _bytes(many * found.characters))
    yield row("claims; quads", lambda many: f"{_number(many * found.claims)}; {_number(many * found.quads)}")
    yield row("extraction into shards, on one core", lambda many: _hours(many * core))
    yield row("reading, by one", lambda many: _hours(many * found.reading))
    yield row("extraction on 1,000 cores", lambda many: _hours(many * core / 1000))
    yield row("Dask's scheduler, a shard of N-Quads being a task", lambda many: _hours(many / ARTICLES * TASK))
    yield row("through the scheduler", lambda many: _bytes(many * found.shard))
    yield row("shards, compressed", lambda many: _bytes(many * found.shard))
    yield row("`graph.nq`, if it were one file", lambda many: _bytes(many * found.nquads))
    yield row("store", lambda many: _bytes(many * found.store))
    yield row("loading in bulk, one writer", lambda many: _hours(many * found.loading))
    yield row("names; identity on one core", lambda many: _identity(many, found))
    yield row("near duplicates on one core", lambda many: _hours(many * found.copying[1]))
    yield row("signatures for them (1 KiB each)", lambda many: _bytes(many * 1024))
    yield row("memory to draw all of it as one graph", lambda many: _bytes(many * found.memory))
    yield row("`graph.html`", lambda many: _bytes(many * found.page))
    yield row("price of extraction", lambda many: f"{many * core / 3600 * CORE_HOUR:,.0f} €")
    yield row("price of the store, a month", lambda many: f"{many * found.store / 1e12 * TERABYTE_MONTH:,.0f} €")
    yield (
        "drawn at once: by 64 GiB of memory; by a page of 300 MiB",
        *(
            f"{MEMORY / found.memory:,.0f} articles; {PAGE / found.page:,.0f}",
            "",
        ),
    )


def _identity(many: int, found: Measured) -> str:
    count = many * NEW_NAMES
    return f"{_number(count)}; {_hours(count * found.naming[1])}"


def _packed(found: Iterable[Extracted | Skipped], known: Thesaurus) -> None:
    """Make N-Quads of them, as for shards."""
    done = [each.extraction for each in found if isinstance(each, Extracted)]
    for start in range(0, len(done), ARTICLES):
        some = done[start : start + ARTICLES]
        lines = (line for each in some for line in to_lines(each, "x"))
        concepts = (f"{quad} .\n" for each in some for quad in concept_quads(known, entities_used(each)))
        packed((*lines, *concepts))


def _stored(out: Path, found: Iterable[Extracted | Skipped], known: Thesaurus) -> None:
    """Store extractions as a build does."""
    with Store.open(out, create=True, thesaurus=known) as store:
        store.add_many()
        for each in found:
            if isinstance(each, Extracted):
                store.add(each.extraction, each.extractor or "")


def _drawing(out: Path, known: Thesaurus) -> tuple[float, int]:
    """Seconds of one core, and the most memory that was held meanwhile, which is measured in another go."""
    with Store.open(out) as store:
        draw(store, out, known)  # what is done once per process
        took, _ = _timed(lambda: draw(store, out, known))
        tracemalloc.start()
        draw(store, out, known)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return took, peak


def _disputing(out: Path, known: Thesaurus) -> tuple[float, float]:
    with Store.open(out, read_only=True) as store:
        held = list(store.extractions())
    held = list(applied(held, resolve(held, known)))
    some = held[: len(held) // 2]
    first, second = (_timed(lambda part=part: disputes(part, known))[0] / len(part) for part in (some, held))  # type: ignore[misc]
    return first, second


def _naming(count: int, known: Thesaurus) -> float:
    bearers = {}
    for type_, name in names(count):
        id_ = f"{kind_of(type_)}.{slug(name)}"
        bearers[id_] = Bearer(id_, type_, (name,), articles=1)
    return _timed(lambda: settled(bearers, known))[0] / count


def _articles(paths: Sequence[str]) -> list[Article]:
    return [each for each in read_inputs(paths) if isinstance(each, Article)]


def _timed(work: Callable[[], T], clock: Callable[[], float] = time.process_time) -> tuple[float, T]:
    began = clock()
    result = work()
    return clock() - began, result


def _size(folder: Path) -> int:
    """Bytes on the disk: Oxigraph reserves more than it fills."""
    return sum(each.stat().st_blocks * 512 for each in folder.rglob("*") if each.is_file())


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _head() -> tuple[str, ...]:
    return "", *(f"{_number(each)} articles" for each in SIZES)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _number(value: float) -> str:
    for size, name in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if value >= size:
            return f"{value / size:.3g}{name}"
    return f"{value:,.0f}"


def _bytes(value: float) -> str:
    for size, name in ((1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if value >= size:
            return f"{value / size:.3g} {name}"
    return f"{value / 1e3:.1f} kB"


def _hours(seconds: float) -> str:
    hours = seconds / 3600
    if hours < 1:
        return f"{hours * 60:.1f} minutes"
    return f"{hours / 24:,.0f} days" if hours >= 72 else f"{hours:.1f} hours"


if __name__ == "__main__":
    main()
