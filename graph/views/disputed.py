"""Disputes and states as the view has them: by the ids of claims, with a note for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.disputes import Dispute, State, disputes, states
from ontology.disagreement import kinds
from ontology.records import Extraction
from ontology.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class ViewDispute:
    """What sources contradict each other about. ``note`` says it in the language of the view; nobody is right."""

    id: str
    kind: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ViewState:
    """Who is said to have held what, or been where, from when to when; see `graph.disputes.State`."""

    place: str
    actor: str
    relation: str
    start: str | None
    end: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """The ledger and the timeline of a view."""

    disputes: tuple[Dispute, ...]
    states: tuple[State, ...]

    @property
    def claims(self) -> frozenset[str]:
        """The claims that stand on a side of any dispute."""
        return frozenset(each.claim.id for found in self.disputes for each in (*found.left, *found.right))


def contested(extractions: Sequence[Extraction], thesaurus: Thesaurus | None) -> Contested:
    """What the extractions, under their canonical ids, are at odds about, and what they say of states."""
    known = thesaurus or Thesaurus(())
    return Contested(disputes(extractions, known), states(extractions, known))


def view_disputes(found: Iterable[Dispute], labels: Mapping[str, str], language: str) -> tuple[ViewDispute, ...]:
    """The disputes with their notes; ``labels`` name the entities."""
    return tuple(
        ViewDispute(
            id=each.id,
            kind=each.kind,
            left=tuple(cited.claim.id for cited in each.left),
            right=tuple(cited.claim.id for cited in each.right),
            note=note(each, labels, language),
        )
        for each in found
    )


def view_states(found: Iterable[State]) -> tuple[ViewState, ...]:
    """The rows of the timeline."""
    return tuple(
        ViewState(each.place, each.actor, each.relation, each.start, each.end, tuple(c.claim.id for c in each.cited))
        for each in found
    )


def note(dispute: Dispute, labels: Mapping[str, str], language: str) -> str:
    """The kind of dispute in words, and what stands against what where that is more than yes and no."""
    told = kinds()[dispute.kind].labels
    name = told.get(language, told["en"])
    if dispute.kind not in _NAMING:
        return name
    sides = (
        ", ".join(labels.get(each, each) for each in positions)
        for positions in (dispute.left_positions, dispute.right_positions)
    )
    return f"{name}: {' / '.join(sides)}"


_NAMING = frozenset({"rival-holders", "figures", "end-points"})
"""The kinds whose positions are entities or numbers."""
