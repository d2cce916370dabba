"""Fixtures for the tests of the explorer: a browser, a page opened from disk, and the sample as a view."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from graph.explorer import html
from graph.explorer.page_data import Merged
from graph.views.view import View, assemble
from tests.graph.reader import CHROMIUM, PATIENCE, Open, Reader, Scheme
from tests.graph.sample_view import extractions


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(
            f"the explorer is tested in a real browser, and there is none at {CHROMIUM}: install Debian's chromium,"
            " or name yours in the variable CHROMIUM"
        )
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def read(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a view as a file; afterwards no page may have asked for anything or complained of anything."""
    readers = []

    def opened(
        view: View,
        merged: Merged | None = None,
        *,
        width: int = 1280,
        height: int = 800,
        locale: str = "en-GB",
        color_scheme: Scheme = "light",
        address: str = "",
    ) -> Reader:
        path = tmp_path / "graph.html"
        html.write(view, path, merged)
        page = browser.new_page(
            viewport={"width": width, "height": height},
            locale=locale,
            color_scheme=color_scheme,
            reduced_motion="reduce",
        )
        page.set_default_timeout(PATIENCE)
        reader = Reader(page)
        page.on("request", lambda request: reader.requests.append(request.url))
        page.on("console", lambda message: reader.complaints.append(message.text))
        page.on("pageerror", lambda error: reader.complaints.append(str(error)))
        page.on("dialog", lambda dialog: reader.complaints.append(dialog.message))
        page.goto(path.as_uri() + address)
        readers.append(reader)
        return reader

    yield opened
    for reader in readers:
        assert reader.complaints == []
        # What is saved from the page has an address of its own that leads nowhere outside it.
        asked = [each for each in reader.requests if not each.startswith("blob:")]
        assert [each for each in asked if not each.startswith("file:///")] == []
        assert len(asked) == 1
        reader.page.close()


@pytest.fixture(scope="module")
def view() -> View:
    return assemble(extractions(), open_claims=True)
