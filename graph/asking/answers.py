"""Answers of SPARQL queries as records: terms as people read them in a table, and whole everywhere else."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph.asking.formats import Format, Record, render
from graph.asking.queries import PRESET, QueryResult, Term
from ontology.namespaces import XSD

NUMBERS = {
    "integer": int,
    "int": int,
    "long": int,
    "nonNegativeInteger": int,
    "decimal": float,
    "double": float,
    "float": float,
}


def lines(answer: QueryResult, form: Format) -> Iterator[str]:
    """The lines of the output: rows in the form, "true" or "false", or N-Triples."""
    if answer.kind == "ask":
        yield "true" if answer.boolean else "false"
    elif answer.kind == "graph":
        yield from (f"{triple} ." for triple in answer.triples)
    else:
        records = [_record(answer, row, form) for row in answer.rows]
        yield from render(records, form, answer.variables)


def _record(answer: QueryResult, row: tuple[Term | None, ...], form: Format) -> Record:
    shorten = form is Format.TABLE
    return {name: _value(term, shorten=shorten) for name, term in zip(answer.variables, row, strict=True)}


def plain(term: Term | None) -> object:
    """A term as Python has it: a number as a number, a boolean as one, all else as text, and nothing as None."""
    return _value(term, shorten=False)


def _value(term: Term | None, *, shorten: bool) -> object:
    if isinstance(term, NamedNode):
        return _short(term.value) if shorten else term.value
    if isinstance(term, Literal):
        return _number(term)
    return None if term is None else str(term)


def _number(term: Literal) -> object:
    """A number as a number, so that JSON has it as one; what only looks like one stays text."""
    read = NUMBERS.get(term.datatype.value.removeprefix(XSD))
    if term.datatype.value == XSD + "boolean":
        return term.value in ("true", "1")
    try:
        return read(term.value) if read else term.value
    except ValueError:
        return term.value


def _short(iri: str) -> str:
    """With a prefix, by the longest namespace that fits."""
    fitting = [(namespace, prefix) for prefix, namespace in PRESET.items() if iri.startswith(namespace)]
    if not fitting:
        return iri
    namespace, prefix = max(fitting, key=lambda each: len(each[0]))
    return f"{prefix}:{iri.removeprefix(namespace)}"
