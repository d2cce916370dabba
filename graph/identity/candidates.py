"""Pairs worth a closer look: bearers whose names meet in some block. No pair outside a block is ever compared.

Blocks are made of the plain name, of the keys of its sounds, of the last word of a person's name, and of acronyms.
What the thesaurus knows is in the blocks too, whether or not an article speaks of it, but two known things are never a
pair. A block that many share says little: there, names meet only their neighbours in the alphabet, so that the work
grows with the number of names and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from extractors.spellings import is_proper
from graph.identity.bearers import Bearer, is_acronym, known
from graph.identity.forms import form, sounding_keys
from graph.identity.scoring import sorts
from ontology.thesaurus import Concept, Thesaurus
from ontology.transliteration import key, sounds

CROWDED: Final = 24
"""Bearers in a block from which on they meet their neighbours only."""
NEIGHBOURS: Final = 4
FEW: Final = 3
LAST_NAMES, FULL_NAMES = "last name alone", "last name of a full name"
INITIALS, FIRST_NAMES = "initial and last name", "initial of a full name, and last name"
SHORTER: Final = {LAST_NAMES: FULL_NAMES, INITIALS: FIRST_NAMES}
"""Blocks of short names, and the blocks of long ones that they meet; the long ones do not meet each other there."""
LONGER: Final = {long: short for short, long in SHORTER.items()}
NAMED_SCHEMES: Final = frozenset({"actors", "places"})

Block = tuple[str, str]


def candidates(bearers: Mapping[str, Bearer], thesaurus: Thesaurus) -> dict[tuple[str, str], tuple[Bearer, Bearer]]:
    """The pairs by their ids, each pair once and in the order of its ids."""
    blocks: defaultdict[Block, list[str]] = defaultdict(list)
    for each in bearers.values():
        for block in dict.fromkeys(_blocks_of(each) if each.id not in thesaurus.concepts else ()):
            blocks[block].append(each.id)
    everyone = dict(bearers)
    for concept, block in _known_blocks(thesaurus):
        if block in blocks or (LONGER.get(block[0], ""), block[1]) in blocks:
            if concept.id not in everyone:
                everyone[concept.id] = known(concept, thesaurus)
            blocks[block].append(concept.id)
    concepts = thesaurus.concepts
    met = ((one, other) if one < other else (other, one) for one, other in _meetings(blocks, everyone))
    pairs = sorted({pair for pair in met if pair[0] not in concepts or pair[1] not in concepts})
    return {pair: (everyone[pair[0]], everyone[pair[1]]) for pair in pairs}


def _meetings(blocks: Mapping[Block, Sequence[str]], everyone: Mapping[str, Bearer]) -> Iterator[tuple[str, str]]:
    for (kind, key_), ids in blocks.items():
        if kind in SHORTER:
            yield from _few(set(ids), set(blocks.get((SHORTER[kind], key_), ())))
        elif kind not in LONGER:
            yield from _neighbours(ids, everyone)


def _few(short: set[str], long: set[str]) -> Iterator[tuple[str, str]]:
    """A short name that could be one of many tells nothing."""
    if len(long) <= FEW:
        yield from ((one, other) for one in short for other in long if one != other)


def _neighbours(ids: Iterable[str], everyone: Mapping[str, Bearer]) -> Iterator[tuple[str, str]]:
    members = sorted(set(ids), key=lambda id_: (form(everyone[id_].names[0]).plain, id_))
    reach = NEIGHBOURS if len(members) > CROWDED else len(members)
    for index, one in enumerate(members):
        yield from ((one, other) for other in members[index + 1 : index + 1 + reach])


def _blocks_of(bearer: Bearer) -> Iterator[Block]:
    """The blocks that a bearer without a concept falls into."""
    for name in bearer.names:
        yield from _blocks(name, bearer.type)
        if is_acronym(name):
            yield "acronym", name.upper()
        elif bearer.type != "Person":
            yield from (("acronym", each) for each in initials(form(name).words))
    yield from (("acronym", each.upper()) for each in bearer.acronyms)


def initials(words: Sequence[str]) -> Iterator[str]:
    """The acronyms that a name could have, with its little words and without."""
    for chosen in (words, [word for word in words if len(word) > 3]):
        if 2 < len(chosen) < 9:
            yield "".join(word[0] for word in chosen).upper()


def _blocks(name: str, type_: str) -> Iterator[Block]:
    known = form(name, person=type_ == "Person")
    yield "name", known.plain
    if is_proper(name):
        for sort in sorts(type_):
            yield f"sounds of a {sort}", sounds(known.spelled)
            yield from ((f"key of a {sort}", each) for each in sorted(sounding_keys(known)))
    if type_ == "Person":
        yield from _person_blocks(known.words)


def _person_blocks(words: Sequence[str]) -> Iterator[Block]:
    last = key(words[-1]) if words else ""
    if len(words) == 1:
        yield LAST_NAMES, last
    elif words:
        yield FULL_NAMES, last
        yield (INITIALS if len(words[0]) == 1 else FIRST_NAMES), f"{words[0][0]} {last}"
        yield "first and last name", f"{key(words[0])} {last}"


@lru_cache(4)
def _known_blocks(thesaurus: Thesaurus) -> list[tuple[Concept, Block]]:
    found: dict[tuple[str, Block], Concept] = {}
    for concept in thesaurus.concepts.values():
        if concept.scheme in NAMED_SCHEMES:
            for text, kind in dict.fromkeys((name.text, name.kind) for name in concept.names):
                for block in _blocks_of_known(text, kind, concept.type):
                    found[concept.id, block] = concept
    return [(concept, block) for (_id, block), concept in found.items()]


def _blocks_of_known(name: str, kind: str, type_: str) -> Iterator[Block]:
    if kind == "acronym":
        yield "acronym", name.upper()
    elif kind in ("preferred", "alternative"):
        yield from _blocks(name, type_)
