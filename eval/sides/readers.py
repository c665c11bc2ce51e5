"""Random tables side by side: which reader puts the true numbers into the right rows?

A number counts as soon as it stands in a cell of its own, in a row that holds its label. Columns, units
and paths, which `python -m eval tables` asks of Luku, are not asked here: the other readers know none.
"""

from __future__ import annotations

import re
import tempfile
import warnings
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

from eval.numbers import printed_value
from eval.statistics import Share
from eval.tables.extracting import Extractor
from eval.tables.layout import draw
from eval.tables.make import make_sheet
from eval.tables.spec import Fact, Profile, facts
from eval.text import plain

ReadRow = tuple[str, frozenset[Decimal]]
"""The text of a row as read, without spaces, and the numbers of its cells as printed."""
_MARK = re.compile(r"(?<=[\d ])(?:\*|[ \n]\d\))$")
"""A footnote's mark behind a number: its digit is none of the number's."""
Reader = Callable[[Path], list[ReadRow]]


def table_readers(seeds: Sequence[int], profile: Profile = Profile.MEASURE) -> dict[str, Share]:
    """Numbers in the right row by reader; readers that are not installed are left out.

    Raises ExtractFailed where the product does not run.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="luku-sides-")))
        extractor = stack.enter_context(Extractor())
        readers: dict[str, Reader] = {**_installed(), "Luku": lambda file: _luku(extractor, file)}
        hits, count = dict.fromkeys(readers, 0), 0
        for seed in seeds:
            sheet = make_sheet(seed, profile)
            file = folder / f"{seed}.pdf"
            file.write_bytes(draw(sheet))
            true = facts(sheet)
            count += len(true)
            for name, read in readers.items():
                rows = read(file)
                hits[name] += sum(in_right_row(fact, rows) for fact in true)
    return {name: Share(found, count) for name, found in hits.items()}


def in_right_row(fact: Fact, rows: Iterable[ReadRow]) -> bool:
    labels = {squeezed(form) for form in fact.row_paths[0][-1].forms}
    value = fact.value / fact.scale
    return any(value in numbers and any(label in text for label in labels) for text, numbers in rows)


def squeezed(text: str) -> str:
    """Without white space: how a label's lines were joined does not count."""
    return "".join(plain(text).split())


def read_row(cells: Iterable[str | None]) -> ReadRow:
    texts = [cell or "" for cell in cells]
    values = (printed_value(_MARK.sub("", text)) for text in texts)
    return squeezed("".join(texts)), frozenset(value for value in values if value is not None)


def _luku(extractor: Extractor, file: Path) -> list[ReadRow]:
    return [
        (squeezed("".join(one.row_path[-1:])), frozenset({one.value / one.scale}))
        for one in extractor.readings(file)
    ]


def _installed() -> dict[str, Reader]:
    readers: dict[str, Reader] = {}
    try:
        import pdfplumber  # type: ignore[import-not-found, unused-ignore]  # an extra

        def plumbed(file: Path) -> list[ReadRow]:
            with pdfplumber.open(file) as document:
                tables = [table for page in document.pages for table in page.extract_tables()]
            return [read_row(row) for table in tables for row in table]

        readers["pdfplumber"] = plumbed
    except ImportError:
        pass
    try:
        import camelot.io  # type: ignore[import-not-found, import-untyped, unused-ignore]  # an extra

        def camelots(file: Path) -> list[ReadRow]:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it warns of each page without a table
                tables = camelot.io.read_pdf(str(file), pages="all", flavor="hybrid")
            return [read_row(row) for table in tables for row in table.data]

        readers["camelot, hybrid"] = camelots
    except ImportError:
        pass
    return readers


def markdown(shares: dict[str, Share]) -> str:
    lines = ["| reader of tables | numbers in the right row | of |", "|---|---|---|"]
    lines += [f"| {name} | {one.mean or 0.0:.3f} | {one.of} |" for name, one in shares.items()]
    return "\n".join(lines)
