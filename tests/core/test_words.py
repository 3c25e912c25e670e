"""Words: what is read of one is remembered, within bounds."""

from hypothesis import given
from hypothesis import strategies as st
from snowballstemmer.english_stemmer import EnglishStemmer

from service.core import words
from service.core.words import LONGEST_KEPT, content_stems, per_word, stem


def test_a_word_is_read_once_however_often_it_stands_in_a_text() -> None:
    read: list[str] = []

    @per_word
    def length(word: str) -> int:
        read.append(word)
        return len(word)

    lengths = list(map(length, "the port closed and the port opened".split()))

    assert lengths == [3, 4, 6, 3, 3, 4, 6]
    assert read == ["the", "port", "closed", "and", "opened"]


def test_what_is_longer_than_any_word_is_read_and_not_kept() -> None:
    read: list[str] = []

    @per_word
    def length(word: str) -> int:
        read.append(word)
        return len(word)

    longest = "x" * LONGEST_KEPT

    assert [length(longest), length(longest), length(longest + "x"), length(longest + "x")] == [60, 60, 61, 61]
    assert read == [longest, longest + "x", longest + "x"]


def test_no_number_of_words_fills_the_memory() -> None:
    read: list[str] = []

    @per_word
    def first(word: str) -> str:
        read.append(word)
        return word[0]

    for number in range(words.MOST_KEPT + 1):
        first(f"w{number}")
    first("w0")

    assert read.count("w0") == 2


@given(st.text(alphabet="aTs’'9 ", max_size=40))
def test_content_stems_are_the_stems_of_words_in_the_text(text: str) -> None:
    known = {stem(word) for word in words.words(text)}

    assert content_stems(text) <= known


@given(st.from_regex(r"[a-z]{1,12}(ing|ed|ies|ness|ational|fulness|ly|s|y|'s)?", fullmatch=True))
def test_a_stem_is_the_same_whether_it_was_made_in_c_or_in_python(word: str) -> None:
    plain = words._POSSESSIVE.sub("", word)
    expected = words._IRREGULAR.get(plain, plain)

    assert stem(word) == EnglishStemmer().stemWord(expected)


def test_half_of_a_surrogate_pair_is_a_word_like_any_other() -> None:
    assert stem("\ud800Ports") == "\ud800ports"
