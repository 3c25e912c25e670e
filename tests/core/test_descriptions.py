import pytest

from service.core.checks.party import check
from service.core.draft import DraftParty
from tests.claims import article, party, position

DEAL = article(
    "The Athletics Integrity Tribunal has banned Tamsin Orrell.\n"
    "Two other sentences stand here. They say little.\n"
    "The three-member panel accepted that it was an accident.\n"
    "Meridew Coach Corp. lost in court.\nIt rained.\nThe rain went on.\n"
    "The company will appeal, a spokesman said.\n"
    "Hanseol Co. looked on from the company’s car park.\n"
    "Nobody was hurt.\n"
    "The judge found that the plan was legal.\n"
    "Talks begin soon, two of the people said.\n"
    "12:40 NINE WERE ABOARD, NOT 11 - OPERATOR"
)
PANEL = party("Athletics Integrity Tribunal", 1, kind="organisation")
MERIDEW = party("Meridew Coach Corp.", 4, kind="organisation")
HANSEOL = party("Hanseol Co.", 8, kind="organisation")
JUDGE = party("Aoife Trenwith", 9, role="Ms Justice")
LAWYER = party("Niamh Strand", 9, role="lawyer")
SOURCES = party("People familiar with the matter", 10, kind="group")
OPERATOR = party("Funivie Torena", 11, kind="organisation", role="operator of the cable car")
EVERYONE = (PANEL, MERIDEW, HANSEOL, JUDGE, LAWYER, SOURCES, OPERATOR)


def passes(who: DraftParty, words: str) -> bool:
    cited = next(one.number for one in DEAL.sentences if words in DEAL.quote(one.number))
    others = tuple(other for other in EVERYONE if other is not who)
    return not list(check(position(DEAL, who, "That is so.", cited, others=others)))


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (PANEL, "three-member panel"),
        (MERIDEW, "company will appeal"),  # named last of the companies
        (JUDGE, "judge found"),
        (SOURCES, "of the people said"),
        (OPERATOR, "OPERATOR"),
    ],
)
def test_a_description_that_can_only_mean_the_party_names_it(who: DraftParty, words: str) -> None:
    assert passes(who, words)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (HANSEOL, "company will appeal"),  # not named yet
        (MERIDEW, "Nobody was hurt"),  # "the company's car park" before it is not the company
        (LAWYER, "judge found"),
        (MERIDEW, "of the people said"),
        (PANEL, "OPERATOR"),
    ],
)
def test_a_description_of_somebody_else_does_not(who: DraftParty, words: str) -> None:
    assert not passes(who, words)
