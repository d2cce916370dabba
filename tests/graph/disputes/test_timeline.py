from graph.disputes import states
from ontology.records import Extraction
from tests.graph.disputes.newsroom import THESAURUS, story


def rows(*extractions: Extraction) -> list[tuple[str, str, str, str | None, str | None]]:
    found = states(extractions, THESAURUS)
    return [(each.place, each.actor, each.relation, each.start, each.end) for each in found]


def test_a_state_lasts_as_long_as_it_is_attested() -> None:
    since = story("army", "controls", "sarin", day="2017-10-14", when=("2014", None))
    assert rows(since, story("army", "controls", "sarin", day="2017-10-20")) == [
        ("sarin", "army", "controls", "2014", "2017-10-20")
    ]


def test_it_ends_when_somebody_says_so() -> None:
    held = story("army", "controls", "sarin", day="2017-10-02")
    lost = story("army", "lost-control-of", "sarin", day="2017-10-20", when=("2017-10-17", "2017-10-17"))
    assert rows(held, lost) == [("sarin", "army", "controls", "2017-10-02", "2017-10-17")]


def test_another_who_comes_in_ends_nothing_but_interrupts() -> None:
    early, late = (story("army", "controls", "sarin", day=day) for day in ("2016-01-01", "2018-01-01"))
    taken = story("brigade", "captured", "sarin", day="2017-01-01")
    assert rows(early, late) == [("sarin", "army", "controls", "2016-01-01", "2018-01-01")]
    assert rows(early, taken, late) == [
        ("sarin", "army", "controls", "2016-01-01", "2016-01-01"),
        ("sarin", "brigade", "controls", "2017-01-01", "2017-01-01"),
        ("sarin", "army", "controls", "2018-01-01", "2018-01-01"),
    ]


def test_rival_words_stand_side_by_side() -> None:
    assert rows(story("army", "controls", "sarin"), story("brigade", "controls", "sarin")) == [
        ("sarin", "army", "controls", "2021-03-05", "2021-03-05"),
        ("sarin", "brigade", "controls", "2021-03-05", "2021-03-05"),
    ]


def test_who_left_was_there_and_need_not_have_ruled() -> None:
    assert rows(story("army", "left", "sarin")) == [("sarin", "army", "present-in", None, "2021-03-05")]


def test_plans_denials_and_other_relations_are_no_states() -> None:
    assert rows(story("army", "controls", "sarin", modality="planned")) == []
    assert rows(story("army", "controls", "sarin", polarity="negative")) == []
    assert rows(story("army", "bombed", "sarin")) == []


def test_what_has_no_date_has_a_row_of_its_own() -> None:
    assert rows(story("army", "controls", "sarin", day=None)) == [("sarin", "army", "controls", None, None)]
