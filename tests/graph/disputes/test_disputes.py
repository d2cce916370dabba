from dataclasses import replace
from itertools import permutations

import pytest

from graph.disputes import disputes
from ontology.records import Extraction, Quantity
from tests.graph.disputes.newsroom import THESAURUS, group, story

FOREIGN, IS_FIGHTERS = group("group.foreign-fighter.in-coast"), group("group.fighter.army", affiliation="army")
LOCAL, BOTH = group("group.local-fighter.in-coast"), group("group.foreign-local-fighter.in-coast")
CIVILIANS = group("group.civilian.in-coast")


def kinds(*extractions: Extraction) -> list[str]:
    return [each.kind for each in disputes(extractions, THESAURUS)]


TOOK = story("brigade", "captured", "sarin")


def test_a_claim_and_its_denial() -> None:
    denial = story("brigade", "captured", "sarin", polarity="negative", by="governor", day="2021-03-06")
    (found,) = disputes([TOOK, denial], THESAURUS)
    assert found.kind == "opposite-polarity"
    assert [each.claim.id for each in found.left] == [TOOK.claims[0].id]
    assert [each.claim.id for each in found.right] == [denial.claims[0].id]


def test_the_order_of_the_articles_changes_nothing() -> None:
    held = [TOOK, story("brigade", "captured", "sarin", polarity="negative"), story("army", "controls", "sarin")]
    found = disputes(held, THESAURUS)
    assert found
    assert all(disputes(each, THESAURUS) == found for each in permutations(held))


def test_all_denials_of_a_claim_are_one_dispute() -> None:
    denials = [story("brigade", "captured", "sarin", polarity="negative", publisher=each) for each in ("A", "B")]
    (found,) = disputes([TOOK, *denials], THESAURUS)
    assert (len(found.left), len(found.right)) == (1, 2)


@pytest.mark.parametrize(
    "denial",
    [
        story("army", "captured", "sarin", polarity="negative"),
        story("brigade", "captured", "mouth", polarity="negative"),
        story("brigade", "captured", "coast", polarity="negative"),
        story("brigade", "captured", "sarin", polarity="negative", modality="planned"),
        story("brigade", "captured", "sarin", polarity="negative", modality="possible"),
        story("brigade", "captured", "sarin", polarity="negative", day="2021-02-10"),
        story("brigade", "captured", "sarin", polarity="negative", day="2021-09-10"),
        story("brigade", "captured", "sarin", polarity="negative", when=("2020", "2020")),
    ],
    ids=["other actor", "other place", "whole province", "a plan", "possible", "before", "long after", "another time"],
)
def test_what_denies_something_else_is_no_dispute(denial: Extraction) -> None:
    assert kinds(TOOK, denial) == []


def test_a_denial_about_the_whole_holds_for_its_parts_and_not_the_other_way_round() -> None:
    assert kinds(story("brigade", "attacked", "quay"), story("pact", "attacked", "quay", polarity="negative")) == [
        "opposite-polarity"
    ]
    assert kinds(story("pact", "attacked", "quay"), story("brigade", "attacked", "quay", polarity="negative")) == []
    assert kinds(story("army", "bombed", "quay"), story("army", "bombed", "coast", polarity="negative")) == [
        "opposite-polarity"
    ]


def test_a_denial_without_a_subject_is_about_everybody() -> None:
    assert kinds(TOOK, story(None, "captured", "sarin", polarity="negative")) == ["opposite-polarity"]
    assert kinds(story(None, "captured", "sarin"), story("brigade", "captured", "sarin", polarity="negative")) == []


def test_a_symmetric_relation_is_denied_from_either_end() -> None:
    denial = story("governor", "met-with", "head", polarity="negative")
    assert kinds(story("head", "met-with", "governor"), denial) == ["opposite-polarity"]


def test_two_forecasts_are_compared_and_a_forecast_with_a_fact_is_not() -> None:
    says = story("army", "attacked", "quay", modality="predicted")
    assert kinds(says, story("army", "attacked", "quay", modality="predicted", polarity="negative")) == [
        "opposite-polarity"
    ]
    assert kinds(says, story("army", "attacked", "quay", polarity="negative")) == []


