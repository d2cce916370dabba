"""Whatever files are called and whatever they are, each is read or named in a line, and nothing lands elsewhere."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import strategies as st

import extractors
from extractors.articles import Skipped, documents, read
from extractors.articles.sources import Source
from graph.cli import main
from ontology.records import Article
from tests.fuzz.cases import fuzz, scratch
from tests.fuzz.nothing import Nothing

JSON = documents.JSON | documents.JSONL
TEXT = b"The rebels captured the town of Marmouth on Friday, the army said. Russia denied that it was involved."
NAMES = (
    *(b"-rf.txt", b"--help", b"-", b"a\nb.txt", b"a\x1b[2Jb.txt", b"..txt", b"...", b"a" * 250 + b".txt", b"=1+1.txt"),
    *(b"\xff\xfe.txt", b"\xed\xa0\x80.txt", "\u202egpj.txt".encode(), b"<script>.txt", b"*.txt", b"[a].txt", b" .txt"),
    *(b"a.json", b".b.json", b"c.JSONL", b"json", b"d.ndjson.txt"),
    *(b"'; DROP ALL.txt", b"%2e%2e%2f.txt", b"$(id).txt", b"`id`.txt", b"..\\..\\x.txt", b"C:x.txt", b"nul", b"a.txt."),
)
WALLS = ("/", "\x00")
file_names = st.sampled_from(NAMES) | st.text(max_size=40).map(
    lambda name: (
        "".join(each for each in name if each not in WALLS).encode("utf-8", "surrogateescape")[:200]
        if not any("\ud800" <= each <= "\udfff" for each in name)
        else b"\xff"
    )
).filter(lambda name: name not in (b"", b".", b".."))


@pytest.fixture(scope="module", autouse=True)
def fake() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extractors, "Extractor", Nothing)
        yield


def files_under(folder: Path) -> set[bytes]:
    return {here + b"/" + name for here, _, names in os.walk(os.fsencode(folder)) for name in names}


@fuzz(usual=30, share=0.5, names=st.lists(file_names, min_size=1, max_size=4, unique=True))
def test_any_file_name_is_read(names: list[bytes]) -> None:
    with scratch() as folder:
        shown = write(Path(folder), names)
        found = list(read([folder]))
        # What is called JSON and is none is left out with a word, as is a folder in which there is nothing.
        called_json = [name for name in shown if Path(os.fsdecode(name)).suffix.lower() in JSON]
        assert sum(isinstance(each, Article) for each in found) == len(shown) - len(called_json)
        assert sum(isinstance(each, Skipped) for each in found) == (len(called_json) if shown else 1)
        assert all(os.fsencode(each.path).startswith(os.fsencode(folder)) for each in found)


@fuzz(usual=3, share=0.04, names=st.lists(file_names, min_size=1, max_size=4, unique=True))
def test_any_file_name_is_built_and_exported(names: list[bytes]) -> None:
    with scratch() as temporary:
        news, out = Path(temporary, "news"), Path(temporary, "out")
        news.mkdir()
        shown = write(news, names)
        before = files_under(news)
        assert main(["build", str(news), "-o", str(out), "--jobs", "1"]) == (0 if shown else 1)
        for form in ("ftm", "claims", "gexf", "jsonld"):
            assert main(["export", str(out), "-f", form, "-o", str(out / "exported")]) == 0
        assert files_under(news) == before
        assert {each.name for each in Path(temporary).iterdir()} == {"news", "out"}


def write(folder: Path, names: list[bytes]) -> list[bytes]:
    """Articles under these names; gives back those that are not hidden."""
    for number, name in enumerate(names):
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123  (a name that is no text)
            file.write(TEXT + b" It was the attempt number %d." % number)
    return [name for name in names if not name.startswith(b".")]


@fuzz(
    usual=60,
    share=0.5,
    name=file_names | st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(str.encode),
)
def test_any_path_that_is_not_there_is_named_in_a_line(name: bytes) -> None:
    with scratch() as temporary:
        for path in (f"{temporary}/x/{os.fsdecode(name)}", os.fsdecode(name) + "/./not-there"):
            found = list(read([path]))
            assert len(found) == 1
            assert isinstance(found[0], Skipped)


def test_a_link_out_of_a_folder_is_not_followed_unless_it_is_named(tmp_path: Path) -> None:
    """A folder that came from others must not take what is ours into the graph."""
    (tmp_path / "secret.txt").write_bytes(TEXT)
    news = tmp_path / "news"
    news.mkdir()
    (news / "out.txt").symlink_to("../secret.txt")
    (news / "real.txt").write_bytes(TEXT + b" Again.")
    (news / "within.txt").symlink_to("real.txt")
    (news / "loop.txt").symlink_to("loop.txt")
    (news / "up").symlink_to("..")
    found = list(read([str(news)]))
    assert [str(each) for each in found if isinstance(each, Skipped)] == [
        f"{news}/out.txt: a link out of the folder; name it to have it read"
    ]
    assert [each.path for each in found if isinstance(each, Article)] == [f"{news}/real.txt"]
    assert isinstance(next(read([str(news / "out.txt")])), Article)


def test_what_is_no_file_is_passed_over_and_a_device_has_an_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.txt")
    os.mkfifo(tmp_path / "fifo.html")
    (tmp_path / "folder.txt").mkdir()
    assert [str(each) for each in read([str(tmp_path)])] == [f"{tmp_path}: no files in this folder"]
    assert [str(each) for each in read(["/dev/zero"])] == ["/dev/zero: larger than 20 MB"]
    assert [str(each) for each in read([os.devnull])] == [f"{os.devnull}: empty"]
    assert stat.S_ISFIFO((tmp_path / "fifo.txt").stat().st_mode)


def test_a_file_that_goes_before_it_is_read_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(TEXT + name.encode())
    found = read([f"{tmp_path}/a.txt", f"{tmp_path}/b.txt"])
    assert isinstance(next(found), Article)
    (tmp_path / "b.txt").unlink()
    assert [str(each) for each in found] == [f"{tmp_path}/b.txt: no such file or folder"]
    late = documents.read(Source(f"{tmp_path}/b.txt"))
    assert [str(each) for each in late] == [f"{tmp_path}/b.txt: No such file or directory"]
