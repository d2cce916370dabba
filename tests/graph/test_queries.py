from collections.abc import Iterator

import pytest

from graph.asking.queries import calls_out, find_query, names_dataset, run_query, serialized
from graph.errors import NetworkQueryError, QueryError, QuerySyntaxError, UnknownQueryError
from graph.storage.store import Store
from ontology.named_queries import named_queries
from tests import samples
from tests.stores import filled_store

TOOK = "The Harbour Brigade captured Port Sarin on Friday, a coast guard officer said."
DENIED = "Havnebrigaden har ikke inntatt Port Sarin, sier guvernør Ida Solvang i byen."
EVACUATED = "More than 1,200 civilians were evacuated from Port Sarin to Marmouth."
PLANS = "The brigade plans to leave Port Sarin in April, but it may attack Old Quay first."
ARMS = "Russland støtter Havnebrigaden, og Solvang tror at landet vil sende våpen."
CONTROLS = "The Harbour Brigade controls Port Sarin, according to the Coast Herald."
LEFT = "Ifølge en kilde som NorNytt viser til, forlot brigaden Gamlekaia lørdag."
FLED = "Om lag 90 prosent av innbyggerne skal ha flyktet til Marmouth."
TALKS = "Russia was not involved in the talks."
HERALD, KYST, WIRE = ("Coast Herald", "2021-03-05"), ("Kystbladet", "2021-03-06"), ("Wire News", "2021-03-07")
BRIGADE, PORT, OFFICER, IDA = "Harbour Brigade", "Port Sarin", "a coast guard officer", "Ida Solvang"

