"""Whether what was meant to be done has been called off since: then nobody asks whether it will be."""

import re

from service.core.article import Article
from service.core.words import content_stems
from service.engines.extractive.asking.asked import Asked
from service.engines.extractive.sentences.hints import Hinted

_VERBS = "cancelled canceled scrapped dropped abandoned shelved axed ditched withdrew withdrawn"
_DROPPED = "|".join(_VERBS.split())
_OBJECT = r"(?:the|its|their|his|her|that|those|all) (?P<what>[\w’'-]+(?: [\w’'-]+){0,2})"
_DID = Hinted(
    f"{_VERBS} called pulled",
    rf"(?P<before>(?:[\w’'-]+ ){{0,2}})\b(?:{_DROPPED}|called off|pulled out of) {_OBJECT}",
)
_WAS = Hinted(
    f"{_VERBS} called",
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir) (?P<what>[\w’'-]+(?: [\w’'-]+){0,2}) (?:was|were|has been|have been) (?P<before>)"
    rf"(?:{_DROPPED}|called off)\b",
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|would|could|may|might|will|if|unless|nearly|almost|once|was|were|been|be|had)\b|n[’']t\b"
)


def is_dropped(asked: Asked, article: Article) -> bool:
    """Whether a later sentence tells that the plan, or what it was to bring, was cancelled.

    "It cancelled the order" ends "Will the airline order 12 jets?": what was cancelled is named in the question or in
    the sentence it comes from.
    """
    if asked.reason not in {"pending", "conditional"}:
        return False
    told = content_stems(asked.question).union(*(content_stems(article.quote(number)) for number in asked.sentences))
    for number in range(max(asked.sentences) + 1, len(article.sentences) + 1):
        sentence = article.quote(number)
        for found in (*_DID.finditer(sentence), *_WAS.finditer(sentence)):
            stems = content_stems(found.group("what"))
            if stems & told and not _NOT_DONE.search(found.group("before")):
                return True
    return False
