"""A number of the statement has the scale, unit and currency it has in the cited sentences."""

from collections.abc import Iterator

from service.core.claim import Claim, Finding, fails

ENGLISH_ONLY = True

_DIFFERENCE = {"scale": "has another scale than", "unit": "has another unit than"}


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where the numeral stands in the evidence as million for billion, meters for kilometers, points for %.

    A number that stands there in no form is the business of `number`. Other words for the same unit are the same
    ("metres", "m"); a converted unit is not, unless the article gives it too.
    """
    for said in claim.told if claim.repeated is None else ():
        comparison = claim.compared(said)
        there = comparison.nearest
        if comparison.relation not in _DIFFERENCE or there is None:
            continue
        source = "the article, which says" if claim.is_of_whole else "the cited sentences, which say"
        counted = comparison.relation == "unit" and there.unit is None and there.noun is not None
        words = f"{there.text} {there.noun}" if counted else there.text
        yield fails(f'"{said.text}" {_DIFFERENCE[comparison.relation]} {source} "{words}"')
