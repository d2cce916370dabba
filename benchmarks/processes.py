"""Commands run apart, with the time that they take and the memory that each of their processes holds at most."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import psutil

STEP: Final = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took."""

    seconds: float
    peak: float
    """MiB that the largest of its processes held (resident set size)."""
    peak_of_all: float
    """MiB that its processes held together."""
    output: str


class CommandFailedError(RuntimeError):
    """A command that is measured must succeed."""


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Ran:
    """Run a command to its end. Raises CommandFailedError."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as told:  # a pipe that is full would stop it
        process = subprocess.Popen(command, stdout=told, stderr=subprocess.STDOUT, env=environment)  # noqa: S603  (ours)
        peak, peak_of_all = _watch(process)
        seconds = time.perf_counter() - began
        told.seek(0)
        output = told.read()
    if process.returncode:
        raise CommandFailedError(f"{' '.join(command)} ended with {process.returncode}: {output[-2000:]}")
    return Ran(seconds, peak, peak_of_all, output)


def _watch(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """The most MiB that the largest of its processes held, and that all did, once it has ended."""
    watched = psutil.Process(process.pid)
    peak = peak_of_all = 0.0
    while True:
        held = memory(watched)
        peak, peak_of_all = max([peak, *held]), max(peak_of_all, sum(held))
        with suppress(subprocess.TimeoutExpired):
            process.wait(STEP)
            break
    return peak, peak_of_all


def memory(process: psutil.Process) -> list[float]:
    """MiB that a process and each of its children hold."""
    found = list[float]()
    with suppress(psutil.Error):
        found = [process.memory_info().rss / 2**20]
        for child in process.children(recursive=True):
            with suppress(psutil.Error):
                found.append(child.memory_info().rss / 2**20)
    return found
