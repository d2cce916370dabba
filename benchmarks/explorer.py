"""How soon the explorer of a large graph can be used, beside a plain pyvis page of the same graph.

    python -m benchmarks.explorer                # 2,000 things and 6,000 claims, against pyvis
    python -m benchmarks.explorer --huge         # 20,000 things and 100,000 claims, without pyvis, which takes hours

Usable means: opened, a search answered, the panel of what was found open, and the graph moved by the mouse. Times count
from the start of opening. The graph is made up, the same every time.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.tables import Row, show
from graph.explorer import html
from graph.views.view import View, assemble
from ontology.records import Article, Claim, Entity, Extraction, Mention, Span
from ontology.vocabulary import relations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM: Final = "/usr/bin/chromium"
PATIENCE: Final = 240_000  # milliseconds
SYLLABLES: Final = "ba ke lo mi nu ra se ti vo za dar fel gor hun jas kal mer nor pel sun".split()
TYPES: Final = ("Person", "ArmedGroup", "City", "Organization", "Government", "Province", "PeopleGroup", "Country")
SENTENCES: Final = 20  # with one claim each, to an article
FILLER: Final = "Nothing else could be confirmed on that day, and those who were there told it in different words. "
STILL: Final = """() => {
  network.once("stabilizationIterationsDone", () => { globalThis.still = true; });
  network.once("stabilized", () => { globalThis.still = true; });
}"""
LONGEST: Final = 180  # seconds that the plain page is waited for
SMALL: Final = (2_000, 6_000)
HUGE: Final = (20_000, 100_000)


def names(count: int, chance: random.Random) -> list[str]:
    """So many different names."""
    found: dict[str, None] = {}
    while len(found) < count:
        first, last = ("".join(chance.choices(SYLLABLES, k=2)).capitalize() for _ in range(2))
        found[f"{first} {last}"] = None
    return list(found)


def extractions(things: int, claims: int) -> Iterator[Extraction]:
    """Articles about so many things. A few are written about much, most of them little; all are in some claim."""
    chance = random.Random(7)  # noqa: S311  (a graph, and no secret)
    entities = [Entity(f"thing.{i}", TYPES[i % len(TYPES)], name) for i, name in enumerate(names(things, chance))]
    weights = list(accumulate((i + 1) ** -0.6 for i in range(things)))
    kinds = sorted(relations())
    for start in range(0, claims, SENTENCES):
        numbers = range(start, min(start + SENTENCES, claims))
        pairs = [(entities[i % things], *chance.choices(entities, cum_weights=weights)) for i in numbers]
        told = [(a, chance.choice(kinds), b, chance.random()) for a, b in pairs]
        yield article(start // SENTENCES, told)


def article(number: int, told: Sequence[tuple[Entity, str, Entity, float]]) -> Extraction:
    """One article with a claim in each of its sentences."""
    text = f"Report number {number}\n\n"
    id_ = sha256(str(number).encode()).hexdigest()[:24]
    claims = []
    for subject, relation, object_, share in told:
        start = len(text)
        text += f"{subject.label} {relation} {object_.label}, officials said. "
        ends = _mention(subject, start), _mention(object_, start + len(subject.label) + len(relation) + 2)
        trigger = Span(start + len(subject.label) + 1, start + len(subject.label) + 1 + len(relation), relation)
        claims.append(
            Claim(
                id=sha256(f"{id_} {start}".encode()).hexdigest()[:24],
                relation=relation,
                subject=ends[0],
                object=ends[1],
                polarity="negative" if share < 0.05 else "positive",
                modality="reported" if share > 0.6 else "asserted",
                quote=Span(start, len(text) - 1, text[start : len(text) - 1]),
                trigger=trigger,
                rule="made-up",
            )
        )
        text += FILLER
    published = f"20{10 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
    known = Article(id_, f"{number}.txt", text, "en", f"Report {number}", published, f"Wire {number % 40}")
    entities = {each.id: each for subject, _, object_, _ in told for each in (subject, object_)}
    return Extraction(known, (), tuple(entities.values()), tuple(sorted(claims, key=lambda each: each.id)))


def _mention(entity: Entity, start: int) -> Mention:
    return Mention(Span(start, start + len(entity.label), entity.label), entity.type, entity.id, entity.label)


def plain(view: View, path: Path) -> None:
    """The page that pyvis makes of the same graph by itself."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for node in view.nodes:
        network.add_node(node.id, label=node.label, title=", ".join(each.text for each in node.names))
    quotes = {each.claim.id: each.claim.quote.text for each in view.claims}
    for edge in view.edges:
        network.add_edge(
            edge.source, edge.target, label=edge.relation, title="\n".join(map(quotes.__getitem__, edge.claims))
        )
    path.write_text(network.generate_html(notebook=False), encoding="utf-8")


