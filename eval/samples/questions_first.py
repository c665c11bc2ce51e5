"""Gold questions about the report of Q1/2025."""

from __future__ import annotations

from eval.cases import Case
from eval.samples.city import BRIDGE, FIRST, PLANNING, PUMPING, STREETS, WATER, WATERWORKS
from eval.samples.first_quarter import first_quarter
from eval.samples.printing import PLAIN
from eval.samples.quarterly import (
    GLOSSARY,
    income_statement,
    projects_table,
    staff_table,
    units_table,
)
from eval.samples.questions import DEV, ENN, TA, TALTA, TOT, TP, Asker

S = PLAIN
Q = FIRST
F = Q.facts
INCOME = income_statement(Q, S)
PROJECTS = projects_table(Q, S)
UNITS = units_table(Q, S)
STAFF = staff_table(Q, S)
ABBREVIATIONS, CONCEPTS = GLOSSARY
SURPLUS = "TILIKAUDEN YLIJÄÄMÄ (-ALIJÄÄMÄ)"
OPERATING = "LIIKEYLIJÄÄMÄ (-ALIJÄÄMÄ)"


def questions() -> tuple[Case, ...]:
    asker = Asker(Q.stem, "hk-q1", first_quarter().page)
    _cells(asker)
    _cards_and_sentences(asker)
    _events_and_words(asker)
    _reasoning(asker)
    _wordings(asker)
    _missing(asker)
    return asker.cases


def _cells(a: Asker) -> None:
    income, review = ("uomavesi-tulos",), ("uomavesi-tulos", "uomavesi-katsaus")
    a.cell(
        "Kuinka suureksi Uomaveden liikevaihto arvioidaan tälle vuodelle?",
        INCOME,
        "Liikevaihto",
        ENN,
        review,
        also=("12,2 milj",),
        wrong=("11,8",),
    )
    a.cell(
        "Mihin liikevaihtoon Uomavesi ylsi vuoden 2024 tilinpäätöksessä?",
        INCOME,
        "Liikevaihto",
        TP,
        review,
        also=("11,8",),
        wrong=("12,2",),
    )
    a.cell("Uomaveden henkilöstökulut tammi–maaliskuussa 2025", INCOME, "Henkilöstökulut", TOT, income)
    a.cell(
        "Paljonko rahaa Uomaveden palvelujen ostoihin on varattu, kun lisätalousarvio on otettu huomioon?",
        INCOME,
        "Palvelujen ostot",
        TALTA,
        income,
    )
    a.cell(
        "Mikä on aineiden, tarvikkeiden ja tavaroiden poikkeama Uomaveden tuloslaskelmassa?",
        INCOME,
        "Aineet, tarvikkeet ja tavarat",
        DEV,
        income,
    )
    a.cell(
        "Kuinka paljon Uomaveden liikeylijäämän arvioidaan poikkeavan talousarviosta?",
        INCOME,
        OPERATING,
        DEV,
        income,
    )
    a.cell(
        "Mikä tilikauden ylijäämä Uomavedelle on merkitty voimassa olevaan talousarvioon?",
        INCOME,
        SURPLUS,
        TALTA,
        income,
    )
    a.cell(
        "Mitä Koskenniskan silta tulee kaikkiaan maksamaan kustannusarvion mukaan?",
        PROJECTS,
        BRIDGE,
        0,
        ("hankkeet",),
    )
    a.cell(
        "Paljonko Tervaniemen vesilaitokseen oli käytetty rahaa maaliskuun lopussa?",
        PROJECTS,
        WATERWORKS,
        2,
        ("hankkeet",),
    )
    a.cell(
        "Kuinka moni työskenteli Katu- ja puistopalveluissa 31.3.2025?", STAFF, STREETS, 1, ("henkilosto",)
    )
    a.cell(
        "Katu- ja puistopalvelujen toimintakate alkuperäisessä talousarviossa 2025",
        UNITS,
        "Toimintakate",
        TA,
        ("yksikot",),
        wrong=("580", "-10 820"),
    )
    a.cell(
        "Paljonko toimintatuottoja Maankäyttö ja luvat -yksikölle oli kertynyt maaliskuun loppuun mennessä?",
        UNITS,
        "Toimintatuotot",
        TOT,
        ("yksikot",),
        occurrence=1,
        wrong=("702", "1 629"),
    )
    a.cell(
        "Mikä on koko toimialan yhteenlasketun toimintakatteen ennuste?",
        UNITS,
        "Toimintakate",
        ENN,
        ("yksikot", "katsaus"),
        occurrence=2,
        also=("-10,9",),
        wrong=("-11 525", "580", "-10,8"),
    )


