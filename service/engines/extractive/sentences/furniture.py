"""What stands in an article and is no news of it: headlines, labels, notes to readers, what a release ends with."""

import re

from service.core.article import Article, per_article
from service.core.engine import Window
from service.engines.extractive.sentences.hints import Hinted
from service.engines.extractive.sentences.prose import count

_FEWEST_WORDS = 6  # of a sentence that could be told
_LABEL = re.compile(
    r"^(?:[A-ZÀ-Þ]{2,}[A-ZÀ-Þ .]*:|By (?:[A-Z][\w.’'-]+ ?){2,4}(?:and|,|$)|(?:Photo|Picture|Image|Source)s?:"
    r"|(?:Present|Apologies|In attendance|Absent|Sent|Subject|Tips?|Notes?|Venue|Time|Date|When|Where|Tel|Email|"
    r"Phone) ?:)"
)
_NAMED_LABEL = re.compile(r"^(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w.’'-]+: ")
_NOTE = re.compile(r"^(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹]|!\[|\[\^?\d+\]|<[a-z/!]|\||\d+[.)] [a-z])")
# What a text says to its readers: greetings, steps of a recipe, points of advice.
_TO_READERS = re.compile(
    r"^(?:Good (?:night|evening|morning|afternoon|day)|Thank you|Dear|Welcome|Yours|(?:Add|Peel|Bring|Trim|Melt|Stir|"
    r"Heat|Mix|Pour|Serve|Place|Cook|Bake|Season|Slice|Chop|Preheat|Drain|Buy|Use|Try|Remember|Click|Send|Visit|Check|"
    r"Keep|Avoid|Ensure|Do not|Don[’']t|Never|Always|Make sure|Wash|Store|Call|Contact|See)"
    r" (?:the|an?|it|them|your|this|these|to|up|in|on|at|as|every|all|some|any|[a-z]+ly|\d+)\b)"
)
_ABOUT_A_NOTE = Hinted(
    "contributed edited follows sign subscribe newsletter click read follow photo photograph editing reporting rights "
    "advertisement forward safe registered financial information media translated terms adds updates recasts corrects",
    r"\b(?:contributed to this|edited transcript|been edited for|(?:article|story|interview|transcript) follows|"
    r"sign up|subscribe|newsletter|click here|read more|follow us|photo(?:graph)? by|editing by|reporting by|"
    r"all rights reserved|advertisement|forward-looking statements?|safe harbou?r|registered charity|"
    r"financial advis[eo]r|for (?:more|further) information|media (?:contact|enquiries|inquiries)|"
    r"edited for (?:length|clarity)|translated (?:by|from)|terms and conditions)\b"
    r"|^\((?:Adds|Updates|Recasts|Corrects)\b",
    re.IGNORECASE,
)


@per_article
def last_of_news(article: Article) -> int:
    """The number of the last sentence before what a release ends with: who the firm is, whom to call."""
    half = len(article.sentences) // 2
    for sentence in article.sentences[half:]:
        if _ENDING.match(article.quote(sentence.number)) and count(article.quote(sentence.number)) <= _LONGEST_HEADING:
            return sentence.number - 1
    return len(article.sentences)


def is_label_or_note(text: str) -> bool:
    """Whether a sentence labels something, says whose words follow, or is a note on the text."""
    return bool(
        _NAMED_LABEL.match(text)
        or _LABEL.match(text)
        or _NOTE.match(text)
        or _TO_READERS.match(text)
        or _ABOUT_A_NOTE.search(text)
    )


def is_spoken_line(text: str) -> bool:
    """Whether a line begins with a label: of who speaks it in a transcript, or who took a picture."""
    return _LABEL.match(text) is not None


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
    words = len(_LONG_WORD.findall(text)) if number == 1 or not text.isupper() else 0  # the heading of a part
    return (
        alone
        and not is_stopped(text)
        and words > 1
        and 4 <= count(text) <= 20
        and not (_BOILERPLATE.match(text) or _NOTE.match(text))
    )


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
    r"advertisement|share this|read more|published|last updated|sent|from|to|cc|subject|date|re|minutes of|present|"
    r"in the (?:high|supreme|crown|district|county|federal|magistrates.?) court|press conference|methods|results|"
    r"background|objectives?|conclusions?|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \d+|"
    r"(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december) \d+|"
    r"apologies|in attendance|by (?:region|country|sector))\b",
    re.IGNORECASE,
)
# The heading of what a release ends with.
_ENDING = re.compile(
    r"(?:-?\s?ends\s?-?|# ?# ?#|about (?!\d|half|one|two)[\w&.’' -]{2,60}|notes? (?:to|for) editors|"
    r"(?:media |press |investor )?contacts?|(?:media|press) enquiries|forward.looking statements?|safe harbou?r.*|"
    r"disclaimer|sources?|references|further reading|related (?:stories|articles)|more on this story)[:.]?$",
    re.IGNORECASE,
)
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST_HEADING = 8  # words


def is_stopped(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return text[-1:] in ".!?…”\"'’)"


_SHORTEST_PIECE = 450  # code points of the pieces, but for the last, that a sentence too long to quote is cut into


def begins_inside(article: Article, number: int) -> bool:
    """Whether a numbered stretch is no sentence but goes on with the one before, which was too long to stay whole."""
    if number < 2 or number > len(article.sentences):
        return False
    before, here = article.sentences[number - 2], article.sentences[number - 1]
    together = before.paragraph == here.paragraph and before.end - before.start >= _SHORTEST_PIECE
    return together and not is_stopped(article.text[before.start : before.end].rstrip())


def is_piece(article: Article, number: int) -> bool:
    """Whether a numbered stretch is only a part of a sentence that was too long to stay whole."""
    return begins_inside(article, number) or begins_inside(article, number + 1)
