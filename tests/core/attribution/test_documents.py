"""Studies, polls and filings as sources: whose they are, and those that nobody is named for."""

import pytest

from service.core import attribution
from service.core.article import segment
from service.core.attribution import Party


def source_of(text: str, words: str) -> Party | None:
    """The party that the words of a text are attributed to, if there is one."""
    reading = attribution.read(segment(text, language="en"))
    start = text.index(words)
    [found] = [
        found
        for found in reading.attributions
        if any(a < start + len(words) and start < b for a, b in (*found.content, *found.quotations))
    ]
    return reading.parties[found.party] if found.party is not None else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A survey released last week shows that rents fell.", "rents fell", "survey"),
        ("Rents fell by a tenth, according to a study published in Lima.", "Rents fell", "study"),
        ("Rents fell, according to accounts filed on Monday.", "Rents fell", "accounts"),
        ("A leaked memo warned staff that rents would fall.", "rents would", "leaked memo"),
        ("Documents seen by the Ledger show that rents fell.", "rents fell", "documents"),
        ("Government figures show 3m people rent rooms.", "3m people", "government figures"),
        ("Court documents say the rent was never paid.", "the rent was", "court documents"),
        ("The mill will shut, according to a draft plan.", "The mill", "draft plan"),
        (
            "A study of 90 mills said noise had doubled. The paper said rats were rife.",
            "rats were",
            "study of 90 mills",
        ),
        ("A study found that noise had doubled. It said rats were rife.", "rats were rife", "study"),
        (
            "A study in the journal Rodent found last year that rats were rife.",
            "rats were",
            "study in the journal Rodent",
        ),
        ("A review last year, titled “Rats Again”, found that rats were rife.", "rats were rife", "review"),
        ("The mill has 60 years left, according to the application.", "The mill has", "application"),
        ("Four cooks left, according to charges filed in Lima, in one week.", "Four cooks", "charges"),
        ("In an interview, according to an affidavit, Ana Duarte first blamed a virus.", "first blamed", "affidavit"),
        ("A police report says the car was stolen.", "the car", "police report"),
        ("The lawsuit alleges that rents fell.", "rents fell", "lawsuit"),
        ("Rents fell, according to a video from May.", "Rents fell", "video"),
        ("Police phone records show the call lasted an hour.", "the call", "police phone records"),
        ("Emails leaked on Monday show that rents fell.", "rents fell", "emails"),
    ],
)
def test_a_document_nobody_is_named_for_is_a_source_that_holds_no_view(text: str, words: str, name: str) -> None:
    source = source_of(text, words)

    assert source is not None
    assert source.name == name
    assert source.is_document


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Rents fell, according to a poll of 900 tenants by Orbit Labs.", "Rents fell", "Orbit Labs"),
        ("Rents fell, according to a plan posted Monday by the audit office.", "Rents fell", "audit office"),
        ("A poll by Orbit Labs came out on Monday. Rents fell, according to the survey.", "Rents fell", "Orbit Labs"),
        ("An Orbit Labs poll came out. Ana Duarte led, according to the poll.", "Ana Duarte led", "Orbit Labs"),
        ("Ana Duarte spoke in a letter. The letter said rents had doubled.", "rents had", "Ana Duarte"),
    ],
)
def test_a_document_of_somebody_speaks_for_whoever_made_it(text: str, words: str, name: str) -> None:
    source = source_of(text, words)

    assert source is not None
    assert source.name == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Officers walked the shore. Their 84-page report said the view was lost.", "the view was"),
        ("The officers walked the shore. According to that document, the view was lost.", "the view was"),
        ("A statement said the view was lost.", "the view was"),
        ("The view was sold off, according to its own accounts.", "The view was"),
        ("According to plan, the view was opened.", "the view was"),
        ("Seats for the view were given out according to the number of votes.", "the view were"),
        ("The study of the study by the study said the view was lost.", "the view was"),
    ],
)
def test_a_document_that_points_back_to_what_nobody_told_of_is_nobodys(text: str, words: str) -> None:
    assert source_of(text, words) is None


def test_he_and_she_mean_no_document() -> None:
    text = "Ana Duarte sold the mill. A contingency plan was drawn up, according to court filings. “No,” she said."

    source = source_of(text, "No,")

    assert source is not None
    assert source.name == "Ana Duarte"
