"""Claimgraph from Python, as a notebook uses it."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph
from extractors import jsonl
from graph import ClaimGraph, build, open_graph
from graph.api import NothingReadError
from graph.cli import options
from graph.errors import TablesMissingError
from graph.exports.registry import FORMATS
from tests import samples
from tests.graph.test_queries import EXPECTED
from tests.samples import ALL, EXTRACTOR
from tests.stores import filled_store

CLAIMS = sum(len(each.claims) for each in ALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    filled_store(folder).close()
    return folder


@pytest.fixture
def opened(folder: Path) -> Iterator[ClaimGraph]:
    with open_graph(folder, thesaurus=[samples.THESAURUS]) as found:
        yield found


def test_articles_are_built_and_opened_in_a_line(tmp_path: Path) -> None:
    lines = "".join(jsonl.dumps(each, extractor=EXTRACTOR) + "\n" for each in ALL)
    (tmp_path / "all.jsonl").write_text(lines, encoding="utf-8")
    with build(tmp_path / "all.jsonl", tmp_path / "out") as built:
        assert len(built.claims(with_open=True)) == CLAIMS
    assert (tmp_path / "out" / "graph.html").exists()


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(NothingReadError, match=r"nothing could be read: .*empty\.txt"):
        build([tmp_path / "empty.txt"], tmp_path / "out")


def test_claims_are_chosen_by_name(opened: ClaimGraph) -> None:
    denied = opened.claims(entity="port sarin", polarity="negative")
    assert [claim["relation"] for claim in denied] == ["captured"]
    assert {claim["relation"] for claim in opened.claims(relation=["controls", "captured"])} == {"controls", "captured"}
    assert len(opened.claims(with_open=True)) == CLAIMS
    assert len(opened.claims()) < CLAIMS


def test_entities_and_evidence(opened: ClaimGraph) -> None:
    assert {each["type"] for each in opened.entities("ArmedGroup")} == {"ArmedGroup"}
    quotes = [each["quote"] for each in opened.explain("Harbour Brigade", "captured", "Port Sarin")]
    assert any("captured Port Sarin" in str(quote) for quote in quotes)


def test_sparql_gives_plain_values(opened: ClaimGraph) -> None:
    assert opened.query("SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a cg:Claim }") == [{"n": CLAIMS}]
    assert [tuple(row.values()) for row in opened.query("negated-claims")] == EXPECTED["negated-claims"]
    assert opened.ask("ASK { ?c a cg:Claim }").boolean is True


def test_a_network_has_every_edge_and_what_is_known_of_it(opened: ClaimGraph) -> None:
    network = opened.network()
    assert network.number_of_nodes() == len(opened.view.nodes)
    assert network.number_of_edges() == len(opened.view.edges)
    _, _, about = next(iter(network.edges(data=True)))
    assert {"relation", "polarity", "modality", "weight", "first_date"} <= set(about)


def test_claims_as_a_data_frame(opened: ClaimGraph) -> None:
    pytest.importorskip("pandas")
    frame = opened.frame(with_open=True)
    assert len(frame) == CLAIMS
    assert {"subject", "relation", "object", "polarity", "quote"} <= set(frame.columns)
    assert list(opened.frame("SELECT ?a ?none { VALUES ?a { 1 2 } }").columns) == ["a", "none"]


def test_a_server_can_be_opened_too() -> None:
    from graph.errors import StoreUnreachableError

    with pytest.raises(StoreUnreachableError):
        open_graph("nowhere", store="http://127.0.0.1:1/")


@pytest.mark.parametrize("form", [each for each in FORMATS if each != "csv"])
def test_every_format_is_written(opened: ClaimGraph, tmp_path: Path, form: str) -> None:
    assert opened.export(form, tmp_path / "file") == (tmp_path / "file",)
    assert (tmp_path / "file").stat().st_size > 500


def test_the_command_line_knows_every_format() -> None:
    assert sorted(options.EXPORTS) == sorted(FORMATS)


def test_the_table_of_claims_is_the_same_in_csv_and_parquet(opened: ClaimGraph, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    opened.export("claims", tmp_path / "claims.csv")
    opened.export("parquet", tmp_path / "claims.parquet")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "claims.csv").read_bytes().decode(), newline="")))
    table = parquet.read_table(tmp_path / "claims.parquet").to_pylist()
    assert [row["claim"] for row in rows] == [row["claim"] for row in table]
    assert [row["quote"] for row in rows] == [row["quote"] for row in table]
    assert len(table) == CLAIMS
    assert {type(row["start"]) for row in table} == {int}


def test_without_the_extra_it_says_what_to_install(opened: ClaimGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(TablesMissingError, match="claimgraph"):
        opened.frame()
    with pytest.raises(TablesMissingError, match="claimgraph"):
        opened.export("parquet", "nowhere")


def test_the_package_says_what_it_has() -> None:
    assert graph.__all__ == ["ClaimGraph", "build", "open_graph"]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        graph.nothing  # noqa: B018
    code = "import graph, graph.building, graph.cli; from graph import build; print(build.__module__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "graph.api\n"
