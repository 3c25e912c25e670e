"""Hints of patterns spare looking for them, and change nothing that is found."""

import importlib
import itertools
import pkgutil
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engines import extractive
from service.engines.extractive.sentences.hints import Hinted, vocabulary

_PRINTED = st.characters(min_codepoint=32, max_codepoint=126, include_characters="’“”")


def _hinted() -> dict[str, Hinted]:
    """Every pattern with hints of the engine, by where it stands."""
    found: dict[str, Hinted] = {}
    for each in pkgutil.walk_packages(extractive.__path__, f"{extractive.__name__}."):
        for name, value in vars(importlib.import_module(each.name)).items():
            rows = value if isinstance(value, tuple) else ((value,),)  # a pattern, or a table of them
            among = itertools.chain.from_iterable(row for row in rows if isinstance(row, tuple))
            hinted = [pattern for pattern in among if isinstance(pattern, Hinted)]
            found |= {f"{each.name}.{name}.{number}": pattern for number, pattern in enumerate(hinted)}
    return found


@pytest.mark.parametrize("name", sorted(_hinted()))
def test_whatever_a_pattern_matches_has_one_of_its_hints(name: str) -> None:
    hinted = _hinted()[name]

    @settings(max_examples=50)
    @given(st.from_regex(hinted.pattern, alphabet=_PRINTED))
    def finds_the_same(line: str) -> None:
        known = hinted.pattern.search(line)
        found = hinted.search(line)
        assert (found and found.span()) == (known and known.span())
        assert len(list(hinted.finditer(line))) == len(list(hinted.pattern.finditer(line)))

    finds_the_same()


def test_a_pattern_is_not_looked_for_in_a_line_without_its_hints() -> None:
    wrongly_hinted = Hinted("moon", r"\bport\b")

    assert wrongly_hinted.search("The port closed.") is None
    assert wrongly_hinted.sub("harbour", "The port closed.") == "The port closed."
    assert (
        wrongly_hinted.sub("harbour", "The port closed under a full moon.") == "The harbour closed under a full moon."
    )


def test_the_words_of_a_line_are_told_apart_at_apostrophes_and_hyphens() -> None:
    assert vocabulary("The port’s long-time chief isn't IN") == set("the port s long time chief isn t in".split())


def test_a_hinted_pattern_takes_the_flags_of_re() -> None:
    assert Hinted("port", r"\bport\b", re.IGNORECASE).search("PORT CLOSED") is not None


def test_patterns_with_hints_are_found_wherever_the_engine_has_them() -> None:
    assert {name.split(".")[-3] for name in _hinted()} >= {"worth", "polarity", "untold", "furniture"}
