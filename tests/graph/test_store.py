import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad

from graph import store_files
from graph.concepts import NAMES
from graph.errors import (
    NotAStoreError,
    StoreDamagedError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreTooNewError,
    StoreWriteError,
    UnknownArticleError,
)
from graph.rdf import to_quads
from graph.store import Store
from ontology.namespaces import IDENTITY_GRAPH, SKOS, THESAURUS_GRAPH, entity_iri
from ontology.records import Extraction
from ontology.thesaurus import Concept, Name, NameKind, Thesaurus
from tests import strategies
from tests.samples import ALL, ENGLISH, EXTRACTOR, NORWEGIAN, WIRE
from tests.stores import filled_store, open_store, store_in_memory


def bytes_of(folder: Path, extractions: Iterable[Extraction], make_store: Callable[[Path], Store] = open_store) -> str:
    with make_store(folder) as store:
        for extraction in extractions:
            store.add(extraction, EXTRACTOR)
        return store.nquads()


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Store]:
    with filled_store(tmp_path / "full") as store:
        yield store


def test_what_is_added_comes_back(full: Store) -> None:
    assert list(full.extractions()) == sorted(ALL, key=lambda each: each.article.id)
    assert full.extraction(WIRE.article.id) == WIRE
    assert full.article_ids() == {each.article.id for each in ALL}


def test_what_is_added_comes_back_after_closing(tmp_path: Path) -> None:
    bytes_of(tmp_path, ALL)
    with Store.open(tmp_path, read_only=True) as store:
        assert list(store.extractions()) == sorted(ALL, key=lambda each: each.article.id)


def test_adding_twice_changes_nothing(full: Store) -> None:
    before = full.nquads()
    assert full.add(ENGLISH, EXTRACTOR) is False
    assert full.nquads() == before


def test_the_same_article_from_another_path_is_noted(full: Store) -> None:
    elsewhere = replace(ENGLISH, article=replace(ENGLISH.article, path="copy.txt"))
    assert full.add(elsewhere, EXTRACTOR) is False
    assert full.journal.articles_at("copy.txt") == {ENGLISH.article.id}
    assert full.extraction(ENGLISH.article.id).article.path == ENGLISH.article.path


def test_a_new_extractor_replaces_what_the_old_one_found(full: Store, tmp_path: Path) -> None:
    fewer = replace(ENGLISH, claims=ENGLISH.claims[:2])
    assert full.add(fewer, "other 2") is True
    assert full.extraction(ENGLISH.article.id) == fewer
    with open_store(tmp_path / "fresh") as fresh:
        fresh.add(NORWEGIAN, EXTRACTOR)
        fresh.add(WIRE, EXTRACTOR)
        fresh.add(fewer, "other 2")
        assert full.nquads() == fresh.nquads()
    assert full.journal.entries()[-1].event == "replaced"


def test_the_order_of_adding_does_not_matter(tmp_path: Path) -> None:
    stores = [bytes_of(tmp_path / str(number), order) for number, order in enumerate(permutations(ALL))]
    assert len(stores) == 6
    assert len(set(stores)) == 1


@pytest.mark.parametrize("gone", ALL, ids=lambda each: each.article.publisher)
def test_removal_leaves_what_would_be_there_without_the_article(full: Store, gone: Extraction, tmp_path: Path) -> None:
    full.remove(gone.article.id)
    assert full.nquads() == bytes_of(tmp_path / "fresh", [each for each in ALL if each is not gone])


def test_removal_of_all_leaves_nothing(full: Store) -> None:
    for extraction in ALL:
        full.remove(extraction.article.id)
    assert full.nquads() == ""
    assert full.article_ids() == frozenset()