def opened(browser: Browser, path: Path) -> tuple[Page, float]:
    """A page with that file, and when its opening began. Nothing is let out to the network."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page.set_default_timeout(PATIENCE)
    page.route("http*://**", lambda route: route.abort())
    begun = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    return page, begun


def frame(page: Page) -> None:
    """Waits until what was asked for is on the screen."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def ours(browser: Browser, path: Path, name: str) -> dict[str, tuple[float, float]]:
    """Seconds from the start until each thing that makes the page usable was done, and those that the page worked."""
    page, begun = opened(browser, path)
    session = page.context.new_cdp_session(page)
    times = {}

    def done(what: str) -> None:
        frame(page)
        taken = time.perf_counter() - begun
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        times[what] = taken, metrics["ProcessTime"]

    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.wait_for_selector("body.ready canvas")
    done("opened")
    page.keyboard.press("/")
    page.keyboard.insert_text(name)
    page.wait_for_selector("#hits [aria-selected=true]")
    done("search answered")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .claim blockquote")
    done("panel open")
    where = "claimgraph.drawing.network.getViewPosition().x"
    before = page.evaluate(where)
    page.mouse.move(400, 700)
    page.mouse.down()
    page.mouse.move(470, 730, steps=3)
    page.mouse.up()
    page.wait_for_function(f"{where} !== {before}")
    done("moved")
    page.close()
    return times


def theirs(browser: Browser, path: Path) -> float | None:
    """Seconds until the plain page stands still, so that it can be used; None if it takes too long."""
    from playwright.sync_api import TimeoutError as TookTooLong

    page, begun = opened(browser, path)
    page.wait_for_function("() => typeof network !== 'undefined' && network")
    page.evaluate(STILL)
    try:
        page.wait_for_function("() => globalThis.still", timeout=1000 * LONGEST)
    except TookTooLong:
        return None
    frame(page)
    return time.perf_counter() - begun


def report(*, huge: bool = False) -> list[Row]:
    """Seconds until each thing that makes the page usable was done, and until plain pyvis stands still."""
    from playwright.sync_api import sync_playwright

    things, claims = HUGE if huge else SMALL
    view = assemble(extractions(things, claims))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path, other = Path(folder, "graph.html"), Path(folder, "plain.html")
        html.write(view, path)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        times = ours(browser, path, view.nodes[-1].label)
        row: dict[str, str | int | float] = {
            "things": len(view.nodes),
            "claims": len(view.claims),
            "page, MB": round(path.stat().st_size / 1e6, 1),
            **{f"{what}, s": round(clock, 2) for what, (clock, _) in times.items()},
            "of which worked, s": round(times["moved"][1], 2),
        }
        if not huge:
            plain(view, other)
            still = theirs(browser, other)
            row["plain pyvis still, s"] = f"more than {LONGEST}" if still is None else round(still, 2)
        browser.close()
    return [row]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--huge", action="store_true", help="20,000 things and 100,000 claims, without pyvis")
    show(report(huge=parser.parse_args().huge))


if __name__ == "__main__":
    main()
