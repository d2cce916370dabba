"""Names that are no names, SPARQL among them, asked of a graph: an answer or one line, and nothing is changed.

What is injected here is SPARQL; `tests/fuzz/texts.py` has more.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import strategies as st

from graph.cli import main
from graph.storage.store import Store
from tests.fuzz.cases import fuzz
from tests.stores import filled_store

INJECTED = (
    '" } ; DROP ALL #',
    "> ; CLEAR ALL ; SELECT <",
    '\\" . ?s ?p ?o } #',
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "&bomb;",
    "\x00",
    "\u202eevil\x1b[2J",
)
names = st.sampled_from(INJECTED) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("fuzz") / "out"
    filled_store(folder).close()
    before = nquads(folder)
    assert len(before) > 1000
    yield folder
    assert nquads(folder) == before


def nquads(folder: Path) -> str:
    with Store.open(folder, read_only=True) as store:
        return store.nquads()


@fuzz(usual=12, share=0.2, name=names, command=st.sampled_from(["claims", "explain", "query", "timeline", "disputes"]))
def test_any_name_gets_an_answer_or_one_line(
    out: Path, capsys: pytest.CaptureFixture[str], name: str, command: str
) -> None:
    option = ["--entity"] if command in ("claims", "disputes") else ["--"]
    code = main([command, str(out), *option, name])
    said = capsys.readouterr().err
    assert code in (0, 1, 2)
    assert "Traceback" not in said
    assert code != 1 or said.count("\n") == 1
