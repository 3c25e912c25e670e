"""Those who are called by a noun: groups, one of several, and descriptions of somebody named before."""

import pytest

from service.core.article import segment
from tests.core.attribution.test_speakers import speakers_of


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Six people who were present said no one believed it.", "no one", "six people who were present"),
        ("A man who did not give his name shouted that it was a lie.", "it was", "man who did not give his name"),
        ("A woman who answered the door refused to speak.", "to speak", "woman who answered the door"),
        ("A man walking his dog said the pier was gone.", "the pier", "man walking his dog"),
        ("Two miners said no. “It was late,” recalled one of them, who was there.", "It was late", "two miners"),
        (
            "Two miners said no. One of them, who asked not to be named, said why it was late.",
            "why it was",
            "two miners",
        ),
        (
            "Two miners said no. Another, who asked not to be named, said it was late.",
            "it was late",
            "another miner",
        ),
        ("Critics left. One, stocker Ana Duarte, said it was late.", "it was late", "Ana Duarte"),
        ("Two of them left. One of them, Councilwoman Ana Duarte, told me it was late.", "it was late", "Ana Duarte"),
        ("Many in the crowd said the pier was gone.", "the pier", "many in the crowd"),
        ("Those opposed to the plan said the pier was gone.", "the pier", "those opposed to the plan"),
        ("Lawyers for the two men said the pier was gone.", "the pier", "lawyers for the two men"),
        ("A handful of tenants had left, saying the pier was gone.", "the pier", "handful of tenants"),
        ("“We won,” one juror said. “It was late,” said another.", "It was late", "another juror"),
        ("Tenants such as Ana Duarte said the pier was gone.", "the pier", "tenants such as Ana Duarte"),
        ("On Monday, according to police, Ana Duarte hit a wall.", "hit a wall", "police"),
        ("According to Ana Duarte, the mayor, the car hit a wall.", "hit a wall", "Ana Duarte"),
        ("According to Ana Duarte, a professor at Lima, the car hit a wall.", "hit a wall", "Ana Duarte"),
        ("A friend of Ana Duarte's said the pier was gone.", "the pier", "friend of Ana Duarte"),
        ("A member of the crew said the pier was gone.", "the pier", "member of the crew"),
        ("An ally of hers was sure: “It was late.”", "It was late", "ally of hers"),
        ("Father of three Pau Ribas said the pier was gone.", "the pier", "Pau Ribas"),
        (
            "Three members of the parish described what the loss had meant.",
            "the loss had",
            "three members of the parish",
        ),
        ("But critics claim guards are paid by the hour.", "guards are", "critics"),
        ("Many fear the club will fold.", "the club", "many"),
        ("It drew laughter, according to those in the room.", "It drew", "those in the room"),
        ("Those councils that paid said they were sorry.", "they were", "councils"),
        ("The room shook, with two of its ten owners saying it was the wind.", "it was the", "two of its ten owners"),
        ("The walls shook, the authors report.", "The walls", "authors"),
        ("The Sunday Ledger reported in May that Ana Duarte had gone.", "had gone", "Sunday Ledger"),
        ("At the port, managers sent a memo to staff on Monday saying it was shut.", "it was shut", "managers"),
        ("She sees two. One, a group led by Ana Duarte, said it was ready.", "was ready", "group led by Ana Duarte"),
        ("The prime minister spoke. No 10 denies that he was tired.", "he was tired", "No 10"),
        ("Former colleagues remember her as kind. “She gave all,” said one.", "She gave", "former colleagues"),
        ("A jury of seven found that the driver was to blame.", "the driver", "jury"),
        ("According to officials, the bank is shutting a branch.", "the bank is", "officials"),
        ("Critics point out that the last scheme failed.", "the last", "critics"),
        ("Pentagon officials said talks were going on.", "talks were", "Pentagon officials"),
        ("Union leaders met on Monday. They said the offer was bad.", "the offer", "union leaders"),
        ("Detectives think he fell.", "he fell", "detectives"),
        ("Two cooks left. The other, an accountant, said invoices were faked.", "invoices", "accountant"),
        ("Friends wept. Those who knew him best said he loved dogs.", "he loved", "those who knew him best"),
        ("Two of its members, both owners of small firms, say they may leave.", "they may", "two of its members"),
        ("Divers tend to say the bay is too warm.", "the bay is", "divers"),
        (
            "Campaigners for disabled children said the ramp was too steep.",
            "the ramp",
            "campaigners for disabled children",
        ),
        ("Velora, long regarded as a rival, said in May it had no plans.", "no plans", "Velora"),
        (
            "Two miners said they had been called. One said it was “late and very odd”.",
            "late and very odd",
            "two miners",
        ),
        ("Two miners said they had been called. “It was late,” the miner said.", "It was late", "two miners"),
        ("She sees two bidders. One, a builder from Lima, said it was ready.", "was ready", "builder from Lima"),
        ("Velora bought the yard in May and has boasted that thefts are down.", "thefts are", "Velora"),
        ("When the paper came out, Ana Duarte went on air, adding that it was false.", "was false", "Ana Duarte"),
    ],
)
def test_groups_and_one_of_them_speak(text: str, words: str, name: str) -> None:
    assert speakers_of(segment(text, language="en"), words) == [name]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ana Duarte said she shook. “I froze,” the retired dinner lady told me.", "I froze", "Ana Duarte"),
        ("“Tear it up,” said local MP Paul Cole. The Tory said he would write.", "would write", "Paul Cole"),
        ("Ana Duarte, the retired actuary who wrote the report, has never, she says, “been within a mile of a mine”.",
         "been within", "Ana Duarte"),
        ("Ashdell Town lost. The Players' Association said it paid. The union said it was sad.", "was sad",
         "Players' Association"),
        ("Her director, Paul Cole, did send a note. But her agent, Ana Duarte, sent a line, which read: “We trust you all.”",
         "We trust", "Ana Duarte"),
    ],
)  # fmt: skip
def test_a_description_means_whoever_was_just_named(text: str, words: str, name: str) -> None:
    assert speakers_of(segment(text, language="en"), words) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Local officials, nurses and union leaders said it was late.", {"local officials", "nurses", "union leaders"}),
        ("Orbit Foods and its union said it was late.", {"Orbit Foods", "Orbit Foods’s union"}),
        ("Ana Duarte and her husband, Pau Ribas, said it was late.", {"Ana Duarte", "Pau Ribas"}),
        ("In the city, nurses and doctors said it was late.", {"nurses", "doctors"}),
    ],
)
def test_what_several_say_is_said_by_each(text: str, names: set[str]) -> None:
    assert set(speakers_of(segment(text, language="en"), "it was late")) == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The union call for a strike was ignored.", "a strike"),
        ("The trust holds 27% of the stock and can veto a sale.", "27% of"),
        ("Pensioners have declared war on wardens after a woman was fined.", "war on"),
        ("The workers claim benefits that the law gives them.", "benefits that"),
        ("The minister left. “It was late,” one miner said. The tannery lay idle.", "The tannery"),
    ],
)
def test_what_nobody_is_told_to_have_said_stays_nobodys(text: str, words: str) -> None:
    assert speakers_of(segment(text, language="en"), words) == []


def test_it_after_a_sentence_about_the_firm_is_the_firm_and_no_court_named_since() -> None:
    text = (
        "Corran Water was fined on Wednesday. Judge Mira Oyel, sitting at Stannford Crown Court, called the spill "
        "avoidable.\n\nThe firm had pleaded guilty. It had earlier denied that its pumps were to blame."
    )

    assert speakers_of(segment(text, language="en"), "its pumps") == ["Corran Water"]


@pytest.mark.parametrize(("office", "title"), [("judge", "Judge"), ("minister", "Finance minister")])
def test_an_office_told_of_without_a_name_is_whoever_was_named_with_it_since(office: str, title: str) -> None:
    text = f"A {office} said no. {title} Mira Oyel said the levy had no basis. “It goes,” the {office} said."

    assert speakers_of(segment(text, language="en"), "It goes") == ["Mira Oyel"]


def test_it_after_the_developer_that_has_a_name_beside_it_is_who_bears_the_name() -> None:
    text = "A court sat in Lima. The developer, Halcyon Cloud Partners, wants nine halls. It said the site was empty."

    assert speakers_of(segment(text, language="en"), "the site was empty") == ["Halcyon Cloud Partners"]
