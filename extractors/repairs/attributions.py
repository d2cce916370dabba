"""Speakers at the end of a sentence that swallowed what stands before their comma."""

from __future__ import annotations

from extractors.repairs.moves import NAMING, Words, attach, speaks
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
