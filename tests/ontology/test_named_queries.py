import re

import pyoxigraph
import pytest

from graph.asking.queries import calls_out
from ontology.named_queries import NamedQuery, named_queries
from ontology.namespaces import PREFIXES, THESAURUS_GRAPH

NAMES = [
    "disputes",
    "evacuations",
    "forecasts-and-plans",
    "negated-claims",
    "people-and-roles",
    "relations-overview",
    "sources",
    "states",
    "who-controls-what",
    "who-said-what",
]


def test_the_queries_are_these() -> None:
    assert list(named_queries()) == NAMES


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_a_query_is_written_out_in_full(query: NamedQuery) -> None:
    assert 20 < len(query.help) < 110
    written = dict(re.findall(r"^PREFIX (\w+): <(.*)>$", query.sparql, re.MULTILINE))
    assert written.items() <= {**PREFIXES, "thesaurus": THESAURUS_GRAPH}.items()
    assert pyoxigraph.Store().query(query.sparql) is not None
    assert not calls_out(query.sparql)
