"""What a build says at its end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.building import Built
from graph.summary import lines
from graph.views.records import View


def test_a_line_names_some_of_those_who_say_so(view: View) -> None:
    many = tuple(f"Paper {number}" for number in range(9))
    edges = tuple(replace(each, origin_names=many, origins=len(many)) for each in view.edges)
    told = [each for each in lines(Built(1, 0, (), replace(view, edges=edges)), Path("out")) if "Paper" in each]
    assert told
    assert all(each.endswith("9 origins: Paper 0, Paper 1, Paper 2, Paper 3 and 5 more") for each in told)