def test_one_article_does_not_contradict_itself_unless_it_quotes_others() -> None:
    one, other = story("army", "bombed", "quay"), story("army", "bombed", "quay", polarity="negative")
    same = Extraction(one.article, one.mentions, one.entities, (one.claims[0], other.claims[0]))
    assert kinds(same) == []


def test_two_holders_of_one_place_on_one_day() -> None:
    held = story("army", "controls", "sarin", day="2021-03-06"), story("brigade", "controls", "sarin", day="2021-03-06")
    (found,) = disputes(held, THESAURUS)
    assert found.kind == "rival-holders"
    assert {found.left_positions, found.right_positions} == {("army",), ("brigade",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (story("army", "controls", "sarin", day="2014-03-06"), story("brigade", "controls", "sarin", day="2017-10-17")),
        (story("army", "controls", "sarin", day="2014"), story("brigade", "controls", "sarin", day="2014")),
        (story("army", "controls", "sarin", day=None), story("brigade", "controls", "sarin", day=None)),
        (story("pact", "controls", "sarin"), story("brigade", "controls", "sarin")),
        (story("army", "controls", "quay"), story("brigade", "controls", "sarin")),
        (story("army", "present-in", "sarin"), story("brigade", "present-in", "sarin")),
        (story("army", "controls", "sarin"), story("brigade", "captured", "sarin", share=Quantity(90, unit="percent"))),
        (
            story("army", "captured", "sarin", when=("2021-03-02", "2021-03-02")),
            story("brigade", "captured", "sarin", when=("2021-03-04", "2021-03-04")),
        ),
    ],
    ids=["years apart", "within a year", "no dates", "member", "a part", "being there", "a share", "changed hands"],
)
def test_a_change_of_state_is_no_dispute(one: Extraction, other: Extraction) -> None:
    assert kinds(one, other) == []


def test_rebels_may_be_anybody() -> None:
    nameless = group("group.fighter.in-coast")
    assert kinds(TOOK, story(nameless, "captured", "sarin")) == []
    assert kinds(TOOK, story(IS_FIGHTERS, "captured", "sarin")) == ["rival-holders"]


def test_numbers_without_any_date_need_a_place() -> None:
    dead = [story(None, "killed", CIVILIANS, quantity=Quantity(each), day=None) for each in (2, 90)]
    assert kinds(*dead) == []
    dead = [story(None, "killed", CIVILIANS, quantity=Quantity(each), day=None, where="quay") for each in (2, 90)]
    assert kinds(*dead) == ["figures"]


def test_captured_by_one_and_held_by_the_other_the_day_after() -> None:
    assert kinds(TOOK, story("army", "controls", "sarin", day="2021-03-06")) == ["rival-holders"]


def test_an_article_that_tells_of_the_change_disputes_nothing() -> None:
    before, after = story("army", "controls", "sarin"), story("brigade", "captured", "sarin")
    telling = Extraction(before.article, before.mentions, before.entities, (before.claims[0], after.claims[0]))
    assert kinds(telling, story("brigade", "controls", "sarin", publisher="Other")) == []


@pytest.mark.parametrize(
    ("over", "still"),
    [
        (story("army", "left", "sarin"), story("army", "present-in", "sarin", day="2021-03-06")),
        (story("army", "left", "sarin"), story("army", "controls", "sarin", day="2021-03-06")),
        (story("army", "lost-control-of", "sarin"), story("army", "controls", "sarin")),
        (story(None, "expelled", "army", where="sarin"), story("army", "present-in", "sarin", day="2021-03-06")),
        (story("army", "captured", "sarin", polarity="negative"), story("army", "controls", "sarin")),
    ],
    ids=["left, present", "left, controls", "lost, controls", "expelled, present", "not captured, controls"],
)
def test_over_and_still_so(over: Extraction, still: Extraction) -> None:
    (found,) = disputes([over, still], THESAURUS)
    assert found.kind == "state-at-odds"
    assert found.left[0].claim.id == still.claims[0].id


