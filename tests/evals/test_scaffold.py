from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import CaseError, read_case
from evals.lint import problems
from evals.scaffold import scaffold, slug
from tests.evals.gold_cases import STRIKE, the_strike


# Everything a text file may hold: YAML cannot hold the controls and surrogates among it.
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1))
def test_the_text_is_read_back_exactly(text: str) -> None:
    assert yaml.safe_load(scaffold(text))["text"] == text


@pytest.mark.parametrize(
    "text", ["One.\n\n\nTwo.\n\n", " indented\nnot\n", "trailing \n", "a\r\nb\r\n", "\n\nlate", "#: - ?"]
)
def test_an_awkward_text_is_read_back_exactly(text: str) -> None:
    assert yaml.safe_load(scaffold(text, title='"Quoted": yes # no'))["text"] == text


def test_a_scaffold_is_refused_until_it_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(scaffold("The port of Aldmere closed on Monday."), encoding="utf-8")

    with pytest.raises(CaseError) as refused:
        read_case(path)

    problems_found = refused.value.problems
    assert any(problem.startswith("form:") for problem in problems_found)
    # By the names the linter has for places; a list with a bad entry is not told to be empty, too.
    assert "p1.1: weight: Input should be 'must' or 'nice'" in problems_found
    assert [problem for problem in problems_found if problem.startswith("key_facts")] == []


def test_a_field_that_was_forgotten_is_named(tmp_path: Path) -> None:
    written = STRIKE.read_text(encoding="utf-8").replace("Written for this test.\nlicence", "TODO\nlicence")
    path = tmp_path / "new.yaml"
    path.write_text(written, encoding="utf-8")

    assert any("TODO still stands" in problem.detail for problem in problems(read_case(path)))


def test_a_scaffold_has_every_field_a_case_can_have() -> None:
    asked = yaml.safe_load(scaffold(the_strike().text, title="A title", published_at=the_strike().gold.published_at))

    assert asked.keys() == type(the_strike().gold).model_fields.keys()


def test_a_case_is_named_for_its_first_words() -> None:
    assert slug("Für die Schließung: 31 Kreisräte, 22 dagegen") == "fur-die-schlieung-31-kreisrate"
    assert slug("港口关闭") == "case"
