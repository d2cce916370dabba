"""Arguments that hang from the wrong word."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.repairs.moves import NAMING, STOPS, VERBAL, Words, attach, replace, speaks
from extractors.syntax import DASHES, Word, case_of
from ontology.languages import Grammar

HELD = ("nsubj", "obj", "obl", "nmod", "conj")
REACH = 5  # words that the place and the agency at the head of a report have


def unburdened(helper: Word, _words: Words, _language: Grammar) -> None:
    """An auxiliary has no arguments: "Germany has so far refused", with Germany hung on "has"."""
    if helper.dep not in ("aux", "aux:pass", "cop"):
        return
    for child in helper.deps("nsubj", "obj", "obl"):
        attach(child, helper.head, child.dep)


def apposed_subject(verb: Word, words: Words, _language: Grammar) -> None:
    """Of two subjects with a comma between them, the second says who the first is: "his deputy, Captain Deng, said"."""
    subjects = [child for child in verb.deps("nsubj") if child.i < verb.i and child.pos in ("NOUN", "PROPN")]
    if len(subjects) != len(verb.deps("nsubj")) or len(subjects) != 2:
        return
    first, second = subjects
    start = min(word.i for word in second.subtree())
    end = max((word.i for word in first.subtree() if word.i < start), default=first.i)
    between = [word.text for word in words if end < word.i < start] or [w.text for w in words if w.i == end]
    if between == [","]:
        attach(second, first, "appos")


def attributive(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Kurdiskdominerte SDF innledet ...": a compound participle before a name describes it and is no clause."""
    objects = [child for child in verb.deps("obj", "nsubj") if child.i == verb.i + 1 and child.pos == "PROPN"]
    compound = any(child.dep == "compound" and child.i == verb.i - 1 for child in verb.children)
    nominal = {"csubj": "nsubj", "ccomp": "obj", "xcomp": "obj", "advcl": "obl"}
    if objects and compound and verb.dep in (*nominal, "nsubj", "obj", "obl"):
        replace(verb, objects[0], nominal.get(verb.dep, verb.dep))
        attach(verb, objects[0], "amod")


def compound_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "The Houthis control Hodeidah": a verb is not compounded with the noun before it."""
    apart = [child for child in verb.deps("compound") if child.end < verb.start and child.pos in NAMING]
    if apart and not verb.deps("nsubj") and verb.dep != "amod":
        apart[-1].dep = "nsubj"
        for other in verb.deps("det", "amod"):
            if other.i < apart[-1].i:
                attach(other, apart[-1], other.dep)


def stray_conjunct(noun: Word, words: Words, language: Grammar) -> None:
    """ "Attacks by the army on one hand, and allied militias on the other": a noun joins a noun, and not the verb."""
    verb = noun.head
    if noun.dep != "conj" or verb.pos != "VERB" or noun.deps("cop", "nsubj", "aux", "case") or not noun.deps("cc"):
        return
    first = min(word.i for word in noun.subtree())
    phrases = [phrase.split(" ") for phrase in language.words["discourse_phrases"]]
    arguments = [
        child
        for child in verb.children
        if verb.i < child.i < first and child.pos in NAMING and not _in_phrase(child, words, phrases)
    ]
    if arguments and arguments[-1].dep.partition(":")[0] in ("obj", "obl", "nmod"):
        attach(noun, arguments[-1], "conj")


def _in_phrase(noun: Word, words: Words, phrases: Sequence[Sequence[str]]) -> bool:
    """Whether a noun ends a fixed phrase that is no argument."""
    place = words.index(noun) + 1
    return any([word.lower for word in words[max(0, place - len(each)) : place]] == [*each] for each in phrases)


def compound_conjunct(noun: Word, _words: Words, _language: Grammar) -> None:
    """ "The army and Russian warplanes": an origin opens a phrase; the noun before "and" is no part of a compound."""
    head = noun.head
    joined = [child for child in noun.deps("conj") if child.name_type == "DRV" and noun.i < child.i < head.i]
    if noun.dep != "compound" or head.is_root or not joined:
        return
    adjective = joined[0]
    for child in [each for each in head.deps("case", "det", "amod", "compound", "nummod") if each.i < noun.i]:
        attach(child, noun, child.dep)
    for cc in adjective.deps("cc"):
        attach(cc, head, "cc")
    attach(adjective, head, "amod")
    attach(noun, head.head, head.dep)
    attach(head, noun, "conj")


def inner_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "I går har hundre krigere nådd Tripoli": between a finite auxiliary and its participle stands the subject, and
    what was taken for one behind them is the object."""
    helpers = [each for each in verb.deps("aux") if each.morph.get("VerbForm") == "Fin" and each.i < verb.i]
    subjects = verb.deps("nsubj")
    if not helpers or verb.dep.startswith("acl") or any(each.i < verb.i for each in subjects):
        return
    inner = [each for each in verb.deps("obj") if helpers[0].i < each.i < verb.i and each.pos in ("NOUN", "PROPN")]
    opens = any(each.i < helpers[0].i and each.dep != "mark" and each.pos != "PUNCT" for each in verb.children)
    if len(inner) == 1 and opens and verb.morph.get("VerbForm") == "Part":
        inner[0].dep = "nsubj"
        for each in subjects:
            each.dep = "obj"


