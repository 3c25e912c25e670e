from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.article import segment
from service.core.quantities import Inventory, Quantity, compare, of_article, read

# (what a statement says, what the article says): one value in two forms.
SAME = [
    ("$825 million", "825,000,000 dollars"),
    ("$825 million", "$825m"),
    ("$825mn", "825 million U.S. dollars"),
    ("0.825 billion dollars", "$825 million"),
    ("US$825 million", "$825 million"),
    ("USD 825 million", "$825 million"),
    ("an $825-million deal", "$825 million"),
    ("€5bn", "five billion euros"),
    ("EUR 5 billion", "€5 billion"),
    ("£1.2m", "1.2 million pounds"),
    ("¥300 billion", "300 billion yen"),
    ("₹500 crore", "Rs 500 crore"),
    ("$1.5tn", "1.5 trillion dollars"),
    ("$10-15 million", "between $10 million and $15 million"),
    ("$10 million", "$10-15 million"),
    ("$15 million", "from $10 million to $15 million"),
    ("half a million dollars", "$500,000"),
    ("a million-dollar house", "a house worth $1 million"),
    ("twenty-three people", "23 people"),
    ("23 people", "twenty three people"),
    ("a dozen ships", "12 ships"),
    ("half a dozen ships", "six ships"),
    ("two dozen ships", "24 ships"),
    ("three dozen", "36"),
    ("one hundred and five seats", "105 seats"),
    ("a hundred and fifty thousand voters", "150,000 voters"),
    ("150k voters", "150,000 voters"),
    ("twelve hundred jobs", "1,200 jobs"),
    ("two and a half million people", "2.5 million people"),
    ("two-and-a-half years", "2.5 years"),
    ("3½ hours", "3.5 hours"),
    ("3 1/2 hours", "three and a half hours"),
    ("nine hundred thousand", "0.9 million"),
    ("1\u202f200\u202f000 residents", "1.2 million residents"),
    ("one in three voters", "a third of voters"),
    ("nine out of 10 doctors", "9 in 10 doctors"),
    ("two-thirds of members", "two thirds of members"),
    ("a quarter of the budget", "25% of the budget"),
    ("half of the seats", "50 percent of the seats"),
    ("three-quarters of them", "75 per cent"),
    ("5 per cent", "5%"),
    ("5 percent", "five percent"),
    ("5.5 pct", "5.5%"),
    ("0.5 percentage points", "50 basis points"),
    ("half a percentage point", "0.5 percentage points"),
    (".5 percent", "0.5%"),
    ("between 10 and 15 percent", "10-15%"),
    ("10 to 15 percent", "between 10% and 15%"),
    ("10 percent", "10 to 15 percent"),
    ("10 kilometers", "10 to 15 kilometers"),
    ("five kilometers", "five or six kilometers"),
    ("1 percent", "1, 2 and 3 percent in turn"),
    ("50 metres", "50 meters"),
    ("50 m", "50 meters"),
    ("50m", "50 metres"),
    ("a 50-meter fence", "a fence 50 metres long"),
    ("10 km", "ten kilometres"),
    ("30 square kilometers", "30 sq km"),
    ("60 mph", "60 miles per hour"),
    ("80 km/h", "80 kilometers per hour"),
    ("100kg of cocaine", "100 kilograms of cocaine"),
    ("20 tonnes", "20 metric tons"),
    ("3 hrs", "three hours"),
    ("two minutes", "2 min"),
    ("20C", "20 degrees Celsius"),
    ("20°C", "20 degrees"),
    ("10 years", "a decade"),
    ("three decades", "30 years"),
    ("100 years", "a century"),
    ("two weeks", "a fortnight"),
    ("the 27 nations", "the 27-nation bloc"),
    ("a five-year-old girl", "a girl of 5 years"),
    ("a 23-year-old man", "a man, 23, who fled"),
    ("23 years old", "the 23-year-old"),
    ("aged 23", "23 years old"),
    ("third place", "3rd place"),
    ("the 21st century", "the twenty-first century"),
    ("the 50th anniversary", "the fiftieth anniversary"),
    ("the twenty-fifth time", "the 25th time"),
    ("a 3-2 win", "won 3–2"),
    ("a vote of 52 to 48", "voted 52-48"),
    ("in 2024", "since 2024"),
    ("from 2014 to 2018", "between 2014 and 2018"),
    ("2014 to 2015", "the 2014-15 season"),
    ("nineteen eighty-four", "1984"),
    ("the 1990s", "the ’90s"),
    ("Article 5", "article five of the treaty"),
    ("phase two", "the second phase starts"),
    ("a quarter of a point", "0.25 points"),
    ("a quarter-point cut", "0.25 percentage points"),
    ("20%", "fell by a fifth to $3tn"),
    ("three-weekly rounds", "every three weeks"),
    ("by one-third", "by a third among patients"),
    ("1,240 miles", "2,000 km (1,240 mi)"),
    ("children under 16", "a ban for under-16s"),
    ("9.58 seconds", "in 9.58s"),
    ("0.3%", "rose 0.3pc in May"),
    ("more than 1,000 km", "1,000-plus kilometres"),
    ("phase 2", "phase two"),
    ("24 hours", "1 day"),
    ("20,000 meters", "20 kilometers"),
    ("dozens of drones", "36 drones"),
    ("hundreds of people", "hundreds were arrested"),
    ("thousands of fans", "5,000 fans"),
    ("several hundred people", "hundreds of people"),
    ("about 50 people", "roughly 50 people"),
    ("50 people", "50 or so people"),
    ("three people were killed and 12 injured", "killed three and injured a dozen"),
]

