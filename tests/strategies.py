"""Random extractions for property tests: whatever can be stored, hostile texts included.

Texts hold any character that UTF-8 can carry, control characters and NUL among them: RDF literals carry them all. What
XML or HTML cannot carry is for the writers of those formats to deal with.
"""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from graph.storage.extractions import canonical
from ontology.records import Article, Claim, Entity, Extraction, Mention, Quantity, Span, When
from ontology.vocabulary import classes, relations

HOSTILE: Final = (
    'He said "no"\r\nand left',
    "<script>alert('x')</script> & <!-- -->",
    "back\\slash \\u0041 \\n",
    "nul \0, tab \t, bell \a, escape \x1b, delete \x7f",
    "emoji 👩‍👩‍👧 and 🇳🇴",
    "right to left \u202eمرحبا\u202c, combining e\u0301",
    "\ufeff line\u2028separator \u0085",
    "javascript:alert(1)//href",
    "?s ?p ?o } ; DROP ALL #",
)
CONCEPTS: Final = ("harbour-brigade", "marmouth-pact", "port-sarin", "old-quay", "sarin-coast", "norway")

any_text = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
some_text = any_text.filter(bool)
hex_ids = st.text("0123456789abcdef", min_size=24, max_size=24)
entity_ids = st.one_of(
    st.sampled_from(CONCEPTS), st.from_regex(r"[a-z0-9-]{1,8}(\.[a-z0-9-]{1,8}){0,2}", fullmatch=True), some_text
)
dates = st.one_of(
    st.dates().map(str), st.dates().map(lambda day: str(day)[:7]), st.dates().map(lambda day: str(day)[:4])
)
types = st.sampled_from(sorted(classes()))
quantities = st.builds(
    Quantity,
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["exact", "about", "at-least", "at-most"]),
    st.none() | any_text,
)
whens = st.builds(When, any_text, st.none() | dates, st.none() | dates)
articles = st.builds(
    Article,
    id=hex_ids,
    path=any_text,
    text=some_text,
    language=st.sampled_from(["en", "nb", "nn", "und", "fr-CA", "x-none"]),
    title=st.none() | any_text,
    published=st.none() | dates,
    publisher=st.none() | any_text,
    author=st.none() | any_text,
    url=st.none() | any_text,
)
entities = st.builds(
    Entity,
    id=entity_ids,
    type=types,
    label=any_text,
    names=st.lists(any_text, max_size=3, unique=True).map(tuple),
    role=st.none() | entity_ids,
    affiliation=st.none() | entity_ids,
    origin=st.none() | entity_ids,
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """Some words of the text."""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(start, end, text[start:end])


@st.composite
def mentions(draw: st.DrawFn, text: str, known: list[Entity]) -> Mention:
    """Words that stand for a known entity, mostly under its own type and label."""
    entity, span = draw(st.sampled_from(known)), draw(spans(text))
    if draw(st.booleans()):
        return Mention(span, entity.type, entity.id, entity.label)
    return Mention(span, draw(types), draw(st.just(entity.id) | entity_ids), draw(any_text))


@st.composite
def claims(draw: st.DrawFn, article: Article, known: list[Entity]) -> Claim:
    """Any claim that an article of this text can make: with a subject or an object at least."""
    ends = mentions(article.text, known)
    open_ = draw(st.booleans())
    object_ = draw(st.one_of(st.none(), ends, some_text))
    return Claim(
        id=draw(hex_ids),
        relation=draw(some_text) if open_ else draw(st.sampled_from(sorted(relations()))),
        subject=draw(ends) if object_ is None else draw(st.none() | ends),
        object=object_,
        polarity=draw(st.sampled_from(["positive", "negative"])),
        modality=draw(st.sampled_from(["asserted", "reported", "predicted", "planned", "possible"])),
        quote=draw(spans(article.text)),
        trigger=draw(spans(article.text)),
        rule=draw(any_text),
        open=open_,
        said_by=draw(st.none() | ends),
        chain=tuple(draw(st.lists(ends, max_size=3))),
        quantity=draw(st.none() | quantities),
        share=draw(st.none() | quantities),
        when=draw(st.none() | whens),
        where=draw(st.none() | ends),
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """An extraction in canonical order."""
    article = draw(articles)
    known = draw(st.lists(entities, min_size=1, max_size=4, unique_by=lambda each: each.id))
    found = draw(st.lists(mentions(article.text, known), max_size=5))
    made = draw(st.lists(claims(article, known), max_size=4, unique_by=lambda each: each.id))
    return canonical(Extraction(article, tuple(found), tuple(known), tuple(made)))


collections = st.lists(extractions(), min_size=1, max_size=3, unique_by=lambda each: each.article.id)
