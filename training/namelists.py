"""Invented and common names of the regions that the news corpora hardly mention, for the augmentation of names."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CompoundParts:
    first: tuple[str, ...]
    second: frozenset[str]


@cache
def lists() -> dict[str, list[str]]:
    table = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
    return {key: value.split() for key, value in table["names"].items()}


@cache
def compound_parts() -> CompoundParts:
    return CompoundParts(tuple(lists()["acronym"] + lists()["place"]), frozenset(lists()["second_part"]))


def invented_name(kind: str, *, first: bool, single: bool, rng: random.Random) -> str:
    """One word of a name of this kind ("" for a kind without a list). An unknown kind draws from all lists."""
    if kind == "PER":
        return rng.choice(lists()["given" if first and not single else "family"])
    if kind == "LOC":
        return rng.choice(lists()["place"]) if single and first else ""
    if kind == "ORG":
        return rng.choice(lists()["acronym" if rng.random() < 0.6 else "group"]) if single and first else ""
    if kind == "":
        return rng.choice(lists()[rng.choice(("given", "family", "place", "acronym"))])
    return ""
