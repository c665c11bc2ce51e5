"""Gold questions about the report of Q2/2025, and about both quarterly reports together."""

from __future__ import annotations

from eval.cases import Case
from eval.samples.city import BRIDGE, FIRST, PLANNING, PUMPING, SECOND, STREET, STREETS, TURF, WATER
from eval.samples.first_quarter import first_quarter
from eval.samples.printing import NARROW, PLAIN
from eval.samples.quarterly import (
    GLOSSARY,
    income_statement,
    projects_table,
    staff_table,
    units_table,
)
from eval.samples.questions import DEV, ENN, TA, TALTA, TOT, TP, Asker
from eval.samples.second_quarter import second_quarter

S = NARROW
Q = SECOND
F = Q.facts
INCOME = income_statement(Q, S)
PROJECTS = projects_table(Q, S)
UNITS = units_table(Q, S)
STAFF = staff_table(Q, S)
CONCEPTS = GLOSSARY[1]
SURPLUS = "TILIKAUDEN YLIJÄÄMÄ (-ALIJÄÄMÄ)"


def questions() -> tuple[Case, ...]:
    asker = Asker(Q.stem, "hk-q2", second_quarter().page)
    _figures(asker)
    _sentences(asker)
    _reasoning(asker)
    _wordings(asker)
    _missing(asker)
    _across(asker)
    return asker.cases


def _figures(a: Asker) -> None:
    income = ("uomavesi-tulos",)
    a.cell(
        "Mikä on Uomaveden tilikauden ylijäämäennuste puolivuotiskatsauksessa?",
        INCOME,
        SURPLUS,
        ENN,
        ("uomavesi-tulos", "uomavesi-katsaus"),
        also=("0,7",),
        wrong=("0,9",),
    )
    a.cell(
        "Kuinka paljon Uomavesi on kirjannut poistoja kesäkuun loppuun mennessä?",
        INCOME,
        "Poistot ja arvonalentumiset",
        TOT,
        income,
    )
    a.cell(
        "Uomaveden rahoitustuottojen ja -kulujen poikkeama", INCOME, "Rahoitustuotot ja -kulut", DEV, income
    )
    a.cell(
        "Mitä Uomaveden materiaalit ja palvelut maksoivat yhteensä vuonna 2024?",
        INCOME,
        "Materiaalit ja palvelut",
        TP,
        income,
    )
    a.cell(
        "Mikä on Rautatorinkadun saneerauksen ennuste kuluvalle vuodelle?", PROJECTS, STREET, 3, ("hankkeet",)
    )
    a.cell("Missä Leväpuiston tekonurmikentän toteuma oli 30.6.2025?", PROJECTS, TURF, 2, ("hankkeet",))
    a.cell(
        "Kuinka paljon koko investointiohjelma poikkeaa talousarviosta?",
        PROJECTS,
        "Investoinnit yhteensä",
        4,
        ("hankkeet",),
    )
    a.cell(
        "Toimialan henkilöstömäärä yhteensä kesäkuun lopussa", STAFF, "Toimiala yhteensä", 1, ("henkilosto",)
    )
    a.cell(
        "Montako henkeä Uomavedessä oli töissä vuoden 2024 viimeisenä päivänä?",
        STAFF,
        WATER,
        0,
        ("henkilosto",),
    )
    a.cell(
        "Mikä on Maankäyttö ja luvat -yksikön toimintatuottojen poikkeama?",
        UNITS,
        "Toimintatuotot",
        DEV,
        ("yksikot", "maankaytto-talous"),
        occurrence=1,
        also=("-0,3",),
        wrong=("110", "-170"),
    )
    a.cell(
        "Paljonko Katu- ja puistopalvelujen toimintakuluihin on budjetoitu lisätalousarviot mukaan lukien?",
        UNITS,
        "Toimintakulut",
        TALTA,
        ("yksikot",),
        wrong=("-3 520", "-17 870", "14,8"),
    )
    a.ask(
        "kpi",
        "Minkä suuruiseksi Maankäytön ja lupien toimintakate on ennustettu?",
        ("0,3", "340"),
        ("maankaytto-talous", "yksikot"),
        "0,3 milj. euroa (2024: 1,1)",
        must_not=("1,1", "-11,7", "11,7", "-240", "580"),
    )
    a.ask(
        "kpi",
        "Kuinka monta milj. euroa investointeja oli toteutunut kesäkuun lopussa?",
        ("4,9", S.whole(4868)),
        ("investoinnit", "hankkeet"),
        "4,9 milj. euroa (TA+LTA: 39,2 %)",
        must_not=("11,6", "12,4"),
    )
    a.ask(
        "kpi",
        "Mikä sairauspoissaoloprosentti alkuvuodelta on laskettu?",
        (S.decimal(F.absence_percent, 1),),
        ("henkilosto",),
        "3,9 % työajasta (tavoite: alle 4,0)",
        must_not=("4,0", "4,6"),
    )


