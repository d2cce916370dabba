"""What a batch of articles brings to what was known before: added, confirmed, repeated, contradicted.

Something is confirmed only if an origin says so that is independent of those before; a further copy repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from graph.disputes import Cited, Dispute, cited_claims, disputes
from graph.origins import Origins
from graph.storage.extractions import HAPPENED
from ontology.records import Claim, Extraction, Mention
from ontology.thesaurus import Thesaurus, fold

Change = Literal["contradicted", "confirmed", "repeated", "added"]
ORDER: Final[tuple[Change, ...]] = ("contradicted", "confirmed", "repeated", "added")
Proposition = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class News:
    """What new claims of one content are to what was known: ``before`` are the claims that they bear on."""

    change: Change
    claims: tuple[Cited, ...]
    before: tuple[Cited, ...] = ()


def news(before: Sequence[Extraction], after: Sequence[Extraction], thesaurus: Thesaurus) -> tuple[News, ...]:
    """The news in ``after``, both under the canonical ids of all articles together: by change, then by date."""
    known = {each.article.id for each in before}
    fresh = cited_claims([each for each in after if each.article.id not in known])
    both = [*before, *(each for each in after if each.article.id not in known)]
    origins = Origins(both, thesaurus)
    against = _against(disputes(both, thesaurus), known)
    held: dict[Proposition, list[Cited]] = {}
    for each in cited_claims(before):
        held.setdefault(proposition(each.claim), []).append(each)
    groups: dict[Proposition, list[Cited]] = {}
    for each in fresh:
        groups.setdefault(proposition(each.claim), []).append(each)
    found = (_news(group, held.get(key, []), against, origins) for key, group in groups.items())
    return tuple(sorted(found, key=lambda each: (ORDER.index(each.change), each.claims[0].order)))


def proposition(claim: Claim) -> Proposition:
    """What a claim says, whoever says it: its ends, its polarity, and whether as a fact or how else."""
    stance = "fact" if claim.modality in HAPPENED else claim.modality
    place = _end(claim.where) if claim.object is None or claim.subject is None else ""
    return claim.relation, _end(claim.subject), _end(claim.object), place, claim.polarity, stance


def _news(
    group: Sequence[Cited], before: Sequence[Cited], against: dict[str, dict[str, Cited]], origins: Origins
) -> News:
    opposed = {id_: cited for each in group for id_, cited in against.get(each.claim.id, {}).items()}
    if opposed:
        return News("contradicted", tuple(group), tuple(sorted(opposed.values(), key=lambda each: each.order)))
    if not before:
        return News("added", tuple(group))
    told = [(each.claim, each.article.id) for each in before]
    more = [*told, *((each.claim, each.article.id) for each in group)]
    confirmed = len(origins.of(more)) > len(origins.of(told))
    return News("confirmed" if confirmed else "repeated", tuple(group), tuple(before))


def _against(found: Iterable[Dispute], known: set[str]) -> dict[str, dict[str, Cited]]:
    """For each claim of a new article the known claims across from it."""
    against: dict[str, dict[str, Cited]] = {}
    for dispute in found:
        for side, other in ((dispute.left, dispute.right), (dispute.right, dispute.left)):
            across = {each.claim.id: each for each in other if each.article.id in known}
            for each in side:
                if across and each.article.id not in known:
                    against.setdefault(each.claim.id, {}).update(across)
    return against


def _end(end: Mention | str | None) -> str:
    return end.entity if isinstance(end, Mention) else f'"{fold(end)}"' if end else ""
