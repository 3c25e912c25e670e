"""The extractive engine: facts, positions and questions in the article's own words, each checked before it leaves."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from service.core import attribution
from service.core.article import Article
from service.core.attribution import Reading
from service.core.attribution.lines import lines
from service.core.brief import EngineRecord
from service.core.draft import Draft, DraftFact, DraftHeadline, DraftQuestion, items
from service.core.engine import Answering, Failure, Notice, Request, Said, Window
from service.core.plain import plain
from service.core.words import stems_of, words
from service.engines.extractive import notices, verbatim
from service.engines.extractive.asking.questions import questions
from service.engines.extractive.facts import statements
from service.engines.extractive.facts.headlines import MOST_WORDS, headlines
from service.engines.extractive.facts.ranking import candidates, facts_wanted, most_words
from service.engines.extractive.facts.statements import Claim
from service.engines.extractive.grounded import each_grounded, grounded
from service.engines.extractive.sentences import prose, remembered
from service.engines.extractive.sentences.furniture import begins_inside, headline_of, tells_something
from service.engines.extractive.sentences.printed import in_print
from service.engines.extractive.views import parties, positions
from service.engines.extractive.views.contest import contest
from service.engines.extractive.views.finish import is_empty

NAME = "extractive"
_LONG_CHARACTERS = 20_000
_MOST_QUESTIONS = 5
_ENOUGH_NEWS = 80  # words of facts that need no views beside them
_TOLD_ALREADY = 0.75  # of what a claim says, in facts before it: it repeats them
_MOST_OF_HEADLINE = 30  # words of a sentence that nothing shortens
_FEWEST_BESIDE = 1  # facts that a brief has beside its headline


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
    headline = grounded(
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
        each_grounded(
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
    headline = grounded(
        article, "headline", headlines(article, told, headline_number, {fact.statement for fact in facts})
    ) or grounded(article, "headline", _any_sentence(window))
    if headline is None:
        return None
    facts = _beside(article, headline, facts, told)
    held = parties.worth_telling(
        [view for view in positions.views(article, reading, window) if not parties.only_repeats(view, used, reading)]
    )
    viewed = {form for view in held for form in view.forms}
    facts = [fact for fact in facts if fact.statement not in viewed]
    about = contest(article, window, held)
    return Draft(
        headline=headline,
        key_facts=tuple(facts),
        topics=tuple(topic.text for topic in about.topics),
        parties=parties.drafted(window, reading, held, about),
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
        fact = grounded(article, "key_facts", statements.facts(claim))
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
        other = grounded(article, "key_facts", statements.facts(longer))
        if other is not None:
            fuller.append(other)
    return fuller if len(fuller) == len(facts) or len(fuller) >= _FEWEST_BESIDE else facts


def _questions(window: Window, reading: Reading, request: Request) -> list[DraftQuestion]:
    wanted = _MOST_QUESTIONS
    if request.max_questions is not None:
        wanted = min(wanted, request.max_questions)
    asked = questions(window.article, reading, window)
    passing = each_grounded(
        window.article,
        "open_questions",
        ((DraftQuestion(question=each.question, reason=each.reason, sentences=each.sentences),) for each in asked),
    )
    return list(islice(passing, wanted))


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
