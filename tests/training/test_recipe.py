from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from training import silver
from training.english import is_free
from training.second import _label
from training.tokenization import adapt
from training.trees import Sentence, Span, Token


def adapted(lang: str) -> Language:
    nlp = spacy.blank(lang)
    adapt(nlp)
    return nlp


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S.-led force lost an F-16!!!", "The U.S. - led force lost an F - 16 !!!"),
        ("A non-profit and/or pro-Zarna e-mail.", "A non-profit and / or pro - Zarna e-mail ."),
        ("I dunno... ====", "I du n no ... ===="),
    ],
)
def test_english_words_are_those_of_the_treebanks(text: str, words: str) -> None:
    assert [token.text for token in adapted("en")(text)] == words.split()


def test_norwegian_years_lose_their_stop_and_ordinals_keep_it() -> None:
    assert [token.text for token in adapted("nb")("Den 17. mai i 2014.")] == ["Den", "17.", "mai", "i", "2014", "."]


@pytest.mark.parametrize("name", ["M23", "F-16", "B2", "ti"])
def test_norwegian_designations_and_words_lose_their_stop(name: str) -> None:
    assert [token.text for token in adapted("nb")(f"Hæren tok {name}.")] == ["Hæren", "tok", name, "."]


def test_adapted_tokenizer_is_saved_with_its_pipeline(tmp_path: Path) -> None:
    adapted("en").to_disk(tmp_path)
    assert [token.text for token in spacy.load(tmp_path)("an F-16 e-mail!!")] == ["an", "F", "-", "16", "e-mail", "!!"]


def test_free_documents_are_known_by_genre_and_host() -> None:
    assert is_free({"genre": "news", "sourceURL": "https://en.wikinews.org/wiki/Something"})
    assert not is_free({"genre": "whow", "sourceURL": "https://www.wikihow.com/Something"})
    assert not is_free({"genre": "textbook", "sourceURL": "https://example.org/Something"})
    assert not is_free({})


def test_labels_are_spelt_as_the_morphologizer_spells_them() -> None:
    assert _label("NOUN", "Number=Sing") == "Number=Sing|POS=NOUN"
    assert _label("ADP", "") == "POS=ADP"


def test_silver_names_need_proper_nouns_at_both_ends() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": "ORG", "pattern": "Zarna Works"}, {"label": "LOC", "pattern": "harbour"}]
    )
    tokens = [Token("Zarna", upos="PROPN"), Token("Works", upos="PROPN"), Token("left", upos="VERB")]
    tokens += [Token("harbour", upos="NOUN"), Token("with", upos="ADP"), Token("Ada", upos="PROPN")]
    sentence = next(silver.labelled(nlp, [Sentence(tokens)]))
    assert sentence.names == [Span(0, 2, "ORG"), Span(5, 6, "?")]
