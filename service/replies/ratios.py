"""One figure divided by another: the ratio as the report prints it, else computed with both operands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.contract import Library, Scope
from ingest.records import ColumnKind, Figure, FigureKind, Period, StatementKind
from service.asking import Asked, asked_type
from service.choose import Evidence, FigureCandidate, figures, gather
from service.citations import Citations
from service.fitting import is_group
from service.matching import FOUND, Cover, strength
from service.question import Question
from service.replies.amounts import amount
from service.replies.base import Reply, answers
from service.replies.combined import quantity
from service.replies.differences import change
from service.replies.open_questions import open_ended
from service.replies.parts import MOVES, found, matter, part
from service.replies.trends import trend
from service.terms import Term, make_term
from service.texts import say
from service.vocabulary import STOP_WORDS
from service.wording import bracketed, named, number_text, per_head, share, stated

_DIVISION = re.compile(
    r"(?<=[^\W\d_])\s?/\s?(?=[^\W\d_])|\s(?:jaettuna|suhteessa|suhteutettuna|suhde)\s", re.IGNORECASE
)
_ENDS = re.compile(
    r"[?.,;:()!]|\s(?:ja|sekä|vuonna|vuoden)\s|\b(?:19|20)\d\d\b|-(?:suhde|luku)\w*", re.IGNORECASE
)
_COMMAND = re.compile(
    r"(?:laske\w*|lasketaan|kerro\w*|ilmoita|mikä|paljonko|montako|kuinka|mon\w+|prosent\w*|suhde\w*|suhdelu\w+"
    r"|(?:tunnus)?lu(?:ku|vu)\w*|on|oli|olivat|ovat|kertyi\w*|tuli|kului|käytettiin|euro\w*)",
    re.IGNORECASE,
)
_PEOPLE = ("asukasluku", "asukasmäärä", "väkiluku", "asukkaiden määrä")
_PEOPLE_ROW = re.compile(
    r"(?:asukasluku|asukasmäärä|väkiluku|asukkaiden (?:luku)?määrä|väestö)\b(?! ?muuto)", re.IGNORECASE
)
_COST = re.compile(r"kulu|meno|poisto|arvonalent|kustannu|palk|ostot|avustukset", re.IGNORECASE)
_OPENING = re.compile(r"\b1\.1\.(?!\d|\s?[–—-])")
_NAMES = (
    (re.compile(r"\b(lyhyt|pitkä)aikai\w+ vel\w+", re.IGNORECASE), r"\1aikainen vieras pääoma"),
    (re.compile(r"\bvuosikat\w+\s?/\s?(?:netto)?investoi\w+", re.IGNORECASE), "investointien tulorahoitus"),
)
"""What accounts print under another name than is asked for: an item, a ratio."""
_HITS = 150
_LOOKED_AT = 8
_NO_AMOUNTS = (*MOVES, ColumnKind.SHARE)
_Pair = tuple[FigureCandidate, FigureCandidate]


def ratio(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The ratio as printed; else the share in per cent, or the money for each inhabitant, with its operands.
    None where one of the two is not there: one alone is no answer."""
    if question.unit == "EUR/asukas":
        return _printed_per_head(question, evidence, library) or _per_head(question, evidence, library)
    for above, below in _sides(question, library):
        reply = _printed(question, evidence, library, above, below) or _share(
            question, evidence, library, above, below
        )
        if reply is not None:
            return reply
    return None


# --- two items ------------------------------------------------------------------------------------


def _sides(question: Question, library: Library) -> Iterator[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """What is divided and by what, at each sign of a division."""
    (debts, by_balance), (_, _) = _NAMES
    text = debts.sub(by_balance, question.text)
    for sign in _DIVISION.finditer(text):
        begun = max((m.end() for m in _ENDS.finditer(text, 0, sign.start())), default=0)
        ended = _ENDS.search(text, sign.end())
        above = _terms(text, begun, sign.start(), library)
        below = _terms(text, sign.end(), ended.start() if ended else len(text), library)
        if above and below:
            yield above, below


def _terms(text: str, start: int, end: int, library: Library) -> tuple[Term, ...]:
    words = re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text[start:end])
    return tuple(
        make_term(match.group(), start + match.start(), (), library)
        for match in words
        if match.group().lower() not in STOP_WORDS and not _COMMAND.fullmatch(match.group())
    )


