"""The commands that take articles in and out: build, add, load, remove, extract."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph import console
from graph.cli import options
from graph.cli.shared import exit_unless, opened

if TYPE_CHECKING:
    from graph.building import Built, Settings


def build(
    paths: options.Paths,
    out: options.Out,
    language: options.Language = None,
    model: options.Models = None,
    thesaurus: options.Thesaurus = None,
    url: options.Url = None,
    jobs: options.Jobs = None,
    cluster: options.Cluster = None,
    shards: options.ShardsFolder = None,
    validate: options.Validate = False,
    quiet: options.Quiet = False,
) -> None:
    """Read articles into a graph: store, graph.html, graph.gexf, graph.nq, and a summary.

    In a folder that holds a graph, articles that it knows are passed over and the others added.
    """
    from graph import building, sharding

    settings = _settings(language, model, thesaurus, jobs, cluster)
    with console.progress(lambda: _files(paths, out), quiet=quiet) as progress:
        if shards is None:
            done = building.build(paths, out, settings, url=url, progress=progress)
        else:
            done = sharding.build(paths, out, shards, settings, url=url, progress=progress)
    _report(done, out, quiet=quiet)
    if validate:
        _validate(out)


def add(
    folder: options.Folder,
    paths: options.Paths,
    language: options.Language = None,
    model: options.Models = None,
    thesaurus: options.Thesaurus = None,
    url: options.Url = None,
    jobs: options.Jobs = None,
    cluster: options.Cluster = None,
    quiet: options.Quiet = False,
) -> None:
    """Read more articles into a graph that exists."""
    from graph.building import build

    settings = _settings(language, model, thesaurus, jobs, cluster)
    with console.progress(lambda: _files(paths, folder), quiet=quiet) as progress:
        done = build(paths, folder, settings, create=False, url=url, progress=progress)
    _report(done, folder, quiet=quiet)


def load(
    folder: options.Folder,
    shards: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Folders of shards, as `--shards` wrote them.")
    ],
    thesaurus: options.Thesaurus = None,
    url: options.Url = None,
    draw: Annotated[bool, typer.Option("--draw/--no-draw", help="Write graph.html, graph.gexf and graph.nq.")] = True,
    quiet: options.Quiet = False,
) -> None:
    """Load shards into a graph, which is made if need be. A store that holds nothing takes them in bulk."""
    from graph.sharding import load as take_in
    from ontology.thesaurus import load as thesaurus_of

    with console.progress(lambda: sum(1 for each in shards for _ in each.glob("*.nq.gz")), quiet=quiet) as progress:
        done = take_in(shards, folder, thesaurus_of(thesaurus or ()), url=url, drawing=draw, progress=progress)
    _report(done, folder, quiet=quiet)


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
    cluster: options.Cluster = None,
    shards: options.ShardsFolder = None,
    quiet: options.Quiet = False,
) -> None:
    """Print what each article says, one JSON line per article; nothing is stored.

    With --shards nothing is printed: it goes there in RDF, for `load`.
    """
    settings = _settings(language, model, thesaurus, jobs, cluster)
    if shards is None:
        _print(paths, settings, quiet=quiet)
    else:
        _write(paths, shards, settings, quiet=quiet)


def _print(paths: list[str], settings: Settings, *, quiet: bool) -> None:
    from extractors.articles import Skipped
    from extractors.jsonl import dumps
    from graph.building import extract as extractions

    read = 0
    with console.progress(lambda: _files(paths), quiet=quiet) as progress:
        for item in extractions(paths, settings):
            progress(item.path)
            if isinstance(item, Skipped):
                console.complain(f"left out: {item}")
            else:
                console.put([dumps(item.extraction, extractor=item.extractor)])
                read += 1
    exit_unless(read, "nothing could be read")


def _write(paths: list[str], shards: Path, settings: Settings, *, quiet: bool) -> None:
    from graph.sharding import write

    with console.progress(lambda: _files(paths, shards), quiet=quiet) as progress:
        done = write(paths, shards, settings, progress=progress)
    for item in done.skipped:
        console.complain(f"left out: {item}")
    exit_unless(done.read, "nothing could be read")


def _report(done: Built, out: Path, *, quiet: bool) -> None:
    from graph import summary

    for line in summary.skipped(done):
        console.complain(line)
    if not quiet:
        console.put(summary.lines(done, out))
    exit_unless(done.read, "nothing could be read")


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
    language: str | None,
    models: list[str] | None,
    thesaurus: list[Path] | None,
    jobs: int | None,
    cluster: str | None,
) -> Settings:
    from graph.building import Settings
    from graph.workers import cores

    if jobs and cluster:
        raise typer.BadParameter("--jobs counts processes here, and --cluster works elsewhere: give one of them")
    named = dict(each.split("=", 1) for each in models or ())
    files = tuple(each.absolute() for each in thesaurus or ())  # a worker is at home in another folder
    return Settings(language=language, models=named, thesaurus=files, jobs=jobs or cores(), cluster=cluster)
