"""Put the trained parts together: `python -m training.assemble LANG SYNTAX NAMES OUT` writes the pipeline OUT."""

import shutil
import sys
from pathlib import Path

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language

from training import functions  # noqa: F401  (the saved configurations name what it registers)
from training.tokenization import adapt

VERSION = "0.1.0"
DESCRIPTIONS = {
    "en": "English news text: Universal Dependencies and names.",
    "nb": "Norwegian news text, Bokmål and Nynorsk: Universal Dependencies and names.",
}


def assembled(syntax: Path, names: Path, lang: str) -> Language:
    """The syntax pipeline with the name recogniser, which brings its own tok2vec, at its end."""
    nlp = spacy.load(syntax)
    adapt(nlp)
    source = spacy.load(names)
    source.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=source)
    nlp.meta |= {
        "name": "claimgraph",
        "lang": lang,
        "version": VERSION,
        "description": DESCRIPTIONS[lang],
        "author": "",
        "email": "",
        "url": "",
        "license": "CC BY-SA 4.0",
        "performance": {},
    }
    forget_training(nlp)
    forget_words(nlp)
    return nlp


def forget_training(nlp: Language) -> None:
    """The recipe is not part of the wheel: nothing in the shipped configuration may name it."""
    for section in ("corpora", "training", "initialize", "paths"):
        nlp.config[section] = {}


def forget_words(nlp: Language) -> None:
    """Keep of the string store what the components need to work: the words of the corpora only take room."""
    lemmatizer = nlp.get_pipe("trainable_lemmatizer")
    strings = nlp.vocab.strings
    trees = srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]  # type: ignore[attr-defined]
    keys = {tree[side] for tree in trees for side in ("orig", "subst") if tree.get(side)}
    needed = {strings[key] for key in keys}
    for labels in nlp.pipe_labels.values():
        needed.update(labels)
    for name in ("parser", "ner"):  # their moves ("L-nsubj||conj") know more labels than they tell
        needed.update(move.partition("-")[2] for move in nlp.get_pipe(name).move_names)  # type: ignore[attr-defined]
    strings._reset_and_load(sorted(needed))  # noqa: SLF001  (there is no other way to make it smaller)


def write(nlp: Language, path: Path) -> None:
    """Replace the model at `path`, keeping its card (README.md)."""
    fresh = path.with_name(path.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(fresh)
    card = path / "README.md"
    if card.exists():
        shutil.copy(card, fresh / card.name)
    shutil.rmtree(path, ignore_errors=True)
    fresh.rename(path)


if __name__ == "__main__":
    lang, (syntax, names, out) = sys.argv[1], map(Path, sys.argv[2:5])
    write(assembled(syntax, names, lang), out)
