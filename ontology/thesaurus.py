"""The known actors, places, roles and kinds of things: SKOS data in ``ontology/thesaurus``, and a thin reader of it.

A name is looked up exactly, after folding: spelling variants are data, never guesses. Acronyms are also words in some
language ("IS" and "is", "US" and "us"), so they match in their own case only. A name may belong to several concepts;
`Thesaurus.find` gives all of them and leaves the choice to those who see the context.

Users bring Turtle files of their own. A user's concept takes the place of ours where it has the same IRI, the same
``skos:exactMatch``, or a name in common; links that pointed at ours then point at the user's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import pyoxigraph as ox

NameKind = Literal["preferred", "alternative", "acronym", "demonym", "related"]
Scheme = Literal["actors", "places", "roles", "kinds"]

ENTITIES: Final = "https://w3id.org/claimgraph/id/entity/"
_CG: Final = "https://w3id.org/claimgraph/ontology#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_FOLDER: Final = Path(__file__).parent / "thesaurus"

_SCHEMES: Final[Mapping[str, Scheme]] = {
    **dict.fromkeys(("Place", "City", "Province", "Country", "Region"), "places"),
    **dict.fromkeys(("Person", "ArmedGroup", "Coalition", "Government", "Organization", "MediaOutlet"), "actors"),
    **dict.fromkeys(("PeopleGroup", "Agreement", "Event", "Materiel", "Thing"), "actors"),
}
_NAME_KINDS: Final[Mapping[str, NameKind]] = {
    f"{_SKOS}prefLabel": "preferred",
    f"{_SKOS}altLabel": "alternative",
    f"{_CG}acronym": "acronym",
    f"{_CG}demonym": "demonym",
    # nouns of the same sort ("importer" under "exporter"): they tell the class, not who it is
    f"{_SKOS}hiddenLabel": "related",
}
_KIND_ORDER: Final[Mapping[NameKind, int]] = {kind: rank for rank, kind in enumerate(_NAME_KINDS.values())}
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_FALLBACKS: Final[Mapping[str, tuple[str, ...]]] = {"nn": ("nb",), "nb": ("nn",)}

_Links: TypeAlias = Mapping[str, list[str]]  # the IRIs that something is tied to, by property

# Tables for str.translate, which is many times as fast as regular expressions: every name of the thesaurus passes here.
# Apostrophes (also as the ayn and the hamza of transcribed Arabic) and full stops say nothing about who is meant.
_DROPPED: Final = dict.fromkeys((*map(ord, "'’‘`´ʼʻʹʾʿ′."), *range(0x300, 0x370)))
_CAPITALS: Final = {"Ø": "O", "Æ": "Ae", "Œ": "Oe", "Đ": "D", "Ð": "D", "Þ": "Th", "Ł": "L"}
_LETTERS: Final = {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
_PLAIN: Final = _DROPPED | dict.fromkeys(map(ord, "-‐‑‒–—―−_/"), " ") | str.maketrans(_CAPITALS)
_FOLDED: Final = _PLAIN | str.maketrans(_LETTERS)
_REMEMBERED: Final = 1 << 17  # names: ours two times over


class ThesaurusError(Exception):
    """A thesaurus file cannot be used; the message is one line with the file and, where there is one, the line."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        self.path, self.line, self.problem = path, line, problem
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {' '.join(problem.split())}")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a concept. ``language`` is "en", "nb", "nn", or "und" where the name serves in all of them."""

    text: str
    language: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Concept:
    """Something known: an actor or a place by name, or what a common noun ("fighter", "city") stands for.

    ``type`` is a class of the ontology; for roles and kinds the class of what the noun denotes.
    """

    id: str
    type: str
    scheme: Scheme
    names: tuple[Name, ...]
    broader: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    located_in: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The preferred name in the language, or else in the nearest one that has a preferred name."""
        labels = {name.language: name.text for name in reversed(self.names) if name.kind == "preferred"}
        wanted = (language, *_FALLBACKS.get(language, ()), "en", "und", *sorted(labels))
        return next(labels[each] for each in wanted if each in labels)


class Thesaurus:
    """Concepts by id and by name."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: Mapping[str, Concept] = MappingProxyType({each.id: each for each in concepts})

    @cached_property
    def _ids(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        # Not before somebody looks a name up: many need no more than the concepts.
        return _index(self.concepts.values())

    def find(self, name: str) -> tuple[Concept, ...]:
        """All concepts of that name: those that prefer it first, then by id."""
        keys = {fold(name), _acronym_key(name)}
        found = sorted({rank_and_id for key in keys for rank_and_id in self._ids.get(key, ())})
        return tuple(self.concepts[each] for each in dict.fromkeys(each for _, each in found))


def fold(name: str) -> str:
    """The form under which names are compared and ids made: lower case, no diacritics, no apostrophes, single blanks.

    Folded names are remembered: indexing the names of the thesaurus once more costs next to nothing.
    """
    return _fold(name)


def load(paths: Sequence[Path] = ()) -> Thesaurus:
    """Our thesaurus, with the users' files laid over it; a later file wins over an earlier one."""
    if not paths:
        return _ours()
    concepts = _own()
    for path in paths:
        theirs = _read(path)
        concepts = _overlay(concepts, theirs)
        _check_links(path, theirs, concepts)
    return Thesaurus(concepts.values())


@lru_cache(_REMEMBERED)
def _fold(name: str) -> str:
    return _translated(name, _FOLDED).casefold()


def _translated(name: str, table: Mapping[int, str | None]) -> str:
    decomposed = name if name.isascii() else unicodedata.normalize("NFKD", name)
    return " ".join(decomposed.translate(table).split())


def _acronym_key(name: str) -> str:
    # The mark keeps acronyms and folded names apart in one index: "is" the word never meets "IS" the group.
    return "=" + _translated(name, _PLAIN)


def _key(name: Name) -> str:
    return _acronym_key(name.text) if name.kind == "acronym" else fold(name.text)


def _index(concepts: Iterable[Concept]) -> dict[str, list[tuple[int, str]]]:
    index: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for concept in concepts:
        for name in concept.names:
            index[_key(name)].append((_KIND_ORDER[name.kind], concept.id))
    return index


@cache
def _ours() -> Thesaurus:
    return Thesaurus(_own().values())


@cache
def _own() -> Mapping[str, Concept]:
    concepts: dict[str, Concept] = {}
    for path in sorted(_FOLDER.glob("*.ttl")):
        concepts.update(_read(path))
    return MappingProxyType(concepts)


def _read(path: Path) -> dict[str, Concept]:
    """The concepts of one Turtle file by id."""
    concepts: dict[str, Concept] = {}
    for subject, about in _subjects(path).items():
        concept = _concept(path, subject, about)
        if concept is not None:
            concepts[concept.id] = concept
    return concepts


@dataclass(frozen=True, slots=True)
class _About:
    """What a file says about one thing."""

    names: list[Name]
    links: dict[str, list[str]]


def _subjects(path: Path) -> dict[str, _About]:
    """The statements of a file by subject. Labels and links hang on IRIs; what hangs on blank nodes is not for us."""
    subjects: dict[str, _About] = {}
    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            subject, predicate, term = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, ox.NamedNode):
                continue
            about = subjects.get(subject.value)
            if about is None:
                about = subjects[subject.value] = _About([], {})
            if isinstance(term, ox.NamedNode):
                about.links.setdefault(predicate, []).append(term.value)
            elif predicate in _NAME_KINDS and isinstance(term, ox.Literal):
                about.names.append(Name(term.value, term.language or "und", _NAME_KINDS[predicate]))
    except SyntaxError as error:
        raise ThesaurusError(path, error.lineno, str(error.msg)) from None
    except OSError as error:
        raise ThesaurusError(path, None, f"cannot be read: {error}") from None
    return subjects


