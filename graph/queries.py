"""SPARQL over a store: run a query, by text or by name, without ever reaching for the network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal, TypeAlias

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple

from graph.errors import NetworkQueryError, QueryError, QuerySyntaxError, UnknownQueryError
from ontology.named_queries import named_queries

Term: TypeAlias = NamedNode | BlankNode | pyoxigraph.Literal | Triple
Kind = Literal["select", "ask", "graph"]

FORMATS: Final = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
"""The forms of an answer: the first four for SELECT (the first two also for ASK), the others for triples."""

_BLANK: Final = r"(?:\s|\#[^\n]*(?:\n|$))*"
_SERVICE: Final = re.compile(
    rf"""
      (?P<call> service {_BLANK} (?:silent {_BLANK})? (?: < | [?$]\w | [\w.-]* : ) )
    | [?$]\w+                       # a variable, which may be called ?service
    | (?<![\w.-]) [\w.-]* : [\w.\-%\\:]*        # a prefixed name, such as schema:service
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gave: rows under variables (SELECT), a boolean (ASK), or triples (CONSTRUCT, DESCRIBE).

    A row has None where a variable is unbound.
    """

    kind: Kind
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()


def run_query(store: pyoxigraph.Store, sparql: str) -> QueryResult:
    """Answer a query over the union of all graphs."""
    try:
        return _result(_answer(store, sparql))
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def serialized(store: pyoxigraph.Store, sparql: str, form: str) -> bytes:
    """Answer a query in one of ``FORMATS``."""
    try:
        answer = _answer(store, sparql)
        return answer.serialize(format=FORMATS[form])  # type: ignore[arg-type, return-value]
    except (OSError, RuntimeError, ValueError, TypeError, KeyError):
        raise QueryError(f"this query has no answer in the form {form}") from None


def find_query(text: str) -> str:
    """The SPARQL of a named query if ``text`` is the name of one, else ``text`` itself if it can be a query."""
    known = named_queries()
    if text in known:
        return known[text].sparql
    if re.fullmatch(r"[\w-]+", text):
        near = get_close_matches(text, known, n=1) or [", ".join(known)]
        raise UnknownQueryError(f"no query is called {text}; there is {near[0]}")
    return text


def calls_out(sparql: str) -> bool:
    """Whether a query asks another server. Rather says so of a harmless query than not of a harmful one."""
    unescaped = _ESCAPE.sub(_unescape, sparql)
    return any(found["call"] for found in _SERVICE.finditer(unescaped))


def _answer(store: pyoxigraph.Store, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    if calls_out(sparql):
        raise NetworkQueryError("the query asks another server (SERVICE), and claimgraph works offline")
    try:
        return store.query(sparql, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QuerySyntaxError(_readable(str(error))) from None


def _result(answer: QuerySolutions | QueryBoolean | QueryTriples) -> QueryResult:
    if isinstance(answer, QueryBoolean):
        return QueryResult("ask", boolean=bool(answer))
    if isinstance(answer, QueryTriples):
        return QueryResult("graph", triples=tuple(sorted(answer, key=str)))
    variables = tuple(variable.value for variable in answer.variables)
    rows = tuple(tuple(solution[name] for name in variables) for solution in answer)
    return QueryResult("select", variables, rows)


def _readable(message: str) -> str:
    """Where the query stops making sense; what the parser would have liked instead fills a screen."""
    place = re.match(r"error at (\d+):(\d+)", message)
    if place is None:
        return f"the query is not SPARQL: {message}"
    return f"the query is not SPARQL: it makes no sense at line {place[1]}, column {place[2]}"


def _unescape(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else ""
