import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from service.core.article import segment
from service.core.brief import Brief, EngineRecord, PromptRecord
from service.core.draft import Item, Malformed, items, read_item
from service.core.engine import Answering, Notice, Request, Said, Spent, Window
from service.core.errors import (
    DeadlineExceeded,
    EngineError,
    EngineGaveNoBrief,
    EngineRefused,
    EngineRejected,
    EngineUnavailable,
    NotAnArticle,
)
from service.core.steps import Answered, Done, Failed, Grounded, Merged, PutAside, Repaired, Segmented, Step
from service.core.summarize import Clock, finish, summarize
from tests.fakes import ScriptedEngine, draft, echoes, fact, party, position, question

ARTICLE = segment(
    "The port of Aldham closed on Monday after 23 workers walked out. "
    "“We will not go back,” said Ann Roe, leader of the dockers’ union. "
    "It is unclear whether the port will open this week."
)
LONG = segment("\n\n".join(f"Port number {number} closed on Monday." for number in range(40)))
CLOSED = fact("The port of Aldham closed on Monday.", 1)
WRONG = fact("The port of Aldham closed after 32 workers walked out.", 1)
ROE = party(
    "Ann Roe",
    2,
    role="leader of the dockers’ union",
    positions=[position("Ann Roe refuses to go back.", 2, quote="We will not go back")],
)
OPEN = question("Will the port open this week?", 3)


async def steps(engine: ScriptedEngine, request: Request | None = None) -> list[Step]:
    clock = Clock(now=lambda: datetime(2026, 11, 23, tzinfo=UTC), monotonic=lambda: 1.0)
    return [step async for step in summarize(ARTICLE, engine, request, brief_id="b" * 32, clock=clock)]


async def brief(engine: ScriptedEngine, request: Request | None = None) -> Brief:
    last = (await steps(engine, request))[-1]
    assert isinstance(last, Done)
    return last.brief


def mended(key: str, entry: object) -> Item | Malformed:
    return read_item(key, "key_facts", entry)


async def test_a_brief_quotes_what_the_draft_cites() -> None:
    made = await brief(ScriptedEngine(draft(facts=[CLOSED], parties=[ROE], questions=[OPEN])))

    (closed,) = made.key_facts
    assert closed.evidence[0].text == ARTICLE.quote(1)
    assert ARTICLE.text[closed.evidence[0].start : closed.evidence[0].end] == closed.evidence[0].text
    (roe,) = made.parties
    assert (roe.id, roe.positions[0].id) == ("p1", "p1.1")
    (quote,) = roe.positions[0].quotes
    assert ARTICLE.text[quote.start : quote.end] == quote.text == "We will not go back"
    assert [asked.id for asked in made.open_questions] == ["q1"]
    assert made.status == "complete"
    assert made.verification.uncited_sentences == ()


async def test_the_steps_tell_the_story_in_order() -> None:
    engine = ScriptedEngine(draft(facts=[CLOSED, WRONG]), mends=[mended("f2", fact("23 workers walked out.", 1))])

    kinds = [type(step) for step in await steps(engine)]

    assert kinds == [Segmented, Answered, Grounded, Failed, Repaired, Merged, Done]


async def test_only_failing_items_go_to_repair_with_their_reasons() -> None:
    engine = ScriptedEngine(draft(facts=[CLOSED, WRONG], parties=[ROE]))

    await steps(engine)

    ((failure,),) = engine.asked_to_repair
    assert failure.item.key == "f2"
    assert [reason.check for reason in failure.reasons] == ["number"]


async def test_an_item_that_still_fails_is_set_aside_with_the_reason() -> None:
    made = await brief(ScriptedEngine(draft(facts=[CLOSED, WRONG]), mends=[mended("f2", WRONG)]))

    assert [kept.statement for kept in made.key_facts] == [CLOSED["statement"]]
    (aside,) = made.set_aside
    assert aside.item == WRONG["statement"]
    assert "32" in aside.reasons[0].detail
    assert (made.verification.passed, made.verification.repaired, made.verification.set_aside) == (1, 0, 1)


async def test_a_mended_item_takes_its_old_place() -> None:
    engine = ScriptedEngine(draft(facts=[WRONG, CLOSED]), mends=[mended("f1", fact("23 workers walked out.", 1))])

    made = await brief(engine)

    assert [kept.statement for kept in made.key_facts] == ["23 workers walked out.", CLOSED["statement"]]
    assert made.verification.repaired == 1


async def test_a_repair_may_not_add_items_or_change_what_passed() -> None:
    mends = [mended("f1", fact("The port closed.", 1)), mended("f9", fact("Ann Roe leads a union.", 2))]

    made = await brief(ScriptedEngine(draft(facts=[CLOSED, WRONG]), mends=mends))

    assert [kept.statement for kept in made.key_facts] == [CLOSED["statement"]]


async def test_an_entry_of_the_wrong_shape_is_one_failed_item() -> None:
    made = await brief(ScriptedEngine(draft(facts=[CLOSED, {"statement": "No status."}])))

    (aside,) = made.set_aside
    assert aside.reasons[0].check == "schema"


