import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from graph.cli import main
from graph.storage.store import Store
from tests import samples
from tests.stores import filled_store, open_store

Run: TypeAlias = Callable[..., tuple[str, str]]
NAMES = ["--thesaurus", str(samples.THESAURUS)]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("out")
    filled_store(folder).close()
    return str(folder)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def called(*arguments: str, code: int = 0) -> tuple[str, str]:
        assert main([*arguments]) == code
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return printed.out, printed.err

    return called


def test_disputes_in_json_have_both_sides_and_what_they_are_worth(run: Run, out: str) -> None:
    printed, _ = run("disputes", out, *NAMES, "--format", "jsonl")
    (line,) = map(json.loads, printed.splitlines())
    assert line["kind"] == "opposite-polarity"
    assert [each["polarity"] for each in line["left"] + line["right"]] == ["positive", "negative"]
    assert line["left"][0]["article"]["publisher"] == "Coast Herald"
    assert line["left_corroboration"]["chain"] == "1 article, 1 origin: unnamed “a coast guard officer”"
    assert line["left_corroboration"]["score"] == 0.5
    assert line["right_corroboration"]["origins"][0]["name"] == "Ida Solvang"


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json"])
def test_disputes_in_other_forms(run: Run, out: str, form: str) -> None:
    printed, _ = run("disputes", out, *NAMES, "--format", form)
    assert "Harbour Brigade" in printed
    assert "Ida Solvang" in printed


def test_disputes_by_entity_and_kind(run: Run, out: str) -> None:
    assert run("disputes", out, *NAMES, "--entity", "port sarin", "-f", "jsonl")[0]
    assert run("disputes", out, *NAMES, "--entity", "Marmouth", "-f", "jsonl") == ("", "no disputes\n")
    assert run("disputes", out, *NAMES, "--kind", "Figures", "-f", "jsonl") == ("", "no disputes\n")
    _, complaint = run("disputes", out, "--kind", "quarrel", code=1)
    assert "no kind of dispute is called 'quarrel'; there is answer" in complaint
    _, complaint = run("disputes", out, "--entity", "nobody at all", code=1)
    assert "nothing is called" in complaint


def test_timeline_of_a_place_and_of_an_actor(run: Run, out: str) -> None:
    by_place = [json.loads(line) for line in run("timeline", out, "port sarin", *NAMES, "-f", "jsonl")[0].splitlines()]
    controls = next(each for each in by_place if each["relation"] == "controls")
    assert (controls["actor"], controls["from"], controls["to"]) == ("Harbour Brigade", "2021-03-05", "2021-03-07")
    assert controls["origins"] == ["Coast Herald", "unnamed “a coast guard officer”"]
    by_actor, _ = run("timeline", out, "havnebrigaden", *NAMES)
    assert "Port Sarin" in by_actor
    assert "Old Quay" in by_actor
    assert run("timeline", out, "port sarin", *NAMES, "--known-on", "1999", code=1)[0] == ""


def test_diff_tells_what_a_batch_contradicts_and_adds(run: Run, out: str, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add(samples.ENGLISH, samples.EXTRACTOR)
    printed, _ = run("diff", str(tmp_path), out, *NAMES, "-f", "jsonl")
    found = [json.loads(line) for line in printed.splitlines()]
    assert [each["change"] for each in found].count("contradicted") == 1
    (contradicted,) = [each for each in found if each["change"] == "contradicted"]
    assert [each["polarity"] for each in contradicted["claims"] + contradicted["before"]] == ["negative", "positive"]
    assert {each["change"] for each in found} == {"contradicted", "added"}
    assert "not in" in run("diff", out, str(tmp_path), *NAMES)[1]
    assert run("diff", out, out, *NAMES, "-f", "jsonl")[0] == ""


def test_history_names_what_gave_way(run: Run, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add(samples.ENGLISH, samples.EXTRACTOR)
    assert run("history", str(tmp_path)) == (
        "article  title  published  learned  superseded  by  claims\n",
        "no article has been superseded\n",
    )
    with open_store(tmp_path) as store:
        store.add(samples.WIRE, samples.EXTRACTOR, supersedes=[samples.ENGLISH.article.id])
    (line,) = map(json.loads, run("history", str(tmp_path), "-f", "jsonl")[0].splitlines())
    assert (line["article"], line["by"]) == (samples.ENGLISH.article.id, samples.WIRE.article.id)
    assert len(line["claims"]) == len(samples.ENGLISH.claims)


def test_a_damaged_history_is_one_line(run: Run, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add(samples.ENGLISH, samples.EXTRACTOR)
    Path(tmp_path, "store/history.jsonl").write_text("no\n")
    assert "line 1 is not a version of an article" in run("history", str(tmp_path), code=1)[1]
    Path(tmp_path, "store/history.jsonl").write_text('{"half')
    with Store.open(tmp_path, read_only=True) as store:
        assert store.history.versions() == ()


def test_explain_says_what_claims_are_worth(run: Run, out: str) -> None:
    printed, _ = run("explain", out, "Harbour Brigade", "captured", "Port Sarin", *NAMES)
    first = printed.splitlines()[0]
    assert first == (
        "Harbour Brigade captured Port Sarin (on Friday): 1 article, 1 origin: unnamed “a coast guard officer”; "
        "worth 0.5 = 0.5 unnamed “a coast guard officer”; denied by Ida Solvang; disputed"
    )


def test_explain_says_what_blocks_an_edge(run: Run, out: str) -> None:
    printed, _ = run("explain", out, "Russia", "the talks", *NAMES)
    assert "no edge: it is denied" in printed
    printed, _ = run("explain", out, "Harbour Brigade", "attacked", "Old Quay", *NAMES)
    assert "no edge: it is possible" in printed


def test_explain_shows_what_came_nearest(run: Run, out: str) -> None:
    printed, complaint = run("explain", out, "Harbour Brigade", "killed", "Port Sarin", *NAMES, code=1)
    assert printed.startswith("nearest: another relation joins them\n")
    assert complaint == "claimgraph: no claim says anything of: Harbour Brigade killed Port Sarin\n"
    printed, _ = run("explain", out, "Ida Solvang", "Harbour Brigade", *NAMES, code=1)
    assert "nearest: the one only speaks of the other" in printed
    printed, _ = run("explain", out, "Russia", "killed", "Marmouth", *NAMES, "-f", "jsonl", code=1)
    assert printed == ""
