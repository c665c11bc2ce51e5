"""What a summary is: key figures on top, below them sentences under the headings they stand under."""

from __future__ import annotations

from dataclasses import dataclass

from service.records import AnswerFigure, Citation, Language


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A row of the table on top. `name` is whose and what, `number` the number with its unit, both as
    printed; `marks` are the citations that quote it, its own first."""

    figure: AnswerFigure
    name: str
    number: str
    page: int
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the report, verbatim; `citation` says where it stands."""

    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class SummarySection:
    """Sentences of one section in reading order. `heading` is the heading they stand under, as printed;
    `citation` quotes it where it has digits in it, else it is None."""

    heading: str
    sentences: tuple[SummarySentence, ...]
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary of reports, or of what they say of a topic. `missing` are the topics asked for that they
    do not speak of."""

    title: str
    reports: tuple[str, ...]
    topic: str | None
    language: Language
    key_figures: tuple[KeyFigure, ...]
    sections: tuple[SummarySection, ...]
    citations: tuple[Citation, ...]
    missing: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[AnswerFigure, ...]:
        """The figures of the table on top, in its order."""
        return tuple(row.figure for row in self.key_figures)
