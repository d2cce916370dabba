"""Claims: what the lexicon matches, with its stance, its speakers and its qualifiers.

The grammar of relations is data (``ontology/languages/*/triggers.toml``); this module puts together
what the layers below have read, once for every pair of ends.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.echoes import Echoes, Said
from extractors.fillers import NOBODY, Filler, Match
from extractors.frames import Frames
from extractors.matching import Matcher
from extractors.qualifiers import Times, amounts, place
from extractors.quantities import Quantities
from extractors.referents import Referents
from extractors.roles import Frame
from extractors.speakers import Speakers
from extractors.stance import Stance, Stances
from extractors.syntax import Parse, Word
from extractors.voices import Voices
from ontology.languages import Grammar
from ontology.lexicon import Lexicon
from ontology.records import Claim, Mention, Span
from ontology.vocabulary import relations

MIN_OPEN_LEMMA = 3
VAGUE = frozenset({"Thing", "Event"})  # alone, without a subject, these tell nothing
FACT = Stance("positive", "asserted")


class Claims:
    """Extracts the claims of one parsed article."""

    def __init__(
        self,
        parse: Parse,
        grammar: Grammar,
        lexicon: Lexicon,
        referents: Referents,
        *,
        article: str,
        published: str | None,
    ) -> None:
        self.parse = parse
        self.grammar = grammar
        self.referents = referents
        self.article = article
        self.frames = Frames(parse, grammar)
        self.stances = Stances(parse, grammar)
        self.speakers = Speakers(parse, grammar, self.frames, referents)
        self.echoes = Echoes(parse, grammar, self.frames, referents, self.stances, self.speakers)
        self.times = Times(parse, grammar, published)
        self.quantities = Quantities(parse, grammar, self.times.words)
        silent = self.times.words | self.speakers.credits
        self.matcher = Matcher(grammar, lexicon, self.frames, referents, silent)
        referents.anaphora.voice = Voices(parse, self.frames, self.matcher, self.speakers).of

    def all(self) -> list[Claim]:
        """The claims of the article, each once, sorted by place in the text and id."""
        found: list[Claim] = []
        said: list[Said] = []
        consumed: set[int] = set()  # nouns that complete a light verb speak through it alone, so verbs come first
        for word in sorted(self.parse.words, key=lambda word: word.pos not in ("VERB", "AUX")):
            if word.i not in consumed:
                for match, claims in self._of_word(word):
                    consumed.update(noun.i for noun in match.completion)
                    found.extend(claims)
                    said.extend(Said(word, claim) for claim in claims if not claim.open)
        found.extend(map(self._identified, self.echoes.of(said)))
        return sorted(_without_repeats(found), key=lambda claim: (claim.quote.start, claim.trigger.start, claim.id))

    def _of_word(self, word: Word) -> Iterator[tuple[Match, list[Claim]]]:
        if self.matcher.attributes.is_compound(word):
            for match in self.matcher.compound(word):
                yield match, list(self._claims(match, FACT))
            return
        frame = self.frames.of(word)
        if frame is None:
            return
        matches = self.matcher.of(frame)
        for match in matches:
            yield match, list(self._claims(match, self._stance(match)))
        if not matches and frame.kind == "verb":
            yield from self._open(frame)

    def _claims(self, match: Match, stance: Stance) -> Iterator[Claim]:
        for subject in match.subjects or [NOBODY]:
            for target in match.objects or [NOBODY]:
                if _tells_something(match.trigger.relation, subject, target):
                    yield self._claim(match, subject, target, stance)

    def _open(self, frame: Frame) -> Iterator[tuple[Match, list[Claim]]]:
        """A claim with the verb's lemma as its relation, where at least one end is more than some thing."""
        lemma = frame.lemma
        known = lemma in self.grammar.governors or lemma in self.grammar.raising
        match = None if known or len(lemma) < MIN_OPEN_LEMMA or not lemma.isalpha() else self.matcher.open(frame)
        if match is None:
            return
        rule = "+".join(["open/verb", *dict.fromkeys(frame.steps)])
        claims = self._claims(match, self._stance(match))
        yield (
            match,
            [
                self._identified(replace(claim, open=True, rule=rule))
                for claim in claims
                if any(isinstance(end, Mention) and end.type != "Thing" for end in (claim.subject, claim.object))
            ],
        )

    # ---- putting a claim together

    def _claim(self, match: Match, subject: Filler, target: Filler | str, stance: Stance) -> Claim:
        frame = match.frame
        reported = frame.kind == "verb" and "nobody" in match.trigger.subject  # "SOHR melder om 45 drepte"
        speakers = (
            self.speakers.of(frame.bearer or frame.head, reported=reported)
            if self._is_put_forward(frame) and not self._is_told(match)
            else ()
        )
        # a subject that stands with another verb is counted there: "three were killed and 12 wounded"
        if "coordination" not in frame.steps:
            counted: tuple[Filler | str, ...] = (target, subject)
        else:
            joined = self.parse.words[frame.head.i - 1].dep == "cc"  # "two men were shot and killed"
            counted = (subject, target) if joined else (subject,) if "passive" in frame.steps else (target,)
        quantity, share = amounts(counted, self.quantities, self.referents)
        speech = relations()[match.trigger.relation].speech_act if match.trigger.relation in relations() else False
        when = self.times.of(frame.head, stance, speech=speech)
        due = stance.modality == "asserted" and not speech and self.times.lies_ahead(when)
        claim = Claim(
            id="",
            relation=match.trigger.relation,
            subject=subject.mention,
            object=target.mention if isinstance(target, Filler) else target,
            polarity=stance.polarity,
            modality="planned" if due else stance.modality,  # "meets him on Friday"
            quote=self._quote(frame.head),
            trigger=_span(frame.copula or frame.head),
            rule="+".join([match.trigger.name, *dict.fromkeys(frame.steps)]),
            said_by=speakers[0] if speakers else None,
            chain=speakers[1:],
            quantity=quantity,
            share=share,
            when=when,
            where=place(match, (target, subject), self.frames, self.referents),
        )
        return self._identified(claim)

    def _stance(self, match: Match) -> Stance:
        trigger = match.trigger
        bearer = match.frame.bearer or match.frame.head
        found = FACT if self._is_attribute(match.frame) else self.stances.of(bearer)
        if self._is_told(match):
            found = self.stances.own(bearer)  # who rejects a demand does not say that none was made
        if trigger.polarity == "negative":
            found = Stance("positive" if found.polarity == "negative" else "negative", found.modality)
        if trigger.modality is not None and found.modality == "asserted":
            found = Stance(found.polarity, trigger.modality)
        return found

    def _is_attribute(self, frame: Frame) -> bool:
        """A title beside a name is a fact of the writer's, whatever the verb of the sentence does."""
        if frame.kind != "noun" or "copula" in frame.steps or "light-verb" in frame.steps:
            return False
        return self.matcher.attributes.is_title(frame.head)

    def _is_put_forward(self, frame: Frame) -> bool:
        """Titles and compounds ("the US-led coalition") are the writer's own words, whoever the sentence quotes."""
        return "compound" not in frame.steps and not self._is_attribute(frame)

    @staticmethod
    def _is_told(match: Match) -> bool:
        """Whether what a noun says is itself something said: who turns a demand down does not put it forward."""
        return match.frame.kind == "noun" and relations()[match.trigger.relation].speech_act

    def _quote(self, word: Word) -> Span:
        sentence = self.parse.sentences[word.sentence]
        return Span(sentence.start, sentence.end, self.parse.text[sentence.start : sentence.end])

    def _identified(self, claim: Claim) -> Claim:
        """The claim under an id made of its content."""
        parts = [
            self.article,
            claim.relation,
            claim.open,
            *(_key(end) for end in (claim.subject, claim.object)),
            claim.polarity,
            claim.modality,
            [claim.quote.start, claim.quote.end, claim.trigger.start],
        ]
        return replace(claim, id=hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24])


def _tells_something(relation: str, subject: Filler, target: Filler | str) -> bool:
    """Nothing relates to itself; without a subject, only what is done to something that has more than a kind tells."""
    if isinstance(target, str) or target.mention is None:
        return subject.mention is not None
    if subject.mention is None:
        return target.mention.type not in VAGUE and relations()[relation].agentless
    return subject.mention.entity != target.mention.entity and subject.mention.span != target.mention.span


def _span(word: Word) -> Span:
    return Span(word.start, word.end, word.text)


def _key(end: Mention | str | None) -> object:
    return [end.entity, end.span.start, end.span.end] if isinstance(end, Mention) else end


def _without_repeats(claims: Iterable[Claim]) -> list[Claim]:
    """One claim per sentence, relation, ends and polarity: two triggers of one wording do not make two claims."""
    kept: dict[object, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.trigger.start, claim.id)):
        ends: list[object] = [
            each.entity if isinstance(each, Mention) else each for each in (claim.subject, claim.object)
        ]
        if not claim.open and relations()[claim.relation].symmetric:
            ends.sort(key=str)
        kept.setdefault((claim.relation, *ends, claim.polarity, claim.quote), claim)
    return list(kept.values())
