import pytest
from pydantic import ValidationError

from service.settings import Settings


@pytest.fixture(autouse=True)
def _without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "PRECIS_ENGINE", "PRECIS_FALLBACKS", "PRECIS_API_KEYS"):
        monkeypatch.delenv(name, raising=False)


def test_with_nothing_set_the_built_in_engine_serves_this_machine_only() -> None:
    settings = Settings()

    assert settings.engine_name == "extractive"
    assert settings.host == "127.0.0.1"
    assert not settings.allow_anonymous


@pytest.mark.parametrize(
    ("name", "value"), [("OPENAI_API_KEY", "sk-1"), ("OPENAI_BASE_URL", "http://localhost:11434/v1")]
)
def test_a_key_or_a_base_url_makes_a_model_the_engine(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    assert Settings().engine_name == "llm"


def test_an_engine_that_is_named_is_taken_whatever_else_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    monkeypatch.setenv("PRECIS_ENGINE", "extractive")

    assert Settings().engine_name == "extractive"


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECIS_FALLBACKS", " gpt-5.4-mini , extractive,")

    assert Settings().fallbacks == ("gpt-5.4-mini", "extractive")


def test_a_variable_that_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    monkeypatch.setenv("PRECIS_MODEL", "")

    assert Settings().openai_base_url is None
    assert Settings().model is None


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-hidden")
    monkeypatch.setenv("PRECIS_API_KEYS", "desk=sk_1_hash-hidden")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "signing-hidden")
    monkeypatch.setenv("PRECIS_MATTERMOST_TOKEN", "token-hidden")

    assert "hidden" not in f"{Settings()!r} {Settings()}"


@pytest.mark.parametrize("url", ["localhost:11434", "ftp://localhost/v1", "/v1", "https://"])
def test_a_base_url_that_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="http"):
        Settings(openai_base_url=url)


def test_settings_never_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
