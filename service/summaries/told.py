"""A summary as text: with the marks [n] as an answer has them, and as a page for a terminal."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from service.guard import untraced
from service.records import AnswerFigure, Citation
from service.summaries.records import KeyFigure, Summary
from service.texts import say

_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Told:
    """A summary as a reply: every number of `text` stands in the citation that marks it."""

    text: str
    figures: tuple[AnswerFigure, ...]
    citations: tuple[Citation, ...]


def told(summary: Summary) -> Told:
    """The summary in lines: key figures as a list, then headings and their sentences, each marked [n].

    Lines whose numbers cannot be traced are left out; `text` is empty where nothing is to be told.
    """
    lines = [f"• {row.name}: {row.number} {_marks(row)}" for row in summary.key_figures]
    for section in summary.sections:
        if section.heading:
            mark = f" [{section.citation}]" if section.citation else ""
            lines.append(f"{section.heading}{mark}")
        lines += [f"• {sentence.text} [{sentence.citation}]" for sentence in section.sentences]
    kept = [line for line in lines if not untraced(line, (), summary.citations)]
    return Told("\n".join(kept), summary.figures, summary.citations)


def page(summary: Summary) -> str:
    """The summary for a terminal: title, table of key figures, sections, sources with their pages."""
    parts = [summary.title]
    if summary.key_figures:
        parts.append("\n".join([say("answer.key_figures", summary.language), *_table(summary)]))
    for section in summary.sections:
        lines = [section.heading] if section.heading else []
        for sentence in section.sentences:
            source = summary.citations[sentence.citation - 1]
            where = say("answer.page", summary.language, what="", page=source.page).strip()
            lines.append(_wrap(f"• {sentence.text} {where} [{sentence.citation}]", "  "))
        parts.append("\n".join(lines))
    if summary.missing:
        parts.append(say("answer.not_spoken_of", summary.language, topics=", ".join(summary.missing)))
    if len(parts) == 1:
        parts.append(say("answer.nothing_to_sum_up", summary.language))
    return "\n\n".join(parts)


def _table(summary: Summary) -> list[str]:
    """Name, number, page and citation of each key figure in columns."""
    width = min(max(len(row.name) for row in summary.key_figures), 60)
    numbers = max(len(row.number) for row in summary.key_figures)
    lines = []
    for row in summary.key_figures:
        *before, last = textwrap.wrap(row.name, width, break_long_words=False) or [""]
        where = say("answer.page", summary.language, what="", page=row.page).strip()
        lines += [f"  {line}" for line in before]
        lines.append(f"  {last:{width}}  {row.number:>{numbers}}  {where} {_marks(row)}")
    return lines


def _marks(row: KeyFigure) -> str:
    return "".join(f"[{mark}]" for mark in row.marks)


def _wrap(text: str, indent: str) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False
    )
