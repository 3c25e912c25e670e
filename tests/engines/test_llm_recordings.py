"""Replies kept while a server answers, and played back in its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from service import engines
from service.core.article import segment
from service.core.brief import Brief, PromptRecord
from service.core.engine import Request, Ties, Window
from service.core.errors import ConfigurationError, NotRecorded
from service.core.summarize import finish, summarize
from service.engines.llm import LlmEngine
from service.engines.llm.completion import Completion
from service.engines.llm.recordings import Recorder, Replay
from service.engines.llm.tape import Call
from service.engines.llm.wire import ties
from service.engines.replay import build_from
from service.settings import Settings
from tests.engines.llm_words import ARTICLE, REPLY, WHOLE, hear
from tests.scripted_server import Answer, ScriptedServer, completion, status
from tests.scripted_server import Call as Arrived

MENDED = {
    "headline": [],
    "key_facts": [
        {"key": "f1", "item": {"statement": "A crane fell and killed 2 workers.", "status": "done", "sentences": [1]}}
    ],
    "parties": [],
    "positions": [],
    "open_questions": [],
}
WRONG = {
    **REPLY,
    "key_facts": [{"statement": "A crane fell and killed 3 workers.", "status": "done", "sentences": [1]}],
}


def same_text() -> Any:
    return segment(ARTICLE.text, title=ARTICLE.title)


def recording(server: ScriptedServer, folder: Path, **settings: Any) -> LlmEngine:
    chosen = {"openai_base_url": server.base_url, "openai_api_key": "sk-secret", "model": "small", **settings}
    return LlmEngine(Settings.model_validate(chosen), tape=Recorder(folder), sleep=no_wait)


async def no_wait(seconds: float) -> None:
    pass


def playing(
    folder: Path, *, is_stale_taken: bool = False, prompts: dict[str, int] | None = None, **settings: Any
) -> LlmEngine:
    replay = Replay(folder, is_stale_taken=is_stale_taken)
    return build_from(Settings.model_validate(settings), replay, folder, prompts=prompts)


async def briefed(engine: LlmEngine) -> Brief:
    try:
        return await finish(summarize(same_text(), engine))
    finally:
        await engine.aclose()


def what_it_says(brief: Brief) -> Any:
    return brief.model_dump(exclude={"id": True, "timing": True, "engine": {"name"}})


def only_file(folder: Path) -> Path:
    (path,) = folder.glob("*")
    return path


def script_that_needs_a_repair(call: Arrived) -> Answer:
    return completion(MENDED if "Lines to mend" in call.user else WRONG)


async def test_a_played_back_brief_is_the_recorded_one_repair_and_bill_included(
    scripted_server: ScriptedServer, tmp_path: Path
) -> None:
    scripted_server.answers(script_that_needs_a_repair)
    recorded = await briefed(recording(scripted_server, tmp_path))
    asked = len(scripted_server.calls)

    played = await briefed(playing(tmp_path))

    assert recorded.verification.repaired == 1
    assert what_it_says(played) == what_it_says(recorded)
    assert played.usage.input_tokens == recorded.usage.input_tokens > 0
    assert (played.engine.name, played.engine.model) == ("replay", "small")
    assert len(scripted_server.calls) == asked


async def test_what_is_played_back_is_the_raw_reply_with_everything_that_is_wrong_with_it(
    scripted_server: ScriptedServer, tmp_path: Path
) -> None:
    chatty = f'Here you are:\n```json\n{json.dumps(REPLY, indent=2)[:-2]},\n "extra": 1}}\n```'
    scripted_server.plays(completion("I would rather not use JSON."), completion(chatty))
    recorded = await briefed(recording(scripted_server, tmp_path))

    played = await briefed(playing(tmp_path))

    assert what_it_says(played) == what_it_says(recorded)
    assert played.usage.calls == 2
    assert "Here you are" in only_file(tmp_path).read_text(encoding="utf-8")


async def test_retries_are_not_recorded(scripted_server: ScriptedServer, tmp_path: Path) -> None:
    scripted_server.plays(status(503), status(429), completion(REPLY))
    recorded = await briefed(recording(scripted_server, tmp_path))

    played = await briefed(playing(tmp_path))

    assert recorded.usage.calls == 3
    assert played.usage.calls == 1
    assert played.key_facts == recorded.key_facts


async def test_a_recording_holds_no_key_and_no_address_and_can_be_read_by_people(
    scripted_server: ScriptedServer, tmp_path: Path
) -> None:
    scripted_server.always(completion(json.dumps(REPLY, separators=(",", ":"))))
    await briefed(recording(scripted_server, tmp_path))

    text = only_file(tmp_path).read_text(encoding="utf-8")

    assert "sk-secret" not in text
    assert "127.0.0.1" not in text
    assert '"statement": "A crane fell and killed 2 workers."' in text


async def test_recording_again_replaces_what_was_recorded(scripted_server: ScriptedServer, tmp_path: Path) -> None:
    scripted_server.plays(completion(REPLY), completion({**REPLY, "key_facts": []}))
    await briefed(recording(scripted_server, tmp_path))
    await briefed(recording(scripted_server, tmp_path))

    played = await briefed(playing(tmp_path))

    assert played.key_facts == ()
    assert len(json.loads(only_file(tmp_path).read_text())["replies"]) == 1


async def test_each_repetition_is_played_back_as_it_was(scripted_server: ScriptedServer, tmp_path: Path) -> None:
    recorder = Recorder(tmp_path)
    settings = Settings.model_validate({"openai_base_url": scripted_server.base_url, "model": "small"})
    scripted_server.plays(completion(REPLY), completion({**REPLY, "key_facts": []}))
    engine = LlmEngine(settings, tape=recorder)
    for take in (1, 2):
        article = same_text()
        recorder.begin(article, take)
        await finish(summarize(article, engine))
    await engine.aclose()

    replay = Replay(tmp_path)
    player = build_from(Settings(), replay, tmp_path)
    facts = {}
    for take in (2, 1):
        article = same_text()
        replay.begin(article, take)
        facts[take] = len((await finish(summarize(article, player))).key_facts)
    third = same_text()
    replay.begin(third, 3)

    assert facts == {1: 2, 2: 0}
    with pytest.raises(NotRecorded, match=r"repetition 3 was not recorded, only \[1, 2\]"):
        await finish(summarize(third, player))
    await player.aclose()


async def test_the_same_article_asked_about_again_is_answered_again(
    scripted_server: ScriptedServer, tmp_path: Path
) -> None:
    scripted_server.answers(script_that_needs_a_repair)
    await briefed(recording(scripted_server, tmp_path))
    player = playing(tmp_path)

    briefs = [await finish(summarize(same_text(), player)) for _ in range(3)]

    assert len({str(what_it_says(brief)) for brief in briefs}) == 1
    await player.aclose()


async def test_a_watched_brief_is_played_back_too(scripted_server: ScriptedServer, tmp_path: Path) -> None:
    scripted_server.always(completion(REPLY))
    await briefed(recording(scripted_server, tmp_path))
    player = playing(tmp_path)

    brief = await finish(summarize(same_text(), player, Request(stream=True)))

    assert len(brief.key_facts) == 2
    await player.aclose()


async def test_another_text_is_a_miss(scripted_server: ScriptedServer, tmp_path: Path) -> None:
    scripted_server.always(completion(REPLY))
    await briefed(recording(scripted_server, tmp_path))
    player = playing(tmp_path)

    _, error = await hear(player.draft(Window(segment(ARTICLE.text + " So it is."), 1, 4), Request()))

    assert isinstance(error, NotRecorded)
    assert "no reply about this article" in str(error)
    assert "--record" in str(error)
    await player.aclose()


async def test_another_model_is_a_miss(scripted_server: ScriptedServer, tmp_path: Path) -> None:
    scripted_server.always(completion(REPLY))
    await briefed(recording(scripted_server, tmp_path))

    with pytest.raises(NotRecorded, match="recorded were replies of small"):
        await briefed(playing(tmp_path, model="large"))


async def test_other_limits_are_a_miss(scripted_server: ScriptedServer, tmp_path: Path) -> None:
    scripted_server.always(completion(REPLY))
    await briefed(recording(scripted_server, tmp_path))
    player = playing(tmp_path)

    with pytest.raises(NotRecorded, match="another title, language or limits"):
        await finish(summarize(same_text(), player, Request(max_facts=1)))
    await player.aclose()


def with_another_prompt(folder: Path) -> None:
    """Make the recording one of a prompt whose words have changed since."""
    path = only_file(folder)
    kept = json.loads(path.read_text(encoding="utf-8"))
    for reply in kept["replies"]:
        reply["prompt"]["checksum"], reply["words"] = "0" * 16, "0" * 16
    path.write_text(json.dumps(kept), encoding="utf-8")


async def test_a_changed_prompt_is_a_miss_that_says_what_to_do(scripted_server: ScriptedServer, tmp_path: Path) -> None:
    scripted_server.always(completion(REPLY))
    await briefed(recording(scripted_server, tmp_path))
    with_another_prompt(tmp_path)

    with pytest.raises(NotRecorded, match=r"prompt brief/v1 \(0{16}\).*have changed.*--record.*--replay-stale"):
        await briefed(playing(tmp_path))


async def test_a_changed_prompt_is_played_back_where_that_is_asked_for(
    scripted_server: ScriptedServer, tmp_path: Path
) -> None:
    scripted_server.answers(script_that_needs_a_repair)
    recorded = await briefed(recording(scripted_server, tmp_path))
    with_another_prompt(tmp_path)

    played = await briefed(playing(tmp_path, is_stale_taken=True))

    assert played.key_facts == recorded.key_facts


async def test_a_draft_by_hand_goes_through_the_llm_engine_and_what_fails_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(ARTICLE.text, encoding="utf-8")
    (tmp_path / "port.json").write_text(json.dumps(WRONG, indent=2), encoding="utf-8")
    replay = Replay(tmp_path)
    engine = build_from(Settings(), replay, tmp_path)

    brief = await briefed(engine)

    assert brief.engine.model == tmp_path.name
    assert brief.parties[0].name == "Ines Pak"
    assert [item.item for item in brief.set_aside] == ["A crane fell and killed 3 workers."]
    assert replay.unrecorded == {"repair": 1}


async def test_whatever_is_no_draft_may_be_missing_and_counts_as_an_empty_reply(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(ARTICLE.text, encoding="utf-8")
    (tmp_path / "port.json").write_text(json.dumps(REPLY), encoding="utf-8")
    replay = Replay(tmp_path)
    question = Call(WHOLE, "small", PromptRecord(name="merge", version=1, checksum="0"), "0")

    said = await replay.complete(question, no_server)

    assert ties(json.loads(said.text)) == Ties(same=(), order=())
    assert replay.unrecorded == {"merge": 1}


async def no_server() -> Completion:
    raise AssertionError("a replay asks no server")


async def test_a_draft_by_hand_may_be_named_for_its_case(tmp_path: Path) -> None:
    (tmp_path / "port-closed.json").write_text(json.dumps(REPLY), encoding="utf-8")
    text_sha256 = (await briefed_by_hand(tmp_path)).article.sha256
    replay = Replay(tmp_path, {text_sha256: "port-closed"})

    brief = await briefed(build_from(Settings(), replay, tmp_path))

    assert len(brief.key_facts) == 2


async def briefed_by_hand(folder: Path) -> Brief:
    """A brief of the same article, for its hash."""
    text = folder / "port-closed.txt"
    text.write_text(ARTICLE.text, encoding="utf-8")
    brief = await briefed(playing(folder))
    text.unlink()
    return brief


def test_an_empty_folder_is_no_recording(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no recording"):
        Replay(tmp_path)


def test_a_draft_by_hand_without_its_text_says_where_the_text_belongs(tmp_path: Path) -> None:
    (tmp_path / "port.json").write_text(json.dumps(REPLY), encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"put port\.txt beside port\.json"):
        Replay(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "precis recording 1"}', '{"facts": []}'])
def test_a_file_that_is_no_recording_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "port.json").write_text(text, encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"port\.json is (not JSON|neither)"):
        Replay(tmp_path)


def test_the_replay_engine_without_recordings_says_what_to_set() -> None:
    with pytest.raises(ConfigurationError, match="PRECIS_RECORDINGS"):
        engines.build("replay", Settings(recordings=None))


async def test_replies_of_several_models_need_a_choice(scripted_server: ScriptedServer, tmp_path: Path) -> None:
    scripted_server.always(completion(REPLY))
    await briefed(recording(scripted_server, tmp_path / "a"))
    other = segment("The mayor resigned on Sunday. She gave no reason.")
    engine = recording(scripted_server, tmp_path / "a", model="large")
    await hear(engine.draft(Window(other, 1, 2), Request()))
    await engine.aclose()

    with pytest.raises(ConfigurationError, match="PRECIS_MODEL to one: large, small"):
        playing(tmp_path / "a")


async def test_a_recorder_never_writes_over_a_draft_by_hand(scripted_server: ScriptedServer, tmp_path: Path) -> None:
    scripted_server.always(completion(REPLY))
    engine = recording(scripted_server, tmp_path)
    await hear(engine.draft(WHOLE, Request()))
    path = only_file(tmp_path)
    path.write_text(json.dumps(REPLY), encoding="utf-8")

    _, error = await hear(engine.draft(WHOLE, Request()))
    await engine.aclose()

    assert isinstance(error, ConfigurationError)
    assert json.loads(path.read_text(encoding="utf-8")) == REPLY
