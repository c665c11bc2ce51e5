"""Gold questions: the record and the reading of case files.

A case file holds one JSON object a line; eval/cases/README.md tells every field. Fields that are not
known here (notes and the like) are left alone; fields that are known must have their type, else the
line is refused. Types of question are free words: each gets its row in the table.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from pathlib import Path

UNANSWERABLE = "unanswerable"
ACROSS_REPORTS = frozenset({"cross_report", "cross_report_trend"})
POLARITIES = ("kyllä", "ei")


class BadCaseFile(ValueError):
    """A case file that cannot be used: which file, which line, what is wrong."""

    def __init__(self, file: Path, line: int | None, reason: str) -> None:
        place = f"{file}" if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {reason}")


@dataclass(frozen=True, slots=True)
class Truth:
    """What the figure of the answer means, where a case knows it: held against `figures[0]` strictly.

    `value` is in `unit` with the scale applied. Of `period` and `entity` one of the forms is enough.
    None and () are not looked at.
    """

    value: Decimal
    unit: str | None = None
    scale: int | None = None
    period: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what a right answer must hold.

    `answer_values` are printed forms: one is enough (`match` "any") or each is needed ("all");
    `groups`, where given, say instead that one of each group is enough. `must_not` are figures
    that must not be given as the answer. `pages` count from 1 in the file; `reports` are the
    pages of further reports. `evidence` are the operands of a computed answer. `history` are the
    earlier questions of the conversation. `polarity` is "kyllä" or "ei" for a yes/no question.
    `truth` is the figure's full meaning. `tags` are what scores can be split by (layout, producer …).
    `whole_question` is the question as one asks who has not chosen the report; not `filtered`, it is asked
    of all the reports.
    """

    id: str
    report: str
    type: str
    question: str
    answer_values: tuple[str, ...]
    match: str = "any"
    answer_quote: str = ""
    pages: tuple[int, ...] = ()
    must_not: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    also_accept: tuple[str, ...] = ()
    also_ok_pages: tuple[int, ...] = ()
    evidence: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    polarity: str | None = None
    reports: tuple[tuple[str, tuple[int, ...]], ...] = ()
    truth: Truth | None = None
    tags: tuple[tuple[str, str], ...] = ()
    whole_question: str = ""
    filtered: bool = True

    @property
    def answerable(self) -> bool:
        return self.type != UNANSWERABLE

    @property
    def accepted(self) -> tuple[tuple[str, ...], ...]:
        """Groups of printed forms: the answer must hold one of each."""
        if self.groups:
            return self.groups
        if self.match == "all":
            return tuple((value,) for value in self.answer_values)
        return (self.answer_values + self.also_accept,)

    @property
    def places(self) -> frozenset[tuple[str, int]]:
        """Every (report, page) that counts as the right place."""
        own = {(self.report, page) for page in self.pages + self.also_ok_pages}
        return frozenset(own | {(stem, page) for stem, pages in self.reports for page in pages})

    def unfiltered(self) -> Case:
        """The same question asked of all the reports, in the words that name where to look."""
        return replace(self, question=self.whole_question or self.question, filtered=False)

    @property
    def key(self) -> str:
        """Tells two versions of a case apart: changes with anything that asking or judging looks at."""
        line = case_to_line(self)
        return sha256((line if self.filtered else f"{line} of all reports").encode()).hexdigest()[:16]


def read_cases(files: Iterable[Path]) -> tuple[Case, ...]:
    """All cases of the files in order. Raises `BadCaseFile`, also for an id that comes twice."""
    cases: list[Case] = []
    seen: dict[str, str] = {}
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8-sig").split("\n")  # a text may hold other line ends
        except (OSError, UnicodeDecodeError) as error:
            raise BadCaseFile(file, None, f"cannot be read ({error})") from error
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                case = case_from_line(line)
            except ValueError as error:
                raise BadCaseFile(file, number, str(error)) from error
            if case.id in seen:
                raise BadCaseFile(file, number, f"the id {case.id!r} stands already in {seen[case.id]}")
            seen[case.id] = f"{file.name}, line {number}"
            cases.append(case)
    return tuple(cases)


def case_from_line(line: str) -> Case:
    """One line of a case file. Raises ValueError with the reason."""
    try:
        data = json.loads(line)
        json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg}, column {error.colno})") from error
    except UnicodeEncodeError as error:
        raise ValueError("half a character (a lone \\ud800 to \\udfff)") from error
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(data, dict):
        raise ValueError("not a JSON object")
    fields = _Fields(data)
    case = Case(
        id=fields.text("id"),
        report=fields.text("report"),
        type=fields.text("type"),
        question=fields.text("question"),
        answer_values=fields.texts("answer_values", required=True),
        match=fields.text("match", "any"),
        answer_quote=fields.text("answer_quote", ""),
        pages=fields.pages("pages"),
        must_not=fields.texts("must_not"),
        groups=fields.groups("groups") or fields.groups("answer_groups"),
        also_accept=fields.texts("also_accept"),
        also_ok_pages=fields.pages("also_ok_pages"),
        evidence=fields.texts("evidence"),
        history=fields.history(),
        polarity=fields.polarity(),
        reports=fields.reports(),
        truth=fields.truth(),
        tags=fields.tags(),
        whole_question=fields.text("whole_question", ""),
    )
    if case.match not in ("any", "all"):
        raise ValueError(f"match is {case.match!r}, not 'any' or 'all'")
    if case.answerable and not any(case.accepted):
        raise ValueError("an answerable question without answer_values")
    if case.answerable and not all(any(value.strip() for value in group) for group in case.accepted):
        raise ValueError("answer_values or answer_groups with an empty one: no answer could be right")
    if not case.answerable and (case.answer_values or case.truth):
        raise ValueError("an unanswerable question with answer_values")
    return case


