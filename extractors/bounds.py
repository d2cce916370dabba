"""What keeps the work in proportion to the text: no paragraph, sentence or run of characters beyond what people write.

Tokenizer, parser and rules take time that grows with the square of the longest paragraph, sentence and run without a
blank. News keeps well within these bounds; a dump in one line, a list without a stop or a page of commas is cut at
them, at the end of a sentence or clause where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from extractors.articles.paragraphs import Paragraph
from ontology.records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_PARAGRAPH: Final = 4_000
"""Characters."""
LONGEST_SENTENCE: Final = 200
"""Words, punctuation among them."""
LONGEST_RUN: Final = 200
"""Characters without a blank."""

_SENTENCE_END: Final = re.compile(r"""(?<=\w{4})[.!?…]["”»')\]]{0,3}(?P<gap>\s+)(?=[^\s\w]?[^\W\d_a-zß-öø-ÿ])""")
_LAST_NUMBER: Final = re.compile(r"""(?<!\S)\d+(?P<stop>\.)["”»')\]]?\s*$""")
_BLANK: Final = re.compile(r"(?P<gap>\s)")
_OVERLONG: Final = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
_CLAUSE_ENDS: Final = frozenset(",;:–—.!?…")


def pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph, or parts of it that are not too long, cut between sentences if possible, else between words."""
    span, start = paragraph.span, 0
    while len(span.text) - start > LONGEST_PARAGRAPH:
        end, following = _cut(span.text, start)
        yield _piece(paragraph, start, end)
        start = following
    yield _piece(paragraph, start, len(span.text)) if start else paragraph


def _piece(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    span = paragraph.span
    return Paragraph(Span(span.start + start, span.start + end, span.text[start:end]), paragraph.kind)


def _cut(text: str, start: int) -> tuple[int, int]:
    """Where a piece that begins at ``start`` ends, and where the next one begins."""
    middle, end = start + LONGEST_PARAGRAPH // 2, start + LONGEST_PARAGRAPH
    for place in (_SENTENCE_END, _BLANK):
        gaps = [match.span("gap") for match in place.finditer(text, middle, end)]
        if gaps:
            return gaps[-1]
    return end, end


def tokenized(nlp: Language, text: str) -> Doc:
    """The tokens of a text; of a run without blanks that is too long, those of its parts."""
    cuts = [match.end() for match in _OVERLONG.finditer(text)]
    if not cuts:
        doc = nlp.make_doc(text)
        stop = _stop(text)
        return _parted(doc, stop) if stop is not None else doc
    from spacy.tokens import Doc

    parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return Doc.from_docs([nlp.make_doc(part) for part in parts], ensure_whitespace=False) or nlp.make_doc("")


def _stop(text: str) -> int | None:
    """Where a text ends in a number and a full stop, which a tokenizer may take for an ordinal ("drepte 23.")."""
    found = _LAST_NUMBER.search(text)
    return found.start("stop") if found is not None else None


def _parted(doc: Doc, stop: int) -> Doc:
    """The doc with the full stop at ``stop`` as a token of its own."""
    from spacy.tokens import Doc

    words, spaces = list[str](), list[bool]()
    for token in doc:
        inside = stop - token.idx
        parts = [token.text[:inside], token.text[inside:]] if 0 < inside < len(token.text) else [token.text]
        words += parts
        spaces += [*(False for _ in parts[1:]), bool(token.whitespace_)]
    return Doc(doc.vocab, words=words, spaces=spaces) if len(words) > len(doc) else doc


def shortened(doc: Doc, parse: Callable[[frozenset[int]], Doc]) -> tuple[Doc, frozenset[int]]:
    """The doc with no sentence too long in it, and the tokens that begin one, if any had to be cut.

    ``parse`` parses the text again with sentences that begin at the tokens that it is given, and nowhere else.
    """
    sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
    if all(end - start <= LONGEST_SENTENCE for start, end in sentences):
        return doc, frozenset()
    starts = frozenset(begin for start, end in sentences for begin in _begins(doc, start, end))
    return parse(starts), starts


def _begins(doc: Doc, start: int, end: int) -> Iterator[int]:
    """Where the parts of a sentence begin: after the end of a clause if possible."""
    yield start
    while end - start > LONGEST_SENTENCE:
        candidates = range(start + LONGEST_SENTENCE, start + LONGEST_SENTENCE // 2, -1)
        start = next((at for at in candidates if doc[at - 1].text in _CLAUSE_ENDS), candidates[0])
        yield start
