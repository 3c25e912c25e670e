"""What comes one after another, with word of its silences: whoever hears nothing for a while gives up."""

import asyncio
from collections.abc import AsyncGenerator
from typing import TypeVar

Item = TypeVar("Item")


async def with_silences(items: AsyncGenerator[Item, None], seconds: float) -> AsyncGenerator[Item | None, None]:
    """The items as they come, and None for every stretch of so many seconds without one.

    Leaving stops what is waited for; closing `items` is left to whoever opened them.
    """
    ended = object()
    while True:
        upcoming = asyncio.ensure_future(anext(items, ended))
        try:
            while not (await asyncio.wait({upcoming}, timeout=seconds))[0]:
                yield None
            item = upcoming.result()
        finally:
            if not upcoming.done():
                upcoming.cancel()
                await asyncio.gather(upcoming, return_exceptions=True)
        if item is ended:
            return
        yield item  # type: ignore[misc]  # the mark of the end is none
