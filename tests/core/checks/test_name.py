import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.core.checks.name import check
from service.core.claim import fails, flags
from tests.claims import article, fact, listed, party, position, question, topic

MINISTERS = article(
    "Simon Harris, Ireland’s defense minister, met Russian envoys in Oslo on Friday.\n\n"
    "He praised the International Atomic Energy Agency.\n\n"
    "Anna Moreau of the Ferry Workers Union told Trump that talks had stalled.\n\n"
    "She left for Paris."
)


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("Harris met Russians in Oslo.", 1),
        ("Irish Defense Minister Simon Harris met envoys from Russia on Friday.", 1),
        ("Harris praised the IAEA.", 2),
        ("Negotiations had stalled, the Ferry Workers Union told Trump.", 3),
        ("The union’s Anna Moreau left for Paris.", 4),
        ("Moreau told Trump that talks had stalled.", 3),
        ("Meeting in Oslo, ministers talked.", 1),
        ("Irish minister Harris praised the agency.", 2),
    ],
)
def test_names_the_evidence_has_in_other_words_pass(statement: str, cited: int) -> None:
    assert list(check(fact(MINISTERS, statement, cited))) == []


@pytest.mark.parametrize(
    ("statement", "cited", "reason"),
    [
        (
            "Keir Harris met Russian envoys.",
            1,
            '"Keir Harris" is not in the cited sentences, which name "Simon Harris"',
        ),
        ("Harris met Ukrainian envoys.", 1, '"Ukrainian" is not in the cited sentences'),
        ("Harris met envoys in Bergen.", 1, '"Bergen" is not in the cited sentences'),
        ("Moreau met Russian envoys in Oslo.", 1, '"Moreau" is not in the cited sentences'),
        ("Macron said talks had stalled.", 3, '"Macron" is not in the cited sentences'),
        ("She praised the World Bank.", 2, '"World Bank" is not in the cited sentences'),
    ],
)
def test_a_name_the_evidence_lacks_fails(statement: str, cited: int, reason: str) -> None:
    assert list(check(fact(MINISTERS, statement, cited))) == [fails(reason)]


def test_a_seat_of_government_is_flagged() -> None:
    assert list(check(fact(MINISTERS, "Harris met envoys of the Kremlin.", 1))) == [
        flags('"Kremlin" is not in the cited sentences, which name "Russian"')
    ]


def test_a_first_name_the_article_never_gives_is_flagged() -> None:
    assert list(check(fact(MINISTERS, "Moreau told Donald Trump that talks had stalled.", 3))) == [
        flags('"Donald Trump": the article says only "Trump"')
    ]


def test_a_question_may_name_anybody_in_the_article_and_nobody_else() -> None:
    assert list(check(question(MINISTERS, "Will Harris meet Moreau in Paris?", 1))) == []
    assert list(check(topic(MINISTERS, "Talks in Berlin"))) == [fails('"Berlin" is not in the article')]


def test_a_position_may_name_its_own_party_where_the_evidence_has_a_pronoun() -> None:
    moreau = party("Anna Moreau", 3, role="head of the Ferry Workers Union")

    assert list(check(position(MINISTERS, moreau, "Moreau of the Ferry Workers Union left.", 4))) == []
    assert list(check(position(MINISTERS, moreau, "Moreau left with Harris.", 4))) == [
        fails('"Harris" is not in the cited sentences')
    ]


def test_a_name_the_evidence_only_has_a_word_for_is_flagged() -> None:
    about = article(
        "Norda Devices lost money.\n\nSam Whitlock played.\n\nCoach Beatriz Leal praised fans.\n\n"
        "“He is young,” Leal said. “I won’t let him read the papers.”\n\nRain fell.\n\nThe company grew in May."
    )
    leal = party("Beatriz Leal", 3)

    assert list(check(position(about, leal, "Leal won’t let Whitlock read the papers.", 5))) == [
        flags('"Whitlock" is not in the cited sentences, only words that may stand for it')
    ]
    assert list(check(fact(about, "Norda grew in May.", 7))) == [
        flags('"Norda" is not in the cited sentences, only words that may stand for it')
    ]
    assert list(check(fact(about, "Leal grew in May.", 7))) == [fails('"Leal" is not in the cited sentences')]


