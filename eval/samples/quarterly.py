"""What both quarterly reports have in common: cards, tables and the glossary, made from a quarter."""

from __future__ import annotations

from eval.samples.city import (
    CITY_OF,
    SECTOR,
    Headcount,
    Line,
    Project,
    Quarter,
    UnitMoney,
    total,
)
from eval.samples.pages import (
    Bullets,
    Card,
    ContentSlide,
    Row,
    Sheet,
    Slide,
    SlideReport,
    TitleSlide,
)
from eval.samples.printing import Style

MILLIONS = "milj. euroa"
FOLLOW_UP_HEADER = ("1 000 euroa", "TP\n2024", "Alkup. TA\n2025", "TA+LTA\n2025")

GLOSSARY = (
    Bullets(
        "Lyhenteet",
        (
            "TP = tilinpäätös, toteutunut koko vuosi",
            "TA = valtuuston joulukuussa hyväksymä talousarvio ilman muutoksia",
            "LTA = kesken vuoden myönnetty lisätalousarvio",
            "TA+LTA = voimassa oleva talousarvio, johon lisätalousarviot on laskettu mukaan",
            "ENN = arvio siitä, mihin koko vuosi päätyy",
            "Poikkeama = ennusteen ja voimassa olevan talousarvion erotus, miinus heikentää tulosta",
            "HTV = henkilötyövuosi, palkallinen työpanos muutettuna täyttä vuotta tekevien määräksi",
        ),
    ),
    Bullets(
        "Käsitteet",
        (
            "Toimintakate = toimintatuotot vähennettynä toimintakuluilla; osuus, joka on katettava "
            "verorahoituksella",
            "Hulevesi = sade- ja sulamisvesi, joka johdetaan pois kaduilta ja pihoilta",
            "Vuotovesiprosentti = verkostoon pumpatun mutta laskuttamatta jääneen veden osuus",
            "Sitovuustaso = taso, jolla valtuusto on määrärahan päättänyt ja jota ei saa ylittää "
            "ilman uutta päätöstä",
            "Henkilöstömäärä = palvelussuhteessa olleet henkilöt jakson viimeisenä päivänä",
        ),
    ),
)


def unit_cards(unit: UnitMoney, style: Style) -> tuple[Card, ...]:
    """The same three cards for each unit: income, cost, margin."""

    def card(name: str, line: Line) -> Card:
        return Card(
            (name, "ENNUSTE"),
            style.millions(line.forecast or 0),
            MILLIONS,
            f"(2024: {style.millions(line.actual_2024 or 0)})",
        )

    return (
        card("TOIMINTATUOTOT", unit.income),
        card("TOIMINTAKULUT", _positive(unit.cost)),
        card("TOIMINTAKATE", unit.margin),
    )


def water_cards(quarter: Quarter, style: Style) -> tuple[Card, ...]:
    statement = quarter.statement
    labels = (
        (("LIIKEVAIHTO", "ENNUSTE"), statement.turnover),
        (("LIIKE-", "YLIJÄÄMÄ", "ENNUSTE"), statement.operating_surplus),
        (("TILIKAUDEN", "YLIJÄÄMÄ", "ENNUSTE"), statement.surplus),
    )
    return tuple(
        Card(
            label,
            style.millions(line.forecast or 0),
            MILLIONS,
            f"(2024: {style.millions(line.actual_2024 or 0)})",
        )
        for label, line in labels
    )


def unit_bars(unit: UnitMoney) -> tuple[tuple[str, int, int], ...]:
    return (
        ("Tuotot", unit.income.actual_2024 or 0, unit.income.forecast or 0),
        ("Kulut", -(unit.cost.actual_2024 or 0), -(unit.cost.forecast or 0)),
    )


def income_statement(quarter: Quarter, style: Style) -> Sheet:
    """The water utility's income statement with a two-line header and bold subtotals."""
    s = quarter.statement
    rows = (
        _row("Liikevaihto", s.turnover, style),
        _row("Valmistus omaan käyttöön", s.own_work, style),
        _row("Liiketoiminnan muut tuotot", s.other_income, style),
        _row("Aineet, tarvikkeet ja tavarat", s.materials, style, indent=1),
        _row("Palvelujen ostot", s.services, style, indent=1),
        _row("Materiaalit ja palvelut", s.materials_and_services, style),
        _row("Henkilöstökulut", s.staff, style),
        _row("Poistot ja arvonalentumiset", s.depreciation, style),
        _row("Liiketoiminnan muut kulut", s.other_cost, style),
        _row("LIIKEYLIJÄÄMÄ (-ALIJÄÄMÄ)", s.operating_surplus, style, bold=True),
        _row("Rahoitustuotot ja -kulut", s.financing, style),
        _row("YLIJÄÄMÄ ENNEN VARAUKSIA", s.before_reserves, style, bold=True),
        _row("Poistoeron muutos", s.reserve_change, style),
        _row("TILIKAUDEN YLIJÄÄMÄ (-ALIJÄÄMÄ)", s.surplus, style, bold=True),
    )
    return Sheet(_header(quarter), rows)


