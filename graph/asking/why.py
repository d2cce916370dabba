"""Why an edge is there, and why it is not: what the claims are worth together, what was merged, what came nearest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.asking.changes import proposition
from graph.asking.ledger import statement
from graph.asking.listing import Filter as Wanted
from graph.asking.listing import Found, Labels, claims, ends, evidence
from graph.asking.lookup import names
from graph.disputes import Cited, Kinship, disputes
from graph.origins import Corroboration, Origins
from graph.storage.extractions import claim_mentions, put_forward_as_fact
from ontology.records import Claim, Extraction, Mention
from ontology.thesaurus import Thesaurus

NEAREST: Final = 5
REASONS: Final = (
    "another relation joins them",
    "its other end only lies within what was asked for, or holds it",
    "the one only speaks of the other",
    "the sentence names both, and says nothing between them",
)
"""Why a claim joins the two only nearly, the nearest first."""


@dataclass(frozen=True, slots=True)
class Near:
    """A claim that comes near to joining two things, and what keeps it from doing so."""

    reason: str
    found: Found


def worth(found: Sequence[Found], held: Sequence[Extraction], thesaurus: Thesaurus, known: Labels) -> Iterator[str]:
    """One line for each thing that the claims say: articles, origins, what they are worth, what stands against it."""
    origins = Origins(held, thesaurus)
    disputed = {each.claim.id for one in disputes(held, thesaurus) for each in (*one.left, *one.right)}
    groups: dict[tuple[str, ...], list[Found]] = {}
    for each in found:
        key = proposition(each.claim)
        groups.setdefault((*key[:4], key[5]), []).append(each)
    for group in groups.values():
        told = origins.corroboration((each.claim, each.article.id) for each in group)
        claim = next((each for each in group if each.claim.polarity == "positive"), group[0])
        marks = [f"denied by {_names(told)}"] if told.denying else []
        marks += ["disputed"] if any(each.claim.id in disputed for each in group) else []
        marks += [] if any(put_forward_as_fact(each.claim) for each in group) else [f"no edge: {_blocked(group)}"]
        what = statement(Cited(claim.claim, claim.article), known)
        yield f"{what}: {'; '.join([told.chain, f'worth {told.parts}', *marks])}"
    yield ""


def _names(told: Corroboration) -> str:
    return ", ".join(each.name for each in told.denying)


def _blocked(group: Sequence[Found]) -> str:
    """What keeps claims from being an edge that says that it happened."""
    reasons = {reason for each in group for reason in _reasons(each.claim)}
    return "it is " + ", ".join(sorted(reasons))


def _reasons(claim: Claim) -> Iterator[str]:
    if claim.open:
        yield "open (only a verb of the text)"
    if claim.polarity == "negative":
        yield "denied"
    elif claim.modality not in ("asserted", "reported"):
        yield claim.modality
    if not isinstance(claim.subject, Mention) or not isinstance(claim.object, Mention):
        yield "without a second end"


def merges(found: Iterable[Found], held: Iterable[Extraction], canonical: Mapping[str, str]) -> Iterator[str]:
    """The entities of the claims that go by another id than their articles gave them. ``held`` is what is stored."""
    wanted = {each.claim.id for each in found}
    told: dict[tuple[str, str], set[str]] = {}
    for extraction in held:
        for claim in extraction.claims:
            for mention in claim_mentions(claim) if claim.id in wanted else ():
                one = canonical.get(mention.entity, mention.entity)
                if one != mention.entity:
                    told.setdefault((mention.entity, one), set()).add(" ".join(mention.span.text.split()))
    for (merged, one), words in sorted(told.items()):
        yield f"merged: {', '.join(f'“{each}”' for each in sorted(words))} ({merged}) is {one}"


def not_joined(near: Sequence[Near], known: Labels) -> Iterator[str]:
    """The nearest claims in words, each with what keeps it from joining the two."""
    for each in near:
        yield f"nearest: {each.reason}"
        yield from evidence([each.found], known)


def nearest(held: Sequence[Extraction], thesaurus: Thesaurus, one: str, relation: str | None, other: str) -> list[Near]:
    """The claims that come nearest to joining two named things, best first."""
    known = names(held, thesaurus)
    near = _Nearness(known.find(one), known.find(other), relation, Kinship(held, thesaurus), held)
    told = [(near.of(found), number, found) for number, found in enumerate(claims(held, Wanted(open=True)))]
    ranked = sorted(((r, number, f) for r, number, f in told if r is not None), key=lambda each: each[:2])
    return [Near(REASONS[rank], found) for rank, _, found in ranked[:NEAREST]]


class _Nearness:
    """How near claims come to joining either of one name with either of another: a place in ``REASONS``, or None."""

    def __init__(
        self,
        first: frozenset[str],
        second: frozenset[str],
        relation: str | None,
        kinship: Kinship,
        held: Iterable[Extraction],
    ) -> None:
        self._pairs = (first, second), (second, first)
        self._relation = relation
        self._kinship = kinship
        self._mentions = {
            each.article.id: [mention for mention in each.mentions if mention.entity in first | second] for each in held
        }

    def of(self, found: Found) -> int | None:
        ranks = (self._rank(found, ours, theirs) for ours, theirs in self._pairs)
        return min((rank for rank in ranks if rank is not None), default=None)

    def _rank(self, found: Found, ours: frozenset[str], theirs: frozenset[str]) -> int | None:
        parts = frozenset(ends(found.claim))
        if ours.isdisjoint(parts):
            return None
        if not theirs.isdisjoint(parts):
            return 0 if self._relation is not None else None
        if any(self._kinship.related(part, each) for part in parts - ours for each in theirs):
            return 1
        if any(each is not None and each.entity in theirs for each in (found.claim.said_by, *found.claim.chain)):
            return 2
        quote = found.claim.quote
        named = (each for each in self._mentions.get(found.article.id, ()) if each.entity in theirs)
        return 3 if any(quote.start <= each.span.start < quote.end for each in named) else None
