"""Pairs from all over the news: one sentence, the same figures in other words, and a figure that is wrong."""

import pytest

from service.core.article import segment
from service.core.checks import number, unit
from service.core.claim import Claim
from service.core.draft import DraftFact, Item

# (article, a true statement, a false one)
PAIRS = [
    # Scores
    ("Harlow beat Tring 4–1 on Saturday.", "Harlow won by four goals to one.", "Harlow won by five goals to one."),
    ("She won the final 6-4, 7-5.", "She took the final 6–4, 7–5.", "She took the final 6–4, 7–6."),
    ("The hosts lost two to nil in extra time.", "The hosts lost 2-0.", "The hosts lost 3-0."),
    ("He was sent off in the 71st minute.", "He was sent off in minute 71.", "He was sent off in the 17th minute."),
    ("It was their fifth win in a row.", "It was their 5th straight win.", "It was their sixth straight win."),
    ("The sprinter ran it in 9.58 seconds.", "He clocked 9.58s.", "He clocked 9.85s."),
    ("Leeds scored 28 points to 14.", "Leeds won 28-14.", "Leeds won 24-14."),
    # Temperatures
    ("It fell to -5C overnight.", "It was minus five degrees Celsius at night.", "It was minus 15 degrees Celsius."),
    ("It reached 41.3°C in Seville.", "Seville had 41.3 degrees.", "Seville had 43.1 degrees."),
    ("It was 104 degrees Fahrenheit.", "It was 104F.", "It was 104C."),
    ("Seas are 1.2 degrees warmer.", "Seas warmed by 1.2 degrees Celsius.", "Seas warmed by 2.1 degrees."),
    # Shares and rates of exchange
    ("Shares rose 3.1% to 14.6 pounds.", "Shares were up 3.1 per cent at £14.60.", "Shares were up 1.3 per cent."),
    ("Sales rose 3.1% to 14.6 billion crowns.", "Sales of NOK 14.6bn were up 3.1 percent.", "Sales were USD 14.6bn."),
    ("The profit was 1.84 billion kroner.", "The profit was DKK 1.84bn.", "The profit was 1.84 billion rand."),
    ("The profit was 420 million kronor.", "The profit was SEK 420m.", "The profit was CHF 420m."),
    ("The fine is SEK 5 million.", "The fine is 5 million Swedish kronor.", "The fine is NOK 5 million."),
    ("It paid R5 million for the farm.", "It paid 5 million rand.", "It paid $5 million."),
    ("The flat cost 900,000 zlotys.", "The flat cost PLN 900,000.", "The flat cost 900,000 forints."),
    ("The peso stood at 20.35 per dollar.", "It took 20.35 pesos per dollar.", "The peso stood at 20.35 per euro."),
    ("It is worth a quarter of a million pounds.", "It is worth £250,000.", "It is worth £250 million."),
    ("It trades at 1,500.25.", "It trades at 1 500.25.", "It trades at 1 600.25."),
    ("A share now costs 63.1 crowns.", "A share now costs SEK 63.1.", "A share now costs $63.1."),
    ("The fare is 50 cents.", "The fare is $0.50.", "The fare is $0.60."),
    ("The index lost 0.7%, or 112 points.", "The index fell 112 points, 0.7 per cent.", "The index fell 121 points."),
    ("Rates rose 75 basis points.", "Rates rose three-quarters of a percentage point.", "Rates rose 0.5 points."),
    # Ages
    ("The boy, seven, was found.", "The seven-year-old was found.", "The eight-year-old was found."),
    ("She was a year and a half old.", "She was 18 months old.", "She was two and a half years old."),
    ("He died at the age of 92.", "He died aged 92.", "He died aged 29."),
    ("People over 65 are exempt.", "Over-65s are exempt.", "Over-56s are exempt."),
    # Doses
    ("Take 500 mg, or half a gram.", "Take half a gram.", "Take a quarter of a gram."),
    ("The vial holds 2.5 ml.", "The vial holds two and a half millilitres.", "The vial holds 2.5 litres."),
    ("Give two doses three weeks apart.", "The two doses are 21 days apart.", "The two doses are 28 days apart."),
    ("Take it every 4-6 hours.", "Take it every four to six hours.", "Take it every six to eight hours."),
    ("It helped 33% of patients.", "It helped a third of patients.", "It helped a quarter of patients."),
    ("One in six patients fell ill.", "17 percent of patients fell ill.", "One in seven patients fell ill."),
    # Votes
    ("The board voted 4–1 for it.", "The board backed it by four to one.", "The board backed it by three to two."),
    ("Judges ruled five to four.", "Judges ruled 5–4.", "Judges ruled 6–3."),
    ("It passed by 217 votes to 213.", "It passed 217-213.", "It passed 219-213."),
    ("Turnout was 66.7 percent.", "Two-thirds of them turned out.", "Three-quarters of them turned out."),
    ("She won 31% of the vote.", "She won about a third of the vote.", "She won more than a third of the vote."),
    ("He leads by 2 percentage points.", "He leads by two points.", "He leads by two percent."),
    # Distances
    ("The trail is 26.2 miles long.", "It is a 26.2-mile trail.", "It is a 26.2-kilometer trail."),
    ("The cliff rises 300 feet.", "It is a 300-foot cliff.", "It is a 300-metre cliff."),
    ("The boat sank 12 nautical miles out.", "It sank 12 nautical miles away.", "It sank 12 kilometres away."),
    ("The pipe is 1.5 km long.", "The pipe is 1,500 metres long.", "The pipe is 1,800 metres long."),
    # Courts
    ("He got a year and a half in jail.", "He got one and a half years.", "He got three and a half years."),
    ("They have 14 days to appeal.", "They have two weeks to appeal.", "They have three weeks to appeal."),
    ("He got three consecutive life terms.", "He got 3 life terms in a row.", "He got 4 life terms in a row."),
    ("Article 12 bars it.", "Article twelve bars it.", "Article 21 bars it."),
    ("The tape shows an hour of footage.", "The tape has one hour of footage.", "The tape has two hours of footage."),
    ("The hearing took an hour and a half.", "The hearing took 90 minutes.", "The hearing took 80 minutes."),
    # Populations
    ("Some 1 500 people live there.", "Some 1,500 people live there.", "Some 1,800 people live there."),
    ("It has 2,400,000 inhabitants.", "It has 2.4 million people.", "It has 2.4 billion people."),
    ("About 12 000 fled.", "About twelve thousand fled.", "About twenty thousand fled."),
    ("Births fell by a fifth.", "Births fell by 20 percent.", "Births fell by 25 percent."),
    # Times of day, across midnight too
    ("They left at 11:15 p.m.", "They left at a quarter past eleven.", "They left at a quarter to eleven."),
    ("They left at half past two.", "They left at 2:30 a.m.", "They left at 3:30 a.m."),
    ("Polls shut at a quarter to one.", "Polls shut at 12:45.", "Polls shut at 1:45."),
    ("It struck at 0915 GMT.", "It struck at 9:15 a.m. GMT.", "It struck at 9:45 a.m. GMT."),
    ("It struck at 2315 GMT on Friday.", "It struck on Friday at 11.15pm.", "It struck on Friday at 11.15am."),
    ("They met from 11 p.m. to 12:20 a.m.", "They met until twenty past twelve.", "They met until 1:20 a.m."),
    ("The talks ended at midnight.", "The talks ended at 00:00.", "The talks ended at noon."),
    ("It rained from 7 to 9 p.m.", "It rained from 7 p.m. to 9 p.m.", "It rained from 6 p.m. to 9 p.m."),
    ("Doors are open 7 p.m. to 9 p.m.", "Doors are open between 7 and 9 p.m.", "Doors are open from 7 to 8 p.m."),
    ("It sank a quarter of an hour later.", "It sank 15 minutes later.", "It sank 25 minutes later."),
    ("The rate is £5 per hour.", "The rate is 5 pounds an hour.", "The rate is £5 per day."),
]


