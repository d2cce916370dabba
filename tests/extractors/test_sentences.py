"""What long news sentences do to claims: ellipses, titles, datelines, coordinations that the parse hangs elsewhere."""

from __future__ import annotations

import pytest

from extractors import Extractor
from ontology.records import Article, Claim, Mention

EXTRACTOR = Extractor()


def claims(text: str, language: str = "en") -> list[Claim]:
    article = Article("0" * 24, "test", text, language, published="2024-03-01")
    return [each for each in EXTRACTOR.extract(article).claims if not each.open]


def shown(claim: Claim) -> str:
    """ "subject | relation | object", by the words of the text; "not" before a negated relation."""
    ends = [end.span.text if isinstance(end, Mention) else str(end) for end in (claim.subject, claim.object)]
    return f"{ends[0]} | {'not ' if claim.polarity == 'negative' else ''}{claim.relation} | {ends[1]}"


@pytest.mark.parametrize(
    "text", ["Nigers avsatte president Mohamed Bazoum er syk.", "Gruven ligger i Ituri, ikke i Kivu."]
)
def test_owners_and_contrasts_do_nothing(text: str) -> None:
    assert not {"Nigers | ousted | Mohamed Bazoum", "Gruven | located-in | Kivu"} & {
        shown(e) for e in claims(text, "nb")
    }


def test_what_left_on_a_day_has_left() -> None:
    (left,) = claims("The last soldiers left Niger on Friday.")
    assert left.when is not None
    assert (left.modality, left.when.start) == ("asserted", "2024-03-01")


def test_letters_of_two_bodies_mean_those_who_fight() -> None:
    (attack,) = claims("RSF angrep byen.", "nb")
    assert isinstance(attack.subject, Mention)
    assert attack.subject.entity == "rsf-sudan"


def test_what_is_condemned_on_a_day_took_place_on_another() -> None:
    found = claims("The UN on Monday condemned the killing of three peacekeepers.")
    assert {each.relation: each.when is not None for each in found} == {"condemned": True, "killed": False}


def test_a_number_alone_is_of_those_counted_before() -> None:
    first, second = claims("Eleven civilians were killed and 31 wounded in Homs.")
    assert isinstance(first.object, Mention)
    assert isinstance(second.object, Mention)
    assert first.object.entity == second.object.entity
    assert second.quantity is not None
    assert (second.relation, second.quantity.value, second.quantity.unit) == ("wounded", 31, "civilian")


def test_a_number_is_no_name() -> None:
    (found,) = claims("Hundreds have fled to Chad.")
    assert isinstance(found.subject, Mention)
    assert (found.subject.label, found.subject.span.text) == ("people", "Hundreds")


