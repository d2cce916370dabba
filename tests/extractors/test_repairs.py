"""Trees that the parser gets wrong, built by hand, and what is made of them."""

from __future__ import annotations

import pytest

from extractors.repairs import repaired
from extractors.repairs.moves import attach
from extractors.syntax import Parse, Sentence, Word
from ontology.languages import grammar

Row = tuple[str, str, str, str, int]
"""text, lemma, UPOS, relation, head (from 0; its own number for the root)"""


def parse(rows: list[Row]) -> Parse:
    """A parse of one sentence from rows, its words with one blank between them."""
    words, start = [], 0
    for index, (text, lemma, pos, dep, _) in enumerate(rows):
        words.append(Word(index, start, start + len(text), text, lemma, pos, dep, {}))
        start += len(text) + 1
    for word, row in zip(words, rows, strict=True):
        if row[4] != word.i:
            word.head = words[row[4]]
            word.head.children.append(word)
    return Parse(" ".join(row[0] for row in rows), tuple(words), (Sentence(0, tuple(words)),), ())


PEOPLE = frozenset({"Zaw", "Min", "Tun"})


def links(found: Parse) -> dict[str, tuple[str, str]]:
    """Relation and head of each word."""
    return {word.text: (word.dep, word.head.text) for word in found.words}


def test_attribution_at_the_end_stands_beside_the_clause() -> None:
    """ "The army left the village of Kona, its ministry said": the parser hung the ministry on the village."""
    rows: list[Row] = [
        ("Troops", "troops", "NOUN", "nsubj", 1),
        ("left", "leave", "VERB", "root", 1),
        ("Kona", "Kona", "PROPN", "obj", 1),
        (",", ",", "PUNCT", "punct", 5),
        ("its", "its", "PRON", "nmod:poss", 5),
        ("ministry", "ministry", "NOUN", "appos", 2),
        ("said", "say", "VERB", "acl:relcl", 5),
        (".", ".", "PUNCT", "punct", 1),
    ]
    found = links(repaired(parse(rows), grammar("en")))
    assert found["said"] == ("parataxis", "left")
    assert found["ministry"] == ("nsubj", "said")


@pytest.mark.parametrize("opening", ["who", "and"])
def test_relative_and_coordinated_clauses_of_saying_stay(opening: str) -> None:
    """ "..., Kona, who said so" describes Kona; "..., and said so" goes on with its own subject."""
    rows: list[Row] = [
        ("Troops", "troops", "NOUN", "nsubj", 1),
        ("met", "meet", "VERB", "root", 1),
        ("Kona", "Kona", "PROPN", "obj", 1),
        (",", ",", "PUNCT", "punct", 5),
        (opening, opening, "PRON" if opening == "who" else "CCONJ", "nsubj" if opening == "who" else "cc", 5),
        ("said", "say", "VERB", "acl:relcl", 2),
        ("so", "so", "ADV", "advmod", 5),
    ]
    assert links(repaired(parse(rows), grammar("en")))["said"] == ("acl:relcl", "Kona")


def test_content_clause_belongs_to_the_verb_and_not_to_the_day() -> None:
    """ "said on Monday that troops left"."""
    rows: list[Row] = [
        ("Kona", "Kona", "PROPN", "nsubj", 1),
        ("said", "say", "VERB", "root", 1),
        ("on", "on", "ADP", "case", 3),
        ("Monday", "monday", "PROPN", "obl", 1),
        ("that", "that", "SCONJ", "mark", 6),
        ("troops", "troops", "NOUN", "nsubj", 6),
        ("left", "leave", "VERB", "acl:relcl", 3),
    ]
    assert links(repaired(parse(rows), grammar("en")))["left"] == ("ccomp", "said")


def test_bound_gives_its_place_to_the_noun_that_is_counted() -> None:
    """ "kidnapped no fewer than three mayors": mayors, not a few."""
    rows: list[Row] = [
        ("Rebels", "rebel", "NOUN", "nsubj", 1),
        ("kidnapped", "kidnap", "VERB", "root", 1),
        ("no", "no", "DET", "det", 3),
        ("fewer", "few", "ADJ", "obj", 1),
        ("than", "than", "ADP", "case", 6),
        ("three", "three", "NUM", "nummod", 6),
        ("mayors", "mayor", "NOUN", "obl", 3),
    ]
    found = links(repaired(parse(rows), grammar("en")))
    assert found["mayors"] == ("obj", "kidnapped")
    assert found["fewer"] == ("advmod", "three")


