"""An extraction as one line of JSON and back, exactly; what `extract` prints and `build` takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TypeVar, get_args

from ontology.records import (
    Article,
    Bound,
    Claim,
    Entity,
    Extraction,
    Mention,
    Modality,
    Polarity,
    Quantity,
    Span,
    When,
)

T = TypeVar("T")
Json = dict[str, object]
ARTICLE = ("id", "path", "title", "language", "published", "publisher", "author", "url", "text")
OPTIONAL = frozenset({"title", "published", "publisher", "author", "url"})
EXACT_INTEGERS = 2**53


class BadLineError(ValueError):
    """A line that is no extraction; the message says where it departs."""


def dumps(extraction: Extraction, *, extractor: str | None = None) -> str:
    """One line without its end. ``extractor`` names the version that made it, so that a later `build` can record it."""
    return json.dumps(to_dict(extraction, extractor=extractor), ensure_ascii=False, allow_nan=False)


def loads(line: str) -> Extraction:
    """The extraction of a line, or BadLineError."""
    try:
        data = json.loads(line)
    except RecursionError:
        raise BadLineError("JSON that is nested too deeply") from None
    except ValueError as error:
        raise BadLineError(f"not JSON ({error})") from None
    return from_dict(data)


def to_dict(extraction: Extraction, *, extractor: str | None = None) -> Json:
    line: Json = {
        "article": article_to_dict(extraction.article),
        "mentions": [mention_to_dict(mention) for mention in extraction.mentions],
        "entities": [entity_to_dict(entity) for entity in extraction.entities],
        "claims": [claim_to_dict(claim) for claim in extraction.claims],
    }
    return line if extractor is None else {"extractor": extractor, **line}


def article_to_dict(article: Article) -> Json:
    return {name: getattr(article, name) for name in ARTICLE}


def mention_to_dict(mention: Mention) -> Json:
    return {**span_to_dict(mention.span), "type": mention.type, "entity": mention.entity, "label": mention.label}


def span_to_dict(span: Span) -> Json:
    return {"text": span.text, "start": span.start, "end": span.end}


def entity_to_dict(entity: Entity) -> Json:
    return {
        "id": entity.id,
        "type": entity.type,
        "label": entity.label,
        "names": list(entity.names),
        "role": entity.role,
        "affiliation": entity.affiliation,
        "origin": entity.origin,
    }


def claim_to_dict(claim: Claim) -> Json:
    """The claim as users see it everywhere."""
    return {
        "id": claim.id,
        "relation": claim.relation,
        "open": claim.open,
        "subject": claim.subject and mention_to_dict(claim.subject),
        "object": mention_to_dict(claim.object) if isinstance(claim.object, Mention) else claim.object,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "said_by": claim.said_by and mention_to_dict(claim.said_by),
        "chain": [mention_to_dict(speaker) for speaker in claim.chain],
        "quantity": claim.quantity and _quantity_to_dict(claim.quantity),
        "share": claim.share and _quantity_to_dict(claim.share),
        "when": claim.when and {"start": claim.when.start, "end": claim.when.end, "text": claim.when.text},
        "where": claim.where and mention_to_dict(claim.where),
        "quote": claim.quote.text,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "trigger": span_to_dict(claim.trigger),
        "rule": claim.rule,
    }


def _quantity_to_dict(quantity: Quantity) -> Json:
    value = quantity.value
    whole = float(value).is_integer() and abs(value) <= EXACT_INTEGERS
    return {"value": int(value) if whole else value, "bound": quantity.bound, "unit": quantity.unit}


def extractor_of(data: Mapping[str, object]) -> str | None:
    """The version of the extractor that a line names, if it names one."""
    return _optional(data, "extractor")


def from_dict(data: object) -> Extraction:
    line = _mapping(data, "the line")
    return Extraction(
        article=_article(_mapping(line.get("article"), "article")),
        mentions=_list(line, "mentions", mention_from_dict),
        entities=_list(line, "entities", entity_from_dict),
        claims=_list(line, "claims", claim_from_dict),
    )


def _article(data: Json) -> Article:
    return Article(**{name: _optional(data, name) if name in OPTIONAL else _string(data, name) for name in ARTICLE})  # type: ignore[arg-type]


def mention_from_dict(data: object) -> Mention:
    item = _mapping(data, "mention")
    return Mention(_span(item), _string(item, "type"), _string(item, "entity"), _string(item, "label"))


def entity_from_dict(data: object) -> Entity:
    item = _mapping(data, "entity")
    return Entity(
        id=_string(item, "id"),
        type=_string(item, "type"),
        label=_string(item, "label"),
        names=_list(item, "names", lambda name: _string({"names": name}, "names")),
        role=_optional(item, "role"),
        affiliation=_optional(item, "affiliation"),
        origin=_optional(item, "origin"),
    )


def claim_from_dict(data: object) -> Claim:
    item = _mapping(data, "claim")
    target = item.get("object")
    return Claim(
        id=_string(item, "id"),
        relation=_string(item, "relation"),
        subject=_maybe(item, "subject", mention_from_dict),
        object=target if isinstance(target, str) else _maybe(item, "object", mention_from_dict),
        polarity=_one_of(item, "polarity", get_args(Polarity)),  # type: ignore[arg-type]
        modality=_one_of(item, "modality", get_args(Modality)),  # type: ignore[arg-type]
        quote=_span(item, "quote"),
        trigger=_span(_mapping(item.get("trigger"), "trigger")),
        rule=_string(item, "rule"),
        open=_flag(item, "open"),
        said_by=_maybe(item, "said_by", mention_from_dict),
        chain=_list(item, "chain", mention_from_dict),
        quantity=_maybe(item, "quantity", _quantity),
        share=_maybe(item, "share", _quantity),
        when=_maybe(item, "when", _when),
        where=_maybe(item, "where", mention_from_dict),
    )


def _quantity(data: object) -> Quantity:
    item = _mapping(data, "quantity")
    value = item.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadLineError("no extraction: the value of a quantity is not a number")
    try:
        return Quantity(float(value), _one_of(item, "bound", get_args(Bound)), _optional(item, "unit"))  # type: ignore[arg-type]
    except OverflowError:
        raise BadLineError("no extraction: the value of a quantity is too large") from None


def _when(data: object) -> When:
    item = _mapping(data, "when")
    return When(_string(item, "text"), _optional(item, "start"), _optional(item, "end"))


def _span(item: Json, text: str = "text") -> Span:
    return Span(_whole(item, "start"), _whole(item, "end"), _string(item, text))


def _mapping(data: object, what: str) -> Json:
    if not isinstance(data, dict):
        raise BadLineError(f"no extraction: {what} is not an object")
    return data


def _list(data: Json, name: str, read: Callable[[object], T]) -> tuple[T, ...]:
    items = data.get(name, [])
    if not isinstance(items, list):
        raise BadLineError(f"no extraction: {name} is not a list")
    return tuple(read(item) for item in items)


def _maybe(data: Json, name: str, read: Callable[[object], T]) -> T | None:
    value = data.get(name)
    return None if value is None else read(value)


def _string(data: Mapping[str, object], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise BadLineError(f"no extraction: {name} is not a text")
    return value


def _optional(data: Mapping[str, object], name: str) -> str | None:
    return None if data.get(name) is None else _string(data, name)


def _whole(data: Json, name: str) -> int:
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadLineError(f"no extraction: {name} is not a whole number")
    return value


def _flag(data: Json, name: str) -> bool:
    value = data.get(name, False)
    if not isinstance(value, bool):
        raise BadLineError(f"no extraction: {name} is neither true nor false")
    return value


def _one_of(data: Json, name: str, allowed: tuple[str, ...]) -> str:
    value = _string(data, name)
    if value not in allowed:
        raise BadLineError(f"no extraction: {name} is none of {', '.join(allowed)}")
    return value
