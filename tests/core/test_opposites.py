from service.core import opposites
from service.core.words import stem


def test_words_of_one_answer_stand_for_each_other_and_those_of_the_other_contradict_them() -> None:
    rise, climb, fall = (opposites.answers(stem(word)) for word in ("rose", "climbing", "fell"))

    (question,) = rise.keys() & climb.keys() & fall.keys()

    assert rise[question] == climb[question] == -fall[question]


def test_a_verb_and_its_particle_are_one_predicate_where_that_has_an_opposite() -> None:
    assert opposites.joined(stem("stripped"), "out") == "strip_out"
    assert opposites.joined(stem("walked"), "out") is None
    assert opposites.answers("strip_out").keys() & opposites.answers(stem("includes")).keys()


def test_a_word_without_an_opposite_answers_nothing() -> None:
    assert opposites.answers(stem("harbour")) == {}
