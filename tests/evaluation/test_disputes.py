"""The scenarios hold together: what they expect can be found in their articles."""

import pytest

from evaluation.disputes.scenarios import Scenario, scenarios
from ontology.disagreement import kinds
from ontology.vocabulary import relations


def test_there_are_enough_of_every_sort() -> None:
    found = scenarios()
    assert len(found) >= 70
    assert len({each.name for each in found}) == len(found)
    assert {each.kind for one in found for each in one.disputes} == set(kinds())
    assert sum(not each.disputes for each in found) >= 30
    assert {article.language for each in found for article in each.articles} == {"en", "nb", "nn"}


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda each: each.name)
def test_what_is_expected_is_in_the_articles(scenario: Scenario) -> None:
    texts = [each.text for each in scenario.articles]
    assert len({each.id for each in scenario.articles}) == len(texts)
    for words in (*(each for found in scenario.disputes for each in found.between), *(e.of for e in scenario.origins)):
        assert any(words in text for text in texts), words
    named = {*(each.relation for each in scenario.origins), *(each.relation for each in scenario.states)}
    assert named <= set(relations())
