import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.checks.party import check
from service.core.claim import fails, flags
from service.core.draft import DraftParty
from tests.claims import article, listed, party, position

TALKS = article(
    "Dovile Sakaliene, Lithuania’s defense minister, called hope naive.\n\n"
    "She said Europe must act.\n\n"
    "“That is one power we are not using,” she said. “It would help.”\n\n"
    "Simon Harris, Ireland’s defense minister, said more must be done.\n\n"
    "“It is imperative,” he said.\n\n"
    "The Ferry Workers Union called a strike. It said pay was too low.\n\n"
    "Trump is “not happy”, said Karoline Leavitt, the press secretary.\n\n"
    "The chief executive said nothing."
)
SAKALIENE = party("Dovile Sakaliene", 1, role="defense minister", represents="Lithuania")
HARRIS = party("Simon Harris", 5, role="defense minister", represents="Ireland")
UNION = party("Ferry Workers Union", 7, kind="organisation")
LEAVITT = party("Karoline Leavitt", 9, role="press secretary")
TRUMP = party("Trump", 9)
EVERYONE = (SAKALIENE, HARRIS, UNION, LEAVITT, TRUMP)


@pytest.mark.parametrize(
    ("who", "cited"),
    [
        (SAKALIENE, 1),
        (SAKALIENE, 2),  # she, named in the sentence before
        (SAKALIENE, 3),  # she, named two sentences before
        (SAKALIENE, 4),  # a quotation that goes on
        (HARRIS, 5),
        (HARRIS, 6),
        (UNION, 8),  # it
        (TRUMP, 9),
    ],
)
def test_evidence_with_the_partys_name_or_a_pronoun_for_it_passes(who: DraftParty, cited: int) -> None:
    assert list(check(position(TALKS, who, "More must be done.", cited, others=EVERYONE))) == []


@pytest.mark.parametrize(
    ("who", "cited", "named"),
    [
        (HARRIS, 2, ', but "Dovile Sakaliene"'),
        (HARRIS, 3, ""),
        (SAKALIENE, 5, ', but "Simon Harris"'),
        (SAKALIENE, 6, ', but "Simon Harris"'),
        (UNION, 6, ', but "Simon Harris"'),
    ],
)
def test_somebody_elses_position_fails(who: DraftParty, cited: int, named: str) -> None:
    found = list(check(position(TALKS, who, "More must be done.", cited, others=EVERYONE)))

    name = who.name
    assert found == [fails(f'neither the cited sentences nor the one before name "{name}"{named}')]


def test_a_reporter_does_not_stand_for_the_party() -> None:
    absent = party("Cabinet", 9, kind="organisation")

    assert list(check(position(TALKS, TRUMP, "He is not happy.", 9, reported_by="Karoline Leavitt"))) == []
    assert list(check(position(TALKS, absent, "It is not happy.", 9, reported_by="Karoline Leavitt"))) == [
        fails('neither the cited sentences nor the one before name "Cabinet", but "Karoline Leavitt"')
    ]


def test_a_party_is_meant_by_its_office_in_anothers_words_but_not_by_the_reporters_own() -> None:
    about = article(
        "Orlo Kemp, the president, left.\n\nRain fell.\n\nThe president wants it to end, said Ana Duarte, the envoy.\n\n"
        "The envoy, Ana Duarte, called hope naive."
    )
    kemp = party("Orlo Kemp", 1, role="president")
    molina = party("Ines Molina", 4, role="envoy")

    assert list(check(position(about, kemp, "Kemp wants it to end.", 3, reported_by="Ana Duarte"))) == []
    assert [
        finding.severity for finding in check(position(about, molina, "Hope is naive.", 4, reported_by="Ana Duarte"))
    ] == ["fails"]


def test_the_president_of_a_reporter_is_the_one_of_its_own_state() -> None:
    about = article(
        "Russian President Anton Falk and U.S. President Orlo Kemp spoke by phone on Monday.\n\n"
        "Ana Duarte, the White House press secretary, met the press.\n\nShe was late.\n\n"
        "The president wants it to end, Duarte said."
    )
    falk, kemp = party("Anton Falk", 1, role="Russian President"), party("Orlo Kemp", 1, role="U.S. President")

    assert list(check(position(about, kemp, "Kemp wants it to end.", 4, reported_by="Ana Duarte"))) == []
    assert [
        finding.severity for finding in check(position(about, falk, "It must end.", 4, reported_by="Ana Duarte"))
    ] == ["fails"]


def test_a_party_a_reporter_only_speaks_of_is_flagged() -> None:
    about = article("Ana Duarte criticized Orlo Kemp and Pau Ribas.\n\nAna Duarte said Orlo Kemp wants peace.")
    kemp, duarte = party("Orlo Kemp", 1), party("Ana Duarte", 1)

    spoken_of = check(position(about, kemp, "Kemp is wrong.", 1, reported_by="Ana Duarte", others=(duarte,)))
    told = check(position(about, kemp, "Kemp wants peace.", 2, reported_by="Ana Duarte", others=(duarte,)))

    assert list(spoken_of) == [
        flags('the cited sentences speak of "Orlo Kemp"; what is told there may be another\'s view')
    ]
    assert list(told) == []


def test_a_role_names_a_party_unless_two_share_it() -> None:
    director = party("Ada Berg", 10, role="chief executive")
    rival = party("Max Lund", 10, role="chief executive")

    assert list(check(listed(TALKS, director))) == []
    assert list(check(position(TALKS, director, "No comment.", 10, others=(rival,)))) != []