def test_noun_with_a_subject_is_the_verb_that_it_looks_like() -> None:
    """ "Hizbollah angrep tirsdag Kiryat": "angrep" is also a noun."""
    rows: list[Row] = [
        ("Hizbollah", "Hizbollah", "PROPN", "nsubj", 1),
        ("angrep", "angrep", "NOUN", "root", 1),
        ("tirsdag", "tirsdag", "NOUN", "obl", 1),
        ("Kiryat", "Kiryat", "PROPN", "obl", 1),
    ]
    found = repaired(parse(rows), grammar("nb"))
    assert (found.words[1].pos, found.words[1].lemma) == ("VERB", "angripe")
    assert links(found)["Kiryat"] == ("obj", "angrep")


def test_behind_a_comma_without_and_stands_an_apposition() -> None:
    """ "The chief, Ali, fled": the parser made two of them."""
    rows: list[Row] = [
        ("chief", "chief", "NOUN", "nsubj", 4),
        (",", ",", "PUNCT", "punct", 2),
        ("Ali", "Ali", "PROPN", "conj", 0),
        (",", ",", "PUNCT", "punct", 0),
        ("fled", "flee", "VERB", "root", 4),
    ]
    assert links(repaired(parse(rows), grammar("en")))["Ali"] == ("appos", "chief")


def test_what_describes_a_noun_is_not_its_verb() -> None:
    """ "Fighters loyal to Ali stopped a bus": the parser took "loyal" for who stopped it."""
    rows: list[Row] = [
        ("Fighters", "fighter", "NOUN", "nsubj", 1),
        ("loyal", "loyal", "ADJ", "nsubj", 4),
        ("to", "to", "ADP", "case", 3),
        ("Ali", "Ali", "PROPN", "obl", 1),
        ("stopped", "stop", "VERB", "root", 4),
        ("buses", "bus", "NOUN", "obj", 4),
    ]
    found = links(repaired(parse(rows), grammar("en")))
    assert found["Fighters"] == ("nsubj", "stopped")
    assert found["loyal"] == ("amod", "Fighters")


def test_no_repair_makes_a_circle() -> None:
    """Whatever a repair is wrong about: a word does not come to hang below itself."""
    found = parse([("Troops", "troops", "NOUN", "nsubj", 1), ("left", "leave", "VERB", "root", 1)])
    attach(found.words[1], found.words[0], "obj")
    attach(found.words[0], found.words[0], "obj")
    assert links(found) == {"Troops": ("nsubj", "left"), "left": ("root", "left")}


