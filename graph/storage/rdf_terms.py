"""The properties that both directions of `graph.storage.rdf` share: which field of a record is which property."""

from __future__ import annotations

from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.namespaces import CG, RDF, SCHEMA

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

NIL: Final = NamedNode(RDF + "nil")

ARTICLE_TEXTS: Final = {
    "language": SCHEMA + "inLanguage",
    "text": SCHEMA + "articleBody",
    "title": SCHEMA + "headline",
    "published": SCHEMA + "datePublished",
    "publisher": SCHEMA + "publisher",
    "author": SCHEMA + "author",
    "url": SCHEMA + "url",
}
GROUP_PARTS: Final = {"role": CG + "role", "affiliation": CG + "affiliation", "origin": CG + "origin"}