def _cards_and_sentences(a: Asker) -> None:
    a.ask(
        "kpi",
        "Mihin summaan Katu- ja puistopalvelujen toimintakulut ovat ennusteen mukaan menossa?",
        ("14,6", "14 630"),
        ("kadut-talous", "yksikot"),
        "14,6 milj. euroa (2024: 14,2)",
        must_not=("14,2", "3,5", "3 520", "14 350", "18 150"),
    )
    a.ask(
        "kpi",
        "Millaiset toimintatuotot Maankäytöllä ja luvilla oli vuonna 2024?",
        ("4,4", "4 418"),
        ("maankaytto-talous", "yksikot"),
        "(2024: 4,4)",
        must_not=("4,1", "2,9", "4 100", "2 874"),
    )
    a.ask(
        "kpi",
        "Montako henkilötyövuotta toimialalla kertyi ensimmäisellä neljänneksellä?",
        (S.decimal(F.person_years, 1),),
        ("henkilosto",),
        "41,3 HTV (1–3/2024: 42,7)",
        must_not=("42,7", "174"),
    )
    a.ask(
        "kpi",
        "Kuinka suuren osan työajasta sairauspoissaolot veivät?",
        (S.decimal(F.absence_percent, 1),),
        ("henkilosto",),
        "4,6 % työajasta (tavoite: alle 4,0)",
        must_not=("4,0",),
    )
    a.ask(
        "kpi",
        "Mikä osuus investointirahoista oli kulunut 31.3. mennessä?",
        ("15,4",),
        ("investoinnit",),
        "(TA+LTA: 15,4 %)",
        must_not=("62", "11,9"),
    )
    a.ask(
        "text_figure",
        "Kuinka paljon urakoitsijat saivat lisätöistä maaliskuussa?",
        ("185 000",),
        ("kadut-talous",),
        "Urakoitsijoille maksettiin maaliskuussa lisätöistä 185 000 euroa.",
        must_not=("214 000",),
    )
    a.ask(
        "text_figure",
        "Montako rakennuslupaa alkuvuonna myönnettiin?",
        (str(F.permits),),
        ("maankaytto-toiminta",),
        f"Rakennuslupia myönnettiin {F.permits}",
        must_not=(str(F.permits_year_before),),
    )
    a.ask(
        "text_figure",
        "Kuinka monta kuutiota vettä Uomavesi on myynyt?",
        (S.whole(F.water_sold),),
        ("uomavesi-katsaus",),
        f"Vettä myytiin tammi–maaliskuussa {S.whole(F.water_sold)} kuutiota.",
    )
    a.ask(
        "text_figure",
        "Mitä omakotitalo maksaa veden perusmaksua kuukaudessa?",
        ("14,90",),
        ("uomavesi-katsaus",),
        "Omakotitalon perusmaksu on nyt 14,90 euroa kuukaudessa.",
        must_not=("3,5",),
    )
    a.ask(
        "text_figure",
        "Kuinka monta muistutusta metsäsuunnitelma keräsi?",
        ("52",),
        ("kadut-toiminta",),
        "Metsäsuunnitelma 2025–2034 oli nähtävillä, ja siitä jätettiin 52 muistutusta.",
    )
    a.ask(
        "text_figure",
        "Kauanko rakennusluvan käsittely on keskimäärin vienyt?",
        (str(F.permit_days),),
        ("maankaytto-toiminta",),
        f"Luvan käsittely kesti keskimäärin {F.permit_days} vuorokautta",
        must_not=("30",),
    )


