"""Conditions of raw text that corpora lack: case, missing stops, quotes and dashes, foreign names, hyphen compounds.

`vary` makes a variant of a gold document, or None where the document stays as it is. Everything is drawn from the given
random source, so that a training run is a function of its seed.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from training.namelists import compound_parts, invented_name

# How often a document is varied in each way. They are independent, except that case comes last.
PASS_RATES = {"names": 0.2, "compounds": 0.08, "marks": 0.3, "stop": 0.1}
CASE_RATES = {"upper": 0.04, "lower": 0.05, "title": 0.03}

QUOTE_PAIRS = (('"', '"'), ("“", "”"), ("«", "»"), ("''", "''"), ("”", "”"))
OPENING, CLOSING, EITHER = {"“", "«", "``", "„"}, {"”", "»", "''"}, {'"'}
DASHES = ("-", "–", "—")
MISSING, OUTSIDE = 0, 2


@dataclass(slots=True)
class Word:
    """One token of a document being varied. `head` is an index within the document."""

    form: str
    space: bool
    pos: str
    morph: str
    lemma: str
    head: int
    dep: str
    start: bool
    name: str
    iob: int


def vary(doc: Doc, lang: str, rng: random.Random) -> Doc | None:
    """A variant of `doc` under a few conditions, or None."""
    passes = [name for name, rate in PASS_RATES.items() if rng.random() < rate]
    case = next((name for name, rate in CASE_RATES.items() if rng.random() < rate), "")
    if not passes and not case:
        return None
    words = words_of(doc)
    for name in passes:
        words = PASSES[name](words, lang, rng)
    if case:
        words = with_case(words, case, rng)
    return doc_of(doc, words)


def words_of(doc: Doc) -> list[Word]:
    return [
        Word(
            token.text, bool(token.whitespace_), token.pos_, str(token.morph), token.lemma_, token.head.i, token.dep_,
            bool(token.is_sent_start), token.ent_type_, token.ent_iob,
        )
        for token in doc
    ]  # fmt: skip


def doc_of(doc: Doc, words: list[Word]) -> Doc:
    parsed = doc.has_annotation("DEP")
    made = Doc(
        doc.vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        pos=[word.pos for word in words] if parsed else None,
        morphs=[word.morph for word in words] if parsed else None,
        lemmas=[word.lemma for word in words] if parsed else None,
        heads=[word.head for word in words] if parsed else None,
        deps=[word.dep for word in words] if parsed else None,
        sent_starts=[word.start for word in words] if parsed else None,
    )
    if doc.has_annotation("ENT_IOB"):
        _set_names(made, words)
    return made


def _set_names(doc: Doc, words: list[Word]) -> None:
    names, start = [], 0
    for index in range(1, len(words) + 1):
        if index == len(words) or words[index].iob != 1:
            if words[start].name:
                names.append(Span(doc, start, index, label=words[start].name))
            start = index
    missing = [Span(doc, index, index + 1) for index, word in enumerate(words) if word.iob == MISSING]
    doc.set_ents(names, missing=missing, default="outside")


def without(words: list[Word], index: int) -> list[Word]:
    """The words less one; its dependents go to its head (and must not be left without a root)."""
    head = words[index].head
    for word in words:
        if word.head == index:
            word.head = head
        if word.head > index:
            word.head -= 1
    return words[:index] + words[index + 1 :]


def drop_stop(words: list[Word], _lang: str = "", _rng: random.Random | None = None) -> list[Word]:
    """Headlines, captions and list items end without a full stop."""
    last = len(words) - 1
    if last < 2 or words[last].form != "." or any(w.head == last for w in words):
        return words
    words = without(words, last)
    words[-1].space = False
    return words


def vary_marks(words: list[Word], _lang: str, rng: random.Random) -> list[Word]:
    """Other quotes, dashes and apostrophes; the same one throughout a document, as an editor would."""
    opening, closing = rng.choice(QUOTE_PAIRS[:3] if rng.random() < 0.9 else QUOTE_PAIRS)
    dash = rng.choice(DASHES)
    curly = rng.random() < 0.5
    inside = False
    for index, word in enumerate(words):
        if word.pos not in ("PUNCT", "", "SYM") and not word.form.startswith(("'", "n'")):
            continue
        if word.form in OPENING | CLOSING | EITHER:
            inside = word.form in OPENING or (word.form in EITHER and not inside)
            word.form = opening if inside else closing
        elif word.form in ("-", "--", "–", "—") and word.space and (index == 0 or words[index - 1].space):
            word.form = dash
        elif curly and re.fullmatch(r"n?'\w*", word.form):
            word.form = word.form.replace("'", "’")
    return words


def rename(words: list[Word], lang: str, rng: random.Random) -> list[Word]:
    """Names of the kind that the product meets and the corpora do not."""
    for index, word in enumerate(words):
        if word.pos not in ("PROPN", "") or not word.form[:1].isupper() or rng.random() < 0.35:
            continue
        kind = word.name or ("" if word.iob == MISSING and word.pos else "O")
        if kind == "O" or (not word.pos and not word.name):
            continue
        first = word.iob != 1 and word.dep not in ("flat", "flat:name")
        single = index + 1 == len(words) or words[index + 1].iob != 1
        made = invented_name(kind, first=first, single=single, rng=rng)
        if made:
            _put_name(word, made, lang)
    return words


def _put_name(word: Word, made: str, lang: str) -> None:
    genitive = lang != "en" and "Case=Gen" in word.morph.split("|")
    if word.pos and word.lemma and word.form not in (word.lemma, word.lemma + "s"):
        return
    word.lemma = made if word.lemma else ""
    word.form = made + ("'" if made[-1].lower() in "sxz" else "s") if genitive else made


def compound(words: list[Word], lang: str, rng: random.Random) -> list[Word]:
    return _norwegian_compound(words, rng) if lang != "en" else _english_compound(words)


def _norwegian_compound(words: list[Word], rng: random.Random) -> list[Word]:
    """ "talsmann" -> "SDF-talsmann": a derived name (DRV) where names are annotated."""
    nouns = [w for w in words if not w.name and w.form.isalpha() and w.form.islower() and len(w.form) > 3]
    nouns = [w for w in nouns if w.pos in ("NOUN", "") and w.iob != 1]
    parts = compound_parts()
    if not nouns:
        return words
    word = rng.choice(nouns)
    if not word.pos:
        # Without tags, only a word from the list can be known to be a fitting second part.
        nouns = [w for w in nouns if w.form in parts.second]
        if not nouns:
            return words
        word = rng.choice(nouns)
    first = rng.choice(parts.first)
    word.form, word.lemma = f"{first}-{word.form}", f"{first}-{word.lemma}" if word.lemma else ""
    if word.iob == OUTSIDE:
        word.name, word.iob = "DRV", 3
    return words


def _english_compound(words: list[Word]) -> list[Word]:
    """ "X-led" -> "X -led", as careless typesetting has it: spaCy makes two tokens of it."""
    for index in range(1, len(words) - 1):
        before, hyphen, after = words[index - 1 : index + 2]
        touching = not before.space and not hyphen.space
        if hyphen.form == "-" and touching and before.form[:1].isupper() and after.form.islower():
            if hyphen.name or after.name or any(w.head == index for w in words):
                continue
            before.space, after.form = True, "-" + after.form
            return without(words, index)
    return words


def with_case(words: list[Word], case: str, rng: random.Random) -> list[Word]:
    """Upper-case headings, lower-case text, title-case headlines."""
    if case != "lower" and rng.random() < 0.5:
        words = drop_stop(words)
    for word in words:
        if case == "upper":
            word.form = word.form.upper()
        elif case == "lower":
            word.form = word.form.lower()
        elif (
            word.pos in ("NOUN", "VERB", "ADJ", "ADV", "AUX", "PRON", "") and len(word.form) > 2 and word.form.islower()
        ):
            word.form = word.form[0].upper() + word.form[1:]
    return words


PASSES: dict[str, Callable[[list[Word], str, random.Random], list[Word]]] = {
    "names": rename,
    "compounds": compound,
    "marks": vary_marks,
    "stop": drop_stop,
}
