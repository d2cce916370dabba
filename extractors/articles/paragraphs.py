"""The running text of an article as paragraphs: what is to be read for claims, without the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Literal

from extractors.articles.head import Head, is_aside, looks_like_heading, read_head, trimmed
from ontology.records import Article, Span

Kind = Literal["title", "heading", "body"]

LINE = re.compile(r"[^\r\n]+")
BREAK = re.compile(r"\r\n|\r|\n")
SENTENCE_END = re.compile(r"""[.!?…:]["”»')\]]*$""")
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.*?)\s*#*$")
MARKER = re.compile(r"(?:>\s?|[*+•▪]\s+)+")
# A hyphen may open a list item or, in Norwegian, a line of speech: it starts a paragraph, and stays.
ITEM = re.compile(r"[>*+•▪-]\s")
RULE = re.compile(r"[\s*_=~#-]{3,}|!\[[^\]]*\]\([^)]*\)|```.*")
WRAP_NARROWEST, WRAP_WIDEST = 40, 110
SHORTEST_WRAPPED = 0.65
SLACK = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article's text. Its span may hold line breaks where the text was wrapped by hand."""

    span: Span
    kind: Kind


def paragraphs(article: Article) -> Iterator[Paragraph]:
    """Title, headings and paragraphs in the order of the text; dates, by-lines and credits are left out."""
    head = read_head(article.text, article.title)
    if head.title is not None:
        yield Paragraph(head.title, "title")
    for span in _blocks(article.text, head):
        if not is_aside(span.text) and not RULE.fullmatch(span.text):
            yield _paragraph(span)


def _paragraph(span: Span) -> Paragraph:
    if match := MARKDOWN_HEADING.fullmatch(span.text):
        return Paragraph(_part(span, match.start("text"), match.end("text")), "heading")
    marker = MARKER.match(span.text)
    listed = _part(span, marker.end(), len(span.text)) if marker and marker.end() < len(span.text) else span
    heading = listed is span and "\n" not in span.text and looks_like_heading(span.text)
    return Paragraph(listed, "heading" if heading else "body")


def _part(span: Span, start: int, end: int) -> Span:
    return Span(span.start + start, span.start + end, span.text[start:end])


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the running text, and its length as it stood."""

    span: Span
    length: int

    def full(self, following: _Line, width: int) -> bool:
        """Whether the first word of the next line would not have fitted on this one."""
        return self.length + 1 + len(following.span.text.split(maxsplit=1)[0]) > width - SLACK

    def broken(self) -> bool:
        """Whether it ends in mid-sentence."""
        return not SENTENCE_END.search(self.span.text)


def _blocks(text: str, head: Head) -> Iterator[Span]:
    """Lines joined to paragraphs, where they belong together."""
    lines = list(_lines(text, head))
    width = _wrap_width(text, lines)
    start: int | None = None
    for line, following in zip_longest(lines, lines[1:]):
        start = line.span.start if start is None else start
        if following is None or not _continues(text, line, following, width):
            yield Span(start, line.span.end, text[start : line.span.end])
            start = None


def _lines(text: str, head: Head) -> Iterator[_Line]:
    # The first may have lost its dateline: its length is that of the whole line all the same.
    begin = max(text.rfind("\n", 0, head.start), text.rfind("\r", 0, head.start)) + 1
    for match in LINE.finditer(text, head.start, head.end):
        span = trimmed(text, match.start(), match.end())
        if span.text:
            yield _Line(span, span.end - (begin if match.start() == head.start else span.start))


def _adjacent(text: str, line: _Line, following: _Line) -> bool:
    return len(BREAK.findall(text, line.span.end, following.span.start)) == 1


def _continues(text: str, line: _Line, following: _Line, width: int | None) -> bool:
    """Whether the next line goes on with the same paragraph."""
    if not _adjacent(text, line, following) or ITEM.match(following.span.text) or line.span.text.startswith("#"):
        return False
    if line.broken() and following.span.text[0].islower():
        return True
    return width is not None and (
        line.full(following, width) or (line.broken() and line.length > SHORTEST_WRAPPED * width)
    )


def _wrap_width(text: str, lines: list[_Line]) -> int | None:
    """The width that the text was wrapped to by hand, or None. Then lines break sentences, as full as they can be."""
    width = max((line.length for line in lines), default=0)
    if not WRAP_NARROWEST <= width <= WRAP_WIDEST:
        return None
    breaks = [(one, two) for one, two in pairwise(lines) if one.broken() and _adjacent(text, one, two)]
    full = sum(line.full(following, width) for line, following in breaks)
    return width if full and 2 * full >= len(breaks) else None
