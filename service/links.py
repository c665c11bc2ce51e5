"""Addresses of the reader and of page pictures: where a citation is shown on its page.

/report/{id}?page=13&cite=72.0,310.2,401.5,322.0;…    the boxes of the quote, in points to one decimal
                    &at=350.0,310.2,401.5,322.0       the cells or numbers among them that are meant
                    &quote=Toimintakate 2 320 +130    the quote itself where the format has no boxes
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote as percent_encoded

from ingest.errors import LukuError
from ingest.records import Box

MOST_MARKS = 500
LONGEST_QUOTE = 160
GAP = " … "
"""Stands in a long quote of an address for what is left out of its middle."""
_FARTHEST = 1_000_000.0


def reader_url(
    report: str, page: int, boxes: Sequence[Box] = (), quote: str = "", cells: Sequence[Box] = ()
) -> str:
    """Where the reader shows a quote: by its boxes, or by its words where there are no boxes."""
    url = f"/report/{percent_encoded(report)}?page={page}"
    if boxes:
        url += f"&cite={marks_text(boxes)}"
    elif quote.strip():
        url += f"&quote={percent_encoded(_shortened(quote), safe='')}"
    return url + (f"&at={marks_text(cells)}" if cells else "")


def page_picture_url(
    report: str, page: int, width: int | None = None, highlight: Sequence[Box] = (), sha256: str = ""
) -> str:
    """The picture of a PDF's page, `width` pixels wide. With the `sha256` of the report's file the address
    changes with the file, and browsers may keep the picture."""
    parts = [f"highlight={marks_text(highlight)}"] if highlight else []
    parts += [f"width={width}"] if width else []
    parts += [f"v={version(sha256)}"] if sha256 else []
    url = f"/api/v1/reports/{percent_encoded(report)}/pages/{page}.png"
    return f"{url}?{'&'.join(parts)}" if parts else url


def version(sha256: str) -> str:
    """What tells one file from another in an address."""
    return sha256[:12]


def marks_text(boxes: Sequence[Box]) -> str:
    """Boxes as an address tells them: "x0,y0,x1,y1;…"."""
    return ";".join(",".join(f"{edge:.1f}" for edge in box) for box in boxes)


def parse_marks(text: str) -> tuple[Box, ...]:
    """The boxes of `marks_text`. Raises `LukuError("invalid_marks")`."""
    pieces = [piece for piece in text.split(";") if piece.strip()]
    if len(pieces) > MOST_MARKS:
        raise _invalid(text)
    return tuple(_box(piece, text) for piece in pieces)


def _box(piece: str, text: str) -> Box:
    try:
        x0, y0, x1, y1 = (float(edge) for edge in piece.split(","))
    except ValueError as error:
        raise _invalid(text) from error
    if not all(-_FARTHEST < edge < _FARTHEST for edge in (x0, y0, x1, y1)):  # also what is no number
        raise _invalid(text)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _invalid(text: str) -> LukuError:
    return LukuError(
        "invalid_marks",
        f"Korostettavat alueet annetaan pisteinä muodossa x0,y0,x1,y1;… ja niitä on enintään {MOST_MARKS}.",
        given=text[:200],
    )


def _shortened(quote: str) -> str:
    text = " ".join(quote.split())
    if len(text) <= LONGEST_QUOTE:
        return text
    half = LONGEST_QUOTE // 2
    return text[:half].rsplit(" ", 1)[0] + GAP + text[-half:].split(" ", 1)[-1]
