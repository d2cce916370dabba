"""The same claim, put forward and denied.

A denial about a whole holds for its parts ("the coalition took no part in the talks"), a denial without a subject for
everybody ("the town has not been taken"). What is said of a part says nothing of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from graph.disputes.kinship import Kinship
from graph.disputes.periods import Days, possible
from graph.disputes.records import Cited, Conflict
from ontology.disagreement import OBJECT, SUBJECT, WHERE, Conduct, conduct, kinds
from ontology.records import Claim
from ontology.thesaurus import fold
from ontology.vocabulary import is_a, relations

Ends = tuple[str, str | None, str | None, str]
"""Relation, subject, object, and the words of an object that is none."""
ByObject = dict[str, dict[str, list["_Told"]]]
Denials = dict[str, ByObject]
"""By relation, and by what object and subject are looked up by."""

KIND: Final = "opposite-polarity"
ONCE: Final = ("Agreement", "Event")
"""What happened once: when a claim speaks of it is no matter."""
NOTHING: Final = frozenset({""})


def opposites(cited: Sequence[Cited], kinship: Kinship) -> Iterator[Conflict]:
    """Every claim with each denial of it."""
    denials: Denials = {}
    weigh = kinds()[KIND].weight
    compared = [each for each in cited if weigh(each.claim.modality) is not None]
    for each in compared:
        if each.claim.polarity == "negative":
            by_object, told = denials.setdefault(each.claim.relation, {}), _told(each)
            for object_, subject in product(_names(each, OBJECT, kinship), _names(each, SUBJECT, kinship)):
                by_object.setdefault(object_, {}).setdefault(subject, []).append(told)
    denied: dict[Ends, list[_Told]] = {}  # many say the same, and the same denials are of its ends
    for each in compared:
        if each.claim.polarity == "positive" and each.claim.relation in denials:
            ends = _ends(each)
            if ends not in denied:
                found = _looked_up(each, denials[each.claim.relation], kinship)
                denied[ends] = [denial for denial in found if _same_ends(each, denial.cited, kinship)]
            if denied[ends]:
                claim = _told(each)
                for denial in denied[ends]:
                    if _contradicts(claim, denial, kinship):
                        yield Conflict(KIND, each, denial.cited, "positive", "negative")


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with what is compared of it beside its ends."""

    cited: Cited
    weight: int | None
    voice: tuple[str, str]
    place: str | None
    days: Days


def _told(cited: Cited) -> _Told:
    claim = cited.claim
    weight = kinds()[KIND].weight(claim.modality)
    return _Told(cited, weight, cited.voice, cited.end(WHERE), possible(claim, cited.article))


def _ends(claim: Cited) -> Ends:
    return claim.claim.relation, claim.end(SUBJECT), claim.end(OBJECT), _literal(claim.claim)


def _looked_up(claim: Cited, denials: ByObject, kinship: Kinship) -> Iterable[_Told]:
    """The denials whose object and subject may be those of a claim, or what these lie within."""
    objects, subjects = _reach(claim, OBJECT, kinship), _reach(claim, SUBJECT, kinship)
    found = list(_crossed(denials, objects, subjects))
    if relations()[claim.claim.relation].symmetric:
        found += _crossed(denials, subjects, objects)
    return {each.cited.claim.id: each for each in found}.values()


def _crossed(denials: ByObject, objects: frozenset[str], subjects: frozenset[str]) -> Iterator[_Told]:
    for object_ in denials.keys() & objects:
        for subject in denials[object_].keys() & subjects:
            yield from denials[object_][subject]


def _names(claim: Cited, part: str, kinship: Kinship) -> frozenset[str]:
    """What a part of a denial is looked up by."""
    entity = claim.end(part)
    return NOTHING if entity is None else frozenset({kinship.anchor(entity), kinship.anchor(kinship.key(entity))})


def _reach(claim: Cited, part: str, kinship: Kinship) -> frozenset[str]:
    """What denials that speak of a part are looked up by, or of nothing in its place."""
    entity = claim.end(part)
    return NOTHING if entity is None else NOTHING | kinship.reach(entity)


def _contradicts(claim: _Told, denial: _Told, kinship: Kinship) -> bool:
    """Whether a denial of the ends of a claim denies that claim."""
    return (
        claim.weight == denial.weight
        and claim.voice != denial.voice
        and (claim.place is None or denial.place is None or kinship.related(claim.place, denial.place))
        and (claim.cited.claim.share is None or denial.cited.claim.share is not None)
        and (claim.days.meets(denial.days) or _at_any_time(claim.cited, denial.cited))
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


def _at_any_time(claim: Cited, denial: Cited) -> bool:
    """What happened once, or lasts."""
    object_ = claim.part(OBJECT)
    once = object_ is not None and object_.entity == denial.end(OBJECT) and any(is_a(object_.type, e) for e in ONCE)
    return once or _rules(claim.claim).lasting


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
