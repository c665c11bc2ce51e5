"""What a question asks for, told by its own words: type, unit, times, whose figures.

Pattern lists only; how they combine is in `service.question`. First match wins among the types.
"""

from __future__ import annotations

import re
from collections.abc import Container
from enum import StrEnum

from service.share_words import RATE, SHARE


class Asked(StrEnum):
    """What the answer has to be."""

    AMOUNT = "amount"
    COUNT = "count"
    PERCENT = "percent"
    WHEN = "when"
    WHO = "who"
    WHY = "why"
    LIST = "list"
    DEFINITION = "definition"
    YES_NO = "yes_no"
    DIFFERENCE = "difference"
    SUMMARY = "summary"
    OPEN = "open"
    TREND = "trend"
    ACROSS = "across"
    RATIO = "ratio"


class Relative(StrEnum):
    """A period named from where the report stands."""

    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    YEAR_BEFORE = "year_before"
    NEXT_YEAR = "next_year"


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


def _start(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:no\s+)?(?:{'|'.join(alternatives)})", re.IGNORECASE)


_HOW_MUCH = (
    r"(?:paljonko|kuinka paljon|minkä verran|montako|kuinka monta|monellako|moneenko|moneltako"
    r"|how much|how many|hur mycket)"
)
_YEAR = r"(?:19|20)\d\d"
_REPORT = r"\w*(?:katsau|raport)\w*"
_GREW = r"kasv(?:oi|oivat|aa|avat|anut|aneet|aisi|u|ua|uun|ussa)|nous[eiu]\w*"
_FELL = r"lask(?:i|ivat|ee|evat|enut|eneet|isi|ua|ussa|uun)|väh[ei]n\w+|pien[ei]n\w+"
_WENT = rf"(?:(?:{_GREW}|{_FELL})(?:ko|kö)?|suuren\w+|kutist\w+|supist\w+|paran\w+|heik\w+)"
_MOVES = "|".join(
    (
        _GREW, _FELL, r"muutt?u\w+", "ero",
        "erotus",
        "enemmän", "vähemmän", r"suurem\w+", r"pienem\w+", r"eroa\w+", "more", "less", r"increase\w*",
        r"decrease\w*", r"grow\w*",
        r"f[ae]ll(?:en)?|drop\w*|r[io]se|sj[uö]nk\w*|steg|stig\w+",
        "ökat", "ökade", "minskat", "minskade", "mer", "mindre",
        r"supist\w+", r"kutist\w+", r"lisäänty\w+", r"puuttumaan", r"uupumaan", r"jäi\w* tavoitteesta",
        r"kalliim\w+", r"halvem\w+", r"isom[mp]\w+", r"poikkeavat toisistaan",
    )
)  # fmt: skip

_PER_HEAD = (
    r"(?<!tuhatta )(?<!000 )asukasta koh\w+|per asukas|/\s?as\b|per (?:nuppi|naama|kuntalainen|pää)"
    r"|(?:nuppia|naamaa|kuntalaista|päätä) koh\w+|(?:yhdelle|jokaiselle|kullekin)"
    r" (?:asukkaalle|kuntalaiselle)|asukkaalle laskettuna|per invånare|per capita"
    r"|(?:per|for each) (?:resident|inhabitant|citizen)"
)
_DIVIDED = (
    r"\bjaettuna\b"
    r"|\bsuhteessa (?!edelli|viime|vuo|talousarvi|budj|ennust|tavoit|suunnit|muihin|muuhun|siihen)"
    r"|\bsuhde \w+(?:oihin|eihin|iin|aan|ään|een|hun|hyn|oon|öön)\b"
    r"|^(?=.*(?:\blaske\b|suhde|suhdeluku|prosentt|indikaattori|tunnusluku))"
    r".*[^\W\d_]{5,}\s?/\s?(?!as\b|asuk)[^\W\d_]{5,}"
)

