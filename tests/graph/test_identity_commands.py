"""same, different and identity on the command line; what they leave in the store, and what taking them back leaves."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.building import draw
from graph.cli import main
from graph.errors import DataError
from graph.identity import conclude, resolution
from graph.identity.spoken import say
from graph.storage.journal import Journal
from graph.storage.store import Store
from ontology.namespaces import ENTITY, IDENTITY_GRAPH
from ontology.records import Extraction, Verdict
from ontology.thesaurus import load
from tests import stores
from tests.named import KNOWN, article, claim, entity

EXTRACTOR = "named 1"
NOURI, NURI, SALIM = (entity("Person", name) for name in ("Khalid Nouri", "Khaled Nuri", "Salim Nouri"))
GUARD, COAST = entity("ArmedGroup", "Hill Guard"), entity("City", "Khirbat al-Jawz")
ARTICLES = (
    article(1, NOURI, GUARD, claims=[claim(NOURI, "leads", GUARD, "c1")]),
    article(2, NURI, COAST, claims=[claim(NURI, "left", COAST, "c2")]),
    article(3, SALIM),
)


def nquads(folder: Path) -> bytes:
    return (folder / "graph.nq").read_bytes()


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Makes a folder with the graph of the three articles."""

    def make(folder: Path) -> Path:
        with Store.open(folder, create=True) as store:
            for each in ARTICLES:
                store.add(each, EXTRACTOR)
            draw(store, folder, load())
        return folder

    return make


