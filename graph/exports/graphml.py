"""GraphML, for programs that read no GEXF. Lists become JSON text, since GraphML has no lists; nothing else is lost."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeVar
from xml.sax.saxutils import XMLGenerator

from graph.exports.columns import (
    Column,
    Context,
    Value,
    clean,
    context,
    edge_columns,
    kind,
    node_columns,
    one_line,
    row_id,
)
from graph.files import replace_text
from graph.views.view import View, ViewEdge, ViewNode

_TYPES: Final = {"string": "string", "liststring": "string", "integer": "int", "boolean": "boolean"}
_T = TypeVar("_T")


def write(view: View, path: Path) -> None:
    """Writes the view as a GraphML file, in one step."""
    replace_text(path, graphml(view))


def graphml(view: View) -> str:
    """The view as a GraphML document."""
    out = io.StringIO()
    xml = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)
    about = context(view)
    nodes, edges = _node_fields(about), _edge_fields(about)
    xml.startDocument()
    xml.startElement("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})  # type: ignore[arg-type]
    _keys(xml, "node", nodes)
    _keys(xml, "edge", edges)
    _open(xml, "graph", edgedefault="directed")
    for node in view.nodes:
        _open(xml, "node", id=row_id(node.id))
        _data(xml, "node", node, nodes)
        xml.endElement("node")
    for edge in view.edges:
        _open(xml, "edge", id=edge.id, source=row_id(edge.source), target=row_id(edge.target))
        _data(xml, "edge", edge, edges)
        xml.endElement("edge")
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.endDocument()
    return out.getvalue() + "\n"


def _node_fields(about: Context) -> tuple[Column[ViewNode], ...]:
    return (Column("label", "string", lambda node: one_line(node.label)), *node_columns(about))


def _edge_fields(about: Context) -> tuple[Column[ViewEdge], ...]:
    return (
        Column("label", "string", lambda edge: one_line(kind(edge))),
        Column("weight", "integer", lambda edge: edge.weight),
        *edge_columns(about),
    )


def _open(xml: XMLGenerator, name: str, **attributes: str) -> None:
    xml.ignorableWhitespace("\n")
    xml.startElement(name, {key: clean(value) for key, value in attributes.items()})  # type: ignore[arg-type]


def _keys(xml: XMLGenerator, of: str, fields: Sequence[Column[_T]]) -> None:
    for each in fields:
        names = {"id": f"{of}.{each.name}", "for": of, "attr.name": each.name, "attr.type": _TYPES[each.kind]}
        _open(xml, "key", **names)
        xml.endElement("key")


def _data(xml: XMLGenerator, of: str, row: _T, fields: Sequence[Column[_T]]) -> None:
    for each in fields:
        value = each.value(row)
        if value is not None and value != "":
            xml.startElement("data", {"key": f"{of}.{each.name}"})  # type: ignore[arg-type]
            xml.characters(clean(_text(value)))
            xml.endElement("data")


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    return json.dumps(list(value or ()), ensure_ascii=False)