_SUMMED = (
    r"\b(?:tiivistä\w*|tiivistelmä\w*|yhteenve\w+|kokoa|koosta|esitä(?=.*katsau)"
    r"|pari(?:lla|n)? (?:lausetta|lauseella|sanalla|virkettä|lauseen)|muutama(?:lla|n)? (?:lause\w+|sanalla)"
    r"|(?:kerro|kuvaa|selosta|esittele) (?:lyhyesti|pääpiirteet|pääkohdat)|pääkoh(?:dat|tia)|päätulokset"
    r"|kuvaile|referoi|esittele|keskeiset luvut|sammanfatta\w*|summari[sz]e\w*|summary|overview)\b"
)
"""A summary asked for in so many words."""
_STATE = r"(?:talou\w+|rahatilan\w+|taloustilan\w+|tilanne|taloudellinen tilanne)"
_END = r"\s*\??\s*$"
_HOW_IT_WENT = (
    r"\bmitä(?= (?:[\w-]+ ){1,5}(?:kerrotaan|raportoidaan)\b| \w+ talou\w+ sanotaan\b)"
    r"|^\s*kerro(?= (?:[\w-]+ ){0,3}(?!vuode|sitä|tästä)[\w-]+(?:sta|stä)\b)"
    r"(?!.*\b(?:mikä|mitä|mitkä|paljonko|montako)\b)"
    rf"|^\s*miten(?= (?:[\w-]+ ){{0,6}}(?:meni|menee|menevät|sujui|sujuu|voi)(?: [\w-]+){{0,4}}{_END})"
    rf"|\bmiltä(?= (?:\w+ ){{0,3}}{_STATE} näyt\w+)"
    rf"|\bmikä on(?= (?:\w+ ){{1,4}}(?:tilanne|taloustilanne){_END})"
    rf"|\bmillai\w+(?= (?:\w+ ){{0,4}}{_STATE}(?: \w+)?{_END})|\btärkeimmät (?:asiat|poikkeamat|muutokset)\b"
    r"|\bmitä(?= (?:\w+ ){0,2}tapahtui tilikauden (?:päättymisen )?jälkeen\b)"
)
"""How things are or went on the whole."""
IN_SO_MANY_WORDS = re.compile(_SUMMED, re.IGNORECASE)

