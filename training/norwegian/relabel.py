"""UD relations for what the rewrites have not named already.

Many conditions look at words rather than meaning ("a preposition beside the clause's subject"): they follow what
official Norwegian UD does, since the parser is measured against it.
"""

from __future__ import annotations

from collections.abc import Callable

from training.norwegian.conll import Sentence, Token
from training.norwegian.tables import DEPREL

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "DET"})
_CLAUSAL = frozenset({"advcl", "acl", "xcomp", "ccomp", "csubj"})
_VERBAL = frozenset({"cop", "aux", "aux:pass"})


def _is_clause(sentence: Sentence, token: Token) -> bool:
    """A verb or a predicate with its copula; an adjectival participle with an auxiliary does not count."""
    return token.upos == "VERB" or any(child.deprel == "cop" for child in sentence.children(token))


def _is_passive(sentence: Sentence, head: Token) -> bool:
    return head.feats.get("Voice") == "Pass" or any(c.deprel == "aux:pass" for c in sentence.children(head))


def _is_relative(token: Token) -> bool:
    """The relative "som", as against the preposition "som"."""
    return token.rel == "SBU" and token.upos == "PRON"


def _subject(sentence: Sentence, token: Token, head: Token) -> str:
    base = "csubj" if _is_clause(sentence, token) else "nsubj"
    return f"{base}:pass" if _is_passive(sentence, head) else base


def _object(sentence: Sentence, token: Token) -> str:
    """A clause is ccomp when finite with a subject of its own, before which the predicate must not be fronted."""
    if not _is_clause(sentence, token):
        return "obj"
    children = sentence.children(token)
    verbs = [token, *(child for child in children if child.deprel in _VERBAL)]
    fronted = any(verb.id > token.id for verb in verbs)
    finite = any(verb.feats.get("VerbForm") == "Fin" for verb in verbs)
    subject = any(child.rel == "SUBJ" or _is_relative(child) for child in children)
    return "ccomp" if finite and subject and not fronted else "xcomp"


def _attribute(sentence: Sentence, token: Token, head: Token) -> str:
    if not _is_clause(sentence, token):
        if token.upos == "ADV":
            return "advmod"
        return "amod" if token.upos == "ADJ" else "nmod"
    children = sentence.children(token)
    relative = any(_is_relative(child) for child in children)
    if not relative and any(child.upos in ("SCONJ", "PART") for child in children):
        return "amod" if token.upos == "ADJ" else "acl"
    cleft = any(sibling.rel == "FSUBJ" for sibling in sentence.children(head))
    return "acl:cleft" if cleft else "acl:relcl"


def _adverbial(sentence: Sentence, token: Token, head: Token) -> str:
    if token.upos in ("ADV", "PART"):
        return "advmod"
    if _is_clause(sentence, token):
        return "advcl"
    if token.upos in _NOMINAL:
        return "obl"
    if token.upos == "ADP":
        return "compound:prt" if head.upos == "VERB" else "obl"
    return "advmod"


def _determiner(token: Token) -> str:
    if token.has("gen", "poss"):
        return "nmod"
    if token.upos in ("DET", "PRON"):
        return "det"
    if token.upos == "NUM":
        return "nummod"
    return "amod" if token.upos == "ADJ" else "nmod"


def _apposition(token: Token, head: Token) -> str:
    if token.id < head.id:
        return "nmod"
    return "acl" if token.upos == "VERB" else "appos"


def _flat(token: Token, head: Token) -> str:
    if token.id < head.id:
        return "compound"
    return "flat:foreign" if token.upos == "X" and head.upos == "X" else "flat:name"


def _symbol(token: Token) -> str:
    """What NDT attaches like punctuation but is not: the number of a heading, the slash of "og/eller"."""
    return "nummod" if token.upos == "NUM" else "compound"


_RULES: dict[str, Callable[[Sentence, Token, Token], str]] = {
    "SUBJ": _subject,
    "PSUBJ": _subject,
    "DOBJ": lambda sentence, token, _: _object(sentence, token),
    "POBJ": lambda sentence, token, _: _object(sentence, token),
    "ATR": _attribute,
    "ADV": _adverbial,
    "DET": lambda _sentence, token, _head: _determiner(token),
    "APP": lambda _, token, head: _apposition(token, head),
    "FLAT": lambda _, token, head: _flat(token, head),
    "IK": lambda _sentence, token, _head: _symbol(token),
}


def _deprel(sentence: Sentence, token: Token) -> str:
    head = sentence.head(token)
    if head is None:
        return "root"
    if token.upos == "PUNCT":
        return "punct"
    rule = _RULES.get(token.rel)
    return rule(sentence, token, head) if rule else DEPREL.get(token.rel, "dep")


def _relative_pronoun(sentence: Sentence, token: Token) -> str:
    """The role of "som": the first of subject, prepositional complement, object that its clause leaves open."""
    head = sentence.head(token)
    if head is None:
        return "root"
    siblings = [child for child in sentence.children(head) if child is not token]
    if not any(sibling.deprel.startswith(("nsubj", "csubj")) for sibling in siblings):
        return "nsubj:pass" if _is_passive(sentence, head) else "nsubj"
    prepositional = ("compound:prt", "case", "mark", "obl")
    if any(sibling.pos == "prep" and sibling.deprel in prepositional for sibling in siblings):
        return "nmod"
    taken = (s.deprel in ("obj", "xcomp", "ccomp") and s.rel not in ("OPRED", "SPRED") for s in siblings)
    return "iobj" if any(taken) else "obj"


def _case_to_mark(sentence: Sentence, token: Token) -> None:
    """A preposition that introduces a clause is a subjunction."""
    head = sentence.head(token)
    if token.upos == "ADP" and token.deprel == "case" and head is not None and head.deprel in _CLAUSAL:
        token.deprel, token.upos = "mark", "SCONJ"


def _mark_orphan(sentence: Sentence, token: Token) -> None:
    """An elliptic conjunct's first dependent after it is what the missing verb left behind."""
    for child in sentence.children(token):
        if child.id > token.id and child.deprel not in ("punct", "conj", "cc"):
            child.deprel = "orphan"
            return


def relabel(sentence: Sentence) -> None:
    """Set DEPREL of every word; relative pronouns after everything that they depend on."""
    relatives = [token for token in sentence.tokens if _is_relative(token) and token.lemma == "som"]
    for token in sentence.tokens:
        if token.head == 0:
            token.deprel = "root"
        elif not token.deprel and token not in relatives:
            token.deprel = _deprel(sentence, token)
    for token in sentence.tokens:
        _case_to_mark(sentence, token)
    for token in relatives:
        if not token.deprel:
            token.deprel = _relative_pronoun(sentence, token)
    for token in sentence.tokens:
        if token.rel == "KOORD-ELL":
            _mark_orphan(sentence, token)
