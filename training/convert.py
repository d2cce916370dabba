"""Corpora to spaCy training corpora: `python -m training.convert CORPORA CORPUS`.

Written to `CORPUS/{en,nb}`: trees (`syntax-*.spacy`) and names (`names-*.spacy`), as the product's text is:
one to six sentences of a paragraph in a document. The Norwegian treebank is read from `CORPUS/ud`, where
`training.norwegian` converted it.
"""

import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from training import columns, docs, english, re3d
from training.gum_names import gum_names
from training.names import mapped
from training.trees import Sentence, Token, read_conllu, spans_of_tags

SEED = 0
DEV_SENTENCES = 6
WATCHED = 10

Groups = Iterable[list[Sentence]]


def norwegian(trees: Path, variety: str, part: str) -> Iterator[Sentence]:
    """Sentences of the converted treebank, `variety` being "nob" or "nno", with the names of NorNE."""
    for sentence in read_conllu(trees / f"{variety}-{part}.conllu"):
        tags = [token.misc.get("name", "O") for token in sentence.tokens]
        sentence.names = mapped(spans_of_tags(tags), "norne")
        for name in sentence.names:
            tag_as_names(sentence.tokens[name.start : name.end])
        yield sentence


def tag_as_names(tokens: list[Token]) -> None:
    """Official Nynorsk has NOUN for names with a gender and for "USA": an accident of its making, not to be learnt."""
    for token in tokens:
        accident = {"Gender=Masc", "Gender=Fem", "Abbr=Yes"} & set(token.feats.split("|"))
        if accident and token.upos == "NOUN" and token.form[:1].isupper() and "Definite" not in token.feats:
            token.upos = "PROPN"


def named_gum(corpora: Path, part: str) -> Iterator[Sentence]:
    for sentence in english.gum(corpora, part, only_free=True):
        sentence.names = gum_names(sentence)
        yield sentence


def named_ewt(corpora: Path) -> Iterator[Sentence]:
    """The development part of EWT, with the names of Universal NER."""
    named = {s.identifier: s for s in columns.uner(corpora / "english" / "uner-en_ewt-dev.iob2.gz")}
    for sentence in english.ewt(corpora, "dev"):
        other = named.get(sentence.identifier)
        if other and [t.form for t in other.tokens] == [t.form for t in sentence.tokens]:
            sentence.names = other.names
        yield sentence


def english_names(corpora: Path, rng: random.Random, web: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Everything that names may be learnt from; and `web`, trees that have no gold names but tags, which help too.

    What is tested on is not among it, nor is PUD. The two corpora whose conventions we follow come twice.
    """
    folder = corpora / "english"
    for _ in range(2):
        yield from docs.grouped(named_gum(corpora, "train"), rng)
        yield from docs.grouped(named_ewt(corpora), rng)
    yield from docs.grouped(web, rng)
    yield from ([sentence] for sentence in columns.wikigold(folder / "wikigold.txt.gz"))
    for path in sorted(folder.glob("crossner-*.txt.gz")):
        yield from ([sentence] for sentence in columns.crossner(path))
    yield from ([sentence] for sentence in columns.gmb(folder / "gmb-part.csv.gz"))
    for document in re3d.documents(corpora, held_back=False):
        yield from ([paragraph] for paragraph in document)


def write_english(corpora: Path, out: Path) -> None:
    rng, nlp = random.Random(SEED), spacy.blank("en")  # noqa: S311
    treebanks = (english.ewt(corpora, "train"), english.gum(corpora, "train", only_free=True))
    report(out / "syntax-train.spacy", nlp, [g for bank in treebanks for g in docs.grouped(bank, rng)])
    treebanks = (english.ewt(corpora, "dev"), english.gum(corpora, "dev", only_free=True))
    report(out / "syntax-dev.spacy", nlp, [g for bank in treebanks for g in docs.paragraphs(bank, DEV_SENTENCES)])
    report(out / "names-train.spacy", nlp, english_names(corpora, rng, english.ewt(corpora, "train")))
    pud = ([sentence] for sentence in columns.uner(corpora / "english" / "uner-en_pud-test.iob2.gz"))
    report(out / "names-dev.spacy", nlp, [*docs.paragraphs(named_gum(corpora, "dev"), DEV_SENTENCES), *pud])


def write_norwegian(trees: Path, out: Path) -> None:
    """Both varieties in one corpus; of the official development sets, a tenth watches and the rest is learnt from."""
    rng, nlp = random.Random(SEED), spacy.blank("nb")  # noqa: S311
    train = [g for variety in ("nob", "nno") for g in docs.grouped(norwegian(trees, variety, "train"), rng)]
    dev = [g for variety in ("nob", "nno") for g in docs.paragraphs(norwegian(trees, variety, "dev"), DEV_SENTENCES)]
    watched = dev[::WATCHED]
    train += [group for index, group in enumerate(dev) if index % WATCHED]
    for kind in ("syntax", "names"):
        report(out / f"{kind}-train.spacy", nlp, train)
        report(out / f"{kind}-dev.spacy", nlp, watched)


def report(path: Path, nlp: Language, groups: Groups) -> None:
    print(f"{path.parent.name}/{path.name}: {docs.write(nlp, groups, path):,} words")


if __name__ == "__main__":
    source, corpus = Path(sys.argv[1]), Path(sys.argv[2])
    if "--only-norwegian" not in sys.argv:
        write_english(source, corpus / "en")
    write_norwegian(corpus / "ud", corpus / "nb")
