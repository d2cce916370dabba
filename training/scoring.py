"""Scores of a pipeline's raw-text output against gold sentences, words aligned by their characters.

As in the CoNLL 2018 shared task: a system word counts if it covers exactly the characters (white space aside) of a gold
word; every score is an F1 over system and gold words, so wrong tokenization costs in all of them. Unlike there, the
whole relation with its subtype must be right for LAS.
"""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from evaluation.tally import Tally
from training.trees import UNKNOWN, Sentence

Offsets = tuple[int, int]
NameKey = tuple[int, int, str]


@dataclass(slots=True)
class Scores:
    measures: dict[str, Tally] = field(default_factory=dict)
    names: dict[str, Tally] = field(default_factory=dict)

    def measure(self, name: str) -> Tally:
        return self.measures.setdefault(name, Tally())

    def of_type(self, label: str) -> Tally:
        return self.names.setdefault(label, Tally())

    @property
    def all_names(self) -> Tally:
        total = Tally()
        for tally in self.names.values():
            total.add(tally.right, tally.system, tally.gold)
        return total


def offsets_of(forms: Iterable[str]) -> list[Offsets]:
    """Where each form lies in the text without white space."""
    spans, position = [], 0
    for form in forms:
        length = len("".join(form.split()))
        spans.append((position, position + length))
        position += length
    return spans


def score(scores: Scores, sentences: list[Sentence], doc: Doc, *, labels: frozenset[str] | None) -> None:
    """Add one document. `labels` are the types of name the gold has, None for no names at all."""
    if all(sentence.parsed for sentence in sentences):
        _score_trees(scores, sentences, doc)
    if labels is not None:
        _score_names(scores, sentences, doc, labels)


def _score_trees(scores: Scores, sentences: list[Sentence], doc: Doc) -> None:
    tokens = [token for sentence in sentences for token in sentence.tokens]
    gold_at = offsets_of(token.form for token in tokens)
    words = [word for word in doc if not word.is_space]
    system_at = dict(zip((word.i for word in words), offsets_of(word.text for word in words), strict=True))
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence.tokens))
    gold: dict[Offsets, tuple[str, str, Offsets | None, str]] = {}
    for sentence, start in zip(sentences, starts, strict=False):
        for index, token in enumerate(sentence.tokens):
            head = None if token.head == index else gold_at[start + token.head]
            deprel = "ROOT" if token.deprel == "root" else token.deprel
            gold[gold_at[start + index]] = (token.upos, token.lemma, head, deprel)
    right: Counter[str] = Counter()
    for word in words:
        if (entry := gold.get(system_at[word.i])) is None:
            continue
        upos, lemma, head, deprel = entry
        same_head = head == (None if word.head.i == word.i else system_at.get(word.head.i))
        right["words"] += 1
        right["UPOS"] += word.pos_ == upos
        right["lemma"] += word.lemma_ == lemma
        right["UAS"] += same_head
        right["LAS"] += same_head and word.dep_ == deprel
    for name in ("words", "UPOS", "lemma", "UAS", "LAS"):
        scores.measure(name).add(right[name], len(words), len(tokens))
    _score_sentences(scores, starts, gold_at, doc, system_at)


def _score_sentences(
    scores: Scores, starts: list[int], gold_at: list[Offsets], doc: Doc, system_at: dict[int, Offsets]
) -> None:
    gold = {(gold_at[start][0], gold_at[end - 1][1]) for start, end in itertools.pairwise(starts)}
    system = set()
    for sent in doc.sents:
        if inside := [system_at[token.i] for token in sent if token.i in system_at]:
            system.add((inside[0][0], inside[-1][1]))
    scores.measure("sentences").add(len(gold & system), len(system), len(gold))


def gold_names(sentences: list[Sentence]) -> tuple[set[NameKey], set[Offsets]]:
    """The names, and the spans of which nobody knows what they are."""
    at = offsets_of(token.form for sentence in sentences for token in sentence.tokens)
    names, unknown, start = set(), set(), 0
    for sentence in sentences:
        for name in sentence.names or ():
            begin, end = at[start + name.start][0], at[start + name.end - 1][1]
            if name.label == UNKNOWN:
                unknown.add((begin, end))
            else:
                names.add((begin, end, name.label))
        start += len(sentence.tokens)
    return names, unknown


def system_names(doc: Doc) -> set[NameKey]:
    at = offsets_of(token.text for token in doc)
    return {(at[ent.start][0], at[ent.end - 1][1], ent.label_) for ent in doc.ents}


def _score_names(scores: Scores, sentences: list[Sentence], doc: Doc, labels: frozenset[str]) -> None:
    gold, unknown = gold_names(sentences)
    system = {name for name in system_names(doc) if not any(_overlap(name[:2], span) for span in unknown)}
    for label in sorted(labels):
        expected = {name for name in gold if name[2] == label}
        found = {name for name in system if name[2] == label}
        scores.of_type(label).add(len(expected & found), len(found), len(expected))


def score_overlap(scores: Scores, sentences: list[Sentence], doc: Doc, *, labels: frozenset[str]) -> None:
    """Names by overlap and type, each gold name matched once; and by overlap alone ("found")."""
    gold, _ = gold_names(sentences)
    system = system_names(doc)
    for label in sorted(labels):
        expected = [name for name in gold if name[2] == label]
        found = [name for name in system if name[2] == label]
        scores.of_type(label).add(_matches(expected, found), len(found), len(expected))
    expected, found = [n for n in gold if n[2] in labels], [n for n in system if n[2] in labels]
    scores.measure("found").add(_matches(expected, found), len(found), len(expected))


def _matches(gold: list[NameKey], system: list[NameKey]) -> int:
    left, count = sorted(system), 0
    for name in sorted(gold):
        match = next((other for other in left if _overlap(name[:2], other[:2])), None)
        if match:
            left.remove(match)
            count += 1
    return count


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]
