"""How much of what people hold to be the key facts of an article the built-in engine says, and in how many words.

    python -m benchmarks.keyfacts FACTS [--limit N]

FACTS: JSON lines, each with `id`, `text` (English) and `facts`, a list of sentences that people wrote. Beside the
engine's facts stand the first sentences of the article (lead-k), a baseline that rankers of sentences seldom beat, and
the article cut where the engine's facts have as many words. Coverage is the share of people's facts that
`evals.coverage` finds said, averaged over articles; "by stems" is the plainer figure that others print, the share of
facts of which one line has half of the stems and all lines together have 60%; the last column is the difference in
coverage from lead-8 with its interval of 95% (paired, articles drawn again). A text that says more covers more, so
coverage means little without its words.
"""

import argparse
import asyncio
import json
import random
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals import coverage
from service.core.article import Article, segment
from service.core.engine import Request
from service.core.summarize import finish, summarize
from service.core.words import FUNCTION_WORDS, stem, words
from service.engines import build
from service.settings import Settings

_LEADS = (3, 5, 8, 10)
_BASE = "lead-8"
_DRAWS = 2000
_OF_ONE, _OF_ALL = 0.5, 0.6  # of a fact's stems: what one line has, and all lines together


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
            yield Judged(segment(row["text"], language="en"), tuple(row["facts"]))


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


def covered_by_stems(judged: Judged, said: list[str]) -> float:
    """The share of people's facts whose stems, less stop words, some lines have: 0 to 1.

    One line must have half of them, all lines together 60%. On 50 articles of REALSumm that agrees with what crowds
    found in other summaries with a kappa of 0.6.
    """
    lines = [_stems(text) for text in said]
    together = frozenset[str]().union(*lines)

    def is_said(fact: frozenset[str]) -> bool:
        if not fact:
            return False
        one = max((len(fact & line) for line in lines), default=0)
        return one >= _OF_ONE * len(fact) and len(fact & together) >= _OF_ALL * len(fact)

    return statistics.fmean(is_said(_stems(fact)) for fact in judged.facts)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word.lower() not in FUNCTION_WORDS)


def first_words(article: Article, most: int) -> list[str]:
    """The article up to its sentence that brings it closest to so many words."""
    said: list[str] = []
    for sentence in article.sentences:
        text = article.quote(sentence.number)
        if said and _words([*said, text]) - most > most - _words(said):
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
    print(
        f"{len(rows)} articles         coverage   by stems   lines   words   words of {_BASE}   coverage less {_BASE}"
    )
    for name, values in scores.items():
        told, lines = statistics.fmean(map(_words, said[name])), statistics.fmean(map(len, said[name]))
        plain = statistics.fmean(covered_by_stems(*pair) for pair in zip(rows, said[name], strict=True))
        apart = [100 * (ours - theirs) for ours, theirs in zip(values, scores[_BASE], strict=True)]
        low, high = interval(apart)
        print(
            f"{name:20} {100 * statistics.fmean(values):9.1f}% {100 * plain:9.1f}% {lines:7.1f} {told:7.0f}"
            f" {told / base_words:17.0%}"
            f"       {statistics.fmean(apart):+6.1f} [{low:+.1f}, {high:+.1f}]"
        )


if __name__ == "__main__":
    main()
