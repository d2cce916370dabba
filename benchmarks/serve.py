"""Many clients at once on the endpoint, for a minute, with the queries that come along.

    python -m benchmarks.serve --clients 100 --seconds 60

prints how many requests were answered, how many failed, how long they took (half of them, 99 of 100, the longest), and
how the memory of the server and its workers grew. With ``--hostile`` some clients ask queries that never end.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Final
from urllib.parse import quote, urlsplit

from benchmarks.data import EXTRACTOR, extractions
from benchmarks.tables import Row, show
from graph.storage.store import Store
from ontology.named_queries import named_queries
from ontology.thesaurus import Thesaurus

START: Final = "from graph.cli import main; import sys; sys.exit(main(sys.argv[1:]))"
WARM_UP: Final = 0.2
"""The part of the time that passes before memory is looked at for the first time."""
ENDLESS: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@dataclass(slots=True)
class Measured:
    """What has come of the requests so far."""

    seconds: list[float] = field(default_factory=list)
    errors: dict[int, int] = field(default_factory=dict)
    ended: int = 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a store, serve it, ask, print."""
    show(_report(_options(arguments)))


def report() -> list[Row]:
    """What a hundred clients met with in half a minute."""
    return _report(_options(["--seconds", "30"]))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--time-limit", type=float, default=30)
    parser.add_argument("--hostile", type=int, default=0, help="how many more clients ask what never ends")
    return parser.parse_args(arguments)


def _report(options: argparse.Namespace) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder), options.articles)
        command = [sys.executable, "-c", START, "serve", folder, "--port", "0", "--quiet"]
        server = subprocess.Popen(  # noqa: S603  (our own)
            [*command, "--workers", str(options.workers), "--time-limit", str(options.time_limit)],
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stderr
            found = re.search(r"http://\S+?/(?=,)", server.stderr.readline())
            assert found
            return asyncio.run(_measure(found[0], server.pid, options.clients, options.hostile, options.seconds))
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()


def _fill(folder: Path, articles: int) -> None:
    with Store.open(folder, create=True, thesaurus=Thesaurus([])) as store:
        for _, extraction in zip(range(articles), extractions(), strict=False):
            store.add(extraction, EXTRACTOR)


async def _measure(url: str, process: int, clients: int, hostile: int, seconds: float) -> list[Row]:
    end, measured = time.monotonic() + seconds, Measured()
    queries = [each.sparql for each in named_queries().values()]
    async with asyncio.TaskGroup() as group:
        for number in range(clients):
            group.create_task(_client(url, queries, end, measured, random.Random(number)))  # noqa: S311
        for number in range(hostile):
            group.create_task(_client(url, [ENDLESS], end, measured, random.Random(number)))  # noqa: S311
        await asyncio.sleep(seconds * WARM_UP)
        before = _memory(process)
        await asyncio.sleep(seconds * (1 - WARM_UP) * 0.95)
        after = _memory(process)
    return _rows(measured, seconds, before, after)


async def _client(url: str, queries: Sequence[str], end: float, measured: Measured, chance: random.Random) -> None:
    """Ask one query after the other on one connection, until the time is over."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    reader, writer = await asyncio.open_connection(host, port)
    while time.monotonic() < end:
        target = f"/sparql?query={quote(chance.choice(queries))}"
        began = time.monotonic()
        writer.write(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nAccept: text/csv\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        size = re.search(r"content-length: (\d+)", head)
        await reader.readexactly(int(size[1]) if size else 0)
        status = int(head.split()[1])
        if queries == [ENDLESS]:
            measured.ended += status in (504, 503)
        elif status == 200:
            measured.seconds.append(time.monotonic() - began)
        else:
            measured.errors[status] = measured.errors.get(status, 0) + 1
    writer.close()
    await writer.wait_closed()


def _memory(process: int) -> float:
    """MiB that a process and its children hold; where there is no /proc, nothing is known."""
    try:
        tasks = Path(f"/proc/{process}/task").iterdir()
        children = [int(each) for task in tasks for each in (task / "children").read_text().split()]
        found = (
            re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{each}/status").read_text()) for each in (process, *children)
        )
        return sum(int(each[1]) for each in found if each) / 1024
    except FileNotFoundError:
        return float("nan")


def _rows(measured: Measured, seconds: float, before: float, after: float) -> list[Row]:
    cuts = quantiles(measured.seconds, n=100)
    return [
        {
            "answers": len(measured.seconds),
            "a second": round(len(measured.seconds) / seconds),
            "errors": " ".join(f"{status}: {count}" for status, count in measured.errors.items()) or 0,
            "half within, ms": round(cuts[49] * 1000),
            "99 of 100 within, ms": round(cuts[98] * 1000),
            "the longest, ms": round(max(measured.seconds) * 1000),
            "MiB, server and workers": round(before),
            "MiB at the end": round(after),
            "queries without end, ended": measured.ended,
        }
    ]


if __name__ == "__main__":
    main()
