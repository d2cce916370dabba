"""How a predicate stands in the text: did it happen, is it denied, planned, forecast, or only reported?

The stance of a predicate is its own auxiliaries, negators and adverbs, and then what every predicate above it
does to it (implicatives and factives after Karttunen 1971; the classes are data, ``governor`` tables of each grammar).
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.governors import NOMINAL_ROLES, governors, is_gerund, is_infinitive, owned_content
from extractors.moods import Moods
from extractors.negation import Negation
from extractors.syntax import Parse, Word, case_of
from ontology.languages import Governor, Grammar
from ontology.records import Modality, Polarity

CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
IRREALIS = ("planned", "predicted", "possible")


@dataclass(frozen=True, slots=True)
class Stance:
    """Polarity and modality of a predicate."""

    polarity: Polarity
    modality: Modality


class Stances:
    """Reads the stance of predicates in one parse."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse = parse
        self.grammar = grammar
        self.negation = Negation(parse, grammar)
        self.moods = Moods(parse, grammar)

    def of(self, word: Word) -> Stance:
        """The stance of the predicate ``word``, everything above it taken into account."""
        negative = self.negation.of(word)
        modality = self.moods.of(word)
        current = word
        inside_noun = content = False
        turned = int(negative)
        for governor in word.ancestors():
            relation = current.dep
            if relation == "acl:relcl" or (relation == "acl" and self._describes(current)):
                negative ^= self._cleft_denied(governor)
                modality = _stronger(modality, self._unspecific(word, current))
                break
            if (relation == "advcl" and self._stands_alone(current)) or owned_content(
                governor, self.grammar
            ) is current:
                break  # "dismissed the army's claim that ...": it is still what the army says
            if relation == "conj":
                flipped, imposed, stop = self._joined(governor, current)
                negative ^= flipped
                modality = _stronger(modality, imposed)
                if stop:
                    break
            elif relation in CLAUSES or (relation in NOMINAL_ROLES and current.pos in ("NOUN", "PROPN", "VERB", "ADJ")):
                flipped, imposed, stop = self._imposed(governor, current)
                imposed = "asserted" if content else imposed  # "asked about a report that ...": the report is there
                content = relation == "acl" and self._is_content(current)
                turned += flipped and not inside_noun
                negative ^= flipped and not inside_noun  # "tolerates no deal under which they leave" denies no leaving
                inside_noun = inside_noun or (relation == "acl" and not self._is_complement(current, governor))
                modality = _stronger(modality, imposed)
                if stop:
                    break
            elif relation.partition(":")[0] in ("appos", "flat", "compound"):
                pass
            else:
                if self.negation.is_empty(current):
                    modality = _stronger(modality, "possible")  # "said nothing about the town being taken"
                break
            current = governor
        # "denies that they are kept from leaving": whether they leave is open
        unsettled = (turned > 1 and not negative) or self.moods.in_question(word)
        return Stance(
            "negative" if negative else "positive", _stronger(modality, "possible" if unsettled else modality)
        )

    def _joined(self, governor: Word, current: Word) -> tuple[bool, Modality, bool]:
        """What a verb does to one that it is joined to, and whether that one stands outside of all above."""
        if self.negation.is_correlative(governor):
            # "neither bombed nor shelled": where the second is not denied by itself
            return not self.negation.of(current), self.moods.of(governor), False
        if self._independent(current):
            # "does not hesitate to use them as shields, but we control the town"
            name = governor.pos in ("NOUN", "PROPN") and not governor.deps("cop", "nsubj")
            return False, "asserted", name or is_infinitive(governor, self.grammar)
        return self.negation.of(governor), self.moods.of(governor), False

    def _is_content(self, clause: Word) -> bool:
        """ "Rejected claims that the town had fallen": what the noun says, and not which one it is."""
        return any(child.lower in self.grammar.words["complementizers"] for child in clause.deps("mark"))

    def _is_complement(self, clause: Word, noun: Word) -> bool:
        """ "Plans to attack", "claims that it fell": the clause is what the noun is about, not which one it is."""
        planned = is_infinitive(clause, self.grammar) and noun.lemma.lower() in self.grammar.governors
        return planned or self._is_content(clause)

    def _stands_alone(self, clause: Word) -> bool:
        """ "They will not march, while others have left": a finite adverbial clause has its own stance."""
        finite = clause.morph.get("VerbForm") == "Fin" or bool(clause.deps("aux", "cop"))
        return finite and not is_infinitive(clause, self.grammar)

    # ---- the predicate itself

    def own(self, word: Word) -> Stance:
        """The stance of a predicate by its own auxiliaries, negators and adverbs, whatever stands above it."""
        return Stance("negative" if self.negation.of(word) else "positive", self.moods.of(word))

    def _cleft_denied(self, noun: Word) -> bool:
        """ "It was not the army that attacked": what is said of the noun is what the sentence denies."""
        if noun.deps("cop") and (noun.deps("expl") or self._is_impersonal(noun)):
            return self.negation.of(noun)
        return noun.dep == "nsubj" and bool(noun.head.deps("expl")) and self.negation.is_empty(noun)

    def _unspecific(self, word: Word, clause: Word) -> Modality:
        """ "They will search all who leave": of people in general, as long as what is said of them is no fact yet."""
        noun = clause.head
        if noun.lower in self.grammar.pronouns["anybody"]:
            return "possible"  # "whoever sends soldiers"
        definite = noun.morph.get("Definite") == "Def" or any(
            child.lower in self.grammar.pronouns["definite"] for child in noun.deps("det")
        )
        gerund = clause.morph.get("VerbForm") == "Ger"
        present = gerund or (clause.morph.get("Tense") == "Pres" and word.morph.get("Tense") in ("Pres", None))
        above = next((each for each in clause.ancestors() if each.pos in ("VERB", "AUX", "ADJ")), None)
        if noun.pos != "NOUN" or definite or not present or above is None:
            return "asserted"
        stance = self.of(above)
        plural = noun.morph.get("Number") == "Plur"
        general = plural and stance.modality in IRREALIS
        return "possible" if general or stance.polarity == "negative" else "asserted"

    def _describes(self, word: Word) -> bool:
        """A clause that describes its noun ("people departing", "a deal under which"); "a plan to depart" is none."""
        if any(child.lower in self.grammar.pronouns["relative_places"] for child in word.children):
            return True
        return word.morph.get("VerbForm") in ("Ger", "Part") and not word.deps("mark")

    def _imposed(self, governor: Word, child: Word) -> tuple[bool, Modality, bool]:
        """What ``governor`` does to its clause ``child``: whether it turns it around, its modality, and whether to
        stop there."""
        infinitive, nominal = is_infinitive(child, self.grammar), child.dep in NOMINAL_ROLES
        purpose = self._is_purpose(governor, child)
        # "wait to", "drove them out to": what for, not what is waited for
        found = [] if purpose else governors(governor, child, self.grammar)
        if nominal and (settled := self._presupposed(governor, child, found)) is not None:
            return False, settled, True
        if (named := self._called_false(governor, child)) is not None:
            return named, "asserted", True
        found = self._bearing_on_subject(governor, child, found)
        through = self.grammar.control["light_verbs"] | self.grammar.words["transparent"]  # "carry out", "dozens"
        if child.lemma.lower() in self.grammar.governors and nominal:
            through |= self.grammar.auxiliaries["perfect"]  # "does not have plans to"
        light = governor.lemma.lower() in through and not governor.deps("compound:prt")  # "give up a demand" is none
        if nominal and not found and not light and not (child.dep == "nsubj" and self._occurs(governor)):
            return False, "asserted", True  # who does not criticise an attack does not deny it
        # "has no plans": the plans are none already
        negated = self._is_denied(governor) and not (nominal and self.negation.is_empty(child))
        modality, negative = self._effect(found, nominal=nominal)
        if infinitive and child.dep == "xcomp" and not negative and any(each.speaker for each in found):
            modality = self._told_to(governor, modality)
        if any(each.speaker for each in found) and not nominal and not infinitive:
            unsaid = negated or self._is_not_said(governor)
            flipped, modality, stop = self._said(found, modality, negative=negative, negated=unsaid)
            return flipped, modality, stop and governor.pos != "NOUN"  # "rejected claims that ..." goes on
        if (not found or purpose) and infinitive and child.dep in ("xcomp", "advcl", "acl", "ccomp"):
            modality = self._infinitive(governor, child)
        carried = negated and self._carries_negation(governor, child, found, modality)
        negative ^= infinitive and self.negation.in_excess(governor)
        if negated and not carried and infinitive and modality == "asserted" and any(self._prepositions(child)):
            modality = "possible"  # "did not excel at taking towns"
        raised = child.dep == "advcl" and infinitive and governor.lemma.lower() in self.grammar.raising
        if child.dep in ("xcomp", "ccomp") or nominal or raised:
            modality = _stronger(modality, self.moods.of(governor))
        return negative ^ carried, modality, False

    def _told_to(self, governor: Word, modality: Modality) -> Modality:
        """ "Was told to withdraw" is asked of somebody, "are thought to have fled" nobody says."""
        if governor.lemma.lower() in self.grammar.control["object"]:
            return "planned" if modality == "asserted" else modality
        hearsay = bool(governor.deps("aux:pass")) and modality in ("possible", "asserted")
        return "reported" if hearsay else modality

    def _called_false(self, governor: Word, child: Word) -> bool | None:
        """Whether what is named is no fact ("called the claim a lie", "reports that the town had fallen proved false");
        None where nothing is said of that."""
        if child.dep == "obj":
            return self.negation.called_false(governor, child)
        false = self.grammar.words["falsehoods"]
        proved = any(each.lower in false or each.lemma.lower() in false for each in governor.deps("xcomp"))
        return True if proved and child.dep.startswith("nsubj") else None

    def _is_denied(self, governor: Word) -> bool:
        """By a word of its own, or as the second of "neither confirms nor denies"."""
        correlative = governor.dep == "conj" and self.negation.is_correlative(governor.head)
        return self.negation.of(governor) or correlative

    def _is_not_said(self, governor: Word) -> bool:
        """ "It is impossible to confirm that ...", "was unable to say whether": an infinitive that is no fact."""
        if not is_infinitive(governor, self.grammar) or is_gerund(governor) or governor.is_root:
            return False
        stance = self.of(governor)
        return stance.polarity == "negative" or stance.modality == "possible"

    def _bearing_on_subject(self, governor: Word, child: Word, found: list[Governor]) -> list[Governor]:
        """ "The attack demanded lives": what does something is real; not so what is false or likely."""
        passive = any(each.lemma.lower() in self.grammar.auxiliaries["passive"] for each in governor.deps("aux"))
        if child.dep == "nsubj" and not self._is_state(governor) and not passive:
            return [each for each in found if each.truth]
        # "the offensive is expected to last"
        return [] if child.dep == "nsubj:pass" and governor.deps("xcomp") else found

    def _is_purpose(self, governor: Word, clause: Word) -> bool:
        """ "Truer med å", "ble hindret i å": with another preposition than those of purpose it is a complement."""
        if clause.dep != "advcl" or not is_infinitive(clause, self.grammar) or is_gerund(clause):
            return False
        own = self.grammar.case["infinitive"] | self.grammar.case["purpose"] | self.grammar.words["purpose_marks"]
        charge = self._is_charge(governor, governors(governor, clause, self.grammar))
        return own.issuperset(self._prepositions(clause)) and not charge

    def _prepositions(self, clause: Word) -> list[str]:
        """What opens a clause, but for what is there already ("after taking the town")."""
        opening = clause.deps("mark", "case")
        marks = (" ".join([mark.lower, *(each.lower for each in mark.deps("fixed"))]) for mark in opening)
        return [mark for mark in marks if mark not in self.grammar.case["backdrop"]]

    def _is_state(self, predicate: Word) -> bool:
        """ "An attack is likely", "is expected": something is said of the subject that it does not do."""
        helpers = self.grammar.auxiliaries["resultative"]
        return bool(predicate.deps("cop")) or any(each.lemma.lower() in helpers for each in predicate.deps("aux"))

    def _occurs(self, verb: Word) -> bool:
        """ "The attack did not happen", "never took place": the verb says no more than the noun."""
        lemma, occurring = verb.lemma.lower(), self.grammar.words["occurring"]
        return lemma in occurring or any(f"{lemma} {each.lower}" in occurring for each in verb.deps("obj"))

    def _presupposed(self, governor: Word, event: Word, found: list[Governor]) -> Modality | None:
        """How an event stands of which a predicate tells something else, whatever that is; None where it does not."""
        if found and all(each.speaker and not each.polarity and not each.modality for each in found):
            return "asserted"  # who did not mention the loss of the town does not deny it
        if case_of(event) in self.grammar.case["backdrop"]:
            return "asserted"  # "vowed revenge after the killing of ..."
        return "possible" if event.dep == "nsubj" and self._is_supposed(governor) else None

    def _is_supposed(self, governor: Word) -> bool:
        """ "The fall of the town would be a setback": so far it has not fallen."""
        helpers = governor.deps("aux")
        done = any(child.lemma.lower() in self.grammar.auxiliaries["perfect"] for child in helpers)
        return not done and any(child.lower in self.grammar.auxiliaries["hypothetical"] for child in helpers)

    def _is_charge(self, governor: Word, found: list[Governor]) -> bool:
        """ "anklager dem for å ha ...", "nekter for å ha ...": what is charged or denied is no purpose."""
        charged = governor.lemma.lower() in self.grammar.control["object"]
        return any(each.speaker and (each.polarity == "negative" or charged) for each in found)

    @staticmethod
    def _effect(found: list[Governor], *, nominal: bool) -> tuple[Modality, bool]:
        """The modality that governors impose, and whether they deny what they embed."""
        modality: Modality = "asserted"
        negative = False
        for each in found:
            if nominal and each.speaker and not each.polarity and each.modality != "planned":
                continue
            modality = _stronger(modality, each.modality or "asserted")  # type: ignore[arg-type]
            negative = negative or each.polarity == "negative"
        return modality, negative

    @staticmethod
    def _said(
        found: list[Governor], modality: Modality, *, negative: bool, negated: bool
    ) -> tuple[bool, Modality, bool]:
        """What is said, denied, or not said: who does not say that it is so, leaves it open."""
        if negated and any(each.raises_negation for each in found):
            return True, modality, True  # "do not think that they will lose": think that they will not
        return (False, "possible", True) if negated else (negative, modality, True)

    def _carries_negation(self, governor: Word, child: Word, found: list[Governor], modality: Modality) -> bool:
        """Whether "not" beside ``governor`` denies ``child`` too."""
        infinitive = is_infinitive(child, self.grammar)
        if any(each.truth for each in found):
            return True
        if child.dep == "acl":
            return (infinitive or self._is_content(child)) and bool(found)  # "has no plans to", "no evidence that"
        if child.dep == "advcl":
            return infinitive and governor.lemma.lower() in self.grammar.raising
        if child.dep == "nsubj":
            return not governor.deps("obj") or self._occurs(governor)  # "the offensive has not begun"
        if child.dep == "nmod":
            return bool(found)  # "no sign of an attack"
        return child.dep in ("xcomp", "obj", "nsubj:pass") or (child.dep == "ccomp" and modality != "asserted")

    def _infinitive(self, governor: Word, child: Word) -> Modality:
        """An infinitive is something not yet done, except below verbs of raising ("began to", "managed to") and "by
        doing"."""
        if child.dep in ("xcomp", "advcl") and governor.lemma.lower() in self.grammar.raising:
            return "asserted"
        marked = case_of(governor) in self.grammar.case["infinitive_subject"]
        verb = governor.head if marked and governor.pos != "VERB" else governor  # "for the convoy to reach it"
        if verb.lemma.lower() in self.grammar.control["lasting"] and self._is_impersonal(verb):
            return "asserted"  # "it took days to reach the town": in the end it was reached
        perfect = any(each.lemma.lower() in self.grammar.auxiliaries["perfect"] for each in child.deps("aux"))
        if perfect and not self.grammar.case["backdrop"].isdisjoint(_marks(child)):
            return "asserted"  # "etter å ha tatt byen"
        if not self.grammar.case["means"].isdisjoint(_marks(child)):
            return "asserted"  # "svarte med å bombe": how it was done
        if is_gerund(child) or any(mark in self.grammar.words["negative_marks"] for mark in _marks(child)):
            return "asserted"
        return "planned"

    def _is_impersonal(self, verb: Word) -> bool:
        """ "It took ...": the subject is nobody."""
        return bool(verb.deps("expl")) or any(
            child.lower in self.grammar.pronouns["thing"] for child in verb.deps("nsubj")
        )

    def _independent(self, word: Word) -> bool:
        """A coordinated verb with a subject or auxiliary of its own has its own stance."""
        finite = word.morph.get("VerbForm") == "Fin" and bool(word.head.deps("aux"))  # "have not killed, and accuse"
        return (
            finite
            or bool(word.deps("nsubj", "aux"))
            or any(child.lower in self.grammar.words["negators"] for child in word.deps("cc"))
        )


def _marks(word: Word) -> list[str]:
    return [child.lower for child in word.deps("mark", "case")] + [case_of(word)]


def _stronger(inner: Modality, outer: Modality) -> Modality:
    """What is not real stays so; hearsay yields to it."""
    if inner in IRREALIS:
        return inner
    if outer in IRREALIS:
        return outer
    return "reported" if "reported" in (inner, outer) else "asserted"
