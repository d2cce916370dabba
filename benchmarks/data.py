"""Articles that nobody wrote, as many as are wanted: the claims in them are random, and the same in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Quad

from graph.storage.rdf import to_quads
from ontology.records import Article, Claim, Entity, Extraction, Mention, Modality, Polarity, Span
from ontology.vocabulary import relations

EXTRACTOR: Final = "benchmark 1"
CLAIMS: Final = 25
"""Claims in an article."""
THINGS: Final = 3000
POLARITIES: Final[list[Polarity]] = ["positive", "negative"]
MODALITIES: Final[list[Modality]] = ["asserted", "reported", "planned"]


def extractions(seed: int = 0) -> Iterator[Extraction]:
    """One extraction after the other, without end."""
    chance, number = random.Random(seed), 0  # noqa: S311  (data, no secret)
    names = sorted(each for each in relations())
    while True:
        yield _extraction(chance, number, names)
        number += 1


def quads(most: int, seed: int = 0) -> Iterator[Quad]:
    """Quads as a store of such articles holds them, as many as are wanted."""
    count = 0
    for extraction in extractions(seed):
        for quad in to_quads(extraction, EXTRACTOR):
            yield quad
            count += 1
            if count == most:
                return


def _extraction(chance: random.Random, number: int, names: list[str]) -> Extraction:
    sentences, claims, mentions, things = "", list[Claim](), list[Mention](), set[int]()
    for at in range(CLAIMS):
        one, other = chance.sample(range(THINGS), 2)
        relation = chance.choice(names)
        start = len(sentences)
        subject = _mention(one, start)
        verb = Span(subject.span.end + 1, subject.span.end + 1 + len(relation), relation)
        object_ = _mention(other, verb.end + 1)
        text = f"{subject.span.text} {relation} {object_.span.text}."
        sentences += f"{text} "
        mentions += [subject, object_]
        things |= {one, other}
        claims.append(
            Claim(
                id=f"claim-{number}-{at}",
                relation=relation,
                subject=subject,
                object=object_,
                polarity=chance.choices(POLARITIES, [9, 1])[0],
                modality=chance.choices(MODALITIES, [6, 3, 1])[0],
                quote=Span(start, start + len(text), text),
                trigger=verb,
                rule="benchmark",
                said_by=subject if chance.random() < 0.3 else None,
            )
        )
    article = Article(
        id=f"article-{number}",
        path=f"{number}.txt",
        text=sentences,
        language=chance.choice(["en", "nb", "nn"]),
        title=f"Article {number}",
        published=f"20{number % 20:02}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        publisher=f"Paper {number % 40}",
    )
    entities = tuple(
        Entity(f"thing-{each}", "ArmedGroup", f"Thing {each}", (f"Thing {each}",)) for each in sorted(things)
    )
    return Extraction(article, tuple(mentions), entities, tuple(claims))


def _mention(thing: int, start: int) -> Mention:
    text = f"Thing {thing}"
    return Mention(Span(start, start + len(text), text), "ArmedGroup", f"thing-{thing}", text)
