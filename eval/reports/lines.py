"""The lines that every municipality prints: the official forms of the statements, key figures."""

from __future__ import annotations

from eval.reports.words import Word, word

SALES = word("+myyntituotot|myyntituottojen|myyntituottoja", sv="försäljningsintäkter", en="sales income")
FEES = word("+maksutuotot|maksutuottojen|maksutuottoja", sv="avgiftsintäkter", en="fee income")
GRANTS_IN = word(
    "+tuet ja avustukset|tukien ja avustusten|tukia ja avustuksia",
    sv="understöd och bidrag",
    en="subsidies and grants received",
)
OTHER_INCOME = word(
    "+muut toimintatuotot|muiden toimintatuottojen|muita toimintatuottoja",
    sv="övriga verksamhetsintäkter",
    en="other operating income",
)
INCOME = word(
    "+toimintatuotot|toimintatuottojen|toimintatuottoja", sv="verksamhetsintäkter", en="operating income"
)
STAFF = word(
    "+henkilöstökulut|henkilöstökulujen|henkilöstökuluja",
    sv="personalkostnader",
    en="personnel costs",
    cost=True,
)
SERVICES = word(
    "+palvelujen ostot|palvelujen ostojen|palvelujen ostoja",
    sv="köp av tjänster",
    en="purchases of services",
    cost=True,
)
MATERIALS = word(
    "+aineet, tarvikkeet ja tavarat|aineiden, tarvikkeiden ja tavaroiden|aineita, tarvikkeita ja tavaroita",
    sv="material, förnödenheter och varor",
    en="materials and supplies",
    cost=True,
)
GRANTS_OUT = word("+avustukset|avustusten|avustuksia", sv="understöd", en="grants paid", cost=True)
OTHER_COST = word(
    "+muut toimintakulut|muiden toimintakulujen|muita toimintakuluja",
    sv="övriga verksamhetskostnader",
    en="other operating costs",
    cost=True,
)
COST = word(
    "+toimintakulut|toimintakulujen|toimintakuluja",
    sv="verksamhetskostnader",
    en="operating costs",
    cost=True,
)
MARGIN = word("toimintakate|toimintakatteen|toimintakatetta", sv="verksamhetsbidrag", en="operating margin")
MUNICIPAL_TAX = word(
    "kunnan tulovero|kunnan tuloveron|kunnan tuloveroa",
    sv="kommunens inkomstskatt",
    en="municipal income tax",
)
PROPERTY_TAX = word("kiinteistövero|kiinteistöveron|kiinteistöveroa", sv="fastighetsskatt", en="property tax")
CORPORATE_TAX = word(
    "osuus yhteisöveron tuotosta|yhteisöveron tuotto-osuuden|yhteisöveron tuotto-osuutta",
    sv="andel av samfundsskatten",
    en="share of corporate tax",
)
TAXES = word("+verotulot|verotulojen|verotuloja", sv="skatteinkomster", en="tax revenue")
STATE = word("+valtionosuudet|valtionosuuksien|valtionosuuksia", sv="statsandelar", en="state grants")
INTEREST_IN = word("+korkotuotot|korkotuottojen|korkotuottoja", sv="ränteintäkter", en="interest income")
INTEREST_OUT = word(
    "+korkokulut|korkokulujen|korkokuluja", sv="räntekostnader", en="interest costs", cost=True
)
FINANCE = word(
    "+rahoitustuotot ja -kulut|rahoitustuottojen ja -kulujen|rahoitustuottoja ja -kuluja",
    sv="finansiella intäkter och kostnader",
    en="financial income and expenses",
)
ANNUAL = word("vuosikate|vuosikatteen|vuosikatetta", sv="årsbidrag", en="annual margin")
DEPRECIATION = word(
    "+poistot ja arvonalentumiset|poistojen ja arvonalentumisten|poistoja ja arvonalentumisia",
    sv="avskrivningar och nedskrivningar",
    en="depreciation and impairment",
    cost=True,
)
RESULT = word(
    "tilikauden tulos|tilikauden tuloksen|tilikauden tulosta",
    sv="räkenskapsperiodens resultat",
    en="result for the year",
)

INCOME_PARTS = (SALES, FEES, GRANTS_IN, OTHER_INCOME)
COST_PARTS = (STAFF, SERVICES, MATERIALS, GRANTS_OUT, OTHER_COST)
TAX_PARTS = (MUNICIPAL_TAX, PROPERTY_TAX, CORPORATE_TAX)
FINANCE_PARTS = (INTEREST_IN, INTEREST_OUT)
OF_CITY = (*TAX_PARTS, STATE, *FINANCE_PARTS, DEPRECIATION)
PARTS: dict[Word, tuple[Word, ...]] = {
    INCOME: INCOME_PARTS,
    COST: COST_PARTS,
    MARGIN: (INCOME, COST),
    TAXES: TAX_PARTS,
    FINANCE: FINANCE_PARTS,
    ANNUAL: (MARGIN, TAXES, STATE, FINANCE),
    RESULT: (ANNUAL, DEPRECIATION),
}
"""A sum and what it is the sum of; all else is a line of its own."""

