"""Finding one's way in the explorer: search, filters, dates, neighbourhoods, paths and the list."""

from __future__ import annotations

import json
import re

import networkx as nx
import pytest
from playwright.sync_api import expect

from graph.views.view import View, assemble
from tests.graph.reader import CAPTURED, Open, Reader
from tests.graph.sample_view import C, Story, crowd, extraction

DENIAL = "event.osmar-evacuation-deal|covers|group.foreign-fighter"


def open_facet(reader: Reader, key: str) -> None:
    reader.page.locator(f"[data-facet={key}] > summary").click()


def choose(reader: Reader, key: str, label: str) -> None:
    open_facet(reader, key)
    reader.page.locator(f"[data-facet={key}] label", has_text=re.compile(rf"^{label}")).click()


def test_search_finds_quotes(read: Open, view: View) -> None:
    reader = read(view)
    reader.find("TAKEN the city")
    option = reader.page.locator("#hits [role=option]")
    expect(option).to_have_count(1)
    expect(option.locator("q")).to_have_text("Governor Salma Dirani denied that the Front had taken the city.")
    reader.press("Enter")
    expect(reader.panel.locator(".claim:focus blockquote")).to_contain_text("had taken the city")


@pytest.mark.parametrize("typed", ["Kyjiv", "Kiev", "kyiv", "Київ"])
def test_search_hears_through_transliterations(read: Open, view: View, typed: str) -> None:
    reader = read(view)
    heard = reader.js(f"claimgraph.fold.sounds({json.dumps(typed)}) === claimgraph.fold.sounds('Kyiv')")
    assert heard


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Deir ez-Zour", "Deir al-Zor", True),
        ("Deir Ezzor", "Deir el-Zour", True),
        ("Zelenskyj", "Zelensky", True),
        ("Khartoum", "Khartum", True),
        ("al-Fashir", "El Fasher", True),
        ("Hodeida", "al-Hudaydah", True),
        ("Goma", "Homs", False),
        ("Osmar", "Belmar", False),
    ],
)
def test_spellings_of_one_sound(read: Open, view: View, one: str, other: str, same: bool) -> None:
    reader = read(view)
    assert reader.js(f"claimgraph.fold.sounds({one!r}) === claimgraph.fold.sounds({other!r})") is same


def test_a_name_is_found_by_its_sound(read: Open, view: View) -> None:
    reader = read(view)
    reader.find("Nadeem Ursol")
    expect(reader.page.locator("#hits [aria-selected=true]")).to_contain_text("Nadim Orsol")


def test_filter_by_type(read: Open, view: View) -> None:
    reader = read(view)
    reader.page.locator("[name=type-City]").uncheck()
    assert "osmar" not in reader.shown("nodes")
    assert "northern-front" in reader.shown("nodes")
    reader.page.locator("[name=type-City]").check()
    assert "osmar" in reader.shown("nodes")


def test_filter_by_relation(read: Open, view: View) -> None:
    reader = read(view)
    choose(reader, "relation", "captured")
    assert {each.split("|")[1] for each in reader.shown("edges")} == {"captured"}
    expect(reader.page.locator("#chips")).to_contain_text("Relation: captured")
    reader.page.get_by_role("button", name="Remove: Relation: captured").click()
    expect(reader.page.locator("#chips")).to_be_hidden()
    assert len(reader.shown("edges")) > 30


def test_filter_by_source_speaker_language_and_certainty(read: Open, view: View) -> None:
    reader = read(view)
    page = reader.page
    shown = page.locator("#list .shown")
    page.click("#show-list")
    choose(reader, "source", "Fjordposten")
    expect(shown).to_contain_text("9 of 70 claims shown")
    choose(reader, "speaker", "Varenia State Television")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list tbody")).to_contain_text("ifølge TV")
    page.get_by_role("button", name="Clear all").click()
    choose(reader, "language", "English")
    assert set(reader.js("claimgraph.list.shown().map((each) => claimgraph.model.articleOf(each).language)")) == {"en"}
    page.get_by_role("button", name="Remove: Language: English").click()
    choose(reader, "modality", "Possible, not said to have happened")
    expect(shown).to_contain_text("2 of 70 claims shown")


