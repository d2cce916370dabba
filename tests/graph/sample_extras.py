"""What the ledger, the timeline and identity may add to the sample: written by hand, so that the page has it all."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from graph.views.disputed import ViewDispute, ViewState
from graph.views.view import View, assemble
from tests.graph.sample_view import extractions

MERGED: Final = {"northern-front": [("Nordfronten", "the thesaurus has both names"), ("NF", "a person said so")]}
AIRPORT: Final = "varenian-army|controls|place.belmar-airport"


def contested() -> View:
    """The sample with a dispute about who holds the airport, three states of it, and an edge of one origin."""
    view = assemble(extractions(), open_claims=True)
    by_edge = {each.id: each for each in view.edges}
    holds, lost = by_edge[AIRPORT], by_edge["varenian-army|lost-control-of|place.belmar-airport"]
    arrived = by_edge["kestrel-brigade|arrived-in|place.belmar-airport"]
    dispute = ViewDispute("airport", "rival-holders", holds.claims[:1], arrived.claims, "Rival holders: army / brigade")
    states = (
        ViewState("place.belmar-airport", "varenian-army", "controls", "2030", "2031-03-18", holds.claims[:1]),
        ViewState("place.belmar-airport", "kestrel-brigade", "controls", "2031-03-19", None, arrived.claims),
        ViewState("place.belmar-airport", "river-guard", "present-in", None, None, ()),
    )
    told = replace(by_edge["northern-front|captured|osmar"], origins=1, origin_names=("Radio Belmar",))
    at_odds = {holds.id, lost.id, arrived.id}
    edges = tuple(
        told if each.id == told.id else replace(each, disputed=each.disputed or each.id in at_odds)
        for each in view.edges
    )
    return replace(view, edges=edges, disputes=(*view.disputes, dispute), states=states)