def counted_subject(verb: Word, words: Words, _language: Grammar) -> None:
    """ "Thirty people died and over 70 were wounded": a number before a passive without a subject is its subject."""
    helpers = verb.deps("aux:pass")
    place = words.index(helpers[0]) if helpers else 0
    number = words[place - 1] if place else verb
    if number.pos != "NUM" or number.dep != "conj":
        return
    noun, first = number.head, verb.head
    own = verb.deps("nsubj")
    if verb.dep == "conj" and not own:
        attach(number, verb, "nsubj:pass")
    elif own == [noun] and first.pos == "VERB" and first.i < noun.i < number.i and not first.deps("aux:pass"):
        attach(noun, first, "obj")  # "thirty lost their lives and over 70 were wounded"
        attach(number, verb, "nsubj:pass")
        verb.dep = "conj"


def joined_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "..., and Iran, which armed them, asks ...": a noun hung on the "and" is the subject of the verb behind it."""
    if verb.deps("nsubj"):
        return
    nouns = [each for cc in verb.deps("cc") for each in cc.children if each.pos in ("NOUN", "PROPN") and each.i > cc.i]
    if len(nouns) == 1 and nouns[0].i < verb.i:
        attach(nouns[0], verb, "nsubj:pass" if verb.deps("aux:pass") else "nsubj")


def controlled_object(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Ber nabolandene stenge grensene": whoever is asked to do it is the object of the verb of asking."""
    if verb.lemma.lower() not in language.control["object"] or verb.deps("obj", "iobj"):
        return
    for clause in verb.deps("xcomp", "ccomp"):
        subjects = [each for each in clause.deps("nsubj") if verb.i < each.i < clause.i and each.pos in NAMING]
        infinite = clause.pos == "VERB" and clause.morph.get("VerbForm") == "Inf" and not clause.deps("mark", "aux")
        if len(subjects) == 1 and infinite:
            attach(subjects[0], verb, "obj")
            clause.dep = "xcomp"


def stolen_object(verb: Word, _words: Words, language: Grammar) -> None:
    """ "They have captured Tabqa, spokesman Bali said": the town is what was captured, and the apposition speaks."""
    if not speaks(verb, language):
        return
    for town in verb.deps("nsubj"):
        speakers = [child for child in town.deps("appos") if town.i < child.i < verb.i]
        clauses = [each for each in verb.deps("ccomp") if each.i < town.i and not each.deps("obj")]
        if speakers and clauses and town.i == clauses[-1].i + 1:
            attach(town, clauses[-1], "obj")
            attach(speakers[0], verb, "nsubj")


def swallowed_subject(verb: Word, _words: Words, _language: Grammar) -> None:
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


