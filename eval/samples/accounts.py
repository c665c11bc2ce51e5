"""The annual accounts 2024 in words, page by page.

One contradiction is planted: the mayor's review gives another population than the tables.
"""

from __future__ import annotations

from eval.samples import annual
from eval.samples.annual import B, S
from eval.samples.books import STEM
from eval.samples.city import CITY_OF
from eval.samples.pages import DocumentPage, DocumentReport, DocumentTable, Heading, Prose


def accounts() -> DocumentReport:
    """The pages after the cover."""
    pages = (
        _review(),
        _surroundings(),
        _budget(),
        _income(),
        _key_figures(),
        _assets(),
        _liabilities(),
        _notes(),
        _more_notes(),
    )
    return DocumentReport(STEM, "Tilinpäätös 2024", CITY_OF, f"{CITY_OF} – Tilinpäätös 2024", pages)


def _millions(cents: int) -> str:
    return S.millions(round(cents / 100_000))


def _review() -> DocumentPage:
    income, balance = B.income, B.balance
    return DocumentPage(
        "katsaus",
        (
            Heading("1 Toimintakertomus", 1),
            Heading("1.1 Kaupunginjohtajan katsaus", 2),
            Prose(
                f"Hiidenkosken vuosi 2024 päättyi {_millions(income.surplus.now)} miljoonan euron "
                "ylijäämään. "
                f"Vuosikate oli {_millions(income.annual_margin.now)} miljoonaa euroa, ja se riitti "
                "kattamaan "
                "poistot selvästi, mutta ei kaikkia investointeja. Tulos heikkeni edellisvuodesta, sillä "
                "kuntien tuloveron tuotto pieneni ja palkat nousivat sopimusten mukaisesti."
            ),
            Prose(
                f"Kaupungissa asui vuoden lopussa {S.whole(B.people_in_review)} ihmistä. Väki väheni "
                "edelleen, koska syntyvyys on matala, mutta muuttoliike oli toista vuotta peräkkäin meille "
                "voitollinen. Opiskelijoita houkutteli erityisesti Rantakampus, jonka hakija¬määrä kasvoi 18 "
                "prosenttia."
            ),
            Prose(
                "Vuoden suurin hanke oli Lepikon yhtenäiskoulu. Rakennus otettiin käyttöön 12.8.2024, ja sen "
                "lopullinen hinta oli 21,7 miljoonaa euroa eli 0,6 miljoonaa euroa alle kustannus¬arvion. "
                "Vanha Itäkylän koulu myytiin marras¬kuussa 410 000 eurolla paikalliselle urheilu¬seuralle."
            ),
            Prose(
                "Valtuusto päätti 11.11.2024 pitää tulovero¬prosentin ennallaan 8,9 prosentissa. Samassa "
                "kokouksessa hyväksyttiin omistaja¬poliittiset linjaukset, joiden mukaan kaupunki luopuu "
                "vuokra-asuntoyhtiöstään viimeistään vuonna 2027."
            ),
            Prose(
                f"Lainakanta kasvoi {_millions(balance.loans.change)} miljoonaa euroa "
                f"{_millions(balance.loans.now)} miljoonaan euroon. Lainoista 64 prosenttia on "
                "kiinteä¬korkoisia, "
                "ja keskikorko oli vuoden lopussa 3,12 prosenttia. Tytäryhtiöistä Hiiden Lämpö Oy maksoi "
                "kaupungille osinkoa 600 000 euroa."
            ),
            Prose(
                "Kiitän henkilöstöä, luottamus¬henkilöitä ja yhteistyö¬kumppaneita vuodesta, jossa "
                "arki hoidettiin hyvin ja tulevaan uskallettiin panostaa."
            ),
            Prose("Kaupunginjohtaja Ilmari Tuukkala"),
        ),
    )


