"""A PDF file from its bytes to layouts: runs the stages page by page and gathers problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.limits import PageTooSlow, page_share, pages_to_read, reading, recognising
from ingest.pdf.draft import Draft
from ingest.pdf.file_facts import FileFacts, file_facts
from ingest.pdf.fills_to_fences import fills_to_fences
from ingest.pdf.glyphs_to_words import glyphs_to_words
from ingest.pdf.lines_to_paragraphs import lines_to_paragraphs
from ingest.pdf.lock import PDFIUM_LOCK
from ingest.pdf.open_pdf import open_pdf
from ingest.pdf.page_to_sheet import page_to_sheet
from ingest.pdf.pages_to_running import PageWords, Running, body_size, pages_to_running
from ingest.pdf.paragraph_to_text import vocabulary
from ingest.pdf.paragraphs_to_blocks import PageEntries, paragraphs_to_blocks
from ingest.pdf.pieces import Rule, Sheet, Word, chunk_of
from ingest.pdf.scans import (
    Recogniser,
    Scan,
    TextLayer,
    page_to_picture,
    scan_problem,
    text_layer,
    untilt_box,
)
from ingest.pdf.segments_to_rules import segments_to_rules
from ingest.pdf.sheet_to_grids import draft_to_grid
from ingest.pdf.turning import unturn_box
from ingest.pdf.words_to_entries import Rules, words_to_entries
from ingest.pdf.words_to_lines import words_to_word_lines
from ingest.records import Block, Box, Grid, Layout, Problem, Reading, Span


@dataclass(frozen=True, slots=True)
class _Page:
    """One page's drawing and words, before the document as a whole is looked at."""

    sheet: Sheet
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    fences: tuple[Rule, ...]
    words: tuple[Word, ...]
    ocr: bool = False
    tilt: float = 0.0
    doubts: tuple[Box, ...] = ()


def read_pdf(
    data: bytes, file: str, password: str | None = None, recognise: Recogniser | None = None
) -> Reading:
    """Read a PDF file.

    `file` is its name for messages. Boxes are in points from the shown page's top left corner.
    A page that cannot be read becomes an empty layout and a problem. Pages without text of their own
    are read with `recognise`; without it, or where it finds nothing, they are problems too. Raises
    UnreadableFile (`empty_file`, `not_a_pdf`, `encrypted`, `wrong_password`, `broken_file`).
    """
    pages, problems = _read_pages(data, file, password, recognise)
    facts = file_facts(data, password)
    layouts, more = _pages_to_layouts(pages, facts)
    found = sorted((*problems, *more), key=lambda problem: problem.page or 0)
    return Reading(tuple(layouts), facts.title, (*facts.problems, *found))


def _read_pages(
    data: bytes, file: str, password: str | None, recognise: Recogniser | None
) -> tuple[list[_Page], list[Problem]]:
    pages: list[_Page] = []
    problems: list[Problem] = []
    with PDFIUM_LOCK:
        document = open_pdf(data, file, password)
    try:
        count = len(document)
        wanted = pages_to_read(count)
        if wanted < count:
            problems.append(_too_many_pages(wanted, count))
        for number in range(1, wanted + 1):
            reading(number)
            try:
                with page_share():
                    page, problem = _read_page(document, number, recognise)
                pages.append(page)
                problems += [problem] if problem else []
            except Exception as error:  # one bad page must not cost the rest
                problems.append(_page_problem(number, error))
                pages.append(_empty_page(number))
    finally:
        with PDFIUM_LOCK:
            document.close()
    return pages, problems


