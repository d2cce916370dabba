"""Languages as data: one folder each with ``grammar.toml`` (closed classes) and ``triggers.toml`` (predicates to
relations).

A new language is a new folder; no code names one. A grammar may say ``extends = "xx"``: its lists are added to those of
that language, so a second written standard lists only what it says differently.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Governor:
    """What a predicate does to a predicate that it embeds: "deny" turns it negative and makes its own subject the
    speaker.

    ``truth``: it says that its clause is so, so that its own negation denies the clause ("it is not true that ...").
    ``raises_negation``: its negation belongs to the clause ("do not think that ...").
    ``achieved``: in the past it says that its clause came to be ("were able to flee").
    ``mandative``: with a clause in its base form it asks for what that tells ("insisted that they leave").
    ``only`` limits it to certain dependency labels of the embedded clause; ``infinitive_only`` to clauses without a
    finite verb.
    """

    speaker: bool = False
    polarity: str | None = None
    modality: str | None = None
    only: frozenset[str] = frozenset()
    infinitive_only: bool = False
    truth: bool = False
    raises_negation: bool = False
    achieved: bool = False
    mandative: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed classes of a language; each section maps a key to a set of words or lemmas, or a word to a number."""

    code: str
    name: str
    pipeline: str
    compounding: bool
    case: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    modifiers: Mapping[str, str]
    auxiliaries: Mapping[str, frozenset[str]]
    governors: Mapping[str, tuple[Governor, ...]]
    raising: frozenset[str]
    plain_verbs: tuple[tuple[str, str], ...]
    """Endings of finite verbs, each with a verb of that form that no noun is spelt like; the last ending is empty."""
    control: Mapping[str, frozenset[str]]
    adverbs: Mapping[str, frozenset[str]]
    speech: Mapping[str, frozenset[str]]
    echo: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, frozenset[str]]
    numbers: Mapping[str, Mapping[str, float]]
    bounds: Mapping[str, frozenset[str]]
    time: Mapping[str, tuple[str, ...]]
    time_values: Mapping[str, Mapping[str, int]]


def codes() -> tuple[str, ...]:
    """The language codes that have a folder, sorted."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/grammar.toml")))


def base_of(code: str) -> str | None:
    """The language that this one extends, if it does."""
    with (FOLDER / code / "grammar.toml").open("rb") as file:
        base = tomllib.load(file).get("extends")
    return str(base) if base else None


@cache
def lineage(code: str) -> tuple[str, ...]:
    """A language and those that it extends, nearest first."""
    base = base_of(code)
    return (code, *(lineage(base) if base else ()))


@cache
def grammar(code: str) -> Grammar:
    """The grammar of a language. Raises KeyError for a language without a folder."""
    if code not in codes():
        raise KeyError(code)
    data = _merged(code)
    return Grammar(
        code=code,
        name=data["name"],
        pipeline=data["pipeline"],
        compounding=data["compounding"],
        case=_sets(data["case"]),
        words={"question_mark": frozenset({data["words"].pop("question_mark")}), **_sets(data["words"])},
        modifiers=data["groups"]["modifiers"],
        auxiliaries=_sets(data["auxiliaries"]),
        governors=_governors(data["governor"]),
        raising=frozenset(data["raising"]["lemmas"]),
        plain_verbs=tuple((ending, verb) for ending, verb in data["raising"]["plain_verbs"]),
        control=_sets(data["control"]),
        adverbs=_sets(data["adverbs"]),
        speech=_sets(data["speech"]),
        echo=_sets(data["echo"]),
        pronouns=_sets(data["pronouns"]),
        numbers={key: value for key, value in data["numbers"].items() if isinstance(value, dict)},
        bounds=_sets({key: value for key, value in data["numbers"].items() if isinstance(value, list)}),
        time={key: tuple(value) for key, value in data["time"].items() if isinstance(value, list)},
        time_values={key: value for key, value in data["time"].items() if isinstance(value, dict)},
    )


def _merged(code: str) -> dict[str, Any]:
    with (FOLDER / code / "grammar.toml").open("rb") as file:
        data = tomllib.load(file)
    base = data.pop("extends", None)
    return _added(_merged(base), data) if base else data


def _added(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """``more`` on top of ``base``: tables merge, lists add up, single values replace."""
    merged = dict(base)
    for key, value in more.items():
        if isinstance(value, dict):
            merged[key] = _added(merged.get(key, {}), value)
        elif isinstance(value, list):
            merged[key] = [*merged.get(key, []), *value]
        else:
            merged[key] = value
    return merged


def _sets(section: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in section.items()}


def _governors(tables: list[dict[str, Any]]) -> dict[str, tuple[Governor, ...]]:
    found: dict[str, tuple[Governor, ...]] = {}
    for table in tables:
        governor = Governor(
            speaker=table.get("speaker", False),
            polarity=table.get("polarity"),
            modality=table.get("modality"),
            only=frozenset(table.get("only", ())),
            infinitive_only=table.get("infinitive_only", False),
            truth=table.get("truth", False),
            raises_negation=table.get("raises_negation", False),
            achieved=table.get("achieved", False),
            mandative=table.get("mandative", False),
        )
        for lemma in table["lemmas"]:
            if governor not in found.get(lemma, ()):
                found[lemma] = (*found.get(lemma, ()), governor)
    return found
