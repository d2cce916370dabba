"""The articles of the demonstration: one node for each thing that they name, by whatever name, and no false merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import Extractor
from extractors.articles import read_inputs
from graph.identity import applied, resolution
from graph.views.view import View, ViewNode, assemble
from ontology.records import Article
from ontology.thesaurus import load

SEEDS = Path(__file__).parents[2] / "seeds"
ONE_EACH = {
    "islamic-state": ("ArmedGroup", {"IS", "ISIS", "ISIL", "Daesh"}),
    "sdf": ("Coalition", {"SDF"}),
    "ypg": ("ArmedGroup", {"YPG"}),
    "us-led-coalition": ("Coalition", {"US-led coalition"}),
    "raqqa": ("City", {"Raqqa", "Raqa"}),
    "deir-ez-zor": ("City", set()),
    "deir-ez-zor-province": ("Province", set()),
    "sohr": ("Organization", {"Syrian Observatory for Human Rights"}),
    "raqqa-civil-council": ("Organization", {"Raqqa Civil Council"}),
    "united-states": ("Country", {"USA"}),
    "person.mustafa-bali": ("Person", {"Mustafa Bali"}),
    "person.ryan-dillon": ("Person", {"Ryan Dillon"}),
    "group.fighter.islamic-state.from-syria": ("PeopleGroup", {"Syrian IS fighters", "syriske IS-krigere"}),
    "group.foreign-fighter.in-syria": ("PeopleGroup", {"fremmedkrigere"}),
    "group.civilian.in-syria": ("PeopleGroup", {"civilians", "sivile"}),
}
MARKED = {  # words that stand in the labels and names of one node alone
    "Mustafa Bali": "person.mustafa-bali",
    "Ryan Dillon": "person.ryan-dillon",
    "YPG": "ypg",
    "Raqa": "raqqa",
    "Daesh": "islamic-state",
    "Raqqa Civil Council": "raqqa-civil-council",
}


@pytest.fixture(scope="module")
def view() -> View:
    extractor, thesaurus = Extractor(), load()
    extractions = [extractor.extract(each) for each in read_inputs([str(SEEDS)]) if isinstance(each, Article)]
    found = resolution(extractions, thesaurus)
    assert found.made == ()  # all that the two articles share, they share by name
    return assemble(applied(extractions, found.canonical), thesaurus, open_claims=True)


@pytest.mark.parametrize("id_", ONE_EACH)
def test_one_node_each(view: View, id_: str) -> None:
    (node,) = (each for each in view.nodes if each.id == id_)
    type_, names = ONE_EACH[id_]
    assert node.type == type_
    assert names <= {name.text for name in node.names}


@pytest.mark.parametrize("word", MARKED)
def test_no_other_node_goes_by_the_name(view: View, word: str) -> None:
    assert [node.id for node in view.nodes if word in _names(node)] == [MARKED[word]]


def test_part_and_whole_place_and_body_country_and_government_stay_apart(view: View) -> None:
    ids = {node.id for node in view.nodes}
    assert {"sdf", "ypg", "raqqa", "raqqa-civil-council", "united-states", "us-led-coalition", "syria"} <= ids


def _names(node: ViewNode) -> set[str]:
    return {node.label, *(name.text for name in node.names)}
