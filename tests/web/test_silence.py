import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from service.web.silence import with_silences


async def test_items_come_in_order_and_silences_between_them_are_told() -> None:
    go_on = asyncio.Event()

    async def items() -> AsyncGenerator[str, None]:
        yield "first"
        await go_on.wait()
        yield "second"

    heard: list[str | None] = []
    async for item in with_silences(items(), 0.001):
        heard.append(item)
        if item is None:
            go_on.set()

    assert heard[0] == "first"
    assert heard[-1] == "second"
    assert set(heard[1:-1]) == {None}


async def test_an_error_of_the_items_is_raised_where_it_comes() -> None:
    async def items() -> AsyncGenerator[str, None]:
        yield "first"
        raise ValueError("broken")

    async with aclosing(with_silences(items(), 10)) as heard:
        assert await anext(heard) == "first"
        with pytest.raises(ValueError, match="broken"):
            await anext(heard)


async def test_whoever_leaves_in_a_silence_stops_what_is_waited_for() -> None:
    stopped = asyncio.Event()

    async def items() -> AsyncGenerator[str, None]:
        try:
            await asyncio.Event().wait()
            yield "never"
        finally:
            stopped.set()

    async with aclosing(with_silences(items(), 0.001)) as heard:
        assert await anext(heard) is None

    assert stopped.is_set()
