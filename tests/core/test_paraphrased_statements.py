"""Names, numbers and denials as a writer puts them in other words: one sentence, what may be said, and what may not."""

import pytest

from service.core.checks import name, negation, number
from service.core.claim import Finding
from tests.claims import article, fact

# (article, a statement nothing may fail, a statement something must fail)
NAMES = [
    ("Eighteen MPs voted no.", "An MP voted no.", "An SNP politician voted no."),
    ("The Liberal Democrats voted no.", "So did the Lib Dems.", "So did the Social Democrats."),
    ("It was the Lib Dems who voted no.", "No, said the Liberal Democrats.", "No, said the National Democrats."),
    ("The Government of Catalonia must agree.", "A Catalan body must agree.", "A Castilian body must agree."),
    ("Farms in Lombardy flooded.", "Many Lombard farms flooded.", "Many Ligurian farms flooded."),
    ("Crowds filled New York.", "Many New Yorkers came.", "Many Londoners came."),
    ("John Robert Ewing left.", "He is J. R. Ewing.", "He is B. R. Ewing."),
    ("It was J. R. Ewing who left.", "It was John Ewing.", "It was Robert Ewing."),
    ("Manchester United won.", "So Man Utd won.", "So Man City won."),
    ("The Castellano party won.", "The party of Castellano won.", "The party of Castellan won."),
    ("JPMorgan Chase cut jobs.", "The bank JP Morgan cut jobs.", "The bank JP Norman cut jobs."),
    ("It flew from Heathrow.", "It left Heathrow Airport.", "It left Gatwick Airport."),
    ("He swam in the Pacific.", "He swam in the Pacific Ocean.", "He swam in the Atlantic Ocean."),
    ("He lives in Saint Petersburg.", "His home is St Petersburg.", "His home is St Helier."),
    ("A plant in Sparks, Nev., burned.", "It burned in Sparks, Nevada.", "It burned in Sparks, Arizona."),
    ("Crowds filled the streets of Barcelona.", "It was in Barcelona, Spain.", "It was in Girona, Spain."),
    ("Crowds in Barcelona, Spain, sang.", "It was in Barcelona, Spain.", "It was in Barcelona, Italy."),
    ("Ruth and Karl Adler left.", "His wife Ruth Adler left.", "His wife Rosa Adler left."),
    ("The shares of Velotra fell.", "The shares of Velotra Inc. fell.", "The shares of Valetta Inc. fell."),
]
NUMBERS = [
    ("Of the five masts, he said, two failed.", "Two out of five masts failed.", "Three out of five masts failed."),
    ("In four of five trials it worked.", "It worked in 80% of trials.", "It worked in 60% of trials."),
    ("All but two of the 12 jurors agreed.", "Ten jurors agreed.", "Nine jurors agreed."),
    ("Half the 60 seats changed hands.", "Thirty seats changed hands.", "Forty seats changed hands."),
    ("They promised the first of June.", "They promised June 1.", "They promised June 3."),
    ("They promised the twenty-third of May.", "They promised 23 May.", "They promised 3 May."),
    ("They promised June the first.", "They promised June 1.", "They promised June 2."),
    ("It began at six in the evening.", "It began at 6pm.", "It began at 6am."),
    ("It began at three at night.", "It began at 3am.", "It began at 3pm."),
    ("A man and two women were held.", "Three people were held.", "Four people were held."),
    ("He has three sons and a daughter.", "He has four children.", "He has five children."),
    ("A man and a woman were held.", "Two people were held.", "Three people were held."),
    ("Lee, 34, and Shah, 29, were held.", "Two men were held.", "Three men were held."),
    ("She won gold in 2016, 2020 and 2024.", "She won three golds.", "She won four golds."),
    ("The vote was 52 to 48.", "It passed by a margin of four.", "It passed by a margin of six."),
    ("It fell from 12% to 9%.", "It fell three percentage points.", "It fell four percentage points."),
    ("The rent is £3,000, up from £2,500.", "It rose by £500 to £3,000.", "It rose by £600 to £3,000."),
    ("Prices doubled.", "Prices rose 100%.", "Prices rose 200%."),
    ("He scored a hat-trick.", "He scored three goals.", "He scored four goals."),
    ("The match was goalless.", "The match ended 0-0.", "The match ended 1-1."),
    ("He is in his forties.", "He is in his 40s.", "He is in his 50s."),
]
DENIALS = [
    ("Neither side accepted the deal.", "Both sides rejected the deal.", "Both sides accepted the deal."),
    ("He does not think it will work.", "He thinks it will not work.", "He thinks it will work."),
    ("The deal includes no steel.", "The deal excludes steel.", "The deal includes steel."),
    ("The deal does not cover steel.", "The deal covers all except steel.", "The deal covers steel."),
    ("The scheme will not close if paid.", "The scheme will close unless paid.", "The scheme will close."),
    ("Lee voted; Shah did not.", "Shah did not vote.", ""),
    ("The law covers firms with at least 50 staff.", "It does not cover firms with fewer than 50.", ""),
    ("The law applies only to large firms.", "The law does not apply to small firms.", ""),
    ("He would rather resign than sign.", "He would not sign.", ""),
]


def findings(text: str, statement: str) -> list[Finding]:
    claim = fact(article(text), statement, 1)
    return [finding for check in (name.check, number.check, negation.check) for finding in check(claim)]


def failures(text: str, statement: str) -> list[str]:
    return [finding.detail for finding in findings(text, statement) if finding.severity == "fails"]


@pytest.mark.parametrize(("text", "true", "false"), [*NAMES, *NUMBERS, *DENIALS])
def test_other_words_for_what_the_evidence_says_fail_nothing(text: str, true: str, false: str) -> None:
    assert failures(text, true) == []


@pytest.mark.parametrize(("text", "true", "false"), [pair for pair in [*NAMES, *NUMBERS, *DENIALS] if pair[2]])
def test_what_the_evidence_does_not_say_fails_in_the_same_words(text: str, true: str, false: str) -> None:
    assert failures(text, false)


@pytest.mark.parametrize(("text", "true"), [(text, true) for text, true, _ in NUMBERS[:4] + NUMBERS[9:12]])
def test_a_number_reckoned_from_others_is_flagged(text: str, true: str) -> None:
    assert [finding.severity for finding in findings(text, true)] == ["flags"]
