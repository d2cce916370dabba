"""Which commands the recipe runs, in which order, and where they read and write. Nothing is trained."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from training import card, evaluate, floors, places, run

CORPORA = Path("/corpora")
KINDS = ("train", "dev")
# What the makers of corpora write; the rehearsal shows that they do.
WRITES = {
    "training.convert": [f"{lang}/{kind}" for lang in ("en", "nb") for kind in ("syntax", "names")],
    "training.second": ["en/syntax2", "en/lemmas"],
    "training.silver": ["en/names2"],
}


@pytest.fixture
def rehearsal(tmp_path: Path) -> run.Recipe:
    return run.Recipe(CORPORA, places.below(tmp_path / "rehearsal"), run.FEW_STEPS)


def commands(recipe: run.Recipe) -> Iterator[list[str]]:
    for step in run.STEPS:
        for chain in run.chains(step, recipe):
            yield from chain


def options(command: list[str]) -> dict[str, str]:
    """The options of a training."""
    return dict(zip(command[3::2], command[4::2], strict=True))


def reads(command: list[str], corpus: Path) -> list[str]:
    """The models and corpora that a command needs."""
    match command:
        case ["spacy", *_]:
            given = options(command)
            return [given[f"--paths.{key}"] for key in ("train", "dev", "source") if f"--paths.{key}" in given]
        case ["training.convert", *_]:
            return [str(corpus / "ud")]
        case ["training.second" | "training.silver" | "training.news", _, _, model]:
            return [model]
        case ["training.soup" | "training.grow", _, *models]:
            return models
        case ["training.assemble", _, syntax, names, _]:
            return [syntax, names]
        case ["training.evaluate", _, "--models", models, *_]:
            return [f"{models}/{lang}" for lang in ("en", "nb")]
    return []


def writes(command: list[str], corpus: Path) -> list[str]:
    """The models and corpora that a command leaves."""
    match command:
        case ["spacy", *_]:
            return [options(command)["--output"] + "/model-last"]
        case ["training.convert" | "training.second" | "training.silver" as maker, *_]:
            return [str(corpus / f"{each}-{kind}.spacy") for each in WRITES[maker] for kind in KINDS]
        case ["training.news", _, _, model]:
            lang, _, before = Path(model).parent.name.partition("-")
            name = "named" if before.startswith("names") else "news"
            return [str(corpus / lang / f"{name}-{kind}.spacy") for kind in KINDS]
        case ["training.norwegian.convert", _, out] | ["training.soup" | "training.grow", out, *_]:
            return [out]
        case ["training.assemble", *_, out]:
            return [out]
    return []


def test_every_command_finds_what_those_before_it_wrote(rehearsal: run.Recipe) -> None:
    corpus, written = rehearsal.places.corpus, set[str]()
    for step in run.STEPS:
        before = frozenset(written)  # what runs beside a chain may not be there yet
        for chain in run.chains(step, rehearsal):
            there = set(before)
            for command in chain:
                assert set(reads(command, corpus)) <= there, command
                there |= set(writes(command, corpus))
            written |= there


def test_no_two_commands_write_the_same(rehearsal: run.Recipe) -> None:
    left = [each for command in commands(rehearsal) for each in writes(command, rehearsal.places.corpus)]
    assert len(left) == len(set(left))


def test_chains_of_trainings() -> None:
    chains = run.trainings(run.Recipe(CORPORA))
    names = next(chain for chain in chains if "en-names" in " ".join(chain[0]))
    assert [command[0] for command in names] == ["spacy", "training.silver", "spacy", "training.news", "spacy"]
    assert [len(chain) for chain in chains] == [11, 5, 15, 4]


def test_deeper_norwegian_is_grown_trained_and_averaged_twice_and_learns_from_news() -> None:
    trees = run.trainings(run.Recipe(CORPORA))[2]
    deeper = ["spacy", "spacy", "spacy", "soup", "grow", "spacy", "spacy", "soup", "spacy", "spacy", "soup"]
    news = ["news", "spacy", "spacy", "spacy"]
    assert [command[0].removeprefix("training.") for command in trees] == [*deeper, *news]


def test_every_training_has_its_configuration() -> None:
    trainings = [command for command in commands(run.Recipe(CORPORA)) if command[0] == "spacy"]
    assert len(trainings) == 23
    assert all(Path(command[2]).exists() for command in trainings)


def test_modules_that_are_run_exist() -> None:
    names = {command[0] for command in commands(run.Recipe(CORPORA))} - {"spacy"}
    assert all((places.ROOT / name.replace(".", "/")).with_suffix(".py").exists() for name in names)


def test_rehearsal_runs_what_the_recipe_runs(rehearsal: run.Recipe) -> None:
    real = [command[0] for command in commands(run.Recipe(CORPORA))]
    assert [command[0] for command in commands(rehearsal)] == real


def test_rehearsal_writes_and_reads_below_its_folder_alone(rehearsal: run.Recipe) -> None:
    real = [str(path) for path in (places.REAL.corpus, places.REAL.output, places.REAL.models)]
    for command in commands(rehearsal):
        assert not [word for word in command if word.startswith(tuple(real))]
        below = [*reads(command, rehearsal.places.corpus), *writes(command, rehearsal.places.corpus)]
        assert all(Path(path).is_relative_to(rehearsal.places.corpus.parent) for path in below)


def test_rehearsal_trains_for_few_steps_whatever_the_settings_say(rehearsal: run.Recipe) -> None:
    given = [options(command)["--training.max_steps"] for command in commands(rehearsal) if command[0] == "spacy"]
    assert given == ["20"] * 23


def test_real_training_keeps_its_own_steps() -> None:
    first, *others = (options(command) for command in commands(run.Recipe(CORPORA)) if command[0] == "spacy")
    assert first["--training.max_steps"] == "4500"
    assert not [given for given in others if "--training.max_steps" in given]


def test_rehearsal_asks_for_cards_and_leaves_floors_alone(rehearsal: run.Recipe) -> None:
    assert run.evaluation(run.Recipe(CORPORA)) == ["training.evaluate", str(CORPORA)]
    models, output = str(rehearsal.places.models), str(rehearsal.places.output)
    asked = ["training.evaluate", str(CORPORA), "--models", models, "--output", output, "--cards"]
    assert run.evaluation(rehearsal) == asked


@pytest.fixture
def rehearsed_evaluation(rehearsal: run.Recipe, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An evaluation of rehearsed models whose scores are nothing; reading or writing floors fails."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("floors are touched")

    for lang in ("en", "nb"):
        (rehearsal.places.models / lang).mkdir(parents=True)
    monkeypatch.setattr(evaluate, "evaluate", lambda *_, **__: {})
    monkeypatch.setattr(card, "card", lambda lang, _: f"card of {lang}")
    monkeypatch.setattr(floors, "problems", refused)
    monkeypatch.setattr(floors, "update", refused)
    monkeypatch.setattr(sys, "argv", run.evaluation(rehearsal))
    return rehearsal.places.corpus.parent


def test_evaluation_of_a_rehearsal(rehearsed_evaluation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main() == 0
    assert capsys.readouterr().out.strip() == "not the shipped models: no floors"
    written = {str(path.relative_to(rehearsed_evaluation)) for path in rehearsed_evaluation.rglob("*.*")}
    assert written == {"models/en/README.md", "models/nb/README.md", "output/scores.json"}


def test_floors_are_not_raised_to_other_models(rehearsed_evaluation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--update"])
    with pytest.raises(SystemExit) as raised:
        evaluate.main()
    assert raised.value.code == 2


def test_rehearsal_begins_in_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert places.marked(folder, anew=True) == places.below(folder)
    with pytest.raises(ValueError, match="empty"):
        places.marked(folder, anew=True)
    assert places.marked(folder, anew=False) == places.below(folder)


@pytest.mark.parametrize("anew", [True, False])
def test_rehearsal_leaves_other_folders_alone(anew: bool) -> None:
    for folder in (places.HERE, places.ROOT / "extractors", places.ROOT):
        with pytest.raises(ValueError, match="not empty"):
            places.marked(folder, anew=anew)
        assert not (folder / places.MARK).exists()


def test_failing_command_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(chain: list[list[str]]) -> None:
        raise subprocess.CalledProcessError(1, ["python", "-m", *chain[0]])

    monkeypatch.setattr(run, "run", fail)
    monkeypatch.setattr(sys, "argv", ["run", str(tmp_path), "assemble", "--rehearse", str(tmp_path / "folder")])
    with pytest.raises(SystemExit, match=r"^failed: python -m training\.assemble en "):
        run.main()
