"""Every command, with any arguments and on a graph whose files somebody broke: an answer or one line, and no traceback.

What a store still holds is not lost by asking it, and no name steers the terminal.
"""

from __future__ import annotations

import random
import re
import shutil
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import strategies as st

import extractors
from graph.cli import COMMANDS, main
from graph.storage.store import Store
from ontology.named_queries import named_queries
from tests.fuzz import texts
from tests.fuzz.cases import fuzz, scratch
from tests.fuzz.nothing import Nothing
from tests.stores import filled_store

STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
KNOWN = ("Marmouth", "Port Sarin", "Russia", "captured", "list", "en", "2017", "csv", "jsonl", "same", "positive", "0")
OPTIONS = (
    *("--entity", "--relation", "--polarity", "--modality", "--said-by", "--since", "--until", "--open", "--format"),
    *("--thesaurus", "--known-on", "--kind", "--type", "--status", "--why", "--undo", "--help", "-f", "--language"),
    *("--model", "--jobs", "--quiet", "--nonsense", "-x", "--"),
)
arguments = st.lists(
    st.sampled_from(OPTIONS) | st.sampled_from((*KNOWN, *texts.HOSTILE, *named_queries())) | texts.names, max_size=6
)
ASKING = (
    *("claims {}", "entities {}", "explain {} Marmouth", "disputes {}", "disputes {} --known-on 2017", "history {}"),
    *("timeline {} Marmouth", "identity {}", "export {} -f gexf -o {}/x", "export {} -f nquads -o {}/x", "diff {} {}"),
    *("remove {} wire.txt", "same {} Marmouth Russia", "query {} who-controls-what"),
)
BROKEN = (
    *(b"", b"\n", b"{}\n", b"null\n", b"[1]\n", b'"ab"\n', b"\xff\xfe\n", b"[" * 100_000 + b"\n", b"\x00" * 50),
    *(b'{"time":1}\n', b'{"time":"x","event":"added","article":["a"]}\n', b'{"entities":[[],[]],"time":""}\n'),
    *(b'{"time":"","event":"judged","entities":["a"]}\n', b'{"time":NaN,"event":"found","article":"a","file":{}}\n'),
    *(b'{"by":1,"learned":2,"superseded":null,"extraction":{}}\n', b"claimgraph store 99999999999999999999\n"),
)


@pytest.fixture(scope="module")
def out() -> Iterator[Path]:
    with scratch() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(extractors, "Extractor", Nothing)
        patch.setattr(webbrowser, "open", lambda _: True)
        patch.chdir(folder)
        graph = Path(folder, "out")
        filled_store(graph).close()
        assert main(["same", str(graph), "Port Sarin", "Marmouth"]) == 0
        yield graph


def held(folder: Path) -> str:
    with Store.open(folder, read_only=True) as store:
        return store.nquads()


def said(capsys: pytest.CaptureFixture[str], code: int) -> str:
    """What a command said, once it is known to be well-behaved."""
    told = capsys.readouterr()
    assert code in (0, 1, 2)
    assert "Traceback" not in told.err
    assert "please report" not in told.err
    assert code == 0 or re.fullmatch(r"(claimgraph: left out: .*\n)*claimgraph: .*\n", told.err), told.err
    assert not STEERING.search(told.err)
    return told.out


@fuzz(
    usual=100,
    command=st.sampled_from([each.__name__.rstrip("_") for each in COMMANDS if each.__name__ != "serve"]),
    given=arguments,
    first=st.booleans(),
)
def test_any_arguments(
    out: Path, capsys: pytest.CaptureFixture[str], command: str, given: list[str], first: bool
) -> None:
    # what writes gets a folder that is not there, or none
    writes = command in ("build", "add", "remove", "extract", "same", "different")
    folder = [] if not first else [f"{out}-not"] if writes else [str(out)]
    safe = [each for each in given if not each.startswith("http")]
    said(capsys, main([command, *folder, *safe]))
    assert sorted(each.name for each in out.parent.iterdir()) == ["out"]


@fuzz(usual=12, share=0.2, name=texts.names, form=st.sampled_from(("table", "tsv")))
def test_no_name_steers_the_terminal(out: Path, capsys: pytest.CaptureFixture[str], name: str, form: str) -> None:
    """Names in SPARQL come back as data; what they look like is no code."""
    text = name.encode("unicode_escape").decode().replace("\\x", "\\u00").replace('"', '\\"')
    shown = said(capsys, main(["query", str(out), f'SELECT ("{text}" AS ?name) {{}}', "--format", form]))
    assert not STEERING.search(shown)


@fuzz(
    usual=15,
    share=0.2,
    name=texts.names,
    command=st.sampled_from(("claims {} --entity", "claims {} --said-by", "disputes {} --entity", "query {} --")),
)
def test_no_name_is_taken_for_sparql(out: Path, capsys: pytest.CaptureFixture[str], name: str, command: str) -> None:
    asked = f"SELECT ?s {{ ?s ?p {name} }}" if command.startswith("query") else name
    said(capsys, main([*(each.replace("{}", str(out)) for each in command.split()), asked]))


def test_nothing_that_was_asked_changed_the_graph(out: Path) -> None:
    with scratch() as folder:
        filled_store(Path(folder)).close()
        main(["same", folder, "Port Sarin", "Marmouth"])
        assert held(out) == held(Path(folder))


@fuzz(
    usual=20,
    share=0.1,
    seed=st.integers(0, 2**32),
    command=st.sampled_from(ASKING),
    how=st.sampled_from(("cut", "flip", "replace", "append", "insert", "folder", "gone")),
)
def test_any_broken_file_of_a_store(
    out: Path, capsys: pytest.CaptureFixture[str], seed: int, command: str, how: str
) -> None:
    dice = random.Random(seed)  # noqa: S311  (no secret)
    with scratch() as folder:
        copy = Path(folder, "out")
        shutil.copytree(out, copy)
        files = sorted(each for each in copy.rglob("*") if each.is_file())
        lines = [each for each in files if each.suffix == ".jsonl"]
        damage(dice.choice(dice.choice((files, lines))), how, dice)
        said(capsys, main([each.replace("{}", str(copy)) for each in command.split()]))


def damage(file: Path, how: str, dice: random.Random) -> None:
    held = file.read_bytes()
    at = dice.randrange(len(held) + 1)
    if how in ("gone", "folder"):
        file.unlink()
        if how == "folder":
            file.mkdir()
    elif how == "flip" and held:
        changed = bytearray(held)
        for _ in range(dice.choice((1, 3, 30))):
            changed[dice.randrange(len(held))] = dice.randrange(256)
        file.write_bytes(changed)
    else:
        end = {"cut": held[:at], "replace": dice.choice(BROKEN), "append": held + dice.choice(BROKEN)}
        file.write_bytes(end.get(how, held[:at] + dice.choice(BROKEN) + held[at:]))
