"""The same claim, put forward and denied.

A denial about a whole holds for its parts ("the coalition took no part in the talks"), a denial without a subject for
everybody ("the town has not been taken"). What is said of a part says nothing of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from graph.disputes.kinship import Kinship
from graph.disputes.periods import possible
from graph.disputes.records import Cited, Conflict
from ontology.disagreement import OBJECT, SUBJECT, WHERE, Conduct, conduct, kinds
from ontology.records import Claim
from ontology.thesaurus import fold
from ontology.vocabulary import is_a, relations

KIND: Final = "opposite-polarity"
ONCE: Final = ("Agreement", "Event")
"""What happened once: when a claim speaks of it is no matter."""


def opposites(cited: Sequence[Cited], kinship: Kinship) -> Iterator[Conflict]:
    """Every claim with each denial of it."""
    denials: dict[str, dict[str, list[Cited]]] = {}
    for each in cited:
        if each.claim.polarity == "negative":
            denials.setdefault(each.claim.relation, {}).setdefault(_anchor(each, kinship), []).append(each)
    for each in cited:
        if each.claim.polarity == "positive" and (by_anchor := denials.get(each.claim.relation)):
            found = {
                denial.claim.id: denial
                for anchor in _anchors(each, kinship)
                if anchor in by_anchor
                for denial in by_anchor[anchor]
            }
            for denial in found.values():
                if _contradicts(each, denial, kinship):
                    yield Conflict(KIND, each, denial, "positive", "negative")


def _anchor(denial: Cited, kinship: Kinship) -> str:
    """The part under which a denial is looked up: its object, or what it has instead."""
    parts = (denial.end(part) for part in (OBJECT, SUBJECT, WHERE))
    return next((kinship.anchor(kinship.key(part)) for part in parts if part is not None), _literal(denial.claim))


def _anchors(claim: Cited, kinship: Kinship) -> Iterator[str]:
    for part in (OBJECT, SUBJECT, WHERE):
        entity = claim.end(part)
        if entity is not None:
            yield kinship.anchor(kinship.key(entity))
            yield from kinship.above(kinship.anchor(entity))
    yield _literal(claim.claim)


def _contradicts(claim: Cited, denial: Cited, kinship: Kinship) -> bool:
    kind = kinds()[KIND]
    weight = kind.weight(claim.claim.modality)
    return (
        weight is not None
        and weight == kind.weight(denial.claim.modality)
        and claim.voice != denial.voice
        and _same_ends(claim, denial, kinship)
        and _same_place(claim, denial, kinship)
        and (claim.claim.share is None or denial.claim.share is not None)
        and _same_time(claim, denial)
    )


def _same_ends(claim: Cited, denial: Cited, kinship: Kinship) -> bool:
    straight = _subject_denied(claim.end(SUBJECT), denial.end(SUBJECT), kinship) and _object_denied(
        claim, denial, kinship
    )
    if straight or not relations()[claim.claim.relation].symmetric:
        return straight
    ends = (claim.end(SUBJECT), claim.end(OBJECT))
    return None not in ends and ends == (denial.end(OBJECT), denial.end(SUBJECT))


def _subject_denied(subject: str | None, denied: str | None, kinship: Kinship) -> bool:
    return denied is None or (
        subject is not None and (kinship.within(subject, denied) or kinship.alike(subject, denied))
    )


def _object_denied(claim: Cited, denial: Cited, kinship: Kinship) -> bool:
    object_, denied = claim.end(OBJECT), denial.end(OBJECT)
    if denial.claim.object is None:  # "they have not left": wherever they were
        return claim.end(SUBJECT) is not None and denial.end(SUBJECT) is not None
    if object_ is None or denied is None:
        return object_ == denied and _literal(claim.claim) == _literal(denial.claim)
    if kinship.alike(object_, denied):
        return True
    # To hold a part of a place is not to hold the place.
    return not _takes_the_whole(claim.claim) and kinship.within(object_, denied)


def _same_place(claim: Cited, denial: Cited, kinship: Kinship) -> bool:
    place, denied = claim.end(WHERE), denial.end(WHERE)
    return place is None or denied is None or kinship.related(place, denied)


def _same_time(claim: Cited, denial: Cited) -> bool:
    object_ = claim.part(OBJECT)
    once = object_ is not None and object_.entity == denial.end(OBJECT) and any(is_a(object_.type, e) for e in ONCE)
    if once or _rules(claim.claim).lasting:
        return True
    return possible(claim.claim, claim.article).meets(possible(denial.claim, denial.article))


def _takes_the_whole(claim: Claim) -> bool:
    rules = _rules(claim)
    return rules.held_by_one or any(
        _rules_of(turn.state).held_by_one for turn in (*rules.starts, *rules.ends, *rules.rules_out)
    )


def _rules(claim: Claim) -> Conduct:
    return _rules_of(claim.relation)


def _rules_of(relation: str) -> Conduct:
    return conduct().get(relation, Conduct())


def _literal(claim: Claim) -> str:
    return fold(claim.object) if isinstance(claim.object, str) else ""
