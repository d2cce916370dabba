"""The scores as text: lines for the terminal and the model card that lies beside each model."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COLUMNS = ("words", "UPOS", "lemma", "UAS", "LAS", "sentences", "NER", "found")
Table = dict[str, Any]


def lines_of(report: Table) -> Iterator[str]:
    for lang in (key for key in report if key != "footprint"):
        yield f"== {lang}"
        yield from score_rows(report[lang]["sets"])
        yield ""
        yield from type_rows(report[lang]["sets"])
        for name, kinds in report[lang]["conditions"].items():
            yield from ["", f"Conditions, single sentences of {name}:"]
            yield from score_rows(kinds)
        yield ""
    if footprint := report.get("footprint"):
        size, loading, memory = (footprint[key] for key in ("size_mb", "load_seconds", "memory_mb"))
        yield f"both models: {size} MB, loaded in {loading} s, {memory} MB of memory"
        for lang in ("en", "nb"):
            yield f"{lang}: {footprint[lang]['size_mb']} MB, {footprint[lang]['words_per_second']:,} words per second"


def score_rows(sets: Table) -> list[str]:
    present = [column for column in COLUMNS if any(column in table for table in sets.values())]
    rows = [["", *present]]
    for name, table in sets.items():
        rows.append([name, *(f"{table[column]:.1f}" if column in table else "–" for column in present)])
    return markdown(rows)


def type_rows(sets: Table) -> list[str]:
    """Precision, recall and F of each type."""
    labels = sorted({label for table in sets.values() for label in table["types"]})
    rows = [["P / R / F", *labels]]
    for name, table in sets.items():
        cells = [table["types"].get(label) for label in labels]
        rows.append([name, *(f"{cell['P']} / {cell['R']} / {cell['F']}" if cell else "–" for cell in cells)])
    return markdown(rows)


def markdown(rows: list[list[str]]) -> list[str]:
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    return [head, "|---" * len(rows[0]) + "|", *body]


def card(lang: str, report: Table) -> str:
    """The model card. Facts that no score tells come from cards.toml."""
    facts = tomllib.loads(Path(__file__).with_name("cards.toml").read_text("utf-8"))[lang]
    scores, footprint = report[lang], report["footprint"]
    lines = [f"# {facts['title']}", "", facts["about"].strip(), "", "## Training data and licences", ""]
    lines += ["Weights: " + facts["weights_licence"], "", *markdown([["what", "used for", "licence"], *facts["data"]])]
    lines += ["", "## Scores", "", facts["scoring"].strip(), "", *score_rows(scores["sets"]), ""]
    lines += [*type_rows(scores["sets"]), "", "## Hard conditions", ""]
    for name, kinds in scores["conditions"].items():
        lines += [f"Single sentences of {name}, changed:", "", *score_rows(kinds), ""]
    lines += ["## Size and speed", "", *footprint_lines(lang, footprint), "", "## Known weaknesses", ""]
    lines += [f"- {line}" for line in [*weakest(scores), *facts["weaknesses"]]]
    return "\n".join(lines) + "\n"


def footprint_lines(lang: str, footprint: Table) -> list[str]:
    own = footprint[lang]
    return [
        f"- {own['size_mb']} MB (both models {footprint['size_mb']} MB)",
        f"- whole pipeline: {own['words_per_second']:,} words per CPU second on one core",
        f"- both models load in {footprint['load_seconds']} s and take {footprint['memory_mb']} MB in one process",
    ]


def weakest(scores: Table) -> Iterator[str]:
    """The types of name and the conditions that the scores show to be weak."""
    for name, table in scores["sets"].items():
        weak = sorted((cell["F"], label) for label, cell in table["types"].items() if cell["gold"] >= 20)
        if weak and weak[0][0] < 70:
            yield f"{name}: names of type {weak[0][1]} reach an F of {weak[0][0]} only."
    for kinds in scores["conditions"].values():
        plain = kinds["as written"]
        for kind, table in kinds.items():
            lost = {measure: plain[measure] - table[measure] for measure in ("LAS", "NER")}
            if max(lost.values()) > 5:
                yield f"{kind}: costs {lost['LAS']:.1f} LAS and {lost['NER']:.1f} F of names."
