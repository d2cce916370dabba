"""What qualifies a claim: how many, when and where, each read from the words that belong to its predicate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from extractors import times, timespans
from extractors.fillers import Filler, Match
from extractors.frames import Frames
from extractors.quantities import Quantities
from extractors.referents import Referents
from extractors.stance import Stance
from extractors.syntax import Parse, Word
from ontology.languages import Grammar
from ontology.lexicon import lexicon
from ontology.records import Mention, Quantity, When
from ontology.vocabulary import fits, relations

CLIMB = 3  # predicates above a claim's own whose time it may share


class Times:
    """The expressions of time of an article, each under the predicate that it belongs to."""

    def __init__(self, parse: Parse, grammar: Grammar, published: str | None) -> None:
        self.grammar = grammar
        self.published = published
        self._spans: dict[int, timespans.TimeSpan] = {}
        words: set[int] = set()
        by_start = {word.start: word for word in parse.words}
        for sentence in parse.sentences:
            for span in timespans.find(parse.text, sentence.start, sentence.end, grammar.code):
                inside = [by_start[index] for index in range(span.start, span.end) if index in by_start]
                words.update(word.i for word in inside)
                governor = _governor(inside)
                if governor is not None:
                    self._spans.setdefault(governor.i, span)
        self.words = frozenset(words)

    def of(self, word: Word, stance: Stance, *, speech: bool = False) -> When | None:
        """When the predicate ``word`` takes place, if its own clause or one that it shares the time of says so. What
        is said, and not done, was said before it was printed."""
        current = word
        for _step in range(CLIMB):
            span = self._spans.get(current.i)
            if span is not None:
                ahead = current is word and stance.modality in ("planned", "predicted")
                if current is word and not speech and not ahead and self._is_present(word):
                    return times.nearest(span, self.published, self.grammar.code)
                return times.resolve(span, self.published, self.grammar.code, ahead=ahead)
            if current.is_root or not _shares_time(current, stance) or self._is_spoken_of(current):
                return None
            current = current.head
        return None

    def _is_spoken_of(self, noun: Word) -> bool:
        """ "On Monday the UN condemned the killing": what is spoken of took place some other day."""
        return noun.pos == "NOUN" and noun.head.lemma.lower() in _speech_verbs(self.grammar.code)

    def lies_ahead(self, when: When | None) -> bool:
        """Whether a time begins after the day of publication."""
        published = (self.published or "")[:10]
        start = when.start if when is not None else None
        return start is not None and len(published) == 10 and start[:10] > published

    def _is_present(self, word: Word) -> bool:
        """ "Meets his colleague on Wednesday", "evakueres fredag", "blir evakuert fredag"."""
        passive = [each for each in word.deps("aux") if each.lemma.lower() in self.grammar.auxiliaries["passive"]]
        finite = passive[0] if passive else word
        plain = len(word.deps("aux", "cop")) == len(passive)
        return plain and finite.morph.get("VerbForm") == "Fin" and finite.morph.get("Tense") == "Pres"


@cache
def _speech_verbs(code: str) -> frozenset[str]:
    """The verbs of the lexicon that only tell of something said."""
    entries = lexicon(code).triggers["verb"].items()
    return frozenset(lemma for lemma, found in entries if all(relations()[each.relation].speech_act for each in found))


def _governor(inside: list[Word]) -> Word | None:
    """The nearest predicate above the words of a time."""
    top = next((word for word in inside if word.head not in inside), None)
    above = [top, *top.ancestors()] if top is not None else []
    nearest = next((word for word in above if word not in inside and _is_predicate(word)), None)
    return nearest.head if nearest is not None and _is_of_speech(inside, nearest) else nearest


def _is_of_speech(inside: list[Word], told: Word) -> bool:
    """ "Said on Friday the army had captured": what stands between a verb and the subject of its clause is the verb's,
    unless a word like "that" parts them."""
    first = min((child.i for child in told.deps("nsubj", "nsubj:pass", "mark")), default=-1)
    return told.dep == "ccomp" and told.head.i < inside[0].i and inside[-1].i < first


def _is_predicate(word: Word) -> bool:
    return word.pos in ("VERB", "AUX") or bool(word.deps("cop", "aux")) or word.is_root


def _shares_time(word: Word, stance: Stance) -> bool:
    """A coordinated verb, and the noun of a light verb, have the time of what stands above them; a plan has its own."""
    form, tense = word.morph.get("VerbForm"), word.morph.get("Tense")
    if word.dep == "xcomp" or (word.dep == "advcl" and (form == "Ger" or (form == "Part" and tense == "Pres"))):
        return stance.modality in ("asserted", "reported")
    if word.dep == "conj":
        return not word.deps("nsubj", "aux")
    return word.dep in ("obj", "nsubj:pass", "nmod") and word.pos == "NOUN"


def amounts(
    ends: Iterable[Filler | str], quantities: Quantities, referents: Referents
) -> tuple[Quantity | None, Quantity | None]:
    """(quantity, share) of the ends of a claim, the first that has one."""
    quantity = share = None
    for filler in ends:
        if isinstance(filler, Filler) and filler.word is not None:
            count, part = quantities.of(filler.word, referents.semantic_head(filler.word))
            quantity, share = quantity or count, share or part
    return quantity, share


def place(match: Match, ends: Iterable[Filler | str], frames: Frames, referents: Referents) -> Mention | None:
    """Where it takes place: a place beside the predicate, or beside its object, that is not one of the claim's ends."""
    if match.trigger.kind not in ("verb", "noun"):
        return None  # a title and a compound hold anywhere
    fillers = [end for end in ends if isinstance(end, Filler) and end.word is not None and end.mention is not None]
    taken = {end.mention.entity for end in fillers if end.mention is not None}
    own = {role: words for role, words in match.roles.items() if role not in match.used}
    named = [word for role in match.trigger.where for word in own.get(role, ())]
    beside = [word for end in fillers[:1] if end.word is not None for word in _phrased(end.word, frames)]
    for word in (*named, *_placed(own, frames.grammar), *beside):
        mention = referents.of(word)
        if mention is None or not fits(mention.type, ("Place",)):
            continue
        if taken.isdisjoint((mention.entity, referents.acting(word, mention).entity)):
            return mention
    return None


def _phrased(word: Word, frames: Frames) -> Iterator[Word]:
    """The places in the phrase of a noun: "fighters in Raqqa", "the leader, X, in Juba"."""
    for part in (word, *word.deps("flat", "appos"), *([word.head] if word.dep in ("nmod", "flat", "appos") else [])):
        yield from _placed(frames.phrase(part).roles, frames.grammar)


def _placed(roles: Mapping[str, list[Word]], grammar: Grammar) -> Iterator[Word]:
    return (word for role, words in roles.items() if role in grammar.case["place"] for word in words)
