"""What the pipelines are measured on: official test sets, documents held back, and texts in hard conditions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from training import columns, docs, english, news, re3d
from training.gum_names import gum_names
from training.names import mapped
from training.trees import UNKNOWN, Sentence, Span, Token, read_conllu, spans_of_tags

# One paragraph, or so many sentences, per document.
LIMIT = 10
ALL_TYPES = frozenset({"PER", "ORG", "LOC", "EVT", "PROD", "DRV"})
THREE_TYPES = frozenset({"PER", "ORG", "LOC"})
CONDITION_SENTENCES = 400

Groups = list[list[Sentence]]


@dataclass(frozen=True, slots=True)
class TestSet:
    """`labels` are the types that the gold has; with `overlap`, names are scored by overlap and type."""

    name: str
    lang: str
    groups: Callable[[Path], Iterable[list[Sentence]]]
    labels: frozenset[str] | None
    overlap: bool = False


def _norwegian(variety: str) -> Callable[[Path], Iterator[list[Sentence]]]:
    def read(corpora: Path) -> Iterator[list[Sentence]]:
        path = corpora / "norwegian" / f"no_{variety}-ud-test.conllu.gz"
        return docs.paragraphs((_norne(sentence) for sentence in read_conllu(path)), LIMIT)

    return read


def _norne(sentence: Sentence) -> Sentence:
    """With names; and punctuation as its own lemma, where the treebank has "$," for it."""
    for token in sentence.tokens:
        token.lemma = token.form if token.upos == "PUNCT" else token.lemma
    sentence.names = mapped(spans_of_tags([token.misc.get("name", "O") for token in sentence.tokens]), "norne")
    return sentence


def _gum(corpora: Path) -> Iterator[list[Sentence]]:
    sentences = list(english.gum(corpora, "test", only_free=False))
    for sentence in sentences:
        sentence.names = gum_names(sentence)
    return docs.paragraphs(sentences, LIMIT)


def _ewt(corpora: Path) -> Iterator[list[Sentence]]:
    """Trees of EWT with the names of Universal NER, which annotates the same sentences in another order."""
    named = {s.identifier: s for s in columns.uner(corpora / "english" / "uner-en_ewt-test.iob2.gz")}
    sentences = list(english.ewt(corpora, "test"))
    for sentence in sentences:
        other = named[sentence.identifier]
        same = [token.form for token in sentence.tokens] == [token.form for token in other.tokens]
        names = [name for name in other.names or () if name.label in THREE_TYPES]
        # Three sentences are tokenized in another way there: nothing is known of their names.
        sentence.names = names if same else [Span(0, len(sentence.tokens), UNKNOWN)]
    return docs.paragraphs(sentences, LIMIT)


def _re3d(corpora: Path) -> Iterator[list[Sentence]]:
    return ([paragraph] for document in re3d.documents(corpora, held_back=True) for paragraph in document)


def _news(variety: str) -> Callable[[Path], Iterator[list[Sentence]]]:
    return lambda _corpora: docs.paragraphs(news.sentences(variety, "test"), LIMIT)


TEST_SETS = (
    TestSet("Bokmål (UD test, NorNE)", "nb", _norwegian("bokmaal"), ALL_TYPES),
    TestSet("Nynorsk (UD test, NorNE)", "nb", _norwegian("nynorsk"), ALL_TYPES),
    TestSet("Bokmål, our news", "nb", _news("nb"), ALL_TYPES),
    TestSet("Nynorsk, our news", "nb", _news("nn"), ALL_TYPES),
    TestSet("English, GUM test", "en", _gum, ALL_TYPES),
    TestSet("English, EWT test (names: UNER)", "en", _ewt, THREE_TYPES),
    TestSet("English, our news", "en", _news("en"), ALL_TYPES),
    TestSet("English, re3d held back (overlap and type)", "en", _re3d, THREE_TYPES, overlap=True),
)


def sample(groups: Iterable[list[Sentence]], count: int = CONDITION_SENTENCES) -> Groups:
    """Single sentences that end in a full stop, evenly over the set."""
    single = [[s] for group in groups for s in group if len(s.tokens) > 4 and s.tokens[-1].form == "."]
    return single[:: max(1, len(single) // count)][:count]


def _case(change: Callable[[str], str]) -> Callable[[Sentence], Sentence]:
    def changed(sentence: Sentence) -> Sentence:
        tokens = [replace(token, form=_same_length(token.form, change)) for token in sentence.tokens]
        return replace(sentence, tokens=tokens)

    return changed


def _same_length(form: str, change: Callable[[str], str]) -> str:
    changed = change(form)
    return changed if len(changed) == len(form) else form


def _headline(form: str) -> str:
    return form[0].upper() + form[1:] if len(form) > 3 else form


def _without_stop(sentence: Sentence) -> Sentence:
    last = len(sentence.tokens) - 1
    if any(token.head == last for token in sentence.tokens):
        return sentence
    tokens: list[Token] = sentence.tokens[:last]
    return replace(sentence, tokens=[*tokens[:-1], replace(tokens[-1], space=False)])


def _unchanged(sentence: Sentence) -> Sentence:
    return sentence


CONDITIONS: dict[str, Callable[[Sentence], Sentence]] = {
    "as written": _unchanged,
    "UPPER CASE": _case(str.upper),
    "lower case": _case(str.lower),
    "Title Case": _case(_headline),
    "no final stop": _without_stop,
}
