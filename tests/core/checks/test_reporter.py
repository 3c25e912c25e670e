import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.checks.reporter import check
from service.core.claim import fails
from tests.claims import article, fact, party, position

TALKS = article(
    "Karoline Berg, the press secretary, criticized Anton Falk, the mayor, and Pau Ribas.\n\n"
    "She said Orlo Kemp “was not happy about this news.”\n\n"
    "Berg noted that prices had risen.\n\n"
    "A person briefed on the meeting said Kemp was worried.\n\n"
    "Ana Duarte told the Harbor Echo that she would not pay.\n\n"
    "Rain fell."
)
KEMP = party("Orlo Kemp", 2)
BERG = party("Karoline Berg", 1, role="press secretary")
FALK = party("Anton Falk", 1)
DUARTE = party("Ana Duarte", 5)
EVERYONE = (BERG, FALK, DUARTE)


@pytest.mark.parametrize("reporter", ["Karoline Berg", "Berg", "the press secretary"])
@pytest.mark.parametrize("cited", [(1, 2), (2,)])
def test_who_speaks_in_the_evidence_reports_it(reporter: str, cited: tuple[int, ...]) -> None:
    claim = position(TALKS, KEMP, "Kemp was not happy.", *cited, reported_by=reporter, others=EVERYONE)

    assert list(check(claim)) == []


@pytest.mark.parametrize("reporter", ["Angela Merkel", "the Pope", "Ana Duarte"])
def test_a_reporter_the_evidence_does_not_name_fails_and_who_speaks_is_told(reporter: str) -> None:
    claim = position(TALKS, KEMP, "Kemp was not happy.", 1, 2, reported_by=reporter, others=EVERYONE)

    assert list(check(claim)) == [
        fails(
            f'the cited sentences do not name "{reporter}", who is said to report this; '
            "the article has it from Karoline Berg (sentence 1)"
        )
    ]


def test_somebody_who_is_only_spoken_of_does_not_report() -> None:
    claim = position(TALKS, KEMP, "Kemp was not happy.", 1, reported_by="Anton Falk", others=EVERYONE)

    assert list(check(claim)) == [fails('the article has this from Karoline Berg (sentence 1), not from "Anton Falk"')]


def test_a_source_without_a_name_and_a_newspaper_the_party_told_report() -> None:
    worried = position(TALKS, KEMP, "Kemp is worried.", 4, reported_by="a person briefed on the meeting")
    told = position(TALKS, DUARTE, "Duarte will not pay.", 5, reported_by="Harbor Echo")
    elsewhere = position(TALKS, KEMP, "Kemp is worried.", 6, reported_by="a person briefed on the meeting")

    assert list(check(worried)) == []
    assert list(check(told)) == []
    assert [finding.severity for finding in check(elsewhere)] == ["fails"]


def test_a_source_without_a_name_may_be_told_of_in_two_ways() -> None:
    about = article(
        "Kemp, the mayor, stayed away. A person briefed on the meeting spoke. People there said Kemp worries."
    )
    claim = position(about, KEMP, "Kemp worries.", 2, 3, reported_by="a person briefed on the meeting")

    assert list(check(claim)) == []


def test_a_party_that_speaks_for_itself_and_a_fact_have_no_reporter() -> None:
    assert list(check(position(TALKS, KEMP, "Kemp was not happy.", 2, reported_by="Kemp"))) == []
    assert list(check(fact(TALKS, "Prices rose.", 3))) == []


def test_outside_english_the_name_must_stand_there() -> None:
    german = article("Anna Weber sagte, Jan Bode sei unzufrieden.", language="de")
    bode = party("Jan Bode", 1)

    assert list(check(position(german, bode, "Bode ist unzufrieden.", 1, reported_by="Anna Weber"))) == []
    assert list(check(position(german, bode, "Bode ist unzufrieden.", 1, reported_by="Olaf Kranz"))) == [
        fails('the cited sentences do not name "Olaf Kranz", who is said to report this')
    ]


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip())))
def test_no_text_is_too_odd(text: str, name: str) -> None:
    about = article(text)
    numbers = range(1, len(about.sentences) + 1)

    list(check(position(about, party("Ana Duarte", 1), "x", *numbers, reported_by=name)))


DENIED = article(
    "The White House on Monday denied a report that Orlo Kemp had called Ana Duarte “a fool”.\n\n"
    "Karoline Berg said Kemp had denied that he took the money."
)
HOUSE = party("White House", 1, kind="organisation")


def test_who_denies_a_view_does_not_report_it() -> None:
    claim = position(
        DENIED, party("Orlo Kemp", 1), "Kemp called Duarte a fool.", 1, reported_by="White House", others=(HOUSE,)
    )

    assert list(check(claim)) == [fails('"White House" denies this in sentence 1, and does not report it')]


def test_who_reports_that_the_party_denied_it_reports_it() -> None:
    berg = party("Karoline Berg", 2)
    claim = position(
        DENIED, party("Orlo Kemp", 2), "He did not take the money.", 2, reported_by="Karoline Berg", others=(berg,)
    )

    assert list(check(claim)) == []
