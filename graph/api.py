"""Claimgraph from Python, in a notebook for one: build a graph or open one, and ask it.

from graph import build, open_graph

graph = build("news/", "out")
graph.claims(entity="Goma", polarity="negative")
graph.frame(relation="controls")                      # a pandas DataFrame
graph.query("SELECT ?c { ?c a cg:Claim }")            # SPARQL, or the name of a query that comes along
graph.network()                                       # a networkx MultiDiGraph
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from graph.asking import listing
from graph.asking.answers import plain
from graph.asking.listing import Record
from graph.asking.queries import QueryResult, find_query
from graph.building import Settings
from graph.building import build as build_store
from graph.errors import DataError, TablesMissingError
from graph.exports import claims_table
from graph.identity import unified
from graph.storage.store import Store
from ontology.thesaurus import load

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from graph.views.view import View
    from ontology.records import Extraction


class NothingReadError(DataError):
    """None of the inputs could be read, and the graph is empty."""


class ClaimGraph:
    """A graph that is open for reading; it stays as it was when it was opened. A context manager, if one likes."""

    def __init__(self, folder: Path, *, url: str | None = None, thesaurus: Iterable[Path] = ()) -> None:
        self.folder = folder
        self._store = Store.open(folder, read_only=True, url=url)
        self._known = load(list(thesaurus))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; what has been read stays."""
        self._store.close()

    @cached_property
    def extractions(self) -> list[Extraction]:
        """What each article says, every entity under its canonical id."""
        return unified(self._store, self._known)

    @cached_property
    def view(self) -> View:
        """The graph as it is drawn: one node for each thing, one edge for each relation between two of them."""
        from graph.building import view_of

        return view_of(self._store, self._known)

    def claims(
        self,
        *,
        entity: str | None = None,
        relation: str | Sequence[str] = (),
        polarity: str | None = None,
        modality: str | None = None,
        said_by: str | None = None,
        since: str | None = None,
        until: str | None = None,
        with_open: bool = False,
    ) -> list[Record]:
        """The claims, a record for each, by the same filters as `claimgraph claims` has."""
        from graph.asking.lookup import find_relation, names

        known, lemmas = names(self.extractions, self._known), listing.lemmas(self.extractions)
        asked = [relation] if isinstance(relation, str) else relation
        wanted = listing.Filter(
            entities=known.find(entity) if entity is not None else None,
            relations=frozenset(find_relation(each, also=lemmas) for each in asked),
            polarity=polarity,
            modality=modality,
            said_by=known.find(said_by) if said_by is not None else None,
            since=since,
            until=until,
            open=with_open,
        )
        return claims_table.rows(self.extractions, self._known, wanted)

    def entities(self, *types: str) -> list[Record]:
        """The people, places, groups ... with all their names, those with most claims first."""
        from graph.asking.lookup import find_classes

        return [listing.entity_record(node) for node in listing.entities(self.view, find_classes(types))]

    def explain(self, one: str, relation: str | None = None, other: str | None = None) -> list[Record]:
        """The claims that join two named things, or that one is part of, each with its quote."""
        found = listing.explain(self.extractions, self._known, one, relation, other)
        labels = listing.labels(self.extractions, self._known)
        return [listing.claim_row(each, labels) for each in found]

    def query(self, sparql: str) -> list[Record]:
        """The rows of a SELECT query, given as SPARQL or by the name of one that comes along, as plain values."""
        answer = self.ask(sparql)
        return [{name: plain(term) for name, term in zip(answer.variables, row, strict=True)} for row in answer.rows]

    def ask(self, sparql: str) -> QueryResult:
        """The answer to a query of any kind, in RDF terms."""
        return self._store.query(find_query(sparql))

    def frame(self, sparql: str | None = None, **filters: Any) -> pd.DataFrame:  # noqa: ANN401
        """The claims as a DataFrame, by the filters of `claims`; or the rows of a query. Needs pandas."""
        try:
            import pandas as pd
        except ModuleNotFoundError:
            raise TablesMissingError(claims_table.MISSING) from None
        if sparql is None:
            return pd.DataFrame(self.claims(**filters))
        answer = self.ask(sparql)
        return pd.DataFrame([[plain(term) for term in row] for row in answer.rows], columns=list(answer.variables))

    def network(self) -> nx.MultiDiGraph[str]:
        """The drawn graph for networkx, with the attributes that the Gephi file has; edges are keyed by their kind."""
        import networkx as nx

        from graph.exports.columns import context, edge_columns, kind, node_columns

        about = context(self.view)
        nodes, edges = node_columns(about), edge_columns(about)
        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in self.view.nodes:
            network.add_node(
                node.id, label=node.label, x=node.x, y=node.y, **{each.name: each.value(node) for each in nodes}
            )
        for edge in self.view.edges:
            values = {each.name: each.value(edge) for each in edges}
            network.add_edge(edge.source, edge.target, kind(edge), weight=edge.weight, **values)
        return network

    def export(self, form: str, path: str | Path) -> tuple[Path, ...]:
        """Write the graph in one of the formats of `claimgraph export`; gives back the files."""
        from graph.exports.registry import write

        return write(self._store, form, Path(path), self._known)


def open_graph(folder: str | Path, *, store: str | None = None, thesaurus: Iterable[str | Path] = ()) -> ClaimGraph:
    """Open the graph of a folder, or with ``store`` the one that a SPARQL 1.1 server keeps."""
    return ClaimGraph(Path(folder), url=store, thesaurus=[Path(each) for each in thesaurus])


def build(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    language: str | None = None,
    thesaurus: Iterable[str | Path] = (),
    store: str | None = None,
) -> ClaimGraph:
    """Read articles into the graph of a folder, made if need be, and open it.

    ``paths`` are files, folders or patterns; ``language`` is theirs if they do not say; ``thesaurus`` holds names of
    your own (SKOS); ``store`` is a SPARQL 1.1 server that keeps the quads. Raises NothingReadError if there is nothing.
    """
    inputs = [str(paths)] if isinstance(paths, str | Path) else [str(each) for each in paths]
    names = [Path(each) for each in thesaurus]
    done = build_store(inputs, Path(out), Settings(language=language, thesaurus=names), url=store)
    if done.view is None:
        reasons = "; ".join(str(each) for each in done.skipped) or "there is nothing there"
        raise NothingReadError(f"nothing could be read: {reasons}")
    return open_graph(out, store=store, thesaurus=names)
