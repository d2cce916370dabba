"""Talking to a SPARQL 1.1 server: one connection, three addresses, and errors in one line."""

from __future__ import annotations

import http.client
import re
import tomllib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Self
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from graph.errors import StoreUnreachableError

TIMEOUT: Final = 300.0
"""Seconds that a server may be silent."""
_SERVERS: Final = Path(__file__).with_name("servers.toml")
_SHOWN: Final = 300


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of server: the paths of the protocols, and the parameter for the union of all graphs."""

    name: str
    query: str
    update: str
    data: str
    union: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    body: bytes

    @property
    def reason(self) -> str:
        """The first words of its error, or the number of it."""
        words = " ".join(self.body.decode(errors="replace").split())
        return f"it answered {self.status}: {words[:_SHOWN]}" if words else f"it answered {self.status}"


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of servers that are known, in the order in which they are tried."""
    return tuple(Kind(**each) for each in tomllib.loads(_SERVERS.read_text(encoding="utf-8"))["server"])


def without_secrets(url: str) -> str:
    """The URL less the name and password that may stand in it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


class Service:
    """A server at a URL. What it cannot do raises StoreUnreachableError."""

    def __init__(self, url: str, kind: Kind) -> None:
        parts = _parts(url)
        self.url = without_secrets(url).rstrip("/")
        self.kind = kind
        self._base = parts.path.rstrip("/")
        self._headers = _authorization(parts.username, parts.password)
        make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._connection = make(parts.hostname or "", parts.port, timeout=TIMEOUT)

    @classmethod
    def at(cls, url: str) -> Self:
        """The server at a URL, of the first kind that its graph store answers like."""
        found: list[Reply] = []
        for kind in kinds():
            service = cls(url, kind)
            found.append(service.request("HEAD", kind.data, "default"))
            if found[-1].status < http.client.MULTIPLE_CHOICES:
                return service
            service.close()
        reasons = ", ".join(sorted({str(each.status) for each in found}))
        raise StoreUnreachableError(
            f"{without_secrets(url)}: no graph store of a SPARQL 1.1 server is here (it answered {reasons})"
        )

    def request(
        self,
        method: str,
        path: str,
        parameters: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        """Send a request and read the whole reply. All that claimgraph sends may be sent twice without harm."""
        target = f"{self._base}/{path}".rstrip("/") + (f"?{parameters}" if parameters else "")
        sent = {**self._headers, **(headers or {})}
        try:
            return self._exchange(method, target or "/", sent, body)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self._connection.close()  # it had grown tired of waiting; the next request opens another
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from None
        try:
            return self._exchange(method, target or "/", sent, body)
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from None

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _exchange(self, method: str, target: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        self._connection.request(method, target, body, dict(headers))
        response = self._connection.getresponse()
        return Reply(response.status, response.read())

    def _unreachable(self, error: Exception) -> StoreUnreachableError:
        self._connection.close()
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return StoreUnreachableError(f"{self.url} cannot be reached: {reason}")


def is_url(text: str) -> bool:
    """Whether a text is the address of a server."""
    return re.match(r"https?://[^/\s]", text) is not None


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError as error:
        raise StoreUnreachableError(f"the address of the store is none: {error}") from None
    if not is_url(url) or not parts.hostname:
        raise StoreUnreachableError(f"{without_secrets(url)} is no address such as http://localhost:7878/")
    return parts


def _authorization(name: str | None, password: str | None) -> dict[str, str]:
    if name is None:
        return {}
    secret = f"{unquote(name)}:{unquote(password or '')}".encode()
    return {"Authorization": f"Basic {b64encode(secret).decode()}"}