def test_a_body_is_named_by_what_it_is_where_there_is_no_other() -> None:
    one = article(
        "The University of Leeds hired Ada Berg.\n\nRain fell.\n\nPrices rose.\n\nThe university will decide."
    )
    two = article(
        "The University of Leeds hired Ada Berg.\n\nSo did the University of Hull.\n\nRain fell.\n\n"
        "The university will decide."
    )
    leeds = party("University of Leeds", 1, kind="organisation")

    assert list(check(position(one, leeds, "It will decide.", 4))) == []
    assert [finding.severity for finding in check(position(two, leeds, "It will decide.", 4))] == ["fails"]


def test_one_person_under_another_first_name_is_flagged_and_a_relative_is_somebody_else() -> None:
    about = article(
        "Estelle Varga, the botanist, died.\n\nShe never rested.\n\nRain fell.\n\nEszter Varga was born in Szeged and hid."
    )
    estelle, eszter = party("Estelle Varga", 1), party("Eszter Varga", 4)

    assert list(check(position(about, estelle, "She hid.", 4))) == [
        flags('the cited sentences have another first name than "Estelle Varga"')
    ]
    assert [finding.severity for finding in check(position(about, estelle, "She hid.", 4, others=(eszter,)))] == [
        "fails"
    ]


def test_a_listed_party_is_named_where_it_says() -> None:
    assert list(check(listed(TALKS, HARRIS))) == []
    assert list(check(listed(TALKS, party("Simon Harris", 1)))) == [
        fails('neither the cited sentences nor the one before name "Simon Harris", but "Dovile Sakaliene"')
    ]


def test_outside_english_only_the_literal_name_counts() -> None:
    german = article(
        "Anna Weber kritisierte den Plan.\n\nSie sagte, er sei teuer.\n\nDer Rat schwieg.\n\nNiemand kam.\n\nEs regnete.",
        language="de",
    )
    weber = party("Anna Weber", 1)

    assert list(check(position(german, weber, "Der Plan ist teuer.", 2))) == []
    assert list(check(position(german, weber, "Der Plan ist teuer.", 5))) == [
        fails('the cited sentences do not name "Anna Weber"')
    ]


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip())))
def test_no_text_is_too_odd(text: str, name: str) -> None:
    about = article(text)
    numbers = range(1, len(about.sentences) + 1)

    list(check(position(about, party(name, 1, role=name), "x", *numbers, reported_by=name)))


def test_the_author_of_a_speech_is_not_named_in_its_sentences() -> None:
    speech = article(
        "Address by Petra Crewe, director, to the friends of the Marrow Theatre.\nGood evening. I made promises. "
        "We said two years. It took three. I was wrong.\nTomas Birk told us that he would have waited."
    )
    crewe, birk = party("Petra Crewe", 1), party("Tomas Birk", 7)

    assert list(check(position(speech, crewe, "She was wrong.", 5, 6, others=(birk,)))) == []
    assert list(check(position(speech, birk, "He was wrong.", 5, 6, others=(crewe,)))) != []
    assert list(check(position(speech, crewe, "She would have waited.", 7, others=(birk,)))) != []


def test_who_speaks_in_a_turn_of_a_transcript_is_named_by_its_label() -> None:
    interview = article(
        "HOST: With me is Morag Sinclair-Udo, the chief inspector.\n"
        "SINCLAIR-UDO: Good morning. We have three theories. None is proved. I will publish them.\nHOST: When?\n"
        "SINCLAIR-UDO: Soon."
    )
    inspector = party("Morag Sinclair-Udo", 1, role="chief inspector")

    assert list(check(position(interview, inspector, "She will publish them.", 5))) == []
    assert list(check(position(interview, party("Ann Roe", 1), "She will publish them.", 5))) != []


def test_outside_english_a_party_is_named_by_the_role_or_the_word_that_is_its_alone() -> None:
    about = article(
        "Le maire de Brémoy, Bruno Castellan, dit sa colère.\nL’été fut long.\nIl a plu.\nIl a neigé.\nIl a venté.\n"
        "L’agence fait état de 287 naissances, raconte le maire.",
        language="fr",
    )
    mayor = party("Bruno Castellan", 1, role="maire de Brémoy")
    agency = party("agence régionale de santé", 1, kind="government")
    doctor = party("Ana Duarte", 1, role="médecin")
    others = (mayor, agency, doctor)

    assert [
        list(
            check(
                position(about, who, "Il y a eu 287 naissances.", 6, others=tuple(one for one in others if one != who))
            )
        )
        == []
        for who in others
    ] == [True, True, False]


def test_a_statement_read_out_by_a_lawyer_is_the_clients() -> None:
    ban = article(
        "Tamsin Orrell was banned.\nShe was not there to hear it. A statement was read by her lawyer, Gideon Farrukh, to "
        "eleven reporters.\n“I’ve never knowingly taken anything wrong,” the statement said. “I will fight it.”\n"
        "Gideon Farrukh said it was late."
    )
    orrell, lawyer = party("Tamsin Orrell", 1), party("Gideon Farrukh", 3, role="lawyer")

    assert list(check(position(ban, orrell, "She never knowingly took it.", 4, others=(lawyer,)))) == []
    assert list(check(position(ban, orrell, "She will fight it.", 5, others=(lawyer,)))) == []
    assert list(check(position(ban, orrell, "It was late.", 6, others=(lawyer,)))) != []


def test_a_long_speech_leads_back_to_whoever_began_it() -> None:
    speech = " ".join(f"That is sentence {number} of a long speech." for number in range(1, 9))
    debate = article(f"“We shall see,” Roisin Calloway told the House. “{speech}”\nEdmund Vant rose. “No,” he said.")
    calloway, vant = party("Roisin Calloway", 1), party("Edmund Vant", 10)

    assert list(check(position(debate, calloway, "It is a long speech.", 9, others=(vant,)))) == []
    assert list(check(position(debate, vant, "It is a long speech.", 9, others=(calloway,)))) != []
