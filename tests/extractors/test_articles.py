"""Files of every kind to articles, and what cannot be read to one clear line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.articles import Extracted, Skipped, article_id, read, read_inputs
from extractors.articles.sources import MAX_BYTES
from ontology.records import Article

EN = "The rebels left the northern town on Monday, according to local officials. A spokesman said the truce would hold."
NB = "Opprørerne forlot byen mandag, ifølge lokale myndigheter. En talsperson sier at avtalen ikke er brutt."
NN = "Opprørarane forlét byen måndag, ifølgje lokale styresmakter. Ein talsperson seier at avtalen ikkje er broten."
ES = "Los rebeldes abandonaron la ciudad el lunes, según las autoridades. El portavoz dijo que el pacto sigue en vigor."
DA = "Oprørerne forlod byen mandag, og en talsmand siger, at aftalen ikke er blevet brudt, selv om nogle kæmper."


def one(path: Path, content: bytes | str, language: str | None = None) -> Article | Skipped:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (item,) = read([str(path)], language=language)
    return item


def article(path: Path, content: bytes | str, language: str | None = None) -> Article:
    item = one(path, content, language)
    assert isinstance(item, Article), item
    return item


def reason(path: Path, content: bytes | str) -> str:
    item = one(path, content)
    assert isinstance(item, Skipped), item
    assert "\n" not in str(item)
    return item.reason


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"],
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert article(tmp_path / "a.txt", NB.encode(encoding)).text == NB


def test_quotes_of_the_old_code_page(tmp_path: Path) -> None:
    text = f"«{NB}» – ”sitat”"
    assert article(tmp_path / "a.txt", text.encode("cp1252")).text == text


def test_a_broken_character_does_not_spoil_the_others(tmp_path: Path) -> None:
    text = article(tmp_path / "a.txt", NB.encode() + b"\xc3").text
    assert text == NB + "\ufffd"


def test_plain_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = f"  {EN}\r\n\r\n\t{EN}\n\n\x0b{EN}\r \n"
    assert article(tmp_path / "a.txt", text).text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [(EN, "en"), (NB, "nb"), (NN, "nn")],
)
def test_languages(tmp_path: Path, text: str, language: str) -> None:
    assert article(tmp_path / "a.txt", text).language == language


@pytest.mark.parametrize(
    ("text", "name"),
    [(ES, "Spanish (es)"), (DA, "Danish (da)")],
)
def test_other_languages_are_named(tmp_path: Path, text: str, name: str) -> None:
    assert reason(tmp_path / "a.txt", text) == f"in {name}; only English, Bokmål and Nynorsk are read"


@pytest.mark.parametrize(
    ("tag", "text", "language"),
    [
        ("no", NB, "nb"),
        ("no", NN, "nn"),
        ("nb-NO", EN, "nb"),
        ("nn_NO", NN, "nn"),
        ("en-US", EN, "en"),
        ("EN", NB, "en"),
        ("Norwegian", NN, "nn"),
        ("nynorsk", NB, "nn"),
        ("eng", EN, "en"),
    ],
)
def test_an_article_says_its_language_itself(tmp_path: Path, tag: str, text: str, language: str) -> None:
    assert article(tmp_path / "a.json", json.dumps({"text": text, "lang": tag})).language == language


def test_the_language_can_be_forced(tmp_path: Path) -> None:
    assert article(tmp_path / "a.txt", ES, language="en").language == "en"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"123 456\n", "no words in it"),
        (b"\x00\x01\x02\x03" * 100, "not text (a binary file)"),
        (bytes(range(256)) * 20, "not text (a binary file)"),
        (b"%PDF-1.4\n%abc", "not text but a PDF file"),
        (b"PK\x03\x04rest", "not text but a ZIP archive (or an office document)"),
    ],
)
def test_what_is_not_text(tmp_path: Path, content: bytes, expected: str) -> None:
    assert reason(tmp_path / "a.txt", content) == expected


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert list(read([str(path)])) == [Skipped(str(path), "larger than 20 MB")]


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    paths = [str(tmp_path / "nothing"), str(tmp_path / "*.zzz"), str(tmp_path / "void"), "a\x00b"]
    assert [item.reason for item in read(paths) if isinstance(item, Skipped)] == [
        "no such file or folder",
        "nothing matches this pattern",
        "no files in this folder",
        "not a path",
    ]


def test_an_unreadable_file_is_named() -> None:
    (item,) = read(["/proc/self/mem"])
    assert isinstance(item, Skipped)
    assert item.reason in {"Input/output error", "empty"}


def test_folders_are_read_in_order_and_hidden_files_left_alone(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", ".git/c.txt", "out/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(EN)
    found = [item.path for item in read([str(tmp_path)], exclude=[tmp_path / "out"])]
    assert [Path(path).relative_to(tmp_path).as_posix() for path in found] == ["a.txt", "b/1.txt", "b/2.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(EN)
    assert len(list(read([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "*.txt")]))) == 1


def test_a_ring_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(EN)
    (tmp_path / "ring").symlink_to(tmp_path, target_is_directory=True)
    assert len(list(read([str(tmp_path)]))) == 1


def test_the_id_depends_on_the_content_alone(tmp_path: Path) -> None:
    first, second = article(tmp_path / "a.txt", EN), article(tmp_path / "b.txt", EN)
    assert first.id == second.id == article_id(EN, "en")
    assert first.path != second.path
    assert article(tmp_path / "c.txt", EN + " ").id != first.id
    assert article_id("a", "b", "c") != article_id("a", "b", None, "c")


PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}"><title>Tittelen | Avisa</title>
<meta property="og:site_name" content="Avisa"><meta property="og:title" content="Tittelen">
<meta property="article:published_time" content="2017-10-15T08:00:00+02:00"></head>
<body><nav><a href="/">Hjem</a></nav><article><h1>Tittelen</h1>{body}</article><script>x = 1</script></body></html>"""


