"""What holds of every extraction that can be stored, and the few questions that several parts ask about one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from graph.errors import BrokenExtractionError
from ontology.records import Claim, Extraction, Mention, Span
from ontology.vocabulary import relations

HAPPENED: Final = frozenset({"asserted", "reported"})
"""The modalities in which a claim is put forward as having happened."""


@dataclass(frozen=True, slots=True)
class Reread:
    """Extractions that are read anew whenever they are asked for, by article id: memory never holds all of them."""

    read: Callable[[], Iterator[Extraction]]

    def __iter__(self) -> Iterator[Extraction]:
        return self.read()


def lean(extraction: Extraction) -> Extraction:
    """The extraction without the mentions that no claim refers to."""
    return replace(extraction, mentions=())


def canonical(extraction: Extraction) -> Extraction:
    """The same extraction in the order that the store gives back: text order for mentions, ids for the rest."""
    return replace(
        extraction,
        mentions=tuple(sorted(set(extraction.mentions), key=_text_order)),
        entities=tuple(
            replace(each, names=tuple(sorted(set(each.names))))
            for each in sorted(extraction.entities, key=lambda each: each.id)
        ),
        claims=tuple(sorted(extraction.claims, key=lambda each: each.id)),
    )


def check(extraction: Extraction) -> None:
    """Raise BrokenExtractionError unless all words are where they are said to be and all relations are known."""
    article = extraction.article
    for claim in extraction.claims:
        if not claim.open and claim.relation not in relations():
            raise BrokenExtractionError(f"article {article.id}: claim {claim.id}: no such relation: {claim.relation}")
    for span in _spans(extraction):
        if not 0 <= span.start < span.end or article.text[span.start : span.end] != span.text:
            where = f"{span.start} to {span.end}"
            raise BrokenExtractionError(f"article {article.id}: the text from {where} is not {span.text[:60]!r}")
    if len({claim.id for claim in extraction.claims}) < len(extraction.claims):
        raise BrokenExtractionError(f"article {article.id}: two claims have the same id")
    if len({entity.id for entity in extraction.entities}) < len(extraction.entities):
        raise BrokenExtractionError(f"article {article.id}: two entities have the same id")


def claim_mentions(claim: Claim) -> Iterator[Mention]:
    """All mentions that a claim refers to."""
    found = (claim.subject, claim.object, claim.said_by, claim.where, *claim.chain)
    return (each for each in found if isinstance(each, Mention))


def all_mentions(extraction: Extraction) -> frozenset[Mention]:
    """All mentions of the article, also those that only its claims know."""
    return frozenset(chain(extraction.mentions, *(claim_mentions(claim) for claim in extraction.claims)))


def put_forward_as_fact(claim: Claim) -> bool:
    """Whether somebody says that it happened, so that a plain triple may say so too."""
    return claim.polarity == "positive" and claim.modality in HAPPENED


def entities_used(extraction: Extraction) -> frozenset[str]:
    """The ids of all entities that the extraction speaks of, also those that only describe a group."""
    described = (part for each in extraction.entities for part in (each.id, each.role, each.affiliation, each.origin))
    mentioned = (each.entity for each in all_mentions(extraction))
    return frozenset(part for part in chain(described, mentioned) if part is not None)


def _text_order(mention: Mention) -> tuple[int, int, str, str, str]:
    return mention.span.start, mention.span.end, mention.entity, mention.type, mention.label


def _spans(extraction: Extraction) -> Iterator[Span]:
    yield from (each.span for each in all_mentions(extraction))
    for claim in extraction.claims:
        yield claim.quote
        yield claim.trigger
