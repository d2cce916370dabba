"""Two articles about one evacuation: what they disagree on, what they do not, and where their word comes from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors import Extractor
from extractors.articles import read
from graph.disputes import disputes
from graph.identity import resolve
from graph.identity.applied import applied
from graph.views.view import View, assemble
from ontology.records import Article, Claim, Extraction
from ontology.thesaurus import load

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def held() -> list[Extraction]:
    extractor = Extractor()
    extracted = [extractor.extract(each) for each in read([str(SEEDS)]) if isinstance(each, Article)]
    return applied(extracted, resolve(extracted, load()))


@pytest.fixture(scope="module")
def view(held: list[Extraction]) -> View:
    return assemble(held, load())


def claims(held: Sequence[Extraction], words: str) -> list[Claim]:
    return [claim for each in held for claim in each.claims if words in claim.quote.text]


def test_a_forecast_and_a_refusal_to_name_a_day_stand_side_by_side(held: list[Extraction]) -> None:
    forecast, refusal = claims(held, "tape byen lørdag eller søndag"), claims(held, "noe bestemt tidspunkt")
    assert forecast
    assert refusal
    stood = {each.claim.id for found in disputes(held, load()) for each in (*found.left, *found.right)}
    assert stood.isdisjoint(each.id for each in (*forecast, *refusal))


def test_the_departure_is_one_claim_with_two_origins(view: View) -> None:
    (edge,) = [
        each
        for each in view.edges
        if each.relation == "left" and each.target == "raqqa" and "islamic-state.from-syria" in each.source
    ]
    assert len(edge.articles) == 2
    assert edge.origin_names == ("Syrian Observatory for Human Rights", "unnamed “monitor”")
    assert (edge.origins, edge.score, edge.disputed) == (2, 1.5, False)


def test_excluded_says_the_coalition_and_leaving_says_a_council_member(held: list[Extraction]) -> None:
    found = [each for each in disputes(held, load()) if each.kind == "excluded-yet-leaving"]
    (dispute,) = found
    assert "us-led-coalition" in {each.claim.said_by.entity for each in dispute.left if each.claim.said_by}
    assert {each.claim.said_by.entity for each in dispute.right if each.claim.said_by} == {"person.omar-alloush"}
