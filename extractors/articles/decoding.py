"""Bytes to text: Unicode first, then Windows-1252 and Latin-1; nothing is stripped or folded but a byte order mark."""

from __future__ import annotations

import codecs
import re
import unicodedata

# The longer marks first: UTF-32's begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
MOST_CONTROL = 0.01
SAMPLE = 4096
SURROGATE = re.compile(r"[\ud800-\udfff]")


class NotTextError(ValueError):
    """The bytes are not text; the message says what they look like."""


def decode(data: bytes) -> str:
    """The text of a file, or NotTextError."""
    text = _marked(data)
    if text is None:
        for magic, name in MAGIC:
            if data.startswith(magic):
                raise NotTextError(f"not text but {name}")
        text = _unmarked(data)
    return readable(text)


def readable(text: str) -> str:
    """The text itself if it can be text (no NULs, hardly any control characters), or NotTextError."""
    if "\x00" in text or len(CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise NotTextError("not text (a binary file)")
    return SURROGATE.sub("\ufffd", text)


def _marked(data: bytes) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _unmarked(data: bytes) -> str:
    if b"\x00" in data:
        return _wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(data)


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: nearly every second byte of a text in Latin letters is zero."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / max(1, len(sample[1::2]))
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.6 and others < 0.1:
            return data.decode(encoding, "replace")
    raise NotTextError("not text (a binary file)")


def _damaged(data: bytes) -> str:
    """UTF-8 with a few broken characters, if it has more whole ones; else the old code page of the West."""
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    if sum(character > "\x7f" for character in repaired) - broken > broken:
        return repaired
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def has_words(text: str) -> bool:
    """Whether there is a letter in it at all."""
    return any(unicodedata.category(character).startswith("L") for character in text)
