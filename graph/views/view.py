"""What people look at: one node per entity and one edge per relation between two of them, over all articles.

A `View` is assembled afresh from the extractions each time and depends on nothing else: not on their order, not on
what was drawn before. Every way out (HTML, GEXF, GraphML, CSV) writes this one value.

What is an edge:

- claims with the same subject, relation and object share one edge. Its status is that of its strongest positive claim;
  it is "negative" when every claim denies, and ``disputed`` when a claim of it is on a side of a dispute;
- a claim that lacks an end is drawn only if ``where`` gives it the second one. Such an edge says so in ``via``:
  "at-place" runs from the subject to the place of the claim, "by-unnamed" from the place to the object, whose
  counterpart the text does not name. It never shares an edge with claims that name both ends;
- a literal object is text and no thing: two articles with the same words do not mean the same. It is never a node, and
  counts as a missing end;
- everything else is listed and not drawn (``ViewClaim.edge`` is None).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import quote

from graph.origins import Origins
from graph.views import best, layout
from graph.views.disputed import Contested, contested, view_disputes, view_states
from graph.views.records import STATUSES, Status, Via, View, ViewClaim, ViewEdge, ViewName, ViewNode
from ontology.records import Article, Claim, Extraction, Mention, Modality
from ontology.thesaurus import Concept, Thesaurus
from ontology.vocabulary import is_a

__all__ = [
    "LANGUAGES",
    "MOST_DRAWN",
    "STATUSES",
    "Status",
    "Via",
    "View",
    "ViewClaim",
    "ViewEdge",
    "ViewName",
    "ViewNode",
    "assemble",
    "best_type",
    "claim_dates",
    "page_language",
    "palette",
    "participants",
    "without_open",
]

LANGUAGES: Final = ("en", "nb")
MOST_DRAWN: Final = 2000
_NORWEGIAN: Final = frozenset({"nb", "nn", "no"})
_PALETTE: Final = Path(__file__).parents[1] / "explorer" / "palette.json"
_PLAIN: Final = re.compile("[A-Za-z0-9._~:-]*")
_T = TypeVar("_T", bound=str)


def assemble(
    extractions: Iterable[Extraction],
    thesaurus: Thesaurus | None = None,
    *,
    open_claims: bool = False,
    most: int | None = None,
) -> View:
    """The view of all extractions. Claims whose relation is only a verb's lemma are left out unless asked for.

    Of more edges than ``most`` only those in dispute and the best attested are in it, with their claims.
    """
    by_article = {each.article.id: each for each in extractions}
    ordered = [by_article[each] for each in sorted(by_article)]
    articles = {each.article.id: each.article for each in ordered}
    told = sorted(_claims(ordered, open_claims), key=lambda each: _reading_order(each, articles))
    language = _majority([page_language(each.language) for each in articles.values()], "en")
    found, origins = contested(ordered, thesaurus), Origins(ordered, thesaurus)
    chosen, everything = _edges(told, articles, found, origins, most)
    edges = _mark_core(chosen)
    claims = best.shown(told, edges, found.claims, all_=everything)
    nodes = _nodes(ordered, claims, thesaurus, language, all_=everything)
    kept = {each.claim.id for each in claims}
    carriers = {each.article for each in claims}
    if not everything:
        nodes = [replace(each, articles=tuple(a for a in each.articles if a in carriers)) for each in nodes]
    return View(
        nodes=_placed(nodes, edges),
        edges=edges,
        claims=tuple(claims),
        articles=tuple(
            sorted(
                (each for each in articles.values() if everything or each.id in carriers),
                key=lambda each: (each.published is None, each.published or "", each.id),
            )
        ),
        language=language,
        disputes=tuple(
            each
            for each in view_disputes(found.disputes, {each.id: each.label for each in nodes}, language)
            if everything or kept.issuperset((*each.left, *each.right))
        ),
        states=tuple(each for each in view_states(found.states) if everything or kept.issuperset(each.claims)),
        whole=None if everything else best.contents(ordered, _types(ordered, thesaurus), told),
    )


def without_open(view: View) -> View:
    """The view less the claims whose relation is only a verb's lemma; what stays keeps its place."""
    claims = tuple(each for each in view.claims if not each.claim.open)
    edges = tuple(each for each in view.edges if not each.open)
    kept = {each.claim.id for each in claims}
    core = {end for edge in edges if edge.core for end in (edge.source, edge.target)}
    nodes = tuple(
        replace(node, claims=tuple(each for each in node.claims if each in kept), core=node.id in core)
        for node in view.nodes
    )
    return replace(view, nodes=nodes, edges=edges, claims=claims)


def page_language(language: str) -> str:
    """The language of the explorer's own words that suits readers of an article's language."""
    return "nb" if language in _NORWEGIAN else "en"


def claim_dates(claim: Claim, article: Article) -> tuple[str, ...]:
    """When the claim is about: the resolved ends of its time, or else the day its article was published."""
    ends = (claim.when.start, claim.when.end) if claim.when else ()
    return tuple(each for each in ends if each) or ((article.published[:10],) if article.published else ())


