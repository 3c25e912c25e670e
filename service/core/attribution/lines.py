"""Every sentence of an article as a line of tokens, its quotations folded, its names marked."""

import bisect
import re
from collections.abc import Iterator

from service.core.article import Article, Sentence, per_article
from service.core.attribution.capitals import with_names
from service.core.attribution.lowercase import is_caseless, names_said
from service.core.attribution.tokens import FUNCTIONAL, Line, Token, make_token
from service.core.quotations import Quoted, marked_in
from service.core.words import per_word

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
# "No 10 denies it": where a British prime minister works, and so whoever speaks for him.
_HOUSES, _NUMBER = frozenset({"10", "11"}), frozenset({"No", "No.", "Number"})
_DOWNING = re.compile(r"Downing Street|[Pp]rime [Mm]inister")
_POSSESSIVE = re.compile(r"[’']s$", re.IGNORECASE)
_CONTRACTED = frozenset("he she it who that there what let here where how".split())
_SPEECH_END = frozenset(",.!?…—–")


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
            (["" if token.mark == "quote" else token.lower for token in tokens] for _, tokens in raw), FUNCTIONAL
        )

    def named(tokens: list[Token]) -> tuple[Token, ...]:
        if said is not None:
            return tuple([token._replace(is_name=True) if token.lower in said else token for token in tokens])
        return with_names(tokens, in_lower_case, capital_inside)

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
            tokens.append(make_token((bare, low, at, upto, "word", is_small, False, ending)))
        elif (
            kind == "number" and written in _HOUSES and tokens and tokens[-1].text in _NUMBER and _DOWNING.search(text)
        ):
            first = tokens.pop()
            whole = f"{first.text} {written}"
            tokens.append(make_token((whole, whole.lower(), first.start, upto, "word", False, False, "")))
        elif kind == "number":
            tokens.append(make_token((written, written, at, upto, "number", True, False, "")))
        elif written not in _IGNORED:
            tokens.append(make_token((written, written, at, upto, "punctuation", not written.isupper(), False, "")))
        elif tokens and written in "’'":
            last = tokens[-1]
            if last.mark == "word" and last.end == at and last.lower.endswith("s"):
                tokens[-1] = last._replace(end=upto, ending=written)
    return tokens


def _is_set_apart(text: str, at: int) -> bool:
    """Whether an "s" is a possessive ending that a tokeniser set apart: "koirala 's"."""
    return text[at - 1] in _APOSTROPHES and text[at - 2 : at - 1].isspace()


@per_word
def _look(written: str) -> tuple[str, str, str, bool]:
    """A word without a possessive ending, the same in lower case, the ending, and whether the word has no capital."""
    ending = _POSSESSIVE.search(written)
    bare = written[: ending.start()] if ending else written
    kept = ending.group() if ending and bare.lower() not in _CONTRACTED else ""
    return bare, bare.lower(), kept, _is_small(bare)


def _is_small(text: str) -> bool:
    return not any(map(str.isupper, text))
