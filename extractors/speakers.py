"""Who says so: the speakers of a predicate, from the innermost outwards, and the stretches of direct speech.

Three ways lead to a speaker: a verb of saying above the predicate ("X said that ..."), beside it ("..., X said"), or a
phrase ("according to X"). Direct speech that runs over several sentences has the speaker of the sentence that closes
or opens it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from extractors.frames import Frames
from extractors.governors import governors, is_infinitive, owned_content
from extractors.referents import Referents
from extractors.syntax import DASHES, Parse, Sentence, Word, case_of
from ontology.languages import Grammar
from ontology.records import Mention
from ontology.vocabulary import is_a

_PAIRS = re.compile('“[^“”\n]{3,}(?:”|$)|«[^«»\n]{3,}(?:»|$)|"[^"\n]{3,}(?:"|$)', re.MULTILINE)
_DASHES = re.compile(r"^[ \t]*[–—-]\s+\S[^\n]*", re.MULTILINE)
_CREDIT = re.compile(r"^[^\n:]{15,}: (?P<source>[^\n:.!?,]{2,40})$", re.MULTILINE)


OPENING = 5  # words in which a heading has named its speaker, and that it says at least
DUMB = ("Thing", "Materiel", "Event", "Agreement")  # what says nothing, unless it is a statement


class Speakers:
    """Finds the speakers of predicates in one article."""

    def __init__(self, parse: Parse, grammar: Grammar, frames: Frames, referents: Referents) -> None:
        self.parse = parse
        self.grammar = grammar
        self.frames = frames
        self.referents = referents
        self._content = grammar.words["complementizers"]
        self._telling = grammar.speech["statement_nouns"] | grammar.echo["nouns"]
        self._citing = grammar.speech["citing"]
        text = parse.text
        self._regions = sorted(match.span() for match in (*_PAIRS.finditer(text), *_DASHES.finditer(text)))
        self._quotations = _joined(self._regions)
        self._starts = [word.start for word in parse.words]
        self._credits = [(match.start(), self._within(*match.span("source"))) for match in _CREDIT.finditer(text)]
        self.credits = frozenset(word.i for _, source in self._credits for word in source)
        self._openings = dict(self._opening_phrases())
        self._phrases: dict[int, list[Word]] = {}  # by sentence
        for word in parse.words:
            if word.pos in ("NOUN", "PROPN", "PRON") and case_of(word) in grammar.speech["according"]:
                self._phrases.setdefault(word.sentence, []).append(word)
        self._verbs: dict[int, Mention | None] = {}
        self._quotes = self._quoted()

    def of(self, word: Word, *, reported: bool = False) -> tuple[Mention, ...]:
        """The speakers of the predicate ``word``, innermost first; empty where the article itself speaks. Of a verb by
        which something is ``reported`` to be so, the subject speaks."""
        found: list[Mention] = []
        if reported and any(each.speaker for each in self.grammar.governors.get(word.lemma.lower(), ())):
            self._add(found, self._subject(word))
        current = word
        described = False  # inside a relative clause, which the writer adds
        self._add(found, *self._beside(word, None))
        for governor in word.ancestors():
            if current.dep != "conj" and self._speaks(governor, current):
                self._add(found, self._cited(governor), self._subject(governor), self._relayed(governor))
            described = described or current.dep == "acl:relcl"
            if not described:
                self._add(found, *self._beside(governor, current))
            current = governor
        if not found:
            self._add(found, self._phrase(word))
        if not found and not any(each.dep == "acl:relcl" for each in [word, *word.ancestors()]):
            self._add(found, self._openings.get(word.sentence))
        if not found:
            self._add(found, self._credited(word))
        if not found:
            self._add(found, self._quotes.get(word.sentence) if self._is_quoted(word) else None)
        return tuple(found)

    @staticmethod
    def _add(found: list[Mention], *mentions: Mention | None) -> None:
        for mention in mentions:
            if mention is not None and all(mention.entity != other.entity for other in found):
                found.append(mention)

    def _speaks(self, verb: Word, clause: Word) -> bool:
        content = (each for each in clause.deps("acl") for mark in each.deps("mark") if mark.lower in self._content)
        if (
            clause.pos in ("NOUN", "PROPN") and clause.dep == "obj"
        ):  # "rejected claims that ...", but not "told reporters"
            if owned_content(clause, self.grammar) is not None:
                return False  # "denied the army's claim that ...": the army says so
            names = verb.lemma.lower() in self.grammar.echo["naming"]  # "called the claim that ... a lie"
            return any(content) and (names or any(each.speaker for each in governors(verb, clause, self.grammar)))
        if clause.dep not in ("ccomp", "xcomp", "parataxis", "csubj", "advcl", "acl", "obj"):
            return False
        if clause.dep == "acl" and verb.lemma.lower() in self._telling:
            return any(mark.lower in self._content for mark in clause.deps("mark"))  # "the rebels' claim that ..."
        if clause.dep == "advcl" and (clause.i < verb.i or self._is_aside(clause)):
            return False  # "the junta, led by X, has promised", "threatens to go, while others demand"
        # "accused them of bombing", "hevder å ha tatt byen": what is done already is told, what is to be done is not
        gerund = clause.morph.get("VerbForm") in ("Ger", "Part") and not clause.deps("aux")
        done = gerund or any(each.lemma.lower() in self.grammar.auxiliaries["perfect"] for each in clause.deps("aux"))
        found = governors(verb, clause, self.grammar)
        denies = any(each.speaker and each.polarity == "negative" for each in found)
        charged = (denies or verb.lemma.lower() in self.grammar.control["object"]) and any(
            mark.lower in self.grammar.case["charge"] for mark in clause.deps("mark", "case")
        )  # "skulder dem for å lede", "nekter for å støtte": a charge tells what is done
        if clause.dep in ("xcomp", "advcl") and is_infinitive(clause, self.grammar) and not (done or charged):
            return False
        return any(each.speaker for each in found)

    def _is_aside(self, clause: Word) -> bool:
        """Whether a finite adverbial clause is marked as something beside what is said: "while", "although"."""
        marks = {each.lower for each in clause.deps("mark", "advmod")} & self.grammar.words["aside_marks"]
        return bool(marks) and bool(clause.deps("nsubj"))

    def _beside(self, clause: Word, below: Word | None) -> tuple[Mention | None, ...]:
        """ "..., X said, citing Y" as an aside of the clause, or "according to X" attached to it; ``below`` is where
        we come from, which is no aside to itself."""
        for child in clause.children:
            aside = child.dep == "parataxis" and child.pos == "VERB" and not child.deps("ccomp", "obj")
            says = (each.speaker and not each.polarity for each in governors(child, clause, self.grammar))
            if aside and child is not below and any(says):
                return self._cited(child), self._subject(child)
            if child in self._phrases.get(child.sentence, ()):
                return (self._source(child),)
        return ()

    def _cited(self, verb: Word) -> Mention | None:
        """ "X reported, citing Y", "melder X med henvisning til Y": Y says it to X."""
        beside = [verb, *verb.deps("nsubj", "ccomp")]
        for child in (each for word in beside for each in word.children if each.lemma.lower() in self._citing):
            named = child.deps("obj")
            if child.pos == "NOUN":
                named = child.deps("nmod", "obl") or [each for each in verb.deps("obl") if each.i > child.i]
            if named and not child.deps("nsubj"):
                return self._source(named[0])
        return None

    def _phrase(self, word: Word) -> Mention | None:
        """A phrase that the parse hung below the predicate instead of on it, with no clause between."""
        for phrase in self._phrases.get(word.sentence, ()):
            if word in phrase.ancestors():
                between = [ancestor for ancestor in phrase.ancestors() if ancestor.i != word.i]
                if not any(
                    ancestor.pos == "VERB" for ancestor in between[: between.index(word) if word in between else None]
                ):
                    return self._source(phrase)
        return None

    def _within(self, start: int, end: int) -> Sequence[Word]:
        """The words that begin in a stretch of the text."""
        return self.parse.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _credited(self, word: Word) -> Mention | None:
        """A headline may credit its source after a colon: "All rebels have left: monitor"."""
        line = bisect_right(self._credits, word.start, key=lambda credit: credit[0]) - 1
        inside = self._credits[line][1] if line >= 0 else ()
        if not inside or not word.start < inside[0].start or "\n" in self.parse.text[word.start : inside[0].start]:
            return None
        top = next((other for other in inside if other.head not in inside or other.is_root), None)
        mention = self.referents.of(top) if top is not None else None
        return mention if mention is not None and mention.type != "Thing" else None

    def _opening_phrases(self) -> Iterator[tuple[int, Mention]]:
        """ "According to X, ..." at the head of a sentence speaks for all of it, however the parse took it."""
        markers = tuple(f"{each} " for each in self.grammar.speech["according"])
        for sentence in self.parse.sentences:
            mention = self._before_colon(sentence)
            if mention is not None:
                yield sentence.index, mention
            start = next((word for word in sentence.words if word.text[0].isalnum()), sentence.words[0])
            text = self.parse.text[start.start : start.start + 40].lower()
            if not text.startswith(markers):
                continue
            marker = next((each for each in self.grammar.speech["according"] if text.startswith(f"{each} ")), None)
            if marker is not None and (" " in marker or start.pos == "ADP"):
                after = start.start + len(marker)
                source = next((word for word in sentence.words if word.start > after and self._can_speak(word)), None)
                mention = self._source(source) if source is not None else None
                if mention is not None:
                    yield sentence.index, mention

    def _before_colon(self, sentence: Sentence) -> Mention | None:
        """ "Polisario: Three soldiers killed": whoever a heading begins with."""
        colon = next((at for at, each in enumerate(sentence.words[:OPENING]) if each.text == ":"), 0)
        top = [each for each in sentence.words[:colon] if each.head not in sentence.words[:colon] or each.is_root]
        if len(top) != 1 or len(sentence.words) < colon + OPENING or self.referents.names.at(top[0]) is None:
            return None
        mention = self._source(top[0])
        return mention if mention is not None and is_a(mention.type, "Actor") else None

    def _can_speak(self, word: Word) -> bool:
        if self.referents.names.at(word) is not None:
            return word.dep != "compound" or self.referents.names.at(word.head) is not None
        return word.pos == "NOUN"

    def _subject(self, verb: Word) -> Mention | None:
        """Who the subject of a verb of saying is; for "heter det" and "a report says", whose statement it is."""
        if verb.i not in self._verbs:
            self._verbs[verb.i] = None
            self._verbs[verb.i] = self._find_subject(verb)
        return self._verbs[verb.i]

    def _find_subject(self, verb: Word) -> Mention | None:
        frame = self.frames.of(verb)
        if verb.pos == "NOUN":
            return self._owner(verb)  # "the army's claim that ..."
        passive = frame is not None and "passive" in frame.steps
        if frame is not None and verb.lemma.lower() not in self.grammar.speech["impersonal"]:
            outside = [word for word in frame.roles.get("subj", ()) if self._is_quoted(word) == self._is_quoted(verb)]
            for subject in outside or ([] if passive else self._named_before(verb)):
                mention = self._source(subject)
                if mention is not None:
                    return mention
        for child in verb.children:
            preposition = case_of(child)
            if preposition in self.grammar.speech["statement_from"] and not passive:
                mention = self.referents.of(child)
                return mention if mention is not None and mention.type not in DUMB else None
            if child.lemma.lower() in self.grammar.speech["statement_nouns"]:
                mention = self._owner(child)
                if mention is not None:
                    return mention
        return None

    def _named_before(self, verb: Word) -> list[Word]:
        """The nearest name before a verb of saying, outside the quotation: "...", X, a member of Y, said."""
        sentence = self.parse.sentences[verb.sentence].words
        before = [word for word in sentence if word.i < verb.i and self.referents.names.at(word) is not None]
        persons = [word for word in before if not self._is_quoted(word) and self._is_person(word)]
        own = [word for word in verb.children if word in before and not case_of(word) and not self._is_quoted(word)]
        return own[-1:] or persons[-1:]

    def _is_person(self, word: Word) -> bool:
        name = self.referents.names.at(word)
        return name is not None and name.draft.type == "Person"

    def _source(self, word: Word) -> Mention | None:
        """A statement speaks for its owner; anything else for itself."""
        if word.lower in self.grammar.pronouns["first"]:
            return None  # "we think": whoever is quoted speaks
        mention = self.referents.of(word)
        if word.lemma.lower() in self.grammar.speech["statement_nouns"]:
            return self._owner(word) or mention
        return self.referents.acting(word, mention) if mention is not None and mention.type not in DUMB else None

    def _owner(self, statement: Word) -> Mention | None:
        for child in statement.deps("nmod", "obl", "compound", "det"):
            if (
                child.dep == "nmod:poss"
                or child.dep == "compound"
                or child.morph.get("Case") == "Gen"
                or case_of(child) in self.grammar.speech["statement_from"]
            ):
                return self.referents.of(child)
        return None

    def _relayed(self, verb: Word) -> Mention | None:
        """ "SANA quoted a source as saying": the source speaks, SANA relays; asked at "saying", the relay is its
        governor."""
        relay = verb.head
        if relay.lemma.lower() in self.grammar.speech["speech_acts"] and relay is not verb:
            frame = self.frames.of(relay)
            for subject in frame.roles.get("subj", ()) if frame else ():
                return self.referents.of(subject)
        return None

    # ---- direct speech

    def _is_quoted(self, word: Word) -> bool:
        before = bisect_right(self._quotations, word.start, key=lambda quotation: quotation[0]) - 1
        return before >= 0 and word.start < self._quotations[before][1]

    def _quoted(self) -> dict[int, Mention]:
        """The speaker of each sentence that lies in direct speech: whom it names, or the stretch before it in the
        paragraph ("A", said X. "B.")."""
        speakers: dict[int, Mention] = {}
        before: tuple[int, Mention] | None = None
        sentences = self.parse.sentences
        for start, end in self._regions:
            first = bisect_right(sentences, start, key=lambda sentence: sentence.end)
            inside = sentences[first : bisect_left(sentences, end, key=lambda sentence: sentence.start)]
            words = (word for sentence in reversed(inside) for word in sentence.words)
            saying = (word for word in words if self._introduces(word, outside=not start <= word.start < end))
            said = next(((word, who) for word in saying if (who := self._subject(word)) is not None), None)
            speaker = said[1] if said is not None else None
            if said is not None and self.parse.text[start:end].lstrip()[0] in DASHES:
                inside = tuple(each for each in inside if each.index <= said[0].sentence or self._goes_on(each))
            if speaker is None and before is not None and "\n" not in self.parse.text[before[0] : start]:
                speaker = before[1]
            before = (end, speaker) if speaker is not None else None
            if speaker is not None:
                speakers.update({each.index: speaker for each in inside if each.index not in speakers})
        return speakers

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether a sentence behind "– ..., says X." is still X speaking: only if it speaks of the speaker."""
        own = self.grammar.pronouns["first"] | self.grammar.pronouns["first_plural"]
        return any(word.lower in own for word in sentence.words)

    def _introduces(self, word: Word, *, outside: bool) -> bool:
        """Whether a word is the verb that gives direct speech to its speaker."""
        speaks = any(governor.speaker for governor in self.grammar.governors.get(word.lemma.lower(), ()))
        beside = outside or word.dep == "parataxis" or bool(word.deps("ccomp", "parataxis"))
        return word.pos == "VERB" and speaks and beside


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same characters in stretches that do not overlap; they come and go in order."""
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
