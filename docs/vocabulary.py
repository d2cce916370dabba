"""Writes the page of the vocabulary from the ontology, so that the two never differ.

    python docs/vocabulary.py

makes `docs/vocabulary.md` anew; a test fails where that has been forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from ontology.lexicon import lexicon
from ontology.namespaces import CG
from ontology.statements import ONTOLOGY
from ontology.vocabulary import Relation, classes, relations

PAGE = Path(__file__).with_name("vocabulary.md")
MAPPINGS = ONTOLOGY.with_name("mappings.ttl")
SHORT = {
    "https://schema.org/": "schema:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://semanticweb.cs.vu.nl/2009/11/sem/": "sem:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
HEAD = f"""# The vocabulary

The classes and relations of `cg:`, <{CG}>. The ontology itself is `ontology/claimgraph.ttl`, the shapes
that a graph must have are `ontology/shapes.ttl` (`claimgraph build --validate`), and how the vocabulary stands to
schema.org, PROV-O and SEM is `ontology/mappings.ttl`. This page is made from them by `python docs/vocabulary.py`.
"""


def page() -> str:
    """The page in Markdown."""
    return "\n".join((HEAD, *_classes(mappings()), *_relations())) + "\n"


def mappings() -> Mapping[str, list[str]]:
    """For each of our IRIs, those of other vocabularies that are close to it or broader."""
    from pyoxigraph import RdfFormat, parse

    found: dict[str, list[str]] = defaultdict(list)
    for quad in parse(path=str(MAPPINGS), format=RdfFormat.TURTLE):
        found[str(quad.subject).strip("<>")].append(str(quad.object).strip("<>"))
    return found


def _classes(others: Mapping[str, list[str]]) -> Iterator[str]:
    yield "## Classes\n"
    yield "| class | in Norwegian | what it is | below | elsewhere |"
    yield "|---|---|---|---|---|"
    for each in classes().values():
        elsewhere = ", ".join(f"`{_short(iri)}`" for iri in sorted(others.get(each.iri, ())))
        above = ", ".join(f"`{name}`" for name in each.parents)
        yield f"| `{each.name}` | {each.label('nb')} | {_cell(each.definition)} | {above} | {elsewhere} |"
    yield ""


def _relations() -> Iterator[str]:
    examples: dict[str, str] = {}
    for example in lexicon("en").examples:
        examples.setdefault(example.relation, example.text)
    yield "## Relations\n"
    yield "Codes are PLOVER's and CAMEO's, where there is one. A claim may deny each of them.\n"
    for each in relations().values():
        yield f"### {each.name}\n"
        yield f"{each.definition}\n"
        yield from _facts(each, examples.get(each.name))
        yield ""


def _facts(relation: Relation, example: str | None) -> Iterator[str]:
    if example:
        yield f"> {example}\n"
    labels = ", ".join(f"{text} ({language})" for language, text in sorted(relation.labels.items()))
    yield f"- `cg:{relation.iri.removeprefix(CG)}`: {labels}"
    yield f"- from {_places(relation.domain)} to {_places(relation.range)}"
    if relation.inverse:
        yield "- the same both ways" if relation.symmetric else f"- read backwards: {relation.inverse}"
    codes = [f"{name} {code}" for name, code in (("PLOVER", relation.plover), ("CAMEO", relation.cameo)) if code]
    if codes:
        yield f"- {', '.join(codes)}"


def _places(names: tuple[str, ...]) -> str:
    return " or ".join(f"`{each}`" for each in names) or "anything"


def _short(iri: str) -> str:
    return next((prefix + iri.removeprefix(base) for base, prefix in SHORT.items() if iri.startswith(base)), iri)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
