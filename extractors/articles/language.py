"""Which language a text is in: what it says itself, else its letters, with common words to part close relatives."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

SUPPORTED = ("en", "nb", "nn")
# What news on the web is mostly written in. Rarer languages only draw short texts away from the right one.
CANDIDATES = (
    *(
        "en",
        "no",
        "nn",
        "da",
        "sv",
        "is",
        "fi",
        "de",
        "nl",
        "fr",
        "es",
        "pt",
        "it",
        "ca",
        "ro",
        "pl",
        "cs",
        "sk",
        "hu",
        "hr",
    ),
    *(
        "sl",
        "sr",
        "sq",
        "bg",
        "mk",
        "ru",
        "uk",
        "be",
        "el",
        "tr",
        "az",
        "ar",
        "fa",
        "ps",
        "ku",
        "he",
        "ur",
        "hi",
        "bn",
        "ta",
    ),
    *("zh", "ja", "ko", "vi", "th", "id", "ms", "sw", "so", "am", "hy", "ka", "et", "lv", "lt", "af"),
)
ALIASES = {"no": "nb", "nor": "nb", "nob": "nb", "nno": "nn", "eng": "en"}
NAMES = {
    "english": "en",
    "engelsk": "en",
    "norwegian": "no",
    "norsk": "no",
    "bokmål": "nb",
    "norsk bokmål": "nb",
    "norwegian bokmål": "nb",
    "nynorsk": "nn",
    "norsk nynorsk": "nn",
    "norwegian nynorsk": "nn",
}
# Common words by which close relatives can be told apart: a word that two of them share says nothing between those two.
MARKERS = {
    "nb": frozenset(
        "ikke jeg hun ble noen noe etter fra også hva mot en et hvor være var blitt opp bare sier mellom mye".split()
    ),
    "nn": frozenset(
        "ikkje eg ho vart nokon noko etter frå også kva mot ein eit kvar vere var vore opp òg berre seier dei".split()
    ),
    "da": frozenset(
        "ikke jeg hun blev nogle noget efter fra også hvad mod en et hvor være var blevet op siger mellem meget".split()
    ),
    "sv": frozenset(
        "inte jag hon blev någon något efter från också vad mot en ett vara är blivit upp bara säger mellan och".split()
    ),
}
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000
CLOSE = {"no": "nb", "nn": "nn", "da": "da", "sv": "sv"}
DECISIVE = 2


def normal(tag: str) -> str:
    """A language tag or name as people write it, reduced to what counts here: "nn-NO" is "nn", "no" is "nb"."""
    tag = tag.strip().lower()
    tag = NAMES.get(tag, tag)
    code = re.split(r"[-_.]", tag, maxsplit=1)[0]
    return ALIASES.get(code, code)


def says_only_norwegian(tag: str) -> bool:
    """Whether a tag leaves open which of the two written languages it means."""
    return re.split(r"[-_.]", NAMES.get(tag.strip().lower(), tag.strip().lower()), maxsplit=1)[0] in {"no", "nor"}


def detect(text: str) -> str:
    """The code of the language the text is most likely in."""
    sample = text[:SAMPLE]
    guess = str(_identifier().classify(sample)[0])
    return _parted(sample, CLOSE[guess]) if guess in CLOSE else guess


def written_norwegian(text: str) -> str:
    """ "nb" or "nn", for a text that is known to be Norwegian."""
    return "nn" if _lead(Counter(WORD.findall(text[:SAMPLE].lower())), "nn", "nb") > 0 else "nb"


def name_of(code: str) -> str:
    """The English name of a language, for messages."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code))


def _parted(text: str, guess: str) -> str:
    words = Counter(WORD.findall(text.lower()))
    lead = {rival: _lead(words, rival, guess) for rival in MARKERS}
    best = max(lead, key=lambda rival: lead[rival])
    return best if lead[best] >= DECISIVE else guess


def _lead(words: Counter[str], rival: str, guess: str) -> int:
    """By how many words the text speaks for one language rather than for the other."""
    ours, theirs = MARKERS[rival] - MARKERS[guess], MARKERS[guess] - MARKERS[rival]
    return sum(words[word] for word in ours) - sum(words[word] for word in theirs)


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(CANDIDATES)
    return identifier
