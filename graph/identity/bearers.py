"""Who bears which names: what all articles together tell of an entity that bears on who it is.

Groups by description and things that are known inside one article only bear no name: they are told apart by their ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from graph.storage.extractions import all_mentions, claim_mentions, put_forward_as_fact
from ontology.records import Claim, Extraction, Mention
from ontology.thesaurus import Concept, Thesaurus, fold
from ontology.vocabulary import is_a

ROLES: Final = frozenset({"spokesperson-for", "leads", "role-in"})
"""Relations that few have to the same body: they tell who somebody is."""
GROUP: Final = "group."
_LONGEST_ACRONYM: Final = 10


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entity with what tells who it is.

    ``names`` are those it goes by, ``acronyms`` the short ones that articles or the thesaurus introduce for it.
    ``settings`` are the countries that its articles are about, ``roles`` what claims tie it to, ``beside`` whatever
    stands at the other end of a claim with it: two ends of one claim are two things.
    """

    id: str
    type: str
    names: tuple[str, ...]
    acronyms: frozenset[str] = frozenset()
    articles: int = 0
    settings: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Told:
    types: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)


def bearers(extractions: Iterable[Extraction], thesaurus: Thesaurus) -> dict[str, Bearer]:
    """The bearers of names by id, in the order of their ids."""
    told: dict[str, _Told] = {}
    settings = dict[str, frozenset[str]]()
    for extraction in extractions:
        settings[extraction.article.id] = _settings(extraction, thesaurus)
        _listen(extraction, told)
    found = {id_: _bearer(id_, told[id_], settings) for id_ in sorted(told)}
    concepts = thesaurus.concepts
    return {id_: known(concepts[id_], thesaurus, each) if id_ in concepts else each for id_, each in found.items()}


def known(concept: Concept, thesaurus: Thesaurus, told: Bearer | None = None) -> Bearer:
    """A concept as a bearer of all its names, with what the articles tell of it."""
    base = told or Bearer(concept.id, concept.type, ())
    names = dict.fromkeys(each.text for each in concept.names if each.kind in ("preferred", "alternative"))
    acronyms = frozenset(each.text for each in concept.names if each.kind == "acronym")
    settings = base.settings | frozenset(_countries(concept.id, thesaurus))
    return replace(base, type=concept.type, names=tuple(names), acronyms=acronyms, settings=settings)


def is_named(id_: str) -> bool:
    """Whether an entity is known by its name: not by a description, and not inside one article only."""
    return id_.count(".") < 2 and not id_.startswith(GROUP)


def is_acronym(name: str) -> bool:
    """Whether a name is made of capitals, as acronyms are."""
    letters = [each for each in name if each.isalpha()]
    return (
        2 <= len(letters) <= _LONGEST_ACRONYM and " " not in name and sum(map(str.isupper, letters)) > len(letters) / 2
    )


def _listen(extraction: Extraction, told: dict[str, _Told]) -> None:
    article = extraction.article.id
    listed = set()
    for entity in extraction.entities:
        listed.add(entity.id)
        if is_named(entity.id):
            about = told.setdefault(entity.id, _Told())
            about.types[entity.type] += 1
            about.labels[entity.label] += 1
            about.names.update(entity.names)
            about.articles.add(article)
    for mention in all_mentions(extraction):
        if mention.entity not in listed and is_named(mention.entity):
            about = told.setdefault(mention.entity, _Told())
            about.types[mention.type] += 1
            about.labels[mention.label] += 1
            about.articles.add(article)
    for claim in extraction.claims:
        _listen_to_claim(claim, told)


def _listen_to_claim(claim: Claim, told: dict[str, _Told]) -> None:
    ends = {each.entity for each in claim_mentions(claim)}
    for id_ in ends:
        if id_ in told:
            told[id_].beside |= ends - {id_}
    subject, object_ = claim.subject, claim.object
    if subject is None or not isinstance(object_, Mention) or subject.entity not in told:
        return
    if claim.relation in ROLES and put_forward_as_fact(claim) and not is_a(object_.type, "Place"):
        told[subject.entity].roles.add(f"{claim.relation} {object_.entity}")


def _settings(extraction: Extraction, thesaurus: Thesaurus) -> frozenset[str]:
    """The countries that an article is about: those in which most of the places lie that it mentions."""
    counts: Counter[str] = Counter()
    for mention in extraction.mentions:
        if is_a(mention.type, "Place") and mention.entity in thesaurus.concepts:
            counts.update(_countries(mention.entity, thesaurus))
    most = max(counts.values(), default=0)
    return frozenset(country for country, count in counts.items() if count * 2 >= most)


def _countries(place: str, thesaurus: Thesaurus) -> Iterator[str]:
    """The countries that a place is or lies in."""
    seen: set[str] = set()
    waiting = [place]
    while waiting:
        id_ = waiting.pop()
        concept = thesaurus.concepts.get(id_)
        if id_ in seen or concept is None:
            continue
        seen.add(id_)
        if concept.type == "Country":
            yield id_
        waiting += concept.located_in


def _bearer(id_: str, about: _Told, settings: Mapping[str, Iterable[str]]) -> Bearer:
    from graph.views.view import best_type

    name = min(about.labels, key=lambda each: (-about.labels[each], each))
    acronyms = {each for each in about.names if is_acronym(each) and fold(each) != fold(name)}
    return Bearer(
        id_,
        best_type(sorted(about.types.elements())),
        (name,),
        frozenset(acronyms),
        len(about.articles),
        frozenset(country for article in about.articles for country in settings[article]),
        frozenset(about.roles),
        frozenset(about.beside),
    )
