"""Fit the models of coverage and matching to what people judged; tell how well they do on articles not fitted on.

    python -m benchmarks.fit FACTS

FACTS: as for `benchmarks.meta`. Prints the coefficients for `evals.coverage.MODEL` and `evals.matching.MODEL`, and the
figures of ten-fold cross-validation in which no article is fitted on and scored: those `evals.people` may quote.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import measures
from benchmarks.meta import Judged, background, groups, labels, read, sentences_of
from evals import coverage, matching, wording
from evals.coverage import NO_BACKGROUND, Background, Model
from evals.matching import Line, Lines

Values = tuple[float, float, float]
# One model serves who knows the article and its other facts, who knows one of them, and who knows neither.
_KNOWN: tuple[Callable[[Judged], Background], ...] = (
    background,
    lambda row: coverage.background(row.facts),
    lambda row: coverage.background((), row.source),
    lambda _: NO_BACKGROUND,
)
_ROUNDS = 4  # after which the sentence that says a fact best does not change any more


@dataclass(frozen=True, slots=True)
class Candidates:
    """For each fact what there is of it in each place it may be said in, with one background."""

    values: tuple[tuple[Values, ...], ...]

    def best(self, model: Model) -> list[Values]:
        """Of each fact the values that a model scores highest."""
        return [max(places, key=model.score) for places in self.values]


def of_summaries(rows: Sequence[Judged], known: Callable[[Judged], Background]) -> Candidates:
    """Each fact in its whole summary."""
    found: list[tuple[Values, ...]] = []
    for row in rows:
        about, said = known(row), wording.read(row.summary)
        for fact, present in zip(row.facts, row.present, strict=True):
            if present is not None:
                found.append((coverage.features(wording.read(fact), said, about).values,))
    return Candidates(tuple(found))


def of_sentences(rows: Sequence[Judged], known: Callable[[Judged], Background]) -> Candidates:
    """Each fact in each single sentence of its summary, with the evidence of that."""
    found: list[tuple[Values, ...]] = []
    for row in rows:
        about = known(row)
        asked, said = Lines([Line(fact) for fact in row.facts], about), Lines(sentences_of(row), about)
        for places, present in zip(asked.features(said), row.present, strict=True):
            if present is not None:
                found.append(tuple(places) or ((0.0, 1.0, 0.0),))
    return Candidates(tuple(found))


def fitted(start: Model, sets: Sequence[Candidates], truth: Sequence[int], rows: Sequence[int]) -> Model:
    """A model fitted on some rows of every set, its intercept moved so that its mean over all of them is people's."""
    model = start
    ours = [truth[row] for row in rows]
    free = [place for place, weight in enumerate(start.weights) if place in _varying(sets)]
    for _ in range(_ROUNDS if any(len(places) > 1 for places in sets[0].values) else 1):
        chosen = [values for one in sets for values in _at(one.best(model), rows)]
        found = measures.fit([[values[place] for place in free] for values in chosen], ours * len(sets))
        weights = list(start.weights)
        for place, weight in zip(free, found.weights, strict=True):
            weights[place] = weight
        model = replace(start, intercept=found.intercept, weights=(weights[0], weights[1], weights[2]))
    return _levelled(model, [values for one in sets for values in _at(one.best(model), rows)], sum(ours) / len(ours))


def _varying(sets: Sequence[Candidates]) -> set[int]:
    """The values that are not the same in every row: a weight can be fitted to these only."""
    seen = [{values[place] for one in sets for places in one.values for values in places} for place in range(3)]
    return {place for place, values in enumerate(seen) if len(values) > 1}


def _at(values: Sequence[Values], rows: Sequence[int]) -> list[Values]:
    return [values[row] for row in rows]


def _levelled(model: Model, values: Sequence[Values], wanted: float) -> Model:
    low, high = model.intercept - 5, model.intercept + 5
    for _ in range(40):
        middle = (low + high) / 2
        tried = replace(model, intercept=middle)
        if sum(map(tried.score, values)) / len(values) < wanted:
            low = middle
        else:
            high = middle
    return replace(model, intercept=low)


def report(name: str, start: Model, threshold: float, sets: Sequence[Candidates], rows: Sequence[Judged]) -> None:
    """Print a model fitted on everything, and the figures of cross-validation with each background."""
    truth, articles = labels(rows), groups(rows, lambda row: row.article)
    model = fitted(start, sets, truth, range(len(truth)))
    print(f"\n{name}: intercept {model.intercept:.2f}, weights {tuple(round(weight, 2) for weight in model.weights)}")
    scores = [[0.0] * len(truth) for _ in sets]
    for fitted_on, held in measures.folds(articles):
        model = fitted(start, sets, truth, fitted_on)
        for one, own in zip(sets, scores, strict=True):
            for row, values in zip(held, _at(one.best(model), held), strict=True):
                own[row] = model.score(values)
    for known, own in zip(("facts and article", "facts", "article", "neither"), scores, strict=True):
        low, high = measures.auc_interval(truth, own, articles)
        share = sum(value >= threshold for value in own) / len(truth)
        print(
            f"  known: {known:18} AUC {measures.auc(truth, own):.3f} [{low:.3f}, {high:.3f}]"
            f"  balanced accuracy {measures.balanced_accuracy(truth, own, threshold):.3f} at {threshold}"
            f"  bias {share - sum(truth) / len(truth):+.3f}, of the mean {(sum(own) - sum(truth)) / len(truth):+.3f}"
        )


def main() -> None:
    """Fit both models and print them with their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=Path, help="facts people looked for in summaries")
    rows = read(parser.parse_args().facts)
    whole = [of_summaries(rows, known) for known in _KNOWN]
    report("evals.coverage.MODEL", coverage.MODEL, coverage.THRESHOLD, whole, rows)
    single = [of_sentences(rows, known) for known in _KNOWN]
    report("evals.matching.MODEL", matching.MODEL, matching.THRESHOLD, single, rows)


if __name__ == "__main__":
    main()
