"""Whoever is said to have passed a view on is named in its evidence, and speaks there."""

import re
from collections.abc import Iterator

from service.core import attribution, names
from service.core.checks.party import is_literal, is_there
from service.core.claim import Claim, Finding, fails, flags
from service.core.names.antecedents import reached
from service.core.words import FUNCTION_WORDS, content_stems, stem

ENGLISH_ONLY = False


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where the evidence does not name the reporter, has it denied by the reporter, or told by somebody else.

    Whoever a party itself "told" is a reporter too: a newspaper, a friend. Where the article may mean the same
    source by another description, a reader is told to look twice.
    """
    reporter = claim.reported_by
    if claim.section != "positions" or claim.party is None or not reporter or not claim.cited:
        return
    if names.same(reporter, claim.party.name):
        return  # it speaks for itself: what it says is asked by `party` and `speaker`
    if claim.article.language not in {None, "en"}:
        if not is_literal(reporter, claim):
            yield fails(f'the cited sentences do not name "{reporter}", who is said to report this')
        return
    if not _is_reporter_there(reporter, claim):
        teller = _teller(claim)
        instead = f"; the article has it from {teller}" if teller else ""
        yield fails(f'the cited sentences do not name "{reporter}", who is said to report this{instead}')
        return
    yield from _denied(reporter, claim)
    yield from _told_by_another(reporter, claim)


_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|rubbish(?:es|ed|ing)?)\b"
)
_MOST_BETWEEN = 60  # characters from a source to its verb
_TOLD_AGAIN = 0.6  # of what the statement says, in what is denied


def _denied(reporter: str, claim: Claim) -> Iterator[Finding]:
    """Fails where the reporter denies what it is said to report: "X denied that Y had called her a fool"."""
    if claim.party is None or _DENIAL.search(claim.statement):
        return
    surname, other = names.keys_of(reporter)[-1:], set(names.keys_of(claim.party.name))
    said = content_stems(claim.statement) - {stem(key) for key in other}
    for number in claim.cited:
        text = claim.article.quote(number)
        for verb in _DENIAL.finditer(text):
            before = text[max(0, verb.start() - _MOST_BETWEEN) : verb.start()].lower()
            at = max((before.rfind(key) for key in surname), default=-1)
            is_subject = at >= 0 and not any(key in before[at:] for key in other - set(surname))
            if said and is_subject and len(said & content_stems(text[verb.end() :])) >= _TOLD_AGAIN * len(said):
                yield fails(f'"{reporter}" denies this in sentence {number}, and does not report it')
                return


def _is_reporter_there(reporter: str, claim: Claim) -> bool:
    known = next((sibling for sibling in claim.siblings if names.same(sibling.name, reporter)), None)
    if known is not None and is_there(known, claim):
        return True

    def is_named(scope: names.Scope) -> bool:
        return names.found(reporter, scope).verdict != "absent"

    if is_named(claim.around.scope) or reached(claim.article, claim.cited, is_named, "person"):
        return True
    return _is_described(reporter, claim)


def _is_described(reporter: str, claim: Claim) -> bool:
    """Whether someone without a name, "a person briefed on the meeting", is there in about these words."""
    keys = names.keys_of(reporter)
    if any(token.isupper() for token in (word[:1] for word in reporter.split()[1:])):
        return False
    wanted = {stem(key) for key in keys if key not in FUNCTION_WORDS}
    return bool(wanted) and len(wanted & claim.around.wording.stems) * 2 > len(wanted)


def _told_by_another(reporter: str, claim: Claim) -> Iterator[Finding]:
    reading = attribution.read(claim.article)
    if claim.party is None:
        return
    parties = {one.index for one in attribution.find(reading, claim.party.name)}
    told = [each for number in claim.cited for each in reading.of_sentence(number)]
    if any(each.party in parties and each.explicit and not each.reported_by for each in told):
        return  # the party speaks, to whoever passes it on
    found = attribution.verdict(reading, [reporter], claim.proof.spans, quoted=False)
    if found.judgement != "contradicts" or _is_described(reporter, claim):
        return  # who has no name may be called something else by the reading
    tellers = [one for one in found.speakers if one.index not in parties]
    if not tellers:
        return
    known = attribution.find(reading, reporter)
    is_sure = (
        bool(known)
        and all(one.is_named and one.kind == "person" for one in (*known, tellers[0]))
        and all(each.certain for each in told if each.cue)
    )
    detail = f'the article has this from {tellers[0].name} (sentence {found.sentence}), not from "{reporter}"'
    yield fails(detail) if is_sure else flags(detail)


def _teller(claim: Claim) -> str | None:
    """Who speaks in the cited sentences, if that is one of those the article names."""
    reading = attribution.read(claim.article)
    mine = {one.index for one in attribution.find(reading, claim.party.name)} if claim.party else set()
    for number in claim.cited:
        for each in reading.of_sentence(number):
            if each.explicit and each.certain and each.party is not None and each.party not in mine:
                return f"{reading.parties[each.party].name} (sentence {number})"
    return None
