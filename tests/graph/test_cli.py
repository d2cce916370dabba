"""The command line, with an extractor that knows three articles: what it prints, what it refuses, its exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

import extractors
from extractors import jsonl
from graph.cli import app, main
from ontology.records import Article, Extraction, Span
from tests import samples

FILES = {"herald.txt": samples.ENGLISH, "kyst.txt": samples.NORWEGIAN, "wire.txt": samples.WIRE}
OUTPUTS = ("graph.html", "graph.gexf", "graph.nq")


class FakeExtractor:
    """Knows what the three sample articles say, and misquotes any article that asks for it."""

    version = "fake 1"
    calls: ClassVar[list[str]] = []

    def __init__(self, models: Mapping[str, str] | None = None, thesaurus: Sequence[Path] = ()) -> None:
        self.models, self.thesaurus = models, thesaurus

    def extract(self, article: Article) -> Extraction:
        self.calls.append(article.path)
        known = {each.article.text: each for each in FILES.values()}
        if "MISQUOTE" in article.text:
            claim = replace(samples.WIRE.claims[0], quote=Span(0, 5, "wrong"))
            return Extraction(article, (), (), (claim,))
        if "TOO LONG" in article.text:
            raise ValueError("the text is\ntoo long")
        found = known.get(article.text, Extraction(article, (), (), ()))
        return replace(found, article=article)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(extractors, "Extractor", FakeExtractor, raising=False)
    monkeypatch.setattr(FakeExtractor, "calls", [])
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three articles and their graph, made once and copied for every test that needs them."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "news").mkdir()
    for name, extraction in FILES.items():
        (folder / "news" / name).write_bytes(extraction.article.text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extractors, "Extractor", FakeExtractor, raising=False)
        patch.chdir(folder)
        assert main(["build", "news", "-o", "out", "--quiet"]) == 0
    return folder


@pytest.fixture
def news(built: Path, fake: None) -> Path:
    shutil.copytree(built / "news", "news")
    return Path("news")


@pytest.fixture
def out(built: Path, news: Path) -> str:
    shutil.copytree(built / "out", "out")
    return "out"


class Terminal:
    """Runs commands and keeps what they say."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str, code: int = 0) -> str:
        """What a command prints, when it ends with this exit code."""
        got = main(arguments)
        printed = self._capsys.readouterr()
        self.talk = printed.err
        assert "Traceback" not in printed.err
        assert got == code, printed.err
        return printed.out

    def refused(self, *arguments: str, code: int = 1) -> str:
        """The one line that a command is refused with."""
        self(*arguments, code=code)
        (line,) = self.talk.splitlines()
        assert line.startswith("claimgraph: ")
        return line.removeprefix("claimgraph: ")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def snapshot(folder: str) -> list[bytes]:
    return [Path(folder, name).read_bytes() for name in OUTPUTS]


def test_build(run: Terminal, news: Path) -> None:
    summary = run("build", str(news), "-o", "fresh")
    assert "3 new articles, 0 already there, 0 left out" in summary
    assert "en 2, nb 1" in summary
    assert "Harbour Brigade – captured (disputed) – Port Sarin" in summary
    assert all(Path("fresh", name).stat().st_size for name in OUTPUTS)
    assert str(Path("fresh") / "graph.html") in summary


def test_build_again_does_nothing_and_changes_nothing(run: Terminal, news: Path, out: str) -> None:
    before = snapshot(out)
    FakeExtractor.calls.clear()
    assert "0 new articles, 3 already there" in run("build", str(news), "-o", out)
    assert FakeExtractor.calls == []
    assert snapshot(out) == before


def test_a_new_version_extracts_again(run: Terminal, news: Path, out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeExtractor, "version", "fake 2")
    assert "3 new articles" in run("build", str(news), "-o", out)
    assert len(run("claims", out, "--format", "jsonl").splitlines()) == len(
        [claim for each in FILES.values() for claim in each.claims if not claim.open]
    )


def test_the_order_of_articles_decides_nothing(run: Terminal, news: Path) -> None:
    run("build", *(str(news / name) for name in sorted(FILES)), "-o", "forth")
    run("build", str(news / "wire.txt"), "-o", "back")
    run("add", "back", str(news / "kyst.txt"), str(news / "herald.txt"))
    assert snapshot("forth") == snapshot("back")


