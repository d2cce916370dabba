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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
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
    **dict.fromkeys(("PeopleGroup", "Agreement", "Event", "Thing"), "actors"),
}
_NAME_KINDS: Final[Mapping[str, NameKind]] = {
    f"{_SKOS}prefLabel": "preferred",
    f"{_SKOS}altLabel": "alternative",
    f"{_CG}acronym": "acronym",
    f"{_CG}demonym": "demonym",
    f"{_SKOS}hiddenLabel": "related",  # nouns of the same sort ("importer" under "exporter"): they tell the class, not who it is
}
_KIND_ORDER: Final[Mapping[NameKind, int]] = {kind: rank for rank, kind in enumerate(_NAME_KINDS.values())}
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LINKS: Final[Mapping[str, str]] = {
    f"{_SKOS}broader": "broader",
    f"{_CG}partOf": "part_of",
    f"{_CG}locatedIn": "located_in",
}
_FALLBACKS: Final[Mapping[str, tuple[str, ...]]] = {"nn": ("nb",), "nb": ("nn",)}

_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Properties: TypeAlias = list[tuple[str, _Term]]

_LETTERS: Final = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
_CAPITALS: Final = str.maketrans({"Ø": "O", "Æ": "Ae", "Œ": "Oe", "Đ": "D", "Ð": "D", "Þ": "Th", "Ł": "L"})
# Apostrophes (also as the ayn and the hamza of transcribed Arabic) and full stops say nothing about who is meant.
_DROPPED: Final = re.compile("['’‘`´ʼʻʹʾʿ′.\u0300-\u036f]")
_BLANKS: Final = re.compile(r"[\s\-‐‑‒–—―−_/]+")


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
        self._ids = _index(self.concepts.values())

    def find(self, name: str) -> tuple[Concept, ...]:
        """All concepts of that name: those that prefer it first, then by id."""
        keys = {fold(name), _acronym_key(name)}
        found = sorted({rank_and_id for key in keys for rank_and_id in self._ids.get(key, ())})
        return tuple(self.concepts[each] for each in dict.fromkeys(each for _, each in found))


def fold(name: str) -> str:
    """The form under which names are compared and ids are made: lower case, no diacritics, no apostrophes, single blanks."""
    return _plain(name).casefold().translate(_LETTERS)


def load(paths: Sequence[Path] = ()) -> Thesaurus:
    """Our thesaurus, with the users' files laid over it; a later file wins over an earlier one."""
    concepts = _own()
    for path in paths:
        theirs = _read(path)
        concepts = _overlay(concepts, theirs)
        _check_links(path, theirs, concepts)
    return Thesaurus(concepts.values())


def _plain(name: str) -> str:
    decomposed = name if name.isascii() else unicodedata.normalize("NFKD", name)
    return _BLANKS.sub(" ", _DROPPED.sub("", decomposed)).strip()


def _acronym_key(name: str) -> str:
    # The mark keeps acronyms and folded names apart in one index: "is" the word never meets "IS" the group.
    return "=" + _plain(name).translate(_CAPITALS)


def _key(name: Name) -> str:
    return _acronym_key(name.text) if name.kind == "acronym" else fold(name.text)


def _index(concepts: Iterable[Concept]) -> dict[str, list[tuple[int, str]]]:
    index: dict[str, list[tuple[int, str]]] = {}
    for concept in concepts:
        for name in concept.names:
            index.setdefault(_key(name), []).append((_KIND_ORDER[name.kind], concept.id))
    return index


@cache
def _own() -> Mapping[str, Concept]:
    concepts: dict[str, Concept] = {}
    for path in sorted(_FOLDER.glob("*.ttl")):
        concepts.update(_read(path))
    return MappingProxyType(concepts)


def _read(path: Path) -> dict[str, Concept]:
    """The concepts of one Turtle file by id."""
    concepts: dict[str, Concept] = {}
    for subject, properties in _subjects(path).items():
        concept = _concept(path, subject, properties)
        if concept is not None:
            concepts[concept.id] = concept
    return concepts


