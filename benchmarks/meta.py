"""How far the scores of the eval suite agree with people.

    python -m benchmarks.meta FACTS [--support SENTENCES]

FACTS: JSONL as `realsumm_dev.jsonl`: a row a summary, with `doc_id`, `system`, `batch`, `source`, `summary`, `facts:
[{text}]` and `present_clean`: for each fact 0 or 1 as people found it in the summary, null where too few votes are
left. Rows of another batch than "abs" are passed over: half the votes of the other do not depend on the text.
SENTENCES: JSONL of `{source, sentence, supported: 0 or 1}`; with a `kind`, each is told from each by itself.

Columns: AUC with its 95% interval (articles drawn again); balanced accuracy at the threshold the suite uses, and at
the best of this very file; bias, the mean coverage at that threshold less that of people; correlation by system; time.
Baselines have no threshold of their own: theirs is the file's best, which flatters them.
"""

import argparse
import json
import math
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import measures
from evals import coverage, matching, wording
from evals.coverage import NO_BACKGROUND, Background
from evals.matching import Line
from evals.support import THRESHOLD as SUPPORTED
from evals.support import support
from service.core.words import FUNCTION_WORDS, stem

_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Judged:
    """A summary, the facts people looked for in it, and which they found."""

    article: str
    system: str
    source: str
    summary: str
    facts: tuple[str, ...]
    present: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A score of every fact, by one method."""

    name: str
    scores: tuple[float, ...]
    seconds: float  # CPU for all of them
    threshold: float | None = None  # None where the method has none


def read(path: Path) -> list[Judged]:
    """The summaries of a file that have usable votes."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Judged(
            str(row["doc_id"]),
            str(row["system"]),
            row["source"],
            row["summary"],
            tuple(fact["text"] for fact in row["facts"]),
            tuple(row["present_clean"]),
        )
        for row in rows
        if row.get("batch", "abs") == "abs" and row["present_clean"]
    ]


def labels(rows: Sequence[Judged]) -> list[int]:
    """What people found, fact by fact, nulls left out: the order of every list of scores here."""
    return [present for row in rows for present in row.present if present is not None]


def groups(rows: Sequence[Judged], of: Callable[[Judged], str]) -> list[str]:
    """Something of the row of each label."""
    return [of(row) for row in rows for present in row.present if present is not None]


def background(row: Judged) -> Background:
    """What the suite knows when it scores: the article and all its facts."""
    return coverage.background(row.facts, row.source)


# Methods: a row gives a score for each of its facts --------------------------------------------------------------


def rouge_1(row: Judged) -> Iterator[float]:
    """ROUGE-1 recall (Lin 2004): words of the fact in the summary, each as often as it is there."""
    there = Counter(_TOKEN.findall(row.summary.lower()))
    for fact in row.facts:
        wanted = Counter(_TOKEN.findall(fact.lower()))
        yield (wanted & there).total() / max(wanted.total(), 1)


def token_recall(row: Judged) -> Iterator[float]:
    """Stems of the fact's words in the summary, function words left out."""
    there = _stems(row.summary)
    for fact in row.facts:
        yield _share(fact, there)


def token_recall_of_best(row: Judged) -> Iterator[float]:
    """The same of the one sentence of the summary that has most of it."""
    sentences = [_stems(sentence) for sentence in wording.read(row.summary).texts]
    for fact in row.facts:
        yield max((_share(fact, there) for there in sentences), default=0.0)


def covered(row: Judged, known: Callable[[Judged], Background]) -> Iterator[float]:
    """Our coverage of the whole summary."""
    said, about = coverage.read(row.summary), known(row)
    for fact in row.facts:
        yield said.covers(fact, about)


def matched(row: Judged, known: Callable[[Judged], Background]) -> Iterator[float]:
    """Our agreement of the fact with the one sentence of the summary that says it best, given its evidence."""
    values = matching.agreements(sentences_of(row), [Line(fact) for fact in row.facts], known(row))
    for column in zip(*values, strict=True) if values else ((0.0,) for _ in row.facts):
        yield max(column)


def sentences_of(row: Judged) -> list[Line]:
    """The summary's sentences, each with the sentences of the article it was made from.

    Nobody said which those are: it is the one that has most of the sentence's words, rare ones counting more, and the
    one before it, which says whom a pronoun means.
    """
    source = wording.read(row.source)
    places = [frozenset(keys) for keys in source.sentences]
    counts = Counter(key for keys in places for key in keys)
    weight = {key: math.log((len(places) + 1) / (count + 0.5)) for key, count in counts.items()}
    lines = []
    for text in wording.read(row.summary).texts:
        keys = frozenset(wording.read(text).keys)
        best = max(range(len(places)), key=lambda place: sum(weight[key] for key in keys & places[place]), default=0)
        lines.append(Line(text, source.texts[max(best - 1, 0) : best + 1]))
    return lines


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _TOKEN.findall(text.lower()) if word not in FUNCTION_WORDS)


def _share(fact: str, there: frozenset[str]) -> float:
    wanted = _stems(fact)
    return len(wanted & there) / max(len(wanted), 1)


METHODS: dict[str, tuple[Callable[[Judged], Iterator[float]], float | None]] = {
    "ROUGE-1 recall": (rouge_1, None),
    "token recall, stemmed": (token_recall, None),
    "coverage, fact and text alone": (lambda row: covered(row, lambda _: NO_BACKGROUND), coverage.THRESHOLD),
    "coverage, as the suite asks": (lambda row: covered(row, background), coverage.THRESHOLD),
    "best sentence: token recall": (token_recall_of_best, None),
    "best sentence: agreement, alone": (lambda row: matched(row, lambda _: NO_BACKGROUND), matching.THRESHOLD),
    "best sentence: agreement": (lambda row: matched(row, background), matching.THRESHOLD),
}


