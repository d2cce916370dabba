"""HTML to running text and metadata: trafilatura finds the article in the page, its own head says when and by whom."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.articles import dates, fields
from extractors.articles.decoding import decode
from extractors.articles.head import Meta

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_DEPTH = 400
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
LOOKS_LIKE = re.compile(
    # the comments are taken possessively: trying all ways to part many of them would never end
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
FRAGMENT = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|span|a|strong|em|b|i|figure|blockquote)\b[^<>]*>", re.IGNORECASE)
BLOCKS = frozenset("p div br li h1 h2 h3 h4 h5 h6 blockquote figcaption tr section article pre".split())
SILENT = frozenset("script style noscript template head nav footer aside form figure iframe".split())
DATE_PLACES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='Date' or @name='dc.date' or @name='dcterms.date' or @name='DC.date']/@content",
    "//meta[@name='pubdate' or @name='publishdate' or @name='publish-date' or @name='DC.date.issued']/@content",
    "//article//time[1]/@datetime",
    "//time[@pubdate]/@datetime",
)


class NoArticleError(ValueError):
    """A page without an article in it, or one that cannot be taken apart."""


def looks_like_html(text: str) -> bool:
    return LOOKS_LIKE.match(text[:2000]) is not None


def decode_page(data: bytes) -> str:
    """The text of a page in the encoding that it declares, if it declares one that it keeps to."""
    declared = DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def read_page(page: str) -> tuple[str, Meta]:
    """The running text of an HTML page and what the page says about it, or NoArticleError."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    tree = _tree(page)
    meta = _meta(tree)
    try:
        found = bare_extraction(
            page, favor_recall=True, include_comments=False, include_tables=False, with_metadata=True
        )
    except RecursionError:
        raise NoArticleError("an HTML page that is nested too deeply") from None
    text = ""
    if isinstance(found, Document):
        text = found.text or ""
        meta = meta.or_else(Meta(title=found.title, publisher=found.sitename, author=found.author, url=found.url))
    text = text or _plain(tree)
    if not text.strip():
        raise NoArticleError("an HTML page without an article in it")
    return text, meta


def strip_tags(text: str) -> str:
    """The text of a field that holds HTML, one line to the paragraph; any other text as it is."""
    if not FRAGMENT.search(text):
        return text
    try:
        return _plain(_tree(f"<div>{text}</div>"))
    except NoArticleError:
        return FRAGMENT.sub(" ", text)


def _tree(page: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # lxml refuses text with an encoding declaration, so the parser gets bytes and is told theirs.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree: HtmlElement = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise NoArticleError("an HTML page without an article in it") from None
    if _depth(tree) > MAX_DEPTH:
        raise NoArticleError("an HTML page that is nested too deeply")
    return tree


def _depth(tree: HtmlElement) -> int:
    """How deeply elements are nested; level by level, for recursion is what a hostile page is made to exhaust."""
    level, depth = [tree], 0
    while level and depth <= MAX_DEPTH:
        level = [child for element in level for child in element]
        depth += 1
    return depth


def _plain(tree: HtmlElement) -> str:
    lines = "".join(_pieces(tree)).split("\n")
    return "\n\n".join(" ".join(line.split()) for line in lines if line.strip())


def _pieces(element: HtmlElement) -> Iterator[str]:
    name = element.tag if isinstance(element.tag, str) else "script"
    if name not in SILENT:
        if name in BLOCKS:
            yield "\n"
        yield " ".join((element.text or "").split("\n"))
        for child in element:
            yield from _pieces(child)
            yield " ".join((child.tail or "").split("\n"))
        if name in BLOCKS:
            yield "\n"


def _meta(tree: HtmlElement) -> Meta:
    """What JSON-LD and the meta elements say. A date of no stated origin is left alone: a guess is worse than none."""
    linked = Meta()
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        for item in _linked(str(script)):
            linked = linked.or_else(fields.meta_of(item))
    published = next(
        (day for place in DATE_PLACES for value in tree.xpath(place) if (day := dates.parse(str(value)[:60]))), None
    )
    language = next((str(value) for value in tree.xpath("/html/@lang | //meta[@property='og:locale']/@content")), None)
    title = next((" ".join(str(value).split()) for value in tree.xpath("//meta[@property='og:title']/@content")), None)
    return linked.or_else(Meta(published=published, language=language, title=title))


def _linked(script: str) -> Iterator[dict[str, object]]:
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    items = data if isinstance(data, list) else [data]
    for item in items:
        graph = item.get("@graph", [item]) if isinstance(item, dict) else []
        for node in graph if isinstance(graph, list) else []:
            if isinstance(node, dict) and "Article" in str(node.get("@type", "")):
                yield node
