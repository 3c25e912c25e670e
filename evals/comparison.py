"""A brief beside its gold case: which line is which, worked out once for every metric and every page that shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evals import amounts, coverage, glance, naming, traps
from evals.alignment import align
from evals.cases import Case
from evals.coverage import Background, Said
from evals.doubts import Doubt, doubts, fair_names
from evals.joined import joined
from evals.matching import Line, Pair, agreement
from evals.outcomes import Outcome
from evals.sides import Entry, Side, View, brief_side, gold_side
from evals.support import support
from evals.views import QuotePair, ViewPair, align_quotes, align_views
from service.core.article import Article
from service.core.brief import Brief, SetAside
from service.core.language import is_english
from service.core.properties import cached_property

_HELD = 0.7  # of a line that gold must say for gold to hold it
_HALF = 0.5  # overlap of words below which a line is no part of another
_GLANCED = 0.3  # overlap of words below which a line is not worth asking for another
_TWICE = 0.85  # agreement of two facts of a brief that are one
_CLAIMS = frozenset({"headline", "key_facts", "positions"})


@dataclass(frozen=True)
class Comparison:
    """One brief beside its case. Everything is worked out when asked for, and kept."""

    case: Case
    outcome: Outcome
    brief: Brief

    @property
    def article(self) -> Article:
        """The case's article."""
        return self.case.article

    @property
    def language(self) -> str:
        """ISO 639-1 of the article."""
        return self.case.gold.language

    @cached_property
    def gold(self) -> Side:
        """The case's lines."""
        return gold_side(self.case)

    @cached_property
    def predicted(self) -> Side:
        """The brief's lines."""
        return brief_side(self.brief)

    @cached_property
    def facts(self) -> tuple[Pair, ...]:
        """Key facts, one to one."""
        return self._matched(self.predicted.facts, self.gold.facts)

    @cached_property
    def questions(self) -> tuple[Pair, ...]:
        """Open questions, one to one."""
        return self._matched(self.predicted.questions, self.gold.questions)

    @cached_property
    def parties(self) -> tuple[Pair, ...]:
        """Parties, one to one, by their names."""
        return naming.match_parties(self.predicted.parties, self.gold.parties)

    @cached_property
    def views(self) -> tuple[ViewPair, ...]:
        """Positions of the whole brief, one to one, by what they say and rest on, whoever holds them."""
        return align_views(
            self.predicted,
            self.gold,
            self._known([view.line for view in self.predicted.views]),
            self.background,
            self.is_right_party,
            language=self.language,
        )

    @cached_property
    def joined_facts(self) -> tuple[Pair, ...]:
        """Gold facts without a match that a matched fact of the brief says beside its own."""
        return joined(
            self._known([fact.line for fact in self.predicted.facts]),
            [fact.line for fact in self.gold.facts],
            [(pair.predicted, pair.gold) for pair in self.facts],
            self.background,
            language=self.language,
        )

    @cached_property
    def joined_views(self) -> tuple[Pair, ...]:
        """Gold positions without a match that a matched position of the same party says beside its own."""
        ours, theirs = self.predicted.views, self.gold.views
        return joined(
            self._known([view.line for view in ours]),
            [view.line for view in theirs],
            [(pair.predicted, pair.gold) for pair in self.views if pair.is_right_party],
            self.background,
            language=self.language,
            may=lambda row, column: self.is_right_party(ours[row].party, theirs[column].party),
        )

    @cached_property
    def quotes(self) -> tuple[QuotePair, ...]:
        """Quotations, each gold one with the position that has most of it, the right party's if that has half."""
        return align_quotes(self.predicted, self.gold, self.is_right_party)

    @cached_property
    def said(self) -> Said:
        """All that the brief claims, as one text: what a fact may be covered by.

        A line with a number that neither its evidence nor gold has anywhere is left out: it says something else.
        """
        gold = tuple(entry.line.statement for entry in self.gold.statements)
        statements = (
            entry.line.statement
            for entry in self.predicted.statements
            if amounts.stray(entry.line.statement, (*gold, *entry.line.evidence), language=self.language) is None
        )
        return coverage.read_lines(statements)

    @cached_property
    def held(self) -> Mapping[str, str]:
        """Facts and positions of the brief that are no pair's, and that gold says all the same: id to the gold id."""
        paired = {self.predicted.facts[pair.predicted].id for pair in self.facts}
        paired |= {self.predicted.views[pair.predicted].id for pair in self.views}
        found: dict[str, str] = {}
        for entry in self.predicted.statements:
            if entry is self.predicted.headline or entry.id in paired or entry.id in self.repeated:
                continue
            holder = self._holder(entry)
            if holder is not None:
                found[entry.id] = holder
        return found

    @cached_property
    def repeated(self) -> Mapping[str, str]:
        """Facts of the brief that say again what a matched fact says: id to the id of that fact."""
        facts = self.predicted.facts
        paired = {pair.predicted for pair in self.facts}
        found: dict[str, str] = {}
        for index, fact in enumerate(facts):
            if index in paired:
                continue
            twins = (
                facts[one]
                for one in sorted(paired)
                if glance.overlap(fact.line.statement, facts[one].line.statement) >= _GLANCED
            )
            twin = next((one for one in twins if agreement(fact.line, one.line, self._plain) >= _TWICE), None)
            if twin is not None:
                found[fact.id] = twin.id
        return found

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """Lines of the brief that fail a check today."""
        return tuple(doubts(self.brief, self.predicted, self.article, self.known_as))

    @cached_property
    def failed(self) -> tuple[SetAside, ...]:
        """What failed a check as first written, less lines of an output made elsewhere that only use a fair alias."""
        failed = self.outcome.failed_first or self.brief.set_aside
        if not self.outcome.is_unfiltered:
            return failed
        statements = {item.item for item in failed}
        fair = fair_names(self.brief, self.predicted, self.article, self.known_as, statements)
        return tuple(item for item in failed if item.item not in fair)

    @cached_property
    def supports(self) -> tuple[tuple[str, float], ...]:
        """Everything the engine stated, what failed a check included, and how far the article bears it out."""
        text = self.article.text
        standing = [
            (entry.line.statement, support(entry.line.statement, entry.line.evidence, text))
            for entry in self.predicted.statements
        ]
        # What was made elsewhere has its failed lines in the brief: they are counted there.
        set_aside = () if self.outcome.is_unfiltered else self.outcome.failed_first or self.brief.set_aside
        failed = [
            (item.item, support(item.item, (), text))
            for item in set_aside
            if item.section in _CLAIMS and not any(reason.check == "schema" for reason in item.reasons)
        ]
        return (*standing, *failed)

    @cached_property
    def trapped(self) -> tuple[Entry | View | None, ...]:
        """For each must-not statement of the case the line of the brief that makes it, if one does."""
        attributed = {self.predicted.views[pair.predicted].id for pair in self.views if pair.is_right_party}
        return traps.sprung(
            self.case.gold.must_not,
            self.predicted,
            self.gold,
            owners=self._owners,
            attributed=attributed,
            language=self.language,
        )

    def is_right_party(self, predicted: int, gold: int) -> bool:
        """Whether a predicted party is a gold one: matched to it, or unmatched and of its name."""
        owner = self._owners.get(predicted)
        if owner is not None:
            return owner == gold
        return naming.likeness(self.predicted.parties[predicted], self.gold.parties[gold]) > 0

    @cached_property
    def known_as(self) -> Mapping[str, str]:
        """Names of the brief's parties that have another in gold, each to that."""
        pairs = (
            (self.predicted.parties[pair.predicted].name, self.gold.parties[pair.gold].name) for pair in self.parties
        )
        return {name: known for name, known in pairs if name != known}

    @cached_property
    def _owners(self) -> dict[int, int]:
        return {pair.predicted: pair.gold for pair in self.parties}

    @cached_property
    def background(self) -> Background:
        """Which words tell the gold lines apart."""
        gold = (*self.gold.statements, *self.gold.questions)
        return coverage.background((entry.line.statement for entry in gold), self.article.text)

    @property
    def _plain(self) -> Background:
        """No background but the language: contradictions are looked for in English alone."""
        return Background(is_english=is_english(self.language))

    def _matched(self, predicted: Sequence[Entry], gold: Sequence[Entry]) -> tuple[Pair, ...]:
        ours, theirs = self._known([entry.line for entry in predicted]), [entry.line for entry in gold]
        return align(ours, theirs, self.background, language=self.language)

    def _known(self, lines: Sequence[Line]) -> list[Line]:
        """Lines of the brief with its parties under the names that gold has for them."""
        if not self.known_as:
            return list(lines)
        return [replace(line, statement=naming.renamed(line.statement, self.known_as)) for line in lines]

    def _holder(self, entry: Entry | View) -> str | None:
        """The gold line that says a line of the brief, or a part of it; for a position one of the same party."""
        candidates: list[Entry | View] = [
            gold
            for gold in self.gold.statements
            if not (
                isinstance(entry, View) and isinstance(gold, View) and not self.is_right_party(entry.party, gold.party)
            )
        ]
        beside = [gold for gold in candidates if set(gold.line.sentences) & set(entry.line.sentences)]
        text = entry.line.statement
        known = [part for gold in candidates for part in (gold.line.statement, *gold.line.evidence)]
        if amounts.stray(text, (*known, *entry.line.evidence), language=self.language):
            return None
        asked = [
            (coverage.read(gold.line.statement), gold.id)
            for gold in candidates
            if glance.overlap(text, gold.line.statement) >= _HALF
        ]
        if beside:
            asked.append((coverage.read_lines(gold.line.statement for gold in beside), beside[0].id))
        shares = [(said.shares(text, self._plain), said, name) for said, name in asked]
        likely = sorted((one for one in shares if one[0] >= _HELD), key=lambda one: one[0], reverse=True)
        return next((name for _, said, name in likely if not said.denies(text, self._plain)), None)


def compare(case: Case, outcome: Outcome) -> Comparison:
    """A brief beside its case.

    Raises:
        ValueError: The outcome has no brief, or is of another case or another text.
    """
    if outcome.brief is None:
        raise ValueError(f"{outcome.case}: there is no brief to compare")
    if outcome.case != case.slug:
        raise ValueError(f"the outcome is of the case {outcome.case!r}, not of {case.slug!r}")
    if outcome.text_sha256 != case.text_sha256:
        raise ValueError(f"{case.slug}: the outcome was made from another text than the case has now; run it again")
    return Comparison(case, outcome, outcome.brief)
