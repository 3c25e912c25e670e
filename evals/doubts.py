"""Lines of a brief that its own article does not bear out, found without checking every line anew.

The pipeline has checked each line of a brief before it let it in, and says so; to do it again for every brief of a run
would take longer than everything else a report does. So a line is looked at quickly, and only one that looks wrong is
checked: lines of a brief that somebody has changed since, or that never went through the pipeline, look wrong often.
"""

import functools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from evals import amounts, naming
from evals.keys import KEPT
from evals.naming import Named
from evals.sides import Entry, Side, View
from service.core import words
from service.core.article import Article
from service.core.brief import Brief, Evidence, Quote
from service.core.checks import CHECKS
from service.core.claim import Claim, Reason
from service.core.draft import DraftFact, DraftHeadline, DraftParty, DraftPosition, Item, Malformed, Section, read_item
from service.core.grounding import ground
from service.core.language import is_english
from service.core.properties import cached_property

_OF_PLACE = frozenset({"sentences"})
_OF_NUMBERS = frozenset({"number", "unit"})
_OF_WORDS = frozenset({"support", "number", "name"})
_OF_SPEAKERS = frozenset({"party", "speaker"})
_FEW = 0.25  # share of a statement's content words in its evidence under which it looks wrong


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line of a brief that fails a check."""

    id: str
    statement: str
    reasons: tuple[Reason, ...]


def doubts(brief: Brief, side: Side, article: Article, known_as: Mapping[str, str]) -> Iterator[Doubt]:
    """The lines of a brief that fail a check today, as far as a quick look can tell which to check.

    Args:
        brief: The brief.
        side: Its lines.
        article: The article the case has.
        known_as: Names of parties to those that gold has for them: a fair alias is no mistake.
    """
    look = _Look(side, article, known_as)
    for written in _written(brief, side, look.as_written):
        yield from look.at(written)


def fair_names(
    brief: Brief, side: Side, article: Article, known_as: Mapping[str, str], failed: Collection[str]
) -> frozenset[str]:
    """Which lines that failed a check pass all of them with their parties under the names that gold has.

    Args:
        brief: The brief.
        side: Its lines.
        article: The article the case has.
        known_as: Names of parties to those that gold has for them.
        failed: The statements of the lines that failed, or names of parties.
    """
    if not known_as:
        return frozenset()
    parties = tuple(_party(named, known_as.get(named.name, named.name)) for named in side.parties)
    siblings = tuple(party for party in parties if party is not None)
    fair = {
        named.name
        for named, party in zip(side.parties, parties, strict=True)
        if named.name in failed and named.name in known_as and party is not None
        if ground(Item(named.id, "parties", party), article, siblings=siblings).is_grounded
    }
    for written in _written(brief, side, parties):
        statement = written.line.line.statement
        if statement in failed and isinstance(written.item, Item):
            item = _renamed(written.item, known_as, written.item.party)
            if ground(item, article, siblings=siblings).is_grounded:
                fair.add(statement)
    return frozenset(fair)


@dataclass(frozen=True)
class _Written:
    """A line of a brief, and the item it would be of a draft: read when it is asked for, as of few lines it is."""

    line: Entry | View
    section: Section
    entry: Mapping[str, object]
    evidence: tuple[Evidence, ...]
    quotes: tuple[Quote, ...] = ()
    party: DraftParty | None = None

    @cached_property
    def item(self) -> Item | Malformed:
        """The item."""
        key = "h" if self.section == "headline" else self.line.id
        return read_item(key, self.section, self.entry, party=self.party)


def _written(brief: Brief, side: Side, parties: tuple[DraftParty | None, ...]) -> Iterator[_Written]:
    """The headline, the facts and the positions of a brief."""
    if side.headline is not None and brief.headline is not None:
        entry = {"statement": side.headline.line.statement, "sentences": side.headline.line.sentences}
        yield _Written(side.headline, "headline", entry, brief.headline.evidence)
    for fact, shown in zip(side.facts, brief.key_facts, strict=True):
        fact_entry = {"statement": fact.line.statement, "status": shown.status, "sentences": fact.line.sentences}
        yield _Written(fact, "key_facts", fact_entry, shown.evidence)
    positions = [view for party in brief.parties for view in party.positions]
    for view, position in zip(side.views, positions, strict=True):
        view_entry = {
            "statement": view.line.statement,
            "topic": None,
            "stance": None,
            "quote": " … ".join(quote.text for quote in position.quotes) or None,
            "reported_by": view.reported_by,
            "sentences": view.line.sentences,
        }
        yield _Written(view, "positions", view_entry, position.evidence, position.quotes, parties[view.party])


class _Look:
    """A look at the lines of one brief."""

    def __init__(self, side: Side, article: Article, known_as: Mapping[str, str]) -> None:
        self._side = side
        self._article = article
        self._known_as = known_as
        self.as_written = tuple(_party(named, named.name) for named in side.parties)
        self._as_known = tuple(_party(named, known_as.get(named.name, named.name)) for named in side.parties)

    def at(self, written: _Written) -> Iterator[Doubt]:
        """The doubt about one line, if there is one."""
        line = written.line
        reasons = tuple(_moved(self._article, written.evidence, written.quotes))
        asked = frozenset() if reasons else self._to_ask(line)
        if asked and isinstance(item := written.item, Item):
            reasons = _reasons(asked, item, self._article, self.as_written)
            if reasons and self._known_as:
                known = self._as_known[line.party] if isinstance(line, View) else None
                again = _renamed(item, self._known_as, known)
                reasons = reasons if _reasons(asked, again, self._article, self._as_known) else ()
        if reasons:
            yield Doubt(line.id, line.line.statement, reasons)

    def _to_ask(self, line: Entry | View) -> frozenset[str]:
        """Ids of the checks to run on a line: none for one whose numbers, words and speaker are where it says."""
        if not line.line.evidence:
            return _OF_PLACE
        evidence = line.line.evidence
        asked: frozenset[str] = frozenset()
        if not amounts.figures(line.line.statement) <= frozenset().union(*map(amounts.figures, evidence)):
            asked |= _OF_NUMBERS
        said = _stems(line.line.statement)
        if said and len(said.intersection(frozenset().union(*map(_stems, evidence)))) < _FEW * len(said):
            asked |= _OF_WORDS
        if isinstance(line, View) and self._is_of_another(line):
            asked |= _OF_SPEAKERS
        return asked

    def _is_of_another(self, view: View) -> bool:
        """Whether the evidence of a position names other parties, and not the one it is given to."""
        before = [number - 1 for number in view.line.sentences if self._article.has(number - 1)]
        around = (*view.line.evidence, *map(self._article.quote, before))
        parties = self._side.parties
        if naming.stands_in(parties[view.party], around):
            return False
        return any(naming.stands_in(other, around) for other in parties)


_stems = functools.lru_cache(maxsize=KEPT)(words.content_stems)


def _moved(article: Article, evidence: tuple[Evidence, ...], quotes: tuple[Quote, ...]) -> Iterator[Reason]:
    for sentence in evidence:
        if article.text[sentence.start : sentence.end] != sentence.text or not article.has(sentence.sentence):
            yield Reason("sentences", f"sentence {sentence.sentence} is not what stands there in the article")
    for quote in quotes:
        if article.text[quote.start : quote.end] != quote.text:
            yield Reason("quotation", f"“{quote.text}” is not what stands there in the article")


def _reasons(
    asked: frozenset[str], item: Item, article: Article, parties: tuple[DraftParty | None, ...]
) -> tuple[Reason, ...]:
    """What these checks have against an item. The pipeline runs all of them, which takes reading all of the article."""
    claim = Claim(item, article, tuple(party for party in parties if party is not None))
    english = is_english(article.language)
    return tuple(
        Reason(check.id, finding.detail)
        for check in CHECKS
        if check.id in asked and (english or not check.english_only)
        for finding in check.run(claim)
        if finding.severity == "fails"
    )


def _renamed(item: Item, names: Mapping[str, str], party: DraftParty | None) -> Item:
    """The item with its parties under the names that gold has for them."""
    if not isinstance(item.content, DraftHeadline | DraftFact | DraftPosition):
        return item
    statement = naming.renamed(item.content.statement, names)
    return replace(item, content=item.content.model_copy(update={"statement": statement}), party=party)


def _party(named: Named, name: str) -> DraftParty | None:
    entry: dict[str, object] = {
        "name": name,
        "kind": named.kind,
        "role": named.role,
        "represents": None,
        "sentences": named.sentences,
        "positions": [],
    }
    item = read_item(named.id, "parties", entry)
    return item.content if isinstance(item, Item) and isinstance(item.content, DraftParty) else None
