"""The scenarios as values, and how what was found in them compares with what should be."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from evaluation.tally import Tally
from extractors import Extractor
from extractors.articles.reading import article_id
from graph.disputes import Dispute, State, disputes, states
from graph.identity import resolve
from graph.identity.applied import applied
from graph.views.view import assemble
from ontology.records import Article, Extraction
from ontology.thesaurus import Thesaurus

FILE: Final = Path(__file__).with_name("scenarios.toml")
OPTIONAL: Final = ("title", "published", "publisher", "author", "url")


@dataclass(frozen=True, slots=True)
class Expected:
    """A dispute that should be found: its kind, and words from a quote on each side."""

    kind: str
    between: tuple[str, str]

    def matches(self, dispute: Dispute) -> bool:
        sides = [[each.claim.quote.text for each in side] for side in (dispute.left, dispute.right)]
        one, other = ([any(words in quote for quote in side) for side in sides] for words in self.between)
        return dispute.kind == self.kind and ((one[0] and other[1]) or (one[1] and other[0]))


@dataclass(frozen=True, slots=True)
class Sources:
    """How many independent origins an edge should have; the edge is that of a claim by its words and relation."""

    of: str
    relation: str
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the timeline that should be found."""

    place: str
    actor: str
    relation: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Some articles, and what should come of them."""

    name: str
    articles: tuple[Article, ...]
    disputes: tuple[Expected, ...] = ()
    origins: tuple[Sources, ...] = ()
    states: tuple[Row, ...] = ()


@dataclass(slots=True)
class Judged:
    """What was found in one scenario, and what is wrong with it in words."""

    scenario: Scenario
    extractions: Sequence[Extraction]
    disputes: Tally = field(default_factory=Tally)
    origins: Tally = field(default_factory=Tally)
    states: Tally = field(default_factory=Tally)
    wrong: list[str] = field(default_factory=list)


@cache
def scenarios() -> tuple[Scenario, ...]:
    """All scenarios, in the order of the file."""
    return tuple(_scenario(each) for each in tomllib.loads(FILE.read_text(encoding="utf-8"))["scenario"])


def judge(scenario: Scenario, extractor: Extractor, thesaurus: Thesaurus) -> Judged:
    """Extract the articles, merge the entities, and compare."""
    extracted = [extractor.extract(each) for each in scenario.articles]
    held = applied(extracted, resolve(extracted, thesaurus))
    judged = Judged(scenario, held)
    _judge_disputes(judged, disputes(held, thesaurus))
    _judge_origins(judged, thesaurus)
    _judge_states(judged, states(held, thesaurus))
    return judged


def _judge_disputes(judged: Judged, found: Sequence[Dispute]) -> None:
    expected = judged.scenario.disputes
    matched = [each for each in found if any(wanted.matches(each) for wanted in expected)]
    hit = [wanted for wanted in expected if any(wanted.matches(each) for each in found)]
    judged.disputes.add(len(matched), len(found), 0)
    judged.disputes.gold = len(expected)
    judged.wrong += [f"missed: {each.kind}, {' / '.join(each.between)}" for each in expected if each not in hit]
    judged.wrong += [f"no dispute: {_told(each)}" for each in found if each not in matched]


def _judge_origins(judged: Judged, thesaurus: Thesaurus) -> None:
    view = assemble(judged.extractions, thesaurus)
    claims = {each.claim.id: each.claim for each in view.claims}
    for wanted in judged.scenario.origins:
        found = [
            edge
            for edge in view.edges
            if edge.relation == wanted.relation and any(wanted.of in claims[each].quote.text for each in edge.claims)
        ]
        right = [
            edge
            for edge in found
            if edge.origins == wanted.count and (not wanted.names or edge.origin_names == wanted.names)
        ]
        judged.origins.add(bool(right), 1, 1)
        if not right:
            told = "; ".join(", ".join(edge.origin_names) for edge in found) or "no such edge"
            judged.wrong.append(f"{wanted.count} origins of {wanted.of!r}: {told}")


def _judge_states(judged: Judged, found: Sequence[State]) -> None:
    rows = {Row(each.place, each.actor, each.relation, each.start, each.end) for each in found}
    for wanted in judged.scenario.states:
        judged.states.add(wanted in rows, 1, 1)
        if wanted not in rows:
            judged.wrong.append(f"no row {wanted}; there is {sorted(map(str, rows))}")


def _told(dispute: Dispute) -> str:
    sides = (" + ".join(each.claim.quote.text for each in side) for side in (dispute.left, dispute.right))
    return f"{dispute.kind}, {' / '.join(sides)}"


def _scenario(data: dict[str, Any]) -> Scenario:
    return Scenario(
        name=data["name"],
        articles=tuple(_articles(data["article"])),
        disputes=tuple(Expected(each["kind"], tuple(each["between"])) for each in data.get("dispute", ())),
        origins=tuple(
            Sources(each["of"], each["relation"], each["count"], tuple(each.get("names", ())))
            for each in data.get("origins", ())
        ),
        states=tuple(
            Row(each["place"], each["actor"], each["relation"], each.get("start"), each.get("end"))
            for each in data.get("state", ())
        ),
    )


def _articles(data: Sequence[dict[str, str]]) -> Iterator[Article]:
    for number, each in enumerate(data, 1):
        meta = {name: each.get(name) for name in OPTIONAL}
        id_ = article_id(each["text"], each["language"], **meta)
        yield Article(id_, f"{number}.txt", each["text"], each["language"], **meta)
