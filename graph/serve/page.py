"""The query page: YASGUI, which comes with claimgraph, under a policy that lets it load nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from graph.asking.queries import PRESET
from ontology.named_queries import named_queries

FOLDER: Final = Path(__file__).with_name("page")
FILES: Final = {
    "query.js": "text/javascript",
    "query.css": "text/css",
    "yasgui.min.js": "text/javascript",
    "yasgui.min.css": "text/css",
}
RESIZER: Final = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
"""The one style element that YASGUI's tables put into the page, to make their columns resizable."""
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'self' {RESIZER}",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def routes(explorer: Path) -> list[Route]:
    """The page, its files, and what it offers as examples."""

    def examples(_request: Request) -> Response:
        queries = [{"name": each.name, "help": each.help, "sparql": each.sparql} for each in named_queries().values()]
        return JSONResponse({"queries": queries, "prefixes": PRESET, "explorer": explorer.is_file()}, headers=_HEADERS)

    return [
        Route("/", _file("page.html", "text/html"), name="query page"),
        Route("/page/queries.json", examples),
        *(Route(f"/page/{name}", _file(name, type_)) for name, type_ in FILES.items()),
    ]


def _file(name: str, type_: str) -> Callable[[Request], Awaitable[Response]]:
    async def show(_request: Request) -> Response:
        return FileResponse(FOLDER / name, media_type=type_, headers=_HEADERS)

    return show
