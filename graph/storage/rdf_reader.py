"""How the named graph of an article becomes an Extraction again: the way back of `graph.storage.rdf`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import MalformedGraphError
from graph.storage.extractions import canonical
from graph.storage.rdf_terms import ARTICLE_TEXTS, GROUP_PARTS, NIL, Term
from ontology.namespaces import ARTICLE, CG, CLAIM, ENTITY, OA, OPEN, RDF, RDFS, SCHEMA, SKOS, kebab_case, local_id
from ontology.records import (
    Article,
    Bound,
    Claim,
    Entity,
    Extraction,
    Mention,
    Modality,
    Polarity,
    Quantity,
    Span,
    When,
)


class Reader:
    """The statements of one article's graph by subject and predicate, and how they make records again."""

    def __init__(self, quads: Iterable[Quad], path: str) -> None:
        self._path = path
        self._statements: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self._instances: dict[str, list[NamedNode]] = defaultdict(list)
        for quad in quads:
            self._statements[quad.subject][quad.predicate.value].append(quad.object)
            if quad.predicate.value == RDF + "type" and isinstance(quad.object, NamedNode):
                self._instances[quad.object.value].append(_named(quad.subject))

    def extraction(self) -> Extraction:
        articles = self._instances[SCHEMA + "NewsArticle"]
        if len(articles) != 1:
            raise MalformedGraphError(f"a graph of one article was asked for, and this one has {len(articles)}")
        node = articles[0]
        texts = {field: self._text_or_none(node, predicate) for field, predicate in ARTICLE_TEXTS.items()}
        texts |= {"text": self._text(node, SCHEMA + "articleBody"), "language": self._text(node, SCHEMA + "inLanguage")}
        article = Article(id=local_id(node.value, ARTICLE), path=self._path, **texts)  # type: ignore[arg-type]
        self._entities = {each.id: each for each in self._all_entities()}
        extraction = Extraction(
            article,
            tuple(self._mention(each) for each in self._statements[node][SCHEMA + "mentions"]),
            tuple(self._entities.values()),
            tuple(self._claim(each, article) for each in self._instances[CG + "Claim"]),
        )
        return canonical(extraction)

    def _all_entities(self) -> Iterator[Entity]:
        for class_, nodes in self._instances.items():
            for node in nodes:
                if node.value.startswith(ENTITY):
                    yield self._entity(node, local_id(class_, CG))

    def _entity(self, node: NamedNode, class_: str) -> Entity:
        names = (_value(each) for each in self._statements[node][SKOS + "altLabel"])
        parts = {field: self._id_or_none(node, predicate) for field, predicate in GROUP_PARTS.items()}
        label = self._text(node, RDFS + "label")
        return Entity(local_id(node.value, ENTITY), class_, label, tuple(sorted(names)), **parts)

    def _mention(self, node: Term) -> Mention:
        entity = local_id(_named(self._one(node, CG + "entity")).value, ENTITY)
        known = self._entities.get(entity)
        class_ = self._one_or_none(node, CG + "entityType")
        label = self._text_or_none(node, RDFS + "label")
        return Mention(
            Span(self._number(node, OA + "start"), self._number(node, OA + "end"), self._text(node, OA + "exact")),
            known.type if class_ is None and known else local_id(_named(class_).value, CG),
            entity,
            known.label if label is None and known else self._text(node, RDFS + "label"),
        )

    def _claim(self, node: NamedNode, article: Article) -> Claim:
        predicate = _named(self._one(node, RDF + "predicate")).value
        open_ = predicate.startswith(OPEN)
        return Claim(
            id=local_id(node.value, CLAIM),
            relation=local_id(predicate, OPEN) if open_ else kebab_case(local_id(predicate, CG)),
            subject=self._mention_or_none(node, CG + "subjectMention"),
            object=self._object(node),
            polarity=cast(Polarity, self._text(node, CG + "polarity")),
            modality=cast(Modality, self._text(node, CG + "modality")),
            quote=self._quote(node, article),
            trigger=self._span(self._one(node, CG + "trigger"), article),
            rule=self._text(node, CG + "rule"),
            open=open_,
            said_by=self._mention_or_none(node, CG + "saidByMention"),
            chain=tuple(self._chain(self._one_or_none(node, CG + "chain"))),
            quantity=self._quantity(self._one_or_none(node, CG + "quantity")),
            share=self._quantity(self._one_or_none(node, CG + "share")),
            when=self._when(self._one_or_none(node, CG + "when")),
            where=self._mention_or_none(node, CG + "whereMention"),
        )

    def _object(self, node: NamedNode) -> Mention | str | None:
        mention = self._mention_or_none(node, CG + "objectMention")
        return self._text_or_none(node, RDF + "object") if mention is None else mention

    def _quote(self, node: NamedNode, article: Article) -> Span:
        selectors = self._statements[self._one(node, OA + "hasTarget")][OA + "hasSelector"]
        for selector in selectors:
            if OA + "start" in self._statements[selector]:
                return self._span(selector, article)
        raise MalformedGraphError(f"{node.value} has no quote")

    def _span(self, node: Term, article: Article) -> Span:
        start, end = self._number(node, OA + "start"), self._number(node, OA + "end")
        return Span(start, end, article.text[start:end])

    def _chain(self, link: Term | None) -> Iterator[Mention]:
        while link is not None and link != NIL:
            yield self._mention(self._one(link, RDF + "first"))
            link = self._one(link, RDF + "rest")

    def _quantity(self, node: Term | None) -> Quantity | None:
        if node is None:
            return None
        bound = cast(Bound, self._text(node, CG + "bound"))
        return Quantity(float(self._text(node, CG + "value")), bound, self._text_or_none(node, CG + "unit"))

    def _when(self, node: Term | None) -> When | None:
        if node is None:
            return None
        ends = (self._text_or_none(node, predicate) for predicate in (CG + "startDate", CG + "endDate"))
        return When(self._text(node, RDFS + "label"), *ends)

    def _mention_or_none(self, node: Term, predicate: str) -> Mention | None:
        found = self._one_or_none(node, predicate)
        return None if found is None else self._mention(found)

    def _id_or_none(self, node: Term, predicate: str) -> str | None:
        found = self._one_or_none(node, predicate)
        return None if found is None else local_id(_named(found).value, ENTITY)

    def _number(self, node: Term, predicate: str) -> int:
        return int(self._text(node, predicate))

    def _text(self, node: Term, predicate: str) -> str:
        return _value(self._one(node, predicate))

    def _text_or_none(self, node: Term, predicate: str) -> str | None:
        found = self._one_or_none(node, predicate)
        return None if found is None else _value(found)

    def _one(self, node: Term, predicate: str) -> Term:
        found = self._one_or_none(node, predicate)
        if found is None:
            raise MalformedGraphError(f"{node} has no {predicate}")
        return found

    def _one_or_none(self, node: Term, predicate: str) -> Term | None:
        found = self._statements[node][predicate]
        if len(found) > 1:
            raise MalformedGraphError(f"{node} has more than one {predicate}")
        return found[0] if found else None


def _named(term: Term | None) -> NamedNode:
    if isinstance(term, NamedNode):
        return term
    raise MalformedGraphError(f"an IRI is missing where {term} stands")


def _value(term: Term) -> str:
    if isinstance(term, Literal):
        return term.value
    raise MalformedGraphError(f"a literal is missing where {term} stands")
