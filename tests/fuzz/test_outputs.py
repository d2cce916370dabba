"""Whatever things are called, each file that leaves is read back whole by a parser not ours, and runs nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import networkx as nx
import pyoxigraph
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import RdfFormat

from graph.asking.formats import Format, render
from graph.explorer.html import html
from graph.exports import gexf, graphml, tables
from graph.exports.claims_table import rows, to_csv
from graph.exports.columns import one_line
from graph.exports.followthemoney import followthemoney
from graph.exports.serializations import FORMATS
from graph.storage.rdf import to_quads
from graph.views.view import View, assemble
from ontology.records import Claim, Extraction, Mention
from ontology.thesaurus import Thesaurus
from tests import samples, strategies
from tests.fuzz import texts
from tests.fuzz.cases import fuzz

NOBODY = Thesaurus([])
FORMULA = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*[=+\-@＝＋－＠]")
STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
RDF = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "turtle": RdfFormat.TURTLE}


@st.composite
def hostile(draw: st.DrawFn) -> Extraction:
    """An extraction in which everything that has a name has a hostile one."""
    told = draw(strategies.extractions())
    name = texts.names

    def end(mention: Mention | None) -> Mention | None:
        return mention and replace(mention, label=draw(name) or "x")

    def claim(each: Claim) -> Claim:
        target = each.object if not isinstance(each.object, Mention) else end(each.object)
        return replace(each, subject=end(each.subject), object=target, said_by=end(each.said_by), where=end(each.where))

    article = replace(told.article, title=draw(name), publisher=draw(name), author=draw(name), url=draw(name))
    return replace(
        told,
        article=replace(article, path=draw(name)),
        entities=tuple(replace(each, label=draw(name), names=(draw(name), draw(name))) for each in told.entities),
        claims=tuple(claim(each) for each in told.claims),
    )


def view_of(told: Extraction) -> View:
    return assemble([told], NOBODY, open_claims=True)


@fuzz(usual=15, share=0.1, told=hostile())
def test_gexf_and_graphml(told: Extraction) -> None:
    view = view_of(told)
    labels = sorted(one_line(each.label) for each in view.nodes)
    for written in (gexf.gexf(view), gexf.gexf_timeline(view)):
        root = etree.fromstring(written.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
        assert sorted(each.get("label") for each in root.iter("{*}node")) == labels
        assert len(list(root.iter("{*}edge"))) == len(view.edges)
        assert root.getroottree().docinfo.internalDTD is None
    read = nx.parse_graphml(graphml.graphml(view), force_multigraph=True)
    assert sorted(label for _, label in read.nodes(data="label")) == labels
    assert read.number_of_edges() == len(view.edges)


@fuzz(usual=15, share=0.1, told=hostile())
def test_tables(told: Extraction) -> None:
    view = view_of(told)
    written = (tables.nodes_csv(view), tables.edges_csv(view), to_csv(rows([told], NOBODY)))
    for table, size in zip(written, (len(view.nodes), len(view.edges), len(told.claims)), strict=True):
        read = list(csv.reader(io.StringIO(table, newline="")))
        assert len(read) == size + bool(read)
        assert len({len(row) for row in read}) <= 1
        assert not [cell for row in read for cell in row if FORMULA.match(cell) and not _is_number(cell)]


@fuzz(usual=40, told=st.dictionaries(st.just("name") | texts.names, texts.names, min_size=1, max_size=4))
def test_records_on_the_terminal(told: dict[str, object]) -> None:
    for form in (Format.TABLE, Format.TSV):
        lines = list(render([told, told], form))
        assert len(lines) == 3
        assert not [line for line in lines[1:] if STEERING.search(line.replace("\t", ""))]
    assert json.loads("".join(render([told], Format.JSON))) == [told]
    assert [json.loads(line) for line in render([told], Format.JSONL)] == [told]
    read = list(csv.reader(io.StringIO("\r\n".join(render([told], Format.CSV)), newline="")))
    assert len(read) == 2
    assert not [cell for cell in read[-1] if FORMULA.match(cell)]


@fuzz(usual=15, share=0.1, told=hostile())
def test_follow_the_money(told: Extraction) -> None:
    entities = [json.loads(line) for line in followthemoney(view_of(told)).split("\n")[:-1]]
    assert len({each["id"] for each in entities}) == len(entities)
    assert all(isinstance(value, str) for each in entities for held in each["properties"].values() for value in held)
    assert not [each for each in entities if "/" in "".join(each["properties"].get("fileName", []))]


@fuzz(usual=15, share=0.1, told=hostile())
def test_rdf(told: Extraction) -> None:
    quads = set(to_quads(told, samples.EXTRACTOR))
    for form, write in FORMATS.items():
        read = set(pyoxigraph.parse(write(_Held(quads)), format=RDF.get(form, RdfFormat.TRIG)))  # type: ignore[arg-type]
        if form == "turtle":
            assert {each.triple for each in read} == {each.triple for each in quads}
        elif form in RDF:
            assert read == quads


class _Held:
    """As much of a store as the writers of RDF ask for."""

    def __init__(self, quads: set[pyoxigraph.Quad]) -> None:
        self._quads = quads

    def quads(self) -> list[pyoxigraph.Quad]:
        return list(self._quads)

    def nquads(self) -> str:
        return "".join(sorted(f"{quad} .\n" for quad in self._quads))


class _Elements(HTMLParser):
    """The elements of a page with their attributes, and what its data blocks hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []
        self.blocks: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [name for name, _ in attrs]))
        self._inside = tag if ("type", "application/json") in attrs else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks.append(data)


def _parsed(page: str) -> _Elements:
    elements = _Elements()
    elements.feed(page)
    elements.close()
    return elements


@cache
def _plain() -> list[tuple[str, list[str]]]:
    return _parsed(html(assemble([samples.ENGLISH], NOBODY))).found


@fuzz(usual=5, share=0.02, told=hostile())
def test_the_page_has_no_element_that_is_not_ours(told: Extraction) -> None:
    page = _parsed(html(view_of(told)))
    assert page.found == _plain()
    assert page.blocks
    assert all(json.loads(block) is not None and "<" not in block for block in page.blocks)


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell) is not None
