import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.article import Article, segment
from service.core.brief import Brief, Evidence, Span
from service.core.errors import DeadlineExceeded
from service.core.summarize import finish, summarize
from service.core.verification import PlainClaim, VerifiedLine, lines_of, verify_brief, verify_claims
from tests.fakes import ScriptedEngine, draft, fact, party, position, question

TEXT = (
    "The port of Larsund closed on Monday. “We will stay out,” said Mira Holt, who leads the union. "
    "About 40 ships are waiting offshore. “Talks are over,” she added."
)
ARTICLE = segment(TEXT)


def claim(kind: str = "fact", statement: str = "The port of Larsund closed on Monday.", **others: object) -> PlainClaim:
    return PlainClaim.model_validate({"kind": kind, "statement": statement, **others})


def verdict(given: PlainClaim, article: Article = ARTICLE) -> VerifiedLine:
    (line,) = verify_claims(article, [given]).lines
    return line


def cited(line: VerifiedLine) -> Sequence[int]:
    return [passage.sentence for passage in line.evidence]


def test_a_claim_its_sentence_proves_passes() -> None:
    line = verdict(claim(sentences=(1,)))

    assert line.passed
    assert cited(line) == [1]


def test_a_claim_the_wrong_sentence_is_given_for_fails() -> None:
    line = verdict(claim(statement="About 40 ships are waiting offshore.", sentences=(1,)))

    assert not line.passed


def test_a_claim_without_evidence_fails_the_sentences_check() -> None:
    line = verdict(claim())

    assert [reason.check for reason in line.reasons] == ["sentences"]


def test_a_sentence_the_text_lacks_fails_the_sentences_check() -> None:
    line = verdict(claim(sentences=(9,)))

    assert [reason.check for reason in line.reasons] == ["sentences"]


@pytest.mark.parametrize(
    ("passage", "sentences"),
    [
        ("About 40 ships are waiting offshore.", [3]),
        ("40 ships", [3]),
        ('"Talks are over," she', [4]),
        ("closed  on\nMonday", [1]),
        ("closed on Monday. “We will stay out,”", [1, 2]),
        (TEXT, [1, 2, 3, 4]),
        (Span(start=0, end=1), [1]),
        (Span(start=30, end=45), [1, 2]),
    ],
)
def test_evidence_may_be_a_passage_or_its_offsets(passage: str | Span, sentences: list[int]) -> None:
    line = verdict(claim(evidence=(passage,)))

    assert cited(line) == sentences


@pytest.mark.parametrize(
    "passage",
    [
        "About 90 ships are waiting offshore.",
        "",
        "…",
        Span(start=-5, end=10),
        Span(start=10, end=10),
        Span(start=20, end=10),
        Span(start=0, end=len(TEXT) + 1),
        Span(start=37, end=38),
    ],
)
def test_evidence_that_cannot_be_located_fails_the_sentences_check(passage: str | Span) -> None:
    line = verdict(claim(evidence=("The port of Larsund closed on Monday.", passage)))

    assert [reason.check for reason in line.reasons] == ["sentences"]
    assert line.reasons[0].detail == "passage 2 of its evidence is not in the text"
    assert cited(line) == [1]


@pytest.mark.parametrize("passage", ["a", "on", "“on”", "she", "Monday.", "o … s … a … n"])
def test_evidence_so_short_that_it_stands_anywhere_fails_the_sentences_check(passage: str) -> None:
    line = verdict(claim(evidence=(passage,)))

    assert [reason.check for reason in line.reasons] == ["sentences"]
    assert cited(line) == []


@pytest.mark.parametrize(
    ("text", "passage"),
    [("It rained. The port of Larsund closed on Monday.", "It rained"), ("罢工周一开始。没有人说为什么。", "罢工周一")],
)
def test_a_whole_sentence_is_evidence_however_short_and_a_wide_letter_counts_twice(text: str, passage: str) -> None:
    line = verdict(claim(statement=passage, evidence=(passage,)), segment(text))

    assert cited(line) == [1]


def test_evidence_that_cannot_be_located_at_all_is_told_once() -> None:
    line = verdict(claim(evidence=("nowhere to be found",)))

    assert [(reason.check, reason.detail) for reason in line.reasons] == [
        ("sentences", "passage 1 of its evidence is not in the text")
    ]