# The same forms with another value, scale or unit.
DIFFERENT = [
    ("$825 million", "$825 billion", "scale"),
    ("$825 billion", "$825m", "scale"),
    ("1.2 million people", "1.2 billion people", "scale"),
    ("$825 million", "€825 million", "unit"),
    ("825 million euros", "825 million dollars", "unit"),
    ("£5 million", "$5 million", "unit"),
    ("50 kilometers", "50 meters", "unit"),
    ("50 miles", "50 kilometers", "unit"),
    ("50 feet", "50m away from", "doubtful"),
    ("20 kilograms", "20 tonnes", "unit"),
    ("5 percentage points", "5 percent", "unit"),
    ("5 percent", "5 percentage points", "unit"),
    ("5 basis points", "0.05 percent", "unit"),
    ("20 degrees Fahrenheit", "20 degrees Celsius", "unit"),
    ("three weeks", "three months", "unit"),
    ("90 days", "three months", "doubtful"),
    ("12 months", "12 monthly instalments", "doubtful"),
    ("a third term", "three terms", "doubtful"),
    ("2,000 soldiers", "in 2000", "doubtful"),
    ("a fourth term", "a third term", "other"),
    ("23 percent", "23 people", "unit"),
    ("23 kilometers", "23 soldiers", "unit"),
    ("$23", "23 soldiers", "unit"),
    ("5 square kilometers", "5 kilometers", "unit"),
    ("32 people", "23 people", "other"),
    ("twenty-two people", "23 people", "other"),
    ("13 ships", "a dozen ships", "other"),
    ("$835 million", "$825 million", "other"),
    ("$800 million", "$825 million", "other"),
    ("2.6 million people", "two and a half million people", "other"),
    ("one in four voters", "one in three voters", "other"),
    ("a third of voters", "a quarter of voters", "other"),
    ("two-thirds", "three-quarters", "other"),
    ("the third quarter", "the fourth quarter", "other"),
    ("the 20th century", "the 21st century", "other"),
    ("in 2023", "in 2024", "other"),
    ("the 1980s", "the 1990s", "other"),
    ("a 3-1 win", "won 3-2", "other"),
    ("16 percent", "10-15 percent", "other"),
    ("$20 million", "$10-15 million", "other"),
    ("Article 4", "Article 5", "other"),
    ("a 24-year-old man", "a 23-year-old man", "other"),
    ("164 feet", "50 meters", "other"),
    ("31 miles", "50 kilometers", "other"),
    ("hundreds of drones", "dozens of drones", "other"),
    ("the 28-nation bloc", "the 27-nation bloc", "other"),
    ("1,500 troops", "15,000 troops", "other"),
    ("more than 900 people", "825 people", "other"),
    ("about 203 people", "200 people", "other"),
    ("more than 4,003 people", "4,200 people", "other"),
    ("23 people", "23 percent", "unit"),
    ("$6.1-7.1 billion", "$6.1-6.4 billion, not $6.8-7.1 billion", "doubtful"),
    ("fewer than 800 people", "825 people", "other"),
    ("about 60 people", "46 people", "other"),
    ("nearly 800 people", "825 people", "other"),
    ("$826 million", "$825 million", "other"),
]

# Marked as inexact, and true.
ROUNDED = [
    ("more than 800 people", "825 people"),
    ("over $800 million", "$825 million"),
    ("nearly $830 million", "$825 million"),
    ("about 50 people", "46 people"),
    ("roughly 3,000 homes", "2,967 homes"),
    ("fewer than 50 people", "46 people"),
    ("at least 20 people", "23 people"),
    ("more than 25 people", "28 people"),
    ("under 19 people", "16 people"),
    ("2.5 million people", "2,512,340 people"),
]


