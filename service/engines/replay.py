"""The llm engine with recorded replies in the server's place: for CI and demos of that path without a key."""

from collections.abc import Mapping
from pathlib import Path

from service.core.errors import ConfigurationError
from service.engines.llm import LlmEngine
from service.engines.llm.recordings import Replay
from service.settings import Settings


def build(settings: Settings) -> LlmEngine:
    """The engine that answers from the folder of the settings, about any article that is in it.

    A demo is asked with other titles, limits and, in time, other prompts than were recorded; what is answered is
    checked against the article all the same. Whoever measures wants the exact question: `build_from`.

    Raises:
        ConfigurationError: No folder is set, there is no recording in it, or there are several models to choose from.
    """
    if settings.recordings is None:
        raise ConfigurationError("the replay engine needs PRECIS_RECORDINGS: a folder that precis eval --record filled")
    return build_from(settings, Replay(settings.recordings, is_stale_taken=True), settings.recordings)


def build_from(
    settings: Settings, replay: Replay, folder: Path, *, prompts: Mapping[str, int] | None = None
) -> LlmEngine:
    """The engine that answers from recordings.

    Args:
        settings: Everything but the server.
        replay: The recordings.
        folder: Where they are, for the words of errors.
        prompts: Version of a task's prompt, by the task.

    Raises:
        ConfigurationError: There are several models to choose from, and none is chosen.
    """
    if settings.model is None and len(replay.models) > 1:
        raise ConfigurationError(
            f"{str(folder)!r} holds replies of several models; set PRECIS_MODEL to one: {', '.join(replay.models)}"
        )
    model = settings.model or replay.models[0]
    # The address stays, since prices depend on it; nothing is asked there.
    keyless = settings.model_copy(update={"model": model, "openai_api_key": None})
    return LlmEngine(keyless, name="replay", prompts=prompts, tape=replay)
