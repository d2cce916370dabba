"""The explorer: one HTML file that holds everything it needs and loads nothing from anywhere.

The drawing (nodes, edges, positions) is a pyvis network and is drawn by the vis-network that comes with pyvis. The page
around it is our own, because pyvis' page asks a CDN, escapes little, and may take text for markup. Two blocks of JSON
keep the two apart: "drawing" is what vis-network draws, "view" is what the explorer says about it.

Nothing in the data can run: it stands in JSON blocks only, the scripts put it on the page as text, and the content
security policy lets through our own scripts and style by their hashes and nothing else.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.files import replace_text
from graph.view import LANGUAGES, View, ViewClaim, ViewEdge, ViewName, ViewNode, palette
from ontology.records import Article, Claim, Mention, Quantity
from ontology.vocabulary import classes, relations

if TYPE_CHECKING:
    from jinja2 import Environment
    from pyvis.network import Network

# In the order in which they run; each adds its part to the one global name, `claimgraph`.
SCRIPTS: Final = (
    "model.js",
    "words.js",
    "geometry.js",
    "labels.js",
    "drawing.js",
    "claims.js",
    "reader.js",
    "panel.js",
    "list.js",
    "search.js",
    "legend.js",
    "explorer.js",
)
_FOLDER: Final = Path(__file__).parent / "explorer"
_VIS: Final = "lib/vis-9.1.2/vis-network.min.js"
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_Json = dict[str, Any]


def write(view: View, path: Path) -> None:
    """Writes the explorer of a view as one HTML file, in one step."""
    replace_text(path, html(view))


def html(view: View) -> str:
    """The explorer of a view as one HTML document."""
    network = _network(view)
    page: str = network.generate_html(notebook=False)
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", page)


def model(view: View) -> _Json:
    """Everything that the explorer tells about the drawing, as plain values."""
    used = {each.claim.relation for each in view.claims}
    return {
        "language": view.language,
        "languages": LANGUAGES,
        "strings": _strings(),
        "types": {name: {**look, "label": _class_labels(name)} for name, look in palette().items()},
        "relations": {name: _page_labels(each.labels) for name, each in relations().items() if name in used},
        "articles": [_article(each) for each in view.articles],
        "nodes": [_node(each) for each in view.nodes],
        "edges": [_edge(each) for each in view.edges],
        "claims": [_claim(each) for each in view.claims],
        "rest": _rest(view),
    }


def _network(view: View) -> Network:
    """The core of the view as a pyvis network under our own page."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", heading="")
    network.toggle_physics(False)
    for node in view.nodes:
        if node.core:
            network.add_node(node.id, **_drawn_node(node))
    for edge in view.edges:
        if edge.core:
            network.add_edge(edge.source, edge.target, **_drawn_edge(edge))
    network.templateEnv = _environment()
    network.templateEnv.globals |= {"view": view, "data": _data_block(model(view)), "as_data": _data_block}
    network.path = "page.html"
    return network


def _environment() -> Environment:
    """Jinja over our templates and pyvis' files, with the parts of the page that no view changes."""
    import pyvis
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader
    from markupsafe import Markup

    theirs = Path(pyvis.__file__).parent / "templates"
    environment = Environment(
        autoescape=True,
        keep_trailing_newline=True,
        loader=ChoiceLoader([FileSystemLoader(_FOLDER), FileSystemLoader(theirs)]),
    )
    # Read as they are, not as templates: scripts are full of braces. The source map is a file that is not there.
    vis = re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", _source(environment, _VIS))
    scripts = [vis, *(_source(environment, each) for each in SCRIPTS)]
    style = _source(environment, "explorer.css")
    environment.globals |= {
        "scripts": [Markup(each) for each in scripts],  # noqa: S704  (our own files and vis-network's)
        "style": Markup(style),  # noqa: S704
        "policy": _policy(scripts, style),
        "strings": _strings(),
    }
    return environment


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None  # noqa: S101  (set three lines above)
    return environment.loader.get_source(environment, name)[0]


