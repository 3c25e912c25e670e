import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.checks.negation import check
from tests.claims import article, fact, question


def verdicts(statement: str, evidence: str) -> list[str]:
    about = article(evidence)
    return [finding.severity for finding in check(fact(about, statement, *range(1, len(about.sentences) + 1)))]


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Trump was happy about the news.", "Trump “was not happy about this news.”"),
        ("The council approved the plan.", "The council did not approve the plan."),
        ("The council approved the plan.", "The council didn’t approve the plan on Monday."),
        ("The council did not approve the plan.", "The council approved the plan on Monday."),
        ("The blast caused injuries.", "The blast broke windows but caused no injuries."),
        ("The blast injured three people.", "The blast caused no injuries."),
        ("The minister resigned.", "The minister refused to resign."),
        ("The bank raised rates.", "The bank never raised rates."),
        ("The company pays dividends.", "The company no longer pays dividends."),
        ("The team trained on grass.", "The team failed to train on grass."),
        ("The council rejected the plan.", "The council approved the plan."),
        ("Solheim confirmed that Norda was in talks.", "She denied that Norda was in talks."),
        ("Lowe admitted a charge of fraud.", "Lowe denied a further charge of fraud."),
        ("Sales rose 3% in March.", "Sales fell 3% in March."),
        ("Both sides are ready to talk.", "Perhaps both sides are not ready to talk, he said."),
        ("Three people were hurt.", "Nobody was hurt when the roof fell."),
        ("The two sides reached a deal.", "The talks ended with no deal reached."),
        ("The two sides reached an agreement.", "The two sides did not reach an agreement on Friday."),
        ("The committee has decided on the route.", "The committee has yet to decide on the route."),
        ("All of the crew survived.", "None of the crew survived."),
        ("Nobody survived the crash.", "Four of the crew survived the crash."),
        ("The firm has plans to sell the unit.", "The firm said it had no plans to sell the unit."),
        ("Norway is a member of the union.", "Norway is not a member of the union."),
        ("The police have named the suspect.", "Police have not named the suspect."),
        ("The judge allowed the evidence.", "The judge refused to allow the evidence."),
        ("The judge allowed the evidence.", "The judge excluded the evidence."),
        ("The minister apologised for the delay.", "The minister stopped short of apologising for the delay."),
        ("She regrets the decision.", "She said she did not regret the decision."),
        ("She does not regret the decision.", "She said she regretted the decision."),
        (
            "The vaccine is effective against the strain.",
            "The vaccine is ineffective against the strain, the study found.",
        ),
        ("Berg pleaded guilty to fraud.", "Berg pleaded not guilty to fraud."),
        ("Berg was convicted of fraud.", "Berg was acquitted of fraud."),
        ("The law was upheld by the court.", "The court struck down the law."),
        ("Turnout was higher than in 2019.", "Turnout was lower than in 2019."),
        ("The bank expects no further cuts.", "The bank expects further cuts this year."),
        ("The data were published in full.", "The data have never been published."),
        ("The company disclosed the price.", "The company did not disclose the price."),
        ("The company did not disclose terms of the deal.", "The company disclosed the terms of the deal."),
        ("The treaty bans all mining.", "The treaty does not ban mining."),
        ("Voters backed the plan.", "Voters rejected the plan by 52 to 48 per cent."),
        ("The port is open to ships.", "The port is closed to ships."),
        ("Ada Berg said she would stand again.", "Ada Berg said she would not stand again."),
        ("The ministry responded to questions.", "The ministry did not respond to questions."),
        ("The airline cancelled flights.", "The airline said no flights had been cancelled."),
        ("The new rule applies to students.", "The new rule does not apply to students."),
        ("The new rule does not apply to students.", "The new rule applies to students and pensioners."),
        ("Leal has ruled out a coalition.", "Leal has not ruled out a coalition."),
        ("The drug is available in Kenya.", "The drug is unavailable in Kenya."),
        ("The proposal won unanimous support.", "The proposal failed to win unanimous support."),
        ("Prices are expected to rise.", "Prices are not expected to rise."),
        ("Prices are not expected to rise.", "Prices are expected to rise."),
        ("Berg would accept the post.", "Berg said she would never accept the post."),
        ("Workers will be paid for the day.", "Workers will not be paid for the day."),
        ("The dam was inspected before the flood.", "The dam had not been inspected since 2011, before the flood."),
        ("The mayor supports the toll.", "The mayor opposes the toll."),
        ("Inspectors found evidence of tampering.", "Inspectors found no evidence of tampering."),
        ("Inspectors found no evidence of tampering.", "Inspectors found evidence of tampering."),
        ("There is a link between the two.", "There was no link between the two, he said."),
        ("The team were unbeaten at home.", "The team lost twice at home."),
        ("The two leaders will meet.", "The two leaders will not meet."),
        ("She agreed to be interviewed.", "She declined to be interviewed."),
        ("The ship carried no oil.", "The ship was carrying oil."),
        ("Berg has children.", "Berg has no children."),
        ("Berg never married.", "Berg married Ola Lund in 1961."),
    ],
)
def test_a_statement_that_says_the_opposite_fails(statement: str, evidence: str) -> None:
    assert verdicts(statement, evidence) == ["fails"]


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Trump was not happy.", "Trump “was not happy about this news.”"),
        ("Trump was unhappy.", "Trump “was not happy about this news.”"),
        ("No one was injured.", "The blast caused no injuries."),
        ("The blast injured nobody.", "The blast caused no injuries."),
        ("Injuries were avoided.", "The blast caused no injuries."),
        ("The council did not accept the plan.", "The council rejected the plan."),
        ("The council rejected the plan.", "The council did not accept the plan."),
        ("Europe should use its power.", "“That is one power we are not using enough,” she said."),
        ("He is not only happy but proud.", "He is happy and proud."),
        ("He was displeased rather than surprised.", "He was not happy, but he was also not surprised."),
        ("The plan was approved, not the budget.", "The plan was approved."),
        ("Ukraine is not yet a member.", "Ukraine hopes to become a member."),
        ("The firm will not sell the unit.", "The firm plans to keep the unit rather than sell it."),
        ("Sales fell, then rose.", "Sales rose after they fell."),
        ("The attack was criticised.", "Officials did not attack the plan."),
        ("The union wants the plan approved.", "The council did not approve the plan."),
        ("Russia denies attacking the port.", "Russia denied attacking the port."),
        ("The United States approved the sale.", "The United States approved the unusual sale."),
        ("Rates are unchanged.", "The bank did not change rates."),
        ("Nobody was hurt.", "No one was hurt when the roof fell."),
        ("The talks failed.", "The talks ended without a deal."),
        ("The committee has not decided.", "The committee has yet to decide on the route."),
        ("The firm denied that it had plans to sell the unit.", "The firm said it had no plans to sell the unit."),
        ("The law was struck down.", "The court did not uphold the law."),
        (
            "The court overturned the ruling that upheld the law.",
            "The court reversed a ruling which had upheld the law.",
        ),
        ("She would not give a date.", "She declined to give a date."),
        ("The price was not disclosed.", "The company declined to disclose the price."),
        ("Sales fell less than expected.", "Sales fell, but not as much as analysts had expected."),
        (
            "The union rejected the offer and accepted mediation.",
            "The union accepted mediation but turned down the offer.",
        ),
        ("The bank left rates unchanged.", "The bank kept its rate at 4 percent and did not change its outlook."),
        ("Core inflation excludes food.", "Core inflation, which strips out food, rose."),
        ("Prices rose more slowly.", "The increase in prices slowed, falling to 3 percent."),
        ("Growth slowed to 2% while exports rose.", "Exports grew, but growth fell back to 2%."),
        (
            "Berg denied wrongdoing and said she would stay.",
            "Berg said she had done nothing wrong and would not resign.",
        ),
        (
            "Ada Berg opposes the plan, which the council supports.",
            "The council backs the plan; Ada Berg is against it.",
        ),
        ("The minister will resign.", "The minister said she would not stay in office."),
        ("The strike was called off.", "The union said the strike would not go ahead."),
        ("The port will reopen on Monday.", "The port, closed since Friday, reopens on Monday."),
        (
            "The team lost its first match after ten wins.",
            "The team, which had won ten, was beaten for the first time.",
        ),
        (
            "He was cleared of fraud but convicted of theft.",
            "The jury convicted him of theft and acquitted him of fraud.",
        ),
        ("Residents complained that they had not been told.", "Nobody told us anything, residents said."),
        ("Only half of the seats were sold.", "Not all of the seats were sold; half were."),
        (
            "The firm cut its forecast but raised its dividend.",
            "The firm lowered its forecast and increased the dividend.",
        ),
        ("The tunnel is safe, the engineer insists.", "The engineer denied that the tunnel was unsafe."),
        ("The mayor would not rule out a toll.", "The mayor did not exclude a toll."),
        ("It is unclear who started the fire.", "It is not clear who started the fire."),
        ("The vote was close.", "The vote was not unanimous: 5 to 4."),
        ("The judge barred reporters.", "The judge did not allow reporters in."),
        ("The council has not published the report.", "The council withheld the report."),
        ("Farmers lost sheep in the flood.", "Farmers said sheep were not saved from the flood."),
        ("The ban was extended, not lifted.", "The ban was extended."),
        ("Few passengers complained.", "Hardly any of the passengers complained."),
        ("The suspect remains free.", "The suspect has not been arrested."),
        ("She is against closing the school.", "She does not want the school closed."),
        (
            "He refused to apologise for closing the mine.",
            "He said he would never apologise. The mine was closed in May.",
        ),
        (
            "The plan was opposed by unions, who want it dropped.",
            "Unions do not support the plan and demanded that it be withdrawn.",
        ),
        ("The boat was not insured.", "The boat was uninsured."),
        ("Prices fell for the first time since they rose in May.", "Prices, which rose in May, fell."),
    ],
)
def test_a_statement_that_agrees_in_other_words_passes(statement: str, evidence: str) -> None:
    assert verdicts(statement, evidence) == []


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Harbour beat Rovers and won the cup.", "Harbour lost to Rovers."),
        ("Most members of the party support the bill.", "The bill is opposed by most members."),
    ],
)
def test_a_doubtful_opposite_is_flagged(statement: str, evidence: str) -> None:
    assert verdicts(statement, evidence) == ["flags"]


