from pathlib import Path
from typing import Any

import pytest

from training import floors


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "corpora" / "english"
    folder.mkdir(parents=True)
    (folder / "some-test.conllu.gz").write_bytes(b"gold")
    file = tmp_path / "floors.toml"
    file.write_text('corpora = ""\n[limits]\nsize_mb = 80\n[floors]\n', "utf-8")
    monkeypatch.setattr(floors, "FLOORS", file)
    return folder.parent


def report(las: float) -> dict[str, Any]:
    table = {"UPOS": 97.0, "LAS": las, "NER": 70.0}
    return {"en": {"sets": {"news": table}, "conditions": {"news": {"as written": table}}}}


def test_floors_rise_by_themselves(corpora: Path) -> None:
    floors.update(report(85.0), corpora, lower=False)
    floors.update(report(86.0), corpora, lower=False)
    assert floors.read()["floors"]["news: LAS"] == 85.8


def test_falling_score_is_a_problem_until_somebody_says_so(corpora: Path) -> None:
    floors.update(report(86.0), corpora, lower=False)
    floors.update(report(80.0), corpora, lower=False)
    assert floors.problems(report(80.0), corpora)[-1] == "below the floor: news: LAS 80.00 < 85.80"
    floors.update(report(80.0), corpora, lower=True)
    assert floors.problems(report(80.0), corpora) == []


def test_other_corpora_need_the_flag(corpora: Path) -> None:
    floors.update(report(86.0), corpora, lower=False)
    (corpora / "english" / "some-test.conllu.gz").write_bytes(b"other gold")
    assert floors.problems(report(86.0), corpora)
    with pytest.raises(SystemExit):
        floors.update(report(86.0), corpora, lower=False)


def test_limits() -> None:
    footprint = {
        "size_mb": 81,
        "load_seconds": 1,
        "memory_mb": 1,
        "en": {"words_per_second": 9},
        "nb": {"words_per_second": 4},
    }
    limits = {"size_mb": 80.0, "words_per_second": 5.0}
    assert len(floors.over_limits(footprint, limits)) == 2
