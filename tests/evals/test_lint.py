from pathlib import Path

import pytest

from evals.cases import GOLD, Case, read_case
from evals.lint import lint, problems
from tests.evals.gold_cases import small_case, the_strike

TEXT = (
    "The port of Aldmere closed on Monday. Mayor Ann Roe said: “We will open it on Friday.” "
    "Carl Roe, a docker, said 23 ships were waiting."
)
CLOSED = "The port of Aldmere closed on Monday."


def wrong(case: Case) -> list[tuple[str, str]]:
    return [(problem.place, problem.detail) for problem in problems(case) if problem.severity == "wrong"]


def doubtful(case: Case) -> list[tuple[str, str]]:
    return [(problem.place, problem.detail) for problem in problems(case) if problem.severity == "doubtful"]


def fact(statement: str, *evidence: str, weight: str = "must") -> dict[str, object]:
    return {"statement": statement, "weight": weight, "status": "done", "evidence": list(evidence or [CLOSED])}


def party(name: str, evidence: str, **others: object) -> dict[str, object]:
    return {"name": name, "weight": "must", "kind": "person", "evidence": [evidence], **others}


def test_a_good_case_has_nothing_wrong() -> None:
    assert wrong(the_strike()) == []


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_suite_has_nothing_wrong(path: Path) -> None:
    assert wrong(read_case(path)) == []


def test_a_true_item_that_a_check_rejects_must_be_listed(tmp_path: Path) -> None:
    case = small_case(tmp_path, TEXT, key_facts=[fact("Aldmere closed 99 ports.")])

    ((place, detail),) = wrong(case)

    assert place == "f1"
    assert "`number` rejects it" in detail
    assert "{item: f1, check: number}" in detail


def test_a_listed_rejection_is_accepted_for_as_long_as_it_happens(tmp_path: Path) -> None:
    listed = [{"item": "f1", "check": "number"}]
    rejected = small_case(tmp_path, TEXT, key_facts=[fact("Aldmere closed 99 ports.")], known_rejections=listed)
    mended = small_case(tmp_path, TEXT, known_rejections=listed)

    assert wrong(rejected) == []
    assert wrong(mended) == [("f1", "`number` no longer rejects it: take it out of known_rejections")]


def test_two_facts_that_say_the_same_are_one_too_many(tmp_path: Path) -> None:
    case = small_case(
        tmp_path, TEXT, key_facts=[fact("On Monday Aldmere's port closed."), fact("Aldmere's port closed on Monday.")]
    )

    ((place, detail),) = wrong(case)

    assert place == "f2"
    assert detail.startswith("it says the same as f1")


def test_two_claims_of_one_sentence_may_share_what_it_says(tmp_path: Path) -> None:
    text = "The port of Aldmere closed on Monday. The mayor said the port would open on Friday if the crane was mended."
    told = text.split(". ")[1].rstrip(".")
    views = [
        {"statement": f"Ann Roe said the port would {what}.", "weight": "must", "evidence": [told]}
        for what in ("open on Friday", "open if the crane was mended")
    ]

    case = small_case(tmp_path, text, parties=[party("Ann Roe", "The mayor said", positions=views)])

    assert [detail for _, detail in wrong(case) if "says the same" in detail] == []
    assert any("can pass for p1.1" in detail for place, detail in doubtful(case) if place == "p1.2")


def test_the_same_view_of_two_parties_is_two_views(tmp_path: Path) -> None:
    view = {
        "statement": "The port should open on Friday.",
        "weight": "must",
        "evidence": ["We will open it on Friday."],
    }
    case = small_case(
        tmp_path,
        TEXT,
        parties=[party("Ann Roe", "Mayor Ann Roe", positions=[view]), party("Carl Roe", "Carl Roe, a docker")],
    )

    assert [place for place, detail in wrong(case) if "says the same" in detail] == []


def test_a_case_without_a_must_is_wrong(tmp_path: Path) -> None:
    case = small_case(tmp_path, TEXT, key_facts=[fact("Aldmere's port closed on Monday.", weight="nice")])

    assert wrong(case) == [("", "no fact is a must: name those without which a brief is a bad brief")]


def test_a_statement_has_twenty_five_words_at_most(tmp_path: Path) -> None:
    long = "Aldmere's port closed on Monday, " + "and " * 20 + "it was Monday."

    case = small_case(tmp_path, TEXT, key_facts=[fact(long)])

    assert ("f1", "it has 28 words; 25 are the most: split or cut it") in wrong(case)


def test_a_name_of_two_parties_is_wrong(tmp_path: Path) -> None:
    case = small_case(
        tmp_path,
        TEXT,
        parties=[
            party("Ann Roe", "Mayor Ann Roe", aliases=["Roe"]),
            party("Carl Roe", "Carl Roe, a docker", aliases=["Roe"]),
        ],
    )

    assert wrong(case) == [("p2", "'Roe' is also a name of p1 (Ann Roe): whose is it?")]


def test_a_must_not_statement_that_gold_itself_makes_is_wrong(tmp_path: Path) -> None:
    trap = {"statement": "The port of Aldmere closed on Monday.", "why": "It is what the article says."}

    case = small_case(tmp_path, TEXT, must_not=[trap])

    assert [place for place, detail in wrong(case) if "says the same" in detail] == ["m1", "m1"]


def test_a_must_not_statement_that_a_question_asks_about_is_right(tmp_path: Path) -> None:
    trap = {"statement": "The mayor closed the port of Aldmere.", "why": "Nobody said who closed it."}
    asked = {"question": "Did the mayor close the port of Aldmere?", "reason": "unanswered", "evidence": [CLOSED]}

    case = small_case(tmp_path, TEXT, must_not=[trap], open_questions=[{**asked, "weight": "nice"}])

    assert [place for place, detail in wrong(case) if "says the same" in detail] == []


def test_a_must_not_statement_that_differs_in_a_number_is_right(tmp_path: Path) -> None:
    ships = "Carl Roe, a docker, said 23 ships were waiting."
    case = small_case(
        tmp_path,
        TEXT,
        key_facts=[fact("23 ships were waiting off Aldmere.", ships)],
        must_not=[{"statement": "32 ships were waiting off Aldmere.", "why": "There were 23."}],
    )

    assert [place for place, _ in wrong(case) if place == "m1"] == []


def test_words_that_nobody_quotes_are_doubtful_as_a_quotation(tmp_path: Path) -> None:
    view = {"statement": "Roe counts 23 ships.", "weight": "must", "quotes": ["23 ships were waiting"]}
    case = small_case(
        tmp_path,
        TEXT,
        parties=[party("Carl Roe", "Carl Roe, a docker", positions=[view | {"evidence": ["Carl Roe, a docker"]}])],
    )

    assert ("p1.1", "'23 ships were waiting' stands in no quotation marks in the article") in doubtful(case)


def test_a_copied_statement_is_doubtful(tmp_path: Path) -> None:
    text = "The old port of Aldmere closed on Monday after a crane fell into the dock."
    case = small_case(tmp_path, text)

    assert ("f1", "it is copied from the article; say it in words of your own") in doubtful(case)


def test_a_file_that_cannot_be_read_says_why_and_the_others_are_read(tmp_path: Path) -> None:
    small_case(tmp_path, TEXT)
    (tmp_path / "broken.yaml").write_text("title: [", encoding="utf-8")

    found = dict(lint((tmp_path / "broken.yaml", tmp_path / "small.yaml")))

    assert "not YAML" in str(found[tmp_path / "broken.yaml"][0])
    assert not any(problem.severity == "wrong" for problem in found[tmp_path / "small.yaml"])
