"""The queries that claimgraph brings along: SPARQL files whose first comment line says what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

FOLDER: Final = Path(__file__).with_name("queries")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query by name ("who-said-what") with its one line of help."""

    name: str
    help: str
    sparql: str


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """All named queries, in the order of their names."""
    return MappingProxyType({path.stem: _read(path) for path in sorted(FOLDER.glob("*.rq"))})


def _read(path: Path) -> NamedQuery:
    sparql = path.read_text(encoding="utf-8")
    first = sparql.split("\n", 1)[0]
    return NamedQuery(path.stem, first.removeprefix("#").strip(), sparql)
