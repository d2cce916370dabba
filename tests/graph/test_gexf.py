"""GEXF against the rules that Gephi and Gephi Lite were seen to follow, by a reader that forgives nothing."""

from __future__ import annotations

import html
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Final

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.exports import gexf
from graph.exports.columns import clean
from graph.views.view import View, assemble
from tests.graph.sample_view import STORIES, C, Story, extraction, extractions, renamed

GEXF: Final = "{http://gexf.net/1.3}"
VIZ: Final = "{http://gexf.net/1.3/viz}"
TYPES: Final = {"string", "integer", "long", "float", "double", "boolean", "liststring"}
HOSTILE: Final = (
    "\x00\x0b\x1f\ufffe",
    "a\nb\r\tc",
    "</gexf><!-- x -->",
    '"><img src=x onerror=alert(1)>',
    "&amp; ]]> <![CDATA[",
    "=1+1",
    "\ud800",
    "  ",
    "Ærø 日本 🙂",
    '[a, "b"] | c',
)


def attributes(text: str, element: str) -> list[dict[str, str]]:
    """The attributes of every element of that name in the text itself, to see what a parser would hide."""
    return [dict(re.findall(r'([\w:]+)="([^"]*)"', each)) for each in re.findall(rf"<{element} ([^>]*)>", text)]


def check(text: str) -> ET.Element:
    """Parses a GEXF document after checking it against the twelve rules."""
    assert clean(text) == text
    text.encode("utf-8")
    opening = re.search(r"<gexf[^>]*>", text)
    assert opening
    assert opening[0] == '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    assert "<!--" not in text.replace("&lt;!--", "")
    assert "<default" not in text
    root = ET.fromstring(text)  # noqa: S314  (our own file)
    check_order(root)
    columns = check_columns(root)
    check_items(root, columns)
    return root