def _printed(
    question: Question, evidence: Evidence, library: Library, above: Sequence[Term], below: Sequence[Term]
) -> Reply | None:
    found = printed_ratio(question, evidence, library, above, below)
    return amount(*found[:2], library) if found else None


def printed_ratio(
    question: Question, evidence: Evidence, library: Library, above: Sequence[Term], below: Sequence[Term]
) -> tuple[Question, Evidence, FigureCandidate] | None:
    """The row whose label says both, or that is named for the ratio, with what it was found by."""
    (_, _), (by_income, name) = _NAMES
    if by_income.search(question.text):
        above, below = _terms(name, 0, len(name), library), ()
    asking = replace(question, asked=Asked.PERCENT, unit="%", terms=(*above, *below), kinds=())
    weighed = _evidence(asking, evidence, library)
    said = [term for term in (*above, *below) if term.essential] or [*above, *below]
    for candidate in figures(asking, weighed)[:_LOOKED_AT]:
        missing = candidate.cover.missing
        own = question.group or not is_group(candidate.hit, candidate.figure)
        row = candidate.hit.statement.kind is not StatementKind.SENTENCE
        unsaid = any(term in missing for term in said)
        if row and own and not unsaid and candidate.cover.label > 0.9 and answers(asking, candidate):
            return asking, weighed, candidate
    return None


def _share(
    question: Question, evidence: Evidence, library: Library, above: Sequence[Term], below: Sequence[Term]
) -> Reply | None:
    pair = two_amounts(question, evidence, library, above, below)
    return _told(question, evidence, pair, per_inhabitant=False) if pair else None


def two_amounts(
    question: Question, evidence: Evidence, library: Library, above: Sequence[Term], below: Sequence[Term]
) -> _Pair | None:
    """The amounts of two items that belong side by side: of one unit, owner and time."""
    sides = [_amounts(question, evidence, library, terms) for terms in (above, below)]
    pairs = [(a, b) for a in sides[0] for b in sides[1] if _divides(a, b)]
    return max(pairs, key=_together, default=None)


def _amounts(
    question: Question, evidence: Evidence, library: Library, terms: Sequence[Term]
) -> list[FigureCandidate]:
    """The amounts that may be one side of the division, of whom the question asks."""
    asking = part(replace(question, unit=None), terms, evidence, library)
    return [
        candidate
        for candidate in found(asking, _evidence(asking, evidence, library))[:_LOOKED_AT]
        if candidate.figure.column_kind not in _NO_AMOUNTS
        and candidate.figure.unit in ("EUR", None)
        and candidate.figure.value
        and _says(asking, candidate)
        and (question.group or not is_group(candidate.hit, candidate.figure))
    ]


def _says(asking: Question, candidate: FigureCandidate) -> bool:
    """Does the row or sentence itself say the item, and no balance of another day than the last?"""
    if _OPENING.search(candidate.figure.metric) and not _OPENING.search(asking.text):
        return False
    item = [term for term in asking.essential if not term.keys & asking.owners.words]
    return all(strength(term, candidate.hit.label_keys) >= FOUND for term in item) and not any(
        term.essential for term in candidate.cover.missing
    )


def _evidence(asking: Question, evidence: Evidence, library: Library) -> Evidence:
    """What is found for a part of the question by its own words, in the same reports."""
    words = " ".join(term.word for term in asking.terms)
    hits = library.find(words, Scope(reports=tuple(evidence.reports)), _HITS)
    return gather(asking, library, hits, evidence.reports)


def _divides(a: FigureCandidate, b: FigureCandidate) -> bool:
    """Of one unit, report and time; and either of one sign, or a cost beside an income."""
    one, two = a.figure, b.figure
    if (a.report, one.unit) != (b.report, two.unit) or one.entity != two.entity:
        return False
    if (one.metric.casefold(), one.raw) == (two.metric.casefold(), two.raw) or not _signs_tell(one, two):
        return False
    return _same_end(one.period, two.period) and (
        one.column_kind in (two.column_kind, None) or two.column_kind is None
    )


def _signs_tell(one: Figure, two: Figure) -> bool:
    """A cost printed with a minus is taken by its size; of anything else the sign tells."""
    if one.value * two.value < 0:
        return _COST.search((one if one.value < 0 else two).metric) is not None
    return one.value > 0 or bool(_COST.search(one.metric)) == bool(_COST.search(two.metric))


def _same_end(one: Period | None, two: Period | None) -> bool:
    """Whether two times end together: a balance is of the last day of the year whose income is told."""
    if one is None or two is None:
        return one is two
    at_once = two.start == two.end or one.start == one.end
    return one.end == two.end and (one.start == two.start or at_once)


