import logging
from collections.abc import AsyncIterator, Iterator, Sequence

import pytest

from service.core.article import segment
from service.core.brief import EngineRecord
from service.core.engine import Answering, Engine, Notice, Request, Said, Spent, Truncated, Window
from service.core.errors import EngineError, EngineGaveNoBrief, EngineRefused, EngineRejected, EngineUnavailable
from service.core.summarize import finish, summarize
from service.fallback import Choice, Fallback
from tests.fakes import ScriptedEngine, draft, fact

ARTICLE = segment("The port closed on Monday. Talks resume on Friday. Nobody knows how long it will last.")
WINDOW = Window(ARTICLE, first=1, last=3)
FIRST_FACT = draft(facts=[fact("The port closed on Monday.", 1)])
WRONG_FACT = draft(facts=[fact("The port closed on Sunday.", 1), fact("Talks resume on Friday.", 2)])
DOWN = EngineUnavailable("big-model", "connection refused")


async def said_by(engine: Engine, request: Request | None = None) -> list[Said]:
    return [said async for said in engine.draft(WINDOW, request or Request())]


def record_of(said: Sequence[Said]) -> EngineRecord:
    return [word.engine for word in said if isinstance(word, Answering)][-1]


async def test_the_first_engine_drafts_while_it_is_up() -> None:
    first, second = ScriptedEngine(says=FIRST_FACT), ScriptedEngine(says=FIRST_FACT, name="second")

    said = await said_by(Fallback([Choice(first), Choice(second)]))

    assert record_of(said).fallback_from is None
    assert second.drafted == []


@pytest.mark.parametrize("error", [DOWN, EngineGaveNoBrief("big-model", "not JSON")])
async def test_the_next_engine_drafts_when_one_is_down_or_gives_nothing(error: EngineError) -> None:
    spent = Spent(input_tokens=900, cost_usd=0.01)
    first = ScriptedEngine(says=[spent, error], name="first")
    second = ScriptedEngine(says=FIRST_FACT, name="second")

    said = await said_by(Fallback([Choice(first), Choice(second)]))

    assert record_of(said) == EngineRecord(name="second", model=None, fallback_from="big-model", prompts=())
    assert spent in said
    assert FIRST_FACT[0] in said
    assert any(isinstance(word, Notice) and "big-model" in word.text for word in said)


async def test_a_notice_of_a_fallback_does_not_repeat_what_the_provider_said() -> None:
    first = ScriptedEngine(says=[EngineUnavailable("big-model", "503 from http://10.0.0.7 canary")])

    said = await said_by(Fallback([Choice(first), Choice(ScriptedEngine(says=FIRST_FACT))]))

    assert not any("canary" in word.text for word in said if isinstance(word, Notice))


async def test_an_engine_that_ends_without_an_item_is_replaced() -> None:
    first, second = ScriptedEngine(says=[Spent()]), ScriptedEngine(says=FIRST_FACT, name="second")

    said = await said_by(Fallback([Choice(first), Choice(second)]))

    assert record_of(said).fallback_from == "scripted"


async def test_a_window_whose_draft_broke_off_is_left_to_the_next_engine_the_third_time() -> None:
    lost: list[Said | Exception] = [*FIRST_FACT, EngineUnavailable("big-model", "the connection was lost")]
    first, second = ScriptedEngine(says=lost, name="first"), ScriptedEngine(says=FIRST_FACT, name="second")
    fallback = Fallback([Choice(first), Choice(second)])

    for _ in range(2):
        with pytest.raises(EngineUnavailable):
            await said_by(fallback)
    said = await said_by(fallback)

    assert (len(first.drafted), len(second.drafted)) == (2, 1)
    assert record_of(said).fallback_from == "big-model"


async def test_a_reply_that_ended_in_the_middle_is_not_the_last_word_while_others_wait() -> None:
    broken: list[Said | Exception] = [*FIRST_FACT, EngineGaveNoBrief("big-model", "ended in the middle")]
    alone = Fallback([Choice(ScriptedEngine(says=broken))])
    backed = Fallback([Choice(ScriptedEngine(says=broken)), Choice(ScriptedEngine(says=FIRST_FACT, name="second"))])

    with pytest.raises(EngineGaveNoBrief):
        await said_by(alone)
    with pytest.raises(EngineUnavailable):
        await said_by(backed)
    brief = await finish(summarize(ARTICLE, backed))

    assert (brief.status, brief.engine.name, brief.engine.fallback_from) == ("complete", "second", "big-model")


async def test_a_draft_that_ran_out_of_room_is_not_replaced() -> None:
    second = ScriptedEngine(says=FIRST_FACT, name="second")

    said = await said_by(Fallback([Choice(ScriptedEngine(says=[Truncated()])), Choice(second)]))

    assert Truncated() in said
    assert second.drafted == []