def relations(said: str, known: str) -> set[str]:
    inventory = Inventory(read(known))
    return {compare(quantity, inventory).relation for quantity in read(said)}


@pytest.mark.parametrize(("said", "known"), SAME, ids=[f"{said} | {known}" for said, known in SAME])
def test_a_quantity_is_the_same_however_it_is_written(said: str, known: str) -> None:
    assert relations(said, known) == {"same"}


@pytest.mark.parametrize(
    ("said", "known", "relation"), DIFFERENT, ids=[f"{said} | {known}" for said, known, _ in DIFFERENT]
)
def test_another_value_scale_or_unit_is_told_apart(said: str, known: str, relation: str) -> None:
    assert relations(said, known) == {relation}


@pytest.mark.parametrize(("said", "known"), ROUNDED, ids=[f"{said} | {known}" for said, known in ROUNDED])
def test_a_rounding_that_holds_is_told_from_a_wrong_number(said: str, known: str) -> None:
    assert relations(said, known) == {"rounded"}


@pytest.mark.parametrize(
    "text",
    [
        "No one knew, and none of the members spoke to one another.",
        "One of the members left; this one stayed, and everyone agreed.",
        "A second later the lights went out.",
        "He lives at No. 10 and is No. 1 in the party.",
        "An F-16 and a MiG-29 met a Boeing 737-800 and an Airbus A320.",
        "COVID-19 and H1N1 were on the agenda of the G7 and the G20.",
        "The Group of Seven and the Big Three welcomed it.",
        "The 5G network runs 24/7 since 9/11.",
        "The first lady and the first minister met at first hand.",
        "Ground Zero has zero tolerance.",
        "His half-brother agreed at once.",
        "Version 1.2.3 is at 192.168.1.1.",
        "At one point, on the one hand, one could say so.",
    ],
)
def test_names_and_pronouns_are_no_numbers(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "values", "unit"),
    [
        ("The deal is worth $825 million.", "money", [825_000_000], "USD"),
        ("Inflation was 2.3 percent.", "percent", [Fraction(23, 10)], "percent"),
        ("Rates rose 25 basis points.", "percentage_points", [Fraction(1, 4)], "percentage point"),
        ("It lies 50 meters away.", "measure", [50], "meter"),
        ("Sixteen ships waited.", "count", [16], None),
        ("It ended 3-2.", "score", [3, 2], None),
        ("Between 10 and 15 ships waited.", "count", [10, 15], None),
        ("It came third.", "ordinal", [3], None),
        ("The war began in 1914.", "year", [1914], None),
        ("It was built in the 1990s.", "decade", [1990], None),
        ("A 23-year-old died.", "age", [23], "year"),
        ("One in three agreed.", "ratio", [Fraction(1, 3)], None),
        ("Two-thirds agreed.", "fraction", [Fraction(2, 3)], None),
        ("They invoked Article 5.", "label", [5], "article"),
        ("Dozens fled.", "vague", [12], None),
        ("A 1.5 trillion won plan.", "money", [1_500_000_000_000], "KRW"),
        ("50m people watched.", "count", [50_000_000], None),
    ],
)
def test_each_kind_has_exact_values_and_a_normalised_unit(
    text: str, kind: str, values: list[int | Fraction], unit: str | None
) -> None:
    (quantity,) = read(text)

    assert (quantity.kind, list(quantity.values), quantity.unit) == (kind, values, unit)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("roughly 50 meters", "about"),
        ("an estimated 50 people", "about"),
        ("50 or so", "about"),
        ("more than 50", "over"),
        ("over $200 billion", "over"),
        ("less than 50", "under"),
        ("at least 50", "at least"),
        ("no fewer than 50", "at least"),
        ("no more than 50", "at most"),
        ("up to 50", "at most"),
        ("almost 50", "nearly"),
        ("50-plus", "at least"),
        ("the 50 people", None),
    ],
)
def test_a_hedge_is_kept_apart_from_the_value(text: str, hedge: str | None) -> None:
    (quantity,) = read(text)

    assert quantity.hedge == hedge
    assert int(quantity.values[0]) in {50, 200_000_000_000}


