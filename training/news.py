"""Corpora of the rounds on news: `python -m training.news CORPORA CORPUS MODEL`.

The other treebanks are web text, mixed genres and older newspapers; the sentences of news agencies are longer, with
their main verb late and their speaker last. `treebank/` holds such sentences of our own with trees and names. MODEL
goes on with what it learnt from before and with these, several times over: with trees if it parses, with names if it
finds names.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import DocBin

from training import docs
from training.convert import SEED, report
from training.places import HERE
from training.second import fitting
from training.trees import Sentence, read_conllu, spans_of_tags

TREEBANK = HERE / "treebank"
# The files of the treebank for each pipeline.
VARIETIES = {"en": ("en",), "nb": ("nb", "nn")}
# The corpus of the round before, by component.
BEFORE = {"en": {"parser": "syntax2", "ner": "names2"}, "nb": {"parser": "syntax", "ner": "names"}}
# So often in one epoch: a twentieth of the words, times this.
TIMES = 6


def sentences(variety: str, part: str) -> Iterator[Sentence]:
    """Those to learn from (`part` "train") or to measure with ("test"), with names."""
    for sentence in read_conllu(TREEBANK / f"{variety}-{part}.conllu"):
        sentence.names = spans_of_tags([token.misc.get("name", "O") for token in sentence.tokens])
        yield sentence


def groups(nlp: Language) -> Iterator[list[Sentence]]:
    """The sentences to learn from as training documents, cut in another way each time."""
    rng = random.Random(SEED)  # noqa: S311
    for _ in range(TIMES):
        for variety in VARIETIES[str(nlp.lang)]:
            found = docs.grouped(sentences(variety, "train"), rng)
            yield from fitting(found, nlp) if "parser" in nlp.pipe_names else found


def main(corpus: Path, model: Path) -> None:
    nlp = spacy.load(model)
    lang = str(nlp.lang)
    component = "parser" if "parser" in nlp.pipe_names else "ner"
    folder, before = corpus / lang, BEFORE[lang][component]
    name = {"parser": "news", "ner": "named"}[component]
    report(folder / f"{name}-train.spacy", spacy.blank(lang), groups(nlp))
    merged = DocBin().from_disk(folder / f"{before}-train.spacy")
    merged.merge(DocBin().from_disk(folder / f"{name}-train.spacy"))
    merged.to_disk(folder / f"{name}-train.spacy")
    (folder / f"{name}-dev.spacy").write_bytes((folder / f"{before}-dev.spacy").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[2]), Path(sys.argv[3]))
