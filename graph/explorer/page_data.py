"""What the explorer tells about the drawing, as plain values: the data of the page, without a word on how it looks.

Dates, quotes and names stay as the articles give them; the page words and formats them in the reader's language. What
follows from something else is left out: quotes from the texts, the claims of nodes and edges from the claims.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from graph.explorer.packing import pack
from graph.views.view import LANGUAGES, View, ViewClaim, ViewEdge, ViewNode, palette
from ontology.disagreement import kinds
from ontology.records import Article, Claim, Mention, Quantity, Span
from ontology.vocabulary import Relation, classes, relations

FOLDER: Final = Path(__file__).parent
TABLES: Final = ("nodes", "edges", "claims", "articles")
Json: TypeAlias = dict[str, Any]
Merged: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]


def model(view: View, merged: Merged | None = None) -> Json:
    """Everything that the explorer tells about the drawing, as plain values.

    ``merged`` holds, by node, the names that were put together in it, each with the reason.
    """
    merged = merged or {}
    used = {each.claim.relation for each in view.claims} | {each.relation for each in view.states}
    return {
        "language": view.language,
        "languages": LANGUAGES,
        "strings": strings(),
        "settings": _settings(),
        "types": {name: {**look, "label": _class_labels(name)} for name, look in palette().items()},
        "relations": {name: _relation(each) for name, each in relations().items() if name in used},
        "disputeKinds": {name: _page_labels(each.labels) for name, each in kinds().items()},
        "articles": [_article(each) for each in view.articles],
        "nodes": [_node(each, merged.get(each.id, ())) for each in view.nodes],
        "edges": [_edge(each) for each in view.edges],
        "claims": [_claim(each) for each in view.claims],
        "disputes": [asdict(each) for each in view.disputes],
        "states": [asdict(each) for each in view.states],
    }


def packed(data: Json) -> Json:
    """The same with its large tables as columns."""
    return {key: pack(value) if key in TABLES else value for key, value in data.items()}


@cache
def strings() -> Mapping[str, Mapping[str, str]]:
    """The explorer's own words by language."""
    loaded: dict[str, dict[str, str]] = json.loads((FOLDER / "strings.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _settings() -> Mapping[str, Any]:
    loaded: Json = json.loads((FOLDER / "settings.json").read_text(encoding="utf-8"))
    return loaded


def _class_labels(name: str) -> Json:
    known = classes().get(name)
    return _page_labels(known.labels) if known else dict.fromkeys(LANGUAGES, name)


def _relation(relation: Relation) -> Json:
    """A relation that reads the same both ways has its own label as that of its inverse."""
    inverse = relation.labels if relation.symmetric else relation.inverse_labels
    return {"label": _page_labels(relation.labels), "inverse": _page_labels(inverse) if inverse else None}


def _page_labels(labels: Mapping[str, str]) -> Json:
    return {each: labels.get(each, labels.get("en", "")) for each in LANGUAGES}


def _article(article: Article) -> Json:
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "author": article.author,
        "language": article.language,
        "url": article.url,
        "path": article.path,
    }


def _node(node: ViewNode, merged: Sequence[tuple[str, str]]) -> Json:
    """Where it stands and what it is; its look follows from its type."""
    labels = {each.language: each.text for each in node.labels}
    return {
        "id": node.id,
        "type": node.type,
        "labels": labels,
        "names": [[each.text, each.language] for each in node.names if each.text not in labels.values()],
        "sameAs": node.same_as,
        "x": node.x,
        "y": node.y,
        "size": node.size,
        "core": node.core,
        "merged": [{"name": name, "why": why} for name, why in merged] or None,
    }


def _edge(edge: ViewEdge) -> Json:
    return {
        "id": edge.id,
        "source": edge.source,
        "relation": edge.relation,
        "target": edge.target,
        "status": edge.status,
        "disputed": edge.disputed,
        "open": edge.open,
        "via": edge.via,
        "sources": edge.sources,
        "origins": edge.origins or None,
        "originNames": edge.origin_names,
        "core": edge.core,
    }


def _claim(drawn: ViewClaim) -> Json:
    claim = drawn.claim
    literal = isinstance(claim.object, str)
    return {
        "id": claim.id,
        "article": drawn.article,
        "edge": drawn.edge,
        "relation": claim.relation,
        "open": claim.open,
        "subject": _mention(claim.subject),
        "object": None if isinstance(claim.object, str) else _mention(claim.object),
        "literal": claim.object if literal else None,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "saidBy": _mention(claim.said_by),
        "chain": [_mention(each) for each in claim.chain],
        "quote": _span(claim.quote),
        "trigger": _span(claim.trigger),
        **_circumstances(claim),
    }


def _circumstances(claim: Claim) -> Json:
    when = claim.when
    return {
        "quantity": _quantity(claim.quantity),
        "share": _quantity(claim.share),
        "when": {"text": when.text, "start": when.start, "end": when.end} if when else None,
        "where": _mention(claim.where),
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _mention(mention: Mention | None) -> Json | None:
    return {"node": mention.entity, **_span(mention.span)} if mention else None


def _quantity(quantity: Quantity | None) -> Json | None:
    return {"value": quantity.value, "bound": quantity.bound, "unit": quantity.unit} if quantity else None
