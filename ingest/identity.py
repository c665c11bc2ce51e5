"""Whose report it is, about which unit and period, of what kind and in which language.

Evidence is read from the places where reports say it, the strongest first: the title page, the
file's own title, running headers and footers, the file name, and last the text. What is not said
stays None; a wrong name would be worse.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.entities import unit_named
from ingest.identity_period import parse_period_override, report_period
from ingest.organisation import find_organisation, names_organisation
from ingest.records import Block, BlockKind, Layout, Period
from ingest.report_kinds import ANY_KIND, report_kind
from ingest.text.lines import collapse, is_capitals

__all__ = ["Identity", "detect_identity", "parse_period_override"]

_RUNNING = (BlockKind.HEADER, BlockKind.FOOTER)
_TITLE_PAGES = 3
_TITLE_LINES = 12
_DATED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|§|\bversio\b|\bluonnos\b", re.IGNORECASE)
_FUNCTION_WORDS = {
    "fi": r"ja|on|ei|että|oli|ovat|sekä|mukaan|joka|kuin|myös|vuoden|vuonna|euroa|tai|olivat",
    "sv": r"och|är|för|att|som|av|med|den|det|till|på|inte|har|kommunens|stadens|samt|året",
    "en": r"the|and|of|to|in|is|for|that|was|with|were|by|which|from|are|this|year",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report says about itself. `unit` is the department that the whole report is about."""

    title: str
    organisation: str | None
    unit: str | None
    kind: str | None
    period: Period | None
    language: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The lines that identify a report, by the place they were found in."""

    title_page: tuple[str, ...]
    headings: tuple[str, ...]
    heading: str
    running: tuple[str, ...]
    metadata_title: str
    stem: str
    text: str


def detect_identity(layouts: Sequence[Layout], file: str, metadata_title: str | None) -> Identity:
    """Read the identity from the pages, the file's own title (PDF metadata) and the file name."""
    evidence = gather_evidence(layouts, file, metadata_title)
    strong = (*evidence.title_page, evidence.metadata_title, *evidence.running)
    kind = report_kind((*strong, evidence.stem, *evidence.headings[:3]))
    organisation = find_organisation(
        (*evidence.title_page, evidence.metadata_title), evidence.running, evidence.stem, evidence.text
    )
    unit = _unit(evidence, organisation)
    return Identity(
        title=_title(evidence, unit),
        organisation=organisation,
        unit=unit,
        kind=kind,
        period=report_period(
            evidence.title_page,
            (evidence.metadata_title, *evidence.running),
            evidence.stem,
            kind,
            evidence.text,
        )
        or report_period((), evidence.headings[:5], "", kind),
        language=language_of(evidence.text),
    )


def gather_evidence(layouts: Sequence[Layout], file: str, metadata_title: str | None) -> Evidence:
    """Sort a report's lines by how much they say about the whole."""
    page = _title_page(layouts)
    running = Counter(
        line
        for layout in layouts
        for block in layout.blocks
        if block.kind in _RUNNING
        for line in _lines(block)
        if any(c.isalpha() for c in line)
    )
    headings = [
        line
        for layout in layouts[:5]
        for b in layout.blocks
        if b.kind is BlockKind.HEADING
        for line in _lines(b)
    ]
    texts = [block.text for layout in layouts for block in layout.blocks if block.text]
    texts += [cell.text for layout in layouts for grid in layout.grids for cell in grid.cells]
    return Evidence(
        title_page=page,
        headings=tuple(headings),
        heading=_cover_heading(layouts),
        running=tuple(line for line, _ in running.most_common(8)),
        metadata_title=collapse(metadata_title or ""),
        stem=re.sub(r"[_\-.\s]+", " ", Path(file).stem).strip(),
        text="\n".join(texts),
    )


def _lines(block: Block) -> list[str]:
    return [line for part in block.text.split("\n") if (line := collapse(part))]