def _surroundings() -> DocumentPage:
    return DocumentPage(
        "vaesto",
        (
            Heading("1.2 Väestö, työllisyys ja elinkeinot", 2),
            Prose(
                f"Vuonna 2024 kaupunkiin syntyi {B.births[2]} lasta, {B.births[1] - B.births[2]} vähemmän "
                "kuin "
                f"edellis¬vuonna. Työttömyys¬aste nousi {S.decimal(B.unemployment[2], 1)} prosenttiin, "
                "kun Saha-Salmi Oy lomautti puolet tuotannostaan loka¬kuussa. Nuoriso¬työttömyys sen sijaan "
                "väheni hieman."
            ),
            DocumentTable(
                "Väestön ja työllisyyden kehitys",
                annual.population(),
                ruled=True,
                label_width=0.46,
                note="Lähde: kaupungin oma seuranta. Työttömyysaste on vuoden keskiarvo.",
            ),
            Heading("1.2.1 Yritykset", 3),
            Prose(
                "Uusia yrityksiä perustettiin 174 ja toimintansa lopetti 131 yritystä. Sataman läpi kulki "
                "412 000 tonnia tavaraa, josta suurin osa oli sahatavaraa. Yritys¬palvelu¬pisteessä "
                "asioitiin "
                "1 930 kertaa."
            ),
            Prose(
                "Kaupunki sai elinkeino¬hankkeisiin ulkopuolista rahoitusta 780 000 euroa. Hankkeista "
                "merkittävin "
                "on Kiertoväylä, jossa rakennus¬jätettä ohjataan uudelleen käyttöön. Se päättyy 31.10.2026."
            ),
            Heading("1.2.2 Riskit ja sisäinen valvonta", 3),
            Prose(
                "Keskeisiä riskejä ovat korkojen nousu, osaavan työvoiman saatavuus ja kiinteistöjen "
                "korjausvelka, jonka suuruudeksi on arvioitu 38 miljoonaa euroa. Sisäisen tarkastuksen "
                "suunnitelma toteutui kolmea kohdetta lukuun ottamatta."
            ),
        ),
    )


def _budget() -> DocumentPage:
    education = B.board("Sivistyslautakunta")
    return DocumentPage(
        "talousarvio",
        (
            Heading("1.3 Talousarvion toteutuminen", 2),
            Prose(
                "Alla olevassa taulukossa verrataan toimielinten toimintakuluja talousarvioon. Luvut ovat "
                "tuhansia euroja, ja niistä puuttuvat Uomavesi-liikelaitoksen kulut. Miinusmerkkinen "
                "poikkeama "
                "tarkoittaa määrärahan ylitystä."
            ),
            DocumentTable(
                "Toimintakulut toimielimittäin, 1 000 €",
                annual.budget_comparison(),
                ruled=True,
                label_width=0.29,
            ),
            Prose(
                f"Sivistys¬lautakunta ylitti muutetun määrärahansa {S.whole(-education.deviation)} "
                "tuhannella "
                "eurolla. Syynä olivat erityisopetuksen ostot ja sijaisten palkat. "
                "Kaupunki¬rakenne¬lautakunnan "
                "ylitys johtui talvi¬kunnossapidosta. Muut toimielimet pysyivät talousarviossa."
            ),
            Prose(
                "Talousarvio¬muutoksia hyväksyttiin kahdesti: valtuusto myönsi lisämäärärahat 10.6.2024 ja "
                "11.11.2024. Muutoksista suurin kohdistui varhais¬kasvatukseen."
            ),
            Heading("1.3.1 Toiminnalliset tavoitteet", 3),
            Prose(
                "Valtuuston asettamista 24 tavoitteesta saavutettiin 17 kokonaan ja neljä osittain. "
                "Toteutumatta "
                "jäivät sisäilma¬korjausten aikataulu, kirjaston laina¬tavoite ja hiili¬dioksidi¬päästöjen "
                "väli¬tavoite. "
                "Kirjastosta lainattiin 287 400 teosta, kun tavoite oli 300 000."
            ),
            Prose(
                "Perusopetuksessa oli 1 986 oppilasta ja lukiossa 402 opiskelijaa. Varhais¬kasvatukseen "
                "osallistui "
                "74 prosenttia 1–5-vuotiaista."
            ),
        ),
    )


def _income() -> DocumentPage:
    return DocumentPage(
        "tuloslaskelma",
        (
            Heading("2 Tilinpäätöslaskelmat", 1),
            Heading("2.1 Tuloslaskelma", 2),
            DocumentTable(None, annual.income_statement(), label_width=0.54),
        ),
    )


