"""Work in several processes: the same results in the same order, whatever happens to the workers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractors.articles import Skipped
from graph.building import Settings, build, extract
from graph.errors import ClaimgraphError, WorkerError
from graph.workers import FEW, LITTLE, Lost, in_order
from tests.work import Stillborn, StubSettings, hand_back_what_cannot_be, shout, write_articles

LONG = LITTLE // FEW + 1
ROOT = Path(__file__).parents[2]


def run(
    texts: list[str | None], *, jobs: int = 2, work: Callable[[str], object] = shout, long: int = LONG
) -> list[object]:
    items = ((text, text) for text in texts)
    return [result for _, result in in_order(items, work, jobs=jobs, size=lambda text: long if text else 0)]


def words(results: list[object]) -> list[object]:
    return [re.sub(r" \d+$", "", each) if isinstance(each, str) else each for each in results]


def pids(results: list[object]) -> set[str]:
    return {each.split()[-1] for each in results if isinstance(each, str)}


def test_results_come_in_the_order_of_the_tasks_from_other_processes() -> None:
    texts = [f"text {number}" for number in range(100)]
    results = run([*texts, None])
    assert words(results) == [*(text.upper() for text in texts), None]
    assert str(os.getpid()) not in pids(results)


@pytest.mark.parametrize(("count", "long", "jobs"), [(FEW - 1, LONG * 9, 2), (100, 10, 2), (100, LONG, 1)])
def test_little_work_and_one_job_stay_here(count: int, long: int, jobs: int) -> None:
    assert pids(run([f"{number}" for number in range(count)], jobs=jobs, long=long)) == {str(os.getpid())}


def test_nothing_to_do_is_fine() -> None:
    assert run([]) == []
    assert run([None] * 1000) == [None] * 1000


def test_a_worker_that_dies_is_replaced_and_its_chunk_done_again(tmp_path: Path) -> None:
    texts = ["a", "b", f"die once {tmp_path / 'flag'}", *(f"{number}" for number in range(40))]
    assert words(run([*texts])) == [text.upper() for text in texts]


def test_a_task_that_ends_every_worker_is_given_up_and_no_other() -> None:
    texts = ["a", "die", *(f"{number}" for number in range(30)), "die again", "z"]
    results = words(run([*texts]))
    assert [isinstance(each, Lost) for each in results] == [text.startswith("die") for text in texts]
    assert results[-1] == "Z"


def test_an_error_comes_in_its_turn() -> None:
    texts = [*(f"{number}" for number in range(20)), "raise this", "never"]
    found = in_order(((text, text) for text in texts), shout, jobs=2, size=lambda _: LONG)
    assert [next(found)[0] for _ in range(20)] == texts[:20]
    with pytest.raises(ValueError, match="raise this"):
        next(found)


def test_a_result_that_cannot_be_handed_over_is_an_error_in_words() -> None:
    with pytest.raises(ClaimgraphError, match="cannot be handed over"):
        run(["x"] * FEW, work=hand_back_what_cannot_be)


def test_workers_that_never_start_are_an_error_in_words() -> None:
    with pytest.raises(WorkerError, match="exit code 7"):
        run(["x"] * FEW, work=Stillborn())


def test_what_is_read_ahead_is_bounded() -> None:
    read = 0

    def texts() -> Iterator[tuple[int, str]]:
        nonlocal read
        for number in range(2000):
            read = number
            yield number, f"{number}"

    found = in_order(texts(), shout, jobs=2, size=lambda _: LONG)
    for _, (number, _result) in zip(range(300), found, strict=False):
        assert read - number <= 16 * 3 * 2 + 16
    found.close()


def test_the_graph_is_the_same_for_any_number_of_jobs(tmp_path: Path) -> None:
    news = write_articles(tmp_path / "news", 40)
    (news / "0007.txt").write_bytes(b"\x00\x01\x02")
    found = []
    for jobs in (1, 2, 5):
        done = build([str(news)], tmp_path / str(jobs), StubSettings(jobs=jobs))
        assert (done.added, len(done.skipped)) == (39, 1)
        found.append((tmp_path / str(jobs) / "graph.nq").read_bytes())
    assert found[0] == found[1] == found[2]
    assert found[0].count(b"\n") > 1000


def test_an_article_that_ends_its_workers_is_named_and_the_rest_stored(tmp_path: Path) -> None:
    news = write_articles(tmp_path / "news", 20)
    bad = news / "0005.txt"
    bad.write_text(f"DIE {bad.read_text()}", encoding="utf-8")
    done = build([str(news)], tmp_path / "out", StubSettings(jobs=2))
    assert done.added == 19
    assert [each.path for each in done.skipped] == [str(bad)]
    assert "ended" in done.skipped[0].reason


def test_extract_gives_lines_in_order_from_several_processes(tmp_path: Path) -> None:
    news = write_articles(tmp_path / "news", 20)
    assert [each.path for each in extract([str(news)], StubSettings(jobs=2))] == sorted(map(str, news.iterdir()))
    assert not any(isinstance(each, Skipped) for each in extract([str(news)], StubSettings(jobs=2)))


def test_loaded_models_do_not_travel() -> None:
    settings = StubSettings(jobs=2)
    assert settings.extractor.version
    assert "extractor" not in settings.__getstate__()
    assert set(Settings().__getstate__()) == {"language", "models", "thesaurus", "jobs", "cluster"}


SLOW = """
import sys, time
from pathlib import Path
from graph.workers import in_order
from tests.work import shout

if __name__ == "__main__":
    items = ((number, f"text {number}") for number in range(10**9))
    for number, _ in in_order(items, shout, jobs=2, size=lambda _: 10**5):
        print(number, flush=True)
"""


def children(pid: int) -> set[int]:
    """The living processes whose parent is this one."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.add(int(status.parent.name))
    return found


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_their_parent(tmp_path: Path, sent: signal.Signals) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW)
    command = [sys.executable, str(script)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        workers = children(process.pid)
        assert len(workers) >= 2
        os.kill(process.pid, sent)
        process.stdout.close()
        complaint = process.stderr.read().decode()
        process.wait()
    give_up = time.monotonic() + 20
    while (left := [each for each in workers if Path(f"/proc/{each}").exists()]) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert left == []
    assert "SpawnProcess" not in complaint
    assert complaint.count("Traceback") == (sent == signal.SIGINT)  # the script's own, none of a worker
