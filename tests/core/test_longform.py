from collections.abc import AsyncIterator

from hypothesis import given
from hypothesis import strategies as st

from service.core import longform
from service.core.article import segment
from service.core.draft import Item
from service.core.engine import Request, Said, Truncated, Window
from service.core.errors import EngineUnavailable
from service.core.grounding import Outcome, ground
from service.core.steps import Merged
from service.core.summarize import finish, summarize
from tests.fakes import ScriptedEngine, draft, fact, party, position, question

ARTICLE = segment(
    "The port of Aldham closed on Monday.\n"
    "Norway sued Chile over the ships.\n"
    "Chile sued Norway a day later.\n"
    "“We will stay out,” said Ann Roe, the union’s leader.\n"
    "Roe wants a bonus of 40 euros.\n"
    "It is unclear whether the port will open this week."
)


def grounded(said: list[Said]) -> list[Outcome]:
    return [ground(item, ARTICLE) for item in said if isinstance(item, Item)]


def statements(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [outcome.item.statement for outcome in outcomes if isinstance(outcome.item, Item)]


@given(st.text(min_size=1, max_size=400).filter(lambda text: bool(text.strip())), st.integers(1, 120))
def test_windows_cover_every_sentence_once_and_in_order(text: str, characters: int) -> None:
    article = segment(text)

    windows = longform.split(article, characters)

    covered = [number for window in windows for number in range(window.first, window.last + 1)]
    assert covered == [sentence.number for sentence in article.sentences]
    for window in windows:
        start, end = article.sentences[window.first - 1].start, article.sentences[window.last - 1].end
        assert end - start <= characters or window.first == window.last
        assert 0 <= window.lead_in < window.first


def test_a_text_that_fits_is_one_window() -> None:
    assert longform.split(ARTICLE, None) == (Window(ARTICLE, 1, 6),)
    assert longform.split(ARTICLE, 10_000) == (Window(ARTICLE, 1, 6),)


def test_a_halved_window_has_the_same_sentences_and_a_lead_in() -> None:
    first, second = longform.halve(Window(ARTICLE, 1, 6))

    assert (first.first, first.last, second.first, second.last) == (1, 3, 4, 6)
    assert second.lead_in == 2
    assert longform.halve(Window(ARTICLE, 2, 2)) == (Window(ARTICLE, 2, 2),)


def test_the_same_fact_from_two_windows_stands_once_with_all_its_evidence() -> None:
    first = grounded(draft(facts=[fact("The port of Aldham closed on Monday.", 1)]))
    second = grounded(draft(facts=[fact("The port of Aldham closed on Monday.", 1, 6)]))

    (kept,) = longform.merge([first, second]).facts

    assert [sentence.sentence for sentence in kept.evidence] == [1, 6]


def test_facts_that_differ_in_who_or_how_many_are_two_facts() -> None:
    swapped = [fact("Norway sued Chile.", 2), fact("Chile sued Norway.", 3)]
    counted = [fact("Roe wants a bonus of 40 euros.", 5), fact("Roe wants a bonus of 50 euros.", 5)]
    denied = [fact("The port will open this week.", 6), fact("The port will not open this week.", 6)]

    for pair in (swapped, counted, denied):
        outcomes = [Outcome(item) for item in draft(facts=pair) if isinstance(item, Item)]
        assert len(longform.merge([outcomes]).facts) == 2


def test_a_party_under_two_names_is_one_party_with_all_its_positions() -> None:
    short = party("Roe", 5, positions=[position("Roe wants a bonus of 40 euros.", 5)])
    full = party("Ann Roe", 4, role="the union’s leader", positions=[position("Ann Roe will stay out.", 4)])

    (joined,) = longform.merge([grounded(draft(parties=[short])), grounded(draft(parties=[full]))]).parties

    assert (joined.content.name, joined.content.role, joined.other_names) == ("Ann Roe", "the union’s leader", ("Roe",))
    assert len(joined.positions) == 2
    assert [sentence.sentence for sentence in joined.outcome.evidence] == [4, 5]


def test_nobody_is_his_own_barrister() -> None:
    lawyer = party("Roe's barrister", 5, positions=[position("Roe's barrister wants a bonus of 40 euros.", 5)])
    accused = party("Ann Roe", 4, positions=[position("Ann Roe will stay out.", 4)])

    parties = longform.merge([grounded(draft(parties=[accused, lawyer]))]).parties

    assert [joined.content.name for joined in parties] == ["Ann Roe", "Roe's barrister"]


def test_a_mother_and_a_daughter_of_one_family_are_two_parties() -> None:
    mother = party("Ann Roe", 4, positions=[position("Ann Roe will stay out.", 4)])
    daughter = party("Eve Roe Stone", 5, positions=[position("Eve Roe Stone wants a bonus of 40 euros.", 5)])

    merged = longform.merge([[Outcome(item) for item in draft(parties=[mother, daughter]) if isinstance(item, Item)]])

    assert [joined.content.name for joined in merged.parties] == ["Ann Roe", "Eve Roe Stone"]


def test_facts_of_all_windows_keep_their_rank() -> None:
    first = grounded(draft(facts=[fact("The port of Aldham closed.", 1), fact("Norway sued Chile.", 2)]))
    second = grounded(draft(facts=[fact("Roe wants a bonus.", 5)]))

    assert statements(longform.merge([first, second]).facts) == [
        "The port of Aldham closed.",
        "Roe wants a bonus.",
        "Norway sued Chile.",
    ]


def test_questions_are_joined_too() -> None:
    asked = [question("Will the port open this week?", 6)]

    assert len(longform.merge([grounded(draft(questions=asked)), grounded(draft(questions=asked))]).questions) == 1


class WindowedEngine(ScriptedEngine):
    """Says one fact for each window, unless told to fail on its first sentence."""

    def __init__(self, *, fails_on: tuple[int, ...] = (), cut_on: tuple[int, ...] = (), characters: int = 80) -> None:
        super().__init__(window_characters=characters)
        self.fails_on = list(fails_on)
        self.cut_on = cut_on

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        self.drafted.append((window, request))
        if window.first in self.fails_on:
            self.fails_on.remove(window.first)
            raise EngineUnavailable("m", "down")
        for item in draft(
            facts=[fact(window.article.quote(number), number) for number in range(window.first, window.last + 1)]
        ):
            yield item
        if window.first in self.cut_on and window.last > window.first:
            yield Truncated()


async def test_a_long_article_is_drafted_window_by_window_with_the_articles_own_numbers() -> None:
    engine = WindowedEngine()

    brief = await finish(summarize(ARTICLE, engine))

    assert brief.windows.total == len(engine.drafted) > 1
    assert sorted(fact.evidence[0].sentence for fact in brief.key_facts) == [1, 2, 3, 4, 5, 6]
    assert brief.status == "complete"


async def test_a_window_that_fails_once_is_tried_again() -> None:
    brief = await finish(summarize(ARTICLE, WindowedEngine(fails_on=(1,))))

    assert brief.windows.failed == 0
    assert len(brief.key_facts) == 6


async def test_a_window_that_keeps_failing_is_named_and_the_others_kept() -> None:
    brief = await finish(summarize(ARTICLE, WindowedEngine(fails_on=(1, 1))))

    assert brief.windows.failed == 1
    assert brief.status == "partial"
    assert "sentences 1 to" in brief.warnings[-1]


async def test_a_draft_that_does_not_fit_is_drafted_again_in_halves() -> None:
    engine = WindowedEngine(cut_on=(1,), characters=100_000)
    told = "because the crane beside it has not been tested since the storm and nobody may work below it until it has"
    long = segment("\n".join(f"Berth {number} of the port of Aldham stays closed {told}." for number in range(1, 41)))

    brief = await finish(summarize(long, engine))

    drafted = [(window.first, window.last) for window, _ in engine.drafted]
    assert drafted == [(1, 40), (1, 20), (1, 10), (11, 20), (21, 40)]
    assert len(brief.key_facts) == 40
    assert brief.status == "partial"
    assert "did not fit" in brief.warnings[0]


async def test_a_short_draft_that_does_not_fit_is_not_drafted_again() -> None:
    engine = WindowedEngine(cut_on=(1,), characters=1000)

    brief = await finish(summarize(ARTICLE, engine))

    assert len(engine.drafted) == 1
    assert brief.status == "partial"


async def test_provisional_ids_lead_to_the_final_ones() -> None:
    steps = [step async for step in summarize(ARTICLE, WindowedEngine())]

    (merged,) = [step for step in steps if isinstance(step, Merged)]
    assert sorted(merged.ids.values()) == ["f1", "f2", "f3", "f4", "f5", "f6"]
    assert all(origin.startswith("w") for origin in merged.ids)
