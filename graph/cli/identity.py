"""The commands on identity: same and different say who is who, identity shows what is held to be one and why."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph import console
from graph.asking.formats import Format, render
from graph.cli import options
from graph.cli.shared import opened

if TYPE_CHECKING:
    from ontology.records import Verdict

One = Annotated[str, typer.Argument(metavar="A", help="A name or an id.")]
Other = Annotated[str, typer.Argument(metavar="B", help="Another.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take the judgement back.")]
Why = Annotated[
    str, typer.Option(metavar="TEXT", help="The reason, to be kept with the judgement.", show_default=False)
]


class Status(StrEnum):
    """How far the identity of two entities is settled."""

    UNDECIDED = "undecided"
    MERGED = "merged"
    SAME = "same"
    DIFFERENT = "different"


def same(
    folder: options.Folder,
    one: One,
    other: Other,
    undo: Undo = False,
    why: Why = "",
    thesaurus: options.Thesaurus = None,
    url: options.Url = None,
) -> None:
    """Say that A and B are one thing; your word outranks any score."""
    _say("same", folder, one, other, undo=undo, why=why, thesaurus=thesaurus, url=url)


def different(
    folder: options.Folder,
    one: One,
    other: Other,
    undo: Undo = False,
    why: Why = "",
    thesaurus: options.Thesaurus = None,
    url: options.Url = None,
) -> None:
    """Say that A and B are two things; nothing will merge them, not by way of others either."""
    _say("different", folder, one, other, undo=undo, why=why, thesaurus=thesaurus, url=url)


def identity(
    folder: options.Folder,
    status: Annotated[
        list[Status] | None,
        typer.Option(help="Only what is undecided, merged, or said by you to be same or different; may be repeated."),
    ] = None,
    thesaurus: options.Thesaurus = None,
    url: options.Url = None,
    form: options.Form = Format.TABLE,
) -> None:
    """List what is held to be one thing and why, and what is undecided."""
    from graph.identity import resolution, review
    from ontology.thesaurus import load

    known = load(thesaurus or ())
    with opened(folder, url) as store:
        held, said = list(store.extractions()), store.judgements()
    found = review.rows(held, known, resolution(held, known, said), said)
    records = [review.row(record, form) for each, _judgement, record in found if not status or each in status]
    console.put(render(records, form, review.COLUMNS))


def _say(
    verdict: Verdict,
    folder: Path,
    one: str,
    other: str,
    *,
    undo: bool,
    why: str,
    thesaurus: list[Path] | None,
    url: str | None,
) -> None:
    from graph.building import draw
    from graph.identity.spoken import say
    from graph.storage.store import Store
    from ontology.thesaurus import load

    known = load(thesaurus or ())
    with Store.open(folder, thesaurus=known, url=url) as store:
        changed = say(store, known, verdict, one, other, why=why, undo=undo)
        if changed:
            draw(store, folder, known)
    done = "taken back" if undo else "noted" if changed else "noted before"
    console.say(f"{done}: {one} and {other} are {'the same' if verdict == 'same' else 'different'}")
