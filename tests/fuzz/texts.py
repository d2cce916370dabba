"""Texts that nobody would write in good faith, or that one wrote and another broke."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

from ontology.languages import codes

_ROOT: Final = Path(__file__).parents[2]
_ARTICLES: Final = _ROOT / "tests" / "articles"
_NESTED: Final = ('"', "“", "”", "«", "»", "(", ")", "[", "]", "{", "}", "'", "‘", "’", "„", "<", ">")
_STOPS: Final = (".", "!", "?", "…", ",", ";", ":", "–", "—", "-", "/", "\\", "|", "*", "#", "~", "&", "@")
_INVISIBLE: Final = ("\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u2066", "\u2069", "\u2028", "\x85", "\x1b[2J")
_SPACES: Final = (" ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\u00a0", "\u3000", "\x0b", "\x0c")
_WORDS: Final = tuple(
    "the of who that which and said captured army Marmouth SDF IS-krigere Abu al-Bakr's byen som og har tatt ikkje sa "
    "№42 12:30 2017-10-15 10,000 1.5.2020 90% U.S. Gen. http://a.b/c?d=e @x #y مدينة город 市 שלום ﷽ "
    "👩‍👩‍👧 e\u0301 ﬁ İ ß"
    "".split()
)
HOSTILE: Final = (
    '=HYPERLINK("http://a.example","x")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "&bomb;",
    '" onmouseover="alert(1)',
    "\x00\x01\x08\x0b\x1f\x7f\ufffe\uffff",
    "\u202e\u2066evil\u2069\u200f",
    "\x1b]0;title\x07\x1b[2J",
    "> } ; DROP ALL #",
    '" } ; CLEAR ALL ; SELECT * { ?s ?p "',
    '\\" . <a> <b> <c> .',
    "'''\"\"\"\\u0022",
    "../../../etc/passwd",
    "/etc/passwd",
    "-rf",
    "--help",
    "con\u2028tinued\x85line\nbreak",
    "${HOME}`id`$(id);id|id&id",
    "%s%n{0}{{7*7}}",
    "a" * 5000,
    "𝕳𝖊 " * 40,
    "\U0010ffff\U000e0001",
    "[x](javascript:alert(1))",
    "[red]markup[/red]",
)
"""Names that mean something to a spreadsheet, a browser, a terminal, a shell, XML, SPARQL or a file system."""
any_text: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
names: Final = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
languages: Final = st.sampled_from(codes())
_pieces = st.sampled_from((*_WORDS, *_NESTED, *_STOPS, *_INVISIBLE, *_SPACES)) | st.sampled_from(_WORDS + _SPACES)
words: Final = st.lists(_pieces, max_size=120).flatmap(
    lambda found: st.sampled_from((" ", " ", "")).map(lambda gap: gap.join(found))
)
repeated: Final = st.builds(
    lambda piece, gap, times: (piece + gap) * times,
    st.lists(_pieces, min_size=1, max_size=4).map("".join),
    st.sampled_from(("", " ", "\n", ", ")),
    st.integers(1, 1000),
).map(lambda text: text[:6000])
nested: Final = st.builds(
    lambda opening, text, closing, depth: opening * depth + text + closing * depth,
    st.sampled_from(_NESTED),
    st.sampled_from(_WORDS),
    st.sampled_from(_NESTED),
    st.integers(1, 400),
)


@cache
def sentences(language: str) -> tuple[str, ...]:
    """The sentences of our articles and of the lexicon in a language."""
    articles = (path.read_text("utf-8") for path in sorted(_ARTICLES.glob(f"*.{language}.txt")))
    told = [line for text in articles for line in text.splitlines() if line.strip()]
    triggers = tomllib.loads((_ROOT / f"ontology/languages/{language}/triggers.toml").read_text("utf-8"))
    return (*told, *_examples(triggers))


def _examples(value: object) -> list[str]:
    """All texts in a lexicon that are as long as a sentence."""
    if isinstance(value, str):
        return [value] if value.count(" ") > 3 else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for each in inner for found in _examples(each)]


@st.composite
def mutated(draw: st.DrawFn, language: str) -> str:
    """Some sentences with parts cut out, doubled, moved, turned round, and strewn with what does not belong there."""
    text = draw(st.sampled_from((" ", "\n", "\n\n", ""))).join(
        draw(st.lists(st.sampled_from(sentences(language)), min_size=1, max_size=4))
    )
    for _ in range(draw(st.integers(0, 6))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        part = text[start:end]
        change = draw(st.sampled_from(("drop", "double", "turn", "upper", "lower", "insert", "unstop")))
        changed = {
            "drop": "",
            "double": part * 2,
            "turn": " ".join(reversed(part.split(" "))),
            "upper": part.upper(),
            "lower": part.lower(),
            "insert": part + draw(_pieces),
            "unstop": part.replace(".", "").replace(",", ""),
        }[change]
        text = (text[:start] + changed + text[end:])[:4000]
    return text