def _together(pair: _Pair) -> float:
    a, b = pair
    score = sum(c.chance if c.chance is not None else 0.5 * c.score for c in pair)
    score += 0.4 * (a.hit.statement.table is not None and a.hit.statement.table == b.hit.statement.table)
    score += 0.2 * (a.hit.statement.page == b.hit.statement.page)
    score += 0.2 * (a.figure.column == b.figure.column) + 0.2 * (a.figure.scale == b.figure.scale)
    return score + 0.2 * (a.cover.precision + b.cover.precision)


# --- for each inhabitant --------------------------------------------------------------------------


def _printed_per_head(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    asked = asked_type(question.text, but=(Asked.RATIO,))
    terms = tuple(term for term in question.terms if not _COMMAND.fullmatch(term.word))
    within = replace(question, asked=asked, terms=terms)
    match asked:
        case Asked.DIFFERENCE:
            return change(within, evidence, library)
        case Asked.TREND:
            return trend(within, evidence, library)
        case Asked.AMOUNT | Asked.COUNT | Asked.PERCENT:
            return quantity(within, evidence, library)
    return open_ended(within, evidence, library)


def _per_head(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    terms = tuple(term for term in matter(question) if not _COMMAND.fullmatch(term.word))
    if not any(term.essential for term in terms):
        return None
    heads = list(_heads(evidence, library))
    pairs = [
        (money, people)
        for money in _amounts(replace(question, unit=None), evidence, library, terms)
        if money.figure.unit == "EUR" and money.figure.kind is not FigureKind.TEXT
        for people in heads
        if people.report == money.report and _same_year(money, people, evidence)
    ]
    if not pairs:
        return None
    return _told(question, evidence, max(pairs, key=_together), per_inhabitant=True)


def _heads(evidence: Evidence, library: Library) -> Iterator[FigureCandidate]:
    """The printed numbers of inhabitants."""
    scope = Scope(reports=tuple(evidence.reports))
    for word in _PEOPLE:
        for hit in library.figures(word, scope=scope, limit=40):
            for figure in hit.statement.figures:
                if (
                    hit.statement.kind is not StatementKind.SENTENCE
                    and _PEOPLE_ROW.match(figure.metric)
                    and figure.unit in (None, "asukas")
                    and figure.column_kind in (None, ColumnKind.ACTUAL)
                    and figure.scale == 1
                    and figure.value > 0
                ):
                    cover = Cover(1.0, 1.0, (), 1.0, 1.0)
                    yield FigureCandidate(hit, 1.0, cover, figure, chance=1.0)


def _same_year(money: FigureCandidate, people: FigureCandidate, evidence: Evidence) -> bool:
    """Of one year: of the whole year for what the year brought."""
    report = evidence.reports[money.report]
    times = [candidate.figure.period or report.period for candidate in (money, people)]
    years = {period.end.year for period in times if period is not None}
    return len(years) == 1 and None not in times


# --- words ----------------------------------------------------------------------------------------


def _told(question: Question, evidence: Evidence, pair: _Pair, per_inhabitant: bool) -> Reply:
    """ "Suhde: 21,3 % = 100 / 470 (yksikkö 1 000 €) (what; what) [1][2]"."""
    language = question.language
    citations = Citations(evidence.reports)
    one, two = (stated(candidate, citations) for candidate in pair)
    made = per_head(one, two) if per_inhabitant else share(one, two)
    key = "answer.per_head" if per_inhabitant else "answer.ratio"
    alike = one.printed_unit == two.printed_unit
    above = one.raw if alike else number_text(pair[0].figure, language)
    below = number_text(replace(pair[1].figure, raw=bracketed(two.raw)), language)
    names = "; ".join(named(candidate.hit.statement, candidate.figure) for candidate in pair)
    result = say(key, language, result=f"{made.raw} {made.printed_unit}")
    text = f"{result} = {above} / {below} ({names})"
    more = [n for c in pair for n in citations.support(c.report, c.figure, text)]
    text += " " + "".join(f"[{number}]" for number in dict.fromkeys((one.citation, two.citation, *more)))
    if not per_inhabitant and one.value * two.value < 0:
        text += f" {say('answer.sizes', language)}"
    chances = [c.chance if c.chance is not None else 0.6 * c.cover.total for c in pair]
    return Reply(text, (made, one, two), citations.all, max(0.05, min(0.95, min(chances))))
