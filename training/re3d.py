"""re3d: conflict documents with entities by offsets. Common nouns are marked too; only names are taken here."""

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from training.names import conventions, harmonised, words
from training.trees import Sentence, Span, Token

# Every third document, by identifier, is held back to measure on.
HELD_BACK = 3
INNER = {"of", "for", "and", "the", "al", "-", "'s", "’s", "de", "on", "in", "’", "'"}


@cache
def tokenizer() -> Language:
    return spacy.blank("en")


def _read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def documents(corpora: Path, *, held_back: bool) -> Iterator[list[Sentence]]:
    """Each document as a list of its paragraphs."""
    found: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for path in sorted((corpora / "english" / "re3d").glob("*.documents.jsonl.gz")):
        entities = _read(path.with_name(path.name.replace(".documents.", ".entities.")))
        found += [(doc, [e for e in entities if e["documentId"] == doc["_id"]]) for doc in _read(path)]
    found.sort(key=lambda pair: str(pair[0]["_id"]))
    for index, (document, entities) in enumerate(found):
        if (index % HELD_BACK == 0) == held_back:
            yield list(_paragraphs(document, entities))


def _paragraphs(document: dict[str, Any], entities: list[dict[str, Any]]) -> Iterator[Sentence]:
    text: str = document["text"]
    start = 0
    for number, line in enumerate(text.split("\n")):
        doc = tokenizer().make_doc(line)
        if len(doc) > 1 and line.strip():
            tokens = [Token(token.text, bool(token.whitespace_)) for token in doc]
            found = [s for entity in entities if (s := _span(doc, entity, start))]
            names = _longest([s for s in found if _is_name([t.form for t in tokens], s)])
            yield Sentence(tokens, str(document["_id"]), number, names=_final(tokens, names), parsed=False)
        start += len(line) + 1


def _span(doc: spacy.tokens.Doc, entity: dict[str, Any], offset: int) -> Span | None:
    label = conventions("re3d").get(entity["type"], "")
    span = doc.char_span(entity["begin"] - offset, entity["end"] - offset) if entity["begin"] >= offset else None
    if not label or span is None:
        return None
    start, end = span.start, span.end
    while start < end and not doc[start].text[:1].isupper() and doc[start].text.lower() != "al":
        start += 1
    while end > start and not doc[end - 1].text[:1].isupper() and not doc[end - 1].text[:1].isdigit():
        end -= 1
    # "the Asad regime" is no name, and what is left of it would be another's.
    trimmed = span.end - end > 0 and doc[span.end - 1].text not in ("'s", "’s", ".", "’")
    return None if start >= end or trimmed else Span(start, end, label)


def _is_name(forms: list[str], span: Span) -> bool:
    inside = forms[span.start : span.end]
    if len(inside) == 1 and (inside[0] in words("not_names") or len(inside[0]) < 2):
        return False
    if span.label == "PER" and {"for", "of", ","} & set(inside):
        return False
    return all(form[:1].isupper() or form[:1].isdigit() or form in INNER for form in inside)


def _longest(spans: list[Span]) -> list[Span]:
    """Without overlaps: the longest first, as nested mentions are marked too."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _final(tokens: list[Token], names: list[Span]) -> list[Span]:
    forms = [token.form for token in tokens]
    return [name for name in harmonised(forms, names) if forms[name.start : name.end] != ["the"]]
