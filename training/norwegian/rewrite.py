"""Changes to the tree, from NDT's function-word heads to UD's content-word heads."""

from __future__ import annotations

from training.norwegian.conll import Sentence, Token
from training.norwegian.tables import words

_COPULAS = words("copulas")
_PASSIVES = words("passives")
_SUBJECTS = frozenset({"SUBJ", "FSUBJ", "PSUBJ"})


def shift(sentence: Sentence, old: Token, new: Token, deprel: str) -> None:
    """Make `new` head of `old`: it takes old's governor, relation and other children."""
    for child in list(sentence.children(old)):
        if child is not new:
            sentence.attach(child, new)
    sentence.attach(new, sentence.head(old))
    new.rel, new.deprel = old.rel, old.deprel
    sentence.attach(old, new)
    old.deprel = deprel


def child_by(sentence: Sentence, token: Token, relation: str) -> Token | None:
    """The first child in this NDT relation that has no UD relation yet."""
    matching = (child for child in sentence.children(token) if child.rel == relation and not child.deprel)
    return next(matching, None)


def drop_headline_marks(sentence: Sentence) -> None:
    """Remove NDT's `|`, which UD does not have; what hangs on it goes to its governor."""
    for mark in [token for token in sentence.tokens if token.lemma == "$|"]:
        for child in list(sentence.children(mark)):
            sentence.attach(child, sentence.head(mark))
    kept = [token for token in sentence.tokens if token.lemma != "$|"]
    numbers = {token.id: position for position, token in enumerate(kept, 1)} | {0: 0}
    heads = [numbers.get(token.head, 0) for token in kept]
    for token, head in zip(kept, heads, strict=True):
        token.id, token.head = numbers[token.id], head
    sentence.replace(kept)


def _content_word(sentence: Sentence, token: Token) -> tuple[Token | None, str]:
    """The word that a function verb or infinitive mark gives way to, and its own relation to that word.

    A predicate comes before a non-finite verb: a copula has either, hardly ever both.
    """
    if token.upos == "AUX" and token.lemma in _COPULAS:
        predicate = child_by(sentence, token, "SPRED")
        if predicate is not None:
            return predicate, "cop"
    if token.pos == "inf-merke":
        return child_by(sentence, token, "INFV"), "mark"
    if token.lemma in _PASSIVES:
        return child_by(sentence, token, "INFV"), "aux:pass"
    return (child_by(sentence, token, "INFV"), "aux") if token.upos == "AUX" else (None, "")


def _pass_full_stop(sentence: Sentence, token: Token) -> None:
    """A full verb stays head of its non-finite verb but hands it the final punctuation."""
    verb = child_by(sentence, token, "INFV")
    for child in list(sentence.children(token)) if verb is not None else []:
        if child.rel == "IP":
            sentence.attach(child, verb)


def verbs(sentence: Sentence) -> None:
    """Copulas, auxiliaries and infinitive marks become dependents of the content word.

    In word order, so that of a chain ("skal kunne være syk") each link finds its successor still below it.
    """
    for token in sentence.tokens:
        content, deprel = _content_word(sentence, token)
        if content is not None:
            shift(sentence, token, content, deprel)
        elif token.upos == "VERB":
            _pass_full_stop(sentence, token)


def prepositions(sentence: Sentence) -> None:
    """A preposition becomes the case of its complement; adverbs of place ("her i byen") keep theirs."""
    for token in sentence.tokens:
        complement = child_by(sentence, token, "PUTFYLL") if token.upos == "ADP" else None
        if complement is not None:
            shift(sentence, token, complement, "case")


def free_predicatives(sentence: Sentence) -> None:
    """A free predicative ("som statsminister") modifies the subject beside it."""
    for token in sentence.tokens:
        if token.rel != "FSPRED" or token.deprel:
            continue
        siblings = sentence.children(sentence.head(token))
        subject = next((s for s in siblings if s.rel in _SUBJECTS and not s.deprel), None)
        if subject is not None:
            sentence.attach(token, subject)
            token.deprel = "acl"


def rewrite(sentence: Sentence) -> None:
    """All changes; verbs first, because a preposition's complement may be a clause."""
    verbs(sentence)
    prepositions(sentence)
    free_predicatives(sentence)
