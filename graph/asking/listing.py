"""The claims and entities of a graph: chosen by filters, and turned into what people and programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.jsonl import claim_to_dict
from graph.asking.formats import Format
from graph.asking.lookup import find_relation, names
from graph.errors import DataError
from graph.views.view import LANGUAGES, View, ViewNode, claim_dates, page_language
from ontology.records import Article, Claim, Extraction, Mention, Quantity
from ontology.thesaurus import Thesaurus

Record = dict[str, object]
Labels = Mapping[str, str]
CLAIM_COLUMNS = ("subject", "relation", "object", "modality", "said by", "where", "source", "quote")
ENTITY_COLUMNS = ("label", "type", "claims", "articles", "id", "also called")
"""The columns of the tables for people."""


class NothingFoundError(DataError):
    """The graph has no claim such as was asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim and the article that it stands in."""

    claim: Claim
    article: Article


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are wanted; what is empty or None lets all through. Names are resolved by then."""

    entities: frozenset[str] | None = None
    relations: frozenset[str] = frozenset()
    polarity: str | None = None
    modality: str | None = None
    said_by: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    open: bool = False

    def lets_through(self, found: Found) -> bool:
        claim = found.claim
        return (
            (self.open or not claim.open)
            and (self.entities is None or not self.entities.isdisjoint(ends(claim)))
            and (not self.relations or claim.relation in self.relations)
            and self.polarity in (None, claim.polarity)
            and self.modality in (None, claim.modality)
            and (self.said_by is None or not self.said_by.isdisjoint(_speakers(claim)))
            and self._in_time(found)
        )

    def _in_time(self, found: Found) -> bool:
        """Dates are compared as far as both are known: "2017-10" is within "2017", neither before nor after it."""
        if self.since is None and self.until is None:
            return True
        dates = claim_dates(found.claim, found.article)
        since, until = self.since or "", self.until
        return any(
            date[: len(since)] >= since[: len(date)] and (until is None or date[: len(until)] <= until[: len(date)])
            for date in dates
        )


def claims(extractions: Iterable[Extraction], wanted: Filter) -> list[Found]:
    """The claims that a filter lets through, by date, article and place in the text."""
    found = (Found(claim, extraction.article) for extraction in extractions for claim in extraction.claims)
    return sorted((each for each in found if wanted.lets_through(each)), key=_reading_order)


def explain(
    held: Sequence[Extraction], thesaurus: Thesaurus, one: str, relation: str | None, other: str | None
) -> list[Found]:
    """The claims that join two named things in either direction, or that one is part of; or NothingFoundError."""
    known = names(held, thesaurus)
    first, second = known.find(one), known.find(other) if other is not None else None
    chosen = frozenset({find_relation(relation, also=lemmas(held))}) if relation is not None else frozenset[str]()
    found = claims(held, Filter(relations=chosen, open=True))
    joining = [each for each in found if _joins(each.claim, first, second)]
    if not joining:
        asked = " ".join(part for part in (one, relation, other) if part is not None)
        raise NothingFoundError(f"no claim says anything of: {asked}")
    return joining


def lemmas(held: Iterable[Extraction]) -> frozenset[str]:
    """The verbs that open claims have in place of a relation."""
    return frozenset(claim.relation for extraction in held for claim in extraction.claims if claim.open)


def ends(claim: Claim) -> Iterator[str]:
    """The entities that a claim is about: its subject, its object and its place, in this order."""
    return (each.entity for each in (claim.subject, claim.object, claim.where) if isinstance(each, Mention))


def claim_record(found: Found) -> Record:
    """A claim as JSON: what `extract` prints, and the article."""
    article = found.article
    about = ("id", "path", "title", "language", "published", "publisher")
    return {**claim_to_dict(found.claim), "article": {name: getattr(article, name) for name in about}}


def labels(extractions: Iterable[Extraction], thesaurus: Thesaurus) -> Labels:
    """One name for each known entity, whatever language it was met in: that of most articles."""
    languages = [page_language(each.article.language) for each in extractions]
    language = max(LANGUAGES, key=languages.count)
    return {each.id: each.label(language) for each in thesaurus.concepts.values()}


