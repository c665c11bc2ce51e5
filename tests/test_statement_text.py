"""What a statement is embedded as: the words that tell what it is about."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.statement_text import statement_text
from ingest.records import Statement, StatementKind

ROW = Statement(
    id="s1",
    kind=StatementKind.ROW,
    text="Toimintatuotot 3 752 4 063",
    label="Toimintatuotot",
    page=1,
    boxes=(),
    section=("Talous", "Satama"),
    entity="Satamapalvelut",
    context="Ennuste 2033",
)


def test_a_row_is_its_owner_its_label_and_its_columns_without_numbers() -> None:
    assert statement_text(ROW) == "Satamapalvelut – Toimintatuotot – Ennuste 2033"


def test_a_row_without_columns_stands_under_its_heading() -> None:
    assert statement_text(replace(ROW, context="")) == "Satamapalvelut – Toimintatuotot – Satama"
    assert statement_text(replace(ROW, context="", entity=None, section=())) == "Toimintatuotot"


def test_a_row_without_a_label_gives_its_words_but_not_its_numbers() -> None:
    row = replace(ROW, label="", text="Laiturit 3 752 (4,1) −5,0 tonnia Q1")
    words = statement_text(row).split(" – ")[1].split()
    assert words == ["Laiturit", "tonnia", "Q1"]


def test_what_is_said_twice_is_given_once() -> None:
    row = replace(ROW, entity="Satama", label="Satama", context="Satama")
    assert statement_text(row) == "Satama"


def test_a_sentence_is_kept_as_it_stands_under_its_heading() -> None:
    text = "Laitureilla kävi 120 alusta\nvuonna 2033."
    sentence = replace(ROW, kind=StatementKind.SENTENCE, text=text, label=text)
    assert statement_text(sentence) == "Satama – Laitureilla kävi 120 alusta vuonna 2033."


def test_a_definition_is_its_word_and_its_meaning() -> None:
    meaning = "henkilötyövuosi eli 1 henkilön koko vuoden työ"
    definition = replace(ROW, kind=StatementKind.DEFINITION, label="HTV", text=meaning)
    assert statement_text(definition) == f"HTV – {meaning}"


@given(
    kind=st.sampled_from(StatementKind),
    text=st.text(max_size=900),
    label=st.text(max_size=80),
    context=st.text(max_size=80),
)
def test_any_statement_has_a_text_of_bounded_length(
    kind: StatementKind, text: str, label: str, context: str
) -> None:
    made = statement_text(replace(ROW, kind=kind, text=text, label=label, context=context))
    assert len(made) <= 600
    assert "\n" not in made and "  " not in made
