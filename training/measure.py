"""Size, loading time, memory and speed, in a fresh process on one core: `python -m training.measure MODELS CORPORA`."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

MAX_DOCUMENTS = 400


def in_own_process(models: Path, corpora: Path) -> dict[str, Any]:
    """Measured where nothing else is loaded, with one thread."""
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    command = [sys.executable, "-m", "training.measure", str(models), str(corpora)]
    done = subprocess.run(  # noqa: S603
        command, env=os.environ | one, check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def folder_size(path: Path) -> float:
    """In megabytes."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6


def measured(models: Path, corpora: Path) -> dict[str, Any]:
    import spacy  # timed apart: what counts is the loading of the models

    spacy.blank("en"), spacy.blank("nb")
    start = time.perf_counter()
    pipelines = {lang: spacy.load(models / lang) for lang in ("en", "nb")}
    loading = time.perf_counter() - start
    found: dict[str, Any] = {"load_seconds": round(loading, 2)}
    found["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    for lang, nlp in pipelines.items():
        found[lang] = {"size_mb": round(folder_size(models / lang), 1), "words_per_second": speed(nlp, lang, corpora)}
    found["size_mb"] = round(sum(found[lang]["size_mb"] for lang in pipelines), 1)
    return found


def speed(nlp: "Language", lang: str, corpora: Path) -> int:
    """Words per CPU second through the whole pipeline, a paragraph at a time; the best of three rounds."""
    from training.testsets import TEST_SETS

    test = next(test for test in TEST_SETS if test.lang == lang)
    groups = list(test.groups(corpora))[:MAX_DOCUMENTS]
    texts = [" ".join(sentence.text for sentence in group) for group in groups]
    rates = []
    for _ in range(3):
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        rates.append(words / (time.process_time() - start))
    return round(max(rates))


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), Path(sys.argv[2]))))