def units_table(quarter: Quarter, style: Style) -> Sheet:
    """Income, cost and margin of each unit under the unit's name: the same labels come three times."""
    rows: list[Row] = []
    both = UnitMoney(
        "Toimiala yhteensä",
        total(quarter.streets.income, quarter.planning.income),
        total(quarter.streets.cost, quarter.planning.cost),
    )
    for unit in (quarter.streets, quarter.planning, both):
        rows += (
            Row(unit.name, ("",) * 6, bold=True),
            _row("Toimintatuotot", unit.income, style, indent=1),
            _row("Toimintakulut", unit.cost, style, indent=1),
            _row("Toimintakate", unit.margin, style, indent=1),
        )
    return Sheet(_header(quarter), tuple(rows))


def projects_table(quarter: Quarter, style: Style) -> Sheet:
    rows = [_project(project, style) for project in quarter.projects]
    rows.append(_project(quarter.all_projects, style, bold=True))
    header = (
        "Hanke (1 000 €)",
        "Kustannus-\narvio",
        "TA+LTA\n2025",
        f"Toteuma\n{quarter.end}",
        "Ennuste\n2025",
        "Poikkeama",
    )
    return Sheet(header, tuple(rows))


def staff_table(quarter: Quarter, style: Style) -> Sheet:
    rows = [_headcount(h, style) for h in quarter.staff]
    rows.append(_headcount(quarter.all_staff, style, bold=True))
    return Sheet(("Henkilöstömäärä", "31.12.2024", quarter.end, "Muutos"), tuple(rows))


def investment_cards(quarter: Quarter, style: Style) -> tuple[Card, ...]:
    whole = quarter.all_projects
    return (
        Card(
            ("INVESTOINTI-", "MENOT", f"TOT {quarter.end[:-4]}"),
            style.millions(whole.to_date),
            MILLIONS,
            f"(TA+LTA: {style.decimal(quarter.invested_percent, 1)} %)",
        ),
        Card(
            ("INVESTOINTI-", "MENOT", "ENNUSTE"),
            style.millions(whole.forecast),
            MILLIONS,
            f"(TA+LTA: {style.millions(whole.budget)})",
        ),
    )


def staff_cards(quarter: Quarter, style: Style) -> tuple[Card, ...]:
    facts = quarter.facts
    before = quarter.months.replace("2025", "2024")
    return (
        Card(
            ("HENKILÖTYÖVUODET", quarter.months),
            style.decimal(facts.person_years, 1),
            "HTV",
            f"({before}: {style.decimal(facts.person_years_before, 1)})",
        ),
        Card(
            ("SAIRAUSPOISSAOLOT", quarter.months),
            style.decimal(facts.absence_percent, 1),
            "% työajasta",
            "(tavoite: alle 4,0)",
        ),
    )


def glossary_slide() -> ContentSlide:
    return ContentSlide(
        "sanasto", "Sanasto", subtitle="Näin lyhenteitä käytetään tässä katsauksessa", columns=GLOSSARY
    )


def title_slide(quarter: Quarter) -> TitleSlide:
    lines = (f"Osavuosikatsaus {quarter.label}", CITY_OF)
    return TitleSlide("kansi", SECTOR, lines)


def report_of(quarter: Quarter, slides: tuple[Slide, ...]) -> SlideReport:
    return SlideReport(
        quarter.stem,
        f"{SECTOR}, osavuosikatsaus {quarter.label}",
        CITY_OF,
        SECTOR,
        f"OSAVUOSIKATSAUS {quarter.label}",
        slides,
    )


def _header(quarter: Quarter) -> tuple[str, ...]:
    return (*FOLLOW_UP_HEADER, f"Toteuma\n{quarter.months}", "Ennuste\n2025", "Poikkeama\nTA+LTA")


def _row(label: str, line: Line, style: Style, bold: bool = False, indent: int = 0) -> Row:
    values = (line.actual_2024, line.budget, line.amended, line.to_date, line.forecast, line.deviation)
    return Row(label, tuple("" if v is None else style.whole(v) for v in values), bold, indent)


def _project(project: Project, style: Style, bold: bool = False) -> Row:
    values = (project.estimate, project.budget, project.to_date, project.forecast, project.deviation)
    return Row(project.name, tuple("" if v is None else style.whole(v) for v in values), bold)


def _headcount(headcount: Headcount, style: Style, bold: bool = False) -> Row:
    cells = (style.whole(headcount.before), style.whole(headcount.now), style.signed(headcount.change))
    return Row(headcount.unit, cells, bold)


def _positive(line: Line) -> Line:
    """Costs without their minus: cards print them so."""
    return Line(
        *(
            None if v is None else -v
            for v in (
                line.actual_2024,
                line.budget,
                line.amended,
                line.to_date,
                line.forecast,
            )
        )
    )
