"""Texts that tell of themselves: a speech, a letter, a report by those it happened to. What they did is their news."""

import re

from service.core.article import Article, per_article
from service.engines.extractive.sentences.hints import Hinted
from service.engines.extractive.sentences.prose import capital, count, is_balanced, stopped
from service.engines.extractive.sentences.splitting import PASTS, has_verb

_FIRST_PERSON = Hinted(
    "i we our my me us you your yours yourself",
    r"\b(?:[Ii]|[Ww]e|[Oo]ur|[Mm]y|me|(?<!the )us|[Yy]ou|[Yy]ours?|[Yy]ourself)\b(?!\.)",
)
_OWN = Hinted(
    "i we our my me us",
    r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|me|us)\b(?!\.)",
)
_TO_READERS = re.compile(r"\b(?:[Yy]ou|[Yy]ours?|[Yy]ourself|[Ll]et us|[Mm]y fellow)\b")
# What somebody feels or thinks of it is a view even where nobody else speaks.
_FEELING = re.compile(
    r"\b(?:sorry|thank|grateful|proud|sad|glad|honou?red|hope|believe|think|feel|felt|know|understand|want|wish|love|"
    r"dream|pray|forget|saw|seen|walked|came|ask|urge|say|tell|deserve|must|should|cannot|can[’']?t|never|worthy|great|terrible)\b",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\b(?:I|[Ww]e) (?:(?:have|had|will|also|now|then|first|today|immediately) )*"
    rf"(?:[a-z]{{3,}}ed|{'|'.join(sorted(PASTS))}|(?<=will )[a-z]+|(?<=have )[a-z]+|began|expect|"
    r"award|order|grant|dismiss|allow|sentence|appoint|resign|declare)\b|"  # done by saying so
    r"\b(?:[Oo]ur|[Mm]y)\b.*\d"
)
_ADDED = re.compile(
    r", (?:(?:\w+ ){0,3}(?:minutes|hours|days|weeks|months) (?:after|before)|after|as|when|which|who)\b"
)
_LEAST = 0.25  # of the sentences
_FEWEST = 3  # sentences that say "we"
_FEWEST_WORDS = 4


@per_article
def tells_of_itself(article: Article) -> bool:
    """Whether a text is told by those it is about: a quarter of its sentences say "we" or "I" outside quotations."""
    told = [article.quote(sentence.number) for sentence in article.sentences]
    told = [text for text in told if count(text) >= _FEWEST_WORDS and not text.startswith(("“", '"', "‘", "'"))]
    own = sum(_OWN.search(text) is not None for text in told)
    return own >= _FEWEST and own >= _LEAST * len(told)


def may_be_told(article: Article, text: str) -> bool:
    """Whether a sentence, less its quotations, tells news rather than speaks of itself or to its readers.

    Where the whole text is told by those it is about, what they did, have done or will do is news, as they tell it.
    """
    text = without_address(text)
    if not _FIRST_PERSON.search(text) or impersonal(text) is not None:
        return True
    return bool(
        tells_of_itself(article) and _DEED.search(text) and not (_TO_READERS.search(text) or _FEELING.search(text))
    )


# "As many of you have heard, I have decided to step down": the news comes after the comma.
_ADDRESS = re.compile(
    r"^As (?:(?:many|most|some|all|several) of )?you (?:(?:will|may|might|all|already|probably|have) )*"
    r"(?:know|hear|heard|see|seen|read|aware|recall|remember)\b[^,]{0,30}, "
)


def without_address(text: str) -> str:
    """A sentence without the opening that only turns to its readers."""
    return capital(_ADDRESS.sub("", text, count=1))


def impersonal(text: str) -> str | None:
    """A sentence without the clause at its end that speaks of the writer: ", hours after we asked him about it"."""
    own = _FIRST_PERSON.search(text)
    comma = text.rfind(", ", 0, own.start()) if own else -1
    if own is None or comma < 0 or not _ADDED.match(text, comma) or count(text[:comma]) < _FEWEST_WORDS:
        return None
    head = text[:comma]
    return stopped(head) if is_balanced(head) and has_verb(head) else None
