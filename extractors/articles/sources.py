"""Paths as a user types them (files, folders, patterns, `-`) to open files, in an order that is always the same."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractors.articles.inputs import Skipped

MAX_BYTES = 20_000_000
STDIN = "-"
LINK_OUT = "a link out of the folder; name it to have it read"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, by the name the user gave it."""

    path: str

    @property
    def suffix(self) -> str:
        return Path(self.path).suffix.lower()

    def open(self) -> AbstractContextManager[BinaryIO]:
        if self.path == STDIN:
            return nullcontext(sys.stdin.buffer)
        return Path(self.path).open("rb")

    def size(self) -> int:
        """The size on disk; 0 for what has none (a pipe)."""
        return 0 if self.path == STDIN else Path(self.path).stat().st_size


def find(paths: Sequence[str], exclude: Sequence[Path] = ()) -> Iterator[Source | Skipped]:
    """Every file that the paths name, once; hidden files and excluded folders are left out of folders."""
    seen: set[str] = set()
    leave = {os.path.realpath(folder) for folder in exclude}
    for path in paths:
        for found in _expand(path, leave):
            if isinstance(found, Skipped):
                yield found
            elif (real := os.path.realpath(found) if found != STDIN else STDIN) not in seen:
                seen.add(real)
                yield Source(found)


def _expand(path: str, leave: set[str]) -> Iterator[str | Skipped]:
    if path == STDIN:
        yield path
    elif "\x00" in path:
        yield Skipped(path.replace("\x00", "?"), "not a path")
    elif Path(path).is_dir():
        yield from _walk(path, leave)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(path):
        yield from _matches(path, leave)
    else:
        yield Skipped(path, "no such file or folder")


def _matches(pattern: str, leave: set[str]) -> Iterator[str | Skipped]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - keeps the path as it was typed
    if not matches:
        yield Skipped(pattern, "nothing matches this pattern")
    for match in matches:
        if not Path(match).is_dir():
            yield match
        elif "**" not in pattern:  # "**" itself already matches what is in the folders
            yield from _walk(match, leave)


def _walk(folder: str, leave: set[str]) -> Iterator[str | Skipped]:
    problems: list[Skipped] = []
    found = False
    for here, folders, files in os.walk(folder, onerror=lambda error: problems.append(_problem(error))):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and os.path.realpath(Path(here, name)) not in leave
        )
        for name in sorted(files):
            path = os.path.join(here, name)  # noqa: PTH118 - keeps "./" as it was typed
            if name.startswith(".") or not Path(path).is_file():
                continue
            found = True
            yield path if _is_inside(path, folder) else Skipped(path, LINK_OUT)
    yield from problems
    if not found and not problems:
        yield Skipped(folder, "no files in this folder")


def _is_inside(path: str, folder: str) -> bool:
    """Whether a file is really in the folder: one that came from others may link to what is ours alone."""
    return not Path(path).is_symlink() or Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _problem(error: OSError) -> Skipped:
    return Skipped(str(error.filename), error.strerror or "cannot be read")
