import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.article import segment
from service.core.dates import TELLING_WORDS, When, entails, find, mentions, resolve
from service.core.dates.expression import BEGINNING, BEGINNING_WITHOUT_DIGITS, MENTION

SATURDAY = date(2026, 3, 14)


def resolved(text: str, published_at: date | None = SATURDAY) -> list[tuple[str, str | None]]:
    return [(mention.text, resolve(mention, text, published_at)) for mention in find(text)]


@pytest.mark.parametrize(
    ("text", "mention", "iso"),
    [
        ("It opened on 12 March 2026.", "12 March 2026", "2026-03-12"),
        ("It opened on the 12th of March 2026.", "12th of March 2026", "2026-03-12"),
        ("It opened on March 12, 2026, in rain.", "March 12, 2026", "2026-03-12"),
        ("It opened on March 12th, 2026.", "March 12th, 2026", "2026-03-12"),
        ("It opened on Thursday, March 12, 2026.", "Thursday, March 12, 2026", "2026-03-12"),
        ("It opened on Sept. 11, 2001.", "Sept. 11, 2001", "2001-09-11"),
        ("It opened on 2026-03-12.", "2026-03-12", "2026-03-12"),
        ("It opened on 13/03/2026.", "13/03/2026", "2026-03-13"),
        ("It opened in March 2026.", "March 2026", "2026-03"),
        ("It opened in 2024.", "2024", "2024"),
        ("It opened in the summer of 2024.", "2024", "2024"),
        ("It opens at 17:00.", "17:00", "T17:00"),
        ("It opens at 5 p.m. sharp.", "5 p.m.", "T17:00"),
        ("It opens at 5.30pm.", "5.30pm", "T17:30"),
        ("It opens at 12:15 a.m. each day.", "12:15 a.m.", "T00:15"),
        ("It opens at noon.", "noon", "T12:00"),
        ("It opens at 5 p.m. on 12 March 2026.", "5 p.m. on 12 March 2026", "2026-03-12T17:00"),
        ("It opens on 12 March 2026 at 17:00.", "12 March 2026 at 17:00", "2026-03-12T17:00"),
    ],
)
def test_an_absolute_date_is_as_precise_as_its_words(text: str, mention: str, iso: str) -> None:
    assert resolved(text, None) == [(mention, iso)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("The minister resigned on Thursday.", "2026-03-12"),
        ("The minister will resign on Thursday.", "2026-03-19"),
        ("The court ruled Saturday.", "2026-03-14"),
        ("The court will rule on Saturday.", "2026-03-14"),
        ("Talks begin Tuesday in Riga.", "2026-03-17"),
        ("Envoys were set to meet Tuesday with officials.", "2026-03-17"),
        ("The council scheduled an emergency meeting on Tuesday afternoon.", "2026-03-17"),
        ("On Thursday, the senate approved a sale that will include missiles.", "2026-03-12"),
        ("On Tuesday it will vote on the bill it rejected.", "2026-03-17"),
        ("She condemned Thursday’s attack on the port.", "2026-03-12"),
        ("She spoke after Thursday’s attack on the port.", "2026-03-12"),
        ("She said Tuesday’s vote will decide it.", "2026-03-17"),
        ("The strike is due to start on Monday.", "2026-03-16"),
        ("The port has been shut since Monday.", "2026-03-09"),
        ("It was signed yesterday.", "2026-03-13"),
        ("It is signed today.", "2026-03-14"),
        ("It will be signed tomorrow.", "2026-03-15"),
        ("It burned last night.", "2026-03-13"),
        ("It was signed last week.", "2026-W10"),
        ("It was signed last month.", "2026-02"),
        ("It will be signed next year.", "2027"),
        ("It was signed last Monday.", None),  # this week's, or the one before
        ("It was signed last Sunday.", "2026-03-08"),
        ("It will be signed on Monday.", "2026-03-16"),
        ("It will be signed next Monday.", "2026-03-16"),
        ("It will be signed this Monday.", "2026-03-16"),
        ("It opened on 12 March.", "2026-03-12"),
        ("It opened on 20 December.", "2025-12-20"),
        ("It will open on 5 January.", "2027-01-05"),
        ("It opened in November.", "2025-11"),
        ("It will open in November.", "2026-11"),
        ("Members voted; the mandate expires in January.", "2027-01"),
    ],
)
def test_a_relative_date_is_resolved_against_the_day_of_publication(text: str, iso: str | None) -> None:
    ((_, found),) = resolved(text)

    assert found == iso


