"""Clauses that hang from the wrong word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from extractors.governors import is_answered
from extractors.repairs.moves import NAMING, STOPS, VERBAL, Words, attach, lift, replace, speaks
from extractors.syntax import Word, case_of
from ontology.languages import Grammar


def content(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Reports by residents that it had bombed the town": a clause that lacks nothing is no relative one, and it is of
    the noun that tells."""
    if verb.dep != "acl:relcl" or not verb.deps("nsubj"):
        return
    objects = verb.deps("obj")
    idle = [each for each in objects if each.lower in language.words["complementizers"] and len(objects) > 1]
    for each in idle:
        each.dep, each.pos = "mark", "SCONJ"
    if idle or any(child.lower in language.words["complementizers"] for child in verb.deps("mark")):
        verb.dep = "acl"
        telling = verb.head.head
        if verb.head.dep == "nmod" and _tells(telling, language) and not _tells(verb.head, language):
            attach(verb, telling, "acl")


def _tells(noun: Word, language: Grammar) -> bool:
    lemma = noun.lemma.lower()
    return lemma in language.governors or lemma in language.echo["nouns"] | language.speech["statement_nouns"]


def answered_charge(verb: Word, words: Words, language: Grammar) -> None:
    """ "..., a charge Islamabad denies": behind the clause stands a word for it, which has a clause of its own."""
    place = words.index(verb)
    start = next((index for index in range(place - 1, -1, -1) if words[index].text in STOPS), None)
    answers = language.echo["deny"] | language.echo["confirm"]
    if start is None or verb.lemma.lower() not in answers or any(each.i > verb.i for each in verb.deps("obj", "xcomp")):
        return
    opening = takewhile(lambda each: each.pos in ("DET", "ADJ"), words[start + 1 : place])
    behind = words[start + 1 + len(list(opening)) : place]
    if len(behind) < 2 or behind[0].pos != "NOUN" or not is_answered(behind[0], language):
        return
    said, between = behind[0], behind[1:]
    names = [each for each in between if each.pos in NAMING and (each.head not in between) and not case_of(each)]
    if not names or any(each.pos == "VERB" for each in between):
        return
    main = next((each for each in verb.children if each.i < said.i and each.pos == "VERB"), None)
    if main is not None:
        lift(main, verb, "parataxis")
    attach(names[-1], verb, "nsubj")
    top = main if main is not None else next((each for each in words if each.is_root and each.i < said.i), verb)
    attach(said, top, "parataxis")
    for clause in [each for each in said.children if each.i < said.i and each.pos == "VERB"]:
        attach(clause, top, "parataxis")  # "..., the army said, an allegation ..."
    attach(verb, said, "acl:relcl")


def complement(verb: Word, _words: Words, language: Grammar) -> None:
    """ "said on Wednesday that ...", "was urged by the bishop to surrender": the clause is the verb's."""
    charges = verb.lemma.lower() in language.control["object"]
    commands = charges or verb.lemma.lower() in language.raising
    asks = speaks(verb, language) or verb.lemma.lower() in language.governors  # "bad om at ..."
    for clause in verb.deps("advcl", "advmod") if asks else ():
        first, *rest = [child.lower for child in clause.deps("mark", "case")] or [""]
        if first in language.case["charge"] and {*rest[:1]} & language.words["complementizers"]:
            clause.dep = "ccomp"  # "nekter for at de ..."
    for noun in verb.deps("obl", "obj", "iobj", "nmod"):
        if noun.lemma.lower() in language.governors or noun.lemma.lower() in language.speech["statement_nouns"]:
            continue  # "repeated the claim that ..."
        for clause in noun.deps("acl"):
            marks = {child.lower for child in clause.deps("mark")}
            if speaks(verb, language) and marks & language.words["complementizers"] and clause.deps("nsubj"):
                attach(clause, verb, "ccomp")
            elif commands and marks & language.case["infinitive"] and noun.dep.startswith("obl"):
                attach(clause, verb, "xcomp" if charges else "advcl")
            elif charges and marks & language.case["charge"] and not clause.deps("nsubj"):
                attach(clause, verb, "advcl")  # "accuses its neighbour of supporting them"


def attribution(verb: Word, words: Words, language: Grammar) -> None:
    """ "..., its ministry said.": who is quoted stands at the end, beside the clause and not inside it."""
    root = next((word for word in words if word.is_root), None)
    if root is None or verb.is_root or verb.dep in ("parataxis", "amod") or not speaks(verb, language):
        return
    if _is_present_participle(verb):
        return  # "..., accusing the group of crimes"
    place = words.index(verb)
    start = next((i for i in range(place - 1, -1, -1) if words[i].text in STOPS), None)
    if start is None or root in verb.subtree() or not any(word.pos in VERBAL for word in words[:start]):
        return
    between, after = words[start + 1 : place], words[place + 1 :]
    charge = verb.head in between and is_answered(verb.head, language)  # "a charge Rwanda denied"
    described = charge and verb.dep.startswith("acl")
    if root in between or described or not _is_attribution(between, after, language):
        return
    subject = _subject(verb, between) if between else _subject_behind(verb, after, root)
    if subject is None:
        return
    attach(verb, root, "parataxis")
    attach(subject, verb, "nsubj")
    for word in between:
        if word.head not in between and word.head is not verb and word.i < subject.i:
            attach(word, subject, "compound" if word.pos in NAMING else "dep")


