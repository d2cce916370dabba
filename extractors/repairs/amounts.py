"""Numbers in the tree: what is counted, what bounds it, and what stands for what is counted."""

from __future__ import annotations

from extractors.repairs.moves import Words, attach, lift, replace, verbs_of
from extractors.syntax import Word, case_of, counted_before
from ontology.languages import Grammar
from ontology.languages.inflection import inflection

REACH = 4  # words that a bound on a number may have: "no fewer than", "not more than"


def numeral(word: Word, _words: Words, language: Grammar) -> None:
    """ "Fourteen of the hostages": a capital makes no name of a number."""
    if word.lower not in language.numbers["words"] or word.deps("det"):
        return
    if any(case_of(child) in language.case["transparent_of"] for child in word.deps("nmod")):
        word.pos, word.name_type = "NUM", ""


def bound(number: Word, words: Words, language: Grammar) -> None:
    """ "No fewer than three mayors", "fewer than 50 observers": the noun is counted, "fewer" only bounds the number."""
    _compared(number, words, language)
    noun, comparative = number.head, number.head.head
    _preposed(number, language)
    if noun is number or not number.i - REACH < comparative.i < number.i or comparative.pos not in ("ADJ", "ADV"):
        return
    said = [each.lower for each in words if comparative.i <= each.i < number.i]
    phrases = (phrase for bounds in language.bounds.values() for phrase in bounds)
    if not any(phrase.split(" ")[-len(said) :] == said for phrase in phrases):
        return
    verb, dep = comparative.head, comparative.dep
    if dep == "advmod" and verb.pos in ("VERB", "ADJ", "AUX") and not verb.deps("nsubj") and noun.i < verb.i:
        dep = "nsubj:pass" if verb.deps("aux:pass") else "nsubj"
    for mark in noun.deps("case"):
        if comparative.i <= mark.i < number.i:
            attach(mark, number, "advmod")
    replace(comparative, noun, dep)
    attach(comparative, number, "advmod")


def _compared(number: Word, words: Words, language: Grammar) -> None:
    """ "Meir enn 7.000 menneske", where the number hangs on "meir" and that on the noun."""
    comparative = number.head
    noun = comparative.head
    if number.dep != "obl" or comparative.dep != "amod" or not comparative.i < number.i < noun.i:
        return
    said = [each.lower for each in words if comparative.i <= each.i < number.i]
    phrases = (phrase.split(" ") for bounds in language.bounds.values() for phrase in bounds)
    if said in phrases:
        attach(number, noun, "nummod")
        attach(comparative, number, "advmod")


def _preposed(number: Word, language: Grammar) -> None:
    """ "kontrollerer rundt 80 prosent", "over 100 gisler er fri": the preposition bounds the number, and is no role."""
    noun = number if number.dep == "obl" and number.head.pos == "VERB" else number.head  # "wounding around 60"
    marks = [each for each in noun.deps("case") if each.i == number.i - 1]
    bounds = {phrase for phrases in language.bounds.values() for phrase in phrases}
    if not marks or marks[0].lower not in bounds or len(noun.deps("case")) > 1 or noun.dep != "obl":
        return
    verb = noun.head
    role = "nsubj" if noun.i < verb.i else "obj"
    if verb.pos == "VERB" and not verb.deps(role):
        attach(marks[0], number, "advmod")
        noun.dep = "nsubj:pass" if role == "nsubj" and verb.deps("aux:pass") else role


def elliptic_count(number: Word, words: Words, language: Grammar) -> None:
    """ "Eleven were killed and over 31 wounded": a number and a participle behind "and" are a clause of their own."""
    place = words.index(number)
    marks = (each for each in number.children if each.dep in ("case", "advmod"))
    bounds = sum(each.i < number.i for mark in marks for each in mark.subtree())
    if place + 1 >= len(words) or place <= bounds:
        return
    participle, before = words[place + 1], words[place - 1 - bounds]
    opens = before.pos in ("CCONJ", "DET", "ADV", "ADJ") or before.text == ","
    if not opens and before.lower not in language.words["articles"]:
        return
    lemma = inflection(language.code).lemma(participle.lower, "VERB", verbs_of(language.code))
    counted = counted_before(number, words)
    one = participle.pos == "NOUN" and (
        participle.morph.get("Number") == "Sing" or participle.lower in language.modifiers
    )  # four of what is one are no noun
    joined = participle.head.deps("nsubj") if participle.dep == "conj" else []
    if counted is None and joined and participle.head.pos in ("VERB", "ADJ") and joined[0].pos in ("NOUN", "ADJ"):
        counted = joined[0]  # "a soldier was killed and eleven wounded"
    if not (participle.pos in ("VERB", "ADJ") or one) or lemma is None or counted is None:
        return
    helping = language.auxiliaries["passive"] | language.auxiliaries["resultative"]
    if participle.deps("aux", "obj") or participle.lemma.lower() in helping:
        return
    predicate = counted.head.head if counted.head.pos == "NUM" else counted.head  # "two of its soldiers"
    if predicate.pos not in ("VERB", "ADJ") or predicate in participle.subtree() or predicate is participle:
        return
    participle.pos, participle.lemma, participle.morph = "VERB", lemma, {"VerbForm": "Part", "Voice": "Pass"}
    if participle.is_root:
        return
    attach(participle, predicate, "conj")
    attach(number, participle, "nsubj:pass")


def identified_dead(noun: Word, _words: Words, language: Grammar) -> None:
    """ "Nine of the dead were civilians" says who is dead: nine civilians."""
    subject, copulas = noun.first("nsubj"), noun.deps("cop")
    if subject is None or not copulas or noun.deps("case"):
        return
    parts = [subject, *subject.deps("nmod", "amod")]
    below = [clause for part in parts for clause in part.deps("acl")]
    dead = next((each for each in (*parts, *below) if each.lower in language.words["dead"]), None)
    if dead is None or noun not in dead.ancestors():
        return
    passive = dead.pos == "VERB"
    if not passive:
        dead.pos, dead.lemma, dead.morph = "ADJ", dead.lower, {}
    if noun.pos == "ADJ":
        noun.pos = "NOUN"
    for mark in dead.deps("case"):
        mark.dep = "dep"
    lift(dead, noun, "nsubj:pass" if passive else "nsubj")
    _take_clauses(dead, noun)
    for copula in copulas:
        attach(copula, dead, "aux:pass" if passive else "cop")
    if subject is not dead:
        attach(subject, noun, "nummod" if subject.pos == "NUM" else "amod")


def _take_clauses(predicate: Word, noun: Word) -> None:
    """ "..., the hospital said": what stood beside the clause stands beside its new predicate."""
    for clause in noun.deps("parataxis", "advcl", "ccomp"):
        attach(clause, predicate, clause.dep)


def among_the_dead(dead: Word, words: Words, language: Grammar) -> None:
    """ "Among the dead is a girl" says who is dead: a girl."""
    marks = [mark for mark in dead.deps("case") if mark.lower in language.words["among"]]
    if dead.lower not in language.words["dead"] or not marks:
        return
    named = dead.first("nsubj") if dead.is_root else dead.head
    if named is None or named.i < dead.i:
        return
    copulas = [each for each in words if dead.i < each.i < named.i and each.dep == "cop"]  # of either, or of a title
    if not copulas:
        return
    if not dead.is_root:
        lift(dead, named, "nsubj")
        _take_clauses(dead, named)
    for mark in marks:
        mark.dep = "dep"
    for copula in copulas:
        attach(copula, dead, "cop")
    dead.pos, dead.lemma, dead.morph = "ADJ", dead.lower, {}
