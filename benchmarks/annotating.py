"""Write `attributions/{dev,test,held-out}.jsonl` from texts marked by hand, gold cases and hand-made drafts.

    python -m benchmarks.annotating

`attributions/{dev,test,held-out}.txt` hold articles of our own with every attribution marked in the text:
`{s1|Ana Duarte} {q1|said} {c1|the dam was weak}`, s for the source, q for the cue, c for the content, the same number
for what belongs together. A party that is called something else there is named before the bar: `{s2=Ana Duarte|she}`.
`~` after the number marks a stand that is taken rather than words that are spoken: `{q3~|supports}`.

Gold cases and drafts name the party and the quotations of every view but mark no words: their rows have contents alone
and are not `complete`, since not every sentence of speech became a view. A view without a quotation that rests on
several passages is left out: which of them tells it, nobody marked. Cases go to dev and test by turns.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.cases import GOLD, Case, read_case
from service.core.article import Article, segment
from service.core.draft import Draft

HERE = Path(__file__).parent / "attributions"
DRAFTS = Path(__file__).parent / "drafts"
_OPENS = re.compile(r"\{(?P<part>[sqc])(?P<number>\d+)(?P<attitude>~?)(?:=(?P<party>[^|{}]+))?\|")
_PARTS = {"s": "source", "q": "cue", "c": "content"}

Span = tuple[int, int]


@dataclass(slots=True)
class Marked:
    """One attribution while its marks are gathered."""

    party: str = ""
    attitude: bool = False
    spans: dict[str, list[Span]] = field(default_factory=lambda: {"source": [], "cue": [], "content": []})


def unmarked(marked: str) -> tuple[str, list[Marked]]:
    """A text without its marks, and the attributions they stand for.

    Raises:
        ValueError: A mark is not closed, or an attribution has nobody whose it is.
    """
    plain: list[str] = []
    length, at = 0, 0
    found: dict[str, Marked] = {}
    open_marks: list[tuple[re.Match[str], int]] = []
    while at < len(marked):
        opening = _OPENS.match(marked, at)
        if opening:
            open_marks.append((opening, length))
            at = opening.end()
            continue
        if marked[at] == "}":
            mark, start = open_marks.pop()
            attribution = found.setdefault(mark["number"], Marked())
            attribution.spans[_PARTS[mark["part"]]].append((start, length))
            attribution.attitude |= bool(mark["attitude"])
            if mark["party"] or (mark["part"] == "s" and not attribution.party):
                attribution.party = mark["party"] or "".join(plain)[start:length]
        else:
            plain.append(marked[at])
            length += 1
        at += 1
    lost = [number for number, attribution in found.items() if not attribution.party]
    if open_marks or lost:
        raise ValueError(f"not closed: {len(open_marks)}; without a party: {lost}; in {marked[:60]!r}")
    return "".join(plain), list(found.values())


def row(name: str, article: Article, attributions: list[dict[str, object]], *, complete: bool) -> dict[str, object]:
    """A line of the file."""
    return {
        "id": name,
        "text": article.text,
        "sentences": [[sentence.start, sentence.end] for sentence in article.sentences],
        "attributions": attributions,
        "complete": complete,
    }


def of_texts(path: Path) -> Iterator[dict[str, object]]:
    """Rows of the texts with marks in them."""
    for part in path.read_text("utf-8").split("=== ")[1:]:
        name, _, marked = part.partition("\n")
        text, found = unmarked(marked.strip())
        yield row(
            name,
            segment(text, language="en"),
            [{**each.spans, "party": each.party, "attitude": each.attitude} for each in found],
            complete=True,
        )


def of_case(case: Case) -> dict[str, object]:
    """The row of a gold case: every view with its party's names; its quotations, else its evidence."""
    attributions: list[dict[str, object]] = []
    for party in case.gold.parties:
        for view in party.positions:
            words = view.quotes or view.evidence
            if len(words) > len(view.quotes) and len(words) > 1:
                continue
            content = [[case.text.index(each), case.text.index(each) + len(each)] for each in words]
            attributions.append(_of_view(content, party.name, party.aliases, view.reported_by))
    return row(f"gold-{case.slug}", case.article, attributions, complete=False)


def of_draft(path: Path) -> dict[str, object]:
    """The row of a draft made by hand: every view with its party's name and the sentences it cites."""
    article = segment(path.with_suffix(".txt").read_text("utf-8"), language="en")
    draft = Draft.model_validate(json.loads(path.read_text("utf-8"))["true"])
    attributions: list[dict[str, object]] = []
    for party in draft.parties:
        for view in party.positions:
            cited = [article.sentences[number - 1] for number in view.sentences]
            begins = article.text.find(view.quote) if view.quote else -1
            if begins < 0 and len(cited) > 1:
                continue
            content = [[begins, begins + len(view.quote or "")]] if begins >= 0 else [[s.start, s.end] for s in cited]
            attributions.append(_of_view(content, party.name, (), view.reported_by))
    return row(f"draft-{path.stem}", article, attributions, complete=False)


def _of_view(content: list[list[int]], party: str, aliases: Sequence[str], reporter: str | None) -> dict[str, object]:
    """The attribution of a view that no words are marked for."""
    others = [*aliases, *([reporter] if reporter else [])]
    return {"source": [], "cue": [], "content": content, "party": party, "aliases": others}


def main() -> None:
    """Write the three files."""
    cases = [case for path in sorted(GOLD.glob("*.yaml")) if (case := read_case(path)).gold.language == "en"]
    for half, name in enumerate(("dev", "test")):
        rows = [
            *of_texts(HERE / f"{name}.txt"),
            *(of_case(case) for case in cases[half::2]),
            *(of_draft(path) for path in sorted((DRAFTS / name).glob("*.json"))),
        ]
        _write(name, rows)
    _write("held-out", [*of_texts(HERE / "held-out.txt")])


def _write(name: str, rows: list[dict[str, object]]) -> None:
    lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows)
    (HERE / f"{name}.jsonl").write_text(lines, "utf-8")
    print(f"{name}: {len(rows)} articles")


if __name__ == "__main__":
    main()
