"""What a view is nothing without: the condition before it, the "but" that takes it back, the question it answers."""

import re

from service.core.article import Article
from service.core.attribution import Attribution, Reading
from service.core.attribution.cues import CUES
from service.core.attribution.tokens import AUXILIARIES
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.nouns import small
from service.engines.extractive.sentences.splitting import may_be_past

_CONDITION = re.compile(
    r"(?:(?:But|And|So|Yet),? )?(?P<condition>(?:(?:Even|Only) if|If|Unless|Once|Until|Provided(?: that)?|"
    r"(?:As|So) long as|Should) [^“”\"]{3,200}?), (?:[^,“”\"]{2,60},? )?$"
)
_POINTING = re.compile(r"(?:\w+ ){1,3}?(?:it|this|that|they|these|those)\b", re.IGNORECASE)
# The same subject's second verb: "said the offer was generous but rejected it".
_BUT = re.compile(
    r",? (?:but|yet) (?:(?:also|still|then|later|nonetheless|nevertheless|[a-z]+ly) )?(?P<verb>[a-z]+(?:n[’']t)?)\b"
    r"[^;:“”\"]*"
)


# What an attitude is towards, taken up again: "supports the sale but wants it delayed".
_BUT_IT = re.compile(r",? but (?:still |also )?[a-z]+ (?:it|them) [^;:“”\"]+")


def is_conditional(statement: str) -> bool:
    """Whether a statement begins with a condition that bounds it; "even if" bounds nothing."""
    return _OPENING.match(statement) is not None


_OPENING = re.compile(r"(?:If|Unless|Once|Until|Provided|(?:As|So) long as|Only if|Should)\b")


def without_condition(statement: str) -> str:
    """A statement from its subject on: what a condition says nobody holds."""
    return _LED.sub("", statement, count=1)


_LED = re.compile(r"^(?:(?:Even|Only) if|If|Unless|Once|Until|Provided|(?:As|So) long as|Should)\b[^,“”\"]*, ")


def under_condition(article: Article, attribution: Attribution, forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms with the condition before the source: "If the price falls, Ida Kerr said she would sell".

    None are left where the condition is about something told before: alone it would say nothing.
    """
    source = attribution.source
    if source is None:
        return forms
    before = article.text[article.sentences[attribution.sentence - 1].start : source[0]]
    found = _CONDITION.match(before)
    if found is None:
        return forms
    condition = found["condition"]
    if all(condition.lower() in form.lower() for form in forms):
        return forms
    if _POINTING.match(condition):
        return ()
    return tuple(
        form if condition.lower() in form.lower() else f"{condition}, {small(article, form) or form}" for form in forms
    )


def taken_back(article: Article, reading: Reading, attribution: Attribution) -> str:
    """What the source goes on to say or do after a "but" of the same sentence, where no other view tells it."""
    if not attribution.content or attribution.cue is None or attribution.content[-1][0] < attribution.cue[1]:
        return ""
    end, stop = attribution.content[-1][1], article.sentences[attribution.sentence - 1].end
    taken_up = _BUT_IT.match(article.text, end, stop) if attribution.kind == "attitude" else None
    if taken_up is not None:
        return taken_up.group().rstrip(" .")
    found = _BUT.match(article.text, end, stop)
    if found is None or not _is_past(found["verb"]):
        return ""
    later = (each for each in reading.of_sentence(attribution.sentence) if each.cue and each.cue[0] >= end)
    if any(not _says_only_it(article, each) for each in later):
        return ""
    return found.group().rstrip(" .")


def _says_only_it(article: Article, attribution: Attribution) -> bool:
    """Whether a view can only be told with the one before it: "rejected it"."""
    return [article.text[slice(*span)] for span in attribution.content] in (["it"], ["them"], ["this"], ["that"])


def _is_past(word: str) -> bool:
    cue = CUES.get(word)
    return word in AUXILIARIES or may_be_past(word) or (cue is not None and cue.form == "finite")


_WHEN_ASKED = re.compile(r",? when (?P<asked>asked (?:if|whether|about|why|how|what|when|who) [^.;:“”\"]{3,120})")


def asked_before(article: Article, attribution: Attribution) -> str | None:
    """What a quotation answers, where it is told after it: "“Never,” she said when asked if she would stand"."""
    if attribution.cue is None or attribution.kind != "direct":
        return None
    found = _WHEN_ASKED.match(article.text, attribution.cue[1], article.sentences[attribution.sentence - 1].end)
    return prose.capital(found["asked"].rstrip(" ,")) if found is not None else None