def participants(claim: Claim) -> Iterator[Mention]:
    """Everything that the claim mentions, in whatever role."""
    ends = (claim.subject, claim.object, claim.where, claim.said_by, *claim.chain)
    return (each for each in ends if isinstance(each, Mention))


@cache
def palette() -> Mapping[str, Mapping[str, str]]:
    """Colour and shape by class: Okabe and Ito's colours, told apart with any colour vision, backed by shapes."""
    loaded: dict[str, dict[str, str]] = json.loads(_PALETTE.read_text(encoding="utf-8"))
    return loaded


def _claims(extractions: Sequence[Extraction], open_claims: bool) -> Iterator[ViewClaim]:
    for extraction in extractions:
        for claim in extraction.claims:
            if open_claims or not claim.open:
                yield ViewClaim(claim, extraction.article.id, _edge_id(claim))


def _reading_order(each: ViewClaim, articles: Mapping[str, Article]) -> tuple[bool, str, str, int, str]:
    published = articles[each.article].published
    return published is None, published or "", each.article, each.claim.quote.start, each.claim.id


def _ends(claim: Claim) -> tuple[str, str, Via] | None:
    """The two nodes that a claim is drawn between."""
    subject, place = claim.subject, claim.where
    object_ = claim.object if isinstance(claim.object, Mention) else None
    if subject and object_:
        return subject.entity, object_.entity, ""
    if subject and place and subject.entity != place.entity:
        return subject.entity, place.entity, "at-place"
    if object_ and place and object_.entity != place.entity:
        return place.entity, object_.entity, "by-unnamed"
    return None


def _edge_id(claim: Claim) -> str | None:
    """Names the edge by its content. The parts are quoted, so that the bars between them are none of theirs."""
    ends = _ends(claim)
    if ends is None:
        return None
    source, target, via = ends
    parts = (source, f"{'open:' if claim.open else ''}{claim.relation}", target, *([via] if via else []))
    return "|".join(each if _PLAIN.fullmatch(each) else quote(each, safe=":") for each in parts)


def _edges(
    claims: Sequence[ViewClaim], articles: Mapping[str, Article], found: Contested, origins: Origins, most: int | None
) -> tuple[Sequence[ViewEdge], bool]:
    """The edges, by id, and whether these are all."""
    at_odds = found.claims
    groups: dict[str, list[ViewClaim]] = {}
    for each in claims:
        if each.edge is not None:
            groups.setdefault(each.edge, []).append(each)
    edges = (_edge(edge_id, group, articles, at_odds, origins) for edge_id, group in sorted(groups.items()))
    everything = most is None or len(groups) <= most
    return list(edges) if most is None or everything else best.best(edges, most), everything


