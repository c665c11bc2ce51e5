"""Tesseract behind `pytesseract`: is it there, with which languages, and what it recognises."""

from __future__ import annotations

import os
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from PIL import Image

from ingest.errors import LukuError
from ingest.pdf.scans import Pixels

PAGE_SECONDS = 80.0
"""For one run; a page takes at most three, when it lies on its side."""
NEEDED = "fin"
WELCOME = ("swe", "eng")
"""Further languages, used where they are installed."""

_BLOCK_OF_LINES = "--psm 6"
"""The page as lines right across it. Which words make up columns and cells, the PDF reader decides;
Tesseract's own page analysis leaves out lonely numbers."""
_LANGUAGES_HELP = "Asenna se: apt-get install tesseract-ocr-fin"
_ENGINE_HELP = "Asenna se: apt-get install tesseract-ocr tesseract-ocr-fin"
_WRAPPER_HELP = "Asenna se: pip install 'luku[ocr]'"


@dataclass(frozen=True, slots=True)
class Engine:
    """A working Tesseract. `languages` as it names them, joined by "+"."""

    languages: str
    wrapper: ModuleType

    def read(self, pixels: Pixels, dpi: int) -> bytes:
        """A grey picture's words as hOCR with a box and a confidence for each letter.

        Raises TimeoutError after PAGE_SECONDS, RuntimeError when Tesseract fails.
        """
        found = self._run(
            self.wrapper.image_to_pdf_or_hocr,
            pixels,
            extension="hocr",
            lang=self.languages,
            config=f"{_BLOCK_OF_LINES} --dpi {dpi} -c hocr_char_boxes=1",
        )
        return found if isinstance(found, bytes) else str(found).encode()

    def turn(self, pixels: Pixels, dpi: int) -> int:
        """The clockwise turn (0, 90, 180, 270) that sets a page upright; 0 where that is not clear."""
        try:
            found = self._run(
                self.wrapper.image_to_osd, pixels, config=f"--dpi {dpi}", output_type=self.wrapper.Output.DICT
            )
        except RuntimeError:  # too few letters on the page
            return 0
        sure = float(found.get("orientation_conf", 0)) >= 1
        return int(found.get("rotate", 0)) % 360 if sure else 0

    def _run(self, task: Any, pixels: Pixels, **how: Any) -> Any:
        image = Image.fromarray(pixels)
        image.format = "BMP"  # the wrapper hands it over in this format: quicker than packing a PNG
        try:
            return task(image, timeout=PAGE_SECONDS, **how)
        except self.wrapper.TesseractError as error:
            raise RuntimeError(f"Tesseract: {error}") from error
        except RuntimeError as error:  # what the wrapper raises when the time is up
            raise TimeoutError(str(error)) from error


def open_engine() -> Engine:
    """Find Tesseract. Raises LukuError `ocr_unavailable`, which says what to install."""
    try:
        import pytesseract  # type: ignore[import-untyped]  # ships no types
    except ImportError as error:
        raise _unavailable("Python-paketti pytesseract puuttuu", _WRAPPER_HELP) from error
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads only wait for each other on one page
    try:
        installed = set(pytesseract.get_languages(config=""))
    except pytesseract.TesseractNotFoundError as error:
        raise _unavailable("ohjelmaa tesseract ei löydy", _ENGINE_HELP) from error
    if NEEDED not in installed:
        raise _unavailable("Tesseractista puuttuu suomen kieli", _LANGUAGES_HELP)
    languages = [NEEDED, *(name for name in WELCOME if name in installed)]
    return Engine("+".join(languages), pytesseract)


def _unavailable(what: str, help_text: str) -> LukuError:
    return LukuError("ocr_unavailable", f"Tekstintunnistus (--ocr) ei toimi: {what}. {help_text}")
