import random

import pytest
import spacy
from spacy.tokens import Doc, Span

from training import conditions
from training.conditions import Word, doc_of, drop_stop, vary, vary_marks, with_case, words_of


@pytest.fixture
def doc() -> Doc:
    """Two sentences of our own: - Vi drar, sa Kari. SDF venter."""
    made = Doc(
        spacy.blank("nb").vocab,
        words=["-", "Vi", "drar", ",", "sa", "Kari", ".", "SDF", "venter", "."],
        spaces=[True, True, False, True, True, False, True, True, False, False],
        pos=["PUNCT", "PRON", "VERB", "PUNCT", "VERB", "PROPN", "PUNCT", "PROPN", "VERB", "PUNCT"],
        morphs=["_"] * 10,
        lemmas=["-", "vi", "dra", ",", "si", "Kari", ".", "SDF", "vente", "."],
        heads=[4, 2, 4, 4, 4, 4, 4, 8, 8, 8],
        deps=["punct", "nsubj", "ccomp", "punct", "ROOT", "nsubj", "punct", "nsubj", "ROOT", "punct"],
        sent_starts=[True, *[False] * 6, True, False, False],
    )
    made.set_ents([Span(made, 5, 6, label="PER"), Span(made, 7, 8, label="ORG")], default="outside")
    return made


def test_words_give_the_same_document_back(doc: Doc) -> None:
    again = doc_of(doc, words_of(doc))
    assert again.to_json() == doc.to_json()


def test_last_stop_goes_and_nothing_else(doc: Doc) -> None:
    shorter = doc_of(doc, drop_stop(words_of(doc)))
    assert shorter.text == "- Vi drar, sa Kari. SDF venter"
    assert [token.head.i for token in shorter] == [4, 2, 4, 4, 4, 4, 4, 8, 8]


def test_dash_that_opens_speech_varies(doc: Doc) -> None:
    seen = {vary_marks(words_of(doc), "nb", random.Random(seed))[0].form for seed in range(20)}  # noqa: S311
    assert seen == {"-", "–", "—"}


def test_quotes_open_and_close() -> None:
    words = [
        Word(form, True, "PUNCT" if form == '"' else "NOUN", "", form, 0, "", False, "", 2)
        for form in '" ord "'.split()
    ]
    varied = {tuple(word.form for word in vary_marks([*words], "nb", random.Random(seed))) for seed in range(30)}  # noqa: S311
    assert ("«", "ord", "»") in varied


@pytest.mark.parametrize(("case", "text"), [("upper", "- VI DRAR, SA KARI. SDF VENTER"), ("lower", "sdf venter.")])
def test_case_changes_forms_but_not_lemmas(doc: Doc, case: str, text: str) -> None:
    varied = doc_of(doc, with_case(words_of(doc), case, random.Random(1)))  # noqa: S311
    assert text in varied.text
    assert varied[5].lemma_ == "Kari"
    assert [ent.label_ for ent in varied.ents] == ["PER", "ORG"]


def test_genitive_of_a_new_name_keeps_the_rules() -> None:
    word = Word("Karis", True, "PROPN", "Case=Gen", "Kari", 0, "nmod", True, "PER", 3)
    conditions._put_name(word, "Raqqa", "nb")
    assert (word.form, word.lemma) == ("Raqqas", "Raqqa")
    conditions._put_name(word, "IS", "nb")
    assert (word.form, word.lemma) == ("IS'", "IS")


def test_hyphen_after_a_space_becomes_part_of_the_word() -> None:
    forms = [("U.S.", False), ("-", False), ("led", True), ("forces", False)]
    words = [
        Word(form, space, "X", "", form, head, "dep", False, "", 2)
        for (form, space), head in zip(forms, (2, 2, 3, 3), strict=True)
    ]
    joined = conditions._english_compound(words)
    assert [word.form for word in joined] == ["U.S.", "-led", "forces"]
    assert [word.head for word in joined] == [1, 2, 2]


def test_variants_are_a_function_of_the_seed(doc: Doc) -> None:
    def texts(seed: int) -> list[str]:
        rng = random.Random(seed)  # noqa: S311
        return [varied.text for _ in range(40) if (varied := vary(doc, "nb", rng)) is not None]

    assert texts(3) == texts(3)
    assert texts(3) != texts(4)