def test_a_line_looks_like_the_claims_that_are_left(read: Open, view: View) -> None:
    reader = read(view)
    status = f"claimgraph.filters.look(claimgraph.model.edges.get({CAPTURED!r}))"
    assert reader.js(status) == {"status": "asserted", "claims": 3, "sources": 2}
    choose(reader, "source", "Fjordposten")
    assert reader.js(status)["status"] == "reported"
    reader.select("edge", CAPTURED)
    expect(reader.panel.locator(".claim")).to_have_count(3)  # all the evidence, whatever the filters hold back
    expect(reader.panel.locator(".claim.aside")).to_have_count(2)


def test_many_values_can_be_found_among(read: Open, view: View) -> None:
    reader = read(view)
    open_facet(reader, "relation")
    field = reader.page.locator("[data-facet=relation] .find")
    field.fill("besie")
    expect(reader.page.locator("[data-facet=relation] label")).to_have_count(1)


def test_the_time_slider_narrows_by_events(read: Open, view: View) -> None:
    reader = read(view)
    page = reader.page
    before = len(reader.shown("edges"))
    page.locator("#time-from").focus()
    reader.press("End")
    expect(page.locator("#time-shown")).to_have_text("30 Apr 2031")
    assert reader.shown("edges") == {"northern-front|attacked|belmar"}  # planned for April
    reader.press("Home")
    assert len(reader.shown("edges")) == before


def test_the_time_slider_narrows_by_publication(read: Open, view: View) -> None:
    reader = read(view)
    page = reader.page
    page.locator("#time-by").select_option("published")
    page.locator("#time-to").focus()
    reader.press("Home")
    expect(page.locator("#chips")).to_contain_text("Publication: 14 March 2031")
    published = "claimgraph.list.shown().map((each) => claimgraph.model.articleOf(each).published)"
    assert set(reader.js(published)) == {"2031-03-14"}


def test_the_time_plays_and_stops(read: Open, view: View) -> None:
    reader = read(view)
    page = reader.page
    page.locator("#time-by").select_option("published")
    everything = len(reader.shown("edges"))
    page.locator("#play").click()
    early = len(reader.shown("edges"))
    assert 0 < early < everything
    expect(page.locator("#play")).to_have_accessible_name("Pause")
    expect(page.locator("#play")).to_have_accessible_name("Play")  # it has come to the end by itself
    assert len(reader.shown("edges")) == everything


def test_playing_can_be_stopped(read: Open, view: View) -> None:
    reader = read(view)
    page = reader.page
    page.locator("#play").click()
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_accessible_name("Play")
    at = page.locator("#time-to").input_value()
    page.wait_for_timeout(1600)
    assert page.locator("#time-to").input_value() == at


def test_without_dates_there_is_no_slider(read: Open) -> None:
    told = Story(
        "en", "No date", None, None, [("[front|Front] took [osmar|Osmar].", [C("front", "captured", "osmar")])]
    )
    expect(read(assemble([extraction(told)])).page.locator("#timeline")).to_be_hidden()


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_neighbourhood_to_a_depth(read: Open, view: View, depth: int) -> None:
    reader = read(view)
    drawn = reader.shown("edges")
    whole = nx.Graph((each.source, each.target) for each in view.edges if each.id in drawn)
    reader.find("northern province")
    reader.press("Enter")
    reader.panel.get_by_role("button", name=re.compile(rf"^{depth} steps?$")).click()
    around = set(nx.ego_graph(whole, "northern-province", radius=depth))
    assert reader.shown("nodes") == around
    assert len(around) < len(whole)
    expect(reader.page.locator("#chips")).to_contain_text(f"Around Northern Province: {depth} step")
    reader.press("Escape", "Escape")  # closes the panel, then shows the whole graph
    assert reader.shown("edges") == drawn


