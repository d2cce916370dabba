"""Sentences that the parser left without a verb, read again with a homograph taken for the verb that it may be.

"Rebels control Goma", "Iran angrep Erbil": what the model reads of a word is above all its norm, so a word that may be
a form of a verb we know borrows, for a second reading, the norm of one that can be nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping

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


def reread(
    docs: Mapping[int, Doc], language: Grammar, parse: Callable[[Mapping[int, Norms]], Iterable[Doc]]
) -> dict[int, Doc]:
    """The docs, or what ``parse`` makes of them when given the norms that bring verbs to light.

    The trials of all docs go to ``parse`` together: a model reads many in much less time than one by one.
    """
    best = dict(docs)
    trials = {at: _trials(doc, language) for at, doc in docs.items()}
    asked = {at: norms for at, each in trials.items() if (norms := next(each, None)) is not None}
    while asked:
        answers = list(zip(asked, parse(asked), strict=True))
        asked = {}
        for at, doc in answers:
            try:
                asked[at] = trials[at].send(doc)
            except StopIteration as end:
                best[at] = end.value
    return best


def _trials(doc: Doc, language: Grammar) -> Generator[Norms, Doc, Doc]:
    """Asks for the doc with other norms until there is nothing more to try, and returns the best.

    All sentences are tried at once, so there are no more parses than a sentence may have trials, and one.
    """
    waiting = [list(_candidates(each, language))[:TRIALS] for each in doc.sents if _lacks_verb(each, language)]
    found: dict[int, str] = {}
    best = doc
    while waiting := [each for each in waiting if each]:
        tried = {each[0].i: _norm(each[0], language) for each in waiting}
        trial = yield {**found, **tried}
        verbs = {i: norm for i, norm in tried.items() if _is_verb(trial[i])}
        waiting = [each[1:] for each in waiting if each[0].i not in verbs]
        found = {**found, **verbs}
        if verbs:
            best = trial if len(verbs) == len(tried) else (yield found)
    return best


def _is_verb(token: Token) -> bool:
    return token.pos_ == "VERB" and token.dep_ in CLAUSAL


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
