"""The quads that a server keeps, with as much of `pyoxigraph.Store` as `graph.storage.store` asks of it.

What is written is gathered and sent as one update request when it is complete, so that a server that takes a request
as one transaction, as all that are known do, takes an article whole or not at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, TypeAlias
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
)

from graph.errors import StoreUnreachableError, StoreWriteError
from graph.remote.service import Reply, Service

Node: TypeAlias = NamedNode | BlankNode | Literal | Triple
Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph
OK: Final = 200
BAD_REQUEST: Final = 400
ROWS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"


class RemoteQuads:
    """All quads in the named graphs of a server."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._service = Service.at(url)
        self._pending: list[str] = []

    def close(self) -> None:
        """Let go of the connection; what was not committed is gone."""
        self._service.close()

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: Sequence[Graph] | None = None,
        named_graphs: Sequence[NamedNode | BlankNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The server's answer; SyntaxError where the server says that the query is none."""
        parameters = [self._service.kind.union] if use_default_graph_as_union and self._service.kind.union else []
        parameters += [f"default-graph-uri={_quoted(each)}" for each in default_graph or ()]
        parameters += [f"named-graph-uri={_quoted(each)}" for each in named_graphs or ()]
        headers = {"Content-Type": "application/sparql-query", "Accept": f"{ROWS}, {TRIPLES}"}
        body, path = _with_prefixes(query, prefixes or {}).encode(), self._service.kind.query
        reply = self._service.request("POST", path, "&".join(parameters), headers=headers, body=body)
        if reply.status == BAD_REQUEST:
            raise SyntaxError(" ".join(reply.body.decode(errors="replace").split()))
        return _answer(self._checked(reply))

    def contains_named_graph(self, name: NamedNode) -> bool:
        return bool(self.query(f"ASK {{ GRAPH {name} {{ ?s ?p ?o }} }}"))

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        for row in self._rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
            if isinstance(row["g"], NamedNode | BlankNode):
                yield row["g"]

    def quads_for_pattern(
        self, subject: Node | None, predicate: NamedNode | None, object_: Node | None, graph: NamedNode | None = None
    ) -> Iterator[Quad]:
        """The quads that fit, in no particular order; a whole graph comes by the graph store protocol."""
        if graph is not None and subject is predicate is object_ is None:
            return self._graph(graph)
        return self._matching(subject, predicate, object_, graph)

    def update(self, update: str) -> None:
        """Make a part of the next transaction of an update."""
        self._pending.append(update)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Make the addition of quads a part of the next transaction."""
        self._pending += _data("INSERT", quads)

    def remove(self, quad: Quad) -> None:
        """Make the removal of a quad a part of the next transaction."""
        self._pending += _data("DELETE", [quad])

    def rollback(self) -> None:
        """Forget what was to be written."""
        self._pending.clear()

    def commit(self) -> None:
        """Write what has been gathered, in one request."""
        pending, self._pending = self._pending, []
        if pending:
            body = " ;\n".join(pending).encode()
            headers = {"Content-Type": "application/sparql-update"}
            reply = self._service.request("POST", self._service.kind.update, headers=headers, body=body)
            if reply.status >= BAD_REQUEST:
                raise StoreWriteError(f"{self._service.url} took no update: {reply.reason}")

    def flush(self) -> None:
        """Nothing is left to do: a server answers when it has stored what it was sent."""

    def _graph(self, graph: NamedNode) -> Iterator[Quad]:
        kind = self._service.kind
        reply = self._service.request("GET", kind.data, f"graph={_quoted(graph)}", headers={"Accept": TRIPLES})
        if reply.status == 404:
            return
        for quad in pyoxigraph.parse(self._checked(reply).body, format=RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)

    def _matching(
        self, subject: Node | None, predicate: NamedNode | None, object_: Node | None, graph: NamedNode | None
    ) -> Iterator[Quad]:
        given = {"s": subject, "p": predicate, "o": object_, "g": graph}
        s, p, o, g = (f"?{name}" if term is None else str(term) for name, term in given.items())
        for row in self._rows(f"SELECT * {{ GRAPH {g} {{ {s} {p} {o} }} }}"):
            terms = [row[name] if term is None else term for name, term in given.items()]
            yield Quad(*terms)  # type: ignore[arg-type]

    def _rows(self, sparql: str) -> Iterator[pyoxigraph.QuerySolution]:
        answer = self.query(sparql)
        assert isinstance(answer, QuerySolutions)  # noqa: S101  (our own SELECT)
        return iter(answer)

    def _checked(self, reply: Reply) -> Reply:
        if reply.status != OK:
            raise StoreUnreachableError(f"{self._service.url} gave no answer: {reply.reason}")
        return reply


Quads: TypeAlias = pyoxigraph.Store | RemoteQuads
"""Quads here or elsewhere."""


def _answer(reply: Reply) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The reply as Oxigraph's own answers are: rows or a boolean in JSON, or else triples."""
    if not reply.body.startswith(b"{"):
        held = pyoxigraph.Store()
        held.load(reply.body, format=RdfFormat.N_TRIPLES)
        return held.query("CONSTRUCT WHERE { ?s ?p ?o }")
    try:
        json.loads(reply.body)  # servers cut an answer off where it takes them too long, and say that all is well
    except ValueError:
        raise StoreUnreachableError("the server cut its answer off") from None
    return pyoxigraph.parse_query_results(reply.body, format=QueryResultsFormat.JSON)


def _with_prefixes(sparql: str, prefixes: Mapping[str, str]) -> str:
    """The query with the prefixes that it uses and does not declare; on its first line, so that line numbers hold."""
    used = {prefix: iri for prefix, iri in prefixes.items() if re.search(rf"(?<![\w.-]){prefix}:", sparql)}
    declared = {found.lower() for found in re.findall(r"prefix\s+([\w.-]*)\s*:", sparql, re.IGNORECASE)}
    lines = (f"PREFIX {prefix}: <{iri}> " for prefix, iri in used.items() if prefix not in declared)
    return "".join(lines) + sparql


def _data(verb: str, quads: Iterable[Quad]) -> Iterator[str]:
    """INSERT DATA or DELETE DATA, if there is any data."""
    ordered = sorted(quads, key=lambda quad: str(quad.graph_name))
    graphs = (
        f"GRAPH {name} {{\n" + "".join(f"{quad.triple} .\n" for quad in held) + "}\n"
        for name, held in groupby(ordered, key=lambda quad: str(quad.graph_name))
    )
    if ordered:
        yield f"{verb} DATA {{ {''.join(graphs)} }}"


def _quoted(graph: Graph) -> str:
    return quote(getattr(graph, "value", ""), safe="")


def here(quads: Quads) -> pyoxigraph.Store:
    """The quads in this process."""
    if isinstance(quads, pyoxigraph.Store):
        return quads
    copy = pyoxigraph.Store()
    copy.extend(quads.quads_for_pattern(None, None, None))
    return copy
