"""Sentences that an article supports, and sentences made not to be: a development set for the graded support score.

    python -m benchmarks.sentences [FOLDER...] > sentences.jsonl

FOLDER holds pairs as for `benchmarks.checks`; `drafts/dev` and `drafts/test` where none is given. Written: JSONL of
`{doc_id, source, sentence, supported, kind}`. Supported are the article's own sentences and what was written by hand of
it. Not supported are halves of two sentences joined ("joined", what summaries that copy get wrong), true statements of
other articles ("invented"), and true ones with two content words taken from another article ("reworded", what summaries
that reword get wrong) or with the mistakes planted by hand ("planted"). Made by rule but for the last: no person judged
them, so the figures tell one method from another, not how often either is right.
"""

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.checks import planted_item
from evals import thesaurus
from service.core.article import segment
from service.core.draft import Draft, Item, Malformed, items
from service.core.words import FUNCTION_WORDS, stem

_FOLDERS = [Path(__file__).parent / "drafts" / name for name in ("dev", "test")]
_SECTIONS = frozenset({"headline", "key_facts", "positions"})
_WORD = re.compile(r"[^\W\d_]{4,}")
_WORDS_KEPT = (8, 40)  # of an article's sentence that is shown as it stands, or halved


def sentences(folders: list[Path]) -> Iterator[dict[str, object]]:
    """Every sentence of every article, the same for the same folders."""
    files = [file for folder in folders for file in sorted(folder.glob("*.json"))]
    cases = {
        file.stem: (json.loads(file.read_text("utf-8")), file.with_suffix(".txt").read_text("utf-8")) for file in files
    }
    true = {name: list(_statements(items(Draft.model_validate(case["true"])))) for name, (case, _) in cases.items()}
    chance = random.Random(0)
    for name, (case, source) in cases.items():
        others = [statement for other in true if other != name for statement in true[other]]
        own = [text for text in _texts(source) if _WORDS_KEPT[0] <= len(text.split()) <= _WORDS_KEPT[1]]
        made = [
            *(("copied", 1, text) for text in chance.sample(own, min(len(own), 12))),
            *(("written", 1, text) for text in true[name]),
            *(("joined", 0, _joined(chance.sample(own, 2), chance)) for _ in range(12) if len(own) > 1),
            *(("invented", 0, text) for text in chance.sample(others, 8)),
            *(("reworded", 0, _reworded(text, chance.choice(others), chance)) for text in true[name]),
            *(("planted", 0, text) for text in _statements(planted_item(1, one) for one in case["planted"])),
        ]
        for kind, supported, sentence in made:
            yield {"doc_id": name, "source": source, "sentence": sentence, "supported": supported, "kind": kind}


def _statements(lines: Iterable[Item | Malformed]) -> Iterator[str]:
    return (item.statement for item in lines if isinstance(item, Item) and item.section in _SECTIONS)


def _texts(source: str) -> list[str]:
    article = segment(source)
    return [article.quote(number) for number in range(1, len(article.sentences) + 1)]


def _joined(texts: Sequence[str], chance: random.Random) -> str:
    """The first half of one sentence and the second of another, cut near their middles."""
    first, second = (text.split() for text in texts)
    return " ".join(
        [*first[: len(first) // 2 + chance.randint(-1, 1)], *second[len(second) // 2 + chance.randint(-1, 1) :]]
    )


def _reworded(statement: str, other: str, chance: random.Random) -> str:
    """A statement with two of its content words replaced by two of another's."""
    places = [found for found in _WORD.finditer(statement) if found.group().lower() not in FUNCTION_WORDS]
    foreign = [word for word in _WORD.findall(other) if word.lower() not in FUNCTION_WORDS and word not in statement]
    if len(places) < 2 or not foreign:
        return other
    # Names and rare words are what is invented; of everyday words an article has many of its own.
    foreign.sort(key=lambda word: bool(thesaurus.senses(stem(word))))
    for found in sorted(chance.sample(places, 2), key=lambda found: -found.start()):
        statement = statement[: found.start()] + chance.choice(foreign[:4]) + statement[found.end() :]
    return statement


def main() -> None:
    """Print the set, a line a sentence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", default=_FOLDERS)
    for sentence in sentences(parser.parse_args().folders):
        print(json.dumps(sentence, ensure_ascii=False))


if __name__ == "__main__":
    main()
