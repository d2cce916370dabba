"""Days and nights in the tree: a time takes no object, and is none."""

from __future__ import annotations

from extractors.repairs.moves import NAMING, Words, attach
from extractors.syntax import Word, case_of
from ontology.languages import Grammar


def burdened_day(noun: Word, _words: Words, language: Grammar) -> None:
    """ "Gikk natt til lørdag til angrep", "møttes onsdag i Doha": what stands behind a day belongs to the verb."""
    if noun.lower not in language.time["weekdays"]:
        return
    verb = next((each for each in noun.ancestors() if each.pos not in NAMING), None)
    if verb is None or verb.pos != "VERB":
        return
    for child in [each for each in noun.deps("nmod", "obl") if each.i > noun.i and case_of(each)]:
        attach(child, verb, "obl")


def days_after(unit: Word, _words: Words, language: Grammar) -> None:
    """ "Imposed sanctions on Niger days after the coup": a time is no compound with the name before it."""
    names = [each for each in unit.deps("compound") if each.pos == "PROPN" and each.i == unit.i - 1]
    marks = [each for each in unit.deps("case") if names and each.i < names[0].i]
    if unit.lower not in language.time_values["units"] or not names or not marks or unit.is_root:
        return
    attach(names[0], unit.head, "obl")
    for mark in marks:
        attach(mark, names[0], "case")
    unit.dep = "obl:unmarked"


def subject_before(noun: Word, _words: Words, language: Grammar) -> None:
    """ "At den det siste døgnet drepte ti": of two articles before a time the first is the subject, a pronoun."""
    articles = [each for each in noun.deps("det") if each.i < noun.i]
    verb = noun.head
    if len(articles) < 2 or noun.lower not in language.time_values["units"] or not noun.dep.startswith("nsubj"):
        return
    first = articles[0]
    if articles[1].i == first.i + 1 and first.lower in language.pronouns["thing"] | language.pronouns["plural"]:
        dep, first.pos = noun.dep, "PRON"
        noun.dep = "obl"
        attach(first, verb, dep)