ASIDES: list[tuple[str, str, list[Row], dict[str, tuple[str, str]]]] = [
    (
        "whose",
        "en",
        [
            ("Ruto", "Ruto", "PROPN", "obl", 4),
            (",", ",", "PUNCT", "punct", 0),
            ("whose", "whose", "PRON", "nmod:poss", 3),
            ("country", "country", "NOUN", "nsubj", 4),
            ("holds", "hold", "VERB", "root", 4),
            ("it", "it", "PRON", "obj", 4),
            (",", ",", "PUNCT", "punct", 7),
            ("flew", "fly", "VERB", "conj", 4),
        ],
        {"flew": ("root", "flew"), "Ruto": ("nsubj", "flew"), "holds": ("acl:relcl", "Ruto")},
    ),
    (
        "loyal",
        "en",
        [
            ("Gunmen", "gunman", "NOUN", "nsubj", 1),
            ("loyal", "loyal", "ADJ", "ccomp", 7),
            ("to", "to", "ADP", "case", 3),
            ("elders", "elder", "NOUN", "nsubj", 4),
            ("overran", "overrun", "VERB", "ccomp", 1),
            ("bases", "base", "NOUN", "obj", 4),
            ("residents", "resident", "NOUN", "nsubj", 7),
            ("said", "say", "VERB", "root", 7),
        ],
        {"Gunmen": ("nsubj", "overran"), "elders": ("obl", "loyal"), "loyal": ("amod", "Gunmen")},
    ),
    (
        "a conjunction taken for a preposition",
        "en",
        [
            ("Dozens", "dozen", "NOUN", "nsubj", 4),
            ("dead", "dead", "ADJ", "amod", 0),
            ("as", "as", "ADP", "case", 3),
            ("rebels", "rebel", "NOUN", "nmod", 0),
            ("seize", "seize", "VERB", "root", 4),
            ("Palma", "Palma", "PROPN", "obj", 4),
        ],
        {"Dozens": ("nsubj", "dead"), "seize": ("advcl", "dead"), "rebels": ("nsubj", "seize")},
    ),
    (
        "two titles",
        "en",
        [
            ("Coalition", "coalition", "NOUN", "compound", 1),
            ("spokesman", "spokesman", "NOUN", "nmod:desc", 2),
            ("Col.", "Col.", "PROPN", "nmod:desc", 3),
            ("Ryan", "Ryan", "PROPN", "nsubj", 5),
            ("Dillon", "Dillon", "PROPN", "flat", 3),
            ("left", "leave", "VERB", "root", 5),
        ],
        {"spokesman": ("nmod:desc", "Ryan")},
    ),
    (
        "what a noun tells",
        "en",
        [
            ("The", "the", "DET", "det", 1),
            ("claim", "claim", "NOUN", "nsubj", 6),
            ("that", "that", "SCONJ", "mark", 5),
            ("it", "it", "PRON", "nsubj", 5),
            ("had", "have", "AUX", "aux", 5),
            ("won", "win", "VERB", "ccomp", 1),
            ("spread", "spread", "VERB", "root", 6),
        ],
        {"won": ("acl", "claim")},
    ),
    (
        "an owned verb",
        "en",
        [
            ("It", "it", "PRON", "nsubj", 1),
            ("doubts", "doubt", "VERB", "root", 1),
            ("their", "their", "PRON", "nmod:poss", 3),
            ("claim", "claim", "VERB", "obj", 1),
            ("that", "that", "SCONJ", "mark", 6),
            ("they", "they", "PRON", "nsubj", 6),
            ("won", "win", "VERB", "ccomp", 3),
        ],
        {"won": ("acl", "claim")},
    ),
    (
        "taken prisoner",
        "en",
        [
            ("They", "they", "PRON", "nsubj", 1),
            ("took", "take", "VERB", "root", 1),
            ("my", "my", "PRON", "nmod:poss", 4),
            ("sons", "son", "NOUN", "compound", 4),
            ("prisoner", "prisoner", "NOUN", "obj", 1),
        ],
        {"sons": ("obj", "took"), "my": ("nmod:poss", "sons"), "prisoner": ("xcomp", "took")},
    ),
    (
        "a divided name",
        "nb",
        [
            ("talsmann", "talsmann", "NOUN", "nmod", 3),
            ("Zaw", "Zaw", "PROPN", "flat:name", 0),
            ("Min", "Min", "PROPN", "nmod", 3),
            ("Tun", "Tun", "PROPN", "nsubj", 4),
            ("nekter", "nekte", "VERB", "root", 4),
        ],
        {"Zaw": ("nsubj", "nekter"), "Tun": ("flat", "Zaw"), "talsmann": ("nmod", "Zaw")},
    ),
    (
        "a title at the head",
        "nb",
        [
            ("Juntatalsmann", "Juntatalsmann", "PROPN", "nsubj", 3),
            ("Ali", "Ali", "PROPN", "flat:name", 0),
            ("Omar", "Omar", "PROPN", "flat:name", 0),
            ("nekter", "nekte", "VERB", "root", 3),
        ],
        {"Ali": ("nsubj", "nekter"), "Omar": ("flat:name", "Ali"), "Juntatalsmann": ("nmod", "Ali")},
    ),
    (
        "a name at the top",
        "en",
        [
            ("Musa", "Musa", "PROPN", "root", 0),
            (",", ",", "PUNCT", "punct", 4),
            ("the", "the", "DET", "det", 4),
            ("union", "union", "NOUN", "compound", 4),
            ("envoy", "envoy", "NOUN", "nsubj", 6),
            (",", ",", "PUNCT", "punct", 6),
            ("left", "leave", "VERB", "acl:relcl", 0),
        ],
        {"Musa": ("nsubj", "left"), "envoy": ("appos", "Musa")},
    ),
    (
        "its only subject",
        "en",
        [
            ("whose", "whose", "PRON", "nmod:poss", 1),
            ("soldiers", "soldier", "NOUN", "nsubj:outer", 2),
            ("leave", "leave", "VERB", "root", 2),
        ],
        {"soldiers": ("nsubj", "leave")},
    ),
    (
        "for somebody to do",
        "en",
        [
            ("It", "it", "PRON", "expl", 1),
            ("took", "take", "VERB", "root", 1),
            ("weeks", "week", "NOUN", "obj", 1),
            ("for", "for", "ADP", "case", 4),
            ("them", "they", "PRON", "obl", 1),
            ("to", "to", "PART", "mark", 6),
            ("reach", "reach", "VERB", "csubj", 1),
            ("Homs", "Homs", "PROPN", "obj", 6),
        ],
        {"them": ("nsubj", "reach")},
    ),
    (
        "told with what was told",
        "en",
        [
            ("Musa", "Musa", "PROPN", "nsubj", 1),
            ("said", "say", "VERB", "root", 1),
            ("rebels", "rebel", "NOUN", "nsubj", 4),
            ("had", "have", "AUX", "aux", 4),
            ("fled", "flee", "VERB", "ccomp", 1),
            ("and", "and", "CCONJ", "cc", 6),
            ("burned", "burn", "VERB", "conj", 1),
            ("houses", "house", "NOUN", "obj", 6),
        ],
        {"burned": ("conj", "fled")},
    ),
    (
        "a noun in brackets",
        "en",
        [
            ("He", "he", "PRON", "nsubj", 1),
            ("saw", "see", "VERB", "root", 1),
            ("foreign", "foreign", "ADJ", "obj", 1),
            ("and", "and", "CCONJ", "cc", 4),
            ("local", "local", "ADJ", "conj", 2),
            ("(", "(", "PUNCT", "punct", 6),
            ("fighters", "fighter", "NOUN", "parataxis", 2),
            (")", ")", "PUNCT", "punct", 6),
        ],
        {"fighters": ("obj", "saw"), "foreign": ("amod", "fighters"), "local": ("conj", "foreign")},
    ),
    (
        "a speaker and what he is",
        "en",
        [
            ("Homs", "Homs", "PROPN", "nsubj", 1),
            ("fell", "fall", "VERB", "ccomp", 8),
            ("yesterday", "yesterday", "NOUN", "obl", 1),
            (",", ",", "PUNCT", "punct", 4),
            ("Petrosyan", "Petrosyan", "PROPN", "conj", 2),
            (",", ",", "PUNCT", "punct", 7),
            ("an", "a", "DET", "det", 7),
            ("expert", "expert", "NOUN", "appos", 4),
            ("said", "say", "VERB", "root", 8),
        ],
        {"Petrosyan": ("nsubj", "said"), "expert": ("appos", "Petrosyan")},
    ),
]


