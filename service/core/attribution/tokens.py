"""A sentence as words and marks, with every quotation folded into one token: who speaks stands outside of it."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from service.core.article import Sentence
from service.core.quotations import Quoted

Mark = Literal["word", "number", "quote", "punctuation"]


class Token(NamedTuple):
    """A word, a number, a mark, or a whole quotation as far as the sentence holds it.

    A tuple because an article has a thousand, and a frozen dataclass takes four times as long.
    """

    text: str  # without a possessive ending
    lower: str
    start: int
    end: int  # with the possessive ending
    mark: Mark
    is_small: bool  # without a capital
    is_name: bool = False
    ending: str = ""  # a possessive ending, as written

    @property
    def possessive(self) -> bool:
        """Whether it says whose what follows is."""
        return bool(self.ending)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's tokens."""

    text: str  # the article's
    sentence: Sentence
    tokens: tuple[Token, ...]
    quotes: tuple[Quoted, ...]  # every quotation that begins or goes on in the sentence, short ones included

    def at(self, index: int) -> Token | None:
        """The token at `index`, or None beyond the ends."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def lower(self, index: int) -> str:
        """The lower-case word at `index`, or "" where there is none."""
        try:  # nearly always there, and asked for a thousand times in an article
            return self.tokens[index].lower if index >= 0 else ""
        except IndexError:
            return ""

    def is_quote(self, index: int) -> bool:
        """Whether a quotation stands there."""
        return 0 <= index < len(self.tokens) and self.tokens[index].mark == "quote"

    @property
    def is_only_quoted(self) -> bool:
        """Whether the sentence is a part of a quotation and nothing else."""
        return len(self.tokens) == 1 and self.is_quote(0)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets from the token `first` to the token `last`, inclusive."""
        return self.tokens[first].start, self.tokens[last].end


# What Token(...) does, without a call in Python for each word.
make_token: Callable[[tuple[str, str, int, int, Mark, bool, bool, str]], Token] = functools.partial(
    tuple.__new__, Token
)


DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sept "
    "oct nov dec today yesterday tomorrow tonight easter christmas".split()
)
DETERMINERS = frozenset(
    "the a an this that these those some several many few other another both all each every no any most more his her "
    "its their our my your one two three four five six seven eight nine ten dozens hundreds thousands".split()
)
POSSESSIVES = frozenset("his her their its my our your".split())
PREPOSITIONS = frozenset(
    "of for in at from with on by to into over under about against between among during after before since near behind "
    "through throughout across within without toward towards amid despite per via than like upon off outside inside "
    "regarding following including concerning along around beyond onto unlike".split()
)
PRONOUNS = frozenset(
    "he she they it we i you who him them us me himself herself themselves itself i'm i’m i've i’ve i'd i’d i'll i’ll "
    "he's he’s she's she’s it's it’s they're they’re we're we’re you're you’re we've we’ve he'd he’d she'd she’d "
    "that's that’s there's there’s let's let’s nobody everybody anybody everyone anyone none "
    "nothing everything".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did will would can could may might must shall should "
    "ought isn't aren't wasn't weren't hasn't haven't hadn't doesn't didn't don't won't wouldn't can't couldn't "
    "shouldn't mustn't cannot isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t doesn’t didn’t don’t won’t wouldn’t "
    "can’t couldn’t shouldn’t mustn’t".split()
)
CONJUNCTIONS = frozenset("and or but nor yet so plus".split())
SUBORDINATORS = frozenset(
    "that as while when where if because although though until unless whether which whose what how why once whereas "
    "who whom".split()
)
ADVERBS = frozenset(
    "also later then now still again meanwhile earlier however even just only soon already ever never not too there "
    "here once twice instead therefore thus often always sometimes nevertheless nonetheless afterward afterwards n't "
    "perhaps maybe indeed moreover furthermore back out up down away together ago yet rather quite very".split()
)
CLOSED = (
    PREPOSITIONS | PRONOUNS | AUXILIARIES | CONJUNCTIONS | SUBORDINATORS | ADVERBS | DAYS_AND_MONTHS
)  # not determiners: they open a noun phrase
FUNCTIONAL = CLOSED | DETERMINERS
LY_NOUNS = frozenset("family assembly supply ally monopoly anomaly italy july sally kelly billy reply fly".split())


def goes_far_back(line: Line, index: int) -> bool:
    """Whether a "long" says since when: "has long maintained", not "a long letter"."""
    return line.lower(index) == "long" and line.lower(index - 1) in {"has", "have", "had"}


def is_adverb(word: str) -> bool:
    """Whether a lower-case word may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in LY_NOUNS)
