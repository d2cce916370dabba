"""Where the recipe writes: the places of the real models, or those of a rehearsal below a folder of its own."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
# Lies in the folder of a rehearsal, so that no other folder is taken for one.
MARK = "rehearsal.txt"


@dataclass(frozen=True, slots=True)
class Places:
    """`corpus`: training documents; `output`: what each training leaves, and the scores; `models`: the pipelines."""

    corpus: Path
    output: Path
    models: Path

    def model(self, lang: str, kind: str) -> Path:
        """Where a training leaves its model, and where those that go on from it find it."""
        return self.output / f"{lang}-{kind}" / "model-last"


REAL = Places(HERE / "corpus", HERE / "output", ROOT / "extractors" / "models")


def below(folder: Path) -> Places:
    return Places(folder / "corpus", folder / "output", folder / "models")


def marked(folder: Path, *, anew: bool) -> Places:
    """The places of a rehearsal in `folder`, which is marked as one.

    A whole rehearsal (`anew`) needs an empty folder: files of an earlier one would hide that a step no longer writes
    them. Single steps go on in the folder of a rehearsal.

    Raises:
        ValueError: the folder holds other things.
    """
    empty = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    if not empty and (anew or not (folder / MARK).exists()):
        raise ValueError(
            f"{folder} is not empty: a rehearsal {'begins in an empty folder' if anew else 'is not there'}"
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("A rehearsal of the training recipe; its models are of no use.\n", "utf-8")
    return below(folder)