def check_order(root: ET.Element) -> None:
    assert [each.tag for each in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    assert [each.tag for each in root[0]] == [f"{GEXF}{name}" for name in ("creator", "keywords", "description")]
    assert not any(character in (each.text or "") for each in root[0] for character in "&<")
    assert root[1].attrib == {"defaultedgetype": "directed", "idtype": "string", "mode": "static"}
    assert [each.tag for each in root[1]] == [
        f"{GEXF}{name}" for name in ("attributes", "attributes", "nodes", "edges")
    ]
    assert [each.attrib for each in root[1][:2]] == [{"class": "node"}, {"class": "edge"}]


def check_columns(root: ET.Element) -> dict[str, dict[str, str]]:
    found = {}
    for declared in root[1][:2]:
        for each in declared:
            assert each.attrib["id"] == each.attrib["title"]
            assert each.attrib["type"] in TYPES
        names = [each.attrib["id"].lower() for each in declared]
        assert len(set(names)) == len(names)
        assert not set(names) & {"id", "label", "weight", "kind", "timeset"}
        found[declared.attrib["class"]] = {each.attrib["id"]: each.attrib["type"] for each in declared}
    return found


def check_items(root: ET.Element, columns: dict[str, dict[str, str]]) -> None:
    nodes, edges = root[1][2], root[1][3]
    ids = [each.attrib["id"] for each in nodes]
    assert len(set(ids)) == len(ids)
    assert not any(each != each.strip() or "\n" in each for each in ids)
    for node in nodes:
        assert set(node.attrib) == {"id", "label"}
        assert [each.tag for each in node] == [f"{GEXF}attvalues", f"{VIZ}color", f"{VIZ}position", f"{VIZ}size"]
        assert {"x", "y"} <= {key for key, value in node[2].attrib.items() if float(value) == float(value)}
        check_values(node, columns["node"])
    keys = [(each.attrib["source"], each.attrib["target"], each.attrib["kind"]) for each in edges]
    assert len(set(keys)) == len(keys)
    assert len({each.attrib["id"] for each in edges}) == len(edges)
    for edge in edges:
        assert set(edge.attrib) == {"id", "source", "target", "kind", "label", "weight"}
        assert edge.attrib["kind"] == edge.attrib["label"]
        assert {edge.attrib["source"], edge.attrib["target"]} <= set(ids)
        assert float(edge.attrib["weight"]) > 0
        check_values(edge, columns["edge"])


def check_values(item: ET.Element, columns: dict[str, str]) -> None:
    assert item.attrib["label"]
    colour = item.find(f"{VIZ}color")
    assert colour is not None
    assert set(colour.attrib) == {"r", "g", "b"}
    assert all(each.isdigit() and int(each) < 256 for each in colour.attrib.values())
    for each in item[0]:
        kind, value = columns[each.attrib["for"]], each.attrib["value"]
        if kind == "integer":
            assert re.fullmatch(r"-?\d+", value)
        elif kind == "boolean":
            assert value in ("true", "false")
        elif kind == "liststring":
            assert all(isinstance(entry, str) and "\n" not in entry for entry in json.loads(value))


def values(item: ET.Element) -> dict[str, str]:
    return {each.attrib["for"]: each.attrib["value"] for each in item[0]}


def edge(root: ET.Element, relation: str) -> ET.Element:
    return next(each for each in root[1][3] if values(each)["relation"] == relation)


def test_the_sample_follows_every_rule() -> None:
    root = check(gexf.gexf(assemble(extractions(), open_claims=True)))
    assert len(root[1][2]) == 40


def test_an_empty_view_follows_every_rule() -> None:
    assert len(check(gexf.gexf(assemble([])))[1][3]) == 0


def test_edges_tell_what_they_are() -> None:
    view = assemble(extractions())
    root = check(gexf.gexf(view))
    denied = edge(root, "covers")
    assert (denied.attrib["label"], values(denied)["polarity"]) == ("not covers", "negative")
    planned = edge(root, "evacuated-to")
    assert (planned.attrib["kind"], values(planned)["modality"]) == ("evacuated-to", "planned")
    captured = edge(root, "captured")
    told = values(captured)
    assert (captured.attrib["weight"], told["polarity"], told["disputed"], told["sources"]) == (
        "3",
        "mixed",
        "true",
        "2",
    )
    assert json.loads(told["claims"]) == [each.claim.id for each in view.claims if each.edge == captured.attrib["id"]]
    assert json.loads(told["languages"]) == ["en", "nb"]
    assert (told["first_date"], told["last_date"]) == ("2031-03-14", "2031-03-14")
    assert json.loads(told["speakers"]) == ["Radio Belmar", "Salma Dirani", "Tomas Verrik"]


def test_networkx_reads_every_parallel_edge() -> None:
    claims = [C("front", each, "osmar") for each in ("captured", "controls", "attacked", "besieged", "bombed", "left")]
    sentence = "[front|The Front] and [osmar|Osmar]."
    view = assemble([extraction(Story("en", "Six", "Wire", "2031", [(sentence, claims)]))])
    text = gexf.gexf(view)
    check(text)
    read = nx.read_gexf(io.BytesIO(text.encode()))
    assert isinstance(read, nx.MultiDiGraph)
    assert sorted(label for _, _, label in read.edges(data="label")) == sorted(each.relation for each in claims)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_follow_every_rule(name: str) -> None:
    told = renamed(extraction(STORIES[0]), "northern-front", name)
    odd = replace(told, article=replace(told.article, title=name, publisher=name))
    root = check(gexf.gexf(assemble([odd])))
    labels = {each.attrib["id"]: each.attrib["label"] for each in root[1][2]}
    assert labels["northern-front"] == (" ".join(clean(name).split()) or "?")


@given(st.text(), st.text(min_size=1), st.text(min_size=1))
@settings(max_examples=60, deadline=None)
def test_any_text_follows_every_rule(name: str, relation: str, id_: str) -> None:
    told = extraction(
        Story("en", name, name, name, [("[front|The Front] in [osmar|Osmar].", [C("front", relation, "osmar")])])
    )
    claim = told.claims[0]
    assert claim.subject
    changed = replace(claim, subject=replace(claim.subject, entity=f"person.{id_}", label=name))
    check(gexf.gexf(assemble([replace(told, claims=(changed, claim))])))


@pytest.mark.parametrize("name", ["null", "NULL", "Null"])
def test_no_value_is_the_word_that_means_none_to_gephi(name: str) -> None:
    told = renamed(extraction(STORIES[0]), "northern-front", name)
    text = gexf.gexf(assemble([replace(told, article=replace(told.article, title=name, publisher=name))]))
    values = [each["value"] for each in attributes(text, "attvalue")]
    parts = [part for each in values if each.startswith("[") for part in json.loads(html.unescape(each))]
    assert any(name in each for each in parts)
    assert not any(each.casefold() == "null" for each in (*values, *parts))


def test_the_file_is_utf_8_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "graph.gexf"
    path.write_text("before")
    view: View = assemble(extractions())
    gexf.write(view, path)
    assert path.read_bytes().decode("utf-8") == gexf.gexf(view)
    assert [each.name for each in tmp_path.iterdir()] == ["graph.gexf"]
    assert attributes(gexf.gexf(view), "graph")
