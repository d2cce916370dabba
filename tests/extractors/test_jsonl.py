"""One line per extraction, and the same extraction back."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import jsonl
from ontology.records import Claim, Extraction, Mention, Quantity, Span, When
from tests import samples

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SPANS = st.builds(Span, st.integers(0, 10**9), st.integers(0, 10**9), TEXT)
MENTIONS = st.builds(Mention, SPANS, TEXT, TEXT, TEXT)
QUANTITIES = st.builds(
    Quantity,
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["exact", "about", "at-least", "at-most"]),
    st.none() | TEXT,
)
CLAIMS = st.builds(
    Claim,
    id=TEXT,
    relation=TEXT,
    subject=st.none() | MENTIONS,
    object=st.none() | MENTIONS | TEXT,
    polarity=st.sampled_from(["positive", "negative"]),
    modality=st.sampled_from(["asserted", "reported", "predicted", "planned", "possible"]),
    quote=SPANS,
    trigger=SPANS,
    rule=TEXT,
    open=st.booleans(),
    said_by=st.none() | MENTIONS,
    chain=st.lists(MENTIONS, max_size=2).map(tuple),
    quantity=st.none() | QUANTITIES,
    share=st.none() | QUANTITIES,
    when=st.none() | st.builds(When, TEXT, st.none() | TEXT, st.none() | TEXT),
    where=st.none() | MENTIONS,
)


@pytest.mark.parametrize("extraction", samples.ALL)
def test_there_and_back(extraction: Extraction) -> None:
    line = jsonl.dumps(extraction, extractor="x 1")
    assert "\n" not in line
    assert jsonl.loads(line) == extraction
    assert jsonl.extractor_of(json.loads(line)) == "x 1"


@given(CLAIMS)
def test_any_claim_there_and_back(claim: Claim) -> None:
    assert jsonl.claim_from_dict(json.loads(json.dumps(jsonl.claim_to_dict(claim)))) == claim
    extraction = replace(samples.WIRE, claims=(claim,))
    assert jsonl.loads(jsonl.dumps(extraction)) == extraction


def test_the_shape_that_is_promised() -> None:
    line = json.loads(jsonl.dumps(samples.NORWEGIAN))
    assert {"id", "path", "title", "language", "published", "publisher", "text"} <= set(line["article"])
    mention = {"start", "end", "text", "type", "entity", "label"}
    assert all(mention <= set(each) for each in line["mentions"])
    claims = {each["relation"]: each for each in line["claims"]}
    fled = claims["fled-to"]
    assert fled["share"] == {"value": 90, "bound": "about", "unit": "percent"}
    assert (fled["polarity"], fled["modality"], fled["open"]) == ("positive", "reported", False)
    assert line["article"]["text"][fled["start"] : fled["end"]] == fled["quote"]
    assert mention <= set(fled["subject"])
    assert claims["killed"]["subject"] is None
    assert claims["sent"]["object"] == "våpen"
    assert set(claims["left"]["when"]) == {"start", "end", "text"}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "[" * 100_000,
        "{}",
        '{"article": {}}',
        '{"article": {"id": 1}, "mentions": [], "claims": []}',
        jsonl.dumps(samples.WIRE).replace('"positive"', '"perhaps"'),
        jsonl.dumps(samples.WIRE).replace('"start": 0', '"start": true'),
        jsonl.dumps(samples.WIRE).replace('"open": false', '"open": 0'),
        jsonl.dumps(samples.WIRE).replace('"chain": []', '"chain": {}'),
    ],
)
def test_what_is_no_extraction(line: str) -> None:
    with pytest.raises(jsonl.BadLineError) as caught:
        jsonl.loads(line)
    assert "\n" not in str(caught.value)


@given(st.recursive(st.none() | st.booleans() | st.integers() | TEXT, st.lists, max_leaves=5), TEXT)
def test_any_value_in_any_place(value: object, name: str) -> None:
    line = jsonl.to_dict(samples.WIRE)
    for place in (*line, name):
        with suppress(jsonl.BadLineError):
            jsonl.from_dict({**line, place: value})
