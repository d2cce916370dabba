"""English corpora of names in columns: UNER, Wikigold, CrossNER, GMB."""

import csv
import gzip
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from training.detokenize import spaced
from training.names import harmonised, mapped
from training.trees import Sentence, read_blocks, spans_of_tags


def _sentence(forms: list[str], tags: list[str], corpus: str, document: str) -> Sentence:
    names = harmonised(forms, mapped(spans_of_tags(tags), corpus))
    return Sentence(spaced(forms), document, names=names, parsed=False)


def uner(path: Path) -> Iterator[Sentence]:
    """Universal NER; white space as in the text that stands above each sentence."""
    for index, block in enumerate(read_blocks(path)):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        sentence = _sentence([row[1] for row in rows], [row[2] for row in rows], "uner", str(index))
        text = _comment(block, "text")
        _space_from(sentence, text)
        sentence.identifier = _comment(block, "sent_id")
        yield sentence


def _comment(block: list[str], key: str) -> str:
    start = f"# {key} = "
    return next((line.removeprefix(start) for line in block if line.startswith(start)), "")


def _space_from(sentence: Sentence, text: str) -> None:
    """White space as in the text, if the tokens can be found in it."""
    position = 0
    for token in sentence.tokens:
        found = text.find(token.form, position)
        if found < 0 or text[position:found].strip():
            return
        position = found + len(token.form)
        token.space = text[position : position + 1] == " "


def wikigold(path: Path) -> Iterator[Sentence]:
    for index, block in enumerate(read_blocks(path)):
        rows = [line.split() for line in block if not line.startswith("-DOCSTART-")]
        if rows:
            yield _sentence([row[0] for row in rows], [row[-1] for row in rows], "wikigold", str(index))


def crossner(path: Path) -> Iterator[Sentence]:
    for index, block in enumerate(read_blocks(path)):
        rows = [line.split("\t") for line in block]
        yield _sentence([row[0] for row in rows], [row[-1] for row in rows], "crossner", str(index))


def gmb(path: Path) -> Iterator[Sentence]:
    """Its rows: sentence mark (on the first row only), word, part of speech, tag."""
    number = 0
    rows: list[tuple[int, str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as stream:
        for row in list(csv.reader(stream))[1:]:
            number += bool(row[0])
            rows.append((number, row[1], row[-1]))
    for key, group in groupby(rows, key=lambda row: row[0]):
        members = list(group)
        yield _sentence([row[1] for row in members], [row[2] for row in members], "gmb", str(key))
