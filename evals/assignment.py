"""The best one-to-one assignment of two lists, given what each pair is worth."""

from collections.abc import Sequence
from math import inf

# Worth is told apart in such steps of 1. Sums of the same numbers end in other digits from Python 3.12 on, and would
# turn what is equally good one way here and the other way there. As whole numbers, costs add up exactly.
_STEPS = 10**9


def assign(worth: Sequence[Sequence[float]]) -> tuple[tuple[int, int], ...]:
    """The pairs (row, column), each row and column in one at most, whose worth sums up highest.

    Args:
        worth: What each pair is worth, row by row, all rows of one length. A pair worth 0 or less is never made.

    Returns:
        The pairs, by row. Of equally good assignments always the same one, on every version of Python.
    Source: the Hungarian method with potentials (Kuhn 1955, Munkres 1957), in its O(rows² · columns) form of shortest
    augmenting paths (Jonker and Volgenant 1987). scipy has it too, but is about 100 MB for one function.
    """
    if not worth or not worth[0]:
        return ()
    if len(worth) > len(worth[0]):
        turned = assign([list(column) for column in zip(*worth, strict=True)])
        return tuple(sorted((row, column) for column, row in turned))
    partner = _cheapest([[-round(max(value, 0.0) * _STEPS) for value in row] for row in worth])
    pairs = ((row, column) for column, row in enumerate(partner) if row is not None)
    return tuple(sorted((row, column) for row, column in pairs if worth[row][column] > 0))


def _cheapest(cost: Sequence[Sequence[float]]) -> list[int | None]:
    """The row of each column, or None, such that every row has one and they cost least; no more rows than columns."""
    width = len(cost[0])
    row_price = [0.0] * len(cost)
    column_price = [0.0] * width
    partner: list[int | None] = [None] * width
    for start in range(len(cost)):
        # A shortest path from `start` to a free column, over reduced costs, which the prices keep from being negative.
        distance = [inf] * width
        reached_from: list[int | None] = [None] * width  # the column before it on the path, None for the start
        is_done = [False] * width
        row: int | None = start
        column: int | None = None
        passed = 0.0
        while row is not None:
            for other in range(width):
                step = passed + cost[row][other] - row_price[row] - column_price[other]
                if not is_done[other] and step < distance[other]:
                    distance[other], reached_from[other] = step, column
            column = min((other for other in range(width) if not is_done[other]), key=distance.__getitem__)
            is_done[column] = True
            passed, row = distance[column], partner[column]
        for other in range(width):
            if is_done[other]:
                owner = partner[other]
                if owner is not None:
                    row_price[owner] += passed - distance[other]
                column_price[other] -= passed - distance[other]
        row_price[start] += passed
        while column is not None:
            before = reached_from[column]
            partner[column] = start if before is None else partner[before]
            column = before
    return partner
