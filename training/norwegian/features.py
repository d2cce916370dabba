"""Universal features from NDT's."""

from __future__ import annotations

from training.norwegian.conll import Sentence, Token
from training.norwegian.tables import FEATS, PRON_TYPE, PRON_TYPE_PRONOUN

_NO_FEATURES = frozenset({"PUNCT", "SCONJ", "CCONJ", "X", "SYM"})


def _mapped(token: Token) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for mark in token.marks:
        for pair in FEATS.get(mark, []):
            key, value = pair.split("=")
            found.setdefault(key, set()).add(value)
    return {key: ",".join(sorted(values)) for key, values in found.items()}


def _pron_type(token: Token) -> str:
    """Used alone, a word that is demonstrative or quantifying as a determiner counts as personal."""
    if token.upos == "PRON" and token.lemma in PRON_TYPE_PRONOUN:
        return PRON_TYPE_PRONOUN[token.lemma]
    if token.upos == "PRON" and PRON_TYPE.get(token.lemma) in ("Dem", "Ind", "Tot"):
        return "Prs"
    return PRON_TYPE.get(token.lemma, "Prs")


def features_of(token: Token) -> dict[str, str]:
    """The FEATS column. An unmarked verb form is an abbreviation or a slip, and nearly always present tense."""
    if token.upos in _NO_FEATURES:
        return {}
    if token.pos == "sbu":
        return {"PronType": "Rel"}
    feats = _mapped(token)
    if token.upos in ("PRON", "DET"):
        feats["PronType"] = _pron_type(token)
    if token.upos == "NUM":
        feats["NumType"] = "Card"
    if (token.upos == "PART" and token.pos == "adv") or feats.get("PronType", "").startswith("Neg"):
        feats["Polarity"] = "Neg"
    if token.upos in ("VERB", "AUX") and "VerbForm" not in feats:
        feats |= {"Mood": "Ind", "Tense": "Pres", "VerbForm": "Fin"}
    return feats


def assign_features(sentence: Sentence) -> None:
    """Set FEATS of every word."""
    for token in sentence.tokens:
        token.feats = features_of(token)
