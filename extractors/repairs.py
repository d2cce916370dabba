"""What a small parser gets wrong in news text time and again, set right where other words of the sentence decide it.

Each repair moves a few words of the tree and knows Universal Dependencies and the closed classes of a grammar alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final, TypeAlias

from extractors.syntax import Parse, Word, case_of
from ontology.languages import Grammar, grammar
from ontology.languages.inflection import inflection
from ontology.lexicon import lexicon

Words: TypeAlias = Sequence[Word]
Repair: TypeAlias = Callable[[Word, Words, Grammar], None]

VERBAL = ("VERB", "AUX")
NAMING = ("NOUN", "PROPN", "PRON")
STOPS = frozenset(",\"'”»’–—-")
REACH = 4  # words that a bound on a number may have: "no fewer than", "not more than"


def repaired(parse: Parse, language: Grammar) -> Parse:
    """The parse, its trees changed in place."""
    for sentence in parse.sentences:
        for word in sentence.words:
            for repair in REPAIRS.get(word.pos, ()):
                repair(word, sentence.words, language)
    return parse


def attach(word: Word, head: Word, dep: str) -> None:
    """Hang a word with all below it under another head."""
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    head.children.append(word)
    head.children.sort(key=lambda child: child.i)


def _replace(old: Word, new: Word, dep: str) -> None:
    """Put ``new``, which hangs below ``old``, in its place, with what follows it there."""
    if old.head is old:
        old.children.remove(new)
        new.head, new.dep = new, "root"
    else:
        attach(new, old.head, dep)
    for child in [each for each in old.children if each.i > new.i]:
        attach(child, new, child.dep)


@cache
def _verbs(code: str) -> frozenset[str]:
    return frozenset(lexicon(code).triggers["verb"]) | frozenset(grammar(code).governors)


def _speaks(word: Word, language: Grammar) -> bool:
    return any(governor.speaker for governor in language.governors.get(word.lemma.lower(), ()))


# ---- words of the wrong class


def _verb_in_disguise(word: Word, _words: Words, language: Grammar) -> None:
    """A verb that was taken for the noun it looks like: "Hizbollah angrep ...", "som Saudi-Arabia leder"."""
    relative = word.dep.startswith("acl") and any(
        child.lower in language.words["relative_pronouns"] for child in word.children
    )
    subjects = word.deps("nsubj")
    if word.dep == "xcomp" and word.deps("obj") and not word.deps("det", "case", "cop"):
        lemma = inflection(language.code).lemma(word.lower, "VERB", _verbs(language.code))
        if lemma is not None:  # "denied bombing the village"
            word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Ger"}
        return
    if not (subjects or relative) or word.deps("cop", "det", "case", "aux", "amod", "nummod"):
        return
    lemma = inflection(language.code).lemma(word.lower, "VERB", _verbs(language.code))
    if lemma is None or (subjects and subjects[0].i > word.i):
        return
    word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Fin", "Mood": "Ind"}
    if word.dep.startswith("acl"):
        word.dep = "acl:relcl"
    bare = [child for child in word.deps("obl", "nmod") if child.pos == "PROPN" and not case_of(child)]
    for child in bare:
        if child.i < word.i and not subjects:
            child.dep = "nsubj"
        elif child.i > word.i and not word.deps("obj"):
            child.dep = "obj"


def _participle_in_disguise(word: Word, _words: Words, language: Grammar) -> None:
    """A passive that was taken for a change of state: "presidenten vart avsett"."""
    verb = word.head
    if (
        word.dep != "xcomp"
        or verb.lemma.lower() not in language.auxiliaries["passive"]
        or word.deps("det", "case", "amod")
    ):
        return
    lemma = inflection(language.code).lemma(word.lower, "VERB", _verbs(language.code))
    if lemma is None:
        return
    if verb.head is verb:
        verb.children.remove(word)
        word.head, word.dep = word, "root"
    else:
        attach(word, verb.head, verb.dep)
    for child in list(verb.children):
        attach(child, word, "nsubj:pass" if child.dep == "nsubj" else child.dep)
    attach(verb, word, "aux:pass")
    word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Part"}


def _participle_lemma(word: Word, _words: Words, language: Grammar) -> None:
    """Beside a passive auxiliary a participle is a form of its verb, though it be an adjective elsewhere."""
    helpers = language.auxiliaries["passive"] | language.auxiliaries["resultative"]
    if not any(child.lemma.lower() in helpers for child in word.deps("aux", "cop")):
        return
    verbs = _verbs(language.code)
    if word.lemma.lower() not in verbs:
        word.lemma = inflection(language.code).lemma(word.lower, "VERB", verbs) or word.lemma


def _counted(word: Word, _words: Words, language: Grammar) -> None:
    """ "Dusinvis av landsbyboere ble såret": how many there are is part of the subject, no adverb."""
    counted = [child for child in word.deps("nmod") if case_of(child) in language.case["transparent_of"]]
    if word.lower not in language.words["transparent"] or not counted or word.head.pos not in VERBAL:
        return
    verb = word.head
    if not verb.deps("nsubj") and word.i < verb.i:
        word.pos, word.dep = "NOUN", "nsubj:pass" if verb.deps("aux:pass") else "nsubj"
    elif not verb.deps("obj") and word.i > verb.i:
        word.pos, word.dep = "NOUN", "obj"


def _bound(number: Word, words: Words, language: Grammar) -> None:
    """ "No fewer than three mayors", "fewer than 50 observers": the noun is counted, "fewer" only bounds the number."""
    noun, comparative = number.head, number.head.head
    _preposed(number, language)
    if noun is number or not number.i - REACH < comparative.i < number.i or comparative.pos not in ("ADJ", "ADV"):
        return
    said = [each.lower for each in words if comparative.i <= each.i < number.i]
    phrases = (phrase for bounds in language.bounds.values() for phrase in bounds)
    if not any(phrase.split(" ")[-len(said) :] == said for phrase in phrases):
        return
    verb, dep = comparative.head, comparative.dep
    if dep == "advmod" and verb.pos in ("VERB", "ADJ", "AUX") and not verb.deps("nsubj") and noun.i < verb.i:
        dep = "nsubj:pass" if verb.deps("aux:pass") else "nsubj"
    for mark in noun.deps("case"):
        if comparative.i <= mark.i < number.i:
            attach(mark, number, "advmod")
    _replace(comparative, noun, dep)
    attach(comparative, number, "advmod")


def _preposed(number: Word, language: Grammar) -> None:
    """ "kontrollerer rundt 80 prosent", "over 100 gisler er fri": the preposition bounds the number, and is no role."""
    noun = number.head
    marks = [each for each in noun.deps("case") if each.i == number.i - 1]
    bounds = {phrase for phrases in language.bounds.values() for phrase in phrases}
    if not marks or marks[0].lower not in bounds or len(noun.deps("case")) > 1 or noun.dep != "obl":
        return
    verb = noun.head
    role = "nsubj" if noun.i < verb.i else "obj"
    if verb.pos == "VERB" and not verb.deps(role):
        attach(marks[0], number, "advmod")
        noun.dep = "nsubj:pass" if role == "nsubj" and verb.deps("aux:pass") else role


# ---- arguments that hang from the wrong word


def _unburdened(helper: Word, _words: Words, _language: Grammar) -> None:
    """An auxiliary has no arguments: "Germany has so far refused", with Germany hung on "has"."""
    if helper.dep not in ("aux", "aux:pass", "cop"):
        return
    for child in helper.deps("nsubj", "obj", "obl"):
        attach(child, helper.head, child.dep)


def _apposed_subject(verb: Word, words: Words, _language: Grammar) -> None:
    """Of two subjects with a comma between them, the second says who the first is: "his deputy, Captain Deng, said"."""
    subjects = [child for child in verb.deps("nsubj") if child.i < verb.i and child.pos in ("NOUN", "PROPN")]
    if len(subjects) != len(verb.deps("nsubj")) or len(subjects) != 2:
        return
    first, second = subjects
    start = min(word.i for word in second.subtree())
    end = max(word.i for word in first.subtree() if word.i < start)
    between = [word.text for word in words if end < word.i < start] or [w.text for w in words if w.i == end]
    if between == [","]:
        attach(second, first, "appos")


def _attributive(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Kurdiskdominerte SDF innledet ...": a compound participle before a name describes it and is no clause."""
    objects = [child for child in verb.deps("obj") if child.i == verb.i + 1 and child.pos == "PROPN"]
    compound = any(child.dep == "compound" and child.i == verb.i - 1 for child in verb.children)
    nominal = {"csubj": "nsubj", "ccomp": "obj", "xcomp": "obj", "advcl": "obl"}
    if objects and compound and verb.dep in (*nominal, "nsubj", "obj", "obl"):
        _replace(verb, objects[0], nominal.get(verb.dep, verb.dep))
        attach(verb, objects[0], "amod")


