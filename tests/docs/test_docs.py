"""The manual says what is so: the vocabulary page is made from the ontology, and what is linked to is there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from graph.cli import options
from ontology.namespaces import CG
from ontology.statements import ONTOLOGY

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture(scope="module")
def vocabulary() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vocabulary", ROOT / "docs" / "vocabulary.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_vocabulary_is_made_from_the_ontology(vocabulary: ModuleType) -> None:
    written = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    assert written == vocabulary.page(), "run: python docs/vocabulary.py"


def test_only_what_the_ontology_has_is_mapped(vocabulary: ModuleType) -> None:
    text = ONTOLOGY.read_text(encoding="utf-8")
    mapped = vocabulary.mappings()
    assert len(mapped) > 20
    for iri in mapped:
        assert re.search(rf"(?m)^cg:{iri.removeprefix(CG)} a ", text), iri


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert all((page.parent / link).exists() for link in links)


def test_every_format_is_described() -> None:
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [form for form in options.EXPORTS if f"`{form}`" not in text] == []
