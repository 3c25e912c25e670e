from hypothesis import given
from hypothesis import strategies as st

from service.core.article import per_article, segment

ARTICLE_LIKE = st.lists(
    st.sampled_from(
        [
            "The U.S. said no.",
            " ",
            "\n",
            "\r\n",
            "“We won’t,” she said. ",
            "Mr. ",
            "Dr. A. B. Cole paid $8.25 million. ",
            "…",
            "这是第一句。",
            "हाँ।",
            "هل؟ ",
            "\u2028",
            "\x00",
            "\ud800",
            "👩‍👩‍👧 ",
            "[3] ",
            "{{ x }} ",
            "?! ",
            "at 5 p.m. On ",
        ]
    ),
    max_size=40,
).map("".join)


def sentences(text: str) -> list[str]:
    article = segment(text)
    return [article.quote(sentence.number) for sentence in article.sentences]


@given(st.text() | ARTICLE_LIKE)
def test_sentences_are_ordered_do_not_overlap_and_cover_every_visible_character(text: str) -> None:
    article = segment(text)

    covered = bytearray(len(text))
    previous_end = 0
    for number, sentence in enumerate(article.sentences, start=1):
        assert sentence.number == number
        assert previous_end <= sentence.start < sentence.end <= len(text)
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        covered[sentence.start : sentence.end] = b"\x01" * (sentence.end - sentence.start)
        previous_end = sentence.end
    missed = [character for character, is_covered in zip(text, covered, strict=True) if not is_covered]
    assert all(character.isspace() or character == "\ufeff" for character in missed)


@given(st.text() | ARTICLE_LIKE)
def test_every_offset_belongs_to_the_sentence_that_holds_it(text: str) -> None:
    article = segment(text)

    for sentence in article.sentences:
        assert article.sentence_at(sentence.start) == sentence
        assert article.sentence_at(sentence.end - 1) == sentence
    assert article.sentence_at(len(text)) is None


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    assert sentences("Gen. J. K. Smith of the U.S. Army met Dr. Wu in Washington, D.C. The talks failed.") == [
        "Gen. J. K. Smith of the U.S. Army met Dr. Wu in Washington, D.C.",
        "The talks failed.",
    ]


def test_any_letter_may_be_an_initial() -> None:
    assert sentences("P. Chidambaram met Leonard P. Hask and Mayor Philip V. Grant. See p. 4. It is vol. 2.") == [
        "P. Chidambaram met Leonard P. Hask and Mayor Philip V. Grant.",
        "See p. 4.",
        "It is vol. 2.",
    ]


def test_a_byte_order_mark_is_part_of_the_text_but_of_no_sentence() -> None:
    (only,) = segment("\ufeffThe port closed.").sentences

    assert (only.start, only.end) == (1, 17)


def test_a_number_with_a_decimal_point_and_its_magnitude_stay_together() -> None:
    assert sentences("It cost $8.25 million. Sales rose 3.5 percent to No. 4 in the U.K. market.") == [
        "It cost $8.25 million.",
        "Sales rose 3.5 percent to No. 4 in the U.K. market.",
    ]


def test_a_clock_time_ends_a_sentence_only_when_a_new_one_begins() -> None:
    assert sentences("Doors open at 5 p.m. Friday. They close at 9 p.m. The band plays on.") == [
        "Doors open at 5 p.m. Friday.",
        "They close at 9 p.m.",
        "The band plays on.",
    ]


def test_a_company_may_end_a_sentence_that_another_follows() -> None:
    text = "It was sold to Marlow Inc. Production stopped. Marlow Inc. Chairman Al Roe left."

    assert sentences(text) == [
        "It was sold to Marlow Inc.",
        "Production stopped.",
        "Marlow Inc. Chairman Al Roe left.",
    ]


