"""Whether the built-in engine puts views and quotations in the right mouth, against hand-made drafts.

    python benchmarks/speakers.py [FOLDER] [--show]

FOLDER is laid out as for `checks.py`; only the parties and positions of "true" are read. A view counts as found when
the engine gives the same party a position that cites one of its sentences; a quotation when the engine quotes at
least half of its words, and its speaker is right when the party is the same.
"""

import argparse
import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.core import names
from service.core.article import segment
from service.core.brief import Brief, Party
from service.core.draft import Draft
from service.core.summarize import finish, summarize
from service.engines import build
from service.settings import Settings

HERE = Path(__file__).parent / "drafts" / "dev"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one article: of gold, of the engine's, and of what both have."""

    views: int
    found: int
    given: int
    right: int
    quotes: int
    quoted: int
    rightly: int


def words_of(text: str) -> set[str]:
    """Lower-case words."""
    return set("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def is_same(party: Party, name: str) -> bool:
    """Whether a party of the brief goes by a name of the draft."""
    return any(names.same(known, name) for known in (party.name, *party.aliases))


def score(brief: Brief, draft: Draft, show: str) -> Score:
    """Compare a brief with a draft made by hand."""
    views = [(party.name, view) for party in draft.parties for view in party.positions]
    given = [(party, view) for party in brief.parties for view in party.positions]
    found = right = quotes = quoted = rightly = 0
    for name, view in views:
        is_found = any(
            is_same(party, name) and {sentence.sentence for sentence in mine.evidence} & set(view.sentences)
            for party, mine in given
        )
        found += is_found
        if show and not is_found:
            print(f"{show}: not found: [{name}] {view.statement} {list(view.sentences)}")
        if view.quote:
            quotes += 1
            wanted = words_of(view.quote)
            holders = [
                party
                for party, mine in given
                if len(wanted & words_of(" ".join(quote.text for quote in mine.quotes))) * 2 >= len(wanted)
            ]
            quoted += bool(holders)
            rightly += any(is_same(holder, name) for holder in holders)
            if show and not any(is_same(holder, name) for holder in holders):
                print(f"{show}: quoted from {[holder.name for holder in holders]}: [{name}] “{view.quote}”")
    for party, mine in given:
        cited = {sentence.sentence for sentence in mine.evidence}
        touching = [name for name, view in views if cited & set(view.sentences)]
        is_right = any(is_same(party, name) for name in touching)
        right += is_right
        if show and not is_right:
            print(f"{show}: not in gold: [{party.name}] {mine.statement} {sorted(cited)}")
    return Score(len(views), found, len(given), right, quotes, quoted, rightly)


def scores(folder: Path, *, show: bool) -> Iterator[Score]:
    """The score of every article of a folder."""
    engine = build("extractive", Settings())
    for file in sorted(folder.glob("*.json")):
        article = segment(file.with_suffix(".txt").read_text("utf-8"))
        draft = Draft.model_validate(json.loads(file.read_text("utf-8"))["true"])
        brief = asyncio.run(finish(summarize(article, engine)))
        yield score(brief, draft, file.stem if show else "")


def main() -> None:
    """Print precision, recall and F1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--show", action="store_true", help="list what is missing or wrong")
    arguments = parser.parse_args()
    every = list(scores(arguments.folder, show=arguments.show))
    views, found = sum(one.views for one in every), sum(one.found for one in every)
    given, right = sum(one.given for one in every), sum(one.right for one in every)
    quotes, quoted = sum(one.quotes for one in every), sum(one.quoted for one in every)
    rightly = sum(one.rightly for one in every)
    precision, recall = right / max(given, 1), found / max(views, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{len(every)} articles, {views} views, {quotes} quotations")
    print(f"views: precision {precision:.1%}, recall {recall:.1%}, F1 {f1:.1%}")
    print(f"quotations: found {quoted / max(quotes, 1):.1%}, right speaker {rightly / max(quotes, 1):.1%}")


if __name__ == "__main__":
    main()
