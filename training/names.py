"""What a name is and of which type, across corpora that disagree: one scheme, read from `entity_types.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from training.trees import Span


@cache
def _table() -> dict[str, dict[str, object]]:
    table: dict[str, dict[str, object]] = tomllib.loads(
        Path(__file__).with_name("entity_types.toml").read_text("utf-8")
    )
    return table


@cache
def conventions(corpus: str) -> dict[str, str]:
    """Label in the corpus -> our label ("" drops it, "?" leaves it unknown to the training)."""
    return {key: str(value) for key, value in _table()[corpus].items()}


@cache
def words(key: str) -> frozenset[str]:
    return frozenset(str(_table()["words"][key]).split())


@cache
def phrases_of(key: str) -> frozenset[str]:
    return frozenset(line.strip() for line in str(_table()["words"][key]).split("\n") if line.strip())


def is_demonym(form: str) -> bool:
    return form in words("demonyms") or form in words("inhabitants")


def is_country(text: str) -> bool:
    return text in phrases_of("countries")


def mapped(spans: list[Span], corpus: str) -> list[Span]:
    """Spans with our labels; those to be dropped left out."""
    table = conventions(corpus)
    relabelled = (Span(span.start, span.end, table[span.label]) for span in spans)
    return [span for span in relabelled if span.label]


def harmonised(forms: list[str], spans: list[Span]) -> list[Span]:
    """The same conventions everywhere: nationalities are DRV, titles and articles no part of a name, countries LOC."""
    names = []
    taken: set[int] = set()
    for span in spans:
        name = _harmonised(forms, span)
        if name.start < name.end:
            names.append(name)
            taken.update(range(name.start, name.end))
    demonyms = (index for index, form in enumerate(forms) if index not in taken and is_demonym(form))
    return sorted([*names, *(Span(index, index + 1, "DRV") for index in demonyms)], key=lambda span: span.start)


def _harmonised(forms: list[str], span: Span) -> Span:
    start, end, label = span.start, span.end, span.label
    while start < end and (
        forms[start].lower() in ("the", "a", "an")
        or (label == "PER" and forms[start].lower().rstrip(".") in conventions("titles"))
    ):
        start += 1
    text = " ".join(forms[start:end])
    if end - start == 1 and is_demonym(text):
        label = "DRV"
    elif label in ("ORG", "DRV", "?") and is_country(text):
        label = "LOC"
    elif end - start > 1 and label == "PER" and is_demonym(forms[start]):
        start += 1
    return Span(start, end, label)
