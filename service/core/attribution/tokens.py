"""A sentence as words and marks, with every quotation folded into one token: who speaks stands outside of it."""

import bisect
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from service.core.article import Article, Sentence, per_article
from service.core.attribution.cues import CUES
from service.core.attribution.given_names import FEMALE_NAMES, MALE_NAMES
from service.core.attribution.lowercase import is_caseless, names_said
from service.core.attribution.people import (
    LAST_NAMES_TOO,
    ROLES,
    TITLES,
    is_group,
    is_nobody,
    is_organisation,
    is_role,
)
from service.core.quotations import Quoted, marked_in
from service.core.words import per_word

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

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets from the token `first` to the token `last`, inclusive."""
        return self.tokens[first].start, self.tokens[last].end


DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sept "
    "oct nov dec today yesterday tomorrow tonight easter christmas".split()
)
DETERMINERS = frozenset(
    "the a an this that these those some several many few other another both all each every no any most more his her "
    "its their our my your one two three four five six seven eight nine ten dozens hundreds thousands".split()
)
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
_FUNCTIONAL = CLOSED | DETERMINERS
_LY_NOUNS = frozenset("family assembly supply ally monopoly anomaly italy july sally kelly billy reply fly".split())

_DOTTED = (
    "mr|mrs|ms|dr|prof|gen|adm|cmdr|brig|cpt|det|insp|supt|amb|pres|msgr|fr|col|lt|maj|capt|sgt|cpl|sen|rep|gov|rev|hon"
    "|st|inc|corp|ltd|co|jr|sr|no"
)
_TOKEN = re.compile(
    r"(?P<abbreviation>(?:[^\W\d_]\.){2,})"
    rf"|(?P<dotted>\b(?=[^\W\d_]{{1,4}}\.)(?i:{_DOTTED}|[A-Z])\.(?=\s+[^\W_]|,))"
    r"|(?P<number>(?!\d+-year-old)[$€£¥]?\d(?:[\d,.:]*\d)?%?)(?![^\W\d_])"
    r"|(?P<word>[^\W_]+(?:[-’'&./][^\W_]+)*)"
    r"|(?P<punctuation>\S)"
)
_POSSESSIVE = re.compile(r"[’']s$", re.IGNORECASE)
_CONTRACTED = frozenset("he she it who that there what let here where how".split())
_SPEECH_END = frozenset(",.!?…—–")
_PARTICLES = frozenset("de da di del della der den van von bin bint ibn al el la le du dos das ter ten af av".split())


@per_article
def lines(article: Article) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Every sentence of an article as tokens, and again the words inside its quotations, a line for each."""
    quotes = marked_in(article)
    starts = [quote.start for quote in quotes]
    raw = [
        (sentence, list(_raw_tokens(article.text, sentence, _within(quotes, starts, sentence))))
        for sentence in article.sentences
    ]
    in_lower_case = {token.lower for _, tokens in raw for token in tokens if token.mark == "word" and token.is_small}
    capital_inside = {
        token.lower
        for _, tokens in raw
        for index, token in enumerate(tokens)
        if index and token.mark == "word" and not token.is_small and tokens[index - 1].mark in {"word", "number"}
    }
    said: frozenset[str] | None = None
    if is_caseless(article.text):
        said = names_said(
            (["" if token.mark == "quote" else token.lower for token in tokens] for _, tokens in raw), _FUNCTIONAL
        )

    def named(tokens: list[Token]) -> tuple[Token, ...]:
        if said is not None:
            return tuple([token._replace(is_name=True) if token.lower in said else token for token in tokens])
        return _named(tokens, in_lower_case, capital_inside)

    outside = tuple(
        Line(article.text, sentence, named(tokens), tuple(_within(quotes, starts, sentence)))
        for sentence, tokens in raw
    )
    inside = tuple(
        Line(article.text, sentence, named(_words(article.text, token.start, token.end)), ())
        for sentence, tokens in raw
        for token in tokens
        if token.mark == "quote"
    )
    return outside, inside


def is_scare(text: str, quote: Quoted) -> bool:
    """Whether a quotation is a word or two in a sentence of somebody else's rather than speech.

    Two words or fewer, nothing of a sentence's punctuation inside or right after the marks.
    """
    if quote.words > 2 or not quote.closed:
        return False
    last = text[quote.end - 1 : quote.end]
    return last not in _SPEECH_END and text[quote.end + 1 : quote.end + 2] not in {",", "!", "?"}


