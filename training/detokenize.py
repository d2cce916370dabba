"""White space for corpora that give tokens only."""

import itertools

from training.trees import Token

CLOSING = {",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "…", "...", "»", "”"}
OPENING = {"(", "[", "{", "$", "£", "€", "#", "«", "“", "``"}
CLITICS = {"'s", "’s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'", "’", "n’t"}
BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}


def spaced(forms: list[str]) -> list[Token]:
    """Tokens with white space as an English text would have it."""
    tokens = [Token(BRACKETS.get(form, form)) for form in forms]
    inside = False
    for token, following in itertools.pairwise(tokens):
        touches = following.form in CLOSING or following.form.lower() in CLITICS or token.form in OPENING
        if token.form == '"':
            inside = not inside
            touches = touches or inside
        elif following.form == '"' and inside:
            touches = True
        token.space = not touches
    return tokens
