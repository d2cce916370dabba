"""Reading NDT's CoNLL-X files and official CoNLL-U, and writing CoNLL-U.

One token class serves both: `rel` holds the NDT relation until `relabel` replaces it by the UD one.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

OUTSIDE = "O"


@dataclass(eq=False, slots=True)
class Token:
    """One word of a sentence; `head` is 0 for the root and otherwise the 1-based id of another word."""

    id: int
    form: str
    lemma: str
    pos: str
    marks: frozenset[str]
    head: int
    rel: str
    name: str = OUTSIDE
    upos: str = "X"
    feats: dict[str, str] = field(default_factory=dict)
    deprel: str = ""
    space_after: bool = True

    def has(self, *marks: str) -> bool:
        """Whether NDT gives the word any of these features."""
        return any(mark in self.marks for mark in marks)


class Sentence:
    """A sentence as a tree whose heads are changed through `attach`, which keeps the child lists in step."""

    def __init__(self, tokens: list[Token], document: str = "", paragraph: bool = False) -> None:
        self.tokens = tokens
        self.document = document
        self.paragraph = paragraph
        self._children: dict[int, list[Token]] | None = None

    def replace(self, tokens: list[Token]) -> None:
        """Give the sentence other words (with ids and heads already renumbered)."""
        self.tokens = tokens
        self._children = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The words, which is what NDT and UD sentences are matched by."""
        return tuple(token.form for token in self.tokens)

    def head(self, token: Token) -> Token | None:
        """The governor, None for the root."""
        return self.tokens[token.head - 1] if token.head else None

    def children(self, token: Token | None) -> list[Token]:
        """The dependents in word order (of the artificial root for None)."""
        if self._children is None:
            self._children = {}
            for other in self.tokens:
                self._children.setdefault(other.head, []).append(other)
        return self._children.get(token.id if token else 0, [])

    def attach(self, token: Token, head: Token | None) -> None:
        """Give the word a new governor."""
        token.head = head.id if head else 0
        self._children = None


def _open(path: Path) -> IO[str]:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def _name(misc: str) -> str:
    for part in misc.split("|"):
        if part.startswith("name="):
            return part.removeprefix("name=")
    return OUTSIDE


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Comment lines and token rows of each sentence."""
    comments: list[str] = []
    rows: list[list[str]] = []
    with _open(path) as handle:
        for line in map(str.rstrip, handle):
            if line.startswith("#") and "\t" not in line:
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield comments, rows
                comments, rows = [], []
    if rows:
        yield comments, rows


def read_ndt(path: Path) -> Iterator[Sentence]:
    """The sentences of an NDT file, each with its document's name."""
    document = ""
    for comments, rows in _blocks(path):
        for comment in comments:
            if comment.startswith("# file ="):
                document = comment.split("=", 1)[1].strip().removesuffix(".conll")
        tokens = [
            Token(
                id=int(row[0]),
                form=row[1],
                lemma=row[2],
                pos=row[3],
                marks=frozenset() if row[5] == "_" else frozenset(row[5].split("|")),
                head=int(row[6]),
                rel=row[7],
                name=_name(row[9]),
            )
            for row in rows
        ]
        yield Sentence(tokens, document)


def read_ud(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, which names no documents but marks new paragraphs."""
    for comments, rows in _blocks(path):
        tokens = [
            Token(
                id=int(row[0]),
                form=row[1],
                lemma=row[2],
                pos=row[4],
                marks=frozenset(),
                head=int(row[6]),
                rel=row[7],
                name=_name(row[9]),
                upos=row[3],
                feats={} if row[5] == "_" else dict(pair.split("=", 1) for pair in row[5].split("|")),
                deprel=row[7],
                space_after="SpaceAfter=No" not in row[9].split("|"),
            )
            for row in rows
            if row[0].isdigit()
        ]
        yield Sentence(tokens, paragraph="# newpar" in comments)


def text_of(sentence: Sentence) -> str:
    """The running text that the words and SpaceAfter amount to."""
    return "".join(token.form + (" " if token.space_after else "") for token in sentence.tokens).rstrip()


def format_feats(feats: dict[str, str]) -> str:
    """FEATS column: sorted as UD asks, `_` when empty."""
    return "|".join(f"{key}={feats[key]}" for key in sorted(feats, key=str.lower)) or "_"


def format_sentence(sentence: Sentence, number: int, newdoc: str | None) -> str:
    """A CoNLL-U block with its comments."""
    lines = [] if newdoc is None else [f"# newdoc id = {newdoc}"]
    if sentence.paragraph:
        lines.append("# newpar")
    lines += [f"# sent_id = {number:06d}", f"# text = {text_of(sentence)}"]
    for token in sentence.tokens:
        misc = ([] if token.space_after else ["SpaceAfter=No"]) + [f"name={token.name}"]
        feats, head = format_feats(token.feats), str(token.head)
        row = (str(token.id), token.form, token.lemma, token.upos, "_", feats, head)
        lines.append("\t".join((*row, token.deprel, "_", "|".join(misc))))
    return "\n".join(lines) + "\n\n"


def write_ud(path: Path, sentences: Iterable[Sentence]) -> int:
    """Write the sentences, starting a document wherever their document name changes; returns how many."""
    count = 0
    document: str | None = None
    with path.open("w", encoding="utf-8") as handle:
        for count, sentence in enumerate(sentences, 1):
            fresh = sentence.document if sentence.document != document else None
            document = sentence.document
            handle.write(format_sentence(sentence, count, fresh))
    return count
