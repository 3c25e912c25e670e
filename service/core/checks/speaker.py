"""A direct quotation belongs to the party it is given to, or is about it in the words of whoever reports its view."""

import bisect
from collections.abc import Iterator

from service.core import attribution, names, quotations
from service.core.attribution.people import KIN
from service.core.checks.party import is_named, is_office
from service.core.claim import Claim, Finding, fails, flags
from service.core.draft import DraftParty
from service.core.names.antecedents import PRONOUNS
from service.core.names.tokens import Token

ENGLISH_ONLY = True

_BESIDE = 4  # words before a quotation, or at its beginning, among which it says whom it is about
_FEWEST_WORDS = 3  # a word or two in quotation marks may be a name, a title or irony, and stand in many mouths


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where the article names somebody else for the quoted words; flags where other speech seems another's."""
    if claim.section != "positions" or claim.party is None:
        return
    reading = attribution.read(claim.article)
    claimed = [name for name in (claim.party.name, claim.reported_by) if name]
    quoted = False
    for words in dict.fromkeys(_quoted(claim)):
        spans = quotations.locate_in(claim.article, words, claim.proof.spans)
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
        elif found.judgement == "supports" and (words == claim.quote or not _says_whose(claim, found)):
            yield from _about_another(claim, claim.party, reading, spans, words)
    if not quoted:
        yield from _reported(claim, reading, claimed)


def _about_another(
    claim: Claim,
    party: DraftParty,
    reading: attribution.Reading,
    spans: list[tuple[int, int]],
    words: str,
) -> Iterator[Finding]:
    """Fails where the words are those of whoever passed the view on, and are not about the party.

    “She said Trump “was not happy”” is about Trump, and so is “The president wants it to end,” she said.
    """
    if claim.reported_by is None or names.same(claim.reported_by, party.name):
        return
    known = attribution.verdict(reading, [party.name], spans, quoted=True)
    if known.judgement == "supports" or (known.judgement == "unknown" and known.speakers):
        return  # its own, or those of somebody who may speak for it
    # A view told in these words besides, "Trump was not happy", is another's, which does not change who spoke them.
    said = [each for span in spans for each in reading.of_quotation(span) if not each.reported_by]
    tellers = {one.index for one in attribution.find(reading, claim.reported_by)}
    if not said or any(each.party not in tellers for each in said) or _speaks_for(claim, reading, tellers):
        return
    start, end = spans[0]
    if any(start > inner.start - 1 and inner.end + 1 >= end for inner in _inner(claim)):
        return  # the reporter quotes somebody there
    if _is_beside(claim, party, reading, start, [each.source for each in said if each.source]):
        return
    whose = _possessive(reading.parties[said[0].party or 0].name)
    detail = f"these are {whose} own words, not {_possessive(party.name)} view: “{_short(words)}”"
    sentence = claim.article.sentence_at(start)
    first = sentence.start if sentence else start
    yield flags(detail) if _is_named_outside(claim, party, (first, start)) else fails(detail)


def _speaks_for(claim: Claim, reading: attribution.Reading, tellers: set[int]) -> bool:
    """Whether the reporter is a spokesman, a lawyer, a relative: "we" in such a mouth is the party."""
    drafted = [one.role for one in claim.siblings if claim.reported_by and names.same(one.name, claim.reported_by)]
    described = [claim.reported_by, *(reading.parties[index].role for index in tellers), *drafted]
    words = {word for text in described if text for word in text.lower().replace("-", " ").split()}
    tokens, starts = names.index(claim.article).tokens, names.index(claim.article).starts
    for start, _ in (mention for index in tellers for mention in reading.parties[index].mentions):
        at = bisect.bisect_left(starts, start)
        words |= {token.key for token in tokens[max(0, at - _BESIDE) : at] if token.lower}  # "his lawyer, Ida Sand"
    return any(word in KIN or word.startswith("spokes") for word in words)


def _inner(claim: Claim) -> Iterator[quotations.Quoted]:
    for quoted in quotations.marked_in(claim.article):
        yield from quoted.inner


def _is_beside(
    claim: Claim,
    party: DraftParty,
    reading: attribution.Reading,
    start: int,
    sources: list[tuple[int, int]],
) -> bool:
    """Whether the party stands just before a quotation or at its beginning: by name, office or pronoun.

    The pronoun of the `sources` themselves, the "she" of "she said", is whoever passes the view on.
    """
    index = names.index(claim.article)
    at = bisect.bisect_left(index.starts, start)
    tokens = index.tokens[max(0, at - _BESIDE) : at + _BESIDE]
    if not tokens:
        return False
    sentence = claim.article.sentence_at(start)
    low = max(tokens[0].start, sentence.start) if sentence else tokens[0].start
    near = index.within([(low, _end_of_name(index, tokens[-1]))])
    if is_named(party, near, claim) or is_office(party, near, claim):
        return True
    fitting = _pronouns(party, reading)
    return any(
        token.start >= low and token.key in fitting and not any(first <= token.start < last for first, last in sources)
        for token in tokens
    )


def _end_of_name(index: names.Index, last: Token) -> int:
    """Where a token ends, or the name it belongs to: "Anna Maria | Moreau" is not cut."""
    return next((mention.end for mention in index.mentions if mention.start <= last.start < mention.end), last.end)


def _pronouns(party: DraftParty, reading: attribution.Reading) -> frozenset[str]:
    if party.kind != "person":
        return PRONOUNS["body"]
    genders = {one.gender for one in attribution.find(reading, party.name)}
    if genders == {"female"}:
        return frozenset({"she", "her", "hers", "herself"})
    if genders == {"male"}:
        return frozenset({"he", "him", "his", "himself"})
    return PRONOUNS["person"]


def _is_named_outside(claim: Claim, party: DraftParty, span: tuple[int, int]) -> bool:
    """Whether the party is named in a stretch of the article outside quotation marks."""
    start, end = span
    for quoted in quotations.marked_in(claim.article):
        if quoted.start < end <= quoted.end + 1:
            end = quoted.start
    return start < end and is_named(party, names.index(claim.article).within([(start, end)]), claim)


def _quoted(claim: Claim) -> Iterator[str]:
    if claim.quote and len(claim.quote.split()) >= _FEWEST_WORDS:
        yield claim.quote
    for part in claim.said.quoted:
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
