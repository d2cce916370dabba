"""Whole articles and single sentences through the shipped models: what a reader would write down, and what never may
be."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import Extractor
from extractors.articles import read
from ontology.records import Article, Claim, Extraction, Mention

ARTICLES = Path(__file__).parents[1] / "articles"
SEEDS = Path(__file__).parents[2] / "seeds"
EXTRACTOR = Extractor()


def extract(text: str, language: str, published: str | None = "2017-10-15") -> Extraction:
    """The extraction of a text as an article of its own."""
    return EXTRACTOR.extract(Article("0" * 24, "test", text, language, published=published))


def shown(claim: Claim) -> str:
    """A claim as "subject | relation | object", by entity id; "not" before a negated relation."""
    ends = [end.entity if isinstance(end, Mention) else str(end) for end in (claim.subject, claim.object)]
    return f"{ends[0]} | {'not ' if claim.polarity == 'negative' else ''}{claim.relation} | {ends[1]}"


def claims(text: str, language: str = "en") -> list[str]:
    """All claims of the ontology in a text."""
    return [shown(claim) for claim in extract(text, language).claims if not claim.open]


def the_claim(text: str, relation: str, language: str = "en", published: str | None = "2017-10-15") -> Claim:
    """The one claim of a relation in a text."""
    found = [claim for claim in extract(text, language, published).claims if claim.relation == relation]
    assert len(found) == 1, [shown(claim) for claim in found]
    return found[0]


ENTAILED = [
    ("en", "The Taliban captured Kunduz.", "taliban | captured | kunduz"),
    ("en", "Kunduz was captured by the Taliban.", "taliban | captured | kunduz"),
    ("en", "The Taliban, which controls Kunduz, rejected the deal.", "taliban | controls | kunduz"),
    ("en", "Russia agreed to support Libya.", "russia | supports | libya"),
    ("en", "Iranian-backed fighters left Aleppo.", "iran | supports | group.fighter.in-syria"),
    ("en", "Boko Haram fighters attacked and captured the town of Bama.", "group.fighter.boko-haram | captured | bama"),
    ("en", "Olusola Bada, the African Union's envoy, left.", "person.olusola-bada | role-in | african-union"),
    ("en", "Clashes between the Taliban and Pakistan erupted in May.", "taliban | fights | pakistan"),
    ("en", "A man known as Abu Zarr leads the Taliban.", "person.abu-zarr | leads | taliban"),
    ("en", "The army retook Goma, the capital of North Kivu.", "goma | capital-of | north-kivu"),
    ("en", "Somalia and Kenya accused each other of lying.", "kenya | accused | somalia"),
    ("en", "The Taliban carried out a series of attacks on Kunduz.", "taliban | attacked | kunduz"),
    ("nb", "Taliban har tatt kontroll over Kunduz.", "taliban | captured | kunduz"),
    ("nb", "Kunduz ble erobret av Taliban.", "taliban | captured | kunduz"),
    ("nb", "Hizbollah, som inngår i alliansen, støtter Syria.", "hezbollah | supports | syria"),
    ("nn", "Taliban kontrollerer Kunduz.", "taliban | controls | kunduz"),
    (
        "en",
        "Amnesty International said the army and the rebels killed civilians in Goma.",
        "group.rebel.in-dr-congo | killed | group.civilian.in-dr-congo",
    ),
    (
        "en",
        "Amina Diallo, a lawyer, said soldiers had detained dozens of people and urged Mali to release them.",
        "person.amina-diallo | urged | mali",
    ),
    (
        "en",
        "The governor of Herat told lawmakers that only people involved in the riots were being held.",
        "None | detained | group.people.in-afghanistan",
    ),
    (
        "en",
        "Gunmen loyal to tribal elders overran the city of Kunduz early Sunday, officials said.",
        "group.gunman.in-afghanistan | captured | kunduz",
    ),
    (
        "en",
        "Kenyan President William Ruto, whose country chairs the talks, flew to Juba with a plan.",
        "person.william-ruto | moved-to | juba",
    ),
    (
        "en",
        "A spokesman for the mission said about 30 villagers, nearly all elderly, had refused to leave Kunduz.",
        "group.resident.in-afghanistan | not left | kunduz",
    ),
    (
        "en",
        "Thousands fled Kunduz at the end of a war in which the Taliban, helped by foreigners, defeated al-Qaeda.",
        "taliban | defeated | al-qaeda",
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), ENTAILED, ids=[case[1] for case in ENTAILED])
def test_syntax_is_undone(language: str, text: str, expected: str) -> None:
    """Passives, relative clauses, control, compounds and coordination all lead to the same logical roles."""
    assert expected in claims(text, language)


NEGATED = [
    ("en", "The Taliban did not capture Kunduz.", "taliban | not captured | kunduz"),
    ("en", "The Taliban never captured Kunduz.", "taliban | not captured | kunduz"),
    (
        "en",
        "The Taliban denied that its fighters had captured Kunduz.",
        "group.fighter.in-afghanistan | not captured | kunduz",
    ),
    ("nb", "Taliban har ikke erobret Kunduz.", "taliban | not captured | kunduz"),
    ("nn", "Taliban har ikkje erobra Kunduz.", "taliban | not captured | kunduz"),
]


@pytest.mark.parametrize(("language", "text", "expected"), NEGATED, ids=[case[1] for case in NEGATED])
def test_negation_is_kept(language: str, text: str, expected: str) -> None:
    """ "Not" reaches the claim, and no positive twin of it is made."""
    found = claims(text, language)
    assert expected in found
    assert expected.replace("| not ", "| ") not in found


MODALITIES = [
    ("en", "The army will attack Tripoli.", "attacked", "predicted"),
    ("en", "The army plans to attack Tripoli.", "attacked", "planned"),
    ("en", "The army may have captured Tripoli.", "captured", "possible"),
    ("en", "The army reportedly captured Tripoli.", "captured", "reported"),
    ("en", "The army captured Tripoli.", "captured", "asserted"),
    ("nb", "Hæren skal ha erobret Tripoli.", "captured", "reported"),
    ("nb", "Hæren skal angripe Tripoli.", "attacked", "planned"),
    ("nb", "Hæren planlegger å angripe Tripoli.", "attacked", "planned"),
    ("nb", "Hæren kan ha erobret Tripoli.", "captured", "possible"),
]


@pytest.mark.parametrize(("language", "text", "relation", "modality"), MODALITIES, ids=[case[1] for case in MODALITIES])
def test_modality(language: str, text: str, relation: str, modality: str) -> None:
    """What is planned, forecast or only reported says so."""
    assert the_claim(text, relation, language).modality == modality


SPEAKERS = [
    (
        "en",
        "The Taliban captured Kunduz, Russia reported, citing local officials.",
        "captured",
        "group.local-official.in-afghanistan",
    ),
    ("en", "The Taliban captured Kunduz, said a resident.", "captured", "group.resident.in-afghanistan"),
    (
        "en",
        "Rwanda's foreign minister called the claim that the army captured Goma a lie.",
        "captured",
        "group.foreign-minister.from-rwanda",
    ),
    ("en", "Russia said that the Taliban controls Kunduz.", "controls", "russia"),
    ("en", "The Taliban controls Kunduz, according to Russia.", "controls", "russia"),
    ("nb", "Russland sier at Taliban kontrollerer Kunduz.", "controls", "russia"),
    ("nb", "Ifølge Russland har Taliban erobret Kunduz.", "captured", "russia"),
    ("nb", "Taliban kontrollerer Kunduz, sier Russland.", "controls", "russia"),
]


@pytest.mark.parametrize(("language", "text", "relation", "speaker"), SPEAKERS, ids=[case[1] for case in SPEAKERS])
def test_speaker(language: str, text: str, relation: str, speaker: str) -> None:
    """Who says so is the innermost speaker; the article itself is none."""
    said_by = the_claim(text, relation, language).said_by
    assert said_by is not None
    assert said_by.entity == speaker


def test_what_the_article_says_itself_has_no_speaker() -> None:
    """No speaker is made up."""
    assert the_claim("The Taliban controls Kunduz.", "controls").said_by is None


def test_quantity_with_bound() -> None:
    """Numbers qualify the claim and are no part of who is meant."""
    claim = the_claim("Nærmere 1.100 sivile har flyktet til Libya.", "fled-to", "nb")
    assert isinstance(claim.subject, Mention)
    assert claim.subject.entity == "group.civilian.in-libya"
    assert claim.quantity is not None
    assert (claim.quantity.value, claim.quantity.bound) == (1100, "about")


def test_groups_without_a_name_are_those_of_one_country() -> None:
    """ "The rebels" of two wars are two nodes, and those of two articles on one war are one."""
    towns = ("Goma", "Bukavu", "Taiz")
    rebels = [the_claim(f"The rebels captured {town}.", "captured").subject for town in towns]
    identities = [rebel.entity for rebel in rebels if rebel is not None]
    assert identities[0] == identities[1] == "group.rebel.in-dr-congo"
    assert identities[2] == "group.rebel.in-yemen"


def test_share_of_a_place() -> None:
    """90 percent of a town is a claim about the town."""
    claim = the_claim("The army has captured about 90 percent of Tripoli.", "captured")
    assert isinstance(claim.object, Mention)
    assert claim.object.type == "City"
    assert claim.share is not None
    assert (claim.share.value, claim.share.bound) == (90, "about")


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "The army has captured large parts of Tripoli."), ("nb", "Hæren har erobret store deler av Tripoli.")],
)
def test_part_of_a_place_is_not_the_place(language: str, text: str) -> None:
    """Who holds parts of a town is not said to hold the town."""
    target = the_claim(text, "captured", language).object
    assert isinstance(target, Mention)
    assert target.type == "Region"
    assert target.entity != "tripoli"


def test_time_is_resolved_against_the_day_of_publication() -> None:
    """A weekday is the last one before publication."""
    when = the_claim("The Taliban captured Kunduz on Saturday.", "captured").when
    assert when is not None
    assert (when.start, when.end, when.text) == ("2017-10-14", "2017-10-14", "on Saturday")


def test_group_by_description_is_one_in_both_languages() -> None:
    """Role, affiliation and origin make the identity, whatever the language."""
    norwegian = the_claim("Syriske IS-krigere har forlatt Aleppo.", "left", "nb").subject
    english = the_claim("Syrian IS fighters have left Aleppo.", "left").subject
    assert norwegian is not None
    assert english is not None
    assert norwegian.entity == english.entity == "group.fighter.islamic-state.from-syria"


@pytest.mark.parametrize("path", sorted([*ARTICLES.glob("*.txt"), *SEEDS.glob("*.txt")]), ids=lambda path: path.name)
def test_every_span_is_verbatim(path: Path) -> None:
    """Quotes, triggers and mentions are where they say they are; ids are unique."""
    (article,) = read([str(path)])
    assert isinstance(article, Article)
    extraction = EXTRACTOR.extract(article)
    assert extraction.claims
    spans = [mention.span for mention in extraction.mentions]
    for claim in extraction.claims:
        spans += [claim.quote, claim.trigger]
        spans += [
            end.span for end in (claim.subject, claim.object, claim.said_by, claim.where) if isinstance(end, Mention)
        ]
    assert all(article.text[span.start : span.end] == span.text for span in spans)
    assert len({claim.id for claim in extraction.claims}) == len(extraction.claims)


def test_extraction_is_deterministic() -> None:
    """The same article gives the same extraction, whatever was read before it."""
    (article,) = read([str(ARTICLES / "goma.en.txt")])
    assert isinstance(article, Article)
    assert EXTRACTOR.extract(article) == Extractor().extract(article)


def test_city_and_province_of_one_name() -> None:
    """A bare name is the town; but where the article takes care to say "city", it is the province."""
    plain = extract("The rebels captured Aleppo. The army left Aleppo.", "en")
    assert {mention.entity for mention in plain.mentions if "aleppo" in mention.entity} == {"aleppo"}
    careful = extract("The rebels captured Aleppo city. The city of Aleppo is quiet. The army left Aleppo.", "en")
    found = [mention.entity for mention in careful.mentions if "aleppo" in mention.entity]
    assert found == ["aleppo", "aleppo", "aleppo-province"]


def test_text_without_claims() -> None:
    """Nothing to say is no error."""
    assert extract("", "en").claims == ()
    assert extract("Hello!\n\n***\n\n", "en").claims == ()


def test_spacy_component() -> None:
    """A spaCy user adds the component to a pipeline and reads the claims off the document."""
    import spacy

    import extractors.component  # noqa: F401
    from extractors.pipelines import MODELS

    nlp = spacy.load(MODELS / "en")
    nlp.add_pipe("claimgraph", config={"published": "2017-10-15"})
    doc = nlp("The Taliban captured Kunduz on Saturday.")
    assert [shown(claim) for claim in doc._.claims] == ["taliban | captured | kunduz"]
    assert {mention.entity for mention in doc._.mentions} == {"taliban", "kunduz"}


DENIED_NOUNS = [
    ("en", "The army denied reports that it had bombed Goma."),
    ("en", "Kyiv rejected claims that troops had bombed Goma."),
    ("nb", "Hæren avviser meldinger om at opprørerne har bombet Goma."),
]


@pytest.mark.parametrize(("language", "text"), DENIED_NOUNS, ids=[case[1] for case in DENIED_NOUNS])
def test_denying_a_report_denies_what_it_says(language: str, text: str) -> None:
    """The denial reaches through the noun, and whoever denies says so."""
    claim = the_claim(text, "bombed", language)
    assert claim.polarity == "negative"
    assert claim.said_by is not None


def test_we_are_those_whom_the_speaker_speaks_for() -> None:
    """A spokesman's "we" is the body, wherever the article says whose spokesman he is."""
    text = '"We have captured Sirte," said Ahmed Fadel, a spokesman for the Libyan National Army.'
    assert "lna | captured | sirte" in claims(text)


