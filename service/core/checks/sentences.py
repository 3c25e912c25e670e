"""Every item has words and cites at least one sentence, and every sentence it cites exists."""

from collections.abc import Iterator

from service.core.claim import Claim, Finding, fails

ENGLISH_ONLY = False


def check(claim: Claim) -> Iterator[Finding]:
    """Fails on a statement without a letter, on an empty citation list and on a number the article lacks.

    Topics cite nothing.
    """
    if not any(character.isalpha() for character in claim.statement):
        yield fails("there are no words to check")
    if claim.section == "topics":
        return
    if not claim.item.sentences:
        yield fails("no sentence is cited")
    if claim.missing:
        last = len(claim.article.sentences)
        listed = ", ".join(str(number) for number in claim.missing)
        yield fails(f"there is no sentence {listed}: the article has {last}")
