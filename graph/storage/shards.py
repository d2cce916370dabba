"""Shards: what articles say as files of canonical N-Quads, which any RDF store takes, and whose union is the graph.

    FOLDER/shards.jsonl   a line for each shard: its name and hash, which articles are in it, where they were found
    FOLDER/*.nq.gz        the quads of some articles, sorted: their graphs, their runs, the concepts that they speak of

A shard is called by the hash of what it says. It is there whole before the line that names it is written.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from graph.errors import NotShardsError, ShardDamagedError
from graph.files import append_line, replace_bytes

MANIFEST: Final = "shards.jsonl"
LEVEL: Final = 3
"""Of compression: N-Quads shrink to a twentieth, and more effort gains a few percent."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a shard: who extracted it, and where it was found, alone in its file or beside others."""

    id: str
    path: str
    extractor: str
    file: str | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of quads, the version of claimgraph that made it, and its articles. Without a hash it has no quads."""

    hash: str
    maker: str
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        return f"{self.hash[:24]}.nq.gz"


def packed(lines: Iterable[str]) -> tuple[str, bytes]:
    """The hash of canonical N-Quads, put in order, and the N-Quads compressed."""
    text = "".join(sorted(set(lines))).encode()
    return hashlib.sha256(text).hexdigest(), gzip.compress(text, LEVEL, mtime=0)


class Shards:
    """The shards of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._manifest = folder / MANIFEST

    def start(self) -> None:
        """Make the folder one of shards, with none in it yet."""
        self._manifest.touch()

    def check(self) -> None:
        """Raise NotShardsError unless this is a folder of shards."""
        if not self._manifest.is_file():
            raise NotShardsError(f"{self.folder} holds no shards")

    def __iter__(self) -> Iterator[Shard]:
        """The shards in the order in which they came. A last line that a crash cut short does not count."""
        self.check()
        with self._manifest.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.endswith(b"\n"):
                    yield self._shard(number, line)

    def put(self, shard: Shard, content: bytes) -> None:
        """Add a shard, on the disk when this returns."""
        if shard.hash:
            replace_bytes(self.folder / shard.name, content)
        append_line(self._manifest, json.dumps(asdict(shard), ensure_ascii=False))

    def text(self, shard: Shard) -> bytes:
        """The N-Quads of a shard. Raises ShardDamagedError unless they are those that were put in."""
        if not shard.hash:
            return b""
        try:
            text = gzip.decompress((self.folder / shard.name).read_bytes())
        except (OSError, EOFError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ShardDamagedError(f"{self.folder / shard.name}: cannot be read ({reason})") from None
        if hashlib.sha256(text).hexdigest() != shard.hash:
            raise ShardDamagedError(f"{self.folder / shard.name}: it is not as it was written")
        return text

    def quads(self, shard: Shard) -> Iterator[Quad]:
        """The quads of a shard."""
        return pyoxigraph.parse(self.text(shard), format=RdfFormat.N_QUADS)

    def _shard(self, number: int, line: bytes) -> Shard:
        try:
            fields = json.loads(line)
            return Shard(fields["hash"], fields["maker"], tuple(Entry(**each) for each in fields["entries"]))
        except (ValueError, TypeError, KeyError):
            raise ShardDamagedError(f"{self._manifest}: line {number} does not describe a shard") from None


def joined(pieces: Iterable[bytes]) -> IO[bytes]:
    """Pieces of bytes as one file to read, of which no more than a piece is held."""
    return io.BufferedReader(_Joined(pieces))


class _Joined(io.RawIOBase):
    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._rest = iter(pieces), memoryview(b"")

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As much as there is of a piece; nothing at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        taken = min(len(buffer), len(self._rest))
        buffer[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        return taken
