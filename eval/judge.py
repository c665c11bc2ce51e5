"""Is a reply right? Right and wrong mean what the shared scorer means by them; the code is our own.

right      the accepted values stand in the answer; THE answer (the first figure, else the first
           number that is either accepted or forbidden) is not a forbidden one; yes/no goes the
           right way; an unanswerable question is `not_found` without figures; and, where the case
           tells what the figure means, the first figure has that value, unit, scale, period and entity
cited      a citation names the right report and one of the right pages
untraced   numbers of the answer that stand in no quote, no derivation and not in the question

Differences from the shared scorer, all on purpose: it knows nothing of what a case's figure means, so
cases with a `value` are judged harder here; and its test of untraced numbers joins all digits of the
quotes, so "12 245" passes there where "2 111 2 245" is quoted, which is untraced here.
"""

from __future__ import annotations

from dataclasses import dataclass

from eval.cases import Case, Truth
from eval.numbers import printed_value
from eval.reply import Figure, Reply
from eval.text import digits, numbers, plain, polarity, stands_in

NOT_FOUND = "not_found"
ATTRIBUTES = ("value", "sign", "unit", "scale", "period", "entity")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one reply.

    `why` is empty where the reply is right. `faults` are the attributes that the first figure has
    wrong; `headed`: THE figure is right, whatever the text around it says; `value_right`: the
    reply is right but for the period and entity of its figure at most.
    """

    right: bool
    why: str
    cited: bool
    abstained: bool
    untraced: tuple[str, ...]
    faults: tuple[str, ...] = ()
    headed: bool = False
    value_right: bool = False


def judge(case: Case, reply: Reply) -> Verdict:
    """Everything about one reply that can be told without looking at the report."""
    abstained = reply.status == NOT_FOUND
    faults = strict_faults(case.truth, reply.figures) if case.truth and not abstained else ()
    why = _fault(case, reply)
    value_right = not why and set(faults) <= {"period", "entity"}
    if not why and faults:
        why = "; ".join(_told(name, case.truth, reply.figures) for name in faults)
    return Verdict(
        right=not why,
        why=why,
        cited=_cited(case, reply),
        abstained=abstained,
        untraced=_untraced(case, reply),
        faults=faults,
        headed=not abstained and not faults and _headed(case, reply),
        value_right=value_right,
    )


def strict_faults(truth: Truth, figures: tuple[Figure, ...]) -> tuple[str, ...]:
    """The attributes of the first figure that are not as the truth says, of `ATTRIBUTES`.

    A value that is right but for its sign has a wrong "sign"; one that is off by a power of ten has
    a wrong "scale".
    """
    if not figures:
        return ("value",)
    given = figures[0]
    faults = []
    if given.value is None:
        faults.append("value")
    elif given.value != truth.value:
        faults.append(_value_fault(truth, given))
    if truth.unit is not None and plain(given.unit or "") != plain(truth.unit):
        faults.append("unit")
    if truth.scale is not None and given.scale != truth.scale and "scale" not in faults:
        faults.append("scale")
    if truth.period and not _one_of(given.period, truth.period):
        faults.append("period")
    if truth.entity and not _one_of(given.entity, truth.entity):
        faults.append("entity")
    return tuple(faults)


def _told(name: str, truth: Truth | None, figures: tuple[Figure, ...]) -> str:
    """A fault with what was given: "entity is Alavesi, not Vesilahti"."""
    given = getattr(figures[0], "value" if name == "sign" else name) if figures else None
    wanted = getattr(truth, "value" if name == "sign" else name)
    shown = " or ".join(wanted) if isinstance(wanted, tuple) else wanted
    return f"{name} is {'not told' if given is None else given}, not {shown}"


def _value_fault(truth: Truth, given: Figure) -> str:
    if given.value is not None and given.value == -truth.value:
        return "sign"
    if given.value and truth.value:
        # same digits, other power of ten
        ours, theirs = truth.value.normalize().as_tuple(), given.value.normalize().as_tuple()
        if ours.digits == theirs.digits and ours.sign == theirs.sign:
            return "scale"
    return "value"


def _one_of(given: str | None, forms: tuple[str, ...]) -> bool:
    return given is not None and plain(given) in {plain(form) for form in forms}


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


def _headed(case: Case, reply: Reply) -> bool:
    """Is the first figure, sign and all, an accepted one, also if printed otherwise ("5" and "5,00")?"""
    if not reply.figures or not case.answerable:
        return False
    if case.truth:
        return True  # its faults were looked at
    forms = [value for group in case.accepted for value in group]
    raw = reply.figures[0].raw
    same = any(digits(form) == digits(raw) and stands_in(form, raw) for form in forms)
    return same or printed_value(raw) in {printed_value(form) for form in forms if form[-1:].isdigit()} - {
        None
    }


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
