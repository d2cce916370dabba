"""Names over the training part of EWT, where nobody annotated them: what a first model finds and the tags allow.

The treebank tells which words are proper nouns. A name that the model finds is kept if it begins and ends with one,
with the type that the model gives most often to the same words in all of the treebank; a proper noun that it finds in
no name is left unknown; every other word is outside all names. `python -m training.silver CORPORA CORPUS MODEL`
writes the corpus that the second training of English names learns from, with the names that MODEL finds.
"""

import random
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from training import docs, english
from training.convert import SEED, english_names, report
from training.names import is_demonym
from training.trees import UNKNOWN, Sentence, Span

# A type must be this frequent among the model's types of the same words.
AGREEMENT = 0.6

Found = list[tuple[Sentence, list[Span]]]


def labelled(nlp: Language, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences with silver names."""
    found = [(sentence, _plausible(nlp, sentence)) for sentence in sentences]
    types = _types(found)
    for sentence, spans in found:
        names = [Span(s.start, s.end, types.get(_key(sentence, s), UNKNOWN)) for s in spans]
        taken = {index for name in names for index in range(name.start, name.end)}
        for index, token in enumerate(sentence.tokens):
            if index in taken:
                continue
            if is_demonym(token.form):
                names.append(Span(index, index + 1, "DRV"))
            elif token.upos == "PROPN":
                names.append(Span(index, index + 1, UNKNOWN))
        yield Sentence(sentence.tokens, sentence.document, sentence.paragraph, sorted(names, key=_start))


def _start(span: Span) -> int:
    return span.start


def _key(sentence: Sentence, span: Span) -> str:
    return " ".join(token.form for token in sentence.tokens[span.start : span.end]).casefold()


def _plausible(nlp: Language, sentence: Sentence) -> list[Span]:
    """The model's names over gold words, bounded by proper nouns."""
    doc = docs.make_doc(nlp, [Sentence(sentence.tokens, parsed=False)])
    for _, component in nlp.pipeline:
        doc = component(doc)
    spans = [Span(ent.start, ent.end, ent.label_) for ent in doc.ents if ent.label_ != "DRV"]
    return [s for s in spans if {sentence.tokens[s.start].upos, sentence.tokens[s.end - 1].upos} == {"PROPN"}]


def _types(found: Found) -> dict[str, str]:
    """The type of each string on which the model's mentions agree well enough."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence, spans in found:
        for span in spans:
            votes[_key(sentence, span)][span.label] += 1
    best = {key: counter.most_common(1)[0] for key, counter in votes.items()}
    return {key: label for key, (label, count) in best.items() if count >= AGREEMENT * votes[key].total()}


def main(corpora: Path, corpus: Path, model: Path) -> None:
    rng, nlp, out = random.Random(SEED), spacy.blank("en"), corpus / "en"  # noqa: S311
    web = labelled(spacy.load(model, enable=["tok2vec", "ner"]), english.ewt(corpora, "train"))
    report(out / "names2-train.spacy", nlp, english_names(corpora, rng, web))
    shutil.copy(out / "names-dev.spacy", out / "names2-dev.spacy")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
