"""What a client asks, by the SPARQL 1.1 Protocol, section 2.1: read from a request, and refused where it is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from graph.errors import ClaimgraphError

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MOST_PARAMETERS: Final = 10_000


class RefusedError(ClaimgraphError):
    """A request that gets no answer, and the HTTP status that says so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the dataset it is asked of: IRIs of graphs, or None for both where the request names none."""

    sparql: str
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


def read_get(query_string: str) -> Question | None:
    """The question of a GET request; None if it asks nothing, which is to ask for the service description."""
    parameters = _parameters(query_string.encode())
    return _question(parameters) if parameters else None


def read_post(content_type: str, query_string: str, body: bytes) -> Question:
    """The question of a POST request in either form."""
    type_, charset = _content_type(content_type)
    if type_ == UPDATE:
        raise RefusedError(403, "this endpoint is read only and takes no update")
    if type_ not in (FORM, DIRECT):
        raise RefusedError(415, f"POST takes {FORM} or {DIRECT}")
    if charset not in ("", "utf-8", "utf8"):
        raise RefusedError(415, "queries are read in UTF-8")
    if type_ == FORM:
        return _question(_parameters(body))
    return _question([("query", _decoded(body)), *_parameters(query_string.encode())])


def _question(parameters: Sequence[tuple[str, str]]) -> Question:
    if any(name == "update" or name.startswith("using-") for name, _ in parameters):
        raise RefusedError(403, "this endpoint is read only and takes no update")
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1:
        raise RefusedError(400, "the request has no query" if not queries else "the request has more than one query")
    default = tuple(_iri(value) for name, value in parameters if name == "default-graph-uri")
    named = tuple(_iri(value) for name, value in parameters if name == "named-graph-uri")
    return Question(queries[0], default, named) if default or named else Question(queries[0])


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    try:
        text = encoded.decode("ascii") if encoded.isascii() else encoded.decode()
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError:
        raise RefusedError(400, "the request is not in UTF-8") from None
    except ValueError:
        raise RefusedError(400, f"the request has more than {MOST_PARAMETERS} parameters") from None


def _content_type(header: str) -> tuple[str, str]:
    """The media type and the character set."""
    type_, *parameters = (each.strip().lower() for each in header.split(";"))
    charsets = (each.removeprefix("charset=").strip('"') for each in parameters if each.startswith("charset="))
    return type_, next(charsets, "")


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise RefusedError(400, "the query is not in UTF-8") from None


def _iri(value: str) -> str:
    try:
        return NamedNode(value).value
    except ValueError:
        raise RefusedError(400, "a graph must be named by an absolute IRI") from None
