"""Sentences to spaCy documents: consecutive sentences of one paragraph, from raw text with gold words."""

import random
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as DocSpan

from training.trees import UNKNOWN, Sentence

# How many sentences a training document has, and how often: the product gives a paragraph at a time.
SIZES, SIZE_WEIGHTS = (1, 2, 3, 4, 6), (40, 25, 20, 10, 5)


def grouped(sentences: Iterable[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Consecutive sentences of a paragraph in groups of varying size."""
    for paragraph in paragraphs(sentences):
        start = 0
        while start < len(paragraph):
            size = rng.choices(SIZES, SIZE_WEIGHTS)[0]
            yield paragraph[start : start + size]
            start += size


def paragraphs(sentences: Iterable[Sentence], limit: int | None = None) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph, in parts of at most `limit`."""
    for _, group in groupby(sentences, key=lambda sentence: (sentence.document, sentence.paragraph)):
        members = list(group)
        step = limit or len(members)
        for start in range(0, len(members), step):
            yield members[start : start + step]


def make_doc(nlp: Language, sentences: list[Sentence]) -> Doc:
    tokens = [token for sentence in sentences for token in sentence.tokens]
    spaces = [token.space for token in tokens]
    for end in _ends(sentences)[:-1]:
        spaces[end - 1] = True
    spaces[-1] = False
    doc = Doc(nlp.vocab, words=[token.form for token in tokens], spaces=spaces)
    if all(sentence.parsed for sentence in sentences):
        doc = _with_trees(doc, sentences)
    _set_names(doc, sentences)
    return doc


def _ends(sentences: list[Sentence]) -> list[int]:
    ends, total = [], 0
    for sentence in sentences:
        total += len(sentence.tokens)
        ends.append(total)
    return ends


def _with_trees(doc: Doc, sentences: list[Sentence]) -> Doc:
    offsets = [0, *_ends(sentences)[:-1]]
    tokens = [token for sentence in sentences for token in sentence.tokens]
    heads = [token.head + offset for offset, s in zip(offsets, sentences, strict=True) for token in s.tokens]
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        pos=[token.upos for token in tokens],
        morphs=[token.feats for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=heads,
        deps=["ROOT" if token.deprel == "root" else token.deprel for token in tokens],
        sent_starts=[index in set(offsets) for index in range(len(tokens))],
    )


def _set_names(doc: Doc, sentences: list[Sentence]) -> None:
    names: list[DocSpan] = []
    missing: list[DocSpan] = []
    offset = 0
    for sentence in sentences:
        end = offset + len(sentence.tokens)
        if sentence.names is None:
            missing.append(doc[offset:end])
        for name in sentence.names or ():
            span = DocSpan(doc, offset + name.start, offset + name.end, label=name.label)
            (missing if name.label == UNKNOWN else names).append(span)
        offset = end
    if len(missing) == len(sentences) and not names and all(s.names is None for s in sentences):
        return
    doc.set_ents(names, missing=missing, default="outside")


def write(nlp: Language, groups: Iterable[list[Sentence]], path: Path) -> int:
    """Write the groups as a corpus for spaCy; the number of words written."""
    bin_ = DocBin(attrs=["ORTH", "SPACY", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"])
    words = 0
    for group in groups:
        doc = make_doc(nlp, group)
        bin_.add(doc)
        words += len(doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    bin_.to_disk(path)
    return words
