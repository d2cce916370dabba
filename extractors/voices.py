"""Whom a speaker speaks for: "we have taken the town", said by a spokesman, is about the body that he speaks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from extractors.anaphora import BODIES
from extractors.fillers import Filler
from extractors.frames import Frames
from extractors.matching import Matcher
from extractors.speakers import Speakers
from extractors.syntax import Parse, Word
from ontology.records import Mention
from ontology.vocabulary import fits


class Voices:
    """Resolves the first person plural inside what somebody is quoted with."""

    def __init__(self, parse: Parse, frames: Frames, matcher: Matcher, speakers: Speakers) -> None:
        self.parse = parse
        self.frames = frames
        self.matcher = matcher
        self.speakers = speakers

    def of(self, pronoun: Word) -> str | None:
        """The entity that "we" stands for, if the article says whom its speaker speaks for."""
        predicate = next((word for word in pronoun.ancestors() if self.frames.of(word) is not None), pronoun.head)
        speaker = next(iter(self.speakers.of(predicate)), None)
        if speaker is None:
            return None
        return speaker.entity if fits(speaker.type, BODIES) else self._bodies.get(speaker.entity)

    def _may_hold(self, word: Word, offices: Collection[str]) -> bool:
        """Whether a word can say that somebody holds an office, before it is looked at closely."""
        lemma, triggers = word.lemma.lower(), self.matcher.lexicon
        if word.pos == "NOUN":
            return bool(triggers.find("role", lemma) or triggers.find_compound("role", lemma))
        return word.pos == "VERB" and any(each.relation in offices for each in triggers.find("verb", lemma))

    @cached_property
    def _bodies(self) -> dict[str, str]:
        """The body that a title or an office joins each person to: the only one, or none."""
        found: dict[str, set[str]] = {}
        offices = {each.relation for entries in self.matcher.lexicon.triggers["role"].values() for each in entries}
        for word in self.parse.words:
            frame = self.frames.of(word) if self._may_hold(word, offices) else None
            matches = self.matcher.of(frame) if frame is not None else []
            for match in (each for each in matches if each.trigger.relation in offices):
                bodies = [each.mention for each in match.objects if isinstance(each, Filler)]
                for holder in (each.mention for each in match.subjects):
                    if holder is not None and holder.type == "Person":
                        found.setdefault(holder.entity, set()).update(_entities(bodies))
        return {person: next(iter(bodies)) for person, bodies in found.items() if len(bodies) == 1}


def _entities(mentions: Iterable[Mention | None]) -> set[str]:
    return {each.entity for each in mentions if each is not None and fits(each.type, BODIES)}