def _policy(scripts: Sequence[str], style: str) -> str:
    """Our scripts and our style, and nothing else. vis-network sets styles through the DOM, which needs no leave."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(_hash(each) for each in scripts)}",
            f"style-src {_hash(style)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _data_block(value: object) -> str:
    """JSON that can stand in a script element: no ``<`` to end it with, and no line ends that only JavaScript knows."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    escapes: dict[str, str | int | None] = {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
    return Markup(text.translate(str.maketrans(escapes)))  # noqa: S704  (cannot close the element)


@cache
def _strings() -> Mapping[str, Mapping[str, str]]:
    """The explorer's own words by language."""
    loaded: dict[str, dict[str, str]] = json.loads((_FOLDER / "strings.json").read_text(encoding="utf-8"))
    return loaded


def _class_labels(name: str) -> _Json:
    known = classes().get(name)
    return _page_labels(known.labels) if known else dict.fromkeys(LANGUAGES, name)


def _page_labels(labels: Mapping[str, str]) -> _Json:
    return {each: labels.get(each, labels.get("en", "")) for each in LANGUAGES}


def _drawn_node(node: ViewNode) -> _Json:
    return {"label": node.label, "x": node.x, "y": node.y, "shape": node.shape, "size": node.size, "color": node.colour}


def _drawn_edge(edge: ViewEdge) -> _Json:
    return {"id": edge.id, "label": edge.relation, "weight": edge.weight}


def _rest(view: View) -> _Json:
    """What is drawn only when somebody asks for it, in the form that vis-network draws."""
    return {
        "nodes": [{"id": each.id, **_drawn_node(each)} for each in view.nodes if not each.core],
        "edges": [
            {"from": each.source, "to": each.target, **_drawn_edge(each)} for each in view.edges if not each.core
        ],
    }


def _article(article: Article) -> _Json:
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "path": article.path,
        "text": article.text,
    }


def _node(node: ViewNode) -> _Json:
    return {
        "id": node.id,
        "type": node.type,
        "labels": {each.language: each.text for each in node.labels},
        "names": _distinct(node.names),
        "claims": node.claims,
        "articles": node.articles,
        "sameAs": node.same_as,
    }


def _distinct(names: Sequence[ViewName]) -> list[str]:
    return list(dict.fromkeys(each.text for each in names))


def _edge(edge: ViewEdge) -> _Json:
    return {
        "id": edge.id,
        "source": edge.source,
        "relation": edge.relation,
        "target": edge.target,
        "status": edge.status,
        "disputed": edge.disputed,
        "open": edge.open,
        "via": edge.via,
        "claims": edge.claims,
        "sources": edge.sources,
        "first": edge.first,
        "last": edge.last,
    }


def _claim(drawn: ViewClaim) -> _Json:
    claim = drawn.claim
    return {
        "id": claim.id,
        "article": drawn.article,
        "edge": drawn.edge,
        "relation": claim.relation,
        "open": claim.open,
        "subject": _mention(claim.subject),
        "object": claim.object if isinstance(claim.object, str) else _mention(claim.object),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "saidBy": _mention(claim.said_by),
        "chain": [_mention(each) for each in claim.chain],
        "quote": {"start": claim.quote.start, "end": claim.quote.end, "text": claim.quote.text},
        **_circumstances(claim),
    }


def _circumstances(claim: Claim) -> _Json:
    when = claim.when
    return {
        "quantity": _quantity(claim.quantity),
        "share": _quantity(claim.share),
        "when": {"text": when.text, "start": when.start, "end": when.end} if when else None,
        "where": _mention(claim.where),
    }


def _mention(mention: Mention | None) -> _Json | None:
    return {"node": mention.entity, "text": mention.span.text} if mention else None


def _quantity(quantity: Quantity | None) -> _Json | None:
    return {"value": quantity.value, "bound": quantity.bound, "unit": quantity.unit} if quantity else None
