"""Names in Latin script compared by their sounds: one key for the many spellings of a name from another script.

The rules are data (``transliteration.toml``). They do not ask for the language of a name, which news does not tell;
so equal keys make two names candidates and no more: "Salih" and "Salah" have one key, and are two names. `likeness`
tells how far two spellings are apart, and the classes and the context of what is named have to confirm it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, product
from pathlib import Path
from typing import Final

from ontology.thesaurus import fold

VOWELS: Final = frozenset("aeiou")
_RULES: Final = Path(__file__).with_name("transliteration.toml")
_MOST_KEYS: Final = 16
_REMEMBERED: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class _Rules:
    articles: frozenset[str]
    letters: Mapping[int, str]
    words: Sequence[tuple[re.Pattern[str], str]]
    spellings: re.Pattern[str]
    sounds: Mapping[str, str]
    keys: Mapping[str, Sequence[str]]
    near: Mapping[tuple[str, str], float]
    missing: Mapping[str, float]
    missing_last: Mapping[str, float]
    missing_first: Mapping[str, float]


def key(name: str) -> str:
    """The comparison key of a name: the consonants that all its spellings share. Empty where it has none."""
    return _collapsed("".join(_rules().keys.get(sound, (sound,))[0] for sound in sounds(name)))


@lru_cache(_REMEMBERED)
def keys(name: str) -> frozenset[str]:
    """The key with its branches, where a letter may stand for several sounds: names with a key in common may be one."""
    choices = [_rules().keys.get(sound, (sound,)) for sound in sounds(name)]
    open_ = 1
    for index, choice in enumerate(choices):
        open_ *= len(choice)
        if open_ > _MOST_KEYS:
            choices[index:] = [each[:1] for each in choices[index:]]
            break
    return frozenset(_collapsed("".join(parts)) for parts in product(*choices))


@lru_cache(_REMEMBERED)
def sounds(name: str) -> str:
    """The sounds of a name, one character each, without articles, blanks and doubling."""
    return "".join(_collapsed(_sounds(word)) for word in _words(name))


@lru_cache(_REMEMBERED)
def likeness(one: str, other: str) -> float:
    """How alike two names sound, from 0 to 1, by the cheapest way to turn the sounds of one into those of the other.

    Weighted edit distance (Wagner and Fischer 1974) over sounds, relative to the names' own weight.
    """
    first, second = sounds(one), sounds(other)
    if first == second:
        return 1.0
    weight = max(sum(map(_weight, first)), sum(map(_weight, second)))
    return max(0.0, 1 - _distance(first, second) / weight) if weight else 0.0


def alike(one: str, other: str) -> float:
    """How alike two names are as names: word by word, by the least alike, or as a whole where they have not as many.

    A long name hides that one of its words is another: "Ali Salih" and "Ali Salah" are two. Numbers have one spelling.
    """
    first, second = _words(one), _words(other)
    if [word for word in first if word[0].isdigit()] != [word for word in second if word[0].isdigit()]:
        return 0.0
    if len(first) != len(second) or not first:
        return likeness(one, other)
    return min(likeness(a, b) for a, b in zip(first, second, strict=True))


def _distance(first: str, second: str) -> float:
    near = _rules().near
    added = [_gap(second, index) for index in range(len(second))]
    row = list(accumulate(added, initial=0.0))
    for place, one in enumerate(first):
        gone = _gap(first, place)
        before, row = row, [row[0] + gone]
        for index, other in enumerate(second):
            swapped = before[index] + (0.0 if one == other else near.get((one, other), 1.0))
            row.append(min(swapped, before[index + 1] + gone, row[index] + added[index]))
    return row[-1]


def _gap(text: str, index: int) -> float:
    """What it costs that the sound at this place is missing."""
    rules, sound = _rules(), text[index]
    if index == len(text) - 1 and sound in rules.missing_last:
        return rules.missing_last[sound]
    if index == 0 and sound in rules.missing_first:
        return rules.missing_first[sound]
    return _weight(sound)


def _weight(sound: str) -> float:
    return _rules().missing.get(sound, 1.0)


@lru_cache(_REMEMBERED)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name, folded and rewritten, without articles."""
    rules = _rules()
    folded = fold(name.lower().translate(rules.letters))
    words = re.sub(r"[^\w ]", "", folded).split()
    kept = [word for word in words if word not in rules.articles] or words
    return tuple(part for word in kept for part in _rewritten(word).split())


def _rewritten(word: str) -> str:
    for pattern, replacement in _rules().words:
        word = pattern.sub(replacement, word)
    return word


def _sounds(word: str) -> str:
    table = _rules().sounds
    return _rules().spellings.sub(lambda found: table[found[0]], word)


def _collapsed(text: str) -> str:
    return re.sub(r"(\D)\1+", r"\1", text)


@cache
def _rules() -> _Rules:
    found = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    spelled = sorted(found["sounds"], key=lambda each: (-len(each), each))
    near = {tuple(pair.split()): cost for pair, cost in found["near"].items()}
    return _Rules(
        frozenset(found["articles"]),
        str.maketrans(found["letters"]),
        [(re.compile(each["pattern"]), each["replacement"]) for each in found["words"]],
        re.compile("|".join(map(re.escape, spelled))),
        found["sounds"],
        found["keys"],
        {pair: cost for (a, b), cost in near.items() for pair in ((a, b), (b, a))},
        found["missing"],
        found["missing-last"],
        found["missing-first"],
    )
