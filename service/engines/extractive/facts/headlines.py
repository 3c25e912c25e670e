"""The news in at most eighteen words, where that can be: the article's own headline, or its lead cut down."""

import re
from collections.abc import Collection, Iterator

from service.core.article import Article
from service.core.draft import DraftHeadline
from service.core.words import FUNCTION_WORDS
from service.engines.extractive.facts.statements import Claim
from service.engines.extractive.facts.status import status_of
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.shortening import shorter, tells, trimmed
from service.engines.extractive.sentences.splitting import SOURCE_LAST, has_verb, is_clause

MOST_WORDS = 18
_MOST_OWN = 20  # words of a headline that the article has itself
_FEWEST_WORDS = 4
_FEWEST_TOLD = 6  # words that are left where something is cut
_MOST_TRIED = 6  # claims a title may rest on
_MOST_CITED = 3  # sentences a title given with the article may rest on
# When something happened that is over: a date helps who reads of what is to come.
_DAY = re.compile(
    r",? (?:(?:late|early|before dawn) )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:night|morning|evening|"
    r"afternoon))?(?=\.|$| (?!night|morning|evening|afternoon)[a-z]+\b)"
)
_PREFIX = re.compile(
    r"^(?:UPDATE ?\d*|CORRECTED|CORRECTION|EXCLUSIVE|BREAKING|WATCH|LIVE|OPINION)\b *[-:–—]* *", re.IGNORECASE
)
# Two sentences, or a question, tell no news.
_QUESTION = re.compile(r"[?]|[.!] [A-Z]")
# What else is told of a noun before the verb: "a ferry carrying 208 passengers capsized".
_CARRYING = re.compile(
    r" carrying [^,]{3,50}?(?= (?:[a-z]{3,}ed|sank|ran|hit|struck|caught|broke|fell|burst|was|were) )"
)


def headlines(article: Article, told: list[Claim], own: int | None, facts: Collection[str]) -> Iterator[DraftHeadline]:
    """Headlines from the best to the most literal; those that repeat a fact word for word come last.

    Args:
        article: What is briefed.
        told: Its claims, best first.
        own: The number of the sentence that is the article's own headline, if it has one.
        facts: What the brief tells as facts.
    """

    def doubt(each: DraftHeadline) -> tuple[int, bool]:
        most = _MOST_OWN if own in each.sentences else MOST_WORDS
        return max(0, prose.count(each.statement) - most), each.statement in facts

    doubtful: list[DraftHeadline] = []
    for each in _headlines(article, told, own):
        if doubt(each) == (0, False):
            yield each  # nothing found later is better
        else:
            doubtful.append(each)
    yield from sorted(doubtful, key=doubt)


def _headlines(article: Article, told: list[Claim], own: int | None) -> Iterator[DraftHeadline]:
    if own is not None:
        yield DraftHeadline(statement=prose.stopped(article.quote(own)), sentences=(own,))
    lead = _lead(told)
    if lead is None:
        return
    title = _PREFIX.sub("", (article.title or "").strip())
    if _FEWEST_WORDS <= prose.count(title) <= _MOST_OWN and not _QUESTION.search(title):
        first = lead.sentences[-1]
        last = min(first + _MOST_CITED, len(article.sentences) + 1)
        cited = [tuple(range(first, end)) for end in range(first + 1, last + 1)]
        for sentences in (*cited, *(claim.sentences for claim in told[:_MOST_TRIED])):
            yield DraftHeadline(statement=prose.stopped(prose.capital(title)), sentences=sentences)
    texts = (lead.whole, lead.forms[-1])
    for form in (*(form for text in texts for form in _forms(text, is_reported=lead.is_reported)), *lead.forms):
        yield DraftHeadline(statement=form, sentences=lead.sentences)


def _lead(told: list[Claim]) -> Claim | None:
    """The claim the headline tells: the first of the article where that is news, else the best."""
    news = [claim for claim in told if status_of(claim.forms[-1]) != "ongoing" and has_verb(claim.forms[-1])]
    first = [claim for claim in news if claim.place == 0]
    opening = min(first, key=lambda claim: claim.whole.find(claim.forms[-1][1:20]), default=None)
    return opening or next(iter(news or told), None)


def _forms(text: str, *, is_reported: bool) -> Iterator[str]:
    """Ever shorter forms; those of at most eighteen words are wanted."""
    whole = trimmed(prose.stopped(text))
    found: list[str] = []
    for form in (whole, *shorter(whole, MOST_WORDS), *_without_contrast(whole)):
        plain = _without_day(_without_source(form, is_reported))
        found += [plain, _CARRYING.sub("", plain)]
    yield from _long_enough(found)
    yield from _long_enough([cut for form in reversed(found) for cut in _without_phrases(form)])


