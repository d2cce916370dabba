"""GEXF and GraphML read back by programs that nobody here wrote: Gephi Lite's own reader, and networkx."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import networkx as nx
import pytest
from playwright.sync_api import Browser

from graph.exports import gexf, graphml, tables
from graph.exports.columns import context, edge_columns, kind, node_columns, row_id
from graph.exports.times import merged, stretch
from graph.views.view import View, assemble
from tests import samples
from tests.graph.sample_view import extractions

READER: Final = Path(__file__).parent / "vendor" / "graphology-gexf.js"
Read = Callable[[str], Any]


@pytest.fixture(scope="module", params=["story", "samples"])
def view(request: pytest.FixtureRequest) -> View:
    return assemble(extractions() if request.param == "story" else samples.ALL)


@pytest.fixture(scope="module")
def read(browser: Browser) -> Read:
    """Gephi Lite's reader, in a browser."""
    page = browser.new_page()
    page.add_script_tag(content=READER.read_text(encoding="utf-8"))
    return lambda text: page.evaluate("text => readGexf(text).export()", text)


def expected(value: object) -> object:
    """A value as the reader gives it: lists stay lists."""
    return list(value) if isinstance(value, tuple | list) else value


@pytest.mark.parametrize("write", [gexf.gexf, gexf.gexf_timeline])
def test_gephi_lite_reads_every_node_and_every_value(view: View, read: Read, write: Callable[[View], str]) -> None:
    graph = read(write(view))
    found = {each["key"]: each["attributes"] for each in graph["nodes"]}
    assert len(graph["nodes"]) == len(view.nodes)
    for node in view.nodes:
        attributes = found[row_id(node.id)]
        assert attributes["label"] == node.label
        assert (attributes["x"], attributes["y"], attributes["size"]) == (node.x, -node.y, node.size)
        red, green, blue = (int(node.colour[at : at + 2], 16) for at in (1, 3, 5))
        assert attributes["color"] == f"rgb({red},{green},{blue})"
        for column in node_columns(context(view)):
            value = column.value(node)
            if value not in (None, ""):
                assert attributes[column.name] == expected(value), column.name


@pytest.mark.parametrize("write", [gexf.gexf, gexf.gexf_timeline])
def test_gephi_lite_reads_every_edge_and_every_value(view: View, read: Read, write: Callable[[View], str]) -> None:
    graph = read(write(view))
    found = {each["key"]: each for each in graph["edges"]}
    assert len(graph["edges"]) == len(view.edges)
    for edge in view.edges:
        read_back = found[edge.id]
        attributes = read_back["attributes"]
        assert (read_back["source"], read_back["target"]) == (row_id(edge.source), row_id(edge.target))
        assert (attributes["label"], attributes["weight"]) == (kind(edge), edge.weight)
        for column in edge_columns(context(view)):
            value = column.value(edge)
            if value not in (None, ""):
                assert attributes[column.name] == expected(value), column.name


def test_networkx_reads_the_graphml_with_nothing_lost(view: View) -> None:
    graph = nx.read_graphml(io.BytesIO(graphml.graphml(view).encode()), force_multigraph=True)
    assert graph.number_of_nodes() == len(view.nodes)
    for edge in view.edges:
        attributes = graph.edges[row_id(edge.source), row_id(edge.target), edge.id]
        for column in edge_columns(context(view)):
            value = column.value(edge)
            if value not in (None, ""):
                shown = json.loads(attributes[column.name]) if column.kind == "liststring" else attributes[column.name]
                assert shown == expected(value), column.name


def test_an_analyst_finds_what_to_filter_by(view: View) -> None:
    nodes = {each.name for each in node_columns(context(view))}
    edges = {each.name for each in edge_columns(context(view))}
    assert nodes >= {"type", "sources", "first_date", "last_date", "languages"}
    assert edges >= {
        *("relation", "polarity", "modality", "sources", "origins", "first_date", "last_date", "languages", "disputed")
    }
    assert tables.nodes_csv(view).startswith("Id,Label,type,")
    assert tables.edges_csv(view).startswith("Source,Target,Type,Id,Label,Kind,Weight,relation,")


def test_spells_are_whole_days_that_do_not_overlap(view: View) -> None:
    import xml.etree.ElementTree as ET

    root = ET.fromstring(gexf.gexf_timeline(view))  # noqa: S314  (our own file)
    space = "{http://gexf.net/1.3}"
    graph = root.find(f"{space}graph")
    assert graph is not None
    assert graph.attrib["mode"] == "dynamic"
    assert (graph.attrib["timeformat"], graph.attrib["timerepresentation"]) == ("date", "interval")
    dated = 0
    for edge in root.iter(f"{space}edge"):
        spells = [
            (date.fromisoformat(each.attrib["start"]), date.fromisoformat(each.attrib["end"]))
            for each in edge.iter(f"{space}spell")
        ]
        assert all(first <= last for first, last in spells)
        assert all(before[1] < after[0] for before, after in pairwise(spells))
        dated += bool(spells)
    assert dated == sum(each.first is not None for each in view.edges)
    assert "spell" not in gexf.gexf(view)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2017", ("2017-01-01", "2017-12-31")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2017-10-15", ("2017-10-15", "2017-10-15")),
        ("2017-10-15T10:00:00Z", ("2017-10-15", "2017-10-15")),
        ("2017-13", None),
        ("2017-02-30", None),
        ("0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_partial_date_is_all_its_days(text: str, days: tuple[str, str] | None) -> None:
    found = stretch(text)
    assert (found and tuple(each.isoformat() for each in found)) == days


def test_stretches_that_touch_become_one() -> None:
    found = merged(
        [
            (date(2020, 1, 5), date(2020, 1, 6)),
            (date(2020, 1, 1), date(2020, 1, 4)),
            (date(2020, 1, 8), date(2020, 1, 8)),
        ]
    )
    assert found == [(date(2020, 1, 1), date(2020, 1, 6)), (date(2020, 1, 8), date(2020, 1, 8))]
    assert merged([(date.max, date.max), (date(9999, 1, 1), date(9999, 12, 31))]) == [(date(9999, 1, 1), date.max)]
