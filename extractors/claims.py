"""Claims: trigger lexicon times frames, each with its stance, speaker, quantity, time and place.

The grammar of relations is the data in ``ontology/languages/*/triggers.toml``; this module only fills roles. A claim that is
wrong is worse than one that is missing: a role whose filler has the wrong class, or is not known, makes no claim.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors import times
from extractors.frames import Frame, Frames, case_of
from extractors.quantities import Quantities
from extractors.referents import Referents
from extractors.speakers import Speakers
from extractors.stance import Stance, Stances
from extractors.syntax import Parse, Word
from ontology.languages import Grammar
from ontology.lexicon import Lexicon, Trigger
from ontology.records import Claim, Mention, Modality, Polarity, Span
from ontology.vocabulary import fits, relations

GRAMMATICAL = frozenset({"subj", "obj", "iobj", "clause", "poss", "compound", "amod", "share", "relative-place"})
ACTOR = frozenset({"Person", "ArmedGroup", "Coalition", "Government", "Organization", "PeopleGroup", "Country"})
MIN_OPEN_LEMMA = 3
VAGUE = frozenset({"Thing", "Event"})  # alone, without a subject, these tell nothing


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the word, and the mention it resolves to (None where the text does not say who)."""

    word: Word | None
    mention: Mention | None


@dataclass(slots=True)
class Match:
    """A trigger that fits a frame, with its role fillers and the roles that were used."""

    trigger: Trigger
    frame: Frame
    roles: Mapping[str, list[Word]]
    subjects: list[Filler]
    objects: list[Filler | str]
    used: set[str] = field(default_factory=set)


