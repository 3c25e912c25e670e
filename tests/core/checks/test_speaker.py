"""A quotation in the wrong mouth is set aside, one in the right mouth never."""

import pytest

from service.core import attribution
from service.core.article import Article, segment
from service.core.checks import speaker
from service.core.claim import Claim, Finding, fails
from service.core.draft import DraftParty, DraftPosition, Item

ARTICLE = segment(
    "“The bridge must close before the winter storms arrive,” said Ana Duarte, the city engineer. "
    "“Nobody has looked after the cables in years.”\n"
    "Lima’s mayor, Pau Ribas, said the bridge was safe and that closing it would be “a gift to the ferry companies.”\n"
    "Ribas’ spokeswoman, Ines Molina, said the mayor “was not happy about the leak of the report.”\n"
    "“We are tired of waiting for somebody to decide,” said Orlo Kemp, who drives a bus over the bridge."
)


def position(party: str, sentences: list[int], *, quote: str | None = None, **more: str | None) -> Claim:
    statement = more.get("statement") or f"{party} spoke about the bridge."
    who = DraftParty(name=party, kind="person", role=None, represents=None, sentences=(1,), positions=())
    content = DraftPosition(
        statement=statement,
        topic=None,
        stance=None,
        quote=quote,
        reported_by=more.get("reported_by"),
        sentences=tuple(sentences),
    )
    return Claim(Item("p1.1", "positions", content, who), ARTICLE)


def found(claim: Claim) -> list[Finding]:
    return list(speaker.check(claim))


@pytest.mark.parametrize(
    ("party", "sentence", "quote"),
    [
        ("Ana Duarte", 1, "The bridge must close before the winter storms arrive"),
        ("Duarte", 1, "The bridge must close before the winter storms arrive"),
        ("the city engineer", 1, "The bridge must close before the winter storms arrive"),
        ("Ana Duarte", 2, "Nobody has looked after the cables in years."),
        ("Pau Ribas", 3, "a gift to the ferry companies."),
        ("Lima", 3, "a gift to the ferry companies."),
        ("Orlo Kemp", 5, "We are tired of waiting"),
        ("Ines Molina", 4, "was not happy about the leak"),
    ],
)
def test_words_in_the_right_mouth_pass(party: str, sentence: int, quote: str) -> None:
    assert found(position(party, [sentence], quote=quote)) == []


@pytest.mark.parametrize(
    ("party", "sentence", "quote", "owner"),
    [
        ("Pau Ribas", 1, "The bridge must close before the winter storms arrive", "Ana Duarte's (sentence 1)"),
        ("Orlo Kemp", 2, "Nobody has looked after the cables in years.", "Ana Duarte's (sentence 2)"),
        ("Ana Duarte", 3, "a gift to the ferry companies.", "Pau Ribas's (sentence 3)"),
        ("Pau Ribas", 5, "We are tired of waiting for somebody to decide", "Orlo Kemp's (sentence 5)"),
    ],
)
def test_words_in_the_wrong_mouth_fail_and_name_who_said_them(
    party: str, sentence: int, quote: str, owner: str
) -> None:
    [finding] = found(position(party, [sentence], quote=quote))

    assert finding.severity == "fails"
    assert owner in finding.detail
    assert party in finding.detail


def test_words_quoted_inside_the_statement_count_too() -> None:
    [finding] = found(position("Pau Ribas", [2], statement="Pau Ribas said “nobody has looked after the cables.”"))

    assert finding.severity == "fails"


def test_a_view_told_by_somebody_else_passes_when_it_says_so() -> None:
    claim = position("Pau Ribas", [4], quote="was not happy about the leak of the report.", reported_by="Ines Molina")

    assert found(claim) == []


def test_a_word_or_two_in_marks_prove_too_little_to_fail() -> None:
    assert [finding.severity for finding in found(position("Ana Duarte", [3], quote="a gift"))] == ["flags"]


def test_somebody_the_article_does_not_know_is_flagged_rather_than_failed() -> None:
    [finding] = found(position("Tomas Orel", [5], quote="We are tired of waiting for somebody to decide"))

    assert finding.severity == "flags"


def test_reported_speech_of_somebody_else_is_flagged() -> None:
    article = segment("Ana Duarte said the bridge was weak.\nPau Ribas said the bridge was safe for cars and buses.")
    claim = position("Ana Duarte", [2], statement="Ana Duarte said the bridge was safe for buses.")
    [finding] = found(Claim(claim.item, article))

    assert finding.severity == "flags"
    assert "Pau Ribas" in finding.detail


def test_a_name_that_a_second_speaker_shares_is_never_sure() -> None:
    article = segment("Alek Brandt met Jorin Vale at the mill. “The mill is finished and I am sorry,” he said.")
    claims = [
        position(party, [2], quote="The mill is finished and I am sorry") for party in ("Alek Brandt", "Jorin Vale")
    ]

    assert all(finding.severity == "flags" for claim in claims for finding in found(Claim(claim.item, article)))


