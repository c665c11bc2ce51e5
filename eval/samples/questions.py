"""Writing gold questions down: page numbers, quotes and wrong answers come from the report itself."""

from __future__ import annotations

from collections.abc import Callable

from eval.cases import ACROSS_REPORTS, Case
from eval.samples.pages import Sheet
from eval.text import digits

TP, TA, TALTA, TOT, ENN, DEV = range(6)
"""The columns of the quarterly follow-up tables after the label."""


class Asker:
    """Collects the cases of one report. Pages are named by their keys, never by numbers."""

    def __init__(self, report: str, prefix: str, page: Callable[[str], int]) -> None:
        self._report = report
        self._prefix = prefix
        self._page = page
        self._cases: list[Case] = []

    @property
    def cases(self) -> tuple[Case, ...]:
        return tuple(self._cases)

    def ask(
        self,
        kind: str,
        question: str,
        values: tuple[str, ...],
        keys: tuple[str, ...],
        quote: str,
        *,
        match: str = "any",
        must_not: tuple[str, ...] = (),
        groups: tuple[tuple[str, ...], ...] = (),
        evidence: tuple[str, ...] = (),
        history: tuple[str, ...] = (),
        polarity: str | None = None,
        reports: tuple[tuple[str, tuple[int, ...]], ...] = (),
    ) -> None:
        """A question with what it takes to be right; the fields are those of `Case`."""
        self._cases.append(
            Case(
                id=f"{self._prefix}-{len(self._cases) + 1:03}",
                report=self._report,
                type=kind,
                question=question,
                answer_values=values,
                match=match,
                answer_quote=quote,
                pages=tuple(sorted(self._page(key) for key in keys)),
                must_not=must_not,
                groups=groups,
                evidence=evidence,
                history=history,
                polarity=polarity,
                reports=reports if kind in ACROSS_REPORTS else (),
            )
        )

    def cell(
        self,
        question: str,
        sheet: Sheet,
        label: str,
        column: int,
        keys: tuple[str, ...],
        *,
        kind: str = "table_cell",
        occurrence: int = 0,
        also: tuple[str, ...] = (),
        wrong: tuple[str, ...] = (),
        history: tuple[str, ...] = (),
        polarity: str | None = None,
    ) -> None:
        """A question whose answer is one cell. The row's other cells are wrong answers.

        A cost may be given without its minus, a deviation or change may not. `also` are other
        printed forms of the same value (a card's), `wrong` further wrong answers.
        """
        row = sheet.row(label, occurrence)
        right = row.cells[column]
        signed = "oikkeama" in sheet.header[column + 1] or "uutos" in sheet.header[column + 1]
        forms = (right,) if signed else tuple(dict.fromkeys((right, right.lstrip("-\u2212"))))
        accepted = {digits(form) for form in forms + also}
        others = tuple(dict.fromkeys(text for text in row.cells if digits(text) not in {"", "0", *accepted}))
        self.ask(
            kind,
            question,
            forms + also,
            keys,
            row.line,
            must_not=others + wrong,
            history=history,
            polarity=polarity,
        )

    def nothing(self, question: str, *must_not: str, history: tuple[str, ...] = ()) -> None:
        """A question the report does not answer, with the near misses that must not be given."""
        self.ask("unanswerable", question, (), (), "", must_not=must_not, history=history)
