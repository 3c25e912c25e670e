"""Parties and what they hold, in the third person, each quotation kept apart in the party's own words."""

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.core import quotations
from service.core.article import Article, per_article
from service.core.attribution import Attribution, Party, Reading
from service.core.attribution.tokens import AUXILIARIES, PREPOSITIONS
from service.core.engine import Window
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.furniture import is_headline
from service.engines.extractive.views.antecedents import filled
from service.engines.extractive.views.finish import FIRST_PERSON, is_whole, tidied
from service.engines.extractive.views.joining import divided, joined, only_passes_on, tells_the_same, worth_telling
from service.engines.extractive.views.phrasing import (
    as_called,
    as_quoted,
    as_relative,
    as_reported,
    as_told,
    subject,
)
from service.engines.extractive.views.provisos import asked_before, taken_back, under_condition
from service.engines.extractive.views.retelling import retold
from service.engines.extractive.views.spokespeople import body_of, spoken_for, with_body
from service.engines.extractive.views.uncued import uncued
from service.engines.extractive.views.view import View

_NEAR = 4  # views among which one of the same sentence is
_FEWEST_QUOTED, _FEWEST_SPOKEN = 3, 2  # words of a quotation inside a reported sentence, and of one alone


def views(article: Article, reading: Reading, window: Window) -> list[View]:
    """Every view of the window that can be put safely, in the article's order, at most eight for a party.

    A quotation right after a view that it only illustrates becomes that view's; short ones in a row become one.
    """
    found: list[View] = []
    last: Attribution | None = None
    for attribution in _told(article, reading, window):
        view = _view(article, reading, attribution)
        if view is None:
            continue
        if view.reported_by is not None and any(tells_the_same(other, view) for other in found[-_NEAR:]):
            continue
        together = joined(article, found[-1], view, last, attribution) if found and last is not None else None
        if together is not None:
            found[-1] = together
        else:
            for each in divided(view, attribution):
                if not any(each.party == other.party and each.forms[0] == other.forms[0] for other in found):
                    found.append(each)
        last = attribution
    passed_on = [view for view in found if view.reported_by is not None]
    found = [view for view in found if not any(only_passes_on(view, told) for told in passed_on)]
    found.extend(uncued(article, reading, window))
    found.sort(key=lambda view: view.sentences[-1])
    asked = {each.party for each in reading.attributions if each.verb == ":"}
    return [_retold(article, reading, view) for view in worth_telling(found, asked)]


def _retold(article: Article, reading: Reading, view: View) -> View:
    """A view told in nothing but quoted words, told in the third person first where that is safe."""
    if not view.is_quoted or view.quote is None or view.reported_by is not None or "used the words" in view.forms[0]:
        return view
    party = reading.parties[view.party]
    clause = retold(article, party, view.quote, body_of(article, reading, party))
    if clause is None:
        return view
    opening = view.forms[0].split(": “", maxsplit=1)[0]
    return replace(view, forms=(prose.stopped(f"{opening} {clause}"), *view.forms))


def _told(article: Article, reading: Reading, window: Window) -> Iterator[Attribution]:
    """What can be told as somebody's: the source known, the words his beyond doubt."""
    implied = {
        (each.sentence, chain)
        for each in reading.attributions
        if each.reported_by and each.cue is None
        for chain in each.reported_by
    }
    # "“Run,” he wrote to Roe, according to the police": the quotation is his, and the police say no more than that.
    framed = {
        (each.sentence, chain)
        for each in reading.attributions
        if each.reported_by and each.cue is not None and each.quotations
        for chain in each.reported_by
    }
    asking = _interviewers(article, reading)
    for attribution in reading.attributions:
        if attribution.party in asking and _is_labelled(article, attribution):
            continue  # an interviewer's questions are no views
        if not window.first <= attribution.sentence <= window.last or attribution.party is None:
            continue
        if _is_nobody(reading.parties[attribution.party]):
            continue
        if _is_measure(article, attribution):
            continue
        if is_headline(article, attribution.sentence) or len(article.quote(attribution.sentence)) > prose.LONGEST:
            continue
        if attribution.verb == "according to" and (attribution.sentence, attribution.party) in framed:
            continue
        if attribution.explicit or attribution.reported_by or _goes_on(article, reading, attribution):
            words = " ".join(article.text[slice(*span)] for span in attribution.quotations)
            passed_on = (
                (attribution.sentence, attribution.party) in implied and words and not FIRST_PERSON.search(words)
            )
            is_told = attribution.source is not None or attribution.cue is not None
            sure = attribution.certain or attribution.explicit or is_told
            if not passed_on and (sure or _goes_on(article, reading, attribution)):
                yield attribution


def _is_measure(article: Article, attribution: Attribution) -> bool:
    """Whether the words only say what something is compared with: "rose faster than the bank had expected"."""
    if attribution.source is None or attribution.cue is None or attribution.source[0] > attribution.cue[0]:
        return False
    before = article.text[article.sentences[attribution.sentence - 1].start : attribution.source[0]].lower()
    return before.removesuffix("the ").endswith((" than ", " than its ", " than their "))


