"""The thesaurus: what the reader promises, and what must hold for the data."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from ontology.thesaurus import Concept, Name, Thesaurus, ThesaurusError, fold, load

PREFIXES = """@prefix : <https://example.org/our-own/> .
@prefix ent: <https://w3id.org/claimgraph/id/entity/> .
@prefix cg: <https://w3id.org/claimgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""
LANGUAGES = {"en", "nb", "nn"}
# Short names that really belong to several actors; whoever sees the context chooses.
AMBIGUOUS = {
    "ISI": {"islamic-state-of-iraq", "isi-pakistan"},
    "NPA": {"norwegian-peoples-aid", "npa-philippines"},
    "PTI": {"pti-news", "pti-pakistan"},
    "RSF": {"rsf-reporters", "rsf-sudan"},
    "SNA": {"somali-army", "syrian-national-army"},
    "SNC": {"syrian-national-coalition", "syrian-national-council"},
    "SPA": {"spa-saudi", "sudanese-professionals-association"},
}


@pytest.fixture(scope="module")
def ours() -> Thesaurus:
    return load()


def ids(thesaurus: Thesaurus, name: str, scheme: str | None = None) -> set[str]:
    return {each.id for each in thesaurus.find(name) if scheme in (None, each.scheme)}


def actors(thesaurus: Thesaurus) -> list[Concept]:
    return [each for each in thesaurus.concepts.values() if each.scheme == "actors"]


def user_file(folder: Path, text: str, name: str = "own.ttl") -> Path:
    path = folder / name
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


# The data.


def test_actors_have_a_preferred_name_in_each_language(ours: Thesaurus) -> None:
    for concept in actors(ours):
        preferred = [name.language for name in concept.names if name.kind == "preferred"]
        assert sorted(preferred) == sorted(LANGUAGES), concept.id


def test_links_lead_to_concepts(ours: Thesaurus) -> None:
    for concept in ours.concepts.values():
        targets = {*concept.broader, *concept.part_of, *concept.located_in, *concept.capitals}
        assert targets <= ours.concepts.keys(), concept.id
        assert concept.id not in targets


def test_actors_lie_in_places_and_are_parts_of_actors(ours: Thesaurus) -> None:
    for concept in actors(ours):
        assert all(ours.concepts[each].scheme == "places" for each in concept.located_in), concept.id
        assert all(ours.concepts[each].scheme == "actors" for each in concept.part_of), concept.id


def test_no_actor_is_a_part_of_itself_by_a_detour(ours: Thesaurus) -> None:
    for concept in actors(ours):
        above: set[str] = set()
        queue = [*concept.part_of]
        while queue:
            each = queue.pop()
            if each not in above:
                above.add(each)
                queue.extend(ours.concepts[each].part_of)
        assert concept.id not in above


def test_no_web_identity_is_used_twice(ours: Thesaurus) -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for concept in ours.concepts.values():
        for iri in concept.same_as:
            holders[iri].add(concept.id)
    assert {iri: each for iri, each in holders.items() if len(each) > 1} == {}


def test_actors_share_names_only_where_we_know_it(ours: Thesaurus) -> None:
    for concept in actors(ours):
        for name in concept.names:
            found = ids(ours, name.text, "actors")
            assert found == {concept.id} or found == AMBIGUOUS.get(name.text), (name.text, found)


@pytest.mark.parametrize("name", sorted(AMBIGUOUS))
def test_what_we_know_to_be_ambiguous_is(ours: Thesaurus, name: str) -> None:
    assert ids(ours, name, "actors") == AMBIGUOUS[name]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("IS", "islamic-state"),
        ("ISIS", "islamic-state"),
        ("Daesh", "islamic-state"),
        ("Den islamske staten", "islamic-state"),
        ("Den islamske stat", "islamic-state"),
        ("IS-gruppa", "islamic-state"),
        ("Syrian Democratic Forces", "sdf"),
        ("De syriske demokratiske styrkene", "sdf"),
        ("YPG", "ypg"),
        ("US-led coalition", "us-led-coalition"),
        ("U.S. -led coalition", "us-led-coalition"),
        ("den USA-ledede koalisjonen", "us-led-coalition"),
        ("den USA-leidde koalisjonen", "us-led-coalition"),
        ("Saudi-led coalition", "saudi-led-coalition"),
        ("Syrian Observatory for Human Rights", "sohr"),
        ("Syriske observatoriet for menneskerettigheter", "sohr"),
        ("SOHR", "sohr"),
        ("Raqqas sivile lokalråd", "raqqa-civil-council"),
        ("Syrian Army", "syrian-army"),
        ("den syriske hæren", "syrian-army"),
        ("Free Syrian Army", "free-syrian-army"),
        ("Den frie syriske hæren", "free-syrian-army"),
        ("Syrian National Army", "syrian-national-army"),
        ("Libyan National Army", "lna"),
        ("den syriske regjeringen", "syrian-government"),
        ("den syriske regjeringa", "syrian-government"),
        ("Sudanese Army", "sudanese-army"),
        ("South Sudanese Army", "south-sudanese-army"),
        ("Sudanese government", "sudanese-government"),
        ("den sørsudanske regjeringen", "south-sudanese-government"),
        ("Rapid Support Forces", "rsf-sudan"),
        ("Ansar Dine", "ansar-dine"),
        ("Ansar ad-Din", "ansar-dine"),
        ("Ansar al-Sharia", "ansar-al-sharia-libya"),
        ("Ansar Allah", "houthis"),
        ("houthiane", "houthis"),
        ("Hezbollah", "hezbollah"),
        ("Hizbollah", "hezbollah"),
        ("Kata'ib Hezbollah", "kataib-hezbollah"),
        ("Boko Haram", "boko-haram"),
        ("al-Shabab", "al-shabaab"),
        ("Tigrayan People’s Liberation Front", "tplf"),
        ("Wagner-gruppa", "wagner-group"),
        ("FNs sikkerhetsråd", "un-security-council"),
        ("Tryggingsrådet", "un-security-council"),
        ("UN", "united-nations"),
        ("FN", "united-nations"),
        ("Reuters", "reuters"),
        ("nyheitsbyrået TASS", "tass"),
        ("Assad", "bashar-al-assad"),
        ("Zelenskyj", "volodymyr-zelensky"),
    ],
)
def test_actors_are_found(ours: Thesaurus, name: str, wanted: str) -> None:
    assert ids(ours, name, "actors") == {wanted}


