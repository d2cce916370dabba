from pathlib import Path

import pytest

from graph.asking.article_names import find_articles
from graph.building import Settings, build, remove
from graph.errors import AmbiguousArticleError, UnknownArticleError
from graph.storage.history import known_on
from graph.storage.store import Store
from graph.storage.versions import address, with_company
from ontology.records import Article, Extraction
from tests.stores import thesaurus

FIRST = "The Harbour Brigade holds Port Sarin, the governor said on Friday.\n"
SECOND = "The Harbour Brigade has left Port Sarin, the governor said on Friday.\n"


class Reader:
    """Extracts nothing: here only the articles matter."""

    version = "reader 1"

    def extract(self, article: Article) -> Extraction:
        return Extraction(article, (), (), ())


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    monkeypatch.chdir(tmp_path)
    made = Settings(language="en")
    made.__dict__.update(extractor=Reader(), known=thesaurus())
    return made


def texts(out: str) -> set[str]:
    with Store.open(Path(out), read_only=True) as store:
        return {each.article.text for each in store.extractions()}


def add(settings: Settings, *paths: str) -> int:
    return build(paths, Path("out"), settings).superseded


def with_address(text: str, url: str = "https://news.example/port-sarin") -> str:
    return f"---\nurl: {url}\n---\n{text}"


def test_a_file_that_changed_gives_way_to_its_new_text(settings: Settings) -> None:
    Path("a.txt").write_text(FIRST)
    assert add(settings, "a.txt") == 0
    Path("a.txt").write_text(SECOND)
    assert add(settings, "a.txt") == 1
    assert texts("out") == {SECOND}


def test_the_result_is_as_if_the_old_version_had_never_been_in(settings: Settings) -> None:
    Path("a.txt").write_text(FIRST)
    add(settings, "a.txt")
    Path("a.txt").write_text(SECOND)
    add(settings, "a.txt")
    build(["a.txt"], Path("fresh"), settings)
    assert Path("out/graph.nq").read_bytes() == Path("fresh/graph.nq").read_bytes()


def test_an_address_tells_the_version_wherever_it_lies(settings: Settings) -> None:
    Path("a.txt").write_text(with_address(FIRST))
    add(settings, "a.txt")
    Path("b.txt").write_text(with_address(SECOND, "http://www.news.example/port-sarin/#top"))
    assert add(settings, "b.txt") == 1


def test_two_of_one_run_are_no_versions_of_each_other(settings: Settings) -> None:
    Path("a.txt").write_text(with_address(FIRST))
    Path("b.txt").write_text(with_address(SECOND))
    assert add(settings, "a.txt", "b.txt") == 0
    assert add(settings, "b.txt", "a.txt") == 0
    assert len(texts("out")) == 2


def test_a_file_of_many_articles_is_no_place_of_one(settings: Settings) -> None:
    lines = [f'{{"text": "{text.strip()} {n}"}}' for n, text in enumerate((FIRST, SECOND))]
    Path("feed.jsonl").write_text("\n".join(lines))
    add(settings, "feed.jsonl")
    Path("feed.jsonl").write_text(lines[0].replace("0", "3"))
    assert add(settings, "feed.jsonl") == 0
    assert len(texts("out")) == 3


def test_an_article_that_lies_elsewhere_too_stays(settings: Settings) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(FIRST)
    add(settings, "a.txt")
    add(settings, "b.txt")
    Path("a.txt").write_text(SECOND)
    assert add(settings, "a.txt") == 0
    assert texts("out") == {FIRST, SECOND}


def test_a_file_that_was_used_again_for_another_address_stays(settings: Settings) -> None:
    Path("a.txt").write_text(with_address(FIRST))
    add(settings, "a.txt")
    Path("a.txt").write_text(with_address(SECOND, "https://news.example/other"))
    assert add(settings, "a.txt") == 0


def test_the_same_path_in_another_folder_is_another_file(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, text in (("one", FIRST), ("two", SECOND)):
        Path(folder).mkdir()
        Path(folder, "a.txt").write_text(text)
    out = Path("out").resolve()
    for folder in ("one", "../two"):
        monkeypatch.chdir(folder)
        assert build(["a.txt"], out, settings).superseded == 0


def test_what_gave_way_is_in_the_history(settings: Settings) -> None:
    Path("a.txt").write_text(FIRST)
    add(settings, "a.txt")
    Path("a.txt").write_text(SECOND)
    add(settings, "a.txt")
    with Store.open(Path("out"), read_only=True) as store:
        (version,) = store.history.versions()
        (held,) = store.article_ids()
        assert version.extraction.article.text == FIRST
        assert version.by == held
        assert version.learned is not None
        assert version.learned <= version.superseded
        assert [each.event for each in store.journal.entries()] == ["added", "superseded", "added"]
        assert [each.article.text for each in known_on(store, "9999")] == [SECOND]
        assert known_on(store, "1999-12-31") == []


def test_removing_an_article_removes_its_history(settings: Settings) -> None:
    for text in (FIRST, SECOND, FIRST + SECOND):
        Path("a.txt").write_text(text)
        add(settings, "a.txt")
    with Store.open(Path("out"), read_only=True) as store:
        assert len(store.history.versions()) == 2
    assert remove(Path("out"), ["a.txt"], thesaurus()) == 1
    with Store.open(Path("out"), read_only=True) as store:
        assert store.history.versions() == ()


def test_articles_go_by_id_path_address_and_title(settings: Settings) -> None:
    head = "---\ntitle: Brigade leaves\nurl: https://news.example/x?id=1\n---\n"
    Path("a.txt").write_text(head + FIRST)
    Path("b.txt").write_text("---\ntitle: BRIGADE LEAVES\n---\n" + SECOND)
    add(settings, "a.txt", "b.txt")
    with Store.open(Path("out"), read_only=True) as store:
        inside = store.article_ids()
        by_path = find_articles(store, inside, "a.txt")
        assert find_articles(store, inside, "http://news.example/x?id=1") == by_path
        assert find_articles(store, inside, next(iter(by_path))) == by_path
        with pytest.raises(AmbiguousArticleError, match="2 articles have this title"):
            find_articles(store, inside, "Brigade leaves")
        with pytest.raises(UnknownArticleError):
            find_articles(store, inside, "")
    remove(Path("out"), ["b.txt"], thesaurus())
    with Store.open(Path("out"), read_only=True) as store:
        assert find_articles(store, store.article_ids(), "brigade leaves") == by_path


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.a.no/x/", "http://a.no/x#y", True),
        ("https://a.no/x?id=1", "https://a.no/x?id=2", False),
        ("https://a.no/x", "https://a.no/X", False),
        ("http://[", "http://[", True),
    ],
)
def test_addresses_are_compared_without_their_trimmings(one: str, other: str, *, same: bool) -> None:
    assert (address(one) == address(other)) is same


def test_company() -> None:
    items = [Article(str(n), path, "x", "en") for n, path in enumerate("abbc")]
    assert [(item.path, alone) for item, alone in with_company(items)] == [
        ("a", True),
        ("b", False),
        ("b", False),
        ("c", True),
    ]
