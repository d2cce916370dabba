"""Known names that an article spells in its own way, and words that only look like known names."""

from __future__ import annotations

import pytest

from extractors import Extractor
from extractors.spellings import Spellings, is_proper
from ontology.records import Article
from ontology.thesaurus import load


@pytest.fixture(scope="module")
def spellings() -> Spellings:
    return Spellings(load())


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("name", "label", "ids"),
    [
        ("Hasakeh", "LOC", ["al-hasakah", "al-hasakah-province"]),
        ("Dayr el-Zour", "LOC", ["deir-ez-zor", "deir-ez-zor-province"]),
        ("Kamishli", "LOC", ["qamishli"]),
        ("Moammar Qadhafi", "PER", ["muammar-gaddafi"]),
        ("Sergej Schoigu", "PER", ["sergei-shoigu"]),
        ("Hizballa", "ORG", ["hezbollah"]),
        ("Kamishli", "PER", []),
        ("Hasakeh", "ORG", []),
        ("Qadhafy", "PER", []),
        ("Iraqa", "LOC", []),
        ("den gode hæren", "ORG", []),
        ("", "LOC", []),
    ],
)
def test_a_spelling_is_known_where_one_thing_alone_can_be_meant(
    spellings: Spellings, name: str, label: str, ids: list[str]
) -> None:
    assert [each.id for each in spellings.find(name, label)] == ids


def test_proper_names() -> None:
    assert all(map(is_proper, ("Raqqa", "Deir al-Zor", "Mazar-i-Sharif", "Jaysh al-Islam")))
    assert not any(map(is_proper, ("Raqqa province", "den syriske hæren", "al", "12", "")))


@pytest.mark.parametrize(
    ("language", "text", "words", "id_"),
    [
        ("en", "Shells hit Hasakeh on Friday. Kurdish fighters left Hasakeh.", "Hasakeh", "al-hasakah"),
        (
            "nb",
            "Soldater gikk inn i Homs, sier den syriske regjeringen.",
            "den syriske regjeringen",
            "syrian-government",
        ),
        (
            "nn",
            "Soldatar gjekk inn i Homs, seier dei libyske styresmaktene.",
            "dei libyske styresmaktene",
            "libyan-government",
        ),
        ("nb", "SDF-talsmann Mustafa Bali ringte. Bali vil ikke si mer.", "Bali", "person.mustafa-bali"),
    ],
)
def test_in_an_article(extractor: Extractor, language: str, text: str, words: str, id_: str) -> None:
    found = extractor.extract(Article("a" * 24, "", text, language)).mentions
    assert id_ in {each.entity for each in found if each.span.text == words}


def test_an_acronym_means_what_the_article_introduces_it_for(extractor: Extractor) -> None:
    text = "The Northern Peace Alliance (NPA) met elders in Sanaa. The NPA left on Friday."
    found = extractor.extract(Article("a" * 24, "", text, "en")).mentions
    assert {each.entity for each in found if each.span.text == "NPA"} == {"org.northern-peace-alliance"}
    known = "Norwegian People's Aid (NPA) cleared mines. The NPA left on Friday."
    found = extractor.extract(Article("b" * 24, "", known, "en")).mentions
    assert {each.entity for each in found if each.span.text == "NPA"} == {"norwegian-peoples-aid"}
