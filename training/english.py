"""English corpora to training corpora: trees from EWT and from the free documents of GUM."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from training.trees import Sentence, read_conllu

HERE = Path(__file__).parent


@cache
def free_hosts() -> dict[str, list[str]]:
    hosts: dict[str, list[str]] = tomllib.loads((HERE / "sources.toml").read_text("utf-8"))["gum"]["free"]
    return hosts


def is_free(meta: dict[str, str]) -> bool:
    """Whether the text of a GUM document is free for any use."""
    return urlsplit(meta.get("sourceURL", "")).netloc in free_hosts().get(meta.get("genre", ""), [])


def gum(corpora: Path, part: str, *, only_free: bool) -> Iterator[Sentence]:
    for sentence in read_conllu(corpora / "english" / f"en_gum-ud-{part}.conllu.gz"):
        if not only_free or is_free(sentence.meta):
            yield sentence


def ewt(corpora: Path, part: str) -> Iterator[Sentence]:
    return read_conllu(corpora / "english" / f"en_ewt-ud-{part}.conllu.gz")
