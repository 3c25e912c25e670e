"""What is remembered of a line changes nothing that is read in it, and does not outlive the draft."""

import gc

from hypothesis import given
from hypothesis import strategies as st

from service.core.article import segment
from service.core.engine import Request, Window
from service.engines.extractive.engine import Extractive
from service.engines.extractive.sentences import remembered

TEXT = (
    "The harbour board of Arden Quay approved a new sea wall on Tuesday. It will cost $4.7 million, the board said. "
    "“We waited too long,” said Ana Ruiz, the mayor."
)


@given(st.lists(st.sampled_from(["a", "a b", "", "c" * 1_500, "d"]), max_size=30))
def test_a_line_is_read_as_often_as_it_is_new_and_always_told_alike(lines: list[str]) -> None:
    read: list[str] = []

    def length(line: str) -> int:
        read.append(line)
        return len(line)

    known = remembered.per_line(length)

    assert [known(line) for line in lines] == [len(line) for line in lines]
    assert sorted(line for line in read if len(line) < 1_500) == sorted({line for line in lines if len(line) < 1_500})


def test_a_line_is_read_anew_once_it_was_let_go() -> None:
    read: list[str] = []
    known = remembered.per_line(read.append)
    known("a")

    remembered.forget()
    known("a")

    assert read == ["a", "a"]


async def test_no_line_of_an_article_is_remembered_once_its_draft_is_written() -> None:
    article = segment(TEXT)
    window = Window(article, 1, len(article.sentences))

    said = [each async for each in Extractive().draft(window, Request())]

    kept = [line for known in gc.get_objects() if type(known).__module__ == remembered.__name__ for line in known]
    assert len(said) > 2
    assert kept == []
