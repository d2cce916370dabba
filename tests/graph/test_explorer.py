"""The explorer in a real browser, from a file, offline: what a reader sees, and what a hostile article cannot do."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from graph.explorer import html
from graph.views.view import View, assemble
from ontology.records import Entity, Extraction
from ontology.thesaurus import Concept, Name, Thesaurus
from tests.graph.reader import CAPTURED, Open
from tests.graph.sample_view import STORIES, C, Story, crowd, extraction

ATTACKS: Final = (
    "<script>window.pwned = 1</script>",
    '"><img src=x onerror="window.pwned = 1">',
    "</script><script>window.pwned = 1</script>",
    "<!--<script>",
    "javascript:window.pwned=1",
    '<a href="javascript:window.pwned=1">href</a>',
    "{{ 7 * 7 }}{% raw %}",
    "\u2028window.pwned = 1\u2029//",
    "</style><style>* { display: none }</style>",
    "\u202eתיבה\u2067 🧨\u200f",
)


def test_the_page_is_well_made(view: View) -> None:
    page = html.html(view)
    assert page.startswith("<!doctype html>")
    assert '<html lang="en">' in page
    assert page.count("<h1") == page.count("<main") == page.count("<title>") == 1
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=", page)
    assert "sourceMappingURL" not in page
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy[1]
    assert page == html.html(view)


def test_it_opens_without_a_request_or_a_complaint(read: Open, view: View) -> None:
    reader = read(view)
    assert reader.page.title() == "Graph of claims"
    expect(reader.page.locator("#summary")).to_have_text("70 claims from 6 articles about 40 things")
    expect(reader.page.locator("#canvas canvas")).to_be_visible()


def test_an_empty_graph_opens(read: Open) -> None:
    reader = read(assemble([]))
    reader.page.click("#show-list")
    expect(reader.page.locator("#summary")).to_have_text("0 claims from 0 articles about 0 things")


def test_an_edge_shows_its_evidence(read: Open, view: View) -> None:
    reader = read(view)
    reader.select("edge", CAPTURED)
    panel = reader.page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Northern Front captured (disputed) Osmar")
    expect(panel.locator(".dispute")).to_contain_text("2 say so, 1 say not")
    expect(panel.locator("blockquote")).to_have_text(
        [
            "The Northern Front captured Osmar on Friday, Captain Tomas Verrik said.",
            "Nordfronten inntok Osmar fredag, skriver Radio Belmar.",
            "Governor Salma Dirani denied that the Front had taken the city.",
        ]
    )
    expect(panel.locator("dl").first).to_contain_text("Tomas Verrik, in Lakeside Wire")
    expect(panel.locator("dl").first).to_contain_text("14 March 2031")
    expect(panel.locator(".certainty")).to_have_text(["Stated as fact", "Reported", "Stated not to be so"])


def test_a_click_on_the_drawing_selects(read: Open, view: View) -> None:
    reader = read(view)
    box = reader.page.locator("#canvas").bounding_box()
    assert box
    place = "claimgraph.drawing.state().canvasToDOM(claimgraph.drawing.state().placed.get('northern-front'))"
    at = reader.js(place)
    reader.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    expect(reader.page.locator("#panel h2")).to_have_text("Northern Front")
    reader.page.keyboard.press("Escape")
    reader.settle()
    label = reader.js("claimgraph.drawing.state().written.find((each) => each.kind === 'edge')")
    middle = {"x": (label["left"] + label["right"]) / 2, "y": (label["top"] + label["bottom"]) / 2}
    at = reader.js(f"claimgraph.drawing.state().canvasToDOM({json.dumps(middle)})")
    reader.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    assert reader.js("claimgraph.selection.current") == {"kind": "edge", "id": label["id"]}


def test_the_quote_is_marked_in_the_whole_article(read: Open) -> None:
    sentences: list[tuple[str, list[C]]] = [("🙂 Å begynne med [belmar|Belmar].", [])] * 40
    told = Story(
        "nb",
        "Lang",
        "Post",
        "2031",
        [*sentences, ("[front|Fronten] 🙂 inntok [osmar|Osmar].", [C("front", "captured", "osmar")]), *sentences],
    )
    made = extraction(told)
    reader = read(assemble([made]), height=500)
    reader.select("edge", CAPTURED)
    reader.page.get_by_role("button", name="Show in the article").click()
    mark = reader.page.locator("#dialog mark.quote")
    expect(mark).to_have_text("Fronten 🙂 inntok Osmar.")
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    assert reader.page.locator("#dialog .text").evaluate("(each) => each.textContent") == made.article.text
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator("#dialog")).to_be_hidden()
    expect(reader.page.locator("#panel")).to_be_visible()


def test_denials_and_open_claims_wait_until_asked_for(read: Open, view: View) -> None:
    reader = read(view)
    denial = "event.osmar-evacuation-deal|covers|group.foreign-fighter"
    assert denial not in reader.shown("edges")
    assert "group.foreign-fighter" not in reader.shown("nodes")
    entry = reader.page.locator("#legend label", has=reader.page.locator("[name=negative]"))
    expect(entry.locator(".count")).to_have_text("3")
    entry.click()
    assert denial in reader.shown("edges")
    assert reader.js(f"claimgraph.words.edgeLabel(claimgraph.model.edges.get({json.dumps(denial)}))") == "not covers"
    open_edge = "varenian-army|open:surround|place.amber-hills"
    assert open_edge not in reader.shown("edges")
    reader.page.locator("[name=open]").check()
    assert open_edge in reader.shown("edges")
    reader.page.locator("[name=asserted]").uncheck()
    assert open_edge not in reader.shown("edges")


def test_what_is_selected_is_drawn_whatever_the_legend_says(read: Open, view: View) -> None:
    reader = read(view)
    denial = "event.osmar-evacuation-deal|covers|group.foreign-fighter"
    reader.select("edge", denial)
    assert denial in reader.shown("edges")
    expect(reader.page.locator("#panel h2")).to_contain_text("not covers")


def test_lines_look_like_what_they_mean(read: Open, view: View) -> None:
    dashes = read(view).js("claimgraph.looks.DASHES")
    assert dashes["asserted"] is False
    assert dashes["planned"] == dashes["predicted"] == dashes["possible"]
    assert len({json.dumps(dashes[each]) for each in ("asserted", "reported", "planned", "negative", "disputed")}) == 5


def test_parallel_edges_run_apart(read: Open) -> None:
    claims = [C("front", each, "osmar") for each in ("captured", "controls", "attacked")]
    back = C("osmar", "supports", "front")
    told = Story("en", "Four", "Wire", "2031", [("[front|Front] [osmar|Osmar].", [*claims, back])])
    reader = read(assemble([extraction(told)]))
    bends = reader.js("[...claimgraph.drawing.state().bends.entries()]")
    # A bend is to one's own right-hand side: the same bend in the other direction is another line.
    sides = [bend if id_.startswith("northern") else -bend for id_, bend in bends]
    assert len({round(each, 3) for each in sides}) == 4


def test_names_do_not_cover_each_other(read: Open, view: View) -> None:
    reader = read(view, width=1440, height=900)
    reader.settle()
    written = reader.js("claimgraph.drawing.state().written")
    assert sum(each["kind"] == "node" for each in written) >= 36
    for at, a in enumerate(written):
        for b in written[at + 1 :]:
            apart = (
                a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
            )
            assert apart, (a["id"], b["id"])


def test_search_finds_any_name_whatever_its_accents(read: Open, view: View) -> None:
    reader = read(view)
    reader.page.keyboard.press("/")
    search = reader.page.locator("#search")
    expect(search).to_be_focused()
    reader.page.keyboard.type("asbjell")
    expect(reader.page.locator("#hits [role=option]").first).to_contain_text("Jon Åsbjell")
    search.fill("tarnfalk")  # the Norwegian name, on an English page
    expect(reader.page.locator("#hits [aria-selected=true]")).to_contain_text("Kestrel Brigade")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#panel h2")).to_have_text("Kestrel Brigade")
    search.fill("nobody")
    expect(reader.page.locator("#hits")).to_contain_text("Nothing matches")


def test_everything_works_from_the_keyboard(read: Open, view: View) -> None:
    reader = read(view)
    page = reader.page
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    first = reader.js("claimgraph.selection.current.id")
    page.keyboard.press("ArrowLeft")
    assert reader.js("claimgraph.selection.current.id") != first
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#panel .counts button")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#panel .close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#canvas")).to_be_focused()


def test_the_list_has_every_claim(read: Open, view: View) -> None:
    reader = read(view)
    page = reader.page
    page.click("#show-list")
    expect(page.locator("#list .shown")).to_contain_text("63 of 70 claims shown")
    expect(page.locator("#list tbody tr")).to_have_count(63)
    page.click(".show-hidden")
    expect(page.locator("#list tbody tr")).to_have_count(70)
    page.locator("#filter-list").fill("VALHALL")
    expect(page.locator("#list tbody tr")).to_have_count(0)
    page.locator("#filter-list").fill("nordfronten osmar")
    expect(page.locator("#list tbody tr").first).to_be_visible()
    claim = page.locator("#list tr", has_text="safe roads")
    page.locator("#filter-list").fill("safe roads")
    expect(claim).to_contain_text("Nadim Orsol promised safe roads")
    expect(claim).to_contain_text("Belmar Courier")


def test_the_page_speaks_norwegian(read: Open, view: View) -> None:
    reader = read(view, locale="nn-NO")
    expect(reader.page.locator("h1")).to_have_text("Graf over påstander")
    assert reader.page.locator("html").get_attribute("lang") == "nb"
    reader.select("edge", CAPTURED)
    expect(reader.page.locator("#panel h2")).to_have_text("Nordfronten inntok (omstridt) Osmar")
    reader.page.click("#language")
    expect(reader.page.locator("#panel h2")).to_have_text("Northern Front captured (disputed) Osmar")


def test_both_languages_have_every_word() -> None:
    strings = json.loads((Path(html.__file__).parent / "strings.json").read_text(encoding="utf-8"))
    assert strings["en"].keys() == strings["nb"].keys()
    for key, text in strings["en"].items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", strings["nb"][key])), key


def test_an_address_leads_to_an_edge(read: Open, view: View) -> None:
    reader = read(view)
    reader.select("edge", CAPTURED)
    address = reader.js("location.href")
    reader.js("claimgraph.selection.clear()")
    reader.js(f"location.hash = new URL({json.dumps(address)}).hash")
    expect(reader.page.locator("#panel h2")).to_contain_text("captured")
    reader.js("location.hash = '#edge=%E0%A4%A'")
    reader.js("location.hash = '#constructor=x'")


def hostile(attack: str) -> tuple[Extraction, Thesaurus]:
    """An article that says the attack wherever it can say anything, and a thesaurus that does."""
    claims = [C("front", attack, "osmar", said="captain", open=True), C("front", "captured", attack, where="belmar")]
    sentence = f"[front|{attack.replace(']', '')}] in [osmar|Osmar] with [captain|Verrik] near [belmar|Belmar]."
    told = extraction(Story("en", attack, attack, attack, [(sentence, claims), *STORIES[0].sentences]))
    article = replace(told.article, path=attack, url=f"javascript:{attack}")
    entities = tuple(Entity(each.id, attack, attack, (attack,)) for each in told.entities)
    concept = Concept("osmar", "City", "places", (Name(attack, "en", "preferred"),), same_as=(f"javascript:{attack}",))
    return replace(told, article=article, entities=entities), Thesaurus([concept])


@pytest.mark.parametrize("attack", [" ".join(ATTACKS), " ".join(reversed(ATTACKS))], ids=["forwards", "backwards"])
def test_nothing_in_an_article_runs(read: Open, attack: str) -> None:
    told, thesaurus = hostile(attack)
    reader = read(assemble([told], thesaurus, open_claims=True))
    page = reader.page
    page.locator("[name=open]").check()
    for kind in ("node", "edge"):
        reader.js(f"claimgraph.model.view.{kind}s.forEach(({{ id }}) => claimgraph.selection.select('{kind}', id))")
    expect(page.locator("#panel")).to_be_visible()
    page.locator("#panel .read").first.click()
    expect(page.locator("#dialog mark.quote")).to_be_visible()
    page.keyboard.press("Escape")
    page.click("#show-list")
    page.locator("#search").fill(attack[:12])
    reader.settle()
    assert reader.js("'pwned' in window") is False
    assert page.locator("img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    shown = page.locator("#list").evaluate("(each) => each.textContent")
    assert all(each in shown for each in ATTACKS)


def test_a_large_graph_keeps_the_rest_for_search(read: Open) -> None:
    large = assemble([crowd(250)])
    reader = read(large)
    rest = next(each for each in large.nodes if each.claims and not each.core)
    assert rest.id not in reader.shown("nodes")
    reader.page.locator("#search").fill(rest.label)
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#panel h2")).to_have_text(rest.label)
    assert rest.id in reader.shown("nodes")
    assert sum(each.startswith(rest.id) for each in reader.shown("edges")) == 8


def luminance(colour: str) -> float:
    red, green, blue = (int(each) / 255 for each in re.findall(r"\d+", colour)[:3])
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_and_lines_stand_out(read: Open, view: View, scheme: str) -> None:
    reader = read(view, color_scheme=scheme)
    as_rgb = """(name) => {
      const probe = document.createElement("p");
      probe.style.color = `var(--${name})`;
      document.body.append(probe);
      const colour = getComputedStyle(probe).color;
      probe.remove();
      return colour;
    }"""
    colour = {
        name: reader.page.evaluate(as_rgb, name)
        for name in (
            "ground",
            "raised",
            "text",
            "muted",
            "line",
            "soft",
            "negative",
            "disputed",
            "accent",
            "mark",
            "mark-text",
        )
    }
    for ground in ("ground", "raised"):
        for text in ("text", "muted", "line", "soft", "negative", "disputed", "accent"):
            assert contrast(colour[text], colour[ground]) >= 4.5, (text, ground)
    assert contrast(colour["mark-text"], colour["mark"]) >= 4.5


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(1440, 900, "light"), (1440, 900, "dark"), (390, 844, "light")]
)
def test_nothing_is_cut_off(read: Open, view: View, tmp_path: Path, width: int, height: int, scheme: str) -> None:
    reader = read(view, width=width, height=height, color_scheme=scheme)
    page = reader.page
    for which in ("graph", "list"):
        page.click(f"#show-{which}")
        for selected in (False, True):
            if selected:
                reader.select("edge", CAPTURED)
            else:
                reader.js("claimgraph.selection.clear()")
            reader.settle()
            page.screenshot(path=tmp_path / f"{which}-{width}-{scheme}-{selected}.png")
            assert reader.js("document.documentElement.scrollWidth") <= width
            for part in ("body > header", "#panel"):
                if page.locator(part).is_visible():
                    assert reader.js(f"(e => e.scrollWidth - e.clientWidth)(document.querySelector('{part}'))") <= 0
    reader.select("edge", CAPTURED)
    page.click("#show-graph")
    reader.settle()
    for end in ("northern-front", "osmar"):
        at = reader.js(f"claimgraph.drawing.state().canvasToDOM(claimgraph.drawing.state().placed.get('{end}'))")
        box = page.locator("#canvas").bounding_box()
        panel = page.locator("#panel").bounding_box()
        assert box
        assert panel
        assert 0 < at["x"] < width
        assert not (panel["x"] < box["x"] + at["x"] and panel["y"] < box["y"] + at["y"])
