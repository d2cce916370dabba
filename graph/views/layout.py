"""Where the nodes of a view stand: a layout that is the same every time and in which labels do not cover each other.

The core is laid out by stress majorisation, component by component: distances on the page follow those in the graph.
Components are packed beneath each other, and what still overlaps is pushed apart, label included. Everything
outside the core is then put beside what it is connected to, without moving the core.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Point: TypeAlias = tuple[float, float]
Edge: TypeAlias = tuple[str, str]
_Floats: TypeAlias = npt.NDArray[np.float64]

# Lengths are pixels at scale 1. Letters are larger than they are drawn, as a whole graph is mostly seen from further
# off. The explorer wraps labels at the same width (see WRAP in labels.js).
WRAP: Final = 20
_LETTER: Final = 10.0
_LINE: Final = 20.0
_GAP: Final = 22.0
_EDGE: Final = 105.0
_ASPECT: Final = 1.4  # pages are wider than high
_LARGEST: Final = 700  # nodes that the dense computation takes on in one component
_MOST_APART: Final = 2500  # nodes whose overlaps are looked for: pairs of more take too long
_SWEEPS: Final = 90
_NEARLY: Final = 0.01


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers, measured from its middle."""

    side: float
    above: float
    below: float


def box(size: float, labels: Iterable[str]) -> Box:
    """The box of a node of that size with the largest of the labels beneath it."""
    lines = [_wrapped(each) for each in labels] or [[0]]
    width = max(max(each) for each in lines) * _LETTER
    return Box(max(size, width / 2), size, size + 4 + _LINE * max(len(each) for each in lines))


def _wrapped(label: str) -> list[int]:
    """The lengths of the lines that a label breaks into."""
    lines = [0]
    for word in label.split():
        fits = lines[-1] + 1 + len(word) <= WRAP
        if lines[-1] and not fits:
            lines.append(len(word))
        else:
            lines[-1] += len(word) + (1 if lines[-1] else 0)
    return lines


def place(boxes: Mapping[str, Box], *, core: Sequence[Edge], rest: Sequence[Edge]) -> dict[str, Point]:
    """A position for every node of ``boxes``: the core by its own edges, the others around it."""
    blocks = [_block(each, boxes) for each in _components(core)]
    positions = _pack(blocks, boxes)
    pinned = frozenset(positions)
    positions |= _beside(positions, rest)
    positions = _apart(positions, boxes, pinned)
    positions |= _grid([each for each in boxes if each not in positions], boxes, positions)
    return {each: (round(x, 1), round(y, 1)) for each, (x, y) in positions.items()}


