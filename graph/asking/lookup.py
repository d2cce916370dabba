"""Names as people type them to entities and relations; an unknown name is answered with the nearest that are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from graph.errors import DataError
from graph.storage.extractions import all_mentions
from ontology.disagreement import kinds
from ontology.records import Extraction
from ontology.thesaurus import Thesaurus, fold
from ontology.vocabulary import classes, is_a, relations

NEAR = 3


class UnknownNameError(DataError):
    """The graph knows no entity or relation of this name."""


@dataclass(frozen=True, slots=True)
class Names:
    """All names of the entities in a graph, folded, with the entities that go by them."""

    entities: Mapping[str, frozenset[str]]
    spelled: Mapping[str, str]

    def find(self, name: str) -> frozenset[str]:
        """The entities of this name, by id or by any name in any spelling; UnknownNameError if there is none."""
        found = self.entities.get(fold(name))
        if found is None:
            raise UnknownNameError(f"nothing is called {name!r}{_instead(fold(name), self.spelled)}")
        return found


def names(extractions: Iterable[Extraction], thesaurus: Thesaurus) -> Names:
    """The names that articles use, and those that the thesaurus has for the same entities."""
    entities: dict[str, set[str]] = {}
    spelled: dict[str, str] = {}
    for name, entity in _named(extractions, thesaurus):
        key = fold(name)
        entities.setdefault(key, set()).add(entity)
        spelled[key] = min(name, spelled.get(key, name))
    return Names({key: frozenset(found) for key, found in entities.items()}, spelled)


def find_relation(name: str, *, also: Iterable[str] = ()) -> str:
    """The relation of this name in any spelling or language, or one of the lemmas in ``also``."""
    known = {fold(label): each.name for each in relations().values() for label in (each.name, *each.labels.values())}
    known |= {fold(lemma): lemma for lemma in also}
    if fold(name) not in known:
        raise UnknownNameError(f"no relation is called {name!r}{_instead(fold(name), known)}")
    return known[fold(name)]


def find_classes(wanted: Sequence[str]) -> frozenset[str]:
    """The classes of these names in any spelling or language, with all that are kinds of them."""
    known = {fold(label): each.name for each in classes().values() for label in (each.name, *each.labels.values())}
    for name in wanted:
        if fold(name) not in known:
            raise UnknownNameError(f"no class is called {name!r}{_instead(fold(name), known)}")
    chosen = {known[fold(name)] for name in wanted}
    return frozenset(each for each in classes() if any(is_a(each, name) for name in chosen))


def find_kinds(wanted: Sequence[str]) -> frozenset[str]:
    """The kinds of disputes of these names in any spelling."""
    known = {fold(name): name for name in kinds()}
    for name in wanted:
        if fold(name) not in known:
            raise UnknownNameError(f"no kind of dispute is called {name!r}; there is {', '.join(kinds())}")
    return frozenset(known[fold(name)] for name in wanted)


def is_relation(name: str) -> bool:
    """Whether a word that may be a name or a relation is a relation."""
    return fold(name) in {fold(label) for each in relations().values() for label in (each.name, *each.labels.values())}


def _named(extractions: Iterable[Extraction], thesaurus: Thesaurus) -> Iterable[tuple[str, str]]:
    seen: set[str] = set()
    for extraction in extractions:
        for entity in extraction.entities:
            yield from ((name, entity.id) for name in (entity.id, entity.label, *entity.names))
            seen.add(entity.id)
        for mention in all_mentions(extraction):
            yield mention.label, mention.entity
            seen.add(mention.entity)
    for entity_id in sorted(seen & thesaurus.concepts.keys()):
        yield from ((name.text, entity_id) for name in thesaurus.concepts[entity_id].names)


def _instead(key: str, spelled: Mapping[str, str]) -> str:
    near = get_close_matches(key, spelled, n=NEAR, cutoff=0.6)
    within = [each for each in sorted(spelled, key=len) if len(key) > 2 and key in each and each not in near]
    wanted = [spelled[each] for each in (*near, *within)][:NEAR]
    return f"; did you mean {' or '.join(repr(each) for each in wanted)}?" if wanted else ""
