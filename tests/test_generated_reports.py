"""Random whole reports: what they print is their truth, sums hold, the profiles stay apart."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest

from eval.cases import read_cases
from eval.reports import lines
from eval.reports.ask import SHARES, Question, ask_questions, misspelled, unsigned
from eval.reports.balance import ASSET_LINES, CASH_LINES, LIABILITY_LINES, draw_statements
from eval.reports.books import draw_books
from eval.reports.figures import Ident
from eval.reports.looks import LOOKS
from eval.reports.make import VOCABULARIES, WORDINGS, Made, make_reports
from eval.reports.vocabulary import Role
from eval.reports.write import CASES, TRUTH, write_reports
from eval.tables.spec import Profile
from eval.text import digits, plain

SEED = 7
REPORTS = 8
PROFILES = tuple(Profile)
COMPUTED = {"difference", "unanswerable"}


@cache
def made(profile: Profile) -> tuple[Made, ...]:
    return make_reports(SEED, profile, REPORTS)


@cache
def asked(profile: Profile) -> tuple[Question, ...]:
    return ask_questions(made(profile), SEED, profile, 360)


@cache
def texts(profile: Profile, stem: str) -> tuple[str, ...]:
    """The text of each page by a reader that the product's does not share."""
    report = next(each for each in made(profile) if each.booklet.stem == stem)
    match report.booklet.suffix:
        case "txt":
            pages = report.data.decode().split("\f")
        case "docx":
            pages = docx_pages(report.data)
        case _:
            pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(report.data)).pages]
    return tuple(plain(page) for page in pages)


def docx_pages(data: bytes) -> list[str]:
    pages = [""]
    for part in docx.Document(BytesIO(data)).element.body.iter():
        name = part.tag.rsplit("}", 1)[-1]
        if name == "br" and part.get(part.tag.replace("br", "type")) == "page":
            pages.append("")
        elif name == "t":
            pages[-1] += part.text or ""
        elif name == "p":
            pages[-1] += "\n"
    return pages


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", plain(text))


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        {path.name: path.read_bytes() for path in write_reports(tmp_path / name, Profile.TUNE, 3, 7, 60)}
        for name in ("a", "b")
    )
    assert first == second
    assert {Path(name).suffix for name in first} == {".pdf", ".docx", ".txt", ".jsonl", ".json"}
    assert len(read_cases([tmp_path / "a" / CASES])) == 60
    assert json.loads((tmp_path / "a" / TRUTH).read_text())["seed"] == 3


def test_another_seed_is_another_world() -> None:
    stems = {each.booklet.stem for each in make_reports(SEED + 1, Profile.TUNE, 3)}
    assert stems.isdisjoint(each.booklet.stem for each in made(Profile.TUNE)[:3])


@pytest.mark.parametrize("profile", PROFILES)
def test_every_printed_figure_stands_on_its_page(profile: Profile) -> None:
    missing = [
        (report.booklet.stem, printed.raw, report.pages[printed.key])
        for report in made(profile)
        for figure in report.truth.figures.values()
        for printed in figure.printings
        if squeezed(printed.raw)
        not in squeezed(texts(profile, report.booklet.stem)[report.pages[printed.key] - 1])
    ]
    assert missing == []


@pytest.mark.parametrize("profile", PROFILES)
def test_every_answer_stands_on_one_of_its_pages(profile: Profile) -> None:
    for question in asked(profile):
        case = question.case
        if case.type in COMPUTED:
            continue
        pages = "".join(squeezed(texts(profile, stem)[page - 1]) for stem, page in case.places)
        for group in case.accepted:
            assert any(squeezed(form) in pages for form in group), case
        assert not case.answer_quote or case.type == "list" or squeezed(case.answer_quote) in pages, case


@pytest.mark.parametrize("profile", PROFILES)
def test_what_must_not_be_given_is_not_right(profile: Profile) -> None:
    for question in asked(profile):
        right = {digits(form) for group in question.case.accepted for form in group} - {""}
        assert (
            right.isdisjoint(digits(form) for form in question.case.must_not) or not question.case.answerable
        )


def test_most_figures_have_distractors() -> None:
    cells = [question.case for question in asked(Profile.TUNE) if question.case.type == "table_cell"]
    assert sum(len(case.must_not) >= 3 for case in cells) > len(cells) * 0.9


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_unanswerable_stands_nowhere(profile: Profile) -> None:
    seen = 0
    for question in asked(profile):
        if question.case.type == "unanswerable" and question.absent:
            seen += 1
            whole = " ".join(texts(profile, question.case.report))
            assert plain(question.absent) not in whole, question
    assert seen > 15


@pytest.mark.parametrize("profile", PROFILES)
def test_all_types_are_asked(profile: Profile) -> None:
    counted = Counter(question.case.type for question in asked(profile))
    assert set(counted) == set(SHARES)
    assert len(asked(profile)) == 360
    assert counted["unanswerable"] > 30


@pytest.mark.parametrize("profile", PROFILES)
def test_contradictions_are_planted_and_recorded(profile: Profile) -> None:
    sayings = [
        saying for each in made(profile) for saying in each.truth.sayings if saying.kind == "contradiction"
    ]
    assert sayings
    assert all(len(saying.groups) == 2 and saying.groups[0] != saying.groups[1] for saying in sayings)


