import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from service.cache import Order
from service.core.brief import Brief
from service.core.engine import Request
from service.core.errors import (
    ConfigurationError,
    EngineRefused,
    EngineUnavailable,
    NoSuchBrief,
    NotAnArticle,
    TooLarge,
    UnsupportedOption,
)
from service.core.steps import Answered, Done
from service.settings import Settings
from service.wiring import Services, open_services
from tests.fakes import ScriptedEngine, draft, echoes, fact
from tests.scripted_server import Answer, Call, ScriptedServer, completion

TEXT = "The port of Larsund closed on Monday. Nobody said why."
REPLY = {
    "headline": {"statement": "The port of Larsund closed on Monday.", "sentences": [1]},
    "key_facts": [{"statement": "The port of Larsund closed on Monday.", "status": "done", "sentences": [1]}],
    "topics": [],
    "parties": [],
    "open_questions": [],
}


def settings_in(folder: Path, **others: object) -> Settings:
    return Settings.model_validate({"engine": "extractive", "data_dir": folder, **others})


@asynccontextmanager
async def scripted(folder: Path, engine: ScriptedEngine | None = None, **others: object) -> AsyncIterator[Services]:
    async with open_services(
        settings_in(folder, **others), written_by=engine or ScriptedEngine(says=echoes)
    ) as services:
        yield services


def asking(server: ScriptedServer, folder: Path, **others: object) -> Settings:
    return settings_in(
        folder, engine="llm", openai_api_key=SecretStr("key"), openai_base_url=server.base_url, max_tries=1, **others
    )


async def test_a_brief_is_stored_before_it_is_given(tmp_path: Path) -> None:
    async with scripted(tmp_path) as services:
        async for step in services.steps(services.article(TEXT), owner="key-1"):
            if isinstance(step, Done):
                stored = await services.read_brief(step.brief.id, "key-1")
                assert Brief.model_validate_json(stored) == step.brief
                break
        else:
            pytest.fail("there was no brief")


async def test_a_brief_belongs_to_its_owner(tmp_path: Path) -> None:
    async with scripted(tmp_path) as services:
        brief = await services.brief(services.article(TEXT), owner="key-1")

        with pytest.raises(NoSuchBrief):
            await services.read_brief(brief.id, "key-2")
        with pytest.raises(NoSuchBrief):
            await services.forget(brief.id)
        await services.forget(brief.id, "key-1")
        with pytest.raises(NoSuchBrief):
            await services.read_brief(brief.id, "key-1")


@pytest.mark.parametrize("brief_id", ["", "0", "x" * 32, "0" * 31, "0" * 33, "A" * 32, "' OR 1=1 --"])
async def test_what_is_no_id_is_no_brief(tmp_path: Path, brief_id: str) -> None:
    async with scripted(tmp_path) as services:
        with pytest.raises(NoSuchBrief):
            await services.read_brief(brief_id)
        with pytest.raises(NoSuchBrief):
            await services.forget(brief_id)


async def test_ids_are_128_random_bits(tmp_path: Path) -> None:
    async with scripted(tmp_path) as services:
        ids = [(await services.brief(services.article(TEXT))).id for _ in range(5)]

    assert len(set(ids)) == 5
    assert all(re.fullmatch("[0-9a-f]{32}", brief_id) for brief_id in ids)


async def test_an_article_knows_what_was_said_of_it(tmp_path: Path) -> None:
    async with scripted(tmp_path) as services:
        article = services.article(
            TEXT, title="Port", source_url="https://news.example", published_at=date(2026, 11, 23)
        )

    assert (article.text, article.title, article.source_url) == (TEXT, "Port", "https://news.example")
    assert article.published_at == date(2026, 11, 23)
    assert [sentence.number for sentence in article.sentences] == [1, 2]


@pytest.mark.parametrize("text", ["", " ", "1 2 3", "…!?", "a\x00b"])
async def test_a_text_without_words_is_no_article(tmp_path: Path, text: str) -> None:
    async with scripted(tmp_path) as services:
        with pytest.raises(NotAnArticle):
            services.article(text)


async def test_a_text_over_the_limit_is_too_large_counted_in_characters(tmp_path: Path) -> None:
    async with scripted(tmp_path, max_input_characters=10) as services:
        assert services.article("é" * 10).text == "é" * 10
        with pytest.raises(TooLarge) as caught:
            services.article("é" * 11)

    assert (caught.value.limit, caught.value.unit) == (10, "characters")