TYPES: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    (Asked.SUMMARY, re.compile(f"{_SUMMED}|{_HOW_IT_WENT}", re.IGNORECASE)),
    (
        Asked.DEFINITION,
        _words(
            r"mitä(?=\s(?:\S+\s){1,4}?(?:kertoo|mittaa|kuvaa|osoittaa|ilmaisee)\b)",
            r"mitä eroa(?= on)",
            r"tarkoittaa|tarkoitetaan|tarkoitettavan|tarkottaa|tarkottaako|merkitsee|määritel\w+",
            r"lyhen(?:ne|teen|nettä|teet|teellä)|termi(?:n|t|ä|llä|ä|stä)?|käsit(?:e|teen|että)",
            r"mi(?:kä|tä|tkä) (?:ihmeen|kumman|ihmettä)|mitä se (?:\w+ ){0,3}?on"
            r"|mikä se (?:\w+ )?on (?!vuonna)",
            r"selit(?:ä|täkää|täisit\w*|ätkö)|suomeksi sanottuna|selkokielellä|selkosuomeksi",
            r"betyder|innebär|means?|stand for|definition",
        ),
    ),
    (
        Asked.WHY,
        _words(
            r"miksi|miksei|miks|minkä vuoksi|minkä takia|mistä syystä|mistä(?=\b.*\b(?:johtu\w+|aiheutu\w+))",
            r"(?:mikä|mitkä)(?=\b.*\bsyy(?:nä|t|n|tä|stä|ksi|llä)?\b)",
            r"(?:mikä|mitkä)(?=\b.*\b(?:selittä\w+|aiheutta\w+))|mistä syntyy",
            r"mit(?:en|ä|llä)(?=\b.*\bperustel\w+)|mikä sai|mikä saa|mikä auttoi|syy siihen"
            r"|mikä (?:vei|painoi|heikensi|paransi|rasitti|kasvatti|viivästytti|hidasti|pudotti)"
            r"|mistä se (?:tulee|johtuu)|syy(?:nä|stä)|johtu(?:u|i|vat|ivat|minen)|selittää",
            "varför|why",
        ),
    ),
    (
        Asked.WHEN,
        _words(
            r"milloin|koska|millon|mistä alkaen|minä (?:päiv\w+|vuonna|vuosina|kuukautena)|mihin mennessä",
            r"m(?:istä|ihin|ille|inkä) (?:päiv\w+|vuoteen|vuodesta|kuukau\w+|viiko\w+|aja\w+)",
            "mikä on päivämäärä|mikä päivä|när|when|what date|vilket datum|vilken dag",
        ),
    ),
    (Asked.LIST, _words("kukin|kunkin|kullakin|kullekin|each of the|varje enskild")),
    (
        Asked.ACROSS,
        re.compile(
            rf"\b(?:kahdessa|kahden|molemmissa|two|två)\s(?:\w+\s)?{_REPORT}|\bQ[1-4]\b.*\bQ[1-4]\b"
            rf"|\bensimmäise\w+ {_REPORT}.*\btoi[ns]\w+|{_REPORT}sta\b.*\b{_REPORT}(?:een|iin)\b"
            rf"|{_REPORT} ?[1-4]\b.*\b[1-4]\b(?!/)|\bedellise\w+ {_REPORT}"
            r"|\b(?:toise|kolmanne|neljänne)\w+ (?:vuosi)?neljänne\w+"
            r"|\b(?!tammi)\w+kuusta \w+kuuhun\b|\w+kuun (?:lopu|alu)\w+.*\w+kuun (?:lopu|alu)\w+"
            r"|first (?:\w+ )?report.*second|första (?:\w+)?rapporten.*andra",
            re.IGNORECASE,
        ),
    ),
    (Asked.PERCENT, SHARE),
    (
        Asked.DIFFERENCE,
        re.compile(
            rf"\b{_HOW_MUCH}\b.*\b(?:{_MOVES})\b|\bkäyttämättä\b|\beroavat\b|\bmiinus\b"
            r"|\b(?:mikä|kuinka suuri|miten suuri|laske|kerro)\b.*\bero(?:tus|tuksen)?\b|^\s*kumpi\b"
            r"|\b(?:mikä|kuinka suuri)\b(?!.* ja ).*\bmuutos\b.*\b(?:edelli\w+|vuodesta|viime vuo\w+)",
            re.IGNORECASE,
        ),
    ),
    (
        Asked.TREND,
        re.compile(
            r"\bkehit(?:ty\w+|y(?:s|stä|ksen))\b|\bmihin suuntaan\b|\bmistä mihin\b"
            r"|\b(?:miten|kuinka|millä tavalla)\b.*\b(?:muuttu\w+|liikkunut|kulkenut|muuttunut)"
            rf"|\b{_WENT} vai {_WENT}"
            r"|\b(?:ja|sekä) (?:(?:sen|niiden) )?(?:muutos|kehitys)\b"
            r"|\b(?:montako|paljonko|kuinka|mikä|mitkä|miten)\b.*\btänä vuonna\b.*\bja\b"
            r".*\b(?:viime vuonna|vuosi sitten|edellisenä vuonna)\b"
            rf"|\b(?:vuodesta|från|from) {_YEAR} (?:vuoteen|till|to) {_YEAR}\b(?!.*\b(?:prosent|procent"
            rf"|percent))"
            rf"|\b{_YEAR} (?:ja|sekä|och|and) {_YEAR}\b|\b{_YEAR} ja (?:\w+ ){{1,3}}{_YEAR}"
            rf"|\b(?:utveckla\w*|develop\w*)\b|\bhow (?:has|have|did)\b.*\bchange|\bhur har\b.*\bändra",
            re.IGNORECASE,
        ),
    ),
    (Asked.RATIO, re.compile(f"{_DIVIDED}|{_PER_HEAD}", re.IGNORECASE)),
    (
        Asked.COUNT,
        _words(
            r"kauanko|kuinka kauan|miten kauan|montako|monta|moniko|kuinka mon[ei]\w*|montaks|montakohan",
            r"mon(?:ella|elle|elta|een|essa|esta|en)ko",
            r"lukumäärä\w*",
            "how many|hur många",
        ),
    ),
    (
        Asked.AMOUNT,
        _words(
            r"paljon?ko\w*|paljonks|kuinka paljon|kuinka suur\w+",
            r"miten paljon|miten suur\w+|mitä maksaa|minkä (?:suurui\w+|verran|hinta\w+|hintai\w+)"
            r"|millä summalla|mihin summaan|yhteenlask\w+|laske(?=.*\byhteen\b)",
            r"how much|how large|how big|hur mycket|hur stor\w*",
        ),
    ),
    (
        Asked.WHO,
        _start(
            r"(?:kuka|ketkä|kenen|kenet|kene(?:stä|lle|llä|ltä|ksi)|kehen|ket[äk]|keneen"
            r"|m(?:ikä|inkä|iltä|ille) (?:yritys|yrity\w+|yhtiö\w*|firma\w*|urakoitsija\w*|toimittaja\w*)"
            r"|who|whom|which company)\b",
            r"(?:vem|vems|vilka personer|vilket företag)\b|(?:mikä|mitkä|kerro)\b.*\bnim(?:i|et)\b",
        ),
    ),
    (
        Asked.LIST,
        _words(
            r"mitkä(?! (?:ovat|olivat|oli|on)\b.*(?:kulut|menot|tulot|tuotot|kustannukset|investoinnit"
            r"|velat|lainat"
            r"|saamiset|poistot|verotulot|valtionosuudet|palkat|avustukset|poissaolot|henkilötyövuodet)\b)",
            r"keitä|keille|keiltä",
            r"m(?:illä|ille|iltä|istä|issä|ihin) (?!\w*(?:prosent|vuosi|luvuista|luvuissa|sanoista))"
            r"\w+(?:illa|illä|ille|ilta|iltä|ista|istä|issa|issä|ihin|iin)",
            r"mit[äa] (?!(?:on|oli|tarkoit|maksa))\w+(?:ja|jä|ia|iä|(?<!\bsi)(?<!\bni)it[aä])",
            r"luettele|listaa|mihin \w+(?:ihin|iin)\b(?=.*\b(?:invest|panost|käytet|raha))",
            r"vilka|which (?!of)\w+s|list",
        ),
    ),
    (
        Asked.YES_NO,
        _start(
            r"\w+(?:ko|kö)\b(?<!paljonko)(?<!montako)",
            r"finns det|är det|har \w+|is |are |did |does |was |were |has ",
        ),
    ),
)

