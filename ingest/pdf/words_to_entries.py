"""The words of a page, or of a panel on it, as entries in reading order: cards, tables, charts, paragraphs.

A panel is read like a small page of its own, and what stands in it is kept together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.boxes import bounds
from ingest.pdf.charts_first import charts_first
from ingest.pdf.draft import Draft
from ingest.pdf.drawn_marks import with_drawn_marks
from ingest.pdf.items_to_order import Item, items_to_order
from ingest.pdf.lines_to_paragraphs import Paragraph, lines_to_paragraphs
from ingest.pdf.over_columns import goes_on, joined
from ingest.pdf.panel_rows import cut_at_panels
from ingest.pdf.panels import Panel, words_to_panels
from ingest.pdf.paragraphs_to_blocks import ChartMark, Entry, PanelEdge, TableMark
from ingest.pdf.pieces import Rule, Sheet, Word, holds
from ingest.pdf.rules_to_boxes import rules_to_boxes
from ingest.pdf.sheet_to_grids import sheet_to_grids
from ingest.pdf.words_to_cards import words_to_cards
from ingest.pdf.words_to_charts import Chart, axes_to_charts, words_to_charts
from ingest.pdf.words_to_lines import chunks_of, words_to_lines
from ingest.records import Box

_SLACK_POINTS = 3.0
_DEEPEST = 3
_BANNER_WORDS = 12


@dataclass(frozen=True, slots=True)
class Rules:
    """The merged rules of a page, level and upright, and the edges between its shaded cells."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    fences: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """What is read, in reading order, and the tables in the order of their marks among the entries."""

    entries: tuple[Entry, ...]
    drafts: tuple[Draft, ...] = ()


def words_to_entries(
    sheet: Sheet, rules: Rules, words: Sequence[Word], body: float, depth: int = 0
) -> Entries:
    """Read some words of a page. `body` is the document's text size in points."""
    panels = words_to_panels(sheet, rules.across, rules.down, words) if depth < _DEEPEST else []
    words = _without(words, (word for panel in panels for word in panel.words))
    wholes = [(panel.box, _read_panel(sheet, rules, panel, body, depth)) for panel in panels]
    taken = [panel.box for panel in panels]

    boxes = [fill.box for fill in sheet.fills] + list(sheet.curves)
    boxes += rules_to_boxes(rules.across, rules.down)
    cards = words_to_cards(words, boxes, sheet.width, sheet.height, body, depth > 0)
    words = _without(words, (word for card in cards for line in card.lines for word in line))
    wholes += [(card.box, Entries((card,))) for card in cards]
    taken += [card.box for card in cards]

    charts = axes_to_charts(sheet, words, body)
    words = _without(words, _words_of(charts))
    first = charts_first(sheet, words, [*taken, *(chart.box for chart in charts)], body)
    words = _without(words, _words_of(first))
    charts += first
    untitled = _without(words, (word for chart in first for chunk in chart.title for word in chunk.words))
    placed = sheet_to_grids(sheet, rules.across, rules.down, rules.fences, untitled)
    words = _without(words, (word for grid in placed for word in grid.words))
    wholes += [(grid.box, Entries((TableMark(grid.box),), (grid.draft,))) for grid in placed]
    taken += [grid.box for grid in placed] + [chart.box for chart in charts]
    charts += words_to_charts(sheet, words, taken, body)
    words = _without(words, _words_of(charts))
    wholes += [(_chart_box(chart), Entries((ChartMark(chart.chunks),))) for chart in charts if chart.chunks]

    items = [Item(box, whole=index) for index, (box, _) in enumerate(wholes)]
    items += [Item(chunk.box, chunk) for chunk in chunks_of(words_to_lines(with_drawn_marks(words, sheet)))]
    return _in_order(items, [read for _, read in wholes], taken[: len(panels)])


def _in_order(items: Sequence[Item], wholes: Sequence[Entries], panels: Sequence[Box]) -> Entries:
    entries: list[Entry] = []
    drafts: list[Draft] = []
    flows = [flow for part in cut_at_panels(items, panels) for flow in items_to_order(part)]
    for column, flow in enumerate(flows):
        if flow.whole is None:
            paragraphs = lines_to_paragraphs(flow.chunks, column)
            last = entries[-1] if entries else None
            if paragraphs and isinstance(last, Paragraph) and goes_on(last, paragraphs[0]):
                entries[-1] = joined(last, paragraphs.pop(0))
            entries += paragraphs
            continue
        read = wholes[flow.whole]
        holds_on = flow.whole < len(panels) and not (_is_banner(read) and _is_alone(panels, flow.whole))
        entries += (PanelEdge(True), *read.entries, PanelEdge(False)) if holds_on else read.entries
        drafts += read.drafts
    return Entries(tuple(entries), tuple(drafts))


def _is_banner(read: Entries) -> bool:
    """Whether a panel holds a title, perhaps with a few words: it is the title of what stands below."""
    paragraphs = [entry for entry in read.entries if isinstance(entry, Paragraph)]
    if len(paragraphs) < len(read.entries) or any(entry.marker is not None for entry in paragraphs):
        return False
    largest = max(entry.size for entry in paragraphs)
    return sum(len(entry.words) for entry in paragraphs if entry.size < largest) <= _BANNER_WORDS


def _is_alone(panels: Sequence[Box], place: int) -> bool:
    own = panels[place]
    return not any(
        box.top < own.bottom and box.bottom > own.top for index, box in enumerate(panels) if index != place
    )


def _read_panel(sheet: Sheet, rules: Rules, panel: Panel, body: float, depth: int) -> Entries:
    box = panel.box

    def inside(other: Box) -> bool:
        return holds(box, other.x0, other.top, _SLACK_POINTS) and holds(
            box, other.x1, other.bottom, _SLACK_POINTS
        )

    own = replace(
        sheet,
        fills=tuple(fill for fill in sheet.fills if inside(fill.box)),
        curves=tuple(curve for curve in sheet.curves if inside(curve)),
        images=tuple(image for image in sheet.images if inside(image)),
    )
    drawn = Rules(
        tuple(rule for rule in rules.across if inside(Box(rule.start, rule.at, rule.end, rule.at))),
        tuple(rule for rule in rules.down if inside(Box(rule.at, rule.start, rule.at, rule.end))),
        tuple(rule for rule in rules.fences if inside(Box(rule.at, rule.start, rule.at, rule.end))),
    )
    return words_to_entries(own, drawn, panel.words, body, depth + 1)


def _words_of(charts: Sequence[Chart]) -> Iterable[Word]:
    return (word for chart in charts for chunk in chart.chunks for word in chunk.words)


def _chart_box(chart: Chart) -> Box:
    return bounds([chart.box, *(chunk.box for chunk in chart.chunks)])


def _without(words: Sequence[Word], taken: Iterable[Word]) -> list[Word]:
    gone = {id(word) for word in taken}
    return [word for word in words if id(word) not in gone]
