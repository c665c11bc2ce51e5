"""Why a question was missed: which part of the service lost it.

transport  no answer that can be judged came: down, slow, crashed, not the contract
read       what the right page says is not among what was read of it, or was read with another value
found      it was read, but the search for the question does not bring it up
chosen     it was there, and another figure was given, or none; or the unanswerable was answered
worded     the right figure, but said wrongly: another page cited, a sign or a decimal lost on the way
           to the text, a number that stands in no quote, a quote that is not on its page

A question is missed when it is wrong, and also when it is right but its figure cannot be trusted:
not cited, untraced numbers, quotes that are not verbatim.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from eval.cases import Case
from eval.client import Asked
from eval.judge import Verdict, strict_faults
from eval.numbers import printed_value
from eval.pages import PageTexts
from eval.reply import Citation, Figure, Found, NotAnAnswer, Reply, figure_from_json
from eval.text import digits, numbers, stands_in

MISSES = ("read", "found", "chosen", "worded", "transport")
TOP = 10
"""Passages, and figures, of a search that count as found."""


@dataclass(frozen=True, slots=True)
class Miss:
    """`kind` is one of `MISSES`."""

    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure that was read of a report, and its page."""

    figure: Figure
    page: int


class Extracts:
    """What `luku extract FILE --json` printed, one file a report, named by the report's file stem."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, tuple[ReadFigure, ...] | None] = {}

    def figures(self, report: str) -> tuple[ReadFigure, ...] | None:
        """None where the folder has no extract of the report, or one that cannot be read."""
        if report not in self._held:
            self._held[report] = _extracted(self._folder / f"{report}.json")
        return self._held[report]


def miss_of(
    case: Case,
    asked: Asked,
    verdict: Verdict | None,
    false_quotes: int,
    found: Found | None,
    pages: PageTexts,
    report_ids: dict[str, str],
    extracts: Extracts | None = None,
) -> Miss | None:
    """The miss of one question, None where nothing is wrong. `verdict` is None where nothing was judged."""
    if asked.reply is None or verdict is None:
        return Miss("transport", asked.error or "no reply")
    if not case.answerable:
        return None if verdict.right else Miss("chosen", "nothing says it, yet it was answered")
    if verdict.right:
        return _flaw(verdict, false_quotes)
    if verdict.headed and _all_told(case, asked.reply):
        return Miss("worded", f"the right figure, but the answer is wrong: {verdict.why}")
    unread = _unread(case, found, pages, report_ids, extracts)
    if unread:
        return Miss("read", unread)
    if _spoilt(case, asked.reply, verdict):
        return Miss("worded", f"the right figure was taken and spoilt: {verdict.why}")
    if not _shown(case, asked.reply.citations) and not _brought_up(case, found):
        why = "not among the first passages and figures of the search"
        return Miss("found", "the search did not answer" if found is None else why)
    if verdict.abstained:
        return Miss("chosen", "it was there, and nothing was given")
    told = len(case.accepted) > 1 and any(_stands(group, asked.reply.answer) for group in case.accepted)
    given = "only a part was given" if told else "another was given"
    return Miss("chosen", f"it was there, and {given}: {verdict.why}")


def _flaw(verdict: Verdict, false_quotes: int) -> Miss | None:
    flaws = []
    if not verdict.cited:
        flaws.append("the right page is not cited")
    if verdict.untraced:
        flaws.append(f"untraced {', '.join(verdict.untraced)}")
    if false_quotes:
        flaws.append(f"{false_quotes} quotes are not on their pages")
    return Miss("worded", "; ".join(flaws)) if flaws else None


def _all_told(case: Case, reply: Reply) -> bool:
    """Does the reply hold all that is sought, wherever it stands in it?"""
    raws = " ".join(figure.raw for figure in reply.figures)
    whole = f"{reply.answer}\n{raws}\n{reply.quotes}"
    return len(case.accepted) == 1 or all(_stands(group, whole) for group in case.accepted)


def _spoilt(case: Case, reply: Reply, verdict: Verdict) -> bool:
    """Was the right figure taken, and spoilt on the way into words?

    So it is where the right page's quote holds the true form, and what is given has its digits without
    its sign, unit or scale, or is it rounded and stands in no quote: nobody printed what was given.
    """
    if verdict.abstained:
        return False
    quotes = "\n".join(quote.quote for quote in reply.citations if _at_place(case, quote))
    first = reply.figures[0].raw if reply.figures else next(iter(numbers(reply.answer)), "")
    if not digits(first) or not all(_stands(group, quotes) for group in sought(case)):
        return False
    accepted = {digits(form) for group in sought(case) for form in group}
    if digits(first) in accepted:
        # the same digits of another period or unit of the organisation are another cell, not other words
        return len(case.accepted) == 1 and not {"period", "entity"} & set(verdict.faults)
    return _rounded(first, accepted) and not stands_in(digits(first), quotes)


def _rounded(given: str, accepted: set[str]) -> bool:
    """Is the given number an accepted one with fewer digits that say something?"""
    value = printed_value(given)
    if value is None:
        return False
    step = _step(value)
    true = [abs(number) for form in accepted if (number := printed_value(form)) is not None]
    return any(_step(each) < step and abs(each - abs(value)) < step for each in true)


def _step(value: Decimal) -> Decimal:
    """What the last digit that is not 0 counts: 100 of 2 200, 0.1 of 3,5."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)


