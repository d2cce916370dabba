"""Corpus of the last round of Norwegian: tags and lemmas as official UD has them, `python -m training.heads CORPORA`.

Official Nynorsk UD calls a name NOUN if NDT gives it a gender ("John") or calls it an abbreviation ("USA"): an accident
of its making, worth one percent of the tags of its test set. Trees, which do not depend on it, are learnt with names as
proper nouns; the last round, over a tok2vec that stays as it is, then gives tags and lemmas new output layers with the
tags as they are in the official treebank.
"""

import random
import sys
from pathlib import Path

import spacy

from training import docs
from training.convert import CORPUS, DEV_SENTENCES, SEED, WATCHED, norwegian, report
from training.norwegian.conll import write_ud
from training.norwegian.convert import clean_lemmas, convert_sentence
from training.norwegian.corpus import PARTS, ndt, official, training_part
from training.trees import read_conllu

OFFICIAL = CORPUS / "ud-official"


def convert_nynorsk(corpora: Path) -> Path:
    """The training part with the tags of the official treebank."""
    held_out = {sentence.forms for part in PARTS for sentence in official(corpora, "nno", part)}
    sentences = list(training_part(ndt(corpora, "nno"), held_out))
    for sentence in sentences:
        convert_sentence(sentence, gendered_names_as_nouns=True)
        clean_lemmas(sentence)
    OFFICIAL.mkdir(parents=True, exist_ok=True)
    path = OFFICIAL / "nno-train.conllu"
    write_ud(path, [sentence for sentence in sentences if sentence.tokens])
    return path


def main(corpora: Path) -> None:
    rng, nlp, out = random.Random(SEED), spacy.blank("nb"), CORPUS / "nb"  # noqa: S311
    train = list(docs.grouped(norwegian("nob", "train"), rng))
    train += docs.grouped(read_conllu(convert_nynorsk(corpora)), rng)
    dev = [
        group
        for variety in ("nob", "nno")
        for group in docs.paragraphs(read_conllu(CORPUS / "ud" / f"{variety}-dev.conllu"), DEV_SENTENCES)
    ]
    train += [group for index, group in enumerate(dev) if index % WATCHED]
    report(out / "heads-train.spacy", nlp, train)
    report(out / "heads-dev.spacy", nlp, dev[::WATCHED])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
