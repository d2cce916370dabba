"""From inflected forms to the lemmas that lexicon and thesaurus know, for words on which the model's lemma is of no
use.

A trained lemmatizer has seen few of the verbs of war ("fled", "overran", "overgav"). What decides is whether a form
can be one
of a lemma that we look for: an irregular form by table, a regular one by its ending.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ontology.languages import FOLDER, base_of

_KINDS: Mapping[str, str] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_SHORTEST = 3  # letters that a stem must keep


@dataclass(frozen=True, slots=True)
class Inflection:
    """Irregular forms and regular endings of a language, by part of speech (verb, noun, adjective)."""

    irregular: Mapping[str, Mapping[str, str]]
    suffixes: Mapping[str, tuple[tuple[str, str], ...]]

    def lemma(self, form: str, pos: str, known: frozenset[str]) -> str | None:
        """The known lemma that the lower-case ``form`` can be a form of, if any."""
        kind = _KINDS.get(pos)
        if kind is None:
            return None
        irregular = self.irregular.get(kind, {}).get(form)
        if irregular is not None:
            return irregular
        prefixed = self._prefixed(form, kind, known)
        if prefixed is not None:
            return prefixed
        for ending, replacement in self.suffixes.get(kind, ()):
            stem = form.removesuffix(ending) if ending else form
            if (ending and stem == form) or len(stem) < _SHORTEST:
                continue
            lemma = stem[:-1] if replacement == "+" and stem[-1] == stem[-2] else stem + replacement.strip("+")
            if lemma != form and lemma in known:
                return lemma
        return None

    def _prefixed(self, form: str, kind: str, known: frozenset[str]) -> str | None:
        """ "inntatt" is inflected as "tatt", "overran" as "ran"."""
        forms = self.irregular.get(kind, {})
        lemmas = (form[:start] + forms[form[start:]] for start in range(2, len(form) - 1) if form[start:] in forms)
        return next((lemma for lemma in lemmas if lemma in known), None)


@cache
def norms(code: str) -> Mapping[str, str]:
    """Verb forms that our models have hardly seen, each with a common form of the same inflection for them to read.

    The treebanks are short of war: "erobret" was tagged as a noun. What a model reads of a word is above all its norm,
    so a rare form borrows that of a common verb, and the tree comes out right. Text, lemma and offsets stay.
    """
    lines = (FOLDER / code / "norms.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line)


@cache
def inflection(code: str) -> Inflection:
    """The inflection tables of a language, its own before those of the language that it extends."""
    with (FOLDER / code / "inflection.toml").open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
    base = base_of(code)
    below = inflection(base) if base else Inflection({}, {})
    kinds = {*data["irregular"], *data["suffixes"], *below.irregular, *below.suffixes}
    return Inflection(
        {kind: {**below.irregular.get(kind, {}), **data["irregular"].get(kind, {})} for kind in kinds},
        {kind: (*((a, b) for a, b in data["suffixes"].get(kind, ())), *below.suffixes.get(kind, ())) for kind in kinds},
    )
