"""Extractors of other projects, on our parses: textacy's subject–verb–object triples, and PredPatt.

Neither is needed for anything else, so neither is among our dependencies. Each gets the parse in the labels that it was
written for; rewriting them is our business and not on its clock.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any

from benchmarks.pairs import Argument
from benchmarks.parses import Parsed, argument
from ontology.languages import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "DET", "ADJ"})
CLEAR = MappingProxyType({"obj": "dobj", "nsubj:pass": "nsubjpass", "csubj:pass": "csubjpass", "aux:pass": "auxpass"})
"""Labels of Universal Dependencies that textacy knows under other names."""
UD = MappingProxyType(
    {
        "ROOT": "root",
        "nsubj:outer": "nsubj",
        "obl:agent": "obl",
        "obl:unmarked": "obl:npmod",
        "nmod:unmarked": "nmod:npmod",
        "nmod:desc": "nmod",
        "acl:cleft": "acl:relcl",
    }
)
"""Labels of our models that are younger than PredPatt, and what they were before."""
EVERYTHING = ("relcl", "appos", "amod", "conj", "poss")
"""What PredPatt also takes apart when it is told to."""

Arguments = tuple[Argument, Argument]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Another extractor in three steps: our parse in its terms, its own work, its result in our terms."""

    prepare: Callable[[Parsed], list[Any]]
    work: Callable[[Any], Any]
    read: Callable[[Parsed, Sequence[Any]], Iterator[Arguments]]


@dataclass(frozen=True, slots=True)
class Missing:
    """An extractor that is not installed, and how to get it."""

    how: str


def foreign() -> dict[str, Foreign | Missing]:
    """All others by name."""
    return {
        "textacy": textacy(),
        "PredPatt": predpatt(()),
        "PredPatt, all": predpatt(EVERYTHING),
    }


def textacy() -> Foreign | Missing:
    """Its subject–verb–object triples."""
    try:
        triples = importlib.import_module("textacy.extract.triples").subject_verb_object_triples
    except ImportError:
        return Missing("pip install textacy")
    return Foreign(
        prepare=lambda text: [clear(doc, grammar(text.passage.article.language).case["agent"]) for _, doc in text.docs],
        work=lambda doc: list(triples(doc)),
        read=_triples,
    )


def clear(doc: Doc, agents: frozenset[str]) -> Doc:
    """A parse with the labels of spaCy's English models, and its agents below their prepositions."""
    from spacy.tokens import Doc

    deps = [CLEAR.get(each.dep_, each.dep_) for each in doc]
    heads = [each.head.i for each in doc]
    for token in doc:
        by = next((each for each in token.children if each.dep_ == "case" and each.lower_ in agents), None)
        passive = any(each.dep_ == "nsubj:pass" for each in token.head.children)
        if by is not None and (token.dep_ == "obl:agent" or (token.dep_ == "obl" and passive)):
            deps[by.i], heads[by.i] = "agent", token.head.i
            deps[token.i], heads[token.i] = "pobj", by.i
    words, spaces = [each.text for each in doc], [bool(each.whitespace_) for each in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, pos=[each.pos_ for each in doc], deps=deps, heads=heads)


def _triples(text: Parsed, found: Sequence[Any]) -> Iterator[Arguments]:
    for (offset, doc), triples in zip(text.docs, found, strict=True):
        for triple in triples:
            subjects, objects = (
                [_phrase(offset, each) for each in _tops([doc[token.i] for token in tokens])]
                for tokens in (triple.subject, triple.object)
            )
            yield from ((one, other) for one in subjects for other in objects)


def _tops(tokens: list[Token]) -> list[Token]:
    """The tokens that stand for themselves: not the parts of compounds, nor of clauses."""
    return [each for each in tokens if each.head not in tokens or each.head == each or each.dep_ == "conj"]


def _phrase(offset: int, head: Token) -> Argument:
    """A head with everything below it but its conjuncts."""
    conjuncts = {below for each in head.children if each.dep_ == "conj" for below in each.subtree}
    return argument(offset, head, (each for each in head.subtree if each not in conjuncts))


def predpatt(resolved: Iterable[str]) -> Foreign | Missing:
    """Its predicates, with what it is told to resolve besides (``EVERYTHING``)."""
    # Its package imports a wrapper of Java parsers that is written in Python 2 and that a parse of ours does not need.
    wrapper = ModuleType("predpatt.util.UDParser")
    wrapper.Parser = None  # type: ignore[attr-defined]
    sys.modules.setdefault(wrapper.__name__, wrapper)
    try:
        patt = importlib.import_module("predpatt.patt")
        trees = importlib.import_module("predpatt.UDParse")
    except ImportError:
        return Missing("clone hltcoe/PredPatt, pip install tabulate termcolor, and put the clone on PYTHONPATH")
    options = patt.PredPattOpts(ud="2.0", **{f"resolve_{each}": True for each in resolved})
    return Foreign(
        prepare=lambda text: [_tree(trees, each) for _, each in _sentences(text)],
        work=lambda tree: patt.PredPatt(tree, opts=options),
        read=_predicates,
    )


def _sentences(text: Parsed) -> Iterator[tuple[int, Span]]:
    for offset, doc in text.docs:
        yield from ((offset, sentence) for sentence in doc.sents)


def _tree(trees: Any, sentence: Span) -> Any:  # noqa: ANN401  (neither has types)
    triples = [
        trees.DepTriple(
            rel=UD.get(each.dep_, each.dep_),
            gov=-1 if each.dep_ == "ROOT" else each.head.i - sentence.start,
            dep=each.i - sentence.start,
        )
        for each in sentence
    ]
    return trees.UDParse([each.text for each in sentence], [each.pos_ for each in sentence], triples)


def _predicates(text: Parsed, found: Sequence[Any]) -> Iterator[Arguments]:
    for (offset, sentence), result in zip(_sentences(text), found, strict=True):
        for predicate in result.instances:
            nominal = [each for each in predicate.arguments if each.root.tag in NOMINAL and not each.isclausal()]
            arguments = [
                argument(offset, sentence[each.position], (sentence[word.position] for word in each.tokens))
                for each in nominal
            ]
            yield from combinations(arguments, 2)