@pytest.mark.parametrize(("language", "rows", "expected"), [each[1:] for each in ASIDES], ids=[e[0] for e in ASIDES])
def test_what_hangs_on_the_wrong_word(language: str, rows: list[Row], expected: dict[str, tuple[str, str]]) -> None:
    tree = parse(rows)
    for word in tree.words:
        word.name_type = "PER" if word.text in PEOPLE else ""
    found = links(repaired(tree, grammar(language)))
    assert {word: found[word] for word in expected} == expected


def test_what_is_counted_is_a_noun() -> None:
    """ "Da forlot hundre familier byen": with the "families" taken for a verb."""
    rows: list[Row] = [
        ("Da", "da", "ADV", "advmod", 1),
        ("forlot", "forlate", "VERB", "root", 1),
        ("hundre", "hundre", "NUM", "nmod", 3),
        ("familier", "familie", "VERB", "nsubj", 1),
        ("byen", "by", "NOUN", "obj", 1),
    ]
    assert repaired(parse(rows), grammar("nb")).words[3].pos == "NOUN"


def test_who_stands_before_a_verb_is_joined_to_no_noun() -> None:
    rows: list[Row] = [
        ("Two", "two", "NUM", "nsubj:pass", 2),
        ("were", "be", "AUX", "aux:pass", 2),
        ("killed", "kill", "VERB", "root", 2),
        ("in", "in", "ADP", "case", 4),
        ("clashes", "clash", "NOUN", "obl", 2),
        ("and", "and", "CCONJ", "cc", 6),
        ("families", "family", "NOUN", "conj", 4),
        ("fled", "flee", "VERB", "conj", 2),
    ]
    found = parse(rows)
    found.words[7].morph = {"VerbForm": "Fin"}
    moved = links(repaired(found, grammar("en")))
    assert moved["families"] == ("nsubj", "fled")
    assert moved["and"] == ("cc", "fled")


def test_a_finite_verb_goes_on_only_from_a_verb_before_it() -> None:
    """ "Police cordoned it off and came under fire, said Pani": nothing is joined to what comes behind."""
    rows: list[Row] = [
        ("Police", "police", "NOUN", "nsubj", 1),
        ("cordoned", "cordon", "VERB", "ccomp", 5),
        ("and", "and", "CCONJ", "cc", 3),
        ("came", "come", "VERB", "conj", 1),
        (",", ",", "PUNCT", "punct", 1),
        ("said", "say", "VERB", "root", 5),
        ("Pani", "Pani", "PROPN", "nsubj", 5),
    ]
    found = parse(rows)
    for index, form in ((1, "Part"), (3, "Fin"), (5, "Fin")):
        found.words[index].morph = {"VerbForm": form}
    assert links(repaired(found, grammar("en")))["came"] == ("conj", "cordoned")


def test_what_does_something_is_a_noun() -> None:
    rows: list[Row] = [
        ("commandos", "commandos", "ADJ", "nsubj", 2),
        ("had", "have", "AUX", "aux", 2),
        ("retaken", "retake", "VERB", "root", 2),
    ]
    assert repaired(parse(rows), grammar("en")).words[0].pos == "NOUN"
