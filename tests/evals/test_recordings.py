"""The sets of recorded replies that come with the suite: what `make gate` replays."""

import json
from pathlib import Path

import pytest

from evals.cases import GOLD, read_case
from service.core.draft import Malformed, items
from service.engines.llm.recordings import HandWritten, read

SETS = sorted(path for path in (GOLD.parent / "recordings").iterdir() if path.is_dir())


def test_there_is_a_set() -> None:
    assert SETS


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_a_set_has_a_draft_of_every_case_and_of_nothing_else(folder: Path) -> None:
    drafts = {path.stem for path in folder.glob("*.json")}

    assert drafts == {path.stem for path in GOLD.glob("*.yaml")}


@pytest.mark.parametrize(
    "path", [path for folder in SETS for path in sorted(folder.glob("*.json"))], ids=lambda path: path.stem
)
def test_a_draft_by_hand_is_what_a_model_would_reply_and_cites_sentences_there_are(path: Path) -> None:
    draft = read(path)
    assert isinstance(draft, HandWritten)
    article = read_case(GOLD / f"{path.stem}.yaml").article

    lines = list(items(json.loads(draft.text)))

    assert [line.detail for line in lines if isinstance(line, Malformed)] == []
    assert all(article.has(number) for line in lines if not isinstance(line, Malformed) for number in line.sentences)
