"""The extractive engine: facts, positions and questions in the article's own words, each checked before it leaves."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from service.core import attribution
from service.core.article import Article
from service.core.attribution import Party, Reading
from service.core.attribution.lines import lines
from service.core.brief import EngineRecord
from service.core.draft import (
    Draft,
    DraftFact,
    DraftHeadline,
    DraftParty,
    DraftPosition,
    DraftQuestion,
    Item,
    Section,
    items,
)
from service.core.engine import Answering, Failure, Notice, Request, Said, Window
from service.core.grounding import ground
from service.core.plain import plain
from service.core.words import stems_of, words
from service.engines.extractive import notices, verbatim
from service.engines.extractive.asking.questions import questions
from service.engines.extractive.facts import statements
from service.engines.extractive.facts.headlines import MOST_WORDS, headlines
from service.engines.extractive.facts.ranking import candidates, facts_wanted, most_words
from service.engines.extractive.facts.statements import Claim
from service.engines.extractive.sentences import prose, remembered
from service.engines.extractive.sentences.furniture import begins_inside, headline_of, tells_something
from service.engines.extractive.sentences.printed import in_print, joined
from service.engines.extractive.views import positions
from service.engines.extractive.views.contest import Contest, contest
from service.engines.extractive.views.finish import is_empty
from service.engines.extractive.views.view import View

NAME = "extractive"
_LONG_CHARACTERS = 20_000
_MOST_QUESTIONS = 5
_MOST_OF_NAME = 4  # words in quotation marks that are the name of a work
_ENOUGH_NEWS = 80  # words of facts that need no views beside them
_TOLD_ALREADY = 0.75  # of what a claim says, in facts before it: it repeats them
_MOST_OF_HEADLINE = 30  # words of a sentence that nothing shortens
_FEWEST_BESIDE = 1  # facts that a brief has beside its headline
_MOST_SILENT_PARTIES = 4
_MOST_VIEWS = 120
Content = TypeVar("Content", DraftHeadline, DraftFact, DraftParty, DraftPosition, DraftQuestion)


class Extractive:
    """Writes a draft from the article's own sentences. Holds nothing, calls nobody."""

    @property
    def name(self) -> str:
        """Its name in settings and briefs."""
        return NAME

    @property
    def window_characters(self) -> int | None:
        """It reads an article of any length at once."""
        return None

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        """Draft a window; nothing is spent, and what would not pass the checks is not said."""
        article = plain(window.article)
        yield Answering(EngineRecord(name=NAME, model=None, fallback_from=None, prompts=()))
        is_told = notices.is_told(article)
        read, foreign = notices.in_english(article) if is_told else (article, ())
        for text in notices.before(article, request, foreign):
            yield Notice(text)
        window = replace(window, article=read)
        write = compose if is_told else leading
        try:
            if len(article.text) > _LONG_CHARACTERS:
                # Seconds of work on a long article, during which nobody else would be answered.
                written = await asyncio.to_thread(write, window, request)
            else:
                written = write(window, request)
            after = tuple(notices.after(article, written))
            drafted = tuple(items(in_print(written, read))) if written is not None else ()
        finally:
            remembered.forget()
        for text in after:
            yield Notice(text)
        for item in drafted:
            yield item

    async def repair(self, window: Window, failures: Sequence[Failure], request: Request) -> AsyncIterator[Said]:
        """Mend nothing: each item is already the best of its forms that passes."""
        del window, failures, request
        nothing: tuple[Said, ...] = ()
        for said in nothing:
            yield said

    async def aclose(self) -> None:
        """Nothing is held open."""


def leading(window: Window, request: Request) -> Draft | None:
    """Sentences of a window as facts, word for word: all that can be done without knowing the language."""
    article = window.article
    told = verbatim.chosen(article, window, request.max_facts)
    headline = _grounded(
        article,
        "headline",
        (
            DraftHeadline(statement=article.quote(number), sentences=(number,))
            for number in (*told[:1], *range(window.first, window.last + 1))
        ),
    )
    if headline is None:
        return None
    facts = list(
        _each_grounded(
            article,
            "key_facts",
            ((DraftFact(statement=article.quote(number), status="done", sentences=(number,)),) for number in told),
        )
    )
    others = [fact for fact in facts if fact.statement != headline.statement]
    return Draft(
        headline=headline,
        key_facts=tuple(others if len(others) >= _FEWEST_BESIDE else facts),
        topics=(),
        parties=(),
        open_questions=(),
    )


def compose(window: Window, request: Request) -> Draft | None:
    """The draft of a window of an English article; None where not even a headline passes the checks."""
    article = window.article
    reading = attribution.read(article)
    told = _claims(window, reading)
    facts, used = _facts(window, request, told)
    headline_number = headline_of(article, window)
    headline = _grounded(
        article, "headline", headlines(article, told, headline_number, {fact.statement for fact in facts})
    ) or _grounded(article, "headline", _any_sentence(window))
    if headline is None:
        return None
    facts = _beside(article, headline, facts, told)
    held = _worth_telling(
        [view for view in positions.views(article, reading, window) if not _is_told(view, used, reading)]
    )
    viewed = {form for view in held for form in view.forms}
    facts = [fact for fact in facts if fact.statement not in viewed]
    about = contest(article, window, held)
    return Draft(
        headline=headline,
        key_facts=tuple(facts),
        topics=tuple(topic.text for topic in about.topics),
        parties=_parties(window, reading, held, about),
        open_questions=tuple(_questions(window, reading, request)),
    )


