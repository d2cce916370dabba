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
        _compare(held, Path(folder), options.repeat, with_rdflib=not options.without_rdflib)


def _compare(held: Sequence[Quad], folder: Path, repeat: int, *, with_rdflib: bool) -> None:
    loading, bare = _timed(lambda: _bare(held, folder / "bare"))
    print(f"{len(held):,} quads; pyoxigraph loads them in {loading:.1f} s")
    theirs = None
    if with_rdflib:
        loading, theirs = _timed(lambda: _rdflib(held))
        print(f"rdflib loads them in {loading:.1f} s")
    with _store(folder / "ours", bare) as store:
        print(f"{'query':24}{'rows':>8}{'store':>10}{'bare':>10}{'rdflib':>10}{'to bare':>9}{'to rdflib':>11}")
        to_bare, to_rdflib, total = [], [], [0.0, 0.0, 0.0]
        for query in named_queries().values():
            ours, answer = _best(lambda sparql=query.sparql: store.query(sparql), repeat)  # type: ignore[misc]
            plain, rows = _best(lambda sparql=query.sparql: _ask(bare, sparql), repeat)  # type: ignore[misc]
            slow = _timed(lambda sparql=query.sparql: len(list(theirs.query(sparql))))[0] if theirs else None  # type: ignore[misc]
            assert len(answer.rows) == rows
            to_bare.append(ours / plain)
            total = [sum(pair) for pair in zip(total, (ours, plain, slow or 0.0), strict=True)]
            line = f"{query.name:24}{rows:8}{ours:10.3f}{plain:10.3f}"
            if slow is not None:
                to_rdflib.append(slow / ours)
                line += f"{slow:10.2f}{ours / plain:9.2f}{slow / ours:11.1f}"
            else:
                line += f"{'':10}{ours / plain:9.2f}"
            print(line, flush=True)
        print(f"{'all together':32}{total[0]:10.3f}{total[1]:10.3f}{total[2]:10.2f}")
        print(f"the store takes {statistics.geometric_mean(to_bare):.2f} times as long as bare pyoxigraph", end="")
        print(f", rdflib {statistics.geometric_mean(to_rdflib):.0f} times as long as the store" if to_rdflib else "")


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