def claim_row(found: Found, known: Labels) -> Record:
    """A claim as one row of a table."""
    claim, article = found.claim, found.article

    def label(end: Mention | str | None) -> str:
        return known.get(end.entity, end.label) if isinstance(end, Mention) else end or ""

    return {
        "subject": label(claim.subject),
        "relation": claim.relation,
        "object": label(claim.object),
        "subject_id": _id(claim.subject),
        "object_id": _id(claim.object),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "said_by": label(claim.said_by),
        "quantity": _quantity(claim.quantity),
        "share": _quantity(claim.share),
        "when": claim.when.text if claim.when else "",
        "where": label(claim.where),
        "published": article.published or "",
        "publisher": article.publisher or "",
        "title": article.title or "",
        "path": article.path,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "rule": claim.rule,
        "open": claim.open,
        "claim": claim.id,
        "article": article.id,
        "quote": claim.quote.text,
    }


def brief_row(found: Found, known: Labels) -> Record:
    """A claim in the columns that fit a screen."""
    row = claim_row(found, known)
    said = "not " if found.claim.polarity == "negative" else ""
    source = ", ".join(str(part) for part in (row["publisher"] or row["path"], row["published"]) if part)
    values = (
        row["subject"] or "–",
        f"{said}{row['relation']}",
        row["object"] or "–",
        row["modality"],
        row["said_by"],
        row["where"],
        source,
        row["quote"],
    )
    return dict(zip(CLAIM_COLUMNS, values, strict=True))


def entity_record(node: ViewNode) -> Record:
    """An entity as JSON."""
    return {
        "id": node.id,
        "label": node.label,
        "type": node.type,
        "aliases": sorted({name.text for name in node.names}),
        "articles": list(node.articles),
        "claims": len(node.claims),
        "same_as": list(node.same_as),
    }


def entities(view: View, types: frozenset[str] = frozenset()) -> list[ViewNode]:
    """The entities, those with most claims first."""
    chosen = (node for node in view.nodes if not types or node.type in types)
    return sorted(chosen, key=lambda node: (-len(node.claims), node.label, node.id))


def row(found: Found, form: Format, known: Labels) -> Record:
    """A claim in the shape that suits the form."""
    if form is Format.TABLE:
        return brief_row(found, known)
    return claim_row(found, known) if form in (Format.CSV, Format.TSV) else claim_record(found)


def entity_row(node: ViewNode, form: Format) -> Record:
    """An entity in the shape that suits the form."""
    if form is Format.TABLE:
        return brief_entity(node)
    record = entity_record(node)
    if form in (Format.CSV, Format.TSV):
        return {
            name: " | ".join(map(str, value)) if isinstance(value, list) else value for name, value in record.items()
        }
    return record


def brief_entity(node: ViewNode) -> Record:
    """An entity in the columns that fit a screen."""
    others = sorted({name.text for name in node.names} - {node.label})
    values = (node.label, node.type, len(node.claims), len(node.articles), node.id, ", ".join(others))
    return dict(zip(ENTITY_COLUMNS, values, strict=True))


def evidence(found: Iterable[Found], known: Labels) -> Iterator[str]:
    """The claims in words, each with its quote and the two levels of attribution."""
    for each in found:
        row = claim_row(each, known)
        said = "not " if each.claim.polarity == "negative" else ""
        yield f"{row['subject'] or '–'} – {said}{row['relation']} – {row['object'] or '–'}   ({_circumstances(row)})"
        yield f"    “{' '.join(each.claim.quote.text.split())}”"
        source = [row["publisher"] or "publisher not named", row["title"], row["published"]]
        yield f"    {', '.join(str(part) for part in source if part)}"
        yield f"    {row['path']}, characters {row['start']} to {row['end']}; {row['rule']}"
        yield ""


def _circumstances(row: Record) -> str:
    parts = [
        str(row["modality"]),
        *(f"said by {row['said_by']}" for _ in [1] if row["said_by"]),
        *(f"{name}: {row[name]}" for name in ("quantity", "share", "when", "where") if row[name]),
    ]
    return "; ".join(parts)


def _joins(claim: Claim, one: frozenset[str], other: frozenset[str] | None) -> bool:
    parts = set(ends(claim))
    if other is None:
        return not one.isdisjoint(parts)
    return any(a != b and a in parts and b in parts for a in one for b in other)


def _speakers(claim: Claim) -> Iterator[str]:
    return (each.entity for each in (claim.said_by, *claim.chain) if each is not None)


def _reading_order(found: Found) -> tuple[str, str, int, str]:
    return found.article.published or "", found.article.id, found.claim.quote.start, found.claim.id


def _id(end: Mention | str | None) -> str:
    return end.entity if isinstance(end, Mention) else ""


def _quantity(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    bound = "" if quantity.bound == "exact" else quantity.bound.replace("-", " ")
    return " ".join(part for part in (bound, f"{quantity.value:g}", quantity.unit) if part)