def test_a_position_is_checked_for_its_party_and_its_words() -> None:
    true = verdict(
        claim("position", "Mira Holt will stay out.", party="Mira Holt", quote="We will stay out", sentences=(2,))
    )
    invented = verdict(
        claim("position", "Mira Holt will stay out.", party="Mira Holt", quote="We shall never return", sentences=(2,))
    )

    assert true.passed
    assert [TEXT[quote.start : quote.end] for quote in true.quotes] == ["We will stay out"]
    assert "quotation" in [reason.check for reason in invented.reasons]


def test_a_report_passes_only_if_every_line_does() -> None:
    good, bad = claim(sentences=(1,)), claim(statement="About 90 ships are waiting offshore.", sentences=(3,))

    assert verify_claims(ARTICLE, [good]).passed
    assert not verify_claims(ARTICLE, [good, bad]).passed


def test_checking_stops_at_the_deadline() -> None:
    with pytest.raises(DeadlineExceeded):
        verify_claims(ARTICLE, [claim(sentences=(1,))] * 3, deadline_seconds=0.0)


def test_a_text_in_another_language_says_which_checks_were_run() -> None:
    article = segment("Der Hafen ist am Montag geschlossen worden, und die Gewerkschaft will nicht verhandeln.")
    report = verify_claims(article, [claim(statement="Der Hafen ist zu.", sentences=(1,))])

    assert report.language == "de"
    assert "sentences" in report.checks
    assert "negation" not in report.checks
    assert "'de'" in report.warnings[0]


@given(
    statement=st.text(min_size=1, max_size=80).filter(lambda text: bool(text.strip())),
    kind=st.sampled_from(["headline", "fact", "party", "position", "question"]),
    passages=st.lists(
        st.one_of(
            st.text(max_size=40),
            st.builds(Span, start=st.integers(-9, 300), end=st.integers(-9, 300)),
        ),
        max_size=4,
    ),
)
def test_whatever_is_claimed_evidence_is_the_texts_own(statement: str, kind: str, passages: list[str | Span]) -> None:
    line = verdict(claim(kind, statement, party="Mira Holt", evidence=tuple(passages)))

    assert all(TEXT[passage.start : passage.end] == passage.text for passage in line.evidence)
    assert all(TEXT[quote.start : quote.end] == quote.text for quote in line.quotes)
    assert line.passed == (not line.reasons)
    if not passages:
        assert not line.passed


@pytest.fixture
def brief() -> Brief:
    engine = ScriptedEngine(
        says=draft(
            headline={"statement": "The port of Larsund closed on Monday.", "sentences": [1]},
            facts=[fact("The port of Larsund closed on Monday.", 1), fact("About 40 ships are waiting offshore.", 3)],
            topics=["the talks"],
            parties=[
                party(
                    "Mira Holt",
                    2,
                    positions=[position("Mira Holt will stay out.", 2, quote="We will stay out")],
                )
            ],
            questions=[question("How long will the port stay closed?", 1)],
        )
    )
    return asyncio.run(finish(summarize(ARTICLE, engine)))


def changed(brief: Brief, line: str, **values: object) -> Brief:
    """The brief with some values of one fact, party, position or question changed."""
    raw = brief.model_dump(mode="json")
    lines = [raw["headline"] | {"id": "h"}, *raw["key_facts"], *raw["parties"], *raw["open_questions"]]
    lines += [held for somebody in raw["parties"] for held in somebody["positions"]]
    (found,) = [entry for entry in lines if entry["id"] == line]
    found.update(values)
    return Brief.model_validate_json(Brief.model_validate(raw).model_dump_json())


def test_a_brief_passes_against_its_own_text(brief: Brief) -> None:
    report = verify_brief(ARTICLE, brief)

    assert [line.id for line in report.lines] == ["h", "f1", "f2", "t1", "p1", "p1.1", "q1"]
    assert [line.id for line in report.lines if not line.passed] == []
    assert report.passed
    assert len(report.lines) == lines_of(brief)


