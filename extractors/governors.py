"""What a predicate does to what it embeds: "deny", "plan to", "accused of" (implicatives and factives after Karttunen
1971; the classes are data, ``governor`` tables of each grammar)."""

from __future__ import annotations

from dataclasses import replace

from extractors.syntax import Word
from ontology.languages import Governor, Grammar

NOMINAL_ROLES = frozenset({"obj", "obl", "nmod", "nsubj", "iobj", "nsubj:pass"})


def is_infinitive(word: Word, grammar: Grammar) -> bool:
    """True for a clause without a finite verb: "to attack", "attacking", "å angripe"."""
    if any(child.dep in ("aux", "cop", "aux:pass") and child.morph.get("VerbForm") == "Fin" for child in word.children):
        return False
    if any(child.dep == "mark" and child.lower in grammar.case["infinitive"] for child in word.children):
        return True
    return (word.morph.get("VerbForm") == "Inf" or is_gerund(word)) and not word.deps("nsubj")


def is_gerund(word: Word) -> bool:
    """ "Attacking", where it is no modifier: models call it a present participle too, behind "from" or "by"."""
    form = word.morph.get("VerbForm")
    participle = form == "Part" and word.morph.get("Tense") == "Pres"
    return form == "Ger" or (participle and bool(word.deps("mark", "case")))


def governors(word: Word, child: Word, grammar: Grammar) -> list[Governor]:
    """What ``word`` does to its complement ``child``; particles of the word take part ("point out")."""
    if child.dep == "parataxis" and child.deps("nsubj") and _tells(child, grammar):
        return []  # "Ethiopia denies it, as elders accuse it of": who speaks beside it is not told by it
    if child.dep == "parataxis" and is_answered(child, grammar):
        return []  # "says it has won, a claim that others deny": the writer adds this
    if child.dep == "advcl" and child.morph.get("VerbForm") in ("Ger", "Part") and not child.deps("mark", "case"):
        return []  # "accusing the army, the rebels vowed revenge"
    lemma = word.lemma.lower()
    found = list(grammar.governors.get(lemma, ()))
    for other in (*word.children, *child.deps("mark", "case")):  # "kept them from leaving"
        if other.pos in ("ADP", "ADV", "NOUN", "SCONJ"):
            found += grammar.governors.get(f"{lemma} {other.lower}", ())
    if not found:
        return []
    nominal = child.dep in NOMINAL_ROLES and child.pos in ("NOUN", "PROPN")
    infinitive = nominal or is_infinitive(child, grammar)
    return [
        replace(governor, modality=None) if governor.achieved and _is_past(word, grammar) else governor
        for governor in found
        if (not governor.only or child.dep in governor.only) and (infinitive or not governor.infinitive_only)
        if not governor.mandative or _is_mandative(child, grammar)
    ]


def is_answered(noun: Word, grammar: Grammar) -> bool:
    """Whether a noun stands for words that somebody may confirm, deny or turn down: a charge, a demand."""
    return noun.lemma.lower() in grammar.echo["nouns"] | grammar.echo["requests"]


def _is_mandative(clause: Word, grammar: Grammar) -> bool:
    """ "Insisted that the rebels leave": the base form of what somebody does, and not of how things are (the mandative
    subjunctive, Quirk et al. 1985, 3.59)."""
    bare = clause.pos == "VERB" and clause.lower == clause.lemma.lower() and not clause.deps("aux", "cop")
    return bare and bool(clause.deps("nsubj")) and clause.lemma.lower() not in grammar.control["stative"]


def _tells(verb: Word, grammar: Grammar) -> bool:
    lemma = verb.lemma.lower()
    return lemma in grammar.control["object"] or any(each.speaker for each in grammar.governors.get(lemma, ()))


def _is_past(word: Word, grammar: Grammar) -> bool:
    """ "Were able to", "had been able to", and not "would be able to"."""
    helpers = word.deps("aux", "cop")
    if not helpers:
        return word.morph.get("Tense") == "Past" and word.morph.get("VerbForm") == "Fin"  # "had to leave"
    known = grammar.auxiliaries["perfect"] | grammar.auxiliaries["passive"]
    past = any(each.morph.get("Tense") == "Past" and each.morph.get("VerbForm") == "Fin" for each in helpers)
    return past and all(each.lemma.lower() in known for each in helpers)


def owned_content(noun: Word, grammar: Grammar) -> Word | None:
    """ "The army's claim that it has won": what a noun of saying tells, where its speaker stands beside it."""
    nouns = grammar.speech["statement_nouns"] | grammar.echo["nouns"]
    owned = any(each.dep == "nmod:poss" or each.morph.get("Case") == "Gen" for each in noun.children)
    if noun.pos != "NOUN" or noun.lemma.lower() not in nouns or not owned:
        return None
    marks = grammar.words["complementizers"]
    return next((each for each in noun.deps("acl") if any(mark.lower in marks for mark in each.deps("mark"))), None)
