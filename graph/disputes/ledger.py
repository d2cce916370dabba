"""From pairs of claims that contradict each other to disputes: who stands on which side of one matter."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from graph.disputes.records import Cited, Conflict, Dispute

Pairs = Mapping[str, Mapping[str, Conflict]]


def gathered(conflicts: Iterable[Conflict]) -> tuple[Dispute, ...]:
    """The disputes, by date of their first claim.

    Claims that are tied by conflicts make one dispute where they fall into two camps. Where they do not (three figures
    for one attack), there is one dispute for each two positions.
    """
    by_kind: dict[str, dict[str, dict[str, Conflict]]] = {}
    for conflict in conflicts:
        pairs, one, other = by_kind.setdefault(conflict.kind, {}), conflict.left.claim.id, conflict.right.claim.id
        pairs.setdefault(one, {})[other] = conflict
        pairs.setdefault(other, {})[one] = conflict
    found = {each.id: each for pairs in by_kind.values() for each in _disputes(pairs)}
    return tuple(sorted(found.values(), key=lambda each: (_first(each), each.kind, each.id)))


def _first(dispute: Dispute) -> tuple[str, str, int, str]:
    return min(each.order for each in (*dispute.left, *dispute.right))


def _disputes(pairs: Pairs) -> Iterator[Dispute]:
    seen: set[str] = set()
    for claim in sorted(pairs):
        if claim not in seen:
            camps = _camps(claim, pairs)
            seen |= camps.keys()
            inside = {id(each): each for one in camps for each in pairs[one].values()}.values()
            if all(camps[each.left.claim.id] != camps[each.right.claim.id] for each in inside):
                yield _dispute(inside)
            else:
                yield from _by_positions(inside)


def _camps(start: str, pairs: Pairs) -> dict[str, bool]:
    """All claims that are tied to this one, each in the camp across from where it was reached from."""
    camps, waiting = {start: True}, deque([start])
    while waiting:
        one = waiting.popleft()
        for other in sorted(pairs[one]):
            if other not in camps:
                camps[other] = not camps[one]
                waiting.append(other)
    return camps


def _by_positions(conflicts: Iterable[Conflict]) -> Iterator[Dispute]:
    groups: dict[tuple[str, ...], list[Conflict]] = {}
    for each in conflicts:
        groups.setdefault(tuple(sorted((each.left_position, each.right_position))), []).append(each)
    for group in groups.values():
        yield _dispute(group)


def _dispute(conflicts: Iterable[Conflict]) -> Dispute:
    """One dispute of conflicts whose claims fall into two camps: that of the first claim, and the other."""
    told = sorted(conflicts, key=lambda each: (each.left.order, each.right.order))
    left, right = {told[0].left.claim.id: told[0].left}, {told[0].right.claim.id: told[0].right}
    positions: tuple[set[str], set[str]] = ({told[0].left_position}, {told[0].right_position})
    waiting = told[1:]
    while waiting:
        rest = [each for each in waiting if not _placed(each, left, right, positions)]
        if len(rest) == len(waiting):  # tied to none of the others: its sides are as it has them
            first = rest.pop(0)
            left[first.left.claim.id], right[first.right.claim.id] = first.left, first.right
        waiting = rest
    return Dispute(told[0].kind, _ordered(left), _ordered(right), _joined(positions[0]), _joined(positions[1]))


def _placed(
    conflict: Conflict, left: dict[str, Cited], right: dict[str, Cited], positions: tuple[set[str], set[str]]
) -> bool:
    """Put the claims of a conflict on the sides that one of them is on already; False if neither is on any."""
    one, other = conflict.left, conflict.right
    if one.claim.id in left or other.claim.id in right:
        sides = (one, conflict.left_position), (other, conflict.right_position)
    elif one.claim.id in right or other.claim.id in left:
        sides = (other, conflict.right_position), (one, conflict.left_position)
    else:
        return False
    for (cited, position), side, stands in zip(sides, (left, right), positions, strict=True):
        side[cited.claim.id] = cited
        stands.add(position)
    return True


def _ordered(side: Mapping[str, Cited]) -> tuple[Cited, ...]:
    return tuple(sorted(side.values(), key=lambda each: each.order))


def _joined(positions: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(positions))
