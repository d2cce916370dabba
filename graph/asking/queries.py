"""SPARQL over a store: run a query, by text or by name, without ever reaching for the network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple

from graph.errors import NetworkQueryError, QueryError, QuerySyntaxError, UnknownQueryError
from ontology.named_queries import named_queries
from ontology.namespaces import ARTICLE, CLAIM, ENTITY, PREFIXES

if TYPE_CHECKING:
    from graph.remote.quads import Quads

Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
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
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "rdfxml": RdfFormat.RDF_XML,
}
"""The forms of an answer: the first four for SELECT and ASK, the others for triples."""

PRESET: Final = {**PREFIXES, "article": ARTICLE, "claim": CLAIM, "entity": ENTITY}
"""The prefixes that a query need not declare, and may declare otherwise."""

_BLANK: Final = r"(?:\s|\#[^\n]*(?:\n|$))*"
_SERVICE: Final = re.compile(
    rf"""
      (?P<call> service {_BLANK} (?:silent {_BLANK})? (?: < | [?$]\w | [\w.-]* : ) )
    | [?$]\w+                       # a variable, which may be called ?service
    | (?<![\w.-]) [\w.-]* : [\w.\-%\\:]*        # a prefixed name, such as schema:service
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FROM: Final = re.compile(
    r"""
      \#[^\n]*                         # a comment
    | \"{3}(?:[^"\\]|\\.|"(?!""))*"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
    | <[^\s<>"{}|^`\\]*>
    | [?$]\w+                         # a variable, which may be called ?from
    | [\w.-]*:[\w.\-%\\:]*           # a prefixed name, such as schema:from
    | (?P<clause> (?<![\w.-]) from (?![\w.-]) )
    | \w+
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
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


def run_query(store: Quads, sparql: str) -> QueryResult:
    """Answer a query over the union of all graphs."""
    try:
        return _result(evaluate(store, sparql))
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def serialized(store: Quads, sparql: str, form: str) -> bytes:
    """Answer a query in one of ``FORMATS``."""
    try:
        answer = evaluate(store, sparql)
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


def names_dataset(sparql: str) -> bool:
    """Whether a query says itself which graphs it looks at (FROM, FROM NAMED)."""
    return any(found["clause"] for found in _FROM.finditer(_ESCAPE.sub(_unescape, sparql)))


def evaluate(
    store: Quads,
    sparql: str,
    *,
    default: Sequence[str] | None = None,
    named: Sequence[str] | None = None,
) -> Answer:
    """Oxigraph's own answer, which is worked out while it is read.

    It looks at the union of the graphs in ``default`` and, under GRAPH, at those in ``named``; where both are None at
    what the query says (FROM), or else at all graphs. SPARQL 1.1 Protocol, section 2.1.4.
    """
    if calls_out(sparql):
        raise NetworkQueryError("the query asks another server (SERVICE), and claimgraph works offline")
    try:
        if default is None and named is None:
            return store.query(sparql, prefixes=PRESET, use_default_graph_as_union=not names_dataset(sparql))
        return store.query(
            sparql,
            prefixes=PRESET,
            default_graph=[NamedNode(each) for each in default or ()],
            named_graphs=[NamedNode(each) for each in named or ()],
        )
    except SyntaxError as error:
        raise QuerySyntaxError(_readable(str(error))) from None


def _result(answer: Answer) -> QueryResult:
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