def test_several_towns_are_not_the_one_named_before() -> None:
    """A plural points to no single place."""
    text = "The rebels captured Goma. They left the towns on Sunday."
    assert not any("left | goma" in each for each in claims(text))


CAPITALS = [
    ("Moscow denied that it had sent troops to Libya.", "russia | not sent | group.troops.in-libya"),
    ("Beijing accused Washington of arming Taiwan.", "china | accused | united-states"),
    ("Talks between Ankara and Yerevan resumed.", "turkey | negotiated-with | armenia"),
    ("Kyiv attacked a depot in Russia.", "ukraine | attacked | place.depot.00000000"),
]


@pytest.mark.parametrize(("text", "expected"), CAPITALS, ids=[case[0] for case in CAPITALS])
def test_a_capital_that_acts_stands_for_its_country(text: str, expected: str) -> None:
    assert expected in claims(text)


def test_a_capital_that_is_a_place_stays_one() -> None:
    assert claims("Russian rockets hit Kyiv on Monday.")[0].endswith("| bombed | kyiv")
    assert claims("Kabul fell to the Taliban.") == ["taliban | captured | kabul"]
    where = the_claim("A bomb killed 12 people in Tripoli.", "killed").where
    assert where is not None
    assert where.entity == "tripoli"


def test_a_capital_is_named_as_who_speaks() -> None:
    found = the_claim("Pretoria said that two soldiers had been killed.", "killed")
    assert found.said_by is not None
    assert (found.said_by.entity, found.said_by.span.text) == ("south-africa", "Pretoria")


