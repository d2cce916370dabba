"""The explorer for everybody: axe finds nothing serious, the keyboard reaches everything, nothing is cut off."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import expect

from graph.explorer import html
from graph.explorer.html import FIRST, SCRIPTS
from graph.explorer.page_data import FOLDER
from graph.views.view import View
from tests.graph.reader import CAPTURED, Open, Reader, Scheme
from tests.graph.sample_extras import MERGED, contested

AXE: Final = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
CUT_OFF: Final = """(part) => {
  const told = "h1, h2, h3, p, button, summary, label, li, dt, dd, blockquote, output, select";
  const seen = (each) => each.checkVisibility() && !each.closest(".unseen, .skip") && each.getClientRects().length;
  const cut = (each) => {
    const { left, right } = each.getBoundingClientRect();
    const over = each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline";
    const bar = each.closest("#timeline, #chips, body > header, #panel")?.getBoundingClientRect();
    return over || left < -1 || right > innerWidth + 1 || (bar && right > bar.right + 1);
  };
  return [...part.querySelectorAll(told)].filter(seen).filter(cut).map((each) => each.outerHTML.slice(0, 120));
}"""
SERIOUS: Final = ("serious", "critical")
SCREENS: Final = [(1440, 900, "light"), (1440, 900, "dark"), (390, 844, "light"), (390, 844, "dark")]


def violations(reader: Reader) -> list[Any]:
    """What axe finds serious. It is put in from outside, past the page's policy, and asks for nothing."""
    if not reader.js("'axe' in window"):
        reader.js(f"() => {{ {AXE} }}")
    found = reader.js("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [
        (each["id"], [node["html"][:200] for node in each["nodes"]], each["nodes"][0].get("failureSummary"))
        for each in found
        if each["impact"] in SERIOUS
    ]


@pytest.mark.parametrize(("width", "height", "scheme"), SCREENS)
def test_axe_finds_nothing_serious(read: Open, width: int, height: int, scheme: Scheme) -> None:
    reader = read(contested(), MERGED, width=width, height=height, color_scheme=scheme)
    page = reader.page
    assert violations(reader) == []
    reader.find("osm")
    assert violations(reader) == []
    reader.press("Escape")
    page.locator("#legend").evaluate("(each) => { each.open = true; }")
    for facet in page.locator(".facet > summary").all():
        facet.click()
    assert violations(reader) == []
    page.locator("#legend").evaluate("(each) => { each.open = innerWidth > 1000; }")
    for kind, id_ in (("node", "place.belmar-airport"), ("node", "northern-front"), ("edge", CAPTURED)):
        reader.select(kind, id_)
        reader.js("document.querySelectorAll('#panel details').forEach((each) => { each.open = true; })")
        assert violations(reader) == [], id_
    reader.panel.locator(".compare").first.click()
    assert violations(reader) == []
    reader.press("Escape")
    reader.panel.get_by_role("button", name="Show in the article").first.click()
    assert violations(reader) == []
    reader.press("Escape")
    page.click("#show-list")
    reader.press("Escape", "?")
    assert violations(reader) == []
    reader.press("Escape")
    page.locator("#share > summary").click()
    assert violations(reader) == []


def test_axe_would_find_something(read: Open, view: View) -> None:
    reader = read(view)
    reader.js("document.getElementById('help').removeAttribute('aria-label')")
    reader.js("document.getElementById('help').textContent = ''")
    assert [each[0] for each in violations(reader)] == ["button-name"]


def test_every_control_can_be_reached_by_tab(read: Open, view: View) -> None:
    reader = read(view)
    seen: list[str] = []
    for _ in range(90):
        reader.press("Tab")
        here = reader.js("[document.activeElement.id, document.activeElement.name].find(Boolean) || ''")
        seen.append(here)
        if here == "time-to":
            break
    order = [
        "skip",
        "search",
        "show-graph",
        "show-list",
        "language",
        "theme",
        "help",
        "asserted",
        "type-City",
        "canvas",
    ]
    places = [seen.index(each) for each in [*order, "zoom-in", "play", "time-by", "time-from", "time-to"]]
    assert places == sorted(places)


def test_what_has_the_focus_is_seen_to(read: Open, view: View) -> None:
    reader = read(view)
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    for _ in range(12):
        reader.press("Tab")
        assert reader.js(outline) == "solid"


def test_relations_are_reached_from_the_canvas(read: Open, view: View) -> None:
    reader = read(view)
    reader.select("node", "osmar")
    reader.page.locator("#canvas").focus()
    seen = set()
    for _ in range(12):
        reader.press("n")
        current = reader.js("claimgraph.selection.current")
        assert current["kind"] == "edge"
        seen.add(current["id"])
    drawn = reader.shown("edges")
    assert seen == {each.id for each in view.edges if "osmar" in (each.source, each.target) and each.id in drawn}
    reader.press("p", "Enter")
    expect(reader.panel).to_be_focused()
    reader.press("Escape")
    expect(reader.page.locator("#canvas")).to_be_focused()


