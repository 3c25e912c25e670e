"""How far the scores agree with people: what a report prints beside what it prints.

All figures come from `benchmarks.fit` and `benchmarks.meta` on the development half of REALSumm (Bhandari et al. 2020,
EMNLP): for 8,150 facts of 50 news articles, 3 or 4 people each said whether a summary by one of 16 systems has them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often a score and people say the same.

    Attributes:
        what: What was compared.
        auc: The chance that of two facts, one in the text and one not, the score ranks the one that is in it higher.
        balanced_accuracy: At the threshold the suite uses: the mean of the share of facts in the text that it finds
            and of facts not in it that it leaves out.
        human: The balanced accuracy of one person against the others, split votes left out; None where nobody knows.
        how: How it was measured.
    """

    what: str
    auc: float
    balanced_accuracy: float
    human: float | None
    how: str

    def __str__(self) -> str:
        human = f" (human {self.human:.2f})" if self.human is not None else ""
        return f"agrees with people: AUC {self.auc:.2f}, balanced accuracy {self.balanced_accuracy:.2f}{human}"


_HELD = "ten-fold cross-validation over 50 articles, none of them both fitted on and scored"

COVERAGE = Agreement("a fact and a whole text", 0.915, 0.838, 0.94, _HELD)
MATCHING = Agreement("a fact and one sentence with its evidence", 0.913, 0.828, 0.94, _HELD)
# Nobody has yet held the lines of a brief against an article for this score; people did hold facts against summaries.
SUPPORT = Agreement(
    "a sentence and what it is said to rest on",
    0.895,
    0.766,
    0.94,
    "the same facts as sentences, the summaries as their source; nothing in it was fitted to them",
)