async def test_positions_stay_out_with_a_party_the_article_does_not_know() -> None:
    invented = party("Boris Malden", 2, positions=[position("He will not go back.", 2)])

    made = await brief(ScriptedEngine(draft(facts=[CLOSED], parties=[invented])))

    assert made.parties == ()
    assert {aside.section for aside in made.set_aside} == {"parties", "positions"}


async def test_usage_is_summed_over_all_calls_and_unknown_prices_stay_unknown() -> None:
    said: list[Said | Exception] = [
        Spent(input_tokens=100, output_tokens=10, cost_usd=0.5),
        *draft(facts=[CLOSED, WRONG]),
    ]
    engine = ScriptedEngine(said, mends=[Spent(repairs=1, input_tokens=7, cached_tokens=5, output_tokens=3)])

    usage = (await brief(engine)).usage

    assert (usage.calls, usage.repairs, usage.input_tokens, usage.cached_tokens, usage.output_tokens) == (
        2,
        1,
        107,
        5,
        13,
    )
    assert usage.cost_usd is None


async def test_what_came_before_a_failure_is_kept_and_marked_partial() -> None:
    said: Sequence[Said | Exception] = [*draft(facts=[CLOSED]), EngineUnavailable("m", "the connection broke")]

    made = await brief(ScriptedEngine(said))

    assert made.status == "partial"
    assert "m was out of reach" in made.warnings[0]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (EngineUnavailable("m", "down"), "partial"),
        (EngineRejected("m", "no quota"), "partial"),
        (EngineRefused("m", "no"), "complete"),
        (EngineGaveNoBrief("m", "prose"), "complete"),
    ],
)
async def test_a_failed_repair_leaves_a_brief_without_the_failing_items_and_is_partial_if_another_try_might_help(
    error: EngineError, status: str
) -> None:
    engine = ScriptedEngine(draft(facts=[CLOSED, WRONG]), mends=[error])

    made = await brief(engine)

    assert made.status == status
    assert len(made.key_facts) == len(made.set_aside) == 1
    assert "were not repaired" in made.warnings[0]


async def test_a_brief_whose_parts_were_written_by_two_names_the_one_that_stood_in_and_every_prompt() -> None:
    def answering(model: str, prompt: str, instead_of: str | None = None) -> Answering:
        used = PromptRecord(name=prompt, version=1, checksum="0")
        return Answering(EngineRecord(name="llm", model=model, fallback_from=instead_of, prompts=(used,)))

    def says(window: Window) -> list[Said | Exception]:
        if window.first == 1:
            return [answering("first", "brief"), answering("spare", "brief", instead_of="first"), *echoes(window)]
        return [answering("first", "other"), *echoes(window)]

    made = await finish(summarize(LONG, ScriptedEngine(says, window_characters=600), parallel=1))

    assert made.windows.total > 1
    assert (made.engine.model, made.engine.fallback_from) == ("spare", "first")
    assert [prompt.name for prompt in made.engine.prompts] == ["brief", "other"]


async def test_an_engine_whose_answer_gave_nothing_is_not_the_one_the_brief_names() -> None:
    def says(window: Window) -> list[Said | Exception]:
        record = EngineRecord(name="llm", model="spare", fallback_from="first", prompts=())
        return [Answering(record), EngineUnavailable("spare", "down")] if window.first == 1 else [*echoes(window)]

    made = await finish(summarize(LONG, ScriptedEngine(says, window_characters=600)))

    assert made.windows.failed == 1
    assert (made.engine.name, made.engine.fallback_from) == ("scripted", None)


async def test_an_item_that_stays_out_is_told_of_when_its_own_part_is_done() -> None:
    def says(window: Window) -> list[Said]:
        true = fact(window.article.quote(window.first), window.first)
        return draft(facts=[true, fact("Port number 77 closed on Sunday.", window.first)])

    engine = ScriptedEngine(says, window_characters=600)
    told = [step async for step in summarize(LONG, engine, parallel=1)]

    first_aside = next(place for place, step in enumerate(told) if isinstance(step, PutAside))
    last_passed = max(place for place, step in enumerate(told) if isinstance(step, Grounded))
    assert first_aside < last_passed
    (made,) = [step.brief for step in told if isinstance(step, Done)]
    assert sum(isinstance(step, PutAside) for step in told) == len(made.set_aside) == made.windows.total


async def test_an_engine_that_fails_at_once_fails_the_request() -> None:
    with pytest.raises(EngineUnavailable):
        await steps(ScriptedEngine([EngineUnavailable("m", "down")]))


async def test_an_answer_without_items_is_no_brief() -> None:
    with pytest.raises(EngineGaveNoBrief):
        await steps(ScriptedEngine())


async def test_a_text_without_a_sentence_is_no_article() -> None:
    with pytest.raises(NotAnArticle):
        await finish(summarize(segment(" \n "), ScriptedEngine()))