@pytest.mark.parametrize(
    ("text", "relation", "modality"),
    [
        ("The fall of Kunduz would be a blow.", "captured", "possible"),
        ("More than 100 people are feared dead.", "killed", "possible"),
        ("Pakistan vowed revenge after the killing of two soldiers in Kunduz.", "killed", "asserted"),
        ("The Taliban are thought to have captured Kunduz.", "captured", "reported"),
        ("They told us that whoever sends soldiers to Goma is an enemy.", "sent", "possible"),
        ("The rebels held Goma before they were driven out of the province.", "expelled", "asserted"),
    ],
)
def test_what_is_not_said_to_be_so(text: str, relation: str, modality: str) -> None:
    assert the_claim(text, relation).modality == modality


@pytest.mark.parametrize(
    "text", ["The troops left Goma for a day, nothing more.", "No fewer than 20 soldiers left Goma."]
)
def test_words_that_deny_nothing(text: str) -> None:
    assert the_claim(text, "left").polarity == "positive"


def test_a_date_and_an_age_count_nothing() -> None:
    assert the_claim("On April 25, fighters captured Kunduz.", "captured").quantity is None
    assert the_claim("Ama Owusu, 38, reached Kunduz.", "arrived-in").quantity is None
    shot_down = the_claim("The army said it had shot down 20 of 24 drones launched overnight.", "attacked").quantity
    assert shot_down is not None
    assert shot_down.value == 20


