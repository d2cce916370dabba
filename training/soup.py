"""Average the weights of runs that went on from the same model: `python -m training.soup OUT MODEL MODEL …`.

Two runs that differ in their seed alone end in one basin; their mean is as good as an ensemble and costs nothing at run
time (English trees, second round: see README.md for what it bought).
"""

import sys
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import Model

AnyModel = Model[object, object]


def layers(nlp: Language, name: str) -> list[AnyModel]:
    return list(nlp.get_pipe(name).model.walk())  # type: ignore[attr-defined]


def averaged(pipelines: list[Language]) -> Language:
    """The first pipeline, with the mean of all weights in the components that all of them have."""
    first = pipelines[0]
    for name in first.pipe_names:
        for nodes in zip(*(layers(nlp, name) for nlp in pipelines), strict=True):
            for key in nodes[0].param_names:
                if nodes[0].has_param(key):
                    nodes[0].set_param(key, np.mean([node.get_param(key) for node in nodes], axis=0))
    return first


def main(out: Path, paths: list[Path]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    averaged([spacy.load(path, exclude=["trainable_lemmatizer"]) for path in paths]).to_disk(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(path) for path in sys.argv[2:]])
