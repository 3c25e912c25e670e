"""What one statement says against another: the opposite, the other way round, another number or another name.

Overlap of words hardly notices any of these, and a reader never forgives them.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evals import keys, thesaurus, wording
from evals.wording import Wording
from service.core import clauses, dates, names, opposites, quantities
from service.core.article import segment
from service.core.checks import CHECKS
from service.core.claim import Claim
from service.core.clauses import Reading
from service.core.dates import When
from service.core.draft import DraftFact, Item
from service.core.names import Mention
from service.core.properties import cached_property
from service.core.quantities import Inventory, Quantity
from service.core.words import stem

_CHECKS = {check.id: check for check in CHECKS}
_KEPT = 4_096  # statements remembered
_QUOTED = re.compile(r"“([^”]*)”")
# Words that take something away. What one statement says with one of them, another may say with another.
_CUE = re.compile(
    r"\b(?:not|no|none|never|nobody|nothing|neither|nor|without|cannot|lacks?|lacked|short\s+of|refus\w+|declin\w+"
    r"|den(?:y|ies|ied|ying)|reject\w*|giv(?:e|es|ing)\s+up|gave\s+up|waiv\w+)\b|n[’']t\b",
    re.IGNORECASE,
)
_IDIOM = re.compile(
    r"\b(?:no\s+(?:time|doubt|more\s+than|less\s+than|matter)|not\s+only|nothing\s+but)\b", re.IGNORECASE
)
_AGED = re.compile(r"\b(?:aged|age\s+of|at\s+age)\s+$", re.IGNORECASE)
_OF_MISTAKES = frozenset("wrongly mistakenly falsely incorrectly corrected corrects correction".split())
_UNSURPASSED = re.compile(r"\b(?:no|none|never|nothing|nobody)\b.*?\b(\w{3,})i?er\b", re.IGNORECASE)
_MOST = re.compile(r"\b(\w{3,})i?est\b", re.IGNORECASE)
_WRONG = frozenset({"other", "scale", "unit"})
# Kinds of number one of which may stand for another in what it says of a thing.
_SAME_KIND = {
    "percentage_points": "percent",
    "fraction": "percent",
    "ratio": "percent",
    "decade": "year",
    "age": "count",
}

_SAME_BUT_FOR_NAMES = 0.7  # share of the words beside the names that two statements must have in common
# What somebody is called who is not named.
_PARTIES = frozenset(
    "he she they him her them company firm group union bank club team side coach manager chairman captain player court "
    "judge government ministry minister president chancellor governor mayor senator lawmaker party council agency "
    "regulator authority university hospital school newspaper paper editor police officer spokesman spokeswoman "
    "spokesperson chief executive ceo director leader author researcher lawyer doctor man woman suspect victim driver "
    "country city town village capital army military island river bill law".split()
)
_BOUNDS = frozenset({"under", "over"})
_OF_ANY_UNIT = frozenset({"money", "percent"})  # dollars for euros, points for percent


@dataclass(frozen=True)
class Statement:
    """A statement, and what is read in it when something is asked."""

    text: str

    @cached_property
    def wording(self) -> Wording:
        """Its words."""
        return wording.read(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers and dates."""
        return tuple(
            replace(one, kind="age") if one.kind == "count" and _AGED.search(self.text[: one.start]) else one
            for one in keys.quantities_of(self.text)
        )

    @cached_property
    def inventory(self) -> Inventory:
        """The same, to be looked up."""
        return Inventory(self.quantities)

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """Its names, less what belongs to a number: the "NOK" of "NOK 1.84bn"."""
        taken = [(one.start, one.end) for one in self.quantities]
        return tuple(
            name for name in names.read(self.text) if not any(start <= name.start < end for start, end in taken)
        )

    @cached_property
    def clauses(self) -> Reading:
        """Its predicates."""
        return clauses.read(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of its content words."""
        return frozenset([word.stem for word in self.clauses.words])

    @cached_property
    def negated(self) -> frozenset[str]:
        """Those of them that it negates."""
        return frozenset([word.stem for word in self.clauses.words if word.negated])

    @cached_property
    def answers(self) -> dict[int, int]:
        """The questions its words answer, with 1 or -1."""
        return {
            question: answer
            for key in self.stems & opposites.answering()
            for question, answer in opposites.answers(key).items()
        }

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Stems of its words with a capital: any name is among them."""
        return frozenset([word.stem for word in self.clauses.words if word.written[:1].isupper()])


@functools.lru_cache(maxsize=_KEPT)
def statement(text: str) -> Statement:
    """A statement, read once however often it is compared."""
    return Statement(text)


def denies(said: Statement, other: Statement) -> str | None:
    """How a statement says the opposite of another, or the same the other way round; None where it does neither.

    "The port closed" and "the port did not close", "profit rose" and "profit fell", "Ann sued Bob" and "Bob sued Ann".
    The rules are those of the checks `negation` and `direction`, which take the other statement for the article.
    """
    if said.text == other.text:
        return None
    asked = [name for name, may in (("negation", _may_deny), ("direction", _may_turn)) if may(said, other)]
    if not asked:
        return None
    article = segment(other.text, language="en")
    numbers = tuple(range(1, len(article.sentences) + 1))
    content = DraftFact.model_construct(statement=said.text, status="done", sentences=numbers)
    claim = Claim(Item("f1", "key_facts", content), article)
    found = (finding for name in asked for finding in _CHECKS[name].run(claim))
    details = (finding.detail for finding in found if finding.severity == "fails")
    return next((detail for detail in details if not _is_harmless(detail, said.text, other.text)), None)


def _is_harmless(detail: str, said: str, other: str) -> bool:
    """Whether what a check finds between a statement and its evidence is nothing between two short statements.

    A check looks for what an article does not bear out. Here neither statement proves the other: both may tell of one
    thing, each with a detail of its own.
    """
    quoted = _QUOTED.findall(detail)
    if any(keys.quantities_of(words) for words in quoted):
        return True  # "twelve hours instead of eight" denies no eight: numbers are looked at by themselves
    if any(_IDIOM.search(words) for words in quoted) or all(_last_word(words) in _OF_MISTAKES for words in quoted):
        return True
    if sum(_CUE.search(words) is not None for words in quoted) != 1:
        return False  # it is of two opposites, or of who did what to whom
    cues = [len(_CUE.findall(text)) for text in (said, other)]
    if cues[0] == cues[1]:
        return True  # "no dead fish entered the food chain" and "the fish died, and none of them entered it"
    denying, plain = (said, other) if cues[0] > cues[1] else (other, said)
    denied = stem(_last_word(quoted[0]))
    if [stem(word) for word in _RUN.findall(denying)].count(denied) > 1:
        return True  # "the data protection officer was told: no data was lost"
    unsurpassed, most = _UNSURPASSED.search(denying), _MOST.search(plain)
    return unsurpassed is not None and most is not None and unsurpassed.group(1).lower() == most.group(1).lower()


_RUN = re.compile(r"[^\W_]+")


def _last_word(words: str) -> str:
    found: list[str] = _RUN.findall(words)
    return found[-1] if found else ""


def _may_deny(said: Statement, other: Statement) -> bool:
    if said.clauses.has_cues or other.clauses.has_cues:
        # Of a word that both have one must be negated, or both must answer one question.
        negated = said.negated | other.negated
        is_of_one_word = not negated.isdisjoint(said.stems & other.stems)
        return is_of_one_word or not said.answers.keys().isdisjoint(other.answers)
    theirs = other.answers
    return any(theirs.get(question, answer) != answer for question, answer in said.answers.items())


def _may_turn(said: Statement, other: Statement) -> bool:
    """Whether two words that both have stand in another order, or one is a passive and the other not.

    Two names must have changed sides: of a pair that does not share two nothing else need be looked at.
    """
    if len(said.capitals & other.capitals) < 2:
        return False
    order = {key: place for place, key in enumerate(other.wording.keys)}
    places = [order[key] for key in said.wording.keys if key in order]
    return len(places) > 2 and (places != sorted(places) or (" by " in said.text) != (" by " in other.text))


def other_number(said: Statement, gold: Statement, evidence: Sequence[Statement] = ()) -> str | None:
    """A number or date of a statement in whose place another has another: "50 people" for "23 people"; or None.

    Args:
        said: The statement asked about.
        gold: The other.
        evidence: Sentences the other rests on: a number that stands there is a detail more, not another.
    """
    stray = [mine for mine in said.quantities if not stands_in(mine, gold)]
    if not stray:
        return None
    missing = [theirs for theirs in gold.quantities if not stands_in(theirs, said)]
    for mine in stray:
        is_rival = any(
            are_of_one_thing(mine, theirs) and not (_is_within(mine, theirs) or _is_within(theirs, mine))
            for theirs in missing
        )
        if is_rival and not any(stands_in(mine, sentence) for sentence in evidence):
            return mine.text
    return None


def stands_in(mine: Quantity, there: Statement) -> bool:
    """Whether a statement has a number or date of another, in whatever words."""
    if any(mine.text == theirs.text and mine == theirs for theirs in there.quantities):
        return True
    if mine.when is not None:
        known = [theirs.when for theirs in there.quantities if theirs.when is not None]
        return any(dates.entails(when, mine.when) or dates.entails(mine.when, when) for when in known)
    return quantities.compare(mine, there.inventory).relation not in _WRONG if mine.values else True


def are_of_one_thing(mine: Quantity, theirs: Quantity) -> bool:
    """Whether of two different numbers or dates one may stand for the other."""
    if mine.when is not None or theirs.when is not None:
        return mine.when is not None and theirs.when is not None and _share_part(mine.when, theirs.when)
    kind = _SAME_KIND.get(mine.kind, mine.kind)
    if kind != _SAME_KIND.get(theirs.kind, theirs.kind) or (mine.unit != theirs.unit and kind not in _OF_ANY_UNIT):
        return False
    if mine.noun is None or theirs.noun is None:
        # Somebody "aged thirty-eight" has no number of films.
        return mine.kind == theirs.kind or not {mine.noun, theirs.noun} - {None, "year", "years"}
    one, other = stem(mine.noun), stem(theirs.noun)
    return one == other or bool(thesaurus.senses(one) & thesaurus.senses(other))


def _is_within(mine: Quantity, bound: Quantity) -> bool:
    """Whether a plain number is one that a limit leaves open: 12.5 of "lower than 25", but not 2."""
    if mine.hedge is not None or bound.hedge not in _BOUNDS or len(mine.values) != 1 or len(bound.values) != 1:
        return False
    value, limit = mine.values[0], bound.values[0]
    return limit / 2 <= value < limit if bound.hedge == "under" else limit < value <= limit * 2


def _share_part(mine: When, theirs: When) -> bool:
    """Whether both say the year, the month, the weekday or the hour: else one does not gainsay the other."""
    parts = ("year", "month", "weekday", "hour", "period")
    return any(getattr(mine, part) is not None and getattr(theirs, part) is not None for part in parts)


def other_name(said: Statement, gold: Statement, evidence: Sequence[Statement] = ()) -> str | None:
    """A name in whose place another statement has another: "met Lavrov" for "met Rubio"; or None.

    Only of two statements that are the same but for names: a longer one has names of its own.

    Args:
        said: The statement asked about.
        gold: The other.
        evidence: Sentences the other rests on: a name that stands there is a detail more, not another.
    """
    stray = [mine for mine in said.names if not has_name(mine.text, (gold, *evidence))]
    missing = [theirs for theirs in gold.names if not has_name(theirs.text, (said,))] if stray else []
    if not missing or min(_rest(said, stray, gold), _rest(gold, missing, said)) < _SAME_BUT_FOR_NAMES:
        return None
    # "The company" may well be whom the other calls BlueStrait.
    unnamed = _PARTIES & (gold.clauses.vocabulary ^ said.clauses.vocabulary)
    return None if unnamed else stray[0].text


def _rest(said: Statement, less: Sequence[Mention], other: Statement) -> float:
    """How much of a statement another has, names that it lacks left out, as a share of the words."""
    left_out = {key for mention in less for key in wording.read(mention.text).keys}
    rest = [key for key in said.wording.keys if key not in left_out]
    return sum(bool(other.wording.like(key)) for key in rest) / len(rest) if rest else 0.0


def _has_words(text: str, words: str) -> bool:
    """Whether a text has these very words: far quicker to see than the same name in others."""
    start = text.find(words)
    before, behind = text[max(start - 1, 0) : max(start, 0)], text[start + len(words) : start + len(words) + 1]
    return start >= 0 and not before.isalnum() and not behind.isalnum()


def has_name(name: str, texts: Sequence[Statement]) -> bool:
    """Whether one of these texts has a name, or enough of it."""
    if any(_has_words(text.text, name) for text in texts):
        return True
    wanted = wording.read(name)
    for text in texts:
        found = text.wording.credits(wanted)
        # The surname is enough, and so are most words of an organisation.
        if found and (sum(map(bool, found.values())) * 2 >= len(found) or found[wanted.keys[-1]]):
            return True
        if names.found(name, text.text).verdict != "absent":
            return True
    return not wanted.keys
