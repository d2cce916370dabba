"""How the pipelines' tokenizers differ from spaCy's own, so that their words are those of the treebanks.

Everything here is data that a tokenizer saves with its pipeline: nothing of it is needed to load one.
"""

import re

from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Norwegian: "i 2014.", "2,5.", "M23." and "F-16." end a sentence; "17." is an ordinal. spaCy keeps them all whole.
NUMBERS = (
    r"(?<=[0-9][0-9][0-9])\.",
    *(rf"(?<={mark}[0-9])\." for mark in (",", "[A-ZÆØÅ]", "-")),
    *(rf"(?<={mark}[0-9][0-9])\." for mark in (",", "[A-ZÆØÅ]", "-")),
)
# "–Vi drar" opens speech; "«Rødt»-politiker" has its quotes apart; ")" and ":" are two; "10-12" is three.
SPEECH = (r"[-–—](?=[A-ZÆØÅ])",)
INNER = (r"»(?=-)", r"\)(?=:)", r"(?<=[0-9])[-–](?=[0-9])")
NORWEGIAN_ABBREVIATIONS = ("kap.", "m.a.", "str.", "anm.", "f.v.", "St.meld.")
# Words that spaCy takes for abbreviations before a stop, and that news ends sentences with.
NORWEGIAN_WORDS = ("i.", "Frp.", "jul.", "eg.", "no.", "to.", "min.", "Sp.", "ti.", "sms.")

# English: "!!!", "?!" and "=====" are one token each.
RUNS = (r"[!?][!?.]+", r"\.[!?][!?.]*", *(rf"[{sign}]{{2,}}" for sign in "=_*~#<>$"))
# "F-16", "COVID-19" and "U.S.-led" are three tokens.
DESIGNATIONS = (r"(?<=[A-Za-z])-(?=[0-9])", r"(?<=[A-Z]\.)-(?=[a-z])", r"\)(?=:)")
# What these begin is one token, hyphen and all. UD has "pro-" and "anti-" too; but the name after them must be seen.
PREFIXES = ("non", "e", "re", "pre", "co", "post", "cross", "multi", "semi", "sub", "counter")
INFORMAL = {"wanna": ("wan", "na"), "outta": ("out", "ta"), "dunno": ("du", "n", "no"), "lotta": ("lot", "ta")}
ABBREVIATIONS = ("al.", "Ft.", "Lt.", "Sat.", "Wed.")
SPLIT = ("and/or",)
# "555-0142" is one token.
TELEPHONE = re.compile(r"(?:\d-)?(?:\d{3}-)?\d{3}-\d{4}").fullmatch


def adapt(nlp: Language) -> None:
    """Adapt the tokenizer of an English or Norwegian pipeline."""
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    if nlp.lang == "en":
        _adapt_english(nlp, tokenizer)
    else:
        _adapt_norwegian(nlp, tokenizer)


def _adapt_norwegian(nlp: Language, tokenizer: Tokenizer) -> None:
    tokenizer.prefix_search = compile_prefix_regex([*(nlp.Defaults.prefixes or ()), *SPEECH]).search
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), *NUMBERS]).search
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *INNER]).finditer
    rules = {key: value for key, value in tokenizer.rules.items() if key not in NORWEGIAN_WORDS}
    tokenizer.rules = rules | {word: [{ORTH: word}] for word in NORWEGIAN_ABBREVIATIONS}


def _adapt_english(nlp: Language, tokenizer: Tokenizer) -> None:
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *(nlp.Defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, *(nlp.Defaults.suffixes or ())]).search
    infixes = [_sparing(str(infix)) for infix in nlp.Defaults.infixes or ()]
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *DESIGNATIONS]).finditer
    rules = {key: value for key, value in tokenizer.rules.items() if key not in SPLIT}
    for whole, parts in INFORMAL.items():
        rules[whole] = [{ORTH: part} for part in parts]
        rules[whole.capitalize()] = [{ORTH: part.capitalize() if part is parts[0] else part} for part in parts]
    for whole, tokens in [*rules.items()]:
        if whole.endswith(("n't", "n’t")):  # and in headings: "DON'T"
            rules.setdefault(whole.upper(), [{ORTH: str(token[ORTH]).upper()} for token in tokens])
    tokenizer.rules = rules | {word: [{ORTH: word}] for word in ABBREVIATIONS}
    tokenizer.token_match = TELEPHONE


def _sparing(infix: str) -> str:
    """The rule that splits at hyphens between letters, made to spare the prefixes."""
    if "-|–|—" not in infix:
        return infix
    behind = "".join(rf"(?<!\b[{prefix[0].upper()}{prefix[0]}]{prefix[1:]})" for prefix in PREFIXES)
    return behind + infix
