"""One node per real thing: which entities of the articles are the same, why, and who says so.

`resolve` gives the canonical id of every entity, `unified` the extractions of a store under those ids. What claimgraph
concludes follows from the articles, the thesaurus and a person's judgements alone; a person's judgements are data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity.applied import applied, each_applied
from graph.identity.judgements import concluded, is_ours, to_quads
from graph.identity.resolution import Resolution, resolution, resolve
from ontology.namespaces import IDENTITY_GRAPH
from ontology.records import Extraction
from ontology.thesaurus import Thesaurus

if TYPE_CHECKING:
    from graph.storage.store import Store

__all__ = ["Resolution", "applied", "conclude", "each_applied", "resolution", "resolve", "unified"]


def unified(store: Store, thesaurus: Thesaurus) -> list[Extraction]:
    """What the articles of a store say, every entity under its canonical id."""
    held = list(store.extractions())
    return applied(held, resolve(held, thesaurus, store.judgements()))


def conclude(store: Store, found: Resolution) -> None:
    """Write down what follows for identity, in place of what followed before; a person's judgements stay."""
    held = {quad for quad in store.quads(IDENTITY_GRAPH) if is_ours(quad)}
    wanted = {*to_quads(store.judgements()), *concluded(found.canonical, found.made)}
    store.change_identity(added=wanted - held, dropped=held - wanted)
