"""A store that a server keeps: the command line over it, and what goes wrong between here and there."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import NamedNode, Quad

from extractors import jsonl
from graph.cli import main
from graph.errors import QuerySyntaxError, StoreError, StoreUnreachableError, StoreWriteError
from graph.remote.service import kinds, without_secrets
from graph.storage.store import Store
from ontology.namespaces import article_iri
from tests.graph.remote_server import clear, oxigraph
from tests.graph.test_queries import EXPECTED, values
from tests.samples import ALL, ENGLISH, EXTRACTOR, WIRE
from tests.stores import filled_store, thesaurus

COUNT: Final = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a cg:Claim }"
CLAIMS: Final = sum(len(each.claims) for each in ALL)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph() as url:
        yield url


@pytest.fixture
def url(server: str) -> str:
    """The server, with nothing in it."""
    clear(server)
    return server


def fill(folder: Path, url: str) -> Store:
    store = Store.open(folder, create=True, thesaurus=thesaurus(), url=url)
    for extraction in ALL:
        store.add(extraction, EXTRACTOR)
    return store


@pytest.mark.parametrize("name", EXPECTED)
def test_a_named_query_gives_the_same_rows_from_a_server(server: str, tmp_path: Path, name: str) -> None:
    from ontology.named_queries import named_queries

    with fill(tmp_path, server) as store:
        assert values(store.query(named_queries()[name].sparql).rows) == EXPECTED[name]


def test_every_kind_of_query_is_answered(url: str, tmp_path: Path) -> None:
    with fill(tmp_path, url) as store, filled_store(tmp_path / "here") as here:
        construct = "CONSTRUCT { ?c a ?type } { ?c a cg:Claim, ?type }"
        assert store.query(construct) == here.query(construct)
        assert store.query("CONSTRUCT WHERE { ?c a <x:none> }").triples == ()
        assert store.query("ASK { ?c a cg:Claim }").boolean is True
        assert store.query(f"ASK FROM <{article_iri('none')}> {{ ?c a cg:Claim }}").boolean is False
        assert store.answer(COUNT, "csv") == here.answer(COUNT, "csv")
        assert store.query("PREFIX cg: <x:> ASK { ?c a cg:Claim }").boolean is False


def test_a_wrong_query_says_where(url: str, tmp_path: Path) -> None:
    with (
        fill(tmp_path, url) as store,
        pytest.raises(QuerySyntaxError, match=r"it makes no sense at line 2, column \d+$"),
    ):
        store.query("SELECT * {\n oh dear }")


@pytest.mark.parametrize(
    "text", ["\\u0041 \\\\u0022 \\U00000041", "\"\"\"'''}} ; DROP ALL #", "\x00\x7f\r\n\t\ufffe🙂", " "]
)
def test_any_text_goes_there_and_back(url: str, tmp_path: Path, text: str) -> None:
    hostile = replace(ENGLISH, article=replace(ENGLISH.article, id="h", text=text), mentions=(), entities=(), claims=())
    with Store.open(tmp_path, create=True, thesaurus=thesaurus(), url=url) as store:
        store.add(hostile, EXTRACTOR)
        assert store.extraction("h").article.text == text
        assert store.article_ids() == {"h"}


def test_two_folders_write_to_one_server(url: str, tmp_path: Path) -> None:
    with fill(tmp_path / "one", url), Store.open(tmp_path / "two", create=True, url=url) as two:
        assert two.add(WIRE, EXTRACTOR) is False
        two.remove(WIRE.article.id)
    with Store.open(tmp_path / "one", read_only=True) as one:
        assert one.article_ids() == {each.article.id for each in ALL if each is not WIRE}


def test_the_command_line_builds_into_a_server_and_reads_from_it(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("all.jsonl").write_text(
        "".join(jsonl.dumps(each, extractor=EXTRACTOR) + "\n" for each in ALL), encoding="utf-8"
    )
    assert main(["build", "all.jsonl", "-o", "out", "--store", url, "--quiet"]) == 0
    assert Path("out/graph.html").exists()
    assert not Path("out/store/quads").exists()
    for command in (["query", "out", COUNT], ["query", "nowhere", COUNT, "--store", url]):
        capsys.readouterr()
        assert main([*command, "--format", "csv"]) == 0
        assert capsys.readouterr().out.split() == ["n", str(CLAIMS)]
    assert main(["claims", "nowhere", "--store", url, "--format", "jsonl"]) == 0
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(claims) == sum(not each.open for found in ALL for each in found.claims)
    assert main(["remove", "out", WIRE.article.id]) == 0
    assert main(["entities", "out"]) == 0
    capsys.readouterr()
    assert main(["export", "out", "--format", "nquads"]) == 0
    assert capsys.readouterr().out == Path("out/graph.nq").read_text(encoding="utf-8")
    assert main(["serve", "out"]) == 1
    assert "which answers SPARQL itself" in capsys.readouterr().err
    assert WIRE.article.id not in Path("out/graph.nq").read_text(encoding="utf-8")


def test_a_folder_keeps_to_its_store(url: str, tmp_path: Path) -> None:
    filled_store(tmp_path / "here").close()
    with pytest.raises(StoreError, match="is kept in the folder, and not at http"):
        Store.open(tmp_path / "here", url=url)
    fill(tmp_path / "there", url).close()
    Store.open(tmp_path / "there", url=url).close()
    with pytest.raises(StoreError, match="is kept at http"):
        Store.open(tmp_path / "there", url=f"{url}?other")


def test_names_and_passwords_are_not_kept(url: str, tmp_path: Path) -> None:
    secret = url.replace("http://", "http://me:pass%40word@")
    with Store.open(tmp_path, create=True, url=secret):
        pass
    assert all(b"pass" not in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert without_secrets(secret) == url


@pytest.mark.parametrize("wrong", ["ftp://x/", "http://", "http:///x", "http://x:y/", "localhost:7878", "http://[x/"])
def test_what_is_no_address_is_a_usage_error_or_one_line(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", str(tmp_path), "ASK {}", "--store", wrong]) in (1, 2)
    assert capsys.readouterr().err.count("\n") == 1


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachableError, match=r"http://127\.0\.0\.1:1 cannot be reached: Connection refused"):
        Store.open(tmp_path, read_only=True, url="http://127.0.0.1:1/")


def test_a_server_that_dies_in_between(tmp_path: Path) -> None:
    with oxigraph() as url:
        store = fill(tmp_path, url)
    with pytest.raises(StoreUnreachableError):
        store.query(COUNT)
    with pytest.raises(StoreUnreachableError):
        store.remove(WIRE.article.id)
    store.close()


@contextmanager
def answering(status: int, body: bytes, type_: str = "text/plain") -> Iterator[str]:
    """A server with one answer to everything but the question of what it is."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", "0")))
            is_probe = self.command == "HEAD"
            self.send_response(200 if is_probe and status != 404 else status)
            self.send_header("Content-Length", "0" if is_probe else str(len(body)))
            self.send_header("Content-Type", type_)
            self.end_headers()
            if not is_probe:
                self.wfile.write(body)

        do_GET = do_HEAD = do_POST = _answer  # noqa: N815

        def log_message(self, format: str, *_arguments: object) -> None:  # noqa: A002
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_server_that_is_no_sparql_server(tmp_path: Path) -> None:
    with answering(404, b"no") as url, pytest.raises(StoreUnreachableError, match=r"no graph store .*it answered 404"):
        Store.open(tmp_path, read_only=True, url=url)