def _neighbours(edges: Iterable[Edge]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for a, b in sorted(edges):
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found


def _components(edges: Iterable[Edge]) -> list[dict[str, set[str]]]:
    """The connected parts, each as neighbours by node, the largest first."""
    neighbours = _neighbours(edges)
    seen: set[str] = set()
    parts = []
    for start in sorted(neighbours):
        if start not in seen:
            part = _reach(start, neighbours)
            seen |= part.keys()
            parts.append({each: neighbours[each] - {each} for each in sorted(part)})
    return sorted(parts, key=lambda part: (-len(part), min(part)))


def _reach(start: str, neighbours: Mapping[str, set[str]]) -> dict[str, int]:
    """The steps from ``start`` to everything connected with it."""
    steps = {start: 0}
    queue = [start]
    for node in queue:
        for each in sorted(neighbours[node]):
            if each not in steps:
                steps[each] = steps[node] + 1
                queue.append(each)
    return steps


def _block(part: Mapping[str, set[str]], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """One component, laid out by itself: turned so that it lies on its long side, without overlaps."""
    kept = sorted(sorted(part), key=lambda each: -len(part[each]))[:_LARGEST]
    kept_part = {each: part[each] & set(kept) for each in kept}
    if len(kept) < len(part):  # too large for the dense computation: its best connected part first
        kept_part = _components([(a, b) for a in kept for b in kept_part[a]])[0]
        kept = list(kept_part)
    distances = _distances(kept, kept_part)
    laid = _level(_stress(distances, _start(distances)))
    laid *= _stretch(laid, sum(2 * each.side * (each.above + each.below) for each in map(boxes.__getitem__, kept)))
    positions = {each: (float(x), float(y)) for each, (x, y) in zip(kept, laid, strict=True)}
    if len(kept) < len(part):
        positions |= _beside(positions, [(a, b) for a in part for b in part[a]])
    return _apart(positions, boxes, frozenset())


def _distances(nodes: Sequence[str], neighbours: Mapping[str, set[str]]) -> _Floats:
    """Wished-for distances between all pairs. Ends with many neighbours of their own are kept further apart."""
    place_of = {each: i for i, each in enumerate(nodes)}
    found = np.full((len(nodes), len(nodes)), math.inf)
    np.fill_diagonal(found, 0.0)
    for a in nodes:
        for b in neighbours[a]:
            own = len(neighbours[a] ^ neighbours[b]) - 2
            found[place_of[a], place_of[b]] = _EDGE * (1 + 0.16 * math.sqrt(max(own, 0)))
    for via in range(len(nodes)):
        np.minimum(found, found[:, via, None] + found[None, via, :], out=found)
    return found


def _start(distances: _Floats) -> _Floats:
    """Classical scaling onto the plane, by a few power iterations from a fixed start."""
    n = len(distances)
    squares = -0.5 * distances**2
    centred = squares - squares.mean(0) - squares.mean(1)[:, None] + squares.mean()
    axes = np.random.default_rng(7).standard_normal((n, 2))
    for _ in range(50):
        axes = centred @ axes
        axes[:, 0] /= np.linalg.norm(axes[:, 0]) or 1.0
        axes[:, 1] -= axes[:, 0] * (axes[:, 0] @ axes[:, 1])
        axes[:, 1] /= np.linalg.norm(axes[:, 1]) or 1.0
    # The jitter parts nodes with the same neighbours, which scaling puts in one spot.
    jitter = np.random.default_rng(11).standard_normal((n, 2)) * _EDGE * 0.2
    scale = float(distances.max()) / 2 * math.sqrt(n)
    return np.asarray(axes * scale / math.sqrt(n) * 2 + jitter, dtype=np.float64)


def _stress(distances: _Floats, start: _Floats) -> _Floats:
    """Moves each node in turn to where its distances to all others fit best, near ones weighing most."""
    points = start.copy()
    n = len(points)
    if n < 2:
        return points
    weights = 1.0 / np.where(distances > 0, distances, math.inf) ** 2
    totals = weights.sum(1)
    for _ in range(120 if n < 300 else 50):
        for i in range(n):
            away = points[i] - points
            lengths = np.sqrt((away**2).sum(1))
            lengths[lengths < 1e-9] = 1.0
            wished = points + away * (distances[i] / lengths)[:, None]
            points[i] = (weights[i][:, None] * wished).sum(0) / totals[i]
    return points


def _level(points: _Floats) -> _Floats:
    """Turned about its middle so that the longest extent lies across the page."""
    centred = points - points.mean(0)
    xx, yy, xy = float((centred[:, 0] ** 2).sum()), float((centred[:, 1] ** 2).sum()), float(centred.prod(1).sum())
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    turned = np.column_stack((centred[:, 0] * cos + centred[:, 1] * sin, centred[:, 1] * cos - centred[:, 0] * sin))
    return np.asarray(turned, dtype=np.float64)


def _stretch(points: _Floats, covered: float) -> _Floats:
    """What to multiply the axes by, so that the points fill a page better and leave room for what the nodes cover."""
    width, height = np.ptp(points, axis=0) + 2 * _EDGE
    across = min(1.35, max(0.65, math.sqrt(_ASPECT * height / width)))
    room = max(1.0, math.sqrt(2 * covered / (width * height)))
    return np.array((across * room, room / across))


def _pack(blocks: Sequence[Mapping[str, Point]], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """The components in rows: the largest on top, the others beneath it, none wider than the page needs."""
    positions: dict[str, Point] = {}
    widest = 900.0
    x = y = row = 0.0
    for block in blocks:
        left, top, right, bottom = _extent(block, boxes)
        width, height = right - left + 3 * _GAP, bottom - top + 3 * _GAP
        if x > 0 and x + width > widest:
            x, y, row = 0.0, y + row, 0.0
        positions |= {each: (px - left + x, py - top + y) for each, (px, py) in block.items()}
        widest = max(widest, width)
        x, row = x + width, max(row, height)
    return positions


def _extent(block: Mapping[str, Point], boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    return (
        min(x - boxes[each].side for each, (x, _) in block.items()),
        min(y - boxes[each].above for each, (_, y) in block.items()),
        max(x + boxes[each].side for each, (x, _) in block.items()),
        max(y + boxes[each].below for each, (_, y) in block.items()),
    )


def _beside(positions: Mapping[str, Point], edges: Iterable[Edge]) -> dict[str, Point]:
    """Places for nodes that have none: on a spiral around a neighbour that has one, or below all if none has."""
    neighbours = _neighbours(edges)
    placed = dict(positions)
    guests: dict[str, int] = {}
    queue = sorted(each for each in placed if each in neighbours)
    rest = iter(sorted(each for each in neighbours if each not in placed))
    lowest = max((y for _, y in placed.values()), default=0.0)
    while True:
        for host in queue:
            for node in sorted(neighbours[host]):
                if node not in placed:
                    guests[host] = guests.get(host, 0) + 1
                    placed[node] = _on_spiral(placed[host], guests[host])
                    lowest = max(lowest, placed[node][1])
                    queue.append(node)
        start = next((each for each in rest if each not in placed), None)
        if start is None:
            return {each: point for each, point in placed.items() if each not in positions}
        lowest += 2 * _EDGE
        placed[start] = (0.0, lowest)
        queue = [start]


def _on_spiral(middle: Point, number: int) -> Point:
    angle = number * math.pi * (3 - math.sqrt(5))
    radius = _EDGE * (0.8 + 0.35 * math.sqrt(number))
    return middle[0] + radius * _ASPECT * math.cos(angle), middle[1] + radius * math.sin(angle)


def _apart(positions: Mapping[str, Point], boxes: Mapping[str, Box], pinned: frozenset[str]) -> dict[str, Point]:
    """Pushes overlapping boxes apart, the shorter way, until none overlap; pinned ones stay."""
    order = sorted(positions)
    if not 1 < len(order) <= _MOST_APART:
        return dict(positions)
    at = [list(positions[each]) for each in order]
    sizes = [boxes[each] for each in order]
    fixed = [each in pinned for each in order]
    for _ in range(_SWEEPS):
        pairs = [(i, j) for i, j in _overlapping(np.array(at).reshape(-1, 2), sizes) if not (fixed[i] and fixed[j])]
        if not pairs:
            break
        for i, j in pairs:
            _part(at, sizes, fixed, i, j)
    return {each: (x, y) for each, (x, y) in zip(order, at, strict=True)}


def _overlapping(points: _Floats, sizes: Sequence[Box]) -> list[tuple[int, int]]:
    """The pairs of boxes that overlap, found among those that are near each other in height."""
    x, y = points[:, 0], points[:, 1]
    side, above, below = (np.array([getattr(each, part) for each in sizes]) for part in ("side", "above", "below"))
    order = np.argsort(y, kind="stable")
    reach = float(above.max() + below.max()) + _GAP
    found: list[tuple[int, int]] = []
    for step in range(1, len(order)):
        upper, lower = order[:-step], order[step:]
        near = y[lower] - y[upper] < reach
        if not near.any():
            break
        close = near & (np.abs(x[lower] - x[upper]) < side[lower] + side[upper] + _GAP - _NEARLY)
        close &= y[upper] + below[upper] + _GAP / 2 - _NEARLY > y[lower] - above[lower]
        found.extend(zip(upper[close].tolist(), lower[close].tolist(), strict=True))
    return found


def _part(at: list[list[float]], sizes: Sequence[Box], fixed: Sequence[bool], i: int, j: int) -> None:
    """Moves two boxes just out of each other, unless an earlier move has done so."""
    left, right = (i, j) if at[i][0] <= at[j][0] else (j, i)
    upper, lower = (i, j) if at[i][1] <= at[j][1] else (j, i)
    across = sizes[i].side + sizes[j].side + _GAP - (at[right][0] - at[left][0])
    down = sizes[upper].below + sizes[lower].above + _GAP / 2 - (at[lower][1] - at[upper][1])
    if across <= 0 or down <= 0:
        return
    axis, by, first, second = (0, across, left, right) if across < down else (1, down, upper, lower)
    share = 0.0 if fixed[first] else 1.0 if fixed[second] else 0.5
    at[first][axis] -= by * share
    at[second][axis] += by * (1 - share)


def _grid(nodes: Sequence[str], boxes: Mapping[str, Box], positions: Mapping[str, Point]) -> dict[str, Point]:
    """Rows beneath everything else, for nodes that no edge touches."""
    if not nodes:
        return {}
    top = max((y + boxes[each].below for each, (_, y) in positions.items()), default=0.0) + _EDGE
    width = 2 * max(boxes[each].side for each in nodes) + _GAP
    height = max(boxes[each].above + boxes[each].below for each in nodes) + _GAP
    columns = max(8, math.isqrt(len(nodes)))
    return {each: (i % columns * width, top + i // columns * height) for i, each in enumerate(sorted(nodes))}
