from dataclasses import replace

import pytest

from graph.origins import Origins, agencies, copies
from graph.origins.copies import overlap, shingles
from ontology.records import Article, Extraction
from tests.graph.disputes.newsroom import THESAURUS, group, story
from tests.samples import make_article

LONG = (
    "The harbour was quiet all morning, and boats lay along the quay in two rows. Fishermen mended their nets and said "
    "that they had heard nothing of the talks. In the afternoon a bus came from the coast with water and bread. "
)

OTHER = (
    "A ferry ran aground outside the lighthouse at night, and all on board were saved by morning. The captain blamed a "
    "chart that nobody had corrected since the dredging of the northern channel.\n"
)


def names(*extractions: Extraction) -> list[str]:
    return [each.name for each in told(*extractions).origins]


def told(*extractions: Extraction):  # type: ignore[no-untyped-def]  # noqa: ANN201
    claims = [(claim, each.article.id) for each in extractions for claim in each.claims]
    return Origins(extractions, THESAURUS).corroboration(claims)


def test_a_speaker_is_one_origin_however_many_papers_cite_it() -> None:
    found = told(*(story("army", "left", "sarin", by="observer", publisher=each) for each in "ABC"))
    assert found.chain == "3 articles, 1 origin: observer"
    assert found.score == 1


def test_whoever_speaks_for_a_body_is_the_body() -> None:
    leads = story("head", "leads", "observer")
    said = [story("army", "left", "sarin", by=by, publisher=by) for by in ("head", "observer")]
    assert names(*said) == ["head", "observer"]
    claims = [(claim, each.article.id) for each in said for claim in each.claims]
    (found,) = Origins([leads, *said], THESAURUS).of(claims)
    assert found.name == "observer"


def test_sources_without_a_name_are_as_many_as_their_articles_and_count_half() -> None:
    source = group("group.source.in-coast")
    said = [
        story("army", "left", "sarin", by="group.source.in-coast", publisher=name, text=text)
        for name, text in (("A", LONG), ("B", OTHER))
    ]
    said = [replace(each, entities=(*each.entities, source)) for each in said]
    found = told(*map(_with_group, said))
    assert (len(found.origins), found.score) == (2, 1.0)
    assert {each.kind for each in found.origins} == {"unnamed"}
    assert found.parts == "1 = 0.5 unnamed “group.source.in-coast” + 0.5 unnamed “group.source.in-coast”"


def _with_group(extraction: Extraction) -> Extraction:
    claims = tuple(
        replace(each, said_by=replace(each.said_by, type="PeopleGroup") if each.said_by else None)
        for each in extraction.claims
    )
    entities = tuple(each for each in extraction.entities if each.type != "Thing")
    return replace(extraction, claims=claims, entities=entities)


def test_a_publisher_is_one_origin_and_so_is_what_cites_it() -> None:
    twice = [story("army", "left", "sarin", text=each) for each in ("One.", "Two.")]
    assert names(*twice) == ["Coast Herald"]
    assert names(twice[0], story("army", "left", "sarin", publisher="Other")) == ["Coast Herald", "Other"]


def test_agency_copy_is_the_agency() -> None:
    printed = [story("army", "left", "sarin", publisher=each, text=f"{each} adds. (NTB)") for each in "AB"]
    assert names(*printed) == ["ntb"]
    joined = story("army", "left", "sarin", publisher="C", text="More. (NTB-Reuters)")
    assert names(*printed, joined) == ["ntb / reuters"]
    assert names(printed[0], story("army", "left", "sarin", publisher="D")) == ["D", "ntb"]


def test_a_copy_without_a_signature_is_known_by_its_text() -> None:
    one, other = (story("army", "left", "sarin", publisher=each, text=LONG) for each in "AB")
    assert len(names(one, other)) == 1
    assert len(names(one, story("army", "left", "sarin", publisher="B", text="Other words altogether."))) == 2


def test_a_sentence_that_two_print_alike_has_one_origin() -> None:
    one = story("army", "left", "sarin", publisher="Coast Herald", where="quay", text="More.")
    other = replace(one, article=replace(one.article, id="0" * 24, publisher="B", text=LONG + one.article.text))
    assert len(names(one, other)) == 1


def test_denials_stand_beside_the_score_and_hearsay_counts_half() -> None:
    found = told(
        story("army", "left", "sarin", modality="reported"),
        story("army", "left", "sarin", by="head", polarity="negative"),
        story("army", "left", "sarin", by="observer", modality="planned"),
    )
    assert found.parts == "0.5 = 0.5 Coast Herald"
    assert [each.name for each in found.denying] == ["head"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("OSLO (NTB) – The harbour is closed.", {"ntb"}),
        ("The harbour is closed. (NTB-Reuters)", {"ntb", "reuters"}),
        ("The harbour is closed.\n©NTB", {"ntb"}),
        ("The harbour is closed.\n\nAFP / AP\n", {"afp", "ap"}),
        ("SARIN, March 5 (Xinhua) -- The harbour is closed.", {"xinhua"}),
        ("Photographs were taken by Agence France-Presse (AFP) and sold.", set()),
        ("Photographs were taken by Agence France-Presse (AFP)", set()),
        ("The AP said so, and Reuters too.", set()),
        ("It was (aa) or (AA) in the list.", set()),
    ],
)
def test_signatures_are_known_by_where_they_stand(text: str, found: set[str]) -> None:
    assert agencies(make_article("x", text, "en")) == found


@pytest.mark.parametrize(
    ("field", "found"), [("NTB", {"ntb"}), ("Av NTB", {"ntb"}), ("NTB/AFP", {"ntb", "afp"}), ("Kari Natt", set())]
)
def test_a_by_line_may_be_a_signature(field: str, found: set[str]) -> None:
    assert agencies(replace(make_article("x", "Words.", "nb"), author=field)) == found


def test_shortened_copies_are_copies_and_other_texts_are_not() -> None:
    long, short = make_article("a", LONG * 1, "en"), make_article("b", LONG[:130].upper(), "en")
    other = make_article(
        "c", "A ferry ran aground outside the harbour at night, and all hands were saved by morning.", "en"
    )
    found = copies([long, short, other])
    assert found[long.id] == found[short.id] == min(long.id, short.id)
    assert found[other.id] == other.id


def test_copies_do_not_depend_on_the_order() -> None:
    articles = [make_article(str(each), LONG[: 100 + 20 * each] + f" {each}", "en") for each in range(8)]
    found = copies(articles)
    assert copies(list(reversed(articles))) == found
    assert len(set(found.values())) == 1


def test_texts_without_words_are_nobodys_copies() -> None:
    blank = [Article(str(each), "x", "…", "en") for each in range(2)]
    assert copies(blank) == {"0": "0", "1": "1"}
    assert overlap(shingles(""), shingles("a b c d e")) == 0
