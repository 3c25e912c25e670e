import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core import names
from service.core.article import segment


def read(text: str) -> list[str]:
    return [mention.text for mention in names.read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kaja Kallas said talks go on.", ["Kaja Kallas"]),
        ("Ministers met in Oslo on Monday, May 5.", ["Oslo"]),
        ("The council met Ursula von der Leyen.", ["Ursula von der Leyen"]),
        ("Gen. Mark Milley and Mr. Abbas met.", ["Gen. Mark Milley", "Mr. Abbas"]),
        ("It was J. K. Rowling’s house.", ["J. K. Rowling"]),
        ("He left the Bank of England for the University of Leeds.", ["Bank of England", "University of Leeds"]),
        ("They crossed into Guinea-Bissau with Jean-Luc Moreau.", ["Guinea-Bissau", "Jean-Luc Moreau"]),
        ("The U.N. and the EU met NATO.", ["U.N.", "EU", "NATO"]),
        ("Condemning the raid, lawmakers left.", []),
        ("Lawmakers said no.", []),
        ("Macron said no.", ["Macron"]),
        ("I think I’m late, said nobody.", []),
        ("", []),
    ],
)
def test_names_are_read_and_first_words_of_sentences_are_not(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_headline_in_title_case_names_only_what_the_article_knows() -> None:
    about = names.index(segment("The mayor met Anna Moreau in Paris."))

    mentions = names.names_in("Mayor Meets Moreau In Paris To Discuss Floods", about)

    assert [mention.text for mention in mentions] == ["Moreau", "Paris"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia", "Russian"),
        ("Russians", "Russia"),
        ("EU", "European Union"),
        ("E.U.", "EU"),
        ("U.N.", "United Nations"),
        ("UK", "British"),
        ("Britons", "Great Britain"),
        ("U.S.", "American"),
        ("United States", "USA"),
        ("Kosovar", "Kosovo"),
        ("Dutch", "the Netherlands"),
        ("IAEA", "International Atomic Energy Agency"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("Kallas", "Kaja Kallas"),
        ("President Zelensky", "Volodymyr Zelenskyy"),
        ("Dovile Sakaliene", "Dovilė Šakalienė"),
        ("Joe Biden", "Joe R. Biden"),
        ("Kyiv’s", "Kyiv"),
        ("Lithuanian Defense Minister Dovile Sakaliene", "Lithuania’s defense minister, Dovile Sakaliene"),
    ],
)
def test_the_same_name_in_other_words_is_the_same(one: str, other: str) -> None:
    assert names.same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Simon Harris", "Keir Harris"),
        ("Russia", "Ukraine"),
        ("Kremlin", "Russia"),
        ("North Korea", "South Korea"),
        ("Security Council", "European Council"),
        ("WHO", "World Trade Organization"),
        ("Kallas", ""),
    ],
)
def test_different_names_are_not_the_same(one: str, other: str) -> None:
    assert not names.same(one, other)


def verdict(name: str, text: str) -> str:
    return names.found(name, text).verdict


def test_a_wrong_first_name_is_absent_and_the_right_one_is_told() -> None:
    match = names.found("Keir Harris", "Simon Harris, the minister, spoke.")

    assert (match.verdict, match.instead) == ("absent", "Simon Harris")


def test_a_name_put_together_from_two_people_is_absent() -> None:
    assert verdict("Vladimir Zelenskyy", "Vladimir Putin met Volodymyr Zelenskyy.") == "absent"


def test_a_first_name_the_article_never_gives_is_noticed() -> None:
    match = names.found("Donald Trump", "On Friday, Trump was not happy.")

    assert (match.verdict, match.instead) == ("extended", "Trump")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("the Kremlin", "The Russian envoy left."),
        ("Washington", "U.S. efforts stalled."),
        ("Russia", "Moscow denied it."),
        ("Downing Street", "Britain agreed."),
    ],
)
def test_a_seat_of_government_is_related_to_its_state(name: str, text: str) -> None:
    assert verdict(name, text) == "related"


def test_two_people_of_one_surname_are_told_apart() -> None:
    about = segment("Simon Harris met Keir Harris.\n\nSimon Harris said yes.\n\nHarris said no.")
    index = names.index(about)
    second, third = ((about.sentences[place].start, about.sentences[place].end) for place in (1, 2))

    assert index.within([second]).find(("keir", "harri"), "Keir Harris").verdict == "absent"
    assert index.within([third]).find(("keir", "harri"), "Keir Harris").verdict == "same"


def test_a_full_name_is_found_where_only_the_surname_stands() -> None:
    about = segment("Kaja Kallas spoke.\n\nKallas left.\n\nShe returned.")
    index = names.index(about)
    spans = [(sentence.start, sentence.end) for sentence in about.sentences]

    assert names.found("Kaja Kallas", index.within([spans[1]])).verdict == "same"
    assert names.found("Kaja Kallas", index.within([spans[2]])).verdict == "absent"


def test_people_are_told_from_places_by_what_stands_beside_them() -> None:
    index = names.index_of("Kaja Kallas, the chief, said Oslo must pay. Mayor Ada Berg told New York. Ferry Line grew.")

    assert {"kalla", "berg"} <= index.people
    assert not {"oslo", "york", "line"} & index.people


@given(st.text(max_size=80))
def test_a_name_read_in_a_text_stands_in_that_text(text: str) -> None:
    index = names.index_of(text)

    for mention in names.read(text):
        assert text[mention.start : mention.end] == mention.text
        assert index.whole.find(mention.keys, mention.text).verdict == "same" or len(mention.keys) > 8


@given(st.text(max_size=40), st.text(max_size=60))
def test_looking_up_any_name_in_any_text_never_raises(name: str, text: str) -> None:
    assert names.found(name, text).verdict in {"same", "related", "extended", "absent"}
    assert names.same(name, name) == bool(names.keys_of(name))
