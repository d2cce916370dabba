"""The one place that knows how an Extraction looks in RDF; both directions, without side effects.

``from_quads(to_quads(x, extractor))`` is ``canonical(x)`` but for ``Article.path``, which is no content.
Nothing is a blank node: rdflib renames those, and what has a name of its own can be compared, linked to and removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import BrokenExtractionError
from graph.storage.extractions import all_mentions, check, put_forward_as_fact
from graph.storage.rdf_reader import Reader
from graph.storage.rdf_terms import ARTICLE_TEXTS, GROUP_PARTS, NIL, Term
from ontology.namespaces import (
    CG,
    ID,
    MENTION,
    OA,
    PROV,
    RDF,
    RDFS,
    RUN,
    RUNS_GRAPH,
    SCHEMA,
    SKOS,
    article_iri,
    claim_iri,
    class_iri,
    entity_iri,
    open_iri,
    relation_iri,
)
from ontology.records import Article, Claim, Entity, Extraction, Mention, Quantity, Span

Statement: TypeAlias = tuple[NamedNode, NamedNode, Term]

CONTEXT: Final = 32
"""How many characters before and after a quote go into its selector: enough to find it again in an edited article."""
LANGUAGE_TAG: Final = re.compile("(?!und)[a-z]{2,3}(-[A-Z]{2})?")
CLAIM_MENTIONS: Final = {
    "subject": (RDF + "subject", CG + "subjectMention"),
    "object": (RDF + "object", CG + "objectMention"),
    "said_by": (CG + "saidBy", CG + "saidByMention"),
    "where": (CG + "where", CG + "whereMention"),
}


def to_quads(extraction: Extraction, extractor: str) -> list[Quad]:
    """The named graph of an article, and the run that made it.

    Raises BrokenExtractionError for what does not hold together.
    """
    check(extraction)
    article = extraction.article
    graph, runs = NamedNode(article_iri(article.id)), NamedNode(RUNS_GRAPH)
    try:
        # Claims share passages, so statements recur.
        statements, run = dict.fromkeys(_statements(extraction)), _run(article, extractor)
        return [*(Quad(*each, graph) for each in statements), *(Quad(*each, runs) for each in run)]
    except ValueError:  # Python's strings can hold halves of surrogate pairs, UTF-8 cannot
        raise BrokenExtractionError(f"article {article.id}: a text holds half a character (a surrogate)") from None


def from_quads(quads: Iterable[Quad], *, path: str = "") -> Extraction:
    """The extraction that the named graph of one article was made of.

    Raises MalformedGraphError where the graph lacks something.
    """
    return Reader(quads, path).extraction()


def _statements(extraction: Extraction) -> Iterator[Statement]:
    article, known = extraction.article, {entity.id: entity for entity in extraction.entities}
    yield from _article(article)
    for entity in extraction.entities:
        yield from _entity(entity, article)
    for mention in all_mentions(extraction):
        yield from _mention(mention, article, known.get(mention.entity))
    for mention in extraction.mentions:
        yield _node(article_iri(article.id)), _node(SCHEMA + "mentions"), _mention_node(mention, article)
    for claim in extraction.claims:
        yield from _claim(claim, article)


def _article(article: Article) -> Iterator[Statement]:
    node = _node(article_iri(article.id))
    yield _typed(node, SCHEMA + "NewsArticle")
    yield _typed(node, PROV + "Entity")
    yield _says(node, CG + "contentHash", sha256(article.text.encode()).hexdigest())
    yield from _optional(node, ARTICLE_TEXTS, article)


def _entity(entity: Entity, article: Article) -> Iterator[Statement]:
    node = _node(entity_iri(entity.id))
    yield _typed(node, class_iri(entity.type))
    yield _says(node, RDFS + "label", entity.label)
    for name in entity.names:
        yield node, _node(SKOS + "altLabel"), _in_language(name, article.language)
    for field, predicate in GROUP_PARTS.items():
        part = getattr(entity, field)
        if part is not None:
            yield node, _node(predicate), _node(entity_iri(part))


def _mention(mention: Mention, article: Article, entity: Entity | None) -> Iterator[Statement]:
    node = _mention_node(mention, article)
    yield _typed(node, CG + "Mention")
    yield node, _node(CG + "entity"), _node(entity_iri(mention.entity))
    yield from _position(node, mention.span)
    yield _says(node, OA + "exact", mention.span.text)
    # Nearly always the mention has the type and label of its entity, and then repeating them would only swell the file.
    if entity is None or mention.type != entity.type:
        yield node, _node(CG + "entityType"), _node(class_iri(mention.type))
    if entity is None or mention.label != entity.label:
        yield _says(node, RDFS + "label", mention.label)


def _claim(claim: Claim, article: Article) -> Iterator[Statement]:
    node, predicate = _node(claim_iri(claim.id)), _predicate(claim)
    yield _typed(node, CG + "Claim")
    yield _typed(node, RDF + "Statement")
    yield node, _node(RDF + "predicate"), predicate
    yield node, _node(CG + "open"), Literal(claim.open)
    yield _says(node, CG + "polarity", claim.polarity)
    yield _says(node, CG + "modality", claim.modality)
    yield _says(node, CG + "rule", claim.rule)
    yield from _claim_ends(claim, node, article)
    yield from _chain(claim, node, article)
    yield from _qualifiers(claim, node)
    yield from _evidence(claim, node, article)
    if claim.open:
        yield _says(predicate, RDFS + "label", claim.relation)
    elif put_forward_as_fact(claim) and isinstance(claim.subject, Mention) and isinstance(claim.object, Mention):
        yield _node(entity_iri(claim.subject.entity)), predicate, _node(entity_iri(claim.object.entity))


def _predicate(claim: Claim) -> NamedNode:
    return NamedNode(open_iri(claim.relation)) if claim.open else _node(relation_iri(claim.relation))


def _claim_ends(claim: Claim, node: NamedNode, article: Article) -> Iterator[Statement]:
    for field, (to_entity, to_mention) in CLAIM_MENTIONS.items():
        end = getattr(claim, field)
        if isinstance(end, Mention):
            yield node, _node(to_entity), _node(entity_iri(end.entity))
            yield node, _node(to_mention), _mention_node(end, article)
        elif end is not None:
            yield _says(node, to_entity, end)


def _chain(claim: Claim, node: NamedNode, article: Article) -> Iterator[Statement]:
    links = [NamedNode(f"{node.value}/chain/{number}") for number in range(1, len(claim.chain) + 1)]
    if not links:
        return
    yield node, _node(CG + "chain"), links[0]
    for link, mention, following in zip(links, claim.chain, [*links[1:], NIL], strict=True):
        yield link, _node(RDF + "first"), _mention_node(mention, article)
        yield link, _node(RDF + "rest"), following


def _qualifiers(claim: Claim, node: NamedNode) -> Iterator[Statement]:
    for field, quantity in (("quantity", claim.quantity), ("share", claim.share)):
        if quantity is not None:
            yield from _quantity(quantity, node, field)
    if claim.when is not None:
        when = NamedNode(f"{node.value}/when")
        yield node, _node(CG + "when"), when
        yield _typed(when, CG + "Interval")
        yield _says(when, RDFS + "label", claim.when.text)
        yield from _optional(when, {"start": CG + "startDate", "end": CG + "endDate"}, claim.when)


def _quantity(quantity: Quantity, node: NamedNode, field: str) -> Iterator[Statement]:
    amount = NamedNode(f"{node.value}/{field}")
    yield node, _node(CG + field), amount
    yield _typed(amount, CG + "Quantity")
    yield amount, _node(CG + "value"), Literal(float(quantity.value))
    yield _says(amount, CG + "bound", quantity.bound)
    yield from _optional(amount, {"unit": CG + "unit"}, quantity)


def _evidence(claim: Claim, node: NamedNode, article: Article) -> Iterator[Statement]:
    """The quote as a Web Annotation target, which claims with the same quote share, and the trigger."""
    passage = _passage_node(claim.quote, article)
    quote, position = NamedNode(f"{passage.value}/quote"), NamedNode(f"{passage.value}/position")
    yield node, _node(OA + "hasTarget"), passage
    yield _typed(passage, OA + "SpecificResource")
    yield passage, _node(OA + "hasSource"), _node(article_iri(article.id))
    yield passage, _node(OA + "hasSelector"), quote
    yield passage, _node(OA + "hasSelector"), position
    yield _typed(quote, OA + "TextQuoteSelector")
    yield _says(quote, OA + "exact", claim.quote.text)
    yield _says(quote, OA + "prefix", article.text[max(0, claim.quote.start - CONTEXT) : claim.quote.start])
    yield _says(quote, OA + "suffix", article.text[claim.quote.end : claim.quote.end + CONTEXT])
    yield from _position(position, claim.quote)
    yield _typed(position, OA + "TextPositionSelector")
    trigger = NamedNode(f"{_passage_node(claim.trigger, article).value}/position")
    yield node, _node(CG + "trigger"), trigger
    yield _says(node, CG + "triggerText", claim.trigger.text)
    yield from _position(trigger, claim.trigger)
    yield _typed(trigger, OA + "TextPositionSelector")


def _run(article: Article, extractor: str) -> Iterator[Statement]:
    run = run_node(article.id, extractor)
    yield _typed(run, PROV + "Activity")
    yield run, _node(PROV + "used"), _node(article_iri(article.id))
    yield _says(run, CG + "extractor", extractor)


def run_node(article: str, extractor: str) -> NamedNode:
    """The run of one version of the extractor over one article."""
    return NamedNode(f"{RUN}{article}.{_digest(extractor)}")


def _mention_node(mention: Mention, article: Article) -> NamedNode:
    what = _digest(mention.entity, mention.type, mention.label)
    return NamedNode(f"{MENTION}{article.id}.{mention.span.start}-{mention.span.end}.{what}")


def _passage_node(span: Span, article: Article) -> NamedNode:
    return NamedNode(f"{ID}passage/{article.id}.{span.start}-{span.end}")


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:12]


def _position(node: NamedNode, span: Span) -> Iterator[Statement]:
    yield node, _node(OA + "start"), Literal(span.start)
    yield node, _node(OA + "end"), Literal(span.end)


def _optional(node: NamedNode, fields: Mapping[str, str], record: object) -> Iterator[Statement]:
    for field, predicate in fields.items():
        value = getattr(record, field)
        if value is not None:
            yield _says(node, predicate, value)


def _typed(node: NamedNode, class_: str) -> Statement:
    return node, _node(RDF + "type"), _node(class_)


def _says(node: NamedNode, predicate: str, text: str) -> Statement:
    return node, _node(predicate), Literal(text)


def _in_language(text: str, language: str) -> Literal:
    return Literal(text, language=language) if LANGUAGE_TAG.fullmatch(language) else Literal(text)


@lru_cache(maxsize=4096)
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)
