"""Counts the cases of a run and says at its end how many there were; loads the thesaurus once for all of them."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import graph
from ontology import thesaurus
from tests.fuzz.cases import done


@pytest.fixture(scope="package", autouse=True)
def one_thesaurus() -> Iterator[None]:
    """Each command loads the thesaurus anew, which takes longer than all else that it does for a few articles."""
    plain = thesaurus.load
    once = functools.cache(plain)
    modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages(graph.__path__, "graph.")]
    with pytest.MonkeyPatch.context() as patch:
        for module in (thesaurus, *modules):
            if getattr(module, "load", None) is plain:
                patch.setattr(module, "load", lambda files=(): once(tuple(files)))
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if done:
        terminalreporter.write_line(f"fuzzing: {sum(done.values())} cases in {len(done)} tests")