def test_a_number_with_blanks_is_one_number() -> None:
    (found,) = claims("Minst 350 000 menneske held til i Afrin.", "nn")
    assert found.quantity is not None
    assert (found.quantity.value, found.quantity.bound) == (350_000, "at-least")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "KIRKUK, Iraq - The army has captured Jowhar.", "army | captured | Jowhar"),
        ("en", "GNA Prime Minister Omar Faraj left Tripoli.", "Omar Faraj | role-in | GNA"),
        ("en", "ISGS and JNIM, which are fighting each other in Mali, left.", "ISGS | fights | JNIM"),
        ("en", "The bloc imposed sanctions on Niger days after the coup.", "bloc | sanctioned | Niger"),
        ("en", "The group is on the verge of defeat in Mosul.", "None | defeated | group"),
        ("en", "It took two weeks for the convoy to reach Homs.", "convoy | arrived-in | Homs"),
        ("nb", "Juntatalsmann Ibrahim Traoré avviste dette.", "Ibrahim Traoré | spokesperson-for | Junta"),
        ("nb", "Rebellene er beleiret av styrker ledet av FN-utsending Omar Hassan.", "Omar Hassan | role-in | FN"),
        ("nb", "Hæren rykker mot Tell Rifaat, der militsen er til stede.", "Hæren | moved-to | Tell Rifaat"),
        ("nb", "I går har hundre krigere fra Tsjad nådd Bangui.", "krigere | arrived-in | Bangui"),
        ("nb", "Iran, som sammen med Irak leder koalisjonen, sendte hjelp.", "Irak | leads | koalisjonen"),
        ("nn", "Iran, som saman med Irak støttar militsen, sende hjelp.", "Irak | supports | militsen"),
        ("nb", "FN krever at Mali løslater presten, og ber Niger om hjelp.", "FN | requested | Niger"),
        ("nb", "USA ber nabolandene stenge grensene.", "USA | requested | nabolandene"),
        ("nn", "Krigarane gjekk natt til fredag til åtak på Gao.", "Krigarane | attacked | Gao"),
        ("nb", "Soldatene, støttet av tsjadiske droner, tok byen Gao.", "tsjadiske droner | supports | Soldatene"),
        ("nb", "Hæren tok flere landsbyer, deriblant Douentza.", "Hæren | captured | Douentza"),
        ("nn", "Hæren tok fleire landsbyar, mellom dei Douentza.", "Hæren | captured | Douentza"),
        ("nb", "To offiserer, deriblant Ali Omar, ble drept i Gao.", "None | killed | offiserer"),
        ("nb", "Raketter traff Somalias hovedstad Mogadishu.", "Mogadishu | capital-of | Somalias"),
        ("nb", "Opprørerne rykker nærmere Kidal.", "Opprørerne | moved-to | Kidal"),
        ("nn", "Opprørarane rykkjer nærare Kidal.", "Opprørarane | moved-to | Kidal"),
        ("nb", "Minst 30 sivile mistet livet og over 70 ble såret i Gao.", "None | wounded | 70"),
        ("nb", "Opprørerne tok førti soldater til fange.", "Opprørerne | detained | soldater"),
        ("nb", "Granater traff et marked i Port Sudan.", "Granater | bombed | marked"),
        ("nn", "Fem sivile vart avretta i Gao.", "None | killed | sivile"),
        ("nb", "Minst tolv sivile mistet livet da en bombe gikk av i Gao.", "None | killed | sivile"),
        ("nb", "Soldatene ble drevet ut av byen av opprørere fra Mali.", "opprørere | expelled | Soldatene"),
        ("nb", "Opprørerne kom, og da forlot flere hundre familier Goma.", "hundre familier | left | Goma"),
        ("en", "Five civilians were killed and up to 20 wounded in Gao.", "None | wounded | 20"),
        ("en", "Ten soldiers were killed and six taken prisoner.", "None | detained | six"),
        ("en", "At least 20 more were hurt.", "None | wounded | more"),
        ("en", "The rebels had taken over the police headquarters.", "rebels | captured | police headquarters"),
        ("en", "Gunmen blew up a bridge near Quetta.", "Gunmen | attacked | bridge"),
        ("en", "The army captured several villages, including Douentza.", "army | captured | Douentza"),
        ("en", "Three of those killed were children.", "None | killed | children"),
        ("en", "Nine of the dead were civilians.", "None | killed | civilians"),
        ("en", "The army took Sool region, of which Las Anod is the capital.", "Las Anod | capital-of | Sool region"),
        ("en", "The alliance, of which the PYD is a member, left.", "PYD | member-of | alliance"),
        ("en", "The separatists, helped by volunteers, defeated the army.", "separatists | defeated | army"),
        ("en", "The 33rd Front is led by Ali Omar.", "Ali Omar | leads | 33rd Front"),
        ("en", "The army besieged Gao and shelled it on Monday.", "army | bombed | it"),
        ("nb", "Hæren og dens allierte kontrollerer byen Gao.", "allierte | controls | Gao"),
        ("nb", "Organisasjonen har evakuert sine ansatte fra Goma til Kigali.", "ansatte | evacuated-to | Kigali"),
        ("nb", "En talsmann for hæren, general Ali Omar, har sagt opp.", "Ali Omar | spokesperson-for | hæren"),
        ("nb", "Koalisjonen sier at den det siste døgnet drepte ti opprørere.", "den | killed | opprørere"),
        ("nb", "Fem av de døde var soldater.", "None | killed | soldater"),
        ("en", "Mali, Burkina Faso and Niger have left the bloc.", "Burkina Faso | left | bloc"),
        ("en", "After Russia invaded Ukraine, Finland and Sweden joined NATO.", "Finland | member-of | NATO"),
        ("en", "The rebels agreed in principle to leave Goma.", "rebels | agreed-to | to leave Goma"),
        ("en", "The army blamed the attack on the rebels.", "army | accused | rebels"),
        ("en", "Burhan named Kamil Idris prime minister.", "Burhan | appointed | Kamil Idris"),
        ("en", "The town, where the militia is based, is poor.", "militia | based-in | town"),
        ("en", "The EU criticised the rebels for killing civilians.", "rebels | killed | civilians"),
        ("en", "Ahmed Ali, deputy leader of Hamas, resigned.", "Ahmed Ali | role-in | Hamas"),
        (
            "en",
            "The administration, appointed by parliament and backed by Haftar, sits in Benghazi.",
            "parliament | appointed | administration",
        ),
        ("en", "TTP commander Gul Zaman was arrested in Peshawar.", "Gul Zaman | role-in | TTP"),
        ("en", "Azerbaijani President Ilham Aliyev left Shusha.", "Ilham Aliyev | role-in | Azerbaijani"),
        ("en", "The army left, a demand Eritrea rejected.", "Eritrea | rejected | demand"),
        ("en", "Among the dead was Colonel Ali Omar.", "None | killed | Ali Omar"),
        ("en", "Among the dead was Captain Idrissa Bako, who led the army.", "None | killed | Idrissa Bako"),
        ("en", "Among the wounded are two children.", "None | wounded | children"),
        ("nb", "Blant de sårede er to barn.", "None | wounded | barn"),
        ("nn", "Mellom dei drepne er ei jente.", "None | killed | jente"),
        ("nn", "Soldatane har skote på sivile i Gao.", "Soldatane | attacked | sivile"),
        ("nn", "Hæren innteke byen Gao i går.", "Hæren | captured | Gao"),
        ("en", "The rebels seized the town before retreating to Kidal.", "rebels | moved-to | Kidal"),
        ("en", "The army prevented the rebels from taking Gao.", "rebels | not captured | Gao"),
        ("en", "The soldiers had to leave Goma.", "soldiers | left | Goma"),
        ("en", "Mali and Niger formed an alliance.", "Mali | allied-with | Niger"),
        ("nb", "Israel ga innbyggerne ordre om å forlate Rafah.", "innbyggerne | left | Rafah"),
        ("nb", "IS ble slått av styrker støttet av USA.", "USA | supports | styrker"),
        ("nb", "Etter å ha tatt Goma gikk M23 mot Bukavu.", "M23 | captured | Goma"),
        ("nb", "Soldatene dro fra Goma og til Sake.", "Soldatene | moved-to | Sake"),
        ("nb", "Angriperne drepte ti.", "Angriperne | killed | ti"),
        ("nn", "Presidenten vart avsett og fengsla.", "None | detained | Presidenten"),
        ("nn", "Granaten drap to og såra tre.", "Granaten | wounded | tre"),
        ("nn", "Rebellane sitt åtak på Goma held fram.", "Rebellane | attacked | Goma"),
        ("nn", "Hæren har kontroll over det meste av Darfur.", "Hæren | controls | Darfur"),
        ("en", "Some 900 people have fled Gao, most of them to Niger.", "people | fled-to | Niger"),
        ("en", "Seven men were beheaded and two boys abducted.", "None | detained | boys"),
        ("en", "A drone bombed a market in Dilling.", "drone | bombed | market"),
        ("en", "Daniel Chapo will meet his Rwandan counterpart, Paul Kagame.", "Daniel Chapo | met-with | Paul Kagame"),
        ("en", "The siege of Kadugli in Sudan went on.", "Kadugli | located-in | Sudan"),
        ("en", "Nineteen of the wounded were civilians.", "None | wounded | civilians"),
        ("nb", "Fem sivile mistet livet, blant dem to barn.", "None | killed | barn"),
        ("nb", "Tusen mennesker har flyktet fra Gao, de fleste til Niger.", "mennesker | fled-to | Niger"),
        ("en", "Rwandan and Mozambican troops captured Palma.", "Rwandan | captured | Palma"),
        ("en", "The junta detained Daouda Magassa.", "junta | detained | Daouda Magassa"),
        ("en", "The Lord's Resistance Army attacked Niangara.", "Lord's Resistance Army | attacked | Niangara"),
        ("nb", "Dujarric er talsperson for FN.", "Dujarric | spokesperson-for | FN"),
        ("nb", "RSF angrep byen.", "RSF | attacked | byen"),
        ("nb", "Blant de drepte er en jente på ni år.", "None | killed | jente"),
        ("nb", "Det rike vaktselskapet Orion Guard Group angrep Gao.", "Orion Guard Group | attacked | Gao"),
    ],
    ids=lambda value: value[:40],
)
def test_what_a_sentence_says_is_found(language: str, text: str, expected: str) -> None:
    found = [shown(each) for each in claims(text, language)]
    assert expected in found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Gjengen Gran Grif overfalt byen Montrouis. En annen gjeng flyktet. Gjengen angrep Gonaïves."),
        ("nb", "Sikkerhetsstyrken MSS har en base i byen. Styrken angrep Gonaïves."),
        ("en", "The multinational force MSS has a base in the town. The force attacked Gonaives."),
    ],
)
def test_what_a_name_was_introduced_as_means_it_afterwards(language: str, text: str) -> None:
    found = claims(text, language)
    (attack,) = [
        each for each in found if each.object and isinstance(each.object, Mention) and "Gona" in each.object.label
    ]
    assert attack.subject is not None
    assert attack.subject.label in ("Gran Grif", "MSS")