@pytest.mark.parametrize(
    ("text", "party", "words"),
    [
        # A quotation inside a quotation is somebody else's.
        ("“Pau Ribas told me, ‘You will never work again here,’” said Ana Duarte.", "Pau Ribas", "You will never work"),
        # A pronoun that could be another's.
        ("Ana Duarte met Ines Molina.\n“We will never work again,” she said.", "Ana Duarte", "We will never work"),
        # Who is spoken of in words that are partly quoted.
        ("Ana Duarte said Pau Ribas was “not at all happy about it.”", "Pau Ribas", "not at all happy about it"),
        # Who speaks for somebody.
        ("Pau Ribas stayed. “We will never pay,” said his lawyer, Ana Duarte.", "Pau Ribas", "We will never pay"),
        # A person may speak for a firm, a ministry for its country.
        ("Orbit Holdings fell. “We will never pay,” said Ana Duarte.", "Orbit Holdings", "We will never pay"),
        # One name alone may be a pet form of another.
        ("Gareth Ribas, 40, sat down. “We will never pay,” said Gaz, who left.", "Gareth Ribas", "We will never pay"),
        # Marks that close and open again may change the speaker.
        ("Pau Ribas sat. Ana Duarte said: “We pay.” “We will never pay.”", "Pau Ribas", "We will never pay"),
    ],
)
def test_what_may_be_right_after_all_is_never_failed(text: str, party: str, words: str) -> None:
    article = segment(text, language="en")
    cited = article.sentence_at(text.index(words))
    assert cited is not None
    claim = position(party, [cited.number], quote=words)

    assert [finding for finding in speaker.check(Claim(claim.item, article)) if finding.severity == "fails"] == []


def test_a_statement_that_says_whose_words_it_quotes_passes() -> None:
    claim = position("Pau Ribas", [1], statement="Pau Ribas denied Ana Duarte’s view that “the bridge must close.”")

    assert found(claim) == []


TALKS = segment(
    "Ines Molina, the minister, met the press.\n"
    "“The price of peace is patience, as Pau Ribas knows,” said Ana Duarte, the envoy.\n"
    "She said Kemp “was not happy about the delay at all.”\n"
    "“The president wants the talks to end well,” Duarte said.\n"
    "Orlo Kemp, the president, had left. His lawyer, Ida Sand, said: “We will appeal against this ruling.”\n"
    "“Kemp told me, ‘You will never see the end of it,’” said Duarte."
)


@pytest.mark.parametrize(
    ("party", "reporter", "sentence", "quote"),
    [
        ("Orlo Kemp", "Ana Duarte", 3, "was not happy about the delay at all"),
        ("Orlo Kemp", "Ana Duarte", 4, "The president wants the talks to end well"),
        ("Orlo Kemp", "Ida Sand", 6, "We will appeal against this ruling"),
        ("Orlo Kemp", "Ana Duarte", 7, "You will never see the end of it"),
        ("Pau Ribas", "Ana Duarte", 2, "as Pau Ribas knows"),
    ],
)
def test_a_view_in_the_words_of_who_passes_it_on_is_about_the_party(
    party: str, reporter: str, sentence: int, quote: str
) -> None:
    claim = position(party, [sentence], quote=quote, reported_by=reporter)

    assert found(Claim(claim.item, TALKS)) == []


@pytest.mark.parametrize(
    ("party", "reporter", "sentence", "quote"),
    [
        ("Pau Ribas", "Ana Duarte", 2, "The price of peace is patience"),
        ("Ines Molina", "Ana Duarte", 2, "The price of peace is patience"),
        ("Ines Molina", "Ana Duarte", 3, "was not happy about the delay at all"),
    ],
)
def test_a_reporters_own_words_are_nobody_elses_view(party: str, reporter: str, sentence: int, quote: str) -> None:
    claim = position(party, [sentence], quote=quote, reported_by=reporter)
    [finding] = found(Claim(claim.item, TALKS))

    assert finding == fails(f"these are Ana Duarte's own words, not {party}'s view: “{quote}”")


def test_a_pronoun_that_can_mean_one_speaker_only_is_as_sure_as_a_name() -> None:
    article = segment(
        "Ana Duarte, the envoy, came first.\n"
        "Ines Molina, the minister, said hope was naive. She said more must be done.\n"
        "“That is one power we are not using enough,” she said.\n"
        "Pau Ribas, the mayor, said he would wait. “We have waited for many years,” he said."
    )
    using, waited = "That is one power we are not using enough", "We have waited for many years"
    cases = [("Ana Duarte", 4, using), ("Pau Ribas", 4, using), ("Ines Molina", 6, waited), ("Ana Duarte", 6, waited)]

    for party, sentence, quote in cases:
        [finding] = found(Claim(position(party, [sentence], quote=quote).item, article))
        assert finding.severity == "fails", party
    assert found(Claim(position("Ines Molina", [4], quote=using).item, article)) == []
    assert found(Claim(position("Pau Ribas", [6], quote=waited).item, article)) == []


def test_facts_and_questions_have_no_speaker() -> None:
    claim = Claim(Item("t1", "topics", "the bridge"), ARTICLE)

    assert found(claim) == []


def test_every_attributed_quotation_passes_for_its_own_source_and_the_article_says_whose_it_is(
    sample: Article,
) -> None:
    reading = attribution.read(sample)
    quoted = [each for each in reading.attributions if each.quotations and each.party is not None and each.explicit]

    assert len(quoted) >= 8
    for each in quoted:
        start, end = each.quotations[-1]
        words = sample.text[start:end]
        owner = reading.parties[each.party or 0]
        other = next(party for party in reading.parties if party.kind == "person" and party not in reading.chain(each))
        right, wrong = (position(who.name, [each.sentence], quote=words) for who in (owner, other))
        assert list(speaker.check(Claim(right.item, sample))) == []
        if len(words.split()) >= 3:
            [finding] = speaker.check(Claim(wrong.item, sample))
            alone = len(reading.of_quotation(each.quotations[-1])) == 1  # nobody else's view is in the same words
            assert finding.severity == ("fails" if alone else "flags")


@pytest.fixture
def sample(request: pytest.FixtureRequest) -> Article:
    return segment((request.config.rootpath / "examples" / "article.txt").read_text(encoding="utf-8"))