@pytest.mark.parametrize("cause", ["of cholera", "from hunger"])
def test_a_trigger_names_what_makes_another_sense(cause: str) -> None:
    assert claims("At least 40 civilians have died.") == ["None | killed | group.civilian.in-00000000"]
    assert claims(f"At least 40 civilians have died {cause}.") == []


def test_who_opens_a_relative_clause_is_not_what_it_describes() -> None:
    found = [each for each in claims("Britain sent tanks to Ukraine, a move Moscow condemned.") if "condemned" in each]
    assert found == ["russia | condemned | thing.move.00000000"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("But the rebels denied having lost Kunduz.", "group.rebel.in-afghanistan | not lost-control-of | kunduz"),
        ("The insurgents denied having lost the town.", "not lost-control-of | place.town.00000000"),
        ("Kunduz was overrun by 80 gunmen loyal to al-Qaeda.", "group.gunman.in-afghanistan | captured | kunduz"),
        ("Six soldiers died in clashes near Kunduz.", "None | killed | group.soldier.in-afghanistan"),
        ("Military spokesman Ama Owusu left Kunduz.", "person.ama-owusu | spokesperson-for | org.military.00000000"),
    ],
)
def test_what_the_parse_takes_apart_is_put_together(text: str, claim: str) -> None:
    assert any(claim in each for each in claims(text))


