"""Which: all items of what was asked for, each cited: the bullets or the rows under a heading that names
it, or the sentence that lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.contract import Library, StatementHit
from ingest.records import Figure, Statement, StatementKind
from service.choose import STRUCTURED, Evidence, FigureCandidate, figures
from service.citations import Citations
from service.fitting import asked_periods, kind_fit, period_fit
from service.matching import Cover, strength
from service.question import Question
from service.records import AnswerFigure
from service.replies.amounts import amount
from service.replies.base import Reply
from service.replies.bullets import bullets
from service.replies.enumerations import enumerating_first
from service.replies.quotes import tell
from service.replies.titles import asked_for, is_item, spoken
from service.terms import Term
from service.vocabulary import headline
from service.wording import figure_answer

_TELL_ALL = re.compile(
    r"\b(?:luettele|listaa|kaikkea|kaikkeen|kukin|kunkin|mit[äa] \w+(?:ja|jä|ia|iä|ita|itä)"
    r"|mihin \w+(?:ihin|iin)|list|name all|lista|räkna upp)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:ei|eivät|jäi\w*|jää\w*|yli(?:tt|ty|ti)\w+|ali(?:tt|ty|ti)\w+|lykät\w+|siirr\w+|siirty\w+|not)\b",
    re.IGNORECASE,
)
"""What only some of the items under a title meet."""
_ENOUGH = 0.55
_PAGES = 6
_MOST = 30
_NO_WORDS: frozenset[str] = frozenset()
_NOTHING = Cover(0.0, 0.0, (), 0.0, 0.0)
_SUM = re.compile(r"\b(?:yhteensä|kaikkiaan|summa|sammanlagt|totalt|total)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Group:
    """Items that stand together under one title."""

    report: str
    items: tuple[Statement, ...]
    titles: tuple[str, ...]


def listing(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """What was asked for as a list: all items under the heading that names it, or the sentence that lists
    them; where a row of that very name is printed and no list is asked for in so many words, its figure."""
    headed = bullets(question, evidence, library)
    if len(headed) > 2:
        return _quoted(headed, evidence)
    told = enumerating_first(question, evidence)
    printed = [c for c in figures(question, evidence)[:1] if c.hit.statement.kind in STRUCTURED]
    named = bool(printed) and _clearly(printed[0].cover)
    group = None
    plain = not (named or (told and told[0].cover.label > 0.8) or any(t.action for t in question.terms))
    if (plain or _TELL_ALL.search(question.text)) and not _CONDITION.search(question.text):
        group = _group(question, evidence, library)
    if group is not None:
        return _all_of(question, evidence, group)
    if headed:
        return _quoted(headed, evidence)
    if printed and named and not (told and told[0].cover.label > 0.8):
        return amount(question, evidence, library)  # "mitkä olivat X:n toimintakulut" asks for one number
    if not told:
        return None
    close = [c for c in told[1:4] if c.score >= told[0].score - 0.08]
    return tell(question, evidence, (told[0], *close), told[1:])


def _quoted(items: Sequence[tuple[str, Statement]], evidence: Evidence) -> Reply:
    citations = Citations(evidence.reports)
    text = "\n".join(
        f"• {statement.text} [{citations.statement(report, statement)}]" for report, statement in items
    )
    return Reply(text, (), citations.all, 0.6)


# --- items under a title --------------------------------------------------------------------------


def _group(question: Question, evidence: Evidence, library: Library) -> _Group | None:
    """The rows or bullets whose title speaks best of what was asked for."""
    terms = asked_for(question)
    if not terms:
        return None
    best: tuple[float, _Group] | None = None
    for report, page in _pages(terms, evidence):
        there = library.statements(report, page)
        for group in (*_groups(report, there), *_children(report, there)):
            named = max((spoken(title, terms, library) for title in group.titles), default=0.0)
            if named >= _ENOUGH and (best is None or named > best[0]):
                best = (named, group)
    return best[1] if best else None


def _pages(terms: Sequence[Term], evidence: Evidence) -> list[tuple[str, int]]:
    """Where something with a title of the words stands, the newest report first."""
    found: dict[tuple[str, int], float] = {}
    for hit, _ in evidence.hits:
        place = (hit.report, hit.statement.page)
        keys = hit.label_keys | hit.context_keys
        said = sum(max(t.weight, 0.1) * strength(t, keys) for t in terms)
        found[place] = max(found.get(place, 0.0), said + 0.01 * (hit.report == evidence.newest))
    ranked = sorted((place for place, said in found.items() if said), key=lambda place: -found[place])
    return ranked[:_PAGES]


def _groups(report: str, page: Sequence[Statement]) -> Iterator[_Group]:
    """Runs of rows, and of short statements under one heading, with the titles over them."""
    before: Statement | None = None
    run: list[Statement] = []
    for statement in (*page, None):
        goes_on = statement is not None and bool(run) and _with(run[-1], statement)
        if statement is not None and (goes_on or (not run and is_item(statement))):
            run.append(statement)
            continue
        if run:
            yield from _made(report, run, before)
            before = run[-1]
        run = [statement] if statement is not None and is_item(statement) else []
        before = statement if statement is not None and not run else before


def _children(report: str, page: Sequence[Statement]) -> Iterator[_Group]:
    """The rows that a table sets under another row."""
    rows = [s for s in page if s.kind is StatementKind.ROW]
    for place, parent in enumerate(rows):
        under = [
            row
            for row in rows[place + 1 :]
            if row.table == parent.table and len(parent.label) > 3 and parent.label in row.context
        ]
        if 2 <= len(under) <= _MOST:
            yield _Group(report, tuple(under), (parent.label,))


def _with(last: Statement, statement: Statement) -> bool:
    same_kind = last.kind is statement.kind and is_item(statement)
    if statement.kind is StatementKind.ROW:
        return same_kind and last.section == statement.section and last.table == statement.table
    return same_kind and last.section == statement.section


def _made(report: str, run: Sequence[Statement], before: Statement | None) -> Iterator[_Group]:
    rows = run[0].kind is StatementKind.ROW
    items = tuple(s for s in run if not (rows and (headline(s.label) or _SUM.search(s.label))))
    if not 2 <= len(items) <= _MOST:
        return
    titles = list(run[0].section[-1:])
    if before is not None and _leads(before, rows):
        titles.append(before.text)
    yield _Group(report, items, tuple(dict.fromkeys(titles)))


def _leads(before: Statement, rows: bool) -> bool:
    """Whether a statement is a title of what follows: a heading, a lead-in, over rows a short text."""
    lead_in = before.kind is StatementKind.HEADING or before.text.rstrip().endswith(":")
    return lead_in or (rows and len(before.text.split()) <= 8)


# --- telling them ---------------------------------------------------------------------------------


def _all_of(question: Question, evidence: Evidence, group: _Group) -> Reply:
    """All items; of rows each with its main figure."""
    citations = Citations(evidence.reports)
    lines: list[str] = []
    told: list[AnswerFigure] = []
    for item in group.items:
        figure = _main_figure(question, evidence, group.report, item)
        if figure is not None and item.kind is StatementKind.ROW:
            hit = StatementHit(group.report, item, _NO_WORDS, _NO_WORDS, 0.0, 0.0)
            worded = figure_answer(FigureCandidate(hit, 0.0, _NOTHING, figure), citations, question.language)
            lines.append(f"• {worded.text}")
            told += worded.figures
        else:
            shown = item.label if item.kind is StatementKind.ROW else item.text
            lines.append(f"• {shown} [{citations.statement(group.report, item)}]")
    return Reply("\n".join(lines), tuple(told), citations.all, 0.6)


def _main_figure(question: Question, evidence: Evidence, report: str, row: Statement) -> Figure | None:
    """The figure of a row that a question which names no column, or one, means."""
    summary = evidence.reports[report]
    asked = asked_periods(question, summary)
    hit = StatementHit(report, row, _NO_WORDS, _NO_WORDS, 0.0, 0.0)
    fits = []
    for place, figure in enumerate(row.figures):
        kind, period = kind_fit(question, figure, summary), period_fit(asked, hit, figure, summary)
        if kind is not None and period is not None and figure.metric:
            fits.append((kind + period, -place, figure))
    return max(fits, key=lambda fit: fit[:2])[2] if fits else None


def _clearly(cover: Cover) -> bool:
    return cover.total >= 0.9 and cover.label > 0.3