def _is_nickname(text: str, quote: Quoted) -> bool:
    """Whether a quotation is a name put between two others: Darnell “The Hammer” Pike."""
    if not (quote.closed and quote.words <= 3 and text[quote.start : quote.start + 1].isupper()):
        return False
    before = re.search(r"(?:^|\W)[A-ZÀ-Þ][\w.-]+ $", text[max(0, quote.start - 30) : quote.start - 1])
    return before is not None and re.match(r" [A-ZÀ-Þ]\w+", text[quote.end + 1 : quote.end + 20]) is not None


def _within(quotes: tuple[Quoted, ...], starts: list[int], sentence: Sentence) -> list[Quoted]:
    """The quotations that overlap a sentence."""
    place = max(0, bisect.bisect_left(starts, sentence.start) - 1)
    found = []
    while place < len(quotes) and quotes[place].start < sentence.end:
        if quotes[place].end > sentence.start:
            found.append(quotes[place])
        place += 1
    return found


# "MEXICO CITY — ", "LISBORN, Sept 3 (Wire) - ": where a story was written, no part of its first sentence.
DATELINE = re.compile(
    r"[A-ZÀ-Þ]{3}[A-ZÀ-Þ.'’ -]*(?:, ?[\w. ]{2,20}){0,3}(?: ?\([^)\n]{2,40}\))?"
    r"(?: [-–—]{1,2} ?| ?(?:--|[–—]) ?)(?=[A-Z“\"'‘0-9])"
)


def _raw_tokens(text: str, sentence: Sentence, quotes: list[Quoted]) -> Iterator[Token]:
    at = sentence.start
    dateline = DATELINE.match(text, at, sentence.end)
    if dateline:
        at = dateline.end()
    for quote in quotes:
        if _is_nickname(text, quote):
            yield from _words(text, at, max(at, min(quote.start - 1, sentence.end)))
            at = max(at, min(quote.end + 1, sentence.end))
            continue
        if is_scare(text, quote):
            continue
        yield from _words(text, at, max(at, min(quote.start, sentence.end)))
        start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
        if start < end:
            yield Token(text[start:end], "", start, end, "quote", _is_small(text[start:end]))
        at = max(at, end)
    yield from _words(text, at, sentence.end)


_IGNORED = frozenset("\"“”‘’'«»‹›„‟‚‛`「」『』")


_APOSTROPHES = frozenset("'’")
_WORDS = frozenset({"dotted", "abbreviation"})


