"""What an object works out when it is first asked for it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier, Event

import pytest

from service.core.properties import cached_property

SECONDS = 10.0  # longer than anything here takes, so that a wait that never ends fails


@dataclass(frozen=True)
class Word:
    text: str
    asked: list[str] = field(default_factory=list)

    @cached_property
    def letters(self) -> int:
        """How many letters it has."""
        self.asked.append(self.text)
        return len(self.text)


def test_it_is_worked_out_once_for_each_object() -> None:
    asked: list[str] = []
    one, other = Word("port", asked), Word("harbour", asked)

    counted = [one.letters, other.letters, one.letters, other.letters]

    assert counted == [4, 7, 4, 7]
    assert asked == ["port", "harbour"]


def test_the_class_shows_its_words() -> None:
    assert Word.letters.__doc__ == "How many letters it has."


def test_what_failed_is_worked_out_again() -> None:
    class Door:
        is_locked = True

        @cached_property
        def room(self) -> str:
            if self.is_locked:
                raise ValueError("locked")
            return "kitchen"

    door = Door()
    with pytest.raises(ValueError, match="locked"):
        _ = door.room
    door.is_locked = False

    assert door.room == "kitchen"


def test_one_object_that_takes_long_holds_up_no_other() -> None:
    begun, may_end = Event(), Event()

    @dataclass(frozen=True)
    class Article:
        is_long: bool

        @cached_property
        def reading(self) -> str:
            if self.is_long:
                begun.set()
                assert may_end.wait(SECONDS)
            return "read"

    with ThreadPoolExecutor(1) as thread:
        long = thread.submit(lambda: Article(is_long=True).reading)
        assert begun.wait(SECONDS)
        short = Article(is_long=False).reading  # would wait here for a lock that all of a class share
        may_end.set()

        assert (short, long.result(SECONDS)) == ("read", "read")


def test_two_threads_that_ask_at_once_are_both_answered() -> None:
    together = Barrier(2, timeout=SECONDS)

    @dataclass(frozen=True)
    class Place:
        name: str

        @cached_property
        def folded(self) -> str:
            together.wait()
            return self.name.casefold()

    place = Place("Larsund")
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(lambda _: place.folded, range(2)))

    assert found == ["larsund", "larsund"]
