"""FollowTheMoney: entities, articles, and what the articles put forward as links with their proof, a line of JSON each.

FollowTheMoney has no word for what is denied, planned or only possible: a link there says that it is so. So a link is
written only for claims that say so, as asserted or reported, and whose two ends are things. Model: followthemoney.tech.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from graph.exports.columns import clean
from graph.storage.extractions import put_forward_as_fact
from graph.views.records import View, ViewClaim, ViewNode
from ontology.namespaces import escaped
from ontology.records import Article, Claim, Mention

_NAMES: Final = Path(__file__).with_suffix(".toml")
_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_OTHER: Final = "UnknownLink"
Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Link:
    """A schema for a relation."""

    schema: str
    subject: str
    object: str
    subjects: Sequence[str] = ()
    objects: Sequence[str] = ()

    def suits(self, subject: str, object_: str) -> bool:
        return (not self.subjects or subject in self.subjects) and (not self.objects or object_ in self.objects)


@dataclass(frozen=True, slots=True)
class _Words:
    """FollowTheMoney's words for ours."""

    classes: Mapping[str, str]
    relations: Mapping[str, _Link]
    languages: Mapping[str, str]


def followthemoney(view: View) -> str:
    """Everything that the view holds and FollowTheMoney can say; things first, then articles, then links."""
    lines = (*map(_thing, view.nodes), *map(_article, view.articles), *_links(view))
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines)


@cache
def _words() -> _Words:
    read = tomllib.loads(_NAMES.read_text(encoding="utf-8"))
    links = {name: _Link(**each) for name, each in read["relations"].items()}
    return _Words(read["classes"], links, read["languages"])


def _thing(node: ViewNode) -> Mapping[str, object]:
    names = list(dict.fromkeys(each.text for each in node.names if each.text != node.label))
    schema = _schema(node)
    properties: Properties = {
        "name": [node.label],
        "alias": names,
        "wikidataId": [each.removeprefix(_WIKIDATA) for each in node.same_as if each.startswith(_WIKIDATA)],
        "full": [node.label] if schema == "Address" else [],
    }
    return _entity(f"entity-{escaped(node.id)}", schema, properties)


def _schema(node: ViewNode) -> str:
    return _words().classes.get(node.type, _words().classes["Thing"])


def _article(article: Article) -> Mapping[str, object]:
    title = article.title or article.url or article.id
    properties: Properties = {
        "name": [title],
        "title": [title],
        "fileName": [clean(Path(article.path).name) or article.id],
        "bodyText": [article.text],
        "language": [_words().languages.get(article.language, "")],
        "publishedAt": [article.published or ""],
        "author": [article.author or ""],
        "publisher": [article.publisher or ""],
        "sourceUrl": [article.url or ""],
    }
    return _entity(f"article-{escaped(article.id)}", "Article", properties)


def _links(view: View) -> Iterator[Mapping[str, object]]:
    articles = {each.id: each for each in view.articles}
    nodes = {each.id: each for each in view.nodes}
    for drawn in view.claims:
        claim = drawn.claim
        if put_forward_as_fact(claim) and isinstance(claim.subject, Mention) and isinstance(claim.object, Mention):
            subject, object_ = nodes[claim.subject.entity], nodes[claim.object.entity]
            yield _linked(drawn, articles[drawn.article], subject, object_)


def _linked(drawn: ViewClaim, article: Article, subject: ViewNode, object_: ViewNode) -> Mapping[str, object]:
    claim, other = drawn.claim, _Link(_OTHER, "subject", "object")
    link = _words().relations.get(claim.relation, other)
    link = link if link.suits(_schema(subject), _schema(object_)) else other
    properties: Properties = {
        link.subject: [f"entity-{escaped(subject.id)}"],
        link.object: [f"entity-{escaped(object_.id)}"],
        "role": [claim.relation],
        "status": [claim.modality],
        "summary": [claim.quote.text],
        "description": [f"said by {claim.said_by.label}"] if claim.said_by else [],
        "recordId": [claim.id],
        "proof": [f"article-{escaped(article.id)}"],
        "publisher": [article.publisher or ""],
        "sourceUrl": [article.url or ""],
        **_times(claim, article),
    }
    return _entity(f"claim-{escaped(claim.id)}", link.schema, properties)


def _times(claim: Claim, article: Article) -> Properties:
    if claim.when and (claim.when.start or claim.when.end):
        return {"startDate": [claim.when.start or ""], "endDate": [claim.when.end or ""]}
    return {"date": [(article.published or "")[:10]]}


def _entity(id_: str, schema: str, properties: Properties) -> Mapping[str, object]:
    """An entity without the properties that have no value."""
    held = {name: [each for each in values if each] for name, values in sorted(properties.items())}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in held.items() if values}}