MEXICO = article(
    "Norda Foods of Mexico said its chief, Beatriz Leal, had met Tom Whitlock of the firm Lodestar.\n\n"
    "Rain fell. The economy shrank in May.\n\n"
    "The video assistant ruled the goal out.\n\n"
    "“Tom was ill,” she said.\n\n"
    "BL: I was in Texas with the Liberal Democrat group.\n\n"
    "The peso lost ground against the dollar.\n\n"
    "Norda grew and Norda spent, but Norda’s shares fell.\n\n"
    "The company hired Cllr Rosa Vega, who leads the Greens, and a divided Ninth Circuit objected.\n\n"
    "Rain fell again. Vega left."
)


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("Whitlock was ill.", 5),  # by his first name
        ("Leal was in Texas.", 6),  # by her initials
        ("The Texan trip was with the Lib Dem group.", 6),
        ("The peso fell against the U.S. dollar.", 7),
        ("Whitlock of Lodestar met Leal.", 1),
        ("Councillor Vega left.", 11),
        ("Split Ninth Circuit panel objects.", 9),
        ("Norda hired Vega.", 9),  # the company the article is about
    ],
)
def test_a_name_in_a_form_of_its_own_passes(statement: str, cited: int) -> None:
    assert list(check(fact(MEXICO, statement, cited))) == []


@pytest.mark.parametrize(
    ("statement", "cited", "named"),
    [
        ("Mexican GDP fell in May.", 3, ["Mexican", "GDP"]),
        ("VAR ruled it out.", 4, ["VAR"]),
        ("The FIA ruled it out.", 4, ["FIA"]),
        ("Vega is a Green politician.", 11, ["Green"]),
    ],
)
def test_what_names_nobody_or_only_says_whose_is_flagged(statement: str, cited: int, named: list[str]) -> None:
    found = list(check(fact(MEXICO, statement, cited)))

    assert [finding.severity for finding in found] == ["flags"] * len(named)
    assert [finding.detail.split('"')[1] for finding in found] == named


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("Vega was ill.", 5),  # another first name
        ("Canadian GDP fell in May.", 3),
        ("The IMF hired Vega.", 10),
        ("The peso fell against the Canadian dollar.", 7),
        ("Whitlock of Sandstone met Leal.", 1),
        ("Split Tenth Circuit panel objects.", 9),
    ],
)
def test_another_name_fails_in_those_forms_too(statement: str, cited: int) -> None:
    assert "fails" in [finding.severity for finding in check(fact(MEXICO, statement, cited))]


CLUB = article(
    "On Friday Harbour play in Bergen.\n\nThe senator from Ohio, Marcus Lee, said no.\n\nRain fell.\n\nSnow fell.\n\nHail fell.\n\n"
    "The volcano, Teide, erupted.\n\nThe strikers stayed out.\n\nThe strikers in Molde stayed out."
)


@pytest.mark.parametrize(
    ("statement", "cited", "expected"),
    [
        ("Mount Teide erupted.", 6, []),
        ("US Senator Marcus Lee said no.", 2, ["flags"]),
        ("Harbour strikers stayed out.", 7, ["flags"]),  # nobody else is named
        ("Harbour strikers stayed out.", 8, ["fails"]),  # somebody else is
        ("Marcus Lee stayed out.", 7, ["fails"]),  # a person is not understood without a word for one
    ],
)
def test_what_is_left_to_be_understood_is_weighed_by_kind(statement: str, cited: int, expected: list[str]) -> None:
    assert [finding.severity for finding in check(fact(CLUB, statement, cited))] == expected


def test_a_partys_name_role_and_country_are_in_the_article() -> None:
    right = party("Simon Harris", 2, role="defense minister", represents="Ireland")
    wrong = party("Simon Harris", 1, role="defense minister", represents="Iceland")

    assert list(check(listed(MINISTERS, right))) == []
    assert list(check(listed(MINISTERS, wrong))) == [fails('"Iceland" is not in the article')]


def test_names_inside_quotation_marks_are_left_to_the_check_of_quotations() -> None:
    assert list(check(fact(MINISTERS, "Harris praised “Berlin”.", 2))) == []


@example(" ", "0\U000105bdA")  # a name, and no sentence to cite
@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_no_text_is_too_odd(text: str, statement: str) -> None:
    about = article(text)

    list(check(fact(about, statement.strip() or "x", *range(1, len(about.sentences) + 1))))


@given(st.lists(st.sampled_from("Anna Moreau the EU met Oslo in Ferry . , “ ” Russian and said".split()), max_size=12))
def test_a_sentence_proves_its_own_names(words: list[str]) -> None:
    about = article(" ".join(words))

    for sentence in about.sentences:
        assert list(check(fact(about, about.quote(sentence.number), sentence.number))) == []


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Maria Lopez won in Lyon.\n\nRain fell.\n\nThe Spaniard beat Chen.", "Lopez beat Chen."),
        ("In Kenya it rained.\n\nCrops failed.\n\nThe government will help.", "Kenya’s government will help."),
    ],
)
def test_whom_a_nationality_or_a_government_stands_for_is_left_to_a_reader(text: str, statement: str) -> None:
    assert [finding.severity for finding in check(fact(article(text), statement, 3))] == ["flags"]


def test_a_government_of_another_state_than_the_evidence_names_fails() -> None:
    aid = article("In Kenya it rained.\n\nCrops failed.\n\nThe government in Uganda will help.")

    assert [finding.severity for finding in check(fact(aid, "Kenya’s government will help.", 3))] == ["fails"]
