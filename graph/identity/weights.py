"""What a score is made of, as data (``weights.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each feature by its name, and the thresholds on their sum."""

    articles: frozenset[str]
    accept: float
    undecided: float
    unlike: float
    margin: float
    name: Mapping[str, float]
    context: Mapping[str, float]


@cache
def weights() -> Weights:
    """The weights that come along."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Weights(frozenset(found.pop("articles")), **found)