def _edge(
    edge_id: str,
    group: Sequence[ViewClaim],
    articles: Mapping[str, Article],
    at_odds: frozenset[str],
    origins: Origins,
) -> ViewEdge:
    claims = [each.claim for each in group]
    ends = _ends(claims[0])
    assert ends is not None  # noqa: S101  (claims without two ends have no edge id)
    source, target, via = ends
    carriers = {each.article: articles[each.article] for each in group}
    told = origins.corroboration((each.claim, each.article) for each in group)
    dates = sorted(date for each in group for date in claim_dates(each.claim, articles[each.article]))
    polarities = {each.polarity for each in claims}
    modality = _modality(claims)
    return ViewEdge(
        id=edge_id,
        source=source,
        relation=claims[0].relation,
        target=target,
        status=modality if "positive" in polarities else "negative",
        modality=modality,
        disputed=any(each.id in at_odds for each in claims),
        open=claims[0].open,
        via=via,
        claims=tuple(each.id for each in claims),
        articles=tuple(sorted(carriers)),
        publishers=tuple(sorted({each.publisher for each in carriers.values() if each.publisher})),
        speakers=tuple(sorted({each.said_by.entity for each in claims if each.said_by})),
        sources=len({each.publisher or each.id for each in carriers.values()}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        origins=len(told.origins),
        origin_names=tuple(each.name for each in told.origins),
        score=told.score,
        mixed=len(polarities) > 1,
    )


def _modality(claims: Sequence[Claim]) -> Modality:
    """The strongest modality of the claims that say so, or else of those that deny it."""
    positive = [each.modality for each in claims if each.polarity == "positive"]
    return min(positive or [each.modality for each in claims], key=STATUSES.index)


def _mark_core(edges: Sequence[ViewEdge]) -> tuple[ViewEdge, ...]:
    """Marks the best attested edges as the core, as many as a browser draws with ease together with their ends."""
    core: set[str] = set()
    drawn: set[str] = set()
    for edge in sorted(edges, key=best.attestation):
        ends = {edge.source, edge.target}
        if len(core) + len(drawn | ends) >= MOST_DRAWN:
            break
        core.add(edge.id)
        drawn |= ends
    return tuple(replace(each, core=each.id in core) for each in edges)


@dataclass(slots=True)
class _Gathered:
    """What the articles say about one entity, while it is being gathered."""

    types: list[str]
    labels: list[ViewName]
    names: set[ViewName]
    articles: set[str]


def _gather(extractions: Sequence[Extraction], wanted: Container[str] | None) -> dict[str, _Gathered]:
    """What all articles say about the entities that are wanted, or about all."""
    found: dict[str, _Gathered] = {}
    for extraction in extractions:
        article = extraction.article
        for entity in (each for each in extraction.entities if wanted is None or each.id in wanted):
            about = found.setdefault(entity.id, _Gathered([], [], set(), set()))
            about.types.append(entity.type)
            about.labels.append(ViewName(entity.label, article.language))
            about.names.update(ViewName(each, article.language) for each in (entity.label, *entity.names))
            about.articles.add(article.id)
        # Claims may name what the list of entities does not: no end of an edge goes missing.
        for mention in (each for claim in extraction.claims for each in participants(claim)):
            if mention.entity not in found and (wanted is None or mention.entity in wanted):
                label = ViewName(mention.label, article.language)
                found[mention.entity] = _Gathered([mention.type], [label], {label}, {article.id})
    return found


def _nodes(
    extractions: Sequence[Extraction],
    claims: Sequence[ViewClaim],
    thesaurus: Thesaurus | None,
    language: str,
    *,
    all_: bool,
) -> list[ViewNode]:
    """The nodes: all things, or those that the claims speak of."""
    taking_part: dict[str, dict[str, Claim]] = {}
    for each in claims:
        for mention in participants(each.claim):
            taking_part.setdefault(mention.entity, {})[each.claim.id] = each.claim
    concepts = thesaurus.concepts if thesaurus else {}
    return [
        _node(entity, about, taking_part.get(entity, {}), concepts.get(entity), language)
        for entity, about in sorted(_gather(extractions, None if all_ else taking_part).items())
    ]


def _types(extractions: Sequence[Extraction], thesaurus: Thesaurus | None) -> Iterator[str]:
    """The class of each thing."""
    found: dict[str, list[str]] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            found.setdefault(entity.id, []).append(entity.type)
        for mention in (each for claim in extraction.claims for each in participants(claim)):
            found.setdefault(mention.entity, [mention.type])
    concepts = thesaurus.concepts if thesaurus else {}
    return (concepts[id_].type if id_ in concepts else best_type(types) for id_, types in found.items())


def _node(
    entity: str, about: _Gathered, claims: Mapping[str, Claim], concept: Concept | None, language: str
) -> ViewNode:
    type_ = concept.type if concept else best_type(about.types)
    look = palette().get(type_, palette()["Thing"])
    labels = tuple(ViewName(_label(about, concept, each), each) for each in LANGUAGES)
    known = {ViewName(each.text, each.language) for each in concept.names} if concept else set()
    return ViewNode(
        id=entity,
        label=next(each.text for each in labels if each.language == language),
        type=type_,
        labels=labels,
        names=tuple(sorted(about.names | known, key=lambda each: (each.language, each.text))),
        claims=tuple(claims),
        articles=tuple(sorted(about.articles)),
        same_as=concept.same_as if concept else (),
        colour=look["colour"],
        shape=look["shape"],
        size=round(min(9 + 2.6 * sum(not each.open for each in claims.values()) ** 0.5, 30), 1),
    )


def best_type(types: Sequence[str]) -> str:
    """The class most articles give, after setting aside classes that another of them makes more exact."""
    exact = [each for each in types if not any(other != each and is_a(other, each) for other in types)]
    return _majority(exact or types, "Thing")


def _label(about: _Gathered, concept: Concept | None, language: str) -> str:
    if concept is not None:
        return concept.label(language)
    in_language = [each.text for each in about.labels if page_language(each.language) == language]
    return _majority(in_language or [each.text for each in about.labels], "?")


def _majority(values: Sequence[_T], default: _T) -> _T:
    """The most frequent value; of equals the first in the alphabet, so that the order of articles decides nothing."""
    counts = Counter(values)
    return min(counts, key=lambda each: (-counts[each], each)) if counts else default


def _placed(nodes: Sequence[ViewNode], edges: Sequence[ViewEdge]) -> tuple[ViewNode, ...]:
    """The nodes with their positions. The core keeps its place whatever surrounds it."""
    core = {end for edge in edges if edge.core for end in (edge.source, edge.target)}
    boxes = {each.id: layout.box(each.size, [name.text for name in each.labels]) for each in nodes}
    positions = layout.place(
        boxes,
        core=[(each.source, each.target) for each in edges if each.core and not each.open],
        rest=[(each.source, each.target) for each in edges if not each.core or each.open],
    )
    return tuple(
        replace(each, x=positions[each.id][0], y=positions[each.id][1], core=each.id in core) for each in nodes
    )