def _key_figures() -> DocumentPage:
    return DocumentPage(
        "tunnusluvut",
        (
            Heading("2.2 Tuloslaskelman ja taseen tunnusluvut", 2),
            DocumentTable(
                None,
                annual.key_figures(),
                ruled=True,
                label_width=0.6,
                note="Asukasta kohti lasketuissa luvuissa on käytetty vuoden lopun asukasmäärää.",
            ),
            Heading("2.2.1 Tunnuslukujen laskenta", 3),
            Prose(
                "Vuosikate kertoo, paljonko rahaa jää investointeihin ja lainojen lyhennyksiin, kun "
                "juoksevat "
                "menot on maksettu. Jos vuosikate on vähintään poistojen suuruinen, kaupungin tulo¬rahoitus "
                "on "
                "tasapainossa."
            ),
            Prose(
                "Omavaraisuusaste = oma pääoma ja poistoero jaettuna taseen loppusummalla, josta on "
                "vähennetty "
                "saadut ennakot. Se kuvaa kykyä selvitä velvoitteista pitkällä aikavälillä. Kaupungin oma "
                "tavoite on vähintään 50 prosenttia."
            ),
            Prose(
                "Lainakanta = taseen pitkä- ja lyhytaikaiset lainat rahoitus- ja vakuutus¬laitoksilta. "
                "Konsernin "
                "lainakanta sisältää myös tytär¬yhtiöiden lainat."
            ),
            Prose(
                "Tasapaino¬tavoite saavutettiin, mutta omavaraisuus¬aste jäi tavoitteesta, koska "
                "investointeja "
                "rahoitettiin velalla."
            ),
        ),
    )


def _assets() -> DocumentPage:
    return DocumentPage(
        "vastaavaa",
        (
            Heading("2.3 Tase", 2),
            DocumentTable(None, annual.assets(), label_width=0.54),
            Prose(
                "Keskeneräisten hankintojen kasvu johtuu Koskenniskan sillan suunnittelusta ja Tervaniemen "
                "vesilaitoksen peruskorjauksesta. Rakennusten tase-arvo nousi Lepikon yhtenäis¬koulun "
                "valmistuttua."
            ),
        ),
    )


def _liabilities() -> DocumentPage:
    return DocumentPage(
        "vastattavaa",
        (
            DocumentTable(None, annual.liabilities(), label_width=0.54),
            Prose(
                "Uutta pitkäaikaista lainaa nostettiin 10 miljoonaa euroa. Pakollinen varaus on tehty Vanhan "
                "kaatopaikan maisemointia varten."
            ),
        ),
    )


def _notes() -> DocumentPage:
    return DocumentPage(
        "liitteet",
        (
            Heading("3 Tilinpäätöksen liitetiedot", 1),
            Heading("3.1 Laadintaperiaatteet", 2),
            Prose(
                "Pysyvien vastaavien hyödykkeet on merkitty taseeseen hankinta¬menoon, josta on vähennetty "
                "suunnitelman mukaiset poistot ja saadut rahoitus¬osuudet. Pien¬hankinnoiksi luetaan alle "
                "10 000 "
                "euron hankinnat, ja ne kirjataan suoraan kuluiksi."
            ),
            Heading("3.2 Verotulojen erittely", 2),
            DocumentTable(None, annual.taxes(), ruled=True, label_width=0.46),
            Heading("3.3 Henkilöstön lukumäärä", 2),
            DocumentTable(None, annual.staff(), ruled=True, label_width=0.6),
            Prose(
                "Eläkkeelle siirtyi vuoden aikana 29 työntekijää. Henkilöstön keski-ikä oli 46,8 vuotta, ja "
                "lähtö¬vaihtuvuus 7,4 prosenttia."
            ),
        ),
    )


def _more_notes() -> DocumentPage:
    return DocumentPage(
        "liitteet-2",
        (
            Heading("3.4 Tilintarkastajan palkkiot", 2),
            DocumentTable(None, annual.audit_fees(), label_width=0.54),
            Heading("3.5 Vastuusitoumukset", 2),
            DocumentTable(None, annual.guarantees(), label_width=0.54),
            Prose(
                "Takauksista suurin on annettu Hiiden Lämpö Oy:n biovoimalan lainalle. Korkosuojauksia "
                "kaupungilla ei ole."
            ),
            Heading("4 Allekirjoitukset", 1),
            Prose(
                "Hiidenkoskella 31. maaliskuuta 2025. Kaupunginhallituksen puheenjohtaja Raili Sormunen, "
                "kaupunginjohtaja Ilmari Tuukkala. Tilintarkastajana toimi JHT, KHT Petra Vuolle."
            ),
        ),
    )
