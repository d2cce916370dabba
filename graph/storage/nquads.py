"""Terms in canonical N-Quads (RDF 1.2 N-Triples, "A Canonical form of N-Triples"), as Oxigraph writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal

from ontology.namespaces import XSD

_ESCAPED: Final = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **{ord(sign): f"\\{letter}" for sign, letter in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)},
}
_TO_ESCAPE: Final = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')


def iri(value: str) -> str:
    """An IRI of ours, whose parts were escaped when it was put together."""
    return f"<{value}>"


def text(value: str, language: str | None = None) -> str:
    """A string, or one in a language."""
    if _TO_ESCAPE.search(value):
        value = value.translate(_ESCAPED)
    return f'"{value}"' if language is None else f'"{value}"{_tag(language)}'


def number(value: int) -> str:
    """An integer."""
    return f'"{value}"^^<{XSD}integer>'


def boolean(value: bool) -> str:
    """True or false."""
    return f'"{str(value).lower()}"^^<{XSD}boolean>'


@lru_cache(maxsize=4096)
def decimal(value: float) -> str:
    """A floating point number, in the digits that Oxigraph gives it."""
    return str(Literal(float(value)))


@lru_cache(maxsize=256)
def _tag(language: str) -> str:
    return str(Literal("", language=language)).removeprefix('""')
