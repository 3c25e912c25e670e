"""How a text becomes keys, and which may stand for which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import wording
from evals.keys import keys_of

WORDS = st.sampled_from(
    "the port of Aldmere closed in Gambia and the Netherlands Kaja Kallas met South Korea United Nations twelve 1,200 "
    "$825 million pounds Tuesday May not U.S. Lee-Roy islands — , (".split()
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The Gambia sued.", ("@gambia", "sue")),
        ("A ferry left the Dutch port.", ("ferri", "leav", "@netherlands", "port")),
        ("The United Nations met.", ("@united nations", "meet")),
        ("Twenty-three people died on Tuesday.", ("#23", "peopl", "die", "tuesday")),
        ("The fee is $1,200.", ("fee", "#1200", "usd")),
        ("They did so.", ("they", "did", "so")),
    ],
)
def test_states_numbers_and_words_have_keys_and_a_sentence_without_any_has_all_its_words(
    text: str, keys: tuple[str, ...]
) -> None:
    assert wording.read(text).keys == keys


def test_names_are_stretches_of_capitals_that_no_other_word_and_no_state_interrupts() -> None:
    text = "Kaja Kallas and Russia's Sergei Lavrov of Queens Park Rangers met Lee, Ann."

    assert wording.read(text).runs == (("kaja", "kalla"), ("queen", "park", "ranger"), ("sergei", "lavrov"))


def test_a_surname_and_initials_stand_for_the_name() -> None:
    fact = wording.read("Queens Park Rangers signed Kaja Kallas.")

    found = wording.read("QPR took Kallas.").credits(fact)

    assert {key for key, there in found.items() if there} >= {"queen", "park", "ranger", "kaja", "kalla"}


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_every_key_stands_for_itself_in_full_and_nothing_is_worth_more(text: str) -> None:
    read = wording.read(text)

    for key, there in read.credits(read).items():
        assert max(there.values()) == 1.0
        assert set(read.places[key]) <= set(there)


@given(st.lists(WORDS.filter(str.isalpha), max_size=20).map(" ".join))
def test_the_words_of_a_long_text_are_those_of_its_lines(text: str) -> None:
    lines = [text, "Rain is forecast."]

    assert keys_of("\n".join([text, lines[1]] * 30)) == keys_of(text) | keys_of(lines[1])