def _concept(path: Path, subject: str, about: _About) -> Concept | None:
    """The concept that is described, or None where it is something else, such as a concept scheme."""
    found = _class_and_scheme(about.links)
    if not about.names:
        if found is None:
            return None
        raise ThesaurusError(path, _line(path, subject), f"<{subject}> has a class but no name")
    if found is None:
        classes = ", ".join(_SCHEMES)
        raise ThesaurusError(path, _line(path, subject), f"<{subject}> has none of the classes {classes}")
    if not any(name.kind == "preferred" for name in about.names):
        raise ThesaurusError(path, _line(path, subject), f"<{subject}> has no skos:prefLabel")
    same_as = tuple(sorted(about.links.get(f"{_SKOS}exactMatch", ())))
    return Concept(
        _id(subject),
        *found,
        tuple(about.names),
        broader=_ids(about.links, f"{_SKOS}broader"),
        part_of=_ids(about.links, f"{_CG}partOf"),
        located_in=_ids(about.links, f"{_CG}locatedIn"),
        capitals=_ids(about.links, f"{_CG}hasCapital"),
        same_as=same_as if subject.startswith(ENTITIES) else (subject, *same_as),
    )


def _class_and_scheme(links: _Links) -> tuple[str, Scheme] | None:
    """What a common noun denotes decides before what the concept is: a role is a skos:Concept of no class of ours."""
    for iri in links.get(f"{_CG}denotes", ()):
        denoted = iri.removeprefix(_CG)
        if denoted in _SCHEMES:
            return denoted, "roles" if denoted in ("Person", "PeopleGroup") else "kinds"
    for iri in links.get(_TYPE, ()):
        class_ = iri.removeprefix(_CG)
        if iri.startswith(_CG) and class_ in _SCHEMES:
            return class_, _SCHEMES[class_]
    return None


