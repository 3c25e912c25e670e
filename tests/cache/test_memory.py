from hypothesis import given
from hypothesis import strategies as st

from service.cache.memory import Kept, Memory


def kept(brief_id: str = "b", body: bytes = b"0123456789", *, stale_at: float = 100, doubted_at: float = 100) -> Kept:
    return Kept(brief_id, body, stale_at, doubted_at)


def test_an_answer_is_given_until_its_time_is_over() -> None:
    memory = Memory(100)
    memory.put("q", kept(stale_at=10))

    assert memory.get("q", 9.9) == kept(stale_at=10)
    assert memory.get("q", 10) is None
    assert memory.get("q", 0) is None  # it is gone for good


def test_an_answer_somebody_else_may_have_deleted_is_doubted_after_a_while() -> None:
    memory = Memory(100)
    memory.put("q", kept(doubted_at=5))
    assert memory.get("q", 5) is None

    memory.put("q", kept(doubted_at=10))

    assert memory.get("q", 5) == kept(doubted_at=10)


def test_the_least_recently_asked_for_goes_first() -> None:
    memory = Memory(30)
    for name in "abc":
        memory.put(name, kept(name))
    assert memory.get("a", 0)

    memory.put("d", kept("d"))

    assert [name for name in "abcd" if memory.get(name, 0)] == ["a", "c", "d"]


def test_an_answer_larger_than_the_memory_is_not_kept() -> None:
    memory = Memory(9)

    memory.put("q", kept())

    assert memory.get("q", 0) is None


def test_a_deleted_brief_is_forgotten_under_every_question() -> None:
    memory = Memory(100)
    memory.put("q1", kept("b1"))
    memory.put("q2", kept("b1"))
    memory.put("q3", kept("b2"))

    memory.forget("b1")
    memory.forget("unknown")

    assert [memory.get(name, 0) is not None for name in ("q1", "q2", "q3")] == [False, False, True]


names = st.sampled_from("abcdef")


@given(st.lists(st.tuples(names, names, st.binary(max_size=40), st.booleans()), max_size=60))
def test_it_never_holds_more_than_it_may(changes: list[tuple[str, str, bytes, bool]]) -> None:
    memory = Memory(60)
    for question, brief_id, body, is_forgotten in changes:
        memory.put(question, kept(brief_id, body))
        if is_forgotten:
            memory.forget(brief_id)

        held = [answer for name in "abcdef" if (answer := memory.get(name, 0))]

        assert sum(len(answer.body) for answer in held) <= 60
        assert not is_forgotten or all(answer.brief_id != brief_id for answer in held)
