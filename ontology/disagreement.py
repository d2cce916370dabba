"""The rules of disagreement in claimgraph.ttl: which relations are states, what turns them, what excludes what.

Nothing here knows a claim; `graph.disputes` applies the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from ontology.namespaces import CG, RDF, RDFS, kebab_case
from ontology.records import Modality, Polarity
from ontology.statements import instances, items, labels, local_name, names, objects, text, texts

SUBJECT, OBJECT, WHERE = "subject", "object", "where"
_BASE: Final = "Dispute"


@dataclass(frozen=True, slots=True)
class Turn:
    """A state that a claim starts or ends, and the parts of the claim that it is between: holder, and what is held."""

    state: str
    between: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conduct:
    """How claims of one relation bear on others. ``counts`` is the part that their number counts.

    What a claim ``ends`` was so before; what it ``rules_out`` need not have been.

    ``one_end_for`` are the classes of subjects whose movement has one end point at a time.
    """

    state: bool = False
    held_by_one: bool = False
    lasting: bool = False
    containing: bool = False
    speaking_for: bool = False
    starts: tuple[Turn, ...] = ()
    ends: tuple[Turn, ...] = ()
    rules_out: tuple[Turn, ...] = ()
    counts: str | None = None
    one_end_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an exclusion: claims of these relations, of this polarity, in one of these modalities."""

    relations: tuple[str, ...]
    polarity: Polarity
    modalities: frozenset[Modality]
    between: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of dispute. ``weighs`` are the groups of modalities within which claims are compared."""

    name: str
    labels: Mapping[str, str]
    definition: str
    weighs: tuple[frozenset[Modality], ...]

    def weight(self, modality: Modality) -> int | None:
        """Which group a modality belongs to; None where claims of it are not compared."""
        return next((number for number, group in enumerate(self.weighs) if modality in group), None)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A kind of dispute between a claim of ``side`` and a claim of one of the ``others``."""

    kind: Kind
    side: Side
    others: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How times, in days, numbers and groups are compared; see the properties of cg:Reckoning."""

    reporting_lag: int
    lookback: int
    standing: int
    tolerance: float
    apart: tuple[frozenset[str], ...]


@cache
def conduct() -> Mapping[str, Conduct]:
    """What is declared of each relation that anything is declared of, by the relation's name."""
    found = {kebab_case(local_name(node)): _conduct(node) for node in instances("Relation")}
    return MappingProxyType({name: found[name] for name in sorted(found)})


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds of disputes by name ("opposite-polarity"), exclusions among them."""
    nodes = [*_below(_BASE), *_below("Exclusion")]
    found = {kind.name: kind for kind in map(_kind, nodes) if kind.name != "exclusion"}
    return MappingProxyType({name: found[name] for name in sorted(found)})


@cache
def exclusions() -> tuple[Exclusion, ...]:
    """The kinds of disputes that are declared side by side."""
    found = sorted(_below("Exclusion"), key=local_name)
    return tuple(
        Exclusion(
            kinds()[_name(node)],
            next(_side(each) for each in objects(node, CG + "side") if isinstance(each, BlankNode)),
            tuple(
                sorted(
                    (_side(each) for each in objects(node, CG + "otherSide") if isinstance(each, BlankNode)),
                    key=lambda side: side.relations,
                )
            ),
        )
        for node in found
    )


@cache
def reckoning() -> Reckoning:
    """How days and numbers are compared."""
    node = NamedNode(CG + "Reckoning")

    def number(name: str) -> float:
        return float(text(node, CG + name) or 0)

    return Reckoning(
        int(number("reportingLag")),
        int(number("lookback")),
        int(number("standing")),
        number("tolerance"),
        tuple(frozenset(each.split()) for each in texts(node, CG + "apart")),
    )


def _conduct(node: NamedNode) -> Conduct:
    types = names(node, RDF + "type")
    return Conduct(
        state="State" in types or "HeldByOne" in types,
        held_by_one="HeldByOne" in types,
        lasting="Lasting" in types,
        containing="Containing" in types,
        speaking_for="SpeakingFor" in types,
        starts=_turns(node, "starts"),
        ends=_turns(node, "ends"),
        rules_out=_turns(node, "rulesOut"),
        counts=text(node, CG + "counts"),
        one_end_for=names(node, CG + "oneEndFor"),
    )


def _turns(node: NamedNode, property_: str) -> tuple[Turn, ...]:
    found = (each for each in objects(node, CG + property_) if isinstance(each, BlankNode))
    turns = (Turn(kebab_case(names(each, CG + "state")[0]), _between(each)) for each in found)
    return tuple(sorted(turns, key=lambda turn: (turn.state, turn.between)))


def _between(node: BlankNode) -> tuple[str, ...]:
    (head,) = objects(node, CG + "between")
    return tuple(each.value for each in items(head) if isinstance(each, Literal))


def _side(node: BlankNode) -> Side:
    return Side(
        relations=tuple(kebab_case(each) for each in names(node, CG + "relation")),
        polarity="negative" if text(node, CG + "saying") == "negative" else "positive",
        modalities=frozenset().union(*_weighs(node)),
        between=_between(node),
    )


def _kind(node: NamedNode) -> Kind:
    definition = text(node, RDFS + "comment") or ""
    return Kind(_name(node), labels(node), definition, _weighs(node))


def _weighs(node: NamedNode | BlankNode) -> tuple[frozenset[Modality], ...]:
    return tuple(frozenset(each.split()) for each in texts(node, CG + "weighs"))  # type: ignore[arg-type]


def _name(node: NamedNode) -> str:
    return kebab_case(local_name(node)).lstrip("-")


def _below(name: str) -> list[NamedNode]:
    return list(instances(name, by=RDFS + "subClassOf"))
