"""The quarterly follow-up: a review, units with cards, the income statement, units, projects, staff."""

from __future__ import annotations

from decimal import Decimal

from eval.reports import lines as L
from eval.reports.compose import Column, Composer, Line, PrintUnit
from eval.reports.figures import Ident, Saying
from eval.reports.vocabulary import Role
from eval.reports.words import Word

CITY_LINES = (
    (L.INCOME, 0), (L.SALES, 1), (L.FEES, 1), (L.GRANTS_IN, 1), (L.OTHER_INCOME, 1), (L.COST, 0),
    (L.STAFF, 1), (L.SERVICES, 1), (L.MATERIALS, 1), (L.GRANTS_OUT, 1), (L.OTHER_COST, 1), (L.MARGIN, 0),
    (L.TAXES, 0), (L.STATE, 0), (L.FINANCE, 0), (L.ANNUAL, 0), (L.DEPRECIATION, 0), (L.RESULT, 0),
)  # fmt: skip
YEARS = PrintUnit("HTV", "HTV", 1, 1)


def quarter_pages(c: Composer) -> None:
    forecast, amended, actual = columns_of(c)
    review(c)
    for unit in c.books.units[:4]:
        unit_page(c, unit)
    c.page("income")
    c.para(c.filler())
    c.table(
        c.books.name.printed,
        c.thousands,
        (actual, Column(Role.BUDGET, c.year), amended, Column(Role.TO_DATE, c.year, c.quarter), forecast,
         Column(Role.DEVIATION, c.year, c.quarter)),
        c.statement(c.books.name, CITY_LINES),
        c.money,
    )  # fmt: skip
    units_table(c)
    projects(c)
    staff(c)
    c.glossary()


def columns_of(c: Composer) -> tuple[Column, Column, Column]:
    """Forecast, budget in force, last year's actual."""
    return (
        Column(Role.FORECAST, c.year, c.quarter),
        Column(Role.AMENDED, c.year),
        Column(Role.ACTUAL, c.year - 1),
    )


def review(c: Composer) -> None:
    forecast, amended, _ = columns_of(c)
    city = c.books.name
    c.page("review")
    text = c.two("forecast", city, L.ANNUAL, forecast, amended)
    c.para(*([text] if text else []), c.filler())
    text = c.two("forecast", city, L.TAXES, forecast, amended)
    c.para(*([text] if text else []), c.filler())
    c.para(c.event(c.books.events[city]))
    c.para(c.post(0))
    c.aims()


def unit_page(c: Composer, unit: Word) -> None:
    forecast, amended, actual = columns_of(c)
    c.page("unit", unit)
    c.cards(c.card(unit, L.INCOME, forecast, actual), c.card(unit, L.COST, forecast, actual))
    text = c.two("forecast", unit, c.random.choice((L.STAFF, L.SERVICES)), forecast, amended)
    c.bullets(*([text] if text else []))
    c.bullets(c.counts(c.books.counts[unit][0]))
    deviation = c.books.money(unit, L.COST, Role.DEVIATION, c.year, c.quarter)
    if deviation:
        c.bullets(c.cause(unit, over=deviation < 0))
    c.bullets(c.event(c.books.events[unit]))
    place = c.books.units.index(unit) + 1
    if place < len(c.words.posts):
        c.bullets(c.post(place))
    c.bullets(c.filler())


def units_table(c: Composer) -> None:
    forecast, amended, actual = columns_of(c)
    c.page("units")
    rows: list[Line] = []
    for unit in c.books.units:
        rows.append(Line(unit.printed, bold=True))
        rows += [Line(each.printed, unit, each, indent=1) for each in (L.INCOME, L.COST, L.MARGIN)]
    c.table(
        c.words.titles["units"][0],
        c.thousands,
        (actual, amended, forecast, Column(Role.DEVIATION, c.year, c.quarter)),
        rows,
        c.money,
    )
    c.para(c.filler())


def projects(c: Composer) -> None:
    c.page("projects")

    def value(entity: Word, metric: Word, column: Column) -> Decimal | None:
        project = next(each for each in c.books.projects if each.name == entity)
        quarter = c.quarter or 3
        return {
            Role.VALUE: -project.estimate,
            Role.BUDGET: -project.budget,
            Role.TO_DATE: -project.to_date[quarter - 1],
            Role.FORECAST: -project.forecast[quarter - 1],
            Role.DEVIATION: project.budget - project.forecast[quarter - 1],
        }.get(column.role)

    budget = Column(Role.BUDGET, c.year)
    now = (Column(Role.TO_DATE, c.year, c.quarter), Column(Role.FORECAST, c.year, c.quarter),
           Column(Role.DEVIATION, c.year, c.quarter)) if c.quarter else ()  # fmt: skip
    rows = [Line(each.name.printed, each.name, L.PROJECT_MONEY) for each in c.books.projects]
    c.table(c.words.titles["projects"][0], c.thousands, (budget, *now), rows, value, label_width=0.42)
    names = tuple((each.name.nom,) for each in c.books.projects)
    c.truth.sayings.append(
        Saying(
            "list", {"what": c.words.titles["projects"][0], "t": "projects"}, names, (), (c.next_key - 1,), ""
        )
    )
    c.para(c.filler())


def staff(c: Composer) -> None:
    """Person-years by unit; the sentence above contradicts the table's total every now and then."""
    c.page("staff")
    city = c.books.name

    def value(entity: Word, metric: Word, column: Column) -> Decimal | None:
        return person_years(c, entity, column.year)

    total = person_years(c, city, c.year)
    wrong = total + Decimal(c.random.randint(3, 19))
    planted = c.random.random() < 0.5
    told = c.number(wrong if planted else total, YEARS)
    text = c.say("person_years", a=told)
    sentence_key = c.next_key
    if not planted:
        c.printed(Ident(city, L.PERSON_YEARS, Role.VALUE, c.year), total, YEARS, sentence_key, text, "prose")
    c.para(text)
    rows = [Line(unit.printed, unit, L.PERSON_YEARS) for unit in c.books.units]
    rows.append(Line("Yhteensä", city, L.PERSON_YEARS, bold=True))
    years = [Column(Role.VALUE, each) for each in (c.year - 1, c.year)]
    c.table(f"{c.words.terms[0].term}", YEARS, years, rows, value)
    if planted:
        right = c.number(total, YEARS)
        c.truth.sayings.append(
            Saying("contradiction", {**L.PERSON_YEARS.forms, "y": str(c.year)},
                   ((told,), (right,)), (), (sentence_key, c.next_key - 1), text)
        )  # fmt: skip
        del c.truth.figures[Ident(city, L.PERSON_YEARS, Role.VALUE, c.year)]
    c.para(c.counts(c.books.counts[city][0]))


def person_years(c: Composer, entity: Word, year: int) -> Decimal:
    if entity == c.books.name:
        return sum((c.books.person_years[(unit, year)] for unit in c.books.units), Decimal(0))
    return c.books.person_years[(entity, year)]
