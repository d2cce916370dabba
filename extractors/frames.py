"""The predicate-argument layer: what syntax does to predicates, undone.

A frame is a predicate with its logical roles. Passives, relative clauses, coordination and participles are resolved
here and in ``subjects``, over Universal Dependencies alone; no language and no domain is known. The ideas follow
PredPatt (White et al. 2016) and UniversalPETRARCH (Lu & Roy 2017).
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.roles import Frame
from extractors.subjects import Subjects
from extractors.syntax import NOMINAL, Parse, Word, case_of, expand, is_particle, shared_obliques, stranded
from ontology.languages import Grammar


class Frames:
    """All frames of a parse; asks each clause for its subject once."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse = parse
        self.grammar = grammar
        self.subjects = Subjects(grammar)
        self._frames: dict[int, Frame | None] = {}

    def __iter__(self) -> Iterator[Frame]:
        for word in self.parse.words:
            frame = self.of(word)
            if frame is not None:
                yield frame

    def of(self, word: Word) -> Frame | None:
        """The frame that ``word`` heads, if it is a predicate."""
        if word.i not in self._frames:
            self._frames[word.i] = None  # a cycle through control must end
            self._frames[word.i] = self._build(word)
        return self._frames[word.i]

    def subjects_above(self, word: Word) -> list[Word]:
        """The subjects of the clauses around the one that a verb is coordinated in: "he said that the battle went on,
        but rejected ..." is often hung on the inner verb."""
        if word.morph.get("VerbForm") == "Part" and not word.deps("aux", "aux:pass"):
            return []  # "said that they had entered and taken over ...": its auxiliary is that of the inner verb
        around = word.head.head if word.dep == "conj" and word.head.dep == "ccomp" else word
        return self.subjects.surface_subject(around)[0] if around.i < word.i else []

    def phrase(self, noun: Word) -> Frame:
        """A noun with its own modifiers alone, whatever is said with it."""
        frame = Frame(noun, "noun")
        self._modifiers(frame)
        return frame

    def _build(self, word: Word) -> Frame | None:
        if word.dep == "amod" and (
            word.lower in self.grammar.modifiers or word.lemma.lower() in self.grammar.modifiers
        ):
            return None  # "wounded soldiers" are a group; nobody is said to have wounded them
        if word.pos == "VERB" or (word.pos == "AUX" and word.dep.partition(":")[0] not in ("aux", "cop")):
            return self._verb(word)
        if word.pos in ("NOUN", "PROPN"):
            return self._locative(word) or self._noun(word)
        if word.pos == "ADP" and word.deps("cop"):
            return self._adjective(word)  # "er med i unionen"
        if word.pos in ("ADJ", "ADV") and (word.deps("cop", "aux") or word.dep in ("amod", "xcomp")):
            # an adjectival participle keeps the arguments of its verb: "er drept av", "controlled by"
            participle = word.morph.get("VerbForm") == "Part" or any(child.dep == "aux:pass" for child in word.children)
            among = bool(case_of(word)) and bool(word.deps("nsubj"))  # "blant de drepte er generalen"
            return self._verb(word) if participle and not among else self._adjective(word)
        return None

    # ---- verbs

    def _verb(self, word: Word) -> Frame:
        frame = Frame(word, "verb")
        surface, how = self.subjects.surface_subject(word)
        if how:
            frame.steps.append(how)
        passive = self.subjects.is_passive(word)
        if passive:
            frame.steps.append("passive")
        frame.add("obj" if passive else "subj", surface)
        self._objects(frame)
        self._obliques(frame, word)
        self._relative(frame)
        self._company(frame, "obj" if passive else "subj")
        if passive:
            self._agent(frame)
        self._shared_object(frame)
        self._inverted(frame)
        return frame

    def _whole(self, preposition: str, noun: Word) -> str:
        """ "Saman med", "along with": a preposition with the adverb that the parse made of its first word."""
        mark = noun.deps("case")
        phrase = f"{self.parse.words[mark[-1].i - 1].lower} {preposition}" if mark else preposition
        return phrase if phrase in self.grammar.case["company"] else preposition

    def _company(self, frame: Frame, role: str) -> None:
        """ "France, which together with Russia leads the group": who is named so before the verb does the same."""
        if not frame.roles[role]:
            return
        before = [each for each in frame.head.deps("obl", "nmod") if each.i < frame.head.i]
        for word in [*before, *(inner for each in before for inner in each.deps("nmod"))]:
            if self._whole(case_of(word), word) in self.grammar.case["company"]:
                frame.add(role, expand(word))

    def _inverted(self, frame: Frame) -> None:
        """A finite verb with two objects and no subject: in verb-second order the first of them is its subject."""
        objects = [child for child in frame.head.deps("obj") if not self.subjects.is_reflexive(child)]
        if (
            frame.roles["subj"]
            or "passive" in frame.steps
            or len(objects) < 2
            or frame.head.morph.get("VerbForm") != "Fin"
        ):
            return
        first = min(objects, key=lambda child: child.i)
        frame.roles["subj"] = expand(first)
        frame.roles["obj"] = [word for word in frame.roles["obj"] if word not in frame.roles["subj"]]
        frame.steps.append("inversion")

    def _objects(self, frame: Frame) -> None:
        word = frame.head
        for child in word.deps("obj", "iobj"):
            if self.subjects.is_reflexive(child):
                frame.particles.add(child.lower)
            elif child.lower in self.grammar.words["relative_pronouns"] and self.subjects.relative_clause(word):
                frame.add("obj", expand(self.subjects.antecedent(word)))
            else:
                frame.add(child.dep.partition(":")[0], expand(child))
        if not frame.roles["obj"] and frame.roles["iobj"]:
            frame.add("obj", frame.roles.pop("iobj"))  # the only object is the object, whatever its label
        frame.add("obj", self._by_another_name(word))
        for child in word.deps("ccomp", "xcomp"):
            frame.add("clause", [child])
        frame.particles.update(child.lower for child in word.children if is_particle(child, word))
        if word.dep == "amod" and not frame.roles["obj"] and not frame.roles["subj"]:
            frame.add("obj", expand(word.head))

    def _by_another_name(self, word: Word) -> list[Word]:
        """ "Condemned what it called an outrage": what is condemned is the outrage."""
        return [each for child in word.deps("obj", "obl") if not case_of(child) for each in self._name_of(child)]

    def _name_of(self, pronoun: Word) -> list[Word]:
        """What a clause beside a pronoun calls it."""
        clauses = pronoun.deps("acl") if pronoun.pos == "PRON" else []
        named = (clause for clause in clauses if clause.lemma.lower() in self.grammar.echo["naming"])
        return [target for clause in named for target in clause.deps("xcomp", "obj") if target.pos in ("NOUN", "PROPN")]

    def _obliques(self, frame: Frame, word: Word) -> None:
        for child in (*word.children, *shared_obliques(word)):
            if (
                child.dep.partition(":")[0] not in ("obl", "nmod", "advmod", "advcl", "xcomp", "obj", "dep", "iobj")
                or child.pos not in NOMINAL
                or (frame.copula is not None and child.dep.startswith("nmod"))  # "behind the attacks [in Homs]"
            ):
                continue
            preposition = case_of(child)
            if not preposition or self._is_contrast(child):
                continue
            preposition = self._whole(preposition, child)
            joined = expand(self._meant(child, word))
            marked = {each: case_of(each) or preposition for each in joined[1:]}  # "went from Goma and to Sake"
            self._oblique(frame, preposition, [each for each in joined if marked.get(each, preposition) == preposition])
            for each, other in marked.items():
                if other != preposition:
                    self._oblique(frame, other, [each])

    def _is_contrast(self, child: Word) -> bool:
        """ "Lies in Kivu, not in Ituri": a phrase that is denied by itself."""
        negators = self.grammar.words["negators"]
        start = min(each.i for each in child.subtree())
        return any(each.i == start and each.lower in negators for each in child.deps("advmod"))

    def _meant(self, child: Word, word: Word) -> Word:
        """What a relative pronoun stands for; any other word stands for itself."""
        points = child.lower in self.grammar.words["relative_pronouns"] and self.subjects.relative_clause(word)
        return self.subjects.antecedent(word) if points else child

    def _oblique(self, frame: Frame, preposition: str, words: list[Word]) -> None:
        if f"{preposition} {words[0].lower}" in self.grammar.words["discourse_phrases"]:
            frame.particles.update((preposition, words[0].lower))  # "er til stede"
            return
        frame.add(preposition, words)
        parts = preposition.split(" ")
        frame.particles.update(parts[:-1])  # "drove them out of": the direction is the verb's
        if len(parts) > 1:
            aside = parts[0] in self.grammar.words["directions"] and frame.roles.get(parts[-1])
            for part in () if aside else parts:  # "a base in Benghazi in the east of the country"
                frame.add(part, words)
        for particle in frame.particles:
            frame.add(f"{particle} {parts[-1]}", words)

    def _relative(self, frame: Frame) -> None:
        """Fill the gap of a relative clause that has its own subject: its object, or the noun of a stranded
        preposition."""
        word = frame.head
        if word.dep not in ("acl:relcl", "acl") or not word.deps("nsubj"):
            return
        marked = [*word.deps("nsubj")[0].children, *(each for each in word.deps("obl") if case_of(each))]
        owned = any(each.lower in self.grammar.words["relative_pronouns"] for each in marked)
        if "relative" in frame.steps or self.subjects.is_content(word) or owned:
            return  # "whose government had promised": nothing is missing
        antecedent = expand(word.head)
        left = [child for child in stranded(word) if child.i > word.i or word.dep == "acl:relcl"]
        if any(child.lower in self.grammar.pronouns["relative_places"] for child in word.children):
            frame.add("relative-place", antecedent)
            frame.steps.append("relative")
            return
        frame.roles["gap"] = self._right_before(word)
        if left:
            for child in left:
                frame.add(child.lower, antecedent)
                if child.dep == "compound:prt":
                    frame.add("obj", antecedent)  # "the offer they had turned down"
                amount = self.parse.words[child.i - 1]
                if {amount.lemma.lower(), amount.lower} & self.grammar.words["transparent"]:
                    frame.roles["share"] = [amount]
                    frame.roles["obj"] = antecedent
        elif not frame.roles["obj"]:
            frame.add("obj", antecedent)
        frame.steps.append("relative")

    def _right_before(self, clause: Word) -> list[Word]:
        """The word that a relative clause follows, which the parse may have passed over for an earlier noun."""
        start = min(clause.subtree(), key=lambda each: each.i).i
        before = [each for each in self.parse.words[max(0, start - 2) : start] if each.pos != "PUNCT"]
        return before[-1:]

    def _agent(self, frame: Frame) -> None:
        agents = self.grammar.case["agent"]
        joined = [frame.head]
        if not any(child.dep == "obl:agent" or case_of(child) in agents for child in frame.head.children):
            joined += [each for each in frame.head.deps("conj") if not each.deps("nsubj", "aux")]
        below = (child for verb in joined for child in verb.children)  # "arrested or questioned by the regime"
        for child in (*below, *shared_obliques(frame.head)):
            mark = case_of(child)
            out = child.pos == "PROPN" or mark in self.grammar.case["not_agent"]
            if child.dep == "obl" and out and mark not in agents:  # "drivne ut av byen [av militsar]"
                lower = (each for each in child.deps("nmod") if each.i > child.i and case_of(each) in agents)
                frame.add("subj", (each for word in lower for each in expand(word)))
            by = mark.split(" ")[-1] in agents and mark not in self.grammar.case["not_agent"]
            if child.dep == "obl:agent" or (child.dep in ("obl", "nmod", "obl:arg") and by):
                joined = expand(child)[1:] if self._is_contrast(child) else expand(child)  # "not by A but by B"
                frame.add("subj", self._name_of(child) or joined)

    def _shared_object(self, frame: Frame) -> None:
        """ "searched and detained the men": the object stands once, beside the last or the first verb."""
        if frame.roles["obj"] or frame.head.pos != "VERB" or "passive" in frame.steps:
            return
        for child in frame.head.deps("conj"):
            objects = child.deps("obj")
            between = [word for word in self.parse.words[frame.head.i + 1 : child.i] if word.dep != "cc"]
            if objects and not between:
                frame.add("obj", expand(objects[0]))
                frame.steps.append("shared-object")

    # ---- nouns and adjectives

    def _locative(self, word: Word) -> Frame | None:
        """ "Fighters are still in the city": the verb is "be", and the noun one of its roles."""
        copula, preposition = word.first("cop"), case_of(word)
        if copula is None or not preposition or word.lemma.lower() in self.grammar.governors:
            return None  # "are on the way to", "is in danger of": no places
        frame = Frame(word, "verb", copula=copula)
        subject, how = self.subjects.surface_subject(word)
        frame.add("subj", subject)
        frame.steps.append(how or "copula")
        frame.particles.update(child.lower for child in word.deps("advmod"))
        self._oblique(frame, preposition, expand(word))
        self._obliques(frame, word)
        return frame

    def _noun(self, word: Word) -> Frame:
        frame = self.phrase(word)
        if word.deps("cop") or any(child.dep == "nsubj" for child in word.children):
            subject, how = self.subjects.surface_subject(word)
            frame.add("subj", subject)
            frame.steps.append(how or "copula")
        elif self.subjects.has_relative_mark(word):
            frame.add("subj", expand(word.head))
            frame.steps.append("relative")
        elif self._is_predicated(word):
            self._predicated(frame)
        self._impending(frame)
        self._light_verb(frame)
        return frame

    def _impending(self, frame: Frame) -> None:
        """ "The group is on the verge of defeat": whose defeat it would be is the subject of the phrase around it."""
        word, around = frame.head, frame.head.head
        if (
            word.dep == "nmod"
            and case_of(word) in self.grammar.case["transparent_of"]
            and around.lemma.lower() in self.grammar.governors
            and around.deps("cop")
            and not frame.roles.get("poss")
        ):
            frame.add("poss", self.subjects.surface_subject(around)[0])
            frame.steps.append("infinitive")
            for child in around.deps("nmod", "obl"):
                if child.i > word.i and case_of(child):  # "on the brink of victory [over the army]"
                    self._oblique(frame, case_of(child), expand(child))

    def _is_predicated(self, word: Word) -> bool:
        """ "became the capital", "was appointed as governor": what something is, said with a verb of its own."""
        light = word.head.lemma.lower() in self.grammar.control["light_verbs"]
        said = (word.dep == "xcomp" and not light) or (
            word.dep == "obl" and case_of(word) in self.grammar.case["predicative"]
        )
        return said and word.head.pos in ("VERB", "AUX")

    def _predicated(self, frame: Frame) -> None:
        """The noun is said of the object of its verb, or else of the subject."""
        governor = frame.head.head
        objects = [child for child in governor.deps("obj") if not self.subjects.is_reflexive(child)]
        frame.add("subj", expand(objects[0]) if objects else self.subjects.surface_subject(governor)[0])
        frame.steps.append("copula")
        hedges = any(each.modality for each in self.grammar.governors.get(governor.lemma.lower(), ()))
        frame.bearer = None if hedges and frame.kind == "adjective" else governor  # "are feared dead"

    def _modifiers(self, frame: Frame) -> None:
        word = frame.head
        if word.dep.startswith("nmod") and case_of(word) and word.head.pos in ("NOUN", "PROPN"):
            frame.add(f"noun {case_of(word)}", [word.head])  # "areas under rebel control"
        for child in word.children:
            relation = child.dep.partition(":")[0]
            if child.dep == "nmod:poss" or (relation in ("nmod", "det") and child.morph.get("Case") == "Gen"):
                whose = child.lower in self.grammar.words["relative_pronouns"] and self.subjects.relative_clause(
                    word.head
                )
                frame.add("poss", expand(whose.head if whose else child))
            elif relation == "nmod" and child.i < word.i and not case_of(child) and word.pos == "NOUN":
                frame.add("poss", expand(child))  # Norwegian genitives are plain nmod
            elif relation == "compound" and child.i < word.i and child.lower not in self.grammar.words["lesser"]:
                frame.add("compound", expand(child))
            elif relation == "amod":
                frame.add("amod", [child])
            elif relation in ("nmod", "obl", "acl") and child.pos in NOMINAL:
                preposition = case_of(child)
                if preposition:
                    self._oblique(frame, preposition, expand(self._meant(child, word)))
            elif relation in ("acl", "ccomp") and child.pos in ("VERB", "AUX", "ADJ"):
                frame.add("clause", [child])

    def _light_verb(self, frame: Frame) -> None:
        verb = frame.head.head
        if (
            frame.head.dep not in ("obj", "nsubj:pass", "obl", "xcomp")
            or verb.lemma.lower() not in self.grammar.control["light_verbs"]
            or verb.deps("compound:prt")  # "give up its demand" is not to give one
            or (case_of(frame.head) in self.grammar.case["topic"] and bool(verb.deps("obj")))  # "gave a speech on it"
        ):
            return
        logical = self.of(verb)
        if logical is None:
            return
        frame.add("subj", [word for word in logical.roles.get("subj", []) if word is not frame.head])
        for role, words in list(logical.roles.items()):
            if role not in ("subj", "obj", "iobj", "clause", "compound", "poss", "amod"):
                frame.add(role, words)
        frame.steps.append("light-verb")

    def _adjective(self, word: Word) -> Frame:
        frame = Frame(word, "adjective")
        if word.deps("cop") or word.deps("nsubj"):
            subject, how = self.subjects.surface_subject(word)
            frame.add("subj", subject)
            frame.steps.append(how or "copula")
        elif self._is_predicated(word):
            self._predicated(frame)
        elif word.dep in ("amod", "acl:relcl", "acl", "conj") and word.head is not word:
            frame.add("subj", expand(word.head))
        frame.add("clause", word.deps("xcomp", "ccomp", "advcl", "csubj"))
        self._obliques(frame, word)
        return frame
