"""Universal parts of speech from NDT's, with the NDT tree still as annotated."""

from __future__ import annotations

from training.norwegian.conll import Sentence, Token
from training.norwegian.tables import UPOS, words

_AUXILIARIES = words("auxiliaries")
_COPULAS = words("copulas")
_NEGATIONS = words("negations")
_PLACE_ADVERBS = words("place_adverbs")
_QUANTIFIERS = words("quantifiers")


def _verb(sentence: Sentence, token: Token) -> str:
    """A verb is AUX by what hangs on it: a non-finite verb, or a copula's predicate."""
    relations = {child.rel for child in sentence.children(token)}
    if "INFV" in relations and token.lemma in _AUXILIARIES:
        return "AUX"
    if "SPRED" in relations and token.lemma in _COPULAS:
        return "AUX"
    return "VERB"


def _determiner(token: Token) -> str:
    if token.has("poss"):
        return "PRON"
    if token.has("romertall", "<romertall>", "<romartal>"):
        return "NUM"
    if token.has("kvant"):
        return "DET" if token.lemma in _QUANTIFIERS else "NUM"
    return "DET"


def _upos(sentence: Sentence, token: Token) -> str:
    if token.pos == "subst":
        return "PROPN" if token.has("prop") else "NOUN"
    if token.pos == "verb":
        return _verb(sentence, token)
    if token.pos == "det":
        return _determiner(token)
    if token.pos == "adv":
        return "PART" if token.lemma in _NEGATIONS else "ADV"
    if token.pos == "prep":
        return "ADV" if token.lemma in _PLACE_ADVERBS else "ADP"
    if token.pos == "sbu" and token.lemma == "som":
        return "PRON"
    if token.pos == "symb" and token.form == "*":
        return "PUNCT"
    return UPOS.get(token.pos, "X")


def assign_upos(sentence: Sentence, *, gendered_names_as_nouns: bool = False) -> None:
    """Set UPOS of every word; the option is official Nynorsk's way with names that NDT describes further."""
    for token in sentence.tokens:
        token.upos = _upos(sentence, token)
        if gendered_names_as_nouns and token.upos == "PROPN" and token.has("mask", "fem", "nøyt", "fork"):
            token.upos = "NOUN"
