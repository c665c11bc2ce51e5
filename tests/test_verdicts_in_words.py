"""Is it so: told by a noun of the verb, by what a helping verb helps, by what is still undone, by a mark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from town import Town, open_reports

from service.records import Status

_REPORT = """Koivurannan kaupunki

Tilinpäätös 2033

1.7 Riskienhallinta

Syyskuussa 2033 havaittiin tietojenkalasteluyritys. Henkilötietoja ei vuotanut.

Yhteistoimintaneuvottelut käytiin tilapalveluissa keväällä, mutta irtisanomisia ei tehty.

Kaksi kaavoittajan tehtävää on edelleen täyttämättä.

Valtuusto päätti pitää tuloveroprosentin ennallaan 8,9 prosentissa.

2.4 Ateriat

Aterian omakustannushinta oli 3,86 euroa (2032: 3,71).
"""


@pytest.fixture(scope="module")
def shore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with open_reports(tmp_path_factory.mktemp("shore"), {"koivuranta-tilinpaatos-2033.txt": _REPORT}) as town:
        yield town


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Irtisanottiinko tilapalveluissa väkeä?", "irtisanomisia ei tehty"),
        ("Pääsikö tietojenkalastelussa henkilötietoja vuotamaan?", "Henkilötietoja ei vuotanut"),
        ("Joko kaavoittajan tehtäviin on saatu tekijät?", "täyttämättä"),
        ("Kiristikö valtuusto tuloveroa?", "ennallaan"),
    ],
)
def test_no_is_said_first_and_then_the_sentence(shore: Town, question: str, said: str) -> None:
    given = shore.ask(question)
    assert given.answer.startswith("Ei")
    assert said in given.answer


def test_the_number_of_another_year_in_brackets_is_no_time_of_the_sentence(shore: Town) -> None:
    assert "3,86" in shore.ask("Mitä ateria maksoi omakustannushintaan vuonna 2033?").answer


def test_what_nobody_tells_gets_no_verdict(shore: Town) -> None:
    assert shore.ask("Suljettiinko uimahalli kesäksi?").status is Status.NOT_FOUND
