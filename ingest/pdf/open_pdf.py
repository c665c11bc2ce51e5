"""Opens a PDF file with PDFium, or says in plain words why it cannot be read."""

from __future__ import annotations

from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from ingest.errors import UnreadableFile

_HEADER_WITHIN = 1024


def open_pdf(data: bytes, file: str, password: str | None) -> Any:
    """A pypdfium2 PdfDocument (close it; hold the PDFium lock). Raises UnreadableFile."""
    if not data:
        raise UnreadableFile(
            "empty_file", f"{file}: tiedosto on tyhjä. Hae se uudelleen lähteestä.", file=file
        )
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise UnreadableFile(
            "not_a_pdf",
            f"{file}: tiedosto ei ole PDF, vaikka sen nimi niin sanoo. Avaa se ja tallenna PDF-muotoon.",
            file=file,
        )
    try:
        document = pypdfium2.PdfDocument(data, password=password)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(file, password, getattr(error, "err_code", None)) from error
    if pages == 0:
        document.close()
        raise _unreadable(file, password, None)
    return document


def _unreadable(file: str, password: str | None, code: int | None) -> UnreadableFile:
    if code == pdfium.FPDF_ERR_PASSWORD:
        if password is None:
            return UnreadableFile(
                "encrypted",
                f"{file}: tiedosto on suojattu salasanalla. Anna salasana tai suojaamaton tiedosto.",
                file=file,
            )
        return UnreadableFile(
            "wrong_password", f"{file}: salasana ei avaa tiedostoa. Tarkista salasana.", file=file
        )
    if code == pdfium.FPDF_ERR_SECURITY:
        return UnreadableFile(
            "encrypted",
            f"{file}: tiedosto on suojattu tavalla, jota ei tueta. Tallenna siitä suojaamaton PDF.",
            file=file,
        )
    return UnreadableFile(
        "broken_file",
        f"{file}: tiedosto on vioittunut tai kesken, eikä siitä saa sivuja. Hae se uudelleen.",
        file=file,
    )