def _is_attribution(between: Sequence[Word], after: Sequence[Word], language: Grammar) -> bool:
    """A noun phrase alone before the verb and no clause behind it; or none before it, and one behind it."""
    if not between:
        return bool(after) and after[0].pos in (*NAMING, "DET", "ADJ")
    if any(word.pos in VERBAL and word.dep != "aux" for word in (*between, *after)):
        return False
    opens = between[0]
    return opens.pos not in ("CCONJ", "SCONJ", "ADP") and opens.lower not in language.words["relative_pronouns"]


def _subject(verb: Word, between: Sequence[Word]) -> Word | None:
    own = verb.deps("nsubj")
    if own and own[0] in between:
        return own[0]
    heads = [word for word in between if word.pos in NAMING and word.head not in between]
    return heads[-1] if heads else None


def _subject_behind(verb: Word, after: Sequence[Word], root: Word) -> Word | None:
    """ "..., sverger Ahmad Massoud": the first noun behind the verb, unless a preposition marks it."""
    near = (verb, verb.head, root)
    subjects = (each for each in after if each.pos in NAMING and not case_of(each))
    return next((each for each in subjects if each is verb.head or each.head in near), None)


def late_infinitive(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Agreed on Monday to leave", "agreed in principle to leave": what somebody agrees to may stand far behind."""
    planning = (each for each in language.governors.get(verb.lemma.lower(), ()) if each.modality == "planned")
    if verb.deps("xcomp", "ccomp") or not any(each.infinitive_only or each.speaker for each in planning):
        return
    infinitive = language.case["infinitive"]
    for phrase in verb.deps("obl"):
        late = [*phrase.deps("acl"), *(each for each in verb.deps("advcl") if each.i > phrase.i)]
        known = phrase.lemma.lower() in language.governors
        for clause in late if phrase.i > verb.i and not known else ():
            if {each.lower for each in clause.deps("mark")} == infinitive and not clause.deps("nsubj"):
                attach(clause, verb, "xcomp")
                return


def content_of_noun(noun: Word, _words: Words, _language: Grammar) -> None:
    """ "The army's claim that it has retaken the town": what a noun tells is a clause beside it."""
    for clause in noun.deps("ccomp") if not noun.deps("cop") else ():
        clause.dep = "acl"


def joined_noun(verb: Word, words: Words, _language: Grammar) -> None:
    """ "35 were killed in clashes and thousands of people fled": who stands right before a verb without a subject is
    joined to no noun."""
    if verb.dep != "conj" or verb.deps("nsubj", "nsubj:pass", "cc") or verb.morph.get("VerbForm") != "Fin":
        return
    place = words.index(verb)
    below = words[place - 1]
    noun = next((each for each in (below, *below.ancestors()) if each.dep == "conj" and each.pos in NAMING), None)
    if noun is None or noun.head.i < verb.head.i or verb.head not in noun.head.ancestors() or not noun.deps("cc"):
        return
    if noun.head.dep in ("obl", "nmod", "obj") and max(each.i for each in noun.subtree()) == below.i:
        for joint in noun.deps("cc"):
            attach(joint, verb, "cc")
        attach(noun, verb, "nsubj")


def outer_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Whose soldiers are to leave": the only subject of a verb is its own."""
    subjects = verb.deps("nsubj")
    if len(subjects) == 1 and subjects[0].dep == "nsubj:outer":
        subjects[0].dep = "nsubj"


def introduced_subject(verb: Word, words: Words, language: Grammar) -> None:
    """ "It took weeks for the convoy to reach Homs": who is to do it stands before the infinitive."""
    mark = verb.first("mark")
    if mark is None or verb.deps("nsubj") or mark.lower not in language.case["infinitive"] or not words.index(mark):
        return
    below = words[words.index(mark) - 1]
    for noun in (below, *below.ancestors()):
        if noun.dep == "obl" and noun.head is verb.head and case_of(noun) in language.case["infinitive_subject"]:
            attach(noun, verb, "nsubj")
            return


def misread_conjunction(verb: Word, words: Words, language: Grammar) -> None:
    """ "Gunmen kill soldiers as the junta rejects talks": "as" opens a clause, whose subject stands before its verb."""
    first = verb.first("nsubj", "nsubj:pass", "csubj")
    place = words.index(verb)
    if first is None or not place or first.i >= words[place - 1].i or verb.deps("mark", "aux"):
        return
    below = words[place - 1]
    path = [below, *below.ancestors()]
    inside = path[: path.index(first)] if first in path else []
    opened = [
        (each, mark) for each in inside for mark in each.deps("case") if mark.lower in language.words["aside_marks"]
    ]
    told = [each for each in first.deps("acl", "amod") if each.i > first.i and each.morph.get("VerbForm") != "Part"]
    if first.morph.get("VerbForm") == "Fin":  # taken for a name: "Gunmen kill"
        told = [first]
    if not opened or not told or told[0].i > opened[0][1].i:
        return
    subject, mark = opened[0]
    lift(told[0], verb, "advcl")
    attach(subject, verb, "nsubj")
    attach(mark, verb, "mark")


def finite_conjunct(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Denies that they did it to stop aid and demands ...": what is finite goes on where the last finite verb was."""
    head = verb.head
    if verb.dep != "conj" or verb.morph.get("VerbForm") != "Fin" or verb.deps("nsubj", "aux") or not _is_infinite(head):
        return
    finite = next((each for each in head.ancestors() if each.pos in VERBAL and not _is_infinite(each)), None)
    before = finite is not None and finite.i < head.i  # not "X did this and came under fire, said Y"
    if finite is not None and before and finite.morph.get("VerbForm") == "Fin":
        attach(verb, finite, "conj")


def _is_infinite(verb: Word) -> bool:
    """Whether neither a verb nor one of its auxiliaries is finite."""
    forms = {each.morph.get("VerbForm") for each in (verb, *verb.deps("aux", "cop"))}
    return "Fin" not in forms and verb.pos in VERBAL and verb.dep in ("xcomp", "advcl", "acl", "ccomp", "conj")


def speaking_conjunct(verb: Word, words: Words, language: Grammar) -> None:
    """ "Said that 40 people had been taken away, and called on the government": who spoke, speaks on."""
    inner = verb.head
    says = speaks(verb, language) or verb.lemma.lower() in language.control["object"]
    if verb.dep != "conj" or verb.deps("nsubj", "mark") or not says:
        return
    joined = inner
    while inner.dep in ("conj", "advcl", "acl", "acl:relcl") and inner.pos == "VERB":  # "in which 11 were killed, and"
        inner = inner.head
    if inner.dep != "ccomp":
        return
    before = bool(joined.deps("aux")) and not verb.deps("aux") and verb.morph.get("VerbForm") == "Fin"  # "had left and"
    marks = verb.deps("cc")
    comma = bool(marks) and words[max(0, words.index(marks[0]) - 1)].text == ","
    governing = (
        speaks(inner.head, language) or inner.head.lemma.lower() in language.governors
    )  # "krever at ..., og varsler"
    dumb = [each for each in inner.deps("nsubj") if each.lower in language.pronouns["thing"]]  # "... it had fallen and"
    above = governing if comma or before else bool(dumb) and speaks(inner.head, language)
    if above and not speaks(inner, language):
        attach(verb, inner.head, "conj")


def _is_present_participle(verb: Word) -> bool:
    form = verb.morph.get("VerbForm")
    return form == "Ger" or (form == "Part" and verb.morph.get("Tense") == "Pres")


def described_subject(verb: Word, words: Words, language: Grammar) -> None:
    """ "Gunmen loyal to clan elders overran a base": a noun with a preposition belongs to the quality before it; not so
    in "many dead as gunmen overran a base"."""
    quality = verb.head
    if quality.pos != "ADJ" or quality.deps("cop"):
        return
    subjects = [each for each in quality.deps("nsubj") if words.index(each) + 1 == words.index(quality)]
    for inner in verb.deps("nsubj") if subjects else ():
        if inner.i < verb.i and {each.lower for each in inner.deps("case")} - language.words["aside_marks"]:
            attach(inner, quality, "obl")
            replace(quality, verb, quality.dep)
            attach(subjects[0], verb, "nsubj")
            attach(quality, subjects[0], "amod")


def told_conjunct(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Said the group had held the town, searched houses and detained nine": what is no saying is part of what is
    said."""
    said = verb.head
    if verb.dep != "conj" or verb.deps("nsubj", "aux", "mark") or not speaks(said, language) or speaks(verb, language):
        return
    content = [each for each in said.deps("ccomp") if said.i < each.i < verb.i and each.deps("nsubj")]
    perfect = language.auxiliaries["perfect"]
    done = content and any(each.lemma.lower() in perfect for each in content[-1].deps("aux"))
    if done and verb.lemma.lower() not in language.control["object"]:
        attach(verb, content[-1], "conj")