def _read_page(document: Any, number: int, recognise: Recogniser | None) -> tuple[_Page, Problem | None]:
    """The page itself where its text layer is sound; else what is recognised on its picture."""
    with PDFIUM_LOCK:
        drawn = document[number - 1]
    try:
        with PDFIUM_LOCK:
            sheet = page_to_sheet(drawn, number)
        page = _sheet_to_page(sheet)
        with PDFIUM_LOCK:
            layer = text_layer(drawn, page.sheet, page.words)
            wanted = recognise is not None and layer in (TextLayer.MISSING, TextLayer.GARBLED)
            picture = page_to_picture(drawn, number) if wanted else None
    finally:
        with PDFIUM_LOCK:
            drawn.close()
    if layer is TextLayer.RECOGNISED:
        return replace(page, ocr=True), None
    scan: Scan | None = None
    failure: Exception | None = None
    if recognise is not None and picture is not None:
        try:
            recognising(number)
            scan = recognise(picture)
        except (RuntimeError, TimeoutError) as error:  # the page keeps what it has
            failure = error
    if scan is None:
        return page, scan_problem(number, layer, wanted, failure)
    return replace(_sheet_to_page(scan.sheet), ocr=True, tilt=scan.tilt, doubts=scan.doubts), None


def _sheet_to_page(sheet: Sheet) -> _Page:
    across, down = segments_to_rules(sheet.across), segments_to_rules(sheet.down)
    fences = fills_to_fences(sheet.fills)
    words = glyphs_to_words(sheet.glyphs, (*down, *fences))
    return _Page(replace(sheet, glyphs=()), across, down, fences, words)


def _empty_page(number: int) -> _Page:
    return _Page(Sheet(number, 0.0, 0.0, 0, (), (), (), (), (), ()), (), (), (), ())


def _too_many_pages(read: int, count: int) -> Problem:
    return Problem(
        "too_many_pages",
        f"Tiedostossa on {count} sivua, joista luettiin {read} ensimmäistä. Jaa tiedosto osiin ja lue ne "
        "kukin erikseen.",
    )


def _page_problem(number: int, error: Exception, text_kept: bool = False) -> Problem:
    if text_kept:
        return Problem(
            "page_too_slow" if isinstance(error, PageTooSlow) else "page_unreadable",
            f"Sivun {number} teksti luettiin vain riveinä, sillä taulukoita ja palstoja ei voitu erottaa. "
            f"Tarkista sivu alkuperäisestä tiedostosta. ({type(error).__name__}: {error})",
            number,
        )
    if isinstance(error, PageTooSlow):
        return Problem(
            "page_too_slow",
            f"Sivua {number} ei luettu, koska siinä on liikaa luettavaa; muut sivut luettiin. Avaa sivu "
            f"alkuperäisestä tiedostosta. ({error})",
            number,
        )
    return Problem(
        "page_unreadable",
        f"Sivua {number} ei voitu lukea; muut sivut luettiin. Avaa sivu alkuperäisestä tiedostosta. "
        f"({type(error).__name__}: {error})",
        number,
    )


def _pages_to_layouts(pages: Sequence[_Page], facts: FileFacts) -> tuple[list[Layout], list[Problem]]:
    problems: list[Problem] = []
    page_words = [
        PageWords(page.sheet.page, page.sheet.width, page.sheet.height, page.words) for page in pages
    ]
    body = body_size(page_words)
    running = pages_to_running(page_words)
    entries: list[PageEntries] = []
    drafts: list[tuple[Draft, ...]] = []
    for page, around in zip(pages, running, strict=True):
        try:
            with page_share():
                found, found_drafts = _page_entries(page, around, body, facts.titles(page.sheet.page))
        except Exception as error:  # one odd page must not cost the rest
            found, found_drafts = _plain_entries(page, around), ()
            problems.append(_page_problem(page.sheet.page, error, bool(found.entries)))
        entries.append(found)
        drafts.append(found_drafts)
    known = frozenset().union(*(vocabulary(page.words) for page in pages))
    blocks, failed = _entries_to_blocks(entries, body, known)
    problems += failed
    lost = {problem.page for problem in failed}
    layouts = []
    for index, page in enumerate(pages):
        label = running[index].label
        if label is None and index < len(facts.labels):
            label = facts.labels[index] or None
        kept = () if page.sheet.page in lost else drafts[index]
        try:
            grids = tuple(draft_to_grid(draft, page.sheet.page, known) for draft in kept)
            layout = _layout(page, label, blocks[index], grids)
        except Exception as error:  # one odd page must not cost the rest
            problems.append(_page_problem(page.sheet.page, error))
            layout = _layout(page, label, (), ())
        layouts.append(layout)
    return layouts, problems