def test_a_wrapped_text_is_cut_at_its_stops_and_not_where_its_lines_are_full() -> None:
    text = (
        "Regulators have fined the operator of the\nAshgrove landfill for letting gas escape.\nIt has 30 days to appeal.\n\n"
        "“We dispute the findings,” said Marla Tice,\nwho speaks for it.  She would not say\nmore.\n- Fines: 3\n- Sites: 2\n"
    )

    article = segment(text)

    assert [article.quote(sentence.number) for sentence in article.sentences] == [
        "Regulators have fined the operator of the\nAshgrove landfill for letting gas escape.",
        "It has 30 days to appeal.",
        "“We dispute the findings,” said Marla Tice,\nwho speaks for it.",
        "She would not say\nmore.",
        "- Fines: 3",
        "- Sites: 2",
    ]
    assert [sentence.paragraph for sentence in article.sentences] == [1, 1, 2, 2, 3, 4]


def test_verse_and_lists_are_not_taken_for_wrapped_text() -> None:
    text = "the sea\nis not a road for anyone\nbut you\nand the gulls\nwho came here long before the harbour did"

    assert sentences(text) == text.split("\n")


def test_a_stop_ends_a_sentence_where_the_space_after_it_was_lost_and_before_a_footnote() -> None:
    text = 'It rained,police said."We closed the road,"Ann Roe said.It reopened.[3] See www.Arden.Example and Mrs.Roe.'

    assert sentences(text) == [
        "It rained,police said.",
        '"We closed the road,"Ann Roe said.',
        "It reopened.[3]",
        "See www.Arden.Example and Mrs.Roe.",
    ]


def test_a_sentence_that_nobody_could_check_is_cut_at_a_pause() -> None:
    text = ", ".join(f"item {number} of the list" for number in range(200))

    found = sentences(text)

    assert all(500 <= len(sentence) <= 1000 and sentence.endswith(",") for sentence in found[:-1])
    assert " ".join(found) == text


def test_a_closing_quotation_mark_belongs_to_the_sentence_it_closes() -> None:
    assert sentences("“We will not leave.” He paused. “Why should we?” he asked. 'Stay.' She left.") == [
        "“We will not leave.”",
        "He paused.",
        "“Why should we?” he asked.",
        "'Stay.'",
        "She left.",
    ]


def test_an_ellipsis_that_trails_off_goes_on_in_lower_case() -> None:
    assert sentences("Prices rose… and rose. Then… They fell. He said . . . nothing.") == [
        "Prices rose… and rose.",
        "Then…",
        "They fell.",
        "He said . . . nothing.",
    ]


def test_in_a_text_of_tokens_a_stop_that_stands_apart_ends_a_sentence() -> None:
    text = (
        "the u.s. mayor , mr. roe , left . `` it is gone . '' nobody knew . . . until noon ! `` why ? '' she asked . "
        "( it was 5 p.m. . ) he paid $ 4.5 million . "
        "' no . ' ' i am one , ' he said ."
    )

    assert sentences(text) == [
        "the u.s. mayor , mr. roe , left .",
        "`` it is gone . ''",
        "nobody knew . . . until noon !",
        "`` why ? '' she asked .",
        "( it was 5 p.m. . )",
        "he paid $ 4.5 million .",
        "' no . '",
        "' i am one , ' he said .",
    ]


def test_a_stop_set_apart_by_mistake_makes_no_text_of_tokens() -> None:
    assert sentences("Prices rose. He left . she said. « Vraiment ? » dit-il. Ils partent !") == [
        "Prices rose.",
        "He left . she said.",
        "« Vraiment ? » dit-il.",
        "Ils partent !",
    ]


def test_headlines_and_list_items_without_a_stop_are_sentences() -> None:
    assert sentences("PORT CLOSES\n\n- Talks on Friday\n• No deal yet\nThe port closed.") == [
        "PORT CLOSES",
        "- Talks on Friday",
        "• No deal yet",
        "The port closed.",
    ]