def _claims(window: Window, reading: Reading) -> list[Claim]:
    read = lines(window.article)[0]
    return statements.ranked(window.article, reading, read, candidates(window.article, window, reading, read))


def _facts(window: Window, request: Request, told: list[Claim]) -> tuple[list[DraftFact], set[int]]:
    """(the facts that pass, the sentences they tell), as many as the length is worth."""
    article = window.article
    first, last = article.sentences[window.first - 1], article.sentences[window.last - 1]
    wanted = facts_wanted(prose.count(article.text[first.start : last.end]))
    if request.max_facts is not None:
        wanted = min(wanted, request.max_facts)
    facts: list[DraftFact] = []
    used: set[int] = set()
    known: set[str] = set()
    length = 0
    for claim in told:
        enough = _ENOUGH_NEWS if claim.fills_up else most_words(wanted)
        if len(facts) >= wanted or length >= enough:
            break
        about = _said(claim.whole)
        if about and len(about & known) >= _TOLD_ALREADY * len(about):
            continue
        fact = _grounded(article, "key_facts", statements.facts(claim))
        if fact is None or is_empty(fact.statement):
            continue
        if fact.statement not in {other.statement for other in facts}:
            facts.append(fact)
            known |= _said(fact.statement)
            used.add(claim.sentences[-1])
            length += prose.count(fact.statement)
    return _in_order(article, facts), used


def _said(text: str) -> frozenset[str]:
    """What a line says, numbers too."""
    said = tuple(words(text))
    return stems_of(said) | frozenset(word for word in said if word[0].isdigit())


def _in_order(article: Article, facts: list[DraftFact]) -> list[DraftFact]:
    """The most important first, and the claims of a sentence together, as it has them."""
    rank = {fact.sentences: place for place, fact in reversed(list(enumerate(facts)))}

    def key(fact: DraftFact) -> tuple[int, int]:
        told = article.quote(fact.sentences[-1]).find(fact.statement[1:].split(",", maxsplit=1)[0][:20])
        return rank[fact.sentences], told

    return sorted(facts, key=key)


def _beside(article: Article, headline: DraftHeadline, facts: list[DraftFact], told: list[Claim]) -> list[DraftFact]:
    """The facts, none of which repeats the headline word for word: it is told in full, or left out where enough is.

    A sentence that no headline could be made of stands there as it is, and is told as a fact too: else who reads only
    the facts would miss the news.
    """
    if prose.count(headline.statement) > MOST_WORDS:
        return facts
    fuller: list[DraftFact] = []
    for fact in facts:
        if fact.statement != headline.statement:
            fuller.append(fact)
            continue
        whole = next((claim for claim in told if fact.statement in claim.forms), None)
        if whole is None or sum(other.sentences == fact.sentences for other in facts) > 1:
            continue  # the rest of its sentence is another fact
        longer = replace(whole, forms=tuple(form for form in (*whole.forms, whole.whole) if form != fact.statement))
        other = _grounded(article, "key_facts", statements.facts(longer))
        if other is not None:
            fuller.append(other)
    return fuller if len(fuller) == len(facts) or len(fuller) >= _FEWEST_BESIDE else facts


def _worth_telling(held: list[View]) -> list[View]:
    """The views of an article that has more than anybody would read: those of the parties that speak most."""
    if len(held) <= _MOST_VIEWS:
        return held
    left, kept = _MOST_VIEWS, set[int]()
    for party, count in Counter(view.party for view in held).most_common():
        left -= count
        if left < 0:
            break
        kept.add(party)
    return [view for view in held if view.party in kept]


def _is_told(view: View, used: set[int], reading: Reading) -> bool:
    """Whether a view only repeats a fact: what officials report is told once, what anybody else says is theirs."""
    is_name = view.quote is not None and view.quote[:1].isupper() and len(view.quote.split()) <= _MOST_OF_NAME
    if (view.quote is not None and not is_name) or view.sentences[-1] not in used or view.is_stand:
        return False
    party = reading.parties[view.party]
    here = [each for each in reading.of_party(party.index) if each.sentence == view.sentences[-1]]
    if party.kind in {"organisation", "government"}:  # "…, the navy said": the fact says whose word it is
        return bool(here) and all(each.cue and each.content[0][1] <= each.cue[0] for each in here if each.content)
    return party.kind == "group" and not any(each.source is None for each in here)


