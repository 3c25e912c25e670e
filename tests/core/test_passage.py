from hypothesis import given
from hypothesis import strategies as st

from service.core import names, passage, quantities
from service.core.article import Article, segment
from service.core.claim import Claim
from service.core.draft import DraftFact, Item
from service.core.passage import Wording, per_wording
from service.core.words import LONGEST_KEPT, content_stems

ARTICLE = segment("Anna Moreau met 23 miners in Oslo. She left on Friday.\n\nThe mine did not reopen. Talks go on.")


def cites(about: Article, *sentences: int) -> Claim:
    return Claim(
        Item("f1", "key_facts", DraftFact(statement="Moreau left.", status="done", sentences=sentences)), about
    )


def test_neighbouring_sentences_stand_as_in_the_article_and_others_on_lines_of_their_own() -> None:
    read = passage.of(ARTICLE, (1, 2, 4))

    assert read.text == "Anna Moreau met 23 miners in Oslo. She left on Friday.\nTalks go on."


def test_claims_that_cite_the_same_sentences_share_one_reading_of_them() -> None:
    one, other = cites(ARTICLE, 3, 1), cites(ARTICLE, 1, 3)

    assert one.proof is other.proof
    assert one.proof.wording.clauses is other.proof.wording.clauses


def test_articles_with_the_same_text_share_nothing() -> None:
    again = segment(ARTICLE.text)

    assert passage.of(ARTICLE, (1,)) is not passage.of(again, (1,))


def test_the_whole_of_an_article_is_its_text_with_all_its_names_and_quantities() -> None:
    read = passage.whole(ARTICLE)

    assert read.text == ARTICLE.text
    assert read.scope is names.index(ARTICLE).whole
    assert read.inventory.quantities == quantities.of_article(ARTICLE)


PIECES = st.sampled_from(
    [
        "23 miners left",
        "On Friday",
        " at 5 p.m.",
        "It cost $8.25 million",
        ". ",
        "\n",
        "from 5",
        " to 10",
        "half of them",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=12).map("".join), st.sets(st.integers(1, 6), min_size=1))
def test_the_quantities_of_a_passage_stand_in_it_where_they_say_and_are_those_of_its_sentences(
    text: str, cited: set[int]
) -> None:
    article = segment(text, language="en")
    numbers = tuple(sorted(number for number in cited if article.has(number)))

    read = passage.of(article, numbers)

    assert [read.text[one.start : one.end] for one in read.inventory.quantities] == [
        one.text for number in numbers for one in quantities.read(article.quote(number))
    ]


def test_an_article_keeps_no_more_passages_than_it_is_worth() -> None:
    about = segment(" ".join(f"Miner {number} went home to Oslo." for number in range(400)))
    every = tuple(range(1, len(about.sentences) + 1))

    first = passage.of(about, every)
    for last in range(2, len(every)):
        passage.of(about, every[:last])

    assert passage.of(about, every) is not first
    assert passage.of(about, every).text == first.text


@given(st.text(max_size=200))
def test_a_wording_is_read_as_its_text_is(text: str) -> None:
    wording = Wording(text)

    assert wording.stems == content_stems(text)
    assert wording.quantities == quantities.read(text)
    assert wording.index.mentions == names.index_of(text).mentions


@given(st.text(alphabet="ab_ -1é", max_size=3 * LONGEST_KEPT))
def test_of_a_run_of_letters_and_digits_only_so_much_is_kept(text: str) -> None:
    runs = Wording(text).runs

    assert all(len(run) <= LONGEST_KEPT for run in runs)
    assert len(runs) == len("".join(letter if letter.isalnum() or letter == "_" else " " for letter in text).split())


def test_what_one_check_reads_in_a_wording_is_read_once() -> None:
    asked: list[str] = []

    @per_wording
    def first_word(wording: Wording) -> str:
        asked.append(wording.text)
        return wording.text.split()[0]

    wording, like = Wording("Talks go on."), Wording("Talks go on.")

    assert [first_word(wording), first_word(wording), first_word(like)] == ["Talks"] * 3
    assert len(asked) == 2
