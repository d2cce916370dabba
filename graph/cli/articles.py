"""The commands that take articles in and out: build, add, remove, extract."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph import console
from graph.cli import options
from graph.cli.shared import exit_unless, opened

if TYPE_CHECKING:
    from graph.building import Settings


def build(
    paths: options.Paths,
    out: options.Out,
    language: options.Language = None,
    model: options.Models = None,
    thesaurus: options.Thesaurus = None,
    url: options.Url = None,
    jobs: options.Jobs = None,
    validate: options.Validate = False,
    quiet: options.Quiet = False,
) -> None:
    """Read articles into a graph: store, graph.html, graph.gexf, graph.nq, and a summary.

    In a folder that holds a graph, articles that it knows are passed over and the others added.
    """
    settings = _settings(language, model, thesaurus, jobs)
    _build(paths, out, settings, url, create=True, validate=validate, quiet=quiet)


def add(
    folder: options.Folder,
    paths: options.Paths,
    language: options.Language = None,
    model: options.Models = None,
    thesaurus: options.Thesaurus = None,
    url: options.Url = None,
    jobs: options.Jobs = None,
    quiet: options.Quiet = False,
) -> None:
    """Read more articles into a graph that exists."""
    settings = _settings(language, model, thesaurus, jobs)
    _build(paths, folder, settings, url, create=False, validate=False, quiet=quiet)


def remove(
    folder: options.Folder,
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Ids, paths they were read from, titles or URLs.")
    ],
    thesaurus: options.Thesaurus = None,
    url: options.Url = None,
) -> None:
    """Take articles out of a graph, as if they had never been in."""
    from graph.building import remove as take_out
    from ontology.thesaurus import load

    gone = take_out(folder, articles, load(thesaurus or ()), url)
    console.say(f"{gone} article{'' if gone == 1 else 's'} removed")


def extract(
    paths: options.Paths,
    language: options.Language = None,
    model: options.Models = None,
    thesaurus: options.Thesaurus = None,
    jobs: options.Jobs = None,
    quiet: options.Quiet = False,
) -> None:
    """Print what each article says, one JSON line per article; nothing is stored."""
    from extractors.articles import Skipped
    from extractors.jsonl import dumps
    from graph.building import extract as extractions

    read = 0
    with console.progress(lambda: _files(paths), quiet=quiet) as progress:
        for item in extractions(paths, _settings(language, model, thesaurus, jobs)):
            progress(item.path)
            if isinstance(item, Skipped):
                console.complain(f"left out: {item}")
            else:
                console.put([dumps(item.extraction, extractor=item.extractor)])
                read += 1
    exit_unless(read, "nothing could be read")


def _build(
    paths: list[str], out: Path, settings: Settings, url: str | None, *, create: bool, validate: bool, quiet: bool
) -> None:
    from graph import summary
    from graph.building import build

    with console.progress(lambda: _files(paths, out), quiet=quiet) as progress:
        done = build(paths, out, settings, create=create, url=url, progress=progress)
    for line in summary.skipped(done):
        console.complain(line)
    if not quiet:
        console.put(summary.lines(done, out))
    exit_unless(done.read, "nothing could be read")
    if validate:
        _validate(out)


def _files(paths: list[str], out: Path | None = None) -> int:
    """How many files there are to read."""
    from extractors.articles import sources

    return sum(1 for _ in sources.find(paths, [out] if out else []))


def _validate(out: Path) -> None:
    from graph.storage.validate import validate

    with opened(out) as store:
        found = list(validate(store))
    for problem in found:
        console.complain(str(problem))
    exit_unless(not found, "the graph is not as it must be")


def _settings(
    language: str | None, models: list[str] | None, thesaurus: list[Path] | None, jobs: int | None
) -> Settings:
    from graph.building import Settings
    from graph.workers import cores

    named = dict(each.split("=", 1) for each in models or ())
    return Settings(language=language, models=named, thesaurus=tuple(thesaurus or ()), jobs=jobs or cores())
