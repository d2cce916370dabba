"""The command that serves a graph to other programs: serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph import console
from graph.cli import options

MIB = 1 << 20


def serve(
    folder: options.Folder,
    host: Annotated[
        str, typer.Option(help="The address to listen at; others than your own machine can reach some.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option(help="The port; 0 is any that is free.", min=0, max=65535)] = 7878,
    time_limit: Annotated[
        float, typer.Option(metavar="SECONDS", help="How long a query may take.", min=0.1, max=86400)
    ] = 30.0,
    size_limit: Annotated[int, typer.Option(metavar="MIB", help="How large an answer may be.", min=1)] = 32,
    memory_limit: Annotated[int, typer.Option(metavar="MIB", help="How much memory a query may take.", min=64)] = 1024,
    workers: Annotated[int, typer.Option(help="How many queries run at once; 0 asks the machine.", min=0)] = 0,
    origin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN", help="A web site whose pages may read the answers; may be repeated; none is `none`."
        ),
    ] = None,
    quiet: options.Quiet = False,
) -> None:
    """Answer SPARQL at /sparql, with a query page at / and the explorer at /explorer; read only, until Ctrl-C."""
    try:
        from graph.serve.pool import Limits
        from graph.serve.run import serve as run
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    _must_be_here(folder)
    origins = [each for each in origin or ["*"] if each != "none"]
    run(
        folder,
        host=host,
        port=port,
        log=(lambda _line: None) if quiet else console.say,
        ready=lambda url: console.say(f"{folder} is served at {url}, SPARQL at {url}sparql; Ctrl-C ends it"),
        limits=Limits(time_limit, size_limit * MIB, memory_limit * MIB, workers=workers),
        origins=origins,
    )


def _must_be_here(folder: Path) -> None:
    from graph.errors import StoreError
    from graph.storage.store_files import StoreFiles

    url = StoreFiles(folder).remote()
    if url is not None:
        raise StoreError(f"the graph of {folder} is kept at {url}, which answers SPARQL itself")


def _missing(error: ModuleNotFoundError) -> Exception:
    from graph.errors import ServerMissingError

    if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn"):
        return error
    return ServerMissingError("serving needs the extra `serve`: pip install 'claimgraph[serve]'")
