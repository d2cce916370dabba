"""Media types: what an answer can be written in, and which of it a client likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Form:
    """A form of answers: its name among Oxigraph's formats, the media types it goes by, and its name at the W3C."""

    name: str
    types: tuple[str, ...]
    iri: str
    text: bool = False

    @property
    def content_type(self) -> str:
        return f"{self.types[0]}; charset=utf-8" if self.text else self.types[0]


_W3C: Final = "http://www.w3.org/ns/formats/"
ROWS: Final = (
    Form("json", ("application/sparql-results+json", "application/json"), f"{_W3C}SPARQL_Results_JSON"),
    Form("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), f"{_W3C}SPARQL_Results_XML"),
    Form("csv", ("text/csv",), f"{_W3C}SPARQL_Results_CSV", text=True),
    Form("tsv", ("text/tab-separated-values",), f"{_W3C}SPARQL_Results_TSV", text=True),
)
"""For SELECT and ASK; the first is what a client gets that does not mind."""
GRAPHS: Final = (
    Form("turtle", ("text/turtle", "application/x-turtle"), f"{_W3C}Turtle", text=True),
    Form("ntriples", ("application/n-triples", "text/plain"), f"{_W3C}N-Triples"),
    Form("jsonld", ("application/ld+json", "application/json"), f"{_W3C}JSON-LD"),
    Form("trig", ("application/trig",), f"{_W3C}TriG", text=True),
    Form("nquads", ("application/n-quads",), f"{_W3C}N-Quads"),
    Form("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), f"{_W3C}RDF_XML"),
)
"""For CONSTRUCT and DESCRIBE, and for the service description."""
EVERYTHING: Final = "*/*"


def best(accept: str, forms: Sequence[Form]) -> Form | None:
    """The form that a client likes best; of those it likes alike, the first of ours. None if it takes none of them."""
    ranges = list(_ranges(accept or EVERYTHING))
    liked = [(_liking(form, ranges), form) for form in forms]
    liking, form = max(liked, key=lambda pair: pair[0])
    return form if liking > 0 else None


def accepts_html(accept: str) -> bool:
    """Whether a client names HTML: only browsers do."""
    return any(range_ == "text/html" and quality > 0 for range_, quality in _ranges(accept))


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.lower().split(","):
        range_, *parameters = (each.strip() for each in part.split(";"))
        if range_:
            yield "*/*" if range_ == "*" else range_, _weight(parameters)


def _weight(parameters: Sequence[str]) -> float:
    values = (each.removeprefix("q=") for each in parameters if each.startswith("q="))
    try:
        return min(max(float(next(values, "1")), 0.0), 1.0)
    except ValueError:
        return 1.0


def _liking(form: Form, ranges: Sequence[tuple[str, float]]) -> float:
    """What is said of the form's own media type, or else the best that is said of any that it goes by."""
    named = [quality for range_, quality in ranges if range_ == form.types[0]]
    return max(named or (_quality(each, ranges) for each in form.types))


def _quality(type_: str, ranges: Sequence[tuple[str, float]]) -> float:
    """What the most exact of the ranges that cover a type says of it."""
    for covering in (type_, f"{type_.partition('/')[0]}/*", EVERYTHING):
        found = [quality for range_, quality in ranges if range_ == covering]
        if found:
            return max(found)
    return 0.0