def _long_enough(found: list[str]) -> Iterator[str]:
    return (each for each in dict.fromkeys(found) if prose.count(each) >= _FEWEST_WORDS)


def _without_contrast(text: str) -> Iterator[str]:
    """Without what ", but" adds to the news; it stays where it takes the news back."""
    at = text.find(", but ")
    head = text[:at]
    if _takes_back(text[max(at, 0) :]):
        return
    if at > 0 and prose.count(head) >= _FEWEST_TOLD and has_verb(head) and prose.is_balanced(head):
        yield prose.stopped(head)


_PHRASE = re.compile(
    r"(?: that| which| who)(?= (?:has|have|had|was|were|is|are) )"
    r"|(?<!ed)(?<!ing)(?<!s) (?:since|after|before|during|near|outside|across|amid|following|in|at(?! least| most)|"
    r"(?<!agree )(?<!vote )(?<!focus )(?<!decide )(?<!rely )(?<!depend )(?<!comment )(?<!settle )on) "
    r"|,? (?:when|while|because|despite|ahead of|by(?= [a-z]+ing)) "
    r"|(?<!well)(?<!same)(?<!such)(?<!known) as (?!well|much|many) "
    r"|, (?=who|which|where|with|[a-z]+ing )|(?<=\w)(?<!familiar) with (?=[a-z]+ing |the |an? )"
)
_BEFORE = re.compile(r"(?<!soon)(?<!shortly)(?<! a day) (?:after|amid|following|despite) ")  # what led to a plan
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|where|when|what)\b[^,]*$")
_LIMITS = re.compile(r",? (?:if|unless|only|except|without|provided|by)\b")
_MEASURED = re.compile(r"\b(?:minutes|hours|days|weeks|months|years|aged \d+|aged)$|:(?: [\w-]+){0,6}$")
_PARTICIPLE = re.compile(r"\b[a-z]+ed(?=,| (?:\d|to|by|in|at|with|on|for|from)\b)")
_MEANWHILE = re.compile(r",? (?:when|while|as|after|because) ")
_WAS = re.compile(r"\b(?:was|were) (?![a-z]+ed\b)")
_SUPERLATIVE = re.compile(
    r"\b(?:[a-z]{2,}est|first|second|third|most|least|only|last|worst|best|\d+(?:st|nd|rd|th)) (?:[\w-]+ ?){1,3}$"
)
_LIMITED = re.compile(r"\b(?:not|no|never|only|without|neither|nor|nobody|none|unless|if|\w+n[’']t)\b", re.IGNORECASE)

_DISPUTED = re.compile(
    r"\b(?:den(?:y|ies|ied)|disputed|uncertain|unclear|unlikely|doubt)"
    r"|^(?:the|that|this) (?:rise|increase|growth|fall|drop|decline|change|difference|effect|link|figures?|results?)\b"
)


def _takes_back(tail: str) -> bool:
    """Whether what is cut off says that the rest is not so, or not all of it: ", but the rise was not significant"."""
    _, but, reversal = tail.partition(", but ")
    return bool(but) and bool(_LIMITED.search(reversal) or _DISPUTED.search(reversal))


def _without_phrases(text: str) -> Iterator[str]:
    """Without where and when, from the end: not where it limits what is said, nor what is still to come."""
    phrases = _PHRASE if status_of(text) in {"done", "ongoing"} else _BEFORE
    for phrase in reversed(list(phrases.finditer(text))):
        head = text[: phrase.start()]
        if prose.count(head) < _FEWEST_TOLD or not has_verb(head):
            return
        if not (is_clause(head) or has_verb(_PARTICIPLE.sub("", head))):
            continue  # "642 adults aged 55 to 84"
        if _takes_back(text[phrase.start() :]):
            continue
        if _RELATIVE.search(head) or _LIMITED.search(head) or _LIMITS.match(text, phrase.start()):
            continue  # "that has put 31 people" is not over, and "no one in Orsk" is not no one
        if _MEANWHILE.match(text, phrase.start()) and (_WAS.search(head) or tells(text[phrase.start() :])):
            continue  # "was on his way home when he …": the news is what follows
        if _SUPERLATIVE.search(head) or _MEASURED.search(head):
            continue  # "the largest swap since war broke out"
        is_whole = prose.is_balanced(head) and head.rsplit(maxsplit=1)[-1].strip(",").lower() not in FUNCTION_WORDS
        if is_whole and not prose.is_guarded(text, phrase.start()):
            yield prose.stopped(head)


def _without_source(text: str, is_reported: bool) -> str:
    """Without the body that told it: the facts name it."""
    source = SOURCE_LAST.search(text) if is_reported else None
    return prose.stopped(text[: source.start()]) if source else text


def _without_day(text: str) -> str:
    return text if status_of(text) in {"scheduled", "expected"} else _DAY.sub("", text, count=1).replace("..", ".")
