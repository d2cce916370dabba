"""The extractor on the gold set: what was once reached stays reached."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import evaluation
from evaluation.claims import Scores, score
from evaluation.gold import files, passages
from extractors import Extractor

FLOORS = tomllib.loads(Path(evaluation.__file__).with_name("floors.toml").read_text(encoding="utf-8"))
EXTRACTOR = Extractor()


@pytest.mark.parametrize("path", [each for each in files() if each.stem in FLOORS], ids=lambda path: path.stem)
def test_gold_scores_stay_above_their_floors(path: Path) -> None:
    """Precision and recall of a whole file."""
    scores = Scores()
    for passage in passages(path):
        score(scores, passage, EXTRACTOR.extract(passage.article))
    total, floor = scores.total(path.stem), FLOORS[path.stem]
    assert total.precision >= floor["precision"], f"{total.precision:.1f}"
    assert total.recall >= floor["recall"], f"{total.recall:.1f}"


def test_every_floor_is_of_a_file() -> None:
    """A renamed file does not slip away from its floor."""
    assert set(FLOORS) <= {path.stem for path in files()}
