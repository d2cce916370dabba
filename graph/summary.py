"""What a build says at the end: what was read, what the graph holds, what is best attested, where the files are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from graph.building import GEXF, HTML, NQUADS, Built
from graph.views.records import Contents
from graph.views.view import STATUSES, View, ViewEdge

BEST = 5
MOST_NAMED = 20
ORIGINS = 4
"""Names of those who say so, in a line."""


def lines(done: Built, out: Path) -> Iterator[str]:
    """The summary, line by line."""
    yield f"{_count(done.added, 'new article')}, {done.known} already there, {len(done.skipped)} left out"
    if done.superseded:
        yield f"{_count(done.superseded, 'older version')} superseded, and kept in the history"
    if done.view is None:
        return
    yield from _contents(done.view)
    yield from _best(done.view)
    yield from _disputes(done.view)
    yield ""
    yield f"explorer  {out / HTML}"
    yield f"Gephi     {out / GEXF}"
    yield f"N-Quads   {out / NQUADS}"


def skipped(done: Built) -> Iterator[str]:
    """What was left out and why."""
    for item in done.skipped[:MOST_NAMED]:
        yield f"left out: {item}"
    if len(done.skipped) > MOST_NAMED:
        yield f"left out: {len(done.skipped) - MOST_NAMED} more"


def _contents(view: View) -> Iterator[str]:
    held = view.whole or Contents(
        Counter(article.language for article in view.articles),
        Counter(node.type for node in view.nodes),
        Counter(each.claim.relation for each in view.claims),
    )
    yield ""
    for name, counts in (("articles", held.articles), ("entities", held.entities), ("claims", held.claims)):
        yield f"{name:<10}{sum(counts.values()):>6}   {_tally(counts)}"
    if view.whole is not None:
        yield (
            f"drawn: the {sum(not each.open for each in view.edges):,} best attested of {held.edges:,} relations; "
            "the store has them all (claims, explain, query, export)"
        )


def _best(view: View) -> Iterator[str]:
    """The edges that most independent origins, and then most claims, put forward."""
    edges = sorted((edge for edge in view.edges if not edge.open and not edge.via), key=_rank)[:BEST]
    labels = {node.id: node.label for node in view.nodes}
    if edges:
        yield ""
        yield "best attested:"
    for edge in edges:
        names = _some(edge.origin_names)
        chain = f"{_count(len(edge.articles), 'article')}, {_count(edge.origins, 'origin')}: {names}"
        yield f"  {labels[edge.source]} – {_relation(edge)} – {labels[edge.target]}   {chain}"


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - ORIGINS
    return ", ".join(names[:ORIGINS]) + (f" and {more:,} more" if more > 0 else "")


def _disputes(view: View) -> Iterator[str]:
    """How much the sources disagree, by kind."""
    if view.disputes:
        yield ""
        yield f"{'disputes':<10}{len(view.disputes):>6}   {_tally(Counter(each.kind for each in view.disputes))}"


def _rank(edge: ViewEdge) -> tuple[int, int, int, str]:
    return -edge.origins, -edge.weight, STATUSES.index(edge.status), edge.id


def _relation(edge: ViewEdge) -> str:
    """The relation with what must not be left unsaid about it."""
    denied = "not " if edge.status == "negative" else ""
    marks: list[str] = [edge.status] if edge.status in ("planned", "predicted", "possible") else []
    marks += ["disputed"] if edge.disputed else []
    return f"{denied}{edge.relation}" + (f" ({', '.join(marks)})" if marks else "")


def _tally(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
