"""Gold questions about the annual accounts 2024."""

from __future__ import annotations

from eval.cases import Case
from eval.samples import annual
from eval.samples.accounts import accounts
from eval.samples.annual import B, S
from eval.samples.books import STEM
from eval.samples.questions import Asker

INCOME = annual.income_statement()
ASSETS = annual.assets()
LIABILITIES = annual.liabilities()
KEYS = annual.key_figures()
PEOPLE = annual.population()
BUDGET = annual.budget_comparison()
TAXES = annual.taxes()
STAFF = annual.staff()
AUDIT = annual.audit_fees()
GUARANTEES = annual.guarantees()
NOW, BEFORE = 0, 1
BUDGETED, CHANGES, AMENDED, ACTUAL, DEVIATION, PERCENT = range(6)


def questions() -> tuple[Case, ...]:
    asker = Asker(STEM, "hk-tp", accounts().page)
    _cells(asker)
    _sentences(asker)
    _reasoning(asker)
    _wordings(asker)
    _missing(asker)
    return asker.cases


def _cells(a: Asker) -> None:
    income = ("tuloslaskelma",)
    a.cell("Kuinka paljon kaupungin korkokulut olivat vuonna 2024?", INCOME, "Korkokulut", NOW, income)
    a.cell("Mihin toimintakatteeseen päädyttiin vuonna 2023?", INCOME, "Toimintakate", BEFORE, income)
    a.cell("Paljonko maksutuottoja kaupunki keräsi tilivuonna 2024?", INCOME, "Maksutuotot", NOW, income)
    a.cell(
        "Mikä oli palkkojen ja palkkioiden määrä edellisenä tilivuonna 2023?",
        INCOME,
        "Palkat ja palkkiot",
        BEFORE,
        income,
    )
    a.cell("Kuinka suuri arvonalentuminen vuodelle 2024 kirjattiin?", INCOME, "Arvonalentumiset", NOW, income)
    a.cell(
        "Montako euroa rahaa ja pankkisaamisia taseessa oli vuoden 2024 lopussa?",
        ASSETS,
        "Rahat ja pankkisaamiset",
        NOW,
        ("vastaavaa",),
    )
    a.cell("Mikä oli rakennusten tasearvo 31.12.2023?", ASSETS, "Rakennukset", BEFORE, ("vastaavaa",))
    a.cell(
        "Taseen loppusumma 31.12.2024", LIABILITIES, "VASTATTAVAA YHTEENSÄ", NOW, ("vastaavaa", "vastattavaa")
    )
    a.cell(
        "Kuinka paljon pitkäaikaista lainaa rahoitus- ja vakuutuslaitoksilta oli vuoden 2024 lopussa?",
        LIABILITIES,
        "Lainat rahoitus- ja vakuutuslaitoksilta",
        NOW,
        ("vastattavaa",),
        wrong=(S.cents(B.balance.short_loans.now), "10 milj"),
    )
    a.cell(
        "Kuinka paljon lyhytaikaista lainaa rahoituslaitoksilta oli vuoden 2023 lopussa?",
        LIABILITIES,
        "Lainat rahoitus- ja vakuutuslaitoksilta",
        BEFORE,
        ("vastattavaa",),
        occurrence=1,
        wrong=(S.cents(B.balance.long_loans.before),),
    )
    a.cell(
        "Mikä oli konsernin lainakanta asukasta kohden vuonna 2024?",
        KEYS,
        "Konsernin lainakanta, €/asukas",
        NOW,
        ("tunnusluvut",),
        wrong=KEYS.row("Lainakanta, €/asukas").cells,
    )
    a.cell(
        "Mikä oli vuosikatteen suhde poistoihin prosentteina vuonna 2023?",
        KEYS,
        "Vuosikate / Poistot, %",
        BEFORE,
        ("tunnusluvut",),
    )
    a.cell(
        "Kaupungin omavaraisuusaste vuonna 2024?",
        KEYS,
        "Omavaraisuusaste, %",
        NOW,
        ("tunnusluvut",),
        wrong=("50",),
    )
    a.cell("Montako vauvaa syntyi vuonna 2022?", PEOPLE, "Syntyneet", 0, ("vaesto",))
    a.cell("Kuinka monta työpaikkaa kaupungissa oli vuonna 2023?", PEOPLE, "Työpaikat", 1, ("vaesto",))
    a.cell(
        "Mitkä olivat hyvinvointilautakunnan toteutuneet toimintakulut?",
        BUDGET,
        "Hyvinvointilautakunta",
        ACTUAL,
        ("talousarvio",),
    )
    a.cell(
        "Montako prosenttia määrärahastaan tarkastuslautakunta käytti?",
        BUDGET,
        "Tarkastuslautakunta",
        PERCENT,
        ("talousarvio",),
    )
    a.cell(
        "Kuinka suuri sivistyslautakunnan muutettu talousarvio oli?",
        BUDGET,
        "Sivistyslautakunta",
        AMENDED,
        ("talousarvio",),
    )
    a.cell(
        "Paljonko kiinteistöveroa kertyi vuonna 2024?",
        TAXES,
        "Kiinteistövero",
        NOW,
        ("liitteet",),
        wrong=("4,8",),
    )
    a.cell(
        "Montako määräaikaista työntekijää kaupungilla oli 31.12.2024?",
        STAFF,
        "Määräaikaiset",
        NOW,
        ("liitteet",),
    )
    a.cell(
        "Mitä varsinainen tilintarkastus maksoi vuonna 2024?",
        AUDIT,
        "Tilintarkastuspalkkiot",
        NOW,
        ("liitteet-2",),
        wrong=("27 795,75",),
    )
    a.cell(
        "Kuinka suuria takauksia kaupunki oli antanut konsernin ulkopuolisille vuoden 2024 lopussa?",
        GUARANTEES,
        "Takaukset muiden puolesta",
        NOW,
        ("liitteet-2",),
        wrong=(S.cents(B.guarantees_own.now),),
    )