@pytest.mark.parametrize(
    "text",
    [
        "The minister resigned on Thursday.",
        "It was signed yesterday.",
        "It was signed last week.",
        "It opened on 12 March.",
        "It opened in November.",
    ],
)
def test_without_a_day_of_publication_what_depends_on_it_stays_open(text: str) -> None:
    ((_, iso),) = resolved(text, None)

    assert iso is None


@pytest.mark.parametrize(
    "text",
    [
        "Thursday, a market day.",  # no verb says whether it is gone or to come
        "It opens at 5:30.",  # in the morning or in the afternoon
        "It opened on 12/03/2026.",  # in March or in December
        "It opened on 31 February 2026.",
        "It opened on Friday, March 12, 2026.",  # a Thursday
        "Shops open late on Fridays.",
        "“We are discussing today how to go on,” she said.",  # the day of the speech, not of the article
    ],
)
def test_what_may_mean_two_days_is_left_open(text: str) -> None:
    ((_, iso),) = resolved(text)

    assert iso is None


@pytest.mark.parametrize(
    "text",
    [
        "Prices may rise and people march.",
        "April Jones and June Carter met May.",
        "The Sunday Times reported it.",
        "Black Friday and Super Tuesday come and go.",
        "It cost 20.30 euros and 12.5 percent.",
        "In 2000 people fled, 1,914 stayed.",
        "They won 3-2 and paid $2024.",
        "The panel split five to two.",
        "A quarter of them and half of the rest walked past two shops.",
        "They sold 0915 tickets.",
    ],
)
def test_other_words_and_numbers_are_no_dates(text: str) -> None:
    assert find(text) == ()


def test_mentions_carry_offsets_of_the_article_and_only_from_the_given_spans() -> None:
    article = segment("The port shut on Monday. Talks resume on Friday at 5 p.m. in Riga.", published_at=SATURDAY)
    second = article.sentences[1]

    (mention,) = mentions(article, [(second.start, second.end)])

    assert mention.text == article.text[mention.start : mention.end] == "Friday at 5 p.m."
    assert mention.iso == "2026-03-20T17:00"


def test_a_month_of_last_year_is_of_last_year() -> None:
    assert resolved("The claims were made in March of last year.")[0] == ("March", "2025-03")


@pytest.mark.parametrize(
    ("text", "statement", "dates"),
    [
        ("Power is back in Arden, and the airport reopens on Tuesday.", "Power is back in Arden.", []),
        ("Power is back in Arden, and the airport reopens on Tuesday.", "The airport is to reopen.", ["Tuesday"]),
        ("Members voted in July to strike; the mandate expires in May.", "The mandate expires in May.", ["May"]),
        ("On Monday, the council met in Arden.", "The council met.", ["Monday"]),
        ("ARDEN, Nov. 9 — The council met on Sunday.", "The council met.", ["Sunday"]),
        ("Power is back in Arden, and the airport reopens on Tuesday.", "Der Strom fließt wieder.", ["Tuesday"]),
    ],
)
def test_a_fact_has_the_dates_of_the_clauses_it_tells(text: str, statement: str, dates: list[str]) -> None:
    article = segment(text, language="en", published_at=SATURDAY)

    found = mentions(article, [(0, len(text))], statement)

    assert [mention.text for mention in found] == dates


