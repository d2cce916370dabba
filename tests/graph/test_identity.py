"""Who is who: what claimgraph concludes on its own, what a person says, and that nothing else decides anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity import Resolution, applied, resolution, resolve
from graph.identity.bearers import Bearer, bearers
from graph.identity.judgements import from_quads, judgement, to_quads
from graph.identity.scoring import may_meet, scored
from graph.views.view import assemble
from ontology.records import Entity, Extraction, Judgement, Mention, Span, Verdict
from tests import strategies
from tests.named import KNOWN, article, claim, entity

NAMED = {
    "Person": ["Dawud Karim", "Dawoud Kareem", "Ali Salih", "Ali Saleh", "Ali Salah", "Khalid Nouri", "Khaled Nuri"],
    "City": ["Harran", "Haran", "Khirbat al-Jawz", "Khirbet el-Joz"],
    "Province": ["Harran", "Haran"],
    "Place": ["Haran", "Wadi Dakis", "Wadi Daqis"],
    "ArmedGroup": ["Liwa al-Sahel", "Liwa as-Sahil", "Free Coast Movement", "FCM"],
    "Organization": ["Liwa al-Sahel", "Fast Cargo Mail"],
    "Thing": ["Liwa al-Sahel", "Khalid Nouri"],
}


def found(*extractions: Extraction, said: Iterable[Judgement] = ()) -> Resolution:
    return resolution(extractions, KNOWN, tuple(said))


def clusters(canonical: Mapping[str, str]) -> set[frozenset[str]]:
    by_root: dict[str, set[str]] = {}
    for id_, root in canonical.items():
        by_root.setdefault(root, {root}).add(id_)
    return {frozenset(each) for each in by_root.values()}


def are_one(result: Resolution, one: Entity, other: Entity) -> bool:
    return result.canonical[one.id] == result.canonical[other.id]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (entity("Person", "Khalid Nouri"), entity("Person", "Khaled Nuri"), True),
        (entity("Person", "Ali Salih"), entity("Person", "Ali Salah"), False),
        (entity("Person", "Khalid M. Nouri"), entity("Person", "Khalid Nouri"), True),
        (entity("Person", "Samir Nouri"), entity("Person", "Khalid Nouri"), False),
        (entity("Person", "Samir Nouri"), entity("Person", "Samira Nouri"), False),
        (entity("City", "Khirbat al-Jawz"), entity("City", "Khirbet el-Joz"), True),
        (entity("City", "Khirbat al-Jawz"), entity("Province", "Khirbet el-Joz"), False),
        (entity("City", "Khirbat al-Jawz"), entity("Person", "Khirbet el-Joz"), False),
        (entity("ArmedGroup", "Liwa al-Sahel"), entity("Organization", "Liwa as-Sahil"), True),
        (entity("ArmedGroup", "1st Hill Division"), entity("ArmedGroup", "2nd Hill Division"), False),
        (entity("ArmedGroup", "Free Coast Movement", "FCM"), entity("ArmedGroup", "FCM"), True),
        (entity("ArmedGroup", "Free Coast Movement"), entity("ArmedGroup", "FCM"), False),
        (entity("Organization", "Al-Nour Hospital"), entity("Place", "Al-Nour Hospital"), True),
        (entity("Thing", "Khalid Nouri"), entity("Person", "Khalid Nouri"), True),
        (entity("City", "Solvang"), entity("Person", "Solvang"), False),
    ],
    ids=lambda value: value.id if isinstance(value, Entity) else str(value),
)
def test_names_and_classes_decide(one: Entity, other: Entity, same: bool) -> None:
    assert are_one(found(article(1, one), article(2, other)), one, other) is same


def test_what_the_thesaurus_knows_stands_for_the_others() -> None:
    general = entity("Person", "Dawoud Kareem")
    result = found(article(1, general))
    assert result.canonical == {general.id: "dawud-karim"}
    assert [(each.reasons, each.by) for each in result.made] == [(("spelling",), "claimgraph")]


def test_a_place_that_may_be_the_city_or_the_province_stays_undecided() -> None:
    place = entity("Place", "Haran")
    result = found(article(1, place))
    assert result.canonical == {place.id: place.id}
    assert {each.one for each in result.undecided} == {"harran", "harran-province"}


@pytest.mark.parametrize(("type_", "id_"), [("City", "harran"), ("Province", "harran-province")])
def test_its_class_decides_which(type_: str, id_: str) -> None:
    place = entity(type_, "Haran")
    assert found(article(1, place)).canonical[place.id] == id_


def test_two_ends_of_a_claim_are_two() -> None:
    one, other = entity("ArmedGroup", "Liwa al-Sahel"), entity("ArmedGroup", "Liwa as-Sahil")
    assert are_one(found(article(1, one), article(2, other)), one, other)
    assert not are_one(found(article(1, one, other, claims=[claim(one, "part-of", other)])), one, other)


def test_articles_about_two_countries_leave_it_undecided() -> None:
    one, other = entity("Person", "Khalid Nouri"), entity("Person", "Khaled Nuri")
    result = found(article(1, one, about="sarin"), article(2, other, about="omra"))
    assert not are_one(result, one, other)
    assert [each.reasons for each in result.undecided] == [("other-setting", "spelling")]


def test_a_last_name_alone_needs_the_same_office() -> None:
    full, short, guard = entity("Person", "Khalid Nouri"), entity("Person", "Nouri"), entity("ArmedGroup", "Hill Guard")
    apart = found(article(1, full, guard), article(2, short, guard))
    assert not are_one(apart, full, short)
    assert [each.reasons for each in apart.undecided] == [("last-name-only",)]
    speaks = [
        article(n, each, guard, claims=[claim(each, "spokesperson-for", guard)]) for n, each in ((1, full), (2, short))
    ]
    assert not are_one(found(*speaks), full, short)
    both = [
        replace(each, mentions=(*each.mentions, Mention(Span(1, 2, "X"), "Country", "sarin", "S"))) for each in speaks
    ]
    assert are_one(found(*both), full, short)


def test_an_acronym_of_two_bodies_stays_undecided() -> None:
    bodies = entity("ArmedGroup", "Free Coast Movement", "FCM"), entity("ArmedGroup", "Fast Cargo Mail", "FCM")
    short = entity("ArmedGroup", "FCM")
    result = found(article(1, bodies[0]), article(2, bodies[1]), article(3, short))
    assert len(clusters(result.canonical)) == 3
    assert len(result.undecided) == 2


def test_a_spelling_between_two_names_joins_neither() -> None:
    names = [entity("Person", name) for name in ("Ali Salih", "Ali Saleh", "Ali Salah")]
    result = found(*(article(number, each) for number, each in enumerate(names)))
    assert not are_one(result, names[0], names[2])


def test_groups_follow_what_they_are_described_by() -> None:
    bodies = entity("ArmedGroup", "Liwa al-Sahel"), entity("ArmedGroup", "Liwa as-Sahil")
    groups = [
        Entity(f"group.fighter.{each.id.replace('.', '-')}", "PeopleGroup", "fighters", (), "fighter", each.id)
        for each in bodies
    ]
    result = found(article(1, bodies[0], groups[0]), article(2, bodies[1], groups[1]))
    assert are_one(result, *groups)
    assert {each.reasons for each in result.made} == {("same-description",), ("spelling",)}


# ---- a person's word


def test_a_person_outranks_every_score_either_way() -> None:
    one, other = entity("Person", "Khalid Nouri"), entity("Person", "Khaled Nuri")
    third = entity("City", "Solvang")
    articles = [article(1, one), article(2, other), article(3, third)]
    assert not are_one(found(*articles, said=[judgement("different", one.id, other.id)]), one, other)
    assert are_one(found(*articles, said=[judgement("same", one.id, third.id)]), one, third)


def test_what_is_held_apart_does_not_meet_by_way_of_others() -> None:
    names = [entity("Person", name) for name in ("Khalid Nouri", "Khaled Nouri", "Khaled Nuri")]
    articles = [article(number, each) for number, each in enumerate(names)]
    assert len(clusters(found(*articles).canonical)) == 1
    for said in permutations([judgement("different", names[0].id, names[2].id)]):
        result = found(*articles, said=said)
        assert not are_one(result, names[0], names[2])
        assert len(clusters(result.canonical)) == 2
        assert all({each.one, each.other} != {names[0].id, names[2].id} for each in result.undecided)


def test_judgements_reach_across_articles_that_went() -> None:
    one, gone, other = (entity("City", name) for name in ("Upper Solvang", "Solvang", "Lower Solvang"))
    said = [judgement("same", one.id, gone.id), judgement("same", gone.id, other.id)]
    result = found(article(1, one), article(3, other), said=said)
    assert result.canonical == {one.id: other.id, other.id: other.id}


def test_two_known_things_are_one_only_if_a_person_says_so() -> None:
    one, other = (Entity(each, "Country", each) for each in ("omra", "sarin"))
    assert not are_one(found(article(1, one, other)), one, other)
    assert are_one(found(article(1, one, other), said=[judgement("same", "sarin", "omra")]), one, other)


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_judgements_come_back_from_rdf(verdict: Verdict) -> None:
    said = judgement(verdict, "place.b", "place.a c/ø", why='they said "so"')
    made = Judgement("same", "person.a", "person.b", "claimgraph", score=0.91, reasons=("shared-setting", "spelling"))
    assert from_quads([*to_quads([made]), *to_quads([said])]) == (made, said)
    assert (said.one, said.other) == ("place.a c/ø", "place.b")


# ---- identity applied


def test_entities_of_one_thing_are_one_entity_with_all_names() -> None:
    one, other = entity("Person", "Khalid Nouri", "Nouri"), entity("Person", "Khaled Nuri")
    guard = entity("ArmedGroup", "Hill Guard")
    first = article(1, one, other, guard, claims=[claim(other, "leads", guard)])
    (shown,) = applied([first], {one.id: one.id, other.id: one.id, guard.id: guard.id})
    assert [each.id for each in shown.entities] == [guard.id, one.id]
    assert shown.entities[1].names == ("Khaled Nuri", "Khalid Nouri", "Nouri")
    assert shown.claims[0].subject is not None
    assert (shown.claims[0].subject.entity, shown.claims[0].subject.label) == (one.id, "Khalid Nouri")
    assert shown.claims[0].quote == first.claims[0].quote


def test_a_view_has_one_node_for_them() -> None:
    one, other = entity("Person", "Khalid Nouri"), entity("Person", "Khaled Nuri")
    articles = [article(1, one), article(2, other)]
    view = assemble(applied(articles, resolve(articles, KNOWN)), KNOWN)
    (node,) = view.nodes
    assert {name.text for name in node.names} == {"Khalid Nouri", "Khaled Nuri"}
    assert len(node.articles) == 2


# ---- nothing else decides anything

entities = st.sampled_from(sorted((type_, name) for type_, names in NAMED.items() for name in names)).map(
    lambda each: entity(*each)
)


@st.composite
def collections(draw: st.DrawFn) -> list[Extraction]:
    """Articles that name things of a small stock, about one country or the other."""
    named = draw(st.lists(st.lists(entities, min_size=1, max_size=3, unique_by=lambda each: each.id), max_size=5))
    about = st.sampled_from([None, "sarin", "omra"])
    return [article(number, *each, about=draw(about)) for number, each in enumerate(named)]


@st.composite
def sayings(draw: st.DrawFn, extractions: Sequence[Extraction]) -> list[Judgement]:
    """What a person may have said about the things of some articles, contradictions among it."""
    ids = sorted({each.id for extraction in extractions for each in extraction.entities})
    pairs = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
    verdicts: st.SearchStrategy[Verdict] = st.sampled_from(["same", "different"])
    said = st.builds(lambda verdict, pair: judgement(verdict, *pair), verdicts, pairs)
    return draw(st.lists(said, max_size=4)) if len(ids) > 1 else []


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_neither_order_nor_repetition_matter(data: st.DataObject) -> None:
    articles = data.draw(collections())
    said = data.draw(sayings(articles))
    result = resolution(articles, KNOWN, said)
    mixed = data.draw(st.permutations([*articles, *articles[:2]]))
    assert resolution(mixed, KNOWN, data.draw(st.permutations([*said, *said]))) == result


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_a_person_holds_apart_stays_apart_and_classes_never_mix(data: st.DataObject) -> None:
    articles = data.draw(collections())
    said = data.draw(sayings(articles))
    canonical = resolution(articles, KNOWN, said).canonical
    assert all(canonical[each.one] != canonical[each.other] for each in said if each.verdict == "different")
    assert all(canonical[canonical[id_]] == canonical[id_] for id_ in canonical if canonical[id_] in canonical)
    types = {id_: each.type for id_, each in bearers(articles, KNOWN).items()}
    if not said:
        for cluster in clusters(canonical):
            of = {types.get(id_) or KNOWN.concepts[id_].type for id_ in cluster}
            assert all(may_meet(one, other) for one in of for other in of)
            assert len(cluster & KNOWN.concepts.keys()) <= 1


@settings(max_examples=50, deadline=None)
@given(strategies.collections)
def test_any_extractions_can_be_resolved_and_shown(extractions: list[Extraction]) -> None:
    canonical = resolve(extractions, KNOWN)
    shown = applied(extractions, canonical)
    assert [each.article for each in shown] == [each.article for each in extractions]
    ids = {each.entity for extraction in shown for each in extraction.mentions}
    assert all(canonical.get(id_, id_) == id_ for id_ in ids)


@given(st.text(max_size=8), st.text(max_size=8), st.sampled_from(["Person", "Place", "ArmedGroup"]))
def test_a_score_reads_the_same_both_ways(one: str, other: str, type_: str) -> None:
    first, second = Bearer("a", type_, (one,)), Bearer("b", type_, (other,))
    assert scored(first, second) == scored(second, first)
