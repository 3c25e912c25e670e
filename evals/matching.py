"""Which predicted line is which gold line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals import contradiction, wording
from evals.assignment import assign
from evals.coverage import NO_BACKGROUND, Background, Model
from evals.keys import keys_of

THRESHOLD = 0.5  # agreement from which two lines count as the same

# Of `Lines.features`. The first two weights are fitted by `benchmarks.fit` to the same judgements as coverage's: of
# each fact the best single sentence of the summary, with the sentences of the article that was made from. The third
# is not: people judged no evidence there, and evidence found by its words says again what the words say (0.6 where it
# is fitted so). It turns an even chance into 4 to 1. With 1.0, 1.5 and 2.0, of 58 facts told by two hands 52, 53 and 55
# are matched, and of 240 pairs of different gold facts that rest on one sentence 2, 6 and 15 would pass for one.
MODEL = Model(intercept=-4.12, weights=(6.65, -2.41, 1.5), full=(1.0, 0.0, 0.0))

_LENT = 0.2  # credit for a word of a line that the other has only in its evidence
_BETTER = 0.95  # share of the better of the two directions; the rest tells two that are as good apart
_TELLING = 0.5  # of gold's weight that a predicted line must have, for what it says to be taken for gold's fact
_CONTRADICTED = 0.4  # what is left of the agreement of two lines that contradict each other: always below THRESHOLD
_NOWHERE: Mapping[int, float] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """A statement and what it rests on."""

    statement: str
    evidence: tuple[str, ...] = ()  # texts of the sentences it cites
    sentences: tuple[int, ...] = ()  # their numbers in the article, where known


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicted line and the gold line it is, by their places in the two lists."""

    predicted: int
    gold: int
    agreement: float  # 0..1


def agreement(predicted: Line, gold: Line, background: Background = NO_BACKGROUND) -> float:
    """How far a predicted line says what a gold line says.

    Returns:
        0.0 (nothing of it) to 1.0 (all of it), and below `THRESHOLD` where the two contradict each other, however many
        words they share.
    """
    ((value,),) = agreements([predicted], [gold], background)
    return value


def match(
    predicted: Sequence[Line],
    gold: Sequence[Line],
    *,
    threshold: float = THRESHOLD,
    background: Background = NO_BACKGROUND,
) -> tuple[Pair, ...]:
    """The one-to-one matching of two lists with the highest sum of agreement, no pair below `threshold`."""
    values = agreements(predicted, gold, background)
    worth = [[value if value >= threshold else 0.0 for value in row] for row in values]
    return tuple(Pair(row, column, worth[row][column]) for row, column in assign(worth))


def agreements(
    predicted: Sequence[Line], gold: Sequence[Line], background: Background = NO_BACKGROUND
) -> list[list[float]]:
    """The agreement of each predicted line with each gold line, row by row."""
    values = overlaps(predicted, gold, background)
    if not background.is_english:
        return values
    return [
        [
            value * _CONTRADICTED if value >= THRESHOLD and contradicts(one, other) is not None else value
            for value, other in zip(row, gold, strict=True)
        ]
        for row, one in zip(values, predicted, strict=True)
    ]


def contradicts(predicted: Line, gold: Line) -> str | None:
    """What a predicted line says against a gold line: the opposite, another number, another name; None where nothing.

    A number or a name that the other's evidence has is a detail more.
    """
    if predicted.statement == gold.statement:
        return None
    one, other = contradiction.statement(predicted.statement), contradiction.statement(gold.statement)
    ours = [contradiction.statement(text) for text in predicted.evidence]
    theirs = [contradiction.statement(text) for text in gold.evidence]
    return (
        contradiction.other_number(one, other, theirs)
        or contradiction.other_name(one, other, theirs)
        or contradiction.denies(one, other)
        or contradiction.denies(other, one)
        or contradiction.other_number(other, one, ours)
    )


def overlaps(
    predicted: Sequence[Line], gold: Sequence[Line], background: Background = NO_BACKGROUND
) -> list[list[float]]:
    """How far each predicted line shares its words with each gold line: before contradictions are looked for."""
    ours, theirs = Lines(predicted, background), Lines(gold, background)
    forth, back = theirs.covered_by(ours), ours.covered_by(theirs)
    found: list[list[float]] = []
    for row in range(len(predicted)):
        values: list[float] = []
        for column in range(len(gold)):
            # "The court ruled" is in every long fact about a ruling, and says none of them.
            telling = min(ours.totals[row] / max(theirs.totals[column], 1e-9) / _TELLING, 1.0)
            low, high = sorted((forth[column][row], back[row][column] * telling))
            values.append(_BETTER * high + (1 - _BETTER) * low)
        found.append(values)
    return found


class Lines:
    """Several lines, read side by side: each is one sentence of `said`."""

    def __init__(self, lines: Sequence[Line], background: Background) -> None:
        self.sentences = [frozenset(line.sentences) for line in lines]
        self.wordings = [wording.read(line.statement) for line in lines]
        self.weights = [background.weights(one) for one in self.wordings]
        self.totals = [sum(weights.values()) for weights in self.weights]
        self.said = wording.beside(self.wordings)
        self.lent: dict[str, dict[int, float]] = {}  # for each key of their evidence what it is worth in each line
        for place, line in enumerate(lines):
            for key in frozenset[str]().union(*map(keys_of, line.evidence)):
                self.lent.setdefault(key, {})[place] = _LENT

    def covered_by(self, others: "Lines") -> list[list[float]]:
        """For each line how far each of the others says it."""
        return [[MODEL.score(values) for values in row] for row in self.features(others)]

    def features(self, others: "Lines") -> list[list[tuple[float, float, float]]]:
        """For each line, and each of the others, what `MODEL` scores.

        Returns:
            together: The weight of the line's words that the other has, as a share; a little of it for a word that
                only the other's evidence has, where they share none.
            missed_number: How much the other misses of the line's numbers, 1.0 at most.
            shared: How many of the fewer sentences both rest on, as a share; 0.0 where they are not known.
        """
        return [self._row(place, others.said.credits(asked), others) for place, asked in enumerate(self.wordings)]

    def _row(
        self, own: int, said: Mapping[str, Mapping[int, float]], others: "Lines"
    ) -> list[tuple[float, float, float]]:
        count = len(others.wordings)
        shared = [_shared(self.sentences[own], theirs) for theirs in others.sentences]
        together, missed = [0.0] * count, [0.0] * count
        for key, weight in self.weights[own].items():
            there = said[key]
            for place, credit in there.items():
                together[place] += weight * credit
            for place, credit in others.lent.get(key, _NOWHERE).items():
                # The words of a sentence both rest on are lent to all that rest on it: they tell nothing.
                if place not in there and not shared[place]:
                    together[place] += weight * credit
            if key[0] == "#":
                for place in range(count):
                    missed[place] += 1 - there.get(place, 0.0)
        total = max(self.totals[own], 1e-9)
        return [(share / total, min(missed[place], 1.0), shared[place]) for place, share in enumerate(together)]


def _shared(ours: frozenset[int], theirs: frozenset[int]) -> float:
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0
