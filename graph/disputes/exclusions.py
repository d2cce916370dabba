"""What excludes what: one movement with two end points, and the kinds that the ontology declares side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from graph.disputes.kinship import Kinship
from graph.disputes.periods import Days, days_of, possible
from graph.disputes.records import Cited, Conflict
from ontology.disagreement import OBJECT, SUBJECT, Conduct, Exclusion, Side, conduct, exclusions, kinds, reckoning
from ontology.vocabulary import is_a

END_POINTS: Final = "end-points"
Spanned = tuple[Cited, Days]
"""A claim, and when it may hold."""


def end_points(cited: Sequence[Cited], kinship: Kinship) -> Iterator[Conflict]:
    """The movements that end in two places. Who names both, in one article, does not take them for rivals."""
    weigh = kinds()[END_POINTS].weight
    groups: dict[tuple[str, int], list[Cited]] = {}
    for each in cited:
        subject, weight = each.part(SUBJECT), weigh(each.claim.modality)
        classes = _rules_of(each).one_end_for
        if subject is None or weight is None or each.claim.polarity == "negative" or each.end(OBJECT) is None:
            continue
        if any(is_a(subject.type, name) for name in classes):
            groups.setdefault((subject.entity, weight), []).append(each)
    for group in groups.values():
        ends: dict[str, set[str]] = {}
        for each in group:
            ends.setdefault(each.article.id, set()).add(each.end(OBJECT) or "")
        single = sorted((each for each in group if len(ends[each.article.id]) == 1), key=lambda each: each.order)
        for one, other in combinations(single, 2):
            if _two_ends(one, other, kinship):
                yield Conflict(END_POINTS, one, other, one.end(OBJECT) or "", other.end(OBJECT) or "")


def _two_ends(one: Cited, other: Cited, kinship: Kinship) -> bool:
    here, there = one.end(OBJECT), other.end(OBJECT)
    return (
        here is not None
        and there is not None
        and one.claim.relation == other.claim.relation
        and not kinship.related(here, there)
        and one.voice != other.voice
        and possible(one.claim, one.article).meets(possible(other.claim, other.article))
        and _may_be_one_group(one, other)
    )


def _may_be_one_group(one: Cited, other: Cited) -> bool:
    """Whether the numbers allow that both speak of the same people: two hundred here, three hundred there are two."""
    first, second = one.claim.quantity, other.claim.quantity
    return first is None or second is None or first == second


def excluded(cited: Sequence[Cited], kinship: Kinship) -> Iterator[Conflict]:
    """The claims that exclude each other by the kinds of the ontology."""
    for rule in exclusions():
        sides: dict[str, list[Spanned]] = {}
        for each in cited:
            if _stands_on(rule.side, each):
                spanned = each, _span(each)
                sides.setdefault(kinship.anchor(each.end(rule.side.between[0]) or ""), []).append(spanned)
        for side in rule.others if sides else ():
            met: dict[tuple[str, ...], list[Spanned]] = {}  # many say the same
            for other in cited:
                if not _stands_on(side, other):
                    continue
                ends = tuple(other.end(part) or "" for part in side.between)
                if ends not in met:
                    met[ends] = list(_met(rule, sides, ends, kinship))
                span = _span(other)
                for one, days in met[ends]:
                    if one.voice != other.voice and days.meets(span):
                        yield Conflict(rule.kind.name, one, other, "side", "other side")


def _met(
    rule: Exclusion, sides: Mapping[str, Sequence[Spanned]], ends: Sequence[str], kinship: Kinship
) -> Iterator[Spanned]:
    """The claims of a rule's one side whose ends those of the other side are, or are parts of."""
    narrow = [kinship.parts(each) for each in ends]
    for wide in sorted({each for part in narrow[0] for each in kinship.anchors(part)}):
        for one in sides.get(wide, ()):
            wider = (one[0].end(part) or "" for part in rule.side.between)
            if all(_lies_in(parts, there, kinship) for parts, there in zip(narrow, wider, strict=True)):
                yield one


def _lies_in(parts: Iterable[str], there: str, kinship: Kinship) -> bool:
    return any(kinship.within(part, there) or kinship.alike(part, there) for part in parts)


def _stands_on(side: Side, cited: Cited) -> bool:
    claim = cited.claim
    return (
        not claim.open
        and claim.relation in side.relations
        and claim.polarity == side.polarity
        and claim.modality in side.modalities
        and all(cited.end(part) is not None for part in side.between)
    )


def _span(cited: Cited) -> Days:
    """When a claim may hold; what is lasting, or lies ahead, holds around the time of its article."""
    published = days_of(cited.article.published)
    if (_rules_of(cited).lasting or cited.claim.modality not in ("asserted", "reported")) and published:
        return Days(published.first - reckoning().lookback, published.last + reckoning().lookback)
    return possible(cited.claim, cited.article)


def _rules_of(cited: Cited) -> Conduct:
    return conduct().get(cited.claim.relation, Conduct())
