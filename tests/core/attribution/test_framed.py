"""What "according to" stands round is passed on by that source, and stays whose it is."""

import pytest

from service.core import attribution
from service.core.article import segment


def told(sentence: str) -> list[tuple[str | None, str | None, tuple[str, ...], tuple[str, ...]]]:
    """(who, the verb, who passes it on, the quotations) of each attribution of a sentence."""
    article = segment(f"Vincent Roe was mayor of Arden. {sentence}", language="en")
    reading = attribution.read(article)
    return [
        (
            reading.parties[each.party].name if each.party is not None else None,
            each.verb,
            tuple(reading.parties[index].name for index in each.reported_by),
            tuple(article.text[start:end] for start, end in each.quotations),
        )
        for each in reading.attributions
    ]


@pytest.mark.parametrize(
    ("sentence", "verb", "quoted"),
    [
        ("“The boat needs an engine,” Roe wrote to Battista in May, according to police.", "wrote", True),
        ("“The boat needs an engine,” he said, according to police.", "said", True),
        ("Roe told Battista that the boat needed an engine, according to police.", "told", False),
    ],
)
def test_what_somebody_said_according_to_another_is_passed_on_by_that_one(
    sentence: str, verb: str, quoted: bool
) -> None:
    words = ("The boat needs an engine,",) if quoted else ()

    assert ("Vincent Roe", verb, ("police",), words) in told(sentence)


def test_what_stands_apart_from_an_according_to_is_not_passed_on() -> None:
    found = told("Roe said taxes would fall, but prices rose in May, according to the police.")

    assert ("Vincent Roe", "said", (), ()) in found
