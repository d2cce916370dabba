"""How the pipelines' tokenizers differ from spaCy's own, so that their words are those of the treebanks.

Everything here is data that a tokenizer saves with its pipeline: nothing of it is needed to load one.
"""

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Norwegian: "i 2014." ends a sentence; "17." is an ordinal. spaCy keeps both whole.
YEARS = (r"(?<=1[0-9][0-9][0-9])\.", r"(?<=20[0-9][0-9])\.")

# English: "!!!", "?!" and "=====" are one token each.
RUNS = (r"[!?]{2,}", *(rf"[{sign}]{{2,}}" for sign in "=_*~#<>$"))
# "F-16", "COVID-19" and "U.S.-led" are three tokens.
DESIGNATIONS = (r"(?<=[A-Za-z])-(?=[0-9])", r"(?<=[A-Z]\.)-(?=[a-z])")
# What these begin is one token, hyphen and all. UD has "pro-" and "anti-" too; but the name after them must be seen.
PREFIXES = ("non", "e", "re", "pre", "co", "post", "cross", "multi", "semi", "sub", "counter")
INFORMAL = {"wanna": ("wan", "na"), "outta": ("out", "ta"), "dunno": ("du", "n", "no"), "lotta": ("lot", "ta")}
ABBREVIATIONS = ("etc.", "al.", "Ft.")
SPLIT = ("and/or",)


def adapt(nlp: Language) -> None:
    """Adapt the tokenizer of an English or Norwegian pipeline."""
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    suffixes = [*(nlp.Defaults.suffixes or ())]
    if nlp.lang in ("nb", "nn"):
        tokenizer.suffix_search = compile_suffix_regex([*suffixes, *YEARS]).search
        return
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *(nlp.Defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, *suffixes]).search
    infixes = [_sparing(infix) for infix in nlp.Defaults.infixes or ()]
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *DESIGNATIONS]).finditer
    _except(tokenizer)


def _sparing(infix: str) -> str:
    """The rule that splits at hyphens between letters, made to spare the prefixes."""
    if "-|–|—" not in infix:
        return infix
    behind = "".join(rf"(?<!\b[{prefix[0].upper()}{prefix[0]}]{prefix[1:]})" for prefix in PREFIXES)
    return behind + infix


def _except(tokenizer: Tokenizer) -> None:
    rules = {key: value for key, value in tokenizer.rules.items() if key not in SPLIT}
    for whole, parts in INFORMAL.items():
        rules[whole] = [{ORTH: part} for part in parts]
        rules[whole.capitalize()] = [{ORTH: part.capitalize() if part is parts[0] else part} for part in parts]
    for abbreviation in ABBREVIATIONS:
        rules[abbreviation] = [{ORTH: abbreviation}]
    tokenizer.rules = rules
