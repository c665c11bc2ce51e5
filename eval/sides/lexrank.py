"""Summaries side by side: how many of a report's key figures does each hold, at one length?

Beside Luku's summary stands an extract as it is usually made: the plain text of the pages cut into
sentences, each as a vector of its words, the graph of their cosines from 0.1 on, PageRank over it, the
sentences of the highest rank without repetitions until the length is full (G. Erkan, D. R. Radev:
LexRank: Graph-based Lexical Centrality as Salience in Text Summarization, JAIR 22, 2004; threshold and
damping as there).

Key figures are the numbers of all cards and of rows that name a bottom line, of the report's own year.
They are taken from `luku extract --json`, so that neither side chooses them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import httpx
import numpy as np

from eval.sides.sentences import sentences
from eval.sides.texts import page_texts
from eval.statistics import Share
from eval.tables.extracting import ExtractFailed
from eval.text import plain

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 7
"""Letters of a word that are kept: a plain way to see inflected forms as one word."""
_THRESHOLD, _DAMPING, _REPEATS = 0.1, 0.15, 0.5
_ROUNDS, _STILL = 200, 1e-9
_LEAST_WORDS = 5
_BOTTOM_LINE = re.compile(
    r"toimintakat|vuosikat|tilikauden (?:tulos|yli|ali)|(?:yli|ali)jääm|^verotulot|^valtionosuu|lainakan"
    r"|liikevaih|^toiminta(?:tuot|tulo|kulu|meno)|omavaraisuus|velkaantun|investointimeno",
    re.IGNORECASE,
)
_LIKE_BUDGET = re.compile(r"talousarv|\bta\b|\bks\b|lta|alkup|budj|muut|poikk|käyttösuun|%", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A matter that a summary should give: any of `forms` says it. `first` of its label in the report."""

    label: str
    forms: frozenset[str]
    first: bool


@dataclass(frozen=True, slots=True)
class Extract:
    """A summary's text, and how many key figures stand in it."""

    name: str
    text: str
    found: Share
    found_first: Share


def lexrank(texts: Sequence[str], length: int) -> str:
    """The most central sentences of some pages in their order, at most `length` characters together."""
    pieces = [piece for text in texts for piece in sentences(text) if len(piece.split()) >= _LEAST_WORDS]
    if not pieces:
        return ""
    vectors = _vectors(pieces)
    cosines = vectors @ vectors.T
    ranks = _ranks(cosines)
    taken: list[int] = []
    room = length
    for at in np.argsort(-ranks, kind="stable"):
        if len(pieces[at]) <= room and all(cosines[at, known] < _REPEATS for known in taken):
            taken.append(int(at))
            room -= len(pieces[at]) + 1
    return "\n".join(pieces[at] for at in sorted(taken))


