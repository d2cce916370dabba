"""Relative clauses: what they describe, and where the main clause goes on."""

from __future__ import annotations

from extractors.repairs.moves import NAMING, Words, attach, replace
from extractors.syntax import Word, case_of
from ontology.languages import Grammar

FREE = ("advcl", "parataxis", "conj", "nmod", "appos")  # what a clause with a subject may hang by, wrongly


def relative(word: Word, _words: Words, language: Grammar) -> None:
    """ "LNA, som blir leidd av Haftar": a modifier with a relative pronoun for its subject is a clause."""
    pronouns = language.words["relative_pronouns"]
    if word.dep in ("amod", "nmod") and any(
        child.lower in pronouns and child.i < word.i for child in word.deps("nsubj", "obj")
    ):
        word.dep = "acl:relcl"


def human_relative(verb: Word, _words: Words, language: Grammar) -> None:
    """ "The chief of the Defence Forces who lives abroad": "who" is the chief, and not the body."""
    body = verb.head
    who = any(child.lower in language.pronouns["human_relatives"] for child in verb.deps("nsubj", "obj"))
    owned = body.name_type in ("ORG", "LOC") and body.dep == "nmod" and body.head.pos == "NOUN" and bool(case_of(body))
    if verb.dep.startswith("acl") and who and owned:
        attach(verb, body.head, verb.dep)


def main_after_relative(verb: Word, words: Words, language: Grammar) -> None:
    """ "The president, with whom they will not talk, met the elders": behind the comma the main clause goes on."""
    clause = verb.head
    while clause.dep == "conj" and clause.pos == "VERB":
        clause = clause.head
    noun = clause.head
    place = words.index(verb)
    behind = place > 0 and words[place - 1].text == ","
    if verb.dep != "conj" or verb.deps("cc", "nsubj") or not behind:
        return
    between = {each.lower for each in words if noun.i < each.i < clause.i}
    relative = clause.dep in ("acl:relcl", "acl", "parataxis") and between & language.words["relative_pronouns"]
    if relative and noun.is_root and noun.pos in NAMING:
        clause.dep = "acl:relcl"
        attach(verb, noun, "parataxis")
        replace(noun, verb, "root")
        attach(noun, verb, "nsubj:pass" if verb.deps("aux:pass") else "nsubj")


def participle_behind(verb: Word, words: Words, language: Grammar) -> None:
    """ "Beaten by forces backed by Iran": a participle right behind a noun, with an agent, describes the noun."""
    place = words.index(verb)
    noun = words[place - 1] if place else verb
    agents = [each for each in verb.deps("obl") if case_of(each) in language.case["agent"] and each.i > verb.i]
    if verb.dep != "advcl" or verb.morph.get("VerbForm") != "Part" or not agents:
        return
    if noun.pos in ("NOUN", "PROPN") and noun.i < verb.i and not verb.deps("nsubj", "aux", "mark", "obj"):
        attach(verb, noun, "acl")


def timed_relative(pronoun: Word, words: Words, language: Grammar) -> None:
    """ "Gruppa som søndag drepte ham": a relative pronoun before a time opens a clause, and is no preposition."""
    noun, place = pronoun.head, words.index(pronoun)
    if pronoun.dep != "case" or pronoun.lower not in language.words["relative_pronouns"] or not place:
        return
    before, behind = words[place - 1], [each for each in words if noun.i < each.i <= noun.i + 2]
    verb = next((each for each in behind if each.pos == "VERB" and not each.deps("nsubj")), None)
    if verb is None or before.pos not in NAMING or before in verb.subtree() or verb.is_root:
        return
    attach(verb, before, "acl:relcl")
    attach(noun, verb, "obl")
    attach(pronoun, verb, "nsubj")


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