def _goes_on(article: Article, reading: Reading, attribution: Attribution) -> bool:
    """Whether a quotation follows one of the same party in the same paragraph, with nobody else in between."""
    before = reading.of_sentence(attribution.sentence - 1)
    return (
        attribution.kind == "direct"
        and attribution.cue is None
        and len(reading.of_sentence(attribution.sentence)) == 1
        and {each.party for each in before} == {attribution.party}
        and any(each.explicit and each.certain and each.quotations for each in before)
        and article.sentences[attribution.sentence - 1].paragraph
        == article.sentences[attribution.sentence - 2].paragraph
    )


def _is_nobody(party: Party) -> bool:
    """Whether what was taken for a party is a thing: neither a name nor anybody who could hold a view."""
    return party.kind == "other" and not party.is_named


_ASKING = frozenset("host anchor presenter moderator interviewer reporter question q".split())


def _interviewers(article: Article, reading: Reading) -> frozenset[int | None]:
    """Who asks, in a transcript: called so, or with a question in a third or more of the turns under the name."""
    turns: Counter[int | None] = Counter()
    asked: Counter[int | None] = Counter()
    starts = [each for each in reading.attributions if each.verb == ":"]
    for turn, following in zip(starts, [*starts, None][1:], strict=True):
        last = following.sentence - 1 if following is not None else turn.sentence
        turns[turn.party] += 1
        asked[turn.party] += any(article.quote(at).endswith("?") for at in range(turn.sentence, last + 1))
    called = {party.index for party in reading.parties if party.name.lower() in _ASKING}
    return frozenset(party for party, number in turns.items() if party in called or asked[party] * 3 >= number)


def _is_labelled(article: Article, attribution: Attribution) -> bool:
    """Whether the words are a line of a transcript: told under a label, without marks."""
    unmarked = all(article.text[start - 1 : start] not in {"“", '"', "‘", "'"} for start, _ in attribution.quotations)
    return attribution.verb == ":" or (attribution.cue is None and attribution.source is None and unmarked)


def _view(article: Article, reading: Reading, attribution: Attribution) -> View | None:
    party = reading.parties[attribution.party or 0]
    name = subject(article, reading, party)
    quote = _quote(article, attribution)
    if _is_torn(article, attribution, quote):
        return None
    reporter: int | None = None
    forms: Sequence[str]
    also: tuple[int, ...] = ()
    relative = as_relative(article, attribution, name)
    if relative:
        forms = relative
    elif attribution.reported_by:
        reporter = attribution.reported_by[0]
        forms = as_told(article, reading, attribution, name, reading.parties[reporter])
    elif attribution.kind == "direct" or _is_split(attribution):
        forms = as_called(article, reading, attribution, name) or as_quoted(name, quote)
        asked = asked_before(article, attribution)
        forms = [f"{asked}, {form}" for form in forms] if asked and forms else forms
        if _is_fragment(attribution, quote):
            forms = [*as_reported(article, attribution, name), *forms]
    else:
        forms = as_reported(article, attribution, name, taken_back(article, reading, attribution))
        him = _him(article, reading, attribution)
        if him is not None:
            forms = [_HIM.sub(f" {reading.parties[him].name} ", form, count=1) for form in forms]
            also = (attribution.sentence - 1,)
    if quote is None and not attribution.reported_by:
        quote = _word_in_marks(article, attribution)
    body = spoken_for(article, reading, attribution)
    agreed = (with_body(body, attribution.verb, _agreeing(party, name, each)) for each in forms if each)
    forms = tuple(form for each in agreed if is_whole(form := tidied(each)))
    whole = [each for form in forms if (each := filled(article, reading, party, attribution.sentence, form))]
    if not whole:
        return None
    forms = under_condition(article, attribution, tuple(form for form, _ in whole))
    if not forms:
        return None
    also = (*also, *(named for _, named in whole if named is not None))
    holder = reading.parties[reporter] if reporter is not None else party
    return View(
        party.index,
        forms,
        quote,
        reporter,
        tuple(sorted({*also, *_sentences(article, attribution, holder)})),
        attribution.verb,
        (attribution.kind == "direct" or _is_split(attribution)) and len(forms) == 1,
        attribution.kind == "attitude",
        body,
    )


def _agreeing(party: Party, name: str, form: str) -> str:
    """With the verb of one where it stood with several: "Japan has promised" of "Japan and Chile have promised"."""
    if party.plural or party.kind == "group" or not form.startswith(f"{name} have "):
        return form
    return f"{name} has {form[len(name) + len(' have ') :]}"


