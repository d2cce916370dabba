"""Convert NDT to UD: `python -m training.norwegian.convert CORPORA OUT`.

Writes `OUT/{nob,nno}-{train,dev,test}.conllu`; dev and test are the official UD files with documents named.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from training.norwegian.conll import Sentence, write_ud
from training.norwegian.corpus import LANGUAGES, PARTS, name_documents, ndt, official, training_part
from training.norwegian.features import assign_features
from training.norwegian.relabel import relabel
from training.norwegian.rewrite import drop_headline_marks, rewrite
from training.norwegian.spaces import assign_spaces
from training.norwegian.upos import assign_upos


def convert_sentence(sentence: Sentence, *, gendered_names_as_nouns: bool = False) -> Sentence:
    """Turn an NDT sentence into UD, in place.

    Official Nynorsk UD calls a name NOUN when NDT gives it a gender or calls it an abbreviation. That is an accident
    of its making, so names stay PROPN unless the caller wants to compare with it.
    """
    drop_headline_marks(sentence)
    assign_upos(sentence, gendered_names_as_nouns=gendered_names_as_nouns)
    assign_features(sentence)
    rewrite(sentence)
    relabel(sentence)
    assign_spaces(sentence)
    return sentence


def clean_lemmas(sentence: Sentence) -> None:
    """NDT's punctuation lemmas (`$.`) become the mark itself."""
    for token in sentence.tokens:
        if token.upos == "PUNCT" or (token.lemma.startswith("$") and len(token.lemma) > 1):
            token.lemma = token.form


def _convert_language(corpora: Path, out: Path, language: str) -> None:
    source = ndt(corpora, language)
    parts = {part: official(corpora, language, part) for part in PARTS}
    for sentences in parts.values():
        name_documents(sentences, source)
    held_out = {sentence.forms for sentences in parts.values() for sentence in sentences}
    parts["train"] = [convert_sentence(sentence) for sentence in training_part(source, held_out)]
    for part, sentences in parts.items():
        for sentence in sentences:
            clean_lemmas(sentence)
        count = write_ud(out / f"{language}-{part}.conllu", [s for s in sentences if s.tokens])
        print(f"{language}-{part}: {count} sentences")


def main(arguments: Sequence[str] | None = None) -> None:
    """Convert both languages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        _convert_language(options.corpora, options.out, language)


if __name__ == "__main__":
    main()
