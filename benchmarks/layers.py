"""What the layers above the language model cost: `python -m benchmarks.layers [ROUNDS]`.

Parses the seeds and the test articles with the bare model and then extracts from the same parses, in turns within one
run, and prints words a second of each and the ratio of their times.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from benchmarks.tables import Row, show
from extractors import Extractor
from extractors.articles import read
from extractors.articles.paragraphs import paragraphs
from ontology.records import Article

ROOT = Path(__file__).parents[1]


def report(rounds: int = 5) -> list[Row]:
    """Words a second of the model, of the layers above it, and how their times compare."""
    found = read([str(ROOT / "seeds"), str(ROOT / "tests" / "articles")])
    articles = [each for each in found if isinstance(each, Article)]
    extractor = Extractor()
    for article in articles:  # warm: models loaded, caches filled
        extractor.extract(article)
    bare, above, words = [], [], 0
    for _ in range(rounds):
        model = layers = 0.0
        words = 0
        for article in articles:
            nlp = extractor._pipeline(article.language).nlp  # noqa: SLF001
            texts = [each.span.text for each in paragraphs(article)]
            start = time.process_time()
            for doc in nlp.pipe(texts):
                words += len(doc)
            model += time.process_time() - start
            start = time.process_time()
            extractor.extract(article)
            layers += time.process_time() - start
        bare.append(model)
        above.append(layers - model)
    ratios = [one / other for one, other in zip(above, bare, strict=True)]
    return [
        {
            "articles": len(articles),
            "words": words,
            "rounds": rounds,
            "bare model, words/s": round(words / statistics.median(bare)),
            "layers above it, words/s": round(words / statistics.median(above)),
            "layers / model": round(statistics.median(ratios), 2),
        }
    ]


if __name__ == "__main__":
    show(report(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