@pytest.mark.parametrize(
    ("language", "text", "entity"),
    [
        ("nb", "Al-Shabaab tok byen mandag, hevder gruppas talsmann Ali Omar.", "al-shabaab"),
        ("en", "The US-led coalition bombed Mosul. Coalition spokesman Ryan Dillon confirmed it.", "us-led-coalition"),
    ],
)
def test_whom_somebody_speaks_for(language: str, text: str, entity: str) -> None:
    (spokesman,) = [each for each in claims(text, language) if each.relation == "spokesperson-for"]
    assert isinstance(spokesman.object, Mention)
    assert spokesman.object.entity == entity


def test_whom_others_charge_with_it_does_not_deny_the_charge_itself() -> None:
    found = [
        shown(each) for each in claims("Kenya nekter å ha angrepet Goma, slik opprørere anklager landet for.", "nb")
    ]
    assert "Kenya | not attacked | Goma" in found
    assert "opprørere | not accused | landet" not in found


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Speaking from Zawiya, where he has taken his family, he said the town was calm.", "captured"),
        ("Turkey was accused by Kenya of having sent soldiers.", "None | sent | Turkey"),
        ("Abiy insisted that the rebels leave Gao.", "asserted"),
        ("The town was captured not by the rebels but by the army.", "rebels | captured | town"),
        ("The minister made a statement on the killing of the judge.", "minister | killed | judge"),
        ("The army blamed the attack on the rebels.", "None | attacked | rebels"),
        ("The EU criticised the rebels for killing civilians.", "EU | killed | civilians"),
        ("After Russia invaded Ukraine, Finland and Sweden joined NATO.", "Russia | attacked | Finland"),
        (
            "The administration, appointed by parliament and backed by Haftar, sits in Benghazi.",
            "Haftar | appointed | administration",
        ),
        ("Accusing Wagner of murder, the rebels vowed revenge.", "planned"),
    ],
)
def test_what_a_sentence_does_not_say(text: str, false: str) -> None:
    """A place where somebody took his family, somebody who is accused, what somebody only asks for."""
    assert not [each for each in claims(text) if false in (each.relation, shown(each), each.modality)]


