"""Writes PDF files object by object, so that they may be as wrong as a test wants them."""

from __future__ import annotations

from collections.abc import Sequence

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(data)


def words(text: str = "Vuosikate oli 9 552 000 euroa.") -> bytes:
    """Page content that prints one line."""
    return b"BT /F1 11 Tf 50 700 Td (%s) Tj ET" % text.encode("latin-1")


def pages_of(
    *contents: bytes,
    page: bytes = b"/MediaBox [0 0 595 842]",
    resources: bytes = b"",
    more: Sequence[bytes] = (),
    catalogue: bytes = b"",
) -> bytes:
    """A file with a page for each content stream. `more` are objects from number 4 on; a content that
    begins with "<<" is a whole stream object."""
    first = 4 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids),
        FONT,
        *more,
    ]
    for content in contents:
        number = len(objects) + 2
        objects.append(
            b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> %s >> >>"
            % (page, number, resources)
        )
        objects.append(content if content.startswith(b"<<") else stream(content))
    return pdf_of(objects)
