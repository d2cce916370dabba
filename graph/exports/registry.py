"""All formats that a graph can be exported to: those of the view, tables, and those of RDF, which hold it all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from graph.asking.listing import Record
from graph.building import view_of
from graph.console import put_bytes, writing
from graph.errors import DataError
from graph.exports import gexf, graphml, tables
from graph.exports import serializations as rdf
from graph.exports.claims_table import records, to_csv, to_parquet
from graph.exports.followthemoney import followthemoney
from graph.files import replace_bytes
from graph.storage.store import Store
from graph.views.view import View
from ontology.thesaurus import Thesaurus

DRAWN: Final[Mapping[str, Callable[[View], str]]] = {
    "gexf": gexf.gexf,
    "gexf-timeline": gexf.gexf_timeline,
    "graphml": graphml.graphml,
    "ftm": followthemoney,
}
TABLES: Final = "csv"
CLAIMS: Final[Mapping[str, Callable[[Sequence[Record]], bytes]]] = {
    "claims": lambda found: to_csv(found).encode(),
    "parquet": to_parquet,
}
FORMATS: Final = (*DRAWN, TABLES, *CLAIMS, *rdf.FORMATS)
STDOUT: Final = Path("-")


class NotOneFileError(DataError):
    """Node and edge tables are two files, and cannot go to one place."""


def write(store: Store, form: str, path: Path, thesaurus: Thesaurus | None = None) -> tuple[Path, ...]:
    """Write the graph in one of ``FORMATS`` to a file, or to standard output (`-`); gives back the files."""
    if form == TABLES:
        return _tables(store, path, thesaurus)
    content = _content(store, form, thesaurus)
    if path == STDOUT:
        put_bytes(content)
        return ()
    with writing(path):
        replace_bytes(path, content)
    return (path,)


def _content(store: Store, form: str, thesaurus: Thesaurus | None) -> bytes:
    if form in DRAWN:
        return DRAWN[form](view_of(store, thesaurus)).encode()
    if form in CLAIMS:
        return CLAIMS[form](records(store, thesaurus))
    return rdf.FORMATS[form](store)


def _tables(store: Store, path: Path, thesaurus: Thesaurus | None) -> tuple[Path, ...]:
    if path == STDOUT:
        raise NotOneFileError("csv is two tables, of nodes and of edges: name a file with --out")
    with writing(path):
        return tables.write(view_of(store, thesaurus), path)
