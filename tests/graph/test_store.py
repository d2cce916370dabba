import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings

from graph.errors import (
    NotAStoreError,
    StoreDamagedError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreTooNewError,
    StoreWriteError,
)
from graph.storage import store_files
from graph.storage.concepts import NAMES
from graph.storage.store import Store
from ontology.records import Extraction
from ontology.thesaurus import NameKind
from tests import strategies
from tests.samples import ALL, ENGLISH, EXTRACTOR, WIRE
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


def test_every_kind_of_name_has_a_property() -> None:
    assert set(NAMES) == set(get_args(NameKind))


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
