"""The command line. Each command opens the library, makes one call and prints."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from graph import console
from graph.cli import answers, articles, disputes, identity, serving
from graph.errors import ClaimgraphError

HELP = """News articles in English and Norwegian to a graph of claims: who did what to whom, who says so, in what words.

Exit codes: 0 fine, 1 the input or the data is at fault, 2 the command line is."""

app = typer.Typer(help=HELP, add_completion=False, rich_markup_mode=None)
COMMANDS = (
    articles.build,
    articles.add,
    articles.load,
    articles.remove,
    articles.extract,
    answers.claims,
    answers.entities,
    answers.explain,
    disputes.disputes,
    disputes.timeline,
    disputes.diff,
    disputes.history,
    answers.query,
    answers.export,
    answers.open_,
    identity.same,
    identity.different,
    identity.identity,
    serving.serve,
)
for _command in COMMANDS:
    app.command(_command.__name__.rstrip("_"))(_command)


def _at_fault() -> tuple[type[Exception], ...]:
    """The errors whose message is for the user. Asked for only when one is on its way, so the imports cost nothing."""
    from extractors.pipelines import ModelError
    from ontology.thesaurus import ThesaurusError

    return ClaimgraphError, ModelError, ThesaurusError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give back its exit code; what is at fault is said in one line."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    console.prepare()
    try:
        command = typer.main.get_command(app)
        code = command.main(arguments or ["--help"], prog_name="claimgraph", standalone_mode=False)
    except typer.TyperException as error:
        console.complain(error.format_message())
        return error.exit_code
    except _at_fault() as error:
        console.complain(str(error))
        return 1
    except OSError as error:
        console.complain(console.in_one_line(error))
        return 1
    return code if isinstance(code, int) else 0