async def test_a_page_over_the_limit_is_measured_by_its_article(tmp_path: Path) -> None:
    page = f"<html><head><style>{'x' * 500}</style></head><body><article><p>{TEXT}</p></article></body></html>"
    async with scripted(tmp_path, max_input_characters=100) as services:
        read = await services.read(page, Order("", title="Mine"))
        article = services.article(read.text, title=read.title)
        longer = await services.read(page.replace(TEXT, TEXT * 3), Order(""))
        with pytest.raises(TooLarge):
            services.article(longer.text)

    assert (article.text, article.title) == (TEXT, "Mine")


async def test_a_brief_carries_the_text_only_when_it_was_asked_to(tmp_path: Path) -> None:
    async with scripted(tmp_path) as services:
        article = services.article(TEXT)
        without = await services.brief(article)
        carrying = await services.brief(article, keep_text=True)

    assert (without.article.text, carrying.article.text) == (None, TEXT)


async def test_an_option_that_is_not_offered_is_named(tmp_path: Path) -> None:
    async with scripted(tmp_path, ScriptedEngine(says=echoes, name="extractive"), deadline_seconds=10) as services:
        article = services.article(TEXT)
        for field, request, engine in (
            ("engine", Request(), "psychic"),
            ("model", Request(model="any"), "extractive"),
            ("limits.deadline_seconds", Request(deadline_seconds=11), None),
        ):
            with pytest.raises(UnsupportedOption) as caught:
                await services.brief(article, request, engine=engine)
            assert caught.value.field == field
            assert "psychic" not in str(caught.value)


async def test_whoever_stops_listening_stops_the_engine(tmp_path: Path) -> None:
    engine = ScriptedEngine(says=echoes, hangs=True)
    async with scripted(tmp_path, engine) as services:
        steps = services.steps(services.article(TEXT))
        async for step in steps:
            if isinstance(step, Answered):
                break
        await steps.aclose()

        assert engine.stopped_early == 1


async def test_with_nothing_set_the_extractive_engine_writes(tmp_path: Path) -> None:
    async with open_services(Settings(data_dir=tmp_path, openai_api_key=None, openai_base_url=None)) as services:
        brief = await services.brief(services.article(TEXT))

    assert tuple(services.engines) == ("extractive",)
    assert brief.engine.name == "extractive"
    assert brief.usage.calls == 0


async def test_where_a_server_is_set_a_model_writes_and_the_extractive_engine_stays_on_offer(
    tmp_path: Path, scripted_server: ScriptedServer
) -> None:
    scripted_server.always(completion(REPLY))
    settings = asking(scripted_server, tmp_path, model="big").model_copy(update={"engine": "auto"})
    async with open_services(settings) as services:
        by_model = await services.brief(services.article(TEXT))
        built_in = await services.brief(services.article(TEXT), engine="extractive")

    assert (by_model.engine.name, by_model.engine.model) == ("llm", "big")
    assert built_in.engine.name == "extractive"
    assert len(scripted_server.calls) == 1


async def test_a_model_that_is_down_is_replaced_by_the_next_of_the_fallbacks(
    tmp_path: Path, scripted_server: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)

    def only_small(call: Call) -> Answer:
        return completion(REPLY) if call.body["model"] == "small" else Answer(503, b"{}")

    scripted_server.answers(only_small)
    settings = asking(scripted_server, tmp_path, model="big", fallbacks="medium,small,extractive")
    async with open_services(settings) as services:
        brief = await services.brief(services.article(TEXT))

    assert (brief.engine.model, brief.engine.fallback_from) == ("small", "big, medium")
    assert any("big" in warning for warning in brief.warnings)
    assert [call.body["model"] for call in scripted_server.calls] == ["big", "medium", "small"]


