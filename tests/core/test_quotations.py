import weakref

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.core.article import segment
from service.core.quotations import Quoted, differing, fold, locate, locate_in, marked, nearest, nearest_in

MARKS = "“”‘’\"'«»„「」\n .,ab5s"


def found(quote: str, text: str) -> list[str] | None:
    slices = locate(quote, text, [(0, len(text))])
    return None if slices is None else [text[start:end] for start, end in slices]


def stretches(text: str) -> list[str]:
    return [text[quoted.start : quoted.end] for quoted in marked(text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“Go,” she said.", ["Go,"]),
        ('"Go," she said. "Now."', ["Go,", "Now."]),
        ("‘Go,’ she said, and it’s ‘time’.", ["Go,", "time"]),
        ("'Go,' she said, and it's 'time'.", ["Go,", "time"]),
        ("''We won,'' he said.", ["We won,"]),
        ("„Das ist gut“, sagte er.", ["Das ist gut"]),
        ("»Nein«, sagte sie.", ["Nein"]),
        ("« Oui », dit-il.", ["Oui"]),
        ("”Ja”, sa han.", ["Ja"]),
        ("首相は「はい」と述べた。", ["はい"]),
    ],
)
def test_every_style_of_quotation_marks_is_read(text: str, inside: list[str]) -> None:
    assert stretches(text) == inside


@pytest.mark.parametrize(
    "text",
    [
        "The ministers’ plan isn’t the dogs’ dinner.",
        "Rock 'n' roll in the '90s, y'all",
        'She is 5\'10" tall and the pipe is 6" wide.',
        "No marks at all.",
        "",
    ],
)
def test_apostrophes_feet_and_inches_are_no_quotation_marks(text: str) -> None:
    assert marked(text) == ()


def test_a_quotation_inside_a_quotation_belongs_to_it() -> None:
    text = "“He said ‘never again’ to me,” she recalled."

    (outer,) = marked(text)

    assert text[outer.start : outer.end] == "He said ‘never again’ to me,"
    assert [text[inner.start : inner.end] for inner in outer.inner] == ["never again"]


def test_a_scare_quote_says_how_short_it_is() -> None:
    (scare,) = marked("Hope is “naive” now.")

    assert scare == Quoted(start=9, end=14, closed=True, words=1)


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said."

    assert [(text[quoted.start : quoted.end], quoted.closed) for quoted in marked(text)] == [
        ("One.", False),
        ("Two.", False),
        ("Three,", True),
    ]


def test_a_wrapped_line_does_not_end_a_quotation() -> None:
    assert stretches("“We will\nwin,” he said.") == ["We will\nwin,"]


def test_inches_inside_a_quotation_do_not_close_it() -> None:
    assert stretches('"The 6" pipe is long," he said. "Yes."') == ['The 6" pipe is long,', "Yes."]


@pytest.mark.parametrize(
    ("quote", "text", "slices"),
    [
        ('it\'s "over"', "He said: “It’s ‘over’ now.”", ["It’s ‘over"]),
        ("we will win", "“We\u00a0will\n win,” he said.", ["We\u00a0will\n win"]),
        ("a plan - a good one", "It is a plan — a good one.", ["a plan — a good one"]),
        ("“was not happy.”", "Trump “was not happy about this.”", ["was not happy"]),
        ("one … four", "one two three four", ["one", "four"]),
        ("one [...] four", "one two three four", ["one", "four"]),
        ("[The minister] must go", "“He must go,” she said.", ["must go"]),
        ("I told [the minister] to go", "I told him to go.", ["I told him to go"]),
        ("[W]e will go", "“And we will go.”", ["we will go"]),
        ("he want[s] peace", "he wanted peace", ["he wanted peace"]),
        (
            "We are tired. We want peace.",
            "“We are tired,” she said. “We want peace.”",
            ["We are tired", "We want peace"],
        ),
        (
            "We are tired, we want peace",
            "“We are tired,” she said, “we want peace.”",
            ["We are tired,", "we want peace"],
        ),
        ("平和が必要", "首相は「平和が必要だ」と述べた。", ["平和が必要"]),
    ],
)
def test_a_quotation_is_found_whatever_its_style(quote: str, text: str, slices: list[str]) -> None:
    assert found(quote, text) == slices


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("was happy", "Trump “was not happy about this.”"),
        ("was never happy", "Trump “was not happy about this.”"),
        ("right now", "It is bright now."),
        ("four … one", "one two three four"),
        ("its over", "it’s over"),
        ("$825 million", "$852 million"),
        ("Go west", "“Go,” she said in the west."),
        ("“”", "“Go,” she said."),
        ("", "“Go,” she said."),
    ],
)
def test_a_quotation_with_other_words_is_not_found(quote: str, text: str) -> None:
    assert found(quote, text) is None


def test_a_quotation_is_looked_for_only_inside_the_spans() -> None:
    text = "First words. Second words."

    assert locate("First words", text, [(13, 26)]) is None
    assert locate("Second words", text, [(13, 26)]) == [(13, 25)]


