import re
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import namespaces
from ontology.namespaces import CG, OWL, RDF, RDFS, camel_case, kebab_case, local_id
from ontology.vocabulary import ONTOLOGY, Relation, classes, fits, is_a, relations

ALL = sorted(relations().values(), key=lambda relation: relation.name)
PLOVER = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
PLOVER_TYPES = {*PLOVER.split(), "COERCE", "ASSAULT"}
VERSION_1 = """
    controls captured lost-control-of besieged attacked bombed present-in located-in capital-of based-in
    evacuated-to evacuated-from moved-to left fled-to arrived-in
    fights killed wounded detained surrendered-to surrendered-in defeated expelled searched
    negotiated negotiated-with agreed-to rejected met-with persuaded demanded urged requested condemned accused
    sanctioned promised supports covers
    part-of member-of leads dominates spokesperson-for role-in appointed ousted allied-with sent
"""


def test_all_relations_of_version_1_are_there() -> None:
    assert set(relations()) == set(VERSION_1.split())


@pytest.mark.parametrize("relation", ALL, ids=lambda relation: relation.name)
def test_a_relation_is_complete(relation: Relation) -> None:
    assert set(relation.labels) == {"en", "nb", "nn"}
    assert relation.definition
    assert relation.domain
    assert relation.range
    assert {*relation.domain, *relation.range} <= set(classes())
    assert relation.iri == namespaces.relation_iri(relation.name)
    assert relation.inverse is not None
    assert set(relation.inverse_labels) == {"en", "nb", "nn"}
    assert relation.plover is None or relation.plover in PLOVER_TYPES
    assert relation.cameo is None or re.fullmatch(r"\d{3,4}", relation.cameo)


def test_inverses_are_no_relations_of_their_own_unless_symmetric() -> None:
    assert {each.name for each in ALL if each.inverse in relations()} == {each.name for each in ALL if each.symmetric}
    assert {each.name for each in ALL if each.symmetric} == {"fights", "negotiated-with", "met-with", "allied-with"}


def test_inverses_are_distinct() -> None:
    assert len({each.inverse for each in ALL}) == len(ALL)


def test_classes_lie_below_thing() -> None:
    assert all(is_a(name, "Thing") for name in classes())
    assert is_a("MediaOutlet", "Organization")
    assert is_a("MediaOutlet", "Actor")
    assert is_a("Country", "Actor")
    assert is_a("Country", "Place")
    assert not is_a("City", "Actor")
    assert not is_a("Organization", "MediaOutlet")


def test_an_unknown_class_is_only_itself() -> None:
    assert is_a("Starship", "Starship")
    assert not is_a("Starship", "Thing")


def test_a_class_fits_a_domain_that_holds_one_of_its_ancestors() -> None:
    assert fits("City", ("Actor", "Place"))
    assert not fits("Agreement", ("Actor", "Place"))
    assert fits("Agreement", ())


def test_labels_fall_back_to_english() -> None:
    assert relations()["left"].label("nb") == "forlot"
    assert relations()["left"].label("de") == "left"
    assert classes()["City"].label("nn") == "by"


@given(st.lists(st.from_regex("[a-z]+", fullmatch=True), min_size=1).map("-".join))
def test_kebab_case_and_camel_case_are_each_others_inverse(name: str) -> None:
    assert kebab_case(camel_case(name)) == name


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_id_survives_being_an_iri(id_: str) -> None:
    for make, base in (
        (namespaces.entity_iri, namespaces.ENTITY),
        (namespaces.open_iri, namespaces.OPEN),
        (namespaces.claim_iri, namespaces.CLAIM),
        (namespaces.article_iri, namespaces.ARTICLE),
    ):
        assert local_id(pyoxigraph.NamedNode(make(id_)).value, base) == id_


def test_an_iri_from_elsewhere_has_no_local_id() -> None:
    with pytest.raises(ValueError, match="does not start with"):
        local_id("https://example.org/x", namespaces.ENTITY)


def declared() -> set[str]:
    kinds = {OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "AnnotationProperty"}
    quads = pyoxigraph.parse(path=str(ONTOLOGY), format=pyoxigraph.RdfFormat.TURTLE)
    typed = [quad for quad in quads if quad.predicate.value == RDF + "type"]
    found = {str(quad.subject) for quad in typed if getattr(quad.object, "value", "") in kinds}
    return {term for term in found if term.startswith(f"<{CG}")}


def test_every_term_that_the_ontology_uses_is_declared_and_has_a_label_in_three_languages() -> None:
    quads = list(pyoxigraph.parse(path=str(ONTOLOGY), format=pyoxigraph.RdfFormat.TURTLE))
    terms = {str(part) for quad in quads for part in (quad.subject, quad.predicate, quad.object)}
    assert {term for term in terms if term.startswith(f"<{CG}")} == declared()
    for term in declared():
        labels = [quad.object for quad in quads if str(quad.subject) == term and quad.predicate.value == RDFS + "label"]
        found = sorted(each.language or "" for each in labels if isinstance(each, pyoxigraph.Literal))
        assert found == ["en", "nb", "nn"], term


def test_every_term_that_our_files_use_is_declared() -> None:
    files = [*Path(ONTOLOGY).parent.glob("queries/*.rq"), *Path(ONTOLOGY).parent.glob("thesaurus/*.ttl")]
    used = {name for file in files for name in re.findall(r"(?<!\w)cg:(\w+)", file.read_text(encoding="utf-8"))}
    assert {f"<{CG}{name}>" for name in used} <= declared()
