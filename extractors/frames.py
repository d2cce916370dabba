"""The predicate-argument layer: what syntax does to predicates, undone.

A frame is a predicate with its logical roles. Passives, relative clauses, control and raising, coordination and participles
are resolved here, over Universal Dependencies alone; no language and no domain is known. The ideas follow PredPatt
(White et al. 2016) and UniversalPETRARCH (Lu & Roy 2017).

Roles: ``subj`` and ``obj`` are logical (agent and patient), ``iobj``, ``clause`` (head of a complement clause), ``poss``,
``compound`` and ``amod`` for nouns, ``name`` for the holder of an office, and each preposition by its lemma.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from extractors.syntax import Parse, Word
from ontology.languages import Grammar

Kind = Literal["verb", "noun", "adjective"]
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "DET", "ADJ"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj"})


@dataclass(slots=True, eq=False)
class Frame:
    """A predicate and the heads of its arguments; ``steps`` names the constructions that were undone on the way."""

    head: Word
    kind: Kind
    roles: dict[str, list[Word]] = field(default_factory=lambda: defaultdict(list))
    particles: set[str] = field(default_factory=set)
    steps: list[str] = field(default_factory=list)
    copula: Word | None = None  # the verb where the predicate is a place: "are still [in the city]"

    @property
    def lemma(self) -> str:
        """The lemma of the predicate word."""
        return (self.copula or self.head).lemma.lower()

    def add(self, role: str, words: Iterable[Word]) -> None:
        """Fill a role, keeping order and leaving out what is there already."""
        for word in words:
            if word not in self.roles[role]:
                self.roles[role].append(word)


class Frames:
    """All frames of a parse; asks each clause for its subject once."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse = parse
        self.grammar = grammar
        self._subjects: dict[int, tuple[list[Word], str]] = {}
        self._frames: dict[int, Frame | None] = {}

    def __iter__(self) -> Iterable[Frame]:  # type: ignore[override]
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

    def _build(self, word: Word) -> Frame | None:
        if word.dep == "amod" and (word.lower in self.grammar.modifiers or word.lemma.lower() in self.grammar.modifiers):
            return None  # "wounded soldiers" are a group; nobody is said to have wounded them
        if word.pos == "VERB" or (word.pos == "AUX" and word.dep.partition(":")[0] not in ("aux", "cop")):
            return self._verb(word)
        if word.pos in ("NOUN", "PROPN"):
            return self._locative(word) or self._noun(word)
        if word.pos in ("ADJ", "ADV") and (word.deps("cop") or word.dep == "amod"):
            # an adjectival participle keeps the arguments of its verb: "er drept av", "controlled by"
            return self._verb(word) if word.morph.get("VerbForm") == "Part" else self._adjective(word)
        return None

    # ---- verbs

    def _verb(self, word: Word) -> Frame:
        frame = Frame(word, "verb")
        surface, how = self.surface_subject(word)
        if how:
            frame.steps.append(how)
        passive = self.is_passive(word)
        if passive:
            frame.steps.append("passive")
        frame.add("obj" if passive else "subj", surface)
        self._objects(frame)
        self._obliques(frame, word)
        self._relative(frame)
        if passive:
            self._agent(frame)
        self._shared_object(frame)
        self._inverted(frame)
        return frame

    def _inverted(self, frame: Frame) -> None:
        """A finite verb with two objects and no subject: in verb-second order the first of them is its subject."""
        objects = [child for child in frame.head.deps("obj") if not _is_reflexive(child)]
        if frame.roles["subj"] or "passive" in frame.steps or len(objects) < 2 or frame.head.morph.get("VerbForm") != "Fin":
            return
        first = min(objects, key=lambda child: child.i)
        frame.roles["subj"] = expand(first)
        frame.roles["obj"] = [word for word in frame.roles["obj"] if word not in frame.roles["subj"]]
        frame.steps.append("inversion")

    def is_passive(self, word: Word) -> bool:
        """Passive in any guise: an auxiliary, an s-form, a participle after "be", or a bare participle beside a noun."""
        if any(child.dep in ("aux:pass", "nsubj:pass") for child in word.children):
            return True
        if word.morph.get("Voice") == "Pass" and not (word.morph.get("VerbForm") == "Part" and word.deps("nsubj")):
            return True  # a participle beside a plain subject is a past tense that was tagged wrongly
        participle = word.morph.get("VerbForm") == "Part"
        intransitive = word.lemma.lower() in self.grammar.words["unaccusative"]
        if not participle or intransitive:
            return False
        being = self.grammar.auxiliaries["resultative"]
        if word.deps("cop") or any(child.lemma.lower() in being for child in word.deps("aux")):
            return True  # "er drept", "har vært involvert"
        bare = not word.deps("aux", "nsubj")
        if word.dep in ("acl", "amod", "advcl") and bare:
            return word.morph.get("Tense") != "Pres"
        if word.dep == "conj" and bare:
            return self.is_passive(word.head)
        return False

    def surface_subject(self, word: Word) -> tuple[list[Word], str]:
        """Grammatical subject, its own or understood, and the name of the construction that supplied it ("" for its own)."""
        if word.i not in self._subjects:
            self._subjects[word.i] = ([], "")
            self._subjects[word.i] = self._find_subject(word)
        return self._subjects[word.i]

    def _find_subject(self, word: Word) -> tuple[list[Word], str]:
        own = [child for child in word.deps("nsubj") if child.dep != "nsubj:outer"]
        if own:
            # of two subjects, the relative pronoun stands for another role ("som IS kontrollerer")
            subject = next((child for child in own if not self._is_relative(child, word)), own[0])
            if self._is_relative(subject, word):
                return expand(self._antecedent(word)), "relative"
            return expand(subject), ""
        relation = word.dep
        if relation == "conj":
            return self._conjunct_subject(word)
        if relation == "acl:relcl" or (relation in ("acl", "amod", "nmod") and self._relative_mark(word)):
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
        owners = [child for child in noun.deps("nmod:poss")]
        if owners:
            return expand(owners[0]), "infinitive"
        if noun.dep in ("obj", "iobj", "obl") and noun.head.lemma.lower() in self.grammar.control["object"]:
            return expand(noun), "control"
        light = noun.head.lemma.lower() in self.grammar.control["light_verbs"] | self.grammar.auxiliaries["perfect"]
        if noun.dep in ("obj", "xcomp") and noun.head.pos in ("VERB", "AUX") and light:
            subject, _how = self.surface_subject(noun.head)
            return subject, "infinitive"
        return [], ""

    def _controller(self, word: Word) -> tuple[list[Word], str]:
        governor = word.head
        if word.dep == "ccomp" and word.morph.get("VerbForm") == "Fin" and not word.deps("aux"):
            return [], ""
        objects = [child for child in governor.deps("obj", "iobj") if not _is_reflexive(child)]
        subject_control = governor.lemma.lower() in self.grammar.control["subject"]
        object_control = governor.lemma.lower() in self.grammar.control["object"]
        if objects and (word.dep == "xcomp" or object_control) and not subject_control:
            return expand(objects[0]), "control"
        subject, _how = self.surface_subject(governor)
        if subject and self.is_passive(governor) and word.dep == "advcl":
            return [], ""  # "was closed to stop the rebels": the understood subject is not the door
        return subject, "control" if word.dep == "xcomp" else "adverbial"

    def _is_relative(self, subject: Word, clause: Word) -> bool:
        if subject.lower not in self.grammar.words["relative_pronouns"]:
            return False
        return self._relative_clause(clause) is not None

    def _relative_clause(self, word: Word) -> Word | None:
        """The relative clause that ``word`` heads or is coordinated or embedded in."""
        while word.dep in ("conj", "xcomp", "ccomp") and word.head is not word:
            word = word.head
        return word if word.dep in ("acl:relcl", "acl") or self._relative_mark(word) else None

    def _relative_mark(self, word: Word) -> bool:
        # official Norwegian UD labels a relative clause with a nominal predicate nmod or amod; "som" gives it away
        return any(child.dep == "mark" and child.lower in self.grammar.words["relative_pronouns"] for child in word.children)

    def _antecedent(self, word: Word) -> Word:
        clause = self._relative_clause(word)
        return clause.head if clause is not None else word

    def _objects(self, frame: Frame) -> None:
        word = frame.head
        for child in word.deps("obj", "iobj"):
            if _is_reflexive(child):
                frame.particles.add(child.lower)
            elif child.lower in self.grammar.words["relative_pronouns"] and self._relative_clause(word):
                frame.add("obj", expand(self._antecedent(word)))
            else:
                frame.add(child.dep.partition(":")[0], expand(child))
        for child in word.deps("expl"):
            frame.particles.add(child.lower)
        for child in word.deps("ccomp", "xcomp"):
            frame.add("clause", [child])
        for child in word.children:
            if child.dep == "compound:prt" or (child.dep in ("advmod", "advcl", "mark", "obl", "case") and child.pos in ("ADP", "ADV")):
                frame.particles.add(child.lower)
        if word.dep == "amod" and not frame.roles["obj"] and not frame.roles["subj"]:
            frame.add("obj", expand(word.head))

    def _obliques(self, frame: Frame, word: Word) -> None:
        for child in word.children:
            if child.dep.partition(":")[0] not in ("obl", "nmod", "advmod", "advcl", "xcomp", "obj", "dep", "iobj") or child.pos not in NOMINAL:
                continue
            preposition = case_of(child)
            if not preposition:
                continue
            target = child
            if child.lower in self.grammar.words["relative_pronouns"] and self._relative_clause(word):
                target = self._antecedent(word)
            self._oblique(frame, preposition, expand(target))

    def _oblique(self, frame: Frame, preposition: str, words: list[Word]) -> None:
        frame.add(preposition, words)
        parts = preposition.split(" ")
        frame.particles.update(parts[:-1])  # "drove them out of": the direction is the verb's
        if len(parts) > 1:
            for part in parts:
                frame.add(part, words)
        for particle in frame.particles:
            frame.add(f"{particle} {parts[-1]}", words)

    def _relative(self, frame: Frame) -> None:
        """Fill the gap of a relative clause that has its own subject: its object, or the noun of a stranded preposition."""
        word = frame.head
        if word.dep not in ("acl:relcl", "acl") or not word.deps("nsubj"):
            return
        if "relative" in frame.steps:
            return
        antecedent = expand(word.head)
        stranded = [child for child in _stranded(word) if child.i > word.i or word.dep == "acl:relcl"]
        if any(child.lower in self.grammar.pronouns["relative_places"] for child in word.children):
            frame.add("relative-place", antecedent)
        elif stranded:
            for child in stranded:
                frame.add(child.lower, antecedent)
                amount = self.parse.words[child.i - 1]
                if {amount.lemma.lower(), amount.lower} & self.grammar.words["transparent"]:
                    frame.roles["share"] = [amount]
                    frame.roles["obj"] = antecedent
        elif not frame.roles["obj"]:
            frame.add("obj", antecedent)
        frame.steps.append("relative")

    def _agent(self, frame: Frame) -> None:
        for child in frame.head.children:
            if child.dep == "obl:agent" or (child.dep in ("obl", "nmod", "obl:arg") and case_of(child) in self.grammar.case["agent"]):
                frame.add("subj", expand(child))
        # beside a noun, the agent may hang one level lower: "areas held [by IS]"

    def _shared_object(self, frame: Frame) -> None:
        """"searched and detained the men": the object stands once, beside the last or the first verb."""
        if frame.roles["obj"] or frame.head.pos != "VERB" or "passive" in frame.steps:
            return
        for child in frame.head.deps("conj"):
            objects = child.deps("obj")
            between = [word for word in self.parse.words[frame.head.i + 1 : child.i] if word.dep not in ("cc", "punct", "advmod")]
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
        subject, how = self.surface_subject(word)
        frame.add("subj", subject)
        frame.steps.append(how or "copula")
        frame.particles.update(child.lower for child in word.deps("advmod"))
        self._oblique(frame, preposition, expand(word))
        return frame

    def _noun(self, word: Word) -> Frame:
        frame = Frame(word, "noun")
        for child in word.children:
            relation = child.dep.partition(":")[0]
            if child.dep == "nmod:poss" or (relation in ("nmod", "det") and child.morph.get("Case") == "Gen"):
                frame.add("poss", expand(child))
            elif relation == "nmod" and child.i < word.i and not case_of(child) and word.pos == "NOUN":
                frame.add("poss", expand(child))  # Norwegian genitives are plain nmod
            elif relation == "compound" and child.i < word.i:
                frame.add("compound", expand(child))
            elif relation == "amod":
                frame.add("amod", [child])
            elif relation in ("nmod", "obl", "acl") and child.pos in NOMINAL:
                preposition = case_of(child)
                if preposition:
                    self._oblique(frame, preposition, expand(child))
            elif relation in ("acl", "ccomp") and child.pos in ("VERB", "AUX", "ADJ"):
                frame.add("clause", [child])
        if word.deps("cop") or any(child.dep == "nsubj" for child in word.children):
            subject, how = self.surface_subject(word)
            frame.add("subj", subject)
            frame.steps.append(how or "copula")
        elif self._relative_mark(word):
            frame.add("subj", expand(word.head))
            frame.steps.append("relative")
        self._light_verb(frame)
        return frame

    def _light_verb(self, frame: Frame) -> None:
        verb = frame.head.head
        if frame.head.dep not in ("obj", "nsubj:pass", "obl", "xcomp") or verb.lemma.lower() not in self.grammar.control["light_verbs"]:
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
            subject, how = self.surface_subject(word)
            frame.add("subj", subject)
            frame.steps.append(how or "copula")
        elif word.dep in ("amod", "acl:relcl", "acl", "conj") and word.head is not word:
            frame.add("subj", expand(word.head))
        frame.add("clause", word.deps("xcomp", "ccomp", "advcl", "csubj"))
        self._obliques(frame, word)
        return frame


