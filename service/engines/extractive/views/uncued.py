"""Views told without a verb of saying: who is against what, and who has offered, agreed or voted."""

import re
from collections.abc import Iterator

from service.core.article import Article
from service.core.attribution import Party, Reading
from service.core.engine import Window
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.furniture import is_headline
from service.engines.extractive.sentences.mentioned import Mention, mentions
from service.engines.extractive.sentences.shortening import shorter
from service.engines.extractive.views.finish import is_whole, tidied
from service.engines.extractive.views.phrasing import subject
from service.engines.extractive.views.view import View

_MOST_WORDS = 40
_STANDS = (
    (
        r"(?:is|are|was|were|remains?|remained)(?: (?:also|still|firmly|strongly|fiercely|broadly|both))? "
        r"(?:against|opposed to|in favou?r(?: of)?|undecided|for (?=the\b|an? \b|its\b|their\b))"
    ),
    (
        r"(?:has |have |had )?(?:also |since |now )?(?:offered|agreed|promised|pledged|vowed|threatened|voted)"
        r"(?= (?:to|for|against|in favou?r)\b)"
    ),
    r"(?:objects?|objected) to",
    r"(?:recommends?|recommended|backs|favou?rs|opposes?|opposed|welcomes?|welcomed)(?= )",
    r"(?:accepts|disputes|disputed|insists on)(?= )",
    r"(?:would|will) not say(?= )",
    r"(?:plans|intends|hopes|threatens|is preparing) to (?:sue|appeal|fight|challenge|oppose|block|veto|seek|strike)",
    r"(?:is|are) (?:considering|weighing|seeking)(?= an? (?:appeal|lawsuit|judicial|legal|strike|challenge)\b)",
    r"(?:has|have) not (?:decided|said)(?= (?:whether|if|how|when)\b)",
)
_STAND = re.compile(rf"(?:{'|'.join(_STANDS)})(?=[ .,;])[^,;:“”\"]*")
# What stands between a name and its verb: "(Green)", ", which would get a shop next door,", ", the developer,".
_BETWEEN = re.compile(r"(?: \([^)]{1,30}\))?(?:, [^,;:“”\"]{3,90},)? ")
_COMMA = re.compile(", ")


def uncued(article: Article, reading: Reading, window: Window) -> Iterator[View]:
    """The views of sentences in which nobody is said to say anything, of whoever is their subject."""
    for number in range(window.first, window.last + 1):
        for mention in mentions(article, number):
            if _may_hold(mention.party) and (view := _view(article, reading, number, mention)) is not None:
                yield view


def _view(article: Article, reading: Reading, number: int, mention: Mention) -> View | None:
    """The view of a sentence whose subject is named there; None where the sentence tells of no view."""
    start, end, party = mention
    sentence = article.sentences[number - 1]
    if any(each.party in {party.index, None} for each in reading.of_sentence(number)):
        return None
    opened = _OPENING.fullmatch(article.text[sentence.start : start])
    if opened is None or is_headline(article, number) or (opened["comma"] and party.kind != "person"):
        return None
    # "The head teacher, Alan Birch, is against it": the comma before the name is closed after it.
    between = (_COMMA if opened["comma"] else _BETWEEN).match(article.text, end, sentence.end)
    found = _STAND.match(article.text, between.end(), sentence.end) if between is not None else None
    if found is None:
        return None
    full = f"{subject(article, reading, party)} {found.group()}"
    forms = (*reversed(list(shorter(prose.stopped(full), _MOST_WORDS))), full)
    whole = tuple(dict.fromkeys(form for each in forms if is_whole(form := tidied(each))))
    return View(party.index, whole, None, None, (number,), None, is_stand=True) if whole else None


_OPENING = re.compile(r"(?:But |And |Yet )?(?:(?:[Tt]he |An? )?(?:[A-Z][\w.-]+ )?|[^,;:“”\"]{3,60}(?P<comma>, ))")


def _may_hold(party: Party) -> bool:
    return party.is_named or party.kind in {"group", "organisation", "government"}
