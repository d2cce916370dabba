"""Work for worker processes, which import it by name: some of it goes wrong when it is told to."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from graph.building import Settings
from ontology.records import Article, Extraction
from tests import samples

SEED = "The Harbour Brigade controls Port Sarin, according to the Coast Herald."


def shout(text: str) -> str:
    """The text in capitals. ``die`` ends the process, ``die once FILE`` only where there is no such file yet."""
    if text.startswith("die once "):
        flag = Path(text.removeprefix("die once "))
        if not flag.exists():
            flag.touch()
            os._exit(9)
    elif text.startswith("die"):
        os._exit(9)
    if text.startswith("raise"):
        raise ValueError(text)
    return f"{text.upper()} {os.getpid()}"


def hand_back_what_cannot_be(text: str) -> object:
    """A result that cannot be pickled."""
    return (text, lambda: text)


class Stillborn:
    """Ends every process that unpickles it."""

    def __call__(self, text: str) -> str:
        return text

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (7,)


class StubExtractor:
    """Says of every article what the wire sample says, at its very beginning; "DIE" ends the process."""

    version = "stub 1"

    def extract(self, article: Article) -> Extraction:
        if "DIE" in article.text:
            os._exit(9)
        if not article.text.startswith(samples.WIRE.article.text):
            return Extraction(article, (), (), ())
        claims = tuple(replace(each, id=f"{article.id[:12]}{each.id[:12]}") for each in samples.WIRE.claims)
        return replace(samples.WIRE, article=article, claims=claims)


@dataclass(frozen=True)
class StubSettings(Settings):
    """Settings whose extractor needs no models."""

    @cached_property
    def extractor(self) -> StubExtractor:
        return StubExtractor()


def write_articles(folder: Path, count: int, length: int = 6000) -> Path:
    """A folder of articles that the stub knows, none like another."""
    folder.mkdir(parents=True)
    for number in range(count):
        text = f"{samples.WIRE.article.text}\nDispatch number {number}.\n"
        filler = "The gulls over the harbour were quiet that day.\n" * (length // 48)
        (folder / f"{number:04}.txt").write_text(text + filler, encoding="utf-8")
    return folder
