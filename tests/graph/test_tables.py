"""GraphML and CSV hold what GEXF holds, and CSV runs nothing in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from graph.asking.formats import Format, render
from graph.exports import graphml, tables
from graph.exports.columns import context, edge_columns, node_columns
from graph.views.view import assemble
from tests.graph.sample_view import STORIES, extraction, extractions, renamed

FORMULAS = ("=HYPERLINK(1)", "+1", "-1", "@sum", "\tx", "\rx")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_tables_have_the_columns_of_gephi() -> None:
    view = assemble(extractions())
    nodes, edges = rows(tables.nodes_csv(view)), rows(tables.edges_csv(view))
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:7] == ["Source", "Target", "Type", "Id", "Label", "Kind", "Weight"]
    assert (len(nodes), len(edges)) == (len(view.nodes), len(view.edges))
    assert {each["Source"] for each in edges} <= {each["Id"] for each in nodes}
    captured = next(each for each in edges if each["relation"] == "captured")
    assert (captured["Type"], captured["Weight"], captured["disputed"]) == ("Directed", "3", "true")
    assert captured["publishers"] == "Fjordposten | Lakeside Wire"


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_is_a_formula(name: str) -> None:
    told = renamed(extraction(STORIES[0]), "northern-front", name)
    odd = replace(told, article=replace(told.article, title=name, publisher=name))
    view = assemble([odd])
    for each in (*rows(tables.nodes_csv(view)), *rows(tables.edges_csv(view))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in each.values())


@pytest.mark.parametrize("name", [" =1", "\n=1", "\u200b=1", "＝1", "\u00a0+1"])
def test_no_cell_is_a_formula_after_blanks_or_in_full_width(name: str) -> None:
    assert tables.safe(name) == f"'{name}"


def test_no_cell_ends_in_the_backslash_that_would_escape_its_end_in_gephi() -> None:
    view = assemble([renamed(extraction(STORIES[0]), "northern-front", "The\\Front, \\")])
    text = tables.nodes_csv(view)
    assert "The\\Front" in text
    assert '\\"' not in text
    assert "\\," not in text


def test_a_record_of_several_lines_stays_one_record() -> None:
    told = [{"quote": "one\ntwo\rthree", "n": 1}, {"quote": "four", "n": 2}]
    lines = "\r\n".join(render(told, Format.CSV))
    assert rows(lines) == [{"quote": "one\ntwo\rthree", "n": "1"}, {"quote": "four", "n": "2"}]


def test_two_files_are_written(tmp_path: Path) -> None:
    view = assemble(extractions())
    written = tables.write(view, tmp_path / "osmar.csv")
    assert [each.name for each in written] == ["osmar-nodes.csv", "osmar-edges.csv"]
    assert written[0].read_bytes().decode("utf-8") == tables.nodes_csv(view)


def test_networkx_reads_the_graphml_whole() -> None:
    view = assemble(extractions(), open_claims=True)
    read = nx.parse_graphml(graphml.graphml(view), force_multigraph=True)
    assert read.is_directed()
    assert (read.number_of_nodes(), read.number_of_edges()) == (len(view.nodes), len(view.edges))
    assert {key for _, _, key in read.edges(keys=True)} == {each.id for each in view.edges}
    about = context(view)
    front = read.nodes["northern-front"]
    assert front["label"] == "Northern Front"
    assert front.keys() <= {"label", *(each.name for each in node_columns(about))}
    _, _, captured = next(each for each in read.edges(data=True) if each[2]["relation"] == "captured")
    assert (captured["weight"], captured["disputed"], captured["polarity"]) == (3, True, "mixed")
    assert captured.keys() == {"label", "weight", *(each.name for each in edge_columns(about))} - {"via"}


def test_graphml_holds_hostile_names() -> None:
    told = renamed(extraction(STORIES[0]), "northern-front", "</graph>\x00 & <b> ]]>")
    read = nx.parse_graphml(graphml.graphml(assemble([told])))
    assert read.nodes["northern-front"]["label"] == "</graph>\N{REPLACEMENT CHARACTER} & <b> ]]>"
