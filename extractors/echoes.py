"""Claims that somebody takes up with a word: "a claim the rebels deny", "Tehran denies it", "noe Moskva bekrefter".

Such a word stands for a clause (discourse deixis, Webber 1988), so its verb tells what its subject says of the claims
in that clause: the same, or the contrary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.frames import Frames
from extractors.governors import is_infinitive, owned_content
from extractors.referents import Referents
from extractors.repairs.moves import STOPS
from extractors.speakers import Speakers
from extractors.stance import IRREALIS, Stances
from extractors.syntax import DASHES, Parse, Word
from ontology.languages import Grammar
from ontology.records import Claim, Mention, Polarity, Span
from ontology.vocabulary import relations

CLOSING = frozenset('–—-"”»,.;')
CLAUSAL = ("ccomp", "xcomp", "csubj", "acl")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim and the predicate that it was read from."""

    head: Word
    claim: Claim


class Echoes:
    """Finds the claims of one article that are denied or confirmed in other words than their own."""

    def __init__(
        self, parse: Parse, grammar: Grammar, frames: Frames, referents: Referents, stances: Stances, speakers: Speakers
    ) -> None:
        self.parse = parse
        self.grammar = grammar
        self.frames = frames
        self.referents = referents
        self.stances = stances
        self.speakers = speakers
        self._answering = {each.split()[0] for each in grammar.echo["deny"] | grammar.echo["confirm"]}

    def of(self, said: Sequence[Said]) -> Iterator[Claim]:
        """The claims that answer those which were read so far; without ids."""
        for verb in self.parse.words:
            yield from self._taking_part(said, verb)
            answer = self._answer(verb)
            speaker = self._speaker(verb) if answer is not None else None
            pointer = self._pointer(verb) if speaker is not None else None
            if answer is None or speaker is None or pointer is None:
                continue
            meant = self._meant([each for each in said if each.head is not verb], pointer, verb)
            for each in _disputed(meant, speaker, pointer) if answer == "denial" else meant:
                if each.claim.said_by is None or each.claim.said_by.entity != speaker.entity:
                    yield self._echo(each.claim, answer, verb, speaker)

    def _answer(self, verb: Word) -> Literal["denial", "confirmation"] | None:
        if verb.pos != "VERB" or verb.lemma.lower() not in self._answering:
            return None
        wordings = {verb.lemma.lower(), *(f"{verb.lemma.lower()} {child.lower}" for child in verb.children)}
        stance = self.stances.own(verb)
        if self.stances.of(verb).polarity == "negative":
            return None  # "has neither confirmed nor denied it"
        raised = is_infinitive(verb, self.grammar)  # "is expected to deny it"
        if raised or verb.deps("ccomp", "xcomp") or stance.modality in IRREALIS or stance.polarity == "negative":
            return None
        if wordings & self.grammar.echo["deny"]:
            return "denial"
        return "confirmation" if wordings & self.grammar.echo["confirm"] else None

    def _speaker(self, verb: Word) -> Mention | None:
        frame = self.frames.of(verb)
        subjects = frame.roles.get("subj", ()) if frame is not None else ()
        return next(
            (self.referents.acting(word, found) for word in subjects if (found := self.referents.of(word)) is not None),
            None,
        )

    # ---- the word that points

    def _pointer(self, verb: Word) -> Word | None:
        """The word that stands for a clause: an object of the verb, or the noun that a clause describes."""
        apposed = self._apposed(verb)
        if apposed is not None:
            return apposed
        objects = verb.deps("obj") or verb.deps("nsubj:pass")
        return next((each for each in objects if self._points(each) or owned_content(each, self.grammar)), None)

    def _points(self, word: Word) -> bool:
        """ "It", "this", "the allegations": said before, and not told with the word itself."""
        if word.lower in self.grammar.echo["pronouns"]:
            return True
        told = word.deps("acl", "acl:relcl", "nmod", "nmod:poss", "appos", "compound", "amod", "conj")
        return word.lemma.lower() in self.grammar.echo["nouns"] and not told

    def _apposed(self, verb: Word) -> Word | None:
        """ "..., something [that] Moscow denies": the first noun behind a comma or dash, up to the verb."""
        words = self.parse.sentences[verb.sentence].words
        place = words.index(verb)
        start = next((index for index in range(place - 1, -1, -1) if words[index].text in STOPS), None)
        if start is None or any(each.pos == "VERB" and each.dep not in ("amod", "aux") for each in words[start:place]):
            return None
        opening = words[start + 1 : place]
        while opening and opening[0].dep == "det" and opening[0].lower not in self.grammar.echo["open"]:
            opening = opening[1:]
        if len(opening) < 2 or opening[0] in verb.deps("nsubj"):
            return None
        first = opening[0]
        named = first.lower in self.grammar.echo["open"] or first.lemma.lower() in self.grammar.echo["nouns"]
        return first if named else None

    # ---- the clause that is meant

    def _meant(self, said: Sequence[Said], pointer: Word, verb: Word) -> list[Said]:
        """The claims of the clause before the pointer in its sentence, else of the sentence before. A word for one
        thing means no two predicates, and "it" behind another clause of its sentence may be anything of that."""
        clause = owned_content(pointer, self.grammar)
        if clause is not None:  # "denied the army's claim that ..."
            return [each for each in said if each.head in (clause, *clause.deps("conj"))]
        many = pointer.morph.get("Number") == "Plur"
        for sentence in (pointer.sentence, pointer.sentence - 1):
            near = [each for each in said if each.head.sentence == sentence and each.head.i < pointer.i]
            if near:
                content = self._content(near)
                return content if many or len({each.head.i for each in content}) == 1 else []
            if pointer.lower in self.grammar.echo["pronouns"] and not self._opens(verb):
                return []
        return []

    def _opens(self, verb: Word) -> bool:
        """Whether no other clause of the sentence stands before a verb."""
        words = self.parse.sentences[verb.sentence].words
        return not any(each.pos == "VERB" and each.i < verb.i and each.dep != "amod" for each in words)

    def _content(self, near: Iterable[Said]) -> list[Said]:
        """What was told, where somebody told it, and else what the sentence itself tells."""
        events = [each for each in near if each.head.pos == "VERB" and not relations()[each.claim.relation].speech_act]
        told = [each for each in events if each.claim.said_by is not None]
        return [each for each in told or events if self._leads(each.head)]

    def _leads(self, word: Word) -> bool:
        """Whether a predicate is the main clause, or the content of a verb of saying above; no relative clause."""
        while word.dep == "conj" or (word.dep in (*CLAUSAL, "advcl") and self._speaks(word.head)):
            word = word.head
        return word.is_root or word.dep == "parataxis"

    def _speaks(self, word: Word) -> bool:
        return any(governor.speaker for governor in self.grammar.governors.get(word.lemma.lower(), ()))

    # ---- an event that a pronoun stands for

    def _taking_part(self, said: Sequence[Said], verb: Word) -> Iterator[Claim]:
        """ "If it happens, it will be today - foreign and local fighters": an aside that tells who takes part in what
        the article told before of such people."""
        if verb.lemma.lower() not in self.grammar.echo["happen"]:
            return
        if not any(child.lower in self.grammar.echo["pronouns"] for child in verb.deps("nsubj", "expl")):
            return
        for people in self._aside(verb):
            mention = self.referents.of(people)
            told = [each.claim for each in said if each.head.i < verb.i and self._does_the_same(each.claim, people)]
            if mention is not None and told:
                yield self._event(told[-1], mention, verb)

    def _aside(self, verb: Word) -> list[Word]:
        """The people of a noun phrase between dashes, or between a dash and the end of a quote."""
        words = [each for each in self.parse.sentences[verb.sentence].words if each.i > verb.i]
        start = next((index for index, each in enumerate(words) if each.text in DASHES), len(words))
        end = next((index for index, each in enumerate(words) if index > start and each.text in CLOSING), len(words))
        phrase = words[start + 1 : end]
        if any(each.pos in ("VERB", "AUX") for each in phrase):
            return []
        kinds = ((each, self.referents.type_of_noun(each)) for each in phrase if each.pos == "NOUN")
        return [each for each, kind in kinds if kind is not None and kind.type == "PeopleGroup"]

    @staticmethod
    def _does_the_same(claim: Claim, people: Word) -> bool:
        subject = claim.subject
        return subject is not None and claim.object is not None and subject.span.text.split()[-1] == people.text

    def _event(self, claim: Claim, people: Mention, verb: Word) -> Claim:
        sentence = self.parse.sentences[verb.sentence]
        speakers, stance = self.speakers.of(verb), self.stances.of(verb)
        return replace(
            claim,
            subject=people,
            polarity=stance.polarity,
            modality=stance.modality,
            quote=Span(sentence.start, sentence.end, self.parse.text[sentence.start : sentence.end]),
            trigger=Span(verb.start, verb.end, verb.text),
            rule=f"{claim.rule}+event",
            said_by=speakers[0] if speakers else None,
            chain=speakers[1:],
            quantity=None,
            share=None,
            when=None,
        )

    # ---- what is said of it

    def _echo(self, claim: Claim, answer: str, verb: Word, speaker: Mention) -> Claim:
        sentence = self.parse.sentences[verb.sentence]
        start, end = claim.quote.start, max(claim.quote.end, sentence.end)
        turned: Polarity = "positive" if claim.polarity == "negative" else "negative"
        hedged = claim.modality not in IRREALIS[:2]  # a plan that is denied is still a plan; a suspicion was another's
        return replace(
            claim,
            polarity=turned if answer == "denial" else claim.polarity,
            modality="asserted" if hedged else claim.modality,
            quote=Span(start, end, self.parse.text[start:end]),
            trigger=Span(verb.start, verb.end, verb.text),
            rule=f"{claim.rule}+{answer}",
            said_by=speaker,
            chain=(),
        )


def _disputed(meant: Sequence[Said], speaker: Mention, pointer: Word) -> Sequence[Said]:
    """Whoever is charged along with others and denies it, speaks for himself; and who rejects accusations of having
    done what nobody is named for, denies that he did it, and not that it happened."""
    own = [each for each in meant if each.claim.subject is not None and each.claim.subject.entity == speaker.entity]
    return own or [each for each in meant if each.claim.subject is not None or pointer.pos == "PRON"]
