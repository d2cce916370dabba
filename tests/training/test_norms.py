"""Regular forms and what they borrow from."""

from __future__ import annotations

from ontology.languages import codes
from ontology.languages.inflection import norms
from training.norms import forms

ENDINGS = {"e": {"et": "åpnet", "er": "åpner"}, "ere": {"erte": "vurderte"}}


def test_the_longest_ending_of_the_lemma_decides() -> None:
    """ "Kapitulere" goes like "vurdere", "erobre" like "åpne", and a lemma with another ending like none."""
    assert list(forms("kapitulere", ENDINGS)) == [("kapitulerte", "vurderte")]
    assert list(forms("erobre", ENDINGS)) == [("erobret", "åpnet"), ("erobrer", "åpner")]
    assert list(forms("gå", ENDINGS)) == []


def test_no_form_borrows_from_a_form_that_borrows() -> None:
    """What is lent is the norm of a verb that the model knows."""
    for code in codes():
        assert not set(norms(code)) & set(norms(code).values())