def test_what_is_denied_in_a_gerund_is_said_by_who_denies_it() -> None:
    lost = the_claim("The army said it had come, but the insurgents denied having lost the town.", "lost-control-of")
    assert (lost.polarity, lost.said_by.span.text if lost.said_by else None) == ("negative", "insurgents")


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("Reports by residents that bombs had killed a family could not be checked.", "en", "residents"),
        ("HRW tror ikke på opprørernes påstand om at 200 mennesker er drept.", "nb", "opprørernes"),
        ("Polisario: – Tre soldatar er drepne\n\nPolisario seier at krigen held fram.", "nn", "Polisario"),
    ],
)
def test_a_statement_is_its_owners(text: str, language: str, speaker: str) -> None:
    said_by = the_claim(text, "killed", language).said_by
    assert said_by is not None
    assert said_by.span.text == speaker


def test_a_name_right_behind_a_charge_answers_it() -> None:
    denied = extract("Kyiv said Russia shelled Kharkiv, a claim Moscow rejected.", "en").claims
    assert [(each.relation, each.polarity) for each in denied if each.said_by and each.said_by.entity == "russia"] == [
        ("bombed", "negative")
    ]


def test_what_a_clause_describes_points_back_to_nothing() -> None:
    found = extract("The government fell. Norway condemned what it called a coup.", "en").claims
    assert not any(each.relation == "condemned" and getattr(each.object, "type", "") == "Government" for each in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rwanda denies troops crossed into Congo as M23 nears Uvira", "not moved-to | dr-congo"),
        ("Kinshasa called on Rwanda to leave Goma.", "rwanda | left | goma"),
    ],
)
def test_who_is_denied_or_called_on_to_do_it(text: str, found: str) -> None:
    assert any(found in each for each in claims(text))


