"""An engine that is lost in the middle of a draft."""

from collections.abc import Iterator, Sequence

from service.core.article import segment
from service.core.engine import Said
from service.core.errors import EngineRefused, EngineUnavailable
from service.core.steps import Done, Grounded, Merged
from service.core.summarize import finish, summarize
from tests.fakes import ScriptedEngine, draft, fact

ARTICLE = segment("The port closed on Monday. Talks resume on Friday.")
FIRST, SECOND = fact("The port closed on Monday.", 1), fact("Talks resume on Friday.", 2)
HALF: list[Said | Exception] = [*draft(facts=[FIRST]), EngineUnavailable("m", "the connection was lost")]
WHOLE: list[Said | Exception] = [*draft(facts=[FIRST, SECOND])]


def saying(*drafts: Sequence[Said | Exception]) -> ScriptedEngine:
    left: Iterator[Sequence[Said | Exception]] = iter(drafts)
    return ScriptedEngine(says=lambda _: next(left))


async def test_a_draft_that_breaks_off_is_made_once_more_and_replaces_the_first() -> None:
    engine = saying(HALF, WHOLE)

    steps = [step async for step in summarize(ARTICLE, engine)]

    (brief,) = [step.brief for step in steps if isinstance(step, Done)]
    assert brief.status == "complete"
    assert [line.statement for line in brief.key_facts] == [FIRST["statement"], SECOND["statement"]]
    assert [step.outcome.origins for step in steps if isinstance(step, Grounded)] == [
        ("w1.f1",),
        ("w2.f1",),
        ("w2.f2",),
    ]
    (merged,) = [step for step in steps if isinstance(step, Merged)]
    assert merged.ids == {"w2.f1": "f1", "w2.f2": "f2"}


async def test_a_draft_that_breaks_off_again_and_again_is_partial_and_says_so() -> None:
    engine = saying(HALF, HALF, HALF)

    brief = await finish(summarize(ARTICLE, engine))

    assert brief.status == "partial"
    assert [line.statement for line in brief.key_facts] == [FIRST["statement"]]
    assert any("not complete" in warning for warning in brief.warnings)
    assert len(engine.drafted) == 3


async def test_what_came_stands_where_the_second_try_gives_nothing() -> None:
    brief = await finish(summarize(ARTICLE, saying(HALF, [EngineUnavailable("m", "still down")])))

    assert brief.status == "partial"
    assert [line.statement for line in brief.key_facts] == [FIRST["statement"]]


async def test_a_refusal_in_the_middle_of_a_draft_is_not_tried_again() -> None:
    engine = saying([*draft(facts=[FIRST]), EngineRefused("m", "no")])

    brief = await finish(summarize(ARTICLE, engine))

    assert brief.status == "partial"
    assert len(engine.drafted) == 1
