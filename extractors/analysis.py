"""A parsed article to its extraction: the one function that the extractor and the spaCy component share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.claims import Claims
from extractors.drafts import Draft
from extractors.gazetteer import Gazetteer
from extractors.referents import Referents
from extractors.repairs import repaired
from extractors.syntax import Parse
from ontology.languages import Grammar
from ontology.lexicon import lexicon
from ontology.records import Article, Claim, Entity, Extraction, Mention


def analyse(parse: Parse, language: Grammar, gazetteer: Gazetteer, article: Article) -> Extraction:
    """The extraction of a parsed article."""
    parse = repaired(parse, language)
    referents = Referents(parse, language, gazetteer, article.id)
    claims = Claims(
        parse, language, lexicon(language.code), referents, article=article.id, published=article.published
    ).all()
    ends = {end.entity for claim in claims for end in _ends(claim)}
    mentions = [mention for mention in referents.mentions() if mention.type != "Thing" or mention.entity in ends]
    entities = sorted(_entities(mentions, claims, referents), key=lambda entity: entity.id)
    return Extraction(article, tuple(mentions), tuple(entities), tuple(claims))


def _entities(mentions: Sequence[Mention], claims: Sequence[Claim], referents: Referents) -> Iterator[Entity]:
    used = {end.entity for end in [*mentions, *(end for claim in claims for end in _ends(claim))]}
    for identity in list(used):
        draft = referents.drafts[identity]
        used.update(part for part in (draft.affiliation, draft.origin) if part)
    for identity in used:
        yield _entity(referents.drafts[identity])


def _ends(claim: Claim) -> list[Mention]:
    return [
        end
        for end in (claim.subject, claim.object, claim.said_by, claim.where, *claim.chain)
        if isinstance(end, Mention)
    ]


def _entity(draft: Draft) -> Entity:
    names = tuple(sorted(draft.names))
    return Entity(draft.id, draft.type, draft.label, names, draft.role, draft.affiliation, draft.origin)
