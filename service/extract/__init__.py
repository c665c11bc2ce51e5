"""Shows a person what was read from a file: as text for a terminal, or drawn over the pages as HTML.

report -> page items (blocks and parts of tables in reading order) -> table views -> rendering.
"""

from __future__ import annotations

from service.extract.html import check_out, write_html
from service.extract.items import PageRange, choose_pages, parse_pages
from service.extract.terminal import extract_text

__all__ = ["PageRange", "check_out", "choose_pages", "extract_text", "parse_pages", "write_html"]
