"""What a brief of the built-in engine costs: CPU by step as a ratio to segmenting the article, and how it grows.

    python -m benchmarks.engine [--rounds 7] [--characters 10000,100000,1000000]

The articles are the English gold cases of about 600 words. Every round segments each of them anew and takes the steps
in turn, so that a machine that slows down slows all of them; of the rounds the fastest counts. Drafting and the whole
brief begin with the text. For the growth the English gold cases stand one behind the other, over and over, until they
are that long; each length is measured once.
"""

import argparse
import asyncio
import itertools
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from evals.cases import read_suite
from service.core import attribution, grounding
from service.core.article import Article, segment
from service.core.brief import Brief
from service.core.engine import Request, Said, Window
from service.core.plain import plain
from service.core.summarize import finish, summarize
from service.engines import build
from service.settings import Settings

WORDS = range(450, 751)
LENGTHS = "10000,100000,1000000"  # characters
STEPS = ("segmenting", "reading who says what", "reading names and quotations", "drafting", "the whole brief")

Made = TypeVar("Made")


def timed(make: Callable[[], Made]) -> tuple[float, Made]:
    """(seconds of CPU, what a call makes)."""
    begun = time.process_time()
    made = make()
    return time.process_time() - begun, made


class Briefing:
    """The engine and its event loop, made once, as a service does."""

    def __init__(self) -> None:
        self._engine = build("extractive", Settings())
        self._loop = asyncio.new_event_loop()  # a runner, at its end, spells the whole brief out

    def draft(self, article: Article) -> list[Said]:
        """All that the engine says of an article."""

        async def said() -> list[Said]:
            window = Window(article, 1, len(article.sentences))
            return [each async for each in self._engine.draft(window, Request())]

        return self._loop.run_until_complete(said())

    def brief(self, article: Article) -> Brief:
        """The brief of an article, by the steps that the service takes."""
        return self._loop.run_until_complete(finish(summarize(article, self._engine, Request())))


def steps(text: str, made: Briefing) -> tuple[float, ...]:
    """Seconds of CPU of each of `STEPS`, each on an article that nobody has read."""
    segmenting, article = timed(lambda: segment(text))
    attributing, _ = timed(lambda: attribution.read(plain(article)))
    reading, _ = timed(lambda: grounding.read(article))
    drafting, _ = timed(lambda: made.draft(segment(text)))
    briefing, _ = timed(lambda: made.brief(segment(text)))
    return segmenting, attributing, reading, drafting, briefing


def measured(texts: Sequence[str], rounds: int, made: Briefing) -> list[float]:
    """Seconds of CPU of each step over all texts: for each text, that of its fastest round."""
    fastest: list[tuple[float, ...]] = []
    for text in texts:
        taken = [steps(text, made) for _ in range(1 + rounds)][1:]  # in the first, words are met for the first time
        fastest.append(tuple(map(min, zip(*taken, strict=True))))
    return [sum(column) for column in zip(*fastest, strict=True)]


def long_text(texts: Sequence[str], characters: int) -> str:
    """Articles one behind the other and over again, cut to a length."""
    pieces: list[str] = []
    length = 0
    for text in itertools.cycle(texts):
        pieces.append(text.strip())
        length += len(pieces[-1]) + 2
        if length >= characters:
            return "\n\n".join(pieces)[:characters]
    return ""


def main() -> None:
    """Print milliseconds and ratios by step, then the ratio of the whole brief by length."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--characters", default=LENGTHS, help="lengths to measure the growth at, with commas; or none")
    arguments = parser.parse_args()
    english = [case.text for case in read_suite() if segment(case.text).language == "en"]
    texts = [text for text in english if len(text.split()) in WORDS]
    made = Briefing()
    taken = measured(texts, max(1, arguments.rounds), made)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles of {words / len(texts):.0f} words, fastest of {arguments.rounds} rounds")
    for name, seconds in zip(STEPS, taken, strict=True):
        print(f"{name:30} {seconds / len(texts) * 1000:8.2f} ms {seconds / taken[0]:6.1f}x")
    lengths = [int(each) for each in arguments.characters.split(",") if each.strip()]
    if lengths:
        print(f"\n{'characters':>10} {'segmenting':>12} {'the whole brief':>16} {'ratio':>7} {'us a character':>15}")
    for characters in lengths:
        text = long_text(english, characters)
        segmenting, article = timed(partial(segment, text))
        drafting, _ = timed(partial(made.brief, article))
        briefing = segmenting + drafting
        print(
            f"{characters:10,} {segmenting:10.3f} s {briefing:14.2f} s {briefing / segmenting:6.1f}x "
            f"{briefing / characters * 1e6:15.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
