"""A server for tests, as a user starts it: the command in a process of its own, on a free port."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.stores import filled_store

START = "from graph.cli import main; import sys; sys.exit(main(sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(slots=True)
class Running:
    """A server that runs, and the lines that it has written."""

    url: str
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    @property
    def endpoint(self) -> str:
        return f"{self.url}sparql"

    def request(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes | str | None = None
    ) -> Reply:
        """Exactly this request, on a connection of its own."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            connection.request(method, target, body, dict(headers or {}))
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, names, response.read())
        finally:
            connection.close()

    def ask(self, sparql: str, accept: str = "*/*", more: str = "") -> Reply:
        """A query by GET."""
        return self.request("GET", f"/sparql?query={quote(sparql, safe='')}{more}", {"Accept": accept})

    def alive(self) -> bool:
        """Whether it still answers."""
        return self.ask("ASK { ?claim a cg:Claim }", "application/sparql-results+json").body.endswith(b"true}")


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Running]:
    """Serve a folder until the block is left."""
    command = [sys.executable, "-c", START, "serve", str(folder), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stderr
    first = process.stderr.readline()
    url = re.search(r"http://\S+?/(?=,)", first)
    assert url, first + process.stderr.read()
    running = Running(url[0], process)
    reader = threading.Thread(target=running.lines.extend, args=(process.stderr,))
    reader.start()
    try:
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        reader.join()
        process.stderr.close()


def filled(folder: Path) -> Path:
    """The folder, with the samples in its store."""
    filled_store(folder).close()
    return folder
