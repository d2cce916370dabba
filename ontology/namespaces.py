"""The IRIs of claimgraph, as plain strings: how an id becomes an IRI, and how it comes back.

Ids may hold any character: whatever an IRI cannot carry is percent-encoded, so that the way there and back is exact.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote

CG: Final = "https://w3id.org/claimgraph/ontology#"
ID: Final = "https://w3id.org/claimgraph/id/"
GEO: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
OA: Final = "http://www.w3.org/ns/oa#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "https://schema.org/"
SH: Final = "http://www.w3.org/ns/shacl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final = {
    "cg": CG,
    "geo": GEO,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "xsd": XSD,
}
"""The prefixes that our own files and queries use."""

ARTICLE: Final = ID + "article/"
CLAIM: Final = ID + "claim/"
ENTITY: Final = ID + "entity/"
JUDGEMENT: Final = ID + "judgement/"
MENTION: Final = ID + "mention/"
OPEN: Final = ID + "open/"
RUN: Final = ID + "run/"
SCHEME: Final = ID + "scheme/"

RUNS_GRAPH: Final = ID + "graph/runs"
THESAURUS_GRAPH: Final = ID + "graph/thesaurus"
IDENTITY_GRAPH: Final = ID + "graph/identity"

_UNRESERVED: Final = re.compile("[A-Za-z0-9._~-]*")


def article_iri(article: str) -> str:
    """The IRI of an article, which is also the name of its graph."""
    return ARTICLE + escaped(article)


def claim_iri(claim: str) -> str:
    """The IRI of a claim."""
    return CLAIM + escaped(claim)


def entity_iri(entity: str) -> str:
    """The IRI of an entity, whether or not it is a concept of the thesaurus."""
    return ENTITY + escaped(entity)


def open_iri(lemma: str) -> str:
    """The IRI of an open claim's predicate."""
    return OPEN + escaped(lemma)


def class_iri(name: str) -> str:
    """The IRI of a class of the ontology ("ArmedGroup")."""
    return CG + escaped(name)


def relation_iri(name: str) -> str:
    """The IRI of a relation of the ontology: "evacuated-to" is cg:evacuatedTo."""
    return CG + camel_case(name)


def local_id(iri: str, base: str) -> str:
    """The id that an IRI below ``base`` was made of."""
    if not iri.startswith(base):
        raise ValueError(f"{iri} does not start with {base}")
    return unquote(iri.removeprefix(base))


def camel_case(name: str) -> str:
    """The local name in RDF of a kebab-case name: "lost-control-of" is "lostControlOf"."""
    first, *rest = name.split("-")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def kebab_case(local_name: str) -> str:
    """The name for people of a lowerCamelCase local name: "lostControlOf" is "lost-control-of"."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in local_name)


def escaped(part: str) -> str:
    """An id as one path segment of an IRI."""
    return part if _UNRESERVED.fullmatch(part) else quote(part, safe="-._~")