def test_remove_by_path_and_by_id(run: Terminal, news: Path, out: str) -> None:
    run("build", str(news / "kyst.txt"), "-o", "one")
    listed = [json.loads(line)["article"] for line in run("claims", out, "--format", "jsonl").splitlines()]
    wire = next(each["id"] for each in listed if each["path"].endswith("wire.txt"))
    run("remove", out, str(news / "herald.txt"), wire)
    assert run.talk == "2 articles removed\n"
    assert Path(out, "graph.nq").read_bytes() == Path("one/graph.nq").read_bytes()
    assert "no article has this id" in run.refused("remove", out, "nothing")


def test_an_article_can_be_removed_by_any_path_it_was_found_at(run: Terminal, news: Path, out: str) -> None:
    Path("copy.txt").write_bytes((news / "wire.txt").read_bytes())
    run("add", out, "copy.txt")
    run("remove", out, "copy.txt")
    assert "Wire" not in run("entities", out)


def test_build_leaves_its_own_output_alone(run: Terminal, news: Path) -> None:
    run("build", str(news), "-o", str(news / "out"))
    assert "0 new articles, 3 already there, 0 left out" in run("build", str(news), "-o", str(news / "out"))


def bad_inputs(folder: Path) -> dict[str, str]:
    """Every kind of bad input, and a part of what must be said of it."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 10)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "es.txt").write_text("Los rebeldes abandonaron la ciudad el lunes, según las autoridades locales.")
    (folder / "bad.json").write_text('{"text": ')
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "misquote.txt").write_text("MISQUOTE this article about the harbour and the town, please.")
    (folder / "long.txt").write_text("This text about the harbour and the town is said to be TOO LONG for anybody.")
    return {
        "empty.txt": "empty",
        "binary.txt": "not text",
        "huge.txt": "larger than 20 MB",
        "es.txt": "in Spanish (es)",
        "bad.json": "not JSON",
        "deep.json": "nested too deeply",
        "misquote.txt": "no claims could be read",
        "long.txt": "no claims could be read (the text is too long)",
    }


def test_bad_inputs_are_named_and_the_others_built_all_the_same(run: Terminal, news: Path, out: str) -> None:
    expected = bad_inputs(news)
    summary = run("build", str(news), "missing.txt", "*.none", "-o", "mixed")
    assert f"3 new articles, 0 already there, {len(expected) + 2} left out" in summary
    lines = run.talk.splitlines()
    for name, reason in {**expected, "missing.txt": "no such file", "*.none": "nothing matches"}.items():
        assert [line for line in lines if f"{name}: " in line and reason in line], (name, lines)
    assert Path("mixed/graph.nq").read_bytes() == Path(out, "graph.nq").read_bytes()


@pytest.mark.parametrize(
    "name", ["empty.txt", "binary.txt", "huge.txt", "es.txt", "bad.json", "misquote.txt", "missing"]
)
def test_nothing_readable_at_all(run: Terminal, tmp_path: Path, name: str) -> None:
    bad_inputs(tmp_path)
    run("build", name, "-o", "none", "-q", code=1)
    assert run.talk.splitlines()[-1] == "claimgraph: nothing could be read"
    assert not Path("none/graph.html").exists()


@pytest.mark.parametrize("place", ["news/wire.txt", "news/wire.txt/below", "/proc/nowhere"])
def test_a_folder_that_cannot_be_written(run: Terminal, news: Path, place: str) -> None:
    assert place in run.refused("build", str(news), "-o", place)


def test_a_damaged_store(run: Terminal, news: Path, out: str) -> None:
    for path in Path(out, "store", "quads").iterdir():
        path.write_bytes(b"damaged")
    for command in (["claims", out], ["entities", out], ["query", out, "ASK {}"], ["build", str(news), "-o", out]):
        assert out in run.refused(*command)


def test_no_store(run: Terminal) -> None:
    Path("void").mkdir()
    for folder in ("void", "nowhere"):
        commands = (["claims", folder], ["export", folder, "-f", "gexf"], ["open", folder], ["add", folder, "x"])
        for command in (*commands, ["remove", folder, "x"]):
            assert folder in run.refused(*command)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build"],
        ["build", "x"],
        ["build", "x", "-o", "y", "--language", "es"],
        ["build", "x", "-o", "y", "--model", "en"],
        ["build", "x", "-o", "y", "--model", "es=model"],
        ["build", "x", "-o", "y", "--thesaurus", "missing.ttl"],
        ["claims", "x", "--since", "October"],
        ["claims", "x", "--format", "xml"],
        ["claims", "x", "--polarity", "maybe"],
        ["export", "x", "--format", "pdf"],
        ["export", "x"],
        ["explain", "x"],
    ],
)
def test_wrong_usage(run: Terminal, arguments: list[str]) -> None:
    assert run.refused(*arguments, code=2)


def test_a_broken_thesaurus(run: Terminal, news: Path) -> None:
    Path("mine.ttl").write_text("this is not Turtle")
    assert "mine.ttl" in run.refused("build", str(news), "-o", "out", "--thesaurus", "mine.ttl")


def test_a_missing_model(run: Terminal, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractors.pipelines import ModelError

    def fail(*_: object) -> None:
        raise ModelError("language model x: there is none")

    monkeypatch.setattr(extractors, "Extractor", fail, raising=False)
    assert run.refused("build", str(news), "-o", "out") == "language model x: there is none"


def test_extract_prints_one_line_per_article(run: Terminal, news: Path) -> None:
    (news / "empty.txt").write_bytes(b"")
    lines = run("extract", str(news)).splitlines()
    assert run.talk == f"claimgraph: left out: {news / 'empty.txt'}: empty\n"
    assert [json.loads(line)["article"]["path"] for line in lines] == [str(news / name) for name in sorted(FILES)]
    assert [set(json.loads(line)) for line in lines] == [{"extractor", "article", "mentions", "entities", "claims"}] * 3
    for line in lines:
        data = json.loads(line)
        text = data["article"]["text"]
        assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in data["claims"])


def test_extract_of_nothing(run: Terminal) -> None:
    run("extract", "missing", code=1)


def test_extract_and_build_can_be_piped(run: Terminal, news: Path, out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run("extract", str(news))
    FakeExtractor.calls.clear()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert "3 new articles" in run("build", "-", "-o", "piped")
    assert FakeExtractor.calls == []
    assert snapshot("piped") == snapshot(out)


def test_lines_that_were_tampered_with_are_left_out(run: Terminal, news: Path) -> None:
    good = json.loads(run("extract", str(news / "wire.txt")))
    moved, renamed, misread = (json.loads(json.dumps(good)) for _ in range(3))
    moved["claims"][0]["start"] += 1
    renamed["article"]["text"] += " "
    misread["claims"][0]["polarity"] = "perhaps"
    Path("lines.jsonl").write_text("".join(json.dumps(each) + "\n" for each in (moved, renamed, misread, good)))
    assert "1 new article, 0 already there, 3 left out" in run("build", "lines.jsonl", "-o", "checked")
    assert "its id is not that of its content" in run.talk
    assert "polarity is none of" in run.talk


def jsonl_of(printed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_claims_in_every_format(run: Terminal, out: str) -> None:
    records = jsonl_of(run("claims", out, "--format", "jsonl"))
    assert json.loads(run("claims", out, "--format", "json")) == records
    rows = list(csv.DictReader(io.StringIO(run("claims", out, "--format", "csv"))))
    tabbed = list(csv.DictReader(io.StringIO(run("claims", out, "--format", "tsv")), delimiter="\t"))
    assert [row["claim"] for row in rows] == [row["claim"] for row in tabbed] == [each["id"] for each in records]
    assert len(run("claims", out).splitlines()) == len(records) + 1
    article = records[0]["article"]
    assert isinstance(article, dict)
    assert {"id", "path", "title", "language", "published", "publisher"} <= set(article)
    bare = {key: value for key, value in records[0].items() if key != "article"}
    known = {claim.id: claim for each in FILES.values() for claim in each.claims}
    assert jsonl.claim_from_dict(bare) == known[str(bare["id"])]


@pytest.mark.parametrize(
    ("filters", "relations"),
    [
        (["--relation", "captured"], ["captured", "captured"]),
        (["--relation", "captured", "--polarity", "negative"], ["captured"]),
        (["--relation", "evacuated from", "--relation", "controls"], ["controls", "evacuated-from"]),
        (["--modality", "planned"], ["left"]),
        (["--entity", "HARBOUR-BRIGADE", "--relation", "left"], ["left", "left"]),
        (["--entity", "havnebrigaden", "--relation", "left"], ["left", "left"]),
        (["--entity", "old-quay", "--relation", "killed"], ["killed"]),
        (["--said-by", "NorNytt"], ["left"]),
        (["--said-by", "Solvang"], ["captured", "sent"]),
        (["--relation", "dredge", "--open"], ["dredge"]),
        (["--relation", "killed", "--since", "2022"], []),
        (["--relation", "left", "--since", "2021-04"], ["left"]),
        (["--relation", "left", "--until", "2021-03"], ["left"]),
        (["--relation", "left", "--since", "2021-04-15", "--until", "2021"], ["left"]),
    ],
)
def test_filters(run: Terminal, out: str, filters: list[str], relations: list[str]) -> None:
    found = jsonl_of(run("claims", out, "--format", "jsonl", *filters))
    assert sorted(str(each["relation"]) for each in found) == relations


def test_open_claims_are_hidden_until_asked_for(run: Terminal, out: str) -> None:
    assert all(each["open"] is False for each in jsonl_of(run("claims", out, "--format", "jsonl")))
    assert any(each["open"] for each in jsonl_of(run("claims", out, "--format", "jsonl", "--open")))


def test_only_the_explorer_has_open_claims(run: Terminal, out: str) -> None:
    assert '"dredge"' in Path(out, "graph.html").read_text(encoding="utf-8")
    assert "dredge" not in Path(out, "graph.gexf").read_text(encoding="utf-8")
    total, closed = (len(jsonl_of(run("claims", out, "--format", "jsonl", *more))) for more in (["--open"], []))
    summary = run("build", "news", "-o", out)
    assert f"{'claims':<10}{closed:>6} " in summary
    assert total > closed


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (["--entity", "harbor brigade"], "did you mean 'Harbour Brigade'"),
        (["--relation", "captuerd"], "did you mean 'captured'"),
        (["--said-by", "Ida Solvagn"], "did you mean 'Ida Solvang'"),
        (["--entity", "qqqqqq"], "nothing is called 'qqqqqq'"),
    ],
)
def test_suggestions(run: Terminal, out: str, arguments: list[str], suggestion: str) -> None:
    assert suggestion in run.refused("claims", out, *arguments)


def test_entities(run: Terminal, out: str) -> None:
    records = {str(each["id"]): each for each in jsonl_of(run("entities", out, "--format", "jsonl"))}
    brigade = records["harbour-brigade"]
    assert {"id", "label", "type", "aliases", "articles", "same_as"} <= set(brigade)
    assert brigade["aliases"] == ["Harbour Brigade", "Havnebrigaden"]
    assert len(str(brigade["articles"]).split(",")) == len(FILES)
    groups = jsonl_of(run("entities", out, "--type", "city", "--format", "jsonl"))
    assert sorted(str(each["id"]) for each in groups) == ["marmouth", "port-sarin"]
    assert "Harbour Brigade" in run("entities", out).splitlines()[1]
    assert "Harbour Brigade | Havnebrigaden" in run("entities", out, "--format", "csv")
    assert "did you mean" in run.refused("entities", out, "--type", "citty")


def test_explain(run: Terminal, out: str) -> None:
    words = run("explain", out, "havnebrigaden", "captured", "port sarin")
    assert "“The Harbour Brigade captured Port Sarin on Friday, a coast guard officer said.”" in words
    assert "not captured" in words
    assert "said by Ida Solvang" in words
    assert "herald.txt, characters 0 to" in words
    assert run("explain", out, "Port Sarin", "captured", "Harbour Brigade") == words
    assert len(jsonl_of(run("explain", out, "Harbour Brigade", "Port Sarin", "-f", "jsonl"))) == 4
    assert len(jsonl_of(run("explain", out, "Ida Solvang", "-f", "jsonl"))) == 1
    assert "no claim says anything of" in run.refused("explain", out, "Russia", "killed", "Marmouth")
    assert "nothing is called" in run.refused("explain", out, "Rusia")


def test_query(run: Terminal, out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    count = "PREFIX cg: <https://w3id.org/claimgraph/ontology#> SELECT (COUNT(?c) AS ?n) WHERE { ?c a cg:Claim }"
    total = sum(len(each.claims) for each in FILES.values())
    assert json.loads(run("query", out, count, "--format", "json")) == [{"n": total}]
    assert run("query", out, count, "--format", "csv").splitlines() == ["n", str(total)]
    monkeypatch.setattr(sys, "stdin", io.StringIO(count))
    assert run("query", out, "-", "--format", "jsonl") == f'{{"n": {total}}}\n'
    assert run("query", out, "ASK { ?a ?b ?c }") == "true\n"
    assert run("query", out, "CONSTRUCT { ?c a ?t } WHERE { ?c a ?t } LIMIT 1").endswith(" .\n")
    assert "not SPARQL" in run.refused("query", out, "SELECT * WHERE { ?s")
    assert "no query is called" in run.refused("query", out, "nonsense")
    assert "offline" in run.refused("query", out, "SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }")
    for line in run("query", out, "list").splitlines():
        run("query", out, line.split()[0])


@pytest.mark.parametrize("form", ["gexf", "graphml", "nquads", "trig", "turtle", "jsonld", "rdf12"])
def test_export(run: Terminal, out: str, form: str) -> None:
    printed = run("export", out, "--format", form)
    run("export", out, "--format", form, "-o", "file")
    assert Path("file").read_text(encoding="utf-8") == printed
    if form in ("gexf", "nquads"):
        assert printed.encode() == Path(out, {"gexf": "graph.gexf"}.get(form, "graph.nq")).read_bytes()
    assert "cannot be written" in run.refused("export", out, "--format", form, "-o", "no/folder")


def test_export_of_tables(run: Terminal, out: str) -> None:
    run("export", out, "--format", "csv", "-o", "tables.csv")
    assert run.talk.splitlines() == ["written: tables-nodes.csv", "written: tables-edges.csv"]
    assert "two tables" in run.refused("export", out, "--format", "csv")


def test_tables_hold_no_formulas(run: Terminal, tmp_path: Path) -> None:
    text = "=HYPERLINK(1) said the town of Marmouth\x1b[31m was quiet on Monday. The Harbour Brigade left it.\n"
    article = samples.make_article("x.txt", text, "en", title="=1+1", publisher="@publisher")
    claim = replace(samples.WIRE.claims[0], subject=None, object="+49", quote=Span(0, len(text) - 1, text[:-1]))
    claim = replace(claim, said_by=None, trigger=Span(0, 1, "="), where=None)
    (tmp_path / "x.jsonl").write_text(jsonl.dumps(Extraction(article, (), (), (claim,))))
    run("build", "x.jsonl", "-o", "formulas", "-q")
    (row,) = csv.DictReader(io.StringIO(run("claims", "formulas", "-f", "csv")))
    assert (row["object"], row["title"], row["publisher"]) == ("'+49", "'=1+1", "'@publisher")
    assert row["quote"].startswith("'=HYPERLINK")
    assert "\x1b" not in run("claims", "formulas")
    (record,) = jsonl_of(run("claims", "formulas", "-f", "jsonl"))
    assert record["object"] == "+49"


def test_validate(run: Terminal, news: Path) -> None:
    run("build", str(news), "-o", "valid", "--validate")


def test_open(run: Terminal, out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    run("open", out)
    assert opened == [Path(out, "graph.html").resolve().as_uri()]


def test_help_needs_no_library() -> None:
    slow = ("spacy", "rdflib", "pyvis", "networkx", "trafilatura", "babel", "pyshacl", "pyoxigraph")
    code = f"import sys, graph.cli; graph.cli.main(['--help']); sys.exit(any(name in sys.modules for name in {slow}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert all(
        f"  {each.name or each.callback.__name__}" in done.stdout for each in app.registered_commands if each.callback
    )


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    program = f"{Path(sys.executable).parent}/claimgraph"
    env = {**os.environ, "CLAIMGRAPH": program, **environment}
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=env, encoding="utf-8")


def test_a_reader_that_has_enough(out: str) -> None:
    done = shell(f'"$CLAIMGRAPH" export {out} -f nquads | head -c 10; echo "${{PIPESTATUS[0]}}"')
    assert done.stdout.endswith("0\n")
    assert done.stderr == ""


def test_a_full_disk(out: str) -> None:
    done = shell(f'"$CLAIMGRAPH" claims {out} > /dev/full')
    assert done.returncode == 1
    assert done.stderr == "claimgraph: No space left on device\n"


def test_any_locale_will_do(out: str) -> None:
    done = shell(f'"$CLAIMGRAPH" claims {out} -f jsonl', LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "guvernør" in done.stdout


def test_an_interrupt_is_quiet(out: str) -> None:
    code = (
        "import sys, graph.cli as c, graph.asking.lookup as l\n"
        "def stop(*a, **k): raise KeyboardInterrupt\n"
        "l.names = stop\n"
        f"sys.exit(c.main(['claims', {out!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "")


def test_a_fault_of_ours_is_one_line_too(out: str) -> None:
    code = (
        "import sys, graph.cli as c, graph.asking.lookup as l\n"
        "def stop(*a, **k): raise TypeError('our fault')\n"
        "l.names = stop\n"
        f"sys.exit(c.main(['claims', {out!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "claimgraph: TypeError: our fault (please report it; CLAIMGRAPH_TRACEBACK=1 shows more)"
    ]