def scored(name: str, rows: Sequence[Judged]) -> Scored:
    """Score every fact of every row by one method, nothing remembered from before."""
    method, threshold = METHODS[name]
    wording.forget()
    found: list[float] = []
    start = time.process_time()
    for row in rows:
        values = method(row)
        found += [value for value, present in zip(values, row.present, strict=True) if present is not None]
    return Scored(name, tuple(found), time.process_time() - start, threshold)


# Reports ---------------------------------------------------------------------------------------------------------


def print_facts(rows: Sequence[Judged]) -> None:
    """The table for facts."""
    truth = labels(rows)
    articles, systems = groups(rows, lambda row: row.article), groups(rows, lambda row: row.system)
    print(f"facts: {len(truth):,} of {len(set(articles))} articles and {len(set(systems))} systems, ", end="")
    print(f"{sum(truth) / len(truth):.1%} present")
    print(f"{'':33}{'AUC':>5} {'95%':^14} {'bal.acc':>7} {'best':>5}", end="")
    print(f" {'bias':>6} {'mean':>6} {'r':>5} {'tau':>5} {'ms':>6}")
    for name in METHODS:
        one = scored(name, rows)
        low, high = measures.auc_interval(truth, one.scores, articles)
        best = measures.best_threshold(truth, one.scores)
        used = best if one.threshold is None else one.threshold
        bias = sum(value >= used for value in one.scores) / len(truth) - sum(truth) / len(truth)
        r, tau = by_system(truth, one.scores, systems)
        print(
            f"{name:33}{measures.auc(truth, one.scores):5.3f} [{low:.3f}, {high:.3f}]"
            f" {measures.balanced_accuracy(truth, one.scores, used):7.3f}"
            f" {measures.balanced_accuracy(truth, one.scores, best):5.3f}"
            f" {bias:+6.3f} {(sum(one.scores) - sum(truth)) / len(truth):+6.3f} {r:5.2f} {tau:5.2f}"
            f" {one.seconds / len(truth) * 1000:6.3f}"
        )
    print("bias: of the share of facts at the threshold; mean: of the mean score. ms: CPU a fact, reading included.")


def by_system(truth: Sequence[int], scores: Sequence[float], systems: Sequence[str]) -> tuple[float, float]:
    """Pearson's r and Kendall's tau-b between the mean score and the mean coverage by people of each system."""
    rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for label, score, system in zip(truth, scores, systems, strict=True):
        rows[system].append((label, score))
    people = [sum(label for label, _ in own) / len(own) for own in rows.values()]
    ours = [sum(score for _, score in own) / len(own) for own in rows.values()]
    return measures.pearson(people, ours), measures.kendall(people, ours)


def print_support(path: Path) -> None:
    """The table for sentences that an article supports or not."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    truth = [int(row["supported"]) for row in rows]
    articles = [str(row.get("doc_id", row["source"][:200])) for row in rows]
    print(f"\nsupport: {len(truth):,} sentences of {len(set(articles)):,} articles, ", end="")
    print(f"{sum(truth) / max(len(truth), 1):.1%} supported")
    print(f"{'':33}{'AUC':>5} {'95%':^14} {'bal.acc':>7} {'best':>5} {'ms':>6}")
    methods: dict[str, tuple[Callable[[str, str], float], float | None]] = {
        "ROUGE-1 precision": (_rouge_1_precision, None),
        "token precision, stemmed": (lambda sentence, source: _share(sentence, _stems(source)), None),
        "support": (lambda sentence, source: support(sentence, (), source), SUPPORTED),
    }
    for name, (method, threshold) in methods.items():
        wording.forget()
        start = time.process_time()
        scores = [method(row["sentence"], row["source"]) for row in rows]
        seconds = time.process_time() - start
        low, high = measures.auc_interval(truth, scores, articles)
        best = measures.best_threshold(truth, scores)
        print(
            f"{name:33}{measures.auc(truth, scores):5.3f} [{low:.3f}, {high:.3f}]"
            f" {measures.balanced_accuracy(truth, scores, best if threshold is None else threshold):7.3f}"
            f" {measures.balanced_accuracy(truth, scores, best):5.3f} {seconds / max(len(truth), 1) * 1000:6.3f}"
        )
        for kind in sorted({row["kind"] for row in rows if "kind" in row and not row["supported"]}):
            print(f"    {kind:12}", end="")
            for other in sorted({row["kind"] for row in rows if "kind" in row and row["supported"]}):
                chosen = [place for place, row in enumerate(rows) if row.get("kind") in {kind, other}]
                value = measures.auc([truth[place] for place in chosen], [scores[place] for place in chosen])
                print(f"  from {other} {value:.3f}", end="")
            print(f"  ({sum(row.get('kind') == kind for row in rows)} sentences)")


def _rouge_1_precision(sentence: str, source: str) -> float:
    said, there = Counter(_TOKEN.findall(sentence.lower())), Counter(_TOKEN.findall(source.lower()))
    return (said & there).total() / max(said.total(), 1)


def main() -> None:
    """Print how far each score agrees with people."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=Path, nargs="?", help="facts people looked for in summaries")
    parser.add_argument("--support", type=Path, help="sentences people held against an article")
    arguments = parser.parse_args()
    if arguments.facts is None and arguments.support is None:
        parser.error("give a file of facts, or one of sentences with --support")
    if arguments.facts is not None:
        print_facts(read(arguments.facts))
    if arguments.support is not None:
        print_support(arguments.support)


if __name__ == "__main__":
    main()
