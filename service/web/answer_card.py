"""An answer as a page shows it: the figure first, its source beside it, all else after."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.contract import Library, ReportSummary
from ingest.errors import LukuError
from service.charts.groups import chart_groups
from service.records import Answer, AnswerFigure, Citation, Status
from service.series import FigureQuery, find_series
from service.texts import TEXTS
from service.web.snippets import Piece

LEAST_CONFIDENCE = 0.4
"""An answer less likely than this to be right does not stand before the search results."""
UNCERTAIN = 0.6
_VERDICTS = tuple(
    word
    for name in ("yes", "no", "grew", "fell", "unchanged", "grew_unsigned", "fell_unsigned")
    for word in TEXTS[f"answer.{name}"].values()
)
_REFERENCE = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with the language of its report."""

    citation: Citation
    language: str


@dataclass(frozen=True, slots=True)
class Series:
    """What the series of a figure is asked for by."""

    metric: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """`figure` is the headline where a number was asked for, and `what` says of what it is; `labelled` says
    that the unit would read as part of the number ("1 000 euroa"). `said` is the answer in words, its
    references marked, and empty where the figure and its quote say it all. `marks` are keys of texts with
    the kind of tag."""

    answer: Answer
    figure: AnswerFigure | None
    what: str
    labelled: bool
    said: tuple[Piece, ...]
    main: Source
    others: tuple[Source, ...]
    marks: tuple[tuple[str, str], ...]
    series: Series | None

    @property
    def verdict(self) -> str:
        """The word that answers where the question was whether ("Ei."), else nothing."""
        told = self.answer.answer.lstrip()
        return next((word for word in _VERDICTS if self.figure and told.startswith(f"{word} ")), "")

    @property
    def heard(self) -> str:
        """The answer in one line, as it is read aloud when it comes after the page."""
        if self.figure is None or self.said:
            return "".join(piece.text for piece in self.said if not piece.marked).strip().rstrip(".")
        number = " ".join(part for part in (self.figure.raw, self.figure.printed_unit) if part)
        period = self.figure.period.label if self.figure.period else ""
        return ", ".join(part for part in (self.what, period, number) if part)


def answer_card(answer: Answer, library: Library) -> AnswerCard | None:
    """The card of an answer that is worth showing before search results, or None."""
    if answer.status is Status.NOT_FOUND or answer.confidence < LEAST_CONFIDENCE or not answer.citations:
        return None
    reports = {report.id: report for report in library.reports()}
    figure = answer.figures[0] if answer.figures else None
    sources = [Source(item, _language(reports, item.report)) for item in answer.citations]
    cited = figure.citation if figure else None
    main = next((source for source in sources if source.citation.id == cited), sources[0])
    told_by_figure = figure is not None and figure.derivation is None and not answer.conflicts
    return AnswerCard(
        answer=answer,
        figure=figure,
        what=_what(figure) if figure else "",
        labelled=bool(figure and figure.printed_unit and figure.printed_unit[:1].isdigit()),
        said=() if told_by_figure else _pieces(answer.answer),
        main=main,
        others=tuple(source for source in sources if source is not main),
        marks=tuple(_marks(answer)),
        series=_series(figure, library) if figure else None,
    )


def _what(figure: AnswerFigure) -> str:
    """Whose figure it is, of what, in which column; what a longer part says is not said again."""
    parts = [part for part in (figure.entity, figure.metric, figure.column) if part]
    names = [part.casefold() for part in parts]
    told = [
        part
        for place, part in enumerate(parts)
        if not any(
            names[place] in other and (names[place] != other or at < place)
            for at, other in enumerate(names)
            if at != place
        )
    ]
    return " · ".join(told)


def _series(figure: AnswerFigure, library: Library) -> Series | None:
    """How the series of the figure is asked for, where several reports or periods print it so that there is
    a chart to draw."""
    if not any(map(str.isalpha, figure.metric)):
        return None
    try:
        found = find_series(library, FigureQuery(metric=figure.metric, entity=figure.entity, limit=50))
    except LukuError:  # a name without a word of meaning ("poikkeama" alone) asks for no series
        return None
    drawn = any(group.drawn for group in chart_groups(found.series))
    return Series(figure.metric, figure.entity) if drawn else None


def _language(reports: Mapping[str, ReportSummary], report: str) -> str:
    return reports[report].language if report in reports else "fi"


def _pieces(text: str) -> tuple[Piece, ...]:
    """The answer's words; its references [n] as marked pieces that hold the number."""
    parts = _REFERENCE.split(text)
    return tuple(Piece(part, marked=place % 2 == 1) for place, part in enumerate(parts) if part)


def _marks(answer: Answer) -> list[tuple[str, str]]:
    trust = answer.trust
    told = [
        (trust.contradiction, "widget.mark_contradiction", "bad"),
        (trust.sums_checked is False, "widget.mark_sums_wrong", "bad"),
        (trust.ocr, "widget.mark_ocr", "warn"),
        (answer.confidence < UNCERTAIN, "search.answer_uncertain", "warn"),
        (trust.text_and_table, "widget.mark_text_and_table", "good"),
        (trust.sums_checked is True, "widget.mark_sums", "good"),
        (bool(answer.figures and answer.figures[0].derivation), "widget.mark_computed", "plain"),
    ]
    return [(key, kind) for holds, key, kind in told if holds]
