"""Clients that nobody here wrote: SPARQLWrapper, rdflib's SPARQLStore, curl, a browser."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from graph.explorer import html
from graph.views.view import assemble
from ontology.named_queries import named_queries
from ontology.namespaces import CG, RDF, article_iri
from tests import samples
from tests.graph.serve.running import Running, filled, serving
from tests.graph.test_queries import EXPECTED

CLAIMS: Final = sum(len(each.claims) for each in samples.ALL)
COUNT: Final = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a cg:Claim }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = filled(tmp_path_factory.mktemp("clients"))
    html.write(assemble(samples.ALL), folder / "graph.html")
    with serving(folder) as running:
        yield running


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_gets_the_rows_of_the_named_queries(server: Running, name: str, method: str) -> None:
    client = SPARQLWrapper(server.endpoint, returnFormat=JSON)
    client.setMethod(method)
    client.setQuery(named_queries()[name].sparql)
    answer: Any = client.queryAndConvert()
    names = answer["head"]["vars"]
    rows = [
        tuple(row[each]["value"] if each in row else None for each in names) for row in answer["results"]["bindings"]
    ]
    assert rows == EXPECTED[name]


@pytest.mark.parametrize("form", [XML, CSV, TSV, JSON])
def test_sparqlwrapper_reads_rows_in_every_form(server: Running, form: str) -> None:
    client = SPARQLWrapper(server.endpoint, returnFormat=form)
    client.setQuery(COUNT)
    answer: Any = client.queryAndConvert()
    text = answer.toxml() if form == XML else answer.decode() if isinstance(answer, bytes) else json.dumps(answer)
    assert str(CLAIMS) in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper uses it
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_reads_triples_in_every_form(server: Running, form: str) -> None:
    client = SPARQLWrapper(server.endpoint, returnFormat=form)
    client.setQuery("CONSTRUCT WHERE { ?c a cg:Claim }")
    answer: Any = client.queryAndConvert()
    graph = answer if isinstance(answer, Graph) else Graph().parse(data=answer, format="turtle")
    assert len(graph) == CLAIMS


def test_sparqlwrapper_knows_a_wrong_query(server: Running) -> None:
    client = SPARQLWrapper(server.endpoint, returnFormat=JSON)
    client.setQuery("SELECT nonsense")
    with pytest.raises(QueryBadFormed, match="line 1, column"):
        client.query()


def test_sparqlwrapper_names_a_graph(server: Running) -> None:
    client = SPARQLWrapper(server.endpoint, returnFormat=JSON)
    client.addParameter("default-graph-uri", article_iri(samples.WIRE.article.id))
    client.setQuery(COUNT)
    answer: Any = client.queryAndConvert()
    assert answer["results"]["bindings"][0]["n"]["value"] == str(len(samples.WIRE.claims))


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_the_endpoint_as_a_graph(server: Running, method: str) -> None:
    graph = Graph(SPARQLStore(server.endpoint, method=method))
    claims = set(graph.subjects(URIRef(RDF + "type"), URIRef(CG + "Claim")))
    assert len(claims) == CLAIMS
    assert bool(graph.query("ASK { ?c a <x:none> }")) is False
    [row] = graph.query(COUNT)
    assert row[0].toPython() == CLAIMS  # type: ignore[index, union-attr]


def test_rdflib_reads_one_of_the_graphs(server: Running) -> None:
    name = URIRef(article_iri(samples.NORWEGIAN.article.id))
    graph = Graph(SPARQLStore(server.endpoint, context_aware=True), identifier=name)
    assert len(set(graph.subjects(URIRef(RDF + "type"), URIRef(CG + "Claim")))) == len(samples.NORWEGIAN.claims)


def test_curl_asks_in_all_three_ways(server: Running) -> None:
    ways = (
        ["--get", "--data-urlencode", f"query={COUNT}", server.endpoint],
        ["--data-urlencode", f"query={COUNT}", server.endpoint],
        ["--header", "Content-Type: application/sparql-query", "--data-binary", COUNT, server.endpoint],
    )
    for way in ways:
        command = ["curl", "--silent", "--fail", "--header", "Accept: text/csv", *way]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        assert list(csv.reader(io.StringIO(printed))) == [["n"], [str(CLAIMS)]]


@pytest.fixture
def page(browser: Browser, server: Running) -> Iterator[Any]:
    """The query page, in a browser that reaches nothing else; whatever the page complains about fails the test."""
    complaints: list[str] = []
    page = browser.new_page()
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url)
    page.wait_for_selector("body[data-ready]")
    yield page
    page.close()
    assert not complaints
    assert asked
    assert all(url.startswith((server.url, "data:")) for url in asked)


def test_the_query_page_offers_the_named_queries_and_shows_their_answers(page: Any) -> None:  # noqa: ANN401
    assert page.locator("#examples strong").all_inner_texts() == list(named_queries())
    page.get_by_role("button", name="negated-claims").click()
    page.wait_for_selector("#answer table tbody tr")
    assert page.locator("#answer table tbody tr").count() == len(EXPECTED["negated-claims"])
    assert "Havnebrigaden har ikke inntatt" in page.locator("#answer table").inner_text()
    assert page.locator("#status").inner_text().startswith("Answered in")


def test_the_query_page_leads_to_the_explorer(page: Any) -> None:  # noqa: ANN401
    page.get_by_role("link", name="Explore it").click()
    page.wait_for_selector("#canvas canvas")
    assert page.url.endswith("/explorer")


def test_the_query_page_keeps_nothing(page: Any) -> None:  # noqa: ANN401
    page.get_by_role("button", name="sources").click()
    page.wait_for_selector("#answer table tbody tr")
    assert "Coast Herald" not in page.evaluate("JSON.stringify(localStorage)")


def test_text_in_an_answer_is_never_markup(browser: Browser, server: Running) -> None:
    """DataTables parses cells as HTML to see what they hold; the policy of the page stops whatever is in them."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(server.url)
    page.wait_for_selector("body[data-ready]")
    run = "document.title=1"
    hostile = f'<img src="https://elsewhere.invalid/x" onerror="{run}"><svg onload="{run}"></svg><script>{run}</script>'
    sparql = f"SELECT ('{hostile}' AS ?text) ('{hostile}'@en AS ?tagged) (<javascript:{run}> AS ?link) {{}}"
    page.evaluate("sparql => document.querySelector('.CodeMirror').CodeMirror.setValue(sparql)", sparql)
    page.locator(".yasqe_queryButton").click()
    page.wait_for_selector("#answer table tbody tr")
    page.wait_for_timeout(300)
    cells = page.locator("#answer table tbody")
    assert "<img src=" in cells.inner_text()
    assert cells.locator("img, script").count() == 0
    assert not any((each.get_attribute("href") or "").startswith("javascript:") for each in cells.locator("a").all())
    assert page.title() == "Ask the graph"
    assert all(url.startswith((server.url, "data:")) for url in asked)
    page.close()
