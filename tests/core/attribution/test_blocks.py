"""Words without marks that are somebody's: block quotations, tweets, texts in one case."""

import pytest

from service.core import attribution
from service.core.article import segment
from tests.core.attribution.test_speakers import speakers_of


def test_a_paragraph_below_a_colon_is_said_by_whoever_goes_on() -> None:
    text = (
        "“This is a surrender,” Rep. Bob Tarleton said.\n\nTarleton went on:\n\nI asked the Speaker who wrote this. He "
        "could not tell me.\n\nI am done waiting. My voters are too.\n\nThe Speaker did not answer."
    )
    article = segment(text, language="en")

    assert [
        speakers_of(article, words) for words in ("I asked the", "could not tell me", "I am done", "My voters")
    ] == [["Bob Tarleton"]] * 4
    assert speakers_of(article, "did not answer") == []


def test_a_list_of_labels_below_a_colon_is_said_by_those_it_names() -> None:
    text = "Ana Duarte told the host this:\n\nBELL: Are you tired?\n\nDUARTE: I am a grandmother. What do you think?"

    assert speakers_of(segment(text, language="en"), "What do you think") == ["Ana Duarte"]


@pytest.mark.parametrize(
    "tweet",
    [
        "Bo Lind can't run a lemonade stand.\n\n— Ana Duarte (@anaduarte) May 5, 2016",
        "Bo Lind can't run a lemonade stand. — Ana Duarte (@anaduarte) May 5, 2016",
    ],
)
def test_a_tweet_is_said_by_whoever_is_named_below_it(tweet: str) -> None:
    article = segment(f"Not everyone was pleased.\n\n{tweet}\n\nBo Lind went home.", language="en")

    assert speakers_of(article, "lemonade stand") == ["Ana Duarte"]
    assert speakers_of(article, "went home") == []


def test_names_are_found_in_a_text_all_in_capitals() -> None:
    text = (
        "A FERRY CARRYING 80 PEOPLE SANK ON MONDAY, THE COAST GUARD SAID. CAPTAIN LEO DULAY TOLD REPORTERS THAT THE SHIP "
        "HAD BEEN OVERLOADED. “WE HAD WARNED THEM,” DULAY SAID. NOBODY KNOWS WHY THE SHIP LEFT PORT IN SUCH WEATHER. AN "
        "INQUIRY WILL BEGIN ON FRIDAY, THREE WEEKS LATE."
    )
    reading = attribution.read(segment(text, language="en"))

    assert [party.name for party in reading.parties] == ["COAST GUARD", "LEO DULAY"]
    assert speakers_of(segment(text, language="en"), "WE HAD WARNED") == ["LEO DULAY"]


@pytest.mark.parametrize(
    "text",
    [
        'Ana Duarte signed it. "I keep my word,\'\' Duarte said. "I do."',
        "Ana Duarte signed it. ''I keep my word,\" Duarte said. ''I do.''",
    ],
)
def test_marks_of_two_systems_close_one_another(text: str) -> None:
    article = segment(text, language="en")

    assert speakers_of(article, "I keep my word") == ["Ana Duarte"]
    assert speakers_of(article, "I do") == ["Ana Duarte"]


def test_members_of_a_parliament_are_known_with_their_seats_and_offices() -> None:
    text = (
        "Sarah Penhale (St Cleer) (Ind): What has he done for the buses?\n\n"
        "The Minister for Transport (Owen Tarrant): We have saved 38 routes.\n\n"
        "Sarah Penhale: The last one was withdrawn in July.\n\n"
        "Owen Tarrant: I am sorry to hear it.\n\n"
        "David Asante (Brackwell) (Lab): His Department cut the grant.\n\n"
        "Owen Tarrant: The figures are wrong."
    )
    article = segment(text, language="en")

    words = ("What has he done", "saved 38 routes", "withdrawn in July", "cut the grant", "figures are wrong")
    assert [set(speakers_of(article, each)) for each in words] == [
        {"Sarah Penhale"},
        {"Owen Tarrant"},
        {"Sarah Penhale"},
        {"David Asante"},
        {"Owen Tarrant"},
    ]
