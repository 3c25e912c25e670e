"""precis as a model, through OpenAI's own client."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam
from pydantic import SecretStr

from service.access import new_key
from service.core.brief import Brief
from service.core.errors import EngineRefused
from tests.fakes import ScriptedEngine
from tests.sites import HERE, Site, answer, open_site
from tests.surfaces.conftest import Serving

TEXT = (
    "The port of Larsund closed on Monday. Talks resume on Friday, said the union that leads the walkout at the cranes."
)


@pytest.fixture
async def client(caller: httpx2.AsyncClient) -> openai.AsyncOpenAI:
    return openai.AsyncOpenAI(base_url="http://localhost:8000/v1", api_key="none", http_client=caller)


def user(content: Any) -> list[ChatCompletionMessageParam]:
    return [{"role": "user", "content": content}]


async def test_an_article_is_answered_with_its_brief(client: openai.AsyncOpenAI) -> None:
    completion = await client.chat.completions.create(model="precis", messages=user(TEXT))

    (choice,) = completion.choices
    assert choice.finish_reason == "stop"
    assert choice.message.content is not None
    assert choice.message.content.startswith("# ")
    assert "- [s1] The port of Larsund closed on Monday." in choice.message.content
    assert completion.usage is not None
    assert completion.usage.total_tokens == completion.usage.prompt_tokens + completion.usage.completion_tokens


@pytest.mark.parametrize("form", ["json_object", "json_schema"])
async def test_whoever_asks_for_json_gets_the_brief_itself(client: openai.AsyncOpenAI, form: str) -> None:
    wanted: Any = {"type": form, "json_schema": {"name": "brief", "schema": {}}}

    completion = await client.chat.completions.create(model="precis", messages=user(TEXT), response_format=wanted)

    brief = Brief.model_validate_json(completion.choices[0].message.content or "")
    assert brief.key_facts


async def test_a_stream_tells_what_is_verified_and_then_the_same_brief(client: openai.AsyncOpenAI) -> None:
    stream = await client.chat.completions.create(
        model="precis", messages=user(TEXT), stream=True, stream_options={"include_usage": True}
    )
    pieces = [piece async for piece in stream]
    whole = await client.chat.completions.create(model="precis", messages=user(TEXT))

    *said, bill = pieces
    assert len({piece.id for piece in pieces}) == 1
    assert said[0].choices[0].delta.role == "assistant"
    assert [piece.choices[0].finish_reason for piece in said] == [None] * (len(said) - 1) + ["stop"]
    thoughts = "".join(getattr(piece.choices[0].delta, "reasoning_content", None) or "" for piece in said)
    assert "Verified: The port of Larsund closed on Monday." in thoughts
    assert "".join(piece.choices[0].delta.content or "" for piece in said) == whole.choices[0].message.content
    assert (bill.choices, bill.usage is not None) == ([], True)


async def test_the_article_is_the_text_of_the_users_last_message(
    client: openai.AsyncOpenAI, engine: ScriptedEngine
) -> None:
    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": "You are helpful."},
        {
            "role": "user",
            "content": "Something that was said before, and that is long enough to be an article of its own.",
        },
        {"role": "assistant", "content": "# A brief"},
        {"role": "user", "content": [{"type": "text", "text": TEXT}, {"type": "image_url", "image_url": {"url": "x"}}]},
    ]

    await client.chat.completions.create(model="precis", messages=messages)

    (window,) = [window for window, _ in engine.drafted]
    assert window.article.text == TEXT


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as site:
        yield site


@pytest.mark.parametrize("words", ["{}", "Please brief this for me: {}", "<{}>", "See {}."])
async def test_a_message_that_is_a_link_is_answered_with_a_brief_of_what_is_there(
    serving: Serving, engine: ScriptedEngine, site: Site, words: str
) -> None:
    site.answers["/port"] = answer(TEXT.encode(), media_type="text/plain")

    async with serving(engine, link_networks=(HERE,)) as caller:
        client = openai.AsyncOpenAI(base_url="http://localhost:8000/v1", api_key="none", http_client=caller)
        completion = await client.chat.completions.create(
            model="precis", messages=user(words.format(site.link("/port")))
        )

    assert "The port of Larsund closed on Monday." in (completion.choices[0].message.content or "")


async def test_an_article_with_a_link_in_it_is_the_article(client: openai.AsyncOpenAI, engine: ScriptedEngine) -> None:
    text = f"{TEXT} " * 3 + "More at https://news.example/port today."

    await client.chat.completions.create(model="precis", messages=user(text))

    assert [window.article.text for window, _ in engine.drafted] == [text]


OPEN_WEBUI = """### Task:
Generate a concise, 3-5 word title with an emoji summarizing the chat history.
### Output:
JSON format: { "title": "your concise title here" }
<chat_history>
USER: an article
ASSISTANT: # Crane operators close the port of Larsund over pay and shifts. [s1]

