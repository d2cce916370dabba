"""The head of a text, and its running text in paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.articles import make_article, paragraphs
from extractors.articles.head import Head, Meta, read_head

BODY = "The truce along the coast held for a third day, both sides said."


def pieces(text: str, title: str | None = None) -> list[tuple[str, str]]:
    article = make_article(text, "a.txt", "en", Meta(title=title))
    found = list(paragraphs(article))
    for each in found:
        assert text[each.span.start : each.span.end] == each.span.text
    return [(each.kind, each.span.text) for each in found]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("Posted Octubre 15, 2017", "2017-10-15"),
        ("Posted on October 15, 2017", "2017-10-15"),
        ("Publisert 15.10.2017 kl. 12:30", "2017-10-15"),
        ("Publisert: 15. oktober 2017", "2017-10-15"),
        ("15. oktober 2017", "2017-10-15"),
        ("2017-10-15", "2017-10-15"),
        ("Date: 2017-10", "2017-10"),
        ("Published 2017", "2017"),
        ("Last updated: 15 October 2017", "2017-10-15"),
        ("By Kari Vik | October 15, 2017 | 10:30 AM", "2017-10-15"),
    ],
)
def test_dates_in_the_head(head: str, published: str) -> None:
    for text in (
        f"A truce holds\n\n{head}\n\n{BODY}",
        f"A truce holds\n{head}\n\n{BODY}",
        f"{head}\n\nA truce holds\n\n{BODY}",
    ):
        assert read_head(text).meta.published == published
        assert read_head(text).meta.title == "A truce holds"
        assert pieces(text) == [("title", "A truce holds"), ("body", BODY)]


def test_an_update_yields_to_the_publication() -> None:
    text = f"A truce holds\nUpdated 17 October 2017\nPublished 15 October 2017\n\n{BODY}"
    assert read_head(text).meta.published == "2017-10-15"


def test_a_stamp_before_the_first_words() -> None:
    text = f" date 2017-10 {BODY}\n\n{BODY}"
    assert read_head(text).meta == Meta(published="2017-10")
    assert pieces(text) == [("body", BODY), ("body", BODY)]
    assert read_head(text).start == len(" date 2017-10 ")


def test_a_stamp_before_the_title() -> None:
    assert pieces(f"date: 2017-10-15 A truce holds\n\n{BODY}") == [("title", "A truce holds"), ("body", BODY)]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Kari Vik", "Kari Vik"),
        ("Av Kari Vik og Per Lie", "Kari Vik og Per Lie"),
        ("Tekst: Kari Vik", "Kari Vik"),
        ("By Jean-Luc O'Neill, Anne de Witt", "Jean-Luc O'Neill, Anne de Witt"),
        ("Author: Kari Vik", "Kari Vik"),
    ],
)
def test_bylines(line: str, author: str) -> None:
    assert read_head(f"A truce holds\n{line}\n\n{BODY}").meta.author == author
    assert pieces(f"A truce holds\n\n{line}\n\n{BODY}") == [("title", "A truce holds"), ("body", BODY)]


@pytest.mark.parametrize(
    "sentence", ["By Monday the town was quiet.", "Av de tretti landsbyene er ti tatt.", "Source of the fire unknown."]
)
def test_sentences_that_begin_like_bylines(sentence: str) -> None:
    assert ("body", f"{sentence} {BODY}") in pieces(f"A truce holds\n\n{sentence} {BODY}")


@pytest.mark.parametrize(
    ("start", "agency"),
    [
        ("OSLO (NTB): ", "NTB"),
        ("OSLO (NTB-Reuters) – ", "NTB"),
        ("RAQQA, Oct 15 (Reuters) - ", "Reuters"),
        ("Beirut (AP) — ", "AP"),
        ("(AFP) - ", "AFP"),
    ],
)
def test_datelines(start: str, agency: str) -> None:
    text = f"A truce holds\n\n{start}{BODY}"
    assert read_head(text).meta.publisher == agency
    assert pieces(text) == [("title", "A truce holds"), ("body", BODY)]


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("Natitingou, 14 October 2025 - ", "2025-10-14"),
        ("ALEPPO, 11. januar 2026: ", "2026-01-11"),
        ("Hodeida, 9. juli 2025 – ", "2025-07-09"),
        ("Paris, the capital - ", None),
    ],
)
def test_a_dateline_without_an_agency_gives_the_day(start: str, day: str | None) -> None:
    assert read_head(f"{start}{BODY}").meta.published == day


def test_a_dateline_with_a_year_gives_the_day() -> None:
    assert read_head(f"PARIS, October 15, 2017 (AFP) - {BODY}").meta.published == "2017-10-15"


@pytest.mark.parametrize("end", [" (NTB)", "\n\n(©NTB)", "\n(Reuters)\n", "\n\nKilde: NTB", "\n\nSource: Reuters\n"])
def test_signatures(end: str) -> None:
    assert read_head(BODY + end).meta.publisher in {"NTB", "Reuters"}
    assert pieces(BODY + end) == [("body", BODY)]


def test_front_matter() -> None:
    text = (
        '---\ntitle: "A truce"\ndate: 2017-10-15\nsource: The Paper\nlang: en\n---\n\n'
        f"# A truce\n\n{BODY}\n\n## More\n\n* {BODY}\n"
    )
    meta = read_head(text).meta
    assert meta == Meta(title="A truce", published="2017-10-15", publisher="The Paper", language="en")
    assert pieces(text) == [("title", "A truce"), ("body", BODY), ("heading", "More"), ("body", BODY)]


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    assert read_head(f"The truce holds.\n\n{BODY}").title is None
    assert read_head(f"A truce holds\n{BODY}").title is None
    assert read_head("A truce holds").title is None


def test_headings_and_asides() -> None:
    asides = "Photo: Kari Vik / Agency\n\nLes også: Noe annet"
    text = f"{BODY}\n\nHundred gave up\n\n{BODY}\n\n{asides}\n\n– Fighting goes on\n\n{BODY}"
    assert [kind for kind, _ in pieces(text)] == ["body", "heading", "body", "heading", "body"]


def test_lines_that_were_wrapped_by_hand_are_joined() -> None:
    first = (
        "The truce along the northern coast held for a third day on Monday, and\n"
        "both sides said that they would send observers to the harbour before the\n"
        "week is out."
    )
    second = "A spokesman for the brigade told reporters that the road to the airport\nMonday."
    assert pieces(f"{first}\n\n{second}") == [("body", first), ("body", second)]


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    text = f"{BODY}\n{BODY} {BODY}\n{BODY}"
    assert [text for _, text in pieces(text)] == [BODY, f"{BODY} {BODY}", BODY]


def test_speech_after_a_hyphen_starts_a_paragraph_and_keeps_it() -> None:
    assert pieces(f"{BODY}\n- We stay, she said.\n– So do we, he said.")[1:] == [
        ("body", "- We stay, she said."),
        ("body", "– So do we, he said."),
    ]


def test_a_known_title_is_found() -> None:
    assert pieces(f"A truce holds.\n{BODY}", title="A truce holds.")[0] == ("title", "A truce holds.")


@given(
    st.lists(
        st.sampled_from(
            [
                "A truce holds",
                "\n",
                "\r\n",
                " ",
                "date 2017-10 ",
                "By Kari Vik",
                "(NTB)",
                "---",
                "# ",
                "title: ",
                BODY,
                "\u2028",
            ]
        )
    )
)
def test_spans_are_in_order_and_true(parts: list[str]) -> None:
    text = "".join(parts)
    head = read_head(text)
    assert isinstance(head, Head)
    assert 0 <= head.start <= max(head.start, head.end) <= len(text)
    end = 0
    for each in paragraphs(make_article(text, "a", "en", Meta())):
        assert text[each.span.start : each.span.end] == each.span.text
        assert each.span.start >= end
        assert each.span.text.strip()
        end = each.span.end
