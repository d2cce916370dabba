"""All formats that a graph can be exported to: Gephi's, which draw the view, and those of RDF, which hold it all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from graph import export as rdf
from graph import gexf, graphml, tables
from graph.build import view_of
from graph.console import put_bytes, writing
from graph.errors import DataError
from graph.files import replace_bytes
from graph.store import Store
from graph.view import View
from ontology.thesaurus import Thesaurus

DRAWN: Final[Mapping[str, Callable[[View], str]]] = {"gexf": gexf.gexf, "graphml": graphml.graphml}
TABLES: Final = "csv"
FORMATS: Final = (*DRAWN, TABLES, *rdf.FORMATS)
STDOUT: Final = Path("-")


class NotOneFileError(DataError):
    """Node and edge tables are two files, and cannot go to one place."""


def write(store: Store, form: str, path: Path, thesaurus: Thesaurus | None = None) -> tuple[Path, ...]:
    """Write the graph in one of ``FORMATS`` to a file, or to standard output (`-`); gives back the files."""
    if form == TABLES:
        return _tables(store, path, thesaurus)
    content = DRAWN[form](view_of(store, thesaurus)).encode() if form in DRAWN else rdf.FORMATS[form](store)
    if path == STDOUT:
        put_bytes(content)
        return ()
    with writing(path):
        replace_bytes(path, content)
    return (path,)


def _tables(store: Store, path: Path, thesaurus: Thesaurus | None) -> tuple[Path, ...]:
    if path == STDOUT:
        raise NotOneFileError("csv is two tables, of nodes and of edges: name a file with --out")
    with writing(path):
        return tables.write(view_of(store, thesaurus), path)
