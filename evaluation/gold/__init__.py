"""The gold set: passages with the claims in them, read from the TOML files beside this module (README.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.articles import article_id
from ontology.records import Article, Modality, Polarity, Quantity

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as a careful reader writes it down; arguments are words of the passage."""

    relation: str
    subject: str | None = None
    object: str | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    said_by: str | None = None
    where: str | None = None
    quantity: Quantity | None = None
    share: Quantity | None = None
    when: tuple[str | None, str | None] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of our own with all its claims; ``shows`` names the phenomena it is there for."""

    file: str
    article: Article
    shows: tuple[str, ...]
    claims: tuple[GoldClaim, ...]


def files() -> list[Path]:
    """The files of the gold set; the name begins with the code of the language."""
    return sorted(HERE.glob("*.toml"))


def passages(path: Path) -> Iterator[Passage]:
    """The passages of one file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    language = path.stem.split("-")[0]
    for entry in table["passage"]:
        yield _passage(path.stem, entry, language, entry.get("published", table["published"]))


def _passage(file: str, entry: Mapping[str, Any], language: str, published: str) -> Passage:
    text = entry["text"].strip("\n")
    id_ = article_id(text, language, None, published, None, None, None)
    article = Article(id_, file, text, language, published=published)
    return Passage(file, article, tuple(entry["shows"]), tuple(_claim(each) for each in entry["claims"]))


def _claim(entry: Mapping[str, Any]) -> GoldClaim:
    fields = dict(entry)
    for name in ("quantity", "share"):
        if name in fields:
            fields[name] = Quantity(**fields[name])
    if "when" in fields:
        fields["when"] = (fields["when"].get("start"), fields["when"].get("end"))
    return GoldClaim(**fields)
