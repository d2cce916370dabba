"""The command line. Each command opens the library, makes one call and prints."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from graph import console, options
from graph.errors import ClaimgraphError
from graph.formats import Format, render

if TYPE_CHECKING:
    from graph.build import Settings
    from graph.listing import Found, Labels
    from graph.store import Store
    from ontology.records import Extraction
    from ontology.thesaurus import Thesaurus

HELP = """News articles in English and Norwegian to a graph of claims: who did what to whom, who says so, in what words.

Exit codes: 0 fine, 1 the input or the data is at fault, 2 the command line is."""

app = typer.Typer(help=HELP, add_completion=False, rich_markup_mode=None)


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


@app.command()
def build(
    paths: options.Paths,
    out: options.Out,
    language: options.Language = None,
    model: options.Models = None,
    thesaurus: options.Thesaurus = None,
    validate: options.Validate = False,
    quiet: options.Quiet = False,
) -> None:
    """Read articles into a graph: store, graph.html, graph.gexf, graph.nq, and a summary.

    In a folder that holds a graph, articles that it knows are passed over and the others added.
    """
    _build(paths, out, _settings(language, model, thesaurus), create=True, validate=validate, quiet=quiet)


@app.command()
def add(
    folder: options.Folder,
    paths: options.Paths,
    language: options.Language = None,
    model: options.Models = None,
    thesaurus: options.Thesaurus = None,
    quiet: options.Quiet = False,
) -> None:
    """Read more articles into a graph that exists."""
    _build(paths, folder, _settings(language, model, thesaurus), create=False, validate=False, quiet=quiet)


@app.command()
def remove(
    folder: options.Folder,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids, or the paths they were read from.")],
    thesaurus: options.Thesaurus = None,
) -> None:
    """Take articles out of a graph, as if they had never been in."""
    from graph.build import remove as take_out
    from ontology.thesaurus import load

    gone = take_out(folder, articles, load(thesaurus or ()))
    console.say(f"{gone} article{'' if gone == 1 else 's'} removed")


@app.command()
def extract(
    paths: options.Paths,
    language: options.Language = None,
    model: options.Models = None,
    thesaurus: options.Thesaurus = None,
    quiet: options.Quiet = False,
) -> None:
    """Print what each article says, one JSON line per article; nothing is stored."""
    from extractors.articles import Skipped
    from extractors.jsonl import dumps
    from graph.build import extract as extractions

    read = 0
    with console.progress(quiet=quiet) as progress:
        for item in extractions(paths, _settings(language, model, thesaurus)):
            progress(item.path)
            if isinstance(item, Skipped):
                console.complain(f"left out: {item}")
            else:
                console.put([dumps(item.extraction, extractor=item.extractor)])
                read += 1
    _exit_unless(read, "nothing could be read")


@app.command()
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
) -> None:
    """List claims, each with its quote and its source."""
    from graph import listing
    from ontology.thesaurus import load

    with _store(folder) as store:
        held = list(store.extractions())
    known = load(thesaurus or ())
    named = _named(held, known, entity, relation, said_by)
    wanted = listing.Filter(**named, polarity=polarity, modality=modality, since=since, until=until, open=with_open)
    _put_claims(listing.claims(held, wanted), form, listing.labels(held, known))


@app.command()
def entities(
    folder: options.Folder,
    type_: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="CLASS", help="Of this class; may be repeated.", show_default=False),
    ] = None,
    thesaurus: options.Thesaurus = None,
    form: options.Form = Format.TABLE,
) -> None:
    """List the people, places, groups ... with all their names."""
    from graph import listing
    from graph.build import view_of
    from graph.lookup import find_classes
    from ontology.thesaurus import load

    with _store(folder) as store:
        nodes = listing.entities(view_of(store, load(thesaurus or ())), find_classes(type_ or ()))
    console.put(render([listing.entity_row(node, form) for node in nodes], form, listing.ENTITY_COLUMNS))


@app.command()
def explain(
    folder: options.Folder,
    one: Annotated[str, typer.Argument(metavar="A", help="A name.")],
    relation: Annotated[str | None, typer.Argument(metavar="[REL]", help="A relation.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="Another name.")] = None,
    thesaurus: options.Thesaurus = None,
    form: Annotated[Format | None, typer.Option("--format", "-f", help="How to print it, if not in words.")] = None,
) -> None:
    """Show the evidence that joins A and B: every quote, its place, its source, and who says so."""
    from graph import listing
    from graph.lookup import is_relation
    from ontology.thesaurus import load

    if relation is not None and other is None and not is_relation(relation):
        relation, other = None, relation
    known = load(thesaurus or ())
    with _store(folder) as store:
        held = list(store.extractions())
    found = listing.explain(held, known, one, relation, other)
    if form is None:
        console.put(listing.evidence(found, listing.labels(held, known)))
    else:
        _put_claims(found, form, listing.labels(held, known))


@app.command()
def query(
    folder: options.Folder,
    sparql: Annotated[
        str, typer.Argument(metavar="SPARQL|NAME|-", help="SPARQL, the name of a query, or - to read one.")
    ],
    form: options.Form = Format.TABLE,
) -> None:
    """Ask the graph in SPARQL. `claimgraph query DIR list` names the queries that are there."""
    from graph.answers import lines
    from graph.queries import find_query

    if sparql == "list":
        console.put(_query_names())
        return
    text = sys.stdin.read() if sparql == "-" else find_query(sparql)
    with _store(folder) as store:
        console.put(lines(store.query(text), form))


@app.command()
def export(
    folder: options.Folder,
    form: options.ExportForm,
    thesaurus: options.Thesaurus = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to; - is standard output.")] = Path(
        "-"
    ),
) -> None:
    """Write the graph in another format: Gephi's (gexf, graphml, csv) or one of RDF."""
    from graph.exporting import write
    from ontology.thesaurus import load

    with _store(folder) as store:
        for path in write(store, form, out, load(thesaurus or ())):
            console.say(f"written: {path}")


