"""Articles to a graph on disk: read, extract, store, draw; what cannot be used is named, and the rest goes on."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from extractors.articles import Extracted, Skipped, article_id, read_inputs
from graph.asking.article_names import find_articles
from graph.errors import BrokenExtractionError, DataError, OutputError
from graph.identity import conclude, each_applied, resolution, unified
from graph.storage.extractions import Reread, check, lean
from graph.storage.rdf import run_node
from graph.storage.store import Store
from graph.storage.versions import Versions, file_of, with_company
from graph.workers import Lost, in_order
from ontology.namespaces import RUNS_GRAPH
from ontology.records import Article, Extraction
from ontology.thesaurus import Thesaurus, load

if TYPE_CHECKING:
    from graph.views.view import View

HTML, GEXF, NQUADS = "graph.html", "graph.gexf", "graph.nq"
UNKNOWN = "unknown"
Progress = Callable[[str], None]
Spreading = Callable[..., Generator[tuple[Any, Any]]]
Input = Article | Extracted | Skipped


class Extracting(Protocol):
    """What turns an article into an extraction."""

    @property
    def version(self) -> str: ...

    def extract(self, article: Article) -> Extraction: ...


def nothing(_message: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Settings:
    """How to read and extract; the same for every command that does."""

    language: str | None = None
    models: Mapping[str, str] = field(default_factory=dict)
    thesaurus: Sequence[Path] = ()
    jobs: int = 1
    """Processes to extract in, at most; what comes of it is the same for any number."""
    cluster: str | None = None
    """The address of a Dask scheduler, whose workers extract instead; what comes of it is the same."""

    def __getstate__(self) -> dict[str, object]:
        """Without what was loaded: a worker loads its own."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

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
class Known:
    """An article that is in the store already, from the same version of the extractor."""

    article: Article

    @property
    def path(self) -> str:
        return self.article.path


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the articles that are new, those that were there, and the inputs that were left out."""

    added: int
    known: int
    skipped: tuple[Skipped, ...]
    view: View | None = None
    """The graph as it is now; None where nothing could be read and nothing was there."""
    superseded: int = 0
    """Older versions of articles that gave way to new ones."""

    @property
    def read(self) -> int:
        return self.added + self.known


def build(
    paths: Sequence[str],
    out: Path,
    settings: Settings | None = None,
    *,
    create: bool = True,
    url: str | None = None,
    progress: Callable[[str], None] = nothing,
) -> Built:
    """Add the articles of ``paths`` to the graph in ``out`` (made if need be), and draw it anew.

    With ``url`` a SPARQL 1.1 server keeps the quads, now and whenever the folder is opened again.
    """
    settings = settings or Settings()
    if create:
        make_folder(out)
    with Store.open(out, create=create, thesaurus=settings.known, url=url) as store:
        done = _add(store, paths, out, settings, progress)
        if not store.article_ids():
            return done
        return replace(done, view=draw(store, out, settings.known, progress=progress))


def remove(out: Path, names: Sequence[str], thesaurus: Thesaurus | None = None, url: str | None = None) -> int:
    """Take articles out, by id, path, URL or title, and draw the graph anew. All are found, or none goes."""
    with Store.open(out, thesaurus=thesaurus, url=url) as store:
        inside = store.article_ids()
        articles = sorted({article for name in names for article in find_articles(store, inside, name)})
        for article in articles:
            store.remove(article)
        draw(store, out, thesaurus)
    return len(articles)


def extract(paths: Sequence[str], settings: Settings) -> Iterator[Extracted | Skipped]:
    """The extractions of the articles, one by one and in their order, nothing stored."""
    items = with_company(read_inputs(paths, language=settings.language))
    with closing(_extractions(items, settings, lambda _: False)) as found:
        for item, _ in found:
            if not isinstance(item, Known):
                yield item


def draw(
    store: Store, out: Path, thesaurus: Thesaurus | None = None, *, progress: Callable[[str], None] = nothing
) -> View:
    """Write the explorer, the Gephi file and the N-Quads of what the store holds; gives back what is drawn at once.

    The explorer has the open claims too, behind a switch that is off; nothing else tells of them.
    """
    from graph.explorer import html
    from graph.exports import gexf
    from graph.views.best import MOST_SHOWN
    from graph.views.united import united
    from graph.views.view import assemble, without_open

    progress("drawing the graph")
    known, held = thesaurus or load(), Reread(store.extractions)
    store.keep_at_hand()
    with _no_collection():
        found = resolution(held, known, store.judgements())
        conclude(store, found)
        names = united(held, found.canonical, (*store.judgements(), *found.made))
        told = map(lean, each_applied(held, found.canonical))
        whole = assemble(told, known, open_claims=True, most=MOST_SHOWN)
        view = without_open(whole)
        try:
            html.write(whole, out / HTML, names)
            gexf.write(view, out / GEXF)
            store.write_nquads(out / NQUADS)
        except OSError as error:
            raise OutputError(f"{out}: cannot be written to ({error.strerror})") from None
    return view


@contextmanager
def _no_collection() -> Iterator[None]:
    """Inside, nothing looks for cycles of objects: a view has millions of objects and none, and the search would take
    a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def view_of(store: Store, thesaurus: Thesaurus | None = None, *, open_claims: bool = False) -> View:
    """The view of all that the store holds; a thing has the same place in it with the open claims and without."""
    from graph.views.view import assemble, without_open

    known = thesaurus or load()
    whole = assemble(unified(store, known), known, open_claims=True)
    return whole if open_claims else without_open(whole)


