import pytest

from ontology.disagreement import Conduct, conduct, exclusions, kinds, reckoning
from ontology.vocabulary import classes, relations

PARTS = {"subject", "object", "where"}


def test_rules_speak_of_relations_that_there_are() -> None:
    assert set(conduct()) == set(relations())


@pytest.mark.parametrize(("name", "rules"), conduct().items())
def test_what_a_relation_turns_is_a_state(name: str, rules: Conduct) -> None:
    for turn in (*rules.starts, *rules.ends, *rules.rules_out):
        assert conduct()[turn.state].state
        assert len(turn.between) == 2
        assert set(turn.between) <= PARTS
    assert rules.counts in (None, "subject", "object")
    assert set(rules.one_end_for) <= set(classes())


def test_only_control_is_held_by_one() -> None:
    assert {name for name, rules in conduct().items() if rules.held_by_one} == {"controls"}
    assert conduct()["captured"].starts[0].state == "controls"
    assert [turn.state for turn in conduct()["left"].ends] == ["present-in"]
    assert [turn.state for turn in conduct()["left"].rules_out] == ["controls"]


def test_every_kind_of_dispute_has_its_words_and_its_weights() -> None:
    assert set(kinds()) == {
        "answer",
        "end-points",
        "excluded-yet-leaving",
        "figures",
        "opposite-polarity",
        "outcome",
        "rival-holders",
        "state-at-odds",
    }
    for kind in kinds().values():
        assert set(kind.labels) == {"en", "nb", "nn"}
        assert kind.definition
    polarity = kinds()["opposite-polarity"]
    assert polarity.weight("asserted") == polarity.weight("reported") != polarity.weight("planned")
    assert polarity.weight("possible") is None


@pytest.mark.parametrize("rule", exclusions(), ids=lambda rule: rule.kind.name)
def test_the_sides_of_an_exclusion_meet(rule: object) -> None:
    (found,) = [each for each in exclusions() if each == rule]
    for side in (found.side, *found.others):
        assert side.relations
        assert set(side.relations) <= set(relations())
        assert side.modalities
        assert len(side.between) == len(found.side.between)
        assert set(side.between) <= PARTS


def test_the_reckoning_is_read() -> None:
    found = reckoning()
    assert (found.reporting_lag, found.lookback, found.standing) == (2, 14, 3)
    assert found.tolerance == pytest.approx(0.2)
    assert found.apart == (frozenset({"foreign", "local"}),)
