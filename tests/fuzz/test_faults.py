"""A full disk, a folder that takes nothing, two writers, a store of tomorrow, half a file: one line, nothing lost."""

from __future__ import annotations

import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import strategies as st

from extractors import jsonl
from graph.cli import main
from graph.storage import store_files
from graph.storage.store import Store
from tests import samples
from tests.fuzz.cases import fuzz, scratch
from tests.stores import filled_store, open_store

ONE_LINE = re.compile(r"(claimgraph: left out: .*\n)*claimgraph: .*\n")


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """The disk takes files of at most so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def articles(folder: Path) -> frozenset[str]:
    with Store.open(folder, read_only=True) as store:
        assert len(store.nquads()) >= 1000 * len(store.article_ids())
        return store.article_ids()


def news(folder: str) -> Path:
    """All samples as `extract` prints them."""
    path = Path(folder, "news.jsonl")
    lines = (jsonl.dumps(each, extractor=samples.EXTRACTOR) for each in samples.ALL)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@fuzz(usual=5, share=0.01, size=st.integers(0, 400_000), command=st.sampled_from(("build", "same", "remove", "export")))
def test_a_full_disk(capsys: pytest.CaptureFixture[str], size: int, command: str) -> None:
    """Whenever it fills up: what was stored is there, and once there is room the same command goes through."""
    with scratch() as folder:
        out, lines = Path(folder, "out"), news(folder)
        with open_store(out) as store:
            store.add(samples.ENGLISH, samples.EXTRACTOR)
        arguments = {
            "build": [str(lines), "-o", str(out), "--quiet"],
            "same": [str(out), "Port Sarin", "Marmouth"],
            "remove": [str(out), samples.ENGLISH.article.path],
            "export": [str(out), "-f", "gexf", "-o", str(out / "x.gexf")],
        }[command]
        capsys.readouterr()
        with no_file_beyond(size):
            code = main([command, *arguments])
        told = capsys.readouterr().err
        assert code == 0 or ONE_LINE.fullmatch(told), told
        assert "please report" not in told
        left = articles(out)
        assert samples.ENGLISH.article.id in left or command == "remove"
        if command == "build":
            assert main([command, *arguments]) == 0
            assert articles(out) == {each.article.id for each in samples.ALL}


def test_a_second_writer_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_files, "PATIENCE", 0.0)
    out = tmp_path / "out"
    with filled_store(out):
        assert main(["build", str(news(str(tmp_path))), "-o", str(out)]) == 1
        assert capsys.readouterr().err == f"claimgraph: cannot write to {out}: another process is writing to it\n"
    assert len(articles(out)) == len(samples.ALL)


@pytest.mark.parametrize("command", ["claims", "build", "same", "remove", "export"])
def test_a_store_of_tomorrow_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    out = tmp_path / "out"
    filled_store(out).close()
    before = articles(out)
    form = out / "store" / "format"
    today = form.read_bytes()
    form.write_text("claimgraph store 999\n", encoding="utf-8")
    rest = {"same": ["Marmouth", "Russia"], "remove": ["wire.txt"], "export": ["-f", "gexf"]}.get(command, [])
    given = [str(news(str(tmp_path))), "-o", str(out)] if command == "build" else [str(out), *rest]
    assert main([command, *given]) == 1
    assert re.fullmatch(r"claimgraph: cannot open .* format 999, .*\n", capsys.readouterr().err)
    form.write_bytes(today)
    assert articles(out) == before


def test_half_a_file_of_n_quads_is_written_anew(tmp_path: Path) -> None:
    """The store does not live in it: whatever happens to it, the next command that draws makes it whole."""
    out = tmp_path / "out"
    filled_store(out).close()
    assert main(["same", str(out), "Port Sarin", "Marmouth"]) == 0
    assert main(["same", str(out), "Port Sarin", "Marmouth", "--undo"]) == 0
    whole = (out / "graph.nq").read_bytes()
    (out / "graph.nq").write_bytes(whole[: len(whole) // 2])
    assert main(["same", str(out), "Port Sarin", "Marmouth"]) == 0
    assert main(["same", str(out), "Port Sarin", "Marmouth", "--undo"]) == 0
    assert (out / "graph.nq").read_bytes() == whole


@pytest.mark.parametrize("place", ["/proc", "/proc/self", "/dev/null", "/sys/kernel"])
def test_a_folder_that_takes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    """These take nothing even from root."""
    assert main(["build", str(news(str(tmp_path))), "-o", f"{place}/out"]) == 1
    assert ONE_LINE.fullmatch(capsys.readouterr().err)
    filled_store(tmp_path / "out").close()
    assert main(["export", str(tmp_path / "out"), "-f", "gexf", "-o", f"{place}/out.gexf"]) == 1
    assert ONE_LINE.fullmatch(capsys.readouterr().err)
