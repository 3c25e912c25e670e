"""Views put together: told once, one with the quotation that illustrates it, and without the scraps."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from service.core import quotations
from service.core.article import Article
from service.core.attribution import Attribution
from service.core.words import content_stems
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.splitting import has_verb
from service.engines.extractive.views.finish import ended
from service.engines.extractive.views.view import View

_MOST_POSITIONS = 8
_MOST_ANSWERS = 14
_MOST_JOINED = 45  # words of quotations told as one
_FEWEST_WORTH = 4  # words of a quotation that says something alone


def tells_the_same(told: View, view: View) -> bool:
    """Whether somebody has told already what is now told of another after him: "A said B left" and "B left, said A"."""
    if view.reported_by != told.party or told.sentences[-1] != view.sentences[-1]:
        return False
    return content_stems(view.forms[0]) <= content_stems(f"{told.forms[0]} {told.quote or ''} according")


def only_passes_on(view: View, told: View) -> bool:
    """Whether a view is only what its party passes on of another: "A source said it wanted 16", of "it wanted 16"."""
    if told.reported_by != view.party or view.quote is not None or told.sentences[-1] != view.sentences[-1]:
        return False
    return content_stems(view.forms[0]) <= content_stems(f"{told.forms[0]} {view.verb or ''}")


_AND_THAT = re.compile(r",? and that (?=\S)")  # what follows "but that" belongs to what it takes back


def divided(view: View, attribution: Attribution) -> Iterator[View]:
    """A view that says one thing "and that" another as two, each with the quotation that stands in it."""
    full = view.forms[-1]
    joints = [each for each in _AND_THAT.finditer(full) if not prose.is_guarded(full, each.start())]
    verb = attribution.verb or ""
    opening = full[: full.find(f" {verb} ") + len(verb) + 2] if f" {verb} " in full else ""
    if len(joints) != 1 or attribution.kind not in {"indirect", "mixed"} or not opening or view.reported_by is not None:
        yield view
        return
    joint = joints[0]
    first, second = full[: joint.start()], f"{opening}that {full[joint.end() :]}"
    body = first[len(opening) :].removeprefix("that ")
    if not (has_verb(body) and has_verb(full[joint.end() :])) or not (
        prose.is_balanced(first) and prose.is_balanced(second)
    ):
        yield view
        return
    words = (view.quote or "").rstrip(".,")
    if words and (words in first) == (words in second):
        yield view
        return
    for form in (first, second):
        yield replace(view, forms=(prose.stopped(form),), quote=view.quote if words and words in form else None)


def worth_telling(found: list[View], asked: set[int | None]) -> Iterator[View]:
    """Each party's views without the scraps, at most eight; more of whom an interview is with."""
    told: Counter[int] = Counter()
    total = Counter(view.party for view in found)
    for view in found:
        if view.is_quoted and _GREETING.match(view.quote or ""):
            continue
        scrap = view.is_quoted and prose.count(view.quote or "") < _FEWEST_WORTH
        if scrap and total[view.party] > 1:
            total[view.party] -= 1
            continue
        told[view.party] += 1
        if told[view.party] <= (_MOST_ANSWERS if view.party in asked else _MOST_POSITIONS):
            yield view


_GREETING = re.compile(
    r"(?:Thank you|Thanks|Good (?:morning|afternoon|evening|night)|Hello|Hi|Welcome|Order)\b[^.!?]{0,60}[.!?]?$"
    r"|[^.!?]{0,30},? thank you(?: (?:very|so) much)?[.!]?$"
)


def joined(article: Article, before: View, view: View, told: Attribution, following: Attribution) -> View | None:
    """Two views told as one: a view and the quotation that illustrates it, or two quotations in a row."""
    paragraphs = {article.sentences[each.sentence - 1].paragraph for each in (told, following)}
    near = 0 <= following.sentence - told.sentence <= 1 and following.kind == "direct" and not following.reported_by
    if view.party != before.party or not near or not view.is_quoted or view.quote is None or before.reported_by:
        return None
    sentences = tuple(sorted({*before.sentences, *view.sentences}))
    if before.quote is None and told.kind == "indirect" and following.certain and _elaborates(view.quote, before):
        return replace(before, quote=view.quote, sentences=sentences)
    if len(paragraphs) > 1:  # between two paragraphs the marks close and open again
        return None
    if view.quote[:1].islower():
        return None
    if not before.is_quoted or before.quote is None or before.quote.endswith("?") != view.quote.endswith("?"):
        return None
    words = f"{ended(before.quote)} {view.quote}"
    spans = [(article.sentences[at - 1].start, article.sentences[at - 1].end) for at in sentences]
    whole = [(spans[0][0], spans[-1][1])]
    if prose.count(words) > _MOST_JOINED or not quotations.locate_in(article, words, whole):
        return None
    opening = before.forms[0].split(": “", maxsplit=1)[0]
    return replace(before, forms=(f"{opening}: “{ended(words)}”", *before.forms), quote=words, sentences=sentences)


# What begins so goes on with what was said before; "It is time to" and "There is" begin anew, and "This" shows.
_ANAPHOR = re.compile(
    r"(?:That|These|Those|Such|Both|So|But|And|Because|Otherwise)\b"
    r"|It(?![’']s| is| was| will be| would be)\b",
)


def _elaborates(quote: str, view: View) -> bool:
    """Whether a quotation explains the view told before it: it points back to it, or speaks of the same things."""
    if _ANAPHOR.match(quote):
        return True
    about = content_stems(view.forms[-1]) - content_stems(view.verb or "")
    return bool(content_stems(quote) & about)
