"""Judgements on identity in RDF, both ways: statements of the identity graph, one node for each judgement.

A node is named by what it says, so a judgement that is made twice is one, and taking it back leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import MalformedGraphError
from ontology.namespaces import CG, ENTITY, IDENTITY_GRAPH, JUDGEMENT, OWL, RDF, RDFS, entity_iri, local_id
from ontology.records import Judge, Judgement, Verdict

GRAPH: Final = NamedNode(IDENTITY_GRAPH)
SAME_AS: Final = NamedNode(OWL + "sameAs")
VERDICTS: Final[dict[str, Verdict]] = {"same": "same", "different": "different"}
JUDGES: Final[dict[str, Judge]] = {"person": "person", "claimgraph": "claimgraph"}


def judgement(verdict: Verdict, one: str, other: str, *, why: str = "") -> Judgement:
    """A person's judgement on two entities, whichever is named first."""
    first, second = sorted((one, other))
    return Judgement(verdict, first, second, why=why)


def to_quads(judgements: Iterable[Judgement]) -> list[Quad]:
    """The statements of judgements in the identity graph."""
    return [quad for each in judgements for quad in _quads(each)]


def from_quads(quads: Iterable[Quad]) -> tuple[Judgement, ...]:
    """The judgements of an identity graph, sorted; what else is stated there is passed over."""
    stated: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            about = stated.setdefault(quad.subject.value, {})
            about.setdefault(quad.predicate.value, []).append(quad.object.value)
    found = (_judgement(node, about) for node, about in stated.items() if node.startswith(JUDGEMENT))
    return tuple(sorted(found, key=lambda each: (each.one, each.other, each.verdict, each.by)))


def concluded(canonical: Mapping[str, str], made: Iterable[Judgement]) -> list[Quad]:
    """What claimgraph concludes: its judgements, and for SPARQL each entity that another one stands for."""
    moved = sorted((id_, other) for id_, other in canonical.items() if id_ != other)
    return [*to_quads(made), *(Quad(_entity(id_), SAME_AS, _entity(other), GRAPH) for id_, other in moved)]


def is_ours(quad: Quad) -> bool:
    """Whether a statement of the identity graph is one that claimgraph writes: users may have put others there."""
    node = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    return quad.predicate == SAME_AS or node.startswith(JUDGEMENT)


def _quads(each: Judgement) -> Iterator[Quad]:
    node = NamedNode(JUDGEMENT + _digest(each))
    yield Quad(node, NamedNode(RDF + "type"), NamedNode(CG + "Judgement"), GRAPH)
    yield Quad(node, NamedNode(CG + "verdict"), Literal(each.verdict), GRAPH)
    yield Quad(node, NamedNode(CG + "judge"), Literal(each.by), GRAPH)
    for entity in (each.one, each.other):
        yield Quad(node, NamedNode(CG + "about"), _entity(entity), GRAPH)
    for reason in each.reasons:
        yield Quad(node, NamedNode(CG + "reason"), Literal(reason), GRAPH)
    if each.score is not None:
        yield Quad(node, NamedNode(CG + "score"), Literal(each.score), GRAPH)
    if each.why:
        yield Quad(node, NamedNode(RDFS + "comment"), Literal(each.why), GRAPH)


def _entity(id_: str) -> NamedNode:
    return NamedNode(entity_iri(id_))


def _digest(each: Judgement) -> str:
    parts = (each.verdict, each.by, each.one, each.other)
    content = "\0".join(parts)
    return sha256(content.encode()).hexdigest()[:24]


def _judgement(node: str, about: dict[str, list[str]]) -> Judgement:
    try:
        one, other = sorted(local_id(iri, ENTITY) for iri in about[CG + "about"])
        score = about.get(CG + "score")
        return Judgement(
            VERDICTS[about[CG + "verdict"][0]],
            one,
            other,
            JUDGES[about[CG + "judge"][0]],
            why=about.get(RDFS + "comment", [""])[0],
            score=float(score[0]) if score else None,
            reasons=tuple(sorted(about.get(CG + "reason", ()))),
        )
    except (KeyError, ValueError):
        raise MalformedGraphError(f"{node} is not a judgement as claimgraph writes it") from None