def test_html(tmp_path: Path) -> None:
    body = f"<p>{NB}</p><p>Kampene i fjellene fortsetter, og ingen av <b>partene</b> vil møtes før helgen.</p>"
    found = article(tmp_path / "a.html", PAGE.format(charset="utf-8", body=body))
    assert (found.title, found.publisher, found.published) == ("Tittelen", "Avisa", "2017-10-15")
    assert found.language == "nb"  # whatever the template says
    assert NB in found.text
    assert "ingen av partene vil" in found.text
    assert "Hjem" not in found.text


def test_html_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = PAGE.format(charset="iso-8859-1", body=f"<p>{NB}</p>").encode("latin-1")
    assert NB in article(tmp_path / "a.htm", page).text


def test_html_is_known_without_its_suffix(tmp_path: Path) -> None:
    assert article(tmp_path / "page", PAGE.format(charset="utf-8", body=f"<p>{NB}</p>")).title == "Tittelen"


def test_linked_data_in_html(tmp_path: Path) -> None:
    linked = {"@graph": [{"@type": "NewsArticle", "datePublished": "2017-10", "author": [{"name": "Kari Vik"}]}]}
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    page = f"<html><head>{script}</head><body><article><p>{EN}</p></article></body></html>"
    found = article(tmp_path / "a.html", page)
    assert (found.published, found.author) == ("2017-10", "Kari Vik")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html>",
        "<div>" * 100_000 + EN,
        "<b>" * 3_000 + EN + "</b>" * 3_000,
        "<ul><li>" * 50_000,
        "<!-- <html>",
    ],
)
def test_pages_without_an_article(tmp_path: Path, page: str) -> None:
    assert reason(tmp_path / "a.html", page)