## Key facts
</chat_history>"""


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        (OPEN_WEBUI, '{"title": "Crane operators close the port of Larsund over…"}'),
        (
            '### Task:\nGenerate tags.\nJSON format: { "tags": ["tag1"] }\n<chat_history>x</chat_history>',
            '{"tags": []}',
        ),
        ('### Task:\nSuggest questions.\n{ "follow_ups": ["Question 1?"] }', '{"follow_ups": []}'),
        (
            '### Task:\nContinue.\n<text>A sun</text>\n{ "text": "of pink." }\n<chat_history>x</chat_history>',
            '{"text": ""}',
        ),
        (
            '### Task:\nTranslate.\n### Output:\n{\n    "prompt": "Here."\n}\n\n### Prompt:\nEin Hafen\nbei Nacht',
            '{"prompt": "Ein Hafen\\nbei Nacht"}',
        ),
        (
            '### Task:\nDescribe a picture.\n{\n    "prompt": "Here."\n}\n<chat_history>x</chat_history>',
            '{"prompt": ""}',
        ),
        ("Your task is to reflect the speaker's likely facial expression through an emoji. Message: ```hi```", "📰"),
        ("### Task:\nSomething new.", "{}"),
        ("hello, what can you do?", None),
    ],
)
@pytest.mark.parametrize("streams", [False, True])
async def test_what_is_no_article_is_answered_for_free(
    client: openai.AsyncOpenAI, engine: ScriptedEngine, prompt: str, said: str | None, streams: bool
) -> None:
    if streams:
        stream = await client.chat.completions.create(model="precis", messages=user(prompt), stream=True)
        content = "".join([piece.choices[0].delta.content or "" async for piece in stream])
    else:
        completion = await client.chat.completions.create(model="precis", messages=user(prompt))
        content = completion.choices[0].message.content or ""
        assert completion.usage is not None
        assert completion.usage.total_tokens == 0

    assert engine.drafted == []
    assert content == said if said is not None else "Paste an article" in content


async def test_a_choice_of_tools_is_answered_for_free(client: openai.AsyncOpenAI, engine: ScriptedEngine) -> None:
    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": 'Available Tools: []\n\nYour task is to choose. Return { "tool_calls": [] }'},
        {"role": "user", "content": f"Query: {TEXT}"},
    ]

    completion = await client.chat.completions.create(model="precis", messages=messages)

    assert completion.choices[0].message.content == '{"tool_calls": []}'
    assert engine.drafted == []


def with_files(*files: tuple[str, str]) -> str:
    """A question about files, as Open WebUI puts it to a model."""
    sources = "\n".join(f'<source id="{number}" name="a.pdf">{text}</source>' for number, text in files)
    return (
        '### Task:\nRespond to the user query using the provided context (e.g., <source id="1">).\n\n'
        f"<context>\n{sources}\n</context>\n\nBrief this for me, please."
    )


async def test_a_file_that_is_attached_to_a_chat_is_the_article(
    client: openai.AsyncOpenAI, engine: ScriptedEngine
) -> None:
    whole, pieces = with_files(("1", TEXT)), with_files(("1", TEXT), ("1", "It lasts, <b>they</b> say."))

    for prompt in (whole, pieces):
        await client.chat.completions.create(model="precis", messages=user(prompt))

    assert [window.article.text for window, _ in engine.drafted] == [TEXT, f"{TEXT}\n\nIt lasts, <b>they</b> say."]


async def test_several_files_are_not_taken_for_one_article(client: openai.AsyncOpenAI, engine: ScriptedEngine) -> None:
    prompt = with_files(("1", TEXT), ("2", "Another article."))

    completion = await client.chat.completions.create(model="precis", messages=user(prompt))

    assert "one article at a time; 2 documents" in (completion.choices[0].message.content or "")
    assert engine.drafted == []


async def test_the_models_are_the_engines(client: openai.AsyncOpenAI) -> None:
    models = [model.id async for model in client.models.list()]

    assert models == ["precis", "precis-scripted"]
    assert (await client.models.retrieve("precis")).id == "precis"
    with pytest.raises(openai.NotFoundError) as caught:
        await client.chat.completions.create(model="gpt-6", messages=user(TEXT))
    assert caught.value.code == "model_not_found"


async def read(client: openai.AsyncOpenAI, *, streams: bool) -> None:
    made: Any = await client.chat.completions.create(model="precis", messages=user(TEXT), stream=streams)
    if streams:
        _ = [piece async for piece in made]


@pytest.mark.parametrize("streams", [False, True])
async def test_an_error_is_one_that_clients_can_read_and_do_not_pay_for_three_times(
    serving: Serving, streams: bool
) -> None:
    def refuses(*_: object) -> Any:
        raise EngineRefused("model-1", "no")

    engine = ScriptedEngine(says=refuses)
    async with serving(engine) as caller:
        client = openai.AsyncOpenAI(base_url="http://localhost:8000/v1", api_key="none", http_client=caller)
        with pytest.raises(openai.APIError) as caught:
            await read(client, streams=streams)

    assert caught.value.code == "engine_refused"
    assert "The model refused" in caught.value.message
    assert len(engine.drafted) == 1


async def test_messages_without_text_and_keys_that_are_wrong_are_told_in_openais_words(
    client: openai.AsyncOpenAI, serving: Serving, engine: ScriptedEngine
) -> None:
    with pytest.raises(openai.UnprocessableEntityError) as empty:
        await client.chat.completions.create(model="precis", messages=user(" "))
    async with serving(engine, api_keys=(SecretStr(new_key("chat")[1]),)) as caller:
        stranger = openai.AsyncOpenAI(base_url="http://localhost:8000/v1", api_key="sk-no", http_client=caller)
        with pytest.raises(openai.AuthenticationError) as wrong:
            await stranger.models.list()

    assert empty.value.param == "messages"
    assert wrong.value.code == "invalid_api_key"


async def test_a_base_url_without_its_version_works_too(caller: httpx2.AsyncClient) -> None:
    client = openai.AsyncOpenAI(base_url="http://localhost:8000", api_key="none", http_client=caller)

    completion = await client.chat.completions.create(model="precis", messages=user(TEXT))

    assert completion.choices