@pytest.mark.parametrize("profile", PROFILES)
def test_questions_have_no_open_slots(profile: Profile) -> None:
    questions = [question.case.question for question in asked(profile)]
    assert not [text for text in questions if re.search(r"[{}¬]|\s\s|\s[?,.]", text)]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("seed", range(3))
def test_the_books_add_up(profile: Profile, seed: int) -> None:
    from random import Random

    random = Random(seed)
    books = draw_books(random, VOCABULARIES[profile], set())
    statements = draw_statements(random, books)
    city, year = books.name, books.year
    for role in (Role.ACTUAL, Role.BUDGET, Role.AMENDED):
        for whole, parts in lines.PARTS.items():
            assert books.city(whole, role, year) == sum(books.city(part, role, year) for part in parts)
        for line in (lines.INCOME, lines.COST, lines.STAFF):
            units = [books.money(unit, line, role, year) or Decimal(0) for unit in books.units]
            assert books.city(line, role, year) == sum(units)
    for each in (year - 1, year):

        def summed(parts: tuple[object, ...], each: int = each) -> Decimal:
            return sum((statements[(part, each)] for part in parts), Decimal(0))  # type: ignore[index]  # words

        assert summed(ASSET_LINES) == statements[(lines.ASSETS, each)] == summed(LIABILITY_LINES)
        assert summed(CASH_LINES) == statements[(lines.CASH_CHANGE, each)]
        assert (
            statements[(lines.CASH, each)] - statements[(lines.CASH, each - 1)]
            == statements[(lines.CASH_CHANGE, each)]
            or each == year - 2
        )
        assert statements[(lines.THIS_YEAR, each)] == books.money(city, lines.RESULT, Role.ACTUAL, each)


def printed_values(report: Made) -> Iterator[tuple[Ident, Decimal]]:
    for figure in report.truth.figures.values():
        for printed in figure.printings:
            if printed.way == "table":
                yield figure.ident, printed.value


@pytest.mark.parametrize("profile", PROFILES)
def test_printed_deviations_are_what_the_columns_say(profile: Profile) -> None:
    checked = 0
    for report in made(profile):
        if report.kind not in ("quarter", "wide"):
            continue
        values = dict(printed_values(report))
        for ident, value in values.items():
            if ident.role is Role.DEVIATION:
                later = values[Ident(ident.entity, ident.metric, Role.FORECAST, ident.year, ident.quarter)]
                plan = Ident(ident.entity, ident.metric, Role.AMENDED, ident.year)
                before = values.get(
                    plan, values.get(Ident(ident.entity, ident.metric, Role.BUDGET, ident.year))
                )
                assert before is not None
                assert later - before == value
                checked += 1
    assert checked > 100


def test_the_profiles_share_no_wordings() -> None:
    tune, measure = (
        {text.lower() for texts in WORDINGS[each].templates.values() for text in texts} for each in PROFILES
    )
    assert tune & measure == set()


@pytest.mark.parametrize("profile", PROFILES)
def test_every_type_has_eight_wordings(profile: Profile) -> None:
    few = {
        kind: len(set(texts)) for kind, texts in WORDINGS[profile].templates.items() if len(set(texts)) < 8
    }
    assert few == {}


def test_the_profiles_share_no_words() -> None:
    def said(profile: Profile) -> set[str]:
        v = VOCABULARIES[profile]
        words = {word.nom for word in (*v.units, *v.projects, *v.absent)} | {count.many for count in v.counts}
        words |= {count.many for count in v.absent_counts} | set(v.companies) | set(v.firsts) | set(v.family)
        words |= (
            {last for last, _ in v.lasts} | set(v.given) | {post.nom for post in v.posts} | set(v.outside)
        )
        words |= {event.subject for event in v.events} | {cause.elative for cause in (*v.over, *v.under)}
        words |= (
            {term.term for term in v.terms}
            | {aim.text for aim in v.aims}
            | set(v.filler)
            | set(v.kinds.values())
        )
        words |= {text for texts in v.heads.values() for text in texts} | set(v.thousands) | set(v.millions)
        words |= {text for texts in v.titles.values() for text in texts} | {
            v.country,
            *v.card,
            *v.stems.values(),
        }
        return words | {text for texts in v.sentences.values() for text in texts}

    assert {word.lower() for word in said(Profile.TUNE)} & {
        word.lower() for word in said(Profile.MEASURE)
    } == set()


def test_the_profiles_share_no_looks() -> None:
    tune, measure = (LOOKS[each] for each in PROFILES)
    for aspect in ("name", "rules", "cards", "bullet", "number"):
        shared = {getattr(look, aspect) for look in tune} & {getattr(look, aspect) for look in measure}
        assert shared == set(), aspect
    assert {(look.width, look.height, look.margin) for look in tune}.isdisjoint(
        (look.width, look.height, look.margin) for look in measure
    )


def test_a_sign_is_taken_off() -> None:
    assert [unsigned(raw) for raw in ("-1 200", "(1 200)", "\u22123,4", "- 7")] == [
        "1 200",
        "1 200",
        "3,4",
        "7",
    ]


def test_slips_leave_numbers_and_short_words() -> None:
    from random import Random

    slipped = misspelled(Random(1), "Paljonko varhaiskasvatuksen toimintatuotot olivat vuonna 2024?")
    assert slipped != "Paljonko varhaiskasvatuksen toimintatuotot olivat vuonna 2024?"
    assert slipped.endswith("vuonna 2024?") and len(slipped.split()) == 6
