"""How far a text bears a statement out."""

from collections.abc import Sequence

from evals.coverage import coverage

THRESHOLD = 0.5  # support from which a statement counts as supported


def support(statement: str, evidence: Sequence[str], article: str) -> float:
    """How far an article bears a statement out: 0.0 (not at all) to 1.0 (word for word).

    Args:
        statement: One sentence.
        evidence: The sentences it cites; none where it cites none.
        article: The whole text.
    """
    whole = coverage(statement, article)
    return (coverage(statement, " ".join(evidence)) + whole) / 2 if evidence else whole
