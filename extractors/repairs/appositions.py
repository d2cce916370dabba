"""Appositions and short relative clauses that the parse took for something else: a conjunct, somebody called upon, a
clause of its own."""

from __future__ import annotations

from itertools import takewhile

from extractors.repairs.moves import NAMING, Words, attach, lift, offices_of, replace
from extractors.syntax import Word, case_of
from ontology.languages import Grammar

CLOSING = frozenset(")]")
NOMINAL = ("NOUN", "PROPN")


def apposed_conjunct(noun: Word, words: Words, language: Grammar) -> None:
    """ "The army chief, Ali Osman,", "a battalion, an elite unit,": what stands behind a comma, without an "and"
    anywhere, says who or what it is."""
    head = noun.head
    if noun.dep not in ("conj", "parataxis") or head.i > noun.i or noun.deps("cop", "nsubj", "cc") or _is_list(noun):
        return
    place = words.index(_first(noun))
    if place < 2 or words[place - 1].text != ",":
        return
    definite = any(each.lower in language.pronouns["definite"] for each in noun.deps("det"))
    if noun.pos == "NOUN" and definite and words[place - 2].pos in NOMINAL and noun.morph.get("Number") != "Plur":
        target = _nearest(words, place - 2, head)  # "in Pemba, the capital of the province"
        if target is not None and not case_of(noun):
            attach(noun, target, "appos")
        return
    if noun.dep != "conj" or head.pos not in NOMINAL:
        return
    if noun.pos == "PROPN" and head.pos == "NOUN" and head.morph.get("Number") != "Plur" and not case_of(noun):
        attach(noun, head, "appos")
    elif noun.pos == "NOUN" and noun.morph.get("Number") != "Plur" and _is_indefinite(noun, language):
        target = _nearest(words, place - 2, head)
        if target is not None and not case_of(noun):
            attach(noun, target, "appos")


def bracketed(noun: Word, words: Words, _language: Grammar) -> None:
    """ "Foreign and local (fighters)": a noun in brackets behind adjectives is what they describe."""
    place = words.index(noun)
    before = words[place - 2] if place > 1 and words[place - 1].text == "(" else noun
    lead = before.head if before.dep == "conj" else before
    if before.pos != "ADJ" or lead.pos != "ADJ" or lead not in noun.ancestors():
        return
    others = [each for each in lead.deps("conj") if each.i < noun.i and each.pos == "ADJ"]
    lift(noun, lead, "amod")
    for other in others:
        attach(other, lead, "conj")


def _is_indefinite(noun: Word, language: Grammar) -> bool:
    return any(each.lower in language.pronouns["indefinite"] for each in noun.deps("det"))


def _is_list(noun: Word) -> bool:
    """Whether an "and" stands somewhere among those that are joined."""
    top = noun
    while top.dep == "conj":
        top = top.head
    waiting = [top]
    while waiting:
        word = waiting.pop()
        if word.deps("cc"):
            return True
        waiting += word.deps("conj")
    return False


def _nearest(words: Words, place: int, within: Word) -> Word | None:
    """The noun of a phrase that ends right before a comma, inside the phrase of ``within``."""
    while place and words[place].text in CLOSING:
        place = next((at for at in range(place, -1, -1) if words[at].text in "(["), 1) - 1
    word = words[place]
    while word.dep.partition(":")[0] in ("flat", "compound", "nummod", "punct") and word is not within:
        word = word.head
    return word if word is within or within in word.ancestors() else None


def apposed_person(name: Word, _words: Words, language: Grammar) -> None:
    """ "The envoy to Syria, Tom Owen", "a spokesman for the army, Colonel Omar": nobody is another name of a country or
    of an army; he has the office."""
    place, offices = name.head, offices_of(language.code)
    office = place.head.lemma.lower() in offices and place.lemma.lower() not in offices
    joined = name.dep == "appos" or (name.dep == "conj" and not name.deps("cc"))
    settled = joined and name.name_type == "PER" and (place.name_type == "LOC" or office)
    if settled and place.dep.partition(":")[0] in ("nmod", "compound") and place.head.pos == "NOUN":
        attach(name, place.head, "appos")


