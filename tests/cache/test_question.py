from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cache import Order, question, recipe
from service.core.engine import Request
from service.settings import Settings

ORDER = Order("The port closed.", request=Request(deadline_seconds=9.0))


def asked(order: Order, engine: str = "llm", model: str | None = None, settings: Settings | None = None) -> str:
    return question(order, engine=engine, model=model, recipe=recipe(settings or Settings(engine="extractive")))


@pytest.mark.parametrize(
    "other",
    [
        replace(ORDER, text="The port closed. "),
        replace(ORDER, text="The port clos\u0065\u0301d."),
        replace(ORDER, title="Port"),
        replace(ORDER, source_url="https://news.example"),
        replace(ORDER, published_at=date(2026, 11, 23)),
        replace(ORDER, owner="key-1"),
        replace(ORDER, keep_text=True),
        replace(ORDER, request=replace(ORDER.request, language="de")),
        replace(ORDER, request=replace(ORDER.request, model="m")),
        replace(ORDER, request=replace(ORDER.request, max_facts=1)),
        replace(ORDER, request=replace(ORDER.request, max_questions=1)),
        # What limits a brief decides whether it is whole, and those who ask at once share what is being made.
        replace(ORDER, request=Request(deadline_seconds=8.0)),
        replace(ORDER, request=replace(ORDER.request, max_calls=1)),
        replace(ORDER, request=replace(ORDER.request, max_tokens=1)),
        replace(ORDER, request=replace(ORDER.request, max_cost_usd=0.1)),
    ],
)
def test_whatever_decides_the_brief_makes_another_question(other: Order) -> None:
    assert asked(other) != asked(ORDER)


def test_how_the_brief_is_passed_on_does_not() -> None:
    assert asked(replace(ORDER, request=replace(ORDER.request, stream=True))) == asked(ORDER)


@pytest.mark.parametrize(
    "changes",
    [{"model": "other"}, {"openai_base_url": "http://b/v1"}, {"temperature": 0.5}, {"fallbacks": "extractive"}],
)
def test_who_writes_and_how_makes_another_question(changes: dict[str, object]) -> None:
    other = Settings.model_validate({"engine": "extractive", **changes})

    assert asked(ORDER, settings=other) != asked(ORDER)
    assert asked(ORDER, engine="extractive") != asked(ORDER)
    assert asked(ORDER, model="one") != asked(ORDER, model="other")


def test_where_briefs_are_kept_does_not() -> None:
    assert asked(ORDER, settings=Settings.model_validate({"engine": "extractive", "port": 9})) == asked(ORDER)


def test_every_part_of_an_order_is_looked_at() -> None:
    looked_at = {"text", "title", "source_url", "published_at", "request", "owner", "keep_text"}

    assert {field.name for field in fields(Order)} == looked_at | {"engine"}  # which is given by its resolved name


@given(st.text(), st.text())
def test_different_texts_are_different_questions(one: str, other: str) -> None:
    assert (asked(replace(ORDER, text=one)) == asked(replace(ORDER, text=other))) == (one == other)
