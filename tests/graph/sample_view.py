"""An invented conflict in two languages, for the views: about forty things and seventy claims, no model needed.

Sentences hold their mentions as ``[key|words]``; the claims of a sentence name their ends by those keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from hashlib import sha256

from ontology.records import Article, Claim, Entity, Extraction, Mention, Modality, Polarity, Quantity, Span, When

ENTITIES: dict[str, tuple[str, str, str, str]] = {
    # key: (id, class, English label, Norwegian label)
    "front": ("northern-front", "ArmedGroup", "Northern Front", "Nordfronten"),
    "brigade": ("kestrel-brigade", "ArmedGroup", "Kestrel Brigade", "Tårnfalkbrigaden"),
    "guard": ("river-guard", "ArmedGroup", "River Guard", "Elvegarden"),
    "army": ("varenian-army", "ArmedGroup", "Varenian army", "den varenske hæren"),
    "coalition": ("southern-coalition", "Coalition", "Southern Coalition", "Sørkoalisjonen"),
    "government": ("government-of-varenia", "Government", "Government of Varenia", "Varenias regjering"),
    "council": ("org.osmar-town-council", "Organization", "Osmar Town Council", "byrådet i Osmar"),
    "monitor": (
        "org.lakeside-conflict-monitor",
        "Organization",
        "Lakeside Conflict Monitor",
        "Lakeside Conflict Monitor",
    ),
    "aid": ("org.open-roads-relief", "Organization", "Open Roads Relief", "Open Roads Relief"),
    "court": ("org.high-court-of-varenia", "Organization", "High Court of Varenia", "Varenias høyesterett"),
    "radio": ("org.radio-belmar", "MediaOutlet", "Radio Belmar", "Radio Belmar"),
    "tv": ("org.varenia-state-television", "MediaOutlet", "Varenia State Television", "Varenias statlige fjernsyn"),
    "osmar": ("osmar", "City", "Osmar", "Osmar"),
    "belmar": ("belmar", "City", "Belmar", "Belmar"),
    "tellharun": ("tell-harun", "City", "Tell Harun", "Tell Harun"),
    "quarry": ("place.quarry-bridge", "Place", "Quarry Bridge", "Steinbruddsbrua"),
    "eastbank": ("place.east-bank-district", "Place", "East Bank district", "Østbredden"),
    "airport": ("place.belmar-airport", "Place", "Belmar airport", "Belmar flyplass"),
    "camp": ("place.wadi-salim-camp", "Place", "Wadi Salim camp", "Wadi Salim-leiren"),
    "north": ("northern-province", "Province", "Northern Province", "Nordprovinsen"),
    "hills": ("place.amber-hills", "Region", "Amber Hills", "Ravåsene"),
    "varenia": ("varenia", "Country", "Varenia", "Varenia"),
    "ostrava": ("kingdom-of-orsk", "Country", "Kingdom of Orsk", "Kongeriket Orsk"),
    "fighters": ("group.fighter.front", "PeopleGroup", "Northern Front fighters", "Nordfrontens krigere"),
    "foreign": ("group.foreign-fighter", "PeopleGroup", "foreign fighters", "fremmedkrigere"),
    "civilians": ("group.civilian", "PeopleGroup", "civilians", "sivile"),
    "elders": ("group.elder.in-osmar", "PeopleGroup", "elders in Osmar", "eldre i Osmar"),
    "families": ("group.family.from-osmar", "PeopleGroup", "families from Osmar", "familier fra Osmar"),
    "medics": ("group.medic", "PeopleGroup", "medics", "helsearbeidere"),
    "deal": ("event.osmar-evacuation-deal", "Agreement", "Osmar evacuation deal", "evakueringsavtalen for Osmar"),
    "truce": ("event.harvest-truce", "Agreement", "Harvest truce", "innhøstingsvåpenhvilen"),
    "talks": ("event.belmar-talks", "Event", "Belmar talks", "Belmar-samtalene"),
    "offensive": ("event.spring-offensive", "Event", "spring offensive", "våroffensiven"),
    "haddad": ("person.nadim-orsol", "Person", "Nadim Orsol", "Nadim Orsol"),
    "lind": ("person.ingrid-halvmo", "Person", "Ingrid Halvmo", "Ingrid Halvmo"),
    "captain": ("person.tomas-verrik", "Person", "Tomas Verrik", "Tomas Verrik"),
    "governor": ("person.salma-dirani", "Person", "Salma Dirani", "Salma Dirani"),
    "minister": ("person.pavel-orun", "Person", "Pavel Orun", "Pavel Orun"),
    "mayor": ("person.rana-keel", "Person", "Rana Keel", "Rana Keel"),
    "envoy": ("person.jon-asbjell", "Person", "Jon Åsbjell", "Jon Åsbjell"),
}


@dataclass(frozen=True)
class C:
    """A claim in short: keys of mentions in the sentence, and what is not plain about it."""

    subject: str | None
    relation: str
    object: str | None
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    said: str | None = None
    where: str | None = None
    when: When | None = None
    quantity: Quantity | None = None
    share: Quantity | None = None
    open: bool = False


@dataclass(frozen=True)
class Story:
    """An article as sentences with their claims."""

    language: str
    title: str
    publisher: str | None
    published: str | None
    sentences: list[tuple[str, list[C]]] = field(default_factory=list)


FRIDAY = When("on Friday", "2031-03-14", "2031-03-14")
FREDAG = When("fredag", "2031-03-14", "2031-03-14")

STORIES = [
    Story(
        "en",
        "Northern Front enters Osmar as evacuation deal takes hold",
        "Lakeside Wire",
        "2031-03-14",
        [
            (
                "[front|The Northern Front] captured [osmar|Osmar] on Friday, [captain|Captain Tomas Verrik] said.",
                [C("front", "captured", "osmar", said="captain", when=FRIDAY)],
            ),
            (
                "[front|It] controls 90 percent of [eastbank|the East Bank district], [monitor|the Monitor] said.",
                [
                    C(
                        "front",
                        "controls",
                        "eastbank",
                        "reported",
                        said="monitor",
                        share=Quantity(90, "about", "percent"),
                    )
                ],
            ),
            (
                "[governor|Governor Salma Dirani] denied that [front|the Front] had taken [osmar|the city].",
                [C("front", "captured", "osmar", "asserted", "negative", said="governor")],
            ),
            (
                "[council|The Osmar Town Council] and [elders|elders] negotiated [deal|the evacuation deal].",
                [C("council", "negotiated", "deal"), C("elders", "negotiated", "deal")],
            ),
            (
                "[coalition|The Southern Coalition] said it was not involved in [talks|the Belmar talks].",
                [C("coalition", "negotiated", "talks", "asserted", "negative", said="coalition")],
            ),
            (
                "Under [deal|the deal] [fighters|Front fighters] are to be evacuated to [hills|the Amber Hills].",
                [C("fighters", "evacuated-to", "hills", "planned")],
            ),
            (
                "[deal|The deal] does not cover [foreign|foreign fighters], [lind|Ingrid Halvmo] stressed.",
                [C("deal", "covers", "foreign", "asserted", "negative", said="lind")],
            ),
            (
                "More than 1,100 [civilians|civilians] have been killed in [osmar|Osmar] since March.",
                [
                    C(
                        None,
                        "killed",
                        "civilians",
                        where="osmar",
                        quantity=Quantity(1100, "at-least", "civilians"),
                        when=When("since March", "2031-03", None),
                    )
                ],
            ),
        ],
    ),
    Story(
        "nb",
        "Sørkoalisjonen: Var ikke med i samtalene",
        "Fjordposten",
        "2031-03-15",
        [
            (
                "[coalition|Sørkoalisjonen] sier at den ikke var med i [talks|Belmar-samtalene].",
                [C("coalition", "negotiated", "talks", "asserted", "negative", said="coalition")],
            ),
            (
                "[deal|Avtalen] ble forhandlet fram av [council|byrådet] og [elders|eldre i Osmar].",
                [C("council", "negotiated", "deal"), C("elders", "negotiated", "deal")],
            ),
            (
                "[army|Hæren] skal ha drevet [guard|Elvegarden] ut av [tellharun|Tell Harun], ifølge [tv|TV].",
                [C("army", "expelled", "guard", "reported", said="tv", where="tellharun")],
            ),
            (
                "[governor|Guvernøren] avviser at [tellharun|byen] er tatt.",
                [C(None, "captured", "tellharun", "asserted", "negative", said="governor")],
            ),
            (
                "[front|Nordfronten] inntok [osmar|Osmar] fredag, skriver [radio|Radio Belmar].",
                [C("front", "captured", "osmar", "reported", said="radio", when=FREDAG)],
            ),
            (
                "[minister|Minister Pavel Orun] anklaget [ostrava|Orsk] for å støtte [brigade|Tårnfalkbrigaden].",
                [C("minister", "accused", "ostrava"), C("ostrava", "supports", "brigade", "reported", said="minister")],
            ),
            (
                "[families|Familier fra Osmar] har flyktet til [camp|Wadi Salim-leiren].",
                [C("families", "fled-to", "camp", quantity=Quantity(340, "about", "familier"))],
            ),
            (
                "[aid|Open Roads Relief] venter at [families|flere familier] vil komme til [belmar|Belmar].",
                [C("families", "arrived-in", "belmar", "predicted", said="aid")],
            ),
            ("[captain|Verrik] er talsmann for [front|Nordfronten].", [C("captain", "spokesperson-for", "front")]),
        ],
    ),
    Story(
        "en",
        "Who is fighting whom around Belmar",
        "Lakeside Wire",
        "2031-03-17",
        [
            (
                "[brigade|The Kestrel Brigade] is part of [coalition|the Southern Coalition].",
                [C("brigade", "part-of", "coalition")],
            ),
            ("[guard|The River Guard] is allied with [army|the Varenian army].", [C("guard", "allied-with", "army")]),
            (
                "[army|The army] attacked [airport|Belmar airport] and bombed [quarry|Quarry Bridge].",
                [C("army", "attacked", "airport"), C("army", "bombed", "quarry")],
            ),
            (
                "[brigade|The brigade] has besieged [belmar|Belmar] since January.",
                [C("brigade", "besieged", "belmar", when=When("since January", "2031-01", None))],
            ),
            (
                "[brigade|Its men] fight [guard|the River Guard] in [north|Northern Province].",
                [C("brigade", "fights", "guard", where="north")],
            ),
            (
                "[osmar|Osmar] lies in [north|Northern Province], and so does [tellharun|Tell Harun].",
                [C("osmar", "located-in", "north"), C("tellharun", "located-in", "north")],
            ),
            ("[belmar|Belmar] is the capital of [varenia|Varenia].", [C("belmar", "capital-of", "varenia")]),
            (
                "[haddad|Nadim Orsol] leads [front|the Northern Front], which dominates [hills|the Amber Hills].",
                [C("haddad", "leads", "front"), C("front", "dominates", "hills")],
            ),
            (
                "[ostrava|Orsk] supports [coalition|the coalition] and may sanction [government|Varenia].",
                [C("ostrava", "supports", "coalition"), C("ostrava", "sanctioned", "government", "possible")],
            ),
            (
                "[airport|The airport] and [quarry|the bridge] are in [belmar|Belmar].",
                [C("airport", "located-in", "belmar"), C("quarry", "located-in", "belmar")],
            ),
            (
                "[fighters|Northern Front fighters] surrendered in [tellharun|Tell Harun].",
                [C("fighters", "surrendered-in", "tellharun", quantity=Quantity(100, "exact", "fighters"))],
            ),
            ("[medics|Medics] whispered.", [C("medics", "whisper", None, open=True)]),
        ],
    ),
    Story(
        "nb",
        "Våpenhvilen i Belmar vakler",
        "Nordlandsbladet",
        "2031-03-18",
        [
            (
                "[envoy|Jon Åsbjell] møtte [minister|Pavel Orun] i [belmar|Belmar].",
                [C("envoy", "met-with", "minister", where="belmar")],
            ),
            (
                "[government|Regjeringen] avviste [truce|innhøstingsvåpenhvilen].",
                [C("government", "rejected", "truce")],
            ),
            (
                "[coalition|Koalisjonen] gikk med på [truce|våpenhvilen], ifølge [envoy|Åsbjell].",
                [C("coalition", "agreed-to", "truce", "reported", said="envoy")],
            ),
            (
                "[front|Nordfronten] vil angripe [belmar|Belmar] i april.",
                [C("front", "attacked", "belmar", "planned", when=When("i april", "2031-04", "2031-04"))],
            ),
            (
                "[governor|Salma Dirani] er utnevnt av [government|regjeringen].",
                [C("government", "appointed", "governor")],
            ),
            ("[court|Høyesterett] avsatte [mayor|ordfører Rana Keel].", [C("court", "ousted", "mayor")]),
            ("[mayor|Keel] leder [council|byrådet].", [C("mayor", "leads", "council")]),
            (
                "[army|Hæren] har mistet kontrollen over [airport|Belmar flyplass].",
                [C("army", "lost-control-of", "airport")],
            ),
            (
                "[tv|Statlig fjernsyn] hevder at [army|hæren] kontrollerer [airport|flyplassen].",
                [C("army", "controls", "airport", "reported", said="tv")],
            ),
            (
                "[brigade|Tårnfalkbrigaden] kontrollerer ikke [quarry|Steinbruddsbrua].",
                [C("brigade", "controls", "quarry", "asserted", "negative")],
            ),
        ],
    ),
    Story(
        "en",
        "Airport changes hands, says radio",
        "Belmar Courier",
        "2031-03-19T08:30:00+01:00",
        [
            (
                "[army|The army] does not control [airport|Belmar airport], [radio|Radio Belmar] reported.",
                [C("army", "controls", "airport", "reported", "negative", said="radio")],
            ),
            (
                "[brigade|Kestrel Brigade] men arrived in [airport|the airport] overnight.",
                [C("brigade", "arrived-in", "airport")],
            ),
            (
                "[government|The government] demanded that [brigade|the brigade] leave [belmar|Belmar].",
                [C("government", "demanded", "brigade"), C("brigade", "left", "belmar", "possible")],
            ),
            (
                "[lind|Halvmo], spokeswoman for [coalition|the Southern Coalition], urged [front|the Front] to talk.",
                [C("lind", "spokesperson-for", "coalition"), C("lind", "urged", "front")],
            ),
            (
                "[elders|The elders] persuaded [fighters|100 fighters] to surrender.",
                [C("elders", "persuaded", "fighters", quantity=Quantity(100, "exact", "fighters"))],
            ),
            (
                "[front|The Front] detained [medics|two medics] in [camp|Wadi Salim camp].",
                [C("front", "detained", "medics", where="camp", quantity=Quantity(2, "exact", "medics"))],
            ),
            ("[camp|The camp] is in [hills|the Amber Hills].", [C("camp", "located-in", "hills")]),
            ("[foreign|Foreign fighters] were killed.", [C(None, "killed", "foreign")]),
            (
                "[offensive|The spring offensive] will target [tellharun|Tell Harun], [haddad|Orsol] said.",
                [C("offensive", "attacked", "tellharun", "predicted", said="haddad")],
            ),
            ('[haddad|Orsol] promised "safe roads".', [C("haddad", "promised", "safe roads")]),
        ],
    ),
    Story(
        "en",
        "Relief group counts the wounded",
        None,
        None,
        [
            (
                "[aid|Open Roads Relief] sent [medics|medics] to [osmar|Osmar].",
                [C("aid", "sent", "medics"), C("medics", "moved-to", "osmar")],
            ),
            (
                "[army|The army] wounded [civilians|at least 40 civilians].",
                [C("army", "wounded", "civilians", quantity=Quantity(40, "at-least", "civilians"))],
            ),
            (
                "[army|The army] killed [civilians|civilians], [monitor|the monitor] said.",
                [C("army", "killed", "civilians", "reported", said="monitor")],
            ),
            (
                "[aid|The group] is based in [belmar|Belmar]; [monitor|the monitor] is based in [ostrava|Orsk].",
                [C("aid", "based-in", "belmar"), C("monitor", "based-in", "ostrava")],
            ),
            ("[monitor|The Lakeside Conflict Monitor] condemned [army|the army].", [C("monitor", "condemned", "army")]),
            ("[tv|State television] is part of [government|the government].", [C("tv", "part-of", "government")]),
            ("[radio|Radio Belmar] is based in [belmar|Belmar].", [C("radio", "based-in", "belmar")]),
            ("[minister|Orun] is a member of [government|the government].", [C("minister", "member-of", "government")]),
            ("[army|The army] surrounded [hills|the hills].", [C("army", "surround", "hills", open=True)]),
        ],
    ),
]

_MARK = re.compile(r"\[([a-z]+)\|([^]]*)]")


def extractions() -> tuple[Extraction, ...]:
    """The whole sample."""
    return tuple(extraction(each) for each in STORIES)


def extraction(story: Story) -> Extraction:
    """One story as its extraction."""
    text = f"{story.title}\n\n"
    mentions: list[Mention] = []
    sentences: list[tuple[Span, dict[str, Mention], list[C]]] = []
    for marked, claims in story.sentences:
        start = len(text)
        ends: dict[str, Mention] = {}
        at = 0
        for mark in _MARK.finditer(marked):
            text += marked[at : mark.start()]
            ends[mark[1]] = _mention(mark[1], mark[2], len(text), story.language)
            text += mark[2]
            at = mark.end()
        text += marked[at:]
        mentions.extend(ends.values())
        sentences.append((Span(start, len(text), text[start:]), ends, claims))
        text += " " if len(sentences) % 3 else "\n\n"
    text = text.rstrip()
    path = f"{sha256(text.encode()).hexdigest()[:8]}.txt"
    article_id = sha256(repr((text, story.language, story.publisher)).encode()).hexdigest()[:24]
    article = Article(article_id, path, text, story.language, story.title, story.published, story.publisher)
    made = [_claim(article_id, *sentence[:2], each) for sentence in sentences for each in sentence[2]]
    return Extraction(article, tuple(mentions), _entities(mentions), tuple(sorted(made, key=lambda each: each.id)))


def crowd(people: int) -> Extraction:
    """One article in which many people do eight things each to one city."""
    relations = ("captured", "controls", "attacked", "besieged", "bombed", "left", "arrived-in", "searched")
    claims = [C("front", each, "osmar") for each in relations]
    told = extraction(Story("en", "Many", "Wire", "2031", [("[front|They] came to [osmar|Osmar].", claims)]))
    made = [
        replace(
            each, id=f"{i:04}{each.id[4:]}", subject=replace(each.subject, entity=f"person.p{i:04}", label=f"P{i:04}")
        )
        for i in range(people)
        for each in told.claims
        if each.subject
    ]
    return replace(told, claims=tuple(made))


def renamed(extraction_: Extraction, entity: str, name: str) -> Extraction:
    """The extraction with another name for one entity, as a hostile or odd article might give it."""
    entities = tuple(
        replace(each, label=name, names=(name,)) if each.id == entity else each for each in extraction_.entities
    )
    return replace(extraction_, entities=entities)


def _mention(key: str, words: str, start: int, language: str) -> Mention:
    id_, type_, english, norwegian = ENTITIES[key]
    label = norwegian if language == "nb" else english
    return Mention(Span(start, start + len(words), words), type_, id_, label)


def _entities(mentions: list[Mention]) -> tuple[Entity, ...]:
    names: dict[str, set[str]] = {}
    first: dict[str, Mention] = {}
    for each in mentions:
        names.setdefault(each.entity, set()).add(each.span.text)
        first.setdefault(each.entity, each)
    return tuple(
        Entity(key, first[key].type, first[key].label, tuple(sorted(names[key] | {first[key].label})))
        for key in sorted(names)
    )


def _claim(article: str, quote: Span, ends: dict[str, Mention], short: C) -> Claim:
    object_ = ends.get(short.object, short.object) if short.object else None
    trigger = _trigger(quote, ends[short.subject].span.end - quote.start if short.subject else 0)
    return Claim(
        id=sha256(repr((article, quote.start, short)).encode()).hexdigest()[:24],
        relation=short.relation,
        subject=ends[short.subject] if short.subject else None,
        object=object_,
        polarity=short.polarity,
        modality=short.modality,
        quote=quote,
        trigger=trigger,
        rule="sample",
        open=short.open,
        said_by=ends[short.said] if short.said else None,
        quantity=short.quantity,
        share=short.share,
        when=short.when,
        where=ends[short.where] if short.where else None,
    )


def _trigger(quote: Span, after: int) -> Span:
    """The first word of a sentence behind what stands at ``after``: in short sentences the verb, most of the time."""
    word = re.compile(r"\w+").search(quote.text, after) or re.compile(r"\w*").match(quote.text)
    assert word
    return Span(quote.start + word.start(), quote.start + word.end(), word[0])
