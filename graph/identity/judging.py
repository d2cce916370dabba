"""Pairs to judgements: each candidate pair on its own, and then against the others that want the same name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from graph.identity.bearers import Bearer
from graph.identity.candidates import candidates
from graph.identity.scoring import scored
from graph.identity.weights import weights
from ontology.records import Judgement
from ontology.thesaurus import Thesaurus

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """The pairs that were compared: strong enough to hold, too weak, and those that sound alike and are two."""

    strong: tuple[Judgement, ...]
    weak: tuple[Judgement, ...]
    apart: frozenset[Pair]


def judged(bearers: Mapping[str, Bearer], thesaurus: Thesaurus) -> Judged:
    """All candidate pairs, judged. A pair that has a rival is weak."""
    strong: list[Judgement] = []
    weak: list[Judgement] = []
    apart: set[Pair] = set()
    for pair, (one, other) in candidates(bearers, thesaurus).items():
        found = scored(one, other)
        score = (found.score if found else None) or 0.0
        if found is not None and score >= weights().accept:
            strong.append(found)
            continue
        spelled = found is not None and "spelling" in found.reasons
        if found is None or spelled:
            apart.add(pair)
        if found is not None and score >= (weights().unlike if spelled else weights().undecided):
            weak.append(found)
    beaten = frozenset(_beaten(strong, apart, thesaurus.concepts))
    weak += (each for each in strong if (each.one, each.other) in beaten)
    kept = (each for each in strong if (each.one, each.other) not in beaten)
    return Judged(tuple(kept), tuple(weak), frozenset(apart))


def _beaten(strong: Iterable[Judgement], apart: Container[Pair], known: Container[str]) -> Iterator[Pair]:
    """The pairs that have a rival: another candidate for the same bearer, and the two rivals cannot be one."""
    partners: defaultdict[str, list[tuple[str, Judgement]]] = defaultdict(list)
    for each in strong:
        partners[each.one].append((each.other, each))
        partners[each.other].append((each.one, each))
    for found in partners.values():
        for (one, first), (other, second) in combinations(found, 2):
            if (min(one, other), max(one, other)) in apart or (one in known and other in known):
                yield from ((each.one, each.other) for each in _losers(first, second))


def _losers(first: Judgement, second: Judgement) -> Iterable[Judgement]:
    """Both, unless one is clearly better."""
    worse, better = sorted((first, second), key=lambda each: (each.score or 0.0, each.one, each.other))
    clear = (better.score or 0.0) - (worse.score or 0.0) >= weights().margin
    return (worse,) if clear else (worse, better)