EXPECTED: dict[str, list[tuple[str | None, ...]]] = {
    "who-controls-what": [
        (PORT, BRIGADE, "captured", "positive", "asserted", OFFICER, *HERALD, TOOK),
        (PORT, BRIGADE, "captured", "negative", "asserted", IDA, *KYST, DENIED),
        (PORT, BRIGADE, "controls", "positive", "reported", "Coast Herald", *WIRE, CONTROLS),
    ],
    "who-said-what": [
        ("Coast Herald", None, BRIGADE, "controls", PORT, "positive", "reported", *WIRE, CONTROLS),
        (IDA, None, BRIGADE, "captured", PORT, "negative", "asserted", *KYST, DENIED),
        (IDA, None, "Russia", "sent", "våpen", "positive", "predicted", *KYST, ARMS),
        (OFFICER, None, BRIGADE, "captured", PORT, "positive", "asserted", *HERALD, TOOK),
        ("en kilde", "NorNytt", BRIGADE, "left", "Old Quay", "positive", "asserted", *KYST, LEFT),
    ],
    "evacuations": [
        (who, relation, place, "at-least", "1200", None, "positive", "asserted", None, *HERALD, EVACUATED)
        for who, relation, place in (("civilians", "evacuated-from", PORT), ("civilians", "evacuated-to", "Marmouth"))
    ],
    "people-and-roles": [(IDA, "role-in", "guvernør", PORT, "positive", "asserted", None, *KYST, DENIED)],
    "negated-claims": [
        ("Russia", "negotiated", "the talks", "asserted", None, *HERALD, TALKS),
        (BRIGADE, "captured", PORT, "asserted", IDA, *KYST, DENIED),
    ],
    "forecasts-and-plans": [
        ("planned", BRIGADE, "left", PORT, "in April", "positive", None, *HERALD, PLANS),
        ("possible", BRIGADE, "attacked", "Old Quay", None, "positive", None, *HERALD, PLANS),
        ("predicted", "Russia", "sent", "våpen", None, "positive", IDA, *KYST, ARMS),
    ],
    "sources": [
        ("publisher", "Coast Herald", "1", "8", "2021-03-05", "2021-03-05"),
        ("publisher", "Kystbladet", "1", "7", "2021-03-06", "2021-03-06"),
        ("publisher", "Wire News", "1", "3", "2021-03-07", "2021-03-07"),
        ("speaker", IDA, "1", "2", "2021-03-06", "2021-03-06"),
        ("speaker", "Coast Herald", "1", "1", "2021-03-07", "2021-03-07"),
        ("speaker", OFFICER, "1", "1", "2021-03-05", "2021-03-05"),
        ("speaker", "en kilde", "1", "1", "2021-03-06", "2021-03-06"),
    ],
    "disputes": [
        (BRIGADE, "captured", PORT, OFFICER, HERALD[1], TOOK, IDA, KYST[1], DENIED),
    ],
    "states": [
        ("Marmouth", HERALD[1], HERALD[1], "civilians", "evacuated-to", None, HERALD[0], EVACUATED),
        ("Marmouth", KYST[1], KYST[1], "innbyggerne", "fled-to", None, KYST[0], FLED),
        ("Old Quay", KYST[1], KYST[1], BRIGADE, "left", "en kilde", KYST[0], LEFT),
        (PORT, HERALD[1], HERALD[1], BRIGADE, "captured", OFFICER, HERALD[0], TOOK),
        (PORT, HERALD[1], HERALD[1], "civilians", "evacuated-from", None, HERALD[0], EVACUATED),
        (PORT, WIRE[1], WIRE[1], BRIGADE, "controls", "Coast Herald", WIRE[0], CONTROLS),
    ],
    "relations-overview": [
        ("captured", "1", "1", "2"),
        ("left", "2", "0", "2"),
        *(
            (name, "1", "0", "1")
            for name in ("attacked", "controls", "demanded", "evacuated-from", "evacuated-to", "fled-to", "killed")
        ),
        ("negotiated", "0", "1", "1"),
        *((name, "1", "0", "1") for name in ("part-of", "rejected", "role-in", "sent", "supports")),
    ],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled_store(tmp_path_factory.mktemp("queries")) as opened:
        yield opened


def values(rows: tuple[tuple[object, ...], ...]) -> list[tuple[object, ...]]:
    return [tuple(getattr(term, "value", None) for term in row) for row in rows]


def test_every_named_query_has_its_expected_rows() -> None:
    assert set(EXPECTED) == set(named_queries())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_named_query_gives_its_rows(store: Store, name: str) -> None:
    assert values(store.query(named_queries()[name].sparql).rows) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_named_query_gives_as_many_rows_in_rdflib(store: Store, name: str) -> None:
    assert len(list(store.dataset().query(named_queries()[name].sparql))) == len(EXPECTED[name])


def test_select_gives_rows_under_variables(store: Store) -> None:
    result = store.query("SELECT ?x ?nothing WHERE { BIND(1 AS ?x) }")
    assert (result.kind, result.variables, values(result.rows)) == ("select", ("x", "nothing"), [("1", None)])


def test_ask_gives_a_boolean(store: Store) -> None:
    assert store.query("ASK { ?s ?p ?o }").boolean is True
    assert store.query("ASK { <x:a> ?p ?o }").boolean is False


def test_construct_gives_triples(store: Store) -> None:
    result = store.query("CONSTRUCT { ?a a <x:Claim> } WHERE { ?a a <https://w3id.org/claimgraph/ontology#Claim> }")
    assert result.kind == "graph"
    assert len(result.triples) == sum(len(each.claims) for each in samples.ALL)


def test_a_query_that_is_not_sparql_says_where(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match=r"not SPARQL: it makes no sense at line 2, column \d+$"):
        store.query("SELECT *\nWHERE { oh dear }")
    with pytest.raises(QuerySyntaxError):
        store.query("DELETE WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "select * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE?x { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { SERVICE # why\n <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 5SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { FILTER(?a<?b) # > """\n SERVICE <http://127.0.0.1:9/> {} # """\n }',
    ],
)
def test_no_query_reaches_for_the_network(store: Store, sparql: str) -> None:
    with pytest.raises(NetworkQueryError, match="works offline"):
        run_query(store._quads, sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service WHERE { ?service ?p ?o }",
        "SELECT ?service WHERE { ?a <x:p> ?service . ?service <x:p> ?o }",
        "PREFIX s: <http://x/> SELECT * WHERE { ?a s:service <http://x/> }",
        'SELECT * WHERE { ?a ?b ?c FILTER(CONTAINS(?c, "secret service")) }',
    ],
)
def test_the_word_service_is_no_harm(store: Store, sparql: str) -> None:
    assert not calls_out(sparql)
    assert store.query(sparql).kind == "select"


def test_a_long_query_is_looked_through_quickly() -> None:
    assert not calls_out("SELECT * { ?a ?b '" + "x" * 200_000 + "' }")


def test_a_name_finds_its_query() -> None:
    assert find_query("sources") == named_queries()["sources"].sparql
    assert find_query("ASK {}") == "ASK {}"


def test_a_name_that_is_nearly_right_gets_a_hint() -> None:
    with pytest.raises(UnknownQueryError, match=r"no query is called who-said-wat; there is who-said-what$"):
        find_query("who-said-wat")
    with pytest.raises(UnknownQueryError, match=r"there is disputes, .*, who-said-what$"):
        find_query("zzz")


@pytest.mark.parametrize(
    ("sparql", "form", "begins"),
    [
        ("SELECT (1 AS ?x) {}", "csv", b"x\r\n1"),
        ("SELECT (1 AS ?x) {}", "json", b'{"head":{"vars":["x"]}'),
        ("ASK {}", "json", b'{"head":{},"boolean":true}'),
        ("CONSTRUCT { <x:a> <x:b> 1 } {}", "ntriples", b"<x:a> <x:b> "),
    ],
)
def test_an_answer_is_written_in_a_standard_form(store: Store, sparql: str, form: str, begins: bytes) -> None:
    assert serialized(store._quads, sparql, form).startswith(begins)


@pytest.mark.parametrize(("sparql", "form"), [("ASK {}", "turtle"), ("SELECT * {}", "turtle"), ("ASK {}", "yaml")])
def test_an_answer_without_such_a_form_is_an_error(store: Store, sparql: str, form: str) -> None:
    with pytest.raises(QueryError, match=f"no answer in the form {form}"):
        serialized(store._quads, sparql, form)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * FROM <x:a> { ?s ?p ?o }",
        "select * from\n<x:a> { ?s ?p ?o }",
        "ASK FROM NAMED <x:a> { GRAPH ?g { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p 'a' } FROM article:a { ?s ?p ?o }",
        "SELECT(1<2 AS?c)FROM<x:a>{ }",
        "SELECT ('# \\\\' AS ?c) FROM <x:a> { }",
    ],
)
def test_a_query_that_names_its_graphs_looks_at_no_others(store: Store, sparql: str) -> None:
    assert names_dataset(sparql)
    answer = store.query(sparql)
    assert answer.boolean is False or len(answer.rows) == ("{ }" in sparql)
    assert not answer.triples


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?from { ?from ?p ?o }",
        'ASK { ?s ?p ?o FILTER(STR(?o) != " FROM <x:a> ") }',
        'ASK { ?s ?p ?o FILTER(STR(?o) != """ "FROM <x:a> """) }',
        "ASK { # FROM <x:a>\n ?s ?p ?o }",
        "PREFIX s: <x:> ASK { ?s ?p ?o FILTER(?o != s:from) }",
    ],
)
def test_the_word_from_is_no_dataset(store: Store, sparql: str) -> None:
    assert not names_dataset(sparql)
    answer = store.query(sparql)
    assert answer.boolean or answer.rows


def test_prefixes_need_not_be_declared_and_may_be(store: Store) -> None:
    assert store.query("ASK { ?c a cg:Claim }").boolean is True
    assert store.query("PREFIX cg: <x:> ASK { ?c a cg:Claim }").boolean is False
