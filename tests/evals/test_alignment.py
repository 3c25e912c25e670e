"""Which lines are put side by side where they share few words."""

import pytest

from evals.alignment import align
from evals.coverage import background
from evals.matching import Line

GOLD = (
    Line("Who is to blame for the regulator that freezes open in cold weather at night?", sentences=(4, 9)),
    Line("When will the letters to owners be sent?", sentences=(12,)),
)
WORDS = background(
    (line.statement for line in GOLD),
    "Nobody could say who is to blame for the regulator that freezes open in cold weather at night.",
)


@pytest.mark.parametrize(
    ("asked", "sentences", "pairs"),
    [
        (
            "Will the company be held to blame for the gas leaks that owners of its older vehicles found last winter?",
            (9,),
            [(0, 0)],
        ),
        (
            "Will the company be held to blame for the gas leaks that owners of its older vehicles found last winter?",
            (2,),
            [],
        ),
        ("How many vehicles does the company still build?", (9,), []),
    ],
)
def test_a_question_is_known_by_few_words_where_it_rests_on_the_same_sentence(
    asked: str, sentences: tuple[int, ...], pairs: list[tuple[int, int]]
) -> None:
    found = align([Line(asked, sentences=sentences)], GOLD, WORDS, language="en")

    assert [(pair.predicted, pair.gold) for pair in found] == pairs
