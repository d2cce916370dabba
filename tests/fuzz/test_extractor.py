"""Whatever the text is, the extractor gives an extraction whose quotes are found where it says, and in good time.

What comes out must also be storable: an extraction that `build` would refuse is a defect of the extractor.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import strategies as st

from extractors import Extractor, jsonl
from extractors.articles import make_article, paragraphs
from extractors.articles.dates import parse as parse_date
from extractors.articles.decoding import NotTextError, readable
from extractors.articles.head import Meta, read_head
from extractors.articles.language import detect, normal
from extractors.bounds import LONGEST_PARAGRAPH, pieces
from graph.storage.extractions import check
from tests.fuzz import texts
from tests.fuzz.cases import fuzz

EXTRACTOR = Extractor()
written = texts.words | texts.repeated | texts.nested | texts.any_text


def checked(text: str, language: str) -> None:
    """Read a text as the command line would, and everything that it does with what comes of it."""
    try:
        article = make_article(readable(text), "fuzz", language, Meta(published="2017-10-15"))
    except NotTextError:
        return
    extraction = EXTRACTOR.extract(article)
    check(extraction)
    assert jsonl.loads(jsonl.dumps(extraction)) == extraction
    for each in extraction.mentions:
        assert article.text[each.span.start : each.span.end] == each.span.text
    for claim in extraction.claims:
        assert article.text[claim.quote.start : claim.quote.end] == claim.quote.text


@fuzz(usual=60, share=0.1, language=texts.languages, text=written)
def test_any_text_is_read(language: str, text: str) -> None:
    checked(text, language)


@fuzz(usual=60, share=0.2, case=texts.languages.flatmap(lambda code: st.tuples(texts.mutated(code), st.just(code))))
def test_broken_sentences_are_read(case: tuple[str, str]) -> None:
    checked(*case)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the rebels took the town and " * 200),
        ("nb", "lederen for " * 500),
        ("nn", "hæren sin " * 500),
        ("en", "the army's " * 500),
        ("nb", '"' * 1000),
        ("nn", "," * 2000),
        ("en", "(" * 400 + "army" + ")" * 400),
        ("nb", "han sa at " * 300),
        ("en", "a" * 100_000),
        ("nn", "Abu-" * 500),
        ("en", "Goma control. " * 150),
    ],
)
def test_no_length_is_too_much(language: str, text: str) -> None:
    """Each of these once took the square of its length, or more recursion than there is."""
    checked(text, language)


@fuzz(usual=80, text=written, title=st.none() | texts.any_text)
def test_the_lines_around_the_text_are_read(text: str, title: str | None) -> None:
    article = make_article(text, "fuzz", "en", Meta(title=title))
    head = read_head(text, title)
    assert 0 <= head.start <= len(text)
    last = 0
    for paragraph in paragraphs(article):
        for piece in pieces(paragraph):
            assert text[piece.span.start : piece.span.end] == piece.span.text
            assert len(piece.span.text) <= LONGEST_PARAGRAPH
            assert paragraph.kind == "title" or last <= piece.span.start <= piece.span.end
            last = piece.span.end if paragraph.kind != "title" else last


@fuzz(usual=80, text=written)
def test_dates_and_languages_are_read(text: str) -> None:
    found = parse_date(text)
    assert found is None or found[:4].isdecimal()
    assert normal(text) is not None
    assert detect(text)


@fuzz(usual=40, share=0.5, lines=st.lists(texts.any_text | st.sampled_from(texts.HOSTILE), max_size=4))
def test_lines_that_are_no_extractions_say_why(lines: list[str]) -> None:
    for line in (*lines, json.dumps(lines), json.dumps({"article": lines}), json.dumps({"article": {"id": lines}})):
        with pytest.raises(jsonl.BadLineError):
            jsonl.loads(line)
