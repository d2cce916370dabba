"""Spaces between words: NDT does not record them, so they follow from Norwegian typography."""

from __future__ import annotations

from training.norwegian.conll import Sentence, Token

_CLOSING = frozenset({",", ".", ";", ":", "?", "!", ")", "]", "}", "»", "/"})
_OPENING = frozenset({"(", "[", "{", "«", "/"})
_STRAIGHT = frozenset({'"', "'"})


def _closes(form: str) -> bool:
    return form in _CLOSING or set(form) <= {"!", "?"}


def _is_number(token: Token) -> bool:
    return token.form[0].isdigit()


def _joins(tokens: list[Token], position: int) -> bool:
    """The hyphen of "10-12", and the rest of a compound whose first part is quoted ("«…»-konseptet")."""
    previous, current = tokens[position - 1], tokens[position]
    if current.form[0] == "-" and len(current.form) > 1:
        return previous.form in ("»", '"')
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    return current.form == "-" and following is not None and _is_number(previous) and _is_number(following)


def assign_spaces(sentence: Sentence) -> None:
    """Set `space_after`; straight quotation marks open and close by turns."""
    tokens = sentence.tokens
    opened: set[str] = set()
    for current in tokens:
        current.space_after = True
    for position, current in enumerate(tokens):
        closes, opens = _closes(current.form), current.form in _OPENING
        if current.form in _STRAIGHT:
            opens, closes = current.form not in opened, current.form in opened
            opened ^= {current.form}
        if position and _joins(tokens, position):
            closes, opens = True, current.form == "-"
        if closes and position:
            tokens[position - 1].space_after = False
        if opens:
            current.space_after = False
