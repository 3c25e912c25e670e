"""Which sentences tell the news: the first ones, less what is said by somebody, asked, or background."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.article import Article
from service.core.attribution import Attribution, Reading
from service.core.attribution.cues import CUES
from service.core.attribution.tokens import AUXILIARIES, Line
from service.core.engine import Window
from service.core.words import content_stems
from service.engines.extractive.prose import LONGEST, count, opened

_FEWEST_WORDS = 6
_MOST_REPORTED = 4  # facts that are a body's word, where there are no others
_BACKGROUND = re.compile(
    r"\b(?:since (?:\d{4}|the)|in (?:19|20)\d\d|last (?:year|month)|previously|founded|is known|has long|for decades|"
    r"years ago|a former|was (?:built|born|founded)|took over)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:unclear|not clear|not known|unknown whether|remains to be seen|yet to|declined to|did not (?:immediately )?"
    r"(?:respond|reply|return|answer)|refused to (?:say|comment)|could not be reached|questions remain|"
    r"would not (?:say|be drawn|confirm|comment)|not (?:yet )?said whether|is undecided|stopped short of|"
    r"d(?:id|oes) not (?:say|give|name|explain|disclose|elaborate|specify) (?:when|whether|who|why|how|what|where|if|"
    r"an?y?|the)|(?:has|have|had) not (?:yet )?(?:said|commented|been (?:released|named|identified)|responded)|"
    r"(?:was|were) not disclosed|not (?:possible|able) to (?:verify|confirm)|"
    r"independent(?:ly)? (?:verif|confirm)\w+)\b",
    re.IGNORECASE,
)
# What says nothing without the sentences round it.
_HOLLOW = re.compile(
    r"^(?:Not (?:everyone|everybody|all|every|only)|Nor|Nothing|Nobody|No one|Enter|Cue)\b"
    r"|^(?:[A-Z][\w.’'-]* ){1,3}[a-z]+ (?:it|this|that)(?=[,.;]| (?:on|in|at|for|against|to|with)\b)"
    r"|\b(?:done|did|do|does) (?:this|so|that)\b|^\w+s said (?:that )?its\b"
    r"|\bsomething (?:\w+ )?(?:happened|changed)\b"
    r"|\b(?:saw|put|did|made|called) (?:it|this|that) (?:\w+ly\b|another way)"
    r"|\b(?:on|of|in|at|by|about|under|from) that [a-z]+(?=[,.;])|\bis another matter\b|\bthat’?'?s (?:why|how)\b"
)
_LABEL = re.compile(
    r"^(?:[A-ZÀ-Þ]{2,}[A-ZÀ-Þ .]*:|By (?:[A-Z][\w.’'-]+ ?){2,4}(?:and|,|$)|(?:Photo|Picture|Image|Source)s?:)"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|me|us)\b(?!\.)")
_ABOUT_A_NOTE = re.compile(
    r"\b(?:contributed to this|sign up|subscribe|newsletter|click here|read more|follow us|photo(?:graph)? by|"
    r"editing by|"
    r"reporting by|all rights reserved|advertisement)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence that may make a fact, with what it is worth."""

    number: int
    score: float
    stems: frozenset[str]


def facts_wanted(words: int) -> int:
    """How many facts an article of this length is worth: 4 for a short wire, 12 at most."""
    return max(3, min(12, round(words / 75) + 2))


def ranked(article: Article, window: Window, reading: Reading, lines: tuple[Line, ...]) -> list[Ranked]:
    """The sentences of a window that may make facts, best first; what only repeats a better one is left out.

    Only where everything is somebody's words is what a body reports without quotation marks told as fact too:
    elsewhere it would say a position twice.
    """
    candidates = sorted(_candidates(article, window, reading, lines), key=lambda each: -each.score)
    if not candidates:
        told = _candidates(article, window, reading, lines, reported=True)
        candidates = sorted(told, key=lambda each: each.number)[:_MOST_REPORTED]
    chosen: list[Ranked] = []
    for candidate in candidates:
        if not any(_repeats(candidate.stems, better.stems) for better in chosen):
            chosen.append(candidate)
    return chosen


def is_headline(article: Article, number: int) -> bool:
    """Whether a sentence is a headline: one of the first three, a line of its own without a stop."""
    if not 1 <= number <= min(3, len(article.sentences) - 1):
        return False
    here = article.sentences[number - 1].paragraph
    alone = all(article.sentences[at - 1].paragraph != here for at in (number - 1, number + 1) if article.has(at))
    text = article.quote(number)
    return alone and not _is_stopped(text) and 4 <= count(text) <= 20 and not _BOILERPLATE.match(text)


def headline_of(article: Article, window: Window) -> int | None:
    """The number of the article's own headline, if the window begins with one."""
    first = range(window.first, min(window.first + 3, window.last + 1))
    return next((number for number in first if is_headline(article, number)), None)


