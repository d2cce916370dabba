"""Loading language models: ours from the package, or any spaCy pipeline that the user names.

Everything above reads Universal Dependencies and our entity types; a pipeline trained on other labels is mapped by the
table of its scheme (``schemes/*.toml``), chosen by the labels that its own components report.
"""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.schemes import Scheme, matching
from ontology.languages import codes, grammar

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = Path(__file__).parent / "models"


class ModelError(Exception):
    """A language model is missing or cannot be loaded; the message is one line."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded spaCy pipeline, the schemes of its labels (none where they are ours), and whether it came with us."""

    nlp: Language
    schemes: tuple[Scheme, ...]
    ours: bool


def load(name: str, chosen: str | None = None) -> Pipeline:
    """Our pipeline ``name``, or the installed spaCy pipeline ``chosen``. Raises ModelError."""
    import spacy
    from thinc.api import use_ops

    source: str | Path = chosen or MODELS / name
    # The OpenBLAS that comes with NumPy multiplies our matrices in three quarters of the time that BLIS takes.
    multiplying = nullcontext() if chosen else use_ops("numpy", use_blis=False)
    try:
        with multiplying:
            nlp = spacy.load(source)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"language model {source}: {' '.join(str(error).split())[:200]}") from None
    return Pipeline(nlp, schemes_of(nlp), ours=chosen is None)


def schemes_of(nlp: Language) -> tuple[Scheme, ...]:
    """The label schemes of a pipeline, told by the labels that its components report."""
    return matching(label for labels in nlp.pipe_labels.values() for label in labels)


def pipelines() -> tuple[str, ...]:
    """The names of the pipelines that the languages ask for, sorted."""
    return tuple(sorted({grammar(code).pipeline for code in codes()}))


def stamp(name: str, chosen: str | None) -> str:
    """What tells one model from another: name and version as its own ``meta.json`` has them; a user's choice by its
    name."""
    if chosen:
        return f"{name}={chosen}"
    meta = MODELS / name / "meta.json"
    try:
        data = json.loads(meta.read_bytes())
    except (OSError, ValueError) as error:
        raise ModelError(f"language model {meta.parent}: {' '.join(str(error).split())[:200]}") from None
    return f"{data['lang']}_{data['name']}-{data['version']}"
