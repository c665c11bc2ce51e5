"""Reading text files: lines in, layouts out."""

from ingest.text.reading import read_plain_text

__all__ = ["read_plain_text"]
