"""Claims that are denied, confirmed or told on with a word that stands for them."""

from __future__ import annotations

import pytest

from extractors import Extractor
from ontology.records import Article, Claim, Mention

EXTRACTOR = Extractor()
DENIALS = [
    ("en", "The UN says Rwanda supports the M23 rebels. Kigali has repeatedly denied the allegations.", "Kigali"),
    ("en", "Kyiv said Russian troops had shelled the hospital. Moscow denied it.", "Moscow"),
    ("en", "The army says it has taken the town, a claim the rebels reject.", "rebels"),
    ("en", "Sudan accuses the Emirates of arming the RSF, which Abu Dhabi denies.", "Abu Dhabi"),
    ("nb", "Israel har bombet skolen, noe hæren benekter.", "hæren"),
    ("nb", "FN sier at Rwanda støtter opprørerne. Kigali avviser anklagene.", "Kigali"),
    ("nn", "FN seier at Rwanda støttar opprørarane, noko Kigali avviser.", "Kigali"),
]
SILENT = [
    ("en", "At least 14 civilians were killed in Misrata, Amnesty International said. Russia denied the accusations."),
    ("en", "The army says it has taken the town. The rebels denied that they had lost the airport."),
    ("en", "The army says it has taken the town. The rebels have not confirmed it."),
    ("en", "The army is planning to take the town. The general denied the request for leave."),
]


def claims(text: str, language: str) -> list[Claim]:
    return list(EXTRACTOR.extract(Article("0" * 24, "test", text, language, published="2024-03-01")).claims)


@pytest.mark.parametrize(("language", "text", "speaker"), DENIALS, ids=[case[1] for case in DENIALS])
def test_who_denies_a_claim_says_the_contrary(language: str, text: str, speaker: str) -> None:
    found = claims(text, language)
    (denied,) = [each for each in found if each.rule.endswith("+denial")]
    assert denied.polarity == "negative"
    assert denied.modality == "asserted"
    assert denied.said_by is not None
    assert denied.said_by.span.text == speaker
    assert denied.quote.text == text[denied.quote.start : denied.quote.end]
    told = [each for each in found if each.relation == denied.relation and each is not denied]
    assert [each.polarity for each in told] == ["positive"]
    assert told[0].object == denied.object


@pytest.mark.parametrize(("language", "text"), SILENT, ids=[case[1] for case in SILENT])
def test_nothing_is_taken_up_without_a_word_for_it(language: str, text: str) -> None:
    assert not [each for each in claims(text, language) if each.rule.endswith(("+denial", "+confirmation"))]


def test_who_confirms_a_claim_says_it_too() -> None:
    found = claims("Israel bombed the school on Monday. The army confirmed this.", "en")
    assert [(each.polarity, each.said_by.span.text if each.said_by else None) for each in found] == [
        ("positive", None),
        ("positive", "army"),
    ]


def test_what_somebody_rules_out_is_the_clause_before() -> None:
    text = "The elders told the soldiers to surrender, something the soldiers had ruled out."
    (rejected,) = [each for each in claims(text, "en") if each.relation == "rejected"]
    assert rejected.object == "to surrender"


def test_an_aside_tells_who_takes_part_in_an_event() -> None:
    told = "All local fighters left Tal Afar on Friday."
    text = f'{told}\n\n"If it happens, it will be today - foreign fighters", he said.'
    (other,) = [each for each in claims(text, "en") if each.rule.endswith("+event")]
    assert isinstance(other.subject, Mention)
    assert (other.subject.span.text, other.relation, other.modality) == ("foreign fighters", "left", "possible")


def test_who_is_charged_with_others_denies_it_for_himself() -> None:
    charge = "Human Rights Watch skuldar både Russland og Taliban for å ha drepe sivile."
    denied = [each for each in claims(f"{charge} Russland avviser det.", "nn") if each.rule.endswith("+denial")]
    assert [each.subject.entity for each in denied if each.subject] == ["russia"]
