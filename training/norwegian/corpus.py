"""The corpora: where the files lie, and which NDT sentences are kept out of training."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.norwegian.conll import Sentence, read_ndt, read_ud

LANGUAGES = {"nob": "bokmaal", "nno": "nynorsk"}
PARTS = ("dev", "test")
_HEADLINE_LEMMA = "$|"


def folder(corpora: Path) -> Path:
    """The Norwegian files, whether CORPORA is their folder or the one above it."""
    return corpora / "norwegian" if (corpora / "norwegian").is_dir() else corpora


def ndt(corpora: Path, language: str) -> list[Sentence]:
    """All of NDT in this language."""
    return list(read_ndt(folder(corpora) / f"ndt-{language}.conll.gz"))


def official(corpora: Path, language: str, part: str) -> list[Sentence]:
    """Official UD dev or test."""
    return list(read_ud(folder(corpora) / f"no_{LANGUAGES[language]}-ud-{part}.conllu.gz"))


def ud_forms(sentence: Sentence) -> tuple[str, ...]:
    """The words that UD has too: all but NDT's headline mark."""
    return tuple(token.form for token in sentence.tokens if token.lemma != _HEADLINE_LEMMA)


def _letters(forms: tuple[str, ...]) -> str:
    """A key under which a sentence with hand-edited punctuation or case still matches."""
    return "".join(c for form in forms for c in form.lower() if c.isalnum())


def training_part(sentences: list[Sentence], held_out: set[tuple[str, ...]]) -> Iterator[Sentence]:
    """The sentences that are not in dev or test.

    A few sentences were edited for UD, so a looser key counts too, and so does lying between two held-out ones.
    """
    loose = {_letters(forms) for forms in held_out}
    keys = [ud_forms(sentence) for sentence in sentences]
    strict = [key in held_out for key in keys]
    for position, (sentence, key) in enumerate(zip(sentences, keys, strict=True)):
        between = strict[max(position - 1, 0)] and strict[min(position + 1, len(strict) - 1)]
        if not strict[position] and not between and _letters(key) not in loose:
            yield sentence


def name_documents(sentences: list[Sentence], source: list[Sentence]) -> None:
    """Give UD sentences the NDT document they come from; an unmatched one stays with its predecessor."""
    documents: dict[tuple[str, ...], set[str]] = {}
    for sentence in source:
        documents.setdefault(ud_forms(sentence), set()).add(sentence.document)
    current = ""
    for sentence in sentences:
        found = documents.get(sentence.forms, set())
        if found and current not in found:
            current = min(found)
        sentence.document = current
