"""Why an answer may be trusted, and where not: what stands behind its figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.records import AnswerFigure, Citation, Conflict, Trust
from service.rounding import same_value


def trust_of(
    figures: Sequence[AnswerFigure], citations: Sequence[Citation], conflicts: Sequence[Conflict]
) -> Trust:
    """The marks of an answer; those of the sums and of the places are about its first figure."""
    first = figures[0] if figures else None
    return Trust(
        text_and_table=first is not None and _told_twice(first, figures[1:], citations),
        sums_checked=_proved(first) if first is not None else None,
        ocr=any(figure.ocr for figure in figures) or any(citation.ocr for citation in citations),
        contradiction=bool(conflicts),
    )


def _told_twice(first: AnswerFigure, others: Sequence[AnswerFigure], citations: Sequence[Citation]) -> bool:
    """Is the figure cited from a text and from a table or card, the same within its rounding?"""
    kinds = {citation.id: citation.kind for citation in citations}
    same = [first, *(figure for figure in others if figure.unit == first.unit and same_value(figure, first))]
    told = {kinds[figure.citation] for figure in same if figure.citation in kinds}
    return "text" in told and len(told) > 1


def _proved(figure: AnswerFigure) -> bool | None:
    """What the arithmetic of the tables says of a figure, or of all that it was computed from."""
    told = {part.proved for part in _printed(figure)}
    return False if False in told else None if None in told else True


def _printed(figure: AnswerFigure) -> Iterator[AnswerFigure]:
    if figure.derivation is None:
        yield figure
        return
    for operand in figure.derivation.operands:
        yield from _printed(operand)