async def test_a_deadline_keeps_what_is_verified_and_stops_the_engine() -> None:
    engine = ScriptedEngine(draft(facts=[CLOSED]), hangs=True)

    made = await brief(engine, Request(deadline_seconds=0.05))

    assert made.status == "partial"
    assert engine.stopped_early == 1


async def test_a_deadline_before_anything_is_verified_is_an_error() -> None:
    with pytest.raises(DeadlineExceeded):
        await steps(ScriptedEngine(hangs=True), Request(deadline_seconds=0.05))


async def test_a_reader_who_leaves_stops_the_engine() -> None:
    engine = ScriptedEngine(draft(facts=[CLOSED]), hangs=True)
    running = summarize(ARTICLE, engine)

    async for step in running:
        if isinstance(step, Grounded):
            break
    await running.aclose()

    assert engine.stopped_early == 1


async def test_two_briefs_on_one_engine_do_not_mix() -> None:
    engine = ScriptedEngine(draft(facts=[CLOSED]))

    first, second = await asyncio.gather(brief(engine), brief(engine))

    assert first == second


async def test_caps_of_the_caller_lower_the_number_of_items() -> None:
    made = await brief(ScriptedEngine(draft(facts=[CLOSED, fact("23 workers walked out.", 1)])), Request(max_facts=1))

    assert len(made.key_facts) == 1


async def test_a_text_in_another_language_says_which_checks_ran() -> None:
    german = segment("Der Hafen ist seit Montag geschlossen, weil die Arbeiter nicht zu der Schicht gekommen sind.")
    engine = ScriptedEngine(draft(facts=[fact("Der Hafen ist geschlossen.", 1)]))

    made = await finish(summarize(german, engine))

    assert made.article.language == "de"
    assert "not English" in made.warnings[0]


async def test_whoever_answers_last_is_named() -> None:
    engine = ScriptedEngine([Notice("the first model was down"), *draft(facts=[CLOSED])])

    made = await finish(summarize(ARTICLE, engine))

    assert made.engine.name == "scripted"
    assert made.warnings == ("the first model was down",)
    assert list(items({})) == []
    assert isinstance(Answering(made.engine), Answering)


async def test_dates_of_a_fact_are_resolved_only_against_a_day_of_publication() -> None:
    dated = segment(ARTICLE.text, published_at=datetime(2026, 11, 25, tzinfo=UTC).date())

    undated_brief = await finish(summarize(ARTICLE, ScriptedEngine(draft(facts=[CLOSED]))))
    dated_brief = await finish(summarize(dated, ScriptedEngine(draft(facts=[CLOSED]))))

    assert [(mention.text, mention.iso) for mention in undated_brief.key_facts[0].dates] == [("Monday", None)]
    assert [(mention.text, mention.iso) for mention in dated_brief.key_facts[0].dates] == [("Monday", "2026-11-23")]


async def test_a_position_is_judged_with_every_party_of_the_draft_known() -> None:
    told = party("Ann Roe", 2, positions=[position("We will not go back, Roe said.", 2, reported_by="Boris Malden")])
    engine = ScriptedEngine(draft(parties=[told, party("The port of Aldham", 1, kind="organisation")]))

    made = await brief(engine)

    assert made.verification.items == 3
    assert made.verification.passed + made.verification.set_aside == 3


@pytest.mark.parametrize(
    ("reporter", "reported_by"), [("former Coalex engineer", "former Coalex engineer"), ("Coalex", "p2"), ("Poe", "p3")]
)
async def test_a_reporter_is_the_party_of_that_name_and_no_body_somebody_worked_for(
    reporter: str, reported_by: str
) -> None:
    article = segment(
        "A former Coalex engineer, and later Coalex itself and Ann Poe, said that Lee Roe had known of the leak."
    )
    told = party("Lee Roe", 1, positions=[position("Lee Roe had known of the leak.", 1, reported_by=reporter)])
    engine = ScriptedEngine(draft(parties=[told, party("Coalex", 1, kind="organisation"), party("Ann Poe", 1)]))

    made = await finish(summarize(article, engine))

    assert [view.reported_by for view in made.parties[0].positions] == [reported_by]


async def test_a_draft_without_end_is_cut_and_marked_partial() -> None:
    made = await brief(ScriptedEngine(draft(facts=[CLOSED] * 1000)))

    assert made.verification.items == 400
    assert made.status == "partial"
    assert len(made.key_facts) == 1


async def test_a_mended_position_whose_party_stays_out_counts_as_set_aside_alone() -> None:
    unproved = party("Ann Roe", positions=[position("Ann Roe refuses to go back.", 99)])
    _, _, broken = draft(facts=[CLOSED], parties=[unproved])
    assert isinstance(broken, Item)
    mend = read_item("p1.1", "positions", position("Ann Roe refuses to go back.", 2), party=broken.party)

    made = await brief(ScriptedEngine(draft(facts=[CLOSED], parties=[unproved]), mends=[mend]))

    counts = made.verification
    assert (counts.items, counts.passed, counts.repaired, counts.set_aside) == (3, 1, 0, 2)