class Claims:
    """Extracts the claims of one parsed article."""

    def __init__(
        self, parse: Parse, grammar: Grammar, lexicon: Lexicon, referents: Referents, *, article: str, published: str | None
    ) -> None:
        self.parse = parse
        self.grammar = grammar
        self.lexicon = lexicon
        self.referents = referents
        self.article = article
        self.published = published
        self.frames = Frames(parse, grammar)
        self.stances = Stances(parse, grammar)
        self.speakers = Speakers(parse, grammar, self.frames, referents)
        self.quantities = Quantities(parse, grammar)
        self._timed: set[int] = set()
        self._consumed: set[int] = set()  # nouns that complete a light verb speak through it alone
        self._times = self._governed_times()

    def all(self) -> list[Claim]:
        """The claims of the article, each once, sorted by place in the text and id."""
        found: dict[str, Claim] = {}
        verbs = [word for word in self.parse.words if word.pos in ("VERB", "AUX")]
        for word in [*verbs, *(word for word in self.parse.words if word.pos not in ("VERB", "AUX"))]:
            for claim in self._of_word(word) if word.i not in self._consumed else ():
                found.setdefault(claim.id, claim)
        return sorted(_without_repeats(found.values()), key=lambda claim: (claim.quote.start, claim.trigger.start, claim.id))

    def _of_word(self, word: Word) -> Iterator[Claim]:
        if self._is_compound(word):
            yield from self._compound(word)
            return
        frame = self.frames.of(word)
        if frame is None:
            return
        matches = self._matches(frame)
        for match in matches:
            self._consumed.update(noun.i for noun in self._completed(match.trigger, frame) or ())
            yield from self._claims(match)
        if not matches and frame.kind == "verb":
            yield from self._open(frame)

    # ---- matching

    def _matches(self, frame: Frame) -> list[Match]:
        candidates = [match for trigger in self._triggers(frame) if (match := self._match(trigger, frame)) is not None]
        if not candidates:
            return []
        specific = max(match.trigger.specificity for match in candidates if not match.trigger.optional) if any(
            not match.trigger.optional for match in candidates
        ) else -1
        firm = [match for match in candidates if not match.trigger.optional and match.trigger.specificity == specific]
        return firm or candidates[:1]

    def _triggers(self, frame: Frame) -> Iterator[Trigger]:
        find = self.lexicon.find_compound if self.grammar.compounding else self.lexicon.find
        if frame.kind == "verb":
            yield from self.lexicon.find("verb", frame.lemma)
        elif frame.kind == "noun":
            yield from find("noun", frame.lemma)
            yield from find("role", frame.lemma)
        else:
            yield from self.lexicon.find("adjective", frame.lemma)

    def _match(self, trigger: Trigger, frame: Frame) -> Match | None:
        if not trigger.particles <= frame.particles:
            return None
        roles = {role: kept for role, words in frame.roles.items() if (kept := self._timeless(words))}
        completing = self._completed(trigger, frame)
        if completing is None:
            return None
        for noun in completing:
            inner = self.frames.of(noun)
            for role, words in (inner.roles if inner else {}).items():
                if role != "subj":
                    roles.setdefault(role, []).extend(word for word in words if word not in roles.get(role, ()))
        match = Match(trigger, frame, roles, [], [])
        match.subjects = self._subjects(match)
        match.objects = self._objects(match)
        if not match.objects and trigger.object and (not trigger.optional or roles.get("obj")):
            return None  # a verb with an object of another sort says something else
        if not match.subjects and not {"subj", "obj", "holder"} & set(trigger.subject) and trigger.kind == "verb":
            return None  # converse wordings need both ends
        if trigger.kind == "role" and not match.subjects:
            return None
        if not match.subjects and (not match.objects or self._has_filler(trigger.subject, roles)):
            return None  # a subject is there but is no such thing as the relation wants
        return match

    def _timeless(self, words: Sequence[Word]) -> list[Word]:
        """The words that are not part of an expression of time: "on Saturday" is no place and "lørdag" nobody."""
        return [word for word in words if word.i not in self._timed or self.referents.names.at(word) is not None]

    def _completed(self, trigger: Trigger, frame: Frame) -> list[Word] | None:
        """The nouns that complete a light verb; None where the wording of the trigger is not there."""
        nouns = []
        for role, lemmas in trigger.completion.items():
            near = [*frame.roles.get(role, ()), *self._nested(role, frame.roles, frame.head)]
            noun = next((word for word in near if self._has_lemma(word, lemmas)), None)
            if noun is None:
                return None
            nouns.append(noun)
        return nouns

    def _has_lemma(self, word: Word, lemmas: frozenset[str]) -> bool:
        lemma = word.lemma.lower()
        return lemma in lemmas or word.lower in lemmas or (self.grammar.compounding and any(lemma.endswith(each) for each in lemmas if len(each) > 3))

    def _has_filler(self, wanted: Sequence[str], roles: Mapping[str, list[Word]]) -> bool:
        """Whether somebody we can resolve stands in a role, though of a sort that the relation does not take."""
        return any(self.referents.of(word) is not None for role in wanted for word in roles.get(role, ()))

    def _subjects(self, match: Match) -> list[Filler]:
        trigger, relation = match.trigger, relations().get(match.trigger.relation)
        if "holder" in trigger.subject:
            return self._typed(self._holders(match.frame), trigger.subject_type, relation.domain if relation else ())
        for role in trigger.subject:
            words = self._role(role, match)
            fillers = self._typed([Filler(word, self.referents.of(word)) for word in words], trigger.subject_type, relation.domain if relation else ())
            if fillers:
                match.used.add(role)
                return fillers
        return []

    def _objects(self, match: Match) -> list[Filler | str]:
        trigger, relation = match.trigger, relations().get(match.trigger.relation)
        for role in trigger.object:
            words = self._role(role, match)
            if role == "clause":
                texts = [self._text_of(word) for word in words[:1]]
                if texts:
                    return list(texts)
                continue
            fillers = self._typed([Filler(word, self.referents.of(word)) for word in words], trigger.object_type, relation.range if relation else ())
            if fillers:
                match.used.add(role)
                return list(fillers)
            if words and "clause" in trigger.object and not trigger.object_type and words[0].pos == "NOUN":
                return [self._text_of(words[0])]
        return []

    def _role(self, role: str, match: Match) -> list[Word]:
        words = match.roles.get(role)
        if words:
            return words
        if role == "adjmod":
            return [word for word in match.roles.get("amod", ()) if self.referents.gazetteer.demonym(word.text)]
        if role in GRAMMATICAL:
            return []
        return self._nested(role, match.roles, match.frame.head)

    def _nested(self, role: str, roles: Mapping[str, list[Word]], head: Word) -> list[Word]:
        """A prepositional role that the parse hung one level too low: "evacuated [fighters from Aleppo]"."""
        for holder, words in roles.items():
            if holder in ("amod", "compound", "poss", "clause", "relative-place"):
                continue
            for word in words:
                inner = self.frames.of(word)
                if inner is not None and inner.kind == "noun" and inner.roles.get(role) and word.i > head.i:
                    return inner.roles[role]
        return []

    def _typed(self, fillers: list[Filler], wanted: frozenset[str], generous: tuple[str, ...]) -> list[Filler]:
        kept = []
        for filler in fillers:
            if filler.mention is None:
                continue
            allowed = tuple(wanted - {"Actor"}) + (tuple(ACTOR) if "Actor" in wanted else ())
            if fits(filler.mention.type, allowed) and fits(filler.mention.type, generous):
                kept.append(filler)
        return kept

    def _holders(self, frame: Frame) -> list[Filler]:
        """Who holds an office: the subject of "is", the name beside the noun, or the name that the noun stands beside."""
        word = frame.head
        if any(self.grammar.modifiers.get(child.lemma.lower()) == "former" for child in word.deps("amod")):
            return []
        fillers = [Filler(each, self.referents.of(each)) for each in frame.roles.get("subj", ()) if "light-verb" not in frame.steps]
        if fillers:
            return fillers
        beside = word.deps("flat", "appos", "nmod", "acl", "conj")
        beside += [word.head] if word.dep.partition(":")[0] in ("appos", "nmod", "flat", "compound") else []
        for other in beside:
            name = self.referents.names.at(other)
            if name is not None and not self._has_case_between(word, other) and case_of(word) in ("", *self.grammar.speech["relayed_by"]):
                if name.draft.type == "Person" or other.dep == "appos" or word.dep == "appos":
                    return [Filler(other, self.referents.of(other))]
        titled = self._titled(word)
        return [titled] if titled else []

    def _titled(self, word: Word) -> Filler | None:
        """ "Coalition spokesman Col. Ryan Dillon": further titles may stand between the office and the name."""
        index = word.i + 1
        while index < len(self.parse.words) and self.parse.words[index].lower in self.grammar.words["titles"]:
            index += 1
        if index < len(self.parse.words):
            name = self.referents.names.at(self.parse.words[index])
            if name is not None and name.draft.type == "Person":
                return Filler(self.parse.words[index], self.referents.of(self.parse.words[index]))
        return None

    def _has_case_between(self, word: Word, other: Word) -> bool:
        return other.dep.partition(":")[0] in ("nmod", "obl") and other.head is word and bool(case_of(other))

    # ---- compounds: "IS-kontrollerte områder", "US-led coalition"

    def _is_compound(self, word: Word) -> bool:
        """A participle as the last part of a compound; its first part is the agent, so it is no predicate of its own."""
        if word.lower.lstrip("-") not in self.lexicon.triggers["compound"] or word.pos not in ("ADJ", "VERB", "NOUN", "X"):
            return False
        before = self.parse.words[word.i - 1] if word.i else word
        hyphen = word.text.startswith("-") or before.text in ("-", "‑", "–")
        return hyphen or (before.head is word and before.dep == "compound" and before.end + 1 >= word.start and before.end > word.start - 2)

    def _compound(self, word: Word) -> Iterator[Claim]:
        forms = self.lexicon.triggers["compound"]
        form = word.lower.lstrip("-")
        prefix = self._prefix(word)
        described = word.head if word.dep in ("amod", "acl", "compound", "nmod") and word.head is not word else None
        if prefix is None or described is None:
            return
        frame = Frame(word, "adjective", steps=["compound"])
        parts = {"subj": prefix, "obj": Filler(described, self.referents.of(described))}
        for trigger in forms[form]:
            relation = relations().get(trigger.relation)
            subjects = self._typed([parts[role] for role in trigger.subject if role in parts], trigger.subject_type, relation.domain if relation else ())
            objects = self._typed([parts[role] for role in trigger.object if role in parts], trigger.object_type, relation.range if relation else ())
            if subjects and objects:
                match = Match(trigger, frame, {}, subjects, list(objects))
                yield from self._claims(match, Stance("positive", "asserted"))

    def _prefix(self, word: Word) -> Filler | None:
        """The name or the people before the hyphen."""
        index = word.i - 1
        if self.parse.words[index].text in ("-", "‑", "–"):
            index -= 1
        if index < 0:
            return None
        before = self.parse.words[index]
        name = self.referents.names.at(before)
        if name is not None and not name.first <= word.i < name.last:
            return Filler(before, self.referents.of(before))
        demonym = self.referents.gazetteer.demonym(before.text)
        if demonym is None:
            known = self._inside_known_name(before) or (self.referents.of(before) if self.referents.type_of_noun(before) else None)
            return Filler(before, known) if known else None
        return Filler(before, self.referents.mention_of_concept(before, demonym))

    def _inside_known_name(self, word: Word) -> Mention | None:
        """ "US-led coalition" may be known as a whole; the part before the hyphen is a name all the same."""
        concepts = self.referents.gazetteer.known(word.text)
        return self.referents.mention_of_concept(word, concepts[0]) if len(concepts) == 1 else None

    # ---- making claims

    def _claims(self, match: Match, stance: Stance | None = None) -> Iterator[Claim]:
        stance = self._stance(match, stance)
        for subject in match.subjects or [Filler(None, None)]:
            for target in match.objects or [Filler(None, None)]:
                if isinstance(target, Filler) and _same(subject.mention, target.mention):
                    continue
                if subject.mention is None and (isinstance(target, str) or target.mention is None or target.mention.type in VAGUE):
                    continue
                yield self._claim(match, subject, target, stance)

    def _stance(self, match: Match, stance: Stance | None) -> Stance:
        found = stance or self._stance_of(match.frame)
        polarity: Polarity = found.polarity
        modality: Modality = found.modality
        if match.trigger.polarity == "negative":
            polarity = "positive" if polarity == "negative" else "negative"
        if match.trigger.modality and modality == "asserted":
            modality = match.trigger.modality  # type: ignore[assignment]
        return Stance(polarity, modality)

    def _stance_of(self, frame: Frame) -> Stance:
        if frame.kind == "noun" and not frame.head.deps("cop") and "light-verb" not in frame.steps and self._is_title(frame.head):
            return Stance("positive", "asserted")
        return self.stances.of(frame.head)

    def _is_title(self, word: Word) -> bool:
        return word.dep.partition(":")[0] in ("appos", "flat", "compound", "nmod", "nsubj", "obl", "obj") and any(
            True for _ in self.lexicon.find_compound("role", word.lemma.lower())
        )

    def _claim(self, match: Match, subject: Filler, target: Filler | str, stance: Stance) -> Claim:
        frame = match.frame
        speakers = self.speakers.of(frame.head) if self._is_put_forward(frame) else ()
        quantity, share = self._amounts(match, subject, target)
        when = self._when(frame.head, stance)
        claim = Claim(
            id="",
            relation=match.trigger.relation,
            subject=subject.mention,
            object=target.mention if isinstance(target, Filler) else target,
            polarity=stance.polarity,
            modality=stance.modality,
            quote=self._quote(frame.head),
            trigger=_span(frame.copula or frame.head),
            rule="+".join([match.trigger.name, *dict.fromkeys(frame.steps)]),
            said_by=speakers[0] if speakers else None,
            chain=speakers[1:],
            quantity=quantity,
            share=share,
            when=when,
            where=self._where(match, subject, target),
        )
        return self._identified(claim)

    def _is_put_forward(self, frame: Frame) -> bool:
        """Titles and compounds ("the US-led coalition") are the writer's own words, whoever the sentence quotes."""
        if "compound" in frame.steps:
            return False
        return not (frame.kind == "noun" and "copula" not in frame.steps and self._is_title(frame.head))

    def _identified(self, claim: Claim) -> Claim:
        parts = [
            self.article,
            claim.relation,
            claim.open,
            *(_key(end) for end in (claim.subject, claim.object)),
            claim.polarity,
            claim.modality,
            [claim.quote.start, claim.quote.end, claim.trigger.start],
        ]
        digest = hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
        return replace(claim, id=digest[:24])

    def _open(self, frame: Frame) -> Iterator[Claim]:
        """A verb outside the lexicon between two things that we know by name or description."""
        lemma = frame.lemma
        if len(lemma) < MIN_OPEN_LEMMA or lemma in self.grammar.governors or lemma in self.grammar.raising or not lemma.isalpha():
            return
        subjects = [Filler(word, self.referents.of(word)) for word in self._timeless(frame.roles.get("subj", ()))]
        objects = [Filler(word, self.referents.of(word)) for word in self._timeless(frame.roles.get("obj", ()))]
        trigger = Trigger(lemma, "verb", lemma, frozenset(), {}, ("subj",), ("obj",), frozenset(), frozenset(), False, None, None)
        match = Match(trigger, frame, frame.roles, [s for s in subjects if s.mention], [o for o in objects if o.mention])
        if match.subjects and match.objects:
            for claim in self._claims(match):
                if any(not isinstance(end, str) and end is not None and end.type != "Thing" for end in (claim.subject, claim.object)):
                    yield self._identified(replace(claim, open=True, rule="open/verb" + "".join(f"+{step}" for step in dict.fromkeys(frame.steps))))

    # ---- qualifiers

    def _quote(self, word: Word) -> Span:
        sentence = self.parse.sentences[word.sentence]
        return Span(sentence.start, sentence.end, self.parse.text[sentence.start : sentence.end])

    def _text_of(self, word: Word) -> str:
        words = [part for part in word.subtree() if part.text not in ".,;"]
        return " ".join(self.parse.text[words[0].start : words[-1].end].split()) if words else word.text

    def _amounts(self, match: Match, subject: Filler, target: Filler | str) -> tuple[object, object]:  # type: ignore[override]
        quantity = share = None
        for filler in (target, subject):
            if isinstance(filler, Filler) and filler.word is not None:
                count, part = self.quantities.of(filler.word, self.referents.semantic_head(filler.word))
                quantity, share = quantity or count, share or part
        return quantity, share

    def _governed_times(self) -> dict[int, list[times.TimeSpan]]:
        """Each time under the predicate that it belongs to: the nearest one above its first word."""
        by_start = {word.start: word for word in self.parse.words}
        found: dict[int, list[times.TimeSpan]] = {}
        spans = [(sentence.start, sentence.end) for sentence in self.parse.sentences]
        for span in times.all_spans(self.parse.text, spans, self.grammar.code):
            inside = [by_start[index] for index in range(span.start, span.end) if index in by_start]
            self._timed.update(word.i for word in inside)
            top = next((word for word in inside if word.head not in inside), None)
            if top is None:
                continue
            governor = next((word for word in [top, *top.ancestors()] if word not in inside and self._is_predicate(word)), None)
            if governor is not None:
                found.setdefault(governor.i, []).append(span)
        return found

    def _is_predicate(self, word: Word) -> bool:
        return word.pos in ("VERB", "AUX") or bool(word.deps("cop")) or word.is_root

    def _when(self, word: Word, stance: Stance) -> object:
        current = word
        for _step in range(3):
            spans = self._times.get(current.i)
            if spans:
                ahead = current is word and stance.modality in ("planned", "predicted")
                return times.resolve(spans[0], self.published, self.grammar.code, ahead=ahead)
            if current.is_root or not self._shares_time(current, stance):
                return None
            current = current.head
        return None

    @staticmethod
    def _shares_time(word: Word, stance: Stance) -> bool:
        """A coordinated verb, and the noun of a light verb, have the time of what stands above them; a plan has its own."""
        if word.dep == "xcomp":
            return stance.modality in ("asserted", "reported")
        return word.dep == "conj" or (word.dep in ("obj", "nsubj:pass", "nmod") and word.pos == "NOUN")

    def _where(self, match: Match, subject: Filler, target: Filler | str) -> Mention | None:
        taken = {filler.mention.entity for filler in (subject, target) if isinstance(filler, Filler) and filler.mention is not None}
        for role, words in match.roles.items():
            if role in self.grammar.case["place"] and role not in match.used:
                for word in words:
                    mention = self.referents.of(word)
                    if mention is not None and fits(mention.type, ("Place",)) and mention.entity not in taken:
                        return mention
        return None


def _same(left: Mention | None, right: Mention | None) -> bool:
    return left is not None and right is not None and left.entity == right.entity


def _span(word: Word) -> Span:
    return Span(word.start, word.end, word.text)


def _key(end: Mention | str | None) -> object:
    return [end.entity, end.span.start, end.span.end] if isinstance(end, Mention) else end


def _without_repeats(claims: Sequence[Claim] | object) -> list[Claim]:
    """One claim per sentence, relation, ends and stance: two triggers of one wording do not make two claims."""
    kept: dict[object, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.trigger.start, claim.id)):  # type: ignore[call-overload]
        ends = tuple(end.entity if isinstance(end, Mention) else end for end in (claim.subject, claim.object))
        kept.setdefault((claim.relation, ends, claim.polarity, claim.quote.start), claim)
    return list(kept.values())