def _sentences(a: Asker) -> None:
    a.ask(
        "text_figure",
        "Kuinka arvokas sopeuttamislista kaupunginhallitus toimialalta vaatii?",
        ("450 000",),
        ("katsaus",),
        "Kaupunginhallitus edellytti 9.6.2025 toimialalta sopeuttamislistaa, jonka arvo on 450 000 euroa.",
        must_not=("300 000",),
    )
    a.ask(
        "text_figure",
        "Mitä hulevesiputken sortuman korjaaminen tuli maksamaan?",
        (f"128{S.space}000",),
        ("kadut-talous",),
        f"korjaus maksoi 128{S.space}000 euroa",
    )
    a.ask(
        "text_figure",
        "Kuinka monen asukkaan koti Patasaaresta tulee?",
        ("900",),
        ("maankaytto-toiminta",),
        "Alueelle tulee koti noin 900 asukkaalle.",
    )
    a.ask(
        "date_event",
        "Minä päivänä toimialajohtaja siirtyy muihin tehtäviin?",
        ("30.9.2025",),
        ("katsaus",),
        "Toimialajohtaja Aino Karppala siirtyy muihin tehtäviin 30.9.2025.",
        must_not=("9.6.2025", "11.6.2025"),
    )
    a.ask(
        "date_event",
        "Kuka rakentaa Leväpuiston kentän?",
        ("Viherkenttä",),
        ("investoinnit",),
        "Leväpuiston kentän urakan voitti Viherkenttä Oy.",
    )
    a.ask(
        "date_event",
        "Miksi Suutarinmäen kaava kumottiin?",
        ("liito-oravaselvityksen",),
        ("nostot",),
        "Hallinto-oikeus kumosi Suutarinmäen kaavan 22.5.2025 liito-oravaselvityksen puutteiden vuoksi.",
    )
    a.ask(
        "date_event",
        "Milloin Itäkylän vesi piti keittää?",
        ("4.–7.6.2025",),
        ("uomavesi-katsaus",),
        "Keittokehotus oli voimassa Itäkylässä 4.–7.6.2025.",
        must_not=("11.6.2025",),
    )
    a.ask(
        "list",
        "Mille kaduille hidasteet tulevat?",
        ("Koulukadulle", "Hakatielle", "Lepikkotielle"),
        ("kadut-toiminta",),
        "Hidasteet asennetaan Koulukadulle, Hakatielle ja Lepikkotielle elokuussa.",
        match="all",
        groups=(("Koulukadu", "Koulukatu"), ("Hakatie",), ("Lepikkotie",)),
    )
    a.ask(
        "list",
        "Mitä investointeja lykätään vuodelle 2027?",
        ("laatukäytävä", "Kanavapuiston porta"),
        ("investoinnit",),
        "Pyöräilyn laatukäytävää ja Kanavapuiston portaita lykätään vuodelle 2027.",
        match="all",
    )
    a.ask("definition", "Mikä on hulevesi?", ("sade- ja sulamisvesi",), ("sanasto",), CONCEPTS.items[1])
    a.ask(
        "definition",
        "Mitä sitovuustasolla tarkoitetaan?",
        ("valtuusto on määrärahan päättänyt",),
        ("sanasto",),
        CONCEPTS.items[3],
    )


def _reasoning(a: Asker) -> None:
    bridge, streets = PROJECTS.row(BRIDGE), STAFF.row(STREETS)
    turnover = INCOME.row("Liikevaihto")
    growth = (Q.statement.turnover.forecast or 0) - (Q.statement.turnover.actual_2024 or 0)
    a.ask(
        "sum_or_difference",
        "Paljonko Uomaveden liikevaihdon odotetaan kasvavan vuodesta 2024?",
        (S.whole(growth), "0,4"),
        ("uomavesi-tulos", "uomavesi-katsaus"),
        turnover.line,
        must_not=("25", "-25"),
        evidence=(turnover.cells[TP], turnover.cells[ENN]),
    )
    a.ask(
        "sum_or_difference",
        "Paljonko Koskenniskan sillan kustannusarviosta on vielä käyttämättä, kun "
        "siitä vähennetään "
        "tämän vuoden toteuma?",
        (S.whole(7150 - 1104),),
        ("hankkeet",),
        bridge.line,
        evidence=(bridge.cells[0], bridge.cells[2]),
    )
    a.cell(
        "Kasvoiko Katu- ja puistopalvelujen väkimäärä vuodenvaihteesta?",
        STAFF,
        STREETS,
        2,
        ("henkilosto",),
        kind="yes_no",
        also=(streets.cells[1],),
        polarity="kyllä",
    )
    a.ask(
        "yes_no",
        "Täyttikö Uomaveden vesi laatuvaatimukset?",
        ("täytti kaikki vaatimukset",),
        ("uomavesi-katsaus",),
        "Veden laatu täytti kaikki vaatimukset.",
        polarity="kyllä",
    )
    a.ask(
        "summary",
        "Tiivistä toimialan investointien tilanne kesäkuun lopussa: toteuma, käyttöaste ja "
        "koko vuoden ennuste.",
        ("4,9", "39,2", "11,6"),
        ("investoinnit", "hankkeet"),
        "",
        match="all",
        groups=(("4,9", S.whole(4868)), ("39,2",), ("11,6", S.whole(11595))),
    )


