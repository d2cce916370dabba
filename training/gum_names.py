"""Names out of GUM's entity annotation, which marks every noun phrase, nested, with a type and maybe a wiki link.

A phrase gives a name if its head is a proper noun; the name is the run of proper nouns about the head, or the words
that the wiki link repeats. "[the president of [Syria]]" gives Syria only, "[the [United States] Senate]" the Senate.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from training.names import conventions, is_country, is_demonym
from training.trees import UNKNOWN, Sentence, Span, Token

BRACKET = re.compile(r"\((?P<open>[^()]+)|(?P<close>[^()]+)\)|\)")
PROPER = ("NNP", "NNPS")
# Small words that may stand within a name, by the type of the phrase.
INNER = {
    "PER": {"-", "'", "’", "de", "von", "van", "bin"},
    "LOC": {"-", "of", "'s", "de", "la", "the"},
    "ORG": {"-", "of", "for", "and", "the", "'s", "’s", "&", "on", "in", "to", "/"},
}


@dataclass(frozen=True, slots=True)
class Phrase:
    start: int
    end: int
    kind: str
    link: str


def phrases(tokens: list[Token]) -> list[Phrase]:
    """The phrases within a sentence, outermost first."""
    found: list[Phrase] = []
    pending: list[tuple[str, int, str, str]] = []
    for index, token in enumerate(tokens):
        for opened, closed in _events(token.misc.get("Entity", "")):
            if opened:
                fields = opened.split("-", 7)
                kind, link = fields[1] if len(fields) > 1 else "", fields[7] if len(fields) > 7 else ""
                pending.append((fields[0], index, kind, link))
            if closed:
                for position in range(len(pending) - 1, -1, -1):
                    if pending[position][0] == closed:
                        _, start, kind, link = pending.pop(position)
                        found.append(Phrase(start, index + 1, kind, link))
                        break
    return sorted(found, key=lambda phrase: (phrase.start, -phrase.end))


def _events(value: str) -> Iterator[tuple[str, str]]:
    """Openings and closings in an Entity value, in order: "(1-person-…)", "(2-place-…", "2)"."""
    for part in re.findall(r"\([^()]+\)?|[^()]+\)", value):
        if part.startswith("("):
            opened = part.strip("()")
            yield opened, opened.split("-")[0] if part.endswith(")") else ""
        else:
            yield "", part.rstrip(")")


def gum_names(sentence: Sentence) -> list[Span]:
    """Names that do not overlap: outer phrases before inner ones, then demonyms."""
    tokens, taken = sentence.tokens, set[int]()
    names: list[Span] = []
    found = phrases(tokens)
    for phrase in found:
        label = conventions("gum").get(phrase.kind, "")
        span = _name_in(tokens, phrase, label, found) if label else None
        if span and not taken.intersection(range(span.start, span.end)):
            names.append(span)
            taken.update(range(span.start, span.end))
    for index, token in enumerate(tokens):
        if index not in taken and is_demonym(token.form):
            names.append(Span(index, index + 1, "DRV"))
    return sorted(names, key=lambda span: span.start)


def _name_in(tokens: list[Token], phrase: Phrase, label: str, others: list[Phrase]) -> Span | None:
    inside = range(phrase.start, phrase.end)
    head = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), phrase.start)
    if tokens[head].xpos not in PROPER:
        return None
    linked = _linked(tokens, phrase, head)
    if linked:
        return _trimmed(tokens, *linked, label)
    inner = INNER.get(label, INNER["ORG"])
    opened = {other.start for other in others}
    start, end = head, head + 1
    while start > phrase.start and (step := _step(tokens, range(start - 1, phrase.start - 1, -1), inner)):
        start -= step
    while end < phrase.end and (step := _step(tokens, range(end, phrase.end), inner)):
        if tokens[end].form in ("and", "&") and end + step - 1 in opened:
            break  # "[Microsoft] and [Google]"
        end += step
    return _trimmed(tokens, start, end, label)


def _step(tokens: list[Token], positions: range, inner: set[str]) -> int:
    """How far the name reaches on: to the next proper noun, over at most two small words."""
    for count, index in enumerate(positions[:3]):
        if tokens[index].xpos in PROPER or (tokens[index].xpos == "CD" and count == 0):
            return count + 1
        if tokens[index].form not in inner:
            return 0
    return 0


def _linked(tokens: list[Token], phrase: Phrase, head: int) -> tuple[int, int] | None:
    """The tokens that spell the title of the linked article, if they hold the head."""
    title = re.sub(r"_\(.*", "", phrase.link).replace("_", "").casefold()
    for start in range(phrase.start, head + 1):
        for end in range(phrase.end, head, -1):
            if title and "".join(token.form for token in tokens[start:end]).casefold() == title:
                return start, end
    return None


def _trimmed(tokens: list[Token], start: int, end: int, label: str) -> Span | None:
    """Without articles and, for a person, titles before the name."""
    titles = conventions("titles")
    leading = {"the", "a", "an", "of", "and"} | (set(titles) if label == "PER" else set())
    while start < end and (
        tokens[start].form.lower().rstrip(".") in leading or (label == "PER" and tokens[start].xpos == "CD")
    ):
        start += 1
    while end > start and tokens[end - 1].form in ("-", "'", "’", "'s", "’s", "of", "and", "the", "/"):
        end -= 1
    if start >= end or not any(token.form[:1].isalpha() for token in tokens[start:end]):
        return None
    return Span(start, end, _label(tokens[start:end], label))


def _label(tokens: list[Token], label: str) -> str:
    """Peoples are derived names; other plurals ("Republicans", "Texans") are names in some corpora only."""
    if len(tokens) == 1 and is_demonym(tokens[0].form):
        return "DRV"
    if label == "ORG" and is_country(" ".join(token.form for token in tokens)):
        return "LOC"
    return UNKNOWN if label == "PER" and tokens[-1].xpos == "NNPS" else label