def apposed_vocative(name: Word, words: Words, _language: Grammar) -> None:
    """ "Pemba, the capital of the province, is calm": nobody is called upon; the name is the subject."""
    predicate = name.head
    subjects = [each for each in predicate.deps("nsubj") if each.i > name.i]
    if name.dep != "vocative" or not subjects or subjects[0].i > predicate.i or subjects[0].pos not in NAMING:
        return
    noun = subjects[0]
    inside = [each for each in noun.subtree() if each.pos != "PUNCT"]
    first, last = words.index(inside[0]), words.index(inside[-1])
    enclosed = words[first - 1].text == "," and words[min(last + 1, len(words) - 1)].text == ","
    if enclosed and words[first - 2] in name.subtree():
        attach(name, predicate, noun.dep)
        attach(noun, name, "appos")


def owned_aside(verb: Word, words: Words, language: Grammar) -> None:
    """ "The president, whose country holds the chair, flew home": the aside is about its owner, not the sentence."""
    clause = verb.head
    if verb.dep != "conj" or clause.pos != "VERB" or verb.deps("cc", "nsubj") or not _behind_comma(verb, words):
        return
    owned = [each for each in clause.deps("nsubj") if each.i < clause.i and _is_owned(each, language)]
    before = [each for each in clause.children if owned and each.i < owned[0].i and each.pos in NAMING]
    if not before or not _behind_comma(owned[0], words):
        return
    replace(clause, verb, clause.dep)
    attach(before[-1], verb, "nsubj:pass" if verb.deps("aux:pass") else "nsubj")
    attach(clause, before[-1], "acl:relcl")


def participle_aside(verb: Word, words: Words, _language: Grammar) -> None:
    """ "A war in which the separatists, helped by others, defeated the army": the clause goes on behind the aside."""
    if verb.dep != "conj" or verb.deps("cc", "nsubj", "aux") or not _behind_comma(verb, words):
        return
    for aside in (each for each in reversed(words[: words.index(verb)]) if each.pos == "VERB"):
        subject = next((each for each in aside.deps("nsubj") if each.i < aside.i), None)
        opened = words[words.index(aside) - 1].text == ","
        if subject is None or not opened or aside.deps("aux", "aux:pass") or verb in aside.ancestors():
            return
        if aside.is_root:
            aside.children.remove(verb)
            verb.head, verb.dep = verb, "root"
        else:
            attach(verb, aside.head, aside.dep)
        for child in [each for each in aside.children if each.i < aside.i and each.pos != "PUNCT"]:
            attach(child, verb, child.dep)
        attach(aside, subject, "acl")
        return


def trailing_name(name: Word, words: Words, _language: Grammar) -> None:
    """ "To meet his counterpart, Paul Kagame": a person's name behind a comma says who somebody is."""
    place = words.index(name)
    noun = words[place - 2] if place > 1 and words[place - 1].text == "," else name
    loose = name.dep in ("parataxis", "dep") and name.name_type == "PER" and not name.deps("nsubj", "cop")
    if loose and noun.pos == "NOUN" and noun.morph.get("Number") == "Sing" and noun.deps("nmod:poss", "det", "amod"):
        attach(name, noun, "appos")


def _behind_comma(word: Word, words: Words) -> bool:
    place = words.index(_first(word))
    return place > 0 and words[place - 1].text == ","


def _is_owned(noun: Word, language: Grammar) -> bool:
    return any(each.lower in language.words["relative_pronouns"] for each in noun.deps("nmod", "det"))


def _first(word: Word) -> Word:
    written = (each for each in word.subtree() if each.text.strip())  # blanks are no words of a sentence
    return next((each for each in written if each.pos != "PUNCT"), word)


def title_in_disguise(title: Word, words: Words, language: Grammar) -> None:
    """ "Juntatalsmann Ali Hassan": the capital of a first word makes no name of an office."""
    if not language.compounding or title is not words[0] or len(words) < 2 or words[1].pos != "PROPN":
        return
    office = next((each for each in offices_of(language.code) if title.lower.endswith(each)), None)
    if office is None or title.is_root or title.dep == "conj":
        return
    title.pos, title.lemma = "NOUN", title.lower
    name = title.deps("flat")
    if name:
        attach(name[0], title.head, title.dep)
        for other in [*name[1:], *title.children]:
            attach(other, name[0], other.dep)
        attach(title, name[0], "nmod")


def divided_name(first: Word, words: Words, _language: Grammar) -> None:
    """ "Zaw Min Tun rejected it": the words of one person's name stand below its first."""
    place = words.index(first)
    if first.name_type != "PER" or (place and words[place - 1].name_type == "PER"):
        return
    name = list(takewhile(lambda each: each.name_type == "PER" and each.pos == "PROPN", words[place:]))
    loose = [each for each in name if each.head not in name or each is each.head]
    if len(name) < 2 or loose == name[:1] or any(each.is_root for each in loose):
        return
    outer = next((each for each in loose if each.head.pos == "VERB"), loose[-1])
    head, dep = outer.head, outer.dep
    attach(first, head, dep)
    for other in name[1:]:
        for child in [each for each in other.children if each not in name]:
            attach(child, first, child.dep)
        attach(other, first, "flat")


