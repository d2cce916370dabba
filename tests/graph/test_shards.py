"""Shards: their union is the graph, however they were made and wherever they are loaded."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from extractors import jsonl
from graph import sharding
from graph.building import GEXF, HTML, NQUADS, build
from graph.cli import main
from graph.errors import NotShardsError, ShardDamagedError, StoreError
from graph.storage.shards import MANIFEST, Shards
from graph.storage.store import Store
from ontology.namespaces import IDENTITY_GRAPH
from tests import samples
from tests.graph.remote_server import oxigraph
from tests.work import StubSettings, write_articles

COUNT = 8


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharding, "ARTICLES", 3)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "news", COUNT, length=100)


@pytest.fixture
def alone(news: Path, tmp_path: Path) -> Path:
    build([str(news)], tmp_path / "alone", StubSettings())
    return tmp_path / "alone"


def nquads(out: Path) -> bytes:
    return (out / NQUADS).read_bytes()


def test_a_graph_from_shards_is_the_graph(news: Path, alone: Path, tmp_path: Path) -> None:
    done = sharding.build([str(news)], tmp_path / "out", tmp_path / "shards", StubSettings())
    assert (done.added, done.known, done.skipped) == (COUNT, 0, ())
    assert all((tmp_path / "out" / each).read_bytes() == (alone / each).read_bytes() for each in (NQUADS, GEXF, HTML))
    with Store.open(tmp_path / "out") as store, Store.open(alone) as same:
        assert store.journal.paths() == same.journal.paths()
        assert store.journal.files() == same.journal.files()


def test_the_union_of_the_lines_is_the_graph_before_anything_is_concluded(
    news: Path, alone: Path, tmp_path: Path
) -> None:
    sharding.write([str(news)], tmp_path / "shards", StubSettings())
    shards = [gzip.decompress(each.read_bytes()) for each in (tmp_path / "shards").glob("*.nq.gz")]
    assert len(shards) == 3
    assert all(text == b"".join(sorted(set(text.splitlines(keepends=True)))) for text in shards)
    whole = [each for each in nquads(alone).splitlines() if f"<{IDENTITY_GRAPH}>".encode() not in each]
    assert sorted({line for text in shards for line in text.splitlines()}) == whole


def test_what_is_in_shards_already_is_not_read_again(news: Path, tmp_path: Path) -> None:
    shards = tmp_path / "shards"
    sharding.write([str(news)], shards, StubSettings())
    before = {each.name: each.read_bytes() for each in shards.iterdir()}
    done = sharding.write([str(news)], shards, StubSettings())
    assert (done.added, done.known) == (0, COUNT)
    assert {each.name: each.read_bytes() for each in shards.iterdir()} == before


def test_a_run_that_was_cut_short_goes_on(news: Path, alone: Path, tmp_path: Path) -> None:
    shards = tmp_path / "shards"
    sharding.write([str(news)], shards, StubSettings())
    manifest = (shards / MANIFEST).read_bytes()
    (shards / MANIFEST).write_bytes(manifest[: len(manifest) * 2 // 3])
    assert sharding.build([str(news)], tmp_path / "out", shards, StubSettings()).added == COUNT
    assert nquads(tmp_path / "out") == nquads(alone)
    assert (shards / MANIFEST).read_bytes().splitlines()[0] == manifest.splitlines()[0]


def test_shards_that_several_made_are_loaded_together_once_or_twice(news: Path, alone: Path, tmp_path: Path) -> None:
    files = sorted(map(str, news.iterdir()))
    sharding.write(files[:5], tmp_path / "one", StubSettings())
    sharding.write(files[3:], tmp_path / "two", StubSettings())
    done = sharding.load([tmp_path / "two", tmp_path / "one"], tmp_path / "out")
    assert (done.added, done.known) == (COUNT, 2)
    assert nquads(tmp_path / "out") == nquads(alone)
    assert sharding.load([tmp_path / "one"], tmp_path / "out").known == 5
    assert nquads(tmp_path / "out") == nquads(alone)


def test_shards_go_into_a_graph_that_holds_articles(news: Path, alone: Path, tmp_path: Path) -> None:
    files = sorted(map(str, news.iterdir()))
    build(files[:3], tmp_path / "out", StubSettings())
    sharding.write([str(news)], tmp_path / "shards", StubSettings())
    done = sharding.load([tmp_path / "shards"], tmp_path / "out")
    assert (done.added, done.known) == (COUNT - 3, 3)
    assert nquads(tmp_path / "out") == nquads(alone)


def test_a_changed_article_supersedes(news: Path, tmp_path: Path) -> None:
    first = min(news.iterdir())
    out, shards, plain = tmp_path / "out", tmp_path / "shards", tmp_path / "plain"
    sharding.build([str(news)], out, shards, StubSettings())
    build([str(news)], plain, StubSettings())
    first.write_text(first.read_text(encoding="utf-8") + "\nCorrected.\n", encoding="utf-8")
    build([str(news)], plain, StubSettings())
    assert sharding.write([str(news)], tmp_path / "newer", StubSettings()).added == COUNT
    assert sharding.load([tmp_path / "newer"], out).superseded == 1
    assert nquads(out) == nquads(plain)


def test_shards_go_to_a_server(news: Path, alone: Path, tmp_path: Path) -> None:
    sharding.write([str(news)], tmp_path / "shards", StubSettings())
    with oxigraph() as url:
        assert sharding.load([tmp_path / "shards"], tmp_path / "out", url=url).added == COUNT
        assert nquads(tmp_path / "out") == nquads(alone)
        assert sharding.load([tmp_path / "shards"], tmp_path / "other", url=url).known == COUNT
        assert nquads(tmp_path / "other") == nquads(alone)
        with pytest.raises(StoreError, match="kept in the folder"):
            sharding.load([tmp_path / "shards"], alone, url=url)


def test_what_cannot_be_used_is_named_and_the_rest_is_there(news: Path, tmp_path: Path) -> None:
    (news / "0003.txt").write_bytes(b"\x00\x01")
    (news / "0005.txt").write_text("", encoding="utf-8")
    broken = replace(samples.WIRE, article=replace(samples.WIRE.article, id="0" * 24))
    (news / "lines.jsonl").write_text(jsonl.dumps(broken, extractor="x") + "\n", encoding="utf-8")
    done = sharding.build([str(news)], tmp_path / "out", tmp_path / "shards", StubSettings())
    assert done.added == COUNT - 2
    assert [Path(each.path).name.split(":")[0] for each in done.skipped] == ["0003.txt", "0005.txt", "lines.jsonl"]


def test_an_article_that_ends_its_workers_costs_its_shard_nothing_else(tmp_path: Path) -> None:
    news = write_articles(tmp_path / "news", 27, length=14_000)
    bad = news / "0004.txt"
    bad.write_text(f"DIE {bad.read_text()}", encoding="utf-8")
    done = sharding.write([str(news)], tmp_path / "shards", StubSettings(jobs=2))
    assert done.added == 26
    assert [each.path for each in done.skipped] == [str(bad)]


def test_nothing_is_loaded_of_shards_that_are_damaged(news: Path, tmp_path: Path) -> None:
    shards = tmp_path / "shards"
    sharding.write([str(news)], shards, StubSettings())
    last = shards / list(Shards(shards))[-1].name
    whole = last.read_bytes()
    for content in (gzip.compress(b"<a:a> <a:b> <a:c> .\n"), whole[:-20], b"no gzip"):
        last.write_bytes(content)
        with pytest.raises(ShardDamagedError, match=last.name):
            sharding.load([shards], tmp_path / "out")
        assert not (tmp_path / "out" / "store" / "quads").exists()
    last.unlink()
    with pytest.raises(ShardDamagedError, match="No such file"):
        sharding.load([shards], tmp_path / "out")
    last.write_bytes(whole)
    assert sharding.load([shards], tmp_path / "out").added == COUNT


@pytest.mark.parametrize("line", ["{}", "[]", "what", '{"hash": "", "maker": "", "entries": [{}]}'])
def test_a_list_of_shards_that_is_damaged_is_an_error_in_words(tmp_path: Path, line: str) -> None:
    (tmp_path / MANIFEST).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ShardDamagedError, match="line 1"):
        sharding.load([tmp_path], tmp_path / "out")


def test_a_folder_without_shards_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotShardsError):
        sharding.load([tmp_path], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_command_line_writes_shards_and_loads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = "".join(jsonl.dumps(each, extractor=samples.EXTRACTOR) + "\n" for each in samples.ALL)
    Path("all.jsonl").write_text(lines, encoding="utf-8")
    assert main(["build", "all.jsonl", "-o", "alone", "-q"]) == 0
    assert main(["build", "all.jsonl", "-o", "one", "--shards", "there", "-q"]) == 0
    assert main(["extract", "all.jsonl", "--shards", "shards"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["load", "two", "shards", "--no-draw"]) == 0
    assert not Path("two", NQUADS).exists()
    assert f"{len(samples.ALL)} new articles" in capsys.readouterr().out
    assert main(["load", "two", "shards", "-q"]) == 0
    assert nquads(Path("one")) == nquads(Path("two")) == nquads(Path("alone"))
    assert main(["load", "two", "nowhere"]) == 1
    assert "holds no shards" in capsys.readouterr().err
