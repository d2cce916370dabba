"""What a graph holds once articles have come and gone: as if those that went had never been in."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.identity import conclude, resolution
from graph.identity.judgements import judgement, to_quads
from graph.storage.store import Store
from ontology.records import Extraction
from tests import samples
from tests.stores import store_in_memory, thesaurus
from tests.strategies import extractions

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
two_sets = st.lists(extractions(), min_size=2, max_size=4, unique_by=lambda each: each.article.id).flatmap(
    lambda held: st.tuples(st.just(held), st.integers(1, len(held) - 1))
)


def concluded(store: Store) -> str:
    """All that the store holds once identity has been settled, as every build and every removal leaves it."""
    conclude(store, resolution(list(store.extractions()), thesaurus(), store.judgements()))
    return store.nquads()


def built(held: Sequence[Extraction], *, judged: bool = False) -> str:
    with tempfile.TemporaryDirectory() as folder, store_in_memory(Path(folder)) as store:
        if judged:
            judge(store, held[0])
        for extraction in held:
            store.add(extraction, samples.EXTRACTOR)
        return concluded(store)


def judge(store: Store, extraction: Extraction) -> None:
    """A person says that two entities are different."""
    one = extraction.entities[0].id
    store.change_identity(added=to_quads([judgement("different", one, f"{one}-other")]))


@FEW
@given(two_sets)
def test_removal_undoes_addition_byte_for_byte(sets: tuple[list[Extraction], int]) -> None:
    held, kept = sets
    with tempfile.TemporaryDirectory() as folder, store_in_memory(Path(folder)) as store:
        for extraction in held:
            store.add(extraction, samples.EXTRACTOR)
        concluded(store)
        for extraction in held[kept:]:
            store.remove(extraction.article.id)
        assert concluded(store) == built(held[:kept])


@FEW
@given(two_sets)
def test_a_persons_judgements_survive_the_removal(sets: tuple[list[Extraction], int]) -> None:
    held, kept = sets
    with tempfile.TemporaryDirectory() as folder, store_in_memory(Path(folder)) as store:
        judge(store, held[0])
        for extraction in held:
            store.add(extraction, samples.EXTRACTOR)
        concluded(store)
        for extraction in held[kept:]:
            store.remove(extraction.article.id)
        assert [each.by for each in store.judgements()] == ["person"]
        assert concluded(store) == built(held[:kept], judged=True)


@FEW
@given(two_sets)
def test_a_changed_version_leaves_what_it_alone_would_have_made(sets: tuple[list[Extraction], int]) -> None:
    held, kept = sets
    *rest, newest = held
    gone = [each.article.id for each in rest[: max(1, kept - 1)]]
    with tempfile.TemporaryDirectory() as folder, store_in_memory(Path(folder)) as store:
        for extraction in rest:
            store.add(extraction, samples.EXTRACTOR)
        store.add(newest, samples.EXTRACTOR, supersedes=gone)
        assert concluded(store) == built([each for each in held if each.article.id not in gone])
        assert {each.extraction.article.id for each in store.history.versions()} == set(gone)