def test_the_place_of_a_dateline_does_not_end_a_sentence() -> None:
    text = "HALIFAX, N.S. -- Some 640 cooks walked out. DAVIS, Calif. — She left. WASHINGTON, D.C. - The talks failed."

    assert sentences(text) == [
        "HALIFAX, N.S. -- Some 640 cooks walked out.",
        "DAVIS, Calif. — She left.",
        "WASHINGTON, D.C. - The talks failed.",
    ]


def test_an_abbreviation_in_parentheses_does_not_end_a_sentence() -> None:
    text = "Sgt. Maj. (ret.) Ian Purdie of the firm (formerly Acme Inc.) Tuesday said so. (It was late.) He left."

    assert sentences(text) == [
        "Sgt. Maj. (ret.) Ian Purdie of the firm (formerly Acme Inc.) Tuesday said so.",
        "(It was late.)",
        "He left.",
    ]


def test_stops_of_other_scripts_end_sentences() -> None:
    assert sentences("这是第一句。“真的吗？”是的！") == ["这是第一句。", "“真的吗？”", "是的！"]
    assert sentences("यह पहला है। यह दूसरा है।") == ["यह पहला है।", "यह दूसरा है।"]
    assert sentences("هل هذا صحيح؟ نعم.") == ["هل هذا صحيح؟", "نعم."]


def test_companies_and_months_are_followed_by_more_of_their_sentence() -> None:
    assert sentences("Acme Inc. Chief Ann Roe left on Sept. 11. It was expected. Acme Corp. The end.") == [
        "Acme Inc. Chief Ann Roe left on Sept. 11.",
        "It was expected.",
        "Acme Corp.",
        "The end.",
    ]


def test_sentences_of_one_line_share_a_paragraph() -> None:
    article = segment("One. Two.\n\nThree.")

    assert [sentence.paragraph for sentence in article.sentences] == [1, 1, 2]


def test_a_reading_is_made_once_for_each_article() -> None:
    made: list[str] = []

    @per_article
    def first_word(article: object) -> str:
        made.append("again")
        return str(article)

    article, other = segment("One."), segment("One.")
    first_word(article)
    first_word(article)
    first_word(other)

    assert len(made) == 2


def test_a_question_in_quotation_marks_stays_with_whoever_asks_it() -> None:
    assert sentences("“Who still goes to a library?” Ann Osei said. “Me!” It was late.") == [
        "“Who still goes to a library?” Ann Osei said.",
        "“Me!”",
        "It was late.",
    ]


def test_a_clock_time_goes_on_only_to_its_day_or_its_zone() -> None:
    assert sentences("It is set for 6:30 p.m. Trask will listen. It ends at 8 p.m. ET. Or 9 p.m. Eastern time.") == [
        "It is set for 6:30 p.m.",
        "Trask will listen.",
        "It ends at 8 p.m. ET.",
        "Or 9 p.m. Eastern time.",
    ]


def test_a_german_ordinal_ends_no_sentence_and_a_german_closing_quotation_mark_does() -> None:
    article = segment(
        "Die Station wird zum 31. Dezember geschlossen, sagte der 5. Zivilsenat. „Das ist ein Risiko.“ Von fünf Stellen "
        "sind zwei besetzt. Gezählt wurden 31. Danach war Schluss. „Nein.“, sagte er.",
        language="de",
    )

    assert [article.quote(sentence.number) for sentence in article.sentences] == [
        "Die Station wird zum 31. Dezember geschlossen, sagte der 5. Zivilsenat.",
        "„Das ist ein Risiko.“",
        "Von fünf Stellen sind zwei besetzt.",
        "Gezählt wurden 31.",
        "Danach war Schluss.",
        "„Nein.“, sagte er.",
    ]


def test_the_letter_of_a_row_or_a_witness_ends_a_sentence_and_an_initial_does_not() -> None:
    article = segment(
        "My glove was in row C. Please look. It was told by Leonard P. Hask and Witness F. We thank A. Smith."
    )

    assert [article.quote(sentence.number) for sentence in article.sentences] == [
        "My glove was in row C.",
        "Please look.",
        "It was told by Leonard P. Hask and Witness F.",
        "We thank A. Smith.",
    ]
