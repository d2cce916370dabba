"""Arguments that hang from the wrong word."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.repairs.moves import NAMING, STOPS, VERBAL, Words, attach, offices_of, replace, speaks
from extractors.syntax import DASHES, Word, case_of
from ontology.languages import Grammar

HELD = ("nsubj", "obj", "obl", "nmod", "conj")
REACH = 5  # words that the place and the agency at the head of a report have


def unburdened(helper: Word, _words: Words, _language: Grammar) -> None:
    """An auxiliary has no arguments: "Germany has so far refused", with Germany hung on "has"."""
    if helper.dep not in ("aux", "aux:pass", "cop"):
        return
    for child in helper.deps("nsubj", "obj", "obl"):
        attach(child, helper.head, child.dep)


def attributive(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Kurdiskdominerte SDF innledet ...": a compound participle before a name describes it and is no clause."""
    objects = [child for child in verb.deps("obj", "nsubj") if child.i == verb.i + 1 and child.pos == "PROPN"]
    compound = any(child.dep == "compound" and child.i == verb.i - 1 for child in verb.children)
    nominal = {"csubj": "nsubj", "ccomp": "obj", "xcomp": "obj", "advcl": "obl"}
    if objects and compound and verb.dep in (*nominal, "nsubj", "obj", "obl"):
        replace(verb, objects[0], nominal.get(verb.dep, verb.dep))
        attach(verb, objects[0], "amod")


def stray_conjunct(noun: Word, words: Words, language: Grammar) -> None:
    """ "Attacks by the army on one hand, and allied militias on the other": a noun joins a noun, and not the verb."""
    verb = noun.head
    if noun.dep != "conj" or verb.pos != "VERB" or noun.deps("cop", "nsubj", "aux", "case") or not noun.deps("cc"):
        return
    first = min(word.i for word in noun.subtree())
    phrases = [phrase.split(" ") for phrase in language.words["discourse_phrases"]]
    arguments = [
        child
        for child in verb.children
        if verb.i < child.i < first and child.pos in NAMING and not _in_phrase(child, words, phrases)
    ]
    if arguments and arguments[-1].dep.partition(":")[0] in ("obj", "obl", "nmod"):
        attach(noun, arguments[-1], "conj")


def _in_phrase(noun: Word, words: Words, phrases: Sequence[Sequence[str]]) -> bool:
    """Whether a noun ends a fixed phrase that is no argument."""
    place = words.index(noun) + 1
    return any([word.lower for word in words[max(0, place - len(each)) : place]] == [*each] for each in phrases)


def route(name: Word, _words: Words, language: Grammar) -> None:
    """ "From Goma to Kigali": the end of a way is no part of its beginning."""
    for other in name.deps("nmod"):
        if case_of(name) and case_of(other) in language.case["to"] and name.dep.partition(":")[0] in ("obl", "nmod"):
            attach(other, name.head, name.dep)


def closing_speaker(verb: Word, words: Words, language: Grammar) -> None:
    """ "..., and few remained, commander Hamid said": the name right before the last verb is its subject."""
    if not verb.is_root or not speaks(verb, language):
        return
    place = words.index(verb)
    start = next((index for index in range(place - 1, -1, -1) if words[index].text in STOPS), None)
    chunk = words[start + 1 : place] if start is not None else ()
    heads = [word for word in chunk if word.head not in chunk]
    own = verb.deps("nsubj")
    if start is None or not heads or (own and (own[0] in chunk or heads[0].head is not own[0] or own[0].i > verb.i)):
        return
    if any(each.pos not in NAMING or case_of(each) or each.head.i > verb.i for each in heads):
        return
    speaker = heads[0]
    if len(heads) > 1 and not all(each.head is speaker.head and each.dep == "conj" for each in heads):
        return
    clause = speaker.head
    for child in [each for each in speaker.children if each.i <= start and each.pos in VERBAL]:
        attach(child, clause, "conj")
    if speaker.dep == "appos" and clause.pos == "PROPN" and _is_set_off(clause, start, words):
        speaker = clause  # "..., Anna Lee, an expert on the region said"
    attach(speaker, verb, "nsubj")
    if own:  # "... entered Hawija, one of the last pockets, officials said"
        before = [each for each in words if each.i < min(own[0].subtree(), key=lambda each: each.i).i]
        nouns = [each for each in before if each.pos in NAMING]
        attach(own[0], nouns[-1], "appos") if nouns else attach(own[0], verb, "dep")
    for other in heads[1:]:
        attach(other, speaker, "conj")  # "..., lawmakers and residents said"


def _is_set_off(name: Word, stop: int, words: Words) -> bool:
    """Whether a name is all that stands between two commas, the second at ``stop``."""
    first = words.index(name)
    return first > 0 and words[first - 1].text in STOPS and all(each.head is name for each in words[first + 1 : stop])


def periphrastic_genitive(pronoun: Word, words: Words, language: Grammar) -> None:
    """ "Rebellane sitt åtak": a reflexive between an owner and a noun makes a genitive of the owner."""
    place = words.index(pronoun)
    owner = words[place - 1] if place else pronoun
    noun = pronoun.head
    while owner.dep.startswith("flat"):
        owner = owner.head
    if pronoun.lower not in language.pronouns["genitive"] or owner.head is not pronoun or noun.i < pronoun.i:
        return
    attach(owner, noun, "nmod")
    owner.morph = {**owner.morph, "Case": "Gen"}
    noun.pos = "NOUN" if noun.pos == "ADP" else noun.pos
    pronoun.dep = "dep"


