"""Which sentences tell the news: the first ones, less what is said by somebody, asked, or background."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.article import Article
from service.core.attribution import Attribution, Reading
from service.core.attribution.cues import CUES
from service.core.attribution.tokens import AUXILIARIES, Line
from service.core.engine import Window
from service.engines.extractive.prose import LONGEST, count, opened

_FEWEST_WORDS = 6
_FEWEST_COUNTED = 5  # of a sentence with a number
_MOST_REPORTED = 4  # facts that are a body's word, where there are no others
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
    r"|\bsomething (?:\w+ )?(?:happened|changed)\b"
    r"|\b(?:saw|put|did|made|called) (?:it|this|that) (?:\w+ly\b|another way)"
    r"|\b(?:on|of|in|at|by|about|under|from) that [a-z]+(?=[,.;])|\bis another matter\b|\bthat’?'?s (?:why|how)\b"
)
_LABEL = re.compile(
    r"^(?:[A-ZÀ-Þ]{2,}[A-ZÀ-Þ .]*:|By (?:[A-Z][\w.’'-]+ ?){2,4}(?:and|,|$)|(?:Photo|Picture|Image|Source)s?:)"
)
# What speaks of itself or to its readers tells them something else than the news.
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|me|us|[Yy]ou|[Yy]ours?|[Yy]ourself)\b(?!\.)")
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


def facts_wanted(words: int) -> int:
    """How many facts an article of this length is worth: 5 for a short wire, 12 at most."""
    return max(3, min(12, round(words / 45) + 2))


def candidates(article: Article, window: Window, reading: Reading, lines: tuple[Line, ...]) -> list[Candidate]:
    """The sentences of a window that may make facts, in its order.

    Only where everything is somebody's words is all that a body reports without quotation marks told as fact too:
    elsewhere it would say a position twice.
    """
    found = list(_candidates(article, window, reading, lines))
    return found or list(_candidates(article, window, reading, lines, reported=True))[:_MOST_REPORTED]


def is_headline(article: Article, number: int) -> bool:
    """Whether a sentence is a headline: one of the first three, a line of its own without a stop."""
    if not 1 <= number <= min(3, len(article.sentences) - 1):
        return False
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
        if reported and said and all(_is_of_a_body(reading, each) for each in said):
            said = ()
        place = _place(article, window, number)
        if _may_be_fact(article, reading, line, said, place):
            is_reported = any(not is_aside(article, each) for each in reading.of_sentence(number))
            yield Candidate(number, place, (number - window.first) / total, is_reported)


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


def _may_be_fact(article: Article, reading: Reading, line: Line, said: tuple[Attribution, ...], place: int) -> bool:
    text = article.quote(line.sentence.number)
    if not _is_stopped(text) and len(article.sentences) > 1:
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
    outside = " ".join(token.text for token in line.tokens if token.mark != "quote")
    if count(outside) < 0.6 * count(text) or _FIRST_PERSON.search(outside):
        return False
    return all(_leaves_fact(article, reading, each, place) for each in said)


def _leaves_fact(article: Article, reading: Reading, attribution: Attribution, place: int) -> bool:
    """Whether a sentence with this attribution may still be told as news, attribution included.

    A lead is news whoever is its source. Further down, what officials or a body report to have happened is; what they
    want, and what a person says, is a position.
    """
    if is_aside(article, attribution) or (place == 0 and attribution.kind != "direct"):
        return True
    if attribution.kind == "attitude":
        return attribution.verb is not None and attribution.party is None
    if attribution.cue is None or not _quotes_names_alone(article, attribution):
        return False
    if attribution.party is None or _is_deed(article, attribution) or _is_report(article, reading, attribution):
        return True
    tail = bool(attribution.content) and attribution.content[0][0] < attribution.cue[0]
    return place < 3 and tail


_MOST_OF_NAME = 4  # words


def _quotes_names_alone(article: Article, attribution: Attribution) -> bool:
    """Whether what is in quotation marks are names of works and the like, no words of the source."""
    quoted = [article.text[slice(*span)].strip() for span in attribution.quotations]
    return all(words[:1].isupper() and len(words.split()) <= _MOST_OF_NAME for words in quoted)


_REPORTING = frozenset("say tell report announce confirm reveal disclose find show estimate record calculate".split())
# What a body wants, expects or thinks of something is its view, and so is what it says of its own merits.
_VIEW = re.compile(
    r"\b(?:should|must|need(?:s|ed)? to|ought|would|could|may|might|hopes?d?|wants?(?:ed)?|believes?d?|regrets?|"
    r"wrong|right|un?fair|un?acceptable|best|worst|good|bad|better|worse|priority|committed|proud|not|no|never|"
    r"n[’']t|its|their|we|our)\b",
    re.IGNORECASE,
)
# Bodies whose office it is to know; a union, a company or a campaign has a side.
_OFFICIAL = re.compile(
    r"\b(?:agency|office|authority|police|ministry|department|service|services|institute|bureau|court|commission|board|"
    r"council|university|hospital|survey|report|study|poll|coastguard|coast guard|brigade|prosecutors?|registry|"
    r"tribunal|regulator|committee|observatory|fund|bank|cent(?:er|re)|administration|inspectorate|army|"
    r"navy|officials|authorities|firefighters|rescuers|investigators)\b",
    re.IGNORECASE,
)
# A figure somebody with a side gives can be told with its source; when something happened is often what is disputed.
_QUANTITY = re.compile(
    r"(?<![\d:.])[$€£]?\d[\d,.]*(?! ?[ap]\.?m\b|[:\d]| (?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December))"
)
_PAST_OR_NUMBER = re.compile(r"\d|\b(?:was|were|had|has|have|[a-z]{3,}ed|[a-z]+teen|two|three|four|five|six|seven)\b")


def _is_report(article: Article, reading: Reading, attribution: Attribution) -> bool:
    """Whether a body reports what happened: "Two people died in the fires, the agency said"."""
    cue = CUES.get((attribution.verb or "").lower())
    reports = (cue is not None and cue.lemma in _REPORTING) or (attribution.verb or "").lower() == "according to"
    told = attribution.kind == "indirect" or (attribution.kind == "mixed" and _quotes_names_alone(article, attribution))
    if not reports or attribution.reported_by or not told or attribution.party is None:
        return False
    words = " ".join(article.text[slice(*span)] for span in attribution.content)
    party = reading.parties[attribution.party]
    if party.kind == "person" or _VIEW.search(words):
        return False
    if party.kind == "government" or _OFFICIAL.search(party.name):
        return bool(_PAST_OR_NUMBER.search(words))
    return party.kind == "organisation" and bool(_QUANTITY.search(words))


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
