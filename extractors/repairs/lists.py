"""Lists: what is joined to what, and where a list ends and a clause begins."""

from __future__ import annotations

from extractors.repairs.moves import NAMING, Words, attach
from extractors.syntax import Word
from ontology.languages import Grammar

NAMES = ("PROPN",)


def listed_name(name: Word, words: Words, _language: Grammar) -> None:
    """ "Mali, Burkina Faso and Niger": between a comma and an "and" stands no apposition."""
    before = name.head
    inner = [name, *name.deps("flat", "compound")]
    place = words.index(max(inner, key=lambda each: each.i)) + 1
    if name.dep != "appos" or before.pos not in NAMES or place + 1 >= len(words) or name.deps("det", "case"):
        return
    last = words[place + 1]
    third = last if last.dep == "conj" else last.head
    if words[place].dep == "cc" and third.pos in NAMES and third.head in (name, before) and third.dep == "conj":
        name.dep = "conj"
        attach(third, before, "conj")


def most_of_them(word: Word, words: Words, language: Grammar) -> None:
    """ "Have fled the province, most of them to Daraa": where most went is told of the verb."""
    place = words.index(word)
    before = words[place - 2] if place > 1 and words[place - 1].dep == "det" else words[max(place - 1, 0)]
    if word.lower not in language.words["most"] or before.text != ",":
        return
    behind = words[place + 1 : place + 4]
    mark = next((each for each in behind if each.lower in language.case["to"] and each.dep == "case"), None)
    verb = next((each for each in reversed(words[:place]) if each.pos == "VERB" and each.dep != "amod"), None)
    if mark is None or verb is None or any(each.pos == "VERB" for each in words[place : words.index(mark)]):
        return
    goal = mark.head
    if verb in goal.subtree():
        return
    attach(goal, verb, "obl")
    if word is not goal and word.head is goal:
        word.dep = "dep"


def list_after_clause(subject: Word, words: Words, _language: Grammar) -> None:
    """ "After Russia invaded Ukraine, Finland and Sweden joined": behind the comma the main clause begins."""
    verb, place = subject.head, words.index(subject)
    join = words[place - 1] if place > 2 else subject
    first = words[place - 2] if place > 2 else subject
    opening = words[place - 3] if place > 2 else subject
    if subject.dep != "nsubj" or join.dep != "cc" or join.head is not subject or opening.text != ",":
        return
    clause = next((each for each in first.ancestors() if each.dep == "advcl" and each.head is verb), None)
    if clause is None or first.dep != "conj" or first.pos not in NAMING or clause.i > first.i:
        return
    attach(first, verb, "nsubj")
    attach(subject, first, "conj")