def test_the_reason_shows_both_sides() -> None:
    about = article("Trump “was not happy about this news.”")

    (finding,) = check(fact(about, "Trump was happy.", 1))

    assert finding.detail == "the statement says “happy” where the article says “not happy”"


def test_a_question_says_nothing_to_contradict() -> None:
    about = article("The council did not approve the plan.")

    assert list(check(question(about, "Has the council approved the plan?", 1))) == []


WORDS = st.lists(
    st.sampled_from("the plan was not never no approved rejected rose fell , . but if denied to without ready".split()),
    min_size=1,
    max_size=14,
).map(" ".join)


@given(WORDS)
def test_no_sentence_contradicts_itself(sentence: str) -> None:
    about = article(sentence)

    if len(about.sentences) == 1:
        assert "fails" not in verdicts(sentence, sentence)


@given(st.text(max_size=80), st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())))
def test_no_text_is_too_odd(text: str, statement: str) -> None:
    verdicts(statement, text)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The League would hold up the bill.", "He would not hold up the bill for it. The Metalworkers’ League would."),
        ("No swap has been larger since the war began.", "It was the largest swap since the war began."),
        ("She found nothing in nine tubs.", "She had bought nine tubs and found nothing in any of them."),
        ("Neither official had seen the log.", "Two officials told it otherwise. Neither had seen the log."),
        ("The study found more copper, but no poisoning.", "The study found copper and did not find one poisoning."),
        ("She would not use a mine again.", "Would she use a mine again? “Not that one,” she said."),
        ("Lien read a line on homes.", "Lien read a line, “No new government without new homes”."),
        ("It cost £23 million, not £17 million.", "We said seventeen million pounds. It cost twenty-three."),
        ("The difficulty is not storing heat but keeping it.", "Storing heat is easy. Keeping it is not."),
    ],
)
def test_what_another_clause_or_a_question_says_is_no_contradiction(statement: str, evidence: str) -> None:
    about = article(evidence)

    assert not any(
        one.severity == "fails" for one in check(fact(about, statement, *range(1, len(about.sentences) + 1)))
    )


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The Federation would hold up the bill.", "He would not hold up the bill. The Metalworkers’ League would."),
        ("The results have been verified.", "The results have not yet been verified."),
        ("The owners have sold.", "The owners have yet to sell, and one will not do so before May."),
        ("She was not sorry but wanted her glove.", "“I am sorry you burned,” she wrote. “Look for my glove.”"),
        ("The trial was not run by the institute.", "The longer trial was run by the institute in the west."),
    ],
)
def test_what_looks_like_it_still_is(statement: str, evidence: str) -> None:
    about = article(evidence)

    assert any(one.severity == "fails" for one in check(fact(about, statement, *range(1, len(about.sentences) + 1))))
