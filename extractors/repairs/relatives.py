"""Relative clauses: what they describe, and where the main clause goes on."""

from __future__ import annotations

from extractors.repairs.moves import NAMING, Words, attach
from extractors.syntax import Word, case_of
from ontology.languages import Grammar

FREE = ("advcl", "parataxis", "conj", "nmod", "appos")  # what a clause with a subject may hang by, wrongly


def human_relative(verb: Word, _words: Words, language: Grammar) -> None:
    """ "The chief of the Defence Forces who lives abroad": "who" is the chief, and not the body."""
    body = verb.head
    who = any(child.lower in language.pronouns["human_relatives"] for child in verb.deps("nsubj", "obj"))
    owned = body.name_type in ("ORG", "LOC") and body.dep == "nmod" and body.head.pos == "NOUN" and bool(case_of(body))
    if verb.dep.startswith("acl") and who and owned:
        attach(verb, body.head, verb.dep)


def participle_behind(verb: Word, words: Words, language: Grammar) -> None:
    """ "Beaten by forces backed by Iran": a participle right behind a noun, with an agent, describes the noun."""
    place = words.index(verb)
    noun = words[place - 1] if place else verb
    agents = [each for each in verb.deps("obl") if case_of(each) in language.case["agent"] and each.i > verb.i]
    if verb.dep != "advcl" or verb.morph.get("VerbForm") != "Part" or not agents:
        return
    if noun.pos in ("NOUN", "PROPN") and noun.i < verb.i and not verb.deps("nsubj", "aux", "mark", "obj"):
        attach(verb, noun, "acl")


def fronted_relative(pronoun: Word, words: Words, language: Grammar) -> None:
    """ "The region, of which Goma is the capital": a clause that opens with a preposition and a relative pronoun
    describes the noun before it."""
    clause = next((each for each in pronoun.ancestors() if each.deps("nsubj")), pronoun)
    if pronoun.lower not in language.words["relative_pronouns"] or clause is pronoun or clause.dep.startswith("acl"):
        return
    start = words.index(min([pronoun, *pronoun.deps("case")], key=lambda each: each.i))
    before = words[:start]
    while before and before[-1].pos == "PUNCT":
        before = before[:-1]
    if pronoun.deps("case") and before and before[-1].pos in NAMING and clause.dep in FREE:
        name = before[-1]
        noun = name.head if name.dep.startswith("flat") else name
        if clause not in noun.ancestors():
            attach(clause, noun, "acl:relcl")
