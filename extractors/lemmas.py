"""Lemmas that the rest can rely on: names as they are written, and inflected forms of words that we look for led back
to them."""

from __future__ import annotations

from extractors.gazetteer import Gazetteer
from ontology.languages import Grammar
from ontology.languages.inflection import inflection
from ontology.lexicon import Lexicon


class Lemmas:
    """Corrects the lemmas of a model, for one language."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._inflection = inflection(grammar.code)
        self._compounding = grammar.compounding
        self._genitives = [each for each in grammar.case["genitive"] if each.isalpha()]
        self._gazetteer = gazetteer
        self._verbs = frozenset(
            {*lexicon.triggers["verb"], *grammar.governors, *grammar.raising, *grammar.control["light_verbs"]}
        )
        self._nouns = frozenset(
            {
                *lexicon.triggers["noun"],
                *lexicon.triggers["role"],
                *grammar.words["transparent"],
                *gazetteer.nouns(grammar),
            }
        )
        self._cache: dict[tuple[str, str, str], str] = {}

    def __call__(self, text: str, lemma: str, pos: str) -> str:
        """The lemma of a word, in lower case unless it is a name."""
        key = (text, lemma, pos)
        found = self._cache.get(key)
        if found is None:
            found = self._cache.setdefault(key, self._lemma(text, lemma, pos))
        return found

    def _lemma(self, text: str, lemma: str, pos: str) -> str:
        if pos == "PROPN" or not lemma:
            # edit trees learnt on other names garble unseen ones; a known noun at the head of a sentence is no name
            return (self._noun_in_disguise(text) or text) if lemma else text
        lower = lemma.lower()
        if pos == "AUX":
            return self._inflection.irregular.get("verb", {}).get(text.lower(), lower)
        known = self._verbs if pos in ("VERB", "AUX") else self._nouns
        if lower in known or pos not in ("VERB", "NOUN", "ADJ"):
            return lower
        form = text.lower()
        found = self._inflection.lemma(form, pos, known) or (form if form in known else self._as_verb(form, pos))
        return found or self._compound(form, lower, pos) or self._genitive(form, lower, pos) or lower

    def _genitive(self, form: str, lemma: str, pos: str) -> str | None:
        """ "houthienes" is the lemma of "houthiene"; the model takes "gruppa" for the lemma of "gruppas"."""
        stems = [form.removesuffix(ending) for ending in self._genitives if pos == "NOUN" and form.endswith(ending)]
        return next(
            (found for stem in (*stems, lemma) if (found := self._inflection.lemma(stem, pos, self._nouns))), None
        )

    def _compound(self, form: str, lemma: str, pos: str) -> str | None:
        """The last part of a compound is inflected as it is alone ("eksilgruppa" as "gruppa")."""
        if not self._compounding or pos != "NOUN":
            return None
        for start in range(3, len(form) - 2):
            if lemma[start:] in self._nouns:
                return lemma
            last = (
                form[start:] if form[start:] in self._nouns else self._inflection.lemma(form[start:], pos, self._nouns)
            )
            if last is not None and len(last) > 2:
                return form[:start] + last
        return None

    def _noun_in_disguise(self, text: str) -> str | None:
        form = text.lower()
        if not text.istitle() and (self._compounding or not text.islower()):
            return None
        found = form if form in self._nouns else self._inflection.lemma(form, "NOUN", self._nouns)
        return found or self._genitive(form, form, "NOUN")

    def _as_verb(self, form: str, pos: str) -> str | None:
        """Participles are often tagged as adjectives; what they are forms of are verbs all the same."""
        return self._inflection.lemma(form, "VERB", self._verbs) if pos == "ADJ" else None
