"""Words that the parse took for another class."""

from __future__ import annotations

from extractors.repairs.moves import VERBAL, Words, attach, verbs_of
from extractors.syntax import Word, case_of
from ontology.languages import Grammar
from ontology.languages.inflection import inflection
from ontology.lexicon import lexicon

ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "appos")


def verb_in_disguise(word: Word, _words: Words, language: Grammar) -> None:
    """A verb that was taken for the noun it looks like: "Hizbollah angrep ...", "som Saudi-Arabia leder"."""
    relative = word.dep.startswith("acl") and any(
        child.lower in language.words["relative_pronouns"] for child in word.children
    )
    subjects = word.deps("nsubj")
    if word.dep == "xcomp" and word.deps("obj") and not word.deps("det", "case", "cop"):
        lemma = inflection(language.code).lemma(word.lower, "VERB", verbs_of(language.code))
        if lemma is not None:  # "denied bombing the village"
            word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Ger"}
        return
    opened = word.dep in ("acl", "advcl", "ccomp", "csubj") and bool(word.deps("mark"))  # "uklart om hæren angreip"
    if not (subjects or relative or opened) or word.deps("cop", "det", "case", "aux", "amod", "nummod"):
        return
    lemma = inflection(language.code).lemma(word.lower, "VERB", verbs_of(language.code))
    if lemma is None or (subjects and subjects[0].i > word.i):
        return
    word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Fin", "Mood": "Ind"}
    if word.dep.startswith("acl") and not opened:
        word.dep = "acl:relcl"
    naming = ("PROPN", "NOUN") if opened else ("PROPN",)
    bare = [child for child in word.deps("obl", "nmod") if child.pos in naming and not case_of(child)]
    for child in bare:
        if child.i < word.i and not subjects:
            child.dep = "nsubj"
        elif child.i > word.i and not word.deps("obj"):
            child.dep = "obj"


def owned_verb(word: Word, _words: Words, _language: Grammar) -> None:
    """ "Cannot verify the rebels' claim that ...", "several hundred families": what is owned or counted is a noun."""
    owned = any(each.i < word.i for each in word.deps("nmod", "nummod"))
    if word.dep in ARGUMENTS and owned and not word.deps("aux", "nsubj", "mark", "obj"):
        word.pos, word.morph = "NOUN", {"Number": "Sing"}
        for clause in word.deps("ccomp"):
            clause.dep = "acl"


def placed_name(verb: Word, words: Words, language: Grammar) -> None:
    """ "A market in Dilling": a capital behind a preposition makes a name, whatever it ends in."""
    place = words.index(verb)
    mark = words[place - 1] if place > 1 else verb
    placed = mark.head is verb and mark.pos == "ADP" and mark.lower in language.case["place"]
    if placed and verb.text.istitle() and not verb.deps("nsubj", "obj", "aux", "cop", "xcomp", "ccomp"):
        verb.pos, verb.lemma, verb.morph, mark.dep = "PROPN", verb.text, {}, "case"
        if not verb.is_root:
            verb.dep = "nmod" if verb.head.pos in ("NOUN", "PROPN") else "obl"


def second_object(result: Word, _words: Words, language: Grammar) -> None:
    """ "Took my two sons prisoner": somebody is made something, and no kind of prisoner."""
    parts = [each for each in result.deps("compound") if each.pos == "NOUN" and each.i == result.i - 1]
    if result.dep != "obj" or result.lower not in language.words["results"] or not parts:
        return
    attach(parts[0], result.head, "obj")
    for child in [each for each in result.children if each.i < parts[0].i]:
        attach(child, parts[0], child.dep)
    result.dep = "xcomp"


def result_behind_verb(result: Word, words: Words, language: Grammar) -> None:
    """ "300 were killed and 156 taken prisoner": what somebody is taken as belongs to the verb right before it."""
    before = words[max(words.index(result) - 1, 0)]
    if result.lower in language.words["results"] and before.pos == "VERB" and result.head is not before:
        attach(result, before, "xcomp")


def substantive(word: Word, _words: Words, language: Grammar) -> None:
    """ "Was among the wounded": what has a preposition and an article, and no noun behind it, is a noun."""
    marks = [each for each in word.deps("case", "det") if each.i < word.i]
    if word.dep in ("obl", "nmod") and marks and word.lower in language.modifiers:
        word.pos = "NOUN"  # "skaut mot sivile"
    counted = word.deps("nummod") and word.dep in ("nsubj", "nsubj:pass", "obj")
    if counted and language.compounding and word.morph.get("Number") == "Plur":
        word.pos = "NOUN"  # "minst 18 sivile er drept"
    if word.deps("cop") and {each.dep for each in marks} == {"case", "det"} and word.lower in language.modifiers:
        word.pos, word.lemma = "NOUN", word.lower


def plural_subject(word: Word, words: Words, _language: Grammar) -> None:
    """ "Commandos had recaptured the square": what does something, and describes no noun, is a noun."""
    behind = words.index(word) + 1
    does = word.dep == "nsubj" and word.head.pos == "VERB" and behind < len(words) and words[behind].pos in VERBAL
    if does and word.text.endswith("s") and not word.deps("nsubj", "cop", "obl", "advmod"):
        word.pos, word.morph = "NOUN", {"Number": "Plur"}


def body_in_disguise(word: Word, _words: Words, language: Grammar) -> None:
    """ "A military spokesman": what some office is of is a body, though its name serves as an adjective too."""
    offices = lexicon(language.code).triggers["role"]
    if word.dep == "amod" and word.lower in language.words["body_adjectives"] and word.head.lemma.lower() in offices:
        word.pos, word.dep = "NOUN", "compound"


def marked_noun(noun: Word, _words: Words, language: Grammar) -> None:
    """ "Tok 40 soldater til fange": what marks a noun without a clause of its own is a preposition."""
    if noun.dep not in ("obl", "nmod", "xcomp") or noun.deps("cop", "aux", "nsubj", "case"):
        return
    for mark in noun.deps("mark"):
        relative = mark.lower in language.words["relative_pronouns"]
        if mark.i == noun.i - 1 and mark.pos == "SCONJ" and not relative:
            mark.pos, mark.dep = "ADP", "case"
            noun.dep = "obl" if noun.dep == "xcomp" else noun.dep


def nearer(word: Word, words: Words, language: Grammar) -> None:
    """ "Rykker nærmere Tripoli", "i et bakhold nær Tillabéri": before a name the adjective is a preposition."""
    if word.lower not in language.case["comparative"] or word.dep not in ("amod", "advmod") or word.children:
        return
    index = words.index(word) + 1
    place = words[index] if index < len(words) else word
    bare = place.pos == "PROPN" and place.dep in ("obj", "obl", "nmod", "nsubj") and not case_of(place)
    if bare and place not in word.ancestors():
        attach(word, place, "case")
    if bare:
        word.pos, word.dep = "ADP", "case"
        place.dep = "obl" if place.dep == "obj" else place.dep


def derived_name(word: Word, _words: Words, language: Grammar) -> None:
    """ "Azerbaijani President Ilham Aliyev": what is derived from a name and stands before a noun describes it. (In a
    language of compounds it is a part of one, as in "FN-talsmann".)"""
    if language.compounding or word.name_type != "DRV" or word.dep != "compound":
        return
    if word.i < word.head.i and word.head.name_type != "DRV":
        word.pos, word.lemma, word.dep = "ADJ", word.text, "amod"
