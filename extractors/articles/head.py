"""The lines around the running text of an article: title, date, by-line, agency. Found by their form, never guessed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files

from extractors.articles import dates
from ontology.records import Span

MAX_HEAD_LINES = 15
MAX_TITLE = 160
MAX_HEAD_LINE = 320
MAX_SIGNATURE = 200
MAX_HEADING_WORDS = 14
STOP = re.compile(r"""[.!?…:;,]["”»')\]]*$|["”»]$""")
LINE = re.compile(r"[^\r\n]+")
BLANK = re.compile(r"[ \t\f\v\u00a0\u2028\u2029\u0085]*(?:\r\n|\r|\n|$)")
MARKDOWN_TITLE = re.compile(r"#\s+(?P<title>.+?)\s*#*$")
STAMP = re.compile(r"\s*(?:date|dato)\s*:?\s+(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)(?=\s|$)[ \t]*", re.IGNORECASE)
FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(?P<lines>(?:[^\r\n]*\r?\n){1,60}?)---[ \t]*(?:\r?\n|$)")
SIGNING = frozenset({"publisher", "author", "url", "published", "updated"})
PLACE = r"[^\W\d_a-zß-öø-ÿ][^\d\n:;()]{1,40}?"
DATELINE_TAIL = r"\s{0,3}[:–—―-]{1,2}\s{1,3}"


@dataclass(frozen=True, slots=True)
class Meta:
    """What an article says about itself; None where it does not say."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None

    def or_else(self, other: Meta) -> Meta:
        """This, with the gaps filled from another."""
        ours = {item.name: getattr(self, item.name) or getattr(other, item.name) for item in fields(self)}
        return Meta(**ours)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a text holds, and where its title and its running text are."""

    meta: Meta
    title: Span | None
    start: int
    end: int


@dataclass(slots=True)
class _Reading:
    text: str
    position: int = 0
    meta: Meta = field(default_factory=Meta)
    title: Span | None = None
    updated: str | None = None

    def learn(self, **found: str | None) -> None:
        self.meta = self.meta.or_else(Meta(**found))


def read_head(text: str, title: str | None = None) -> Head:
    """Read the lines before the running text. ``title`` is the headline where it is known from elsewhere."""
    reading = _Reading(text)
    _front_matter(reading)
    _stamp(reading)
    for line in _lines(text, reading.position):
        if not _take(reading, line, title):
            break
        reading.position = line.end
    start = _dateline(reading)
    end = _signature(reading, start)
    reading.learn(published=reading.updated)
    return Head(reading.meta, reading.title, start, end)


def is_aside(line: str) -> bool:
    """Whether a line belongs to the page around the article: a photo credit, "read more"."""
    match = _patterns().aside.match(line)
    return match is not None and len(line.split()) <= 2 * MAX_HEADING_WORDS


def looks_like_heading(line: str) -> bool:
    """Short, and without the stop that ends a sentence."""
    return len(line.split()) <= MAX_HEADING_WORDS and len(line) <= MAX_TITLE and not STOP.search(line)


def _lines(text: str, position: int) -> Iterator[Span]:
    """The first lines that are not blank, without the blanks around them."""
    matches = (match for match in LINE.finditer(text, position) if match.group().strip())
    for match, _ in zip(matches, range(MAX_HEAD_LINES), strict=False):
        yield trimmed(text, match.start(), match.end())


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without blanks at its ends."""
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    return Span(start, start + len(stretch.strip()), stretch.strip())


def _front_matter(reading: _Reading) -> None:
    match = FRONT_MATTER.match(reading.text)
    if match is None:
        return
    for line in match["lines"].splitlines():
        if labelled := _labelled(line.replace('"', "").replace("'", "")):
            _learn_label(reading, *labelled)
    reading.position = match.end()


