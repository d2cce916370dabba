"""The explorer: one HTML file that holds everything it needs and loads nothing from anywhere.

The drawing (nodes, edges, positions) is a pyvis network and is drawn by the vis-network that comes with pyvis. The page
around it is our own, because pyvis' page asks a CDN, escapes little, and may take text for markup. Blocks of JSON keep
the two apart: "drawing" is what vis-network draws at once, "view" is what the explorer says about it (see
`graph.explorer.page_data`), "texts" are the articles, which are not looked at before a quote is.

Nothing in the data can run: it stands in JSON blocks only, the scripts put it on the page as text, and the content
security policy lets through our own scripts and style by their hashes and nothing else.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.explorer.page_data import FOLDER, Merged, model, packed, strings
from graph.files import replace_parts
from graph.views.view import View, ViewEdge, ViewNode

if TYPE_CHECKING:
    from jinja2 import Environment
    from pyvis.network import Network

# In the order in which they run; each adds its part to the one global name, `claimgraph`. The first runs before the
# page is drawn for the first time.
FIRST: Final = "theme.js"
SCRIPTS: Final = (
    "unpack.js",
    "fold.js",
    "model.js",
    "address.js",
    "words.js",
    "facets.js",
    "filters.js",
    "selection.js",
    "paths.js",
    "scope.js",
    "geometry.js",
    "labels.js",
    "looks.js",
    "drawing.js",
    "viewport.js",
    "elements.js",
    "dialog.js",
    "quotes.js",
    "citation.js",
    "claims.js",
    "reader.js",
    "disputes.js",
    "states.js",
    "combobox.js",
    "routes.js",
    "thing.js",
    "panel.js",
    "list.js",
    "search.js",
    "legend.js",
    "narrowing.js",
    "chips.js",
    "timeline.js",
    "csv.js",
    "picture.js",
    "share.js",
    "help.js",
    "keys.js",
    "explorer.js",
)
STYLES: Final = ("explorer.css", "parts.css", "small.css", "print.css")
_VIS: Final = "lib/vis-9.1.2/vis-network.min.js"
_ESCAPES: Final = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_DATA, _TEXTS = "\0data\0", "\0texts\0"  # where they go; no template and no title has such a character
_Json = dict[str, Any]


def write(view: View, path: Path, merged: Merged | None = None) -> None:
    """Writes the explorer of a view as one HTML file, in one step."""
    replace_parts(path, (each.encode("utf-8") for each in parts(view, merged)))


def html(view: View, merged: Merged | None = None) -> str:
    """The explorer of a view as one HTML document; ``merged`` tells which names its nodes unite, and why."""
    return "".join(parts(view, merged))


def parts(view: View, merged: Merged | None = None) -> Iterator[str]:
    """The same in parts. The page of a large graph takes hundreds of megabytes while it is put together, so what is
    long in it goes past its template."""
    page: str = _network(view).generate_html(notebook=False)
    before, rest = page.split(_DATA)
    between, after = rest.split(_TEXTS)
    yield _written(before)
    yield _written(_data_block(packed(model(view, merged))))
    yield _written(between)
    yield _written(_data_block([each.text for each in view.articles]))
    yield _written(after)


def _written(text: str) -> str:
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


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
    network.templateEnv.globals |= {
        "view": view,
        "data": _DATA,
        "texts": _TEXTS,
        "as_data": _data_block,
    }
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
        loader=ChoiceLoader([FileSystemLoader(FOLDER), FileSystemLoader(theirs)]),
    )
    # Read as they are, not as templates: scripts are full of braces. The source map is a file that is not there.
    vis = re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", _source(environment, _VIS))
    scripts = [vis, *(_source(environment, each) for each in SCRIPTS)]
    first = _source(environment, FIRST)
    style = "".join(_source(environment, each) for each in STYLES)
    environment.globals |= {
        "first": Markup(first),  # noqa: S704
        "scripts": [Markup(each) for each in scripts],  # noqa: S704  (our own files and vis-network's)
        "style": Markup(style),  # noqa: S704
        "policy": _policy([first, *scripts], style),
        "strings": strings(),
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
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704  (cannot close the element)


def _drawn_node(node: ViewNode) -> _Json:
    return {"label": node.label, "x": node.x, "y": node.y, "shape": node.shape, "size": node.size, "color": node.colour}


def _drawn_edge(edge: ViewEdge) -> _Json:
    return {"id": edge.id, "label": edge.relation, "weight": edge.weight}