_BOILERPLATE = re.compile(
    r"(?:for immediate release|press release|embargoed|exclusive|breaking|updated?|contact|media contact|"
    r"advertisement|share this|read more|published|last updated)\b",
    re.IGNORECASE,
)


def _is_stopped(text: str) -> bool:
    return text[-1:] in ".!?…”\"'’)"


def _candidates(
    article: Article, window: Window, reading: Reading, lines: tuple[Line, ...], *, reported: bool = False
) -> Iterator[Ranked]:
    total = max(1, window.last - window.first)
    spoken = {line.sentence.paragraph for line in lines if _LABEL.match(article.quote(line.sentence.number))}
    for number in range(window.first, window.last + 1):
        text = article.quote(number)
        line = lines[number - 1]
        said = reading.of_sentence(number)
        if line.sentence.paragraph in spoken:
            continue
        if reported and said and all(_is_of_a_body(reading, each) for each in said):
            said = ()
        if not _may_be_fact(article, text, line, said, _place(article, window, number)):
            continue
        place = (number - window.first) / total
        score = 1.0 - 0.6 * place - (0.25 if number - window.first > 6 else 0.0) * place
        score += 0.1 if any(token.mark == "number" for token in line.tokens) else 0.0
        score -= 0.3 if _BACKGROUND.search(text) else 0.0
        score += 0.3 if _place(article, window, number) == 0 else 0.0
        score -= 0.15 if any(not is_aside(article, each) for each in reading.of_sentence(number)) else 0.0
        yield Ranked(number, score, content_stems(text))


def _is_of_a_body(reading: Reading, attribution: Attribution) -> bool:
    """Whether officials or an organisation report something, or somebody finds or announces it."""
    if attribution.kind != "indirect" or attribution.reported_by or attribution.party is None:
        return False
    return reading.parties[attribution.party].kind != "person" or _is_finding(attribution)


def _is_finding(attribution: Attribution) -> bool:
    cue = CUES.get((attribution.verb or "").lower())
    return cue is not None and cue.family == "news"


def _place(article: Article, window: Window, number: int) -> int:
    """How many sentences of the window stand before this one, a headline not counted."""
    before = range(window.first, min(number, window.first + 3))
    return number - window.first - sum(is_headline(article, at) or not _is_stopped(article.quote(at)) for at in before)


def _may_be_fact(article: Article, text: str, line: Line, said: tuple[Attribution, ...], place: int) -> bool:
    if not _is_stopped(text) and len(article.sentences) > 1:
        return False
    if (
        len(text) > LONGEST
        or count(text) < _FEWEST_WORDS
        or text[-1:] in "?:"
        or is_headline(article, line.sentence.number)
    ):
        return False
    if (
        _LABEL.match(text)
        or _OPEN.search(text)
        or _HOLLOW.search(opened(text))
        or _ABOUT_A_NOTE.search(text)
        or (line.tokens and line.tokens[0].mark == "quote")
    ):
        return False
    outside = " ".join(token.text for token in line.tokens if token.mark != "quote")
    if count(outside) < 0.6 * count(text) or _FIRST_PERSON.search(outside):
        return False
    return all(_leaves_fact(article, each, place) for each in said)


def _leaves_fact(article: Article, attribution: Attribution, place: int) -> bool:
    """Whether a sentence with this attribution may still be told as news, attribution included.

    A lead is news whoever is its source. Further down, what officials or a body report is; what a person says is
    a position.
    """
    if is_aside(article, attribution) or (place == 0 and attribution.kind != "direct"):
        return True
    if attribution.kind == "attitude":
        return attribution.verb is not None and attribution.party is None
    if attribution.quotations or attribution.cue is None:
        return False
    if attribution.party is None or _is_deed(article, attribution):
        return True
    tail = bool(attribution.content) and attribution.content[0][0] < attribution.cue[0]
    return place < 3 and tail


def is_aside(article: Article, attribution: Attribution) -> bool:
    """Whether the sentence tells something else and adds the words: "It cut its forecast, saying that …"."""
    if (
        attribution.cue is None
        or attribution.source is not None
        or not (attribution.verb or "").split()[0].endswith("ing")
    ):
        return False
    return article.text[: attribution.cue[0]].rstrip().endswith(",")


def _is_deed(article: Article, attribution: Attribution) -> bool:
    """Whether the verb tells what somebody did rather than said: "admitted 12 counts of fraud"."""
    if attribution.verb not in {"admitted", "announced", "promised", "pledged", "declared"} or not attribution.content:
        return False
    start, end = attribution.content[0]
    words = article.text[start:end].lower().split()
    return attribution.cue is not None and attribution.cue[1] + 1 == start and not set(words[:12]) & (
        AUXILIARIES | {"that", "to"}
    )  # fmt: skip


def _repeats(stems: frozenset[str], better: frozenset[str]) -> bool:
    return bool(stems) and len(stems & better) > 0.7 * min(len(stems), len(better))
