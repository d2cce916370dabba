"""Articles to shards, and shards to a graph: how more is read than one machine can store article by article.

Those who extract also make the N-Quads, so that whoever gives the work out only writes files. What is loaded later is
what a build would have stored: ids come from the content, so the union of the shards is the graph.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from extractors.articles import Extracted, Skipped, read_inputs
from graph.building import (
    UNKNOWN,
    Built,
    Input,
    Progress,
    Settings,
    characters,
    check_article,
    draw,
    extraction_of,
    make_folder,
    note_path,
    nothing,
    spread,
    store_one,
)
from graph.errors import DataError, OutputError
from graph.fingerprint import parts
from graph.remote.quads import RemoteQuads
from graph.remote.service import without_secrets
from graph.storage.concepts import concept_quads
from graph.storage.extractions import entities_used
from graph.storage.journal import Entry as Event
from graph.storage.journal import Event as Kind
from graph.storage.journal import now
from graph.storage.rdf import from_quads, run_node, to_lines
from graph.storage.shards import Entry, Shard, Shards, joined, packed
from graph.storage.store import Store
from graph.storage.store_files import StoreFiles
from graph.storage.versions import Versions, file_of, with_company
from graph.workers import Lost
from ontology.namespaces import RUNS_GRAPH, article_iri
from ontology.records import Article
from ontology.thesaurus import Thesaurus

Places = dict[tuple[str, str], set[str]]

ARTICLES: Final = 64
"""Articles in a shard, at most."""
CHARACTERS: Final = 250_000
"""Characters of their texts, about; one article may have more. They make some ten megabytes of N-Quads."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of a batch: its N-Quads, and for each input who extracted it, or why it was left out."""

    hash: str
    content: bytes
    outcomes: tuple[str | Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Inputs for one shard, each with whether it is alone in its file. What is known already is only noted."""

    items: tuple[tuple[Input, bool], ...]
    known: frozenset[str]

    @property
    def task(self) -> tuple[Input, ...] | None:
        return tuple(item for item, _ in self.items if not self.is_known(item)) or None

    @property
    def size(self) -> int:
        return sum(characters(item) for item, _ in self.items)

    def is_known(self, item: Input) -> bool:
        return isinstance(item, Article) and item.id in self.known


def build(
    paths: Sequence[str],
    out: Path,
    shards: Path,
    settings: Settings,
    *,
    url: str | None = None,
    progress: Progress = nothing,
) -> Built:
    """Write shards, load all that the folder holds, and draw the graph."""
    written = write(paths, shards, settings, exclude=[out], progress=progress)
    done = load([shards], out, settings.known, url=url, progress=progress)
    return replace(done, skipped=(*written.skipped, *done.skipped))


def write(
    paths: Sequence[str],
    folder: Path,
    settings: Settings,
    *,
    exclude: Sequence[Path] = (),
    progress: Progress = nothing,
) -> Built:
    """Extract articles into shards, less those that are in the folder's shards already.

    A shard that is written stays; a run that was ended goes on where it was.
    """
    make_folder(folder)
    shards, read, added, skipped = Shards(folder), 0, 0, list[Skipped]()
    items = with_company(read_inputs(paths, language=settings.language, exclude=[folder, *exclude]))
    try:
        shards.start()
        places = _places(shards)
        with closing(_made(_batches(items, places, settings), settings)) as found:
            for batch, made in found:
                outcomes = list(_outcomes(batch, made, settings, progress))
                skipped += (each for each in outcomes if isinstance(each, Skipped))
                read += sum(isinstance(each, Entry) for each in outcomes)
                entries = tuple(each for each in outcomes if isinstance(each, Entry) and _is_new(each, places))
                if entries:
                    added += len(entries)
                    shards.put(Shard(made.hash, parts()["claimgraph"], entries), made.content)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written to ({error.strerror})") from None
    return Built(added, read - added, tuple(skipped))


def _places(shards: Shards) -> Places:
    """The paths of each article in the shards, by its id and who extracted it."""
    places: Places = {}
    for shard in shards:
        for entry in shard.entries:
            places.setdefault((entry.id, entry.extractor), set()).add(entry.path)
    return places


def _is_new(entry: Entry, places: Places) -> bool:
    """Whether this article was not known from this path; it is from now on."""
    paths = places.setdefault((entry.id, entry.extractor), set())
    new = entry.path not in paths
    paths.add(entry.path)
    return new


def _outcomes(batch: _Batch, made: _Made, settings: Settings, progress: Progress) -> Iterator[Entry | Skipped]:
    outcomes = iter(made.outcomes)
    for item, alone in batch.items:
        progress(item.path)
        outcome = settings.extractor.version if batch.is_known(item) else next(outcomes)
        if isinstance(item, Skipped):
            yield item
        elif isinstance(outcome, Skipped):
            yield outcome
        else:
            article = item if isinstance(item, Article) else item.extraction.article
            yield Entry(article.id, article.path, outcome, file_of(article.path), alone)


def _batches(items: Iterable[tuple[Input, bool]], places: Places, settings: Settings) -> Iterator[_Batch]:
    held, known, size = list[tuple[Input, bool]](), set[str](), 0
    for item, alone in items:
        held.append((item, alone))
        if isinstance(item, Article) and (item.id, settings.extractor.version) in places:
            known.add(item.id)
        else:
            size += characters(item)
        if len(held) >= ARTICLES or size >= CHARACTERS:
            yield _Batch(tuple(held), frozenset(known))
            held, known, size = [], set(), 0
    if held:
        yield _Batch(tuple(held), frozenset(known))


def _made(batches: Iterable[_Batch], settings: Settings, *, risky: bool = False) -> Generator[tuple[_Batch, _Made]]:
    """What became of each batch. One that ended those who worked on it is taken apart, to save the rest of it."""
    tasks = ((batch, batch.task) for batch in batches)
    work = partial(_shard_of, settings=settings)
    with closing(spread(settings, risky=risky)(tasks, work, size=lambda batch: batch.size)) as found:
        for batch, made in found:
            if not isinstance(made, Lost):
                yield batch, made or _Made("", b"", ())
            elif len(batch.items) > 1:
                yield from _made((_Batch((each,), batch.known) for each in batch.items), settings, risky=True)
            else:
                why = f"no claims could be read ({made.reason})"
                yield batch, _Made("", b"", (Skipped(batch.items[0][0].path, why),))


def _shard_of(items: tuple[Input, ...], settings: Settings) -> _Made:
    """In a worker: extract, and write down in RDF."""
    lines, outcomes = set[str](), list[str | Skipped]()
    for item in items:
        found = extraction_of(item, settings) if isinstance(item, Article) else item
        try:
            if isinstance(found, Extracted):
                lines.update(_lines(found, settings.known))
            outcomes.append(found if isinstance(found, Skipped) else found.extractor or UNKNOWN)
        except DataError as error:
            outcomes.append(Skipped(item.path, str(error)))
    return _Made(*packed(lines), tuple(outcomes))


def _lines(found: Extracted, known: Thesaurus) -> list[str]:
    """The graph of an article, its run, and the concepts that it speaks of. Raises DataError."""
    extraction = found.extraction
    check_article(extraction.article)
    return [
        *to_lines(extraction, found.extractor or UNKNOWN),
        *(f"{quad} .\n" for quad in concept_quads(known, entities_used(extraction))),
    ]


def load(
    folders: Sequence[Path],
    out: Path,
    thesaurus: Thesaurus | None = None,
    *,
    url: str | None = None,
    drawing: bool = True,
    progress: Progress = nothing,
) -> Built:
    """Load shards into the graph in ``out`` (made if need be), and draw it anew unless told otherwise.

    Where nothing is yet they are loaded in bulk. Into a graph that holds articles they go one by one, as `build` adds
    them: what is there is passed over, and what changed supersedes.
    """
    sources = [Shards(each) for each in folders]
    for source in sources:
        source.check()
    make_folder(out)
    filled = _fill(sources, out, url, progress)
    with Store.open(out, create=True, thesaurus=thesaurus, url=url) as store:
        done = _noted(store, sources) if filled else _added(store, sources, progress)
        if not drawing or not store.article_ids():
            return done
        return replace(done, view=draw(store, out, thesaurus, progress=progress))


def _fill(sources: Sequence[Shards], out: Path, url: str | None, progress: Progress) -> bool:
    """Whether all shards are in now because nothing was there before."""
    makers = {(shard.maker, entry.extractor) for source in sources for shard in source for entry in shard.entries}
    if len(makers) != 1:  # two of them may say different things about the same article
        return False
    files = StoreFiles(out)
    if not files.exist():
        files.create()
    files.check()
    texts = (_told(source, shard, progress) for source in sources for shard in source)
    if url is not None:
        files.set_remote(without_secrets(url))
    elif files.remote() is None:
        return files.fill(joined(texts))
    return _fill_server(url or files.remote() or "", texts)


def _told(source: Shards, shard: Shard, progress: Progress) -> bytes:
    progress(str(source.folder / shard.name))
    return source.text(shard)


def _fill_server(url: str, texts: Iterable[bytes]) -> bool:
    """Send a server that holds nothing a request for each shard, which it takes whole or not at all."""
    with closing(RemoteQuads(url)) as quads:
        if any(True for _ in quads.named_graphs()):
            return False
        for text in texts:
            quads.extend(pyoxigraph.parse(text, format=RdfFormat.N_QUADS))
            quads.commit()
    return True


def _noted(store: Store, sources: Sequence[Shards]) -> Built:
    """Put into the journal what was loaded in bulk."""
    places, read = dict[str, set[str]](), 0
    for source in sources:
        for shard in source:
            events = list[Event]()
            for entry in shard.entries:
                read, paths = read + 1, places.setdefault(entry.id, set())
                if entry.path not in paths:
                    what: Kind = "found" if paths else "added"
                    events.append(Event(now(), what, entry.id, entry.path, entry.extractor, file=entry.file))
                paths.add(entry.path)
            store.journal.note_all(events)
    return Built(len(places), read - len(places), ())


def _added(store: Store, sources: Sequence[Shards], progress: Progress) -> Built:
    """Add what is missing, article by article."""
    done = {quad.subject for quad in store.quads(RUNS_GRAPH)}
    places = {article: set(found) for article, found in store.journal.paths().items()}
    versions, outcomes = Versions(store), list[bool | Skipped]()
    store.add_many()
    for source in sources:
        for shard in source:
            missing = frozenset(each for each in shard.entries if run_node(each.id, each.extractor) not in done)
            graphs = _graphs(source.quads(shard)) if missing else {}
            for entry in shard.entries:
                progress(entry.path)
                article = Article(entry.id, entry.path, "", "")
                if entry in missing:
                    extraction = from_quads(graphs.get(article_iri(entry.id), ()), path=entry.path)
                    found = Extracted(entry.path, extraction, entry.extractor)
                    outcomes.append(store_one(store, found, versions, alone=entry.alone))
                else:
                    note_path(store, article, places)
                    versions.saw(entry.id)
                    outcomes.append(False)
    skipped = tuple(each for each in outcomes if isinstance(each, Skipped))
    return Built(outcomes.count(True), outcomes.count(False), skipped, superseded=versions.superseded)


def _graphs(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs.setdefault(quad.graph_name.value, []).append(quad)
    return graphs
