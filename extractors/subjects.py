"""Whose action it is: the subject of a clause, its own or understood, and whether the clause is passive.

Relative clauses, participles, control, raising and coordination leave subjects unsaid; each way of supplying one has a
name that ends up in the rule of the claim.
"""

from __future__ import annotations

from extractors.syntax import Word, case_of, expand
from ontology.languages import Grammar


class Subjects:
    """Finds the surface subjects of clauses; asks each clause once."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self._subjects: dict[int, tuple[list[Word], str]] = {}

    def is_passive(self, word: Word) -> bool:
        """Passive in any guise: an auxiliary, an s-form, a participle after "be", or a bare participle beside a
        noun."""
        if any(child.dep == "aux:pass" for child in word.children):
            return True
        if word.lemma.lower().endswith(tuple(self.grammar.words["deponent_endings"])):
            return False  # "lykkes", "møtes": passive in form alone
        if self._describes_with_agent(word):
            return True
        if self._ends_passive(word) or (word.deps("nsubj:pass") and not self._is_perfect(word)):
            return True
        participle = word.morph.get("VerbForm") == "Part"
        if participle and word.dep == "conj" and not word.deps("aux", "nsubj") and word.head.pos == "VERB":
            return self.is_passive(word.head)  # "condemned the coup and called for talks": one voice
        if word.morph.get("Voice") == "Pass" and not (participle and (word.deps("nsubj") or self._is_perfect(word))):
            return True  # a participle beside a plain subject is a past tense that was tagged wrongly
        intransitive = word.lemma.lower() in self.grammar.words["unaccusative"]
        if not participle or intransitive:
            return False
        being = self.grammar.auxiliaries["resultative"]
        if word.deps("cop") or any(child.lemma.lower() in being for child in word.deps("aux")):
            return True  # "er drept", "har vært involvert"
        bare = not word.deps("aux", "nsubj") and not any(not self.is_reflexive(child) for child in word.deps("obj"))
        if word.dep in ("acl", "amod", "advcl") and bare:
            return word.morph.get("Tense") != "Pres"
        return word.dep == "conj" and bare and self.is_passive(word.head)

    def _describes_with_agent(self, word: Word) -> bool:
        """ "Soldater, støttet av droner, ...": a clause of a noun that has no pronoun of its own, but an agent."""
        if word.dep != "acl:relcl" or word.deps("nsubj", "obj", "aux", "mark"):
            return False
        return any(case_of(child) in self.grammar.case["agent"] for child in word.deps("obl"))

    def _is_perfect(self, word: Word) -> bool:
        """ "Which the gangs have not attacked": with "have" alone a participle is active."""
        helpers = {child.lemma.lower() for child in word.deps("aux")}
        return (
            bool(helpers) and helpers <= self.grammar.auxiliaries["perfect"] - self.grammar.auxiliaries["resultative"]
        )

    def _ends_passive(self, word: Word) -> bool:
        """A passive by its ending that was not tagged as one: below a modal ("skal evakuerast") or with an agent
        beside it ("rådet ledes av")."""
        ending = word.lower.endswith(tuple(self.grammar.words["passive_endings"]))
        agents = (case_of(child) in self.grammar.case["agent"] for child in word.deps("obl"))
        return ending and (bool(word.deps("aux")) or any(agents))

    def surface_subject(self, word: Word) -> tuple[list[Word], str]:
        """Grammatical subject, its own or understood, and the name of the construction that supplied it ("" for its
        own)."""
        if word.i not in self._subjects:
            self._subjects[word.i] = ([], "")
            self._subjects[word.i] = self._find_subject(word)
        return self._subjects[word.i]

    def _find_subject(self, word: Word) -> tuple[list[Word], str]:
        to_be = word.pos == "VERB" and bool(word.deps("cop"))  # "20,000 soldiers are to leave"
        own = [child for child in word.deps("nsubj") if child.dep != "nsubj:outer" or to_be]
        own = [child for child in own if not self.is_reflexive(child)] or own  # "had itself been shelled"
        if own:
            # of two subjects, the relative pronoun stands for another role ("som IS kontrollerer")
            subject = next((child for child in own if not self.is_relative(child, word)), own[0])
            if self.is_relative(subject, word):
                return expand(self.antecedent(word)), "relative"
            return expand(subject), ""
        stray = [child for child in word.children if child.dep == "nmod" and child.i < word.i and not case_of(child)]
        if stray and word.morph.get("VerbForm") == "Fin":
            return expand(stray[-1]), ""  # a verb has no nmod: what the parse called so is its subject
        relation = word.dep
        if relation == "conj":
            return self._conjunct_subject(word)
        if relation == "acl:relcl" or (relation in ("acl", "amod", "nmod") and self.has_relative_mark(word)):
            return expand(word.head), "relative"
        if relation in ("acl", "amod"):
            return self._participle_subject(word)
        if relation in ("xcomp", "advcl", "ccomp") and word.head is not word:
            return self._controller(word)
        return [], ""

    def _conjunct_subject(self, word: Word) -> tuple[list[Word], str]:
        subject, _how = self.surface_subject(word.head)
        if word.head.pos not in ("VERB", "AUX", "ADJ") and not word.head.deps("cop"):
            return [], ""
        return subject, "coordination"

    def _participle_subject(self, word: Word) -> tuple[list[Word], str]:
        infinitive = word.morph.get("VerbForm") == "Inf" or any(child.dep == "mark" for child in word.children)
        if not infinitive:
            return expand(word.head), "participle"
        noun = word.head  # "a plan to attack": whoever has the plan
        if noun.dep in ("obj", "iobj", "obl") and noun.head.lemma.lower() in self.grammar.control["object"]:
            return expand(noun), "control"
        given = [each for each in noun.head.deps("iobj") if each.i < noun.i] if noun.dep == "obj" else []
        if given and not any(each.speaker for each in self.grammar.governors.get(noun.lemma.lower(), ())):
            return expand(given[0]), "control"  # "gave the residents orders to leave"
        owners = [each for each in noun.deps("nmod") if each.dep == "nmod:poss" or each.morph.get("Case") == "Gen"]
        if owners:
            return expand(owners[0]), "infinitive"
        if case_of(noun) in self.grammar.case["infinitive_subject"]:
            return expand(noun), "infinitive"  # "it took days for the convoy to reach the town"
        if noun.deps("cop"):  # "are on the verge of taking the town"
            return self.surface_subject(noun)[0], "infinitive"
        light = noun.head.lemma.lower() in self.grammar.control["light_verbs"] | self.grammar.auxiliaries["perfect"]
        if noun.dep in ("obj", "xcomp") and noun.head.pos in ("VERB", "AUX") and light:
            subject, _how = self.surface_subject(noun.head)
            return subject, "infinitive"
        return [], ""

    def _controller(self, word: Word) -> tuple[list[Word], str]:
        governor = word.head
        if word.dep == "ccomp" and word.morph.get("VerbForm") == "Fin" and not word.deps("aux"):
            return [], ""
        if word.dep == "advcl" and word.morph.get("VerbForm") in ("Ger", "Part") and not word.deps("mark", "case"):
            return self.surface_subject(governor)[0], "adverbial"  # "told the paper, adding that ..."
        speaks = any(each.speaker for each in self.grammar.governors.get(governor.lemma.lower(), ()))
        after = any(each.lower in self.grammar.case["backdrop"] for each in word.deps("mark", "case"))
        if word.dep == "advcl" and word.i < governor.i and speaks and not after:
            return [], ""  # "met to discuss arming them, two people told the paper"
        objects = [
            self.antecedent(governor) if self.is_relative(child, governor) else child  # "France, which it accused of"
            for child in governor.deps("obj", "iobj")
            if not self.is_reflexive(child)
        ]
        days = self.grammar.time["weekdays"]
        before = [child for child in governor.deps("obl") if child.i < word.i and child.lower not in days]
        case = self.grammar.case
        marked = before and case_of(before[-1]) in case["infinitive_subject"] | case["called_on"]
        lemma = governor.lemma.lower()
        opens = lemma in self.grammar.governors or lemma in self.grammar.control["lasting"]
        bare = any(each.lower in case["infinitive"] for each in word.deps("mark"))
        if marked and bare and word.dep in ("xcomp", "advcl") and opens:
            return expand(before[-1]), "control"  # "called for the army to leave", "it took days for it to leave"
        given = [each for each in governor.deps("iobj") if each.i < word.i and not self.is_reflexive(each)]
        if given and governor.deps("obj") and word.dep == "advcl":
            return expand(given[0]), "control"  # "gave the diplomats two days to leave"
        subject_control = governor.lemma.lower() in self.grammar.control["subject"]
        object_control = lemma in self.grammar.control["object"] | self.grammar.control["affecting"]
        if not objects and object_control and governor.dep == "acl:relcl" and governor.deps("nsubj"):
            objects = [self.antecedent(governor)]  # "France, which it accused of supporting them"
        if objects and (word.dep == "xcomp" or object_control) and not subject_control:
            return expand(objects[0]), "control"
        subject, _how = self.surface_subject(governor)
        if subject and self.is_passive(governor) and word.dep == "advcl" and not object_control:
            return [], ""  # "was closed to stop the rebels": the understood subject is not the door
        if word.dep == "advcl" and any(each.lower in self.grammar.pronouns["thing"] for each in subject):
            return [], ""  # "it took days for the convoy to reach the town": "it" is nobody
        return subject, "control" if word.dep == "xcomp" else "adverbial"

    def is_relative(self, subject: Word, clause: Word) -> bool:
        """Whether ``subject`` is a pronoun that stands for the noun that ``clause`` describes."""
        if subject.lower not in self.grammar.words["relative_pronouns"]:
            return False
        return self.relative_clause(clause) is not None

    def relative_clause(self, word: Word) -> Word | None:
        """The relative clause that ``word`` heads or is coordinated or embedded in."""
        while word.dep in ("conj", "xcomp", "ccomp") and word.head is not word:
            word = word.head
        return word if word.dep in ("acl:relcl", "acl") or self.has_relative_mark(word) else None

    def is_content(self, clause: Word) -> bool:
        """Whether a clause beside a noun says what the noun holds: "the claim that it has retaken the airport"."""
        marked = any(child.lower in self.grammar.words["complementizers"] for child in clause.deps("mark"))
        return marked and not self._lacks_object(clause)

    def _lacks_object(self, clause: Word) -> bool:
        """ "The town that rebels had held": the clause is short of what the noun is."""
        noun = clause.head.lemma.lower()
        tells = (
            noun in self.grammar.governors
            or noun in self.grammar.echo["nouns"] | self.grammar.speech["statement_nouns"]
        )
        relative = {each.lower for each in clause.deps("mark")} & self.grammar.words["relative_pronouns"]
        has = clause.deps("obj", "ccomp", "xcomp", "cop") or self.is_passive(clause)
        return bool(relative) and clause.dep == "acl" and not tells and not has and bool(clause.deps("nsubj"))

    def has_relative_mark(self, word: Word) -> bool:
        """Whether a clause without a verb is marked as relative."""
        # official Norwegian UD labels a relative clause with a nominal predicate nmod or amod; "som" gives it away
        return any(
            child.dep == "mark" and child.lower in self.grammar.words["relative_pronouns"] for child in word.children
        )

    def antecedent(self, word: Word) -> Word:
        """The noun that the relative clause around ``word`` describes."""
        clause = self.relative_clause(word)
        return clause.head if clause is not None else word

    def is_reflexive(self, word: Word) -> bool:
        """Whether a pronoun points back to its own subject: "overgi seg" is one verb, not a verb and an object."""
        whole = " ".join([word.lower, *(each.lower for each in word.deps("fixed"))])  # "each other"
        return word.morph.get("Reflex") == "Yes" or whole in self.grammar.pronouns["reflexive"]
