"""GEXF 1.3 as Gephi and Gephi Lite read it without a warning and without a loss.

The rules behind the order, the names and the types here were observed on both programs. networkx' own
writer breaks most of them, so this one writes the XML itself.

A static graph is what both programs read without any trouble. With a timeline each edge also says on which days its
claims are about (spells), for Gephi's timeline; edges without a date are always there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from graph.exports.columns import Column, Value, clean, context, edge_columns, kind, node_columns, one_line, row_id
from graph.exports.times import Stretch, claim_stretch, merged
from graph.files import replace_parts
from graph.views.view import View, ViewEdge, ViewNode

_DESCRIPTION: Final = "Claims from news articles: who did what to whom, and who says so."
_COLOURS: Final = {
    "asserted": "#4D4D4D",
    "reported": "#7A7A7A",
    "planned": "#B5B5B5",
    "predicted": "#B5B5B5",
    "possible": "#B5B5B5",
    "negative": "#B2182B",
    "disputed": "#762A83",
}
_ESCAPES: Final = {ord(each): f"&#{ord(each)};" for each in '&<>"\t\n\r'}
_TO_ESCAPE: Final = re.compile("[^ !#-%'-;=?-~\xa0-\ud7ff]")
"""Whatever might have to be escaped or left out."""
_STATIC: Final = {"mode": "static"}
_DYNAMIC: Final = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval", "timezone": "UTC"}
_T = TypeVar("_T")


def write(view: View, path: Path) -> None:
    """Writes the view as a GEXF file, in one step."""
    replace_parts(path, (each.encode("utf-8") for each in parts(view)))


def gexf_timeline(view: View) -> str:
    """The view as a GEXF document in which edges come and go."""
    return gexf(view, timeline=True)


def gexf(view: View, *, timeline: bool = False) -> str:
    """The view as a GEXF document."""
    return "".join(parts(view, timeline=timeline))


def parts(view: View, *, timeline: bool = False) -> Iterator[str]:
    """The same in parts, a node or an edge at a time."""
    xml = _Writer()
    about = context(view)
    nodes, edges = node_columns(about), edge_columns(about)
    root = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}
    xml.open("gexf", root)
    _meta(xml)
    xml.open("graph", {"defaultedgetype": "directed", "idtype": "string", **(_DYNAMIC if timeline else _STATIC)})
    _attributes(xml, "node", nodes)
    _attributes(xml, "edge", edges)
    xml.open("nodes")
    for node in view.nodes:
        _node(xml, node, nodes)
        yield xml.taken()
    xml.close("nodes")
    xml.open("edges")
    spells = _spells(view) if timeline else {}
    for edge in view.edges:
        _edge(xml, edge, edges, spells.get(edge.id, ()))
        yield xml.taken()
    for name in ("edges", "graph", "gexf"):
        xml.close(name)
    yield xml.taken()


class _Writer:
    """An XML document with one element to a line, which lets no character through that XML forbids.

    Gephi's files are mostly short attributes, for which `xml.sax.saxutils` takes three times as long.
    """

    def __init__(self) -> None:
        self._parts = ['<?xml version="1.0" encoding="utf-8"?>']

    def open(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        self._parts.append(f"\n<{_tag(name, attributes)}>")

    def close(self, name: str) -> None:
        self._parts.append(f"</{name}>")

    def leaf(self, name: str, attributes: Mapping[str, str]) -> None:
        self._parts.append(f"\n<{_tag(name, attributes)}/>")

    def characters(self, text: str) -> None:
        self._parts.append(_escaped(text))

    def taken(self) -> str:
        """What was written since the last time."""
        found = "".join(self._parts)
        self._parts.clear()
        return found


def _tag(name: str, attributes: Mapping[str, str] | None) -> str:
    return " ".join([name, *(f'{key}="{_escaped(value)}"' for key, value in (attributes or {}).items())])


def _escaped(text: str) -> str:
    return clean(text).translate(_ESCAPES) if _TO_ESCAPE.search(text) else text


def _meta(xml: _Writer) -> None:
    xml.open("meta")
    for name, text in (("creator", "claimgraph"), ("keywords", "claims, news"), ("description", _DESCRIPTION)):
        xml.open(name)
        xml.characters(text)
        xml.close(name)
    xml.close("meta")


def _attributes(xml: _Writer, of: str, columns: Sequence[Column[_T]]) -> None:
    xml.open("attributes", {"class": of})
    for each in columns:
        xml.leaf("attribute", {"id": each.name, "title": each.name, "type": each.kind})
    xml.close("attributes")


def _node(xml: _Writer, node: ViewNode, columns: Sequence[Column[ViewNode]]) -> None:
    xml.open("node", {"id": row_id(node.id), "label": one_line(node.label)})
    _values(xml, node, columns)
    _colour(xml, node.colour)
    # Gephi's y axis points upwards, the explorer's downwards.
    xml.leaf("viz:position", {"x": str(node.x), "y": str(-node.y), "z": "0.0"})
    xml.leaf("viz:size", {"value": str(node.size)})
    xml.close("node")


def _spells(view: View) -> Mapping[str, Sequence[Stretch]]:
    """On which days the claims of each edge are about. Gephi takes no spells of one edge that overlap."""
    articles = {each.id: each for each in view.articles}
    found: dict[str, list[Stretch]] = {}
    for each in view.claims:
        days = claim_stretch(each, articles)
        if each.edge is not None and days is not None:
            found.setdefault(each.edge, []).append(days)
    return {edge: merged(days) for edge, days in found.items()}


def _edge(xml: _Writer, edge: ViewEdge, columns: Sequence[Column[ViewEdge]], spells: Sequence[Stretch]) -> None:
    label = one_line(kind(edge))
    xml.open(
        "edge",
        {
            "id": edge.id,
            "source": row_id(edge.source),
            "target": row_id(edge.target),
            "kind": label,
            "label": label,
            "weight": str(edge.weight),
        },
    )
    _values(xml, edge, columns)
    if spells:
        xml.open("spells")
        for first, last in spells:
            xml.leaf("spell", {"start": first.isoformat(), "end": last.isoformat()})
        xml.close("spells")
    _colour(xml, _COLOURS["disputed" if edge.disputed else edge.status])
    xml.close("edge")


def _values(xml: _Writer, row: _T, columns: Sequence[Column[_T]]) -> None:
    xml.open("attvalues")
    for each in columns:
        value = each.value(row)
        if value is not None and value != "":
            xml.leaf("attvalue", {"for": each.name, "value": _text(value)})
    xml.close("attvalues")


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _no_null(value)
    return json.dumps([_no_null(one_line(clean(each))) for each in value or ()], ensure_ascii=False)


def _no_null(text: str) -> str:
    """To Gephi "null" in any case is no value, not even for a thing that is called so."""
    return f"{text}\N{NO-BREAK SPACE}" if text.casefold() == "null" else text


def _colour(xml: _Writer, colour: str) -> None:
    red, green, blue = (str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    xml.leaf("viz:color", {"r": red, "g": green, "b": blue})
