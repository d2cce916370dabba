"""Ours against other extractors on the gold set: `python -m benchmarks.others [ROUNDS]`.

Every passage is parsed once by the shipped model, and that parse is given to all: to our layers, to textacy
(subject–verb–object triples) and to PredPatt (predicates with their arguments; as it comes, and told to resolve
everything that it can). Those that are not installed have a row that says so.

What is counted are pairs of arguments (``benchmarks.pairs``), for gold claims that have both ends. That favours the
others:

- the relation, its direction, polarity and modality, the speaker, the time and the numbers do not count;
- two arguments are one if the head of either is among the words of the other, so that a long argument fits everything
  in it, and a clause as the object of a triple fits whatever is in the clause;
- pronouns and descriptions of the others stand for what *our* layers take them for: none of them resolves any;
- pairs with a time ("on Monday"), and of a claim's end with its place or its speaker, are not held against them;
- their parse has been put into the labels that they know, off the clock, and so is the reading of their results.

Lenient precision counts only pairs of two ends of gold claims, since who knows no relations cannot know what is wanted.
Our own row is there four times: by this measure; with the open claims, whose verbs no relation covers, as the others
have all verbs; by the strict measure of ``evaluation.claims``; and the frames alone, the one of our layers that does
what PredPatt does: predicates with their arguments, of whatever kind.

Time is CPU time on top of the parse, the smallest of all rounds, each round with the layers in turns. Ours is
everything above the model: paragraphs, joining, names, who is who, claims, and their speakers, times and numbers.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any, Final

from benchmarks.foreign import NOMINAL, Foreign, Missing, foreign
from benchmarks.pairs import Argument, Pair, PairScore, score
from benchmarks.parses import Parsed, gold_pairs, parsed, readings, times
from evaluation.claims import Scores
from evaluation.claims import score as score_strictly
from evaluation.gold import files, passages
from evaluation.tally import Tally
from extractors import Extractor
from extractors.frames import Frames
from extractors.syntax import Word
from ontology.languages import grammar
from ontology.records import Claim, Extraction, Mention

ALL: Final = "all"
OURS: Final = "claimgraph"
AGAINST: Final = "PredPatt, all"
"""The one whose time ours is compared with: it finds the most of the others."""
THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One extractor on one language (or all): gold claims found, pairs, percentages, and milliseconds for 1,000 words.

    What was not measured is None: everything but ``note`` for an extractor that is not installed, the lenient figures
    for the strict measure.
    """

    layer: str
    language: str
    found: int | None = None
    gold: int | None = None
    pairs: int | None = None
    recall: float | None = None
    precision: float | None = None
    f1: float | None = None
    lenient_precision: float | None = None
    lenient_f1: float | None = None
    milliseconds: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """What is on top of the parse: its own work on a passage, and the pairs of arguments in its result."""

    work: Callable[[Parsed], object]
    pairs: Callable[[Parsed, object], Iterator[tuple[Argument, Argument]]]


def report(rounds: int = 3) -> list[Row]:
    """All rows: extractors by language, and all languages together last."""
    extractor = Extractor()
    texts = [parsed(each, extractor) for path in files() for each in passages(path)]
    others = foreign() | {f"{OURS}, frames": FRAMES}
    layers = {OURS: Layer(lambda text: text.extract(), _claims), f"{OURS}, open claims": Layer(_extracted, _all_claims)}
    layers |= {name: _layer(each, texts) for name, each in others.items() if isinstance(each, Foreign)}
    timed = [name for name in layers if layers[name].work is not _extracted]
    languages = sorted({text.passage.article.language for text in texts})
    rows = []
    for language in (*languages, ALL):
        chosen = [text for text in texts if language in (ALL, text.passage.article.language)]
        cost = _milliseconds({name: layers[name] for name in timed}, chosen, rounds)
        rows += [_row(name, language, scored(each, chosen), cost.get(name)) for name, each in layers.items()]
        rows.append(_strict(language, chosen))
        rows += [Row(name, language, note=each.how) for name, each in others.items() if isinstance(each, Missing)]
    return rows


def scored(layer: Layer, texts: Iterable[Parsed]) -> PairScore:
    """What a layer finds in texts."""
    total = PairScore()
    for text in texts:
        found = layer.pairs(text, layer.work(text))
        total += score(_pairs(text, found), gold_pairs(text), times(text))
    return total


def _frames(text: Parsed, found: Sequence[Any]) -> Iterator[tuple[Argument, Argument]]:
    """Every two arguments of a frame."""
    del text
    for frame in chain.from_iterable(found):
        words = dict.fromkeys(chain.from_iterable(frame.roles.values()))
        yield from combinations([_phrase(each) for each in words if each.pos in NOMINAL], 2)