def make_folder(out: Path) -> None:
    """Make a folder, if it is not there. Raises OutputError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out}: no folder can be made here ({error.strerror})") from None


def _add(store: Store, paths: Sequence[str], out: Path, settings: Settings, progress: Callable[[str], None]) -> Built:
    done = {quad.subject for quad in store.quads(RUNS_GRAPH)}
    places = {article: set(found) for article, found in store.journal.paths().items()}
    versions = Versions(store)
    store.add_many()
    added, known, skipped = 0, 0, list[Skipped]()

    def is_known(article: Article) -> bool:
        return run_node(article.id, settings.extractor.version) in done

    # What an earlier build wrote is no input, even if the folder stands among the articles.
    items = with_company(read_inputs(paths, language=settings.language, exclude=[out]))
    with closing(_extractions(items, settings, is_known)) as found:
        for extracted, alone in found:
            progress(extracted.path)
            if isinstance(extracted, Known):
                known += 1
                note_path(store, extracted.article, places)
                versions.saw(extracted.article.id)
                continue
            outcome = store_one(store, extracted, versions, alone=alone)
            if isinstance(outcome, Skipped):
                skipped.append(outcome)
            else:
                added, known = added + outcome, known + (not outcome)
    return Built(added, known, tuple(skipped), superseded=versions.superseded)


def _extractions(
    items: Iterable[tuple[Input, bool]], settings: Settings, is_known: Callable[[Article], bool]
) -> Generator[tuple[Extracted | Skipped | Known, bool]]:
    """What each input says, in order, with what came beside it; the models see only articles that are not known."""
    tasks = ((each, each[0] if isinstance(each[0], Article) and not is_known(each[0]) else None) for each in items)
    work = partial(extraction_of, settings=settings)
    with closing(spread(settings)(tasks, work, size=lambda each: characters(each[0]))) as found:
        for (item, alone), outcome in found:
            if isinstance(outcome, Lost):
                yield Skipped(item.path, f"no claims could be read ({outcome.reason})"), alone
            elif outcome is None:
                yield Known(item) if isinstance(item, Article) else item, alone
            else:
                yield outcome, alone


def spread(settings: Settings, *, risky: bool = False) -> Spreading:
    """What does work in several processes, here or on a cluster, as `graph.workers.in_order` does it."""
    if settings.cluster is None:
        return partial(in_order, jobs=settings.jobs, risky=risky)
    from graph import cluster

    return partial(cluster.in_order, address=settings.cluster)


def characters(item: Input) -> int:
    """How much there is to read, in characters."""
    if isinstance(item, Skipped):
        return 0
    return len(item.text if isinstance(item, Article) else item.extraction.article.text)


def note_path(store: Store, article: Article, places: dict[str, set[str]]) -> None:
    """Write down that an article was found in another place too, so that it can be removed by that path."""
    if article.path not in places.setdefault(article.id, set()):
        places[article.id].add(article.path)
        store.journal.note("found", article.id, path=article.path, file=file_of(article.path))


def store_one(store: Store, item: Extracted | Skipped, versions: Versions, *, alone: bool) -> bool | Skipped:
    """Whether the article is new to the store; Skipped if it cannot be taken. A changed version supersedes."""
    if isinstance(item, Skipped):
        return item
    article = item.extraction.article
    try:
        check_article(article)
        check(item.extraction)
        older = versions.older(article, alone=alone)
        new = store.add(item.extraction, item.extractor or UNKNOWN, supersedes=older, file=file_of(article.path))
    except DataError as error:
        return Skipped(item.path, str(error))
    versions.saw(article.id)
    versions.superseded += len(older) if new else 0
    return new


def check_article(article: Article) -> None:
    """Raise BrokenExtractionError unless the id is that of the content: lines may come from anywhere."""
    content = (article.text, article.language, article.title, article.published, article.publisher, article.author)
    if article.id != article_id(*content, article.url):
        raise BrokenExtractionError("its id is not that of its content")


def extraction_of(article: Article, settings: Settings) -> Extracted | Skipped:
    """The extraction, once all its quotes are found where it says; an article that defeats the models is left out."""
    try:
        extraction = settings.extractor.extract(article)
        check(extraction)
    except (DataError, ValueError, RecursionError) as error:
        return Skipped(article.path, f"no claims could be read ({' '.join(str(error).split())})")
    return Extracted(article.path, extraction, settings.extractor.version)
