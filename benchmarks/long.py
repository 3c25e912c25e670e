"""What a very long article costs: CPU of segmenting it, of each reading of it and of checking a brief, and memory.

    python -m benchmarks.long [--characters 500000] [--items 300]

The text is the articles of `drafts/dev` and `drafts/test`, one behind the other and over again. The items are true ones
of their drafts, taken evenly from all over the text, so that whatever is read per sentence is read everywhere. An item
is checked beside the parties of its own part, as a window of a long article is drafted.
"""

import argparse
import gc
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, cycle
from pathlib import Path
from typing import TypeVar

from service.core import attribution, names, quantities, quotations
from service.core.article import segment
from service.core.draft import Draft, DraftParty, Item, items
from service.core.grounding import ground

FOLDERS = (Path(__file__).parent / "drafts" / "dev", Path(__file__).parent / "drafts" / "test")

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Part:
    """An article of ours and the items of its draft, which cite its own sentences."""

    text: str
    sentences: int
    items: tuple[Item, ...]

    @property
    def parties(self) -> tuple[DraftParty, ...]:
        """Those of its draft."""
        return tuple(item.content for item in self.items if isinstance(item.content, DraftParty))


def part(file: Path) -> Part:
    """An article and its draft, as `drafts/` has them."""
    text = file.with_suffix(".txt").read_text("utf-8").strip()
    draft = Draft.model_validate(json.loads(file.read_text("utf-8"))["true"])
    return Part(text, len(segment(text).sentences), tuple(item for item in items(draft) if isinstance(item, Item)))


def parts(characters: int) -> Iterator[Part]:
    """Our articles, over and over, until together they are that long."""
    length = 0
    for each in cycle([part(file) for folder in FOLDERS for file in sorted(folder.glob("*.json"))]):
        if length >= characters:
            return
        length += len(each.text)
        yield each


def moved(item: Item, sentences: int) -> Item:
    """An item where its article stands so many sentences further down."""
    if isinstance(item.content, str):
        return item
    cited = tuple(number + sentences for number in item.sentences)
    return replace(item, content=item.content.model_copy(update={"sentences": cited}))


def timed(phase: str, make: Callable[[], Made]) -> Made:
    """What a call makes; its CPU is printed."""
    begun = time.process_time()
    made = make()
    print(f"{phase:24} {time.process_time() - begun:7.2f} s", flush=True)
    return made


def memory_mb(field: str) -> float:
    """Memory of this process, "VmRSS" now or "VmHWM" at most."""
    return int(Path("/proc/self/status").read_text().partition(f"{field}:")[2].split()[0]) / 1024


def main() -> None:
    """Print seconds of CPU by phase, and the memory at most above what the process held before."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=500_000)
    parser.add_argument("--items", type=int, default=300)
    arguments = parser.parse_args()
    whole = list(parts(arguments.characters))
    text = "\n\n".join(each.text for each in whole)
    before = [0, *accumulate(each.sentences for each in whole)]
    cited = [
        (moved(item, offset), each.parties) for each, offset in zip(whole, before, strict=False) for item in each.items
    ]
    taken = cited[:: max(1, len(cited) // arguments.items)]
    warm = segment(whole[0].text)
    for item in whole[0].items:  # tables are made and words are met for the first time
        ground(item, warm, siblings=whole[0].parties)
    del warm
    gc.collect()
    idle = memory_mb("VmRSS")
    print(f"{len(text):,} characters, {before[-1]:,} sentences, {len(taken)} items")
    begun = time.process_time()
    article = timed("segmentation", lambda: segment(text))
    timed("quotation marks", lambda: quotations.marked_in(article))
    timed("names", lambda: names.index(article).whole.mentions)
    timed("quantities", lambda: quantities.of_article(article))
    timed("attribution", lambda: attribution.read(article))
    outcomes = timed("checks", lambda: [ground(item, article, siblings=parties) for item, parties in taken])
    print(f"{'in all':24} {time.process_time() - begun:7.2f} s")
    print(f"set aside {sum(not outcome.is_grounded for outcome in outcomes)} of {len(outcomes)}")
    print(f"memory above idle        {memory_mb('VmHWM') - idle:7.0f} MB at most")


if __name__ == "__main__":
    main()
