"""Is a reply right? Right and wrong mean what the shared scorer means by them; the code is our own.

right      the accepted values stand in the answer; THE answer (the first figure, else the first
           number that is either accepted or forbidden) is not a forbidden one; yes/no goes the
           right way; an unanswerable question is `not_found` without figures
cited      a citation names the right report and one of the right pages
untraced   numbers of the answer that stand in no quote, no derivation and not in the question
"""

from __future__ import annotations

from dataclasses import dataclass

from eval.cases import Case
from eval.reply import Reply
from eval.text import digits, numbers, polarity, stands_in

NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one reply. `why` is empty where the reply is right."""

    right: bool
    why: str
    cited: bool
    abstained: bool
    untraced: tuple[str, ...]


def judge(case: Case, reply: Reply) -> Verdict:
    """Everything about one reply."""
    why = _fault(case, reply)
    return Verdict(
        right=not why,
        why=why,
        cited=_cited(case, reply),
        abstained=reply.status == NOT_FOUND,
        untraced=_untraced(case, reply),
    )


def _fault(case: Case, reply: Reply) -> str:
    """What is wrong with the answer, "" if nothing."""
    if not case.answerable:
        refused = reply.status == NOT_FOUND and not reply.figures
        return "" if refused else "answered the unanswerable"
    if reply.status == NOT_FOUND:
        return "not found"
    missing = [group for group in case.accepted if not any(stands_in(value, reply.answer) for value in group)]
    if missing:
        return "missing " + "; ".join(" or ".join(group) for group in missing)
    if case.type != "summary":
        wrong = _forbidden_answer(case, reply)
        if wrong:
            return f"gives {wrong} as the answer"
    if case.polarity:
        said = polarity(reply.answer)
        if said and said != case.polarity:
            return f"says {said}"
    return ""


def _forbidden_answer(case: Case, reply: Reply) -> str | None:
    """The forbidden figure that the reply puts first, if it does."""
    accepted = {digits(value) for group in case.accepted for value in group}
    accepted = (accepted | {digits(value) for value in case.evidence}) - {""}
    forbidden = {digits(value) for value in case.must_not} - accepted - {""}
    first = [figure.raw for figure in reply.figures[:1]]
    for head in (*first, *numbers(reply.answer)):
        if digits(head) in accepted:
            return None
        if digits(head) in forbidden:
            return head
    return None


def _cited(case: Case, reply: Reply) -> bool:
    places = {(report.lower(), page) for report, page in case.places}
    return any((citation.report.lower(), citation.page) in places for citation in reply.citations)


def _untraced(case: Case, reply: Reply) -> tuple[str, ...]:
    known = {digits(number) for number in numbers(f"{reply.quotes} {case.question}")}
    for figure in reply.figures:
        if figure.computed:
            known |= {digits(form) for form in (figure.raw, *figure.operands)}
    return tuple(
        number
        for number in numbers(reply.answer)
        if digits(number) not in known and not stands_in(number.lstrip("+-("), reply.quotes)
    )