@pytest.fixture
def folder(drawn: Callable[[Path], Path], tmp_path: Path) -> Path:
    return drawn(tmp_path / "out")


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def command(name: str, *arguments: str) -> tuple[int, str, str]:
        code = main([name, str(folder), *arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return command


Run = Callable[..., tuple[int, str, str]]


def ids(run: Run) -> set[str]:
    return {json.loads(line)["id"] for line in run("entities", "--format", "jsonl")[1].splitlines()}


def test_one_node_bears_all_names_and_all_claims(run: Run) -> None:
    records = [json.loads(line) for line in run("entities", "--format", "jsonl")[1].splitlines()]
    (person,) = (each for each in records if "Khaled Nuri" in each["aliases"])
    assert {"Khalid Nouri", "Khaled Nuri"} <= set(person["aliases"])
    assert (person["claims"], len(person["articles"])) == (2, 2)
    for name in ("Khaled Nuri", "khalid nouri"):
        assert len(run("claims", "--entity", name, "--format", "jsonl")[1].splitlines()) == 2
        assert "Hill Guard" in run("explain", name)[1]


def test_the_conclusions_are_in_the_identity_graph(folder: Path) -> None:
    text = nquads(folder).decode()
    assert f"<{ENTITY}{NOURI.id}> <http://www.w3.org/2002/07/owl#sameAs> <{ENTITY}{NURI.id}> <{IDENTITY_GRAPH}>" in text
    assert text.count('ontology#reason> "spelling"') == 1


def test_different_and_its_undo(run: Run, folder: Path) -> None:
    before = nquads(folder)
    code, out, err = run("different", "Khalid Nouri", "Khaled Nuri", "--why", 'two "men"\nof one name')
    assert (code, out) == (0, "")
    assert "noted" in err
    assert {NOURI.id, NURI.id} <= ids(run)
    assert nquads(folder) != before
    code, out, _err = run("identity", "--format", "jsonl", "--status", "different")
    (record,) = map(json.loads, out.splitlines())
    assert (record["by"], record["why"], record["score"]) == ("person", 'two "men" of one name', None)
    assert run("different", "Khaled Nuri", "Khalid Nouri", "--undo")[0] == 0
    assert nquads(folder) == before
    assert len({NOURI.id, NURI.id} & ids(run)) == 1


def test_same_and_its_undo(run: Run, folder: Path) -> None:
    before = nquads(folder)
    assert run("same", "Salim Nouri", "Khaled Nuri")[0] == 0
    assert len({NOURI.id, NURI.id, SALIM.id} & ids(run)) == 1
    assert run("same", SALIM.id, "khaled nuri")[2].startswith("noted before")
    assert run("same", "Khaled Nuri", "Salim Nouri", "--undo")[0] == 0
    assert nquads(folder) == before
    events = [
        (each.event, each.verdict, each.entities) for each in Journal(folder / "store" / "journal.jsonl").entries()
    ]
    pair = tuple(sorted((NURI.id, SALIM.id)))
    assert events[-2:] == [("judged", "same", pair), ("unjudged", "same", pair)]


def test_a_judgement_survives_its_articles(run: Run, folder: Path) -> None:
    assert run("different", NOURI.id, NURI.id)[0] == 0
    before = nquads(folder)
    assert run("remove", ARTICLES[1].article.id)[0] == 0
    assert b'"different"' in nquads(folder)
    with Store.open(folder) as store:
        store.add(ARTICLES[1], EXTRACTOR)
        draw(store, folder, load())
    assert nquads(folder) == before
    assert run("different", NURI.id, NOURI.id, "--undo")[0] == 0


@pytest.mark.parametrize(
    ("first", "then", "message"),
    [
        (["same", "Salim Nouri", "Khalid Nouri"], ["different", "Salim Nouri", "Khaled Nuri"], ""),
        (
            ["different", "Salim Nouri", "Khalid Nouri"],
            ["same", "Khalid Nouri", "Salim Nouri"],
            "contradicts an earlier",
        ),
        (
            ["same", "Salim Nouri", "Khalid Nouri"],
            ["different", "Khalid Nouri", "Salim Nouri"],
            "contradicts an earlier",
        ),
        ([], ["same", "Khalid Nouri", "Khalid Nouri"], "both names of"),
        ([], ["same", "Nobody", "Khalid Nouri"], "nothing is called 'Nobody'"),
        ([], ["same", "Salim Nouri", "Khalid Nouri", "--undo"], "nobody has said"),
        ([], ["different", "Salim Nouri", "", "--undo"], "nothing is called ''"),
        ([], ["same", "Deir ez-Zor", "Khalid Nouri"], "give the id of one"),
    ],
)
def test_what_cannot_be_said(run: Run, folder: Path, first: list[str], then: list[str], message: str) -> None:
    if first:
        assert run(*first)[0] == 0
    before = nquads(folder)
    code, _out, err = run(*then)
    assert code == (1 if message else 0)
    assert len(err.splitlines()) == 1
    assert message in err
    if message:
        assert nquads(folder) == before


def test_identity_in_every_form(run: Run) -> None:
    table = run("identity")[1].splitlines()
    assert table[0].split()[:3] == ["status", "a", "b"]
    assert any(line.startswith("merged") and "spelling" in line for line in table)
    rows = list(csv.DictReader(io.StringIO(run("identity", "--format", "csv")[1])))
    assert [row["status"] for row in rows] == ["merged"]
    records = [json.loads(line) for line in run("identity", "--format", "jsonl", "--status", "merged")[1].splitlines()]
    assert {records[0]["a"]["id"], records[0]["b"]["id"]} == {NOURI.id, NURI.id}
    assert records[0]["score"] > 0.85
    assert run("identity", "--status", "undecided", "--format", "jsonl")[1] == ""
    assert run("identity", "--status", "wrong")[0] == 2


# ---- the store, whatever happens to it


def settled(store: Store) -> str:
    conclude(store, resolution(list(store.extractions()), KNOWN, store.judgements()))
    return store.nquads()


def built(folder: Path, articles: Sequence[Extraction]) -> str:
    with stores.store_in_memory(folder) as store:
        for each in articles:
            store.add(each, EXTRACTOR)
        return settled(store)


named = st.sampled_from([NOURI, NURI, SALIM, COAST, entity("City", "Khirbet el-Joz"), entity("City", "Haran")])
collections = st.lists(st.lists(named, min_size=1, max_size=3, unique_by=lambda each: each.id), min_size=1, max_size=4)


@settings(max_examples=10, deadline=None)
@given(collections, st.data())
def test_removing_and_adding_in_any_order_leave_the_same_bytes(found: list[list], data: st.DataObject) -> None:  # type: ignore[type-arg]
    articles = [article(number, *each) for number, each in enumerate(found)]
    kept = articles[1:]
    with tempfile.TemporaryDirectory() as folder, stores.store_in_memory(Path(folder, "all")) as store:
        for each in data.draw(st.permutations(articles)):
            store.add(each, EXTRACTOR)
            if data.draw(st.booleans()):
                settled(store)
        assert settled(store) == built(Path(folder, "again"), articles)
        store.remove(articles[0].article.id)
        assert settled(store) == built(Path(folder, "without"), kept)


@settings(max_examples=15, deadline=None)
@given(collections, st.sampled_from(["same", "different"]), st.data())
def test_undo_gives_back_the_bytes_before(found: list[list], verdict: Verdict, data: st.DataObject) -> None:  # type: ignore[type-arg]
    articles = [article(number, *each) for number, each in enumerate(found)]
    ids = sorted({each.id for extraction in articles for each in extraction.entities})
    with tempfile.TemporaryDirectory() as folder, stores.store_in_memory(Path(folder)) as store:
        for each in articles:
            store.add(each, EXTRACTOR)
        before = settled(store)
        one, other = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
        try:
            say(store, KNOWN, verdict, one, other, why="because")
        except DataError:
            assert settled(store) == before
            return
        assert settled(store) != before
        say(store, KNOWN, verdict, other, one, undo=True)
        assert settled(store) == before
