"""Who says so, innermost first."""

from __future__ import annotations

import pytest

from extractors.extraction import Extractor
from ontology.records import Article

CASES = [
    (
        "en",
        "The paper, citing local officials, reported that the army had captured Goma.",
        ["local officials", "paper"],
    ),
    ("en", "Citing residents, Reuters reported that rebels had seized Goma.", ["residents", "Reuters"]),
    ("en", "Reuters reported the army had captured Goma, citing two officials.", ["officials", "Reuters"]),
    ("en", "The governor's office confirmed that rebels had captured Goma.", ["governor's office"]),
    ("nb", "Hæren har tatt Goma, melder Reuters med henvisning til to tjenestemenn.", ["tjenestemenn", "Reuters"]),
    ("nb", "Statlig TV sier at hæren har tatt Goma.", ["Statlig TV"]),
    ("en", "Rutshuru, 14 October 2025 - The army has captured Goma, the rebels said.", ["rebels"]),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(("language", "sentence", "speakers"), CASES)
def test_speakers(extractor: Extractor, language: str, sentence: str, speakers: list[str]) -> None:
    claims = extractor.extract(Article("a" * 24, "speakers.txt", sentence, language)).claims
    (claim,) = (claim for claim in claims if claim.relation == "captured")
    named = [claim.said_by, *claim.chain] if claim.said_by else []
    assert list(dict.fromkeys(mention.label for mention in named)) == speakers


def test_what_the_writer_adds_behind_a_saying_is_nobodys(extractor: Extractor) -> None:
    sentence = "Rwanda says that Congo must disarm the FDLR, a condition Kinshasa has rejected."
    claims = extractor.extract(Article("a" * 24, "speakers.txt", sentence, "en")).claims
    (claim,) = (claim for claim in claims if claim.relation == "rejected")
    assert claim.said_by is None


def test_who_reports_the_dead_says_so(extractor: Extractor) -> None:
    sentence = "Hæren hevder at ti sivile ble drept, mens SOHR melder om minst 45 drepte."
    claims = extractor.extract(Article("a" * 24, "speakers.txt", sentence, "nb")).claims
    told = {claim.quantity.value: claim.said_by.entity for claim in claims if claim.quantity and claim.said_by}
    assert told[45] == "sohr"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nn", "Blant dei drepne er to born, opplyser sjukehuset i Goma."),
        ("nb", "Ni av de drepte var sivile, opplyser sykehuset i Goma."),
    ],
)
def test_who_tells_who_the_dead_are(extractor: Extractor, language: str, sentence: str) -> None:
    (claim,) = extractor.extract(Article("a" * 24, "speakers.txt", sentence, language)).claims
    assert claim.relation == "killed"
    assert claim.said_by is not None
    assert claim.said_by.span.text.startswith("s")


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels denied the army's claim that it had captured Goma.",
        "The army's claim that it had captured Goma was dismissed by the rebels.",
    ],
)
def test_a_claim_that_is_denied_is_still_its_owners(extractor: Extractor, sentence: str) -> None:
    claims = extractor.extract(Article("a" * 24, "speakers.txt", sentence, "en")).claims
    told = {(claim.said_by.label, claim.polarity) for claim in claims if claim.relation == "captured" and claim.said_by}
    assert told == {("army", "positive"), ("rebels", "negative")}
