"""Whose subject a noun is: one that the parse hung on the wrong clause, or on none."""

from __future__ import annotations

from extractors.repairs.moves import NAMING, Words, attach
from extractors.syntax import Word, case_of
from ontology.languages import Grammar


def apposed_subject(verb: Word, words: Words, _language: Grammar) -> None:
    """Of two subjects with a comma between them, the second says who the first is: "his deputy, Captain Deng, said"."""
    subjects = [child for child in verb.deps("nsubj") if child.i < verb.i and child.pos in ("NOUN", "PROPN")]
    if len(subjects) != len(verb.deps("nsubj")) or len(subjects) != 2:
        return
    first, second = subjects
    start = min(word.i for word in second.subtree())
    end = max((word.i for word in first.subtree() if word.i < start), default=first.i)
    between = [word.text for word in words if end < word.i < start] or [w.text for w in words if w.i == end]
    if between == [","]:
        attach(second, first, "appos")


def compound_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "The Houthis control Hodeidah": a verb is not compounded with the noun before it."""
    apart = [child for child in verb.deps("compound") if child.end < verb.start and child.pos in NAMING]
    if apart and not verb.deps("nsubj") and verb.dep != "amod":
        apart[-1].dep = "nsubj"
        for other in verb.deps("det", "amod"):
            if other.i < apart[-1].i:
                attach(other, apart[-1], other.dep)


def joined_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "..., and Iran, which armed them, asks ...": a noun hung on the "and" is the subject of the verb behind it."""
    if verb.deps("nsubj"):
        _join_subjects(verb)
        return
    nouns = [each for cc in verb.deps("cc") for each in cc.children if each.pos in ("NOUN", "PROPN") and each.i > cc.i]
    if len(nouns) == 1 and nouns[0].i < verb.i:
        attach(nouns[0], verb, "nsubj:pass" if verb.deps("aux:pass") else "nsubj")


def _join_subjects(verb: Word) -> None:
    """ "The army and its allies control": two subjects with an "and" between them are one."""
    subjects = [each for each in verb.deps("nsubj") if each.i < verb.i and each.pos in (*NAMING, "ADJ")]
    joins = [each for each in verb.deps("cc") if len(subjects) == 2 and subjects[0].i < each.i < subjects[1].i]
    if joins:
        attach(joins[-1], subjects[1], "cc")
        attach(subjects[1], subjects[0], "conj")


def swallowed_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Fredag forlot krigerne Raqqa": behind the verb come its subject and then its object, and not one phrase."""
    if verb.deps("obj") or len(verb.deps("nsubj")) != 1:
        return
    place = verb.deps("nsubj")[0]
    many = [
        child
        for child in place.deps("nmod")
        if verb.i < child.i < place.i and child.morph.get("Number") == "Plur" and not case_of(child)
    ]
    if place.pos == "PROPN" and many:
        attach(many[0], verb, "nsubj")
        place.dep = "obj"


def second_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """A clause has one subject: of two bare names around or behind a verb, the second is the object."""
    naming = (*NAMING, "ADJ")  # "minst tolv sivile mistet livet"
    subjects = [child for child in verb.deps("nsubj") if child.dep == "nsubj" and child.pos in naming]
    if len(subjects) == 2 and subjects[1].i > verb.i and not verb.deps("obj"):
        subjects[1].dep = "obj"


def marked_subject(verb: Word, _words: Words, language: Grammar) -> None:
    """ "I Chin tok opprørere kontroll": what has a preposition of place is no subject beside two objects."""
    places = language.case["place"]
    for subject in verb.deps("nsubj"):
        if len(verb.deps("obj")) > 1 and subject.i < verb.i and case_of(subject) in places:
            subject.dep = "obl"


def freed_subject(verb: Word, words: Words, _language: Grammar) -> None:
    """ "According to the UN, 30 families have fled", "Pakistan, long accused of it, shut the border": a noun without a
    preposition behind a comma, or one that is called upon, is the subject of a verb that has none."""
    if any(child.dep.partition(":")[0] in ("nsubj", "csubj", "expl") for child in verb.children) or verb.dep == "conj":
        return
    dep = "nsubj:pass" if verb.deps("aux:pass") else "nsubj"
    called = [each for each in verb.children if each.dep == "vocative" and each.i < verb.i]
    inner = (noun for child in verb.deps("obl") if child.i < verb.i for noun in child.deps("nmod", "conj", "appos"))
    behind = [each for each in inner if each.i < verb.i and not case_of(each) and not each.deps("cc")]
    behind = [each for each in behind if _follows_comma(each, words) and each.pos in NAMING]
    if verb.is_root and (called or behind):
        attach((behind or called)[-1], verb, dep)


def _follows_comma(noun: Word, words: Words) -> bool:
    place = words.index(min(noun.subtree(), key=lambda each: each.i))
    return place > 0 and words[place - 1].text == ","
