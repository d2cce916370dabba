"""Short articles of one claim each, made by hand: what the tests of disputes, origins and timelines are about."""

from __future__ import annotations

from typing import Final

from ontology.records import Entity, Extraction, Mention, Modality, Polarity, Quantity, When
from ontology.thesaurus import Concept, Name, Scheme, Thesaurus
from tests.samples import Desk, make_article

TYPES: Final = {
    "brigade": "ArmedGroup",
    "army": "ArmedGroup",
    "pact": "Coalition",
    "sarin": "City",
    "quay": "Place",
    "coast": "Province",
    "mouth": "City",
    "observer": "Organization",
    "head": "Person",
    "governor": "Person",
    "deal": "Agreement",
}


def concept(id_: str, type_: str, **links: tuple[str, ...]) -> Concept:
    scheme: Scheme = "places" if type_ in ("City", "Place", "Province") else "actors"
    return Concept(id_, type_, scheme, (Name(id_.capitalize(), "en", "preferred"),), **links)


def role(id_: str, *broader: str) -> Concept:
    return Concept(id_, "PeopleGroup", "roles", (Name(id_, "en", "preferred"),), broader=broader)


THESAURUS: Final = Thesaurus(
    [
        concept("brigade", "ArmedGroup", part_of=("pact",)),
        concept("pact", "Coalition"),
        concept("army", "ArmedGroup"),
        concept("sarin", "City", located_in=("coast",)),
        concept("quay", "Place", located_in=("sarin",)),
        concept("mouth", "City"),
        concept("coast", "Province"),
        role("fighter"),
        role("foreign-fighter", "fighter"),
        role("civilian"),
        Concept("truce", "Agreement", "kinds", tuple(Name(each, "und", "preferred") for each in ("truce", "fred"))),
    ]
)


def group(id_: str, affiliation: str | None = None, origin: str | None = None) -> Entity:
    kind = id_.split(".")[1]
    base = "fighter" if kind.endswith("fighter") else kind
    return Entity(id_, "PeopleGroup", id_, role=base, affiliation=affiliation, origin=origin)


def story(
    subject: str | Entity | None,
    relation: str,
    object_: str | Entity | None,
    *,
    day: str | None = "2021-03-05",
    by: str | None = None,
    chain: tuple[str, ...] = (),
    publisher: str | None = "Coast Herald",
    polarity: Polarity = "positive",
    modality: Modality = "asserted",
    when: tuple[str | None, str | None] | None = None,
    where: str | None = None,
    quantity: Quantity | None = None,
    share: Quantity | None = None,
    text: str = "",
) -> Extraction:
    """An article that makes one claim; its text names everything in it, and goes on with ``text``."""
    parts = [each for each in (subject, object_, by, *chain, where) if each is not None]
    known = {_id(each): each if isinstance(each, Entity) else Entity(each, _type(each), each) for each in parts}
    words = f"{publisher} {relation} {polarity} {modality} {when} {quantity} {share}: {' '.join(known)}."
    article = make_article("news.txt", f"{words} {text}", "en", published=day, publisher=publisher)
    desk = Desk(article, tuple(known.values()))

    def mention(part: str | Entity | None) -> Mention | None:
        return desk.mention(_id(part), _id(part)) if part is not None else None

    desk.claim(
        relation,
        mention(subject),
        mention(object_),
        words,
        relation,
        polarity=polarity,
        modality=modality,
        said_by=mention(by),
        chain=tuple(found for each in chain if (found := mention(each)) is not None),
        when=When("then", *when) if when else None,
        where=mention(where),
        quantity=quantity,
        share=share,
    )
    return desk.extraction()


def _id(part: str | Entity) -> str:
    return part.id if isinstance(part, Entity) else part


def _type(name: str) -> str:
    return TYPES.get(name.split(".", maxsplit=1)[0], "Thing")