def number(word: Word, _words: Words, language: Grammar) -> None:
    """ "Twelve civilians": a number that opens a sentence is no name."""
    if word.lower in language.numbers["words"] and word.dep in ("compound", "amod", "nmod", "flat"):
        word.pos, word.dep = "NUM", "nummod"


def second_subject(verb: Word, _words: Words, _language: Grammar) -> None:
    """A clause has one subject: of two bare names around or behind a verb, the second is the object."""
    naming = (*NAMING, "ADJ")  # "minst tolv sivile mistet livet"
    subjects = [child for child in verb.deps("nsubj") if child.dep == "nsubj" and child.pos in naming]
    if len(subjects) == 2 and subjects[1].i > verb.i and not verb.deps("obj"):
        subjects[1].dep = "obj"


def stolen_subject(verb: Word, words: Words, language: Grammar) -> None:
    """ "The coalition, also known as X, said": a participle between commas describes the subject of what follows."""
    if verb.deps("nsubj") or not verb.is_root:
        return
    for clause in verb.deps("advcl", "ccomp", "csubj"):
        subjects = clause.deps("nsubj")
        bare = clause.morph.get("VerbForm") == "Part" and not clause.deps("aux", "mark")
        apart = bool(subjects) and _precedes_comma(subjects[-1], clause, words)
        if clause.i < verb.i and bare and subjects and (apart or speaks(verb, language)):
            for subject in subjects:
                attach(subject, verb, "nsubj")
            attach(clause, subjects[-1], "acl")


def _precedes_comma(noun: Word, clause: Word, words: Words) -> bool:
    """Whether a comma stands between a noun and the clause that it hangs in."""
    if noun.i > clause.i:
        return False
    inside = (each for each in noun.subtree() if each.pos != "PUNCT" and each.i < clause.i)
    return words[words.index(max(inside, key=lambda each: each.i, default=noun)) + 1].text == ","


def closing_speaker(verb: Word, words: Words, language: Grammar) -> None:
    """ "..., and few remained, commander Hamid said": the name right before the last verb is its subject."""
    if not verb.is_root or not speaks(verb, language):
        return
    place = words.index(verb)
    start = next((index for index in range(place - 1, -1, -1) if words[index].text in STOPS), None)
    chunk = words[start + 1 : place] if start is not None else ()
    heads = [word for word in chunk if word.head not in chunk]
    own = verb.deps("nsubj")
    if start is None or not heads or (own and (own[0] in chunk or heads[0].head is not own[0] or own[0].i > verb.i)):
        return
    if any(each.pos not in NAMING or case_of(each) or each.head.i > verb.i for each in heads):
        return
    speaker = heads[0]
    if len(heads) > 1 and not all(each.head is speaker.head and each.dep == "conj" for each in heads):
        return
    clause = speaker.head
    for child in [each for each in speaker.children if each.i <= start and each.pos in VERBAL]:
        attach(child, clause, "conj")
    if speaker.dep == "appos" and clause.pos == "PROPN" and _is_set_off(clause, start, words):
        speaker = clause  # "..., Anna Lee, an expert on the region said"
    attach(speaker, verb, "nsubj")
    if own:  # "... entered Hawija, one of the last pockets, officials said"
        before = [each for each in words if each.i < min(own[0].subtree(), key=lambda each: each.i).i]
        nouns = [each for each in before if each.pos in NAMING]
        attach(own[0], nouns[-1], "appos") if nouns else attach(own[0], verb, "dep")
    for other in heads[1:]:
        attach(other, speaker, "conj")  # "..., lawmakers and residents said"


def _is_set_off(name: Word, stop: int, words: Words) -> bool:
    """Whether a name is all that stands between two commas, the second at ``stop``."""
    first = words.index(name)
    return first > 0 and words[first - 1].text in STOPS and all(each.head is name for each in words[first + 1 : stop])


