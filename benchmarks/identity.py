"""How the resolution of identity grows with the number of names: `python -m benchmarks.identity [NAMES...]`.

The names are made up of syllables and of families of spellings, as a large archive would have them: two in three names
are met in one spelling alone, the others in two or three, and family names are shared by many.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence

from benchmarks.tables import Row, show
from extractors.drafts import kind_of, slug
from graph.identity.bearers import Bearer
from graph.identity.resolution import settled
from ontology.thesaurus import load

SIZES = (1_000, 10_000, 100_000)
HEAD = "b d f g h j k l m n q r s t y z kh sh gh th dh".split()
VOWEL = "a e i o u aa ee ou ai".split()
TAIL = ["", "", "", "n", "r", "l", "m", "d", "s", "b"]
RESPELLED = {"q": "k", "ou": "u", "ai": "ei", "dh": "d", "gh": "g", "kh": "h", "aa": "a", "ee": "i"}
TYPES = ("Person", "Person", "Person", "City", "Place", "ArmedGroup", "Organization")


def names(number: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Distinct names with the classes of what they name."""
    source = random.Random(seed)  # noqa: S311  (the same names on every machine)
    families = [_word(source, 3) for _family in range(max(10, number // 20))]
    seen: set[str] = set()
    while len(seen) < number:
        type_ = source.choice(TYPES)
        last = source.choice(families) if type_ == "Person" else _word(source, 2)
        name = f"{_word(source, 2)} {last}"
        spellings = [name, *(_respelled(source, name) for _other in range(source.choice((0, 0, 1, 2))))]
        for each in spellings:
            if each not in seen and len(seen) < number:
                seen.add(each)
                yield type_, each


def report(sizes: Sequence[int] = SIZES) -> list[Row]:
    """Names, seconds, seconds for each ten thousand, and how many came together."""
    rows = list[Row]()
    thesaurus = load()
    settled({"person.a-b": Bearer("person.a-b", "Person", ("A B",))}, thesaurus)  # what is done once per process
    for size in sizes:
        bearers = {}
        for type_, name in names(size):
            id_ = f"{kind_of(type_)}.{slug(name)}"
            bearers[id_] = Bearer(id_, type_, (name,), articles=1)
        start = time.process_time()
        found = settled(bearers, thesaurus)
        took = time.process_time() - start
        merged = sum(id_ != other for id_, other in found.canonical.items())
        rows.append(
            {
                "names": size,
                "seconds": round(took, 2),
                "per 10,000": round(took / size * 10_000, 2),
                "merged": merged,
                "undecided": len(found.undecided),
            }
        )
    return rows


def _word(source: random.Random, syllables: int) -> str:
    number = source.randint(1, syllables)
    parts = (source.choice(HEAD) + source.choice(VOWEL) + source.choice(TAIL) for _part in range(number))
    return "".join(parts).capitalize()


def _respelled(source: random.Random, name: str) -> str:
    old, new = source.choice(sorted(RESPELLED.items()))
    return name.replace(old, new)


if __name__ == "__main__":
    show(report([int(each) for each in sys.argv[1:]] or SIZES))
