"""Queries that nobody should ask: each is ended or refused, the server answers on, and the data is what it was."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from graph.storage.store import Store
from tests.graph.serve.running import Running, filled, serving

SECONDS: Final = "0.8"
MANY: Final = " ".join(f"?s{at} ?p{at} ?o{at} ." for at in range(12))
LONG: Final = "x" * 900_000
DOUBLED: Final = " ".join(f"BIND(CONCAT(?x{at}, ?x{at}) AS ?x{at + 1})" for at in range(40))
STARS: Final = "/".join(["(!<x:none>)*"] * 12)
TIMES: Final = "{1,1000}"
ENDED: Final = {
    "cross product, counted": f"SELECT (COUNT(*) AS ?n) {{ {MANY} }}",
    "cross product, sorted": f"SELECT * {{ {MANY} }} ORDER BY ?s1 ?o7",
    "cross product, made distinct": f"SELECT DISTINCT ?s1 ?s2 ?s3 ?s4 ?s5 {{ {MANY} }}",
    "cross product, grouped": f"SELECT ?s1 (SUM(STRLEN(STR(?o2))) AS ?n) {{ {MANY} }} GROUP BY ?s1 ?o2 ?o3 ?s4",
    "cross product, filtered away": f"SELECT * {{ {MANY} FILTER(false && STRLEN(STR(?o1)) > 0 || ?o1 = ?none) }}",
    "cross product, asked": f"ASK {{ {MANY} FILTER(CONCAT(STR(?o1), STR(?o11)) = 'no') }}",
    "cross product, offset": f"SELECT * {{ {MANY} }} OFFSET 999999999999",
    "cross product, described": f"DESCRIBE ?s1 {{ {MANY} }}",
    "cross product, constructed": f"CONSTRUCT {{ ?s1 ?p2 ?o3 }} {{ {MANY} }}",
    "cross product, as a subquery": f"SELECT * {{ {{ SELECT (MAX(?o1) AS ?m) {{ {MANY} }} }} }}",
    "cross product of graphs": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"GRAPH ?g{at} {{ ?s{at} ?p{at} ?o{at} }}" for at in range(8))
    + " }",
    "all rows": f"SELECT * {{ {MANY} }}",
    "optional upon optional": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"OPTIONAL {{ ?s{at} ?p{at} ?o{at} }}" for at in range(9))
    + " }",
    "union upon union": "SELECT (COUNT(*) AS ?n) { "
    + " ".join("{ ?s ?p ?o } UNION { ?a ?b ?c } ." for _ in range(12))
    + " }",
    "minus nothing": f"SELECT (COUNT(*) AS ?n) {{ {MANY} MINUS {{ ?s1 <x:none> ?o1 }} }}",
    "not exists": f"SELECT (COUNT(*) AS ?n) {{ {MANY} FILTER NOT EXISTS {{ ?s1 ?q ?s2 . ?s3 ?r ?s4 }} }}",
    "exists": f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . FILTER EXISTS {{ {MANY} FILTER(?o1 = ?none) }} }}",
    "endless path": f"SELECT (COUNT(*) AS ?n) {{ ?a {STARS} ?b . ?c {STARS} ?d }}",
    "endless path, inverse": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"?a{at} (!<x:n>|^!<x:n>)* ?b{at} ." for at in range(6))
    + " }",
    "endless path, optional": "SELECT (COUNT(*) AS ?n) { ?a "
    + "/".join(["((!<x:n>)?|^(!<x:n>)?)+"] * 8)
    + " ?b . ?c (!<x:n>)+ ?d . ?e (!<x:n>)+ ?f }",
    "many values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{at} {{ {' '.join(map(str, range(200)))} }}" for at in range(8))
    + " }",
    "sums of a product": f"SELECT (SUM(?x * ?y) AS ?n) {{ {MANY} BIND(STRLEN(STR(?o1)) AS ?x) BIND(RAND() AS ?y) }}",
    "hashes": f"SELECT (MAX(SHA512(CONCAT(STR(?o1), STR(?o2), STR(?o3)))) AS ?h) {{ {MANY} }}",
    "one long text": f"SELECT (GROUP_CONCAT(STR(?o1); SEPARATOR='') AS ?all) {{ {MANY} }}",
    "a text that doubles": f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('{'x' * 64}' AS ?x0) {DOUBLED} }}",
    "a text that grows by replacement": "SELECT ?y { BIND(REPLACE('"
    + "a" * 3000
    + "', 'a', '"
    + "b" * 30_000
    + "') AS ?x) BIND(REPLACE(?x, 'b', 'cccccccccccccccc') AS ?y) }",
}
"""Queries that are right and never end, or would fill the memory."""
REFUSED: Final = {
    "INSERT DATA": "INSERT DATA { <x:a> <x:b> <x:c> }",
    "insert, small letters": "insert data{<x:a><x:b><x:c>}",
    "DELETE DATA": "DELETE DATA { <x:a> <x:b> <x:c> }",
    "DELETE WHERE": "DELETE WHERE { ?s ?p ?o }",
    "DELETE INSERT": "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH": "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL": "CLEAR ALL",
    "CLEAR SILENT": "CLEAR SILENT NAMED",
    "DROP": "DROP ALL",
    "CREATE": "CREATE GRAPH <x:g>",
    "LOAD": "LOAD <http://127.0.0.1:{port}/data.ttl>",
    "COPY": "COPY DEFAULT TO <x:g>",
    "MOVE": "MOVE <x:g> TO DEFAULT",
    "ADD": "ADD <x:g> TO DEFAULT",
    "an update behind a query": "ASK {} ; DROP ALL",
    "an update behind a comment": "# ASK {}\nDROP ALL",
    "an update in escapes": "\\u0044ROP ALL",
    "SERVICE": "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SERVICE SILENT": "SELECT * { service SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SERVICE, glued": "SELECT*{SERVICE<http://127.0.0.1:{port}/>{?s?p?o}}",
    "SERVICE, escaped": "SELECT * { S\\u0045RVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SERVICE by prefix": "PREFIX : <http://127.0.0.1:{port}/> SELECT * { SERVICE : { ?s ?p ?o } }",
    "SERVICE by variable": "SELECT * { BIND(<http://127.0.0.1:{port}/> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "SERVICE in a subquery": "ASK { { SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } } } }",
    "SERVICE in EXISTS": "ASK { FILTER EXISTS { SERVICE # no\n <http://127.0.0.1:{port}/> { ?s ?p ?o } } }",
    "braces, nested deeply": "SELECT * { " + "{" * 200_000 + "}" * 200_000 + " }",
    "parentheses, nested deeply": "SELECT (" + "(" * 200_000 + "1" + ")" * 200_000 + " AS ?x) {}",
    "a path, nested deeply": "ASK { ?s " + "(" * 100_000 + "<x:p>" + ")*" * 100_000 + " ?o }",
    "many negations": "SELECT (" + "!" * 400_000 + "true AS ?x) {}",
}
"""What is no query, asks another server, or cannot be read."""
HARMLESS: Final = {
    "a huge literal": f"ASK {{ ?s ?p '{LONG}' }}",
    "a huge IRI": f"ASK {{ ?s ?p <x:{LONG}> }}",
    "a huge variable": f"ASK {{ ?{LONG} ?p <x:none> }}",
    "a huge comment": f"ASK {{ # {LONG}\n ?s <x:none> ?o }}",
    "dashes": f"ASK {{ ?s ?p '{'-' * 20_000}' }}",
    "a pattern that backtracks elsewhere": f"ASK {{ FILTER(REGEX('{'a' * 5000}!', '^(a+)+$')) }}",
    "a pattern that explodes": f"ASK {{ FILTER(REGEX('a', '(((a{TIMES}){TIMES}){TIMES}){TIMES}')) }}",
    "FROM another server": "ASK FROM <http://127.0.0.1:{port}/data.ttl> { ?s ?p ?o }",
}
"""What looks bad and is answered: each of them with no."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Running]:
    """The server; the data must be the same when the last query has been asked."""
    before = _hash(folder)
    options = ("--time-limit", SECONDS, "--memory-limit", "256", "--size-limit", "4", "--workers", "2")
    with serving(folder, *options) as running:
        yield running
        assert running.alive()
    assert _hash(folder) == before
    assert not list((folder / "store" / "readers").iterdir())


