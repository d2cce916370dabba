from training.detokenize import spaced
from training.gum_names import gum_names, phrases
from training.names import harmonised
from training.trees import Sentence, Span, Token


def tokens(*rows: tuple[str, str, int, str]) -> list[Token]:
    """Form, fine tag, head and entity brackets."""
    return [
        Token(form, xpos=xpos, head=head, misc={"Entity": entity} if entity else {})
        for form, xpos, head, entity in rows
    ]


def named(sentence: list[Token]) -> list[tuple[str, str]]:
    spans = gum_names(Sentence(sentence))
    return [(" ".join(token.form for token in sentence[span.start : span.end]), span.label) for span in spans]


def test_nested_phrases_are_found() -> None:
    sentence = tokens(
        ("the", "DT", 1, "(1-person-new-cf1-2-sgl"),
        ("mayor", "NN", 1, ""),
        ("of", "IN", 3, ""),
        ("Nordvik", "NNP", 1, "(2-place-new-cf2-1-sgl-Nordvik)1)"),
    )
    assert [(phrase.start, phrase.end, phrase.kind) for phrase in phrases(sentence)] == [
        (0, 4, "person"),
        (3, 4, "place"),
    ]
    assert named(sentence) == [("Nordvik", "LOC")]


def test_titles_and_articles_are_no_part_of_a_name() -> None:
    sentence = tokens(
        ("President", "NNP", 0, "(1-person-new-cf1-1-sgl"),
        ("Ada", "NNP", 0, ""),
        ("Lind", "NNP", 0, "1)"),
        ("left", "VBD", 3, ""),
        ("the", "DT", 5, "(2-organization-new-cf2-2-sgl"),
        ("Senate", "NNP", 3, "2)"),
    )
    assert named(sentence) == [("Ada Lind", "PER"), ("Senate", "ORG")]


def test_linked_title_gives_the_bounds() -> None:
    sentence = tokens(
        ("University", "NNP", 0, "(1-organization-new-nnn-cf1-1-sgl-University_of_Elvestad"),
        ("of", "IN", 2, ""),
        ("Elvestad", "NNP", 0, "(2-place-new-nnn-cf2-1-sgl-Elvestad)1)"),
    )
    assert named(sentence) == [("University of Elvestad", "ORG")]


def test_peoples_are_derived_names() -> None:
    sentence = tokens(
        ("Syrian", "JJ", 1, ""), ("towns", "NNS", 1, ""), ("Norwegians", "NNPS", 2, "(1-person-new-cf1-1-sgl)")
    )
    assert named(sentence) == [("Syrian", "DRV"), ("Norwegians", "DRV")]


def test_one_convention_over_corpora() -> None:
    forms = "President Ada Lind met Iraqi envoys in the United States".split()
    spans = [Span(0, 3, "PER"), Span(4, 5, "LOC"), Span(7, 10, "ORG")]
    assert harmonised(forms, spans) == [Span(1, 3, "PER"), Span(4, 5, "DRV"), Span(8, 10, "LOC")]


def test_white_space_of_tokenized_text() -> None:
    text = "".join(t.form + " " * t.space for t in spaced(['"', "No", ",", '"', "she", "said", "(", "twice", ")", "."]))
    assert text.strip() == '"No," she said (twice).'
