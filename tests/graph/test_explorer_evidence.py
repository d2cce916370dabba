"""The panel of the explorer: every claim behind a line or a thing, in its words, and who contradicts whom."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import expect

from graph.views.view import View, assemble
from ontology.records import Span
from ontology.thesaurus import Concept, Name, Thesaurus
from tests.graph.reader import CAPTURED, Open
from tests.graph.sample_extras import AIRPORT, MERGED, contested
from tests.graph.sample_view import C, Story, extraction, extractions


def test_the_words_that_made_the_claim_are_marked(read: Open, view: View) -> None:
    reader = read(view)
    reader.select("edge", CAPTURED)
    quote = reader.panel.locator("blockquote").first
    expect(quote.locator("mark.trigger")).to_have_text("captured")
    expect(quote.locator(".end")).to_have_text(["The Northern Front", "Osmar"])
    expect(quote).to_have_attribute("lang", "en")


def test_marks_hold_where_a_character_takes_two_units(read: Open) -> None:
    told = extraction(
        Story(
            "en",
            "🙂🙂 Two",
            "Wire",
            "2031",
            [("🙂 [front|Front] took [osmar|Osmar].", [C("front", "captured", "osmar")])],
        )
    )
    reader = read(assemble([told]))
    reader.select("edge", CAPTURED)
    expect(reader.panel.locator("mark.trigger")).to_have_text("took")
    expect(reader.panel.locator("blockquote")).to_have_text("🙂 Front took Osmar.")


def test_a_trigger_outside_its_quote_is_not_marked(read: Open) -> None:
    told = extraction(
        Story(
            "en",
            "Title here",
            "Wire",
            "2031",
            [("[front|Front] took [osmar|Osmar].", [C("front", "captured", "osmar")])],
        )
    )
    moved = replace(told, claims=tuple(replace(each, trigger=Span(0, 5, "Title")) for each in told.claims))
    reader = read(assemble([moved]))
    reader.select("edge", CAPTURED)
    expect(reader.panel.locator("blockquote")).to_have_text("Front took Osmar.")
    expect(reader.panel.locator("mark")).to_have_count(0)


def test_a_card_says_all_in_plain_words(read: Open, view: View) -> None:
    reader = read(view)
    reader.find("civilians")
    reader.press("Enter")
    card = reader.panel.locator(".claim", has_text="1,100")
    expect(card.locator(".certainty")).to_have_text("Stated as fact")
    expect(card.locator("dl")).to_contain_text("at least 1,100 civilians")
    expect(card.locator("dl")).to_contain_text("from March 2031 (“since March”)")
    expect(card.locator(".source")).to_contain_text("14 March 2031 · English")


def test_a_thing_tells_its_names_links_and_neighbours(read: Open) -> None:
    names = (
        Name("Northern Front", "en", "preferred"),
        Name("Nordfronten", "nb", "preferred"),
        Name("NF", "und", "acronym"),
    )
    links = ("http://www.wikidata.org/entity/Q1", "https://sws.geonames.org/7/", "https://example.org/front")
    front = Concept("northern-front", "ArmedGroup", "actors", names, same_as=links)
    reader = read(assemble(extractions(), Thesaurus([front])), MERGED)
    reader.find("nordfronten")
    reader.press("Enter")
    panel = reader.panel
    expect(panel.locator("dl.names dt")).to_have_text(["English", "Norwegian Bokmål", "in all languages"])
    expect(panel.locator("dl.names")).to_contain_text("NF")
    expect(panel.locator(".links a")).to_have_text(["Wikidata Q1", "GeoNames 7", "https://example.org/front"])
    expect(panel.locator(".roles li").first).to_be_visible()
    expect(panel.locator(".roles")).to_contain_text("Nadim Orsol")
    panel.locator(".merged summary").click()
    expect(panel.locator(".merged li").first).to_have_text("Nordfronten – merged because: the thesaurus has both names")
    panel.locator(".neighbours summary").click()
    group = panel.locator(".relation-group", has_text="captured")
    expect(group).to_contain_text("Osmar")
    group.get_by_role("button", name="Claims: captured Osmar").click()
    expect(panel.locator("h2")).to_contain_text("captured (disputed)")


def test_a_name_in_a_claim_leads_to_the_thing(read: Open, view: View) -> None:
    reader = read(view)
    reader.select("node", "northern-front")
    reader.panel.locator(".claim .thing", has_text="Osmar").first.click()
    expect(reader.panel.locator("h2")).to_have_text("Osmar")
    expect(reader.panel).to_be_focused()


def test_sources_count_by_their_origins(read: Open) -> None:
    view = contested()
    reader = read(view)
    reader.select("edge", CAPTURED)
    expect(reader.panel.locator(".counts").first).to_have_text("3 claims · 2 articles, 1 origin: Radio Belmar")
    width = "claimgraph.drawing.network.body.data.edges.get({}).width"
    reader.js("claimgraph.selection.clear()")
    narrow = reader.js(width.format(repr(CAPTURED)))
    assert narrow == reader.js("claimgraph.looks.width(1)")
    assert reader.js("claimgraph.looks.width(4)") > narrow


def test_without_origins_publishers_count(read: Open, view: View) -> None:
    edges = tuple(replace(each, origins=0, origin_names=()) for each in view.edges)
    reader = read(replace(view, edges=edges))
    reader.select("edge", CAPTURED)
    expect(reader.panel.locator(".counts").first).to_have_text("3 claims · 2 sources")


def test_both_sides_of_a_dispute_stand_beside_each_other(read: Open) -> None:
    reader = read(contested())
    assert AIRPORT in reader.shown("edges")
    reader.page.locator("#legend nav .thing", has_text="Rival holders").click()
    expect(reader.panel.locator(".dispute", has_text="Rival")).to_contain_text("1 on one side, 1 on the other")
    reader.panel.locator(".dispute", has_text="Rival").get_by_role("button", name="Compare side by side").click()
    dialog = reader.page.locator("#dialog")
    expect(dialog.locator("h2")).to_have_text("Rival holders: army / brigade")
    expect(dialog.locator(".side-left h3")).to_have_text("Varenian army controls Belmar airport")
    expect(dialog.locator(".side-left")).to_contain_text("Varenia State Television, in Nordlandsbladet")
    expect(dialog.locator(".side-right blockquote")).to_have_text(
        "Kestrel Brigade men arrived in the airport overnight."
    )
    expect(dialog.locator(".side-right")).to_contain_text("19 March 2031")
    left, right = (dialog.locator(f".side-{each}").bounding_box() for each in ("left", "right"))
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"] + 1
    assert abs(left["y"] - right["y"]) < 2
    reader.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_disputed_line_has_a_mark(read: Open) -> None:
    reader = read(contested())
    marked = "claimgraph.drawing.written.filter((each) => each.mark).map((each) => each.id)"
    assert {CAPTURED, AIRPORT} <= set(reader.js(marked))
    label = reader.js(f"claimgraph.words.edgeLabel(claimgraph.model.edges.get({AIRPORT!r}))")
    assert label == "controls (disputed, reported)"


def test_a_place_tells_who_had_it_when(read: Open) -> None:
    reader = read(contested())
    reader.select("node", "place.belmar-airport")
    rows = reader.panel.locator(".states li")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("Varenian army controls")
    expect(rows.nth(1)).to_contain_text("2030 to 18 March 2031")
    expect(rows.nth(1)).to_contain_text("according to Varenia State Television, in Nordlandsbladet")
    expect(rows.nth(2)).to_contain_text("from 19 March 2031")
    early, late = (rows.nth(i).locator(".bar").bounding_box() for i in (1, 2))
    assert early
    assert late
    assert early["x"] + early["width"] <= late["x"] + 12
    expect(rows.nth(0).locator(".bar")).to_have_count(0)
    rows.nth(1).get_by_role("button", name="1 claim").click()
    expect(reader.panel.locator("h2")).to_contain_text("controls (disputed")


def test_a_view_without_disputes_and_states_opens(read: Open, view: View) -> None:
    plain = tuple(replace(each, disputed=False) for each in view.edges)
    reader = read(replace(view, edges=plain, disputes=(), states=()))
    reader.select("node", "osmar")
    expect(reader.panel.locator(".states")).to_have_count(0)
    expect(reader.page.locator("#legend nav")).to_have_count(0)


def test_the_count_leads_to_the_claims(read: Open) -> None:
    reader = read(contested())
    reader.select("node", "place.belmar-airport")
    reader.panel.get_by_role("button", name=": go to them").click()
    expect(reader.panel.locator(".claim").first).to_be_focused()
    expect(reader.panel.locator(".claim").first.locator("blockquote")).to_be_in_viewport()