def placed_adjective(word: Word, _words: Words, _language: Grammar) -> None:
    """ "Kontroll over det meste av Darfur": behind its noun, with a preposition, it is no attribute."""
    if word.dep == "amod" and word.i > word.head.i and case_of(word):
        word.dep = "nmod"


def correlative_object(name: Word, _words: Words, language: Grammar) -> None:
    """ "Omfatta korkje Fano eller Eritrea": behind a verb without an object, a noun without a preposition is that."""
    verb, negators = name.head, language.words["negators"]
    bare = name.dep == "obl" and verb.pos == "VERB" and name.i > verb.i and not case_of(name) and not verb.deps("obj")
    if bare and any(each.lower in negators for each in name.deps("cc", "cc:preconj", "advmod")):
        name.dep = "obj"


def blamed(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Blamed the attack on the rebels": who is blamed is an argument of the verb, and was not attacked."""
    if verb.lemma.lower() in language.control["blaming"]:
        for noun in verb.deps("obj"):
            for other in noun.deps("nmod"):
                if case_of(other) in language.case["blamed"]:
                    attach(other, verb, "obl")


def named_to_office(office: Word, _words: Words, language: Grammar) -> None:
    """ "Named Kamil Idris prime minister": who is named, and what to, are two."""
    names = [each for each in office.deps("compound") if each.pos == "PROPN" and each.i < office.i]
    verb = office.head
    if office.dep != "obj" or not names or verb.lemma.lower() not in language.control["naming"] or office.deps("det"):
        return
    if office.lemma.lower() in offices_of(language.code):
        attach(names[0], verb, "obj")
        for other in names[1:]:
            attach(other, names[0], "flat")
        attach(office, verb, "xcomp")


def particle(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Had taken over the headquarters": an object has no preposition; what looks like one is part of the verb."""
    for noun in verb.deps("obj"):
        for mark in noun.deps("case"):
            if mark.i == verb.i + 1 and mark.pos == "ADP":
                attach(mark, verb, "compound:prt")


def titled(title: Word, _words: Words, _language: Grammar) -> None:
    """ "GNA Prime Minister Serraj", "en talsmann for hæren, general Mayhoub": what stands around a title belongs to it,
    and the preposition before it to the name: "av FN-ambassadør Jaafari"."""
    name = title.head
    beside = title.dep == "nmod" and title.pos == "NOUN" and name.pos == "PROPN" and name.i > title.i
    if title.dep != "nmod:desc" and not beside:
        return
    for mark in title.deps("case"):
        if name.i == title.i + 1 and not case_of(name):
            attach(mark, name, "case")
    if case_of(title):
        return
    first = min(each.i for each in title.subtree())
    for body in name.deps("compound", "nmod:poss", "nmod"):
        inside = [each.i for each in body.subtree()]
        owner = body.pos == "PROPN" or body.morph.get("Case") == "Gen"
        before = owner and max(inside) == first - 1 and name.i == title.i + 1 and not case_of(body)
        behind = min(inside) == title.i + 1 and max(inside) < name.i and bool(case_of(body))
        if (before or behind) and body is not title and body.dep != "nmod:desc":
            attach(body, title, body.dep)


def included(comma: Word, words: Words, language: Grammar) -> None:
    """ "Tok flere landsbyer, deriblant Kona": what is named of several things is joined to them."""
    if comma.text != ",":
        return
    place = words.index(comma)
    said = [word.lower for word in words[place + 1 : place + 1 + REACH]]
    phrases = (phrase.split(" ") for phrase in language.words["including"])
    marks = next((len(each) for each in phrases if said[: len(each)] == each), 0)
    if not marks:
        return
    stop = (i for i in range(place + 1 + marks, len(words)) if words[i].pos == "PUNCT" and words[i].text not in "()")
    chunk = words[place + 1 + marks : next(stop, len(words))]
    heads = [word for word in chunk if word.head not in chunk]
    several = [
        word
        for word in words[:place]
        if word.pos in ("NOUN", "ADJ") and word.morph.get("Number") == "Plur" and word.dep.partition(":")[0] in HELD
    ]
    if not heads or not several or heads[0].pos not in NAMING:
        return
    if several[-1].head is heads[0] and heads[0].head is not heads[0]:
        attach(several[-1], heads[0].head, heads[0].dep)
    if heads[0] in several[-1].ancestors():
        return
    for mark in words[place + 1 : place + 1 + marks]:
        attach(mark, heads[0], "cc")
    attach(heads[0], several[-1], "conj")


def dateline(dash: Word, words: Words, _language: Grammar) -> None:
    """ "KIRKUK, Iraq - Troops entered ...": where a report was written is no part of its first phrase."""
    if dash.text not in DASHES:
        return
    place = words.index(dash)
    before = [each for each in words[:place] if each.pos != "PUNCT"]
    root = next((each for each in words if each.is_root), None)
    spaced = place + 1 < len(words) and words[place - 1].end < dash.start and dash.end < words[place + 1].start
    shouted = bool(before) and before[0].text.isupper() and len(before[0].text) > 2
    dated = bool(before) and before[0].pos == "PROPN" and {each.pos for each in before[1:]} == {"NUM", "PROPN"}
    opens = len(before) <= REACH and (shouted or dated)  # "Natitingou, 14 October 2025 - Soldiers entered ..."
    if root is None or not (spaced and opens) or root in before:
        return
    for each in before:
        if each.head not in before:
            attach(each, root, "parataxis")