def expand(word: Word) -> list[Word]:
    """A nominal and what it is coordinated with: "the council and the elders" are two."""
    found = [word]
    for child in word.children:
        if child.dep == "conj" and child.pos in NOMINAL and not child.deps("nsubj", "cop"):
            found.extend(expand(child))
    return found


def case_of(word: Word) -> str:
    """The preposition(s) that mark ``word``, as lemmas: "in", "according to", "in front of"; "" for none."""
    marks: list[Word] = []
    titles = [child for child in word.deps("nmod", "compound") if child.i < word.i and word.pos == "PROPN"]
    for child in [*word.deps("case"), *(mark for title in titles for mark in title.deps("case"))]:
        if child.i < word.i or child.pos == "ADP":
            marks.append(child)
            marks.extend(child.deps("fixed"))
    marks = [mark for mark in marks if mark.pos != "PART" and mark.lower not in ("'s", "’s", "'", "’")]
    return " ".join(mark.lower for mark in sorted(marks, key=lambda mark: mark.i))


def _stranded(word: Word) -> list[Word]:
    """Prepositions of a clause that have no noun of their own ("much of", "som de kjempet mot")."""
    near = [*word.children, *(grandchild for child in word.deps("obj", "nsubj") for grandchild in child.children)]
    return [
        child
        for child in near
        if child.pos == "ADP" and not child.children and child.dep in ("case", "nmod", "obl", "advmod", "acl", "dep", "compound:prt") and child.i > child.head.i
    ]


def _is_reflexive(word: Word) -> bool:
    return word.morph.get("Reflex") == "Yes"
