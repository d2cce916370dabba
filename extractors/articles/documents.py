"""The formats: one open file to one or more documents (a text and what is known about it)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from extractors import jsonl
from extractors.articles import fields, markup
from extractors.articles.decoding import NotTextError, decode, readable
from extractors.articles.head import Meta
from extractors.articles.inputs import Extracted, Skipped
from extractors.articles.sources import MAX_BYTES, Source

HTML = frozenset({".html", ".htm", ".xhtml"})
JSON = frozenset({".json", ".jsonld"})
JSONL = frozenset({".jsonl", ".ndjson"})
PROSE = frozenset({".txt", ".text", ".md", ".markdown"})
MOST_NESTED = 3
TOO_DEEP = "JSON that is nested too deeply"


@dataclass(frozen=True, slots=True)
class Document:
    """A text on its way to being an article. ``page`` says that it was cut out of a web page."""

    path: str
    text: str
    meta: Meta = field(default_factory=Meta)
    page: bool = False


def read(source: Source) -> Iterator[Document | Extracted | Skipped]:
    """What a file holds; what cannot be read comes as Skipped."""
    try:
        if source.size() > MAX_BYTES and source.suffix not in JSONL:
            yield _too_big(source.path)
            return
        with source.open() as file:
            yield from _lines(source, file) if source.suffix in JSONL else _first(source, file)
    except OSError as error:
        yield Skipped(source.path, error.strerror or "cannot be read")
    except NotTextError as error:
        yield Skipped(source.path, str(error))


def _first(source: Source, file: BinaryIO) -> Iterator[Document | Extracted | Skipped]:
    """A file of a kind that is still to be found out, as on standard input, may be JSON in lines: look at the first."""
    line = file.readline(MAX_BYTES + 1)
    if source.suffix not in HTML | PROSE and line.lstrip().startswith(b"{") and isinstance(_parsed(line), dict):
        yield from _lines(source, file, line)
        return
    data = line + file.read(MAX_BYTES + 1 - len(line)) if len(line) <= MAX_BYTES else line
    if len(data) > MAX_BYTES:
        yield _too_big(source.path)
    elif not data.strip():
        yield Skipped(source.path, "empty")
    else:
        yield from _whole(source, data)


def _whole(source: Source, data: bytes) -> Iterator[Document | Extracted | Skipped]:
    text = markup.decode_page(data) if source.suffix in HTML else decode(data)
    if source.suffix in HTML or (source.suffix not in PROSE | JSON and markup.looks_like_html(text)):
        yield _page(source.path, text)
    elif source.suffix in JSON or (source.suffix not in PROSE and text.lstrip().startswith(("{", "["))):
        yield from _json(source, text)
    else:
        yield Document(source.path, text)


def _page(path: str, page: str) -> Document | Skipped:
    try:
        text, meta = markup.read_page(readable(page))
    except markup.NoArticleError as error:
        return Skipped(path, str(error))
    return Document(path, text, meta, page=True)


def _json(source: Source, text: str) -> Iterator[Document | Extracted | Skipped]:
    try:
        data = json.loads(text)
    except RecursionError:
        yield Skipped(source.path, TOO_DEEP)
    except ValueError as error:
        if source.suffix in JSON:
            yield Skipped(source.path, f"not JSON ({error})")
        else:
            yield Document(source.path, text)  # a text may begin with a bracket
    else:
        yield from _items(source.path, source.path, data)


def _items(path: str, name: str, data: object, depth: int = 0) -> Iterator[Document | Extracted | Skipped]:
    """An article, or a list of them, at the top or under one of the usual names."""
    if isinstance(data, list) and depth < MOST_NESTED:
        if not data:
            yield Skipped(name, "no article in it (an empty list)")
        for number, item in enumerate(data, 1):
            yield from _item(path, f"{name}:{number}", item)
    elif (inner := _inner(data)) is not None and depth < MOST_NESTED:
        yield from _items(path, name, inner, depth + 1)
    else:
        yield from _item(path, name, data)


def _inner(data: object) -> object:
    """What an object that is no article itself holds articles under."""
    if not isinstance(data, dict) or _is_extraction(data) or fields.text_of(data) is not None:
        return None
    return next((data[name] for name in fields.LISTS if isinstance(data.get(name), list | dict)), None)


def _item(path: str, name: str, item: object) -> Iterator[Document | Extracted | Skipped]:
    if not isinstance(item, dict):
        yield Skipped(name, "not an article (a JSON object is wanted)")
        return
    try:
        if _is_extraction(item):
            yield Extracted(path, jsonl.from_dict(item), jsonl.extractor_of(item))
        elif text := fields.text_of(item):
            yield Document(path, readable(markup.strip_tags(text)), _clean(fields.meta_of(item)))
        else:
            yield Skipped(name, f"no text in it (none of the fields {', '.join(fields.TEXT[:4])})")
    except RecursionError:
        yield Skipped(name, TOO_DEEP)
    except ValueError as error:  # NotTextError, and a damaged extraction
        yield Skipped(name, str(error))


def _lines(source: Source, file: BinaryIO, first: bytes = b"") -> Iterator[Document | Extracted | Skipped]:
    """JSON in lines, one at a time: the whole may be larger than memory, a line may not be larger than an article."""
    number, line, found = 1, first or file.readline(MAX_BYTES + 1), False
    while line:
        name = f"{source.path}:{number}"
        if len(line) > MAX_BYTES:
            yield _too_big(name)
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_BYTES + 1)
        elif line.strip():
            found = True
            yield from _line(source.path, name, line)
        number, line = number + 1, file.readline(MAX_BYTES + 1)
    if not found and number <= 2:
        yield Skipped(source.path, "empty")


def _line(path: str, name: str, line: bytes) -> Iterator[Document | Extracted | Skipped]:
    try:
        item = json.loads(decode(line))
    except RecursionError:
        yield Skipped(name, TOO_DEEP)
    except NotTextError as error:
        yield Skipped(name, str(error))
    except ValueError as error:
        yield Skipped(name, f"not JSON ({error})")
    else:
        yield from _items(path, name, item)


def _parsed(line: bytes) -> object:
    try:
        return json.loads(decode(line))
    except (ValueError, RecursionError):
        return None


def _is_extraction(item: dict[str, object]) -> bool:
    return (
        isinstance(item.get("article"), dict)
        and isinstance(item.get("claims"), list)
        and isinstance(item.get("mentions"), list)
    )


def _clean(meta: Meta) -> Meta:
    """JSON can escape half a character; text that is to be written as UTF-8 cannot hold one."""
    values = {name: getattr(meta, name) for name in ("title", "published", "publisher", "author", "url", "language")}
    return Meta(**{name: value and value.encode("utf-8", "replace").decode("utf-8") for name, value in values.items()})


def _too_big(path: str) -> Skipped:
    return Skipped(path, f"larger than {MAX_BYTES // 1_000_000} MB")
