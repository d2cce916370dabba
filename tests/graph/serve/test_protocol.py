"""The cases of the W3C's SPARQL 1.1 Protocol tests that apply to an endpoint that only reads, and some of our own.

The W3C's cases load their data from the web; these ask the same of the graphs of the sample articles.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

import pyoxigraph
import pytest

from ontology.namespaces import article_iri
from tests import samples
from tests.graph.serve.running import Reply, Running, filled, serving

FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT: Final = {"Content-Type": "application/sparql-query"}
A, B, C = (article_iri(each.article.id) for each in samples.ALL)
ASK: Final = "ASK {}"
GRAPHS: Final = "SELECT ?g { GRAPH ?g { ?a a schema:NewsArticle } } ORDER BY ?g"
ARTICLES: Final = "SELECT ?a { ?a a schema:NewsArticle } ORDER BY ?a"
BOTH: Final = "SELECT ?a ?g { { ?a a schema:NewsArticle } UNION { GRAPH ?g { ?b a schema:NewsArticle } } }"
ROWS: Final = ("application/sparql-results+json", "application/sparql-results+xml")
TRIPLES: Final = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


def values(reply: Reply) -> list[str]:
    """All IRIs in an answer in JSON, sorted."""
    rows = json.loads(reply.body)["results"]["bindings"]
    return sorted(term["value"] for row in rows for term in row.values())


def is_true(reply: Reply) -> bool:
    return json.loads(reply.body)["boolean"] is True


def gives(*expected: str) -> Callable[[Reply], bool]:
    return lambda reply: values(reply) == sorted(expected)


def says(*words: str) -> Callable[[Reply], bool]:
    return lambda reply: all(word in reply.text for word in words) and reply.text.count("\n") == 1


def parameters(*pairs: tuple[str, str]) -> str:
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)


@dataclass(frozen=True)
class Case:
    """A request and what must come of it."""

    name: str
    method: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: str | bytes | None = None
    status: int = 200
    types: tuple[str, ...] = ()
    check: Callable[[Reply], bool] = bool


def get(name: str, *pairs: tuple[str, str], accept: str = "", **rest: object) -> Case:
    return Case(name, "GET", parameters(*pairs), {"Accept": accept} if accept else {}, **rest)  # type: ignore[arg-type]


def form(name: str, *pairs: tuple[str, str], **rest: object) -> Case:
    return Case(name, "POST", body=parameters(*pairs), headers=FORM, **rest)  # type: ignore[arg-type]


def direct(name: str, body: str | bytes, *pairs: tuple[str, str], **rest: object) -> Case:
    return Case(name, "POST", parameters(*pairs), DIRECT, body, **rest)  # type: ignore[arg-type]


DEFAULT_B: Final = ("default-graph-uri", B)
DEFAULT_C: Final = ("default-graph-uri", C)
NAMED_A: Final = ("named-graph-uri", A)
NAMED_B: Final = ("named-graph-uri", B)
CASES: Final = (
    # The W3C's names.
    get("query_get", ("query", ASK), types=ROWS, check=is_true),
    form("query_post_form", ("query", ASK), types=ROWS, check=is_true),
    direct("query_post_direct", ASK, types=ROWS, check=is_true),
    get("query_dataset_default_graph", ("query", ARTICLES), DEFAULT_B, check=gives(B)),
    get("query_dataset_default_graphs_get", ("query", ARTICLES), DEFAULT_B, DEFAULT_C, check=gives(B, C)),
    form("query_dataset_default_graphs_post", ("query", ARTICLES), DEFAULT_B, DEFAULT_C, check=gives(B, C)),
    direct("query_dataset_default_graphs_direct", ARTICLES, DEFAULT_B, DEFAULT_C, check=gives(B, C)),
    get("query_dataset_named_graphs_get", ("query", GRAPHS), NAMED_A, NAMED_B, check=gives(A, B)),
    form("query_dataset_named_graphs_post", ("query", GRAPHS), NAMED_A, NAMED_B, check=gives(A, B)),
    direct("query_dataset_named_graphs_direct", GRAPHS, NAMED_A, NAMED_B, check=gives(A, B)),
    form("query_dataset_full", ("query", BOTH), DEFAULT_C, NAMED_A, NAMED_B, check=gives(A, B, C)),
    get(
        "query_multiple_dataset",
        ("query", ARTICLES.replace("{", f"FROM <{A}> {{", 1)),
        DEFAULT_C,
        check=gives(C),
    ),
    form("query_content_type_select", ("query", ARTICLES), types=ROWS, check=gives(A, B, C)),
    form("query_content_type_ask", ("query", ASK), types=ROWS, check=is_true),
    form("query_content_type_describe", ("query", f"DESCRIBE <{A}>"), types=TRIPLES),
    form("query_content_type_construct", ("query", "CONSTRUCT { <x:a> <x:b> 1 } {}"), types=TRIPLES),
    Case("bad_query_method", "PUT", parameters(("query", ASK)), status=405),
    Case("bad_query_method_delete", "DELETE", parameters(("query", ASK)), status=405),
    get("bad_multiple_queries", ("query", ASK), ("query", ASK), status=400, check=says("more than one")),
    form("bad_multiple_queries_form", ("query", ASK), ("query", "SELECT * {}"), status=400),
    direct("bad_multiple_queries_direct", ASK, ("query", ASK), status=400),
    Case("bad_query_wrong_media_type", "POST", body=ASK, headers={"Content-Type": "text/plain"}, status=415),
    Case("bad_query_missing_form_type", "POST", body=parameters(("query", ASK)), status=415),
    Case("bad_query_missing_direct_type", "POST", body=ASK, status=415),
    Case(
        "bad_query_non_utf8",
        "POST",
        headers={"Content-Type": "application/sparql-query; charset=UTF-16"},
        body=ASK.encode("utf-16"),
        status=415,
    ),
    direct("bad_query_syntax", "ASK { what }", status=400, check=says("line 1, column")),
    # Updates, in each of the ways the protocol knows: this endpoint has no such operation.
    form("update_post_form", ("update", "DROP ALL"), status=403, check=says("read only")),
    get("bad_update_get", ("update", "DROP ALL"), status=403),
    form("update_dataset", ("update", "DROP ALL"), ("using-graph-uri", A), status=403),
    Case(
        "update_post_direct", "POST", body="DROP ALL", headers={"Content-Type": "application/sparql-update"}, status=403
    ),
    form("update_as_query", ("query", "DROP ALL"), status=400),
    direct("update_as_direct_query", "INSERT DATA { <x:a> <x:b> <x:c> }", status=400),
    # Our own.
    get("union of all graphs", ("query", ARTICLES), check=gives(A, B, C)),
    get("FROM is heeded", ("query", ARTICLES.replace("{", f"FROM <{A}> {{", 1)), check=gives(A)),
    get("no default graph beside a named one", ("query", ARTICLES), NAMED_A, check=gives()),
    get("no named graph beside a default one", ("query", GRAPHS), DEFAULT_B, check=gives()),
    get("an unknown graph is empty", ("query", ARTICLES), ("default-graph-uri", "x:nothing"), check=gives()),
    get("a graph must be an IRI", ("query", ARTICLES), ("default-graph-uri", "no IRI"), status=400),
    get("unknown parameters", ("query", ASK), ("output", "json"), check=is_true),
    get("no query among parameters", DEFAULT_B, status=400, check=says("no query")),
    form("an empty form", status=400, check=says("no query")),
    get("an empty query", ("query", ""), status=400),
    direct("broken UTF-8", b"ASK { ?s ?p '\xff' }", status=400, check=says("UTF-8")),
    Case("broken UTF-8 in a form", "POST", headers=FORM, body="query=ASK%7B%7D%FF", status=400, check=says("UTF-8")),
    Case("charset named", "POST", headers={"Content-Type": f'{DIRECT["Content-Type"]}; charset="utf-8"'}, body=ASK),
    get("rows in no such form", ("query", ASK), accept="image/png", status=406),
    get("rows as triples", ("query", ASK), accept="text/turtle", status=406),
    get("triples as rows", ("query", "CONSTRUCT WHERE { ?s a ?o }"), accept="text/csv", status=406),
    direct("SERVICE", "ASK { SERVICE <http://127.0.0.1:9/> {} }", status=400, check=says("SERVICE")),
    direct("too large a request", "ASK {} #" + "x" * (1 << 20), status=413),
    get("more parameters than anybody sends", ("query", ASK), *[("x", "")] * 11_000, status=400),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(filled(tmp_path_factory.mktemp("protocol"))) as running:
        yield running


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_protocol(server: Running, case: Case) -> None:
    target = f"/sparql?{case.query}" if case.query else "/sparql"
    reply = server.request(case.method, target, case.headers, case.body)
    assert reply.status == case.status, reply.text
    assert not case.types or reply.type in case.types
    assert case.check(reply), reply.text


ACCEPTED: Final = (
    ("SELECT ?x { VALUES ?x { 1 } }", "application/sparql-results+json", b'{"head":{"vars":["x"]}'),
    ("SELECT ?x { VALUES ?x { 1 } }", "application/sparql-results+xml", b"<?xml"),
    ("SELECT ?x { VALUES ?x { 1 } }", "text/csv", b"x\r\n1\r\n"),
    ("SELECT ?x { VALUES ?x { 1 } }", "text/tab-separated-values", b"?x\n1\n"),
    ("ASK {}", "application/sparql-results+xml", b"<?xml"),
    ("CONSTRUCT { <x:a> <x:b> <x:c> } {}", "text/turtle", b"<x:a> <x:b> <x:c> ."),
    ("CONSTRUCT { <x:a> <x:b> <x:c> } {}", "application/n-triples", b"<x:a> <x:b> <x:c> ."),
    ("CONSTRUCT { <x:a> <x:b> <x:c> } {}", "application/trig", b"<x:a> <x:b> <x:c> ."),
    ("CONSTRUCT { <x:a> <x:b> <x:c> } {}", "application/n-quads", b"<x:a> <x:b> <x:c> ."),
    ("CONSTRUCT { <x:a> <x:b> <x:c> } {}", "application/ld+json", b"[{"),
    ("CONSTRUCT { <x:a> <x:b> <x:c> } {}", "application/rdf+xml", b"<?xml"),
)


@pytest.mark.parametrize(("sparql", "accept", "begins"), ACCEPTED)
def test_an_answer_has_the_form_that_is_asked_for(server: Running, sparql: str, accept: str, begins: bytes) -> None:
    reply = server.ask(sparql, accept)
    assert (reply.status, reply.type) == (200, accept)
    assert reply.body.startswith(begins)
    assert "accept" in reply.headers["vary"].lower()


def test_head_is_get_without_a_body(server: Running) -> None:
    reply = server.request("HEAD", f"/sparql?{parameters(('query', ASK))}")
    assert (reply.status, reply.body) == (200, b"")


def test_pages_of_other_sites_may_read(server: Running) -> None:
    asked = {"Origin": "https://elsewhere.example"}
    assert server.request("GET", f"/sparql?{parameters(('query', ASK))}", asked).headers[
        "access-control-allow-origin"
    ] == ("*")
    wanted = {**asked, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    reply = server.request("OPTIONS", "/sparql", wanted)
    assert reply.status == 200
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert "DELETE" not in reply.headers["access-control-allow-methods"]


@pytest.mark.parametrize("accept", TRIPLES)
def test_without_a_query_it_describes_itself(server: Running, accept: str) -> None:
    reply = server.request("GET", "/sparql", {"Accept": accept})
    assert (reply.status, reply.type) == (200, accept)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    said = {
        (triple.predicate.value, getattr(triple.object, "value", ""))
        for triple in pyoxigraph.parse(reply.body, format=pyoxigraph.RdfFormat.from_media_type(accept))
    }
    assert (f"{sd}endpoint", server.endpoint) in said
    assert (f"{sd}supportedLanguage", f"{sd}SPARQL11Query") in said
    assert (f"{sd}feature", f"{sd}UnionDefaultGraph") in said
    assert (f"{sd}resultFormat", "http://www.w3.org/ns/formats/SPARQL_Results_CSV") in said
    assert not any("Update" in value or "Federated" in value for _, value in said)


def test_a_browser_without_a_query_gets_the_page(server: Running) -> None:
    reply = server.request("GET", "/sparql", {"Accept": "text/html,*/*;q=0.8"})
    assert (reply.status, reply.headers["location"]) == (303, server.url)
