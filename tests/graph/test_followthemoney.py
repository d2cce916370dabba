"""FollowTheMoney's JSON against its own model: the schemas, their properties, and what must stand where."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from graph.exports import followthemoney as ftm
from graph.storage.extractions import put_forward_as_fact
from graph.views.view import View, assemble
from ontology.records import Mention
from ontology.vocabulary import classes, relations
from tests import samples
from tests.graph.sample_view import extractions

MODEL: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "vendor" / "followthemoney.json").read_text(encoding="utf-8")
)["schemas"]


@pytest.fixture(scope="module", params=["story", "samples"])
def view(request: pytest.FixtureRequest) -> View:
    return assemble(extractions() if request.param == "story" else samples.ALL)


@pytest.fixture(scope="module")
def entities(view: View) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in ftm.followthemoney(view).splitlines()]
    found = {each["id"]: each for each in lines}
    assert len(found) == len(lines)
    return found


def is_a(schema: str, wanted: str) -> bool:
    return schema == wanted or wanted in MODEL[schema]["above"]


def test_every_entity_is_as_the_model_wants_it(entities: dict[str, dict[str, Any]]) -> None:
    for entity in entities.values():
        schema = MODEL[entity["schema"]]
        assert not schema["abstract"]
        assert set(schema["required"]) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            known = schema["properties"][name]
            assert values
            assert all(isinstance(value, str) and value for value in values)
            if known.get("type") == "entity":
                assert all(is_a(entities[value]["schema"], known["range"]) for value in values), name


def test_nothing_is_missing(view: View, entities: dict[str, dict[str, Any]]) -> None:
    kinds = [each["schema"] for each in entities.values()]
    assert kinds.count("Article") == len(view.articles)
    whole = [
        each.claim
        for each in view.claims
        if isinstance(each.claim.subject, Mention) and isinstance(each.claim.object, Mention)
    ]
    links = {each["properties"]["recordId"][0]: each for each in entities.values() if "proof" in each["properties"]}
    assert set(links) == {claim.id for claim in whole if put_forward_as_fact(claim)}
    for claim in whole:
        if claim.id in links:
            properties = links[claim.id]["properties"]
            assert properties["summary"] == [claim.quote.text]
            assert properties["role"] == [claim.relation]
            assert properties["status"] == [claim.modality]
    assert len(entities) == len(view.nodes) + len(view.articles) + len(links)


def test_what_is_denied_or_planned_is_no_link(view: View) -> None:
    said = ftm.followthemoney(view)
    others = [each.claim.id for each in view.claims if not put_forward_as_fact(each.claim)]
    assert others
    assert not any(each in said for each in others)


def test_every_class_and_no_unknown_relation_has_a_word() -> None:
    words = tomllib.loads(Path(ftm.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    assert set(words["classes"]) == set(classes())
    assert set(words["classes"].values()) <= set(MODEL)
    for name, link in words["relations"].items():
        assert name in relations()
        assert {link["subject"], link["object"]} <= set(MODEL[link["schema"]]["properties"])
