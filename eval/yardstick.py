"""What embedding alone costs: the yardstick the bench measures the product with.

Everything else of the evaluation is a client over HTTP and imports nothing of the product, so that
it cannot share a mistake with it. A speed ratio is different: "a question costs at most four times
the embedding of its query" can only be measured with the very engine that the service uses, and
"ingesting costs at most twice the embedding of its passages" needs the passages the index cuts. So
this file, and no other of eval, imports from ingest and index.
"""

from __future__ import annotations

import gc
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.embedding import Embedder


@dataclass(frozen=True, slots=True)
class IngestCost:
    """Seconds to read and store one report, and to embed its passages alone."""

    passages: int
    ingest: float
    embedding: float


class QueryYardstick:
    """The service's own query engine, in this process. The first call loads it."""

    def __init__(self) -> None:
        from index.embedding import open_embedder

        self._embedder: Embedder = open_embedder()
        self._embedder.encode_queries(["lämmittely"])

    def seconds(self, question: str) -> float:
        start = time.perf_counter()
        self._embedder.encode_queries([question])
        return time.perf_counter() - start


def ingest_cost(file: Path, library: Path) -> IngestCost:
    """Read and store `file` in a new library, then embed its passages again with the same engine.

    The engine is loaded before either is timed. The embedding is timed before and after the
    ingesting and the mean taken, since the machine's speed may drift.
    """
    from index.embedding import open_embedder
    from index.library import open_library
    from index.passages import cut_passages
    from ingest.read import read_report

    embedder = open_embedder()
    texts = [passage.text for passage in cut_passages(read_report(file))]
    embedder.encode_passages(texts[:1])

    def embed() -> float:
        start = time.perf_counter()
        embedder.encode_passages(texts)
        return time.perf_counter() - start

    before = embed()
    start = time.perf_counter()
    with open_library(library, embedder) as opened:
        opened.add(read_report(file), file.read_bytes())
    ingest = time.perf_counter() - start
    return IngestCost(len(texts), ingest, (before + embed()) / 2)


def read_seconds(file: Path) -> float:
    """Processor seconds of reading a file whole: text, tables, figures; as the reading process does it,
    without looking for cycles."""
    from ingest.read import read_report

    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        read_report(file)
        return time.process_time() - start
    finally:
        gc.enable()


def pdfplumber_seconds(file: Path) -> float:
    """The same of pdfplumber, its text alone. Raises ImportError when it is not installed."""
    import pdfplumber  # type: ignore[import-not-found, unused-ignore]  # an extra

    start = time.process_time()
    with pdfplumber.open(file) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
    return time.process_time() - start


def pypdf_seconds(file: Path) -> float:
    """The same of pypdf, its text alone."""
    from pypdf import PdfReader

    start = time.process_time()
    for page in PdfReader(file).pages:
        page.extract_text()
    return time.process_time() - start


def camelot_seconds(file: Path) -> float:
    """The same of camelot's hybrid parser, its tables alone. Raises ImportError when it is not installed."""
    import camelot.io  # type: ignore[import-not-found, import-untyped, unused-ignore]  # an extra

    start = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of each page without a table
        camelot.io.read_pdf(str(file), pages="all", flavor="hybrid")
    return time.process_time() - start


def drawing_seconds(file: Path, page: int, width: int) -> float:
    """Opening a PDF and drawing one page (from 1) into memory, with PDFium as the service does."""
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    start = time.perf_counter()
    document = pypdfium2.PdfDocument(file)
    drawn = document[page - 1]
    drawn.render(scale=width / drawn.get_width(), rev_byteorder=True).close()
    document.close()
    return time.perf_counter() - start


def page_count(file: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(file).pages)


def repeat_pages(file: Path, out: Path, pages: int) -> None:
    """A file of so many pages, those of `file` again and again."""
    from pypdf import PdfReader, PdfWriter

    reader, writer = PdfReader(file), PdfWriter()
    for index in range(pages):
        writer.add_page(reader.pages[index % len(reader.pages)])
    with out.open("wb") as stream:
        writer.write(stream)
