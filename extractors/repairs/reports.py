"""What verbs of saying tell, and to whom: where the clause begins, and who does what in it."""

from __future__ import annotations

from itertools import pairwise

from extractors.repairs.moves import NAMING, Words, attach, speaks
from extractors.syntax import Word
from ontology.languages import Grammar


def closing_report(verb: Word, words: Words, language: Grammar) -> None:
    """ "The army took the town, the BBC reported": behind a comma, a verb of saying with nothing said tells of what
    stands before it."""
    if verb.dep != "ccomp" or verb.i < verb.head.i or verb.deps("obj", "ccomp", "xcomp", "mark", "aux"):
        return
    subjects = [each for each in verb.deps("nsubj") if each.i < verb.i]
    place = words.index(next(each for each in verb.subtree() if each.pos != "PUNCT"))
    if subjects and place and words[place - 1].text == "," and speaks(verb, language):
        verb.dep = "parataxis"


def fronted_content(verb: Word, _words: Words, language: Grammar) -> None:
    """ "The army took the town, the BBC reported", "..., said a resident who fled": what stands first is what is said,
    and who stands behind the verb says it."""
    before = [each for each in verb.deps("advcl", "ccomp") if each.i < verb.i and each.deps("nsubj", "nsubj:pass")]
    if len(before) != 1 or before[0].deps("mark") or not _is_finite(before[0]) or not speaks(verb, language):
        return
    if verb.deps("nsubj") and not verb.deps("ccomp"):
        before[0].dep = "ccomp"
    behind = [each for each in verb.deps("obj") if each.i > verb.i and each.pos in NAMING]
    if len(behind) == 1 and before[0].dep == "ccomp" and not verb.deps("nsubj", "nsubj:pass", "aux"):
        behind[0].dep = "nsubj"


def told_party(verb: Word, words: Words, language: Grammar) -> None:
    """ "Told lawmakers that only people from abroad were held": behind whom it is told, the clause begins."""
    for clause in verb.deps("ccomp"):
        party = next((each for each in clause.deps("nsubj", "nsubj:pass") if each.i > verb.i), None)
        opening = words[min(words.index(party) + 1, len(words) - 1)] if party is not None else verb
        if party is None or opening.lower not in language.words["complementizers"] or not speaks(verb, language):
            continue
        role = party.dep
        attach(party, verb, "obj")
        for below in party.deps("acl", "acl:relcl"):
            for subject in [each for each in below.deps("nsubj") if opening.i < each.i < below.i]:
                attach(subject, clause, role)
                attach(below, subject, "acl")


def garden_path(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Said that people involved in the riots were held": the first participle describes who is spoken of."""
    content = verb.deps("ccomp")
    if not content:
        return
    told = [each for party in verb.deps("obj", "iobj") for each in party.deps("acl", "acl:relcl")]
    clauses = sorted((each for each in (*content, *told) if each.i > verb.i), key=lambda each: each.i)
    for first, second in pairwise(clauses):
        subject = first.first("nsubj", "nsubj:pass")
        if subject is None or subject.i + 1 != first.i or second.dep != "ccomp" or not _lacks_subject(second):
            continue
        if first.deps("aux", "aux:pass", "cop") or first.morph.get("VerbForm") == "Fin":
            continue
        attach(subject, second, "nsubj:pass" if second.deps("aux:pass") else "nsubj")
        for mark in first.deps("mark"):
            attach(mark, second, "mark")
        attach(first, subject, "acl")


def divided_subject(verb: Word, words: Words, language: Grammar) -> None:
    """ "She said the army and the rebels killed civilians": nobody says an army; it does what the rebels do."""
    clauses = verb.deps("conj")
    said = [each for each in verb.deps("obj") if each.i > verb.i and each.pos in NAMING] if clauses else []
    for clause in clauses if len(said) == 1 and speaks(verb, language) else ():
        joined, subject = clause.first("cc"), clause.first("nsubj")
        near = joined is not None and words[words.index(joined) - 1] is said[0]
        if joined is None or subject is None or not near or not said[0].i < joined.i < subject.i < clause.i:
            continue
        clause.dep = "ccomp"
        attach(said[0], clause, subject.dep)
        attach(subject, said[0], "conj")
        attach(joined, subject, "cc")


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


def told_subject(verb: Word, _words: Words, language: Grammar) -> None:
    """ "He said 40 villagers, nearly all elderly, had refused": before a finite clause without a subject stands one."""
    content = verb.deps("ccomp")
    said = [each for each in verb.deps("obj") if each.i > verb.i and each.pos in NAMING] if content else []
    if len(said) != 1 or not speaks(verb, language):
        return
    clause = next((each for each in content if each.i > said[0].i and _lacks_subject(each)), None)
    if clause is not None:
        attach(said[0], clause, "nsubj:pass" if clause.deps("aux:pass") else "nsubj")


def _lacks_subject(clause: Word) -> bool:
    """Whether a clause is finite and nothing opens it, nor does what it says."""
    if clause.deps("nsubj", "nsubj:pass", "mark", "expl"):
        return False
    return _is_finite(clause)


def _is_finite(clause: Word) -> bool:
    return any(each.morph.get("VerbForm") == "Fin" for each in (clause, *clause.deps("aux", "aux:pass")))