def _words(text: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        kind, written = match.lastgroup, match.group()
        at, upto = match.span()
        if kind == "word" and written == "s" and tokens and _is_set_apart(text, at):
            tokens[-1] = tokens[-1]._replace(end=upto, ending="'s")
        elif kind == "word" or kind in _WORDS:
            bare, low, ending, is_small = _look(written)
            tokens.append(_token((bare, low, at, upto, "word", is_small, False, ending)))
        elif kind == "number":
            tokens.append(_token((written, written, at, upto, "number", True, False, "")))
        elif written not in _IGNORED:
            tokens.append(_token((written, written, at, upto, "punctuation", not written.isupper(), False, "")))
        elif tokens and written in "’'":
            last = tokens[-1]
            if last.mark == "word" and last.end == at and last.lower.endswith("s"):
                tokens[-1] = last._replace(end=upto, ending=written)
    return tokens


def _is_set_apart(text: str, at: int) -> bool:
    """Whether an "s" is a possessive ending that a tokeniser set apart: "koirala 's"."""
    return text[at - 1] in _APOSTROPHES and text[at - 2 : at - 1].isspace()


# What Token(...) does, without a call in Python for each word.
_token: Callable[[tuple[str, str, int, int, Mark, bool, bool, str]], Token] = functools.partial(tuple.__new__, Token)


@per_word
def _look(written: str) -> tuple[str, str, str, bool]:
    """A word without a possessive ending, the same in lower case, the ending, and whether the word has no capital."""
    ending = _POSSESSIVE.search(written)
    bare = written[: ending.start()] if ending else written
    kept = ending.group() if ending and bare.lower() not in _CONTRACTED else ""
    return bare, bare.lower(), kept, _is_small(bare)


def _is_small(text: str) -> bool:
    return not any(map(str.isupper, text))


def _named(tokens: list[Token], in_lower_case: set[str], capital_inside: set[str]) -> tuple[Token, ...]:
    """The tokens again, those marked that belong to a name.

    A capital inside a sentence makes a name, save for days, months and function words. At the beginning of one
    the rest of the article decides: a word it also writes small is no name.
    """
    marked = list(tokens)
    for index, token in enumerate(tokens):
        if token.mark != "word" or (token.is_small and token.lower not in _PARTICLES):
            continue  # most of them
        opens = index == 0 or (
            tokens[index - 1].mark in {"quote", "punctuation"} and tokens[index - 1].text not in ",(&"
        )
        if token.is_small:
            named = _between_names(tokens, index)
        elif token.lower in DAYS_AND_MONTHS:
            named = _names_with_month(tokens, index)
        elif token.lower in _FUNCTIONAL:
            named = token.text.isupper() and len(token.text) > 1 and not opens and token.lower != "i"
        elif opens:
            named = _opens_with_name(token, tokens, index, in_lower_case, capital_inside)
        else:
            named = True
        if named:
            text, lower, start, end, mark, is_small, _, ending = token
            marked[index] = _token((text, lower, start, end, mark, is_small, True, ending))
    return tuple(marked)


def _names_with_month(tokens: list[Token], index: int) -> bool:
    """Whether a month is somebody's name: "Theresa May said", "April Ryan asked"; not "in April" or "May 3"."""
    word, before = tokens[index].lower, tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if word not in _NAMES_TOO or (after is not None and after.mark == "number"):
        return False
    if word in _SHORT and after is not None and after.mark == "word" and not after.is_small:
        return after.lower not in DAYS_AND_MONTHS  # "Jan Berg"
    follows_name = (
        before is not None
        and before.mark == "word"
        and not before.is_small
        and before.lower not in DAYS_AND_MONTHS | CLOSED | DETERMINERS
    )
    return follows_name and (before is None or before.lower in GIVEN_NAMES or before.lower.rstrip(".") in TITLES)


GIVEN_NAMES = FEMALE_NAMES | MALE_NAMES | {"theresa"}
_SHORT = frozenset({"jan", "mar"})
_NAMES_TOO = frozenset("may june april august jan mar".split())


def _between_names(tokens: list[Token], index: int) -> bool:
    if index == 0 or (tokens[index - 1].is_small and tokens[index - 1].lower not in _PARTICLES):
        return False
    after = index + 1
    while after < len(tokens) and tokens[after].lower in _PARTICLES:
        after += 1
    return after < len(tokens) and tokens[after].mark == "word" and not tokens[after].is_small


# At the beginning of a sentence before an office or a country: "Former New York mayor", "Senior U.S. officials".
_SIDES = frozenset({"democrats", "republicans", "tories", "libertarians"})
_OF_OFFICES = frozenset({"secretary", "minister"})
_BEFORE_OFFICES = frozenset("former senior longtime retired veteran top outgoing incoming several some many".split())


def _opens_with_name(
    token: Token, tokens: list[Token], index: int, in_lower_case: set[str], capital_inside: set[str]
) -> bool:
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    before_capital = (
        following is not None
        and following.mark == "word"
        and not following.is_small
        and following.lower not in DAYS_AND_MONTHS
        and not token.possessive
    )
    word = token.lower
    if len(token.text) > 1 and token.text.isupper():
        return True
    if (cue := CUES.get(word)) is not None and cue.form == "finite" and not cue.nounish:
        return word in capital_inside and not before_capital
    if word in _BEFORE_OFFICES:
        return word in capital_inside and word not in in_lower_case
    if is_organisation(word) and following is not None and following.lower in {"of", "for"} and index + 2 < len(tokens):
        return not tokens[index + 2].is_small  # "University of Virginia"
    if word in _SIDES:
        return True
    if word in _OF_OFFICES and following is not None and following.lower == "of" and index + 3 < len(tokens):
        return not tokens[index + 2].is_small and not tokens[index + 3].is_small  # "Secretary of State Ana Duarte"
    somebody = is_role(word) or is_group(word) or is_organisation(word)
    surname = word in capital_inside and word not in in_lower_case and (word not in ROLES or word in LAST_NAMES_TOO)
    if not before_capital and somebody and not surname:
        return False  # "Portman" is no office where the article writes it in capitals alone
    if before_capital and following is not None and _is_mood(word) and word not in capital_inside:
        return not (following.lower in GIVEN_NAMES or following.lower in capital_inside)  # "Tearful Tamsin"
    if word in capital_inside:
        return True
    if word in in_lower_case:
        return False
    if is_role(word) or is_group(word) or is_organisation(word) or is_nobody(word):
        return before_capital
    return before_capital or not (
        word.endswith(("ly", "ing", "ed", "tion", "ment", "ness", "ers", "ies", "ions")) and word not in _LY_NOUNS
    )


def _is_mood(word: str) -> bool:
    """Whether a word may say how somebody feels or looks, before his name."""
    return word not in GIVEN_NAMES and (
        word in _MOODS or (len(word) > 5 and word.endswith(("ful", "ed", "ing", "less", "ous")))
    )


_MOODS = frozenset("proud angry happy brave smug heartbroken upset glum defiant".split())


def is_adverb(word: str) -> bool:
    """Whether a lower-case word may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _LY_NOUNS)