def _compound_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "The Houthis control Hodeidah": a verb is not compounded with the noun before it."""
    apart = [child for child in verb.deps("compound") if child.end < verb.start and child.pos in NAMING]
    if apart and not verb.deps("nsubj") and verb.dep != "amod":
        apart[-1].dep = "nsubj"
        for other in verb.deps("det", "amod"):
            if other.i < apart[-1].i:
                attach(other, apart[-1], other.dep)


def _stolen_object(verb: Word, _words: Words, language: Grammar) -> None:
    """ "They have captured Tabqa, spokesman Bali said": the town is what was captured, and the apposition speaks."""
    if not _speaks(verb, language):
        return
    for town in verb.deps("nsubj"):
        speakers = [child for child in town.deps("appos") if town.i < child.i < verb.i]
        clauses = [each for each in verb.deps("ccomp") if each.i < town.i and not each.deps("obj")]
        if speakers and clauses and town.i == clauses[-1].i + 1:
            attach(town, clauses[-1], "obj")
            attach(speakers[0], verb, "nsubj")


def _swallowed_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Fredag forlot krigerne Raqqa": behind the verb come its subject and then its object, and not one phrase."""
    if verb.deps("obj") or len(verb.deps("nsubj")) != 1:
        return
    place = verb.deps("nsubj")[0]
    many = [
        child
        for child in place.deps("nmod")
        if verb.i < child.i < place.i and child.morph.get("Number") == "Plur" and not case_of(child)
    ]
    if place.pos == "PROPN" and many:
        attach(many[0], verb, "nsubj")
        place.dep = "obj"


