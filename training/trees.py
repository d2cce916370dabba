"""Sentences with words, trees and names, as the corpora give them; and the reader of CoNLL-U."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Token:
    """One syntactic word. `head` is an index within the sentence; the root is its own head."""

    form: str
    space: bool = True
    lemma: str = ""
    upos: str = ""
    xpos: str = ""
    feats: str = ""
    head: int = 0
    deprel: str = ""
    misc: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """A name over tokens `start` to `end` (exclusive). A label of `UNKNOWN` says: nobody knows what this is."""

    start: int
    end: int
    label: str


UNKNOWN = "?"


@dataclass(slots=True)
class Sentence:
    """`names` is None where nobody annotated names; `parsed` is False where there is no tree."""

    tokens: list[Token]
    document: str = ""
    paragraph: int = 0
    names: list[Span] | None = None
    parsed: bool = True
    meta: dict[str, str] = field(default_factory=dict)
    identifier: str = ""

    @property
    def text(self) -> str:
        return "".join(token.form + " " * token.space for token in self.tokens).rstrip()


def read_lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\r\n")


def read_blocks(path: Path) -> Iterator[list[str]]:
    """Runs of lines between blank ones."""
    block: list[str] = []
    for line in read_lines(path):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Every sentence, with its document, its paragraph and the `meta::` lines of its document."""
    document, paragraph = "", 0
    meta: dict[str, str] = {}
    for block in read_blocks(path):
        identifier = ""
        for line in block:
            if not line.startswith("#"):
                break
            key, _, value = line[1:].strip().partition(" = ")
            if key == "newdoc id" or key == "file":
                document, meta = value, {}
            elif key == "sent_id":
                identifier = value
            elif key.startswith("meta::"):
                meta[key.removeprefix("meta::")] = value
            if key.startswith(("newpar", "newdoc")) and not key.startswith("newpar_block"):
                paragraph += 1
        yield Sentence(list(_tokens(block)), document, paragraph, meta=meta, identifier=identifier)


def _tokens(block: list[str]) -> Iterator[Token]:
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    spaces = _range_spaces(rows)
    position = {row[0]: index for index, row in enumerate(row for row in rows if row[0].isdigit())}
    for row in rows:
        if not row[0].isdigit():
            continue
        misc = _pairs(row[9])
        space = spaces.get(int(row[0]), misc.get("SpaceAfter") != "No")
        head = position[row[0]] if row[6] in ("0", "_") else position[row[6]]
        feats = "" if row[5] == "_" else row[5]
        yield Token(row[1], space, row[2], row[3], row[4], feats, head, row[7], misc)


def _range_spaces(rows: list[list[str]]) -> dict[int, bool]:
    """Words within a multiword token ("do" + "n't") touch; the last one has the space of the whole."""
    spaces: dict[int, bool] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            spaces |= dict.fromkeys(range(first, last), False)
            spaces[last] = _pairs(row[9]).get("SpaceAfter") != "No"
    return spaces


def _pairs(column: str) -> dict[str, str]:
    if column == "_":
        return {}
    pairs = (item.partition("=") for item in column.split("|"))
    return {key: value for key, _, value in pairs}


def spans_of_tags(tags: list[str]) -> list[Span]:
    """Spans of BIO tags, forgiving about an I- that opens a name (as in IO-tagged corpora)."""
    spans: list[Span] = []
    start, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        prefix, _, kind = tag.partition("-")
        if label and (prefix != "I" or kind != label):
            spans.append(Span(start, index, label))
            label = ""
        if prefix in ("B", "I") and not label:
            start, label = index, kind
    return spans