@pytest.mark.parametrize(
    "text",
    [
        "India has accused Pakistan of arming the rebels, a charge Islamabad denies.",
        "India has accused Pakistan of arming the rebels, a charge that Islamabad has repeatedly denied.",
        "India accused Pakistan of arming the rebels, an allegation that officials in Islamabad dismissed.",
    ],
)
def test_a_charge_that_is_denied_was_made(text: str) -> None:
    found = [(each.relation, each.polarity) for each in claims(text)]
    assert ("accused", "positive") in found
    assert ("accused", "negative") not in found
    assert ("supports", "negative") in found


def test_who_denies_a_charge_is_not_told_by_who_makes_it() -> None:
    (rejected,) = [
        each
        for each in claims("The army says Rwanda has sent troops to Goma, an accusation which Kigali rejects.")
        if each.relation == "rejected"
    ]
    assert rejected.said_by is None


def test_what_somebody_has_done_is_nobody() -> None:
    text = "Hæren har ikke angrepet Al-Shabaab, men USA har gjort det."
    extracted = EXTRACTOR.extract(Article("0" * 24, "test", text, "nb"))
    assert not [each for each in extracted.mentions if each.span.text == "det"]


@pytest.mark.parametrize(
    ("language", "text", "relation"),
    [
        ("nb", "Han sa at verken syriske eller russiske fly har bombet bydelen.", "bombed"),
        ("en", "The army does not have plans to attack Tripoli.", "attacked"),
        ("en", "The army has no plans to attack Tripoli.", "attacked"),
        ("nn", "Hæren har ikkje planar om å ta Goma.", "captured"),
        ("en", "Residents said they had seen nobody, but that the base had not been attacked.", "attacked"),
        ("en", "It is unlikely that Ghana will send troops to Niger.", "sent"),
        ("nn", "Leiaren nektar for at krigarane er slegne.", "defeated"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_denied_is_never_told_as_fact(language: str, text: str, relation: str) -> None:
    assert [each.polarity for each in claims(text, language) if each.relation == relation] == ["negative"]


def test_a_name_before_the_last_comma_speaks() -> None:
    text = (
        "Fighters entered Kutum late on Thursday, a spokesman for the group, Omar Faraj, said, adding that 14 men died."
    )
    found = {each.relation: each for each in claims(text)}
    assert found["arrived-in"].said_by is not None
    assert found["arrived-in"].said_by.span.text == "Omar Faraj"


def test_what_others_are_asked_to_do_is_planned() -> None:
    found = {each.relation: each for each in claims("Ukraina bed Tyskland sende fleire stridsvogner.", "nn")}
    assert found["sent"].modality == "planned"


def test_what_is_asked_for_is_planned() -> None:
    found = claims("Presidenten har bedt om at 500 soldater blir utplassert i Haiti.", "nb")
    assert {each.modality for each in found if each.relation in ("sent", "present-in")} == {"planned"}


def test_what_is_to_happen_is_planned() -> None:
    (found,) = claims("The mission, whose 200 soldiers are to leave Mali by May, did not comment.")
    assert (found.modality, shown(found)) == ("planned", "soldiers | left | Mali")


def test_who_turns_a_demand_down_does_not_make_it() -> None:
    found = {each.relation: each for each in claims("The rebels rejected a demand by Baghdad that they leave Kirkuk.")}
    assert found["demanded"].polarity == "positive"
    assert found["demanded"].said_by is None


def test_what_stands_behind_a_quote_in_its_paragraph_is_told_again() -> None:
    told = claims("– Vi skal ta tilbake byen, sa president Ali Hassan. Tyskland har sendt soldater.", "nb")
    assert [each.said_by is None for each in told if each.relation == "sent"] == [True]


@pytest.mark.parametrize(
    ("text", "modality", "day"),
    [
        ("Ministeren møter sin kollega i Doha mandag.", "planned", "2024-03-04"),
        ("De sårede evakueres søndag til Egypt.", "planned", "2024-03-03"),
        ("Ministeren møtte sin kollega i Doha mandag.", "asserted", "2024-02-26"),
        ("Hæren sender torsdag soldater til Gao.", "asserted", "2024-02-29"),
    ],
)
def test_the_present_tense_may_lie_ahead(text: str, modality: str, day: str) -> None:
    """Published on a Friday: of the last and the next such day, the nearer one."""
    found = claims(text, "nb")[0]
    assert found.when is not None
    assert (found.modality, found.when.start) == (modality, day)


@pytest.mark.parametrize("text", ["Byen skal være omringet.", "Fem soldater skal ha blitt drept i Gao."])
def test_what_is_said_to_be_done_is_reported(text: str) -> None:
    assert [each.modality for each in claims(text, "nb")] == ["reported"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rundt 1,5 millioner mennesker har rømt fra Sudan.", 1_500_000),
        ("Mer enn 7.000 mennesker er drept i Gao.", 7_000),
    ],
)
def test_large_numbers_are_counted(text: str, value: float) -> None:
    (found,) = claims(text, "nb")
    assert found.quantity is not None
    assert found.quantity.value == value


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Ba om hjelp", "requested"),
        ("Hæren mistet åtte soldater i et bakhold nær Gao.", "lost-control-of"),
        ("Kritisert vaktselskap", "condemned"),
        ("Egypts president Abdel Fattah al-Sisi i Kairo sendte mat.", "part-of"),
        ("Soldater forsøkte å ta seg over grensen.", "captured"),
        ("Norge tar imot flyktninger fra Sudan.", "met-with"),
    ],
)
def test_what_nobody_says_is_not_found(text: str, relation: str) -> None:
    assert relation not in {each.relation for each in claims(text, "nb")}


