"""A SPARQL 1.1 server that nobody here wrote: Oxigraph's own, as its package brings it, with its data in memory."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def oxigraph() -> Iterator[str]:
    """Start the server on a free port; gives its URL."""
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert binary, "the package oxigraph is not installed"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [binary, "serve", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert server.poll() is None
                time.sleep(0.02)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def clear(url: str) -> None:
    """Empty the server."""
    request = urllib.request.Request(  # noqa: S310  (our own server)
        f"{url}update", b"CLEAR ALL", {"Content-Type": "application/sparql-update"}, method="POST"
    )
    urllib.request.urlopen(request).close()  # noqa: S310
