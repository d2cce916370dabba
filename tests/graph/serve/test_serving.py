"""Serving: what it refuses to start with, what it logs, and that it shows the store as it is."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph.cli import main
from graph.serve.log import SHOWN, Entry
from graph.serve.media import GRAPHS, ROWS, accepts_html, best
from graph.storage.store import Store
from ontology.namespaces import IDENTITY_GRAPH
from tests import samples
from tests.graph.serve.running import START, Running, filled, serving
from tests.stores import open_store

COUNT = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("serving"))


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Running]:
    with serving(folder, "--workers", "1") as running:
        yield running


@pytest.mark.parametrize(
    ("accept", "rows", "graphs"),
    [
        ("", "json", "turtle"),
        ("*/*", "json", "turtle"),
        ("*", "json", "turtle"),
        ("text/csv", "csv", None),
        ("application/json", "json", "jsonld"),
        ("application/xml", "xml", "rdfxml"),
        ("text/*;q=0.5, application/trig", "xml", "trig"),
        ("text/csv;q=0.4, text/tab-separated-values;q=0.6", "tsv", None),
        ("text/csv;q=0, */*;q=0.1", "json", "turtle"),
        ("application/sparql-results+json;q=0, application/*", "xml", "turtle"),
        ("application/sparql-results+xml;q=2", "xml", None),
        ("TEXT/CSV; Q=0.3", "csv", None),
        ("text/csv;q=what", "csv", None),
        (", ;q=1, image/png", None, None),
    ],
)
def test_the_form_that_a_client_likes_best(accept: str, rows: str | None, graphs: str | None) -> None:
    found = tuple(form and form.name for form in (best(accept, ROWS), best(accept, GRAPHS)))
    assert found == (rows, graphs)


def test_only_browsers_name_html() -> None:
    assert accepts_html("text/html,application/xhtml+xml,*/*;q=0.8")
    assert not accepts_html("*/*")
    assert not accepts_html("text/html;q=0")


def test_a_line_of_the_log_stays_one_line_and_short() -> None:
    entry = Entry("127.0.0.1", "GET", "ASK {\n\x1b[2J\x9b \u202e ?a\r\n}" + "x" * 5000, "an\nerror")
    line = entry.line(400, 12)
    assert line.isprintable()
    assert " 127.0.0.1 GET 400 " in line
    assert " 12 bytes  [an error]  ASK { [2J ?a" in line
    assert len(line) < SHOWN + 100


def test_each_query_is_logged(server: Running) -> None:
    seen = len(server.lines)
    server.ask(COUNT, "text/csv")
    server.ask("ASK { oh dear }")
    while len(server.lines) < seen + 2:
        time.sleep(0.01)
    good, bad = server.lines[seen:]
    assert " 127.0.0.1 GET 200 " in good
    assert good.endswith(f" ms 6 bytes  {COUNT}\n")
    assert " GET 400 " in bad
    assert "[the query is not SPARQL: it makes no sense at line 1, column " in bad
    assert bad.endswith("]  ASK { oh dear }\n")


def test_a_page_that_is_not_there(server: Running) -> None:
    assert server.request("GET", "/explorer").status == 404
    assert server.request("GET", "/page/../app.py").status == 404
    assert server.request("GET", "/page/worker.py").status == 404
    assert json.loads(server.request("GET", "/page/queries.json").body)["explorer"] is False


def test_the_page_may_load_nothing_from_elsewhere(server: Running) -> None:
    policy = server.request("GET", "/").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; ")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_writer_is_kept_out_by_nobody_and_what_it_wrote_is_served(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add(samples.ENGLISH, samples.EXTRACTOR)
    with serving(tmp_path, "--workers", "2") as running:
        assert running.ask(COUNT, "text/csv").text.split() == ["n", "1"]
        with open_store(tmp_path) as store:
            store.add(samples.WIRE, samples.EXTRACTOR)
            assert running.ask(COUNT, "text/csv").text.split() == ["n", "1"]
        _wait_for(running, COUNT, "2")
        with open_store(tmp_path) as store:
            store.remove(samples.ENGLISH.article.id)
            store.remove(samples.WIRE.article.id)
        _wait_for(running, COUNT, "0")
        assert len(list((tmp_path / "store" / "readers").iterdir())) == 1
    assert not list((tmp_path / "store" / "readers").iterdir())


def _wait_for(running: Running, sparql: str, value: str) -> None:
    give_up = time.monotonic() + 30
    while running.ask(sparql, "text/csv").text.split() != ["n", value]:
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_an_empty_store_has_no_answers(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with serving(tmp_path) as running:
        assert running.ask(COUNT, "text/csv").text.split() == ["n", "0"]


def test_a_worker_that_somebody_ended_is_replaced(server: Running) -> None:
    server.alive()
    [worker] = psutil.Process(server.process.pid).children()
    worker.kill()
    while not ended(worker):
        time.sleep(0.01)
    assert server.alive()


def ended(process: psutil.Process) -> bool:
    """Whether a process has ended; who started it may have taken notice of that in the meantime."""
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def test_no_origin_but_those_that_are_named(folder: Path) -> None:
    with serving(folder, "--origin", "https://one.example") as running:
        asked = "/sparql?query=ASK%7B%7D"
        named = running.request("GET", asked, {"Origin": "https://one.example"})
        other = running.request("GET", asked, {"Origin": "https://two.example"})
    assert named.headers["access-control-allow-origin"] == "https://one.example"
    assert "access-control-allow-origin" not in other.headers


def test_an_interrupt_ends_it_quietly(folder: Path) -> None:
    with serving(folder, "--quiet") as running:
        running.alive()
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(30) in (0, 130)
    assert running.lines == []


@pytest.mark.parametrize("options", [["--port", "70000"], ["--time-limit", "0"], ["--workers", "-1"]])
def test_limits_that_make_no_sense_are_refused(folder: Path, options: list[str]) -> None:
    assert main(["serve", str(folder), *options]) == 2


def test_what_cannot_be_served_is_said_in_a_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(tmp_path)]) == 1
    assert "holds no claimgraph store" in capsys.readouterr().err
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", str(folder), "--port", port]) == 1
    assert f"cannot listen at 127.0.0.1, port {port}: Address already in use" in capsys.readouterr().err
    assert main(["serve", str(folder), "--host", "no.such.host.invalid"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_damage_is_noticed_before_anybody_asks(folder: Path, tmp_path: Path) -> None:
    filled(tmp_path)
    for file in (tmp_path / "store" / "quads").glob("MANIFEST-*"):
        file.write_bytes(b"no manifest")
    done = subprocess.run(
        [sys.executable, "-c", START, "serve", str(tmp_path), "--port", "0"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_without_the_extra_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] in ("starlette", "uvicorn")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [each for each in sys.modules if each.startswith("graph.serve")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette", None)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve", str(folder)]) == 1
    assert "pip install 'claimgraph[serve]'" in capsys.readouterr().err


def test_the_command_line_starts_without_the_server() -> None:
    slow = ("starlette", "uvicorn", "pyoxigraph", "asyncio")
    code = f"import sys, graph.cli; print([each for each in {slow} if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_judgements_are_served_too(tmp_path: Path) -> None:
    from pyoxigraph import NamedNode, Quad

    with open_store(tmp_path) as store:
        store.change_identity([Quad(NamedNode("x:a"), NamedNode("x:same"), NamedNode("x:b"), NamedNode("x:g"))])
    with serving(tmp_path) as running:
        assert running.ask(
            f"ASK {{ GRAPH <{IDENTITY_GRAPH}> {{ ?a <x:same> ?b }} }}", "application/json"
        ).text.endswith("true}")
        with Store.open(tmp_path) as store:
            store.change_identity(dropped=[Quad(NamedNode("x:a"), NamedNode("x:same"), NamedNode("x:b"))])
        _wait_for(running, "SELECT (COUNT(*) AS ?n) { ?a <x:same> ?b }", "0")