def test_a_statement_changed_afterwards_fails_its_check(brief: Brief) -> None:
    report = verify_brief(ARTICLE, changed(brief, "f2", statement="About 90 ships are waiting offshore."))

    assert {line.id: [reason.check for reason in line.reasons] for line in report.lines if not line.passed} == {
        "f2": ["number"]
    }


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(sentence=3, start=95, end=131, text="About 90 ships are waiting offshore."),
        Evidence(sentence=3, start=0, end=37, text="About 40 ships are waiting offshore."),
        Evidence(sentence=2, start=95, end=131, text="About 40 ships are waiting offshore."),
        Evidence(sentence=99, start=95, end=131, text="About 40 ships are waiting offshore."),
        Evidence(sentence=3, start=900, end=936, text="About 40 ships are waiting offshore."),
    ],
    ids=["text", "offsets", "number", "no such number", "beyond the end"],
)
def test_evidence_changed_afterwards_fails_the_sentences_check(brief: Brief, evidence: Evidence) -> None:
    assert (brief.key_facts[1].evidence[0].start, brief.key_facts[1].evidence[0].end) == (95, 131)

    report = verify_brief(ARTICLE, changed(brief, "f2", evidence=[evidence.model_dump()]))

    assert {line.id: line.reasons[0].check for line in report.lines if not line.passed} == {"f2": "sentences"}


def test_a_quotation_changed_afterwards_fails_the_quotation_check(brief: Brief) -> None:
    quote = brief.parties[0].positions[0].quotes[0].model_dump() | {"text": "We shall fight"}

    report = verify_brief(ARTICLE, changed(brief, "p1.1", quotes=[quote]))

    assert {line.id: line.reasons[0].check for line in report.lines if not line.passed} == {"p1.1": "quotation"}


def test_a_date_changed_afterwards_is_found(brief: Brief) -> None:
    mention = brief.key_facts[0].dates[0].model_dump() | {"text": "Friday"}

    report = verify_brief(ARTICLE, changed(brief, "f1", dates=[mention]))

    assert [line.id for line in report.lines if not line.passed] == ["f1"]


def test_the_day_of_a_date_changed_afterwards_is_found(brief: Brief) -> None:
    mention = brief.key_facts[0].dates[0].model_dump() | {"iso": "1999-12-31"}

    report = verify_brief(ARTICLE, changed(brief, "f1", dates=[mention]))

    assert {line.id: line.reasons[0].check for line in report.lines if not line.passed} == {"f1": "number"}


def test_an_alias_the_text_has_nowhere_fails_the_name_check(brief: Brief) -> None:
    true = verify_brief(ARTICLE, changed(brief, "p1", aliases=["Holt", "Mira  Holt"]))
    false = verify_brief(ARTICLE, changed(brief, "p1", aliases=["Holt", "the Butcher of Larsund"]))

    assert true.passed
    assert {line.id: line.reasons[0].check for line in false.lines if not line.passed} == {"p1": "name"}


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("p1", {"role": "mayor of Oslo"}),
        ("p1", {"represents": "Norway"}),
        ("p1.1", {"reported_by": "Ana Duro"}),
        ("p1.1", {"reported_by": "p9"}),
    ],
)
def test_who_somebody_is_said_to_be_or_to_speak_through_is_checked(
    brief: Brief, line: str, values: dict[str, str]
) -> None:
    report = verify_brief(ARTICLE, changed(brief, line, **values))

    assert line in {line.id for line in report.lines if not line.passed}


@pytest.mark.parametrize(
    ("values", "told"), [({"topic": "the weather"}, "topic of p1.1"), ({"stance": "opposes"}, "p1.1 has a stance")]
)
def test_a_stance_is_on_a_topic_of_the_brief(brief: Brief, values: dict[str, str], told: str) -> None:
    report = verify_brief(ARTICLE, changed(brief, "p1.1", **values))

    assert not report.passed
    assert any(told in found for found in report.tampering)


def test_another_text_is_told_apart_by_its_hash(brief: Brief) -> None:
    report = verify_brief(segment(TEXT.replace("40", "41")), brief)

    assert not report.passed
    assert any("SHA-256" in found for found in report.tampering)
    assert {"f2"} == {line.id for line in report.lines if not line.passed}


def test_a_brief_of_nonsense_is_a_verdict_not_a_crash(brief: Brief) -> None:
    raw = brief.model_dump(mode="json")
    raw["parties"][0]["name"] = ""
    raw["key_facts"][0]["statement"] = " "
    raw["topics"] = [""]
    raw["key_facts"][1]["id"] = "f1"
    raw["article"]["sentences"] = []
    raw["article"]["text"] = "something else"

    report = verify_brief(ARTICLE, Brief.model_validate_json(Brief.model_validate(raw).model_dump_json()))

    assert not report.passed
    assert len(report.tampering) == 3