@settings(max_examples=15, deadline=None)
@given(strategies.collections)
def test_any_collection_in_any_order_gives_the_same_bytes(extractions: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        there = bytes_of(Path(folder, "there"), extractions, store_in_memory)
        assert there == bytes_of(Path(folder, "back"), extractions[::-1], store_in_memory)


@settings(max_examples=15, deadline=None)
@given(strategies.collections)
def test_removing_any_article_is_as_if_it_had_never_been_added(extractions: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder, store_in_memory(Path(folder, "all")) as store:
        for extraction in extractions:
            store.add(extraction, EXTRACTOR)
        assert list(store.extractions()) == sorted(extractions, key=lambda each: each.article.id)
        store.remove(extractions[0].article.id)
        assert store.nquads() == bytes_of(Path(folder, "rest"), extractions[1:], store_in_memory)


def test_canonical_n_quads_are_sorted_and_escaped(tmp_path: Path) -> None:
    hostile = replace(ENGLISH.article, text='"\\\n\r\t\0\x7fé\u2028', title="æ")
    with open_store(tmp_path) as store:
        store.add(Extraction(hostile, (), (), ()), EXTRACTOR)
        lines = store.nquads().splitlines(keepends=True)
        store.write_nquads(tmp_path / "graph.nq")
    whole = "".join(lines)
    assert (tmp_path / "graph.nq").read_bytes() == whole.encode()
    assert '"\\"\\\\\\n\\r\\t\\u0000\\u007Fé\u2028"' in whole
    rows = whole.removesuffix("\n").split("\n")
    assert rows == sorted(rows)
    assert [row.encode() for row in rows] == sorted(row.encode() for row in rows)


def concepts_in(store: Store) -> set[str]:
    return {str(quad.subject).rsplit("/", 1)[-1].rstrip(">") for quad in store.quads(THESAURUS_GRAPH)}


def test_the_thesaurus_graph_holds_what_occurs_and_what_lies_above(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add(WIRE, EXTRACTOR)
        assert concepts_in(store) == {"harbour-brigade", "marmouth-pact", "port-sarin", "sarin-coast"}
        names = {(quad.predicate.value, str(quad.object)) for quad in store.quads(THESAURUS_GRAPH)}
        assert (SKOS + "prefLabel", '"Havnebrigaden"@nb') in names
        assert (SKOS + "exactMatch", "<https://example.org/wiki/Q1>") in names
        store.add(NORWEGIAN, EXTRACTOR)
        assert "old-quay" in concepts_in(store)
        store.remove(NORWEGIAN.article.id)
        assert "old-quay" not in concepts_in(store)


def test_a_changed_thesaurus_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    def one_concept(name: str) -> Thesaurus:
        return Thesaurus([Concept("harbour-brigade", "ArmedGroup", "actors", (Name(name, "en", "preferred"),))])

    with Store.open(tmp_path, create=True, thesaurus=one_concept("Old Name")) as store:
        store.add(WIRE, EXTRACTOR)
    with Store.open(tmp_path, thesaurus=one_concept("New Name")) as store:
        store.add(WIRE, "next extractor")
        said = {str(quad.object) for quad in store.quads(THESAURUS_GRAPH)}
    assert '"New Name"@en' in said
    assert '"Old Name"@en' not in said


def test_every_kind_of_name_has_a_property() -> None:
    assert set(NAMES) == set(get_args(NameKind))


def test_our_own_thesaurus_is_used_where_none_is_given(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        assert store.add(WIRE, EXTRACTOR)


def test_an_unknown_article_cannot_be_removed_or_read(full: Store) -> None:
    with pytest.raises(UnknownArticleError, match="no article 0"):
        full.remove("0")
    with pytest.raises(UnknownArticleError, match="no article 0"):
        full.extraction("0")


def test_judgements_on_identity_stay_when_articles_go(full: Store) -> None:
    same = Quad(NamedNode(entity_iri("a")), NamedNode(SKOS + "exactMatch"), NamedNode(entity_iri("b")))
    full.change_identity(added=[same])
    full.remove(WIRE.article.id)
    assert [quad.graph_name for quad in full.quads(IDENTITY_GRAPH)] == [NamedNode(IDENTITY_GRAPH)]
    full.change_identity(dropped=[same])
    assert list(full.quads(IDENTITY_GRAPH)) == []


def test_the_dataset_is_rdflibs_and_a_union(full: Store) -> None:
    from rdflib import Dataset

    dataset = full.dataset()
    assert isinstance(dataset, Dataset)
    found = list(dataset.query("SELECT ?claim WHERE { ?claim a cg:Claim }"))
    assert len(found) == sum(len(each.claims) for each in ALL)
    assert dataset.query(f"ASK {{ <{entity_iri('harbour-brigade')}> cg:controls ?place }}").askAnswer


def test_no_time_and_no_path_is_in_the_graph(full: Store) -> None:
    text = full.nquads()
    assert not any(entry.time in text for entry in full.journal.entries())
    assert not any(each.article.path in text for each in ALL)


# ---- Readers, writers, and folders that are not as they should be


def test_a_second_writer_is_refused(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_files, "PATIENCE", 0.1)
    with pytest.raises(StoreLockedError, match="another process is writing"):
        Store.open(full._files.folder)


def test_a_reader_beside_a_writer_sees_the_store_as_it_was(tmp_path: Path) -> None:
    bytes_of(tmp_path, [ENGLISH])
    with open_store(tmp_path) as writer:
        writer.add(WIRE, EXTRACTOR)
        with Store.open(tmp_path, read_only=True) as reader:
            assert reader.article_ids() == {ENGLISH.article.id}
    with Store.open(tmp_path, read_only=True) as reader, open_store(tmp_path) as writer:
        writer.remove(ENGLISH.article.id)
        assert reader.article_ids() == {ENGLISH.article.id, WIRE.article.id}
        assert writer.article_ids() == {WIRE.article.id}


def test_a_reader_beside_the_first_writer_is_told_to_wait(full: Store) -> None:
    with pytest.raises(StoreLockedError, match="still filling it"):
        Store.open(full._files.folder, read_only=True)


def test_readers_leave_nothing_behind(tmp_path: Path) -> None:
    bytes_of(tmp_path, [ENGLISH])
    with Store.open(tmp_path, read_only=True), Store.open(tmp_path, read_only=True):
        assert len(list((tmp_path / "store" / "readers").iterdir())) == 2
    assert list((tmp_path / "store" / "readers").iterdir()) == []


def test_what_a_dead_reader_left_is_cleared_by_the_next_writer(tmp_path: Path) -> None:
    bytes_of(tmp_path, [ENGLISH])
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    leftover = tmp_path / "store" / "readers" / f"{int(dead.stdout)}-abc"
    leftover.mkdir(parents=True)
    with open_store(tmp_path):
        assert not leftover.exists()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    bytes_of(tmp_path, [ENGLISH])
    with Store.open(tmp_path, read_only=True) as store:
        with pytest.raises(StoreReadOnlyError, match="opened for reading only"):
            store.add(WIRE, EXTRACTOR)
        with pytest.raises(StoreReadOnlyError):
            store.remove(ENGLISH.article.id)
        with pytest.raises(StoreReadOnlyError):
            store.change_identity()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_without_a_store_is_none(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(NotAStoreError, match="holds no claimgraph store"):
        Store.open(tmp_path, read_only=read_only)
    with pytest.raises(NotAStoreError, match="there is no such folder"):
        Store.open(tmp_path / "nowhere", read_only=read_only)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(NotAStoreError):
        Store.open(file)
    with pytest.raises(StoreReadOnlyError, match="cannot make a store"):
        Store.open(file, create=True)


def test_a_store_that_cannot_be_written_is_read_only(tmp_path: Path) -> None:
    bytes_of(tmp_path, [ENGLISH])
    lock = tmp_path / "store" / "lock"
    lock.unlink()
    lock.mkdir()
    with pytest.raises(StoreReadOnlyError, match="cannot write to"):
        Store.open(tmp_path)


def test_a_reader_of_a_folder_that_takes_no_copies_copies_elsewhere(tmp_path: Path) -> None:
    bytes_of(tmp_path, [ENGLISH])
    (tmp_path / "store" / "readers").touch()
    with Store.open(tmp_path, read_only=True) as store:
        assert list(store.extractions()) == [ENGLISH]


def test_where_there_are_no_hard_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise OSError

    bytes_of(tmp_path, [ENGLISH])
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with Store.open(tmp_path, read_only=True) as store:
        assert list(store.extractions()) == [ENGLISH]


def test_a_disk_that_takes_no_more_is_an_error_in_one_line(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    before = full.nquads()
    monkeypatch.setattr(full.journal, "note", refuse)
    with pytest.raises(StoreWriteError, match=r"cannot write to .*No space left on device"):
        full.remove(WIRE.article.id)
    assert full.nquads() == before


def test_closing_twice_does_no_harm(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.close()
    Store.open(tmp_path).close()


def test_a_store_of_the_future_is_too_new(tmp_path: Path) -> None:
    bytes_of(tmp_path, [ENGLISH])
    (tmp_path / "store" / "format").write_text("claimgraph store 99\n", encoding="utf-8")
    with pytest.raises(StoreTooNewError, match="format 99"):
        Store.open(tmp_path)


def damage_format(root: Path) -> None:
    (root / "format").write_bytes(b"\xff\x00")


def damage_current(root: Path) -> None:
    (root / "quads" / "CURRENT").write_text("nonsense", encoding="utf-8")


def lose_current(root: Path) -> None:
    (root / "quads" / "CURRENT").unlink()


def lose_quads(root: Path) -> None:
    shutil.rmtree(root / "quads")


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("damage", [damage_format, damage_current, lose_current, lose_quads])
def test_a_damaged_store_says_so_in_one_line(tmp_path: Path, damage: object, read_only: bool) -> None:
    bytes_of(tmp_path, [ENGLISH])
    assert callable(damage)
    damage(tmp_path / "store")
    with pytest.raises(StoreDamagedError, match="cannot open") as caught:
        Store.open(tmp_path, read_only=read_only)
    assert "\n" not in str(caught.value)


def test_a_store_whose_making_was_cut_short_can_be_filled(tmp_path: Path) -> None:
    bytes_of(tmp_path, [])
    shutil.rmtree(tmp_path / "store" / "quads")
    with Store.open(tmp_path, read_only=True) as store:
        assert store.nquads() == ""
    with open_store(tmp_path) as store:
        assert store.add(ENGLISH, EXTRACTOR)


def test_a_broken_extraction_leaves_the_store_and_the_journal_alone(full: Store) -> None:
    before, events = full.nquads(), len(full.journal.entries())
    broken = replace(WIRE, article=replace(WIRE.article, id="0" * 24, text="Other words."))
    with pytest.raises(Exception, match="the text from"):
        full.add(broken, EXTRACTOR)
    assert full.nquads() == before
    assert len(full.journal.entries()) == events


ADD_ALL_AND_HANG = """
import sys, time
from pathlib import Path
from tests import samples
from tests.stores import open_store
store = open_store(Path(sys.argv[1]))
for extraction in samples.ALL[:2]:
    store.add(extraction, samples.EXTRACTOR)
print("done", flush=True)
time.sleep(60)
"""


def test_what_was_added_outlives_a_killed_writer(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ADD_ALL_AND_HANG, str(tmp_path / "killed")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"done\n"
        writer.kill()
    expected = bytes_of(tmp_path / "fresh", ALL[:2])
    with Store.open(tmp_path / "killed", read_only=True) as reader:
        assert reader.nquads() == expected
    assert bytes_of(tmp_path / "killed", ALL) == bytes_of(tmp_path / "again", ALL)


def test_the_store_holds_what_the_converter_says_and_no_more(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True, thesaurus=Thesaurus([])) as store:
        store.add(WIRE, EXTRACTOR)
        strings = {quad for quad in to_quads(WIRE, EXTRACTOR) if not isinstance(quad.object, Literal)}
        assert {quad for quad in store.quads() if not isinstance(quad.object, Literal)} == strings
