"""Three hand-made extractions about an invented coast: two sources in English, one in Norwegian, and they disagree.

``ENGLISH`` says that the brigade took the port, ``NORWEGIAN`` has the governor deny it, ``WIRE`` repeats ``ENGLISH``
and says so. Between them they hold every polarity and modality, a chain of speakers, quantities, a share, partial
dates, a literal object, claims without a subject, an open claim, and one entity under names of two languages.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Final

from ontology.records import (
    Article,
    Bound,
    Claim,
    Entity,
    Extraction,
    Mention,
    Modality,
    Polarity,
    Quantity,
    Span,
    When,
)

THESAURUS: Final = Path(__file__).with_name("samples.ttl")
EXTRACTOR: Final = "samples 1"


def make_article(
    path: str,
    text: str,
    language: str,
    *,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
) -> Article:
    """An article with the id that its content gives it."""
    content = json.dumps([text, language, title, published, publisher, None, None], ensure_ascii=False)
    id_ = sha256(content.encode()).hexdigest()[:24]
    return Article(id_, path, text, language, title=title, published=published, publisher=publisher)


class Desk:
    """Collects the mentions and claims of one article; words are given as text and found in the article."""

    def __init__(self, article: Article, entities: tuple[Entity, ...]) -> None:
        self.article = article
        self.entities = {entity.id: entity for entity in entities}
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []

    def span(self, words: str, *, after: str = "") -> Span:
        """The first place where the article has these words, behind the place where it has ``after``."""
        start = self.article.text.index(words, self.article.text.index(after))
        return Span(start, start + len(words), words)

    def mention(self, entity: str, words: str, *, after: str = "") -> Mention:
        """The words as a mention of the entity; the same words at the same place are one mention."""
        known = self.entities[entity]
        mention = Mention(self.span(words, after=after), known.type, entity, known.label)
        if mention not in self.mentions:
            self.mentions.append(mention)
        return mention

    def claim(
        self,
        relation: str,
        subject: Mention | None,
        object_: Mention | str | None,
        quote: str,
        trigger: str,
        *,
        polarity: Polarity = "positive",
        modality: Modality = "asserted",
        open_: bool = False,
        said_by: Mention | None = None,
        chain: tuple[Mention, ...] = (),
        quantity: Quantity | None = None,
        share: Quantity | None = None,
        when: When | None = None,
        where: Mention | None = None,
    ) -> None:
        """A claim whose trigger is looked for inside its quote."""
        content = json.dumps([self.article.id, relation, quote, len(self.claims)])
        claim = Claim(
            sha256(content.encode()).hexdigest()[:24],
            relation,
            subject,
            object_,
            polarity,
            modality,
            self.span(quote),
            self.span(trigger, after=quote),
            rule=f"{relation}/verb",
            open=open_,
            said_by=said_by,
            chain=chain,
            quantity=quantity,
            share=share,
            when=when,
            where=where,
        )
        self.claims.append(claim)

    def extraction(self) -> Extraction:
        """All of it, in the order that an Extraction promises."""
        mentions = sorted(self.mentions, key=lambda each: (each.span.start, each.span.end, each.entity))
        claims = sorted(self.claims, key=lambda each: each.id)
        entities = sorted(self.entities.values(), key=lambda each: each.id)
        return Extraction(self.article, tuple(mentions), tuple(entities), tuple(claims))


def amount(value: float, bound: Bound, unit: str) -> Quantity:
    """A quantity in one line."""
    return Quantity(value, bound, unit)


def _english() -> Extraction:
    text = (
        "The Harbour Brigade captured Port Sarin on Friday, a coast guard officer said. More than 1,200 civilians were "
        "evacuated from Port Sarin to Marmouth. Russia was not involved in the talks. The brigade plans to leave "
        "Port Sarin in April, but it may attack Old Quay first. The governor demanded an inquiry. Sappers dredged the "
        "channel.\n"
    )
    article = make_article(
        "news/herald.txt",
        text,
        "en",
        title="Brigade takes harbour town",
        published="2021-03-05",
        publisher="Coast Herald",
    )
    desk = Desk(
        article,
        (
            Entity("harbour-brigade", "ArmedGroup", "Harbour Brigade", ("Harbour Brigade",)),
            Entity("port-sarin", "City", "Port Sarin", ("Port Sarin",)),
            Entity("marmouth", "City", "Marmouth", ("Marmouth",)),
            Entity("old-quay", "Place", "Old Quay", ("Old Quay",)),
            Entity("russia", "Country", "Russia", ("Russia",)),
            Entity("event.talks", "Event", "the talks", ("the talks",)),
            Entity("group.officer", "PeopleGroup", "a coast guard officer", ("a coast guard officer",), role="officer"),
            Entity("group.civilian", "PeopleGroup", "civilians", ("1,200 civilians",), role="civilian"),
            Entity("group.governor", "PeopleGroup", "the governor", ("The governor",), role="governor"),
            Entity("group.sapper", "PeopleGroup", "sappers", ("Sappers",), role="sapper"),
            Entity("thing.channel", "Thing", "the channel", ("the channel",)),
        ),
    )
    brigade = desk.mention("harbour-brigade", "The Harbour Brigade")
    port = desk.mention("port-sarin", "Port Sarin")
    officer = desk.mention("group.officer", "a coast guard officer")
    first = "The Harbour Brigade captured Port Sarin on Friday, a coast guard officer said."
    friday = When("on Friday", "2021-03-05", "2021-03-05")
    desk.claim("captured", brigade, port, first, "captured", said_by=officer, when=friday)
    second = "More than 1,200 civilians were evacuated from Port Sarin to Marmouth."
    civilians = desk.mention("group.civilian", "1,200 civilians")
    over_1200 = amount(1200, "at-least", "civilians")
    second_port = desk.mention("port-sarin", "Port Sarin", after=second)
    desk.claim("evacuated-from", civilians, second_port, second, "evacuated", quantity=over_1200)
    marmouth = desk.mention("marmouth", "Marmouth")
    desk.claim("evacuated-to", civilians, marmouth, second, "evacuated", quantity=over_1200)
    third = "Russia was not involved in the talks."
    russia, talks = desk.mention("russia", "Russia"), desk.mention("event.talks", "the talks")
    desk.claim("negotiated", russia, talks, third, "involved", polarity="negative")
    fourth = "The brigade plans to leave Port Sarin in April, but it may attack Old Quay first."
    brigade_again = desk.mention("harbour-brigade", "The brigade")
    left_port = desk.mention("port-sarin", "Port Sarin", after=fourth)
    april = When("in April", "2021-04", "2021-04")
    desk.claim("left", brigade_again, left_port, fourth, "leave", modality="planned", when=april)
    it = desk.mention("harbour-brigade", "it", after="it may")
    quay = desk.mention("old-quay", "Old Quay")
    desk.claim("attacked", it, quay, fourth, "attack", modality="possible")
    fifth = "The governor demanded an inquiry."
    desk.claim("demanded", desk.mention("group.governor", "The governor"), "an inquiry", fifth, "demanded")
    sixth = "Sappers dredged the channel."
    sappers, channel = (
        desk.mention("group.sapper", "Sappers"),
        desk.mention("thing.channel", "the channel", after=sixth),
    )
    desk.claim("dredge", sappers, channel, sixth, "dredged", open_=True)
    return desk.extraction()


def _norwegian() -> Extraction:
    text = (
        "Havnebrigaden har ikke inntatt Port Sarin, sier guvernør Ida Solvang i byen. Ifølge en kilde som NorNytt "
        "viser til, forlot brigaden Gamlekaia lørdag. Om lag 90 prosent av innbyggerne skal ha flyktet til Marmouth. "
        "Tre soldater ble drept ved Gamlekaia. Russland støtter Havnebrigaden, og Solvang tror at "
        "landet vil sende våpen.\n"
    )
    article = make_article(
        "news/kyst.txt", text, "nb", title="Avviser at byen er tatt", published="2021-03-06", publisher="Kystbladet"
    )
    desk = Desk(
        article,
        (
            Entity("harbour-brigade", "ArmedGroup", "Havnebrigaden", ("Havnebrigaden",)),
            Entity("port-sarin", "City", "Port Sarin", ("Port Sarin",)),
            Entity("marmouth", "City", "Marmouth", ("Marmouth",)),
            Entity("old-quay", "Place", "Gamlekaia", ("Gamlekaia",)),
            Entity("russia", "Country", "Russland", ("Russland",)),
            Entity("person.ida-solvang", "Person", "Ida Solvang", ("Ida Solvang", "Solvang")),
            Entity("org.nornytt", "MediaOutlet", "NorNytt", ("NorNytt",)),
            Entity("group.source", "PeopleGroup", "en kilde", ("en kilde",), role="source"),
            Entity(
                "group.inhabitant.from-port-sarin",
                "PeopleGroup",
                "innbyggerne",
                ("innbyggerne",),
                role="inhabitant",
                origin="port-sarin",
            ),
            Entity("group.soldier", "PeopleGroup", "soldater", ("soldater",), role="soldier"),
        ),
    )
    first = "Havnebrigaden har ikke inntatt Port Sarin, sier guvernør Ida Solvang i byen."
    brigade, port = desk.mention("harbour-brigade", "Havnebrigaden"), desk.mention("port-sarin", "Port Sarin")
    governor = desk.mention("person.ida-solvang", "Ida Solvang")
    desk.claim("captured", brigade, port, first, "inntatt", polarity="negative", said_by=governor)
    desk.claim("role-in", governor, desk.mention("port-sarin", "byen"), first, "guvernør")
    second = "Ifølge en kilde som NorNytt viser til, forlot brigaden Gamlekaia lørdag."
    source, agency = desk.mention("group.source", "en kilde"), desk.mention("org.nornytt", "NorNytt")
    quay = desk.mention("old-quay", "Gamlekaia")
    saturday = When("lørdag", "2021-03-06", "2021-03-06")
    desk.claim(
        "left",
        desk.mention("harbour-brigade", "brigaden", after="forlot brigaden"),
        quay,
        second,
        "forlot",
        said_by=source,
        chain=(agency,),
        when=saturday,
    )
    third = "Om lag 90 prosent av innbyggerne skal ha flyktet til Marmouth."
    desk.claim(
        "fled-to",
        desk.mention("group.inhabitant.from-port-sarin", "innbyggerne"),
        desk.mention("marmouth", "Marmouth"),
        third,
        "flyktet",
        modality="reported",
        share=amount(90, "about", "percent"),
    )
    fourth = "Tre soldater ble drept ved Gamlekaia."
    soldiers = desk.mention("group.soldier", "soldater")
    quay_again = desk.mention("old-quay", "Gamlekaia", after=fourth)
    three = amount(3, "exact", "soldater")
    desk.claim("killed", None, soldiers, fourth, "drept", quantity=three, where=quay_again)
    fifth = "Russland støtter Havnebrigaden, og Solvang tror at landet vil sende våpen."
    russia, supported = (
        desk.mention("russia", "Russland"),
        desk.mention("harbour-brigade", "Havnebrigaden", after=fifth),
    )
    desk.claim("supports", russia, supported, fifth, "støtter")
    solvang, country = desk.mention("person.ida-solvang", "Solvang", after=fifth), desk.mention("russia", "landet")
    desk.claim("sent", country, "våpen", fifth, "sende", modality="predicted", said_by=solvang)
    return desk.extraction()


def _wire() -> Extraction:
    text = (
        "The Harbour Brigade controls Port Sarin, according to the Coast Herald. The brigade is part of the Marmouth "
        "Pact, which rejected the deal.\n"
    )
    article = make_article("news/wire.txt", text, "en", published="2021-03-07", publisher="Wire News")
    desk = Desk(
        article,
        (
            Entity("harbour-brigade", "ArmedGroup", "Harbour Brigade", ("Harbour Brigade",)),
            Entity("port-sarin", "City", "Port Sarin", ("Port Sarin",)),
            Entity("marmouth-pact", "Coalition", "Marmouth Pact", ("Marmouth Pact",)),
            Entity("org.coast-herald", "MediaOutlet", "Coast Herald", ("Coast Herald",)),
            Entity("event.deal", "Agreement", "the deal", ("the deal",)),
        ),
    )
    first = "The Harbour Brigade controls Port Sarin, according to the Coast Herald."
    brigade, port = desk.mention("harbour-brigade", "The Harbour Brigade"), desk.mention("port-sarin", "Port Sarin")
    herald = desk.mention("org.coast-herald", "the Coast Herald")
    desk.claim("controls", brigade, port, first, "controls", modality="reported", said_by=herald)
    second = "The brigade is part of the Marmouth Pact, which rejected the deal."
    again, pact = desk.mention("harbour-brigade", "The brigade"), desk.mention("marmouth-pact", "the Marmouth Pact")
    desk.claim("part-of", again, pact, second, "part")
    desk.claim("rejected", pact, desk.mention("event.deal", "the deal"), second, "rejected")
    return desk.extraction()


ENGLISH: Final = _english()
NORWEGIAN: Final = _norwegian()
WIRE: Final = _wire()
ALL: Final = (ENGLISH, NORWEGIAN, WIRE)