def _sentences(a: Asker) -> None:
    a.ask(
        "text_figure",
        "Mikä oli Lepikon yhtenäiskoulun lopullinen hinta?",
        ("21,7",),
        ("katsaus",),
        "sen lopullinen hinta oli 21,7 miljoonaa euroa",
        must_not=("0,6", "410 000"),
    )
    a.ask(
        "text_figure",
        "Mikä oli lainojen keskikorko vuoden vaihtuessa?",
        ("3,12",),
        ("katsaus",),
        "keskikorko oli vuoden lopussa 3,12 prosenttia",
        must_not=("64", "8,9"),
    )
    a.ask(
        "text_figure",
        "Kuinka suureksi kiinteistöjen korjausvelka on arvioitu?",
        ("38 miljoonaa", "38 milj"),
        ("vaesto",),
        "korjausvelka, jonka suuruudeksi on arvioitu 38 miljoonaa euroa",
    )
    a.ask(
        "text_figure",
        "Kuinka monta teosta kirjasto lainasi?",
        ("287 400",),
        ("talousarvio",),
        "Kirjastosta lainattiin 287 400 teosta",
        must_not=("300 000",),
    )
    a.ask(
        "text_figure",
        "Montako tonnia tavaraa sataman kautta kuljetettiin?",
        ("412 000",),
        ("vaesto",),
        "Sataman läpi kulki 412 000 tonnia tavaraa",
    )
    a.ask(
        "date_event",
        "Milloin Lepikon koulu otettiin käyttöön?",
        ("12.8.2024",),
        ("katsaus",),
        "Rakennus otettiin käyttöön 12.8.2024",
        must_not=("11.11.2024",),
    )
    a.ask(
        "date_event",
        "Milloin Kiertoväylä-hanke loppuu?",
        ("31.10.2026",),
        ("vaesto",),
        "Se päättyy 31.10.2026.",
    )
    a.ask(
        "date_event",
        "Kuka tarkasti tilit?",
        ("Petra Vuolle",),
        ("liitteet-2",),
        "Tilintarkastajana toimi JHT, KHT Petra Vuolle.",
    )
    a.ask(
        "list",
        "Mitkä valtuuston asettamat tavoitteet jäivät toteutumatta?",
        ("sisäilma", "kirjaston laina", "hiilidioksidi"),
        ("talousarvio",),
        "Toteutumatta jäivät sisäilmakorjausten aikataulu, kirjaston lainatavoite ja "
        "hiilidioksidipäästöjen "
        "välitavoite.",
        match="all",
    )
    a.ask(
        "definition",
        "Mitä vuosikate kertoo?",
        ("investointeihin ja lainojen lyhennyksiin",),
        ("tunnusluvut",),
        "Vuosikate kertoo, paljonko rahaa jää investointeihin ja lainojen lyhennyksiin",
        must_not=(S.cents(B.income.annual_margin.now),),
    )
    a.ask(
        "definition",
        "Miten omavaraisuusaste lasketaan?",
        ("oma pääoma ja poistoero",),
        ("tunnusluvut",),
        "Omavaraisuusaste = oma pääoma ja poistoero jaettuna taseen loppusummalla",
    )


