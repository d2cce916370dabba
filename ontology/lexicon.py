"""Trigger lexicons: which predicate, with which logical roles, makes which relation. Data, one file per language.

The format is described in ``ontology/languages/README.md``; every entry carries sentences that must match and sentences
that must not, and the tests run them all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from ontology.languages import FOLDER
from ontology.records import Modality, Polarity

Kind = Literal["verb", "noun", "role", "adjective", "compound", "name"]
KINDS: tuple[Kind, ...] = ("verb", "noun", "role", "adjective", "compound", "name")
FIELDS = frozenset(
    {
        *KINDS,
        "subject",
        "object",
        "where",
        "with",
        "subject_type",
        "object_type",
        "agent",
        "unless",
        "optional",
        "indefinite",
        "mutual",
        "polarity",
        "modality",
        "examples",
        "counter",
    }
)


class LexiconError(ValueError):
    """A trigger file that breaks its own format: names the file, the relation and the entry."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One entry for one lemma. ``particles`` and ``completion`` (role to lemmas) narrow the predicate down."""

    relation: str
    kind: Kind
    lemma: str
    particles: frozenset[str]
    completion: Mapping[str, frozenset[str]]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    subject_type: tuple[str, ...]
    object_type: tuple[str, ...]
    optional: bool
    polarity: Polarity | None
    modality: Modality | None
    agent: bool = False
    """Whether the subject must be said: "asked not to be named" appoints nobody."""
    indefinite: str | None = None
    """The relation that an office makes where it is one of several: "a commander of X" does not lead X."""
    where: tuple[str, ...] = ()
    """Roles that say where it takes place, besides those that always do: "sent troops [to] Haiti"."""

    unless: frozenset[str] = frozenset()
    """Roles with which the predicate says something else: "died [of] cholera"."""

    mutual: bool = False
    """Whether its subjects, where there is nobody else, do it with each other: "Mali and Niger formed an alliance"."""

    @property
    def specificity(self) -> int:
        """How much of the wording the entry fixes; the most specific entries of a predicate win."""
        return len(self.particles) + 2 * len(self.completion)

    @property
    def name(self) -> str:
        """Readable name of the rule: relation, kind and wording."""
        words = [self.lemma, *sorted(self.particles), *(f"+{role}" for role in sorted(self.completion))]
        return f"{self.relation}/{self.kind}:{' '.join(words)}"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the lexicon with the claims ("subject | relation | object") that must, or the relation that must
    not, be found."""

    relation: str
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The triggers of a language by kind and lemma, and their examples and counter-examples."""

    triggers: Mapping[Kind, Mapping[str, tuple[Trigger, ...]]]
    examples: tuple[Example, ...]
    counters: tuple[Example, ...]
    _compounds: dict[tuple[Kind, str], tuple[Trigger, ...]] = field(default_factory=dict, repr=False, compare=False)

    def find(self, kind: Kind, lemma: str) -> tuple[Trigger, ...]:
        """Entries for a lemma, in file order."""
        return self.triggers[kind].get(lemma, ())

    def find_compound(self, kind: Kind, lemma: str) -> tuple[Trigger, ...]:
        """Entries for a lemma or, where there is none, for its longest ending that has one ("luftangrep" as
        "angrep")."""
        found = self._compounds.get((kind, lemma))
        if found is None:
            entries = self.triggers[kind]
            starts = (start for start in range(len(lemma) - 2) if start != 1 and entries.get(lemma[start:]))
            found = entries[lemma[start:]] if (start := next(starts, None)) is not None else ()
            self._compounds[kind, lemma] = found
        return found


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language. Raises LexiconError where the file breaks the format."""
    path = FOLDER / code / "triggers.toml"
    with path.open("rb") as file:
        data = tomllib.load(file)
    triggers: dict[Kind, dict[str, list[Trigger]]] = {kind: {} for kind in KINDS}
    examples: list[Example] = []
    counters: list[Example] = []
    for relation, entries in data.items():
        for number, entry in enumerate(entries, start=1):
            where = f"{path.parent.name}/{path.name}: {relation}, entry {number}"
            for trigger in _triggers(relation, entry, where):
                triggers[trigger.kind].setdefault(trigger.lemma, []).append(trigger)
            examples.extend(Example(relation, text, tuple(claims)) for text, *claims in entry.get("examples", ()))
            counters.extend(Example(relation, text, ()) for text in entry.get("counter", ()))
    return Lexicon(
        {kind: {lemma: tuple(found) for lemma, found in table.items()} for kind, table in triggers.items()},
        tuple(examples),
        tuple(counters),
    )


def _triggers(relation: str, entry: Mapping[str, Any], where: str) -> list[Trigger]:
    unknown = entry.keys() - FIELDS
    kinds = [kind for kind in KINDS if kind in entry]
    if unknown or len(kinds) != 1:
        raise LexiconError(
            f"{where}: one of {', '.join(KINDS)} is needed; unknown keys: {', '.join(sorted(unknown)) or 'none'}"
        )
    kind = kinds[0]
    subject_default = ["holder"] if kind == "role" else ["subj"]
    found = []
    for phrase in entry[kind]:
        lemma, *particles = phrase.lower().split(" ") if kind == "verb" else [phrase.lower()]
        found.append(
            Trigger(
                relation=relation,
                kind=kind,
                lemma=lemma,
                particles=frozenset(particles),
                completion={role: frozenset(lemmas) for role, lemmas in entry.get("with", {}).items()},
                subject=tuple(entry.get("subject", subject_default)),
                object=tuple(entry.get("object", ["obj"])),
                subject_type=tuple(sorted({*entry.get("subject_type", ())})),
                object_type=tuple(sorted({*entry.get("object_type", ())})),
                optional=entry.get("optional", False),
                polarity=entry.get("polarity"),
                modality=entry.get("modality"),
                agent=entry.get("agent", False),
                indefinite=entry.get("indefinite"),
                where=tuple(entry.get("where", ())),
                unless=frozenset(entry.get("unless", ())),
                mutual=entry.get("mutual", False),
            )
        )
    return found


def open_trigger(lemma: str) -> Trigger:
    """The trigger of a verb that the lexicon does not have: whoever does it, and whatever it is done to."""
    nothing: frozenset[str] = frozenset()
    return Trigger(lemma, "verb", lemma, nothing, {}, ("subj",), ("obj",), (), (), False, None, None)
