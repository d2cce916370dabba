"""How many there are, with what bounds the number."""

from __future__ import annotations

import pytest

from extractors.extraction import Extractor
from ontology.records import Article

CASES = [
    ("en", "killed", "Between 20 and 30 militants were killed by the army.", 20, "at-least"),
    ("en", "killed", "The army killed 50 to 60 fighters.", 50, "at-least"),
    ("en", "killed", "The army killed five or six rebels.", 5, "at-least"),
    ("en", "killed", "The rebels killed 14 of the 20 hostages.", 14, "exact"),
    ("en", "killed", "Fourteen of the hostages were killed by the rebels.", 14, "exact"),
    ("en", "fled-to", "Hundreds of thousands of people fled to Chad.", 200_000, "at-least"),
    ("en", "fled-to", "Thousands of people fled to Chad.", 2_000, "at-least"),
    ("en", "killed", "Twenty-three people were killed by the army.", 23, "exact"),
    ("en", "killed", "Two hundred and fifty soldiers were killed.", 250, "exact"),
    ("en", "fled-to", "Half a million people fled to Chad.", 500_000, "exact"),
    ("en", "killed", "Some 300 soldiers were killed.", 300, "about"),
    ("en", "killed", "The army killed several hundred fighters.", 200, "at-least"),
    ("en", "fled-to", "Several thousand have fled to Chad.", 2_000, "at-least"),
    ("nb", "killed", "Hæren drepte flere hundre soldater.", 200, "at-least"),
    ("nb", "fled-to", "Flere tusen har flyktet til Tsjad.", 2_000, "at-least"),
    ("nb", "fled-to", "Opp mot 60.000 har flyktet til Tsjad.", 60_000, "at-most"),
    ("nn", "killed", "Hæren drap fleire hundre soldatar.", 200, "at-least"),
    ("nb", "killed", "Mellom 20 og 30 soldater ble drept av opprørerne.", 20, "at-least"),
    ("nb", "killed", "Opprørerne drepte 14 av de 20 gislene.", 14, "exact"),
    ("nb", "killed", "Fjorten av gislene ble drept av opprørerne.", 14, "exact"),
    ("nb", "killed", "Seks til åtte opprørere ble drept.", 6, "at-least"),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(("language", "relation", "sentence", "value", "bound"), CASES)
def test_amount(extractor: Extractor, language: str, relation: str, sentence: str, value: float, bound: str) -> None:
    claims = extractor.extract(Article("a" * 24, "amounts.txt", sentence, language)).claims
    (quantity,) = (claim.quantity for claim in claims if claim.relation == relation)
    assert quantity is not None
    assert (quantity.value, quantity.bound) == (value, bound)
