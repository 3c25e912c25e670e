"""What an article says is still to come or untold, asked as questions; and what is asked of nobody."""

import pytest

from service.core import attribution
from service.core.article import segment
from service.core.engine import Window
from service.engines.extractive.questions import questions


def asked(text: str) -> list[str]:
    article = segment(text, language="en")
    window = Window(article, 1, len(article.sentences))
    return [each.question for each in questions(article, attribution.read(article), window)]


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
