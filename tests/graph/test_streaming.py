"""Nothing that grows with the articles is held without need; put in by the hundred, they make the same store."""

import gc
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.data import EXTRACTOR, extractions
from graph.disputes.kinship import Kinship
from graph.explorer import html
from graph.exports import gexf, graphml, tables
from graph.files import replace_parts
from graph.identity import resolution
from graph.identity.judgements import judgement, to_quads
from graph.storage import pending
from graph.storage.extractions import Reread, canonical
from graph.storage.sorting import SortedRuns, sorted_lines
from graph.storage.spool import Spool
from graph.storage.store import Store
from graph.views.view import assemble, without_open
from ontology.records import Article, Entity, Extraction
from ontology.thesaurus import Thesaurus, load

SOME = list(islice(extractions(), 12))


@pytest.mark.parametrize("most", [1, 2_000, 10_000_000])
def test_articles_that_are_put_in_by_the_hundred_make_the_same_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(pending, "MOST", most)
    thesaurus = Thesaurus([])
    with Store.open(tmp_path / "one", create=True, thesaurus=thesaurus) as store:
        for each in SOME:
            store.add(each, EXTRACTOR)
        expected, held = store.nquads(), list(store.extractions())
    with Store.open(tmp_path / "many", create=True, thesaurus=thesaurus) as store:
        store.add_many()
        assert [store.add(each, EXTRACTOR) for each in [*SOME, SOME[0]]] == [True] * len(SOME) + [False]
        assert SOME[-1].article.id in store
        assert list(store.extractions()) == held
        assert store.nquads() == expected
        store.write_nquads(tmp_path / "graph.nq")
        store.remove(SOME[3].article.id)
        assert SOME[3].article.id not in {each.article.id for each in store.extractions()}
        assert store.add(SOME[3], EXTRACTOR)
    assert (tmp_path / "graph.nq").read_bytes() == expected.encode()
    with Store.open(tmp_path / "many", read_only=True) as store:
        assert store.nquads() == expected


def test_what_was_kept_at_hand_is_what_was_put_in(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    for each in SOME:
        spool.put(each)
    for each in SOME:
        assert spool.get(each.article.id, each.article.path) == canonical(each)
    assert spool.get(SOME[0].article.id, "elsewhere").article.path == "elsewhere"
    spool.drop([SOME[0].article.id])
    assert SOME[0].article.id not in spool
    assert not list(tmp_path.iterdir())  # the file has no name
    spool.close()


def test_identity_is_resolved_with_one_extraction_in_memory_at_a_time() -> None:
    def alive() -> int:
        return sum(isinstance(each, Extraction) for each in gc.get_objects())

    def read() -> Iterator[Extraction]:
        for each in islice(extractions(), 30):
            counts.append(alive())
            yield each

    expected, counts, before = resolution(list(islice(extractions(), 30)), load()), list[int](), alive()
    assert resolution(Reread(read), load()) == expected
    assert counts
    assert max(counts) <= before + 3


@pytest.mark.parametrize("run", [1, 40, 1 << 20])
def test_lines_come_out_sorted_however_little_memory_there_is(tmp_path: Path, run: int) -> None:
    lines = [f"{number * 7919 % 500:x} é\n".encode() for number in range(1000)]
    assert b"".join(sorted_lines(iter(lines), tmp_path, run)) == b"".join(sorted(lines))
    replace_parts(tmp_path / "out", sorted_lines(lines, tmp_path, run))
    assert (tmp_path / "out").read_bytes() == b"".join(sorted(lines))
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("run", [1, 300, 10_000_000])
def test_sorted_runs_can_be_asked_again_and_again_and_with_others_beside(tmp_path: Path, run: int) -> None:
    lines = [f"{number * 7919 % 1000:04}\n".encode() for number in range(1000)]
    with closing(SortedRuns(tmp_path, run)) as runs:
        runs.add(lines[:600])
        assert b"".join(runs.merged()) == b"".join(sorted(lines[:600]))
        runs.add(lines[600:])
        assert b"".join(runs.merged([b"0500b\n", b"0000a\n"])) == b"".join(sorted([*lines, b"0500b\n", b"0000a\n"]))
        assert b"".join(runs.merged()) == b"".join(sorted(lines))


@pytest.mark.parametrize("known", ["nothing", "a judgement", "an article", "an article that goes again"])
def test_what_was_written_while_adding_is_what_oxigraph_holds(tmp_path: Path, known: str) -> None:
    with Store.open(tmp_path, create=True) as store:
        if known.startswith("an article"):
            store.add(SOME[0], EXTRACTOR)
    with Store.open(tmp_path) as store:
        store.add_many()
        for each in SOME[1:]:
            store.add(each, EXTRACTOR)
        if known == "a judgement":
            store.change_identity(added=to_quads([judgement("different", "one", "other")]))
        if known.endswith("goes again"):
            store.remove(SOME[0].article.id)
        store.write_nquads(tmp_path / "written.nq")
        assert (tmp_path / "written.nq").read_text(encoding="utf-8") == store.nquads()


def test_of_a_large_graph_the_best_attested_part_is_shown_and_all_of_it_counted() -> None:
    whole, part = assemble(SOME), assemble(SOME, most=20)
    assert whole.whole is None
    assert part.whole is not None
    assert len(part.edges) == 20
    assert part.whole.edges == len(whole.edges)
    assert sum(part.whole.claims.values()) == len(whole.claims)
    assert sum(part.whole.articles.values()) == len(SOME)
    ids = {each.id for each in part.nodes}
    assert {end for each in part.edges for end in (each.source, each.target)} <= ids
    assert {each.edge for each in part.claims} == {each.id for each in part.edges}
    shown = {each.claim.id for each in part.claims}
    assert all(shown.issuperset((*each.left, *each.right)) for each in part.disputes)
    assert assemble(SOME, most=len(whole.edges)) == whole


def test_the_shown_part_of_a_large_graph_is_written_though_most_articles_are_not_in_it(tmp_path: Path) -> None:
    part = without_open(assemble(SOME, most=3))
    assert len(part.articles) < len(SOME)
    articles = {each.id for each in part.articles}
    assert all(articles.issuperset(each.articles) for each in part.nodes)
    assert all(articles.issuperset(each.articles) for each in part.edges)
    html.write(part, tmp_path / "graph.html")
    gexf.write(part, tmp_path / "graph.gexf")
    graphml.write(part, tmp_path / "graph.graphml")
    tables.write(part, tmp_path / "graph.csv")


def test_groups_that_may_be_anybody_lie_within_each_other_and_have_one_anchor() -> None:
    entities = [
        Entity(f"group.rebel.in-{id_}", "PeopleGroup", "rebels", role="rebel") for id_ in ("aaaaaaaa", "bbbbbbbb")
    ]
    theirs = Entity("group.rebel.of-x.in-aaaaaaaa", "PeopleGroup", "X rebels", role="rebel", affiliation="x")
    held = [
        Extraction(Article(f"{id_}cccc", id_, "Text.", "en"), (), (entity, theirs), ())
        for id_, entity in zip(("aaaaaaaa", "bbbbbbbb"), entities, strict=True)
    ]
    kinship = Kinship(held, Thesaurus([]))
    one, other = (each.id for each in entities)
    assert kinship.anchor(one) == kinship.anchor(other)
    assert kinship.within(one, other)
    assert kinship.within(other, one)
    assert not kinship.within(theirs.id, one)
    assert not kinship.within(one, theirs.id)
