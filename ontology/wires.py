"""How news agencies sign their copy: wires.toml, read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

FILE: Final = Path(__file__).with_name("wires.toml")


@cache
def signatures() -> Mapping[str, str]:
    """The agency, as the thesaurus has it, by each signature; the longest signatures first."""
    loaded = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found = {each: agency for agency, about in loaded.items() for each in about["signatures"]}
    return MappingProxyType({each: found[each] for each in sorted(found, key=lambda each: (-len(each), each))})
