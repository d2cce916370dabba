"""From an article to its extraction: parse each paragraph, join the parses, read mentions and claims off the whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from extractors.articles.paragraphs import paragraphs
from extractors.claims import Claims
from extractors.gazetteer import Gazetteer
from extractors.names import Draft
from extractors.pipelines import Pipeline, load
from extractors.referents import Referents
from extractors.syntax import Parse, join, read
from ontology import thesaurus
from ontology.languages import Grammar, codes, grammar
from ontology.lexicon import lexicon
from ontology.records import Article, Claim, Entity, Extraction, Mention

VERSION = 1  # of the rules in this package; part of what an extraction depends on


class Extractor:
    """Turns articles into extractions.

    ``models`` names another spaCy pipeline for a language ("en": "en_core_web_trf"); ``thesaurus`` lists the user's own
    SKOS files, which win over ours. Models are loaded when the first article of their language comes.
    """

    def __init__(self, models: Mapping[str, str] | None = None, thesaurus_files: Sequence[Path] = ()) -> None:
        self._models = dict(models or {})
        self._files = tuple(thesaurus_files)
        self._gazetteer: Gazetteer | None = None
        self._pipelines: dict[str, Pipeline] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it reads."""
        return codes()

    @property
    def gazetteer(self) -> Gazetteer:
        """The thesaurus as it is matched against text."""
        if self._gazetteer is None:
            self._gazetteer = Gazetteer(thesaurus.load(self._files))
        return self._gazetteer

    @property
    def version(self) -> str:
        """What the result depends on besides the article: rules, models, thesaurus."""
        parts = [str(VERSION), *(f"{key}={value}" for key, value in sorted(self._models.items()))]
        parts += [hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in self._files]
        return "+".join(parts)

    def extract(self, article: Article) -> Extraction:
        """Mentions, entities and claims of one article. Raises KeyError for a language that has no grammar."""
        language = grammar(article.language)
        return analyse(self.parse(article), language, self.gazetteer, article)

    def parse(self, article: Article) -> Parse:
        """The article's paragraphs, parsed one by one and joined at their places in the text."""
        pipeline = self._pipeline(article.language)
        found = [paragraph.span for paragraph in paragraphs(article)]
        # line breaks inside a wrapped paragraph are blanks to the parser; nothing moves, so offsets stay
        texts = [span.text.replace("\r", " ").replace("\n", " ") for span in found]
        docs = pipeline.nlp.pipe(texts)
        parts = ((span.start, read(doc, pipeline.labels, self.gazetteer.split)) for span, doc in zip(found, docs, strict=True))
        return join(article.text, parts)

    def _pipeline(self, language: str) -> Pipeline:
        name = grammar(language).pipeline
        chosen = self._models.get(language) or self._models.get(name)
        key = chosen or name
        if key not in self._pipelines:
            self._pipelines[key] = load(name, chosen)
        return self._pipelines[key]


def analyse(parse: Parse, language: Grammar, gazetteer: Gazetteer, article: Article) -> Extraction:
    """The extraction of a parsed article."""
    referents = Referents(parse, language, gazetteer, article.id)
    claims = Claims(parse, language, lexicon(language.code), referents, article=article.id, published=article.published).all()
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
    return [end for end in (claim.subject, claim.object, claim.said_by, claim.where, *claim.chain) if isinstance(end, Mention)]


def _entity(draft: Draft) -> Entity:
    names = tuple(sorted(draft.names))
    return Entity(draft.id, draft.type, draft.label, names, draft.role, draft.affiliation, draft.origin)