def _ids(links: _Links, property_: str) -> tuple[str, ...]:
    return tuple(_id(iri) for iri in sorted(links.get(property_, ())))


def _id(iri: str) -> str:
    """Our ids as they are; of any other IRI the last part, in the letters that ids are made of."""
    if iri.startswith(ENTITIES):
        return iri.removeprefix(ENTITIES)
    return re.sub(r"[^a-z0-9]+", "-", fold(re.split(r"[/#:]", iri.rstrip("/#"))[-1])).strip("-")


def _line(path: Path, subject: str) -> int | None:
    """Where a subject stands in its file: the parser does not say, and it matters only when something is wrong."""
    local = re.split(r"[/#]", subject)[-1]
    pattern = re.compile(rf"\s*(\S*:{re.escape(local)}|<\S*{re.escape(local)}>)(\s|$)")
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), None)


def _overlay(ours: Mapping[str, Concept], theirs: Mapping[str, Concept]) -> dict[str, Concept]:
    """Theirs over ours: each of ours that one of theirs stands for goes, and the links to it move along."""
    holders: dict[str, str] = {}
    for concept in theirs.values():
        for key in _claimed(concept):
            holders.setdefault(key, concept.id)
    moved: dict[str, str] = {}
    for concept in ours.values():
        holder = next((holders[key] for key in _claimed(concept) if key in holders), None)
        if holder is not None:
            moved[concept.id] = holder
    kept = (concept for concept in ours.values() if concept.id not in moved)
    return {concept.id: _moved(concept, moved) for concept in (*kept, *theirs.values())}


def _claimed(concept: Concept) -> Iterable[str]:
    """The keys by which one concept takes the place of another: id, web identity, names (demonyms name the people)."""
    yield f"id {concept.id}"
    yield from (f"same {iri}" for iri in concept.same_as)
    yield from (f"name {_key(name)}" for name in concept.names if name.kind != "demonym")


def _moved(concept: Concept, moved: Mapping[str, str]) -> Concept:
    linked = (*concept.broader, *concept.part_of, *concept.located_in, *concept.capitals)
    if moved.keys().isdisjoint(linked):
        return concept
    return replace(
        concept,
        broader=tuple(moved.get(each, each) for each in concept.broader),
        part_of=tuple(moved.get(each, each) for each in concept.part_of),
        located_in=tuple(moved.get(each, each) for each in concept.located_in),
        capitals=tuple(moved.get(each, each) for each in concept.capitals),
    )


def _check_links(path: Path, theirs: Mapping[str, Concept], concepts: Mapping[str, Concept]) -> None:
    for concept in theirs.values():
        for target in (*concept.broader, *concept.part_of, *concept.located_in, *concept.capitals):
            if target not in concepts and target not in _own():
                raise ThesaurusError(path, _line(path, concept.id), f"{concept.id} links to {target}, which is nowhere")