@pytest.mark.parametrize(
    ("known", "said", "follows"),
    [
        ("12 March 2026", "March 2026", True),
        ("12 March 2026", "12 March", True),
        ("12 March", "12 March 2026", False),
        ("Friday afternoon", "Friday", True),
        ("Friday", "Thursday", False),
        ("Friday afternoon", "Friday morning", False),
        ("5 p.m.", "17:00", True),
        ("5 p.m.", "5 o’clock", True),
        ("11:15 p.m.", "a quarter past eleven", True),
        ("2.30am", "half past two", True),
        ("1:50", "ten minutes to two", True),
        ("12:45", "a quarter to one", True),
        ("12:20 a.m.", "twenty past twelve", True),
        ("3:30 p.m.", "half past two", False),
        ("0915 GMT", "09:15", True),
        ("2359 UTC", "11:59 p.m.", True),
        ("0915 GMT", "9:15 p.m.", False),
        ("5 p.m.", "5 a.m.", False),
        ("Friday at 5 p.m.", "Friday", True),
        ("last week", "next week", False),
        ("yesterday", "today", False),
        ("last Friday", "next Friday", False),
    ],
)
def test_a_date_entails_whatever_says_no_more(known: str, said: str, follows: bool) -> None:
    assert entails(find(known)[0].when, find(said)[0].when) is follows


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("The talks of 3-4 February 2026 failed.", ["2026-02-03", "2026-02-04"]),
        ("Talks on February 3 and 4, 2026 failed.", ["2026-02-03", "2026-02-04"]),
        ("It is set for 20 and 21 March 2026.", ["2026-03-20", "2026-03-21"]),
        ("It is set for March 20-21.", [None, None]),
        ("It ran between January and June.", [None, None]),
        ("It ran from 30 March to 2 April 2026.", [None, "2026-04-02"]),
        ("On 3 February 2026 and 4 people died.", ["2026-02-03"]),
        ("On February 3 and 4 people died.", [None]),
    ],
)
def test_two_days_of_one_month_are_two_dates(text: str, isos: list[str | None]) -> None:
    assert [iso for _, iso in resolved(text, None)] == isos


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_out_date_is_read_back(day: date) -> None:
    for form in (
        f"{day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        day.isoformat(),
        f"{day:%A}, {day.day} {day:%B %Y}",
    ):
        assert resolved(f"It opened on {form}.", None) == [(form, day.isoformat())]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)), st.integers(0, 6))
def test_a_bare_weekday_is_the_nearest_on_the_side_its_verb_says(published_at: date, shift: int) -> None:
    name = f"{date(2026, 3, 9 + shift):%A}"
    ((_, past),) = resolved(f"The senate voted on {name}.", published_at)
    ((_, future),) = resolved(f"The senate will vote on {name}.", published_at)

    assert past is not None
    assert 0 <= (published_at - date.fromisoformat(past)).days <= 6
    assert future is not None
    assert 0 <= (date.fromisoformat(future) - published_at).days <= 6


WORDS = st.lists(
    st.sampled_from(
        "12 March May 2026 , Friday at 5 p.m. 17:00 on last week Thursday’s “today ” will said 31 February noon . 2026-13-45 "
        "99/99/2026 0001-01-01 \n in next year".split(" ")
    )
).map(" ".join)


@given(st.one_of(st.text(), WORDS), st.one_of(st.none(), st.dates(min_value=date(1, 1, 8))))
def test_any_text_gives_ordered_exact_slices_and_never_an_error(text: str, published_at: date | None) -> None:
    found = find(text)

    assert all(mention.text == text[mention.start : mention.end] for mention in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for mention in found:
        resolve(mention, text, published_at)
        assert mention.when != When()


PIECES = st.sampled_from(
    "January Feb. may Tues. Thursday’s Fridays Last next this coming yesterday Tonight week year morning one two ten six "
    "o’clock a quarter half past to before noon midnight in since by from of early mid-2024 1999 5 12 5:30 p.m. 3 March "
    "the at GMT 0915 and minutes twenty-five Ten , - – 2026-03-12T17:00 12/03/2026 eight through Summer".split()
)


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_no_date_begins_with_a_word_that_is_passed_over(text: str) -> None:
    beginning = BEGINNING if any(map(str.isdecimal, text)) else BEGINNING_WITHOUT_DIGITS

    for match in MENTION.finditer(text):
        assert beginning.match(text, match.start())
        assert any(map(str.isdecimal, text)) or not TELLING_WORDS.isdisjoint(re.findall(r"[^\W\d_]+", text.lower()))
