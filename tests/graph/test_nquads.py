"""Terms as text: they are what Oxigraph writes, so that nobody can tell a written line from a dumped one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graph.storage.nquads import boolean, decimal, iri, number, text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_texts_are_written_as_oxigraph_writes_them(value: str) -> None:
    assert text(value) == str(Literal(value))


@pytest.mark.parametrize("code", [*range(0x21), 0x22, 0x5C, 0x7F, 0x80, 0x85, 0xA0, 0x2028, 0xFFFD, 0xFFFE, 0xFFFF])
def test_no_character_is_escaped_otherwise(code: int) -> None:
    assert text(f"a{chr(code)}b") == str(Literal(f"a{chr(code)}b"))


@pytest.mark.parametrize("language", ["en", "nb", "nn", "nb-NO", "en-GB"])
def test_the_language_is_written_as_oxigraph_writes_it(language: str) -> None:
    assert text('Ål "i" Hallingdal', language) == str(Literal('Ål "i" Hallingdal', language=language))


@given(st.integers(min_value=0, max_value=2**60), st.floats(allow_nan=False, allow_infinity=False), st.booleans())
def test_numbers_are_written_as_oxigraph_writes_them(whole: int, broken: float, truth: bool) -> None:
    assert (number(whole), decimal(broken), boolean(truth)) == (
        str(Literal(whole)),
        str(Literal(broken)),
        str(Literal(truth)),
    )


def test_an_iri_is_written_as_oxigraph_writes_it() -> None:
    assert iri("https://w3id.org/claimgraph/id/a") == str(NamedNode("https://w3id.org/claimgraph/id/a"))