def _number(word: Word, _words: Words, language: Grammar) -> None:
    """ "Twelve civilians": a number that opens a sentence is no name."""
    if word.lower in language.numbers["words"] and word.dep in ("compound", "amod", "nmod", "flat"):
        word.pos, word.dep = "NUM", "nummod"


def _second_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """A clause has one subject: of two bare names around or behind a verb, the second is the object."""
    subjects = [child for child in verb.deps("nsubj") if child.dep == "nsubj" and child.pos in NAMING]
    if len(subjects) == 2 and subjects[1].i > verb.i and not verb.deps("obj"):
        subjects[1].dep = "obj"


# ---- clauses that hang from the wrong word


def _relative(word: Word, _words: Words, language: Grammar) -> None:
    """ "LNA, som blir leidd av Haftar": a modifier with a relative pronoun for its subject is a clause."""
    pronouns = language.words["relative_pronouns"]
    if word.dep in ("amod", "nmod") and any(
        child.lower in pronouns and child.i < word.i for child in word.deps("nsubj", "obj")
    ):
        word.dep = "acl:relcl"


def _left_behind(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Hizbollah, som inngår i alliansen, støtter Syria": the noun before a relative clause is the subject of what
    follows, and no sentence by itself."""
    noun = verb.head
    alone = noun.is_root and noun.pos in ("NOUN", "PROPN") and not noun.deps("cop", "nsubj")
    between = [child for child in noun.deps("acl", "appos") if noun.i < child.i < verb.i]
    if verb.dep != "parataxis" or not alone or not between or noun.i > verb.i or _speaks(verb, language):
        return
    behind = [child for child in verb.deps("nsubj") if child.i > verb.i]
    if behind and not verb.deps("obj"):
        behind[0].dep = "obj"
    if not verb.deps("nsubj"):
        _replace(noun, verb, "root")
        attach(noun, verb, "nsubj:pass" if verb.deps("aux:pass") else "nsubj")


def _content(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Reports that it had bombed the town": a clause that lacks nothing is no relative one."""
    marked = any(child.lower in language.words["complementizers"] for child in verb.deps("mark"))
    if verb.dep == "acl:relcl" and marked and verb.deps("nsubj"):
        verb.dep = "acl"


def _complement(verb: Word, _words: Words, language: Grammar) -> None:
    """ "said on Wednesday that ...", "was urged by the bishop to surrender": the clause is the verb's."""
    charges = verb.lemma.lower() in language.control["object"]
    commands = charges or verb.lemma.lower() in language.raising
    for clause in verb.deps("advcl") if _speaks(verb, language) else ():
        first, *rest = [child.lower for child in clause.deps("mark")] or [""]
        if first in language.case["charge"] and rest and {*rest} <= language.words["complementizers"]:
            clause.dep = "ccomp"  # "nekter for at de ..."
    for noun in verb.deps("obl", "obj", "iobj", "nmod"):
        if noun.lemma.lower() in language.governors or noun.lemma.lower() in language.speech["statement_nouns"]:
            continue  # "repeated the claim that ..."
        for clause in noun.deps("acl"):
            marks = {child.lower for child in clause.deps("mark")}
            if _speaks(verb, language) and marks & language.words["complementizers"] and clause.deps("nsubj"):
                attach(clause, verb, "ccomp")
            elif commands and marks & language.case["infinitive"] and noun.dep.startswith("obl"):
                attach(clause, verb, "xcomp" if charges else "advcl")
            elif charges and marks & language.case["charge"] and not clause.deps("nsubj"):
                attach(clause, verb, "advcl")  # "accuses its neighbour of supporting them"


def _attribution(verb: Word, words: Words, language: Grammar) -> None:
    """ "..., its ministry said.": who is quoted stands at the end, beside the clause and not inside it."""
    root = next((word for word in words if word.is_root), None)
    if root is None or verb.is_root or verb.dep in ("parataxis", "amod") or not _speaks(verb, language):
        return
    place = words.index(verb)
    start = next((i for i in range(place - 1, -1, -1) if words[i].text in STOPS), None)
    if start is None or root in verb.subtree() or not any(word.pos in VERBAL for word in words[:start]):
        return
    between, after = words[start + 1 : place], words[place + 1 :]
    if root in between or not _is_attribution(between, after, language):
        return
    subject = _subject(verb, between) if between else _subject_behind(verb, after, root)
    if subject is None:
        return
    attach(verb, root, "parataxis")
    attach(subject, verb, "nsubj")
    for word in between:
        if word.head not in between and word.head is not verb and word.i < subject.i:
            attach(word, subject, "compound" if word.pos in NAMING else "dep")


def _is_attribution(between: Sequence[Word], after: Sequence[Word], language: Grammar) -> bool:
    """A noun phrase alone before the verb and no clause behind it; or none before it, and one behind it."""
    if not between:
        return bool(after) and after[0].pos in (*NAMING, "DET", "ADJ")
    if any(word.pos in VERBAL and word.dep != "aux" for word in (*between, *after)):
        return False
    opens = between[0]
    return opens.pos not in ("CCONJ", "SCONJ", "ADP") and opens.lower not in language.words["relative_pronouns"]


def _subject(verb: Word, between: Sequence[Word]) -> Word | None:
    own = verb.deps("nsubj")
    if own and own[0] in between:
        return own[0]
    heads = [word for word in between if word.pos in NAMING and word.head not in between]
    return heads[-1] if heads else None


def _subject_behind(verb: Word, after: Sequence[Word], root: Word) -> Word | None:
    """ "..., sverger Ahmad Massoud": the first noun behind the verb, unless a preposition marks it."""
    near = (verb, verb.head, root)
    subjects = (each for each in after if each.pos in NAMING and not case_of(each))
    return next((each for each in subjects if each is verb.head or each.head in near), None)


REPAIRS: Final[Mapping[str, tuple[Repair, ...]]] = {
    "NOUN": (_participle_in_disguise, _verb_in_disguise, _relative),
    "ADJ": (_participle_in_disguise, _participle_lemma, _relative),
    "ADV": (_counted,),
    "NUM": (_bound,),
    "AUX": (_unburdened,),
    "PROPN": (_number,),
    "VERB": (
        _attributive,
        _compound_subject,
        _unburdened,
        _relative,
        _content,
        _left_behind,
        _apposed_subject,
        _stolen_object,
        _swallowed_subject,
        _second_subject,
        _complement,
        _attribution,
    ),
}
"""The repairs of each class of words, in their order."""
