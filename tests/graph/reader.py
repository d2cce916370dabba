"""A reader of the explorer's page in a real browser, who notes what the page asks for and complains about."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from playwright.sync_api import Locator, Page

CHROMIUM: Final = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PATIENCE: Final = int(os.environ.get("PATIENCE", "120000"))  # milliseconds: machines that run tests are busy
CAPTURED: Final = "northern-front|captured|osmar"


@dataclass
class Reader:
    """A page with everything that it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def js(self, script: str) -> Any:  # noqa: ANN401  (whatever the script gives)
        return self.page.evaluate(script)

    def select(self, kind: str, id_: str) -> None:
        assert self.js(f"claimgraph.selection.select({json.dumps(kind)}, {json.dumps(id_)})")

    def shown(self, what: str) -> set[str]:
        return set(self.js(f"claimgraph.drawing.state().{what}"))

    def settle(self) -> None:
        self.page.wait_for_timeout(400)

    @property
    def panel(self) -> Locator:
        return self.page.locator("#panel")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def at(self, node: str) -> tuple[float, float]:
        """Where a node is on the screen."""
        box = self.page.locator("#canvas").bounding_box()
        assert box
        at = self.js(f"claimgraph.drawing.network.canvasToDOM(claimgraph.drawing.placed.get({json.dumps(node)}))")
        return box["x"] + at["x"], box["y"] + at["y"]

    def find(self, text: str) -> None:
        """Types into the search field, from wherever on the page."""
        self.press("/")
        self.page.keyboard.type(text)


Open = Callable[..., Reader]
Scheme = Literal["light", "dark"]
