"""However long a paragraph, a sentence or a run without blanks is, what the model reads is short and complete."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from extractors.articles.paragraphs import Paragraph
from extractors.bounds import LONGEST_PARAGRAPH, LONGEST_RUN, LONGEST_SENTENCE, pieces, shortened, tokenized
from extractors.rereading import TRIALS, reread
from ontology.languages import grammar
from ontology.records import Span

NLP = spacy.blank("en")
TEXTS = {
    "sentences": "The army left the town on Monday. " * 500,
    "no stops": "the army left the town and " * 500,
    "no blanks": "a,b" * 5000,
    "blanks": "a" + " " * 9000 + "b" + "\t\n" * 4000,
    "short": "The army left.",
}


def paragraph(text: str, start: int = 7) -> Paragraph:
    return Paragraph(Span(start, start + len(text), text), "body")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_pieces_are_short_and_leave_out_nothing_but_blanks(text: str) -> None:
    found = list(pieces(paragraph(text)))
    assert all(len(each.span.text) <= LONGEST_PARAGRAPH for each in found)
    assert all(text[each.span.start - 7 : each.span.end - 7] == each.span.text for each in found)
    assert "".join("".join(each.span.text for each in found).split()) == "".join(text.split())


def test_a_piece_ends_with_a_sentence_and_not_after_an_abbreviation() -> None:
    told = "They met Lt. Col. Vik in the old harbour of Marmouth on Monday. "
    found = list(pieces(paragraph(told * 200)))
    assert len(found) > 1
    assert all(each.span.text.endswith("Monday.") for each in found[:-1])


def test_what_is_short_stays_as_it_is() -> None:
    whole = paragraph("The army left. " * 100)
    assert list(pieces(whole)) == [whole]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_tokens_are_the_text(text: str) -> None:
    doc = tokenized(NLP, text)
    assert doc.text == text
    assert all(len(token.text) <= LONGEST_RUN or token.text.isspace() for token in doc)


def test_a_sentence_that_is_too_long_is_cut_at_its_commas() -> None:
    words = (["a"] * 149 + [","]) * 4

    def parse(starts: frozenset[int]) -> Doc:
        begin = list[bool | int | None](i in starts for i in range(len(words)))
        return Doc(NLP.vocab, words, sent_starts=begin)

    doc, starts = shortened(parse(frozenset({0, 300})), parse)
    assert sorted(starts) == [0, 150, 300, 450]
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE


def test_a_sentence_of_common_length_is_not_parsed_again() -> None:
    begin = list[bool | int | None](i == 0 for i in range(LONGEST_SENTENCE))
    doc = Doc(NLP.vocab, ["a"] * LONGEST_SENTENCE, sent_starts=begin)
    assert shortened(doc, lambda _: pytest.fail("parsed again")) == (doc, frozenset())


@pytest.mark.parametrize("end", [".", ".»", ". "])
def test_a_number_at_the_end_of_a_text_is_no_ordinal(end: str) -> None:
    doc = tokenized(spacy.blank("nb"), f"Angriperne drepte 23{end}")
    assert [token.text for token in doc][2:4] == ["23", "."]
    assert doc.text == f"Angriperne drepte 23{end}"


def test_an_ordinal_inside_a_text_keeps_its_stop() -> None:
    assert [token.text for token in tokenized(spacy.blank("nb"), "Den 17. mai i byen.")][1] == "17."


def test_however_many_sentences_lack_a_verb_they_are_read_again_together() -> None:
    words, parses = ["Rebels", "control", "Goma", "."] * 300, 0

    def parse(norms: object) -> Doc:
        nonlocal parses
        parses += 1
        return Doc(
            NLP.vocab,
            words,
            pos=["NOUN", "NOUN", "PROPN", "PUNCT"] * 300,
            heads=[4 * (i // 4) + 1 for i in range(len(words))],
            deps=["compound", "ROOT", "flat", "punct"] * 300,
            lemmas=words,
            morphs=[""] * len(words),
        )

    doc = parse({})
    assert len(list(doc.sents)) == 300
    reread({0: doc}, grammar("en"), lambda asked: map(parse, asked.values()))
    assert 1 < parses <= TRIALS + 2