def test_there_before_and_gone_later_is_no_dispute() -> None:
    assert kinds(story("army", "present-in", "sarin"), story("army", "left", "sarin", day="2021-03-08")) == []
    assert kinds(story("army", "left", "sarin"), story("army", "present-in", "sarin", day="2021-05-08")) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Quantity(12), Quantity(30, "at-least"), ["figures"]),
        (Quantity(12), Quantity(13), ["figures"]),
        (Quantity(12), Quantity(10, "at-least"), []),
        (Quantity(100, "about"), Quantity(115), []),
        (Quantity(100, "about"), Quantity(150), ["figures"]),
        (Quantity(50, "at-most"), Quantity(60), ["figures"]),
        (Quantity(1100, "at-least"), Quantity(1200, "at-least"), []),
    ],
)
def test_numbers_beyond_their_bounds(one: Quantity, other: Quantity, expected: list[str]) -> None:
    dead = [
        story(None, "killed", CIVILIANS, where="sarin", quantity=each, publisher=str(number))
        for number, each in enumerate((one, other))
    ]
    assert kinds(*dead) == expected


def test_numbers_of_other_times_and_places_are_not_compared() -> None:
    few = story(None, "killed", CIVILIANS, where="sarin", quantity=Quantity(2), when=("2021-03-04", "2021-03-04"))
    for others in (
        story(None, "killed", CIVILIANS, where="mouth", quantity=Quantity(9)),
        story(None, "killed", CIVILIANS, where="sarin", quantity=Quantity(9), when=("2021-03-03", "2021-03-03")),
        story(None, "killed", CIVILIANS, where="sarin", quantity=Quantity(9), when=("2020-01-01", "2021-03-04")),
        story(None, "killed", CIVILIANS, quantity=Quantity(9)),
    ):
        assert kinds(few, others) == []


def test_three_figures_are_three_disputes() -> None:
    numbers = (12, 30, 100)
    dead = [
        story(None, "killed", CIVILIANS, where="sarin", quantity=Quantity(each), publisher=str(each))
        for each in numbers
    ]
    found = disputes(dead, THESAURUS)
    assert sorted(sorted(each.left_positions + each.right_positions) for each in found) == [
        ["100", "12"],
        ["100", "30"],
        ["12", "30"],
    ]


def test_two_end_points_of_one_movement() -> None:
    assert kinds(story(LOCAL, "evacuated-to", "sarin"), story(LOCAL, "evacuated-to", "mouth")) == ["end-points"]
    assert kinds(story(LOCAL, "evacuated-to", "sarin"), story(LOCAL, "evacuated-to", "coast")) == []
    assert kinds(story(CIVILIANS, "fled-to", "sarin"), story(CIVILIANS, "fled-to", "mouth")) == []
    two, three = Quantity(200), Quantity(300)
    assert (
        kinds(
            story(LOCAL, "evacuated-to", "sarin", quantity=two), story(LOCAL, "evacuated-to", "mouth", quantity=three)
        )
        == []
    )


def test_taken_or_beaten_back() -> None:
    assert kinds(TOOK, story("army", "defeated", "brigade", where="sarin")) == ["outcome"]
    assert kinds(TOOK, story("army", "defeated", "brigade", where="mouth")) == []


def test_agreed_or_turned_down() -> None:
    agreed = story("brigade", "agreed-to", "deal")
    assert kinds(agreed, story("brigade", "rejected", "deal")) == ["answer"]
    assert kinds(agreed, story("army", "rejected", "deal")) == []


@pytest.mark.parametrize(
    ("leaving", "modality", "expected"),
    [
        (FOREIGN, "asserted", ["excluded-yet-leaving"]),
        (FOREIGN, "predicted", ["excluded-yet-leaving"]),
        (BOTH, "predicted", ["excluded-yet-leaving"]),
        (FOREIGN, "planned", []),
        (LOCAL, "asserted", []),
        (IS_FIGHTERS, "asserted", []),
    ],
    ids=["they left", "they will", "foreign and local", "they wish to", "local ones", "others"],
)
def test_excluded_and_leaving_all_the_same(leaving: object, modality: str, expected: list[str]) -> None:
    excluded = story("deal", "covers", FOREIGN, polarity="negative", by="pact")
    assert kinds(excluded, story(leaving, "left", "sarin", modality=modality, by="governor")) == expected  # type: ignore[arg-type]


def test_nothing_is_in_dispute_among_open_claims() -> None:
    one, other = story("army", "shell", "quay"), story("army", "shell", "quay", polarity="negative")
    held = [
        Extraction(
            each.article, each.mentions, each.entities, tuple(replace(claim, open=True) for claim in each.claims)
        )
        for each in (one, other)
    ]
    assert kinds(*held) == []
