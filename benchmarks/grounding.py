"""What checking a brief costs: CPU of segmentation, of attribution and of grounding, side by side in one process.

    python -m benchmarks.grounding [--rounds 60]

Grounds the true items of `tests/true_brief.py` on the sample article. Each round reads a text nobody has read before,
as a service does; the three are timed in turn, so that a machine that slows down slows all of them. A ratio to
segmentation says more than milliseconds do: it is nearly the same on every machine. "Grounding again" asks for the same
items once more, which the article remembers.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from service.core import attribution
from service.core.article import Article, segment
from service.core.draft import DraftParty, Item, Malformed, items
from service.core.grounding import Outcome, ground
from tests.true_brief import DRAFT

ARTICLE = Path(__file__).parent.parent / "examples" / "article.txt"
WARM_UP = 5  # rounds not counted: tables are made and words are met for the first time

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def timed(into: list[float], make: Callable[Asked, Made], *asked: Asked.args, **options: Asked.kwargs) -> Made:
    """What a call makes; its milliseconds of CPU are added to `into`."""
    begun = time.process_time()
    made = make(*asked, **options)
    into.append((time.process_time() - begun) * 1000)
    return made


def grounded(draft: list[Item | Malformed], article: Article) -> list[Outcome]:
    """Every item of a draft, checked."""
    parties = tuple(item.content for item in draft if isinstance(item, Item) and isinstance(item.content, DraftParty))
    return [ground(item, article, siblings=parties) for item in draft]


def main() -> None:
    """Print milliseconds of CPU and ratios; fail where a true item is set aside, since that would be no measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=60)
    rounds = max(1, parser.parse_args().rounds)
    text = ARTICLE.read_text("utf-8")
    draft = list(items(DRAFT))
    costs: dict[str, list[float]] = {"segmentation": [], "attribution": [], "grounding": [], "grounding again": []}
    for number in range(WARM_UP + rounds):
        article = timed(costs["segmentation"], segment, f"{text}\n\nEdition {number}.")
        timed(costs["attribution"], attribution.read, article)
        outcomes = timed(costs["grounding"], grounded, draft, article)
        timed(costs["grounding again"], grounded, draft, article)
        if not all(outcome.is_grounded for outcome in outcomes):
            raise SystemExit("a true item was set aside")
    base = statistics.median(costs["segmentation"][WARM_UP:])
    print(f"{len(draft)} items, {rounds} rounds  {'median':>9} {'fastest':>9} {'ratio':>7}")
    for name, took in costs.items():
        counted = took[WARM_UP:]
        median = statistics.median(counted)
        print(f"{name:20}  {median:8.2f}ms {min(counted):7.2f}ms {median / base:6.1f}x")


if __name__ == "__main__":
    main()
