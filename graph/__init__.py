"""Claims into an RDF store, and out of it as an explorer, Gephi files, tables and SPARQL answers.

From Python: ``from graph import build, open_graph`` (see `graph.api`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.api import ClaimGraph as ClaimGraph
    from graph.api import build as build
    from graph.api import open_graph as open_graph

__all__ = ["ClaimGraph", "build", "open_graph"]


def __getattr__(name: str) -> object:
    """Load what is asked for when it is: the command line must not wait for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from graph import api

    return getattr(api, name)