def test_an_error_of_the_server_is_passed_on_in_one_line(tmp_path: Path) -> None:
    with answering(503, b"too\nbusy") as url, Store.open(tmp_path, read_only=True, url=url) as store:
        with pytest.raises(StoreUnreachableError, match="it answered 503: too busy"):
            store.query(COUNT)
        with pytest.raises(StoreUnreachableError):
            store.article_ids()


def test_an_update_that_is_refused_is_an_error(tmp_path: Path) -> None:
    with answering(403, b"read only") as url, Store.open(tmp_path, create=True, url=url) as store:
        with pytest.raises(StoreWriteError, match="took no update: it answered 403: read only"):
            store.change_identity([Quad(*map(NamedNode, ("x:a", "x:b", "x:c")))])
        store.change_identity()  # nothing of the refused change is left to be sent


def test_an_answer_that_was_cut_off_is_none(tmp_path: Path) -> None:
    half = b'{"head":{"vars":["g"]},"results":{"bindings":[{"g":{"type":"uri","value":"x:a"}}'
    with (
        answering(200, half) as url,
        Store.open(tmp_path, read_only=True, url=url) as store,
        pytest.raises(StoreUnreachableError, match="cut its answer off"),
    ):
        store.article_ids()


def test_the_kinds_of_servers_are_told_apart_by_their_paths() -> None:
    assert len({each.data for each in kinds()}) == len(kinds())
    assert all(each.update for each in kinds())


def test_all_that_is_written_at_once_is_one_request(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.remote.service import Reply, Service

    sent: list[str] = []
    send = Service.request

    def note(self: Service, method: str, path: str, parameters: str = "", **rest: object) -> Reply:
        sent.append(path)
        return send(self, method, path, parameters, **rest)  # type: ignore[arg-type]

    with fill(tmp_path, url) as store:
        monkeypatch.setattr(Service, "request", note)
        store.add(replace(WIRE, claims=()), "another extractor")
        assert sent.count("update") == 1
        store.remove(WIRE.article.id)
        assert sent.count("update") == 2
