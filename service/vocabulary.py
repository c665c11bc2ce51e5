"""General vocabulary of questions about municipal finance: what words mean, never names.

Finnish words stand in their dictionary form, as `index.words` gives them. Groups hold words that
may stand for each other; bridges lead Swedish and English words to Finnish ones.
"""

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    ja tai eli sekä että kun kuin jos niin myös vain vielä jo on oli olivat ovat ole ollut olleet olla oliko onko
    ovatko olivatko olisi mikä mitä mitkä minkä missä mistä mihin millä mille miten kuinka paljonko montako moniko
    monta moneen paljon kuka ketkä kenen milloin koska miksi miksei minkälainen millainen kumpi suuri suuren suuruinen iso
    ison pieni korkea se sen sitä siinä siitä siihen ne niiden niitä nämä tämä tämän tässä tästä joka jotka jonka
    minä minun me meidän sinä te he hän hänen entä entäs kauanko kauan millaiset millaista minkälaisia vuoksi takia no ei eivät eikö eivätkö kerro kertoa sano näytä anna
    voitko voisitko saisinko haluan tietää tarvitsen ole hyvä kiitos kiitti moi hei noin about suunnilleen
    yhteensä kaikkiaan kokonaan tällä hetkellä nyt sitten ihan oikein oikeastaan lopulta muuten siis mites miks mite
    mikäs paljo paljoko paljonkohan paljonkos montaks montakohan kans kanssa mukaan aikana osalta osuus kohti per
    kohden vastaan verrattuna nähden alle yli asti saakka jälkeen ennen lopussa alussa loppuun alkuun päättyessä
    vuosi vuonna vuoden vuodessa vuodelle vuodelta vuodesta vuoteen vuosina vuodet kk kuukausi
    the a an of in on at for to by is are was were be been what which who whom when where why how much many does did
    do has have had and or its it this that these those from with about please tell me show give there any out
    vad är var vem vilka vilket vilken när varför hur mycket många stor stort stora en ett den det de och eller i på
    av för till med om som har hade finns blev blir var vara kan jag sin sitt sina under från enligt
    """.split()
)

GENERIC = frozenset(
    """
    olla tehdä saada maksaa kertyä käyttää mennä tulla jäädä antaa ottaa pitää käydä tapahtua toteutua arvioida
    olettaa sanoa kertoa näyttää löytyä sisältyä kuulua riittää vaikuttaa sijaita koskea laskea nousta kasvaa
    vähentyä pienentyä muuttua kehittyä määrä luku arvo summa suuruus koko raha euro prosentti kappale osa
    päivä yritys alue paikka asia kohde tapa millainen loppu alku päättyä henki huomio huomioon ottaa yhteenlaskettu yksikkö virke muutama lause arvio arvioida keskimäärä keskimäärin kerätä alkuvuosi
    loppuvuosi alkupuoli vuosineljännes neljännes ensimmäinen toinen kolmas neljäs katsaus osavuosikatsaus puolivuotiskatsaus jakso
    kausi ajankohta ajanjakso enemmän vähemmän suuruinen arvokas viimeinen edellinen tilivuosi esittää lyhyt suhde varsinainen kirjata yhteen
    puolivuotinenkatsaus vuodenvaihde kertoa mitata kuvata osoittaa ilmaista laskettu kehittyä yksi hyvä huono parempi huonompi tiivistää tiivis yhteenveto tiivistelmä katsaus prosentti pieni suuri iso ero erotus
    rahoittaa varata budjetoida ennustaa kustantaa palaa upota kulua tarkoittaa merkitä raportti mukainen tilanne
    report amount value number total money cost year city budgeted spend spent reserve reserved
    belopp värde siffra totalt pengar kosta år stad reservera reserverats
    """.split()
)

SCOPES = frozenset("kaupunki kunta valtio konserni kaupunkikonserni kuntakonserni emokunta".split())
"""Words that say whose figures are meant rather than which."""

_GROUPS = """
    velka laina lainakanta lainamäärä
    meno kulu kustannus toimintameno toimintakulu
    tulo tuotto toimintatulo toimintatuotto
    toimintameno toimintakulu käyttötalousmeno
    toimintatulo toimintatuotto käyttötaloustulo
    budjetti talousarvio käyttösuunnitelma määräraha
    palkka henkilöstökulu henkilöstömeno palkkio
    henkilöstökulu henkilöstömeno palkkakulu
    henkilöstö työntekijä henkilökunta henkilöstömäärä
    henkilötyövuosi htv
    asukas asukasmäärä asukasluku väestö väkiluku kuntalainen
    työttömyys työttömyysaste työtön
    tulos yli-/alijäämä ylijäämä alijäämä
    tappio alijäämä
    voitto ylijäämä
    liikevaihto myynti
    vero verotulo verotuotto
    kunnallisvero tulovero ansiotulovero
    valtionosuus valtionapu
    poisto arvonalentuminen
    investointi hanke investointimeno rakennushanke
    takaus vastuu vastuusitoumus
    kaupunki kunta emokunta
    konserni kaupunkikonserni kuntakonserni
    tase vastaavaa vastattavaa
    loppusumma yhteensä kokonaissumma
    lapsi vauva syntynyt
    oppilas oppilasmäärä koululainen opiskelija
    opiskelija opiskelijamäärä oppilas
    asiakas asiakasmäärä kävijä
    kävijä kävijämäärä käynti
    hinta taksa maksu tuntimaksu
    syy johtua
    alkaa käynnistyä aloittaa
    päättyä loppua valmistua
    päättää hyväksyä päätös
    käsitellä käsittely
    säästää säästyä säästö
    ylittää ylitys ylittyä
    alittaa alitus alittua
    parantaa parantua parempi
    siirtyä siirto lykkääntyä
    purkaa purku purkaminen
    rakentaa rakentaminen rakennus
    osallistuja osallistua
    tarkastus tilintarkastus
    sairauspoissaolo sairausloma
    energia sähkö lämpö
    pääoma pääomamäärä
    vuokra vuokrakulu vuokrameno
    omavaraisuus omavaraisuusaste