def _stamp(reading: _Reading) -> None:
    """ "date 2017-10" may stand before the first words of the text, on their line."""
    match = STAMP.match(reading.text, reading.position)
    if match and (found := dates.parse(match["date"])):
        reading.learn(published=found)
        reading.position = match.end()


def _take(reading: _Reading, line: Span, title: str | None) -> bool:
    """Whether the line is one of the head, and was taken in."""
    if len(line.text) > MAX_HEAD_LINE:
        return False
    return (
        _take_markdown_title(reading, line)
        or _take_field(reading, line)
        or _take_date(reading, line)
        or _take_byline(reading, line)
        or _take_agency(reading, line)
        or is_aside(line.text)
        or _take_title(reading, line, title)
    )


def _take_markdown_title(reading: _Reading, line: Span) -> bool:
    match = MARKDOWN_TITLE.fullmatch(line.text)
    if match is None or reading.title is not None:
        return False
    start = line.start + match.start("title")
    reading.title = Span(start, start + len(match["title"]), match["title"])
    reading.learn(title=match["title"])
    return True


def _take_field(reading: _Reading, line: Span) -> bool:
    found = _labelled(line.text)
    if found is None:
        return False
    if found[0] == "title" and reading.title is None:
        reading.title = Span(line.end - len(found[1]), line.end, found[1])
    return _learn_label(reading, *found)


def _learn_label(reading: _Reading, name: str, value: str) -> bool:
    if name in {"published", "updated"}:
        found = dates.parse(value)
        if found and name == "published":
            reading.learn(published=found)
        reading.updated = reading.updated or found
        return found is not None
    reading.learn(**{name: value})
    return True


def _labelled(line: str) -> tuple[str, str] | None:
    """The field and the value of "Source: The Paper"; dates do without the colon."""
    match = _patterns().label.fullmatch(line.strip())
    if match is None:
        return None
    name = _patterns().fields[" ".join(match["label"].casefold().split())]
    if not match["colon"] and name not in {"published", "updated"}:
        return None
    return name, match["value"].strip()


def _take_date(reading: _Reading, line: Span) -> bool:
    for part in (line.text, *re.split(r"\s*[|·•]\s*", line.text)):
        labelled = _labelled(part)
        found = dates.parse(labelled[1] if labelled and labelled[0] == "published" else part)
        if found and (labelled or len(found) > len("2017")):  # a year alone may be anything
            reading.learn(published=found, author=_name_in(line.text))
            return True
    return False


def _name_in(line: str) -> str | None:
    """The author on a line such as "By Kari Vik | 15 October 2017"."""
    for part in re.split(r"\s*[|·•]\s*", line):
        if match := _patterns().byline.fullmatch(part):
            return str(match["names"])
    return None


def _take_byline(reading: _Reading, line: Span) -> bool:
    match = _patterns().byline.fullmatch(line.text)
    if match is None or not _alone(reading.text, line):
        return False
    agency = _patterns().agency.fullmatch(match["names"])
    reading.learn(publisher=agency["name"] if agency else None, author=None if agency else match["names"])
    return True


def _take_agency(reading: _Reading, line: Span) -> bool:
    match = _patterns().agency.fullmatch(line.text)
    if match:
        reading.learn(publisher=match["name"])
    return match is not None


def _take_title(reading: _Reading, line: Span, title: str | None) -> bool:
    known = title is not None and line.text == title
    if reading.title is not None or not (known or (looks_like_heading(line.text) and _alone(reading.text, line))):
        return False
    if not known and not reading.text[line.end :].strip():
        return False  # a text of one line has no title
    reading.title = line
    reading.learn(title=line.text)
    return True


def _alone(text: str, line: Span) -> bool:
    """Whether a blank line, or one more line of the head, follows."""
    end = BLANK.match(text, line.end)
    if end is None:
        return False
    if end.end() >= len(text) or BLANK.match(text, end.end()):
        return True
    following = LINE.match(text, end.end())
    return following is not None and _is_furniture(trimmed(text, following.start(), following.end()))


