"""The names that a node unites, with the reasons."""

from __future__ import annotations

from graph.views.united import united
from ontology.records import Judgement
from tests.graph.sample_view import extractions

CANONICAL = {"kestrel-brigade": "northern-front", "river-guard": "northern-front"}


def test_a_merged_name_has_its_reason() -> None:
    made = [
        Judgement("same", "kestrel-brigade", "northern-front", "claimgraph", reasons=("introduced-acronym", "spelling"))
    ]
    assert united(extractions(), CANONICAL, made) == {
        "northern-front": [("Kestrel Brigade", "introduced acronym, spelling")]
    }


def test_a_persons_reason_comes_first_and_none_is_none() -> None:
    judgements = [
        Judgement("same", "northern-front", "river-guard", "person"),
        Judgement("same", "kestrel-brigade", "northern-front", "claimgraph", reasons=("spelling",)),
        Judgement("same", "kestrel-brigade", "northern-front", "person", why="both are led by Orsol"),
    ]
    assert united(extractions(), CANONICAL, judgements)["northern-front"] == [
        ("Kestrel Brigade", "both are led by Orsol"),
        ("River Guard", "person"),
    ]


def test_a_chain_of_merges_ends_at_the_node() -> None:
    judgements = [Judgement("same", "kestrel-brigade", "river-guard", "claimgraph", reasons=("spelling",))]
    names = [name for name, _why in united(extractions(), CANONICAL, judgements)["northern-front"]]
    assert names == ["Kestrel Brigade", "River Guard"]


def test_what_is_held_apart_unites_nothing() -> None:
    judgements = [
        Judgement("different", "kestrel-brigade", "northern-front"),
        Judgement("same", "osmar", "belmar", "claimgraph", reasons=("spelling",)),  # overruled by somebody
    ]
    assert united(extractions(), CANONICAL, judgements) == {}
