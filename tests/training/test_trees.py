from pathlib import Path

import spacy

from training import docs
from training.trees import Sentence, Span, Token, read_conllu, spans_of_tags

CONLLU = """\
# newdoc id = one
# newpar id = one-p1
# sent_id = one-1
# text = Don't touch Ruth's map.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\ttouch\ttouch\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_
4-5\tRuth's\t_\t_\t_\t_\t_\t_\t_\t_
4\tRuth\tRuth\tPROPN\tNNP\tNumber=Sing\t6\tnmod:poss\t_\t_
5\t's\t's\tPART\tPOS\t_\t4\tcase\t_\t_
6\tmap\tmap\tNOUN\tNN\tNumber=Sing\t3\tobj\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar id = one-p2
# sent_id = one-2
1\tGone\tgo\tVERB\tVBN\t_\t0\troot\t_\t_
"""


def read(tmp_path: Path) -> list[Sentence]:
    path = tmp_path / "sample.conllu"
    path.write_text(CONLLU, "utf-8")
    return list(read_conllu(path))


def test_words_of_multiword_tokens_touch(tmp_path: Path) -> None:
    first, second = read(tmp_path)
    assert first.text == "Don't touch Ruth's map."
    assert (first.document, first.identifier) == ("one", "one-1")
    assert first.paragraph != second.paragraph


def test_heads_are_positions_and_the_root_is_its_own(tmp_path: Path) -> None:
    first = read(tmp_path)[0]
    assert [token.head for token in first.tokens] == [2, 2, 2, 5, 3, 2, 2]


def test_documents_keep_trees_and_sentence_bounds(tmp_path: Path) -> None:
    doc = docs.make_doc(spacy.blank("en"), read(tmp_path))
    assert doc.text == "Don't touch Ruth's map. Gone"
    assert [sent.text for sent in doc.sents] == ["Don't touch Ruth's map.", "Gone"]
    assert doc[3].head.text == "map"
    assert not doc.has_annotation("ENT_IOB")


def test_names_nobody_knows_stay_missing() -> None:
    tokens = [Token("Zarna"), Token("met"), Token("Tolk", space=False)]
    names = [Span(0, 1, "PER"), Span(2, 3, "?")]
    doc = docs.make_doc(spacy.blank("en"), [Sentence(tokens, names=names, parsed=False)])
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Zarna", "PER")]
    assert [token.ent_iob for token in doc] == [3, 2, 0]


def test_paragraphs_are_split_at_the_limit() -> None:
    sentences = [Sentence([Token("Ja")], "d", 1) for _ in range(5)] + [Sentence([Token("Nei")], "d", 2)]
    assert [len(group) for group in docs.paragraphs(sentences, 2)] == [2, 2, 1, 1]


def test_tags_without_a_beginning_open_a_name() -> None:
    tags = ["I-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-ORG"]
    assert spans_of_tags(tags) == [Span(0, 2, "PER"), Span(3, 4, "LOC"), Span(4, 5, "LOC"), Span(5, 6, "ORG")]
