"""Serving until somebody ends it: a socket, uvicorn over it, and the application."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import uvicorn

from graph.errors import ClaimgraphError
from graph.serve.app import application
from graph.serve.log import Log
from graph.serve.pool import Limits, Pool

WAITING: Final = 2048
"""Connections that may wait to be accepted."""


class AddressError(ClaimgraphError):
    """The address cannot be listened at."""


def serve(
    folder: Path,
    *,
    host: str,
    port: int,
    log: Log,
    ready: Callable[[str], None],
    limits: Limits | None = None,
    origins: Sequence[str] = ("*",),
) -> None:
    """Serve the graph in a folder until an interrupt. ``ready`` gets the URL once requests are taken."""
    listening = _listen(host, port)
    app = application(folder, log=log, limits=limits, origins=origins)
    config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="on", server_header=False)
    with listening:
        asyncio.run(_checked(folder, limits))
        ready(_url(listening))
        uvicorn.Server(config).run(sockets=[listening])


async def _checked(folder: Path, limits: Limits | None) -> None:
    """Raise what is wrong with the store before the web server starts, which would hide it."""
    async with Pool(folder, limits):
        pass


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=WAITING)
    except OSError as error:
        reason = error.strerror if error.errno is None or error.errno <= 0 else os.strerror(error.errno)
        raise AddressError(f"cannot listen at {host}, port {port}: {reason}") from None


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
