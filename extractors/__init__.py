"""Text to claims: articles in, extractions out. spaCy lives here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.extraction import Extractor

__all__ = ["Extractor"]


def __getattr__(name: str) -> object:
    # Loaded on demand: reading articles must not cost the import of a parser.
    if name == "Extractor":
        from extractors.extraction import Extractor

        return Extractor
    raise AttributeError(name)
