"""What can be taken along from the explorer: addresses, pictures, tables, citations, paper."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import expect

from graph.views.view import View, assemble
from tests.graph.reader import CAPTURED, Open, Reader
from tests.graph.sample_view import C, Story, extraction, renamed

SVG = "{http://www.w3.org/2000/svg}"


def saved(reader: Reader, what: str, folder: Path) -> Path:
    """What a reader gets who chooses an entry of the menu."""
    reader.page.locator("#share > summary").click()
    with reader.page.expect_download() as download:
        reader.page.locator(f"#{what}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_the_address_brings_the_whole_state_back(read: Open, view: View) -> None:
    reader = read(view)
    page = reader.page
    page.locator("[name=negative]").check()
    page.locator("[name=type-Person]").uncheck()
    page.locator("[data-facet=source] > summary").click()
    page.locator("[data-facet=source] label", has_text="Fjordposten").click()
    page.locator("#time-by").select_option("published")
    page.locator("#time-from").focus()
    reader.press("ArrowRight")
    page.click("#show-list")
    page.locator("#filter-list").fill("fronten")
    page.locator("#list th.col-status button").click()
    page.click("#language")
    page.click("#theme")
    reader.select("node", "northern-front")
    reader.panel.get_by_role("button", name="2 steg").click()
    reader.settle()
    address = reader.js("location.hash")
    shown = reader.js("claimgraph.list.shown().map((each) => each.id)")
    assert shown
    other = read(view, address=address)
    other.settle()
    assert other.js("location.hash") == address
    assert other.js("claimgraph.list.shown().map((each) => each.id)") == shown
    assert other.js("document.documentElement.dataset.theme") == "dark"
    expect(other.page.locator("h1")).to_have_text("Graf over påstander")
    expect(other.page.locator("#list th.col-status")).to_have_attribute("aria-sort", "ascending")
    expect(other.page.locator("#filter-list")).to_have_value("fronten")
    expect(other.panel.locator("h2")).to_have_text("Nordfronten")
    expect(other.page.locator("#chips li")).to_have_count(4)


def test_the_address_holds_the_part_in_sight(read: Open, view: View) -> None:
    reader = read(view)
    x, y = reader.at("osmar")
    reader.page.mouse.move(x + 200, y + 150)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 120, y + 90, steps=4)
    reader.page.mouse.up()
    reader.settle()
    reader.page.click("#zoom-in")
    reader.settle()
    address = reader.js("location.hash")
    assert "at=" in address
    other = read(view, address=address)
    other.settle()
    assert other.at("osmar") == pytest.approx(reader.at("osmar"), abs=2)
    other.page.click("#zoom-fit")
    other.settle()
    assert "at=" not in other.js("location.hash")


@pytest.mark.parametrize(
    "address",
    [
        "#node=nobody",
        "#off=constructor&types-off=__proto__&sort=toString",
        "#from=x&to=9999-99-99&by=z",
        "#at=1,2,NaN",
        "#%E0%A4%A",
        "#around=osmar&to=nobody&depth=99",
        "#lang=xx&theme=purple&view=3d&relation=a%0Ab",
    ],
)
def test_a_broken_address_breaks_nothing(read: Open, view: View, address: str) -> None:
    reader = read(view, address=address)
    reader.settle()
    expect(reader.page.locator("#canvas canvas")).to_be_visible()
    expect(reader.page.locator("h1")).to_have_text("Graph of claims")
    reader.find("Osmar")
    reader.press("Enter")
    expect(reader.panel.locator("h2")).to_have_text("Osmar")


def test_the_picture_is_what_the_canvas_shows(read: Open, view: View, tmp_path: Path) -> None:
    reader = read(view, color_scheme="dark")
    reader.settle()
    path = saved(reader, "save-png", tmp_path)
    assert path.name == "graph.png"
    with Image.open(path) as picture:
        size = reader.page.locator("#canvas canvas").evaluate("(each) => [each.width, each.height]")
        assert list(picture.size) == size
        assert picture.convert("RGB").getpixel((2, 2)) == (0x13, 0x14, 0x17)
        colours = picture.convert("RGB").getcolors(1 << 24)
        assert len(colours or ()) > 50


def test_the_vector_picture_has_the_same_things(read: Open, view: View, tmp_path: Path) -> None:
    reader = read(view)
    reader.settle()
    svg = ET.parse(saved(reader, "save-svg", tmp_path)).getroot()  # noqa: S314  (our own)
    titles = [each.text for each in svg.iter(f"{SVG}title")]
    assert "Northern Front captured (disputed) Osmar" in titles
    assert len(titles) - 1 == len(reader.shown("nodes")) + len(reader.shown("edges"))
    texts = {each.text for each in svg.iter(f"{SVG}text")}
    written = reader.js("claimgraph.drawing.written.flatMap((each) => each.lines)")
    assert texts == set(written)
    dashes = {each.get("stroke-dasharray") for each in svg.iter(f"{SVG}path")}
    assert {None, "14 7", "2 6", "22 4 6 4"} <= dashes


def test_names_in_the_vector_picture_are_only_text(read: Open, tmp_path: Path) -> None:
    told = extraction(
        Story("en", "x", "y", "2031", [("[front|Front] took [osmar|Osmar].", [C("front", "captured", "osmar")])])
    )
    reader = read(assemble([renamed(told, "osmar", "</text><script>pwned()</script>\x01&<!--")]))
    reader.settle()
    svg = ET.parse(saved(reader, "save-svg", tmp_path)).getroot()  # noqa: S314
    assert not list(svg.iter(f"{SVG}script"))
    assert any("<script>pwned()</script>" in (each.text or "") for each in svg.iter(f"{SVG}title"))


def test_the_table_holds_the_claims_shown(read: Open, view: View, tmp_path: Path) -> None:
    reader = read(view)
    path = saved(reader, "save-csv", tmp_path)
    found = rows(path)
    assert path.name == "claims.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(found) == 63
    captured = next(each for each in found if each["relation"] == "captured" and each["said_by"] == "Tomas Verrik")
    assert captured["quote"] == "The Northern Front captured Osmar on Friday, Captain Tomas Verrik said."
    assert (captured["subject_id"], captured["object_id"], captured["polarity"], captured["modality"]) == (
        "northern-front", "osmar", "positive", "asserted",
    )  # fmt: skip
    assert (captured["when_start"], captured["publisher"], captured["published"]) == (
        "2031-03-14",
        "Lakeside Wire",
        "2031-03-14",
    )
    reader.page.locator("[name=negative]").check()
    assert len(rows(saved(reader, "save-csv", tmp_path))) == 68


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_is_a_formula(read: Open, tmp_path: Path, name: str) -> None:
    sentence = f'[front|Front] said "{name}", a "quoted"\r\nline in [osmar|Osmar].'
    told = extraction(Story("en", name, name, "2031", [(sentence, [C("front", name, "osmar", open=True)])]))
    reader = read(assemble([renamed(told, "northern-front", name)], open_claims=True))
    reader.page.locator("[name=open]").check()
    (row,) = rows(saved(reader, "save-csv", tmp_path))
    for column in ("subject", "relation", "title", "publisher"):
        assert row[column] == f"'{name}", column
    assert row["quote"] == f'Front said "{name}", a "quoted"\r\nline in Osmar.'


def clipboard(reader: Reader) -> str:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return str(reader.js("navigator.clipboard.readText()"))


def test_a_claim_is_copied_as_a_citation(read: Open, view: View) -> None:
    reader = read(view)
    reader.select("edge", CAPTURED)
    button = reader.panel.get_by_role("button", name="Copy as citation").first
    claim = reader.panel.locator(".claim").first.get_attribute("data-claim")
    button.click()
    expect(reader.panel.get_by_role("button", name="Copied")).to_be_visible()
    expect(reader.page.locator("#status")).to_have_text("Copied")
    article = next(
        each for each in view.articles if each.publisher == "Lakeside Wire" and each.published == "2031-03-14"
    )
    assert clipboard(reader) == (
        "“The Northern Front captured Osmar on Friday, Captain Tomas Verrik said.” (Tomas Verrik)"
        f" In: Northern Front enters Osmar as evacuation deal takes hold. Lakeside Wire, 14 March 2031. {article.path},"
        f" characters {article.text.index('The Northern')} to {article.text.index(' It controls')}."
        f" (Stated as fact; claim {claim})"
    )


def test_copying_works_without_the_clipboard_of_newer_browsers(read: Open, view: View) -> None:
    reader = read(view)
    reader.js("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not here')); }")
    reader.select("edge", CAPTURED)
    button = reader.panel.get_by_role("button", name="Copy as citation").first
    button.click()
    expect(reader.panel.get_by_role("button", name="Copied")).to_be_visible()
    assert clipboard(reader).startswith("“The Northern Front captured Osmar")
    assert reader.page.locator("textarea").count() == 0


def test_the_link_to_the_view_is_copied(read: Open, view: View) -> None:
    reader = read(view)
    reader.select("edge", CAPTURED)
    reader.page.locator("#share > summary").click()
    reader.page.locator("#copy-link").click()
    expect(reader.page.locator("#copy-link")).to_have_text("Copied")
    link = clipboard(reader)
    assert link.startswith("file:///")
    assert "edge=northern-front%7Ccaptured%7Cosmar" in link
    reader.press("Escape")
    expect(reader.page.locator("#share")).not_to_have_attribute("open", "")
    expect(reader.panel).to_be_visible()  # the key closed the menu and nothing else


def test_paper_shows_the_evidence_and_no_buttons(read: Open, view: View) -> None:
    reader = read(view, color_scheme="dark")
    reader.select("node", "northern-front")
    reader.settle()
    reader.page.emulate_media(media="print")
    reader.settle()
    assert reader.js("document.documentElement.dataset.theme") == "light"
    expect(reader.page.locator(".search").first).to_be_hidden()
    expect(reader.page.locator("#timeline")).to_be_hidden()
    expect(reader.panel.locator(".claim").last).to_be_visible()
    assert reader.panel.evaluate("(each) => each.scrollHeight - each.clientHeight") <= 0
    assert len(reader.page.pdf()) > 10_000
    reader.page.emulate_media(media="screen")
    assert reader.js("document.documentElement.dataset.theme") == "dark"


def test_paper_shows_the_whole_list(read: Open) -> None:
    told = [("[front|Front] took [osmar|Osmar].", [C("front", "captured", "osmar")])] * 230
    many = extraction(Story("en", "Many", "Wire", "2031", told))
    reader = read(
        assemble([replace(many, claims=tuple(replace(each, id=f"{each.id}{i}") for i, each in enumerate(many.claims)))])
    )
    reader.page.click("#show-list")
    expect(reader.page.locator("#list tbody tr")).to_have_count(200)
    reader.page.pdf()
    expect(reader.page.locator("#list tbody tr")).to_have_count(230)


def test_light_or_dark_is_a_choice(read: Open, view: View) -> None:
    reader = read(view)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = reader.js(ground)
    reader.page.get_by_role("button", name="Dark colours").click()
    assert reader.js(ground) != light
    assert reader.js("claimgraph.looks.colours.ground") == "#131417"
    reader.page.get_by_role("button", name="Light colours").click()
    assert reader.js(ground) == light
    assert json.loads(reader.js("JSON.stringify(claimgraph.looks.colours)"))["ground"] == "#fbfbf9"
