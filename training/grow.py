"""Add a layer to a trained encoder that changes nothing yet: `python -m training.grow OUT MODEL [LAYERS]`.

The new residual layer has a zero gain, so that the grown model puts out what the model before it did, and training goes
on from there with a wider view (Chen, Goodfellow and Shlens 2016, "Net2Net").
"""

import sys
from pathlib import Path

import spacy
from spacy.language import Language

from training.soup import AnyModel


def encoder_nodes(model: AnyModel) -> list[AnyModel]:
    """The nodes with weights, from the first embedding table to the last gain."""
    return [node for node in model.walk() if any(node.has_param(key) for key in node.param_names)]


def grown(nlp: Language, layers: int = 1) -> Language:
    """The pipeline with `layers` more layers in its shared encoder, each an identity for now."""
    model = nlp.config["components"]["tok2vec"]["model"]
    model["encode"]["depth"] += layers
    new = spacy.blank(str(nlp.lang)).add_pipe("tok2vec", config={"model": model}).model  # type: ignore[attr-defined]
    new.initialize()
    old_nodes, new_nodes = encoder_nodes(nlp.get_pipe("tok2vec").model), encoder_nodes(new)  # type: ignore[attr-defined]
    # Walking is breadth first, but the encoder's layers stand in their order at one depth: pair them kind by kind.
    for name in {node.name for node in old_nodes}:
        olds = [node for node in old_nodes if node.name == name]
        news = [node for node in new_nodes if node.name == name]
        for old, node in zip(olds, news, strict=False):
            for key in old.param_names:
                node.set_param(key, old.get_param(key))
        for node in news[len(olds) :]:
            if node.has_param("G"):
                node.set_param("G", node.ops.alloc1f(node.get_dim("nO")))
    nlp.get_pipe("tok2vec").model = new  # type: ignore[attr-defined]
    nlp._pipe_configs["tok2vec"]["model"] = model  # noqa: SLF001  (what `to_disk` writes)
    return nlp


def main(out: Path, source: Path, layers: int) -> None:
    nlp = grown(spacy.load(source, exclude=["trainable_lemmatizer"]), layers)
    out.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
