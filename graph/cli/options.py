"""The options that commands share, so that each means the same everywhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from graph.asking.formats import Format

LANGUAGES = ("en", "nb", "nn")
EXPORTS = tuple("gexf gexf-timeline graphml csv claims parquet ftm nquads trig turtle jsonld rdf12 nanopubs".split())
URL = re.compile(r"https?://[^/\s]")
SCHEDULER = re.compile(r"((tcp|tls|wss?)://)?([\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _language(value: str | None) -> str | None:
    if value is not None and value not in LANGUAGES:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(LANGUAGES)}")
    return value


def _models(values: list[str] | None) -> list[str]:
    for value in values or []:
        language, _, name = value.partition("=")
        if language not in LANGUAGES or not name:
            raise typer.BadParameter(f"{value!r} is not LANGUAGE=NAME with one of the languages {', '.join(LANGUAGES)}")
    return values or []


def _date(value: str | None) -> str | None:
    if value is not None and not DATE.fullmatch(value):
        raise typer.BadParameter(f"{value!r} is not a date such as 2017, 2017-10 or 2017-10-15")
    return value


def _export_form(value: str) -> str:
    if value not in EXPORTS:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(EXPORTS)}")
    return value


def _url(value: str | None) -> str | None:
    if value is not None and not URL.match(value):
        raise typer.BadParameter(f"{value!r} is no address such as http://localhost:7878/")
    return value


def _cluster(value: str | None) -> str | None:
    if value is not None and not SCHEDULER.fullmatch(value):
        raise typer.BadParameter(f"{value!r} is no address such as tcp://127.0.0.1:8786")
    return value


def _thesaurus(values: list[Path] | None) -> list[Path]:
    for value in values or []:
        if not value.is_file():
            raise typer.BadParameter(f"{value}: no such file")
    return values or []


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders or patterns; - reads standard input.", show_default=False),
]
Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder of a graph, as `build` made it.", show_default=False)
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for the graph.", show_default=False)]
Url = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        callback=_url,
        help="The SPARQL 1.1 server that keeps the graph; DIR remembers it.",
        show_default=False,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        metavar="LANG", callback=_language, help="Take all articles to be in en, nb or nn.", show_default=False
    ),
]
Models = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="LANG=NAME",
        callback=_models,
        help="A spaCy model for a language; may be repeated.",
        show_default=False,
    ),
]
Thesaurus = Annotated[
    list[Path] | None,
    typer.Option(
        "--thesaurus",
        metavar="FILE",
        callback=_thesaurus,
        help="Names of your own (SKOS, Turtle); may be repeated.",
        show_default=False,
    ),
]
Validate = Annotated[
    bool, typer.Option("--validate", help="Check the graph against the shapes of the ontology (SHACL).")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes to read articles in; all cores unless given."),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        callback=_cluster,
        help="The Dask scheduler whose workers read the articles instead.",
        show_default=False,
    ),
]
ShardsFolder = Annotated[
    Path | None,
    typer.Option(
        "--shards",
        metavar="FOLDER",
        file_okay=False,
        help="Write sorted N-Quads here first, which `load` takes too.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what goes wrong.")]
Form = Annotated[Format, typer.Option("--format", "-f", help="How to print it.", case_sensitive=False)]
Entity = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="About this person, place, group ... under any of its names.", show_default=False
    ),
]
Relation = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Of this relation; may be repeated.", show_default=False)
]
SaidBy = Annotated[str | None, typer.Option(metavar="NAME", help="Put forward by this speaker.", show_default=False)]
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=_date, help="Not before this day, month or year.", show_default=False),
]
Until = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=_date, help="Not after this day, month or year.", show_default=False),
]
KnownOn = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", callback=_date, help="As the graph knew it at the end of that day.", show_default=False
    ),
]
Open = Annotated[bool, typer.Option("--open", help="Also claims whose relation is only the verb of the text.")]
ExportForm = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        callback=_export_form,
        help=f"One of {', '.join(EXPORTS)}.",
        show_default=False,
    ),
]