def _subjects(path: Path) -> dict[str, _Properties]:
    """The statements of a file by subject; labels and links hang on IRIs, so whatever hangs on blank nodes is not for us."""
    subjects: dict[str, _Properties] = {}
    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode):
                subjects.setdefault(quad.subject.value, []).append((quad.predicate.value, quad.object))
    except SyntaxError as error:
        raise ThesaurusError(path, error.lineno, str(error.msg)) from None
    except OSError as error:
        raise ThesaurusError(path, None, f"cannot be read: {error}") from None
    return subjects


def _concept(path: Path, subject: str, properties: _Properties) -> Concept | None:
    """The concept that the statements describe, or None where they describe something else, such as a concept scheme."""
    names = tuple(_names(properties))
    found = _class_and_scheme(properties)
    if not names:
        if found is None:
            return None
        raise ThesaurusError(path, _line(path, subject), f"<{subject}> has a class but no name")
    if found is None:
        classes = ", ".join(_SCHEMES)
        raise ThesaurusError(path, _line(path, subject), f"<{subject}> has none of the classes {classes}")
    if not any(name.kind == "preferred" for name in names):
        raise ThesaurusError(path, _line(path, subject), f"<{subject}> has no skos:prefLabel")
    same_as = tuple(sorted(_iris(properties, f"{_SKOS}exactMatch")))
    links = {field: tuple(_id(iri) for iri in sorted(_iris(properties, link))) for link, field in _LINKS.items()}
    ours = subject.startswith(ENTITIES)
    return Concept(_id(subject), *found, names, same_as=same_as if ours else (subject, *same_as), **links)


def _names(properties: _Properties) -> Iterable[Name]:
    for predicate, term in properties:
        kind = _NAME_KINDS.get(predicate)
        if kind is not None and isinstance(term, ox.Literal):
            yield Name(term.value, term.language or "und", kind)


def _iris(properties: _Properties, wanted: str) -> Iterable[str]:
    return (term.value for predicate, term in properties if predicate == wanted and isinstance(term, ox.NamedNode))


def _class_and_scheme(properties: _Properties) -> tuple[str, Scheme] | None:
    """What a common noun denotes decides before what the concept is: a role is a skos:Concept of no class of ours."""
    for iri in _iris(properties, f"{_CG}denotes"):
        denoted = iri.removeprefix(_CG)
        if denoted in _SCHEMES:
            return denoted, "roles" if denoted in ("Person", "PeopleGroup") else "kinds"
    for iri in _iris(properties, _TYPE):
        class_ = iri.removeprefix(_CG)
        if iri.startswith(_CG) and class_ in _SCHEMES:
            return class_, _SCHEMES[class_]
    return None


def _id(iri: str) -> str:
    """Our ids as they are; of any other IRI the last part, in the letters that ids are made of."""
    if iri.startswith(ENTITIES):
        return iri.removeprefix(ENTITIES)
    return re.sub(r"[^a-z0-9]+", "-", fold(re.split(r"[/#:]", iri.rstrip("/#"))[-1])).strip("-")


def _line(path: Path, subject: str) -> int | None:
    """Where a subject stands in its file: the parser no longer knows, and people need it only when something is wrong."""
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
    moved = {
        concept.id: next(holders[key] for key in _claimed(concept) if key in holders)
        for concept in ours.values()
        if any(key in holders for key in _claimed(concept))
    }
    kept = (concept for concept in ours.values() if concept.id not in moved)
    return {concept.id: _moved(concept, moved) for concept in (*kept, *theirs.values())}


def _claimed(concept: Concept) -> Iterable[str]:
    """The keys by which one concept takes the place of another: id, web identity, names. Demonyms name the people, not it."""
    yield f"id {concept.id}"
    yield from (f"same {iri}" for iri in concept.same_as)
    yield from (f"name {_key(name)}" for name in concept.names if name.kind != "demonym")


def _moved(concept: Concept, moved: Mapping[str, str]) -> Concept:
    links = {field: tuple(moved.get(each, each) for each in getattr(concept, field)) for field in _LINKS.values()}
    return replace(concept, **links)


def _check_links(path: Path, theirs: Mapping[str, Concept], concepts: Mapping[str, Concept]) -> None:
    for concept in theirs.values():
        for target in (*concept.broader, *concept.part_of, *concept.located_in):
            if target not in concepts and target not in _own():
                raise ThesaurusError(path, _line(path, concept.id), f"{concept.id} links to {target}, which is nowhere")
