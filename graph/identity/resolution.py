"""Which entities are one thing: from the articles, the thesaurus and a person's judgements, and from nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.identity.bearers import Bearer, bearers
from graph.identity.clusters import Clusters, in_order
from graph.identity.descriptions import described_alike
from graph.identity.judging import Judged, judged
from graph.identity.scoring import may_meet
from graph.storage.extractions import Reread, entities_used
from ontology.records import Extraction, Judgement
from ontology.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was found.

    ``canonical`` gives each entity the one that stands for it. ``made`` are the judgements that claimgraph passed and
    that hold; ``undecided`` those that a person should look at: too weak, or at odds with a rival or with a judgement.
    """

    canonical: Mapping[str, str]
    made: tuple[Judgement, ...] = ()
    undecided: tuple[Judgement, ...] = ()


def resolve(
    extractions: Iterable[Extraction], thesaurus: Thesaurus, judgements: Iterable[Judgement] = ()
) -> Mapping[str, str]:
    """The canonical id of every entity that the extractions speak of: mostly its own."""
    return resolution(list(extractions), thesaurus, tuple(judgements)).canonical


def resolution(
    extractions: Iterable[Extraction], thesaurus: Thesaurus, judgements: Sequence[Judgement] = ()
) -> Resolution:
    """The canonical ids with the judgements that they rest on. The order of what is handed over decides nothing."""
    ordered = extractions if isinstance(extractions, Reread) else _ordered(extractions)
    ids = {id_ for each in ordered for id_ in entities_used(each)}
    return settled(bearers(ordered, thesaurus), thesaurus, judgements, ids=ids, extractions=ordered)


def settled(
    named: Mapping[str, Bearer],
    thesaurus: Thesaurus,
    judgements: Sequence[Judgement] = (),
    *,
    ids: Collection[str] = (),
    extractions: Iterable[Extraction] = (),
) -> Resolution:
    """The resolution of bearers of names, and of the groups that extractions describe by them."""
    found = judged(named, thesaurus)
    clusters = _clusters(named, thesaurus, judgements, found)
    entities = frozenset((*ids, *named))
    canonical = _canonical(clusters, named, thesaurus, entities)
    groups = described_alike(extractions, canonical)
    for each in groups:
        clusters.unite(each.one, each.other, by_person=False)
    if groups:
        canonical = _canonical(clusters, named, thesaurus, entities)
    passed = (*found.strong, *groups)
    return Resolution(
        canonical,
        tuple(each for each in passed if clusters.are_one(each.one, each.other)),
        tuple(sorted((each for each in (*found.weak, *passed) if _is_open(each, clusters)), key=_strongest_first)),
    )


def _ordered(extractions: Iterable[Extraction]) -> list[Extraction]:
    held = {each.article.id: each for each in extractions}
    return [held[id_] for id_ in sorted(held)]


def _clusters(
    named: Mapping[str, Bearer], thesaurus: Thesaurus, judgements: Sequence[Judgement], found: Judged
) -> Clusters:
    types = {each.id: each.type for each in thesaurus.concepts.values()} | {
        id_: each.type for id_, each in named.items()
    }
    clusters = Clusters(thesaurus.concepts, types, may_meet)
    for each in judgements:
        if each.verdict == "different":
            clusters.hold_apart(each.one, each.other, by_person=True)
    for pair in found.apart:
        clusters.hold_apart(*pair, by_person=False)
    for each in in_order((*judgements, *found.strong)):
        clusters.unite(each.one, each.other, by_person=each.by == "person")
    return clusters


def _canonical(
    clusters: Clusters, named: Mapping[str, Bearer], thesaurus: Thesaurus, entities: Collection[str]
) -> dict[str, str]:
    """What the thesaurus knows stands for a cluster, or else the member that most articles speak of."""

    def rank(id_: str) -> tuple[bool, int, str]:
        return id_ not in thesaurus.concepts, -named[id_].articles if id_ in named else 0, id_

    canonical = {id_: id_ for id_ in sorted(entities)}
    for members in clusters.clusters():
        there = [id_ for id_ in members if id_ in canonical or id_ in thesaurus.concepts]
        canonical.update((id_, min(there, key=rank)) for id_ in there if id_ in canonical)
    return canonical


def _is_open(each: Judgement, clusters: Clusters) -> bool:
    return not clusters.are_one(each.one, each.other) and not clusters.are_held_apart(each.one, each.other)


def _strongest_first(each: Judgement) -> tuple[float, str, str]:
    return -(each.score or 0.0), each.one, each.other
