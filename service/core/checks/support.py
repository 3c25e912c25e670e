"""A statement shares content words with the sentences it cites."""

from collections.abc import Iterator

from service.core import names, quotations
from service.core.claim import Claim, Finding, fails, flags
from service.core.passage import Wording, per_wording
from service.core.words import stem, words

ENGLISH_ONLY = True

_FEW = 1 / 4  # share of content words below which a reader should look twice
_FEW_OF_A_VIEW = 1 / 6  # the same for a view, which a careful writer puts in words of his own
_TOO_SHORT = 4  # content words: of fewer, one or two say nothing about a share
_COMMON_BEGINNING = 5  # letters: "diplomats" and "diplomatic" are the same word to a reader


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where no content word of a fact is in its evidence, flags where few are, or none of a view.

    A statement without a content word says nothing that evidence could prove.
    A view or a short fact may be told in other words altogether: whether the evidence is the party's own speech is
    asked by `party` and `speaker`. A topic is a heading: it is flagged at most. Names count in any of their words
    and numbers as written; who a position belongs to says nothing about whether it is proved, so the party's own
    name does not count.
    """
    if claim.section == "parties":
        return
    if not claim.is_of_whole and _says_nothing(claim):
        yield fails("the statement has no word that says what happened")
        return
    own = {key for name in _told_by(claim) for key in names.keys_of(name)}
    wanted = frozenset([word for word in claim.said.stems if names.fold(word) not in own]) if own else claim.said.stems
    if not wanted:
        if claim.section == "positions" and not _numbers(claim.statement) and not claim.quote:
            yield flags("the statement says nothing beside whose view it is")
        return
    found = _shared(wanted, claim.values.wording)
    may_be_few = not claim.is_of_whole and len(wanted) >= _TOO_SHORT
    enough = len(wanted) * (_FEW_OF_A_VIEW if claim.section == "positions" else _FEW)
    if found and not (may_be_few and len(found) < enough):
        return
    found |= _others_named(claim, own)
    if not found:
        if not _numbers(claim.statement) & _numbers(claim.values.text) and not _is_quoted(claim):
            detail = f"nothing the statement says is in the {'article' if claim.is_of_whole else 'cited sentences'}"
            is_free = claim.section in {"positions", "topics"}
            yield flags(detail) if is_free or len(wanted) < _TOO_SHORT else fails(detail)
        return
    # The sentence before may explain what the cited one is about; it proves nothing by itself.
    nearly = found | _shared(wanted, claim.named.wording)
    if may_be_few and len(nearly) < enough and not _is_quoted(claim):
        yield flags("few of the statement's words are in the cited sentences")


def _says_nothing(claim: Claim) -> bool:
    """Whether no word of a statement has content, as in "It did", nor is a number or a name."""
    return not claim.said.stems and not _numbers(claim.statement) and not claim.names_said and not claim.said.quoted


def _is_quoted(claim: Claim) -> bool:
    """Whether the view's own quotation stands in the evidence: those words bear it, whatever the statement's are."""
    return bool(
        claim.quote
        and len(claim.quote.split()) >= _TOO_SHORT
        and quotations.locate_in(claim.article, claim.quote, claim.proof.spans)
    )


def _told_by(claim: Claim) -> Iterator[str]:
    if claim.party:
        yield claim.party.name
    if claim.reported_by:
        yield claim.reported_by


def _shared(wanted: frozenset[str], wording: Wording) -> frozenset[str]:
    """The wanted stems a text has, in a form a reader takes for the same word."""
    stems = wording.stems
    rest = wanted - stems
    begun = _begun(wording) if rest else frozenset()
    return (wanted & stems) | frozenset(
        word for word in rest if word[:_COMMON_BEGINNING] in begun or (word.startswith("un") and word[2:] in stems)
    )


@per_wording
def _begun(wording: Wording) -> frozenset[str]:
    return frozenset(word[:_COMMON_BEGINNING] for word in wording.stems if len(word) >= _COMMON_BEGINNING)


def _others_named(claim: Claim, own: set[str]) -> frozenset[str]:
    """Stems of the names the evidence has in other words."""
    scope = claim.values.scope
    return frozenset(
        stem(mention.text)
        for mention in claim.names_said
        if not own & set(mention.keys) and scope.find(mention.keys, mention.text).verdict in {"same", "related"}
    )


def _numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if word[0].isdigit())
