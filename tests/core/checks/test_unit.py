"""A right numeral with a wrong scale, unit or currency is set aside; other words for the same unit never are."""

import pytest

from service.core.article import segment
from service.core.checks import number, unit
from service.core.claim import Claim
from service.core.draft import DraftFact, DraftQuestion, Item

ARTICLE = segment(
    "The senate approved an $825 million sale of missiles.\n"
    "Two rockets fell 50 meters from the hospital, 80 km north of the capital, and hurt 23 people.\n"
    "The bank raised its rate by 0.25 percentage points to 4.5 percent, and 1.2 million homes will pay more.\n"
    "The ferry carries 900 tonnes at 40 miles per hour and takes three hours.\n"
    "The fund holds €5bn, and each fine is A$200.\n"
    "The walk is 10 kilometers (6.2 miles) and costs $10-15 million to pave."
)


def fact(statement: str, *sentences: int) -> Claim:
    return Claim(Item("f1", "key_facts", DraftFact(statement=statement, status="done", sentences=sentences)), ARTICLE)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("The sale is worth 825 million dollars.", 1),
        ("The sale is worth US$825m.", 1),
        ("The rockets fell 50 metres from the hospital.", 2),
        ("The rockets fell 50m away from it, 80 kilometres north of the capital.", 2),
        ("The rate rose by 25 basis points to 4.5%.", 3),
        ("The rate rose 0.25 percentage point, to 4.5 per cent, for 1,200,000 homes.", 3),
        ("The ferry takes 3 hrs at 40 mph and carries 900 metric tons.", 4),
        ("The fund holds five billion euros.", 5),
        ("The walk is 6.2 miles, or 10 km.", 6),
        ("The pavement costs between $10 million and $15 million.", 6),
    ],
)
def test_the_same_unit_in_other_words_passes(statement: str, sentence: int) -> None:
    claim = fact(statement, sentence)

    assert [*unit.check(claim), *number.check(claim)] == []


@pytest.mark.parametrize(
    ("statement", "sentence", "reason"),
    [
        ("The sale is worth $825 billion.", 1, ("$825 billion", "scale", "$825 million")),
        ("The sale is worth €825 million.", 1, ("€825 million", "unit", "$825 million")),
        ("The sale is worth 825 million pounds.", 1, None),
        ("The rockets fell 50 kilometers from it.", 2, ("50 kilometers", "unit", "50 meters")),
        ("The rockets fell 50 feet from it.", 2, ("50 feet", "unit", "50 meters")),
        ("It lies 80 miles north of the capital.", 2, ("80 miles", "unit", "80 km")),
        ("The rockets hurt 23 percent of them.", 2, ("23 percent", "unit", "23 people")),
        ("The rate rose by 0.25 percent.", 3, ("0.25 percent", "unit", "0.25 percentage points")),
        ("It rose to 4.5 percentage points.", 3, ("4.5 percentage points", "unit", "4.5 percent")),
        ("Some 1.2 billion homes will pay more.", 3, ("1.2 billion", "scale", "1.2 million")),
        ("The ferry goes at 40 kilometers per hour.", 4, ("40 kilometers per hour", "unit", "40 miles per hour")),
        ("The ferry carries 900 kilograms.", 4, ("900 kilograms", "unit", "900 tonnes")),
        ("The trip takes three days.", 4, ("three days", "unit", "three hours")),
        ("The fund holds $5 billion.", 5, ("$5 billion", "unit", "€5bn")),
        ("The pavement costs $10-15 billion.", 6, ("$10-15 billion", "scale", "$10-15 million")),
    ],
)
def test_a_wrong_scale_unit_or_currency_is_set_aside_once(
    statement: str, sentence: int, reason: tuple[str, str, str] | None
) -> None:
    claim = fact(statement, sentence)
    findings = list(unit.check(claim))

    if reason is None:  # "pounds" may be money or a weight
        assert {finding.severity for finding in number.check(claim)} == {"flags"}
        return
    said, what, there = reason
    assert [(finding.severity, finding.detail) for finding in findings] == [
        ("fails", f'"{said}" has another {what} than the cited sentences, which say "{there}"')
    ]
    assert list(number.check(claim)) == []


def test_a_converted_unit_is_no_unit_mix_up_but_a_number_the_article_lacks() -> None:
    claim = fact("The rockets fell 164 feet from the hospital.", 2)

    assert list(unit.check(claim)) == []
    assert [finding.severity for finding in number.check(claim)] == ["fails"]


def test_dollars_of_another_country_are_flagged_only() -> None:
    claim = fact("Each fine is $200.", 5)

    assert list(unit.check(claim)) == []
    assert [finding.severity for finding in number.check(claim)] == ["flags"]


def test_a_question_is_held_against_the_whole_article() -> None:
    content = DraftQuestion(question="Who pays the $825 billion?", reason="unanswered", sentences=(2,))

    (finding,) = unit.check(Claim(Item("q1", "open_questions", content), ARTICLE))

    assert finding.detail == '"$825 billion" has another scale than the article, which says "$825 million"'


def test_a_pound_is_money_or_a_mass_and_never_a_kilogram() -> None:
    gold = segment("Some 71 kilograms of gold were stolen.")
    content = DraftFact(statement="Some 71 pounds of gold were stolen.", status="done", sentences=(1,))

    assert [one.severity for one in unit.check(Claim(Item("f1", "key_facts", content), gold))] == ["fails"]
