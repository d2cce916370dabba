"""JSON-LD for people: Oxigraph's expanded form with short names, under the context that the ontology publishes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from ontology.namespaces import RDF

CONTEXT: Final = Path(__file__).parents[2] / "ontology" / "context.jsonld"
_TYPE: Final = RDF + "type"
_Json = Any


@cache
def prefixes() -> Mapping[str, str]:
    """The prefixes of the published context."""
    found: dict[str, str] = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    return {name: iri for name, iri in found.items() if not name.startswith("@")}


def compacted(expanded: bytes) -> bytes:
    """An expanded document with its IRIs shortened and its values unwrapped; it says the same."""
    document = json.loads(expanded)
    schemes = {iri.partition(":")[0] for iri in _iris(document)}
    usable = {name: iri for name, iri in prefixes().items() if name not in schemes}  # "schema:x" may be an IRI itself
    whole = {"@context": {"@version": 1.1, **usable}, "@graph": [_node(each, usable) for each in document]}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _iris(value: _Json) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _iris(each)
    elif isinstance(value, dict):
        for key, held in value.items():
            if not key.startswith("@"):
                yield key
            if key in ("@id", "@type") and isinstance(held, str):
                yield held
            else:
                yield from _iris(held)


def _node(node: Mapping[str, _Json], usable: Mapping[str, str]) -> dict[str, _Json]:
    return {_key(key, usable): _held(key, value, usable) for key, value in node.items()}


def _key(key: str, usable: Mapping[str, str]) -> str:
    return "@type" if key == _TYPE else _short(key, usable)


def _held(key: str, value: _Json, usable: Mapping[str, str]) -> _Json:
    if key == "@id":
        return _short(value, usable)
    if key == "@graph":
        return [_node(each, usable) for each in value]
    if key == _TYPE:
        return _single([_short(each["@id"], usable) for each in value])
    return _single([_value(each, usable) for each in value])


def _value(value: Mapping[str, _Json], usable: Mapping[str, str]) -> _Json:
    if set(value) == {"@value"}:
        return value["@value"]
    return {key: _short(held, usable) if key in ("@id", "@type") else held for key, held in value.items()}


def _single(values: list[_Json]) -> _Json:
    return values[0] if len(values) == 1 else values


def _short(iri: str, usable: Mapping[str, str]) -> str:
    """With a prefix, by the longest namespace that fits and leaves a name that cannot be taken for a path."""
    fitting = [(namespace, name) for name, namespace in usable.items() if iri.startswith(namespace)]
    if iri.startswith("@") or not fitting:
        return iri
    namespace, name = max(fitting, key=lambda each: len(each[0]))
    local = iri.removeprefix(namespace)
    return iri if local.startswith("//") else f"{name}:{local}"
