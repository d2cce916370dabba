"""What a store holds: the same for the one in a folder and for one that a server keeps."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import TypeAlias

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import UnknownArticleError
from graph.storage.rdf import to_quads
from graph.storage.store import Store
from ontology.namespaces import IDENTITY_GRAPH, SKOS, THESAURUS_GRAPH, entity_iri
from ontology.records import Extraction
from ontology.thesaurus import Concept, Name, Thesaurus
from tests import stores
from tests.graph.remote_server import oxigraph
from tests.samples import ALL, ENGLISH, EXTRACTOR, NORWEGIAN, WIRE

OpenStore: TypeAlias = Callable[..., Store]


@pytest.fixture(params=["in a folder", "with a server"])
def open_at(request: pytest.FixtureRequest) -> Iterator[OpenStore]:
    """Opens the store of a folder, or the one that a server of its own keeps for the folder."""
    known, urls = stores.thesaurus(), dict[Path, str]()
    with ExitStack() as servers:

        def open_(folder: Path, *, thesaurus: Thesaurus | None = known) -> Store:
            if request.param == "with a server" and folder not in urls:
                urls[folder] = servers.enter_context(oxigraph())
            return Store.open(folder, create=True, thesaurus=thesaurus, url=urls.get(folder))

        yield open_


def bytes_of(folder: Path, extractions: Iterable[Extraction], open_at: OpenStore) -> str:
    with open_at(folder) as store:
        for extraction in extractions:
            store.add(extraction, EXTRACTOR)
        return store.nquads()


@pytest.fixture
def full(tmp_path: Path, open_at: OpenStore) -> Iterator[Store]:
    with open_at(tmp_path / "full") as store:
        for extraction in ALL:
            store.add(extraction, EXTRACTOR)
        yield store


def test_what_is_added_comes_back(full: Store) -> None:
    assert list(full.extractions()) == sorted(ALL, key=lambda each: each.article.id)
    assert full.extraction(WIRE.article.id) == WIRE
    assert full.article_ids() == {each.article.id for each in ALL}


def test_what_is_added_comes_back_after_closing(tmp_path: Path, open_at: OpenStore) -> None:
    bytes_of(tmp_path, ALL, open_at)
    with Store.open(tmp_path, read_only=True) as store:
        assert list(store.extractions()) == sorted(ALL, key=lambda each: each.article.id)


def test_adding_twice_changes_nothing(full: Store) -> None:
    before = full.nquads()
    assert full.add(ENGLISH, EXTRACTOR) is False
    assert full.nquads() == before


def test_the_same_article_from_another_path_is_noted(full: Store) -> None:
    elsewhere = replace(ENGLISH, article=replace(ENGLISH.article, path="copy.txt"))
    assert full.add(elsewhere, EXTRACTOR) is False
    assert full.journal.articles_at("copy.txt") == {ENGLISH.article.id}
    assert full.extraction(ENGLISH.article.id).article.path == ENGLISH.article.path


def test_a_new_extractor_replaces_what_the_old_one_found(full: Store, tmp_path: Path, open_at: OpenStore) -> None:
    fewer = replace(ENGLISH, claims=ENGLISH.claims[:2])
    assert full.add(fewer, "other 2") is True
    assert full.extraction(ENGLISH.article.id) == fewer
    with open_at(tmp_path / "fresh") as fresh:
        fresh.add(NORWEGIAN, EXTRACTOR)
        fresh.add(WIRE, EXTRACTOR)
        fresh.add(fewer, "other 2")
        assert full.nquads() == fresh.nquads()
    assert full.journal.entries()[-1].event == "replaced"


def test_the_order_of_adding_does_not_matter(tmp_path: Path, open_at: OpenStore) -> None:
    stores = [bytes_of(tmp_path / str(number), order, open_at) for number, order in enumerate(permutations(ALL))]
    assert len(stores) == 6
    assert len(set(stores)) == 1


@pytest.mark.parametrize("gone", ALL, ids=lambda each: each.article.publisher)
def test_removal_leaves_what_would_be_there_without_the_article(
    full: Store, gone: Extraction, tmp_path: Path, open_at: OpenStore
) -> None:
    full.remove(gone.article.id)
    assert full.nquads() == bytes_of(tmp_path / "fresh", [each for each in ALL if each is not gone], open_at)


def test_removal_of_all_leaves_nothing(full: Store) -> None:
    for extraction in ALL:
        full.remove(extraction.article.id)
    assert full.nquads() == ""
    assert full.article_ids() == frozenset()


def test_canonical_n_quads_are_sorted_and_escaped(tmp_path: Path, open_at: OpenStore) -> None:
    hostile = replace(ENGLISH.article, text='"\\\n\r\t\0\x7fé\u2028', title="æ")
    with open_at(tmp_path) as store:
        store.add(Extraction(hostile, (), (), ()), EXTRACTOR)
        lines = store.nquads().splitlines(keepends=True)
        store.write_nquads(tmp_path / "graph.nq")
    whole = "".join(lines)
    assert (tmp_path / "graph.nq").read_bytes() == whole.encode()
    assert '"\\"\\\\\\n\\r\\t\\u0000\\u007Fé\u2028"' in whole
    rows = whole.removesuffix("\n").split("\n")
    assert rows == sorted(rows)
    assert [row.encode() for row in rows] == sorted(row.encode() for row in rows)


def concepts_in(store: Store) -> set[str]:
    return {str(quad.subject).rsplit("/", 1)[-1].rstrip(">") for quad in store.quads(THESAURUS_GRAPH)}


def test_the_thesaurus_graph_holds_what_occurs_and_what_lies_above(tmp_path: Path, open_at: OpenStore) -> None:
    with open_at(tmp_path) as store:
        store.add(WIRE, EXTRACTOR)
        assert concepts_in(store) == {"harbour-brigade", "marmouth-pact", "port-sarin", "sarin-coast"}
        names = {(quad.predicate.value, str(quad.object)) for quad in store.quads(THESAURUS_GRAPH)}
        assert (SKOS + "prefLabel", '"Havnebrigaden"@nb') in names
        assert (SKOS + "exactMatch", "<https://example.org/wiki/Q1>") in names
        store.add(NORWEGIAN, EXTRACTOR)
        assert "old-quay" in concepts_in(store)
        store.remove(NORWEGIAN.article.id)
        assert "old-quay" not in concepts_in(store)


def test_a_changed_thesaurus_takes_the_place_of_the_old_one(tmp_path: Path, open_at: OpenStore) -> None:
    def one_concept(name: str) -> Thesaurus:
        return Thesaurus([Concept("harbour-brigade", "ArmedGroup", "actors", (Name(name, "en", "preferred"),))])

    with open_at(tmp_path, thesaurus=one_concept("Old Name")) as store:
        store.add(WIRE, EXTRACTOR)
    with open_at(tmp_path, thesaurus=one_concept("New Name")) as store:
        store.add(WIRE, "next extractor")
        said = {str(quad.object) for quad in store.quads(THESAURUS_GRAPH)}
    assert '"New Name"@en' in said
    assert '"Old Name"@en' not in said


def test_our_own_thesaurus_is_used_where_none_is_given(tmp_path: Path, open_at: OpenStore) -> None:
    with open_at(tmp_path, thesaurus=None) as store:
        assert store.add(WIRE, EXTRACTOR)


def test_an_unknown_article_cannot_be_removed_or_read(full: Store) -> None:
    with pytest.raises(UnknownArticleError, match="no article 0"):
        full.remove("0")
    with pytest.raises(UnknownArticleError, match="no article 0"):
        full.extraction("0")


def test_judgements_on_identity_stay_when_articles_go(full: Store) -> None:
    same = Quad(NamedNode(entity_iri("a")), NamedNode(SKOS + "exactMatch"), NamedNode(entity_iri("b")))
    full.change_identity(added=[same])
    full.remove(WIRE.article.id)
    assert [quad.graph_name for quad in full.quads(IDENTITY_GRAPH)] == [NamedNode(IDENTITY_GRAPH)]
    full.change_identity(dropped=[same])
    assert list(full.quads(IDENTITY_GRAPH)) == []


def test_the_dataset_is_rdflibs_and_a_union(full: Store) -> None:
    from rdflib import Dataset

    dataset = full.dataset()
    assert isinstance(dataset, Dataset)
    found = list(dataset.query("SELECT ?claim WHERE { ?claim a cg:Claim }"))
    assert len(found) == sum(len(each.claims) for each in ALL)
    assert dataset.query(f"ASK {{ <{entity_iri('harbour-brigade')}> cg:controls ?place }}").askAnswer


def test_no_time_and_no_path_is_in_the_graph(full: Store) -> None:
    text = full.nquads()
    assert not any(entry.time in text for entry in full.journal.entries())
    assert not any(each.article.path in text for each in ALL)


def test_the_store_holds_what_the_converter_says_and_no_more(tmp_path: Path, open_at: OpenStore) -> None:
    with open_at(tmp_path, thesaurus=Thesaurus([])) as store:
        store.add(WIRE, EXTRACTOR)
        strings = {quad for quad in to_quads(WIRE, EXTRACTOR) if not isinstance(quad.object, Literal)}
        assert {quad for quad in store.quads() if not isinstance(quad.object, Literal)} == strings


def test_a_broken_extraction_leaves_the_store_and_the_journal_alone(full: Store) -> None:
    before, events = full.nquads(), len(full.journal.entries())
    broken = replace(WIRE, article=replace(WIRE.article, id="0" * 24, text="Other words."))
    with pytest.raises(Exception, match="the text from"):
        full.add(broken, EXTRACTOR)
    assert full.nquads() == before
    assert len(full.journal.entries()) == events
