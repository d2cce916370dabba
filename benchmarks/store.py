"""Queries over many quads: the store, against bare pyoxigraph and against rdflib's own store, on the same data.

    python -m benchmarks.store --quads 1000000

prints for each named query the seconds that each of the three takes, and what the store owes to either.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from benchmarks.data import quads
from benchmarks.tables import Row, show
from graph.storage.store import Store
from graph.storage.store_files import StoreFiles
from ontology.named_queries import named_queries

_T = TypeVar("_T")


def main(arguments: Sequence[str] | None = None) -> None:
    """Load, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--without-rdflib", action="store_true", help="rdflib takes minutes to load and to answer")
    options = parser.parse_args(arguments)
    held = list(quads(options.quads))
    with tempfile.TemporaryDirectory() as folder:
        show(_compare(held, Path(folder), options.repeat, with_rdflib=not options.without_rdflib))


def report(most: int = 300_000, repeat: int = 3) -> list[Row]:
    """Seconds for each named query, and for all of them together."""
    with tempfile.TemporaryDirectory() as folder:
        return _compare(list(quads(most)), Path(folder), repeat, with_rdflib=True)


def _compare(held: Sequence[Quad], folder: Path, repeat: int, *, with_rdflib: bool) -> list[Row]:
    loading, bare = _timed(lambda: _bare(held, folder / "bare"))
    rows: list[Row] = [{"query": f"loading {len(held):,} quads", "bare, s": round(loading, 1)}]
    theirs = None
    if with_rdflib:
        loading, theirs = _timed(lambda: _rdflib(held))
        rows[0] = {**rows[0], "rdflib, s": round(loading, 1)}
    with _store(folder / "ours", bare) as store:
        to_bare, to_rdflib, total = [], [], [0.0, 0.0, 0.0]
        for query in named_queries().values():
            ours, answer = _best(lambda sparql=query.sparql: store.query(sparql), repeat)  # type: ignore[misc]
            plain, count = _best(lambda sparql=query.sparql: _ask(bare, sparql), repeat)  # type: ignore[misc]
            slow = _timed(lambda sparql=query.sparql: len(list(theirs.query(sparql))))[0] if theirs else None  # type: ignore[misc]
            assert len(answer.rows) == count
            to_bare.append(ours / plain)
            total = [sum(pair) for pair in zip(total, (ours, plain, slow or 0.0), strict=True)]
            row: dict[str, str | int | float] = {"query": query.name, "rows": len(answer.rows)}
            row |= {"store, s": round(ours, 4), "bare, s": round(plain, 4), "store / bare": round(ours / plain, 2)}
            if slow is not None:
                to_rdflib.append(slow / ours)
                row |= {"rdflib, s": round(slow, 3), "rdflib / store": round(slow / ours, 1)}
            rows.append(row)
    ends: dict[str, str | int | float] = {"query": "all together", "store, s": round(total[0], 3)}
    ends |= {"bare, s": round(total[1], 3), "store / bare": round(statistics.geometric_mean(to_bare), 2)}
    if to_rdflib:
        ends |= {"rdflib, s": round(total[2], 1), "rdflib / store": round(statistics.geometric_mean(to_rdflib), 1)}
    return [*rows, ends]


def _bare(held: Sequence[Quad], folder: Path) -> pyoxigraph.Store:
    store = pyoxigraph.Store(folder)
    store.bulk_extend(held)
    store.optimize()
    return store


def _store(folder: Path, bare: pyoxigraph.Store) -> Store:
    """A store of claimgraph over a copy of the same files."""
    files = StoreFiles(folder)
    files.create()
    bare.backup(files.quads)
    files.journal.touch()
    return Store.open(folder, read_only=True)


def _rdflib(held: Sequence[Quad]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(data=pyoxigraph.serialize(held, format=RdfFormat.N_QUADS), format="nquads")
    return dataset


def _ask(store: pyoxigraph.Store, sparql: str) -> int:
    """Read every term of the answer, as anybody who wants it does."""
    answer = store.query(sparql, use_default_graph_as_union=True)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    return len([tuple(row) for row in answer])


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _best(work: Callable[[], _T], repeat: int) -> tuple[float, _T]:
    """The shortest of some runs: what else the machine does can only make them longer."""
    return min((_timed(work) for _ in range(repeat)), key=lambda each: each[0])


if __name__ == "__main__":
    main()
