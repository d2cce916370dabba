"""Label schemes other than ours, as data: which labels give a scheme away, and what they are in Universal Dependencies.

Our own pipelines need none of this. A pipeline that the user names may be trained on CLEAR labels (spaCy's English
ones) or on
other entity types; its trees are rewritten once, while they are read, so that no layer above knows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.syntax import Parse, Word

FOLDER = Path(__file__).parent
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True, slots=True)
class FunctionHead:
    """A function word that heads its content word, and what the two become in UD."""

    content: frozenset[str]
    becomes: str
    under_verb: str
    under_noun: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme: label by label, and the places where heads turn around."""

    name: str
    signature: frozenset[str]
    labels: Mapping[str, str]
    names: Mapping[str, str]
    function_heads: Mapping[str, FunctionHead]
    copula_lemmas: frozenset[str]
    copula_content: frozenset[str]


@cache
def schemes() -> tuple[Scheme, ...]:
    """All schemes that have a file here."""
    return tuple(_load(path) for path in sorted(FOLDER.glob("*.toml")))


def matching(labels: Iterable[str]) -> tuple[Scheme, ...]:
    """The schemes whose signature is among the labels of a pipeline."""
    known = frozenset(labels)
    return tuple(scheme for scheme in schemes() if scheme.signature <= known)


def to_ours(parse: Parse, found: Iterable[Scheme]) -> Parse:
    """``parse`` with UD labels and our entity types. The words are changed in place."""
    for scheme in found:
        _turn_copulas(parse.words, scheme)
        settled = _turn_function_words(parse.words, scheme)
        for word in parse.words:
            if word.i not in settled:  # "nmod" of UD is also a label of other schemes, with another meaning
                word.dep = scheme.labels.get(word.dep, word.dep)
            word.name_type = scheme.names.get(word.name_type, "") if word.name_type else ""
        parse = Parse(
            parse.text,
            parse.words,
            parse.sentences,
            tuple((first, last, scheme.names[label]) for first, last, label in parse.names if label in scheme.names),
        )
    return parse


def _load(path: Path) -> Scheme:
    with path.open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
    heads = {
        label: FunctionHead(frozenset(each["content"]), each["becomes"], each["under_verb"], each["under_noun"])
        for label, each in data.get("function_heads", {}).items()
    }
    copula = data.get("copula", {})
    return Scheme(
        path.stem,
        frozenset(data["signature"]),
        data["labels"],
        data["names"],
        heads,
        frozenset(copula.get("lemmas", ())),
        frozenset(copula.get("content", ())),
    )


def _turn_copulas(words: Iterable[Word], scheme: Scheme) -> None:
    """ "X is the leader": the predicate takes the place of the verb, which becomes its ``cop``."""
    for verb in words:
        if verb.lemma.lower() not in scheme.copula_lemmas:
            continue
        predicate = next((child for child in verb.children if child.dep in scheme.copula_content), None)
        if predicate is not None:
            _swap(verb, predicate, "cop")


def _turn_function_words(words: Iterable[Word], scheme: Scheme) -> set[int]:
    """ "prep" above "pobj" becomes "case" below "obl" or "nmod"; returns the words whose labels are UD already."""
    settled: set[int] = set()
    for word in words:
        rule = scheme.function_heads.get(word.dep)
        if rule is None:
            continue
        content = next((child for child in word.children if child.dep in rule.content), None)
        if content is None:
            continue
        label = rule.under_noun if word.head.pos in NOMINAL else rule.under_verb
        becomes = "mark" if content.dep == "pcomp" else rule.becomes
        word.dep = "advcl" if content.dep == "pcomp" else label
        _swap(word, content, becomes)
        settled |= {word.i, content.i}
    return settled


def _swap(upper: Word, lower: Word, becomes: str) -> None:
    """``lower`` takes the head, the label and the other children of ``upper``, which hangs below it as ``becomes``."""
    upper.children.remove(lower)
    root = upper.is_root
    if not root:
        upper.head.children.remove(upper)
        upper.head.children.append(lower)
    lower.head = lower if root else upper.head
    lower.dep = upper.dep
    for child in upper.children:
        child.head = lower
    lower.children = sorted([*lower.children, *upper.children, upper], key=lambda word: word.i)
    upper.children = []
    upper.head = lower
    upper.dep = becomes
