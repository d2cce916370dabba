"""News that nobody wrote, as much as is wanted: about 500 words an article, in three languages, the same in every run.

Sentences are the examples of the lexicons with other names in them, told in the ways of ``articles.toml``. Some names
come up all the time and most of them seldom, as in an archive; people and towns that only one article has are made up.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from ontology import thesaurus
from ontology.lexicon import lexicon
from ontology.thesaurus import Concept

WORDS: Final = 500
"""Words in an article, about."""
FILLER: Final = 0.2
"""The part of the sentences in which nothing of interest happens."""
MADE_UP: Final = 0.25
"""The part of the people and towns whose names are made up."""
KINDS: Final[Mapping[str, str]] = {
    "Person": "person",
    "City": "place",
    "Province": "place",
    "Country": "country",
    "ArmedGroup": "group",
    "Organization": "group",
    "Government": "group",
}
SYLLABLES: Final = "ba ke lo mi nu ra se ti vo za dar fel gor hun jas kal mer nor pel sun".split()
_SLOT: Final = re.compile(r"\{(\w+)\}")
_LONGEST_NAME: Final = 4  # words


@dataclass(frozen=True, slots=True)
class News:
    """An article as a file would hold it."""

    name: str
    language: str
    text: str


def news(count: int, seed: int = 0) -> Iterator[News]:
    """So many articles. The first ones are the same whatever the count is."""
    for number in range(count):
        yield article(number, seed)


def write(folder: Path, count: int, seed: int = 0) -> Path:
    """The articles as text files in a folder, which must not be there yet."""
    folder.mkdir(parents=True)
    for each in news(count, seed):
        (folder / each.name).write_text(each.text, encoding="utf-8")
    return folder


def article(number: int, seed: int = 0) -> News:
    """One article, which follows from its number and the seed."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311  (the same news on every machine)
    frames = _frames()
    language = chance.choices(list(frames), [each["share"] for each in frames.values()])[0]
    writer = _Writer(language, frames[language], chance)
    text = "\n\n".join(
        [writer.filled(writer.one("title")), writer.filled(frames[language]["published"]), *writer.body()]
    )
    return News(f"{number:06}.txt", language, f"{text}\n")


class _Writer:
    """Fills the frames of one language with names, for one article."""

    def __init__(self, language: str, frames: Mapping[str, Any], chance: random.Random) -> None:
        self._language, self._frames, self._chance = language, frames, chance
        # An article is about a few things, which come up in it time and again.
        self._about = {kind: [self._any(kind) for _ in range(4)] for kind in set(KINDS.values())}

    def one(self, field: str) -> str:
        """One of the texts of a field."""
        found: str = self._chance.choice(self._frames[field])
        return found

    def body(self) -> Iterator[str]:
        """Paragraphs of one to three sentences, until there are words enough."""
        words = 0
        while words < WORDS:
            sentences = [self._sentence() for _ in range(self._chance.randint(1, 3))]
            words += sum(len(each.split()) for each in sentences)
            yield " ".join(sentences)

    def filled(self, frame: str) -> str:
        """The frame with its slots filled."""
        return _SLOT.sub(lambda slot: self._fill(slot[1]), frame)

    def _sentence(self) -> str:
        return self.filled(self.one("filler" if self._chance.random() < FILLER else "told"))

    def _fill(self, slot: str) -> str:
        match slot:
            case "clause" | "Clause":
                clause = self.filled(self._chance.choice(_clauses(self._language)))
                return clause if slot == "clause" else clause[0].upper() + clause[1:]
            case "weekday" | "month":
                return self.one(f"{slot}s")
            case "day":
                return str(self._chance.randint(1, 28))
            case "year":
                return str(self._chance.randint(2012, 2025))
            case "number":
                return str(self._chance.randint(2, 30))
        return self._chance.choice(self._about[slot]) if self._chance.random() < 0.7 else self._any(slot)

    def _any(self, kind: str) -> str:
        if kind in ("person", "place") and self._chance.random() < MADE_UP:
            return " ".join(self._made_up() for _ in range(2 if kind == "person" else 1))
        names, weights = _names(self._language, kind)
        return self._chance.choices(names, cum_weights=weights)[0]

    def _made_up(self) -> str:
        return "".join(self._chance.choices(SYLLABLES, k=self._chance.randint(2, 3))).capitalize()


@cache
def _frames() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _names(language: str, kind: str) -> tuple[Sequence[str], Sequence[float]]:
    """The names of a kind and how often each comes up: the second half as often as the first, as words do (Zipf)."""
    found = {each.label(language) for each in thesaurus.load().concepts.values() if _kind(each) == kind}
    names = sorted(found)
    random.Random(kind).shuffle(names)  # noqa: S311  (which are frequent must not depend on the alphabet)
    return names, list(accumulate(1 / (rank + 1) for rank in range(len(names))))


@cache
def _clauses(language: str) -> Sequence[str]:
    """The examples of a lexicon as clauses, with slots where names were."""
    texts = sorted({each.text for each in lexicon(language).examples})
    plain = [each for each in texts if re.fullmatch(r"[^.!?:;“”\"«»{}]{15,140}\.", each)]
    return [_with_slots(each.removesuffix(".")) for each in plain]


def _with_slots(clause: str) -> str:
    """The clause with a slot for each name that the thesaurus knows, the longest first; names alone keep capitals."""
    words, out, at = clause.split(), list[str](), 0
    while at < len(words):
        ends = range(min(len(words), at + _LONGEST_NAME), at, -1)
        found = next(((end, kind) for end in ends if (kind := _kind_of(" ".join(words[at:end])))), None)
        if found is None:
            first = at == 0 and not words[0][1:2].isupper() and not _known(words[0])
            out.append(words[0][0].lower() + words[0][1:] if first else words[at])
            at += 1
        else:
            end, kind = found
            comma = "," if words[end - 1].endswith(",") else ""
            out.append(f"{{{kind}}}{comma}")
            at = end
    return " ".join(out)


def _kind_of(name: str) -> str | None:
    """Which slot a name goes into; None if it is none, or one in the middle of which a comma stands."""
    bare = name.removesuffix(",")
    if not bare[:1].isupper() or "," in bare:
        return None
    return next((kind for each in thesaurus.load().find(bare) if (kind := _kind(each))), None)


def _known(word: str) -> bool:
    return any(each.scheme in ("actors", "places") for each in thesaurus.load().find(word))


def _kind(concept: Concept) -> str | None:
    return KINDS.get(concept.type) if concept.scheme in ("actors", "places") else None
