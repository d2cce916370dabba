"""Moving words of a tree, and what the repairs ask of a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias

from extractors.syntax import Word
from ontology.languages import Grammar, grammar
from ontology.lexicon import lexicon

Words: TypeAlias = Sequence[Word]
Repair: TypeAlias = Callable[[Word, Words, Grammar], None]

VERBAL = ("VERB", "AUX")
NAMING = ("NOUN", "PROPN", "PRON")
STOPS = frozenset(",\"'”»’–—-")


def attach(word: Word, head: Word, dep: str) -> None:
    """Hang a word with all below it under another head; where that one hangs below it, nothing is done: no tree is
    worth a circle."""
    if head is word or word in head.ancestors():
        return
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    head.children.append(word)
    head.children.sort(key=lambda child: child.i)


def replace(old: Word, new: Word, dep: str) -> None:
    """Put ``new``, which hangs below ``old``, in its place, with what follows it there."""
    if old.head is old:
        old.children.remove(new)
        new.head, new.dep = new, "root"
    else:
        attach(new, old.head, dep)
    for child in [each for each in old.children if each.i > new.i]:
        attach(child, new, child.dep)


def lift(new: Word, old: Word, dep: str) -> None:
    """Put ``new``, which hangs somewhere below ``old``, in its place with what stands before it; ``old`` hangs below
    it."""
    if old.head is old:
        new.head.children.remove(new)
        new.head, new.dep = new, "root"
    else:
        attach(new, old.head, old.dep)
    for child in [each for each in old.children if each.i < new.i]:
        attach(child, new, child.dep)
    attach(old, new, dep)


@cache
def offices_of(code: str) -> frozenset[str]:
    """The nouns that name an office."""
    return frozenset(lexicon(code).triggers["role"])


@cache
def verbs_of(code: str) -> frozenset[str]:
    return frozenset(lexicon(code).triggers["verb"]) | frozenset(grammar(code).governors)


def speaks(word: Word, language: Grammar) -> bool:
    return any(governor.speaker for governor in language.governors.get(word.lemma.lower(), ()))