def test_zooming_with_the_keys(read: Open, view: View) -> None:
    reader = read(view)
    scale = "claimgraph.drawing.state().scale"
    whole = reader.js(scale)
    reader.page.locator("#canvas").focus()
    reader.press("+", "+")
    assert reader.js(scale) == pytest.approx(whole * 1.69)
    reader.press("-")
    assert reader.js(scale) == pytest.approx(whole * 1.3)
    reader.press("0")
    assert reader.js(scale) == pytest.approx(whole)


def test_the_way_past_the_graph_leads_to_the_list(read: Open, view: View) -> None:
    reader = read(view)
    reader.press("Tab", "Enter")
    expect(reader.page.locator("#list")).to_be_focused()
    expect(reader.page.locator("#list tbody tr").first).to_be_visible()


def test_help_names_the_keys(read: Open, view: View) -> None:
    reader = read(view)
    reader.press("?")
    expect(reader.page.locator("#dialog")).to_contain_text("Search names and quotes")
    reader.press("Escape")
    expect(reader.page.locator("#dialog")).to_be_hidden()
    reader.find("?")
    expect(reader.page.locator("#dialog")).to_be_hidden()  # a question mark in a field is one


def test_changes_are_told_to_those_who_do_not_see_them(read: Open, view: View) -> None:
    reader = read(view)
    status = reader.page.locator("#status")
    reader.find("osmar")
    expect(status).to_contain_text("matches")
    reader.press("Enter")
    expect(status).to_have_text("Osmar: 6 claims")
    reader.press("Escape")
    expect(status).to_have_text("Nothing selected")


def texts_cut_off(reader: Reader, part: str) -> list[str]:
    """What of the texts in a part of the page is not all to be seen: wider than its box, or beyond the screen."""
    found: list[str] = reader.page.locator(part).evaluate(CUT_OFF)
    return found


@pytest.mark.parametrize("locale", ["en-GB", "nb-NO"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 700), (390, 844), (320, 640)])
def test_no_text_is_cut_off(read: Open, width: int, height: int, locale: str) -> None:
    reader = read(contested(), MERGED, width=width, height=height, locale=locale)
    page = reader.page
    page.locator("#legend").evaluate("(each) => { each.open = true; }")
    assert texts_cut_off(reader, "body") == []
    page.locator("#legend").evaluate("(each) => { each.open = innerWidth > 1000; }")
    for kind, id_ in (("node", "place.belmar-airport"), ("edge", CAPTURED)):
        reader.select(kind, id_)
        assert texts_cut_off(reader, "body") == []
    reader.panel.locator(".compare").first.click()
    assert texts_cut_off(reader, "#dialog") == []
    reader.press("Escape")
    page.click("#show-list")
    assert texts_cut_off(reader, "body") == []
    reader.js("claimgraph.selection.clear()")
    assert texts_cut_off(reader, "body") == []
    assert reader.js("document.documentElement.scrollWidth") <= width


def test_names_keep_clear_of_the_buttons_over_the_graph(read: Open, view: View) -> None:
    reader = read(view, width=390, height=844)
    reader.settle()
    (covered,) = reader.js("claimgraph.viewport.covered()")
    for each in reader.js("claimgraph.drawing.state().written"):
        apart = each["right"] <= covered["left"] or each["bottom"] <= covered["top"] or each["left"] >= covered["right"]
        assert apart, each["id"]


def test_colours_of_types_differ_for_the_colour_blind(view: View) -> None:
    looks = json.loads((FOLDER / "palette.json").read_text(encoding="utf-8"))
    by_colour: dict[str, set[str]] = {}
    for each in looks.values():
        by_colour.setdefault(each["colour"], set()).add(each["shape"])
    # Okabe and Ito's colours, two that are lighter or darker than all of them, and a grey: see palette().
    assert len(by_colour) <= 11
    assert sum(len(each) for each in by_colour.values()) >= len(looks) - 1


@pytest.mark.parametrize("script", [FIRST, *SCRIPTS])
def test_scripts_set_text_only_as_text(script: str) -> None:
    source = (FOLDER / script).read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\bimport\(", source
    )
    assert not re.search(
        r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|localStorage|document\.cookie", source
    )
    assert source.startswith('"use strict";')
    assert len(source.splitlines()) < 300


def test_every_script_is_in_the_page() -> None:
    assert {each.name for each in FOLDER.glob("*.js")} == {FIRST, *SCRIPTS}
    assert {each.name for each in FOLDER.glob("*.css")} == set(html.STYLES)


def test_every_word_of_the_page_is_known() -> None:
    strings = json.loads((FOLDER / "strings.json").read_text(encoding="utf-8"))["en"]
    page = (FOLDER / "page.html").read_text(encoding="utf-8")
    sources = "".join(each.read_text(encoding="utf-8") for each in FOLDER.glob("*.js"))
    asked = {*re.findall(r'data-(?:word|label|placeholder)="([^"]+)"', page), *re.findall(r'\bt\("([a-z-]+)"', sources)}
    assert asked <= strings.keys()
    counted = set(re.findall(r'counted\("([a-z-]+)"', sources))
    assert {f"{each}{one}" for each in counted for one in ("", "-one")} <= strings.keys()


def test_the_page_is_where_it_was_put(tmp_path: Path, view: View) -> None:
    path = tmp_path / "graph.html"
    html.write(view, path)
    assert path.read_bytes().startswith(b"<!doctype html>")
    assert "\ufffd" not in path.read_text(encoding="utf-8")
