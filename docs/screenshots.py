"""Makes the pictures of the manual, from the seeds, as a user would see them.

    python docs/screenshots.py

builds the seeds into a folder of its own, serves it, and takes pictures in Chromium: of the explorer, of the query page
with an answer, and of the Gephi file drawn from its own positions, colours and sizes.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
SEEDS = HERE.parent / "seeds"
START = "from graph.cli import main; import sys; sys.exit(main(sys.argv[1:]))"
SIZE: ViewportSize = {"width": 1280, "height": 860}
NAMESPACES = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


def main() -> None:
    """Build, serve, take the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-c", START, "build", str(SEEDS), "-o", folder, "--quiet"], check=True)  # noqa: S603
        with sync_playwright() as playwright, _served(folder) as url:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            _explorer(browser, f"{url}explorer")
            _query_page(browser, url)
            _gephi(browser, Path(folder) / "graph.gexf")
            browser.close()


def _explorer(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport=SIZE)
    page.goto(url)
    page.wait_for_selector("#canvas canvas")
    page.locator("#search").fill("Raqqa")
    page.locator("#hits [role=option]").first.click()
    page.wait_for_timeout(1500)
    page.screenshot(path=PICTURES / "explorer.png")


def _query_page(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport=SIZE)
    page.goto(url)
    page.wait_for_selector("body[data-ready]")
    page.get_by_role("button", name="who-controls-what").click()
    page.wait_for_selector("#answer table tbody tr")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / "query-page.png")


def _gephi(browser: Browser, path: Path) -> None:
    """What Gephi has to draw: no program but the file itself, by its positions, colours and sizes."""
    page = browser.new_page(viewport=SIZE)
    page.set_content(_drawn(path.read_text(encoding="utf-8")))
    page.screenshot(path=PICTURES / "gephi.png")


def _drawn(text: str) -> str:
    root = etree.fromstring(text.encode())
    edges = root.findall(".//g:edge", NAMESPACES)
    joined = {each.get(end) for each in edges for end in ("source", "target")}
    nodes = {each.get("id"): each for each in root.findall(".//g:node", NAMESPACES) if each.get("id") in joined}
    place = {name: _place(each) for name, each in nodes.items()}
    xs, ys = ([each[axis] for each in place.values()] for axis in (0, 1))
    drawing = etree.Element("svg", xmlns="http://www.w3.org/2000/svg", width="1280", height="860")
    drawing.set("viewBox", f"{min(xs) - 60} {min(ys) - 60} {max(xs) - min(xs) + 200} {max(ys) - min(ys) + 120}")
    for each in edges:
        (x1, y1), (x2, y2) = place[each.get("source")], place[each.get("target")]
        etree.SubElement(drawing, "line", x1=str(x1), y1=str(y1), x2=str(x2), y2=str(y2), stroke=_colour(each))
    for name, each in nodes.items():
        (x, y), radius = place[name], float(each.find("viz:size", NAMESPACES).get("value")) / 2
        etree.SubElement(drawing, "circle", cx=str(x), cy=str(y), r=str(radius), fill=_colour(each))
        label = etree.SubElement(drawing, "text", x=str(x + radius + 2), y=str(y + 4))
        label.set("font-size", "11")
        label.text = each.get("label")
    return f"<body style='margin:0;font-family:sans-serif'>{etree.tostring(drawing, encoding='unicode')}</body>"


def _place(node: etree._Element) -> tuple[float, float]:
    """Where a node stands on the screen, whose y axis points downwards."""
    position = node.find("viz:position", NAMESPACES)
    return float(position.get("x")), -float(position.get("y"))


def _colour(element: etree._Element) -> str:
    colour = element.find("viz:color", NAMESPACES)
    return f"rgb({colour.get('r')},{colour.get('g')},{colour.get('b')})"


@contextmanager
def _served(folder: str) -> Iterator[str]:
    command = [sys.executable, "-c", START, "serve", folder, "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603
    assert server.stderr  # noqa: S101
    found = re.search(r"http://\S+?/(?=,)", server.stderr.readline())
    assert found  # noqa: S101
    try:
        yield found[0]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


if __name__ == "__main__":
    main()
