"""The folder of a store: what lies where, who may write, and how others read meanwhile.

    FOLDER/store/format         which form the store has, so that an older claimgraph can say that it does not know it
    FOLDER/store/quads/         Oxigraph's files
    FOLDER/store/remote         the address of the server that keeps the quads instead, if one does
    FOLDER/store/journal.jsonl  see `graph.storage.journal`
    FOLDER/store/history.jsonl  see `graph.storage.history`
    FOLDER/store/lock           held by whoever writes, and for a moment by whoever starts to read
    FOLDER/store/reading/       while somebody writes: the store as it was before
    FOLDER/store/readers/       the readers' own copies
    FOLDER/store/filling/       while shards are loaded into an empty store: what will be `quads`

Oxigraph leaves undefined what a reader sees beside a writer. So a reader opens a copy: of the store while nobody
writes, of ``reading`` while somebody does. Copies are hard links where the file system has them, so they cost little.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import (
    NotAStoreError,
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreTooNewError,
    StoreWriteError,
)
from graph.files import replace_text
from graph.remote.quads import RemoteQuads
from graph.remote.service import without_secrets

if sys.platform != "win32":
    import fcntl

FORMAT: Final = 1
PATIENCE: Final = 2.0
"""Seconds that a writer waits for readers that are just making their copies."""
IMMUTABLE: Final = ".sst"
OWN_TO_ONE_PROCESS: Final = ("LOCK", "LOG")


class StoreFiles:
    """The paths of one store and what is done to them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "store"
        self.quads = self.root / "quads"
        self.journal = self.root / "journal.jsonl"
        self.history = self.root / "history.jsonl"
        self._format = self.root / "format"
        self._remote = self.root / "remote"
        self._lock = self.root / "lock"
        self._reading = self.root / "reading"
        self._readers = self.root / "readers"

    def exist(self) -> bool:
        """Whether there is a store here, of whatever format."""
        return os.path.exists(self._format)  # noqa: PTH110  (unlike Path's, it takes a forbidden folder for an absent file)

    def create(self) -> None:
        """Make an empty store."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self._lock.touch()
            replace_text(self._format, f"claimgraph store {FORMAT}\n")
        except OSError as error:
            raise StoreReadOnlyError(f"cannot make a store in {self.folder}: {error.strerror}") from None

    def remote(self) -> str | None:
        """The address of the server that keeps the quads; None if they are here."""
        try:
            return self._remote.read_text(encoding="utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreDamagedError(f"cannot open {self.folder}: {self._remote} cannot be read: {error}") from None

    def set_remote(self, url: str) -> None:
        """Note that a server keeps the quads. Those that are here already would be forgotten: then it is refused."""
        held = self.remote()
        if held not in (None, url) or (held is None and self.quads.exists()):
            where = f"at {held}" if held else "in the folder"
            raise StoreError(f"the graph of {self.folder} is kept {where}, and not at {url}")
        replace_text(self._remote, f"{url}\n")

    def linked(self, url: str) -> RemoteQuads:
        """The quads of a server, which the folder belongs to from now on."""
        quads = RemoteQuads(url)
        try:
            self.set_remote(without_secrets(url))
        except BaseException:
            quads.close()
            raise
        return quads

    def check(self) -> None:
        """Raise the error that says why this store cannot be opened, if there is a reason."""
        try:
            found = re.fullmatch(r"claimgraph store (\d+)\n", self._format.read_text(encoding="utf-8"))
        except NotADirectoryError:
            raise NotAStoreError(f"cannot open {self.folder}: it is not a folder") from None
        except FileNotFoundError:
            reason = "it holds no claimgraph store" if self.folder.exists() else "there is no such folder"
            raise NotAStoreError(f"cannot open {self.folder}: {reason}") from None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreDamagedError(f"cannot open {self.folder}: {self._format} cannot be read: {error}") from None
        if found is None:
            raise StoreDamagedError(f"cannot open {self.folder}: {self._format} is not as claimgraph writes it")
        if int(found[1]) > FORMAT:
            raise StoreTooNewError(
                f"cannot open {self.folder}: its store has format {found[1]}, this claimgraph knows {FORMAT} at most"
            )
        # Oxigraph would start an empty store where its files are missing, and clear away what is left of them.
        if self._remote.exists():
            return
        if not (self.quads / "CURRENT").exists() and (self.quads.exists() or self.journal.exists()):
            raise StoreDamagedError(f"cannot open {self.folder}: files are missing in {self.quads}")

    def lock(self) -> IO[bytes]:
        """Become the one writer, until the returned file is closed."""
        try:
            file = self._lock.open("ab")
        except OSError as error:
            raise StoreReadOnlyError(f"cannot write to {self.folder}: {error.strerror}") from None
        give_up = time.monotonic() + PATIENCE
        while not _try_lock(file, shared=False):
            if time.monotonic() > give_up:
                file.close()
                raise StoreLockedError(f"cannot write to {self.folder}: another process is writing to it")
            time.sleep(0.02)
        return file

    def open_for_writing(self) -> pyoxigraph.Store:
        """Open the quads, and put a copy of what is there aside for those who read meanwhile. The lock must be held."""
        held = self.quads.exists()
        try:
            store = pyoxigraph.Store(self.quads)
            self.stop_sharing()
            if held:
                store.backup(self._reading)
        except PermissionError as error:
            raise StoreReadOnlyError(f"cannot write to {self.folder}: {error.strerror or error}") from None
        except (OSError, RuntimeError, ValueError) as error:
            if "LOCK: " in str(error):
                raise StoreLockedError(f"cannot write to {self.folder}: it is already open") from None
            raise StoreDamagedError(f"cannot open {self.folder}: {error}") from None
        return store

    def fill(self, nquads: IO[bytes]) -> bool:
        """Load N-Quads where no quads are yet, in one step: all are in at the end, or none. False where some are."""
        with self.lock():
            if self.quads.exists():
                return False
            beside = self.root / "filling"
            try:
                shutil.rmtree(beside, ignore_errors=True)
                store = pyoxigraph.Store(beside)
                store.bulk_load(nquads, format=RdfFormat.N_QUADS)
                store.flush()
                del store
                gc.collect()  # Oxigraph closes its files when nothing refers to them any more
                beside.rename(self.quads)
            except (OSError, RuntimeError) as error:  # a full disk, most likely
                raise StoreWriteError(f"cannot write to {self.folder}: {error}") from None
            finally:
                shutil.rmtree(beside, ignore_errors=True)
            return True

    def stop_sharing(self) -> None:
        """Clear away the copy for readers, and what dead readers left behind."""
        shutil.rmtree(self._reading, ignore_errors=True)
        for copy in self._readers.glob("*-*"):
            if not _alive(int(copy.name.split("-")[0])):
                shutil.rmtree(copy, ignore_errors=True)

    def state(self) -> str:
        """What differs when somebody has written; empty while somebody is writing."""
        with self._lock.open("rb") as file:
            if not _try_lock(file, shared=True):
                return ""
            known = (each.stat() for each in (self.journal, self.quads / "CURRENT") if each.exists())
            return " ".join(f"{each.st_mtime_ns}-{each.st_size}" for each in known) or "new"

    def open_copy(self) -> tuple[pyoxigraph.Store, Path]:
        """Open a copy of the quads for reading; the caller removes the returned folder."""
        copy = self._new_copy()
        try:
            return self._filled(copy), copy
        except (OSError, RuntimeError, ValueError) as error:
            shutil.rmtree(copy, ignore_errors=True)
            raise StoreDamagedError(f"cannot open {self.folder}: {error}") from None
        except BaseException:
            shutil.rmtree(copy, ignore_errors=True)
            raise

    def _filled(self, copy: Path) -> pyoxigraph.Store:
        try:
            held = self._fill(copy)
        except FileNotFoundError:  # the writer ended and cleared its copy away while we read it; now the quads are free
            held = self._fill(copy)
        return pyoxigraph.Store.read_only(str(copy)) if held else pyoxigraph.Store()

    def _fill(self, copy: Path) -> bool:
        with self._source() as source:
            if not source.exists():
                return False
            for leftover in copy.iterdir():
                leftover.unlink()
            _copy(source, copy)
            return True

    def _new_copy(self) -> Path:
        prefix = f"{os.getpid()}-"
        with suppress(OSError):
            self._readers.mkdir(exist_ok=True)
            return Path(tempfile.mkdtemp(prefix=prefix, dir=self._readers))
        return Path(tempfile.mkdtemp(prefix=f"claimgraph-{prefix}"))

    @contextmanager
    def _source(self) -> Iterator[Path]:
        """What to copy: the quads, which nobody writes until this is left, or else what the writer put aside."""
        with self._lock.open("rb") as file:
            if _try_lock(file, shared=True):
                yield self.quads
            elif self._reading.exists():
                yield self._reading
            else:
                raise StoreLockedError(f"cannot read {self.folder}: another process is still filling it")


def _try_lock(file: IO[bytes], *, shared: bool) -> bool:
    if sys.platform == "win32":  # Oxigraph's own lock still keeps a second writer out
        return True
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _copy(source: Path, target: Path) -> None:
    for file in source.iterdir():
        if file.suffix == IMMUTABLE:
            _link(file, target / file.name)
        elif not file.name.startswith(OWN_TO_ONE_PROCESS):
            shutil.copyfile(file, target / file.name)


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(source, target)


def _alive(process: int) -> bool:
    if sys.platform == "win32":  # no signal is harmless there
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