def case_to_line(case: Case) -> str:
    """The case as one line of a case file. Fields that say nothing are left out."""
    data: dict[str, object] = {
        "id": case.id,
        "report": case.report,
        "type": case.type,
        "question": case.question,
        "answer_values": list(case.answer_values),
        "match": case.match,
        "answer_quote": case.answer_quote,
        "pages": list(case.pages),
        "must_not": list(case.must_not),
        "answer_groups": [list(group) for group in case.groups],
        "also_accept": list(case.also_accept),
        "also_ok_pages": list(case.also_ok_pages),
        "evidence": list(case.evidence),
        "history": list(case.history),
        "expected_polarity": case.polarity,
        "reports": {stem: list(pages) for stem, pages in case.reports},
        "tags": dict(case.tags),
        "whole_question": case.whole_question,
    }
    if case.truth:
        data |= {
            "value": str(case.truth.value),
            "unit": case.truth.unit,
            "scale": case.truth.scale,
            "period": list(case.truth.period),
            "entity": list(case.truth.entity),
        }
    optional = {
        "answer_groups",
        "also_accept",
        "also_ok_pages",
        "evidence",
        "history",
        "expected_polarity",
        "reports",
        "tags",
        "whole_question",
        "unit",
        "scale",
        "period",
        "entity",
    }
    kept = {name: value for name, value in data.items() if value or name not in optional}
    return json.dumps(kept, ensure_ascii=False)


class _Fields:
    """A line's fields by their type; a missing or wrong one is a ValueError naming it."""

    def __init__(self, data: dict[str, object]) -> None:
        self._data = data

    def text(self, name: str, default: str | None = None) -> str:
        value = self._data.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise ValueError(f"field {name!r} is missing or not text")
        return unicodedata.normalize("NFC", value)

    def texts(self, name: str, required: bool = False) -> tuple[str, ...]:
        if required and name not in self._data:
            raise ValueError(f"field {name!r} is missing")
        return self._texts(name, self._data.get(name, []))

    def pages(self, name: str) -> tuple[int, ...]:
        return self._pages(name, self._data.get(name, []))

    def groups(self, name: str) -> tuple[tuple[str, ...], ...]:
        value = self._data.get(name) or []
        if not isinstance(value, list):
            raise ValueError(f"field {name!r} is not a list of lists")
        return tuple(self._texts(name, group) for group in value)

    def history(self) -> tuple[str, ...]:
        """Earlier questions, as text or as objects with a `question`."""
        value = self._data.get("history") or []
        if not isinstance(value, list):
            raise ValueError("field 'history' is not a list")
        turns = [turn.get("question") if isinstance(turn, dict) else turn for turn in value]
        return self._texts("history", turns)

    def polarity(self) -> str | None:
        value = self._data.get("verdict") or self._data.get("expected_polarity")
        if value is not None and value not in POLARITIES:
            raise ValueError(f"the expected polarity is {value!r}, not one of {POLARITIES}")
        return None if value is None else str(value)

    def reports(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        value = self._data.get("reports") or {}
        if not isinstance(value, dict):
            raise ValueError("field 'reports' is not an object of lists of pages")
        return tuple((str(stem), self._pages("reports", pages)) for stem, pages in value.items())

    def truth(self) -> Truth | None:
        """`unit` and the like without a `value` are notes, as in the shared gold files."""
        value = self._data.get("value")
        if value is None:
            return None
        try:
            number = Decimal(value) if isinstance(value, str) else None
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite():
            raise ValueError(f"field 'value' is {value!r}, not a decimal number as text (\"-2245000\")")
        scale = self._data.get("scale")
        if scale is not None and (type(scale) is not int or scale < 1):
            raise ValueError(f"field 'scale' is {scale!r}, not a whole number from 1")
        unit = self._data.get("unit")
        if unit is not None and not isinstance(unit, str):
            raise ValueError("field 'unit' is not text")
        return Truth(number, unit, scale, self._forms("period"), self._forms("entity"))

    def tags(self) -> tuple[tuple[str, str], ...]:
        value = self._data.get("tags") or {}
        if not isinstance(value, dict) or not all(isinstance(tag, str) for tag in value.values()):
            raise ValueError("field 'tags' is not an object of texts")
        return tuple((str(name), tag) for name, tag in value.items())

    def _forms(self, name: str) -> tuple[str, ...]:
        """One text, or a list of texts of which one is enough."""
        value = self._data.get(name)
        if value is None:
            return ()
        return self._texts(name, [value] if isinstance(value, str) else value)

    @staticmethod
    def _texts(name: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError(f"field {name!r} is not a list of texts")
        return tuple(unicodedata.normalize("NFC", item) for item in value)

    @staticmethod
    def _pages(name: str, value: object) -> tuple[int, ...]:
        if not isinstance(value, list) or not all(type(item) is int and item > 0 for item in value):
            raise ValueError(f"field {name!r} is not a list of page numbers from 1")
        return tuple(value)