def _events_and_words(a: Asker) -> None:
    a.ask(
        "date_event",
        "Minä päivänä liikenneturvallisuusohjelma hyväksyttiin?",
        ("17.2.2025",),
        ("katsaus",),
        "Kaupunginvaltuusto hyväksyi 17.2.2025 § 12 uuden liikenneturvallisuusohjelman",
        must_not=("1.9.2025",),
    )
    a.ask(
        "date_event",
        "Mistä lähtien kunnossapitojärjestelmä Kelo on ollut käytössä?",
        ("3.2.2025",),
        ("nostot",),
        "Uusi kunnossapitojärjestelmä Kelo otettiin käyttöön 3.2.2025",
        must_not=("1.1.2025",),
    )
    a.ask(
        "date_event",
        "Mikä yritys päällystää kadut?",
        ("Kivijalan Asfaltti",),
        ("katsaus",),
        "urakoitsijaksi valittiin Kivijalan Asfaltti Oy",
    )
    a.ask(
        "date_event",
        "Minkä vuoksi Koskenniskan silta myöhästyy?",
        ("teräsrakenteiden",),
        ("katsaus",),
        "koska teräsrakenteiden toimitus myöhästyy neljä kuukautta",
    )
    a.ask(
        "list",
        "Mitkä leikkipaikat on suljettu korjausten ajaksi?",
        ("Kuusitien", "Rantaraitin"),
        ("kadut-toiminta",),
        "Kuusitien ja Rantaraitin leikkipaikat suljettiin korjauksia varten",
        match="all",
    )
    a.ask(
        "list",
        "Millä alueilla katuvalot ovat saaneet led-lamput?",
        ("Lepikon", "Satamakadun"),
        ("nostot",),
        f"{S.whole(F.lamps)} valaisinta vaihdettiin Lepikon ja Satamakadun alueilla",
        match="all",
    )
    a.ask(
        "definition",
        "Mitä merkintä TA+LTA tässä katsauksessa tarkoittaa?",
        ("voimassa oleva talousarvio",),
        ("sanasto",),
        ABBREVIATIONS.items[3],
    )
    a.ask(
        "definition",
        "Mitä vuotovesiprosentilla tarkoitetaan?",
        ("laskuttamatta jääneen veden osuus",),
        ("sanasto",),
        CONCEPTS.items[2],
        must_not=("17,8",),
    )
    a.ask("definition", "Selitä lyhenne HTV.", ("henkilötyövuosi",), ("sanasto",), ABBREVIATIONS.items[6])


def _reasoning(a: Asker) -> None:
    services = INCOME.row("Palvelujen ostot")
    bridge, pumping = PROJECTS.row(BRIDGE), PROJECTS.row(PUMPING)
    more = (Q.statement.services.actual_2024 or 0) - (Q.statement.services.forecast or 0)
    a.ask(
        "sum_or_difference",
        "Kuinka paljon enemmän Uomaveden palvelujen ostoihin on menossa kuin vuonna 2024?",
        (S.whole(more),),
        ("uomavesi-tulos",),
        services.line,
        must_not=("45",),
        evidence=(services.cells[TP], services.cells[ENN]),
    )
    a.ask(
        "sum_or_difference",
        "Laske yhteen Koskenniskan sillan ja Harjusuon pumppaamon toteumat.",
        (S.whole(Q.project(BRIDGE).to_date + Q.project(PUMPING).to_date),),
        ("hankkeet",),
        f"{bridge.line}",
        evidence=(bridge.cells[2], pumping.cells[2]),
    )
    a.cell(
        "Jääkö Uomaveden liikevaihto alle talousarvion?",
        INCOME,
        "Liikevaihto",
        DEV,
        ("uomavesi-tulos",),
        kind="yes_no",
        also=("12 190", "12,2", "jää hieman"),
        polarity="kyllä",
    )
    a.ask(
        "yes_no",
        "Pysyikö rakennuslupien käsittelyaika tavoitteessa?",
        (str(F.permit_days),),
        ("maankaytto-toiminta",),
        f"Luvan käsittely kesti keskimäärin {F.permit_days} vuorokautta, kun "
        "tavoite on "
        "enintään 30 vuorokautta.",
        polarity="ei",
    )
    a.ask(
        "yes_no",
        "Onko Suutarinmäen kaavasta valitettu?",
        ("valitettiin",),
        ("maankaytto-toiminta",),
        "Suutarinmäen kaavasta valitettiin hallinto-oikeuteen.",
        polarity="kyllä",
    )
    a.ask(
        "contradiction",
        "Kuinka monta kilometriä katuja vuoden päällystysohjelmassa on?",
        (f"{F.paving_km_review} kilometriä", f"{F.paving_km_bullet} kilometriä"),
        ("katsaus", "kadut-toiminta"),
        f"Vuoden päällystysohjelma kattaa {F.paving_km_bullet} kilometriä katuja.",
        match="all",
        groups=(
            (f"{F.paving_km_review} kilometri", f"{F.paving_km_review} km"),
            (f"{F.paving_km_bullet} kilometri", f"{F.paving_km_bullet} km"),
        ),
    )
    a.ask(
        "summary",
        "Kokoa muutamaan virkkeeseen Uomaveden alkuvuosi: liikevaihto, tilikauden tulos ja vedenmyynti.",
        ("12 190", "625", "318 000"),
        ("uomavesi-katsaus", "uomavesi-tulos"),
        "",
        match="all",
        groups=(("12 190", "12,2"), ("625", "0,6"), ("318 000",)),
    )