def _wordings(a: Asker) -> None:
    a.cell("harjusun jätevedenpumpaamo enuste", PROJECTS, PUMPING, 3, ("hankkeet",), kind="misspelled")
    a.ask(
        "misspelled",
        "kuika monta rakenuslupaa on myönetty",
        (str(F.permits),),
        ("maankaytto-toiminta",),
        f"Rakennuslupia on myönnetty {F.permits}",
        must_not=(str(F.permits_year_before),),
    )
    a.ask(
        "colloquial",
        "monta puuta keskuspuistoon on tökätty maahan",
        (str(F.trees),),
        ("nostot",),
        f"Keskuspuistoon istutettiin {F.trees} puuta",
        must_not=("75",),
    )
    a.ask(
        "colloquial",
        "kui monta putkea on posahtanut alkuvuonna",
        (str(F.pipe_breaks),),
        ("uomavesi-katsaus",),
        f"Putkirikkoja oli {F.pipe_breaks}.",
    )
    a.cell(
        "Hur stor är kostnadskalkylen för Leväpuiston tekonurmikenttä?",
        PROJECTS,
        TURF,
        0,
        ("hankkeet",),
        kind="swedish",
    )
    a.ask(
        "swedish",
        "När godkändes detaljplanen för Patasaari i fullmäktige?",
        ("16.6.2025",),
        ("maankaytto-toiminta",),
        "Patasaaren kaava hyväksyttiin valtuustossa 16.6.2025.",
        must_not=("22.5.2025",),
    )
    a.cell(
        "How many people worked in the planning unit (Maankäyttö ja luvat) at the end of June?",
        STAFF,
        PLANNING,
        1,
        ("henkilosto",),
        kind="english",
    )
    a.cell(
        "Ja alun perin budjetoitu?",
        INCOME,
        SURPLUS,
        TA,
        ("uomavesi-tulos",),
        kind="follow_up",
        history=("Mikä on Uomaveden tilikauden ylijäämän ennuste?",),
        wrong=("0,7", "0,9"),
    )
    a.ask(
        "follow_up",
        "Entä toimintakulut?",
        ("3,5", S.whole(3480)),
        ("maankaytto-talous", "yksikot"),
        "3,5 milj. euroa (2024: 3,4)",
        must_not=("3,8", "14,8", S.whole(3820), "3,4"),
        history=("Mikä on Maankäyttö ja luvat -yksikön toimintatuottojen ennuste?",),
    )


def _missing(a: Asker) -> None:
    a.nothing("Mikä oli Uomaveden liikeylijäämä vuonna 2023?", S.whole(1771), S.whole(1495))
    a.nothing("Kuinka monta työntekijää Ruokapalveluissa oli 30.6.2025?", "203", "109")
    a.nothing("Kuinka suuri on Tervaniemen vesilaitoksen vuotuinen sähkölasku?", S.whole(1450), S.whole(5250))
    a.nothing("Mikä oli Viherkenttä Oy:n tarjouksen hinta?", S.whole(1015))
    a.nothing("Kuka valitaan Aino Karppalan seuraajaksi?")
    a.nothing(
        "Paljonko Katu- ja puistopalvelujen toimintakulut ovat talousarviossa 2026?", S.whole(14780), "14,8"
    )


def _across(a: Asker) -> None:
    """Questions that need both quarterly reports; they are asked without naming a report."""
    first = first_quarter()

    def earlier(*keys: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
        return ((FIRST.stem, tuple(first.page(key) for key in keys)),)

    before, now = income_statement(FIRST, PLAIN).row(SURPLUS), INCOME.row(SURPLUS)
    a.ask(
        "cross_report",
        "Paljonko Uomaveden tilikauden ylijäämän ennuste muuttui ensimmäisestä osavuosikatsauksesta toiseen?",
        ("65", "0,1 milj"),
        ("uomavesi-tulos", "uomavesi-katsaus"),
        now.line,
        evidence=(before.cells[ENN], now.cells[ENN]),
        reports=earlier("uomavesi-tulos", "uomavesi-katsaus"),
    )
    a.ask(
        "cross_report",
        "Miten sairauspoissaolojen osuus kehittyi katsauksesta Q1/2025 katsaukseen Q2/2025?",
        ("4,6", "3,9"),
        ("henkilosto",),
        "3,9 % työajasta (tavoite: alle 4,0)",
        match="all",
        reports=earlier("henkilosto"),
    )
    a.ask(
        "cross_report",
        "Nousiko Koskenniskan sillan kustannusarvio kevään katsauksesta kesän katsaukseen?",
        ("6 800", S.whole(7150)),
        ("hankkeet", "investoinnit"),
        PROJECTS.row(BRIDGE).line,
        match="all",
        polarity="kyllä",
        reports=earlier("hankkeet"),
    )
