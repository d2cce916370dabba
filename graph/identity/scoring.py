"""How sure it is that two bearers of names are one: a score made of named features.

The name gives one feature, the best that holds; the context adds to it or takes from it. What rules identity out gives
no score at all: classes that cannot meet, two known things, two ends of one claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graph.identity.bearers import Bearer, is_acronym
from graph.identity.forms import Form, form, sounding_keys
from graph.identity.weights import weights
from ontology.records import Judgement
from ontology.transliteration import alike, sounds
from ontology.vocabulary import is_a

BODIES: Final = ("ArmedGroup", "Coalition", "Government", "Organization")
VAGUE: Final = "Thing"
BUILT: Final = "Place"
OTHER_KIND: Final = "other-kind"
SAME_WORD: Final = 0.9
"""How alike two words must sound to be the same word of a name."""

Feature = tuple[str, float]


def may_meet(one: str, other: str) -> bool:
    """Whether two classes can be of one thing: a city is a place, and never a province or a council.

    A hospital or a port is a place to some and a body to others; what has no closer class than Place may be one.
    """
    if VAGUE in (one, other):
        return True
    bodies = [_is_body(each) for each in (one, other)]
    return is_a(one, other) or is_a(other, one) or all(bodies) or (any(bodies) and BUILT in (one, other))


def sorts(type_: str) -> tuple[str, ...]:
    """The sorts of things among which another spelling of a name is looked for."""
    found = ("person" if is_a(type_, "Person") else "", "place" if is_a(type_, "Place") else "")
    body = "body" if _is_body(type_) or type_ == BUILT else ""
    return tuple(each for each in (*found, body) if each) or ("thing",)


def scored(one: Bearer, other: Bearer) -> Judgement | None:
    """That the two are the same, with a score and its reasons; None where it is ruled out or no name speaks for it."""
    if one.id in other.beside or other.id in one.beside:
        return None
    name = max((_named(a, b, one, other) for a in one.names for b in other.names), key=lambda each: each[1])
    name = max(name, _short(one, other), _short(other, one), key=lambda each: each[1])
    features = [name, *_context(one, other)]
    if name[1] <= 0 or (OTHER_KIND in dict(features) and not _is_long(one)):
        return None
    score = min(1.0, max(0.0, sum(value for _feature, value in features)))
    first, second = sorted((one.id, other.id))
    reasons = tuple(sorted(feature for feature, _value in features))
    return Judgement("same", first, second, "claimgraph", score=round(score, 3), reasons=reasons)


def _is_long(one: Bearer) -> bool:
    """Whether a name has words enough to name one thing: towns are called after men, and men after towns."""
    return all(len(form(each).words) > 1 for each in one.names)


def _is_body(type_: str) -> bool:
    return any(is_a(type_, each) for each in BODIES)


def _named(one: str, other: str, first: Bearer, second: Bearer) -> Feature:
    """What speaks for one thing in two names."""
    known = weights().name
    persons, places = (all(is_a(each.type, class_) for each in (first, second)) for class_ in ("Person", "Place"))
    a, b = form(one, person=persons), form(other, person=persons)
    if a.plain == b.plain:
        return "same-name", known["same-name"]
    found = _of_persons(a, b) if persons else ("", 0.0)
    if sounds(a.spelled) == sounds(b.spelled) or not sounding_keys(a).isdisjoint(sounding_keys(b)):
        alikeness = alike(a.spelled, b.spelled)
        spelled = "spelling", known["spelling-of-place" if places else "spelling"] * alikeness
        return max(spelled, found, key=lambda each: each[1])
    return found


def _of_persons(one: Form, other: Form) -> Feature:
    known = weights().name
    short, long = sorted((one.words, other.words), key=len)
    if not short or not _same_word(short[-1], long[-1]):
        return "", 0.0
    if len(short) == 1:
        return ("last-name-only", known["last-name-only"]) if len(long) > 1 else ("", 0.0)
    if not _same_word(short[0], long[0]):
        initial = min(len(short[0]), len(long[0])) == 1 and short[0][0] == long[0][0]
        return ("initial-only", known["initial-only"]) if initial else ("", 0.0)
    if _initials_between(short[1:-1], long[1:-1]):
        return "middle-initial", known["middle-initial"]
    return ("extra-name", known["extra-name"]) if len(long) > len(short) else ("", 0.0)


def _initials_between(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether two middles agree as far as they go: one is missing or a letter, and the other begins with it."""
    if not short:
        return bool(long) and all(len(word) == 1 for word in long)
    return len(short) == len(long) and all(
        min(len(a), len(b)) == 1 and a[0] == b[0] for a, b in zip(short, long, strict=True)
    )


def _same_word(one: str, other: str) -> bool:
    return one == other or alike(one, other) >= SAME_WORD


def _short(short: Bearer, long: Bearer) -> Feature:
    """What speaks for ``short`` being called by the acronym of ``long``."""
    if not _is_body(short.type) or not _is_body(long.type):
        return "", 0.0
    names = {each for each in short.names if is_acronym(each)}
    if not names.isdisjoint(long.acronyms):
        return "introduced-acronym", weights().name["introduced-acronym"]
    if any(initials_fit(acronym, name) for acronym in names for name in long.names):
        return "fitting-initials", weights().name["fitting-initials"]
    return "", 0.0


def initials_fit(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym are the initials of a name, with or without its little words."""
    words = form(name).words
    long = [word for word in words if len(word) > 3] if len(words) > 2 else words
    letters = form(acronym).plain
    return len(letters) > 2 and any(letters == "".join(word[0] for word in each) for each in (words, long))


def _context(one: Bearer, other: Bearer) -> list[Feature]:
    names = []
    if not one.roles.isdisjoint(other.roles):
        names.append("shared-role")
    if one.settings and other.settings:
        names.append("other-setting" if one.settings.isdisjoint(other.settings) else "shared-setting")
    if not may_meet(one.type, other.type):
        names.append(OTHER_KIND)
    elif one.type != other.type and (VAGUE in (one.type, other.type) or _is_body(one.type) != _is_body(other.type)):
        names.append("vague-class" if VAGUE in (one.type, other.type) else "place-or-body")
    elif not (is_a(one.type, other.type) or is_a(other.type, one.type)):
        names.append("other-body")
    return [(name, weights().context[name]) for name in names]
