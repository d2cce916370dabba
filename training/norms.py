"""The lists `ontology/languages/*/norms.tsv`: `python -m training.norms CORPORA UD` (UD: the converted trees).

A verb form of a lexicon that the treebank hardly has as a verb, and that is no form of a noun that we know, borrows the
norm of a common verb of the same inflection (`norms.toml`); so the tagger takes it for what it is.
"""

import gzip
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractors.gazetteer import Gazetteer
from ontology import thesaurus
from ontology.languages import FOLDER, grammar
from ontology.languages.inflection import inflection
from ontology.lexicon import lexicon

RARE_VERB, RARE_WORD = 2, 6  # a form seen as often as this as a verb, or at all, is left to the model
SHORTEST = 4


def counts(paths: list[Path]) -> tuple[Counter[str], Counter[str]]:
    """How often each lower-case form occurs, and how often as a verb."""
    words: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    for path in paths:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for columns in (line.split("\t") for line in content.decode().splitlines()):
            if len(columns) > 4 and columns[0].isdigit():
                words[columns[1].lower()] += 1
                verbs[columns[1].lower()] += columns[3] == "VERB"
    return words, verbs


def forms(lemma: str, endings: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The regular forms of a lemma, each with what it borrows from; the longest ending of the lemma decides."""
    ending = next((each for each in sorted(endings, key=len, reverse=True) if lemma.endswith(each)), None)
    if ending is not None:
        stem = lemma.removesuffix(ending)
        yield from ((stem + suffix, like) for suffix, like in endings[ending].items())


def norms(code: str, data: Mapping[str, Any], paths: list[Path], gazetteer: Gazetteer) -> dict[str, str]:
    """The list of one language."""
    words, verbs = counts(paths)
    roles = lexicon(code).triggers
    nouns = frozenset({*gazetteer.nouns(grammar(code)), *roles["noun"], *roles["role"]})
    found: dict[str, str] = {}
    for lemma in roles["verb"]:
        if lemma in grammar(code).governors or len(lemma) < SHORTEST:
            continue
        for form, like in forms(lemma, data["lemmas"]):
            known = verbs[form] >= RARE_VERB or words[form] >= RARE_WORD
            if not known and form not in nouns and inflection(code).lemma(form, "NOUN", nouns) is None:
                found.setdefault(form, like)
    return {**found, **data["extra"]}


if __name__ == "__main__":
    corpora, trees = Path(sys.argv[1]), Path(sys.argv[2])
    gazetteer = Gazetteer(thesaurus.load())
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        tables = tomllib.load(file)
    for code, data in tables.items():
        folders = (trees, corpora / "english")
        paths = [folder / name for name in data["treebanks"] for folder in folders if (folder / name).exists()]
        lines = sorted(norms(code, data, paths, gazetteer).items())
        (FOLDER / code / "norms.tsv").write_text("".join(f"{form}\t{like}\n" for form, like in lines), encoding="utf-8")
        print(code, len(lines))
