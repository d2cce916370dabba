"""Which names a node of the view unites, and why: for people who wonder where a name has gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ontology.records import Extraction, Judgement


def united(
    held: Iterable[Extraction], canonical: Mapping[str, str], judgements: Iterable[Judgement]
) -> dict[str, list[tuple[str, str]]]:
    """By the node that stands for them, the names of the entities merged into it, each with the reason.

    ``held`` is what is stored, under the ids of the articles; ``judgements`` are a person's and claimgraph's own.
    """
    gone = {id_ for id_, other in canonical.items() if id_ != other}
    labels = {each.id: each.label for extraction in held for each in extraction.entities if each.id in gone}
    found: dict[str, dict[str, list[Judgement]]] = {}
    for each in judgements:
        one = canonical.get(each.one, each.one)
        if each.verdict == "same" and one == canonical.get(each.other, each.other):
            for merged in {each.one, each.other} - {one}:
                found.setdefault(one, {}).setdefault(merged, []).append(each)
    return {
        one: [(labels.get(merged, merged), _reason(all_)) for merged, all_ in sorted(parts.items())]
        for one, parts in sorted(found.items())
    }


def _reason(judgements: Sequence[Judgement]) -> str:
    """A person's reason before any feature that a score rests on."""
    said = [each.why for each in judgements if each.why]
    features = dict.fromkeys(reason for each in judgements for reason in each.reasons)
    return "; ".join(said) or ", ".join(each.replace("-", " ") for each in features) or judgements[0].by