def test_quantities_are_equal_by_value_and_unit_not_by_their_words() -> None:
    (digits,) = read("exactly $825 million")
    (words,) = read("The price: more than 825,000,000 dollars.")
    (euros,) = read("€825 million")

    assert digits == words
    assert digits != euros


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Rund 1.234.567 Menschen", "de", Fraction(1234567)),
        ("Das sind 3,5 Grad", "de", Fraction(7, 2)),
        ("Soit 1\u202f234,5 euros", "fr", Fraction("1234.5")),
        ("Unos 25 000 soldados", "es", Fraction(25000)),
        ("数は1,234です", "ja", Fraction(1234)),
        ("عدد ٢٣ شخصا", "ar", Fraction(23)),
    ],
)
def test_outside_english_digits_are_read_with_the_comma_as_decimal_mark(
    text: str, language: str, value: Fraction
) -> None:
    (quantity,) = read(text, language)

    assert quantity.values == (value,)


def test_outside_english_number_words_are_left_alone() -> None:
    assert read("Es waren dreiundzwanzig Menschen, eine Million.", "de") == ()


def test_an_article_is_read_once() -> None:
    article = segment("The raid killed 23 people on Thursday.")

    assert of_article(article) is of_article(article)
    assert [quantity.text for quantity in of_article(article)] == ["23", "Thursday"]


NEWSLIKE = st.lists(
    st.sampled_from(
        "$ € 825 million billion m , . - – / % one two twenty hundred and a half dozen of in third second May March "
        "Friday 12 2026 5 p.m. to between percent points kilometers km ½ ’90s 1990s No F Boeing years old U.S. “ \n".split(
            " "
        )
    )
).map(" ".join)


@given(st.one_of(st.text(), NEWSLIKE, NEWSLIKE.map(lambda text: text.replace(" ", ""))))
def test_any_text_is_read_without_error_into_ordered_exact_slices(text: str) -> None:
    for language in ("en", "de"):
        found = read(text, language)

        assert all(quantity.text == text[quantity.start : quantity.end] for quantity in found)
        assert all(before.end <= after.start for before, after in pairwise(found))
        assert all(len(quantity.values) == len(quantity.numerals) for quantity in found)


@given(st.one_of(st.text(), NEWSLIKE))
def test_every_text_says_what_it_says_itself(text: str) -> None:
    known = Inventory(read(text))

    for quantity in known.quantities:
        assert compare(quantity, known).relation in {"same", "doubtful"}


@given(st.integers(min_value=2, max_value=999_999_999))
def test_a_number_in_words_is_the_number_in_digits(number: int) -> None:
    (words,) = read(f"They counted {spelled(number)} votes.")
    (digits,) = read(f"They counted {number:,} votes.")

    assert words.values == digits.values == (Fraction(number),)


@given(st.integers(min_value=1, max_value=999_999), st.sampled_from(["million", "billion", "trillion"]))
def test_an_amount_is_the_same_with_its_scale_spelled_shortened_or_written_out(thousandths: int, scale: str) -> None:
    factor = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    amount = f"{thousandths // 1000}.{thousandths % 1000:03}"
    letter = {"million": "m", "billion": "bn", "trillion": "tn"}[scale]

    forms = [f"${amount} {scale}", f"{amount} {scale} dollars", f"US${amount}{letter}"]
    forms.append(f"${int(Fraction(amount) * factor):,}")

    assert len({read(f"It cost {form}.") for form in forms}) == 1


@given(st.integers(min_value=2, max_value=10_000), st.integers(min_value=2, max_value=10_000))
def test_two_different_counts_are_never_the_same(one: int, other: int) -> None:
    (said,) = read(f"{one:,} people")

    assert (compare(said, Inventory(read(f"{other:,} people"))).relation == "same") == (one == other)


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1-", "1.", "one ", "one hundred and ", "twenty-", "half a ", "one in ", "5 to ", "$", "Friday ", "A "],
)
def test_a_very_long_text_of_one_thing_is_read_to_its_end(piece: str) -> None:
    text = piece * (20_000 // len(piece)) + " The raid killed 23 people."

    assert read(text)[-1] == count(23)


def count(value: int) -> Quantity:
    return Quantity(0, 0, "", "count", (Fraction(value),))


UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
UNITS += "seventeen eighteen nineteen".split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int) -> str:
    """English words for 1 to 999,999,999, the British way for hundreds."""
    for size, name in ((10**6, "million"), (1000, "thousand")):
        if number >= size:
            head, rest = divmod(number, size)
            joint = " and " if 0 < rest < 100 else " "
            return f"{spelled(head)} {name}" + (joint + spelled(rest) if rest else "")
    if number >= 100:
        head, rest = divmod(number, 100)
        return f"{UNITS[head]} hundred" + (f" and {spelled(rest)}" if rest else "")
    if number >= 20:
        head, rest = divmod(number, 10)
        return TENS[head] + (f"-{UNITS[rest]}" if rest else "")
    return UNITS[number]
