"""What of a large graph goes into a picture: what is disputed and what is best attested; the rest stays in the store.

A page with hundreds of thousands of lines is of no use to anybody, and neither a browser nor Gephi opens it. A picture
that leaves something out says so, and what is counted is always the whole graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from heapq import nsmallest
from typing import Final

from graph.views.records import STATUSES, Contents, ViewClaim, ViewEdge
from ontology.records import Extraction

MOST_SHOWN: Final = 20_000
"""Relations in the explorer and in the Gephi file of a build: what a browser still handles with ease."""


def best(edges: Iterable[ViewEdge], most: int) -> list[ViewEdge]:
    """The disputed edges and the best attested ones, by id, as many as are wanted; one is looked at at a time."""
    found = nsmallest(most, edges, key=lambda each: (not each.disputed, *attestation(each)))
    return sorted(found, key=lambda each: each.id)


def attestation(edge: ViewEdge) -> tuple[bool, int, int, int, str]:
    """Orders edges by how well they are attested, the best first."""
    return edge.open, -edge.origins, -edge.weight, STATUSES.index(edge.status), edge.id


def shown(
    claims: Iterable[ViewClaim], edges: Iterable[ViewEdge], at_odds: Collection[str], *, all_: bool
) -> list[ViewClaim]:
    """The claims that go with these edges, and those without one that are in dispute; all of them if all is shown."""
    if all_:
        return list(claims)
    kept = {each.id for each in edges}
    return [each for each in claims if each.edge in kept or (each.edge is None and each.claim.id in at_odds)]


def contents(extractions: Sequence[Extraction], types: Iterable[str], claims: Iterable[ViewClaim]) -> Contents:
    """The counts; ``types`` has the class of each entity. Claims whose relation is a verb's lemma do not count."""
    ours = [each for each in claims if not each.claim.open]
    return Contents(
        articles=Counter(each.article.language for each in extractions),
        entities=Counter(types),
        claims=Counter(each.claim.relation for each in ours),
        edges=len({each.edge for each in ours if each.edge is not None}),
    )