@pytest.mark.parametrize(
    "record",
    [
        {"text": EN, "title": "A truce", "published": "2017-10-15", "publisher": "The Paper", "author": "A. Vik"},
        {
            "articleBody": EN,
            "headline": " A\ntruce ",
            "datePublished": "2017-10-15T10:00:00Z",
            "publisher": {"@type": "Organization", "name": "The Paper"},
            "author": [{"name": "A. Vik"}],
        },
        {
            "content": f"<p>{EN}</p>",
            "title": {"rendered": "A truce"},
            "date": 1508025600,
            "source": {"name": "The Paper"},
            "byline": "A. Vik",
        },
        {"body": EN, "Title": "A truce", "publishedAt": "October 15, 2017", "site": "The Paper", "authors": ["A. Vik"]},
    ],
)
def test_json(tmp_path: Path, record: dict[str, object]) -> None:
    for content in (record, [record], {"articles": [record]}, {"response": {"docs": [record]}}):
        found = article(tmp_path / "a.json", json.dumps(content, indent=1))
        assert found.text == EN
        assert (found.title, found.published) == ("A truce", "2017-10-15")
        assert (found.publisher, found.author) == ("The Paper", "A. Vik")


def test_json_lines_go_on_past_bad_ones(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": NB}),
        "",
        "not json",
        "[" * 100_000,
        "3",
        '{"title": "x"}',
        json.dumps({"text": "\ud800 " + EN}),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    items = list(read([str(tmp_path / "a.jsonl")]))
    assert [item.language for item in items if isinstance(item, Article)] == ["nb", "en"]
    skipped = [item for item in items if isinstance(item, Skipped)]
    assert [item.path.rpartition(":")[2] for item in skipped] == ["3", "4", "5", "6"]
    assert skipped[1].reason == "JSON that is nested too deeply"


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("w") as file:
        file.write('{"text": "' + "a" * (2 * MAX_BYTES + 5) + '"}\n' + json.dumps({"text": EN}))
    first, second = read([str(tmp_path / "a.jsonl")])
    assert first == Skipped(f"{tmp_path / 'a.jsonl'}:1", "larger than 20 MB")
    assert isinstance(second, Article)


@pytest.mark.parametrize(
    "content", ["[" * 200_000, "[" * 200_000 + "]" * 200_000, '{"a":' * 100_000 + "1" + "}" * 100_000]
)
def test_json_bombs(tmp_path: Path, content: str) -> None:
    assert "nested too deeply" in reason(tmp_path / "a.json", content)


def test_a_text_may_begin_with_a_bracket(tmp_path: Path) -> None:
    assert article(tmp_path / "note", f"[Updated] {EN}").text == f"[Updated] {EN}"


def stdin(monkeypatch: pytest.MonkeyPatch, content: str) -> list[Article | Extracted | Skipped]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    return list(read_inputs(["-"]))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    (text,) = stdin(monkeypatch, EN)
    assert isinstance(text, Article)
    assert (text.text, text.path) == (EN, "-")
    lines = stdin(monkeypatch, f"{json.dumps({'text': EN})}\n{json.dumps({'text': NB})}\n")
    assert [item.language for item in lines if isinstance(item, Article)] == ["en", "nb"]
    (pretty,) = stdin(monkeypatch, json.dumps({"text": NN}, indent=2))
    assert isinstance(pretty, Article)
    (empty,) = stdin(monkeypatch, "")
    assert empty == Skipped("-", "empty")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html", ".json", ".jsonl", ""]))
def test_no_bytes_are_too_much(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    for item in read([str(path)]):
        assert isinstance(item, Article | Skipped)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ["text", "title", "date", "articles", "source", "lang", "author", "claims", "mentions", "article"]
                ),
                inner,
            )
        ),
    )
)
def test_no_json_is_too_much(tmp_path: Path, content: object) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps(content))
    for item in read_inputs([str(path)]):
        assert isinstance(item, Article | Extracted | Skipped)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "<article>",
                "<b>",
                "</b>",
                "<!--",
                "-->",
                "<table><td>",
                "<script>",
                EN,
                "&#0;",
                "&",
            ]
        )
    )
)
def test_no_page_is_too_much(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "any.html"
    path.write_text("".join(pieces))
    for item in read([str(path)]):
        assert isinstance(item, Article | Skipped)
