"""PDFium keeps global state and must never be entered by two threads at once."""

from __future__ import annotations

from threading import RLock

PDFIUM_LOCK = RLock()
"""Hold this around every call into pypdfium2, in this package and elsewhere."""
