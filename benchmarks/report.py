"""All benchmarks in one run, written down with the machine: `make bench`, or `python -m benchmarks.report`.

    python -m benchmarks.report --only throughput layers --sizes 50 200    # some of them, at other sizes

What fails or cannot be run here (no browser, say) is named in the report and leaves the others as they are.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks.processes import CommandFailedError, run
from benchmarks.tables import Row, markdown
from graph.files import replace_text

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "benchmarks.md"
PICTURE: Final = ROOT / "docs" / "pictures" / "growth.svg"
START: Final = "from graph.cli import main; import sys; sys.exit(main(sys.argv[1:]))"
BENCHMARKS: Final[Mapping[str, str]] = {
    "throughput": "News to graph",
    "latency": "Start-up and answers",
    "layers": "The layers above the language model",
    "others": "Beside other extractors",
    "identity": "Who is who",
    "store": "Queries",
    "serve": "Many clients",
    "explorer": "The explorer beside plain pyvis",
    "crash": "Killed and built on",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, tables by their own headings ("" for none), and a line where it could not be measured."""

    title: str
    tables: Mapping[str, Sequence[Row]]
    missing: str = ""


def machine() -> list[Row]:
    """What the figures were measured on."""
    import psutil

    cpu = Path("/proc/cpuinfo")
    names = (
        [line.split(":", 1)[1].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")]
        if cpu.exists()
        else []
    )
    told = {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": names[0] if names else platform.processor() or platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": platform.platform(),
        "Python": platform.python_version(),
        **{name: version(name) for name in ("spacy", "pyoxigraph", "numpy")},
    }
    return [{"": name, "value": value} for name, value in told.items()]


def latency() -> list[Row]:
    """Seconds from the command to its end, the shortest of three: help, one short article, a query."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        text, out = Path(folder, "short.txt"), str(Path(folder, "out"))
        text.write_text("Rebels captured Goma on Monday, officials said.\n", encoding="utf-8")
        commands = {
            "claimgraph --help": ["--help"],
            "claimgraph extract, one short article": ["extract", str(text), "--language", "en"],
            "claimgraph build, one short article": ["build", str(text), "-o", out, "--language", "en"],
            "claimgraph query, on that": ["query", out, "SELECT * { ?s ?p ?o } LIMIT 1"],
        }
        return [
            {
                "command": name,
                "seconds": round(min(run([sys.executable, "-c", START, *each]).seconds for _ in range(3)), 2),
            }
            for name, each in commands.items()
        ]


def sections(names: Iterable[str], sizes: Sequence[int] = ()) -> Iterator[Section]:
    """The benchmarks of these names, one after the other."""
    for name in names:
        print(f"{datetime.now(UTC):%H:%M:%S} {name}", file=sys.stderr, flush=True)
        yield _section(BENCHMARKS[name], _report_of(name, sizes))


def _report_of(name: str, sizes: Sequence[int]) -> Callable[[], Any]:
    if name == "latency":
        return latency
    module = import_module(f"benchmarks.{name}")
    return (lambda: module.report(sizes)) if sizes and name == "throughput" else module.report


def _section(title: str, report: Callable[[], Any]) -> Section:
    try:
        found = report()
    except (ImportError, OSError, AssertionError, CommandFailedError) as error:
        return Section(title, {}, f"{type(error).__name__}: {' '.join(str(error).split())[:200]}")
    tables = found if isinstance(found, Mapping) else {"": found}
    return Section(title, {name: [_row(each) for each in rows] for name, rows in tables.items()})


def _row(row: Any) -> Row:  # noqa: ANN401  (a record of whatever kind)
    values = asdict(row) if is_dataclass(row) and not isinstance(row, type) else dict(row)
    return {key: value if isinstance(value, str | int | float) else str(value or "") for key, value in values.items()}


def page(about: Sequence[Row], found: Iterable[Section], picture: str | None = None) -> str:
    """The report in Markdown."""
    lines = ["# Benchmarks", "", "Written by `make bench`; what each figure means stands in `benchmarks/`.", ""]
    lines += markdown(about)
    for section in found:
        lines += ["", f"## {section.title}"]
        lines += ["", f"Not measured here: {section.missing}"] if section.missing else []
        for name, rows in section.tables.items():
            lines += [""] + ([f"**{name}**", ""] if name else []) + markdown(rows)
            lines += ["", f"![time and memory by articles]({picture})"] if name == "growth" and picture else []
    return "\n".join(lines) + "\n"


def draw(rows: Sequence[Row], path: Path) -> None:
    """Time and memory by articles, both on logarithmic axes."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "claimgraph"  # the same figures make the same file
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(9, 3.5), layout="constrained")
    articles = [float(row["articles"]) for row in rows]
    for axis, column, label in zip(axes, ("seconds", "MiB, largest process"), ("seconds", "MiB"), strict=True):
        axis.loglog(articles, [float(row[column]) for row in rows], marker="o", color="#0072B2")
        axis.set(xlabel="articles", ylabel=label, title=column)
        axis.grid(visible=True, which="both", alpha=0.3)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None})
    plt.close(figure)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything, and write it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(BENCHMARKS), default=list(BENCHMARKS))
    parser.add_argument("--sizes", nargs="+", type=int, default=(), help="articles of the growth series")
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args(arguments)
    found = list(sections(options.only, options.sizes))
    growth = next((each.tables["growth"] for each in found if "growth" in each.tables), None)
    picture = options.out.parent / "pictures" / PICTURE.name
    if growth:
        draw(growth, picture)
    told = page(machine(), found, f"pictures/{PICTURE.name}" if growth else None)
    replace_text(options.out, told)
    print(options.out)


if __name__ == "__main__":
    main()
