"""A direct quotation belongs to the party it is given to, or to whoever reported its view."""

from collections.abc import Iterator

from service.core import attribution, names, quotations
from service.core.claim import Claim, Finding, fails, flags

ENGLISH_ONLY = True

_FEWEST_WORDS = 3  # a word or two in quotation marks may be a name, a title or irony, and stand in many mouths


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where the article names somebody else for the quoted words; flags where other speech seems another's."""
    if claim.section != "positions" or claim.party is None:
        return
    reading = attribution.read(claim.article)
    claimed = [name for name in (claim.party.name, claim.reported_by) if name]
    quoted = False
    for words in dict.fromkeys(_quoted(claim)):
        spans = quotations.locate_in(claim.article, words, claim.spans(claim.cited))
        if not spans:
            continue  # the quotation check says so
        found = attribution.verdict(reading, claimed, spans, quoted=True)
        quoted = quoted or found.judgement != "unknown"
        if found.judgement == "contradicts":
            whose = _whose(found)
            if words != claim.quote and _says_whose(claim, found):
                continue
            if found.explicit:
                yield fails(f"these words are {whose}, not {_possessive(claim.party.name)}: “{_short(words)}”")
            else:
                yield flags(f"these words seem to be {whose}, not {_possessive(claim.party.name)}: “{_short(words)}”")
    if not quoted:
        yield from _reported(claim, reading, claimed)


def _quoted(claim: Claim) -> Iterator[str]:
    if claim.quote and len(claim.quote.split()) >= _FEWEST_WORDS:
        yield claim.quote
    for part in quotations.marked(claim.statement):
        if part.words >= _FEWEST_WORDS:
            yield claim.statement[part.start : part.end]


def _says_whose(claim: Claim, found: attribution.Verdict) -> bool:
    """Whether the statement itself names who said the words: "Ribas rejected Duarte's “we will not pay”"."""
    return any(names.found(form, claim.statement).verdict != "absent" for who in found.speakers for form in _forms(who))


def _forms(party: attribution.Party) -> tuple[str, ...]:
    return (party.name, *party.aliases)


def _reported(claim: Claim, reading: attribution.Reading, claimed: list[str]) -> Iterator[Finding]:
    """Flags reported speech where every cited sentence is somebody else's."""
    cited = [attribution.verdict(reading, claimed, claim.spans([number]), quoted=False) for number in claim.cited]
    contradicting = [found for found in cited if found.judgement == "contradicts"]
    if contradicting and len(contradicting) == len(cited) and claim.party is not None:
        yield flags(f"the article gives this as {_whose(contradicting[0])}, not {_possessive(claim.party.name)}")


def _whose(found: attribution.Verdict) -> str:
    speaker = _possessive(found.speakers[0].name)
    return f"{speaker} (sentence {found.sentence})"


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") and not name.istitle() else f"{name}'s"


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:77].rsplit(" ", 1)[0] + "…"
