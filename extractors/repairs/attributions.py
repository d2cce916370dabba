"""Speakers that swallowed what stands before their comma, or that stand in the middle of what they say."""

from __future__ import annotations

from extractors.repairs.moves import NAMING, VERBAL, Words, attach, replace, speaks
from extractors.syntax import Word
from ontology.languages import Grammar


def burdened_speaker(verb: Word, words: Words, language: Grammar) -> None:
    """ "... on a mosque in Peshawar, police and rescue officials said": the place is no part of who speaks."""
    subjects = verb.deps("nsubj")
    if len(subjects) != 1 or subjects[0].i > verb.i or not speaks(verb, language):
        return
    speaker = subjects[0]
    for place in speaker.deps("compound", "nmod"):
        marks = place.deps("case")
        later = [each for each in place.deps("conj") if each.i > place.i]
        behind = words[min(words.index(place) + 1, len(words) - 1)]
        if not marks or marks[0].i > place.i or behind.text != "," or speaker.i < behind.i or not later:
            continue
        noun = next((each for each in reversed(words[: words.index(marks[0])]) if each.pos in NAMING), None)
        if noun is None or noun in speaker.subtree():
            continue
        for each in later:
            attach(each, speaker, "compound" if each.i == speaker.i - 1 else "conj")
        attach(place, noun, "nmod")


def interjected_speaker(verb: Word, words: Words, language: Grammar) -> None:
    """ "The town, officials said, had been shelled": who speaks stands between the subject and its verb."""
    place = words.index(verb)
    if not speaks(verb, language) or place + 1 >= len(words) or words[place + 1].text != ",":
        return
    clause = next((each for each in verb.deps("ccomp") if each.i > verb.i and not each.deps("nsubj", "mark")), None)
    comma = next((at for at in range(place - 1, 0, -1) if words[at].text == ","), None)
    if (
        clause is None
        or comma is None
        or any(each.pos in VERBAL for each in (*words[:comma], *words[comma + 1 : place]))
    ):
        return
    before, between = words[:comma], words[comma + 1 : place]
    noun = next((each for each in before if each.pos in NAMING and (each.is_root or each.head not in before)), None)
    speaker = next((each for each in between if each.pos in NAMING and each.head not in between), None)
    if noun is None or speaker is None:
        return
    if noun.is_root:
        attach(clause, noun, "parataxis")
        replace(noun, clause, "root")
    else:
        replace(verb, clause, verb.dep)
    attach(noun, clause, "nsubj:pass" if clause.deps("aux:pass") else "nsubj")
    attach(verb, clause, "parataxis")
    attach(speaker, verb, "nsubj")


def trailing_speakers(verb: Word, words: Words, language: Grammar) -> None:
    """ "... were advancing on Uvira, residents and an official said": they are said to be nothing of the town."""
    place, noun = words.index(verb), verb.head
    ends = place + 1 == len(words) or words[place + 1].pos == "PUNCT"
    if verb.dep != "acl:relcl" or not ends or not speaks(verb, language) or verb.deps("ccomp", "obj", "aux"):
        return
    comma = next((at for at in range(place - 1, 0, -1) if words[at].text == ","), 0)
    between = words[comma + 1 : place]
    subject, top = verb.first("nsubj"), next((each for each in noun.ancestors() if each.pos in VERBAL), None)
    relative = any(each.pos in VERBAL or each.lower in language.words["relative_pronouns"] for each in between)
    if not comma or words[comma].i < noun.i or subject not in between or subject is None or top is None or relative:
        return
    for each in [each for each in noun.deps("conj") if each in between]:
        attach(each, subject, "conj")
    attach(verb, top, "parataxis")


def denied_headline(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Rwanda denies troops crossed the border": in a headline, what is denied is a clause and not the troops."""
    if not any(each.speaker and each.polarity for each in language.governors.get(verb.lemma.lower(), ())):
        return
    for noun in verb.deps("obj"):
        clause = next((each for each in noun.deps("acl") if each.i == noun.i + 1 and each.pos == "VERB"), None)
        bare = clause is not None and not clause.deps("aux", "mark", "case", "nsubj", "obl:agent")
        told = noun.lemma.lower() in language.echo["nouns"] | language.speech["statement_nouns"]
        if clause is not None and bare and not told and not noun.deps("det", "nmod:poss"):
            attach(clause, verb, "ccomp")
            attach(noun, clause, "nsubj")
