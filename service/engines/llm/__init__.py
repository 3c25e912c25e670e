"""The engine that asks a language model on any OpenAI-compatible server."""

from service.core.errors import ConfigurationError
from service.engines.llm.engine import LlmEngine
from service.settings import Settings

__all__ = ["LlmEngine", "build"]


def build(settings: Settings) -> LlmEngine:
    """Make the engine. Nothing is asked of the server yet.

    Raises:
        ConfigurationError: There is neither a key nor a base URL.
    """
    if settings.openai_api_key is None and settings.openai_base_url is None:
        raise ConfigurationError(
            "the llm engine needs OPENAI_API_KEY, or OPENAI_BASE_URL for another OpenAI-compatible server"
        )
    return LlmEngine(settings)
