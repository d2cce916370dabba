"""Corpora of the second round of English trees: `python -m training.second CORPORA CORPUS MODEL`.

The first round (MODEL) watches the development sets; the second learns from nine tenths of their free documents as
well, and sees GUM, which is nearer to news, twice. It goes on with the labels that the first has seen, so the few
documents with others stay out. It watches the rest of the free ones and those that are not free to learn from.
"""

import random
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from training import docs, english
from training.convert import DEV_SENTENCES, SEED, WATCHED, report
from training.trees import Sentence


def fitting(groups: Iterable[list[Sentence]], nlp: Language) -> Iterator[list[Sentence]]:
    """Groups without labels that the components do not know."""
    tags, relations = set(nlp.pipe_labels["morphologizer"]), {*nlp.pipe_labels["parser"], "root"}
    for group in groups:
        tokens = [token for sentence in group for token in sentence.tokens]
        if all(token.deprel in relations and _label(token.upos, token.feats) in tags for token in tokens):
            yield group


def _label(upos: str, feats: str) -> str:
    """As the morphologizer names them: features and part of speech in one, sorted."""
    return "|".join(sorted([*feats.split("|"), f"POS={upos}"] if feats else [f"POS={upos}"]))


def main(corpora: Path, corpus: Path, model: Path) -> None:
    rng, nlp, out = random.Random(SEED), spacy.blank("en"), corpus / "en"  # noqa: S311
    dev = [
        group
        for bank in (english.ewt(corpora, "dev"), english.gum(corpora, "dev", only_free=True))
        for group in docs.paragraphs(bank, DEV_SENTENCES)
    ]
    closed = (s for s in english.gum(corpora, "dev", only_free=False) if not english.is_free(s.meta))
    train = [group for index, group in enumerate(dev) if index % WATCHED]
    train += docs.grouped(english.ewt(corpora, "train"), rng)
    for _ in range(2):
        train += docs.grouped(english.gum(corpora, "train", only_free=True), rng)
    report(out / "syntax2-train.spacy", nlp, fitting(train, spacy.load(model)))
    shutil.copy(out / "syntax-train.spacy", out / "lemmas-train.spacy")
    watched = [*dev[::WATCHED], *docs.paragraphs(closed, DEV_SENTENCES)]
    report(out / "syntax2-dev.spacy", nlp, watched)
    shutil.copy(out / "syntax2-dev.spacy", out / "lemmas-dev.spacy")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
