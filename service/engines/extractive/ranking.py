"""Which sentences tell the news: the first ones, less what is said by somebody, asked, or background."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.core.article import Article, per_article
from service.core.attribution import Attribution, Reading
from service.core.attribution.tokens import Line
from service.core.engine import Window
from service.engines.extractive.apart import quoted
from service.engines.extractive.printed import printed
from service.engines.extractive.prose import LONGEST, count, opened
from service.engines.extractive.reported import is_aside, leaves_fact

_FEWEST_WORDS = 6
_FEWEST_COUNTED = 5  # of a sentence with a number
_MOST_QUOTED = 0.4  # of a sentence
_WORDS_A_FACT = 14  # longer sentences make fewer facts
_OPEN = re.compile(
    r"\b(?:unclear|not clear|not known|unknown whether|remains to be seen|yet to|declined to|did not (?:immediately )?"
    r"(?:respond|reply|return|answer)|refused to (?:say|comment)|could not be reached|questions remain|"
    r"would not (?:say|be drawn|confirm|comment)|not (?:yet )?said whether|is undecided|stopped short of|"
    r"d(?:id|oes) not (?:say|give|name|explain|disclose|elaborate|specify) (?:when|whether|who|why|how|what|where|if|"
    r"an?y?|the)|(?:has|have|had) not (?:yet )?(?:said|explained|released|commented|been (?:released|named|identified)|"
    r"responded)|"
    r"(?:was|were) not disclosed|not (?:possible|able) to (?:verify|confirm)|"
    r"independent(?:ly)? (?:verif|confirm)\w+)\b",
    re.IGNORECASE,
)
# What says nothing without the sentences round it.
_HOLLOW = re.compile(
    r"^(?:Not (?:everyone|everybody|all|every|only)|Nor|Neither (?:do|does|did|is|was|has|had|will)|"
    r"So (?:do|does|did|is|was|has|had)|Nothing|Nobody|No one|Enter|Cue|The rest\b)\b"
    r"|\b(?:has|have|had|is|was|are|were|ran|came|took) (?:to )?(?:one|two|three|four|five|six|it|that|this)\.$"
    r"|\b(?:is|are|was|were) (?:against|for it|in favou?r|opposed)\.$|\b(?:has|have|had) one,"
    r"|\bthe (?:first|second|third|last|latest|others?|rest) of (?:them|these|those)\b"
    r"|^(?:[A-Z][\w.’'-]* ){1,3}[a-z]+ (?:it|this|that)(?=[,.;]| (?:on|in|at|for|against|to|with)\b)"
    r"|\b(?:done|did|do|does) (?:this|so|that)\b|^\w+s said (?:that )?its\b"
    r"|\bsomething (?:\w+ )?(?:happened|changed)\b|\bmay not be over\b|\b(?:is|remains|was) a mystery\b"
    r"|\b(?:renewed|raised|prompted|sparked|reignited|revived) (?:\w+ )?(?:questions?|debate|concerns?|fears)\b"
    r"|\b(?:saw|put|did|made|called) (?:it|this|that) (?:\w+ly\b|another way)"
    r"|\b(?:on|of|in|at|by|about|under|from) that [a-z]+(?=[,.;])|\bis another matter\b|\bthat’?'?s (?:why|how)\b"
)
_LABEL = re.compile(
    r"^(?:[A-ZÀ-Þ]{2,}[A-ZÀ-Þ .]*:|By (?:[A-Z][\w.’'-]+ ?){2,4}(?:and|,|$)|(?:Photo|Picture|Image|Source)s?:)"
)
# What speaks of itself or to its readers tells them something else than the news.
_FIRST_PERSON = re.compile(r"\b(?:[Ii]|[Ww]e|[Oo]ur|[Mm]y|me|(?<!the )us|[Yy]ou|[Yy]ours?|[Yy]ourself)\b(?!\.)")
_NOTE = re.compile(r"^[*†‡§¹²³⁴⁵⁶⁷⁸⁹]")
_ABOUT_A_NOTE = re.compile(
    r"\b(?:contributed to this|edited transcript|been edited for|(?:article|story|interview|transcript) follows|"
    r"sign up|subscribe|newsletter|click here|read more|follow us|photo(?:graph)? by|editing by|reporting by|"
    r"all rights reserved|advertisement)\b",
    re.IGNORECASE,
)


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
    return max(3, min(12, round(words / 45) + 2))


def most_words(facts: int) -> int:
    """How many words so many facts may have together before no more are told."""
    return facts * _WORDS_A_FACT


def candidates(article: Article, window: Window, reading: Reading, lines: tuple[Line, ...]) -> list[Candidate]:
    """The sentences of a window that may make facts, in its order.

    Only where everything is somebody's words is all that a body reports without quotation marks told as fact too:
    elsewhere it would say a position twice.
    """
    found = list(_candidates(article, window, reading, lines))
    known = {each.number for each in found}
    views = [each for each in _candidates(article, window, reading, lines, reported=True) if each.number not in known]
    return found + [replace(each, is_view=bool(found)) for each in views]


def is_headline(article: Article, number: int) -> bool:
    """Whether a sentence is a headline: one of the first three, a line of its own without a stop."""
    return number in _headlines(article)


@per_article
def _headlines(article: Article) -> frozenset[int]:
    return frozenset(number for number in range(1, min(3, len(article.sentences) - 1) + 1) if _heads(article, number))


def _heads(article: Article, number: int) -> bool:
    here = article.sentences[number - 1].paragraph
    alone = all(article.sentences[at - 1].paragraph != here for at in (number - 1, number + 1) if article.has(at))
    text = article.quote(number)
    if number == 1 and _OCCASION.match(text) and count(text) <= 25:
        return True
    return alone and not _is_stopped(text) and 4 <= count(text) <= 20 and not _BOILERPLATE.match(text)


def tells_something(text: str) -> bool:
    """Whether a sentence could be told: no note on the text, no question, no label."""
    return (
        count(text) >= _FEWEST_WORDS
        and text[-1:] not in "?:"
        and not (_ABOUT_A_NOTE.search(text) or _LABEL.match(text))
    )


def headline_of(article: Article, window: Window) -> int | None:
    """The number of the article's own headline, if the window begins with one."""
    first = range(window.first, min(window.first + 3, window.last + 1))
    return next((number for number in first if is_headline(article, number)), None)