@pytest.mark.parametrize(
    ("name", "wanted"), [("Sudan", "sudan"), ("South Sudan", "south-sudan"), ("Sør-Sudan", "south-sudan")]
)
def test_countries_are_found(ours: Thesaurus, name: str, wanted: str) -> None:
    assert wanted in ids(ours, name, "places")
    assert {"sudan", "south-sudan"} - {wanted} == {"sudan", "south-sudan"} - ids(ours, name, "places")


@pytest.mark.parametrize(
    "name",
    [
        "is",
        "who",
        "care",
        "eta",
        "amnesty",
        "trump",
        "dawn",
        "the army",
        "hæren",
        "the front",
        "coalition",
        "koalisjonen",
    ],
)
def test_plain_words_are_no_actors(ours: Thesaurus, name: str) -> None:
    assert ids(ours, name, "actors") == set()


# The reader.


def test_fold() -> None:
    assert fold("Al-Shabaab") == fold("al  Shabaab") == "al shabaab"
    assert fold("Ta'ang") == fold("Ta’ang") == "taang"
    assert fold("Ærø, Øst, U.S.") == "aero, ost, us"


def test_what_prefers_the_name_comes_first() -> None:
    second = Concept("b", "City", "places", (Name("X-ville", "en", "preferred"),))
    first = Concept("a", "City", "places", (Name("Other", "en", "preferred"), Name("x ville", "en", "alternative")))
    assert [each.id for each in Thesaurus([first, second]).find("X ville")] == ["b", "a"]


def test_label_falls_back_to_the_nearest_language() -> None:
    concept = Concept("a", "City", "places", (Name("By", "nb", "preferred"), Name("Town", "en", "preferred")))
    assert [concept.label(each) for each in ("nb", "nn", "en", "de")] == ["By", "By", "Town", "Town"]


def test_a_users_concept_takes_the_place_of_ours(tmp_path: Path, ours: Thesaurus) -> None:
    path = user_file(tmp_path, ':forces a cg:Coalition ; skos:prefLabel "Syrian Democratic Forces"@en .\n')
    theirs = load([path])
    assert ids(theirs, "Syrian Democratic Forces", "actors") == {"forces"}
    assert "sdf" not in theirs.concepts
    assert theirs.concepts["ypg"].part_of == ("forces",)
    assert "https://example.org/our-own/forces" in theirs.concepts["forces"].same_as
    assert "sdf" in ours.concepts


def test_a_users_concept_wins_by_iri_and_by_web_identity(tmp_path: Path) -> None:
    path = user_file(
        tmp_path,
        'ent:ypg a cg:ArmedGroup ; skos:prefLabel "The Units"@en .\n'
        ':daesh a cg:ArmedGroup ; skos:prefLabel "The Caliphate"@en ; skos:exactMatch wd:Q2429253 .\n',
    )
    theirs = load([path])
    assert theirs.concepts["ypg"].label("en") == "The Units"
    assert ids(theirs, "YPG") == set()
    assert "islamic-state" not in theirs.concepts
    assert theirs.concepts["is-libya"].part_of == ("daesh",)


def test_a_later_file_wins(tmp_path: Path) -> None:
    files = [
        user_file(tmp_path, f'ent:new-group a cg:ArmedGroup ; skos:prefLabel "{label}"@en .\n', f"{label}.ttl")
        for label in ("First", "Second")
    ]
    assert load(files).concepts["new-group"].label("en") == "Second"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (':a a cg:City ; skos:prefLabel "unfinished\n', 6, ""),
        (":a a cg:City .\n", 6, "no name"),
        ('\n:a a cg:Unicorn ; skos:prefLabel "A"@en .\n', 7, "none of the classes"),
        (':a a cg:City ; skos:altLabel "A"@en .\n', 6, "no skos:prefLabel"),
        (':a a cg:City ; skos:prefLabel "A"@en ; cg:locatedIn :nowhere .\n', 6, "nowhere"),
    ],
)
def test_a_malformed_file_is_one_clear_line(tmp_path: Path, text: str, line: int, problem: str) -> None:
    path = user_file(tmp_path, text)
    with pytest.raises(ThesaurusError) as caught:
        load([path])
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: ")
    assert problem in message
    assert "\n" not in message


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ThesaurusError, match="cannot be read") as caught:
        load([tmp_path / "missing.ttl"])
    assert "\n" not in str(caught.value)
