"""How many true items the checks reject, and how many planted errors they catch.

    python benchmarks/checks.py [FOLDER] [--show true|planted]

FOLDER holds pairs NAME.txt (an article) and NAME.json: {"true": a draft as a model writes it, every item true;
"planted": [{"kind", "section", "party", "item", "note"}], each a slip a model might make}.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.core.article import segment
from service.core.draft import Draft, DraftParty, Item, Malformed, party_items, read_item
from service.core.grounding import Outcome, ground, ground_draft

HERE = Path(__file__).parent / "drafts" / "dev"


@dataclass(frozen=True, slots=True)
class Judged:
    """One item, what it is, and what the checks made of it."""

    article: str
    kind: str  # "true", or the kind of planted error
    note: str
    outcome: Outcome


def judged(folder: Path) -> Iterator[Judged]:
    """Every true and planted item of a folder, grounded."""
    for file in sorted(folder.glob("*.json")):
        article = segment(file.with_suffix(".txt").read_text("utf-8"))
        case = json.loads(file.read_text("utf-8"))
        draft = Draft.model_validate(case["true"])
        for outcome in ground_draft(draft, article):
            yield Judged(file.stem, "true", "", outcome)
        for number, planted in enumerate(case["planted"], start=1):
            item = planted_item(number, planted)
            yield Judged(file.stem, planted["kind"], planted["note"], ground(item, article, siblings=draft.parties))


def planted_item(number: int, planted: dict[str, Any]) -> Item | Malformed:
    """A planted error as an item; a position comes with its party."""
    if planted["section"] == "positions":
        party = {**planted["party"], "positions": []}
        (whose, *_) = party_items(f"p{number}", party, ())
        content = whose.content if isinstance(whose, Item) and isinstance(whose.content, DraftParty) else None
        return read_item(f"p{number}.1", "positions", planted["item"], party=content)
    return read_item(f"f{number}", planted["section"], planted["item"])


def main() -> None:
    """Print the two rates, by kind, and on request the items behind them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument(
        "--show", choices=["true", "planted", "flags"], help="list true items rejected, or errors missed"
    )
    arguments = parser.parse_args()
    results = list(judged(arguments.folder))
    total = Counter(one.kind for one in results)
    caught = Counter(one.kind for one in results if not one.outcome.is_grounded)
    flagged = Counter(one.kind for one in results if one.outcome.is_grounded and one.outcome.flags)
    blamed = Counter(reason.check for one in results if one.kind == "true" for reason in one.outcome.reasons)
    planted = sum(total.values()) - total["true"]
    planted_caught = sum(caught.values()) - caught["true"]
    print(
        f"true items       {total['true']:4}  rejected {caught['true']:3} ({caught['true'] / total['true']:.1%})",
        end="",
    )
    print(f"  flagged {flagged['true']:3} ({flagged['true'] / total['true']:.1%})  {dict(blamed)}")
    print(f"planted errors   {planted:4}  caught   {planted_caught:3} ({planted_caught / planted:.1%})")
    for kind in sorted(set(total) - {"true"}):
        print(f"  {kind:26} {caught[kind]:3} of {total[kind]:3} caught, {flagged[kind]:2} more flagged")
    for one in results:
        is_true = one.kind == "true"
        wrong = {"true": is_true and not one.outcome.is_grounded, "planted": not is_true and one.outcome.is_grounded}
        wrong["flags"] = is_true and bool(one.outcome.flags)
        if arguments.show and wrong[arguments.show]:
            item = one.outcome.item
            party = f" [{item.party.name}]" if isinstance(item, Item) and item.party else ""
            words = item.statement if isinstance(item, Item) else item.raw
            print(f"\n{one.article} {one.kind} {item.key}{party}: {words}\n  {one.note}")
            for finding in (*one.outcome.reasons, *one.outcome.flags):
                print(f"  - {finding.check}: {finding.detail}")


if __name__ == "__main__":
    main()