def severities(evidence: str, statement: str) -> set[str]:
    article = segment(evidence)
    cited = tuple(sentence.number for sentence in article.sentences)
    claim = Claim(Item("f1", "key_facts", DraftFact(statement=statement, status="done", sentences=cited)), article)
    return {finding.severity for finding in (*number.check(claim), *unit.check(claim))}


@pytest.mark.parametrize(("evidence", "statement", "_"), PAIRS, ids=[true for _, true, _ in PAIRS])
def test_the_same_figures_in_other_words_stay(evidence: str, statement: str, _: str) -> None:
    assert "fails" not in severities(evidence, statement)


@pytest.mark.parametrize(("evidence", "_", "statement"), PAIRS, ids=[false for _, _, false in PAIRS])
def test_a_wrong_figure_is_set_aside(evidence: str, _: str, statement: str) -> None:
    assert "fails" in severities(evidence, statement)


@pytest.mark.parametrize(
    ("evidence", "statement"),
    [
        ("It fell to -5C.", "It was 5C."),
        ("It was 5C.", "It fell to minus five degrees."),
        ("It helped 33% of patients.", "It helped a third of patients."),
        ("It helped a third of patients.", "It helped 33.3 percent of patients."),
        ("It helped 31% of patients.", "It helped nearly a third of patients."),
        ("The term is three months.", "The term is 90 days."),
        ("The team won two crowns.", "The team won two titles."),
    ],
)
def test_what_is_nearly_the_same_is_flagged_and_stays(evidence: str, statement: str) -> None:
    assert severities(evidence, statement) == {"flags"}


@pytest.mark.parametrize(
    ("evidence", "statement"),
    [
        ("Growth was -0.2% last year.", "Output shrank 0.2% last year."),
        ("It excludes one-time items.", "It excludes one-offs."),
        ("Sales rose 5 percent a year earlier.", "Sales rose 5 percent a month ago."),
        ("The scores were 250 300 and 275.", "One score was 300."),
        ("The ban starts on Jan. 1, 2027.", "The ban starts on New Year's Day 2027."),
        ("She keeps 8 GB of files.", "She keeps eight gigabytes of files."),
    ],
)
def test_what_looks_like_another_figure_and_is_none_passes(evidence: str, statement: str) -> None:
    assert "fails" not in severities(evidence, statement)


@pytest.mark.parametrize(
    "piece", ['6" ', "1-", "1 2 ", "one ", "5 km ", "12 May ", "in 2024 ", "$ ", ": ", '"', "1 to 2 ", "NOK 5 "]
)
def test_a_statement_of_nothing_but_figures_about_a_text_of_the_same_is_checked_to_its_end(piece: str) -> None:
    # Quadratic work would not end within any patience.
    text = piece * (180_000 // len(piece)) + "The raid killed 23 people."

    assert severities(text, f"The raid killed 23 people. {piece * 300}") <= {"flags"}


def test_figures_that_are_all_missing_from_a_text_of_figures_are_told_to_the_end() -> None:
    evidence = " ".join(f"{figure}.5 km and {figure} cats," for figure in range(1000, 9000))

    assert severities(evidence, " ".join(f"{figure}.25 km, {figure} dogs" for figure in range(20_000, 20_200))) == {
        "fails"
    }