def _parties(window: Window, reading: Reading, held: list[View], about: Contest) -> tuple[DraftParty, ...]:
    """Who speaks, in the order of the article, then who is much talked about."""
    article = window.article
    speaking = list(dict.fromkeys(view.party for view in held))
    silent = [
        party.index
        for party in sorted(reading.parties, key=lambda party: (-len(party.sentences), party.index))
        if party.index not in speaking and _is_part_of_story(party, window)
    ]
    chosen = [reading.parties[index] for index in (*speaking, *silent[:_MOST_SILENT_PARTIES])]
    bare = {party.index: _party(party, window) for party in chosen}
    siblings = tuple(bare.values())
    parties: list[DraftParty] = []
    for party in chosen:
        # Beside those before it, as whoever reads this draft from its beginning checks it.
        draft = _grounded(article, "parties", (bare[party.index],), siblings=tuple(parties))
        if draft is None:
            continue
        views = [
            position
            for view in held
            if view.party == party.index
            and (position := _position(article, reading, view, party=draft, about=about, siblings=siblings))
        ]
        if views or party.index in silent or _is_part_of_story(party, window):
            parties.append(draft.model_copy(update={"positions": tuple(views)}))
    return tuple(parties)


def _is_part_of_story(party: Party, window: Window) -> bool:
    here = [number for number in party.sentences if window.first <= number <= window.last]
    if party.kind == "person":
        return party.is_named and (len(here) >= 2 or (party.role is not None and party.represents is not None))
    return party.is_named and party.kind in {"government", "organisation"} and len(here) >= 3


def _party(party: Party, window: Window) -> DraftParty:
    here = [number for number in party.sentences if window.first <= number <= window.last]
    full = [
        number for number in here if any(_spells(window.article, number, mention, party) for mention in party.mentions)
    ]
    return DraftParty(
        name=joined(prose.capital(party.name) if not party.is_named else party.name),
        kind=party.kind,
        role=party.role,
        represents=party.represents,
        sentences=tuple((full or here)[:2]) or tuple(party.sentences[:1]),
        positions=(),
    )


def _spells(article: Article, number: int, mention: tuple[int, int], party: Party) -> bool:
    sentence = article.sentences[number - 1]
    return sentence.start <= mention[0] < sentence.end and article.text[slice(*mention)] == party.name


def _position(
    article: Article,
    reading: Reading,
    view: View,
    *,
    party: DraftParty,
    about: Contest,
    siblings: tuple[DraftParty, ...],
) -> DraftPosition | None:
    taken = about.taken[view]
    reporter = reading.parties[view.reported_by].name if view.reported_by is not None else None
    return _grounded(
        article,
        "positions",
        (
            DraftPosition(
                statement=form,
                topic=taken.topic,
                stance=taken.stance,
                quote=quote,
                reported_by=reporter,
                sentences=view.sentences,
            )
            for quote in dict.fromkeys((view.quote, None))
            for form in view.forms
        ),
        party=party,
        topic=about.topics[taken.topic - 1].text if taken.topic is not None else None,
        siblings=siblings,
    )


def _questions(window: Window, reading: Reading, request: Request) -> list[DraftQuestion]:
    wanted = _MOST_QUESTIONS
    if request.max_questions is not None:
        wanted = min(wanted, request.max_questions)
    asked = questions(window.article, reading, window)
    grounded = _each_grounded(
        window.article,
        "open_questions",
        ((DraftQuestion(question=each.question, reason=each.reason, sentences=each.sentences),) for each in asked),
    )
    return list(islice(grounded, wanted))


def _any_sentence(window: Window) -> Iterable[DraftHeadline]:
    """Every sentence, those that tell something before notes, questions and labels, and these before torn ones."""
    article = window.article

    def doubt(number: int) -> tuple[bool, bool]:
        return begins_inside(article, number), not tells_something(article.quote(number))

    for number in sorted(range(window.first, window.last + 1), key=doubt):
        text = article.quote(number)
        said = text.split()
        if len(said) > _MOST_OF_HEADLINE:
            yield DraftHeadline(statement=" ".join(said[:_MOST_OF_HEADLINE]) + " …", sentences=(number,))
        if said:
            yield DraftHeadline(statement=text, sentences=(number,))


def _each_grounded(article: Article, section: Section, contents: Iterable[tuple[Content, ...]]) -> Iterator[Content]:
    """What passes, one by one: whoever has enough asks no further, and nothing further is checked."""
    for forms in contents:
        passed = _grounded(article, section, forms)
        if passed is not None:
            yield passed


def _grounded(
    article: Article,
    section: Section,
    forms: Iterable[Content],
    *,
    party: DraftParty | None = None,
    topic: str | None = None,
    siblings: tuple[DraftParty, ...] = (),
) -> Content | None:
    """The first form that passes every check without a flag, else the first that passes."""
    flagged: Content | None = None
    for form in forms:
        outcome = ground(Item("x", section, form, party, topic), article, siblings=siblings)
        if outcome.is_grounded and not outcome.flags:
            return form
        if outcome.is_grounded and flagged is None:
            flagged = form
    return flagged