RELATIVES: tuple[tuple[Relative, re.Pattern[str]], ...] = (
    (
        Relative.YEAR_BEFORE,
        re.compile(
            r"edellis\w*\s?vuo\w+|edellisvuo\w+|vuotta aiem\w+|vuosi sitten|vuotta aikaisem\w+|vuosi aiem\w+"
            "|year before|previous year|året innan|föregående år",
            re.IGNORECASE,
        ),
    ),
    (
        Relative.LAST_YEAR,
        re.compile(r"viime vuo\w+|viimevuo\w+|last year|i fjol|förra året", re.IGNORECASE),
    ),
    (
        Relative.THIS_YEAR,
        re.compile(
            r"tänä vuonna|kuluva\w* vuo\w+|tämän vuoden|tälle vuodelle|this year|i år\b", re.IGNORECASE
        ),
    ),
    (Relative.NEXT_YEAR, re.compile(r"ensi? vuo\w+|next year|nästa år", re.IGNORECASE)),
)

PERCENT = re.compile(r"prosent(?!tiyks)|%|procent|percent|veroaste|\baste\b", re.IGNORECASE)
MONEY = _words(r"euro\w*", "€", r"raha\w*", r"maks\w*", r"kust\w+", "money", r"cost\w*", "pengar", "euros?")
COUNTED_MONEY = re.compile(
    r"(?:montako|kuinka monta|monta) (?:\w+ )?euroa|how many (?:\w+ )?euros"
    r"|(?:montako|kuinka monta|monta) (?:miljoonaa|tuhatta)(?! \w+(?:ita|itä|ja|jä|ta|tä|oa|ua|ia|iä)\b)",
    re.IGNORECASE,
)
_IN_MONEY = _words("euroina|euroissa|rahana|rahassa|euromääräisesti|i euro|in euros")
PER_HEAD = re.compile(_PER_HEAD, re.IGNORECASE)
PAST = _words(
    r"oli|olivat|oliko|toteutui\w*|kertyi\w*|maksoi\w*|sai|käytettiin|tuli", "was|were|did|var"
)  # fmt: skip
AMENDED = re.compile(
    r"\blisätalousarvio\w*(?:\s+\w+){0,2}?"
    r"\s+(?:mukaan lukien|mukaan luettuna|huomioon(?: ottaen)?|huomioi\w+|jälkeen|mukana"
    r"|laske(?:taan|ttuna|tte) mukaan)"
    r"|\bvoimassa olev\w+|\b(?:muute|tarkiste)t\w+(?= (?:talousarvio|määräraha|käyttösuunnitelma|budjet))",
    re.IGNORECASE,
)
EXPECTED = _words(
    r"arvioidaan|arvioitu|arvioitiin|ennuste\w*|odotetaan|on menossa", "expected|väntas|beräknas"
)  # fmt: skip
GROUP = _words(
    r"(?:kaupunki|kunta)?konserni(?:n|ssa|lla|sta|a|tase\w*|tilinpäätö\w*|tuloslaskelma\w*)?",
    "koncern(?:en|ens)?|group",
)
CITY = _words(
    r"kaupun[gk]i\w{0,4}|kun[tn]a\w{0,3}|valtio\w{0,3}", "stad(?:en|ens)?|kommun(?:en|ens)?|city|municipality"
)  # fmt: skip
EXCEEDS = _words(
    r"ylit\w+|alit\w+|yli|alle|pysy\w*|riit\w*|poikke\w+|jää|jäi|jäivät|jäävät|enemmän|vähemmän",
    r"exceed\w*|over|under|överskrid\w*|underskrid\w*|över",
)
"""Words that hold an outcome against a budget."""
FROM_BUDGET = _words(
    r"(?:talousarvio|budjeti|käyttösuunnitelma|määräraha)\w{0,3}(?:sta|stä)",
    r"(?:talousarvioon|budjettiin) nähden",
)
"""An outcome seen from its budget is their deviation."""
TOTAL = _words(r"yhteensä|kaikkiaan|kokonais\w+|koko", "total|altogether|sammanlagt|totalt")
UNTIL = _words(
    r"lopussa|loppuun|mennessä|päättyessä|päättyi|vaihteessa|vuodenvaihteessa|tuli täyteen|oli täynnä"
    r"|asti|saakka",
    "end of|by the end|slutet av|i slutet",
)
FOLLOW_UP = _start(
    r"(?:entä\w{0,4}|ja|joo|mites\w*|miten (?=\w+\?$)|och|and|what about|how about|hur är det med)\b"
)
REFERS = _words(
    "siitä|sitä|sen|se|siinä|siihen|sille|sillä|siltä|niistä|niiden|niitä|niissä|niihin|niille|tuosta|tuon|tätä",
    "hän|häntä|hänen|hänestä|heistä|heitä|heidän|näistä|näiden|noista",
    "it|its|that|them|they|den|det|dess|dem",
)
OTHER_NAME = re.compile(
    r"\b([^\W\d_]+)\s+(?:eli|toisin sanoen|i\.e\.|dvs\.?)\s+(?=[^\W\d_])", re.IGNORECASE
)  # fmt: skip
"""A word that is given again in another form: "maksut eli taksat"."""
WITHOUT = re.compile(
    r"\b(?:ilman|lukuun ottamatta|pois lukien|utan|exklusive|excluding|without|(?:ei|not(?: the)?|inte)"
    r"(?= (?:konsern|group|koncern)))\b[^,;?)]*",
    re.IGNORECASE,
)  # fmt: skip