def _is_furniture(line: Span) -> bool:
    """Whether a line is one of the head by its form alone."""
    probe = _Reading(line.text)
    return len(line.text) <= MAX_HEAD_LINE and (
        _take_field(probe, line)
        or _take_date(probe, line)
        or _take_agency(probe, line)
        or _patterns().byline.fullmatch(line.text) is not None
        or is_aside(line.text)
    )


def _dateline(reading: _Reading) -> int:
    """Where the running text begins: after "OSLO, 15 October 2017 (Agency) - ", or the same without an agency."""
    start = trimmed(reading.text, reading.position, len(reading.text)).start
    match = _patterns().dateline.match(reading.text, start)
    if match is not None:
        when = dates.parse(match["date"]) if match["date"] else None
        reading.learn(publisher=match["name"], published=when)
        return match.end()
    match = _patterns().dated.match(reading.text, start)
    when = dates.parse(match["date"]) if match is not None else None
    if match is None or when is None:
        return start
    reading.learn(published=when)
    return match.end()


def _signature(reading: _Reading, start: int) -> int:
    """Where the running text ends: before a last "(Agency)", or a last line that names the source."""
    end = trimmed(reading.text, start, len(reading.text)).end
    tail = max(start, end - MAX_SIGNATURE)
    if match := _patterns().signature.search(reading.text, tail, end):
        reading.learn(publisher=match["name"])
        return trimmed(reading.text, start, match.start()).end
    last = max(reading.text.rfind("\n", tail, end), reading.text.rfind("\r", tail, end)) + 1
    labelled = _labelled(reading.text[last:end]) if last else None
    if labelled and labelled[0] in SIGNING and _learn_label(reading, *labelled):
        return trimmed(reading.text, start, last).end
    return end


@dataclass(frozen=True, slots=True)
class _Patterns:
    fields: dict[str, str]
    label: re.Pattern[str]
    byline: re.Pattern[str]
    agency: re.Pattern[str]
    dateline: re.Pattern[str]
    dated: re.Pattern[str]
    signature: re.Pattern[str]
    aside: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(files("extractors.articles").joinpath("head.toml").read_text("utf-8"))
    names = {label: name for name, labels in data["labels"].items() for label in labels}
    agency = rf"(?P<name>{_any(data['agencies']['names'])})(?:\s*[/,–-]\s*(?:{_any(data['agencies']['names'])}))*"
    name = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
    person = rf"{name}(?:\s+(?:(?:and|og|i|in|for|of|de|al|van|von|der|&)\s+)?{name}){{0,8}}"
    people = rf"{person}(?:,\s*{person}){{0,3}}"
    return _Patterns(
        fields=names,
        label=re.compile(rf"(?P<label>{_any(names)})\s*(?P<colon>:)?\s+(?P<value>\S.*)", re.IGNORECASE),
        byline=re.compile(
            rf"(?i:{_any(data['bylines']['start'])}):?\s+(?P<names>{people}(?:,\s*{people})?)(?:\s*\([^()]{{1,40}}\))?"
        ),
        agency=re.compile(rf"[(\[]?©?\s*{agency}\s*[)\]]?\.?"),
        dateline=re.compile(rf"(?:{PLACE}(?:,\s*(?P<date>[^()\n]{{3,30}}?))?\s{{0,3}})?\({agency}\){DATELINE_TAIL}"),
        dated=re.compile(rf"{PLACE},\s*(?P<date>[^()\n:]{{8,30}}?){DATELINE_TAIL}"),
        signature=re.compile(rf"\s*[(\[]\s*©?\s*{agency}\s*[)\]]\.?\s*$"),
        aside=re.compile(rf"(?:{_any(data['asides']['start'])})(?:\s*[:|/]|\s*$|\s+by\b)", re.IGNORECASE),
    )


def _any(words: list[str] | dict[str, str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