def test_the_shortest_path_between_two_things(read: Open, view: View) -> None:
    reader = read(view)
    reader.find("pavel orun")
    reader.press("Enter")
    field = reader.page.locator("#path-to")
    field.focus()
    reader.page.keyboard.type("tell har")
    expect(reader.page.locator("#path-hits [aria-selected=true]")).to_contain_text("Tell Harun")
    reader.press("Enter")
    way = reader.js("claimgraph.scope.current().way")
    assert way[0] == "person.pavel-orun"
    assert way[-1] == "tell-harun"
    assert reader.shown("nodes") == set(way)
    expect(reader.panel.locator(".way .kicker")).to_have_text(f"Shortest path: {len(way) - 1} steps")
    expect(reader.panel.locator(".way li")).to_have_count(len(way) - 1)
    reader.panel.locator(".way .step").first.click()
    expect(reader.panel.locator(".claim").first).to_be_visible()


def test_no_shorter_path_exists(read: Open, view: View) -> None:
    reader = read(view)
    reader.js("claimgraph.filters.showAll()")
    graph = nx.Graph((each.source, each.target) for each in view.edges)
    for start, lengths in nx.all_pairs_shortest_path_length(graph):
        for end in ("osmar", "belmar", "person.rana-keel"):
            found = reader.js(f"claimgraph.paths.shortest({start!r}, {end!r}, claimgraph.filters.passesEdge)")
            assert (len(found) - 1 if found else None) == lengths.get(end), (start, end)


def test_where_there_is_no_path_it_says_so(read: Open, view: View) -> None:
    reader = read(view)
    reader.select("node", "osmar")
    reader.page.locator("#path-to").fill("foreign")
    reader.press("Enter")
    expect(reader.panel.locator(".way")).to_contain_text("Nothing that the filters let through connects the two.")
    reader.page.locator("[name=negative]").check()
    expect(reader.panel.locator(".way")).to_contain_text("Shortest path")


def test_the_list_is_sorted_by_any_column(read: Open, view: View) -> None:
    reader = read(view)
    page = reader.page
    page.click("#show-list")
    header = page.locator("#list th", has_text="Article")
    expect(header).to_have_attribute("aria-sort", "none")
    header.get_by_role("button").focus()
    reader.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#list th .sort:focus")).to_have_text("Article ▲")
    first, last = page.locator("#list tbody tr").first, page.locator("#list tbody tr").last
    expect(first).to_contain_text("14 March 2031")
    expect(last).to_contain_text("undated")
    reader.press("Enter")
    expect(header).to_have_attribute("aria-sort", "descending")
    expect(first).to_contain_text("undated")
    page.locator("#list th.col-claim button").click()
    texts = page.locator("#list tbody td.col-claim").all_inner_texts()
    assert texts == sorted(texts, key=str.casefold)


def test_on_a_phone_the_list_is_sorted_from_a_menu(read: Open, view: View) -> None:
    reader = read(view, width=390, height=844)
    page = reader.page
    page.click("#show-list")
    page.locator("#sort-by").select_option("status")
    expect(page.locator("#list tbody tr .certainty").last).to_contain_text("not to be so")
    expect(page.locator("#sort-by")).to_be_focused()


def test_a_filter_brings_in_what_is_outside_the_core(read: Open) -> None:
    reader = read(assemble([crowd(250)]))
    before = len(reader.shown("edges"))
    choose(reader, "relation", "searched")
    assert len(reader.shown("edges")) == 250
    reader.page.get_by_role("button", name="Remove: Relation: searched").click()
    assert len(reader.shown("edges")) >= before


def test_large_neighbourhoods_say_that_they_are_cut(read: Open) -> None:
    reader = read(assemble([crowd(450)]))
    reader.find("Osmar")
    reader.press("Enter")
    reader.panel.get_by_role("button", name="1 step").click()
    expect(reader.page.locator("#chips")).to_contain_text("(the nearest 400)")
    assert len(reader.shown("nodes")) == 400
