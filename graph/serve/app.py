"""The web application: the endpoint, the query page and the explorer. It holds no data and works no query out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from graph.building import HTML
from graph.errors import ClaimgraphError
from graph.serve import page
from graph.serve.description import description
from graph.serve.log import Entry, Log
from graph.serve.media import GRAPHS, ROWS, accepts_html, best
from graph.serve.pool import Limits, Pool
from graph.serve.protocol import Question, RefusedError, read_get, read_post

if TYPE_CHECKING:
    from graph.serve.media import Form

ENDPOINT: Final = "/sparql"
EXPLORER: Final = "/explorer"
LARGEST_REQUEST: Final = 1 << 20
CLIENT_GONE: Final = 499
"""Not a status that anybody gets; the log says so when a client left before its answer was there."""
_COMMON: Final = {"Vary": "Accept", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
_T = TypeVar("_T")


def application(folder: Path, *, log: Log, limits: Limits | None = None, origins: Sequence[str] = ("*",)) -> Starlette:
    """The application over the graph in a folder. ``origins``: the web sites whose pages may read the answers."""
    pool = Pool(folder, limits)

    @asynccontextmanager
    async def opened(_app: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    lifespan: Callable[[Starlette], AbstractAsyncContextManager[None]] = opened
    return Starlette(
        routes=[
            Route(ENDPOINT, Endpoint(pool, log).respond, methods=["GET", "POST"]),
            Route(EXPLORER, _explorer(folder / HTML)),
            *page.routes(folder / HTML),
        ],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=["*"])
        ],
        lifespan=lifespan,
    )


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The SPARQL 1.1 Protocol over a pool of workers."""

    pool: Pool
    log: Log

    async def respond(self, request: Request) -> Response:
        """Answer a request, and write a line about it."""
        entry = Entry(request.client.host if request.client else "-", request.method)
        try:
            response = await self._response(request, entry)
        except RefusedError as error:
            response = _refusal(error.status, entry, str(error))
        except ClaimgraphError as error:
            response = _refusal(500, entry, str(error))
        except ClientDisconnect:
            response = _refusal(CLIENT_GONE, entry, "the client left")
        self.log(entry.line(response.status_code, len(response.body)))
        return response

    async def _response(self, request: Request, entry: Entry) -> Response:
        accept = request.headers.get("accept", "")
        question = await _question(request)
        if question is None:
            entry.note = "service description"
            return _described(request, accept)
        entry.sparql = question.sparql
        rows, graphs = best(accept, ROWS), best(accept, GRAPHS)
        work = self.pool.ask(question, rows.name if rows else None, graphs.name if graphs else None)
        answer = await _unless_gone(request, work)
        form = next(each for each in (*ROWS, *GRAPHS) if each.name == answer.form)
        return _answer(answer.body, form)


async def _question(request: Request) -> Question | None:
    if request.method != "POST":
        return read_get(request.url.query)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_REQUEST:
            raise RefusedError(413, f"the request is larger than {LARGEST_REQUEST:,} bytes")
    return read_post(request.headers.get("content-type", ""), request.url.query, bytes(body))


async def _unless_gone(request: Request, work: Awaitable[_T]) -> _T:
    """The result of some work, which is given up when the client goes away."""
    working, gone = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((working, gone), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClientDisconnect
    finally:
        for task in (working, gone):
            task.cancel()
            with suppress(asyncio.CancelledError, ClaimgraphError):
                await task


async def _gone(request: Request) -> None:
    """Return when the client has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _described(request: Request, accept: str) -> Response:
    if accepts_html(accept):
        return RedirectResponse(str(request.url_for("query page")), 303, headers=_COMMON)
    form = best(accept, GRAPHS)
    if form is None:
        raise RefusedError(406, "the service description comes as RDF only")
    return _answer(description(str(request.url.replace(query="")), form), form)


def _answer(body: bytes, form: Form) -> Response:
    return Response(body, headers={**_COMMON, "Content-Type": form.content_type})


def _refusal(status: int, entry: Entry, reason: str) -> Response:
    entry.note = reason
    headers = {**_COMMON, "Retry-After": "5"} if status == 503 else _COMMON
    return PlainTextResponse(f"{reason}\n", status, headers=headers)


def _explorer(path: Path) -> Callable[[Request], Response]:
    def show(_request: Request) -> Response:
        if not path.is_file():
            return PlainTextResponse("there is no explorer here; `claimgraph build` makes it\n", 404)
        return FileResponse(path, media_type="text/html", headers={"Cache-Control": "no-cache"})

    return show
