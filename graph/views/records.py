"""The nouns of the view: what `graph.views.view` assembles and every way out writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from graph.views.disputed import ViewDispute, ViewState
from ontology.records import Article, Claim, Modality

Status = Literal["asserted", "reported", "planned", "predicted", "possible", "negative"]
Via = Literal["", "at-place", "by-unnamed"]

STATUSES: Final[tuple[Status, ...]] = ("asserted", "reported", "planned", "predicted", "possible", "negative")


@dataclass(frozen=True, slots=True)
class ViewName:
    """A name that something goes by, and the language it was read in ("und" where it serves in all)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class ViewNode:
    """A real thing, as all articles together give it.

    ``labels`` holds its preferred name for each language of the explorer; ``claims`` are the claims that it takes part
    in, in whatever role. ``core`` nodes are drawn at once, the others when they are asked for.
    """

    id: str
    label: str
    type: str
    labels: tuple[ViewName, ...]
    names: tuple[ViewName, ...]
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    same_as: tuple[str, ...]
    colour: str
    shape: str
    size: float
    x: float = 0.0
    y: float = 0.0
    core: bool = True


@dataclass(frozen=True, slots=True)
class ViewEdge:
    """All claims of one relation between two nodes. ``speakers`` are node ids; ``sources`` counts distinct publishers,
    ``origins`` those who say so independently of each other, ``score`` what that is worth (see `graph.origins`).

    ``modality`` is the strongest of the claims that say so (of all, where all deny); ``status`` is that or "negative".
    ``first`` and ``last`` bound the dates of the claims: the time the text gives, or else the day of publication.
    """

    id: str
    source: str
    relation: str
    target: str
    status: Status
    modality: Modality
    disputed: bool
    open: bool
    via: Via
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    publishers: tuple[str, ...]
    speakers: tuple[str, ...]
    sources: int
    first: str | None
    last: str | None
    core: bool = True
    origins: int = 0
    origin_names: tuple[str, ...] = ()
    score: float = 0.0
    mixed: bool = False

    @property
    def weight(self) -> int:
        return len(self.claims)

    @property
    def polarity(self) -> Literal["positive", "negative", "mixed"]:
        if self.mixed:
            return "mixed"
        return "negative" if self.status == "negative" else "positive"


@dataclass(frozen=True, slots=True)
class ViewClaim:
    """A claim, the article it stands in, and the edge it is drawn on, if any."""

    claim: Claim
    article: str
    edge: str | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a graph holds, whether a view shows it or not: counts by language, class and relation."""

    articles: Mapping[str, int]
    entities: Mapping[str, int]
    claims: Mapping[str, int]
    edges: int = 0
    """Relations between two things, those of the ontology only."""


@dataclass(frozen=True, slots=True)
class View:
    """The graph as it is shown; every part is sorted, so equal input gives equal output."""

    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    claims: tuple[ViewClaim, ...]
    articles: tuple[Article, ...]
    language: str
    disputes: tuple[ViewDispute, ...] = ()
    states: tuple[ViewState, ...] = ()
    whole: Contents | None = None
    """What the graph holds where the view shows its best attested part only."""
