"""What sources contradict each other about, and who is said to have held what, when. Nobody is declared right.

`disputes` and `states` are functions of the extractions (under their canonical ids, see `graph.identity`), of the
thesaurus, which knows what lies within what, and of the rules in `ontology.disagreement`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.disputes.exclusions import end_points, excluded
from graph.disputes.holdings import conflicts, holdings
from graph.disputes.kinship import Kinship
from graph.disputes.ledger import gathered
from graph.disputes.numbers import figures
from graph.disputes.polarity import opposites
from graph.disputes.records import Cited, Dispute
from graph.disputes.timeline import State, states
from graph.identity.applied import applied
from ontology.records import Extraction
from ontology.thesaurus import Thesaurus

__all__ = ["Cited", "Dispute", "Kinship", "State", "cited_claims", "disputes", "states"]


def disputes(
    extractions: Iterable[Extraction], thesaurus: Thesaurus, canonical: Mapping[str, str] | None = None
) -> tuple[Dispute, ...]:
    """All disputes, by the date of their first claim.

    ``canonical`` gives the canonical id of each entity, for extractions that go by their own. Claims whose relation is
    only a verb's lemma take no part.
    """
    held = applied(extractions, canonical or {})
    kinship = Kinship(held, thesaurus)
    cited = cited_claims(held)
    return gathered(
        [
            *opposites(cited, kinship),
            *conflicts(holdings(cited), kinship),
            *figures(cited, kinship),
            *end_points(cited, kinship),
            *excluded(cited, kinship),
        ]
    )


def cited_claims(extractions: Sequence[Extraction]) -> list[Cited]:
    """The claims of the ontology's relations in reading order, each with its article."""
    found = (Cited(claim, each.article) for each in extractions for claim in each.claims if not claim.open)
    return sorted(found, key=lambda each: each.order)
