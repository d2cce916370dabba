"""What commands share: opening what the user named, and printing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from graph import console
from graph.asking.formats import Format, render

if TYPE_CHECKING:
    from graph.asking.listing import Found, Labels
    from graph.storage.store import Store


def opened(folder: Path, url: str | None = None) -> Store:
    """The store of a folder, or that of a server, to read."""
    from graph.storage.store import Store

    return Store.open(folder, read_only=True, url=url)


def put_claims(found: list[Found], form: Format, known: Labels) -> None:
    """Print claims, and say so where there are none."""
    from graph.asking import listing

    console.put(render([listing.row(each, form, known) for each in found], form, listing.CLAIM_COLUMNS))
    if not found:
        console.say("no claims")


def exit_unless(fine: object, message: str) -> None:
    """End with exit code 1 and a line that says why."""
    if not fine:
        console.complain(message)
        raise typer.Exit(1)
