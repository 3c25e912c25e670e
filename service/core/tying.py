"""How the parts of a long article belong together, as a model says it in ids alone and rules let it pass.

The model writes no word of the brief: it names lines, each of which has passed its checks. What it says is taken where
rules bear it out, and dropped without a word where they do not.
"""

import re
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace

from service.core import words
from service.core.article import Article
from service.core.draft import Item
from service.core.drafting import in_time, what_happened
from service.core.engine import Answering, Line, Notice, Ranker, Request, Spent, Ties
from service.core.errors import DeadlineExceeded, EngineError
from service.core.grounding import Outcome
from service.core.ledger import Ledger
from service.core.longform import Merged, Party, is_one_party, join, join_parties, joined_of
from service.core.steps import Step

_ID = re.compile(r"\s*([fpq])([1-9]\d{0,4})\s*")
# Facts that differ in one of these are two facts, whatever anybody says.
_NUMBER_OR_NEGATION = re.compile(r"\d+(?:[.,]\d+)*|\b(?:not|no|never|without)\b|n[’']t\b")
_SHARED_WORDS = 1 / 3  # of the shorter of two lines that say the same


class Tying:
    """What has come of asking: `merged` is what the rules made until the model has said something that stands."""

    def __init__(self, merged: Merged, article: Article, engine: Ranker, request: Request, ledger: Ledger) -> None:
        self.merged = merged
        self._article = article
        self._engine = engine
        self._request = request
        self._ledger = ledger

    async def steps(self) -> AsyncIterator[Step]:
        """Ask once. What goes wrong is a notice: the brief is as whole as the rules alone make it."""
        try:
            with self._ledger.allowing(self._request, is_repair=True) as allowance:
                stream = self._engine.tie(self._article, lines(self.merged), allowance.request)
                async for said in in_time(stream, self._ledger, self._request):
                    match said:
                        case Answering(engine=engine):
                            self._ledger.wrote(engine)
                        case Spent():
                            allowance.spend(said)
                            self._ledger.spend(said)
                        case Notice():
                            yield self._ledger.noted(said)
                        case Ties():
                            self.merged = tied(self.merged, said)
        except (EngineError, DeadlineExceeded) as error:
            what = f"the parts were joined by rules alone: {what_happened(error)}"
            yield self._ledger.noted(Notice(what, passing=True))


def lines(merged: Merged) -> tuple[Line, ...]:
    """The facts, parties and questions, each under the id it would have in the brief."""
    return (
        *(Line(f"f{number}", _words(fact)) for number, fact in enumerate(merged.facts, 1)),
        *(Line(f"p{number}", _description(party)) for number, party in enumerate(merged.parties, 1)),
        *(Line(f"q{number}", _words(question)) for number, question in enumerate(merged.questions, 1)),
    )


def tied(merged: Merged, ties: Ties) -> Merged:
    """Join what is said to be the same, and put the facts that matter most first.

    Args:
        merged: What the rules alone made.
        ties: What a model said of its `lines`; ids that do not exist, stand twice or are of several kinds are passed
            over, as are lines that cannot say the same.
    """
    return replace(
        merged,
        facts=_joined(merged.facts, _groups("f", ties, len(merged.facts)), _ranked(ties, len(merged.facts))),
        parties=_joined_parties(merged.parties, _groups("p", ties, len(merged.parties))),
        questions=_joined(
            merged.questions, _groups("q", ties, len(merged.questions)), tuple(range(len(merged.questions)))
        ),
    )


def _groups(kind: str, ties: Ties, count: int) -> list[list[int]]:
    """Places of the items of one kind that are said to be the same, each in one group, in the brief's order."""
    taken: set[int] = set()
    found: list[list[int]] = []
    for group in ties.same:
        places = [_place(kind, name, count) for name in group]
        if None in places:
            continue
        fresh = sorted({place for place in places if place is not None} - taken)
        if len(fresh) > 1:
            taken.update(fresh)
            found.append(fresh)
    return found


def _ranked(ties: Ties, count: int) -> tuple[int, ...]:
    """Every place of a fact, those of the facts that matter most first."""
    named = [place for name in ties.order if (place := _place("f", name, count)) is not None]
    return tuple(dict.fromkeys((*named, *range(count))))


def _place(kind: str, name: str, count: int) -> int | None:
    """Where the item of an id stands, or None for no such item."""
    read = _ID.fullmatch(name)
    place = int(read[2]) - 1 if read is not None and read[1] == kind else count
    return place if place < count else None


def _joined(outcomes: Sequence[Outcome], groups: Iterable[Sequence[int]], order: Sequence[int]) -> tuple[Outcome, ...]:
    """The outcomes in this order, each group as the first of its wordings with the evidence of all."""
    kept = dict(enumerate(outcomes))
    for group in groups:
        first, *others = sorted(group, key=order.index)
        for other in others:
            if _may_say_the_same(outcomes[first], outcomes[other]):
                kept[first] = join(kept[first], kept.pop(other))
    return tuple(kept[place] for place in order if place in kept)


def _joined_parties(parties: Sequence[Party], groups: Iterable[Sequence[int]]) -> tuple[Party, ...]:
    kept = dict(enumerate(parties))
    for first, *others in groups:
        for other in others:
            one = _as_one(kept[first], parties[other])
            if one is not None:
                positions = joined_of((*kept[first].positions, *kept.pop(other).positions))
                kept[first] = replace(one, positions=positions)
    return tuple(kept.values())


def _may_say_the_same(one: Outcome, other: Outcome) -> bool:
    first, second = _words(one).casefold(), _words(other).casefold()
    if sorted(_NUMBER_OR_NEGATION.findall(first)) != sorted(_NUMBER_OR_NEGATION.findall(second)):
        return False
    if one.quotes and other.quotes and one.quotes != other.quotes:
        return False
    stems = words.content_stems(first), words.content_stems(second)
    return len(stems[0] & stems[1]) >= _SHARED_WORDS * max(1, min(map(len, stems)))


def _as_one(one: Party, other: Party) -> Party | None:
    """Two parties as one, if they can be: by their names, or since one is called what the other is."""
    if one.content.kind != other.content.kind:
        return None
    if is_one_party(one.content.name, other.content.name, is_person=one.content.kind == "person"):
        return join_parties(one, other)
    for known, called in ((one, other), (other, one)):
        office = words.content_stems(called.content.name)
        if office and office <= words.content_stems(known.content.role or ""):
            joined = join_parties(known, called)
            names = dict.fromkeys((*joined.other_names, called.content.name))
            names.pop(known.content.name, None)
            return replace(joined, content=known.content, other_names=tuple(names))
    return None


def _words(outcome: Outcome) -> str:
    return outcome.item.statement if isinstance(outcome.item, Item) else ""


def _description(party: Party) -> str:
    content = party.content
    about = (content.name, content.role, content.represents and f"for {content.represents}")
    return f"{', '.join(part for part in about if part)} ({content.kind})"
