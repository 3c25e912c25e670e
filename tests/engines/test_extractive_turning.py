"""An indirect question made direct, and the plain forms of verbs that it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engines.extractive.asking.turning import turned
from service.engines.extractive.sentences import verbs


@pytest.mark.parametrize(
    "pair",
    (
        "started=start closed=close stopped=stop tried=try agreed=agree called=call expelled=expel changed=change "
        "belonged=belong raised=raise focused=focus breathed=breathe handled=handle fired=fire declared=declare "
        "appeared=appear soared=soar explored=explore monitored=monitor considered=consider interfered=interfere "
        "injured=injure occurred=occur created=create treated=treat visited=visit invited=invite admitted=admit "
        "quoted=quote targeted=target decided=decide avoided=avoid included=include conceded=concede examined=examine "
        "joined=join opened=open postponed=postpone mentioned=mention named=name claimed=claim resumed=resume "
        "hoped=hope helped=help developed=develop provoked=provoke looked=look urged=urge managed=manage ruled=rule "
        "signaled=signal passed=pass collapsed=collapse purchased=purchase paid=pay left=leave went=go knew=know "
        "deploying=deploy closing=close selling=sell stopping=stop lying=lie hiding=hide paying=pay falsifying=falsify "
        "seeing=see putting=put falling=fall dumping=dump"
    ).split(),
)
def test_a_verb_has_its_plain_form_back(pair: str) -> None:
    form, plain = pair.split("=")

    assert verbs.plain(form) == plain


@pytest.mark.parametrize("word", ["table", "the", "red", "ing", "ed", ""])
def test_what_is_no_past_and_no_participle_has_no_plain_form(word: str) -> None:
    assert verbs.plain(word) is None


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        ("who prepared the documents", "Who prepared the documents?"),
        ("who had sent the letter", "Who sent the letter?"),
        ("how the fire started", "How did the fire start?"),
        ("how much the company paid for the site", "How much did the company pay for the site?"),
        ("how many people died", "How many people died?"),
        ("how many of the 37 fires began in the shed", "How many of the 37 fires began in the shed?"),
        ("which documents the ministry had lost", "Which documents did the ministry lose?"),
        ("which company won the contract", "Which company won the contract?"),
        ("what rights the tenants have", "What rights do the tenants have?"),
        ("what the deal means for workers", "What does the deal mean for workers?"),
        ("how serious the damage is", "How serious is the damage?"),
        ("how the thieves had entered the vault", "How did the thieves enter the vault?"),
        ("how the money raised at the fair was spent", "How was the money raised at the fair spent?"),
        ("whether guards had been told", "Were guards told?"),
        ("whether there had been a walkout", "Was there a walkout?"),
        ("whether or not the club will be sold", "Will the club be sold?"),
        ("if or when the school will reopen", "When will the school reopen?"),
        ("whether the effect persists for more than a year", "Does the effect persist for more than a year?"),
        ("whether the winners would have been the same", "Would the winners have been the same?"),
        ("where the treasury's 95 million was to come from", "Where is the treasury's 95 million to come from?"),
        ("who was driving and whether alcohol was involved", "Who was driving?"),
        ("whose phone had been used, police said", "Whose phone has been used?"),
        ("whether Orsk's drones contain any parts of theirs", "Do Orsk's drones contain any parts of theirs?"),
    ],
)
def test_an_indirect_question_is_asked_directly(clause: str, question: str) -> None:
    assert turned(clause) == question


@pytest.mark.parametrize("clause", ["whether to appeal", "how to pay for it", "that the port closed", "why", "whether"])
def test_what_names_nobody_or_asks_nothing_is_not_turned(clause: str) -> None:
    assert turned(clause) is None


@given(st.text(max_size=200))
def test_whatever_stands_in_a_clause_what_comes_back_is_a_question_or_nothing(clause: str) -> None:
    question = turned(f"whether {clause}")

    assert question is None or (question.endswith("?") and question == question.strip())
