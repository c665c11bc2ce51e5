"""The words by which `service.sense` tells a question from what is none: small words of the languages
that are answered, words that order, words of other languages."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ASKING = _words("""
    mikä mitkä mitä minkä minkälainen millainen millaiset mihin missä mistä miten miksi milloin
    koska kuka ketkä kenen kuinka montako paljonko moniko kumpi onko olivatko oliko ovatko kauanko
    entä monta monesko kerro kertokaa näytä listaa luettele selitä vertaa tiivistä kokoa hae etsi
    anna laske paljon vad vem vilken vilka vilket hur när var varför hurdan berätta visa lista
    förklara jämför sammanfatta what who whom whose which how when where why tell show list explain
    compare summarise summarize give find haluan haluaisin tarvitsen tarvitsisin voitko voisitko
    saisinko kiinnostaa
""")
"""Words that ask, in Finnish, Swedish and English."""

SMALL = ASKING | _words("""
    on oli ovat olivat ole olla ollut että ja tai sekä se ne tämä nämä tuo nyt sitten siis vain
    vielä myös niin kun kuin jos minä sinä hän me te he minulle minun sinun meidän mulle sulle hei
    moi moikka terve morjens kiitos kiitti hyvä auta apua ohje ohjeet kyllä ei joo juu okei ok vuosi
    vuonna vuoden vuodelta maksaa maksoi tehdä kuuluu olet tehtiin asia asiat jotain jotakin kaikki
    mitään yhteenveto tiivistelmä euro euroa eurot prosentti prosenttia milj miljoona miljoonaa the
    a an is are was were be of in to and or for it this that please hello hi hey thanks thank you my
    help yes no do does did can could year är och att det den en ett i på av till för hej tack nej
    hjälp mig jag du året år snälla test testi testing kysymys question null none undefined nan true
    false mycket då much many
""")
"""Words that say nothing of what is asked."""

CLAIMING = _words("""
    on oli ovat olivat ei eivät is are was were är
""")
"""Verbs of a plain statement."""

MAKING = _words("""
    kirjoita laadi luo keksi sepitä runoile laula piirrä skriv skapa dikta rita write compose create
    draw sing
""")
"""Orders to make something: no way of asking, unless what sums up the reports is to be made."""

DOING = _words("""
    lähetä poista käännä tallenna osta varaa soita asenna suorita unohda teeskentele esittäydy
    skicka radera översätt spara glöm ignorera låtsas send delete remove translate save execute
    install forget ignore disregard pretend
""")
"""Orders to do something else than to answer."""

FOREIGN_ASKING = _words("""
    wie wieviel wer welche welcher welches warum wann milline millised miks mitu cuánto cuántos
    cuánta cuál combien quel quelle quels quelles pourquoi quanto quanti quali ile jakie jaki
    dlaczego kiek
""")
"""Words that begin a question in other languages."""

FOREIGN = FOREIGN_ASKING | _words("""
    hoch sind ist das und für wurden nicht ein eine haben kosten palju olid suured aastal palun
    fueron los las gastos qué est les des coûte sono gli della są jest yra
""")
"""Common words of other languages."""