def small_clause(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "Left 205 people dead": the noun between a verb and what it makes of it is the object of the verb."""
    for result in verb.deps("xcomp"):
        beside = result.deps("obl", "nmod", "nsubj")
        nouns = [each for each in beside if verb.i < each.i < result.i and not case_of(each)]
        if result.pos == "ADJ" and nouns and not verb.deps("obj"):
            attach(nouns[-1], verb, "obj")


def twice_titled(verb: Word, _words: Words, _language: Grammar) -> None:
    """ "UN Secretary-General Guterres condemned": the body before a title is part of the title, and no subject."""
    subjects = verb.deps("nsubj")
    if len(subjects) != 2 or subjects[1].i > verb.i:
        return
    body, name = subjects
    titles = [each for each in name.children if each.dep == "nmod:desc" and each.i == body.i + 1]
    if titles and not body.children:
        attach(body, titles[0], "compound")


def titled(title: Word, _words: Words, _language: Grammar) -> None:
    """ "GNA Prime Minister Serraj", "en talsmann for hæren, general Mayhoub": what stands around a title belongs to it,
    and the preposition before it to the name: "av FN-ambassadør Jaafari"."""
    name = title.head
    beside = title.dep == "nmod" and title.pos == "NOUN" and name.pos == "PROPN" and name.i > title.i
    if title.dep != "nmod:desc" and not beside:
        return
    for mark in title.deps("case"):
        if name.i == title.i + 1 and not case_of(name):
            attach(mark, name, "case")
    if case_of(title):
        return
    first = min(each.i for each in title.subtree())
    for body in name.deps("compound", "nmod:poss", "nmod"):
        inside = [each.i for each in body.subtree()]
        owner = body.pos == "PROPN" or body.morph.get("Case") == "Gen"
        before = owner and max(inside) == first - 1 and name.i == title.i + 1 and not case_of(body)
        behind = min(inside) == title.i + 1 and max(inside) < name.i and bool(case_of(body))
        if (before or behind) and body is not title and body.dep != "nmod:desc":
            attach(body, title, body.dep)


def marked_subject(verb: Word, _words: Words, language: Grammar) -> None:
    """ "I Chin tok opprørere kontroll": what has a preposition of place is no subject beside two objects."""
    places = language.case["place"]
    for subject in verb.deps("nsubj"):
        if len(verb.deps("obj")) > 1 and subject.i < verb.i and case_of(subject) in places:
            subject.dep = "obl"


def office_of(noun: Word, words: Words, _language: Grammar) -> None:
    """ "Secretary of State Condoleezza Rice": what an office is for is no part of the name."""
    name, marks = noun.head, [each for each in noun.deps("case") if each.i < noun.i]  # and no genitive behind it
    if noun.dep != "compound" or not marks or name.pos not in NAMING or name.i < noun.i:
        return
    office = words[words.index(marks[0]) - 1]
    if office.head is name and office.dep == "compound":
        attach(noun, office, "nmod")
        office.dep = "nmod:desc"


def joined_predicate(noun: Word, _words: Words, _language: Grammar) -> None:
    """ "X, which has 200 soldiers and is part of Y": a predicate joins the clause before it, and not the noun."""
    clauses = [each for each in noun.head.deps("acl") if noun.head.i < each.i < noun.i and each.pos == "VERB"]
    if noun.dep == "conj" and noun.deps("cop") and not noun.deps("nsubj") and clauses and noun.head.pos in NAMING:
        attach(noun, clauses[-1], "conj")


def freed_subject(verb: Word, words: Words, _language: Grammar) -> None:
    """ "According to the UN, 30 families have fled", "Pakistan, long accused of it, shut the border": a noun without a
    preposition behind a comma, or one that is called upon, is the subject of a verb that has none."""
    if any(child.dep.partition(":")[0] in ("nsubj", "csubj", "expl") for child in verb.children) or verb.dep == "conj":
        return
    dep = "nsubj:pass" if verb.deps("aux:pass") else "nsubj"
    called = [each for each in verb.children if each.dep == "vocative" and each.i < verb.i]
    inner = (noun for child in verb.deps("obl") if child.i < verb.i for noun in child.deps("nmod", "conj", "appos"))
    behind = [each for each in inner if each.i < verb.i and not case_of(each) and not each.deps("cc")]
    behind = [each for each in behind if _follows_comma(each, words) and each.pos in NAMING]
    if verb.is_root and (called or behind):
        attach((behind or called)[-1], verb, dep)


def included(comma: Word, words: Words, language: Grammar) -> None:
    """ "Tok flere landsbyer, deriblant Kona": what is named of several things is joined to them."""
    place = words.index(comma)
    phrases = [phrase.split(" ") for phrase in language.words["including"]] if comma.text == "," else []
    said = [word.lower for word in words[place + 1 : place + 1 + REACH]]
    marks = next((len(each) for each in phrases if said[: len(each)] == each), 0)
    stop = (i for i in range(place + 1 + marks, len(words)) if words[i].pos == "PUNCT" and words[i].text not in "()")
    chunk = words[place + 1 + marks : next(stop, len(words))] if marks else ()
    heads = [word for word in chunk if word.head not in chunk]
    several = [
        word
        for word in words[:place]
        if word.pos in ("NOUN", "ADJ") and word.morph.get("Number") == "Plur" and word.dep.partition(":")[0] in HELD
    ]
    if not heads or not several or heads[0].pos not in NAMING:
        return
    if several[-1].head is heads[0] and heads[0].head is not heads[0]:
        attach(several[-1], heads[0].head, heads[0].dep)
    if heads[0] in several[-1].ancestors():
        return
    if heads[0].deps("nummod"):
        return  # "five people, among them three children": counted already
    for mark in words[place + 1 : place + 1 + marks]:
        attach(mark, heads[0], "cc")
    attach(heads[0], several[-1], "conj")


def _follows_comma(noun: Word, words: Words) -> bool:
    place = words.index(min(noun.subtree(), key=lambda each: each.i))
    return place > 0 and words[place - 1].text == ","


def mistaken_complementizer(verb: Word, _words: Words, language: Grammar) -> None:
    """ "Said that more than 350 fighters had been captured": "that" opens the clause, and the noun is its subject."""
    subjects = verb.deps("nsubj")
    nouns = [
        each for each in verb.deps("advmod", "obl") if each.pos == "NOUN" and each.i < verb.i and not case_of(each)
    ]
    opens = len(subjects) == 1 and subjects[0].lower in language.words["complementizers"] and subjects[0].pos == "PRON"
    if verb.dep == "ccomp" and opens and nouns and subjects[0].i < nouns[-1].i and nouns[-1].deps("nummod", "amod"):
        nouns[-1].dep = subjects[0].dep
        subjects[0].dep, subjects[0].pos = "mark", "SCONJ"


def dateline(dash: Word, words: Words, _language: Grammar) -> None:
    """ "KIRKUK, Iraq - Troops entered ...": where a report was written is no part of its first phrase."""
    place = words.index(dash)
    before = [each for each in words[:place] if each.pos != "PUNCT"]
    root = next((each for each in words if each.is_root), None)
    spaced = place + 1 < len(words) and words[place - 1].end < dash.start and dash.end < words[place + 1].start
    opens = bool(before) and len(before) <= REACH and before[0].text.isupper() and len(before[0].text) > 2
    if dash.text not in DASHES or root is None or not (spaced and opens) or root in before:
        return
    for each in before:
        if each.head not in before:
            attach(each, root, "parataxis")


def heading_speaker(colon: Word, words: Words, _language: Grammar) -> None:
    """ "Polisario: Three soldiers killed": whoever stands before the colon says the rest and takes no part in it."""
    before = [each for each in words[: words.index(colon)] if each.pos != "PUNCT"]
    if colon.text != ":" or not 0 < len(before) <= REACH or any(each.pos not in (*NAMING, "ADJ") for each in before):
        return
    for each in before:
        if each.head.i > colon.i:
            each.dep = "vocative"