def _wordings(a: Asker) -> None:
    income = ("uomavesi-tulos", "uomavesi-katsaus")
    a.cell(
        "uomavedn likevaihto enuste",
        INCOME,
        "Liikevaihto",
        ENN,
        income,
        kind="misspelled",
        also=("12,2",),
        wrong=("11,8",),
    )
    a.ask(
        "misspelled",
        "paljoko vesimitareita on asenettu",
        (S.whole(F.meters),),
        ("nostot",),
        f"Uomavesi asensi {S.whole(F.meters)} etäluettavaa vesimittaria.",
    )
    a.ask(
        "misspelled",
        "milon patasaren kaavaehotus tuli nähtavile",
        ("5.3.2025",),
        ("maankaytto-toiminta",),
        "Patasaaren asuntoalueen kaavaehdotus asetettiin nähtäville 5.3.2025.",
    )
    a.ask(
        "colloquial",
        "paljonks lumihommiin on palanut rahaa",
        (str(F.snow_cost),),
        ("nostot",),
        f"Talvikunnossapitoon on käytetty {F.snow_cost} tuhatta euroa",
        must_not=("62", "185 000"),
    )
    a.ask(
        "colloquial",
        "montako monttua kaduilta on paikkailtu",
        (str(F.potholes),),
        ("kadut-toiminta",),
        f"Kuoppia paikattiin {F.potholes}, eniten Ruukintien varrella.",
    )
    a.cell(
        "paljonko harjusuon pumppaamon rahat menee yli",
        PROJECTS,
        PUMPING,
        4,
        ("hankkeet", "investoinnit"),
        kind="colloquial",
    )
    a.ask(
        "swedish",
        "Hur många bygglov beviljades i början av året?",
        (str(F.permits),),
        ("maankaytto-toiminta",),
        f"Rakennuslupia myönnettiin {F.permits}",
        must_not=(str(F.permits_year_before),),
    )
    a.cell(
        "Vad är prognosen för Uomavesis omsättning?",
        INCOME,
        "Liikevaihto",
        ENN,
        income,
        kind="swedish",
        also=("12,2",),
        wrong=("11,8",),
    )
    a.ask(
        "english",
        "How many cubic metres of water did Uomavesi sell?",
        (S.whole(F.water_sold),),
        ("uomavesi-katsaus",),
        f"Vettä myytiin tammi–maaliskuussa {S.whole(F.water_sold)} kuutiota.",
    )
    a.cell(
        "What is the cost estimate for the bridge Koskenniskan silta?",
        PROJECTS,
        BRIDGE,
        0,
        ("hankkeet",),
        kind="english",
    )
    a.cell(
        "Ja toteuma maaliskuun loppuun?",
        INCOME,
        "Liikevaihto",
        TOT,
        ("uomavesi-tulos",),
        kind="follow_up",
        history=("Mikä on Uomaveden liikevaihdon ennuste?",),
        wrong=("12,2", "11,8"),
    )
    a.cell(
        "Entä Uomavedessä?",
        STAFF,
        WATER,
        1,
        ("henkilosto",),
        kind="follow_up",
        history=("Montako työntekijää Katu- ja puistopalveluissa oli maaliskuun lopussa?",),
        wrong=("82",),
    )
    a.ask(
        "follow_up",
        "entä tuotot?",
        ("3,1", "3 105"),
        ("kadut-talous", "yksikot"),
        "3,1 milj. euroa (2024: 2,9)",
        must_not=("14,6", "14 630", "4,1", "4 100", "2,9"),
        history=("Mitkä ovat Katu- ja puistopalvelujen toimintakulut ennusteen mukaan?",),
    )


def _missing(a: Asker) -> None:
    a.nothing("Mikä oli Uomaveden liikevaihto vuonna 2021?", "11 842", "12 190", "12 260", "11,8")
    a.nothing("Paljonko Satamapalvelujen toimintakulut ovat ennusteen mukaan?", "14,6", "3,5", "18 150")
    a.nothing("Mikä on Maankäyttö ja luvat -yksikön poistojen määrä?", "-3 240", "3 240")
    a.nothing("Millainen on Uomaveden omavaraisuusaste?", "17,8")
    a.nothing("Mikä on vesihuoltopäällikön nimi?")
    a.nothing("Montako rakennuslupaa myönnettiin tammi–maaliskuussa 2022?", "128", "151")
    a.nothing("Kuinka paljon valtionavustusta Koskenniskan silta saa?", "6 800", "2 500", "3 200")
    a.nothing("Entä vuonna 2020?", "37", "38", history=(f"Montako työntekijää oli yksikössä {PLANNING}?",))