def name_at_the_top(verb: Word, words: Words, _language: Grammar) -> None:
    """ "Ali Musa, the union's envoy, left": a name with an office between commas is the subject of the verb behind."""
    name, office = verb.head, verb.first("nsubj")
    place = words.index(verb)
    if verb.dep != "acl:relcl" or not name.is_root or name.pos != "PROPN" or office is None or place < 2:
        return
    start = words.index(min((each for each in office.subtree() if each.pos != "PUNCT"), key=lambda each: each.i))
    between = not office.lower.startswith("wh") and start > 0 and words[start - 1].text == "," == words[place - 1].text
    if between and office.pos == "NOUN" and name.i < office.i < verb.i:
        attach(office, name, "appos")
        replace(name, verb, "acl:relcl")
        attach(name, verb, "nsubj")


def nested_title(title: Word, _words: Words, _language: Grammar) -> None:
    """ "Coalition spokesman Col. Ryan Dillon": two titles are both those of the name."""
    if title.dep == "nmod:desc" and title.head.dep == "nmod:desc":
        attach(title, title.head.head, title.dep)


def reduced_relative(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Fighters loyal to the warlord stopped a bus", "a missile fired from the hills hit a house": what stands between
    a noun and its verb describes the noun."""
    for between in verb.deps("nsubj", "csubj"):
        inner = between.first("nsubj")
        if between.pos in ("ADJ", "VERB") and inner is not None and _describes(between, inner) and between.i < verb.i:
            attach(inner, verb, "nsubj")
            attach(between, inner, "amod" if between.pos == "ADJ" else "acl")
            return
    first = verb.head
    bare = verb.morph.get("VerbForm") == "Fin" and not verb.deps("nsubj", "mark", "aux", "cc", "advmod")
    if verb.dep not in ("advcl", "xcomp", "ccomp") or not bare or first.pos != "VERB" or first.i > verb.i:
        return
    noun, phrases = first.first("nsubj"), [each for each in first.deps("obl") if first.i < each.i < verb.i]
    if noun is None or not phrases or not _describes(first, noun) or first.morph.get("VerbForm") != "Part":
        return
    if first.is_root:
        return
    replace(first, verb, first.dep)
    for child in [each for each in first.children if each.i < noun.i]:
        attach(child, verb, child.dep)
    attach(noun, verb, "nsubj")
    attach(first, noun, "acl")


def _describes(word: Word, noun: Word) -> bool:
    return noun.i == word.i - 1 and noun.pos in NOMINAL and not word.deps("aux", "cop")


def _promote(verb: Word) -> None:
    """ "None of the soldiers left the town": no noun with a participle, but a clause."""
    noun = verb.head
    top = noun.head if noun.dep == "nmod" else noun
    if top.head is top and top.pos in (*NOMINAL, "PRON") and not top.deps("nsubj", "cop", "conj", "parataxis"):
        attach(verb, top, "parataxis")
        replace(top, verb, "root")
        attach(top, verb, "nsubj")


def swallowed_main(verb: Word, words: Words, _language: Grammar) -> None:
    """ "A strike on a school sheltering people killed 20": a participle that has an object of its own is the verb of
    the sentence, and the one before it describes a noun."""
    if verb.dep != "acl" or not verb.deps("obj") or verb.deps("nsubj", "mark", "aux", "case"):
        return
    first = next((each for each in verb.ancestors() if each.pos == "VERB"), None)
    if first is None and verb.morph.get("Tense") != "Pres" and verb.morph.get("VerbForm") != "Ger":
        _promote(verb)
    if first is None or verb.morph.get("Tense") == "Pres" or first.deps("aux", "mark"):
        return
    subject, before = first.first("nsubj"), words[max(words.index(first) - 1, 0)]
    if subject is None or subject.i > first.i or first.morph.get("Tense") != "Pres" or before.pos not in NOMINAL:
        return
    if first.morph.get("VerbForm") not in ("Part", "Ger"):
        return
    attach(verb, first, "parataxis")
    replace(first, verb, first.dep)
    attach(subject, verb, "nsubj")
    attach(first, before, "acl")