def _no_entries(page: int, width: float, height: float) -> PageEntries:
    return PageEntries(page, width, height, (), (), ())


def _plain_entries(page: _Page, around: Running) -> PageEntries:
    """A page's text as paragraphs from the top, without tables, cards, charts and columns.

    Nothing, where even that fails or takes too long.
    """
    sheet = page.sheet
    used = {id(word) for chunk in (*around.heads, *around.feet) for word in chunk.words}
    try:
        with page_share():
            lines = words_to_word_lines([word for word in page.words if id(word) not in used])
            paragraphs = lines_to_paragraphs([chunk_of(line) for line in lines])
    except Exception:  # the problem is told already
        return _no_entries(sheet.page, sheet.width, sheet.height)
    return PageEntries(
        sheet.page, sheet.width, sheet.height, tuple(paragraphs), around.heads, around.feet, sheet.asides
    )


def _entries_to_blocks(
    pages: Sequence[PageEntries], body: float, known: frozenset[str]
) -> tuple[list[tuple[Block, ...]], list[Problem]]:
    """The blocks of each page; one that fails gives none and a problem, and the rest is read without it."""
    try:
        return paragraphs_to_blocks(pages, body, known), []
    except Exception:  # which page it is, each of them alone tells
        problems: list[Problem] = []
    sound: list[PageEntries] = []
    alone: list[tuple[Block, ...]] = []
    for page in pages:
        try:
            alone += paragraphs_to_blocks([page], body, known)
            sound.append(page)
        except Exception as error:
            problems.append(_page_problem(page.page, error))
            alone.append(())
            sound.append(_no_entries(page.page, page.width, page.height))
    try:
        return paragraphs_to_blocks(sound, body, known), problems
    except Exception:  # it fails only for the pages together: each has its own headings then
        return alone, problems


def _page_entries(
    page: _Page, around: Running, body: float, titles: tuple[tuple[str, int], ...]
) -> tuple[PageEntries, tuple[Draft, ...]]:
    sheet = page.sheet
    used = {id(word) for chunk in (*around.heads, *around.feet) for word in chunk.words}
    words = [word for word in page.words if id(word) not in used]
    read = words_to_entries(sheet, Rules(page.across, page.down, page.fences), words, body)
    found = PageEntries(
        sheet.page, sheet.width, sheet.height, read.entries, around.heads, around.feet, sheet.asides,
        sheet.tags, titles,
    )  # fmt: skip
    return found, read.drafts


def _layout(page: _Page, label: str | None, blocks: tuple[Block, ...], grids: tuple[Grid, ...]) -> Layout:
    sheet = page.sheet
    if not sheet.turn and not page.tilt:
        return Layout(
            sheet.page, sheet.width, sheet.height, label, blocks, grids, ocr=page.ocr, doubts=page.doubts
        )

    def turned(box: Box | None) -> Box | None:
        if box is None:
            return None
        box = untilt_box(box, page.tilt, sheet.width, sheet.height)
        return unturn_box(box, sheet.turn, sheet.width, sheet.height)

    blocks = tuple(
        replace(
            block,
            box=turned(block.box),
            spans=tuple(Span(s.start, s.end, turned(s.box) or s.box) for s in block.spans),
        )
        for block in blocks
    )
    grids = tuple(
        replace(
            grid,
            box=turned(grid.box),
            cells=tuple(
                replace(
                    cell,
                    box=turned(cell.box),
                    lines=tuple((text, turned(box) or box) for text, box in cell.lines),
                )
                for cell in grid.cells
            ),
        )
        for grid in grids
    )
    width, height = (sheet.height, sheet.width) if sheet.turn in (90, 270) else (sheet.width, sheet.height)
    doubts = tuple(turned(box) or box for box in page.doubts)
    return Layout(sheet.page, width, height, label, blocks, grids, ocr=page.ocr, doubts=doubts)
