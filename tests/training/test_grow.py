"""A layer more changes nothing before training goes on."""

from __future__ import annotations

import numpy as np
import spacy
from spacy.language import Language

from training.grow import grown


def tiny() -> Language:
    """A pipeline with a small encoder of two layers, and no training."""
    nlp = spacy.blank("en")
    whole = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 8,
            "attrs": ["NORM", "SHAPE"],
            "rows": [50, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 8,
            "depth": 2,
            "window_size": 1,
            "maxout_pieces": 2,
        },
    }
    nlp.add_pipe("tok2vec", config={"model": whole})
    nlp.initialize()
    return nlp


def test_grown_encoder_puts_out_what_the_one_before_did() -> None:
    nlp = tiny()
    before = nlp("Rebels left the town of Kona.").tensor
    after = grown(nlp)
    assert after.config["components"]["tok2vec"]["model"]["encode"]["depth"] == 3
    np.testing.assert_array_equal(after("Rebels left the town of Kona.").tensor, before)