def _title_page(layouts: Sequence[Layout]) -> tuple[str, ...]:
    """The lines of the title page: the first of the first pages that has few lines, no tables,
    and names a kind of report. Signature sheets and the like before it are passed over."""
    for layout in layouts[:_TITLE_PAGES]:
        blocks = [block for block in layout.blocks if block.text]
        lines = [line for block in sorted(blocks, key=lambda b: b.kind in _RUNNING) for line in _lines(block)]
        short = len(lines) <= _TITLE_LINES and all(len(line) <= 120 for line in lines)
        if not layout.grids and short and any(ANY_KIND.search(line) for line in lines):
            return tuple(lines)
    return _opening(layouts)


def _opening(layouts: Sequence[Layout]) -> tuple[str, ...]:
    """Without a title page: the headings that the text opens with, if they name a kind of report."""
    opening: list[str] = []
    for block in layouts[0].blocks if layouts else ():
        if block.kind in _RUNNING:
            continue
        if block.kind is not BlockKind.HEADING or len(opening) >= 4:
            break
        opening += _lines(block)
    return tuple(opening) if any(ANY_KIND.search(line) for line in opening) else ()


def _cover_heading(layouts: Sequence[Layout]) -> str:
    """The largest heading of a first page that holds little else; "" when there is none."""
    blocks = [block for block in layouts[0].blocks if block.kind not in _RUNNING] if layouts else []
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    if not headings or len(blocks) > _TITLE_LINES or layouts[0].grids:
        return ""
    return collapse(max(headings, key=lambda block: block.size).text.replace("\n", " "))


def _title(evidence: Evidence, unit: str | None) -> str:
    """A title in the file's metadata that names the kind of report; else the title page's line
    that does, with the unit before it; else the first page's large heading, the metadata, what
    the running lines say, or the file's name."""
    if ANY_KIND.search(evidence.metadata_title) and len(evidence.metadata_title) <= 120:
        return evidence.metadata_title
    lines = [line for line in evidence.title_page if not _DATED.search(line)]
    named = next((line for line in lines if ANY_KIND.search(line)), None)
    if named is None and evidence.heading:
        return _sentence_case(evidence.heading)
    if named is None and " " in evidence.metadata_title:
        return evidence.metadata_title
    named = named or next((line for line in evidence.running if ANY_KIND.search(line)), None)
    if named is None:
        return evidence.metadata_title or evidence.stem
    about_unit = unit is not None and unit.casefold() not in named.casefold()
    return f"{unit} – {_sentence_case(named)}" if about_unit else _sentence_case(named)


def _sentence_case(text: str) -> str:
    """Capitals to ordinary letters; codes such as "Q1/2025" keep theirs."""
    if not is_capitals(text):
        return text
    words = [word if any(c.isdigit() for c in word) else word.lower() for word in text.split()]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _unit(evidence: Evidence, organisation: str | None) -> str | None:
    """The department on the title page, else the one that heads most pages."""
    for line in evidence.title_page:
        named = _department(line, organisation)
        if named is not None:
            return _printed_form(named, evidence.text)
    if evidence.title_page:
        return None
    for line in evidence.running[:3]:
        named = _department(line, organisation)
        if named is not None:
            return _printed_form(named, evidence.text)
    return None


def _department(line: str, organisation: str | None) -> str | None:
    if _DATED.search(line) or (ANY_KIND.search(line) and not re.search(r"[,:–]", line)):
        return None
    for part in re.split(r"\s*[,:|]\s*|\s+[–-]\s+", line):
        part = part.strip()
        same = organisation is not None and part.casefold() == organisation.casefold()
        if same or ANY_KIND.search(part) or names_organisation(part):
            continue
        named = unit_named(_sentence_case(part))
        if named is not None:
            return named
    return None


def _printed_form(unit: str, text: str) -> str:
    """Capitals lose the case of names: take the form that the text prints, if it prints one."""
    forms = Counter(
        found for found in re.findall(re.escape(unit), text, re.IGNORECASE) if not is_capitals(found)
    )
    if not forms:
        return unit
    best: str = forms.most_common(1)[0][0]
    return best[:1].upper() + best[1:]


def language_of(text: str) -> str:
    """fi, sv or en, by the function words that occur most; fi when nothing tells."""
    scores = {
        code: len(re.findall(rf"\b(?:{words})\b", text, re.IGNORECASE))
        for code, words in _FUNCTION_WORDS.items()
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > 0 else "fi"
