"""Whether a short name is made of the letters of a long one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontology.thesaurus import fold


def is_acronym(short: str, long: str) -> bool:
    """Whether the letters of ``short`` are, in order, initials or inner letters of the words of ``long``."""
    letters = [character for character in fold(short) if character.isalnum()]
    words = [word for word in re.split(r"[\s\-]+", fold(long)) if word]
    if not 2 <= len(letters) <= 10 or short.islower() or len(words) < 2:
        return False
    return _fits(letters, words)


def _fits(letters: Sequence[str], words: Sequence[str]) -> bool:
    if not letters:
        return True
    if not words:
        return False
    if words[0][0] == letters[0]:
        for used in range(1, min(len(letters), 3) + 1):
            if words[0].startswith("".join(letters[:used])) and _fits(letters[used:], words[1:]):
                return True
    return len(words[0]) <= 3 and _fits(letters, words[1:])  # "of", "for", "av", "al"
