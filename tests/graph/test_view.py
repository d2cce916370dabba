"""What becomes a node, what becomes an edge, and what is only listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.views.view import MOST_DRAWN, View, ViewEdge, ViewNode, assemble, best_type, palette, without_open
from ontology.records import Extraction
from ontology.thesaurus import Concept, Name, Thesaurus
from ontology.vocabulary import classes
from tests.graph.sample_view import STORIES, C, Story, crowd, extraction, extractions, renamed


def told(
    *claims: C, language: str = "en", publisher: str | None = "Wire", published: str | None = "2031-03-14"
) -> Extraction:
    """An article that makes these claims, whatever its words."""
    sentence = "[front|Front] [osmar|Osmar] [belmar|Belmar] [governor|Dirani] [civilians|civilians]."
    return extraction(Story(language, f"{claims} in {language}", publisher, published, [(sentence, list(claims))]))


def edge(view: View, relation: str) -> ViewEdge:
    (found,) = (each for each in view.edges if each.relation == relation)
    return found


def node(view: View, id_: str) -> ViewNode:
    return next(each for each in view.nodes if each.id == id_)


def test_the_order_of_articles_changes_nothing() -> None:
    assert assemble(extractions()) == assemble(reversed(extractions())) == assemble([*extractions(), *extractions()])


def test_nothing_gives_an_empty_view() -> None:
    assert assemble([]) == View((), (), (), (), "en")


def test_one_node_for_a_thing_across_languages() -> None:
    view = assemble([told(C("front", "captured", "osmar")), told(C("front", "captured", "osmar"), language="nb")])
    front = node(view, "northern-front")
    assert {each.language: each.text for each in front.labels} == {"en": "Northern Front", "nb": "Nordfronten"}
    assert {(each.language, each.text) for each in front.names} >= {("en", "Northern Front"), ("nb", "Nordfronten")}
    assert len(front.claims) == len(front.articles) == 2


def test_the_language_of_most_articles_is_that_of_the_view() -> None:
    view = assemble([told(language="nb"), told(C("front", "captured", "osmar"), language="nn"), told()])
    assert view.language == "nb"
    assert node(view, "northern-front").label == "Nordfronten"  # of two labels used as often, the first


def test_the_thesaurus_knows_better() -> None:
    names = (Name("NF", "und", "acronym"), Name("The North", "en", "preferred"), Name("Nord", "nb", "preferred"))
    concept = Concept("northern-front", "Organization", "actors", names, same_as=("https://example.org/nf",))
    front = node(assemble([told(C("front", "captured", "osmar"))], Thesaurus([concept])), "northern-front")
    assert (front.label, front.type, front.same_as) == ("The North", "Organization", ("https://example.org/nf",))
    assert {"NF", "Nord", "The North", "Front"} <= {each.text for each in front.names}


@pytest.mark.parametrize(
    ("types", "best"),
    [
        (["City"], "City"),
        (["Place", "Place", "City"], "City"),
        (["Thing", "Person"], "Person"),
        (["City", "Province", "City"], "City"),
        (["Person", "City"], "City"),
        (["Unheard"], "Unheard"),
        ([], "Thing"),
    ],
)
def test_type(types: Sequence[str], best: str) -> None:
    assert best_type(types) == best_type(types[::-1]) == best


def test_claims_with_the_same_ends_and_relation_share_an_edge() -> None:
    view = assemble(
        [
            told(C("front", "captured", "osmar", "reported", said="governor"), publisher="Wire"),
            told(C("front", "captured", "osmar", "planned"), publisher="Post"),
            told(C("osmar", "captured", "front"), publisher=None),
        ]
    )
    assert {(each.source, each.target, each.weight) for each in view.edges} == {
        ("northern-front", "osmar", 2),
        ("osmar", "northern-front", 1),
    }
    shared = next(each for each in view.edges if each.weight == 2)
    assert (shared.status, shared.polarity, shared.disputed) == ("reported", "positive", False)
    assert (shared.publishers, shared.speakers, shared.sources) == (("Post", "Wire"), ("person.salma-dirani",), 2)


def test_a_denial_is_an_edge_of_its_own_status() -> None:
    denied = edge(assemble([told(C("front", "captured", "osmar", "reported", "negative"))]), "captured")
    assert (denied.status, denied.modality, denied.polarity) == ("negative", "reported", "negative")
    assert not denied.disputed


def test_sources_that_contradict_each_other_make_a_disputed_edge() -> None:
    view = assemble(
        [told(C("front", "captured", "osmar", "reported")), told(C("front", "captured", "osmar", polarity="negative"))]
    )
    disputed = edge(view, "captured")
    assert (disputed.status, disputed.polarity, disputed.disputed) == ("reported", "mixed", True)


def test_dates_are_those_of_the_text_or_else_of_the_article() -> None:
    view = assemble(extractions())
    assert (edge(view, "besieged").first, edge(view, "besieged").last) == ("2031-01", "2031-01")
    assert edge(view, "rejected").first == "2031-03-18"
    assert edge(view, "sent").first is None
    assert edge(view, "persuaded").last == "2031-03-19"  # of "2031-03-19T08:30:00+01:00"


def test_a_place_gives_the_end_that_the_text_leaves_out() -> None:
    view = assemble(
        [
            told(
                C(None, "killed", "civilians", where="osmar"),
                C("front", "surrendered-in", None, where="belmar"),
                C("front", "promised", "safe roads", where="osmar"),
                C("front", "captured", "osmar", where="belmar"),
            )
        ]
    )
    assert {(each.source, each.relation, each.target, each.via) for each in view.edges} == {
        ("osmar", "killed", "group.civilian", "by-unnamed"),
        ("northern-front", "surrendered-in", "belmar", "at-place"),
        ("northern-front", "promised", "osmar", "at-place"),
        ("northern-front", "captured", "osmar", ""),
    }


def test_a_claim_without_two_ends_is_listed_and_not_drawn() -> None:
    claims = [
        C(None, "killed", "civilians"),
        C("front", "surrendered-in", None),
        C("front", "promised", "safe roads"),
        C("osmar", "left", None, where="osmar"),
        C(None, "killed", None, where="osmar"),
    ]
    view = assemble([told(*claims)])
    assert not view.edges
    assert len(view.claims) == 5
    assert len(node(view, "northern-front").claims) == 2
    assert not any(each.core for each in view.nodes)
    assert "safe roads" not in {each.label for each in view.nodes}


def test_a_claim_with_both_ends_never_shares_an_edge_with_one_that_lacks_an_end() -> None:
    view = assemble([told(C("front", "left", "osmar"), C("front", "left", None, where="osmar"))])
    assert [(each.via, each.weight) for each in view.edges] == [("", 1), ("at-place", 1)]


def test_open_claims_stay_out_until_asked_for() -> None:
    whole, plain = assemble(extractions(), open_claims=True), assemble(extractions())
    assert sum(each.claim.open for each in whole.claims) == 2
    assert not any(each.claim.open for each in plain.claims)
    assert [each.relation for each in whole.edges if each.open] == ["surround"]
    stripped = without_open(whole)
    assert (stripped.edges, stripped.claims, stripped.articles) == (plain.edges, plain.claims, plain.articles)
    assert stripped.nodes == plain.nodes


def test_open_claims_and_relations_of_the_same_name_stay_apart() -> None:
    view = assemble(
        [told(C("front", "captured", "osmar"), C("front", "captured", "osmar", open=True))], open_claims=True
    )
    assert sorted(each.open for each in view.edges) == [False, True]


def test_ids_of_edges_are_not_ambiguous() -> None:
    first = told(C("front", "captured", "osmar"))
    changed = first.claims[0]
    assert changed.subject
    odd = replace(changed, id="odd", subject=replace(changed.subject, entity="northern-front|captured|x"))
    view = assemble([replace(first, claims=(changed, odd))])
    assert len({each.id for each in view.edges}) == 2
    assert all(each.id.count("|") == 2 for each in view.edges)


def test_every_end_is_a_node_even_where_the_entities_forget_it() -> None:
    view = assemble([replace(told(C("front", "captured", "osmar")), entities=())])
    assert {each.id for each in view.nodes} == {"northern-front", "osmar"}


def test_the_most_frequent_name_is_the_label() -> None:
    other = renamed(extraction(STORIES[0]), "northern-front", "The Northerners")
    view = assemble([other, *(extraction(each) for each in STORIES[1:])])
    assert node(view, "northern-front").label == "Northern Front"


def boxes(view: View) -> list[tuple[float, float, float, float]]:
    """What nodes cover with the names beneath them, at the size that the explorer writes them in."""
    found = []
    for each in view.nodes:
        side = max(each.size, min(len(each.label), 20) * 3.6)
        found.append((each.x - side, each.y - each.size, each.x + side, each.y + each.size + 18))
    return found


@pytest.mark.parametrize("count", [1, 3, 6])
def test_nodes_and_their_names_do_not_overlap(count: int) -> None:
    found = boxes(assemble(extractions()[:count]))
    for at, a in enumerate(found):
        for b in found[at + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_open_claims_do_not_move_the_core() -> None:
    whole, plain = assemble(extractions(), open_claims=True), assemble(extractions())
    plain_core = {each.id: (each.x, each.y) for each in plain.nodes if each.core}
    assert {each.id: (each.x, each.y) for each in whole.nodes if each.id in plain_core} == plain_core


def test_a_large_graph_draws_its_best_attested_core() -> None:
    many = crowd(250)
    last = replace(told(C("front", "captured", "osmar")), claims=many.claims[-1:])
    view = assemble([many, replace(last, claims=(replace(last.claims[0], id="again"),))])
    drawn = [each for each in view.edges if each.core]
    assert MOST_DRAWN - 3 <= len(drawn) + sum(each.core for each in view.nodes) <= MOST_DRAWN
    assert "person.p0249" in {each.source for each in drawn}  # the last by name, but told twice
    assert len(view.edges) == 2000
    places = {(each.x, each.y) for each in view.nodes if each.core}
    assert len(places) == sum(each.core for each in view.nodes)


def test_every_class_has_a_look_of_its_own() -> None:
    assert set(palette()) == set(classes())
    assert all(each["colour"] == each["colour"].upper() for each in palette().values())
    looks = [(each["colour"], each["shape"]) for name, each in palette().items() if name not in ("City", "Place")]
    assert len(set(looks)) == len(looks)
