"""What an article says is still to come or untold, asked as questions; and what is asked of nobody."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core import attribution
from service.core.article import segment
from service.core.engine import Window
from service.engines.extractive.asking.questions import questions
from tests.engines.extractive_words import asked


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "The regulator opened an inquiry into the sale of the mill in June.",
            "What will the inquiry into the sale of the mill find?",
        ),
        ("Police are investigating the cause of the fire.", "What caused the fire?"),
        ("The cause of the crash has not been established.", "What caused the crash?"),
        (
            "The fire at the old mill is out. Ana Duarte, the fire chief, said the cause “may never be known”.",
            "What caused the fire?",
        ),
        ("Orbit will ask an appeals court to stay the order by Sept. 8.", "Will an appeals court stay the order?"),
        ("Both sides have 21 days in which to appeal to the high court.", "Will either side appeal to the high court?"),
        ("The judge gave Orbit 45 days to replace the valves.", "Will Orbit replace the valves?"),
        ("Nine people died and 12 were missing after the ferry sank.", "Will the 12 missing people be found?"),
        (
            "A further exchange has been promised for the spring; no date has been set.",
            "When will a further exchange take place?",
        ),
        (
            "It depends on the completion of a store on the island, for which no opening date has been set.",
            "When will the store on the island open?",
        ),
        ("No further talks are scheduled.", "Will there be further talks?"),
        (
            "Orsk councillors vote at 7 p.m. on whether to raise their own salaries by 9%.",
            "Will Orsk councillors raise their own salaries by 9%?",
        ),
        ("The planning committee meets at 7pm on Tuesday 16 March.", "What will the planning committee decide?"),
        ("The council will vote on the sale next month.", "How will the council vote on the sale?"),
        ("A ruling on the ban is expected in May.", "What will the ruling on the ban be?"),
        ("The report into the fire is due in May.", "What will the report into the fire say?"),
        ("Duarte, 41, will be sentenced on Friday.", "What sentence will Duarte receive?"),
        (
            "The agency's head, Ana Duarte, said it was weighing an appeal of its own.",
            "Will the agency appeal?",
        ),
        ("Nor is it certain that the pots are to blame.", "Are the pots to blame?"),
        ("Who built the wall, and why, nobody has been able to say.", "Who built the wall?"),
        ("How many are held in Orsk has never been made public.", "How many are held in Orsk?"),
        ("The mayor gave no reason for the delay.", "What is the reason for the delay?"),
        ("Nobody has claimed responsibility for the attack on the port.", "Who is behind the attack on the port?"),
        ("The driver has not been named.", "Who is the driver?"),
        (
            "A trial is planned for 2027, provided that safety studies in pigs go well.",
            "Will safety studies in pigs go well?",
        ),
        (
            "Two people died in the fires, according to the Vehicle Safety Office. Orbit disputes the count.",
            "Is the Vehicle Safety Office's count right?",
        ),
        (
            "Councils asked for two emergency sailings a day. The union has not said whether it would staff them.",
            "Will the union staff the emergency sailings?",
        ),
        ("Series production is planned to begin in May.", "Will series production begin in May?"),
        ("The work was put off twice. NordOrbit has not explained why.", "Why was the work put off twice?"),
        ("The museum has given the town until 30 June to decide.", "What will the town decide?"),
        ("Councillors will vote on 12 June.", "How will councillors vote on 12 June?"),
        # What nobody has said, and who is meant by "it" and "them".
        ("Orbit Holdings would not say whether it had paid a ransom.", "Did Orbit Holdings pay a ransom?"),
        (
            "The ministry published forged letters on Monday. It declined to say who prepared them.",
            "Who prepared the letters?",
        ),
        ("Orbit said it would close the mill in Tarn but did not say when.", "When will Orbit close the mill in Tarn?"),
        ("The council has not decided whether to sell the library.", "Will the council sell the library?"),
        ("Asked whether she would resign, the mayor declined to answer.", "Will the mayor resign?"),
        ("Ana Duarte says nobody has tested whether the paint would harm fish.", "Will the paint harm fish?"),
        ("“We do not yet know why the log was incomplete,” said Ana Duarte.", "Why was the log incomplete?"),
        ("The agency has not yet established that the milk caused the deaths.", "Did the milk cause the deaths?"),
        ("The town asked Orbit to lay on buses, but Orbit has not said whether it will.", "Will Orbit lay on buses?"),
        ("The driver turned back at noon. Nobody knows why.", "Why did the driver turn back at noon?"),
        ("The unit is reading the letters but has not decided whether to act.", "Will the unit act?"),
        (
            "The bank did not explain why the update had not been withdrawn at noon.",
            "Why was the update not withdrawn at noon?",
        ),
        (
            "The regulator asked Orbit for a report and would decide then whether to impose a fine.",
            "Will the regulator impose a fine?",
        ),
        ("Whether the hall will open on Tuesday depends on the police.", "Will the hall open on Tuesday?"),
        (
            "Governor Ana Roe said so. Ms. Roe's term ends in May, and the president has not said if he will keep her.",
            "Will the president keep Ana Roe?",
        ),
        ("The hotel would not say if it would refund a penny.", "Will the hotel refund a penny?"),
        ("Guests were left wondering who would foot the bill.", "Who will foot the bill?"),
        ("The club has not said when it will open or who will pay.", "Who will pay?"),
        ("Why the two bodies disagree, neither would explain.", "Why do the two bodies disagree?"),
        (
            "The Senate passed a road bill on Friday. President Ana Roe has not said whether she would sign it.",
            "Will President Ana Roe sign the bill?",
        ),
        (
            "It was not clear if the house next door, evacuated as a precaution, would have to be demolished.",
            "Will the house next door have to be demolished?",
        ),
        ("Whether Ms. Roe will stand again she has not yet decided.", "Will Ms. Roe stand again?"),
        ("An audit said the city had no estimate of what the line would cost.", "What will the line cost?"),
        # What is kept back.
        ("The identity of the buyer has not been disclosed.", "Who is the buyer?"),
        ("A 34-year-old man, whose name has not been released, was arrested.", "Who is the 34-year-old man?"),
        ("The final cost of the stadium is not known.", "What is the final cost of the stadium?"),
        ("Orbit bought the mill for an undisclosed sum.", "How much did Orbit pay for the mill?"),
        ("The difference could not be explained.", "What explains the difference?"),
        ("Two men died in the shooting. No arrests have been made.", "Who is responsible for the shooting?"),
        ("The water is safe, the agency says; it has not released the test results.", "What do the test results show?"),
        ("Police have not ruled out help from inside.", "Was help from inside involved?"),
        ("The fate of the 12 sailors is unknown.", "What happened to the 12 sailors?"),
        ("The exact number of victims has yet to be established.", "How many victims are there?"),
        ("There was no immediate word on casualties.", "Were there any casualties?"),
        ("Doctors are at a loss to explain the outbreak.", "What explains the outbreak?"),
        ("No explanation was given for the delay.", "What is the reason for the delay?"),
        ("Farmers and hunters are at odds over how many wolves there are.", "How many wolves are there?"),
        ("Questions remain about who knew of the payments.", "Who knew of the payments?"),
        (
            "An inspector's report of August has not been made public.",
            "What does the inspector's report say?",
        ),
        ("The hotel fell; 27 workers were unaccounted for, rescuers said.", "Will the 27 missing workers be found?"),
        # What waits for somebody.
        ("The deal is subject to approval by shareholders.", "Will shareholders approve the deal?"),
        ("The merger is pending regulatory approval.", "Will regulators approve the merger?"),
        ("The bridge is awaiting approval from the county council.", "Will the county council approve the bridge?"),
        ("Orbit plans to apply for approval in Peru by May.", "Will Orbit get approval in Peru?"),
        ("Nothing will be built unless the ministry agrees to pay $5m.", "Will the ministry agree to pay $5m?"),
        (
            "Talks between the union and the railway continue on Tuesday.",
            "Will the talks between the union and the railway end in agreement?",
        ),
        ("Results of the tests on the water are expected next week.", "What will the tests on the water show?"),
        ("Ana Roe, 41, has pleaded not guilty to fraud.", "Will Ana Roe be convicted?"),
        ("The inquest into the crash was adjourned until June.", "What will the inquest into the crash find?"),
        ("The incident is under investigation.", "What will the investigation into the incident find?"),
        ("Ana Duarte resigned on Friday. No successor has been named.", "Who will succeed Ana Duarte?"),
        ("Police are looking for two men seen near the bank.", "Will police find the two men seen near the bank?"),
        ("The two men remain at large.", "Where are the two men?"),
        (
            "The trial in Orsk, at which two others are to appear, has no date.",
            "When will the trial in Orsk take place?",
        ),
        ("A deal is far from certain.", "Will there be a deal?"),
        ("The panel has yet to decide on a fine.", "Will there be a fine?"),
        ("The museum will close for repairs, but no date has been set.", "When will the museum close for repairs?"),
        ("A court is to hear the case in the autumn.", "How will the court rule?"),
        ("The diocese, which owns the building, has yet to be consulted.", "When will the diocese be consulted?"),
        ("The government has not ruled on the appeal.", "How will the government rule on the appeal?"),
        ("Shareholders must approve the merger.", "Will shareholders approve the merger?"),
        ("The two sides remain far apart on pay.", "Will the two sides agree on pay?"),
        ("The judge reserved judgment.", "How will the judge rule?"),
        ("The jury was still out on Tuesday evening.", "What will the jury decide?"),
        ("Toxicology results are pending.", "What will the toxicology results show?"),
        ("The final result will not be known until Thursday.", "What will the final result be?"),
        ("The runoff will be held on 8 May.", "Who will win the runoff?"),
        ("The union said members would be balloted next week.", "How will members vote in the ballot?"),
        ("The company is seeking a buyer for the plant.", "Will the company find a buyer for the plant?"),
        ("The plant's future is uncertain.", "What will become of the plant?"),
        ("The paint still has to be tested in humans.", "When will the paint be tested in humans?"),
        ("The line will reopen at a date to be announced.", "When will the line reopen?"),
        ("Ana Roe has been charged with fraud and will appear in court on Monday.", "Is Ana Roe guilty of fraud?"),
        ("The project still needs planning permission.", "Will the project get planning permission?"),
        ("The strike will go ahead unless a deal is reached by Sunday.", "Will the strike go ahead?"),
        ("The mayor proposed a plan to ban cars from Orsk.", "Will the plan to ban cars from Orsk go ahead?"),
        ("Investigators have not found the gun.", "Will the gun be found?"),
        ("Who will pay is being negotiated.", "Who will pay?"),
        ("Scientists will now study whether the method works in humans.", "Does the method work in humans?"),
        ("The army was checking reports that a clinic had been hit.", "Was a clinic hit?"),
        # What somebody means to do.
        ("The board did not rule out closing the second mill.", "Will the board close the second mill?"),
        ("The unions have threatened to strike in May unless wages rise.", "Will the unions strike in May?"),
        ("The group said it was taking advice on a judicial review.", "Will the group seek a judicial review?"),
        (
            "Ministers are expected to discuss deploying troops to Orsk.",
            "Will ministers agree to deploy troops to Orsk?",
        ),
        ("Ana Duarte called for a ban on lead paint.", "Will there be a ban on lead paint?"),
        ("Councillors urged the mayor to publish the report.", "Will the mayor publish the report?"),
        ("The court ruled on Friday. Ana Roe may appeal to the high court.", "Will Ana Roe appeal to the high court?"),
        ("The board gave Orbit until 30 June to repay the loan.", "Will Orbit repay the loan by 30 June?"),
        ("The opposition tabled a no-confidence motion for Tuesday.", "Will the no-confidence motion pass?"),
        ("Orbit is in talks with a buyer for the mill.", "Will the talks with a buyer end in agreement?"),
        (
            "Ten people died in the storm. Did the warning come too late for Orsk?",
            "Did the warning come too late for Orsk?",
        ),
        ("The company's head, Ida Holt, has resisted calls to resign.", "Will Ida Holt resign?"),
        ("Engineers fear the dam could collapse.", "Will the dam collapse?"),
        ("Press groups fear Arca could be rearrested.", "Will Arca be rearrested?"),
        ("The report recommends that the government buy back the wells.", "Will the government buy back the wells?"),
        # What one says and another denies, or puts at another figure.
        ("Orbit Holdings denied hiding the report on the leak.", "Did Orbit Holdings hide the report on the leak?"),
        (
            "Bea Lund accused Orbit of hiding the report on the leak. Orbit denied the accusation.",
            "Did Orbit hide the report on the leak?",
        ),
        ("A spokesman for the mayor denied there had been a walkout.", "Was there a walkout?"),
        (
            "The ministry said 18,000 had been sold; the Chemists' Association put the figure at 26,000.",
            "Which figure is right, the ministry's 18,000 or the Chemists' Association's 26,000?",
        ),
        (
            "The union put lost wages at 90 million crowns; Orbit said the figure was closer to 35 million.",
            "Are lost wages 90 million crowns, as the union says, or 35 million, as Orbit says?",
        ),
        (
            "Anglers counted 600 dead trout in one afternoon. The agency's own count was 85.",
            "Which figure is right, the anglers' 600 dead trout or the agency's 85?",
        ),
        ("Police say the man was armed; his family says he was not.", "Was the man armed?"),
        ("Rebels claimed to have taken the town, a claim the army denied.", "Did rebels take the town?"),
        ("The ministry denied having received any such warning.", "Did the ministry receive any warning?"),
        ("Orsk said the costs were $3 million rather than $2 million.", "Were the costs $3 million or $2 million?"),
        (
            "Orbit Holdings said the leak was small, as the union accused it of hiding the report for a week.",
            "Did Orbit Holdings hide the report for a week?",
        ),
        (
            "The agency put the number of dead at 61. The governor said it was 80.",
            "Is the number of dead 61, as the agency says, or 80, as the governor says?",
        ),
        (
            "It was unclear whether the group would send its chief executive, Dolph Wexler.",
            "Will the group send its chief executive?",
        ),
    ],
)
def test_what_the_news_leaves_open_is_asked(text: str, question: str) -> None:
    assert question in asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Reels four and nine are missing, and nine is the ending.",
        "The council meets every week and likes it.",
        "She gave no reason for her delay.",
        "It has 21 days to appeal.",
        "“The cause of the crash has not been established,” said Ana Duarte.",
        "Orbit disputes the count.",
        "It was unclear whether its owner would sell.",
        "NordOrbit has not explained why.",
        "The library shut in May. Officials did not say when it would be back.",
        "She did not say whether she would call Ms. Gunn.",
        "In the shed Ana Duarte bends down. She still cannot say exactly what she is smelling for.",
        "The row over plans to build 18 homes in Orsk ended on Tuesday.",
        "Orbit had planned to open a mill in May.",
        "Ministers are set to meet on Friday.",
        "Two envoys are expected to meet Ana Duarte on Friday.",
        "The host asked whether the rules would include a test. Asked whether they would, Ida Holt said they would not.",
        "It was the third robbery this year. Police would not say if they were connected.",
        "The hotel was to have opened in July.",
        "Patients have until 14 November to comment.",
        "There is no evidence that the water is unsafe, the agency said.",
        "The mayor proposed a plan to ban cars. On Friday the council approved the plan.",
        "Eleven days after the mayor promised to publish the contract, nobody has seen it.",
        "Investigators first said six men took part; they now say it was four.",
        "Who will have to pay?\nOwners of cars older than ten years pay 5 euros a day.\nThe mayor pays nothing.",
        "Police urged drivers to stay at home.",
        "The mayor had urged senators to pass the bill.",
        "Dr. Duarte said there was no evidence that it was spreading.",
        "Nobody disputes that the mill was cheap.",
        "Ana Duarte is not expected to run.",
        "The union has not said whether it would staff them.",
    ],
)
def test_what_nobody_could_answer_as_it_stands_is_not_asked(text: str) -> None:
    assert asked(text) == []


def test_nobody_is_asked_about_who_is_only_mentioned_in_passing() -> None:
    text = (
        "The sale of the mill was stopped on Monday. Ana Duarte, the mayor, said the sale was a mistake. "
        "The mill stands empty. It was built in 1904. Its roof fell in last May. Peru bought lamps of it. "
        "Peru paid late. The mayor likes the lamps of Peru."
    )

    assert not [question for question in asked(text) if "Peru" in question]


def test_of_two_questions_in_one_clause_only_those_are_asked_that_can_be_told_alone() -> None:
    text = (
        "The ministry did not say when the review would end, who leads the work or whether its results would be told."
    )

    assert asked(text) == ["When will the review end?"]


def test_what_a_verdict_answers_is_not_asked() -> None:
    assert asked("Ana Roe pleaded not guilty. On Friday the jury found her guilty, and Roe was convicted.") == []


def test_the_question_the_news_is_about_comes_before_a_date_in_the_diary() -> None:
    text = (
        "Fire destroyed the mill at Orsk on Monday. Construction of a pool is expected to begin in May. "
        "Investigators have not said what caused the fire at the mill."
    )

    assert asked(text) == ["What caused the fire at the mill?", "Will construction of a pool begin in May?"]


_PIECES = st.sampled_from(
    (
        "the council|Orbit Holdings|Ana Duarte|it|they|She|police|two men|its owner|the talks with one of the two|The deal|"
        "would not say|has not decided|denied|is subject to approval by|threatened to|said|put the figure at|declined to|"
        "whether|who|how much|why|what|when|that|unless|but|and|of|to|in|had been|would|is|was|had|has no date|not clear|"
        "sell|sold|paying|paid them|the mill|the letters|61|$5 million|on Friday|“the mill”|‘ our aim|(the mill|,|.|;|”|'|?"
    ).split("|")
)
_LOOSE = re.compile(r"\b(?:he|she|it|they|him|them|I|we|us)\b")


@settings(max_examples=300)
@given(st.lists(_PIECES, min_size=1, max_size=40).map(" ".join) | st.text(max_size=200))
def test_whatever_an_article_says_each_question_is_short_whole_and_about_somebody_named(text: str) -> None:
    if not text.strip():
        return
    article = segment(text, language="en")
    window = Window(article, 1, len(article.sentences))
    if not article.sentences:
        return

    for each in questions(article, attribution.read(article), window):
        assert each.question.endswith("?")
        assert each.question[:1] == each.question[:1].upper()
        assert 3 <= len(each.question.split()) <= 25
        assert each.question.count("“") == each.question.count("”")
        assert each.question.count('"') % 2 == 0
        assert each.question.count("(") == each.question.count(")")
        assert _LOOSE.search(each.question) is None
        assert each.sentences == tuple(sorted(set(each.sentences)))
        assert set(each.sentences) <= set(range(1, len(article.sentences) + 1))
