"""Names as `claimgraph extract` puts them out, on the conflict documents held back: `python -m training.extracted
CORPORA`.

The model sees one mention at a time; the product also asks the thesaurus, all other mentions of the article and the
words
around them. This measures what that buys: persons, organisations and places, by overlap and type.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.tally import Tally
from extractors import Extractor
from ontology.languages import grammar
from ontology.records import Article, Mention
from ontology.vocabulary import is_a
from training import re3d
from training.trees import Sentence

CLASSES = {
    "Person": "PER",
    "Place": "LOC",
    "Organization": "ORG",
    "ArmedGroup": "ORG",
    "Government": "ORG",
    "Coalition": "ORG",
}
FLOOR = 80.0  # F over persons, organisations and places; below it the command fails
Marked = tuple[int, int, str]


def article_of(paragraphs: list[Sentence]) -> tuple[Article, list[Marked]]:
    """A document as an article, and its names by character offsets."""
    text, names = "", []
    for paragraph in paragraphs:
        start = len(text)
        offsets = []
        for token in paragraph.tokens:
            offsets.append((start, start + len(token.form)))
            start += len(token.form) + token.space
        names += [(offsets[n.start][0], offsets[n.end - 1][1], n.label) for n in paragraph.names or ()]
        text += paragraph.text + "\n\n"
    return Article("0" * 24, "", text, "en"), [name for name in names if name[2] in set(CLASSES.values())]


def names_of(mentions: Iterable[Mention]) -> Iterator[Marked]:
    """The mentions that are names: pronouns and descriptions are none."""
    pronouns = {word for words in grammar("en").pronouns.values() for word in words}
    for mention in mentions:
        label = next((label for class_, label in CLASSES.items() if is_a(mention.type, class_)), None)
        text = mention.span.text
        if label and any(map(str.isupper, text)) and text.lower() not in pronouns:
            yield mention.span.start, mention.span.end, label


def matches(gold: list[Marked], found: list[Marked], *, typed: bool) -> int:
    """How many pairs overlap and, where asked, agree in type; each name is used once."""
    free = list(found)
    count = 0
    for start, end, label in gold:
        other = next((f for f in free if f[0] < end and start < f[1] and (not typed or f[2] == label)), None)
        if other is not None:
            free.remove(other)
            count += 1
    return count


def scores(corpora: Path) -> dict[str, Tally]:
    """Tallies by type, of all ("all") and of overlap alone ("found")."""
    extractor = Extractor()
    tallies: dict[str, Tally] = {}
    for paragraphs in re3d.documents(corpora, held_back=True):
        article, gold = article_of(paragraphs)
        found = list(names_of(extractor.extract(article).mentions))
        for label in ("PER", "ORG", "LOC"):
            ours, theirs = [n for n in found if n[2] == label], [n for n in gold if n[2] == label]
            tallies.setdefault(label, Tally()).add(matches(theirs, ours, typed=True), len(ours), len(theirs))
        tallies.setdefault("all", Tally()).add(matches(gold, found, typed=True), len(found), len(gold))
        tallies.setdefault("found", Tally()).add(matches(gold, found, typed=False), len(found), len(gold))
    return tallies


def errors(corpora: Path) -> Counter[str]:
    """What is missed and what is too much, most frequent first; for a person who improves the rules."""
    extractor = Extractor()
    counted: Counter[str] = Counter()
    for paragraphs in re3d.documents(corpora, held_back=False):
        article, gold = article_of(paragraphs)
        found = list(names_of(extractor.extract(article).mentions))
        counted.update(_differences(article.text, gold, found, "missed"))
        counted.update(_differences(article.text, found, gold, "too much"))
    return counted


def _differences(text: str, one: list[Marked], other: list[Marked], sign: str) -> Iterator[str]:
    for start, end, label in one:
        near = [o for o in other if o[0] < end and start < o[1]]
        if not any(o[2] == label for o in near):
            beside = ", ".join(f"{text[o[0] : o[1]]}/{o[2]}" for o in near)
            yield f"{sign} {label} {text[start:end]!r} beside {beside or 'nothing'}"


if __name__ == "__main__":
    corpora = Path(sys.argv[1])
    measured = scores(corpora)
    for name, tally in measured.items():
        print(f"{name:6} P {tally.precision:5.1f}  R {tally.recall:5.1f}  F {tally.f1:5.1f}  gold {tally.gold}")
    for line, count in errors(corpora).most_common(60) if "--errors" in sys.argv else ():
        print(f"{count:4} {line}")
    if measured["all"].f1 < FLOOR:
        sys.exit(f"names: F {measured['all'].f1:.1f} is below the floor of {FLOOR}")