def test_speakers_behind_a_place_are_attacked_by_nobody() -> None:
    text = "M23 rebels took the town of Sake and were advancing on Uvira, residents and a local official said."
    assert not any("resident" in each for each in claims(text))


def test_a_participle_goes_on_with_the_verb_that_has_its_auxiliary() -> None:
    """Witnesses who tell of a convoy have taken nothing over themselves."""
    found = claims("Witnesses said a convoy of rebels had entered Goma and taken over its police headquarters.")
    assert not [each for each in found if each.startswith("group.witness") and "captured" in each]


def test_what_an_office_is_for_is_no_country() -> None:
    """The secretary of state is a person."""
    found = extract("Mr Tshisekedi met US Secretary of State Antony Blinken in Kinshasa on Friday.", "en")
    assert [each.type for each in found.entities if each.label == "Antony Blinken"] == ["Person"]


def test_a_name_behind_a_noun_names_it() -> None:
    """ "Ifølge tankesmia X": who is cited has killed nobody."""
    text = "Siden da har over 6.000 mennesker mistet livet, ifølge tankesmia International Crisis Group."
    claim = the_claim(text, "killed", "nb")
    assert claim.subject is None
    assert claim.said_by is not None


def test_what_was_promised_keeps_its_not() -> None:
    """ "To withdraw their troops" is no noun phrase."""
    (claim,) = [each for each in extract("Kenya has pledged not to withdraw its troops.", "en").claims if not each.open]
    assert (claim.relation, claim.object) == ("promised", "not to withdraw its troops")


def test_a_cleft_names_who_did_it() -> None:
    """ "Det var X som": the verb is no part of the name."""
    claim = the_claim("Det var hæren som bombet sykehuset i Tripoli.", "bombed", "nb")
    assert claim.subject is not None
    assert claim.subject.span.text == "hæren"


def test_several_organisations_are_not_the_one_that_was_named() -> None:
    """ "Ingen av hjelpeorganisasjonane": not the United Nations."""
    text = "FN åtvara mot åtak på hamna, og ingen av hjelpeorganisasjonane har trekt seg ut av Haiti."
    claim = the_claim(text, "left", "nn")
    assert claim.subject is not None
    assert claim.subject.entity != "united-nations"


def test_a_known_noun_at_the_head_of_a_sentence_is_no_name() -> None:
    found = claims("RSF har tatt Nyala. Gruppas talsmann, Ali Omar, nekter.", "nb")
    assert "person.ali-omar | spokesperson-for | rsf-sudan" in found


def test_who_denies_a_deed_with_a_preposition_says_so() -> None:
    """ "Nekte for å" is to deny; "nekte å" is to refuse."""
    article = Article("a" * 24, "denial.txt", "Rwanda nektar for å støtte opprørarane.", "nn")
    (claim,) = Extractor().extract(article).claims
    assert claim.said_by is not None
    assert (claim.polarity, claim.said_by.entity) == ("negative", "rwanda")
