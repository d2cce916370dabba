"""The store in the formats of RDF. The same store gives the same bytes in each of them.

N-Quads, TriG and JSON-LD keep the named graphs. Turtle has none, so it is the union of all graphs. The RDF 1.2 profile
is TriG in which a claim reifies its triple instead of taking it apart; few tools read it yet.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from graph.errors import OutputError
from graph.exports.jsonld import compacted
from graph.exports.nanopubs import NP, nanopublications
from graph.files import replace_bytes
from graph.storage.store import Store
from ontology.namespaces import PREFIXES, RDF

STATEMENT: Final = tuple(RDF + part for part in ("subject", "predicate", "object"))


def to_nquads(store: Store) -> bytes:
    """Canonical N-Quads: escaped canonically, sorted by code point."""
    return store.nquads().encode()


def to_trig(store: Store) -> bytes:
    """TriG, graph by graph."""
    return _serialized(_sorted(store.quads()), RdfFormat.TRIG)


def to_turtle(store: Store) -> bytes:
    """Turtle: the triples of all graphs together."""
    triples = sorted({quad.triple for quad in store.quads()}, key=str)
    return _serialized(triples, RdfFormat.TURTLE)


def to_jsonld(store: Store) -> bytes:
    """JSON-LD, graph by graph, under the context that the ontology publishes."""
    return compacted(_serialized(_sorted(store.quads()), RdfFormat.JSON_LD))


def to_rdf12(store: Store) -> bytes:
    """TriG of RDF 1.2, in which claims with both ends reify their triple."""
    return _serialized(_sorted(_reified(store.quads())), RdfFormat.TRIG)


def to_nanopubs(store: Store) -> bytes:
    """TriG with a nanopublication for each claim."""
    return _serialized(_sorted(nanopublications(store.quads())), RdfFormat.TRIG, {**PREFIXES, "np": NP})


FORMATS: Final[Mapping[str, Callable[[Store], bytes]]] = {
    "nquads": to_nquads,
    "trig": to_trig,
    "turtle": to_turtle,
    "jsonld": to_jsonld,
    "rdf12": to_rdf12,
    "nanopubs": to_nanopubs,
}


def export(store: Store, form: str, path: Path | None = None) -> None:
    """Write the store in one of ``FORMATS``: to a file, in one step, or to stdout."""
    content = FORMATS[form](store)
    try:
        if path is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            replace_bytes(path, content)
    except BrokenPipeError:
        raise  # whoever reads has enough; the command line knows what to do
    except OSError as error:
        raise OutputError(f"cannot write {path or 'to stdout'}: {error.strerror}") from None


def _serialized(
    statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """The statements in their order, and the prefixes by name: Oxigraph shuffles those from run to run."""
    content = pyoxigraph.serialize(statements, format=form, prefixes=dict(prefixes)) or b""
    lines = content.split(b"\n", len(prefixes))
    head = sorted(line for line in lines if line.startswith(b"@prefix "))
    return b"\n".join([*head, *lines[len(head) :]])


def _sorted(quads: Iterable[Quad]) -> list[Quad]:
    return sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))


def _reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    parts: dict[tuple[NamedNode | BlankNode | Triple, object], dict[str, Quad]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate.value in STATEMENT:
            parts[quad.subject, quad.graph_name][quad.predicate.value] = quad
        else:
            yield quad
    for held in parts.values():
        yield from _reifies(held) if len(held) == len(STATEMENT) else held.values()


def _reifies(parts: Mapping[str, Quad]) -> Iterator[Quad]:
    subject, predicate, object_ = (parts[each].object for each in STATEMENT)
    claim = parts[STATEMENT[0]]
    if isinstance(subject, Literal | Triple) or not isinstance(predicate, NamedNode):
        yield from parts.values()
    else:
        triple = Triple(subject, predicate, object_)
        yield Quad(claim.subject, NamedNode(RDF + "reifies"), triple, claim.graph_name)
