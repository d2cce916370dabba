"""What reading can answer besides an article: that it was left out, or that the work was done before."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.records import Extraction


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was left out, and why, in one line for a person to read."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Extracted:
    """A line of `claimgraph extract` come back as input, and the version of the extractor that made it."""

    path: str
    extraction: Extraction
    extractor: str | None
