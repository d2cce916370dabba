"""Every entry of the trigger lexicons against its own sentences: what must be found, and what must not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from extractors import Extractor
from ontology.languages import codes
from ontology.lexicon import Example, lexicon
from ontology.records import Article, Claim, Mention
from ontology.vocabulary import relations

EXTRACTOR = Extractor()
KNOWN = Path(__file__).with_name("known_failures.tsv")  # language, relation, sentence
REASON = "the shipped model parses the sentence wrongly, or a noun in it has no entry in the thesaurus"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One case per sentence, so that a failure names the sentence."""
    if "example" in metafunc.fixturenames:
        metafunc.parametrize(("code", "example"), list(_cases("examples")))
    if "counter" in metafunc.fixturenames:
        metafunc.parametrize(("code", "counter"), list(_cases("counters")))


def test_example_is_found(code: str, example: Example) -> None:
    """Each expected claim is among the claims of the sentence."""
    found = _claims(code, example.text)
    shown = [_shown(claim) for claim in found]
    for expected in example.claims:
        assert any(_agrees(claim, expected) for claim in found), f"{expected!r} not in {shown}"


def test_counter_example_is_not_found(code: str, counter: Example) -> None:
    """No claim of the relation is read into the sentence."""
    found = [_shown(claim) for claim in _claims(code, counter.text) if claim.relation == counter.relation]
    assert not found


@pytest.mark.parametrize("code", codes())
def test_lexicon_covers_every_relation(code: str) -> None:
    """Every relation of the ontology has a trigger in every language, and no trigger makes an unknown one."""
    made = {
        trigger.relation
        for table in lexicon(code).triggers.values()
        for triggers in table.values()
        for trigger in triggers
    }
    assert made == set(relations())


def test_known_failures_are_sentences_of_the_lexicons() -> None:
    """The list of known failures names no sentence that has gone, and shrinks when one is mended (they are strict)."""
    sentences = {
        (code, each.relation, each.text)
        for code in codes()
        for each in (*lexicon(code).examples, *lexicon(code).counters)
    }
    assert known_failures() <= sentences


@cache
def known_failures() -> frozenset[tuple[str, ...]]:
    """(language, relation, sentence) of what is known to fail."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(line.split("\t")) for line in lines if line)


def _cases(kind: str) -> Iterator[ParameterSet]:
    for code in codes():
        for example in getattr(lexicon(code), kind):
            fails = (code, example.relation, example.text) in known_failures()
            marks = [pytest.mark.xfail(strict=True, reason=REASON)] if fails else []
            yield pytest.param(code, example, id=_name(code, example), marks=marks)


@cache
def _claims(code: str, text: str) -> tuple[Claim, ...]:
    return EXTRACTOR.extract(Article("0" * 24, "example", text, code)).claims


def _agrees(claim: Claim, expected: str) -> bool:
    subject, relation, target = (part.strip() for part in expected.split("|"))
    return claim.relation == relation and _overlaps(claim.subject, subject) and _overlaps(claim.object, target)


def _overlaps(end: Mention | str | None, wanted: str) -> bool:
    if wanted == "-":
        return end is None
    if end is None:
        return False
    words = set(_words(end)) if isinstance(end, str) else {*_words(end.span.text), *_words(end.label)}
    return bool(words & set(_words(wanted)))


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", text.lower()) if len(word) > 1]


def _shown(claim: Claim) -> str:
    ends = [end.span.text if isinstance(end, Mention) else end for end in (claim.subject, claim.object)]
    return f"{ends[0]} | {claim.relation} | {ends[1]}"


def _name(code: str, example: Example) -> str:
    return f"{code}-{example.relation}-{example.text[:60]}"
