import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.checks.role import check
from service.core.claim import fails, flags
from tests.claims import article, fact, listed, party, position

NEWS = article(
    "“Pressure works,” said Kaja Berg, EU foreign policy chief.\n\n"
    "Prices rose.\n\n"
    "Rain fell on the harbor all day.\n\n"
    "Ireland’s defense minister, Simon Hale, said more must be done. He also leads the farmers’ league.\n\n"
    "Snow fell on the hills of Canada.\n\n"
    "The opening batted first; Lwazi Mbatha made forty. His spokeswoman said the chief executive was ill."
)


@pytest.mark.parametrize(
    ("name", "role", "represents"),
    [
        ("Kaja Berg", "EU foreign policy chief", "EU"),
        ("Kaja Berg", "chief of foreign policy", "European Union"),
        ("Kaja Berg", "unnamed chief", None),
        ("Simon Hale", "Irish defense minister", "Ireland"),
        ("Simon Hale", "minister of defense and leader of a farmers’ league", None),
        ("Lwazi Mbatha", "batter", None),
        ("Simon Hale", None, None),
    ],
)
def test_a_role_the_article_gives_in_these_or_other_forms_passes(
    name: str, role: str | None, represents: str | None
) -> None:
    assert list(check(listed(NEWS, party(name, 1, role=role, represents=represents)))) == []


@pytest.mark.parametrize(
    "role", ["janitor", "Canadian janitor", "convicted fraudster", "finance chief and convicted fraudster"]
)
def test_a_role_the_article_has_nowhere_fails(role: str) -> None:
    assert list(check(listed(NEWS, party("Kaja Berg", 1, role=role)))) == [
        fails(f'the article does not call Kaja Berg "{role}"')
    ]


def test_a_role_with_one_strange_word_or_of_somebody_else_is_flagged() -> None:
    assert list(check(listed(NEWS, party("Kaja Berg", 1, role="EU policy chief and janitor")))) == [
        flags('the article does not have "janitor" near Kaja Berg, of the role "EU policy chief and janitor"')
    ]
    assert list(check(listed(NEWS, party("Kaja Berg", 1, role="defense minister")))) == [
        flags('the article does not have "defense" and "minister" near Kaja Berg, of the role "defense minister"')
    ]


def test_whom_a_party_speaks_for_is_in_the_article_and_nobody_else() -> None:
    assert list(check(listed(NEWS, party("Simon Hale", 4, represents="Brazil")))) == [
        fails('the article does not name "Brazil", for which Simon Hale is said to speak')
    ]
    assert list(check(listed(NEWS, party("Simon Hale", 4, represents="Canada")))) == [
        flags('the article has Simon Hale speak for "Ireland", not for "Canada"')
    ]


def test_a_role_is_asked_about_once_where_the_party_is_listed() -> None:
    berg = party("Kaja Berg", 1, role="janitor")

    assert list(check(position(NEWS, berg, "Pressure works.", 1))) == []
    assert list(check(fact(NEWS, "The janitor left.", 1))) == []


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip())))
def test_no_text_is_too_odd(text: str, role: str) -> None:
    about = article(text)

    list(check(listed(about, party(role, 1, role=role, represents=role))))


def test_an_office_written_short_before_the_name_is_the_office() -> None:
    about = article("Gov. Lucinda Hayes has declared an emergency.")

    assert list(check(listed(about, party("Lucinda Hayes", 1, role="governor")))) == []
    assert list(check(listed(about, party("Lucinda Hayes", 1, role="senator")))) != []


def test_what_sort_of_company_a_body_is_may_be_known_from_what_it_sells() -> None:
    about = article("Hob & Hearth took two copper kettles off its website.")

    assert [one.severity for one in check(listed(about, party("Hob & Hearth", 1, role="retailer")))] == ["flags"]
    assert [one.severity for one in check(listed(about, party("Hob & Hearth", 1, role="newspaper")))] == ["fails"]


def test_whoever_a_text_stands_under_is_its_author() -> None:
    about = article("By Conrad Malloy\nI saw the bill pass. I have my doubts. My guess is that it fails. It rained.")

    assert list(check(listed(about, party("Conrad Malloy", 1, role="author of the analysis")))) == []
    assert list(check(listed(about, party("Conrad Malloy", 1, role="governor of the bank")))) != []
