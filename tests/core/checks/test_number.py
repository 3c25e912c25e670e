"""A number, amount or date that the cited sentences do not have is set aside; one they have in other words never."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.article import Article, Sentence, segment
from service.core.checks import number, unit
from service.core.claim import Claim, Finding, fails
from service.core.draft import DraftFact, DraftQuestion, Item

ARTICLE = segment(
    "Voters in Oster district backed the harbour tunnel by 217 to 213 on Thursday night.\n"
    "The £1.3 billion tunnel, 12 kilometres long, will open in spring 2031, three years later than planned.\n"
    "About 2.5 million people, roughly one in five adults, live within 30 miles (48 km) of the port.\n"
    "Council tax will rise by 4.99 percent from 1 April, the second increase in a row.\n"
    "Norda, Kestrel, Hale and Brightwater bid for the work; the union wants 1,204 new jobs and a pay rise of a third.\n"
    "Ana Pike, 71, who has lived there for four decades, said both ferries and a bus line would go.\n"
    "A Boeing 737 carrying 189 passengers circled for two and a half hours before landing at 5:14 p.m.\n"
    "Rovers won 3-1 in front of 23,450 fans, their first win since 12 September.\n"
    "Hundreds marched yesterday against the plan, which Article 5 of the charter forbids.",
    published_at=date(2026, 11, 21),
)


def fact(statement: str, *sentences: int, article: Article = ARTICLE) -> Claim:
    return Claim(Item("f1", "key_facts", DraftFact(statement=statement, status="done", sentences=sentences)), article)


def question(statement: str, *sentences: int, article: Article = ARTICLE) -> Claim:
    content = DraftQuestion(question=statement, reason="unanswered", sentences=sentences)
    return Claim(Item("q1", "open_questions", content), article)


def found(claim: Claim) -> list[Finding]:
    return list(number.check(claim))


def severities(claim: Claim) -> set[str]:
    return {finding.severity for finding in found(claim)}


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("Oster voted 217-213 for the tunnel on Thursday.", 1),
        ("The tunnel won by 217 votes to 213 on 19 November.", 1),
        ("Voters backed it on Thursday, 19 November 2026.", 1),
        ("The tunnel will cost £1.3bn.", 2),
        ("It will cost 1,300,000,000 pounds and open in 2031.", 2),
        ("The 12-kilometer tunnel opens three years late.", 2),
        ("Some 2.5 million people live near the port.", 3),
        ("About one in five adults, or 20%, live within 48 kilometers of it.", 3),
        ("2,500,000 people live within 30 miles.", 3),
        ("Council tax goes up 4.99 per cent on April 1.", 4),
        ("It is the second rise in a row.", 4),
        ("The union wants 1,204 jobs and one-third more pay.", 5),
        ("Pike, a 71-year-old, has lived there for 40 years.", 6),
        ("Two ferries and one bus line would go.", 6),
        ("A Boeing 737 with 189 people aboard circled for 2.5 hours.", 7),
        ("The 737 landed at 17:14.", 7),
        ("The plane circled for 150 minutes.", 7),
        ("Rovers won 3–1 before 23,450 spectators, their first victory since September 12.", 8),
        ("Hundreds marched on Friday.", 9),
        ("Article five of the charter forbids it.", 9),
        ("No one said which of the bidders was the one to win.", 5),
    ],
)
def test_a_value_in_other_words_passes(statement: str, sentence: int) -> None:
    assert found(fact(statement, sentence)) == []


@pytest.mark.parametrize(
    ("statement", "sentence", "reason"),
    [
        ("Oster voted 271-213 for it.", 1, '"271-213" is not in the cited sentences, which say "217 to 213"'),
        ("It was backed on Wednesday.", 1, '"Wednesday" is not in the cited sentences, which say "Thursday night"'),
        (
            "It was backed on 18 November.",
            1,
            '"18 November" is not in the cited sentences, which say "Thursday night"',
        ),
        ("It will cost £1.8 billion.", 2, '"£1.8 billion" is not in the cited sentences, which say "£1.3 billion"'),
        (
            "The tunnel is 21 kilometers long.",
            2,
            '"21 kilometers" is not in the cited sentences, which say "12 kilometres"',
        ),
        ("It opens in spring 2030.", 2, '"2030" is not in the cited sentences, which say "2031"'),
        ("It opens two years late.", 2, '"two years" is not in the cited sentences, which say "three years"'),
        ("One in four adults live there.", 3, '"One in four" is not in the cited sentences, which say "one in five"'),
        ("Tax rises 4.9 percent.", 4, '"4.9 percent" is not in the cited sentences, which say "4.99 percent"'),
        ("Tax rises from 1 May.", 4, '"1 May" is not in the cited sentences, which say "1 April"'),
        ("The union wants 1,402 new jobs.", 5, '"1,402" is not in the cited sentences, which say "1,204"'),
        ("Pike, 17, would miss the ferries.", 6, '"17" is not in the cited sentences'),
        ("Three ferries would go.", 6, '"Three" is not in the cited sentences'),
        ("It landed at 5:14 a.m.", 7, '"5:14 a.m." is not in the cited sentences, which say "5:14 p.m."'),
        ("Rovers won 3-2.", 8, '"3-2" is not in the cited sentences, which say "3-1"'),
        ("Article 6 forbids it.", 9, '"Article 6" is not in the cited sentences, which say "Article 5"'),
        ("Thousands marched.", 9, '"Thousands" is not in the cited sentences, which say "Hundreds"'),
        ("The tunnel is 7.5 miles long.", 2, '"7.5 miles" is not in the cited sentences, which say "12 kilometres"'),
    ],
)
def test_a_wrong_value_is_set_aside_and_the_reason_names_both(statement: str, sentence: int, reason: str) -> None:
    (finding,) = found(fact(statement, sentence))

    assert finding.severity == "fails"
    assert finding.detail.startswith(reason)


def test_a_number_taken_from_another_sentence_is_set_aside_with_the_sentence_that_has_it() -> None:
    (finding,) = found(fact("The union wants 1,204 new jobs.", 9))

    assert finding.severity == "fails"
    assert finding.detail == '"1,204" is not in the cited sentences; sentence 5 has it'


@pytest.mark.parametrize(
    ("statement", "sentence", "reason"),
    [
        ("The tunnel costs more than £1.2 billion.", 2, '"over £1.2 billion" rounds "£1.3 billion"'),
        ("Tax rises by nearly 5 percent.", 4, '"nearly 5 percent" rounds "4.99 percent"'),
        ("The union wants about 1,200 new jobs.", 5, '"about 1,200" rounds "1,204"'),
        ("Four companies bid for it.", 5, '"Four" is not in the cited sentences; it counts the names listed there'),
        ("More than 189 passengers were aboard.", 7, '"over 189" stands as "189" in the cited sentences'),
    ],
)
def test_what_may_be_true_is_flagged_and_stays(statement: str, sentence: int, reason: str) -> None:
    (finding,) = found(fact(statement, sentence))

    assert finding.severity == "flags"
    assert finding.detail.startswith(reason)


def test_a_number_of_one_thing_said_of_another_is_flagged() -> None:
    article = segment("The flood killed four people and 212 sheep in nine villages.")

    (finding,) = found(fact("The flood killed nine people.", 1, article=article))

    assert finding.severity == "flags"
    assert finding.detail == '"nine people" stands as "nine villages" in the cited sentences, beside "four people"'


def test_a_word_for_a_number_does_not_excuse_a_wrong_count_of_the_same_thing() -> None:
    article = segment("The raid killed 23 people, and both sides blamed a pilot.")

    assert severities(fact("The raid killed two people.", 1, article=article)) == {"fails"}
    assert severities(fact("The raid killed one of the people.", 1, article=article)) == set()
    assert found(fact("Two sides blamed one pilot.", 1, article=article)) == []


def test_a_year_is_twelve_months_and_a_decade_ten_years() -> None:
    article = segment("Over the past decade rents rose 80% and each lease ran for a year.")

    assert found(fact("In ten years rents rose 80%; leases ran 12 months.", 1, article=article)) == []
    assert severities(fact("Leases ran for two years.", 1, article=article)) == {"fails"}
    assert severities(fact("Leases ran for six months.", 1, article=article)) == {"fails"}


def test_years_reckoned_from_the_years_in_the_evidence_are_flagged() -> None:
    article = segment("He led the port from 2009 to 2017. The dam stands since 1978.", published_at=date(2026, 3, 14))

    assert severities(fact("He led the port for eight years.", 1, article=article)) == {"flags"}
    assert severities(fact("He led the port for 18 years.", 1, article=article)) == {"flags"}
    assert severities(fact("He led the port for five years.", 1, article=article)) == {"fails"}
    assert severities(fact("The dam has stood for nearly five decades.", 2, article=article)) == {"flags"}


def test_the_day_of_a_date_is_no_count() -> None:
    article = segment("On 12 March the raid killed 23 people at 5 p.m.")

    assert severities(fact("The raid killed 12 people.", 1, article=article)) == {"fails"}
    assert severities(fact("The raid killed 5 people.", 1, article=article)) == {"fails"}
    assert found(fact("It happened on the 12th.", 1, article=article)) == []


@pytest.mark.parametrize(
    "statement", ["The tunnel costs £1.2 billion.", "It costs less than £1.2 billion.", "It costs about £1.5 billion."]
)
def test_a_rounding_that_is_not_marked_or_not_true_is_set_aside(statement: str) -> None:
    assert severities(fact(statement, 2)) == {"fails"}


def test_a_day_set_in_the_sentence_before_is_flagged_only() -> None:
    article = segment("The port shut on Monday. Ships waited outside it. Talks failed.")

    assert severities(fact("Ships waited on Monday.", 2, article=article)) == {"flags"}
    assert severities(fact("Talks failed on Monday.", 3, article=article)) == {"fails"}


def test_a_date_meets_a_weekday_only_where_the_day_of_publication_is_known() -> None:
    text = "The minister resigned on Thursday."
    dated = segment(text, published_at=date(2026, 11, 21))

    assert found(fact("The minister resigned on 19 November.", 1, article=dated)) == []
    assert severities(fact("The minister resigned on 12 November.", 1, article=dated)) == {"fails"}
    assert severities(fact("The minister resigned on 19 November.", 1, article=segment(text))) == {"fails"}


def test_words_that_count_from_today_fail_only_where_the_evidence_contradicts_them() -> None:
    article = segment("The bridge closed last week. The mayor spoke on Friday.")

    assert severities(fact("The bridge closes next week.", 1, article=article)) == {"fails"}
    assert severities(fact("The mayor spoke this week.", 2, article=article)) == {"flags"}


def test_a_question_may_draw_its_numbers_from_the_whole_article() -> None:
    assert found(question("Will the £1.3 billion tunnel bring 1,204 jobs by 2031?", 1)) == []

    (finding,) = found(question("Will the tunnel bring 1,402 jobs?", 1))
    assert finding.detail == '"1,402" is not in the article, which says "1,204"'


def test_outside_english_only_digits_are_checked() -> None:
    article = segment(
        "Bei dem Angriff auf die Stadt wurden am Donnerstag 1.234 Menschen verletzt, und 3,5 Prozent der Häuser sind "
        "nach Angaben der Behörden zerstört worden. Das ist am 12.03.2026 geschehen."
    )

    assert article.language == "de"
    assert found(fact("Verletzt wurden 1234 Menschen, zerstört 3,5 % der Häuser.", 1, article=article)) == []
    assert found(fact("Es geschah am 12. März 2026, einem Freitag mit zwei Toten.", 2, article=article)) == []
    (finding,) = found(fact("Verletzt wurden 1.243 Menschen.", 1, article=article))
    assert (finding.severity, finding.detail) == ("fails", '"1.243" is not in the cited sentences')


@pytest.mark.parametrize("sentence", ARTICLE.sentences, ids=lambda sentence: str(sentence.number))
def test_every_sentence_proves_itself(sentence: Sentence) -> None:
    claim = fact(ARTICLE.quote(sentence.number), sentence.number)

    assert [*number.check(claim), *unit.check(claim)] == []


@given(st.text(min_size=1).filter(lambda text: text.strip() != ""), st.text(min_size=1))
def test_no_text_is_too_odd_to_check(statement: str, evidence: str) -> None:
    article = segment(f"{evidence}\nThe raid killed 23 people.")

    for claim in (fact(statement, 1, article=article), question(statement, 1, article=article)):
        for finding in (*number.check(claim), *unit.check(claim)):
            assert finding.detail


@given(st.integers(min_value=3, max_value=10**7), st.integers(min_value=3, max_value=10**7))
def test_a_plain_count_passes_exactly_when_the_evidence_has_it(said: int, there: int) -> None:
    article = segment(f"The flood destroyed {there:,} homes.")

    findings = found(fact(f"The flood destroyed {said} homes.", 1, article=article))

    assert ([finding.severity for finding in findings] == []) == (said == there)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("They gave us four point two million pounds.", "They gave £4.2 million."),
        ("We said seventeen million pounds. It cost twenty-three point four.", "It cost £23.4 million."),
        ("It fell on the twenty-seventh and twenty-eighth of September.", "It fell on 27 and 28 September."),
        ("It fell in September. My last haul was the twenty-fifth.", "The last haul was on 25 September."),
        ("Sodium is measured for the first half year.", "Sodium is measured for half a year."),
        ("We shall repeal it in the first hundred days.", "They would repeal it within a hundred days."),
        ("Routes 14, 17 and 22 are cancelled.", "Three routes are cancelled."),
        ("It changed hands in 1932, in 1938 and in 1946.", "It was sold three times."),
        ("The store took in 21.4 GWh.", "The store took in 21.4 gigawatt-hours."),
        ("The dispute is about $8.2 million owed.", "How will the dispute over the $8.2 million end?"),
        ("They are not back to where they were in 2023.", "They are not back to 2023 levels."),
    ],
)
def test_a_true_number_in_other_words_is_not_missed(text: str, statement: str) -> None:
    about = segment(text)

    assert not any(one.severity == "fails" for one in found(fact(statement, *all_of(about), article=about)))


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("They gave us four point two million pounds.", "They gave £2 million."),
        ("They gave us four point two million pounds.", "They gave £4.3 million."),
        ("It cost twenty-three point four.", "It cost £23.4 million."),  # of what is nowhere said
        ("It fell on the twenty-seventh and twenty-eighth of September.", "It fell on 26 September."),
        ("We shall repeal it in the first hundred days.", "They would repeal it within a thousand days."),
        ("Routes 14, 17 and 22 are cancelled.", "Four routes are cancelled."),
    ],
)
def test_a_wrong_number_in_other_words_is(text: str, statement: str) -> None:
    about = segment(text)

    assert any(one.severity == "fails" for one in found(fact(statement, *all_of(about), article=about)))


def all_of(about: Article) -> range:
    return range(1, len(about.sentences) + 1)


def test_number_words_of_another_language_are_read_where_they_can_be() -> None:
    about = segment("« Cinquante-deux minutes, c’est en juillet », objecte Karima Delaunoy.", language="fr")

    assert found(fact("Selon elle, 52 minutes valent en été.", 1, article=about)) == []
    assert found(fact("Selon elle, 53 minutes valent en été.", 1, article=about)) == [
        fails('"53" is not in the cited sentences')
    ]