LAND = word("+maa- ja vesialueet|maa- ja vesialueiden|maa- ja vesialueita")
BUILDINGS = word("+rakennukset|rakennusten|rakennuksia")
STRUCTURES = word(
    "+kiinteät rakenteet ja laitteet|kiinteiden rakenteiden ja laitteiden|kiinteitä rakenteita ja laitteita"
)
MACHINES = word("+koneet ja kalusto|koneiden ja kaluston|koneita ja kalustoa")
SHARES = word("+osakkeet ja osuudet|osakkeiden ja osuuksien|osakkeita ja osuuksia")
RECEIVABLES = word("+saamiset|saamisten|saamisia")
CASH = word("+rahat ja pankkisaamiset|rahojen ja pankkisaamisten|rahoja ja pankkisaamisia")
ASSETS = word("+vastaavaa yhteensä|vastaavien|vastaavia", label="VASTAAVAA YHTEENSÄ")
CAPITAL = word("peruspääoma|peruspääoman|peruspääomaa")
EARLIER = word(
    "edellisten tilikausien ylijäämä|edellisten tilikausien ylijäämän|edellisten tilikausien ylijäämää",
    label="Edellisten tilikausien ylijäämä (alijäämä)",
)
THIS_YEAR = word(
    "tilikauden ylijäämä|tilikauden ylijäämän|tilikauden ylijäämää", label="Tilikauden ylijäämä (alijäämä)"
)
PROVISIONS = word("+pakolliset varaukset|pakollisten varausten|pakollisia varauksia")
LONG_LOANS = word("pitkäaikainen vieras pääoma|pitkäaikaisen vieraan pääoman|pitkäaikaista vierasta pääomaa")
SHORT_DEBT = word("lyhytaikainen vieras pääoma|lyhytaikaisen vieraan pääoman|lyhytaikaista vierasta pääomaa")
LIABILITIES = word("+vastattavaa yhteensä|vastattavien|vastattavia", label="VASTATTAVAA YHTEENSÄ")

INVESTED = word("+investointimenot|investointimenojen|investointimenoja", cost=True)
LOANS_TAKEN = word(
    "pitkäaikaisten lainojen lisäys|pitkäaikaisten lainojen lisäyksen|pitkäaikaisten lainojen lisäystä"
)
LOANS_PAID = word(
    "pitkäaikaisten lainojen vähennys|pitkäaikaisten lainojen vähennyksen|pitkäaikaisten lainojen vähennystä",
    cost=True,
)
OTHER_LIQUIDITY = word(
    "+muut maksuvalmiuden muutokset|muiden maksuvalmiuden muutosten|muita maksuvalmiuden muutoksia"
)
CASH_CHANGE = word("rahavarojen muutos|rahavarojen muutoksen|rahavarojen muutosta")

PEOPLE = word("asukasluku|asukasluvun|asukaslukua", label="Asukasluku 31.12.")
LOANS = word("lainakanta|lainakannan|lainakantaa")
LOANS_EACH = word(
    "lainakanta asukasta kohden|asukasta kohden lasketun lainakannan|asukasta kohden laskettua lainakantaa"
)
EQUITY_RATIO = word("omavaraisuusaste|omavaraisuusasteen|omavaraisuusastetta")
MARGIN_OF_DEPRECIATION = word(
    "vuosikate prosentteina poistoista|poistoihin suhteutetun vuosikatteen|"
    "poistoihin suhteutettua vuosikatetta"
)
ANNUAL_EACH = word(
    "vuosikate asukasta kohden|asukasta kohden lasketun vuosikatteen|asukasta kohden laskettua vuosikatetta"
)
UNEMPLOYED = word("työttömyysaste|työttömyysasteen|työttömyysastetta")
PERSON_YEARS = word("+henkilötyövuodet|henkilötyövuosien|henkilötyövuosia")
TURNOVER = word("liikevaihto|liikevaihdon|liikevaihtoa", sv="omsättning", en="turnover")
OPERATING_PROFIT = word("liikevoitto|liikevoiton|liikevoittoa", sv="rörelsevinst", en="operating profit")
NET_RESULT = word(
    "tilikauden tulos|tilikauden tuloksen|tilikauden tulosta",
    sv="räkenskapsperiodens resultat",
    en="result for the year",
)
STAFF_COUNT = word("henkilöstömäärä|henkilöstömäärän|henkilöstömäärää")
TOTAL_ASSETS = word(
    "taseen loppusumma|taseen loppusumman|taseen loppusummaa", sv="balansomslutning", en="balance sheet total"
)
ESTIMATE = word("kustannusarvio|kustannusarvion|kustannusarviota")
PROJECT_MONEY = word("määräraha|määrärahan|määrärahaa", label="Määräraha")
