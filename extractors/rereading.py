"""Sentences that the parser left without a verb, read again with a homograph taken for the verb that it may be.

"Rebels control Goma", "Iran angrep Erbil": what the model reads of a word is above all its norm, so a word that may be
a form of a verb we know borrows, for a second reading, the norm of one that can be nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Doc, Span, Token

from ontology.languages import Grammar
from ontology.languages.inflection import inflection
from ontology.lexicon import lexicon

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
BEFORE = frozenset({"NOUN", "PROPN", "PRON", "ADV", "PUNCT", "SYM"})
"""What stands before a verb; after an article, an adjective or a preposition the same form is a noun."""
CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "parataxis", "advcl", "acl:relcl"})
TRIALS = 3

Norms = Mapping[int, str]


def reread(doc: Doc, language: Grammar, parse: Callable[[Norms], Doc]) -> Doc:
    """The doc, or what ``parse`` makes of it when given the norms that bring verbs to light."""
    found: dict[int, str] = {}
    for start, end in [(sentence.start, sentence.end) for sentence in doc.sents]:
        sentence = doc[start:end]
        if not _lacks_verb(sentence, language):
            continue
        for token in list(_candidates(sentence, language))[:TRIALS]:
            trial = parse({**found, token.i: _norm(token, language)})
            if trial[token.i].pos_ == "VERB" and trial[token.i].dep_ in CLAUSAL:
                found[token.i] = trial[token.i].norm_
                doc = trial
                break
    return doc


def _lacks_verb(sentence: Span, language: Grammar) -> bool:
    """Whether nothing is predicated in a sentence, or only by whoever says it."""
    root = sentence.root
    bare = root.pos_ in NOMINAL and not any(child.dep_ in ("cop", "aux", "aux:pass") for child in root.children)
    return bare or not any(_predicates(token, language) for token in sentence)


def _predicates(token: Token, language: Grammar) -> bool:
    if token.pos_ not in ("VERB", "AUX") or "Fin" not in token.morph.get("VerbForm", []):
        return False
    return not any(governor.speaker for governor in language.governors.get(token.lemma_.lower(), ()))


def _candidates(sentence: Span, language: Grammar) -> Iterator[Token]:
    """Words that may be the missing verb: forms of verbs of the lexicon, where a verb may stand."""
    known = frozenset(lexicon(language.code).triggers["verb"]) | frozenset(language.governors)
    for token in sentence[1:]:
        form = token.lower_
        taken = token.pos_ == "VERB" and token.dep_ in CLAUSAL
        if taken or token.pos_ not in (*NOMINAL, "VERB") or token.nbor(-1).pos_ not in BEFORE:
            continue
        if form in known or inflection(language.code).lemma(form, "VERB", known):
            yield token


def _norm(token: Token, language: Grammar) -> str:
    """A verb that is nothing else, in the form that the ending of the word suggests."""
    endings = language.plain_verbs
    return next(norm for ending, norm in endings if token.lower_.endswith(ending))
