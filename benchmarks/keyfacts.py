"""How much of what people hold to be the key facts of an article the built-in engine says, and in how many words.

    python -m benchmarks.keyfacts FACTS [--limit N]

FACTS: JSON lines, each with `id`, `text` (English) and `facts`, a list of sentences that people wrote. A text in lower
case with blanks round its stops, as data sets have them, is set as print first; names stay small. Beside the
engine's facts stand the first sentences of the article (lead-k), a baseline that rankers of sentences seldom beat, and
the article cut where the engine's facts have as many words. Coverage is the share of people's facts that
`evals.coverage` finds said, averaged over articles; the last column is the difference from lead-8 with its interval
of 95% (paired, articles drawn again). A text that says more covers more, so coverage means little without its words.
"""

import argparse
import asyncio
import json
import random
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals import coverage
from service.core.article import Article, segment
from service.core.engine import Request
from service.core.summarize import finish, summarize
from service.engines import build
from service.settings import Settings

_LEADS = (3, 5, 8, 10)
_BASE = "lead-8"
_DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Judged:
    """An article and the facts people found in it."""

    article: Article
    facts: tuple[str, ...]


def read(path: Path) -> Iterator[Judged]:
    """The articles of a file that have facts."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["facts"]:
            yield Judged(segment(printed(row["text"]), language="en"), tuple(row["facts"]))


_SET: tuple[tuple[str, str], ...] = (
    (r"`` ?(.*?) ?''", r"“\1”"),
    (r"(?<=\w) (?='\w)| (?=n't\b)| (?=[,.;:?!)%])|(?<=[(£$]) ", ""),
    (r"(?<=[,.]) (?=”)", ""),
)


def printed(text: str) -> str:
    """A tokenised text in lower case as it would be printed, as far as its sentences go; any other as it is."""
    if any(letter.isupper() for letter in text):
        return text
    for pattern, put in _SET:
        text = re.sub(pattern, put, text)
    return re.sub(r"(?:^|(?<=[.?!] )|(?<=[.?!]” ))“?[a-z]", lambda first: first.group().upper(), text)


def facts_of(article: Article, most: int | None) -> list[str]:
    """The statements of the built-in engine's key facts."""
    engine = build("extractive", Settings())
    brief = asyncio.run(finish(summarize(article, engine, Request(max_facts=most))))
    return [fact.statement for fact in brief.key_facts]


def covered(judged: Judged, said: list[str]) -> float:
    """The share of people's facts that some lines say together: 0 to 1."""
    about = coverage.background(judged.facts, judged.article.text)
    whole = coverage.read_lines(said)
    return statistics.fmean(whole.covers(fact, about) >= coverage.THRESHOLD for fact in judged.facts)


def first_words(article: Article, words: int) -> list[str]:
    """The article up to its sentence that brings it closest to so many words."""
    said: list[str] = []
    for sentence in article.sentences:
        text = article.quote(sentence.number)
        if said and _words([*said, text]) - words > words - _words(said):
            break
        said.append(text)
    return said


def _words(said: list[str]) -> int:
    # A tokenised text has stops between blanks, which are no words.
    return sum(any(letter.isalnum() for letter in word) for text in said for word in text.split())


def interval(differences: list[float], seed: int = 1) -> tuple[float, float]:
    """The middle 95% of the means of articles drawn again."""
    draw = random.Random(seed)
    means = sorted(statistics.fmean(draw.choices(differences, k=len(differences))) for _ in range(_DRAWS))
    return means[round(0.025 * _DRAWS)], means[round(0.975 * _DRAWS) - 1]


def main() -> None:
    """Print coverage, words, and the difference from the lead."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=Path, help="JSON lines of id, text and facts")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many facts of the engine")
    options = parser.parse_args()
    rows = list(read(options.facts))
    said: dict[str, list[list[str]]] = {"engine": [facts_of(row.article, options.limit) for row in rows]}
    for count in _LEADS:
        said[f"lead-{count}"] = [
            [row.article.quote(number) for number in range(1, min(count, len(row.article.sentences)) + 1)]
            for row in rows
        ]
    said["lead, same words"] = [
        first_words(row.article, _words(own)) for row, own in zip(rows, said["engine"], strict=True)
    ]
    scores = {name: [covered(*pair) for pair in zip(rows, own, strict=True)] for name, own in said.items()}
    base_words = statistics.fmean(map(_words, said[_BASE]))
    print(f"{len(rows)} articles         coverage   lines   words   words of {_BASE}   coverage less {_BASE}")
    for name, values in scores.items():
        words, lines = statistics.fmean(map(_words, said[name])), statistics.fmean(map(len, said[name]))
        apart = [100 * (ours - theirs) for ours, theirs in zip(values, scores[_BASE], strict=True)]
        low, high = interval(apart)
        print(
            f"{name:20} {100 * statistics.fmean(values):9.1f}% {lines:7.1f} {words:7.0f} {words / base_words:17.0%}"
            f"       {statistics.fmean(apart):+6.1f} [{low:+.1f}, {high:+.1f}]"
        )


if __name__ == "__main__":
    main()
