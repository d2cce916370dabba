"""The store: what all articles say, on disk, in Oxigraph, one named graph per article.

What it holds depends on the articles, the extractor and the thesaurus alone: not on the order in which articles came,
not on crashes, not on articles that came and went. ``write_nquads`` shows it: same articles, same bytes.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from graph.asking.queries import QueryResult, run_query, serialized
from graph.errors import StoreDamagedError, StoreReadOnlyError, StoreWriteError, UnknownArticleError
from graph.files import replace_parts
from graph.identity.judgements import from_quads as from_identity_quads
from graph.remote.quads import Quads, RemoteQuads, here
from graph.storage.concepts import concept_quads, concepts_of
from graph.storage.extractions import entities_used
from graph.storage.history import History, Version
from graph.storage.journal import Event, Journal, now
from graph.storage.pending import Pending
from graph.storage.rdf import from_quads, parsed, run_node, to_lines
from graph.storage.rdf_terms import ARTICLE_TEXTS
from graph.storage.sorting import SortedRuns, dumped
from graph.storage.spool import Spool
from graph.storage.store_files import StoreFiles
from graph.storage.upkeep import outdated, swap
from ontology.namespaces import (
    ARTICLE,
    IDENTITY_GRAPH,
    PREFIXES,
    RUNS_GRAPH,
    article_iri,
    local_id,
)
from ontology.records import Article, Extraction, Judgement
from ontology.thesaurus import Thesaurus, load

if TYPE_CHECKING:
    from oxrdflib import OxigraphStore
    from rdflib import Dataset


class Store:
    """An open store. Use it as a context manager: whoever writes keeps others from writing until it is closed."""

    def __init__(
        self,
        files: StoreFiles,
        quads: Quads,
        *,
        lock: IO[bytes] | None = None,
        copy: Path | None = None,
        thesaurus: Thesaurus | None = None,
    ) -> None:
        self._files = files
        self._held = quads
        self._pending: Pending | None = None
        self._spool: Spool | None = None
        self._sorted: SortedRuns | None = None
        self._said = set[str]()
        self._lock = lock
        self._copy = copy
        self._thesaurus = thesaurus
        self._datasets: list[OxigraphStore] = []
        self.journal = Journal(files.journal)
        self.history = History(files.history)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        create: bool = False,
        read_only: bool = False,
        thesaurus: Thesaurus | None = None,
        url: str | None = None,
    ) -> Self:
        """Open the store of a folder; with ``create`` make one where there is none.

        A reader sees the store as it is now, or as it was before the writer that is at work began. ``thesaurus``
        explains the articles that are added; it is ours unless another is given. With ``url`` the quads are with a
        SPARQL 1.1 server and the folder holds the journal only; a folder that was written so is opened so. What reads
        from a server needs no folder.
        """
        files = StoreFiles(folder)
        if create and not files.exist():
            files.create()
        if read_only and url is not None:
            return cls(files, RemoteQuads(url))
        files.check()
        url = url or files.remote()
        if read_only and url is not None:
            return cls(files, RemoteQuads(url))
        if read_only:
            quads, copy = files.open_copy()
            return cls(files, quads, copy=copy)
        lock = files.lock()
        try:
            if url is not None:
                return cls(files, files.linked(url), lock=lock, thesaurus=thesaurus)
            return cls(files, files.open_for_writing(), lock=lock, thesaurus=thesaurus)
        except BaseException:
            lock.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; datasets and queries that came from it end with it."""
        while self._datasets:
            self._datasets.pop().close()
        try:
            self._settle()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        with suppress(AttributeError):  # closed before
            if self._lock is not None:
                self._flush()
            if isinstance(self._held, RemoteQuads):
                self._held.close()
            del self._held
        gc.collect()  # Oxigraph closes its files when nothing refers to them any more
        if self._spool is not None:
            self._spool.close()
        self._stop_sorting()
        if self._lock is not None:
            self._files.stop_sharing()
            self._lock.close()
        if self._copy is not None:
            shutil.rmtree(self._copy, ignore_errors=True)

    def add_many(self) -> None:
        """From now on put new articles in by the hundred, and keep what was extracted from them at hand.

        Until they are in, they are in no file: a crash loses the latest of them. Nothing else is different. A server
        gets one after the other all the same.
        """
        self._must_be_writable()
        if isinstance(self._held, pyoxigraph.Store):
            self._pending = Pending()
            if next(self._held.named_graphs(), None) is None:
                self._sorted = SortedRuns(self._files.root)
        self.keep_at_hand()

    def keep_at_hand(self) -> None:
        """From now on read each extraction from its quads once and not again, for those who go through all of them
        several times."""
        self._spool = self._spool or Spool(self._files.root)

    @property
    def _quads(self) -> Quads:
        """The quads, with all in that was held back."""
        self._settle()
        return self._held

    def _settle(self) -> None:
        """Put in what was held back."""
        if self._pending is not None and isinstance(self._held, pyoxigraph.Store):
            with self._writing():
                self._pending.put_into(self._held)

    def __contains__(self, article: str) -> bool:
        if self._pending is not None and article in self._pending.extractors:
            return True
        return self._held.contains_named_graph(NamedNode(article_iri(article)))

    def article_ids(self) -> frozenset[str]:
        """The ids of all articles that are in."""
        with self._reading():
            names = [name.value for name in self._quads.named_graphs() if isinstance(name, NamedNode)]
        return frozenset(local_id(name, ARTICLE) for name in names if name.startswith(ARTICLE))

    def add(
        self, extraction: Extraction, extractor: str, *, supersedes: Collection[str] = (), file: str | None = None
    ) -> bool:
        """Add an article in one transaction; False if it is there already, from the same version of the extractor.

        What another version of the extractor had made of the article is replaced. The articles that it ``supersedes``
        go in the same transaction, and into the history. ``file`` is where its path leads to.
        """
        self._must_be_writable()
        article = extraction.article
        known = article.id in self
        if known and self._has_run(article.id, extractor):
            self._note_path(article, file)
            return False
        lines = to_lines(extraction, extractor)
        older = sorted(each for each in supersedes if each in self and each != article.id)
        said = () if older or known else self._said  # what goes may take concepts along that stay
        new = concepts_of(self._known_concepts, entities_used(extraction), said)
        concepts = concept_quads(self._known_concepts, new, said)
        with self._writing():
            self._keep(older, by=article.id)
            event: Event = "replaced" if known else "added"
            self.journal.note(event, article.id, path=article.path, extractor=extractor, file=file)
            stale = outdated(self._held, concepts)
            lines += dict.fromkeys(f"{quad} .\n" for quad in concepts)
            if known or older or stale:
                self._swap([*older, article.id] if known else older, stale, parsed(lines))
            elif self._pending is None:
                self._quads.extend(parsed(lines))
            else:
                self._hold_back(article.id, extractor, [line.encode() for line in lines])
        self._said |= new
        if self._spool is not None:
            self._spool.put(extraction)
        if self._pending is not None and self._pending.due:
            self._settle()
        return True

    def _hold_back(self, article: str, extractor: str, lines: list[bytes]) -> None:
        """Have an article that is new wait for others, and its lines for the N-Quads of all."""
        if self._pending is not None:
            self._pending.add(article, extractor, lines)
        if self._sorted is not None:
            self._sorted.add(lines)

    def _stop_sorting(self) -> None:
        """From now on the N-Quads are those of Oxigraph: they are no longer all from articles that this run added."""
        if self._sorted is not None:
            self._sorted.close()
            self._sorted = None

    def _keep(self, older: Iterable[str], *, by: str) -> None:
        """Put articles that give way to a changed version into the history, and note that they do."""
        learned, time = self.journal.learned(), now()
        for each in older:
            self.history.keep([Version(self._extraction(each), by, learned.get(each), time)])
            self.journal.note("superseded", each, by=by)

    def remove(self, article: str) -> None:
        """Take an article out in one transaction, so that the store is as if it had never been in."""
        self._must_be_writable()
        if article not in self:
            raise UnknownArticleError(f"no article {article} in {self._files.folder}")
        with self._writing():
            self.history.forget(article)
            self.journal.note("removed", article)
            self._swap([article], (), ())

    def texts(self, field: str) -> dict[str, str]:
        """The title, the URL or another text of each article that has one, by the article's id."""
        found = self._quads.quads_for_pattern(None, NamedNode(ARTICLE_TEXTS[field]), None)
        nodes = ((quad.subject, quad.object) for quad in found)
        return {
            local_id(node.value, ARTICLE): text.value
            for node, text in nodes
            if isinstance(node, NamedNode) and node.value.startswith(ARTICLE) and isinstance(text, pyoxigraph.Literal)
        }

    def extraction(self, article: str) -> Extraction:
        """What was added for one article."""
        if article not in self:
            raise UnknownArticleError(f"no article {article} in {self._files.folder}")
        return self._extraction(article)

    def extractions(self) -> Iterator[Extraction]:
        """What was added, by article id."""
        for article in sorted(self.article_ids()):
            yield self._extraction(article)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """All quads, or those of one named graph, in no particular order."""
        with self._reading():
            yield from self._quads.quads_for_pattern(None, None, None, None if graph is None else NamedNode(graph))

    def query(self, sparql: str) -> QueryResult:
        """Answer a SPARQL query; without GRAPH it looks at the union of all graphs."""
        return run_query(self._quads, sparql)

    def answer(self, sparql: str, form: str) -> bytes:
        """Answer a SPARQL query in one of ``graph.asking.queries.FORMATS``."""
        return serialized(self._quads, sparql, form)

    def dataset(self) -> Dataset:
        """The store as an rdflib Dataset over the union of all graphs; it ends when the store is closed.

        What a server keeps is copied into memory for it.
        """
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        self._datasets.append(OxigraphStore(store=here(self._quads)))
        dataset = Dataset(store=self._datasets[-1], default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace, replace=True)
        return dataset

    def change_identity(self, added: Iterable[Quad] = (), dropped: Iterable[Quad] = ()) -> None:
        """Change the judgements on identity; they are a person's, so no removal of an article touches them."""
        self._must_be_writable()
        graph = NamedNode(IDENTITY_GRAPH)
        gone, new = (
            [Quad(each.subject, each.predicate, each.object, graph) for each in some] for some in (dropped, added)
        )
        with self._writing():
            if gone or new:
                self._quads.update(swap(self._quads, (), gone, new))

    def judgements(self) -> tuple[Judgement, ...]:
        """What a person has said about identity; what claimgraph itself concludes is worked out when it is needed."""
        found = from_identity_quads(self.quads(IDENTITY_GRAPH))
        return tuple(each for each in found if each.by == "person")

    def nquads(self) -> str:
        """All quads in canonical N-Quads, sorted by code point."""
        return "".join(sorted(f"{quad} .\n" for quad in self.quads()))

    def write_nquads(self, path: Path) -> None:
        """Write canonical N-Quads to a file, in one step; memory does not grow with the graph."""
        if self._sorted is not None:
            replace_parts(path, self._sorted.merged(f"{quad} .\n".encode() for quad in self.quads(IDENTITY_GRAPH)))
            return
        with self._reading():
            replace_parts(path, dumped(self._quads, path.parent))

    def _extraction(self, article: str) -> Extraction:
        path = next(iter(self.journal.paths_of(article)), "")
        if self._spool is None:
            return from_quads(self.quads(article_iri(article)), path=path)
        if article not in self._spool:
            self._spool.put(from_quads(self.quads(article_iri(article)), path=path))
        return self._spool.get(article, path)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:  # Oxigraph: a file does not hold what it should
            raise StoreDamagedError(f"cannot read {self._files.folder}: {error}") from None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
            if isinstance(self._held, RemoteQuads):
                self._held.commit()
        except (OSError, RuntimeError) as error:  # a full disk, most likely
            raise StoreWriteError(f"cannot write to {self._files.folder}: {error}") from None
        finally:
            if isinstance(self._held, RemoteQuads):
                self._held.rollback()

    def _flush(self) -> None:
        """Spare whoever opens the store next the reading of Oxigraph's log."""
        with suppress(OSError, RuntimeError):  # the log has it all
            self._quads.flush()

    def _must_be_writable(self) -> None:
        if self._lock is None:
            raise StoreReadOnlyError(f"the store in {self._files.folder} was opened for reading only")

    @property
    def _known_concepts(self) -> Thesaurus:
        if self._thesaurus is None:
            self._thesaurus = load()
        return self._thesaurus

    def _note_path(self, article: Article, file: str | None = None) -> None:
        if article.path not in self.journal.paths_of(article.id):
            with self._writing():
                self.journal.note("found", article.id, path=article.path, file=file)

    def _has_run(self, article: str, extractor: str) -> bool:
        if self._pending is not None and self._pending.extractors.get(article) == extractor:
            return True
        run, runs = run_node(article, extractor), NamedNode(RUNS_GRAPH)
        return any(True for _ in self._quads.quads_for_pattern(run, None, None, runs))

    def _swap(self, articles: Collection[str], stale: Iterable[Quad], quads: Iterable[Quad]) -> None:
        """Take articles and statements out and put others in. One update request is one transaction."""
        self._said.clear()
        self._stop_sorting()
        if self._spool is not None:
            self._spool.drop(articles)
        self._quads.update(swap(self._quads, articles, stale, quads))