def test_the_nearest_words_show_where_a_quotation_differs() -> None:
    text = "She said Trump “was not happy about this news.”"

    near = nearest("was happy about this news", text, [(0, len(text))])

    assert near is not None
    assert text[slice(*near)] == "was not happy about this news"
    assert nearest("completely other things", text, [(0, len(text))]) is None


def test_many_insertions_and_repetitions_end_quickly() -> None:
    text = "a " * 3000

    assert locate("a [b] " * 19 + "z", text, [(0, len(text))]) is None
    assert locate("a [b] " * 500 + "z", text, [(0, len(text))]) is None
    assert len(marked("'a " * 3000)) < 3000


@given(st.text(alphabet=MARKS, max_size=60) | st.text(max_size=60))
@example("“a” ‘b’ \"c\" 'd'")
def test_marked_stretches_lie_in_order_and_inside_each_other(text: str) -> None:
    def holds(quoted: tuple[Quoted, ...], start: int, end: int) -> None:
        at = start
        for stretch in quoted:
            assert at <= stretch.start < stretch.end <= end
            holds(stretch.inner, stretch.start, stretch.end)
            at = stretch.end

    holds(marked(text), 0, len(text))


@given(st.text(alphabet=MARKS, min_size=1, max_size=60), st.data())
def test_every_quotation_cut_from_a_text_is_found(text: str, data: st.DataObject) -> None:
    words = [(at, at + len(word)) for at, word in _words(text)]
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = text[words[first][0] : words[last][1]]

    slices = locate(quote, text, [(0, len(text))])

    assert slices is not None
    assert fold(" ".join(text[start:end] for start, end in slices)) == fold(quote)


@given(st.text(max_size=40), st.text(max_size=80))
def test_whatever_is_located_reads_like_the_quotation(quote: str, text: str) -> None:
    slices = locate(quote, text, [(0, len(text))])

    if slices is not None and "[" not in quote and "…" not in quote and ".." not in quote:
        located = fold(" ".join(text[start:end] for start, end in slices))
        assert located.casefold() == fold(quote).casefold()


def _words(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    at = 0
    for word in text.split():
        at = text.index(word, at)
        if any(letter.isalnum() for letter in word) and word[0].isalnum() and word[-1].isalnum():
            found.append((at, word))
        at += len(word)
    return found


def test_an_article_is_read_once_and_no_text_is_kept_when_it_is_gone() -> None:
    article = segment("“We want\u00a0peace,” she said. “Now.”")
    spans = [(0, len(article.text))]
    gone = weakref.ref(article)

    slices = locate_in(article, "We want peace, Now", spans)
    near = nearest_in(article, "We want war", spans)

    assert slices is not None
    assert [article.text[start:end] for start, end in slices] == ["We want\u00a0peace,", "Now"]
    assert near is not None
    del article
    assert gone() is None


@given(st.text(alphabet=MARKS, min_size=1, max_size=60), st.text(alphabet=MARKS, min_size=1, max_size=30))
def test_what_differs_is_cut_from_the_quotation_and_the_text(text: str, quote: str) -> None:
    near = nearest(quote, text, [(0, len(text))])

    if near is not None:
        said, stands = differing(quote, text, near, (0, len(text)))

        assert said in quote
        assert stands in text


@given(st.integers(0, 239), st.integers(0, 2), st.booleans())
def test_a_quotation_is_found_in_a_part_of_a_long_article_as_in_all_of_it(
    number: int, wider: int, goes_on: bool
) -> None:
    article, text = LONG, LONG.text
    first, last = article.sentences[2 * number], article.sentences[2 * number + 1]
    spans = [(first.start, article.sentences[min(2 * number + 1 + wider, len(article.sentences) - 1)].end)]
    quote = f"No to Plan {number}… the harbour is full. We stay" if goes_on else f"no to [it] {number} of old"

    assert locate_in(article, quote, spans) == locate(quote, text, spans)
    assert nearest_in(article, f"Yes to plan {number} because the", spans) == nearest(
        f"Yes to plan {number} because the", text, spans
    )
    assert first.end <= last.start


def test_where_a_quotation_stands_is_told_again_whatever_was_done_with_it() -> None:
    article = segment("“We want peace,” she said. “Now.”")
    spans = [(0, len(article.text))]

    located = locate_in(article, "We want peace. Now", spans)
    assert located is not None
    before = list(located)
    located.clear()

    assert before
    assert locate_in(article, "We want peace. Now", spans) == before
    assert locate_in(article, "We want war", spans) is None


@given(st.text("ab .“”", max_size=80), st.text("ab .", min_size=1, max_size=12), st.integers(0, 3))
def test_a_quotation_stands_in_a_long_text_where_it_does_in_a_short_one(text: str, quote: str, lines: int) -> None:
    before = "x y z\n" * (200 * lines)  # many tokens are looked up by word, few are looked through
    long = before + text

    moved = locate(quote, long, [(0, len(long))])

    here = locate(quote, text, [(0, len(text))])
    assert moved == (here and [(start + len(before), end + len(before)) for start, end in here])


LONG = segment(
    "\n\n".join(
        f"“No to Plan {number} because the harbour is full,” said Ana Ruiz, no to plan {number} of old. “We stay,” she added."
        for number in range(240)
    )
)