@pytest.fixture(scope="module")
def trap() -> Iterator[list[str]]:
    """A server that nobody should call: its port, and who called."""
    called: list[str] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                connection, address = listening.accept()
            except OSError:
                return
            called.append(str(address))
            connection.close()

    listener = threading.Thread(target=answer)
    listener.start()
    called.append(str(listening.getsockname()[1]))
    yield called
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    listener.join()


def _hash(folder: Path) -> str:
    with Store.open(folder, read_only=True) as store:
        return hashlib.sha256(store.nquads().encode()).hexdigest()


def _ask(server: Running, sparql: str) -> tuple[int, str]:
    reply = server.request("POST", "/sparql", {"Content-Type": "application/sparql-query"}, sparql)
    return reply.status, reply.text[:500]


def test_there_are_fifty() -> None:
    assert len(ENDED) + len(REFUSED) + len(HARMLESS) >= 50


@pytest.mark.parametrize("name", ENDED)
def test_what_never_ends_is_ended(server: Running, name: str) -> None:
    status, text = _ask(server, ENDED[name])
    assert status in (504, 507), text
    assert text.count("\n") == 1
    assert server.alive()


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_answered_is_refused(server: Running, trap: list[str], name: str) -> None:
    status, text = _ask(server, REFUSED[name].replace("{port}", trap[0]))
    assert status in (400, 507), text
    assert len(trap) == 1
    assert server.alive()


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_is_answered(server: Running, trap: list[str], name: str) -> None:
    status, text = _ask(server, HARMLESS[name].replace("{port}", trap[0]))
    assert (status, '"boolean":false' in text) == (200, True), text
    assert len(trap) == 1


def test_an_answer_is_whole_or_an_error(server: Running) -> None:
    row = server.ask("SELECT ?s ?p ?o ?s2 ?p2 { ?s ?p ?o . ?s2 ?p2 ?o2 }", "text/csv")
    assert row.status == 507
    assert "4,194,304 bytes" in row.text


def test_a_good_query_is_answered_beside_a_bad_one(server: Running) -> None:
    bad = threading.Thread(target=_ask, args=(server, ENDED["cross product, counted"]))
    bad.start()
    assert server.alive()
    assert bad.is_alive()
    bad.join()


def test_a_client_that_leaves_takes_its_query_along(server: Running) -> None:
    seen = len(server.lines)
    host, port = server.url.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port))) as client:
        body = ENDED["cross product, counted"].encode()
        head = (
            f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(body)}"
        )
        client.sendall(head.encode() + b"\r\n\r\n" + body)
        assert server.alive()
    while not any(" 499 " in line for line in server.lines[seen:]):
        assert server.alive()
