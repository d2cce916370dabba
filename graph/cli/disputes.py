"""The commands about disagreement and change: disputes, timeline, diff, history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph import console
from graph.asking.formats import Format, render
from graph.cli import options
from graph.cli.shared import opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontology.records import Extraction, Judgement
    from ontology.thesaurus import Thesaurus


def disputes(
    folder: options.Folder,
    entity: options.Entity = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Of this kind; may be repeated.", show_default=False),
    ] = None,
    known_on: options.KnownOn = None,
    thesaurus: options.Thesaurus = None,
    form: options.Form = Format.TABLE,
    url: options.Url = None,
) -> None:
    """List what sources contradict each other about, with both sides. Nobody is declared right."""
    from graph import disputes as ledger_of
    from graph.asking import ledger, listing
    from graph.asking.lookup import find_kinds, names
    from graph.origins import Origins

    held, known, _ = _held(folder, thesaurus, known_on, url)
    wanted = names(held, known).find(entity) if entity is not None else None
    kinds = find_kinds(kind or ())
    found = [
        each
        for each in ledger_of.disputes(held, known)
        if (not kinds or each.kind in kinds)
        and (
            wanted is None or any(not wanted.isdisjoint(listing.ends(cited.claim)) for cited in each.left + each.right)
        )
    ]
    labels = ledger.names_of(
        (cited for each in found for cited in each.left + each.right), known, listing.labels(held, known)
    )
    origins = Origins(held, known)
    rows = [ledger.dispute_row(each, form, labels, origins) for each in found]
    console.put(render(rows, form, ledger.DISPUTE_COLUMNS))
    if not found:
        console.say("no disputes")


def timeline(
    folder: options.Folder,
    name: Annotated[str, typer.Argument(metavar="PLACE-OR-ACTOR", help="A name.", show_default=False)],
    known_on: options.KnownOn = None,
    thesaurus: options.Thesaurus = None,
    form: options.Form = Format.TABLE,
    url: options.Url = None,
) -> None:
    """Show who held, or was at, what and when, according to whom, and since when the graph knows it."""
    from graph.asking import ledger, listing
    from graph.asking.lookup import names
    from graph.disputes import states
    from graph.origins import Origins

    held, known, learned = _held(folder, thesaurus, known_on, url)
    wanted = names(held, known).find(name)
    found = [each for each in states(held, known) if each.place in wanted or each.actor in wanted]
    labels = ledger.names_of((cited for each in found for cited in each.cited), known, listing.labels(held, known))
    origins = Origins(held, known)
    rows = [ledger.state_row(each, form, labels, origins, learned) for each in found]
    console.put(render(rows, form, ledger.STATE_COLUMNS))
    if not found:
        console.say("nothing is said about who held what")


def diff(
    before: Annotated[Path, typer.Argument(metavar="DIR1", help="A graph.", show_default=False)],
    after: Annotated[Path, typer.Argument(metavar="DIR2", help="One with more articles.", show_default=False)],
    thesaurus: options.Thesaurus = None,
    form: options.Form = Format.TABLE,
) -> None:
    """Say what the articles of DIR2 that are not in DIR1 contradict, confirm, repeat and add."""
    from graph.asking import ledger, listing
    from graph.asking.changes import news
    from graph.origins import Origins

    judgements: list[Judgement] = []
    both: list[list[Extraction]] = []
    for folder in (before, after):
        with opened(folder) as store:
            both.append(list(store.extractions()))
            judgements += store.judgements()
    ids = [{each.article.id for each in held} for held in both]
    together = {each.article.id: each for held in both for each in held}
    held, known = _unified([together[each] for each in sorted(together)], judgements, thesaurus)
    old, new = ([each for each in held if each.article.id in inside] for inside in ids)
    found = news(old, new, known)
    cited = (cited for each in found for cited in (*each.claims, *each.before))
    labels, origins = ledger.names_of(cited, known, listing.labels(held, known)), Origins(held, known)
    console.put(render([ledger.news_row(each, form, labels, origins) for each in found], form, ledger.NEWS_COLUMNS))
    gone = len(ids[0] - ids[1])
    if gone:
        console.say(f"{gone} article{'' if gone == 1 else 's'} of {before} not in {after}")


def history(folder: options.Folder, form: options.Form = Format.TABLE) -> None:
    """List the articles that gave way to changed versions, and from when to when they were what was known."""
    from graph.asking import ledger

    with opened(folder) as store:
        versions = store.history.versions()
    console.put(render([ledger.version_row(each, form) for each in versions], form, ledger.VERSION_COLUMNS))
    if not versions:
        console.say("no article has been superseded")


def _held(
    folder: Path, thesaurus: list[Path] | None, date: str | None, url: str | None
) -> tuple[list[Extraction], Thesaurus, Mapping[str, str]]:
    """What a graph says, now or on a day, under canonical ids; and since when it knows each article."""
    from graph.storage.history import known_on

    with opened(folder, url) as store:
        held = list(store.extractions()) if date is None else known_on(store, date)
        return (*_unified(held, store.judgements(), thesaurus), store.journal.learned())


def _unified(
    held: list[Extraction], judgements: list[Judgement] | tuple[Judgement, ...], thesaurus: list[Path] | None
) -> tuple[list[Extraction], Thesaurus]:
    """The extractions under canonical ids, with the thesaurus that tells them."""
    from graph.identity import resolve
    from graph.identity.applied import applied
    from ontology.thesaurus import load

    known = load(thesaurus or ())
    return applied(held, resolve(held, known, judgements)), known
