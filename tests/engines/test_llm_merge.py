"""Asking a model what of a long article's parts belongs together: one more call, whose loss costs nothing else."""

import re
from collections.abc import Callable

import pytest

from service.core.article import segment
from service.core.brief import Brief
from service.core.engine import Engine, Request
from service.core.summarize import finish, summarize
from service.fallback import Choice, Fallback
from tests.engines.conftest import MakeEngine
from tests.scripted_server import HANG, Answer, Call, ScriptedServer, completion, refusal, status

ARTICLE = segment(
    "\n\n".join(
        f"The council of Aldham met on day {number} in the hall. The bridge at Pier {number} was closed by the mayor. "
        f"Some {number + 40} ships waited outside the port all day long, and nobody said when they may enter it."
        for number in range(30)
    )
)
_LINE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)


def drafted(call: Call) -> Answer:
    """The first three sentences of a part, word for word."""
    facts = [
        {"statement": text, "status": "done", "sentences": [int(number)]}
        for number, text in _LINE.findall(call.user)[:3]
    ]
    draft = {"headline": None, "key_facts": facts, "topics": [], "parties": [], "open_questions": []}
    return completion(draft, sent=900, written=100)


def is_merge(call: Call) -> bool:
    return "The order holds at most" in call.user


def answering(answer: Answer) -> Callable[[Call], Answer]:
    return lambda call: answer if is_merge(call) else drafted(call)


async def brief_of(engine: Engine, request: Request | None = None) -> Brief:
    return await finish(summarize(ARTICLE, engine, request))


async def test_by_default_the_rules_alone_join_the_parts(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.answers(drafted)

    brief = await brief_of(make_engine(window_characters=2_000))

    assert brief.windows.total > 2
    assert brief.usage.calls == len(scripted_server.calls) == brief.windows.total
    assert [prompt.name for prompt in brief.engine.prompts] == ["brief"]


async def test_a_model_is_asked_once_in_ids_and_its_call_is_in_the_account(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.answers(answering(completion({"same": [], "order": ["f4", "f2"]}, sent=500, written=50)))
    engine = make_engine(window_characters=2_000)

    by_rules = await brief_of(engine)
    scripted_server.calls.clear()
    brief = await brief_of(make_engine(window_characters=2_000, merge="llm"))

    (call,) = [call for call in scripted_server.calls if is_merge(call)]
    assert call.body["response_format"]["json_schema"]["name"] == "Tied"
    assert f"f4 {by_rules.key_facts[3].statement}" in call.user
    ruled = [fact.statement for fact in by_rules.key_facts]
    assert [fact.statement for fact in brief.key_facts] == [ruled[3], ruled[1], ruled[0], ruled[2], *ruled[4:]]
    assert brief.status == "complete"
    assert brief.usage.calls == by_rules.usage.calls + 1
    assert brief.usage.input_tokens == by_rules.usage.input_tokens + 500
    assert [prompt.name for prompt in brief.engine.prompts] == ["brief", "merge"]


@pytest.mark.parametrize(
    ("answer", "warning"),
    [
        (status(401), "turned the request down"),
        (refusal(), "declined"),
        (completion("none belong together"), "nothing that could be read"),
        (HANG, "was out of reach"),
    ],
    ids=["wrong key", "refusal", "prose", "no answer"],
)
async def test_where_it_cannot_say_the_brief_is_what_the_rules_make_and_tells_so(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: Answer, warning: str
) -> None:
    scripted_server.answers(answering(answer))
    engine = make_engine(window_characters=2_000, merge="llm", request_timeout_seconds=0.5)

    brief = await brief_of(engine)

    assert brief.status == "complete"
    assert len(brief.key_facts) == 3 * brief.windows.total
    (told,) = brief.warnings
    assert "joined by rules alone" in told
    assert warning in told
    assert brief.usage.calls == len(scripted_server.calls)


@pytest.mark.parametrize(
    "reply",
    [{"same": "f1", "order": 7}, {"same": [["f1", None], 3, {}], "order": [["f1"]]}, {"order": ["nothing"]}],
    ids=["no lists", "no ids", "no such line"],
)
async def test_a_reply_that_says_nothing_of_use_changes_nothing(
    scripted_server: ScriptedServer, make_engine: MakeEngine, reply: dict[str, object]
) -> None:
    scripted_server.answers(answering(completion(reply)))

    brief = await brief_of(make_engine(window_characters=2_000, merge="llm"))

    assert (brief.status, brief.warnings) == ("complete", ())
    assert len(brief.key_facts) == 3 * brief.windows.total


async def test_a_spent_budget_leaves_the_parts_to_the_rules(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.answers(answering(completion({"same": [], "order": []})))
    engine = make_engine(window_characters=2_000, merge="llm")
    windows = (await brief_of(make_engine(window_characters=2_000))).windows.total
    scripted_server.calls.clear()

    brief = await brief_of(engine, Request(max_calls=windows))

    assert not any(map(is_merge, scripted_server.calls))
    assert brief.status == "complete"
    assert "may spend in calls is spent" in brief.warnings[0]


async def test_an_article_in_one_part_costs_no_further_call(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.answers(answering(completion({"same": [], "order": []})))

    brief = await brief_of(make_engine(merge="llm"))

    assert (brief.windows.total, brief.usage.calls) == (1, 1)


async def test_of_more_lines_than_a_model_takes_at_once_the_last_of_each_kind_are_left_out(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.answers(answering(completion({"same": [], "order": ["f3"]})))

    brief = await brief_of(Fallback([Choice(make_engine(window_characters=1_000, merge="llm"))]))

    (call,) = [call for call in scripted_server.calls if is_merge(call)]
    shown = re.findall(r"^f(\d+) ", call.user, re.MULTILINE)
    assert shown == [str(number) for number in range(1, len(shown) + 1)]
    assert 3 <= len(shown) < len(brief.key_facts)
    assert brief.key_facts[0].evidence[0].sentence != 1