@app.command("open")
def open_(folder: options.Folder) -> None:
    """Show the graph in the browser."""
    import webbrowser

    from graph.build import HTML
    from graph.errors import NotAStoreError

    page = folder / HTML
    if not page.is_file():
        raise NotAStoreError(f"{page}: no such file; `claimgraph build` makes it")
    console.put([str(page)])
    webbrowser.open(page.resolve().as_uri())


def _build(paths: list[str], out: Path, settings: Settings, *, create: bool, validate: bool, quiet: bool) -> None:
    from graph import summary
    from graph.build import build

    with console.progress(quiet=quiet) as progress:
        done = build(paths, out, settings, create=create, progress=progress)
    for line in summary.skipped(done):
        console.complain(line)
    if not quiet:
        console.put(summary.lines(done, out))
    _exit_unless(done.read, "nothing could be read")
    if validate:
        _validate(out)


def _validate(out: Path) -> None:
    from graph.validate import validate

    with _store(out) as store:
        found = list(validate(store))
    for problem in found:
        console.complain(str(problem))
    _exit_unless(not found, "the graph is not as it must be")


def _settings(language: str | None, models: list[str] | None, thesaurus: list[Path] | None) -> Settings:
    from graph.build import Settings

    named = dict(each.split("=", 1) for each in models or ())
    return Settings(language=language, models=named, thesaurus=tuple(thesaurus or ()))


def _store(folder: Path) -> Store:
    from graph.store import Store

    return Store.open(folder, read_only=True)


def _named(
    held: list[Extraction], thesaurus: Thesaurus, entity: str | None, relations: list[str] | None, said_by: str | None
) -> _Names:
    """What is named on the command line, as the graph names it."""
    from graph.listing import lemmas
    from graph.lookup import find_relation, names

    known = names(held, thesaurus)
    return {
        "entities": known.find(entity) if entity is not None else None,
        "relations": frozenset(find_relation(each, also=lemmas(held)) for each in relations or ()),
        "said_by": known.find(said_by) if said_by is not None else None,
    }


def _put_claims(found: list[Found], form: Format, known: Labels) -> None:
    from graph import listing

    console.put(render([listing.row(each, form, known) for each in found], form, listing.CLAIM_COLUMNS))
    if not found:
        console.say("no claims")


def _query_names() -> list[str]:
    from ontology.named_queries import named_queries

    return [f"{each.name:<24}{each.help}" for each in named_queries().values()]


def _at_fault() -> tuple[type[Exception], ...]:
    """The errors whose message is for the user. Asked for only when one is on its way, so the imports cost nothing."""
    from extractors.pipelines import ModelError
    from ontology.thesaurus import ThesaurusError

    return ClaimgraphError, ModelError, ThesaurusError


def _exit_unless(fine: object, message: str) -> None:
    if not fine:
        console.complain(message)
        raise typer.Exit(1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give back its exit code; what is at fault is said in one line."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    console.prepare()
    try:
        command = typer.main.get_command(app)
        code = command.main(arguments or ["--help"], prog_name="claimgraph", standalone_mode=False)
    except typer.TyperException as error:
        console.complain(error.format_message())
        return error.exit_code
    except _at_fault() as error:
        console.complain(str(error))
        return 1
    except OSError as error:
        console.complain(console.in_one_line(error))
        return 1
    return code if isinstance(code, int) else 0