def test_who_is_given_time_to_leave_leaves() -> None:
    found = claims("Juntaen gav diplomatane to dagar på å forlate Mali.", "nn")
    assert [shown(each) for each in found if each.relation == "left"] == ["diplomatane | left | Mali"]


def test_a_hotel_with_a_name_is_the_hotel_afterwards() -> None:
    found = claims("Krigere angrep hotellet Amira i Gao. Soldater stormet hotellet fredag.", "nb")
    attacks = [each.object for each in found if each.relation == "attacked"]
    hotels = {each.entity for each in attacks if isinstance(each, Mention)}
    assert len(hotels) == 1


def test_a_war_kills_nobody_itself() -> None:
    (found,) = claims("Minst 600 soldater er drept i krigen.", "nb")
    assert found.subject is None


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The rebels were able to attack Goma.", ("positive", "asserted")),
        ("The rebels were not able to attack Goma.", ("negative", "asserted")),
        ("The rebels would be able to attack Goma.", ("positive", "possible")),
        ("The rebels are able to attack Goma.", ("positive", "possible")),
    ],
)
def test_who_was_able_to_do_it_did_it(sentence: str, stance: tuple[str, str]) -> None:
    (found,) = claims(sentence)
    assert (found.polarity, found.modality) == stance


def test_a_day_right_behind_a_verb_of_saying_is_not_that_of_the_deed() -> None:
    (found,) = claims("A spokesman said on Friday the army had captured Goma the day before.")
    assert found.when is not None
    assert (found.when.text, found.when.start) == ("the day before", None)


def test_blanks_of_other_scripts_part_no_sentence() -> None:
    claims("said the army < \u3000 \u3000 the @x")
