"""Text out of files: plain text, Markdown, HTML, JSON and JSON lines to articles, with what is known about each."""

from extractors.articles.inputs import Extracted, Skipped
from extractors.articles.paragraphs import Paragraph, paragraphs
from extractors.articles.reading import article_id, make_article, read, read_inputs

__all__ = ["Extracted", "Paragraph", "Skipped", "article_id", "make_article", "paragraphs", "read", "read_inputs"]