"""

_BRIDGES = """
    avvikelse poikkeama | deviation poikkeama | variance poikkeama | prognos ennuste | forecast ennuste
    budget talousarvio | utfall toteuma | actual toteuma | bokslut tilinpäätös | skuld velka | lån laina
    debt velka | loan laina | loans laina | invånare asukas | inhabitants asukas | residents asukas
    population asukasluku | omsättning liikevaihto | turnover liikevaihto | revenue toimintatuotto
    revenues toimintatuotto | income toimintatuotto | intäkter toimintatuotto | verksamhetsintäkter toimintatuotto
    expenses toimintakulu | expenditure toimintakulu | costs toimintakulu | kostnader toimintakulu
    verksamhetskostnader toimintakulu | utgifter meno | inkomster tulo | personalkostnader henkilöstökulu
    personnel henkilöstö | staff henkilöstö | personal henkilöstö | employees henkilöstö | anställda henkilöstö
    surplus ylijäämä | överskott ylijäämä | deficit alijäämä | underskott alijäämä | result tulos | resultat tulos
    accumulated kertynyt | ackumulerat kertynyt | balance tase | balansräkning tase | sheet tase
    tax vero | taxes verotulo | skatt vero | skatteintäkter verotulo | property kiinteistö | fastighetsskatt kiinteistövero
    investment investointi | investments investointi | investering investointi | investeringar investointi
    interest korko | ränta korko | räntor korko | depreciation poisto | avskrivningar poisto
    margin kate | årsbidrag vuosikate | verksamhetsbidrag toimintakate | grants avustus | bidrag avustus
    subsidy avustus | appropriation määräraha | anslag määräraha | events tapahtuma | event tapahtuma
    händelser tapahtuma | service palvelu | services palvelu | tjänster palvelu | customers asiakas | kunder asiakas
    students opiskelija | studerande opiskelija | pupils oppilas | elever oppilas | children lapsi | barn lapsi
    universities yliopisto | universitet yliopisto | universitetens yliopisto | school koulu | skola koulu
    unemployment työttömyys | arbetslöshet työttömyys | rate aste | share osuus | andel osuus | group konserni
    koncern konserni | staden kaupunki | stadens kaupunki | stad kaupunki | city kaupunki | municipality kunta
    kommun kunta | kommunen kunta | government valtio | central valtio | state valtio | staten valtio
    statsfinansiering valtionrahoitus | statsfinansieringen valtionrahoitus | funding rahoitus | finansiering rahoitus
    verksamhet toiminta | verksamhetens toiminta | operations toiminta | profit voitto | loss tappio | purchases osto
    rent vuokra | hyra vuokra | full-time henkilötyövuosi | fte henkilötyövuosi | årsverken henkilötyövuosi
    sick sairaus | absence poissaolo | visitors kävijä | besökare kävijä | library kirjasto | bibliotek kirjasto
    hospital sairaala | health terveys | care hoito | water vesi | vatten vesi | energy energia | energi energia
    housing asuminen | building rakennus | byggnad rakennus | land maa | council valtuusto | fullmäktige valtuusto
    board hallitus | styrelse hallitus | committee lautakunta | nämnd lautakunta | decided päättää | beslöt päättää
    decision päätös | beslut päätös | approved hyväksyä | godkände hyväksyä | started käynnistyä | began alkaa
    började alkaa | target tavoite | mål tavoite | planned suunnitella | savings säästö | inbesparingar säästö
    equity omavaraisuusaste | soliditet omavaraisuusaste | ratio aste | per-capita asukas | capita asukas
"""

HEADLINES: tuple[tuple[str, float], ...] = (
    ("sitova", 1.0),
    ("sitovuustaso", 1.0),
    ("toimintakate", 0.8),
    ("tilikausi", 0.7),
    ("nettokulu", 0.7),
    ("tulos", 0.6),
    ("tulosennuste", 0.6),
    ("kokonaispoikkeama", 0.6),
    ("yhteensä", 0.5),
    ("ylijäämä", 0.4),
    ("alijäämä", 0.4),
    ("vuosikate", 0.4),
)
"""Words of a report's bottom lines, for questions that name no item: the binding level first."""


def _synonyms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        group = line.split()
        for word in group:
            found.setdefault(word, set()).update(group)
    return {word: frozenset(group - {word}) for word, group in found.items()}


def _bridges() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in _BRIDGES.strip().splitlines():
        for pair in line.split("|"):
            foreign, *finnish = pair.split()
            found.setdefault(foreign, []).extend(finnish)
    return {word: tuple(words) for word, words in found.items()}


SYNONYMS = _synonyms()
BRIDGES = _bridges()
