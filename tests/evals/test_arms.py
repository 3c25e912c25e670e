"""Arms: which engine, model and prompts are held against each other."""

from pathlib import Path

import pytest

from evals.arms import Arm, open_arm, prompts_of
from service.core.errors import ConfigurationError
from service.settings import Settings


@pytest.mark.parametrize(
    ("words", "versions"),
    [("brief=2", (("brief", 2),)), ("repair=1, brief=2", (("brief", 2), ("repair", 1))), ("brief=v3", (("brief", 3),))],
)
def test_versions_of_prompts_are_read_from_words(words: str, versions: tuple[tuple[str, int], ...]) -> None:
    assert prompts_of(words) == versions


@pytest.mark.parametrize("words", ["brief", "brief=", "=2", "brief=two", "brief=-1", "brief=1,,"])
def test_words_that_name_no_version_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="write brief=2"):
        prompts_of(words)


@pytest.mark.parametrize(
    ("arm", "record", "why"),
    [
        (Arm("extractive", model="small"), None, "asks no model"),
        (Arm("extractive"), Path("replies"), "nothing to record"),
        (Arm("llm"), None, "OPENAI_API_KEY"),
        (Arm("replay"), None, "name a folder"),
        (Arm("llm", prompts=(("brief", 99),)), None, "there is no prompt 'brief' version 99"),
    ],
)
async def test_an_arm_that_cannot_work_says_why(arm: Arm, record: Path | None, why: str) -> None:
    has_key = bool(arm.prompts)
    settings = Settings.model_validate({"openai_api_key": "sk-1" if has_key else None, "openai_base_url": None})

    with pytest.raises(ConfigurationError, match=why):
        async with open_arm(arm, settings, slugs={}, record=record):
            pass


async def test_an_arm_is_named_for_what_tells_it_from_others() -> None:
    settings = Settings.model_validate({"openai_api_key": "sk-1", "openai_base_url": None, "model": "small"})
    named = Arm("llm", prompts=(("brief", 1), ("repair", 1)))

    async with open_arm(named, settings, slugs={}) as arm, open_arm(Arm("extractive"), settings, slugs={}) as built_in:
        assert arm.name == "llm/small/brief-v1/repair-v1"
        assert {prompt.name for prompt in arm.record.prompts} == {"brief", "repair"}
        assert all(prompt.checksum for prompt in arm.record.prompts)
        assert built_in.name == "extractive"