# The line above a speech or a letter, with or without a stop.
_OCCASION = re.compile(
    r"(?:(?:Full )?(?:text|transcript) of (?:an? |the )?)?(?:[A-Z][a-z]+ )?(?:address|speech|remarks|statement|"
    r"testimony|keynote|lecture|sermon|eulogy|letter|evidence|toast) (?:by|of|from|given by|delivered by)\b",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"(?:for immediate release|press release|embargoed|exclusive|breaking|updated?|contact|media contact|"
    r"advertisement|share this|read more|published|last updated)\b",
    re.IGNORECASE,
)


def _is_stopped(text: str) -> bool:
    return text[-1:] in ".!?…”\"'’)"


def _candidates(
    article: Article, window: Window, reading: Reading, lines: tuple[Line, ...], *, reported: bool = False
) -> Iterator[Candidate]:
    total = max(1, window.last - window.first)
    spoken = {line.sentence.paragraph for line in lines if _LABEL.match(article.quote(line.sentence.number))}
    for number in range(window.first, window.last + 1):
        line = lines[number - 1]
        said = reading.of_sentence(number)
        if line.sentence.paragraph in spoken:
            continue
        if reported and said and all(each.source is not None and each.kind != "direct" for each in said):
            said = ()
        place = _place(article, window, number)
        if _may_be_fact(article, reading, line, said, place):
            is_reported = any(not is_aside(article, each) for each in reading.of_sentence(number))
            yield Candidate(number, place, (number - window.first) / total, is_reported)


def _place(article: Article, window: Window, number: int) -> int:
    """How many sentences of the window stand before this one, a headline not counted."""
    before = range(window.first, min(number, window.first + 3))
    return number - window.first - sum(is_headline(article, at) or not _is_stopped(article.quote(at)) for at in before)


def _may_be_fact(article: Article, reading: Reading, line: Line, said: tuple[Attribution, ...], place: int) -> bool:
    text = printed(article.quote(line.sentence.number))
    if not _is_stopped(text) and len(article.sentences) > 1:
        return False
    if quoted(article).get(line.sentence.number, 0.0) > _MOST_QUOTED:
        return False
    if (
        len(text) > LONGEST
        or count(text) < (_FEWEST_COUNTED if any(token.mark == "number" for token in line.tokens) else _FEWEST_WORDS)
        or text[-1:] in "?:"
        or is_headline(article, line.sentence.number)
    ):
        return False
    if (
        _LABEL.match(text)
        or _NOTE.match(text)
        or _OPEN.search(text)
        or _HOLLOW.search(opened(text))
        or _ABOUT_A_NOTE.search(text)
        or (line.tokens and line.tokens[0].mark == "quote")
    ):
        return False
    outside = printed(" ".join(token.text for token in line.tokens if token.mark != "quote"))
    if count(outside) < (1 - _MOST_QUOTED) * count(text) or _FIRST_PERSON.search(outside):
        return False
    return all(leaves_fact(article, reading, each, place) for each in said)
