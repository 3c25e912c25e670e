"""Which sentences tell the news: the first ones, less what is said by somebody, asked, or background."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from service.core.article import Article
from service.core.attribution import Reading
from service.core.attribution.tokens import Line
from service.core.engine import Window
from service.engines.extractive.facts.firsthand import may_be_told
from service.engines.extractive.facts.reported import is_aside, is_second, leaves_fact
from service.engines.extractive.sentences.apart import quoted
from service.engines.extractive.sentences.furniture import (
    is_headline,
    is_label_or_note,
    is_piece,
    is_spoken_line,
    is_stopped,
    last_of_news,
)
from service.engines.extractive.sentences.hints import Hinted
from service.engines.extractive.sentences.printed import printed
from service.engines.extractive.sentences.prose import LONGEST, count, opened

_FEWEST_WORDS = 6
_FEWEST_COUNTED = 5  # of a sentence with a number
_MOST_QUOTED = 0.4  # of a sentence
_WORDS_A_FACT = 13  # longer sentences make fewer facts
_OPEN = Hinted(
    "unclear not unknown remains yet declined refused questions undecided stopped independent independently",
    r"\b(?:unclear|not clear|not known|unknown whether|remains to be seen|yet to|declined to|did not (?:immediately )?"
    r"(?:respond|reply|return|answer)|refused to (?:say|comment)|could not be reached|questions remain|"
    r"would not (?:say|be drawn|confirm|comment)|not (?:yet )?said whether|is undecided|stopped short of|"
    r"(?:was|were) not (?:immediately )?(?:released|identified|named|made public)|"
    r"d(?:id|oes) not (?:say|give|name|explain|disclose|elaborate|specify) (?:when|whether|who|why|how|what|where|if|"
    r"an?y?|the)|(?:has|have|had) not (?:yet )?(?:said|explained|released|commented|been (?:released|named|identified)|"
    r"responded)|"
    r"(?:was|were) not disclosed|not (?:possible|able) to (?:verify|confirm)|"
    r"independent(?:ly)? (?:verif|confirm)\w+)\b",
    re.IGNORECASE,
)
# What says nothing without the sentences round it.
_HOLLOW_BEGINNING = re.compile(
    r"(?:Not (?:everyone|everybody|all|every|only)|Nor|Neither (?:do|does|did|is|was|has|had|will)|"
    r"So (?:do|does|did|is|was|has|had)|Nothing|Nobody|No one|Enter|Cue|The rest\b)\b"
    r"|(?:[A-Z][\w.’'-]* ){1,3}[a-z]+ (?:it|this|that)(?=[,.;]| (?:on|in|at|for|against|to|with)\b)"
    r"|\w+s said (?:that )?its\b|Not (?:the|an?|in|for|on|by)\b|There (?:is|are|was|were) only one\b|By neither\b"
    r"|(?i:although|though|while|whereas|because|as if) [^,]+\.$"
)
_HOLLOW = Hinted(
    "one them these those done did do does something over mystery that this renewed raised prompted sparked reignited "
    "revived saw put made called matter thats",
    r"\b(?:has|have|had) one,|\bthe (?:first|second|third|last|latest|others?|rest) of (?:them|these|those)\b"
    r"|\b(?:done|did|do|does) (?:this|so|that)\b"
    r"|\bsomething (?:\w+ )?(?:happened|changed)\b|\bmay not be over\b|\b(?:is|remains|was) a mystery\b"
    r"|\bwith (?:that|this)[.;]"
    r"|\b(?:renewed|raised|prompted|sparked|reignited|revived) (?:\w+ )?(?:questions?|debate|concerns?|fears)\b"
    r"|\b(?:saw|put|did|made|called) (?:it|this|that) (?:\w+ly\b|another way)"
    r"|\b(?:on|of|in|at|by|about|under|from) that [a-z]+(?=[,.;])|\bis another matter\b|\bthat’?'?s (?:why|how)\b",
)
_HOLLOW_END = re.compile(
    r"\b(?:has|have|had|is|was|are|were|ran|came|took) (?:to )?(?:one|two|three|four|five|six|it|that|this)\.$"
    r"|\b(?:is|are|was|were) (?:against|for it|in favou?r|opposed)\.$"
)
_LONGEST_END = 20  # code points of what `_HOLLOW_END` finds


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may make a fact, and what tells how much of one."""

    number: int
    place: int  # how many sentences stand before it, a headline not counted
    share: float  # how much of the window does, 0 to 1
    is_reported: bool  # told as somebody's words
    is_view: bool = False  # a view: only an article without enough news is told by it


