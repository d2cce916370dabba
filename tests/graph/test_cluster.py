"""A real cluster of four worker processes: the same graph as on one machine, whatever happens to the workers."""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

import pytest
from distributed import LocalCluster, Scheduler

from graph import cluster, fingerprint, sharding
from graph.building import GEXF, HTML, NQUADS, Settings, build, extract
from graph.cli import main
from graph.errors import ClusterError, ClusterMissingError
from graph.workers import Lost
from tests.graph.remote_server import oxigraph
from tests.work import StubSettings, shout, write_articles

ROOT = Path(__file__).parents[2]
WORKERS = 4


def local_cluster(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=60,  # nothing: workers are killed here
    )


def scheduler(local: LocalCluster) -> Scheduler:
    assert isinstance(local.scheduler, Scheduler)
    return local.scheduler


@pytest.fixture(scope="module")
def four() -> Iterator[LocalCluster]:
    with local_cluster(WORKERS) as started:
        yield started


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles at hand, each as it is and backwards."""
    folder = tmp_path_factory.mktemp("news")
    for path in (*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "articles").glob("*.txt")):
        first, *rest = path.read_text(encoding="utf-8").split("\n\n")
        for name, paragraphs in (("a", [first, *rest]), ("b", [first, *reversed(rest)])):
            (folder / f"{path.stem}.{name}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(news: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """What one process makes of them."""
    out = tmp_path_factory.mktemp("alone")
    assert build([str(news)], out, Settings(jobs=1)).added == 10
    return files(out)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that few articles are enough for all workers."""
    monkeypatch.setattr(cluster, "CHUNK", 2)


def files(out: Path) -> list[bytes]:
    return [(out / name).read_bytes() for name in (NQUADS, HTML, GEXF)]


def run(texts: list[str | None], address: str) -> list[object]:
    items = ((text, text) for text in texts)
    found = cluster.in_order(items, shout, address=address, size=lambda text: len(text or ""))
    return [re.sub(r" \d+$", "", each) if isinstance(each, str) else each for _, each in found]


def test_the_graph_is_that_of_one_machine(four: LocalCluster, news: Path, alone: list[bytes], tmp_path: Path) -> None:
    assert build([str(news)], tmp_path, Settings(cluster=four.scheduler_address)).added == 10
    assert files(tmp_path) == alone


def test_a_worker_is_killed_and_the_graph_is_the_same(
    four: LocalCluster, news: Path, alone: list[bytes], tmp_path: Path
) -> None:
    with ThreadPoolExecutor(1) as beside:
        killed = beside.submit(kill_one_that_works, four)
        build([str(news)], tmp_path, Settings(cluster=four.scheduler_address))
    assert killed.result() > 0
    assert files(tmp_path) == alone


