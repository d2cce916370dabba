"""The commands that answer from a graph: claims, entities, explain, query, export, open."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from graph import console
from graph.asking.formats import Format, render
from graph.cli import options
from graph.cli.shared import opened, put_claims

if TYPE_CHECKING:
    from ontology.records import Extraction
    from ontology.thesaurus import Thesaurus


class _Names(TypedDict):
    entities: frozenset[str] | None
    relations: frozenset[str]
    said_by: frozenset[str] | None


class Polarity(StrEnum):
    """Whether a claim says that it is so."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How sure a claim is."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    PREDICTED = "predicted"
    PLANNED = "planned"
    POSSIBLE = "possible"


def claims(
    folder: options.Folder,
    entity: options.Entity = None,
    relation: options.Relation = None,
    polarity: Annotated[
        Polarity | None, typer.Option(help="That it is so, or that it is not.", show_default=False)
    ] = None,
    modality: Annotated[Modality | None, typer.Option(help="How sure it is.", show_default=False)] = None,
    said_by: options.SaidBy = None,
    since: options.Since = None,
    until: options.Until = None,
    with_open: options.Open = False,
    thesaurus: options.Thesaurus = None,
    form: options.Form = Format.TABLE,
    url: options.Url = None,
) -> None:
    """List claims, each with its quote and its source."""
    from graph.asking import listing
    from graph.identity import unified
    from graph.origins import Corroboration, Origins
    from ontology.thesaurus import load

    known = load(thesaurus or ())
    with opened(folder, url) as store:
        held = unified(store, known)
    named = _named(held, known, entity, relation, said_by)
    wanted = listing.Filter(**named, polarity=polarity, modality=modality, since=since, until=until, open=with_open)
    found = listing.claims(held, wanted)
    put_claims(found, form, listing.labels(held, known))
    if found and form is Format.TABLE:
        told = Origins(held, known).of((each.claim, each.article.id) for each in found)
        console.say(Corroboration(told).chain)


def entities(
    folder: options.Folder,
    type_: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="CLASS", help="Of this class; may be repeated.", show_default=False),
    ] = None,
    thesaurus: options.Thesaurus = None,
    form: options.Form = Format.TABLE,
    url: options.Url = None,
) -> None:
    """List the people, places, groups ... with all their names."""
    from graph.asking import listing
    from graph.asking.lookup import find_classes
    from graph.building import view_of
    from ontology.thesaurus import load

    with opened(folder, url) as store:
        nodes = listing.entities(view_of(store, load(thesaurus or ())), find_classes(type_ or ()))
    console.put(render([listing.entity_row(node, form) for node in nodes], form, listing.ENTITY_COLUMNS))


def explain(
    folder: options.Folder,
    one: Annotated[str, typer.Argument(metavar="A", help="A name.")],
    relation: Annotated[str | None, typer.Argument(metavar="[REL]", help="A relation.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="Another name.")] = None,
    thesaurus: options.Thesaurus = None,
    form: Annotated[Format | None, typer.Option("--format", "-f", help="How to print it, if not in words.")] = None,
    url: options.Url = None,
) -> None:
    """Show the evidence that joins A and B: every quote, its place, its source, and who says so.

    Where there is none, show the claims that come nearest, and why they do not join the two.
    """
    from graph.asking import listing, why
    from graph.asking.lookup import is_relation
    from graph.identity import resolve
    from graph.identity.applied import applied
    from ontology.thesaurus import load

    if relation is not None and other is None and not is_relation(relation):
        relation, other = None, relation
    known = load(thesaurus or ())
    with opened(folder, url) as store:
        stored = list(store.extractions())
        canonical = resolve(stored, known, store.judgements())
    held = applied(stored, canonical)
    labels = listing.labels(held, known)
    try:
        found = listing.explain(held, known, one, relation, other)
    except listing.NothingFoundError:
        if form is None and other is not None:
            console.put(why.not_joined(why.nearest(held, known, one, relation, other), labels))
        raise
    if form is not None:
        put_claims(found, form, labels)
        return
    if other is not None:
        console.put(why.worth(found, held, known, labels))
    console.put(listing.evidence(found, labels))
    console.put(why.merges(found, stored, canonical))


def query(
    folder: options.Folder,
    sparql: Annotated[
        str, typer.Argument(metavar="SPARQL|NAME|-", help="SPARQL, the name of a query, or - to read one.")
    ],
    form: options.Form = Format.TABLE,
    url: options.Url = None,
) -> None:
    """Ask the graph in SPARQL. `claimgraph query DIR list` names the queries that are there."""
    from graph.asking.answers import lines
    from graph.asking.queries import find_query

    if sparql == "list":
        console.put(_query_names())
        return
    text = sys.stdin.read() if sparql == "-" else find_query(sparql)
    with opened(folder, url) as store:
        console.put(lines(store.query(text), form))


def export(
    folder: options.Folder,
    form: options.ExportForm,
    thesaurus: options.Thesaurus = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to; - is standard output.")] = Path(
        "-"
    ),
    url: options.Url = None,
) -> None:
    """Write the graph in another format: for Gephi, as tables, for FollowTheMoney, or one of RDF."""
    from graph.exports.registry import write
    from ontology.thesaurus import load

    with opened(folder, url) as store:
        for path in write(store, form, out, load(thesaurus or ())):
            console.say(f"written: {path}")


def open_(folder: options.Folder) -> None:
    """Show the graph in the browser."""
    import webbrowser

    from graph.building import HTML
    from graph.errors import NotAStoreError

    page = folder / HTML
    if not page.is_file():
        raise NotAStoreError(f"{page}: no such file; `claimgraph build` makes it")
    console.put([str(page)])
    webbrowser.open(page.resolve().as_uri())


def _named(
    held: list[Extraction], thesaurus: Thesaurus, entity: str | None, relations: list[str] | None, said_by: str | None
) -> _Names:
    """What is named on the command line, as the graph names it."""
    from graph.asking.listing import lemmas
    from graph.asking.lookup import find_relation, names

    known = names(held, thesaurus)
    return {
        "entities": known.find(entity) if entity is not None else None,
        "relations": frozenset(find_relation(each, also=lemmas(held)) for each in relations or ()),
        "said_by": known.find(said_by) if said_by is not None else None,
    }


def _query_names() -> list[str]:
    from ontology.named_queries import named_queries

    return [f"{each.name:<24}{each.help}" for each in named_queries().values()]