def _is_torn(article: Article, attribution: Attribution, quote: str | None) -> bool:
    """Whether the quotation goes on with what stands before its cue: "has never, he says, “been in a mine”"."""
    if attribution.source is None or attribution.cue is None or not attribution.content:
        return False
    if not _is_fragment(attribution, quote):
        return False
    start = article.sentences[attribution.sentence - 1].start
    before = article.text[start : min(attribution.source[0], attribution.cue[0])].rstrip()
    between = article.text[max(attribution.source[1], attribution.cue[1]) : attribution.quotations[0][0]]
    return before.endswith(",") and len(before.split()) > _FEWEST_QUOTED and between.strip("“‘\"' ") == ","


def _is_fragment(attribution: Attribution, quote: str | None) -> bool:
    """Whether the quotation completes the article's own predicate: "feared “a wave of closures”"."""
    follows = attribution.cue is not None and attribution.content[0][0] >= attribution.cue[1]
    return follows and len(attribution.quotations) == 1 and quote is not None and quote[:1].islower()


def _is_split(attribution: Attribution) -> bool:
    """Whether a quotation goes on after its cue: “A,” she wrote for the court, “b”."""
    if attribution.cue is None or len(attribution.quotations) < 2:
        return False
    return attribution.quotations[0][1] <= attribution.cue[0] and attribution.quotations[-1][0] >= attribution.cue[1]


_HIM = re.compile(r" him (?=of\b|for\b|as\b|to\b)")


def _him(article: Article, reading: Reading, attribution: Attribution) -> int | None:
    """Whom "accused him of" means: the only man who spoke in the sentence before."""
    if attribution.cue is None or not _HIM.match(article.text, attribution.cue[1]):
        return None
    before = {each.party for each in reading.of_sentence(attribution.sentence - 1) if each.party is not None}
    others = before - {attribution.party}
    return (
        next((index for index in others if reading.parties[index].gender == "male"), None) if len(others) == 1 else None
    )


def _sentences(article: Article, attribution: Attribution, holder: Party) -> tuple[int, ...]:
    """The sentence, and the one that names the party where this one only has a pronoun or a noun for it."""
    number = attribution.sentence
    naming = _naming(article, holder)
    place = bisect.bisect_left(naming, number)
    if not naming or naming[place : place + 1] == [number]:
        return (number,)
    return (naming[place - 1], number) if place else (number,)


@per_article
def _named_in(article: Article) -> dict[int, list[int]]:
    """Numbers of the sentences that name each party of an article, by its index, as far as they were asked for."""
    del article
    return {}


def _naming(article: Article, party: Party) -> list[int]:
    """Numbers of the sentences that call a party by a name, or, where it has none, by what it is called."""
    known = _named_in(article)
    if party.index not in known:
        known[party.index] = _find_naming(article, party)
    return known[party.index]


def _find_naming(article: Article, party: Party) -> list[int]:
    if not party.is_named:
        return list(party.sentences)
    words = {word for form in (party.name, *party.aliases) for word in form.split()}
    starts = [start for start, end in party.mentions if words & set(article.text[start:end].split())]
    found = (article.sentence_at(start) for start in starts)
    return sorted({sentence.number for sentence in found if sentence is not None})


def _word_in_marks(article: Article, attribution: Attribution) -> str | None:
    """A word or two of the party's own in what it is reported to have said: “overdone”."""
    for start, end in attribution.content:
        for quoted in quotations.marked(article.text[start : end + 2]):
            word = article.text[start + quoted.start : start + quoted.end].strip(" ,.")
            if quoted.closed and quoted.words < _FEWEST_QUOTED and word[:1].islower():
                return word
    return None


def _quote(article: Article, attribution: Attribution) -> str | None:
    """The quoted words as one quotation, without marks; None where there is nothing long enough."""
    fewest = _FEWEST_SPOKEN if attribution.kind == "direct" else _FEWEST_QUOTED
    fewest = 1 if asked_before(article, attribution) else fewest  # "Never," of who is asked something says enough
    spans = [span for span in attribution.quotations if len(article.text[slice(*span)].split()) >= fewest]
    if not spans:
        return None
    texts = [_DIRECTION.sub("", article.text[slice(*span)].strip().rstrip(",")) for span in spans]
    sentence = article.sentences[attribution.sentence - 1]
    if len(texts) > 1:
        bare = " ".join(_uninterrupted([article.text[slice(*span)].strip() for span in spans]))
        if quotations.locate_in(article, bare, [(sentence.start, sentence.end)]):
            return bare
        joined = " ".join(article.text[slice(*span)].strip() for span in spans)
        if quotations.locate_in(article, joined, [(sentence.start, sentence.end)]):
            return joined
    return max(texts, key=len)


_DIRECTION = re.compile(r"^\(?[A-Z]{4,}(?: [A-Z]+)*\) ?")  # "(LAUGHTER) "
_GOES_ON = AUXILIARIES | PREPOSITIONS | {"to", "that", "and", "or"}


def _uninterrupted(parts: list[str]) -> Iterator[str]:
    """The parts of a quotation without the comma that only made room for "she said"."""
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        first = following.split(maxsplit=1)[0].lower() if following else ""
        yield part.rstrip(",") if following[:1].islower() and first in _GOES_ON else part