def facts_wanted(words: int) -> int:
    """How many facts an article of this length is worth: 5 for a short wire, 12 at most."""
    return max(3, min(12, round(words / 35) + 2))


def most_words(facts: int) -> int:
    """How many words so many facts may have together before no more are told."""
    return facts * _WORDS_A_FACT


def candidates(article: Article, window: Window, reading: Reading, lines: tuple[Line, ...]) -> list[Candidate]:
    """The sentences of a window that may make facts, in its order.

    Only where everything is somebody's words is all that a body reports without quotation marks told as fact too:
    elsewhere it would say a position twice.
    """
    spoken = {line.sentence.paragraph for line in lines if is_spoken_line(article.quote(line.sentence.number))}
    last = min(window.last, last_of_news(article))
    here = [line for line in lines[window.first - 1 : last] if line.sentence.paragraph not in spoken]
    numbers = [line.sentence.number for line in here if _is_news(article, line)]
    found = list(_candidates(article, window, reading, numbers))
    known = {each.number for each in found}
    left = [number for number in numbers if number not in known]
    views = _candidates(article, window, reading, left, reported=True)
    return found + [replace(each, is_view=bool(found)) for each in views]


def _candidates(
    article: Article, window: Window, reading: Reading, numbers: Iterable[int], *, reported: bool = False
) -> Iterator[Candidate]:
    total = max(1, window.last - window.first)
    for number in numbers:
        said = reading.of_sentence(number)
        if reported and said and all(each.source is not None and each.kind != "direct" for each in said):
            said = ()
        place = _place(article, window, number)
        if all(leaves_fact(article, reading, each, place) or is_second(article, each) for each in said):
            is_reported = any(
                not is_aside(article, each) and not (each.party is not None and reading.parties[each.party].is_document)
                for each in reading.of_sentence(number)
            )
            yield Candidate(number, place, (number - window.first) / total, is_reported)


def _place(article: Article, window: Window, number: int) -> int:
    """How many sentences of the window stand before this one, a headline not counted."""
    before = range(window.first, min(number, window.first + 3))
    return number - window.first - sum(is_headline(article, at) or not is_stopped(article.quote(at)) for at in before)


def _is_news(article: Article, line: Line) -> bool:
    """Whether a sentence could be told as news, whoever says so."""
    text = printed(article.quote(line.sentence.number))
    if not is_stopped(text) and len(article.sentences) > 1:
        return False
    if quoted(article).get(line.sentence.number, 0.0) > _MOST_QUOTED:
        return False
    if (
        len(text) > LONGEST
        or count(text) < (_FEWEST_COUNTED if any(token.mark == "number" for token in line.tokens) else _FEWEST_WORDS)
        or text[-1:] in "?:"
        or is_headline(article, line.sentence.number)
        or is_piece(article, line.sentence.number)
    ):
        return False
    if (
        is_label_or_note(text)
        or _OPEN.search(text)
        or _is_hollow(opened(text))
        or (line.tokens and line.tokens[0].mark == "quote")
    ):
        return False
    if all(token.mark != "quote" for token in line.tokens):
        return may_be_told(article, text)
    outside = printed(" ".join(token.text for token in line.tokens if token.mark != "quote"))
    return count(outside) >= (1 - _MOST_QUOTED) * count(text) and may_be_told(article, outside)


def _is_hollow(text: str) -> bool:
    end = _HOLLOW_END.search(text, max(0, len(text) - _LONGEST_END))
    return bool(_HOLLOW_BEGINNING.match(text) or end or _HOLLOW.search(text))