def _phrase(head: Word) -> Argument:
    conjuncts = {word.i for each in head.deps("conj") for word in each.subtree()}
    return Argument(head.start, frozenset(word.start for word in head.subtree() if word.i not in conjuncts))


FRAMES: Final = Foreign(
    prepare=lambda text: [(text.parse(), grammar(text.passage.article.language))],
    work=lambda parse_and_grammar: list(Frames(*parse_and_grammar)),
    read=_frames,
)


def _layer(other: Foreign, texts: Iterable[Parsed]) -> Layer:
    inputs = {text.passage.article.id: other.prepare(text) for text in texts}
    return Layer(
        lambda text: [other.work(each) for each in inputs[text.passage.article.id]],
        other.read,  # type: ignore[arg-type]
    )


def _extracted(text: Parsed) -> object:
    return text.extraction


def _claims(text: Parsed, found: object) -> Iterator[tuple[Argument, Argument]]:
    assert isinstance(found, Extraction)
    for claim in found.claims:
        if not claim.open:
            yield from _ends(text, claim)


def _all_claims(text: Parsed, found: object) -> Iterator[tuple[Argument, Argument]]:
    assert isinstance(found, Extraction)
    for claim in found.claims:
        yield from _ends(text, claim)


def _ends(text: Parsed, claim: Claim) -> Iterator[tuple[Argument, Argument]]:
    if isinstance(claim.subject, Mention) and isinstance(claim.object, Mention):
        one, other = (text.tokens.argument(each.span.start, each.span.end) for each in (claim.subject, claim.object))
        if one and other:
            yield one, other


def _pairs(text: Parsed, found: Iterable[tuple[Argument, Argument]]) -> list[Pair]:
    """Each pair once, whatever brings it together."""
    known = readings(text)
    by_heads = {frozenset((one.head, other.head)): (one, other) for one, other in found if one.head != other.head}
    return [
        Pair((one, *known.get(one.head, ())), (other, *known.get(other.head, ()))) for one, other in by_heads.values()
    ]


def _milliseconds(layers: Mapping[str, Layer], texts: Sequence[Parsed], rounds: int) -> dict[str, float]:
    """CPU time for 1,000 words."""
    words = sum(text.words for text in texts)
    best = dict.fromkeys(layers, float("inf"))
    gc.collect()
    gc.freeze()  # the parses are there for all; nobody is to pay for going through them
    for _ in range(rounds):
        for name, layer in layers.items():
            start = time.process_time()
            for text in texts:
                layer.work(text)
            best[name] = min(best[name], time.process_time() - start)
    gc.unfreeze()
    return {name: THOUSAND * seconds / (words / THOUSAND) for name, seconds in best.items()}


def _row(layer: str, language: str, counts: PairScore, milliseconds: float | None) -> Row:
    return Row(
        layer,
        language,
        counts.found,
        counts.gold,
        counts.extracted,
        counts.recall,
        counts.precision,
        counts.f1,
        counts.lenient_precision,
        counts.lenient_f1,
        milliseconds,
    )


def _strict(language: str, texts: Iterable[Parsed]) -> Row:
    """Our own row by the measure of ``evaluation.claims``: relation, ends and polarity, claims with one end too."""
    scores, total = Scores(), Tally()
    for text in texts:
        score_strictly(scores, text.passage, text.extraction)
    for each in scores.claims.values():
        total.add(each.right, each.system, each.gold)
    return Row(
        f"{OURS}, strict",
        language,
        total.right,
        total.gold,
        total.system,
        total.recall,
        total.precision,
        total.f1,
    )


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """The table as text."""
    cost = {row.language: row.milliseconds for row in rows if row.layer == AGAINST and row.milliseconds}
    for language in dict.fromkeys(row.language for row in rows):
        names = ("found", "gold", "pairs", "R", "P", "F", "lenient P", "lenient F", "ms/1,000 w", "ratio")
        yield f"{language:<26}{''.join(f'{each:>11}' for each in names)}"
        for row in (each for each in rows if each.language == language):
            said = f"   not installed: {row.note}" if row.note else _cells(row, cost.get(language))
            yield f"{row.layer:<26}{said}"
        yield ""


def _cells(row: Row, against: float | None) -> str:
    counts = (f"{each:>11}" for each in (row.found, row.gold, row.pairs))
    percent = (row.recall, row.precision, row.f1, row.lenient_precision, row.lenient_f1, row.milliseconds)
    ratio = row.milliseconds / against if row.milliseconds and against else None
    numbers = (f"{'–' if each is None else f'{each:.1f}':>11}" for each in percent)
    return "".join(chain(counts, numbers, [f"{'–' if ratio is None else f'{ratio:.2f}':>11}"]))


def main() -> None:
    """Print the table."""
    print("\n".join(lines(report(int(sys.argv[1]) if len(sys.argv) > 1 else 3))))


if __name__ == "__main__":
    main()
