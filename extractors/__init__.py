"""Text to claims: articles in, extractions out. spaCy lives here and nowhere else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

# Our matrices are too small to be shared between threads, which would wait for each other at full load. The library
# that NumPy multiplies with asks when it is first imported, which is after this.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from extractors.extraction import Extractor

__all__ = ["Extractor"]


def __getattr__(name: str) -> object:
    # Loaded on demand: reading articles must not cost the import of a parser.
    if name == "Extractor":
        from extractors.extraction import Extractor

        return Extractor
    raise AttributeError(name)