DECORATION = re.compile(
    r"\s-[^\W\d_]+|\bvuo\w{1,3}(?=\s+(?:19|20)\d\d\b)|\bmi(?:ssä|hin) (?:vaihee\w+|tilantee\w+)"
    r"|\bmillä mallilla\b",
    re.IGNORECASE,
)
"""Words that only say what a name is ("Kadut ja puistot -palvelualue"), lead a year ("vuona 2030") or ask how
things are ("missä vaiheessa")."""


POLITE = re.compile(
    r"^\s*(?:hei,?\s+)?(?:(?:voi(?:sitteko|sitko|tteko|tko)|osaatteko|osaatko|saisinko|saako)\s+"
    r"(?:(?:te|sinä|minulle|mulle)\s+)?(?:kertoa|sanoa|ilmoittaa|tietää)|(?:onko\s+tiedossa|tiedättekö"
    r"|tiedätkö)"
    r"|(?:halu(?:an|aisin)|tahto(?:isin)?)\s+tietää|pyydän\s+ilmoittamaan|kertoisit(?:teko|ko))\s*,?\s*"
    r"(?:että\s+)?(?=(?:mi|mo|pa|ku|ke|on|onko)\w*)",
    re.IGNORECASE,
)
"""What only makes a question polite, before the question itself."""


def asked_type(text: str, but: Container[Asked] = ()) -> Asked:
    """What the answer has to be, none of `but`; OPEN when the question does not say."""
    found = (asked for asked, pattern in TYPES if asked not in but and pattern.search(text))
    return next(found, Asked.OPEN)


def unit_asked(text: str, asked: Asked) -> str | None:
    """The unit in which the answer has to be, None when any will do."""
    if PER_HEAD.search(text):
        return "EUR/asukas"
    if _IN_MONEY.search(text):
        return "EUR"
    if asked is Asked.PERCENT or PERCENT.search(text) or RATE.search(text):
        return "%"
    if COUNTED_MONEY.search(text):
        return "EUR"
    counted = asked is Asked.COUNT
    return "EUR" if not counted and MONEY.search(text) else None