async def test_every_engine_that_failed_is_named() -> None:
    choices = [Choice(ScriptedEngine(says=[EngineUnavailable(name, "down")], name=name)) for name in ("one", "two")]

    said = await said_by(Fallback([*choices, Choice(ScriptedEngine(says=FIRST_FACT))]))

    assert record_of(said).fallback_from == "one, two"


async def test_nothing_is_said_twice_once_an_item_was_given() -> None:
    first = ScriptedEngine(says=[*FIRST_FACT, DOWN])
    second = ScriptedEngine(says=FIRST_FACT, name="second")

    with pytest.raises(EngineUnavailable):
        await said_by(Fallback([Choice(first), Choice(second)]))

    assert second.drafted == []


@pytest.mark.parametrize("error", [EngineRefused("m", "no"), EngineRejected("m", "wrong key")])
async def test_an_error_another_try_would_not_mend_is_passed_on(error: EngineError) -> None:
    second = ScriptedEngine(says=FIRST_FACT)

    with pytest.raises(type(error)):
        await said_by(Fallback([Choice(ScriptedEngine(says=[error])), Choice(second)]))

    assert second.drafted == []


async def test_when_all_fail_the_last_error_is_the_answer() -> None:
    last = EngineUnavailable("two", "also down", retry_after_seconds=7)

    with pytest.raises(EngineUnavailable) as caught:
        await said_by(Fallback([Choice(ScriptedEngine(says=[DOWN])), Choice(ScriptedEngine(says=[last]))]))

    assert caught.value is last


async def test_a_choice_may_be_another_model_of_the_same_engine() -> None:
    answers: Iterator[Sequence[Said | Exception]] = iter([[DOWN], FIRST_FACT])
    engine = ScriptedEngine(says=lambda _window: next(answers))

    await said_by(Fallback([Choice(engine), Choice(engine, model="small-model")]), Request(model="asked-for"))

    assert [request.model for _, request in engine.drafted] == ["asked-for", "small-model"]


async def test_the_next_engine_has_only_the_time_that_is_left() -> None:
    first, second = ScriptedEngine(says=[DOWN]), ScriptedEngine(says=FIRST_FACT)

    await said_by(Fallback([Choice(first), Choice(second)]), Request(deadline_seconds=5.0))

    asked = [engine.drafted[0][1].deadline_seconds for engine in (first, second)]
    assert asked[0] is not None
    assert asked[1] is not None
    assert 5.0 >= asked[0] >= asked[1] > 0


async def test_the_engine_that_drafted_mends_its_own_items(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    first = ScriptedEngine(says=[DOWN], name="first")
    mended = draft(facts=[fact("The port closed on Monday.", 1)])
    second = ScriptedEngine(says=WRONG_FACT, mends=mended, name="second")

    brief = await finish(summarize(ARTICLE, Fallback([Choice(first), Choice(second)])))

    assert first.asked_to_repair == []
    assert len(second.asked_to_repair) == 1
    assert [line.statement for line in brief.key_facts] == ["The port closed on Monday.", "Talks resume on Friday."]
    assert brief.engine.name == "second"
    assert brief.engine.fallback_from == "big-model"


async def test_a_record_told_again_while_mending_still_names_who_failed() -> None:
    class Talkative(ScriptedEngine):
        async def repair(self, *_: object) -> AsyncIterator[Said]:
            yield Answering(EngineRecord(name="second", model="m", fallback_from=None, prompts=()))

    engine = Fallback([Choice(ScriptedEngine(says=[DOWN])), Choice(Talkative(says=WRONG_FACT))])

    brief = await finish(summarize(ARTICLE, engine))

    assert brief.engine.fallback_from == "big-model"


async def test_a_listener_who_leaves_stops_the_engine() -> None:
    engine = ScriptedEngine(says=FIRST_FACT, hangs=True)
    stream = Fallback([Choice(engine)]).draft(WINDOW, Request())

    async for said in stream:
        if said in FIRST_FACT:
            break
    await stream.aclose()  # type: ignore[attr-defined]

    assert engine.stopped_early == 1


def test_a_fallback_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Fallback([])


async def test_an_engine_that_may_hang_has_only_its_share_of_the_time() -> None:
    engines = [ScriptedEngine(says=[DOWN]), ScriptedEngine(says=[DOWN]), ScriptedEngine(says=FIRST_FACT)]

    await said_by(Fallback([Choice(engine) for engine in engines]), Request(deadline_seconds=90.0))

    patience = [engine.drafted[0][1].patience_seconds for engine in engines]
    assert patience[0] == pytest.approx(30, abs=1)
    assert patience[1] == pytest.approx(45, abs=1)
    assert patience[2] is None
