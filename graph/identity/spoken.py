"""A person's word on identity: who is meant, whether it can stand beside what was said before, and taking it back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from graph.asking.lookup import UnknownNameError, names
from graph.errors import DataError
from graph.identity.candidates import NAMED_SCHEMES
from graph.identity.judgements import judgement, to_quads
from graph.identity.resolution import Resolution, resolution
from graph.storage.extractions import entities_used
from graph.storage.store import Store
from ontology.records import Extraction, Judgement, Verdict
from ontology.thesaurus import Thesaurus


class AmbiguousNameError(DataError):
    """Several things go by the name, and a judgement must be about one."""


class OneIdError(DataError):
    """Both names are of one entity, which no judgement can split."""


class ContradictionError(DataError):
    """What is said cannot stand beside a judgement that was passed before."""


class NothingSaidError(DataError):
    """There is no such judgement to take back."""


def say(
    store: Store, thesaurus: Thesaurus, verdict: Verdict, one: str, other: str, *, why: str = "", undo: bool = False
) -> tuple[Judgement, ...]:
    """Store a person's judgement on two named things, or take it back; gives the judgements that changed.

    Raises DataError where a name is of nothing or of several things, where a judgement contradicts an earlier one, and
    where there is none to take back.
    """
    held = list(store.extractions())
    before = store.judgements()
    if undo:
        gone = _spoken(held, thesaurus, before, verdict, one, other)
        _store(store, gone, taken_back=True)
        return gone
    found = resolution(held, thesaurus, before)
    new = _new(held, thesaurus, found, verdict, one, other, why=_readable(why))
    added = tuple(each for each in new if not _is_said(each, before))
    _check(held, thesaurus, (*before, *added))
    _store(store, added, taken_back=False)
    return added


def _new(
    held: Sequence[Extraction],
    thesaurus: Thesaurus,
    found: Resolution,
    verdict: Verdict,
    one: str,
    other: str,
    *,
    why: str,
) -> list[Judgement]:
    first, second = (_meant(held, thesaurus, found, name) for name in (one, other))
    if not first.isdisjoint(second):
        raise OneIdError(f"{one!r} and {other!r} are both names of {min(first & second)}")
    if verdict == "same":  # one pair joins all that each of the two stands for
        return [judgement("same", _first(first, found), _first(second, found), why=why)]
    return [judgement("different", a, b, why=why) for a in sorted(first) for b in sorted(second)]


def _meant(held: Sequence[Extraction], thesaurus: Thesaurus, found: Resolution, name: str) -> frozenset[str]:
    """The ids of the one thing of this name; an id means itself alone."""
    if name in found.canonical:
        return frozenset({name})
    ids = _named(held, thesaurus, name)
    things = sorted({found.canonical.get(id_, id_) for id_ in ids})
    if len(things) > 1:
        raise AmbiguousNameError(f"several things are called {name!r}: {', '.join(things)}; give the id of one")
    return ids


def _first(ids: Collection[str], found: Resolution) -> str:
    return min(ids, key=lambda id_: (found.canonical.get(id_) != id_, id_))


def _spoken(
    held: Sequence[Extraction],
    thesaurus: Thesaurus,
    said: Iterable[Judgement],
    verdict: Verdict,
    one: str,
    other: str,
) -> tuple[Judgement, ...]:
    """The judgements of this verdict on things of these names."""
    ours = [each for each in said if each.verdict == verdict]
    ids = {id_ for each in ours for id_ in (each.one, each.other)}
    first, second = (_possibly_meant(held, thesaurus, ids, name) for name in (one, other))
    gone = tuple(each for each in ours if _is_about(each, first, second))
    if not gone:
        raise NothingSaidError(f"nobody has said that {one!r} and {other!r} are {_phrase(verdict)}")
    return gone


def _possibly_meant(
    held: Sequence[Extraction], thesaurus: Thesaurus, ids: Collection[str], name: str
) -> frozenset[str]:
    """The ids that a judgement may have been passed on, also long after its articles went."""
    known = any(name in entities_used(each) for each in held)
    return frozenset({name}) if known or name in ids else _named(held, thesaurus, name)


def _named(held: Sequence[Extraction], thesaurus: Thesaurus, name: str) -> frozenset[str]:
    """The entities of this name; what no article speaks of can still be known."""
    try:
        return names(held, thesaurus).find(name)
    except UnknownNameError:
        known = frozenset(each.id for each in thesaurus.find(name) if each.scheme in NAMED_SCHEMES)
        if known or name in thesaurus.concepts:
            return known or frozenset({name})
        raise


def _is_about(each: Judgement, first: Collection[str], second: Collection[str]) -> bool:
    return (each.one in first and each.other in second) or (each.other in first and each.one in second)


def _is_said(each: Judgement, before: Iterable[Judgement]) -> bool:
    return any((each.verdict, each.one, each.other) == (old.verdict, old.one, old.other) for old in before)


def _check(held: Sequence[Extraction], thesaurus: Thesaurus, said: Sequence[Judgement]) -> None:
    """Raise ContradictionError unless all that a person said can hold at once."""
    canonical = resolution(held, thesaurus, said).canonical
    for each in said:
        there = all(id_ in canonical or id_ in thesaurus.concepts for id_ in (each.one, each.other))
        are_one = canonical.get(each.one, each.one) == canonical.get(each.other, each.other)
        if there and are_one != (each.verdict == "same"):
            raise ContradictionError(
                f"that contradicts an earlier judgement: {each.one} and {each.other} are {_phrase(each.verdict)}; "
                f"take one of them back first (--undo)"
            )


def _store(store: Store, judgements: Iterable[Judgement], *, taken_back: bool) -> None:
    for each in judgements:
        store.journal.note_judgement(each, taken_back=taken_back)
        quads = to_quads([each])
        store.change_identity(dropped=quads) if taken_back else store.change_identity(added=quads)


def _phrase(verdict: Verdict) -> str:
    return "the same" if verdict == "same" else "different"


def _readable(text: str) -> str:
    """A text from the command line, which may hold bytes that are none of any character."""
    return " ".join(text.encode("utf-8", "replace").decode().split())
