"""Participles that the parse took for adjectives, nouns or verbs of another form."""

from __future__ import annotations

from extractors.repairs.moves import Words, lift, verbs_of
from extractors.syntax import Word
from ontology.languages import Grammar
from ontology.languages.inflection import inflection


def past_form(verb: Word, _words: Words, language: Grammar) -> None:
    """ "The last soldiers left Niger": no present has that form."""
    lemma, endings = verb.lemma.lower(), language.words["present_endings"]
    helping = language.auxiliaries["perfect"] | language.auxiliaries["passive"] | language.auxiliaries["resultative"]
    if not endings or verb.morph.get("Tense") != "Pres" or verb.morph.get("VerbForm") != "Fin" or lemma in helping:
        return
    stem = lemma.removesuffix("y")
    if not any(verb.lower in (lemma + ending, stem + ending) for ending in endings):
        verb.morph = {**verb.morph, "Tense": "Past"}


def joined_participle(word: Word, _words: Words, language: Grammar) -> None:
    """ "Vart avsett og fengsla", "drap to og såra tre": a participle joined to a verb is a verb of the same form."""
    verb = word.head
    if word.dep != "conj" or word.deps("det", "case", "cop", "amod") or verb.pos not in ("VERB", "ADJ"):
        return
    known = verbs_of(language.code)
    lemma = word.lemma.lower() if word.lemma.lower() in known else None
    lemma = lemma or inflection(language.code).lemma(word.lower, "VERB", known)
    helping = language.auxiliaries["passive"] | language.auxiliaries["resultative"]
    helped = any(each.lemma.lower() in helping for each in verb.deps("aux", "cop"))
    passive = helped and (verb.pos == "VERB" or verb.morph.get("VerbForm") == "Part")
    active = verb.morph.get("VerbForm") == "Fin" and any(each.i > word.i for each in word.deps("obj", "nsubj"))
    if lemma is None or not (passive or active):
        return
    word.pos, word.lemma = "VERB", lemma
    word.morph = {"VerbForm": "Fin", "Tense": "Past"} if active else {"VerbForm": "Part", "Voice": "Pass"}


def gapped_passive(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Seven men were beheaded and two boys abducted": what needs an object, and has none, was done to its subject."""
    subjects, above = verb.deps("nsubj"), verb.head
    passive = above.pos == "VERB" and bool(above.deps("aux:pass")) and verb.dep == "conj"
    if not passive or verb.lower.endswith("ing") or verb.lemma.lower() not in language.words["undergone"]:
        return
    if subjects and subjects[0].i < verb.i and not verb.deps("obj", "aux", "ccomp"):
        verb.morph = {"VerbForm": "Part", "Voice": "Pass"}
        for each in subjects:
            each.dep = "nsubj:pass"


def supine(noun: Word, _words: Words, language: Grammar) -> None:
    """ "Hæren har verken angrepet eller bombet": what has a perfect is a verb, though there is a noun like it."""
    helpers = language.auxiliaries["perfect"]
    if noun.deps("cop", "det", "case", "amod") or not any(each.lemma.lower() in helpers for each in noun.deps("aux")):
        return
    lemma = inflection(language.code).lemma(noun.lower, "VERB", verbs_of(language.code))
    if lemma is not None:
        noun.pos, noun.lemma, noun.morph = "VERB", lemma, {"VerbForm": "Part"}


def participle_lemma(word: Word, _words: Words, language: Grammar) -> None:
    """Beside a passive auxiliary a participle is a form of its verb, though it be an adjective elsewhere."""
    helpers = language.auxiliaries["passive"] | language.auxiliaries["resultative"]
    if not any(child.lemma.lower() in helpers for child in word.deps("aux", "cop")):
        return
    verbs = verbs_of(language.code)
    if word.lemma.lower() not in verbs:
        word.lemma = inflection(language.code).lemma(word.lower, "VERB", verbs) or word.lemma


def owned_attribute(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Nigers avsatte president": a participle between an owner and a noun describes the noun."""
    owner, noun = verb.first("nsubj"), verb.first("obj")
    if owner is None or noun is None or owner.morph.get("Case") != "Gen" or not language.compounding:
        return
    if owner.i == verb.i - 1 and noun.i > verb.i and not verb.deps("aux", "mark"):
        lift(noun, verb, "amod")
        owner.dep, verb.pos, verb.morph = "nmod", "ADJ", {"VerbForm": "Part"}


def passive_noun(noun: Word, _words: Words, language: Grammar) -> None:
    """ "Vart fem sivile avretta": what has a passive auxiliary is a participle."""
    if not noun.deps("aux:pass"):
        return
    lemma = inflection(language.code).lemma(noun.lower, "VERB", verbs_of(language.code))
    if lemma is not None:
        noun.pos, noun.lemma, noun.morph = "VERB", lemma, {"VerbForm": "Part"}
