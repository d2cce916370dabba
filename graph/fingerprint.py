"""What the results of a process depend on besides the articles, to tell whether two machines would say the same."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

Parts = Mapping[str, str]

PACKAGES: Final = ("extractors", "graph", "ontology")
LIBRARIES: Final = ("spacy", "thinc", "numpy", "distributed")


@cache
def parts() -> Parts:
    """What the results of this process depend on, by name: Python, the libraries, and every file of claimgraph."""
    libraries = {name: _version(name) for name in LIBRARIES}
    python = ".".join(platform.python_version_tuple()[:2])
    return {"claimgraph": f"{_version('claimgraph')} ({_digest_of_files()})", "Python": python, **libraries}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _digest_of_files() -> str:
    digest = hashlib.sha256()
    for package in PACKAGES:
        spec = find_spec(package)
        for root in map(Path, spec.submodule_search_locations or ()) if spec else ():
            for path in sorted(root.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
                    digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:8]


def differences(theirs: Parts) -> str:
    """How the parts of another process differ from ours, in words."""
    return ", ".join(
        f"{name} {theirs.get(name, 'none')} there and {here} here"
        for name, here in parts().items()
        if theirs.get(name) != here
    )
