"""Articles to a graph on disk: read, extract, store, draw; what cannot be used is named, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from extractors.articles import Extracted, Skipped, article_id, read_inputs
from graph.errors import BrokenExtractionError, DataError, OutputError, UnknownArticleError
from graph.extractions import check
from graph.rdf import run_node
from graph.store import Store
from ontology.namespaces import RUNS_GRAPH
from ontology.records import Article, Extraction
from ontology.thesaurus import Thesaurus, load

if TYPE_CHECKING:
    from graph.view import View

HTML, GEXF, NQUADS = "graph.html", "graph.gexf", "graph.nq"
UNKNOWN = "unknown"


class Extracting(Protocol):
    """What turns an article into an extraction."""

    @property
    def version(self) -> str: ...

    def extract(self, article: Article) -> Extraction: ...


def _nothing(_message: str) -> None:
    pass


@dataclass(frozen=True)
class Settings:
    """How to read and extract; the same for every command that does."""

    language: str | None = None
    models: Mapping[str, str] = field(default_factory=dict)
    thesaurus: Sequence[Path] = ()

    @cached_property
    def extractor(self) -> Extracting:
        """The extractor, with its models loaded. Only when an article needs it: that takes seconds."""
        from extractors import Extractor

        return Extractor(self.models, self.thesaurus)

    @cached_property
    def known(self) -> Thesaurus:
        """Our thesaurus with the user's laid over it."""
        return load(self.thesaurus)


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the articles that are new, those that were there, and the inputs that were left out."""

    added: int
    known: int
    skipped: tuple[Skipped, ...]
    view: View | None = None
    """The graph as it is now; None where nothing could be read and nothing was there."""

    @property
    def read(self) -> int:
        return self.added + self.known


def build(
    paths: Sequence[str],
    out: Path,
    settings: Settings | None = None,
    *,
    create: bool = True,
    progress: Callable[[str], None] = _nothing,
) -> Built:
    """Add the articles of ``paths`` to the graph in ``out`` (made if need be), and draw it anew."""
    settings = settings or Settings()
    if create:
        _make_folder(out)
    with Store.open(out, create=create, thesaurus=settings.known) as store:
        done = _add(store, paths, out, settings, progress)
        if not store.article_ids():
            return done
        return replace(done, view=draw(store, out, settings.known, progress=progress))


def remove(out: Path, names: Sequence[str], thesaurus: Thesaurus | None = None) -> int:
    """Take articles out, by id or by the path they came from, and draw the graph anew. All are found, or none goes."""
    with Store.open(out, thesaurus=thesaurus) as store:
        inside = store.article_ids()
        articles = sorted({article for name in names for article in _named(store, inside, name)})
        for article in articles:
            store.remove(article)
        draw(store, out, thesaurus)
    return len(articles)


def extract(paths: Sequence[str], settings: Settings) -> Iterator[Extracted | Skipped]:
    """The extractions of the articles, one by one, nothing stored."""
    for item in read_inputs(paths, language=settings.language):
        yield _extracted(item, settings) if isinstance(item, Article) else item


def draw(
    store: Store, out: Path, thesaurus: Thesaurus | None = None, *, progress: Callable[[str], None] = _nothing
) -> View:
    """Write the explorer, the Gephi file and the N-Quads of what the store holds; gives back what is drawn at once.

    The explorer has the open claims too, behind a switch that is off; nothing else tells of them.
    """
    from graph import gexf, html
    from graph.view import without_open

    progress("drawing the graph")
    whole = view_of(store, thesaurus, open_claims=True)
    view = without_open(whole)
    try:
        html.write(whole, out / HTML)
        gexf.write(view, out / GEXF)
        store.write_nquads(out / NQUADS)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written to ({error.strerror})") from None
    return view


def view_of(store: Store, thesaurus: Thesaurus | None = None, *, open_claims: bool = False) -> View:
    """The view of all that the store holds; a thing has the same place in it with the open claims and without."""
    from graph.view import assemble, without_open

    whole = assemble(store.extractions(), thesaurus or load(), open_claims=True)
    return whole if open_claims else without_open(whole)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out}: no folder can be made here ({error.strerror})") from None


def _named(store: Store, inside: frozenset[str], name: str) -> frozenset[str]:
    found = frozenset({name}) if name in inside else store.journal.articles_at(name) & inside
    if not found:
        raise UnknownArticleError(f"{name}: no article has this id, and none was read from this path")
    return found


def _add(store: Store, paths: Sequence[str], out: Path, settings: Settings, progress: Callable[[str], None]) -> Built:
    done = {quad.subject for quad in store.quads(RUNS_GRAPH)}
    places = {article: set(found) for article, found in store.journal.paths().items()}
    added, known, skipped = 0, 0, list[Skipped]()
    # What an earlier build wrote is no input, even if the folder stands among the articles.
    for item in read_inputs(paths, language=settings.language, exclude=[out]):
        progress(item.path)
        if isinstance(item, Article) and run_node(item.id, settings.extractor.version) in done:
            known += 1
            _note(store, item, places)
            continue
        outcome = _stored(store, _extracted(item, settings) if isinstance(item, Article) else item)
        if isinstance(outcome, Skipped):
            skipped.append(outcome)
        else:
            added, known = added + outcome, known + (not outcome)
    return Built(added, known, tuple(skipped))


def _note(store: Store, article: Article, places: dict[str, set[str]]) -> None:
    """Write down that an article was found in another place too, so that it can be removed by that path."""
    if article.path not in places.setdefault(article.id, set()):
        places[article.id].add(article.path)
        store.journal.note("found", article.id, path=article.path)


def _stored(store: Store, item: Extracted | Skipped) -> bool | Skipped:
    """Whether the article is new to the store; Skipped if it cannot be taken."""
    if isinstance(item, Skipped):
        return item
    try:
        check_article(item.extraction.article)
        check(item.extraction)
        return store.add(item.extraction, item.extractor or UNKNOWN)
    except DataError as error:
        return Skipped(item.path, str(error))


def check_article(article: Article) -> None:
    """Raise BrokenExtractionError unless the id is that of the content: lines may come from anywhere."""
    content = (article.text, article.language, article.title, article.published, article.publisher, article.author)
    if article.id != article_id(*content, article.url):
        raise BrokenExtractionError("its id is not that of its content")


def _extracted(article: Article, settings: Settings) -> Extracted | Skipped:
    """The extraction, once all its quotes are found where it says; an article that defeats the models is left out."""
    try:
        extraction = settings.extractor.extract(article)
        check(extraction)
    except (DataError, ValueError, RecursionError) as error:
        return Skipped(article.path, f"no claims could be read ({' '.join(str(error).split())})")
    return Extracted(article.path, extraction, settings.extractor.version)
