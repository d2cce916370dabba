"""Short sentences whose only verb is spelt like a noun: the model needs a hint to see it."""

from __future__ import annotations

import pytest

from extractors import Extractor
from ontology.records import Article, Mention

EXTRACTOR = Extractor()

SENTENCES = [
    ("en", "The Syrian Democratic Forces control Raqqa.", "sdf controls raqqa"),
    (
        "en",
        "The Ethiopian government denied on Thursday that Tigrayan forces had captured Dessie.",
        "not captured dessie",
    ),
    ("nb", "Iran angrep Erbil onsdag, sier amerikanske tjenestemenn.", "iran attacked erbil"),
    ("nn", "YPG angreip Tabqa laurdag, seier lokale kjelder.", "ypg attacked tabqa"),
]


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES, ids=[case[1] for case in SENTENCES])
def test_verb_that_looks_like_a_noun_is_read(language: str, text: str, expected: str) -> None:
    """The claim is there, with its negation."""
    found = EXTRACTOR.extract(Article("0" * 24, "test", text, language, published="2017-10-15")).claims
    told = [
        " ".join(
            [
                claim.subject.entity if claim.subject else "",
                *(["not"] if claim.polarity == "negative" else []),
                claim.relation,
                claim.object.entity if isinstance(claim.object, Mention) else "",
            ]
        )
        for claim in found
    ]
    assert any(expected in each for each in told), told


@pytest.mark.parametrize(
    "text", ["A disaster for the town.", "The attack on Goma, day by day.", "Control of the port."]
)
def test_fragments_stay_without_a_verb(text: str) -> None:
    """What stands behind an article or opens the sentence is no verb."""
    found = EXTRACTOR.extract(Article("0" * 24, "test", text, "en"))
    assert not [claim for claim in found.claims if "verb:" in claim.rule]
