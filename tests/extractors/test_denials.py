"""No claim that is denied, planned, forecast or supposed stands as a plain triple."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractors.extraction import Extractor
from ontology.records import Article

DENIALS = tomllib.loads(Path(__file__).with_name("denials.toml").read_text(encoding="utf-8"))
CASES = [
    (language, relation, sentence)
    for language, relations in DENIALS.items()
    for relation, sentences in relations.items()
    for sentence in sentences
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(("language", "relation", "sentence"), CASES)
def test_what_did_not_happen_is_no_plain_triple(
    extractor: Extractor, language: str, relation: str, sentence: str
) -> None:
    article = Article("d" * 24, "denials.txt", sentence, language)
    claims = [claim for claim in extractor.extract(article).claims if claim.relation == relation]
    assert claims, "the sentence must say something of the relation"
    assert [claim for claim in claims if claim.polarity == "positive" and claim.modality == "asserted"] == []
