"""Speed of reading, measured in one run against other open readers of PDF files.

Times are the processor's, which a busy machine disturbs less than a clock. The readers take turns
file by file, Luku before and after the others, so that a slower moment is shared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.measure import Measure

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
REPORTS = SHARED / "reports"
TABLES = SHARED / "tables" / "icdar2013-eu"
FEW, MANY = 20, 200


def reading_measures(samples: Sequence[Path]) -> Iterator[Measure | str]:
    """The measures of reading, and notes for those that cannot be taken here."""
    from eval.yardstick import camelot_seconds, pdfplumber_seconds, pypdf_seconds

    reports = sorted(REPORTS.glob("*.pdf"))
    if not reports:
        yield "reading: no real reports here (../shared/reports), the samples are read instead"
        reports = list(samples)
    yield from _against("pdfplumber's text", reports, pdfplumber_seconds, 1 / 3)
    yield from _against("pypdf's text", reports, pypdf_seconds, None)
    tables = sorted(TABLES.glob("*.pdf"))
    if tables:
        yield from _against("camelot hybrid", tables, camelot_seconds, 1.0)
    else:
        yield "reading / camelot hybrid: no tables to read here"
    yield _scale(samples[0])


def _against(
    name: str, files: Sequence[Path], other: object, target: float | None
) -> Iterator[Measure | str]:
    from eval.yardstick import page_count, read_seconds

    assert callable(other)
    own = theirs = 0.0
    read_seconds(files[0])
    for file in files:
        before = read_seconds(file)
        try:
            theirs += other(file)
        except ImportError as error:
            yield f"reading / {name}: {error.name} is not installed (pip install '.[bench]')"
            return
        own += (before + read_seconds(file)) / 2
    pages = sum(page_count(file) for file in files)
    detail = f"{own / pages:.4f} s / {theirs / pages:.4f} s of processor a page, {pages} pages"
    yield Measure(f"reading / {name}", own / theirs, target, "times", detail)


def _scale(file: Path) -> Measure:
    """What a page costs in a long file, against a short one of the same pages."""
    from eval.yardstick import read_seconds, repeat_pages

    with TemporaryDirectory(prefix="luku-bench-") as folder:
        few, many = Path(folder) / "few.pdf", Path(folder) / "many.pdf"
        repeat_pages(file, few, FEW)
        repeat_pages(file, many, MANY)
        short = min(read_seconds(few) for _ in range(3)) / FEW
        long = min(read_seconds(many) for _ in range(2)) / MANY
    detail = f"{long:.4f} s / {short:.4f} s of processor"
    return Measure(f"a page of {MANY} / a page of {FEW}", long / short, 1.5, "times", detail)