def _reasoning(a: Asker) -> None:
    i = B.income
    a.ask(
        "sum_or_difference",
        "Paljonko valtionosuudet kasvoivat vuodesta 2023 vuoteen 2024?",
        (S.cents(i.state_grants.change), "2,5 milj"),
        ("tuloslaskelma",),
        INCOME.row("Valtionosuudet").line,
        evidence=INCOME.row("Valtionosuudet").cells,
    )
    a.ask(
        "sum_or_difference",
        "Kuinka paljon vakinaisia ja palkkatuettuja oli yhteensä vuoden 2024 lopussa?",
        (str(B.staff_permanent[0] + B.staff_employed[0]),),
        ("liitteet",),
        STAFF.row("Vakinaiset").line,
        must_not=("773", "612"),
        evidence=("612", "14"),
    )
    a.cell(
        "Ylittikö sivistyslautakunta määrärahansa?",
        BUDGET,
        "Sivistyslautakunta",
        DEVIATION,
        ("talousarvio",),
        kind="yes_no",
        also=("437",),
        polarity="kyllä",
    )
    a.ask(
        "yes_no",
        "Onko kaupungilla korkosuojauksia?",
        ("ei ole",),
        ("liitteet-2",),
        "Korkosuojauksia kaupungilla ei ole.",
        polarity="ei",
    )
    a.ask(
        "contradiction",
        "Montako ihmistä Hiidenkoskella asui vuoden 2024 lopussa?",
        (S.whole(B.people_in_review), S.whole(B.people[2])),
        ("katsaus", "vaesto", "tunnusluvut"),
        f"Kaupungissa asui vuoden lopussa {S.whole(B.people_in_review)} ihmistä.",
        match="all",
        must_not=(S.whole(B.people[1]),),
    )
    a.ask(
        "summary",
        "Esitä lyhyt katsaus vuoden 2024 tulokseen: vuosikate, tilikauden ylijäämä ja "
        "lainakanta asukasta kohti.",
        ("12 711 911,31", "5 405 061,61", "2 629"),
        ("katsaus", "tuloslaskelma", "tunnusluvut"),
        "",
        match="all",
        groups=((S.cents(i.annual_margin.now), "12,7"), (S.cents(i.surplus.now), "5,4"), ("2 629",)),
    )


def _wordings(a: Asker) -> None:
    a.cell(
        "paljoko kaupunki maksoi avustuksija 2024",
        INCOME,
        "Avustukset",
        NOW,
        ("tuloslaskelma",),
        kind="misspelled",
        wrong=(S.cents(B.income.grants_received.now),),
    )
    a.cell("tyottomyysate vuona 2024", PEOPLE, "Työttömyysaste, %", 2, ("vaesto",), kind="misspelled")
    a.cell(
        "paljonko kaupungilla on velkaa per asukas",
        KEYS,
        "Lainakanta, €/asukas",
        NOW,
        ("tunnusluvut",),
        kind="colloquial",
        wrong=("5 184", "4 967"),
    )
    a.ask(
        "colloquial",
        "paljolla se itäkylän vanha koulu lähti",
        ("410 000",),
        ("katsaus",),
        "Vanha Itäkylän koulu myytiin marraskuussa 410 000 eurolla",
        must_not=("21,7",),
    )
    a.cell(
        "Hur stora var stadens skatteinkomster 2024?",
        INCOME,
        "Verotulot",
        NOW,
        ("tuloslaskelma", "liitteet"),
        kind="swedish",
        also=("52 385",),
        wrong=("54 026",),
    )
    a.cell(
        "What was the surplus for the financial year 2024?",
        INCOME,
        "Tilikauden ylijäämä (alijäämä)",
        NOW,
        ("tuloslaskelma", "vastattavaa", "katsaus"),
        kind="english",
        also=("5,4",),
    )
    a.cell(
        "Entä vuotta aiemmin?",
        TAXES,
        "Osuus yhteisöveron tuotosta",
        BEFORE,
        ("liitteet",),
        kind="follow_up",
        history=("Mikä oli kaupungin osuus yhteisöveron tuotosta vuonna 2024?",),
        wrong=("8,2",),
    )
    a.cell(
        "Entä Kaupunkirakennelautakunta?",
        BUDGET,
        "Kaupunkirakennelautakunta",
        DEVIATION,
        ("talousarvio",),
        kind="follow_up",
        history=("Mikä oli hyvinvointilautakunnan poikkeama?",),
        wrong=("72", "-437"),
    )


def _missing(a: Asker) -> None:
    a.nothing("Mikä oli kaupungin vuosikate vuonna 2019?", S.cents(B.income.annual_margin.now), "12,7")
    a.nothing("Mikä oli konsernin vuosikate vuonna 2024?", S.cents(B.income.annual_margin.now), "12,7")
    a.nothing("Paljonko Hiiden Lämpö Oy:n liikevaihto oli?", "600 000")
    a.nothing("Kuinka monta asukasta Itäkylässä on?", S.whole(B.people[2]), S.whole(B.people_in_review))
    a.nothing("Mikä on kaupungin kiinteistöveroprosentti?", "8,9", "5 902", "4,8")
    a.nothing("Paljonko kaupunginjohtaja Ilmari Tuukkala ansaitsee?")
    a.nothing("Montako oppilasta Lepikon yhtenäiskoulussa on?", "1 986", "402")
    a.nothing("Mitkä olivat rakennuslautakunnan toimintakulut?", "-17 578", "17 578")
