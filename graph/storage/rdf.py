"""The one place that knows how an Extraction looks in RDF; both directions, without side effects.

``from_quads(to_quads(x, extractor))`` is ``canonical(x)`` but for ``Article.path``, which is no content.
Nothing is a blank node: rdflib renames those, and what has a name of its own can be compared, linked to and removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import pairwise
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from graph.errors import BrokenExtractionError
from graph.storage.extractions import all_mentions, check, put_forward_as_fact
from graph.storage.nquads import boolean, decimal, iri, number, text
from graph.storage.rdf_reader import Reader
from graph.storage.rdf_terms import ARTICLE_TEXTS, GROUP_PARTS
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

CONTEXT: Final = 32
"""How many characters before and after a quote go into its selector: enough to find it again in an edited article."""
LANGUAGE_TAG: Final = re.compile("(?!und)[a-z]{2,3}(-[A-Z]{2})?")

TYPE: Final = iri(RDF + "type")
NIL: Final = iri(RDF + "nil")
LABEL: Final = iri(RDFS + "label")
EXACT: Final = iri(OA + "exact")
START: Final = iri(OA + "start")
END: Final = iri(OA + "end")
CLAIM_MENTIONS: Final = {
    "subject": (iri(RDF + "subject"), iri(CG + "subjectMention")),
    "object": (iri(RDF + "object"), iri(CG + "objectMention")),
    "said_by": (iri(CG + "saidBy"), iri(CG + "saidByMention")),
    "where": (iri(CG + "where"), iri(CG + "whereMention")),
}


def to_lines(extraction: Extraction, extractor: str) -> list[str]:
    """The named graph of an article, and the run that made it, as lines of canonical N-Quads, each of them once.

    Most of a build's time beside the models goes by here, so statements are text from the start: a term of Oxigraph
    costs more to make than to write. Raises BrokenExtractionError for what does not hold together.
    """
    check(extraction)
    article = extraction.article
    graph, runs = f" {iri(article_iri(article.id))} .\n", f" {iri(RUNS_GRAPH)} .\n"
    try:
        # Claims share passages, so statements recur.
        lines = [each + graph for each in dict.fromkeys(_statements(extraction))]
        lines += [each + runs for each in _run(article, extractor)]
        "".join(lines).encode()
    except ValueError:  # Python's strings can hold halves of surrogate pairs, UTF-8 cannot
        raise BrokenExtractionError(f"article {article.id}: a text holds half a character (a surrogate)") from None
    return lines


def to_quads(extraction: Extraction, extractor: str) -> list[Quad]:
    """`to_lines` as terms of Oxigraph."""
    return list(parsed(to_lines(extraction, extractor)))


def parsed(lines: Iterable[str]) -> Iterator[Quad]:
    """Lines of N-Quads as terms of Oxigraph."""
    return pyoxigraph.parse("".join(lines), format=RdfFormat.N_QUADS)


def from_quads(quads: Iterable[Quad], *, path: str = "") -> Extraction:
    """The extraction that the named graph of one article was made of.

    Raises MalformedGraphError where the graph lacks something.
    """
    return Reader(quads, path).extraction()


def _statements(extraction: Extraction) -> Iterator[str]:
    """Statements about an article, as N-Triples without the full stop."""
    article, known = extraction.article, {entity.id: entity for entity in extraction.entities}
    node = iri(article_iri(article.id))
    yield from _article(article, node)
    for entity in extraction.entities:
        yield from _entity(entity, article)
    for mention in all_mentions(extraction):
        yield from _mention(mention, article, known.get(mention.entity))
    for mention in extraction.mentions:
        yield f"{node} {iri(SCHEMA + 'mentions')} {_mention_node(mention, article)}"
    for claim in extraction.claims:
        yield from _claim(claim, article)


def _article(article: Article, node: str) -> Iterator[str]:
    yield _typed(node, SCHEMA + "NewsArticle")
    yield _typed(node, PROV + "Entity")
    digest = sha256(article.text.encode()).hexdigest()
    yield f"{node} {iri(CG + 'contentHash')} {text(digest)}"
    yield from _optional(node, ARTICLE_TEXTS, article)


def _entity(entity: Entity, article: Article) -> Iterator[str]:
    node = iri(entity_iri(entity.id))
    yield _typed(node, class_iri(entity.type))
    yield f"{node} {LABEL} {text(entity.label)}"
    language = article.language if LANGUAGE_TAG.fullmatch(article.language) else None
    for name in entity.names:
        yield f"{node} {iri(SKOS + 'altLabel')} {text(name, language)}"
    for field, predicate in GROUP_PARTS.items():
        part = getattr(entity, field)
        if part is not None:
            yield f"{node} {iri(predicate)} {iri(entity_iri(part))}"


def _mention(mention: Mention, article: Article, entity: Entity | None) -> Iterator[str]:
    node = _mention_node(mention, article)
    yield _typed(node, CG + "Mention")
    yield f"{node} {iri(CG + 'entity')} {iri(entity_iri(mention.entity))}"
    yield from _position(node, mention.span)
    yield f"{node} {EXACT} {text(mention.span.text)}"
    # Nearly always the mention has the type and label of its entity, and then repeating them would only swell the file.
    if entity is None or mention.type != entity.type:
        yield f"{node} {iri(CG + 'entityType')} {iri(class_iri(mention.type))}"
    if entity is None or mention.label != entity.label:
        yield f"{node} {LABEL} {text(mention.label)}"


def _claim(claim: Claim, article: Article) -> Iterator[str]:
    made, node = claim_iri(claim.id), iri(claim_iri(claim.id))
    predicate = iri(open_iri(claim.relation) if claim.open else relation_iri(claim.relation))
    yield _typed(node, CG + "Claim")
    yield _typed(node, RDF + "Statement")
    yield f"{node} {iri(RDF + 'predicate')} {predicate}"
    yield f"{node} {iri(CG + 'open')} {boolean(claim.open)}"
    yield f"{node} {iri(CG + 'polarity')} {text(claim.polarity)}"
    yield f"{node} {iri(CG + 'modality')} {text(claim.modality)}"
    yield f"{node} {iri(CG + 'rule')} {text(claim.rule)}"
    yield from _claim_ends(claim, node, article)
    yield from _chain(claim, made, article)
    yield from _qualifiers(claim, made)
    yield from _evidence(claim, node, article)
    if claim.open:
        yield f"{predicate} {LABEL} {text(claim.relation)}"
    elif put_forward_as_fact(claim) and isinstance(claim.subject, Mention) and isinstance(claim.object, Mention):
        yield f"{iri(entity_iri(claim.subject.entity))} {predicate} {iri(entity_iri(claim.object.entity))}"


def _claim_ends(claim: Claim, node: str, article: Article) -> Iterator[str]:
    for field, (to_entity, to_mention) in CLAIM_MENTIONS.items():
        end = getattr(claim, field)
        if isinstance(end, Mention):
            yield f"{node} {to_entity} {iri(entity_iri(end.entity))}"
            yield f"{node} {to_mention} {_mention_node(end, article)}"
        elif end is not None:
            yield f"{node} {to_entity} {text(end)}"


def _chain(claim: Claim, made: str, article: Article) -> Iterator[str]:
    links = [iri(f"{made}/chain/{at}") for at in range(1, len(claim.chain) + 1)]
    if not links:
        return
    yield f"{iri(made)} {iri(CG + 'chain')} {links[0]}"
    for (link, following), mention in zip(pairwise([*links, NIL]), claim.chain, strict=True):
        yield f"{link} {iri(RDF + 'first')} {_mention_node(mention, article)}"
        yield f"{link} {iri(RDF + 'rest')} {following}"


def _qualifiers(claim: Claim, made: str) -> Iterator[str]:
    for field, quantity in (("quantity", claim.quantity), ("share", claim.share)):
        if quantity is not None:
            yield from _quantity(quantity, made, field)
    if claim.when is not None:
        when = iri(f"{made}/when")
        yield f"{iri(made)} {iri(CG + 'when')} {when}"
        yield _typed(when, CG + "Interval")
        yield f"{when} {LABEL} {text(claim.when.text)}"
        yield from _optional(when, {"start": CG + "startDate", "end": CG + "endDate"}, claim.when)


def _quantity(quantity: Quantity, made: str, field: str) -> Iterator[str]:
    amount = iri(f"{made}/{field}")
    yield f"{iri(made)} {iri(CG + field)} {amount}"
    yield _typed(amount, CG + "Quantity")
    yield f"{amount} {iri(CG + 'value')} {decimal(quantity.value)}"
    yield f"{amount} {iri(CG + 'bound')} {text(quantity.bound)}"
    yield from _optional(amount, {"unit": CG + "unit"}, quantity)


def _evidence(claim: Claim, node: str, article: Article) -> Iterator[str]:
    """The quote as a Web Annotation target, which claims with the same quote share, and the trigger."""
    at = _passage_iri(claim.quote, article)
    passage, quote, position = iri(at), iri(f"{at}/quote"), iri(f"{at}/position")
    yield f"{node} {iri(OA + 'hasTarget')} {passage}"
    yield _typed(passage, OA + "SpecificResource")
    yield f"{passage} {iri(OA + 'hasSource')} {iri(article_iri(article.id))}"
    yield f"{passage} {iri(OA + 'hasSelector')} {quote}"
    yield f"{passage} {iri(OA + 'hasSelector')} {position}"
    yield _typed(quote, OA + "TextQuoteSelector")
    yield f"{quote} {EXACT} {text(claim.quote.text)}"
    yield f"{quote} {iri(OA + 'prefix')} {text(article.text[max(0, claim.quote.start - CONTEXT) : claim.quote.start])}"
    yield f"{quote} {iri(OA + 'suffix')} {text(article.text[claim.quote.end : claim.quote.end + CONTEXT])}"
    yield from _position(position, claim.quote)
    yield _typed(position, OA + "TextPositionSelector")
    trigger = iri(f"{_passage_iri(claim.trigger, article)}/position")
    yield f"{node} {iri(CG + 'trigger')} {trigger}"
    yield f"{node} {iri(CG + 'triggerText')} {text(claim.trigger.text)}"
    yield from _position(trigger, claim.trigger)
    yield _typed(trigger, OA + "TextPositionSelector")


def _run(article: Article, extractor: str) -> Iterator[str]:
    run = iri(run_node(article.id, extractor).value)
    yield _typed(run, PROV + "Activity")
    yield f"{run} {iri(PROV + 'used')} {iri(article_iri(article.id))}"
    yield f"{run} {iri(CG + 'extractor')} {text(extractor)}"


def run_node(article: str, extractor: str) -> NamedNode:
    """The run of one version of the extractor over one article."""
    return NamedNode(f"{RUN}{article}.{_digest(extractor)}")


def _mention_node(mention: Mention, article: Article) -> str:
    what = _digest(mention.entity, mention.type, mention.label)
    return iri(f"{MENTION}{article.id}.{mention.span.start}-{mention.span.end}.{what}")


def _passage_iri(span: Span, article: Article) -> str:
    return f"{ID}passage/{article.id}.{span.start}-{span.end}"


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:12]


def _position(node: str, span: Span) -> Iterator[str]:
    yield f"{node} {START} {number(span.start)}"
    yield f"{node} {END} {number(span.end)}"


def _optional(node: str, fields: Mapping[str, str], record: object) -> Iterator[str]:
    for field, predicate in fields.items():
        value = getattr(record, field)
        if value is not None:
            yield f"{node} {iri(predicate)} {text(value)}"


def _typed(node: str, class_: str) -> str:
    return f"{node} {TYPE} {iri(class_)}"
