"""The article's own predicate: the verb a view is told with, as a finite one, and what follows it."""

import re

from service.core import quotations
from service.core.article import Article
from service.core.attribution import Attribution
from service.core.attribution.cues import CUES, past
from service.core.attribution.tokens import ADVERBS, AUXILIARIES, is_adverb


def verb_of(article: Article, attribution: Attribution) -> str:
    """The cue as a finite verb, with the auxiliaries and adverbs before it: "has repeatedly warned"."""
    cue = attribution.cue or (0, 0)
    verb = attribution.verb or "said"
    sentence = article.sentences[attribution.sentence - 1]
    before = article.text[sentence.start : cue[0]].split()
    led: list[str] = []
    while before and (
        before[-1].lower() in AUXILIARIES or before[-1].lower() in ADVERBS or is_adverb(before[-1].lower())
    ):
        led.insert(0, before.pop())
    led = [word for word in led if word[:1].islower()]
    first, _, rest = verb.partition(" ")
    known = CUES.get(first.lower())
    if any(word.lower() in AUXILIARIES for word in led):
        return " ".join([*led, verb])
    infinitive = _is_infinitive(article, cue[0], before)
    if known is None and not infinitive:
        return " ".join([*led, verb])
    if known is not None and (known.form == "finite" or (known.form == "base" and not infinitive)):
        return " ".join([*led, verb])
    finite = past(known.lemma if known is not None else first.lower())
    return " ".join(part for part in (*led, finite, rest) if part)


# "Wants the tax scrapped", "wants the mine kept open": without the participle it would say the reverse.
_DONE = re.compile(
    r" (?:to be )?(?:[a-z]{2,}ed|built|rebuilt|held|kept|sold|paid|taken|cut|shut|withdrawn|given|made|done|gone|out)\b"
    r"[^,;:.“”\"]*"
)


def with_what_is_done(article: Article, attribution: Attribution, end: int) -> int:
    """Where what somebody wants ends: after what is to be done to it, which a relative clause may be cut before."""
    cue = CUES.get((attribution.verb or "").lower())
    if cue is None or cue.lemma not in {"want", "need", "like"}:
        return end
    found = _DONE.match(article.text, end, article.sentences[attribution.sentence - 1].end)
    return found.end() if found is not None else end


def _is_infinitive(article: Article, at: int, before: list[str]) -> bool:
    return bool(before) and before[-1].lower() in {"to", "and"} and article.text[at - 1 : at] == " "


def slice_of(article: Article, start: int, end: int) -> str:
    """A stretch of the article with the quotation mark that closes what it opens."""
    for quoted in quotations.marked(article.text[start : min(len(article.text), end + 3)]):
        if start + quoted.start < end <= start + quoted.end + 2 and quoted.closed:
            mark = article.text[start + quoted.end : start + quoted.end + 2]
            end = max(end, start + quoted.end + (2 if mark == "''" else 1))
    opening = article.text[start - 1 : start]
    if opening in {"“", '"', "‘"} and start > 0:
        start -= 1
    return article.text[start:end]
