"""What the endpoint says about itself: SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Triple

from graph.asking.queries import FORMATS
from graph.serve.media import GRAPHS, ROWS, Form
from ontology.namespaces import RDF

SD: Final = "http://www.w3.org/ns/sparql-service-description#"


def description(endpoint: str, form: Form) -> bytes:
    """The description of the endpoint at a URL, in one of ``GRAPHS``."""
    return pyoxigraph.serialize(_statements(endpoint), format=FORMATS[form.name], prefixes={"sd": SD}) or b""  # type: ignore[arg-type]


def _statements(endpoint: str) -> Iterator[Triple]:
    service, dataset, graph = (BlankNode(each) for each in ("service", "dataset", "default"))
    a = NamedNode(RDF + "type")
    yield Triple(service, a, _sd("Service"))
    yield Triple(service, _sd("endpoint"), NamedNode(endpoint))
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for form in (*ROWS, *GRAPHS):
        yield Triple(service, _sd("resultFormat"), NamedNode(form.iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, a, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, a, _sd("Graph"))


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