async def test_the_extractive_engine_can_be_the_last_resort(
    tmp_path: Path, scripted_server: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    scripted_server.always(Answer(503, b"{}"))
    async with open_services(asking(scripted_server, tmp_path, model="big", fallbacks="extractive")) as services:
        brief = await services.brief(services.article(TEXT))

    assert (brief.engine.name, brief.engine.fallback_from) == ("extractive", "big")


async def test_another_model_behind_the_same_address_is_asked_anew(
    tmp_path: Path, scripted_server: ScriptedServer
) -> None:
    scripted_server.always(completion(REPLY))
    answered: list[tuple[str | None, bool]] = []

    for only in ("one", "one", "two"):
        scripted_server.models = (only,)
        async with (
            open_services(asking(scripted_server, tmp_path)) as services,
            services.making(Order(TEXT)) as making,
        ):
            brief = Brief.model_validate_json((await making.result()).body)
            answered.append((brief.engine.model, brief.cached))

    assert answered == [("one", False), ("one", True), ("two", False)]


@pytest.mark.parametrize(
    ("mends", "is_lasting"), [([EngineUnavailable("m", "down")], False), ([EngineRefused("m", "no")], True)]
)
async def test_a_brief_that_another_try_might_better_is_not_given_again(
    tmp_path: Path, mends: list[Exception], is_lasting: bool
) -> None:
    right = fact("The port of Larsund closed on Monday.", 1)
    engine = ScriptedEngine(draft(facts=[right, fact("The port of Larsund closed on Sunday.", 1)]), mends)
    async with scripted(tmp_path, engine) as services, services.making(Order(TEXT)) as making:
        assert (await making.result()).is_lasting == is_lasting


async def test_a_brief_whose_parts_the_model_could_not_be_asked_about_is_not_given_again(
    tmp_path: Path, scripted_server: ScriptedServer
) -> None:
    text = "\n\n".join(f"The port of Larsund closed on Monday, and ship {number} waits." for number in range(40))

    def script(call: Call) -> Answer:
        if "The order holds at most" in call.user:
            return merges.pop()
        number, sentence = re.findall(r"^\[(\d+)\] (.+)$", call.user, re.MULTILINE)[0]
        facts = [{"statement": sentence, "status": "done", "sentences": [int(number)]}]
        return completion({**REPLY, "headline": None, "key_facts": facts})

    scripted_server.answers(script)
    settings = asking(scripted_server, tmp_path, model="m", merge="llm", window_characters=1_000)
    merges = [completion({"same": [], "order": []}), Answer(503, b"{}")]
    lasting: list[bool] = []
    for _ in range(2):
        async with open_services(settings) as services, services.making(Order(text)) as making:
            lasting.append((await making.result()).is_lasting)

    assert lasting == [False, True]


async def test_without_fallbacks_a_model_that_is_down_is_the_answer(
    tmp_path: Path, scripted_server: ScriptedServer
) -> None:
    scripted_server.always(Answer(503, b"{}"))
    async with open_services(asking(scripted_server, tmp_path, model="big")) as services:
        with pytest.raises(EngineUnavailable):
            await services.brief(services.article(TEXT))


async def test_fallbacks_without_a_model_to_fall_back_from_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="PRECIS_FALLBACKS"):
        async with open_services(settings_in(tmp_path, fallbacks="extractive")):
            pass


async def test_an_engine_without_what_it_needs_is_refused_at_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="OPENAI_API_KEY"):
        async with open_services(settings_in(tmp_path, engine="llm", openai_api_key=None, openai_base_url=None)):
            pass


async def test_a_database_that_cannot_be_used_is_refused_at_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(ConfigurationError, match="PRECIS_DATA_DIR"):
        async with open_services(settings_in(tmp_path / "file"), written_by=ScriptedEngine()):
            pass


async def test_what_is_open_is_ready(tmp_path: Path) -> None:
    async with scripted(tmp_path) as services:
        assert await services.troubles() == {}


async def test_several_briefs_at_once_do_not_mix(tmp_path: Path) -> None:
    async with scripted(tmp_path) as services:
        texts = [f"Port number {number} closed on Monday." for number in range(10)]
        briefs = await asyncio.gather(*(services.brief(services.article(text)) for text in texts))
        stored = [json.loads(await services.read_brief(brief.id))["key_facts"][0]["statement"] for brief in briefs]

    assert stored == texts


async def test_a_brief_has_the_budgets_of_the_settings_and_a_request_may_only_lower_them(tmp_path: Path) -> None:
    engine = ScriptedEngine(says=echoes)
    lower = Request(max_calls=2, max_tokens=90_000)

    async with scripted(
        tmp_path, engine, max_calls_per_brief=5, max_tokens_per_brief=10_000, budget_usd=0.5
    ) as services:
        await services.brief(services.article(TEXT))
        await services.brief(services.article(TEXT), lower)

    asked = [request for _, request in engine.drafted]
    assert (asked[0].max_calls, asked[0].max_tokens, asked[0].max_cost_usd) == (5, 10_000, 0.5)
    assert (asked[1].max_calls, asked[1].max_tokens, asked[1].max_cost_usd) == (2, 10_000, 0.5)
