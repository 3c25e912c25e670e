import pytest

from service import engines
from service.core.errors import ConfigurationError
from service.settings import Settings
from tests.engines.conftest import MakeEngine


def test_every_file_in_the_folder_is_an_engine() -> None:
    assert "llm" in engines.names()
    assert list(engines.names()) == sorted(engines.names())


async def test_an_engine_is_built_by_its_name(make_engine: MakeEngine) -> None:
    engine = engines.build("llm", Settings(openai_base_url="http://127.0.0.1:1/v1", model="small"))

    assert engine.name == "llm"
    assert engine.window_characters == Settings().window_characters
    await engine.aclose()


def test_a_name_that_is_no_engine_is_an_error_that_says_which_there_are() -> None:
    with pytest.raises(ConfigurationError, match="llm"):
        engines.build("oracle", Settings())


def test_the_llm_engine_without_a_key_or_a_base_url_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)

    with pytest.raises(ConfigurationError, match="OPENAI_API_KEY"):
        engines.build("llm", Settings())