def _vectors(pieces: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Words by frequency and rarity, each row of length 1."""
    words = [[word[:_STEM] for word in _WORD.findall(plain(piece))] for piece in pieces]
    columns = {word: at for at, word in enumerate(sorted({word for each in words for word in each}))}
    counts = np.zeros((len(pieces), max(len(columns), 1)), np.float32)
    for row, each in enumerate(words):
        for word in each:
            counts[row, columns[word]] += 1
    rarity = np.log(len(pieces) / np.maximum((counts > 0).sum(axis=0), 1)).astype(np.float32)
    weighted = counts * rarity
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    return np.asarray(weighted / np.where(lengths > 0, lengths, 1), np.float32)


def _ranks(
    cosines: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """PageRank of the graph of cosines over the threshold, by the power method."""
    graph = (cosines > _THRESHOLD).astype(np.float32)
    np.fill_diagonal(graph, 1)
    graph /= graph.sum(axis=1, keepdims=True)
    count = len(graph)
    ranks = np.full(count, 1 / count)
    for _ in range(_ROUNDS):
        new = _DAMPING / count + (1 - _DAMPING) * (graph.T @ ranks)
        done = float(np.abs(new - ranks).sum()) < _STILL
        ranks = new
        if done:
            break
    return ranks


def key_figures(file: Path) -> tuple[KeyFigure, ...]:
    """The cards and bottom lines of a report as `luku extract` reads it. Raises `ExtractFailed`."""
    command = [sys.executable, "-m", "service", "extract", str(file), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise ExtractFailed(f"{file}: {ran.stderr.strip()[-300:]}")
    return key_figures_of(json.loads(ran.stdout))


def key_figures_of(read: dict[str, object]) -> tuple[KeyFigure, ...]:
    """The same from what `luku extract --json` printed: each matter once, numbers of the own year."""
    report, printed = read["report"], read["figures"]
    assert isinstance(report, dict) and isinstance(printed, list)
    period = report["period"]
    year = str(period["end"])[:4] if isinstance(period, dict) else ""
    made: list[KeyFigure] = []
    seen: set[str] = set()
    cards: set[tuple[int, str]] = set()
    for figure in printed:
        label = " ".join(plain(str(figure["metric"])).split())
        card = figure["kind"] == "card"
        if card:
            if (figure["page"], label) in cards:
                continue  # what the card's number is compared with
            cards.add((figure["page"], label))
        elif figure["kind"] != "table" or not _BOTTOM_LINE.search(label) or not _own_year(figure, year):
            continue
        forms = _forms(str(figure["raw"]), Decimal(str(figure["value"])), str(figure["unit"]))
        if not any(_one_matter(label, forms, known) for known in made):
            made.append(KeyFigure(label, forms, card or label not in seen))
        seen.add(label)
    return tuple(made)


def _one_matter(label: str, forms: frozenset[str], known: KeyFigure) -> bool:
    """Is it a number that is known: under the same label, or of the same amount in millions?"""
    shared = forms & known.forms
    return bool(shared) and (label == known.label or any(form.endswith(" m") for form in shared))


def _own_year(figure: dict[str, object], year: str) -> bool:
    column = str(figure["column"] or "")
    return bool(year) and year in str(figure["period"] or "") and not _LIKE_BUDGET.search(column)


def _forms(raw: str, value: Decimal, unit: str) -> frozenset[str]:
    """How a text may say it: as printed, without its sign, or in millions with one or two decimals."""
    forms = {plain(raw).lstrip("+- ")}
    if unit == "EUR" and abs(value) >= 100_000:
        forms |= {f"{abs(value) / 1_000_000:.{places}f}".replace(".", ",") + " m" for places in (1, 2)}
    return frozenset(forms)


def share_of(figures: Sequence[KeyFigure], text: str) -> Share:
    """How many of the key figures stand in a text, as whole numbers."""
    said = plain(text)
    found = sum(any(_stands(form, said) for form in figure.forms) for figure in figures)
    return Share(found, len(figures))


def _stands(form: str, said: str) -> bool:
    end = "" if form.endswith("m") else r"(?![\d]|[,.]\d)"
    return re.search(rf"(?<![\d,.])(?<!\d ){re.escape(form)}{end}", said) is not None


def sides(url: str, report: str, file: Path) -> tuple[Extract, ...]:
    """Luku's summary of a report, its sentences alone, and the LexRank extracts of their lengths.

    Raises httpx.HTTPError where the service does not answer, `ExtractFailed`, `Unreadable`.
    """
    response = httpx.post(f"{url.rstrip('/')}/api/v1/summary", json={"report": report}, timeout=60)
    response.raise_for_status()
    body = response.json()
    told = [sentence["text"] for section in body["sections"] for sentence in section["sentences"]]
    lines = [
        " ".join(str(figure[part] or "") for part in ("entity", "metric", "column"))
        + f": {figure['raw']} {figure['printed_unit'] or ''}"
        for figure in body["figures"]
    ]
    texts, wanted = page_texts(file), key_figures(file)
    summary, prose = "\n".join([*lines, *told]), "\n".join(told)
    rows = [
        ("Luku's summary", summary),
        ("LexRank of the same length", lexrank(texts, len(summary))),
        ("Luku's sentences alone", prose),
        ("LexRank of their length", lexrank(texts, len(prose))),
    ]
    main = [figure for figure in wanted if figure.first]
    return tuple(Extract(name, text, share_of(wanted, text), share_of(main, text)) for name, text in rows)


def markdown(report: str, extracts: Sequence[Extract]) -> str:
    lines = [
        f"| {report} | characters | key figures, first of each label and cards | all key figures |",
        "|---|---|---|---|",
    ]
    for one in extracts:
        lines.append(f"| {one.name} | {len(one.text)} | {_told(one.found_first)} | {_told(one.found)} |")
    return "\n".join(lines)


def _told(share: Share) -> str:
    return f"{share.mean or 0.0:.2f} of {share.of}"