def sought(case: Case) -> tuple[tuple[str, ...], ...]:
    """The printed forms to look for in the report, one of each group: of a computed answer its operands."""
    if case.evidence:
        return tuple((form,) for form in case.evidence)
    return case.accepted


def _unread(
    case: Case,
    found: Found | None,
    pages: PageTexts,
    report_ids: dict[str, str],
    extracts: Extracts | None,
) -> str:
    """What is wrong with what was read, "" if nothing can be seen."""
    places = sorted(case.places)
    texts = [text for stem, page in places for text in pages.readings(report_ids.get(stem, stem), page) or ()]
    if places and not texts:
        return "the service has no such page"
    unread = [group for group in sought(case) if not _stands(group, "\n".join(texts))]
    if texts and unread:
        return "the page was read without " + "; ".join(" or ".join(group) for group in unread)
    if case.truth is None:
        return ""
    held = [figure for figure, citation in (found.figures if found else ()) if _at_place(case, citation)]
    whole = extracts.figures(case.report) if extracts else None
    held += [read.figure for read in whole or () if (case.report, read.page) in case.places]
    forms = {digits(form) for group in sought(case) for form in group} - {""}
    values = {
        str(figure.value) for figure in held if digits(figure.raw) in forms and figure.value is not None
    }
    same = [figure for figure in held if figure.value == case.truth.value]
    if same:
        faults = min((strict_faults(case.truth, (figure,)) for figure in same), key=len)
        return f"it was read with another {' and '.join(faults)}" if faults else ""
    if case.evidence:
        return ""
    if values:
        return f"it was read as {' and '.join(sorted(values))}, not {case.truth.value}"
    return "" if whole is None else "no figure was read of it"


def _brought_up(case: Case, found: Found | None) -> bool:
    if found is None:
        return False
    if not case.places:
        return _shown(case, found.passages[:TOP])
    forms = {digits(form) for group in sought(case) for form in group} - {""}
    return any(_at_place(case, passage) for passage in found.passages[:TOP]) or any(
        digits(figure.raw) in forms and _at_place(case, citation) for figure, citation in found.figures[:TOP]
    )


def _shown(case: Case, citations: tuple[Citation, ...]) -> bool:
    quotes = "\n".join(item.quote for item in citations if not case.places or _at_place(case, item))
    return bool(quotes) and all(_stands(group, quotes) for group in sought(case))


def _stands(group: tuple[str, ...], text: str) -> bool:
    """Does one of the forms stand in the text, its sign apart?"""
    return any(stands_in(form, text) or stands_in(form.lstrip("+-−–("), text) for form in group)


def _at_place(case: Case, citation: Citation) -> bool:
    at = (citation.report.lower(), citation.page)
    return at in {(report.lower(), page) for report, page in case.places}


def _extracted(file: Path) -> tuple[ReadFigure, ...] | None:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return tuple(ReadFigure(figure_from_json(item), int(item["page"])) for item in data["figures"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, NotAnAnswer):
        return None
