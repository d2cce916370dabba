"""Scores of the extractor on the gold set: `python -m evaluation.claims [--show] [FILE …]`.

A gold claim is found if the extractor has one of its relation, subject, object and polarity; an argument is right if
any mention of its entity covers the gold words or most of them (or the other way round). Of the claims that are found,
the share with the right modality, speaker, quantity, share, place and time is told apart. A claim that the gold set
lacks counts as wrong, so precision is a lower bound. Open claims are left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.gold import GoldClaim, Passage, files, passages
from evaluation.tally import Tally
from extractors import Extractor
from ontology.languages import grammar
from ontology.records import Claim, Extraction, Mention
from ontology.vocabulary import relations

Check = Callable[["Text", Claim, GoldClaim], bool]
PERCENT = "percent"
MOST = 0.5
"""How much of the shorter of two overlapping arguments they must share."""


@dataclass(frozen=True, slots=True)
class Text:
    """What was extracted from a passage, and where each entity is mentioned."""

    extraction: Extraction
    spans: dict[str, list[tuple[int, int]]]

    @classmethod
    def of(cls, extraction: Extraction) -> Text:
        spans: dict[str, list[tuple[int, int]]] = {}
        ends = [
            each for claim in extraction.claims for each in (claim.subject, claim.object, claim.said_by, claim.where)
        ]
        for mention in (*extraction.mentions, *(each for each in ends if isinstance(each, Mention))):
            spans.setdefault(mention.entity, []).append((mention.span.start, mention.span.end))
        return cls(extraction, spans)

    def agrees(self, end: Mention | str | None, wanted: str | None) -> bool:
        """Whether an argument of a claim is what the gold words stand for."""
        if end is None or wanted is None:
            return end is None and wanted is None
        if isinstance(end, str):
            return wanted.casefold() in end.casefold() or end.casefold() in wanted.casefold()
        text = self.extraction.article.text
        places = list(_places(text, wanted))
        directions = grammar(self.extraction.article.language).words["directions"]  # "eastern Ghouta" is not Ghouta
        return any(_fills(one, other, text, directions) for one in self.spans[end.entity] for other in places)


@dataclass(slots=True)
class Scores:
    """Tallies of claims by file and relation, and of features over the claims that were found."""

    claims: dict[tuple[str, str], Tally] = field(default_factory=dict)
    features: dict[tuple[str, str], Tally] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def total(self, file: str, relation: str | None = None) -> Tally:
        total = Tally()
        for (name, kind), tally in self.claims.items():
            if name == file and relation in (None, kind):
                total.add(tally.right, tally.system, tally.gold)
        return total


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    text, words = text.casefold(), words.casefold()
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _fills(one: tuple[int, int], other: tuple[int, int], text: str, directions: frozenset[str]) -> bool:
    """Whether two stretches are about one thing: they share most of the shorter, and what only the longer has
    describes it ("a nearby mosque", "militants from the north") without making it another ("eastern Homs", "Homs City
    Council")."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    before = text[min(one[0], other[0]) : max(one[0], other[0])].lower().split()
    behind = text[min(one[1], other[1]) : max(one[1], other[1])].strip()
    if directions.intersection(before[-1:]) or behind[:1].isupper():
        return False
    return shared >= MOST * min(one[1] - one[0], other[1] - other[0])


def _when(claim: Claim) -> tuple[str | None, str | None] | None:
    return (claim.when.start, claim.when.end) if claim.when and (claim.when.start or claim.when.end) else None


def _amounts(claim: Claim | GoldClaim, name: str) -> tuple[float, str] | None:
    amount = getattr(claim, name)
    whole = 100 if amount and amount.unit == PERCENT else 1
    return (round(amount.value / whole + 0.001, 2), amount.bound) if amount else None


FEATURES: dict[str, Check] = {
    "modality": lambda _text, claim, gold: claim.modality == gold.modality,
    "speaker": lambda text, claim, gold: text.agrees(claim.said_by, gold.said_by),
    "quantity": lambda _text, claim, gold: _amounts(claim, "quantity") == _amounts(gold, "quantity"),
    "share": lambda _text, claim, gold: _amounts(claim, "share") == _amounts(gold, "share"),
    "place": lambda text, claim, gold: text.agrees(claim.where, gold.where),
    "time": lambda _text, claim, gold: _when(claim) == gold.when,
}
PRESENT: dict[str, Callable[[Claim | GoldClaim], bool]] = {
    "modality": lambda claim: claim.modality != "asserted",
    "speaker": lambda claim: claim.said_by is not None,
    "quantity": lambda claim: claim.quantity is not None,
    "share": lambda claim: claim.share is not None,
    "place": lambda claim: claim.where is not None,
    "time": lambda claim: (claim.when is not None) if isinstance(claim, GoldClaim) else _when(claim) is not None,
}


def same(text: Text, claim: Claim, gold: GoldClaim) -> bool:
    """Whether a claim has the relation, the ends and the polarity of a gold claim."""
    if claim.relation != gold.relation or claim.polarity != gold.polarity:
        return False
    ends = [(claim.subject, claim.object)]
    if relations()[gold.relation].symmetric and isinstance(claim.object, Mention | None):
        ends.append((claim.object, claim.subject))
    return any(text.agrees(subject, gold.subject) and text.agrees(object_, gold.object) for subject, object_ in ends)


def paired(text: Text, claims: Sequence[Claim], gold: Sequence[GoldClaim]) -> list[tuple[Claim, GoldClaim]]:
    """Each gold claim with the claim that fits it best; no claim serves twice."""
    free, pairs = list(claims), list[tuple[Claim, GoldClaim]]()
    for wanted in sorted(gold, key=lambda each: each.optional):
        fitting = [each for each in free if same(text, each, wanted)]
        if fitting:
            best = max(fitting, key=lambda each: sum(check(text, each, wanted) for check in FEATURES.values()))
            free.remove(best)
            pairs.append((best, wanted))
    return pairs


def score(scores: Scores, passage: Passage, extraction: Extraction) -> None:
    """Count one passage."""
    text = Text.of(extraction)
    claims = [each for each in extraction.claims if not each.open and not _is_clause(each, passage)]
    pairs = paired(text, claims, passage.claims)
    found, optional = [each for each, _ in pairs], [each for each, gold in pairs if gold.optional]
    for claim in claims:
        if claim not in optional:
            _tally(scores.claims, passage.file, claim.relation).add(int(claim in found), 1, 0)
    for gold in passage.claims:
        if not gold.optional:
            _tally(scores.claims, passage.file, gold.relation).add(0, 0, 1)
    for claim, gold in pairs:
        for name, check in FEATURES.items():
            here, right = _tally(scores.features, passage.file, name), check(text, claim, gold)
            here.add(int(right and PRESENT[name](gold)), int(PRESENT[name](claim)), int(PRESENT[name](gold)))
            if not right:
                scores.complaints.append(
                    f"{name:9} {shown(claim)}\n       not {told(gold)}\n          {_line(passage)}"
                )
    missed = [each for each in passage.claims if not each.optional and each not in [gold for _, gold in pairs]]
    scores.complaints += [f"missed    {told(each)}\n          {_line(passage)}" for each in missed]
    wrong = [each for each in claims if each not in found]
    scores.complaints += [f"wrong     {shown(each)}\n          {_line(passage)}" for each in wrong]


def _is_clause(claim: Claim, passage: Passage) -> bool:
    """Whether the object is a clause ("agreed to leave"): such a claim counts only where the gold set has one."""
    wanted = (each for each in passage.claims if not each.optional)
    return isinstance(claim.object, str) and all(each.relation != claim.relation for each in wanted)


def _tally(table: dict[tuple[str, str], Tally], file: str, name: str) -> Tally:
    return table.setdefault((file, name), Tally())


def _line(passage: Passage) -> str:
    return f"[{passage.file}] {' '.join(passage.article.text.split())[:300]}"


def shown(claim: Claim) -> str:
    """A claim in one line."""
    ends = [each.span.text if isinstance(each, Mention) else each for each in (claim.subject, claim.object)]
    rest = [
        claim.said_by and f"said by {claim.said_by.span.text}",
        claim.quantity and f"{claim.quantity.bound} {claim.quantity.value:g}",
        claim.share and f"share {claim.share.bound} {claim.share.value:g}",
        claim.where and f"in {claim.where.span.text}",
        claim.when and f"when {claim.when.start}..{claim.when.end}",
    ]
    head = (
        f"{'NOT ' if claim.polarity == 'negative' else ''}{claim.modality} | {ends[0]} | {claim.relation} | {ends[1]}"
    )
    return " | ".join([head, *(each for each in rest if each), f"({claim.rule})"])


def told(gold: GoldClaim) -> str:
    """A gold claim in one line."""
    rest = [
        gold.said_by and f"said by {gold.said_by}",
        gold.quantity and f"{gold.quantity.bound} {gold.quantity.value:g}",
        gold.share and f"share {gold.share.bound} {gold.share.value:g}",
        gold.where and f"in {gold.where}",
        gold.when and f"when {gold.when[0]}..{gold.when[1]}",
    ]
    return " | ".join([_head(gold, gold.subject, gold.object), *(each for each in rest if each)])


def _head(claim: Claim | GoldClaim, subject: str | None, object_: str | None) -> str:
    denied = "NOT " if claim.polarity == "negative" else ""
    return f"{denied}{claim.modality} | {subject} | {claim.relation} | {object_}"


def lines(scores: Scores) -> Iterator[str]:
    """The tables: claims by file, features by file, and relations over all files."""
    names = sorted({file for file, _ in scores.claims})
    yield f"{'claims':<18}{'P':>7}{'R':>7}{'F':>7}{'gold':>7}"
    for file in names:
        yield _row(file, scores.total(file))
    for file in names:
        yield f"\n{file + ': features':<18}{'P':>7}{'R':>7}{'F':>7}{'gold':>7}"
        yield from (_row(name, scores.features.get((file, name), Tally())) for name in FEATURES)
    for file in names:
        yield f"\n{file + ': relations':<18}{'P':>7}{'R':>7}{'F':>7}{'gold':>7}"
        kinds = sorted({kind for name, kind in scores.claims if name == file})
        yield from (_row(kind, scores.total(file, kind)) for kind in kinds)


def _row(name: str, tally: Tally) -> str:
    return f"{name:<18}{tally.precision:7.1f}{tally.recall:7.1f}{tally.f1:7.1f}{tally.gold:7}"


def main() -> None:
    """Print the scores of all files, or of those named."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.claims", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="gold files (default: all)")
    parser.add_argument("--show", action="store_true", help="each claim that is missing, wrong or not quite right")
    arguments = parser.parse_args()
    extractor, scores = Extractor(), Scores()
    for path in arguments.files or files():
        for passage in passages(path):
            score(scores, passage, extractor.extract(passage.article))
    print("\n".join([*(sorted(scores.complaints) if arguments.show else ()), *lines(scores)]))


if __name__ == "__main__":
    main()
