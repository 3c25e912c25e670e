"""What an article asks itself, in so many words."""

import re
from collections.abc import Iterator

from service.engines.extractive.asking.asked import Asked, Place, cited
from service.engines.extractive.asking.meant import filled
from service.engines.extractive.sentences import prose

_MOST_WORDS = 20
_FEWEST_WORDS = 5
_MOST_ASKED = 4  # question marks of an article that is no list of questions and answers
_ASKS = re.compile(
    r"^(?:Who|What|When|Where|Why|How|Which|Will|Would|Can|Could|Is|Are|Was|Were|Has|Have|Had|Did|Does|Do|Should) "
    r"[^?]+\?$"
)
# Turned to the reader, or asked for effect.
_TO_READER = re.compile(
    r"\b(?:you|your|we|us|our|I|me|my|anyone|anybody|else|really|wonder|matter|cares)\b|"
    r"^(?:What if|Who knows|Why not|How about)\b"
)


def outright(place: Place) -> Iterator[Asked]:
    """A question in the article's own voice, with a name for the pronoun in it."""
    asked = prose.opened(place.text)
    if not _ASKS.match(asked) or _TO_READER.search(asked) or ":" in place.text:
        return
    if _is_heading(place) or place.article.text.count("?") > _MOST_ASKED:
        return
    if not _FEWEST_WORDS <= prose.count(asked) <= _MOST_WORDS:
        return
    told = filled(place, None, asked.removesuffix("?"))
    if told:
        yield Asked(f"{told[0]}?", "unanswered", cited(place, told[1]), "outright")


def _is_heading(place: Place) -> bool:
    """Whether the question is a line of its own, which the lines below it answer."""
    sentence = place.article.sentences[place.number - 1]
    text = place.article.text
    return text[: sentence.start].rstrip(" ").endswith("\n") and text[sentence.end :].lstrip(" ").startswith("\n")
