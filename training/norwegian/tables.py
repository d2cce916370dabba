"""The conversion's word lists, read once from tables.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

_TABLES = tomllib.loads((Path(__file__).parent / "tables.toml").read_text(encoding="utf-8"))

UPOS: dict[str, str] = _TABLES["upos"]
FEATS: dict[str, list[str]] = _TABLES["feats"]
_WORDS: dict[str, list[str]] = _TABLES["words"]


def words(name: str) -> frozenset[str]:
    """A closed list of lemmas."""
    return frozenset(_WORDS[name])


def _inverted(name: str) -> dict[str, str]:
    return {lemma: value for value, lemmas in _TABLES[name].items() for lemma in lemmas}


PRON_TYPE = _inverted("pron_type")
PRON_TYPE_PRONOUN = _inverted("pron_type_pronoun")
DEPREL: dict[str, str] = _TABLES["deprel"]
