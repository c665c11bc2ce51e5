"""A run as one HTML page that needs nothing else: scores, plots, every miss.

The plots are drawn here as SVG of a few shapes, so that they take the page's colours in light and dark
and need no library; each says the same as a table beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from eval.compare import Comparison, Pair
from eval.misses import MISSES
from eval.plots import reliability_plot, shares_plot
from eval.record import Record
from eval.run import RunInfo
from eval.score import Row, Scores, score
from eval.statistics import Share
from eval.table import interval, number

WHAT_IS_MISSED = {
    "read": "the page says it, but it was not read, or misread",
    "found": "it was read, but the search does not bring it up",
    "chosen": "it was there, and another was given, or none",
    "worded": "the right figure, said or cited wrongly",
    "transport": "no answer that can be judged came",
}
LONGEST_ANSWER = 400
RIGHT = ' class="n"'
WORDS = frozenset(
    ("class", "id", "id, type", "question", "expected", "given", "why", "page", "type", "before", "now", "",
     "confidence", "attribute")
)  # fmt: skip
"""Heads of columns that hold words; the others hold numbers and stand to the right."""


def html_report(info: RunInfo, records: Sequence[Record], against: Comparison | None = None) -> str:
    """The whole page. Text from cases and answers is escaped."""
    scores = score(records)
    style = (files("eval") / "report.css").read_text(encoding="utf-8")
    parts = [
        _head(info),
        _overview(scores),
        _by_type(scores),
        _by_tags(records),
        _plots(scores),
        _confidence(scores),
        _attributes(scores),
        _compared(against) if against else "",
        _misses([record for record in records if record.miss or not record.right], info.url),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Luku: {number(scores.whole.exact.mean)} of {scores.whole.exact.of} questions right</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def _head(info: RunInfo) -> str:
    kept = f", {info.kept} kept from an earlier run" if info.kept else ""
    busy = "" if info.busy is None else f" The client was busy {info.busy:.0%} of the time."
    return (
        "<h1>How right Luku is</h1>\n"
        f'<p class="soft">{info.questions} questions ({_text(", ".join(info.files) or "cases")}) asked of '
        f"{_text(info.url)}, version {_text(info.version or 'unknown')}, {_text(info.started)}{kept}; "
        f"{info.settings.at_once} at once, {info.seconds:.1f} s.{busy}</p>\n"
    )


def _overview(scores: Scores) -> str:
    whole = scores.whole
    items = [
        ("exact", number(whole.exact.mean), f"95 %: {interval(whole.exact)}"),
        ("exact, answerable", number(scores.exact_answerable.mean), f"of {scores.exact_answerable.of}"),
        ("cited", number(whole.cited.mean), "right page and report"),
        ("verbatim quotes", number(whole.quotes.mean), f"of {whole.quotes.of}"),
        ("untraced numbers", str(whole.untraced), "must be 0"),
        (
            "abstention precision",
            number(scores.abstention_precision.mean),
            f"of {scores.abstention_precision.of}",
        ),
        ("abstention recall", number(scores.abstention_recall.mean), f"of {scores.abstention_recall.of}"),
        ("latency, median", f"{whole.p50_ms:.0f} ms", f"p95 {whole.p95_ms:.0f} ms, as the client sees it"),
    ]
    if scores.attributes:
        items.insert(1, ("exact, value alone", number(scores.exact_value.mean), "period and entity left out"))
    shown = "".join(
        f"<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>\n" for name, value, note in items
    )
    return f'<dl class="scores">\n{shown}</dl>\n'


def _by_type(scores: Scores) -> str:
    head = (
        "type",
        "n",
        "exact",
        "95 % interval",
        "cited",
        "verbatim",
        "untraced",
        "errors",
        *MISSES,
        "p50 ms",
        "p95 ms",
    )
    legend = "; ".join(f"{kind}: {what}" for kind, what in WHAT_IS_MISSED.items())
    rows = "".join(_row(row, "") for row in scores.rows) + _row(scores.whole, ' class="all"')
    ranks = ""
    if scores.retrieval:
        found = scores.retrieval
        ranks = (
            f"<p>The right page in search, {found.questions} questions: hit@1 {found.hit_1:.3f}, "
            f"@3 {found.hit_3:.3f}, @5 {found.hit_5:.3f}, @10 {found.hit_10:.3f}, MRR {found.mrr:.3f}, "
            f"nDCG@10 {found.ndcg_10:.3f}.</p>\n"
        )
    return _section(
        "By type of question", _table(f"Misses by where they were lost. {legend}.", head, rows) + ranks
    )


def _by_tags(records: Sequence[Record]) -> str:
    """A table for each tag of the cases: by layout, by producer …"""
    tags = dict.fromkeys(tag for record in records for tag in record.tags)
    tables = ""
    for tag in tags:
        rows = "".join(
            f'<tr><th scope="row">{_text(row.name)}</th><td class="n">{row.exact.of}</td>'
            f'<td class="n">{number(row.exact.mean)}</td><td class="n">{interval(row.exact)}</td>'
            f'<td class="n">{number(row.cited.mean)}</td></tr>\n'
            for row in score(records, tag).rows
        )
        tables += _table(f"By {tag}.", ("", "n", "exact", "95 % interval", "cited"), rows)
    return _section("By tags of the cases", tables) if tables else ""


def _row(row: Row, attributes: str) -> str:
    cells = (
        str(row.exact.of), number(row.exact.mean), interval(row.exact), number(row.cited.mean),
        number(row.quotes.mean), str(row.untraced), str(row.errors),
        *(str(row.misses[kind] or "–") for kind in MISSES), f"{row.p50_ms:.0f}", f"{row.p95_ms:.0f}",
    )  # fmt: skip
    shown = "".join(f'<td class="n">{cell}</td>' for cell in cells)
    return f'<tr{attributes}><th scope="row">{_text(row.name)}</th>{shown}</tr>\n'


def _plots(scores: Scores) -> str:
    shares: list[tuple[str, Share]] = [(row.name, row.exact) for row in scores.rows]
    legend = "Exact by type, with 95 % intervals."
    plots = f"<figure>{shares_plot(shares)}<figcaption>{legend}</figcaption></figure>\n"
    if scores.bins:
        plots += (
            f"<figure>{reliability_plot(scores.bins)}<figcaption>How often answers are right, by how sure "
            "the service is; on the dashed line it is as right as it is sure.</figcaption></figure>\n"
        )
    return f'<div class="plots">\n{plots}</div>\n'


def _confidence(scores: Scores) -> str:
    if scores.ece is None:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{item.low:.1f}–{item.high:.1f}</th><td class="n">{item.right.of}</td>'
        f'<td class="n">{item.confidence:.3f}</td><td class="n">{number(item.right.mean)}</td>'
        f'<td class="n">{interval(item.right)}</td></tr>\n'
        for item in scores.bins
    )
    caption = f"Answers given, by confidence. Expected calibration error {scores.ece:.3f}."
    head = ("confidence", "answers", "mean confidence", "right", "95 % interval")
    return _section("Confidence", _table(caption, head, rows))


def _attributes(scores: Scores) -> str:
    if not scores.attributes:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td class="n">{some.of}</td><td class="n">{number(some.mean)}</td>'
        f'<td class="n">{interval(some)}</td></tr>\n'
        for name, some in scores.attributes.items()
    )
    caption = "Of the first figure, where one was given and the case tells what it means."
    return _section(
        "What the figure means", _table(caption, ("attribute", "n", "right", "95 % interval"), rows)
    )


def _compared(result: Comparison) -> str:
    text = (
        f"<p>{len(result.wins)} won, {len(result.losses)} lost, {result.ties} the same, "
        f"of {len(result.pairs)} questions in both runs; McNemar's exact test p = {result.p:.3f}.</p>\n"
    )
    rows = "".join(_changed("won", pair) for pair in result.wins)
    rows += "".join(_changed("lost", pair) for pair in result.losses)
    head = ("", "id", "question", "before", "now")
    return _section("Against the earlier run", text + (_table("What changed.", head, rows) if rows else ""))


def _changed(how: str, pair: Pair) -> str:
    return (
        f'<tr><td>{how}</td><th scope="row">{_text(pair.new.id)}</th>'
        f'<td class="question">{_text(pair.new.question)}</td>'
        f'<td class="said">{_text(pair.old.why or "right")}</td>'
        f'<td class="said">{_text(pair.new.why or "right")}</td></tr>\n'
    )


def _misses(records: Sequence[Record], url: str) -> str:
    if not records:
        return _section("Misses", "<p>None.</p>\n")
    rows = "".join(_miss(record, url) for record in records)
    head = ("class", "id, type", "question", "expected", "given", "why", "page")
    return _section(f"Misses ({len(records)})", _table("Every question that is wrong or flawed.", head, rows))


def _miss(record: Record, url: str) -> str:
    answer = " ".join(record.answer.split())
    shown = answer[:LONGEST_ANSWER] + ("…" if len(answer) > LONGEST_ANSWER else "")
    expected = "; ".join(record.expected) or "no answer"
    why = "; ".join(dict.fromkeys(part for part in (record.why, record.miss_why) if part))
    pages = ", ".join(str(page) for report, page in record.places if report == record.report)
    page = f"page {pages}" if pages else "report"
    where = (
        f'<a href="{_text(url + record.url)}">{page}</a><br><span class="soft">{_text(record.report)}</span>'
    )
    given = f"<strong>{_text(record.given)}</strong><br>" if record.given else ""
    return (
        f'<tr><td>{_text(record.miss or "–")}</td><th scope="row">{_text(record.id)}<br>'
        f'<span class="soft">{_text(record.type)}</span></th>'
        f'<td class="question">{_text(record.question)}</td>'
        f'<td class="wanted">{_text(expected)}</td><td class="said"><span class="given">{given}</span>'
        f'{_text(shown or record.status)}</td><td class="said">{_text(why)}</td>'
        f'<td class="where">{where}</td></tr>\n'
    )


def _section(title: str, body: str) -> str:
    return f"<section>\n<h2>{_text(title)}</h2>\n{body}</section>\n"


def _table(caption: str, head: Iterable[str], rows: str) -> str:
    """A table in a region that can be scrolled sideways with the keyboard too."""
    cells = "".join(f'<th scope="col"{"" if name in WORDS else RIGHT}>{name}</th>' for name in head)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{_text(caption.split(".")[0])}"><table>\n'
        f"<caption>{_text(caption)}</caption>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n{rows}</tbody>\n"
        "</table></div>\n"
    )


def _text(text: str) -> str:
    return escape(text, quote=True)
