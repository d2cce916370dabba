"""Independent origins: how many do say so, once copies and repeated words are counted as one.

Five papers that print one agency report are one origin, and so are three articles that cite the same observatory. What
rests on the same cited speaker, on the same agency or publisher, on the same text or on the same sentence is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.origins.copies import copies
from graph.origins.records import Corroboration, Origin, OriginKind
from graph.origins.signatures import agencies
from graph.origins.speakers import Speakers, Word
from graph.origins.unions import Unions
from graph.storage.extractions import HAPPENED
from ontology.records import Claim, Extraction
from ontology.thesaurus import Thesaurus

__all__ = ["Corroboration", "Origin", "OriginKind", "Origins", "agencies", "copies"]


class Origins:
    """Tells the origins of claims from all articles of a graph; entities go by their canonical ids."""

    def __init__(self, extractions: Sequence[Extraction], thesaurus: Thesaurus | None = None) -> None:
        self._articles = {each.article.id: each.article for each in extractions}
        self._speakers = Speakers(extractions, thesaurus, copies(self._articles.values()))

    def of(self, claims: Iterable[tuple[Claim, str]]) -> tuple[Origin, ...]:
        """The origins of claims that say the same, each with the id of its article; those with most articles first."""
        told = [(claim, article, self._speakers.word(claim, self._articles[article])) for claim, article in claims]
        unions = Unions()
        for _, _, word in told:
            for other in word.ties:
                unions.join(word.ties[0], other)
        groups: dict[str, list[tuple[Claim, str, Word]]] = {}
        for each in told:
            groups.setdefault(unions.find(each[2].ties[0]), []).append(each)
        return tuple(sorted(map(_origin, groups.values()), key=lambda each: (-len(each.articles), each.name)))

    def corroboration(self, claims: Iterable[tuple[Claim, str]]) -> Corroboration:
        """The origins of those that say so most surely, and of those that deny it, or of the denials where all deny."""
        told = list(claims)
        saying = _surest([each for each in told if each[0].polarity == "positive"])
        denying = [each for each in told if each[0].polarity == "negative"]
        if not saying:
            return Corroboration(self.of(_surest(denying)))
        return Corroboration(self.of(saying), self.of(denying))


def _surest(told: Sequence[tuple[Claim, str]]) -> Sequence[tuple[Claim, str]]:
    """The claims of facts if there are any: a plan does not bear out that something happened."""
    return [each for each in told if each[0].modality in HAPPENED] or told


def _origin(group: Sequence[tuple[Claim, str, Word]]) -> Origin:
    best = min((word for _, _, word in group), key=lambda word: (word.rank, word.names))
    names = sorted({name for _, _, word in group if word.rank == best.rank for name in word.names})
    return Origin(
        name=names[0] if best.kind != "named" else " / ".join(names),
        kind=best.kind,
        articles=tuple(sorted({article for _, article, _ in group})),
        claims=tuple(dict.fromkeys(claim.id for claim, _, _ in group)),
        hearsay=all(claim.modality == "reported" and word.kind != "named" for claim, _, word in group),
    )
