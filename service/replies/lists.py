"""Which: all items of what was asked for, each cited: the bullets or the rows under a heading that names
it, or the sentence that lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.contract import Library, StatementHit
from ingest.records import BlockKind, Figure, Statement, StatementKind
from service.choose import STRUCTURED, Evidence, FigureCandidate, figures
from service.citations import Citations
from service.fitting import asked_periods, kind_fit, period_fit
from service.matching import Cover, strength
from service.question import Question
from service.records import AnswerFigure
from service.replies.amounts import amount
from service.replies.base import Reply, speaks_of
from service.replies.enumerations import enumerating_first
from service.replies.quotes import tell
from service.terms import Term
from service.vocabulary import SCOPES, headline
from service.wording import figure_answer

_TELL_ALL = re.compile(
    r"\b(?:luettele|listaa|kaikkea|kaikkeen|kukin|kunkin|mit[äa] \w+(?:ja|jä|ia|iä|ita|itä)"
    r"|mihin \w+(?:ihin|iin)|list|name all|lista|räkna upp)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\b(?:luettele|listaa|list|räkna upp)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:ei|eivät|jäi\w*|jää\w*|yli(?:tt|ty|ti)\w+|ali(?:tt|ty|ti)\w+|lykät\w+|siirr\w+|siirty\w+|not)\b",
    re.IGNORECASE,
)
"""What only some of the items under a title meet."""
_ONLY_ITEMS = re.compile(
    r"(?:hank(?:e|kee|kei)|koh(?:de|dete|tee|tei)|asia|asioi|tärke|keskei|vuode|vuosi|kaupun|kunnan|kunna[lst]|kunta|asete|merkittäv|suur|raport)\w*",
    re.IGNORECASE,
)
_ALL_OF_IT = SCOPES | {"toimiala", "kuntayhtymä", "raportti"}
"""Words for what the whole report is of."""
_ENOUGH = 0.55
_LOOKED_AT = 60
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
    headed = _bullets(question, evidence, library)
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
    terms = _asked_for(question)
    if not terms:
        return None
    best: tuple[float, _Group] | None = None
    for report, page in _pages(terms, evidence):
        there = library.statements(report, page)
        for group in (*_groups(report, there), *_children(report, there)):
            named = max((_named(title, terms, library) for title in group.titles), default=0.0)
            if named >= _ENOUGH and (best is None or named > best[0]):
                best = (named, group)
    return best[1] if best else None


def _asked_for(question: Question) -> tuple[Term, ...]:
    """The words for what is listed: those after "luettele", else all; without those that any list has."""
    order = _ORDER.search(question.text)
    terms = [t for t in question.terms if t.essential or t.action]
    if order:
        terms = [t for t in terms if t.start >= order.end()] or terms
    terms = [t for t in terms if not t.keys & question.owners.words and not (t.name and len(terms) > 1)]
    terms = [t for t in terms if not t.keys & _ALL_OF_IT] or terms
    own = [t for t in terms if not _ONLY_ITEMS.fullmatch(t.word)]
    return tuple(own or terms)


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
        if statement is not None and (goes_on or (not run and _is_item(statement))):
            run.append(statement)
            continue
        if run:
            yield from _made(report, run, before)
            before = run[-1]
        run = [statement] if statement is not None and _is_item(statement) else []
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


def _is_item(statement: Statement) -> bool:
    if statement.kind is StatementKind.ROW:
        return True
    short = len(statement.text.split()) <= 25
    return statement.kind is StatementKind.SENTENCE and short and statement.text.rstrip()[-1:] not in ".:!?"


def _with(last: Statement, statement: Statement) -> bool:
    same_kind = last.kind is statement.kind and _is_item(statement)
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


def _named(title: str, terms: Sequence[Term], library: Library) -> float:
    """How well a title speaks of the words, and of little else."""
    words = [keys for keys in library.keys(re.sub(r"[\d€]+", " ", title)) if keys]
    keys = frozenset().union(*words) if words else frozenset()
    whole = sum(max(t.weight, 0.1) for t in terms)
    said = sum(max(t.weight, 0.1) * strength(t, keys) for t in terms)
    own = sum(any(t.explains & w for t in terms) for w in words)
    return said / whole + (0.1 * own / len(words) if words and said else 0.0)


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


# --- bullets --------------------------------------------------------------------------------------


def _bullets(question: Question, evidence: Evidence, library: Library) -> list[tuple[str, Statement]]:
    """Bullets that stand under a heading or a lead-in which alone speaks of the whole question."""
    for hit, cover in evidence.hits[:20]:
        statement = hit.statement
        leads = statement.kind is StatementKind.HEADING or statement.text.rstrip().endswith(":")
        if not leads or cover.label < 0.8 or not speaks_of(question, cover):
            continue
        page = library.statements(hit.report, statement.page)
        under = [s for s in page if _under(s, statement)]
        if statement.kind is StatementKind.HEADING:
            under = _only_bullets(hit.report, under, library)
        if not under and statement.text.rstrip().endswith(":"):
            place = next((n for n, s in enumerate(page) if s.id == statement.id), len(page))
            under = [s for s in page[place + 1 : place + 2] if s.kind is not StatementKind.HEADING]
            if under:
                return [(hit.report, s) for s in (statement, *under)]
        if len(under) >= 2:
            return [(hit.report, s) for s in under[:_MOST]]
    return []


def _only_bullets(report: str, under: Sequence[Statement], library: Library) -> list[Statement]:
    """Of what stands under a heading the bullets; where none are marked, what is no whole sentence."""
    if not under:
        return []
    blocks = library.page(report, under[0].page).blocks
    marked = {" ".join(block.text.split()) for block in blocks if block.kind is BlockKind.BULLET}
    bullets = [s for s in under if any(" ".join(s.text.split()) in text for text in marked)]
    return bullets or [s for s in under if _is_item(s)]


def _under(statement: Statement, lead: Statement) -> bool:
    if statement.kind in (StatementKind.HEADING, StatementKind.ROW):
        return False
    if lead.kind is StatementKind.HEADING:
        return bool(statement.section) and statement.section[-1] == lead.text
    return statement.context == lead.text


def _clearly(cover: Cover) -> bool:
    return cover.total >= 0.9 and cover.label > 0.3