def kill_one_that_works(four: LocalCluster) -> int:
    """Wait until a worker has something to do, and end it; gives its process."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        busy = {each.address for each in dict(scheduler(four).workers).values() if each.processing}
        for nanny in dict(four.workers).values():
            if nanny.worker_address in busy and nanny.pid:
                os.kill(nanny.pid, signal.SIGKILL)
                return int(nanny.pid)
        time.sleep(0.005)
    pytest.fail("no worker ever worked")


def test_results_come_in_the_order_of_the_tasks(four: LocalCluster) -> None:
    texts = [*(f"text {number}" for number in range(50)), None, "last"]
    assert run([*texts], four.scheduler_address) == [text and text.upper() for text in texts]
    assert run([], four.scheduler_address) == []
    assert run([None] * 100, four.scheduler_address) == [None] * 100


def test_an_error_comes_in_its_turn(four: LocalCluster) -> None:
    texts = [*(f"{number}" for number in range(20)), "raise this", "never"]
    items = ((text, text) for text in texts)
    found = cluster.in_order(items, shout, address=four.scheduler_address, size=len)
    assert [context for context, _ in islice(found, 20)] == texts[:20]
    with pytest.raises(ValueError, match="raise this"):
        next(found)


def test_what_is_sent_ahead_is_bounded(four: LocalCluster) -> None:
    read = 0

    def texts() -> Iterator[tuple[int, str]]:
        nonlocal read
        for number in range(2000):
            read = number
            yield number, f"{number}"

    found = cluster.in_order(texts(), shout, address=four.scheduler_address, size=lambda _: 1)
    for _, (number, _result) in zip(range(200), found, strict=False):
        assert read - number <= 2 * cluster.AHEAD * WORKERS + 2
    found.close()


def test_an_article_that_ends_every_worker_is_given_up_and_no_other(
    four: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler(four), "allowed_failures", 0)  # deaths that Dask forgives a task
    texts = ["a", "die", *(f"{number}" for number in range(10)), "z"]
    results = run([*texts], four.scheduler_address)
    assert [isinstance(each, Lost) for each in results] == [text == "die" for text in texts]
    assert results[-1] == "Z"


def test_shards_from_a_cluster_fill_a_store_and_a_server(
    four: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharding, "ARTICLES", 3)
    news = write_articles(tmp_path / "news", 11, length=500)
    build([str(news)], tmp_path / "alone", StubSettings())
    settings = StubSettings(cluster=four.scheduler_address)
    assert sharding.build([str(news)], tmp_path / "here", tmp_path / "shards", settings).added == 11
    with oxigraph() as url:
        sharding.load([tmp_path / "shards"], tmp_path / "there", url=url)
    found = [(tmp_path / each / NQUADS).read_bytes() for each in ("alone", "here", "there")]
    assert found[0] == found[1] == found[2]


def test_a_worker_that_is_unlike_us_is_an_error_in_words(four: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {**fingerprint.parts(), "claimgraph": "99 (ffffffff)"}
    monkeypatch.setattr(cluster, "parts", lambda: ours)
    monkeypatch.setattr(fingerprint, "parts", lambda: ours)
    with pytest.raises(ClusterError, match=r"claimgraph \S+ \(\w{8}\) there and 99 \(ffffffff\) here$"):
        run(["x"], four.scheduler_address)


def test_a_cluster_without_workers_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WAITING", 0.2)
    with local_cluster(0) as empty, pytest.raises(ClusterError, match="has no workers"):
        run(["x"], empty.scheduler_address)


def test_a_scheduler_that_goes_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with local_cluster(0) as going:
        threading.Timer(1, going.close).start()
        with pytest.raises(ClusterError, match=r"is gone|has no workers"):
            run(["x"], going.scheduler_address)


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "http://127.0.0.1:80", "127.0.0.1", "a b:1", "127.0.0.1:x"])
def test_what_is_no_address_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ClusterError, match="no address"):
        run(["x"], address)
    assert main(["build", "seeds", "-o", "nowhere", "--cluster", address]) == 2
    assert "no address" in capsys.readouterr().err


def test_a_scheduler_that_is_not_there_is_an_error_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "CONNECTING", 0.5)
    assert main(["extract", str(ROOT / "seeds"), "--cluster", "tcp://127.0.0.1:9"]) == 1
    assert re.fullmatch(r"claimgraph: no Dask scheduler answers at tcp://127.0.0.1:9 .*\n", capsys.readouterr().err)


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterMissingError, match=r"claimgraph\[cluster\]"):
        run(["x"], "127.0.0.1:8786")


def test_processes_here_and_a_cluster_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "seeds", "--cluster", "127.0.0.1:8786", "--jobs", "2"]) == 2
    assert "--jobs" in capsys.readouterr().err


def test_lines_of_extract_come_in_order(four: LocalCluster, tmp_path: Path) -> None:
    news = write_articles(tmp_path / "news", 9, length=100)
    found = extract([str(news)], StubSettings(cluster=four.scheduler_address))
    assert [each.path for each in found] == sorted(map(str, news.iterdir()))


def test_a_worker_with_many_threads_does_one_task_at_a_time() -> None:
    now, most = 0, 0

    def count(_task: str) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        time.sleep(0.02)
        now -= 1

    loaded = cluster._loaded
    with pytest.MonkeyPatch.context() as patched, ThreadPoolExecutor(4) as pool:
        patched.setattr(cluster, "_loaded", lambda _: count)
        list(pool.map(partial(cluster._read, work=b"", theirs=fingerprint.parts()), [cluster.packed(["a", "b"])] * 4))
    assert most == 1
    assert cluster._loaded is loaded
