"""The columns that Gephi's formats share: what each is called, its type, and where it comes from in a view.

GEXF, GraphML and the CSV tables all read these two lists, so that none of them knows less than another. Names never
repeat what the formats have words of their own for (id, label, weight, kind), and differ by more than case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeAlias, TypeVar
from urllib.parse import quote

from graph.views.view import View, ViewEdge, ViewNode, claim_dates

Kind = Literal["string", "integer", "boolean", "liststring"]
Value: TypeAlias = str | int | bool | Sequence[str] | None
_T = TypeVar("_T")

# What XML 1.0 cannot say, in whatever escape: one such character makes Gephi refuse the whole file.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Column(Generic[_T]):
    """A column and how its value is read off a row; None where the row has none."""

    name: str
    kind: Kind
    value: Callable[[_T], Value]


@dataclass(frozen=True, slots=True)
class Context:
    """What rows refer to by id."""

    titles: Mapping[str, str]
    languages: Mapping[str, str]
    labels: Mapping[str, str]
    publishers: Mapping[str, str]
    dates: Mapping[str, Sequence[str]]


def context(view: View) -> Context:
    """The look-ups that the columns of a view need."""
    articles = {each.id: each for each in view.articles}
    return Context(
        titles={each.id: each.title or each.url or each.id for each in view.articles},
        languages={each.id: each.language for each in view.articles},
        labels={each.id: each.label for each in view.nodes},
        publishers={each.id: each.publisher or each.id for each in view.articles},
        dates={each.claim.id: claim_dates(each.claim, articles[each.article]) for each in view.claims},
    )


def node_columns(about: Context) -> tuple[Column[ViewNode], ...]:
    return (
        Column("type", "string", lambda node: node.type),
        Column("names", "liststring", lambda node: list(dict.fromkeys(each.text for each in node.names))),
        Column("label_en", "string", lambda node: _label(node, "en")),
        Column("label_nb", "string", lambda node: _label(node, "nb")),
        Column("languages", "liststring", lambda node: _languages(about, node.articles)),
        Column("claim_count", "integer", lambda node: len(node.claims)),
        Column("article_count", "integer", lambda node: len(node.articles)),
        Column("articles", "liststring", lambda node: [about.titles[each] for each in node.articles]),
        Column("sources", "integer", lambda node: len({about.publishers[each] for each in node.articles})),
        Column("first_date", "string", lambda node: min(_dates(about, node), default=None)),
        Column("last_date", "string", lambda node: max(_dates(about, node), default=None)),
        Column("same_as", "liststring", lambda node: node.same_as),
    )


def edge_columns(about: Context) -> tuple[Column[ViewEdge], ...]:
    return (
        Column("relation", "string", lambda edge: edge.relation),
        Column("polarity", "string", lambda edge: edge.polarity),
        Column("modality", "string", lambda edge: edge.modality),
        Column("status", "string", lambda edge: edge.status),
        Column("disputed", "boolean", lambda edge: edge.disputed),
        Column("open_relation", "boolean", lambda edge: edge.open),
        Column("via", "string", lambda edge: edge.via),
        Column("claims", "liststring", lambda edge: edge.claims),
        Column("sources", "integer", lambda edge: edge.sources),
        Column("origins", "integer", lambda edge: edge.origins),
        Column("origin_names", "liststring", lambda edge: edge.origin_names),
        Column("publishers", "liststring", lambda edge: edge.publishers),
        Column("speakers", "liststring", lambda edge: [about.labels[each] for each in edge.speakers]),
        Column("articles", "liststring", lambda edge: [about.titles[each] for each in edge.articles]),
        Column("languages", "liststring", lambda edge: _languages(about, edge.articles)),
        Column("first_date", "string", lambda edge: edge.first),
        Column("last_date", "string", lambda edge: edge.last),
    )


def kind(edge: ViewEdge) -> str:
    """What Gephi tells parallel edges apart by, and shows on them.

    It is the relation, and says so when everybody denies it, or when the edge ends at a place for want of a named end:
    without that, a graph in Gephi would claim the opposite of its sources.
    """
    marks = {"at-place": " (at place)", "by-unnamed": " (by unnamed, at place)", "": ""}
    return (
        ("not " if edge.status == "negative" else "")
        + edge.relation
        + (" (open)" if edge.open else "")
        + marks[edge.via]
    )


def row_id(id_: str) -> str:
    """An id that every format carries unharmed. Ids of our own making stay as they are."""
    return quote(id_, safe="|:")


def clean(text: str) -> str:
    """The text without the characters that XML cannot hold, each replaced by U+FFFD."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """A label without line breaks and outer blanks, and never empty."""
    return " ".join(clean(text).split()) or "?"


def _label(node: ViewNode, language: str) -> str:
    return next((each.text for each in node.labels if each.language == language), node.label)


def _dates(about: Context, node: ViewNode) -> list[str]:
    return [date for claim in node.claims for date in about.dates.get(claim, ())]


def _languages(about: Context, articles: Sequence[str]) -> list[str]:
    return sorted({about.languages[each] for each in articles})
