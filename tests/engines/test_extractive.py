"""The built-in engine's briefs, as an editor would read them."""

import asyncio
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from service import engines
from service.core.article import Article, segment
from service.core.brief import Brief
from service.core.draft import DraftFact, DraftParty, DraftQuestion, Item
from service.core.engine import Answering, Engine, Failure, Notice, Request, Said, Spent, Window
from service.core.grounding import ground
from service.core.summarize import finish, summarize
from service.engines.extractive.engine import Extractive
from service.settings import Settings

ROOT = Path(__file__).parent.parent.parent
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.txt"))
SAMPLE = ROOT / "examples" / "article.txt"


async def said_of(article: Article, request: Request | None = None, window: Window | None = None) -> list[Said]:
    window = window or Window(article, 1, len(article.sentences))
    return [said async for said in Extractive().draft(window, request or Request())]


def article_of(path: Path) -> Article:
    return segment(path.read_text(encoding="utf-8"))


async def brief_of(path: Path) -> Brief:
    return await finish(summarize(article_of(path), Extractive()))


def article_texts() -> list[tuple[str, str]]:
    """(name, text) of every gold article and of the articles of the benchmarks that may be looked at."""
    gold = sorted((ROOT / "evals" / "gold").glob("*.yaml"))
    drafts = [
        path for folder in ("dev", "test") for path in sorted((ROOT / "benchmarks" / "drafts" / folder).glob("*.txt"))
    ]
    return [
        *((path.stem, str(yaml.safe_load(path.read_text("utf-8"))["text"])) for path in gold),
        *((path.stem, path.read_text("utf-8")) for path in drafts),
    ]


def facts_of(brief: Brief) -> str:
    return " ".join(fact.statement for fact in brief.key_facts)


async def test_it_is_built_by_its_name_without_any_setting() -> None:
    engine: Engine = engines.build("extractive", Settings())

    assert engine.name == "extractive"
    assert engine.window_characters is None
    await engine.aclose()


async def test_it_says_who_answers_first_and_never_spends_anything() -> None:
    said = await said_of(article_of(SAMPLE))

    assert isinstance(said[0], Answering)
    assert (said[0].engine.name, said[0].engine.model, said[0].engine.prompts) == ("extractive", None, ())
    assert not any(isinstance(each, Spent) for each in said)


async def test_it_mends_nothing() -> None:
    article = segment("The port closed on Monday after a storm.")
    items = [said for said in await said_of(article) if isinstance(said, Item)]
    failures = [Failure(items[0], ())]

    mended = [said async for said in Extractive().repair(Window(article, 1, 1), failures, Request())]

    assert mended == []


@pytest.mark.parametrize("path", [SAMPLE, *ARTICLES], ids=lambda path: path.stem)
async def test_nothing_it_writes_is_set_aside_or_flagged(path: Path) -> None:
    brief = await brief_of(path)

    assert brief.set_aside == ()
    assert brief.status == "complete"
    assert brief.headline is not None
    assert brief.key_facts
    flagged = [
        *(fact.statement for fact in brief.key_facts if fact.flags),
        *(party.name for party in brief.parties if party.flags),
        *(view.statement for party in brief.parties for view in party.positions if view.flags),
        *(asked.question for asked in brief.open_questions if asked.flags),
    ]
    assert flagged == []
    assert brief.verification.passed == brief.verification.items
    assert brief.usage.calls == 0


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in article_texts()])
async def test_every_line_about_an_article_of_any_kind_passes_and_reads_as_a_line(text: str) -> None:
    brief = await finish(summarize(segment(text), Extractive()))

    assert brief.set_aside == ()
    assert brief.headline is not None
    assert brief.key_facts or any(party.positions for party in brief.parties)
    told = [fact.statement for fact in brief.key_facts]
    told += [view.statement for party in brief.parties for view in party.positions]
    asked = [each.question for each in brief.open_questions]
    short = len(brief.headline.statement.split()) <= 18
    assert not short or brief.headline.statement not in {fact.statement for fact in brief.key_facts}
    assert len(set(told)) == len(told)
    assert not [
        line for line in told if any(broken in line for broken in (" ,", " ;", "..", ".”.", " .")) or line[:1].islower()
    ]
    assert not [line for line in asked if not line.endswith("?") or len(line.split()) > 25 or not line[:1].isupper()]
    assert len(asked) <= 5
    assert len(brief.key_facts) <= 12


@pytest.mark.parametrize("path", [SAMPLE, *ARTICLES], ids=lambda path: path.stem)
async def test_every_position_names_its_party_and_every_question_is_one(path: Path) -> None:
    items = [said for said in await said_of(article_of(path)) if isinstance(said, Item)]
    positions = [item for item in items if item.section == "positions"]
    questions = [item.statement for item in items if item.section == "open_questions"]

    assert positions
    for position in positions:
        assert position.party is not None
        assert position.party.name.lower() in position.statement.lower()
        assert position.statement[-1] in ".!?…”’\"'"
    for question in questions:
        assert question.endswith("?")
        assert len(question.split()) <= 25
        assert question[0].isupper()


async def test_the_sample_article_has_the_facts_a_reader_must_know() -> None:
    facts = facts_of(await brief_of(SAMPLE))

    for needed in (
        "killed 23 people",
        "diplomatic compound",
        "50 meters",
        "summoned",
        "Security Council",
        "$825 million",
    ):
        assert needed in facts
    assert "met in Copenhagen" in facts


async def test_the_sample_article_has_every_quotation_in_the_right_mouth() -> None:
    brief = await brief_of(SAMPLE)
    spoken = {
        quote.text[:30]: (party.name, view.reported_by)
        for party in brief.parties
        for view in party.positions
        for quote in view.quotes
    }
    leavitt = next(party.id for party in brief.parties if party.name == "Karoline Leavitt")

    assert {words: who for words, (who, _) in spoken.items()} == {
        "Everybody understands that, co": "Kaja Kallas",
        "We are discussing today how to": "Kaja Kallas",
        "Perhaps both sides of this war": "Karoline Leavitt",
        "The president wants it to end,": "Karoline Leavitt",
        "was not happy about this news,": "Trump",
        "all Putin is doing is stalling": "Dovile Sakaliene",
        "That is one power we are not u": "Dovile Sakaliene",
        "Over $200 billion of Russian a": "Dovile Sakaliene",
        "It’s imperative that those of ": "Simon Harris",
    }
    assert spoken["was not happy about this news,"][1] == leavitt


async def test_the_sample_article_has_everybody_who_speaks_with_whom_they_speak_for() -> None:
    represented = {party.name: party.represents for party in (await brief_of(SAMPLE)).parties if party.positions}

    assert represented == {
        "European military leaders": None,
        "Kaja Kallas": "EU",
        "Karoline Leavitt": "White House",
        "Trump": None,
        "Dovile Sakaliene": "Lithuania",
        "Simon Harris": "Ireland",
    }


def article_named(stem: str) -> Path:
    return ROOT / "tests" / "articles" / f"{stem}.txt"


@pytest.mark.parametrize(
    ("stem", "words", "speaker"),
    [
        ("hospice-sentencing", "Dad kept saying", "Janet Hollis"),
        ("hospice-sentencing", "These were people in the last days", "Alan Frobisher"),
        ("hospice-sentencing", "The defendant wrote in the notes", "Miriam Okafor"),
        ("bell-founder", "My father said the clay", "Hélène Marchetti"),
        ("bell-founder", "Her price was higher", "Étienne Roche"),
        ("bell-founder", "We get the same answer", "Luc"),
        ("sanctions-vienna", "Those who arm an aggressor", "Paul Lenaerts"),
        ("sanctions-vienna", "We were told by the Americans", "Sergei Kovalenko"),
        ("sanctions-vienna", "reserves the right", "Belarusian delegation"),
        ("coach-crash", "I got them both out", "Geoff"),
        ("inflatable-lobster", "political correctness gone mad", "Dean Pascoe"),
        ("inflatable-lobster", "a claw at my bedroom window", "Patricia Vine"),
        ("pool-closure", "The money was on the table", "Tom Abara"),
    ],
)
async def test_quotations_of_every_genre_are_in_the_right_mouth(stem: str, words: str, speaker: str) -> None:
    brief = await brief_of(article_named(stem))

    assert {
        party.name
        for party in brief.parties
        for view in party.positions
        for quote in view.quotes
        if words in quote.text
    } == {speaker}


@pytest.mark.parametrize(
    ("stem", "questions"),
    [
        ("grounded-ship", {"What caused the engine to fail?", "Will the crew be allowed to leave the country?"}),
        ("sanctions-vienna", {"Will Belarus retaliate?", "Will the prisoner talks go ahead?"}),
        ("bumblebees", {"Do other insects share the skill?"}),
        ("bus-strike", {"Is Northway's owner willing to pay more?"}),
    ],
)
async def test_what_an_article_leaves_open_is_asked_and_told_as_no_fact(stem: str, questions: set[str]) -> None:
    brief = await brief_of(article_named(stem))

    assert questions <= {asked.question for asked in brief.open_questions}
    assert not any("not said" in fact.statement or "not possible" in fact.statement for fact in brief.key_facts)


@pytest.mark.parametrize("path", [SAMPLE, *ARTICLES], ids=lambda path: path.stem)
async def test_marks_and_stops_are_whole(path: Path) -> None:
    brief = await brief_of(path)
    told = [fact.statement for fact in brief.key_facts]
    told += [view.statement for party in brief.parties for view in party.positions]

    for statement in told:
        assert not any(
            broken in statement for broken in (" ,", ".”.", "..", ".'.", "’.”.", ",”", "said The ", "said In ")
        )
        assert statement.count("“") == statement.count("”")


async def test_a_quotation_stands_under_a_view_only_where_it_speaks_of_the_same() -> None:
    article = segment(
        "Ana Duarte, the mediator, said both armies would pull back their guns. “We signed at dawn in the rain,” she said.\n"
        "Pau Ribas, the envoy, said Lima had one more way to press them. “That is a way we have not used,” he said."
    )
    brief = await finish(summarize(article, Extractive()))
    views = {party.name: party.positions for party in brief.parties}

    assert [len(view.quotes) for view in views["Ana Duarte"]] == [0, 1]
    assert [len(view.quotes) for view in views["Pau Ribas"]] == [1]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Ana Duarte backed the plan but feared “a long wave of closures on every street.”",
            "Ana Duarte feared “a long wave of closures on every street.”",
        ),
        (
            "Ana Duarte, the mediator, did not rule out that the talks could fail.",
            "Ana Duarte did not rule out that the talks could fail.",
        ),
        (
            "If the talks fail, Ana Duarte said, the armies will stay in the town.",
            "Ana Duarte said if the talks fail, the armies will stay in the town.",
        ),
        (
            "Ana Duarte also told them it was a bad plan for the town.",
            "Ana Duarte said it was a bad plan for the town.",
        ),
    ],
)
async def test_a_view_keeps_the_articles_own_predicate(text: str, statement: str) -> None:
    brief = await finish(summarize(segment(text + " The talks went on in Lima on Monday night."), Extractive()))

    assert statement in {view.statement for party in brief.parties for view in party.positions}


async def test_two_spokesmen_stay_two_parties() -> None:
    article = segment(
        "The port of Orsk closed on Monday. A spokesman for the mayor said the port would open again in May.\n"
        "A spokesman for the former transport minister said the plan for the port had always been a bad one."
    )
    brief = await finish(summarize(article, Extractive()))

    assert [(party.name, len(party.positions)) for party in brief.parties] == [
        ("Spokesman for the mayor", 1),
        ("Spokesman for the former transport minister", 1),
    ]


async def test_events_to_come_are_not_told_as_done() -> None:
    statuses = {fact.statement[:40]: fact.status for fact in (await brief_of(SAMPLE)).key_facts}

    assert statuses["The U.N. Security Council scheduled an e"] == "scheduled"
    assert statuses["Two of Ukraine’s top envoys were set to "] == "scheduled"
    assert statuses["Ministers were expected to discuss deplo"] == "expected"
    assert statuses["The EU summoned the Russian envoy in Bru"] == "done"


async def test_a_sentence_that_opens_with_a_pronoun_is_told_with_the_name() -> None:
    article = segment(
        "President Ilse Maren opened the new harbour in Orsk on Monday.\nShe will visit the islands by boat on Friday."
    )
    said = await said_of(article)
    facts = [each.statement for each in said if isinstance(each, Item) and each.section == "key_facts"]

    assert "Ilse Maren will visit the islands by boat on Friday." in facts


async def test_a_pronoun_that_could_mean_two_people_makes_no_fact() -> None:
    article = segment(
        "Ana Duarte met Ines Molina at the mill on Monday.\nShe will open the new bridge over the river on Friday."
    )
    told = [each.statement for each in await said_of(article) if isinstance(each, Item) and each.section == "key_facts"]

    assert not any("bridge" in statement for statement in told)


async def test_a_press_releases_first_lines_are_no_facts_and_its_title_is_the_headline() -> None:
    article = segment(
        "FOR IMMEDIATE RELEASE\nVelotra to Build Recycling Plant in Tarragona\n"
        "Velotra will build a plant for used batteries in Tarragona, the company said on Monday."
    )
    items = [each for each in await said_of(article) if isinstance(each, Item)]

    assert [each.statement for each in items if each.section == "headline"] == [
        "Velotra to Build Recycling Plant in Tarragona."
    ]
    assert [each.sentences for each in items if each.section == "key_facts"] == [(3,)]


async def test_limits_may_only_lower() -> None:
    article = article_of(SAMPLE)
    few = [each for each in await said_of(article, Request(max_facts=2, max_questions=1)) if isinstance(each, Item)]
    many = [each for each in await said_of(article, Request(max_facts=99, max_questions=99)) if isinstance(each, Item)]

    assert [sum(each.section == section for each in few) for section in ("key_facts", "open_questions")] == [2, 1]
    assert sum(each.section == "key_facts" for each in many) <= 12
    assert sum(each.section == "open_questions" for each in many) <= 5


async def test_a_window_is_briefed_from_its_own_sentences() -> None:
    article = article_of(SAMPLE)
    window = Window(article, 9, 16, lead_in=2)
    told = [each for each in await said_of(article, window=window) if isinstance(each, Item)]
    facts = [each for each in told if each.section in {"headline", "key_facts", "open_questions"}]

    assert facts
    assert all(9 <= number <= 16 for each in facts for number in each.sentences)


async def test_longer_articles_give_more_facts() -> None:
    short = await brief_of(next(path for path in ARTICLES if path.stem == "ferry-strike"))
    long = await brief_of(SAMPLE)

    assert 3 <= len(short.key_facts) <= 5
    assert 8 <= len(long.key_facts) <= 12


async def test_another_language_gets_a_warning_and_sentences_without_quotations() -> None:
    text = (
        "Die Hafenarbeiter in Lisborn haben am Montag ihre Arbeit niedergelegt. "
        "Die Gewerkschaft teilte mit, dass die Gespräche gescheitert sind. "
        "„Wir wollten das nicht“, sagte die Vorsitzende Marta Veloso. Der Streik soll 48 Stunden dauern."
    )
    article = segment(text)
    said = await said_of(article)
    facts = [each for each in said if isinstance(each, Item) and each.section == "key_facts"]

    assert article.language == "de"
    assert [each for each in said if isinstance(each, Notice)]
    headlines = [each for each in said if isinstance(each, Item) and each.section == "headline"]
    assert [each.statement for each in headlines] == [article.quote(1)]
    assert [each.statement for each in facts] == [article.quote(2), article.quote(4)]
    assert not any(isinstance(each, Item) and isinstance(each.content, DraftParty | DraftQuestion) for each in said)


async def test_text_that_is_no_article_gives_no_nonsense() -> None:
    assert [
        each
        for each in await said_of(segment("Menu\nHome\nContact"))
        if isinstance(each, Item) and each.section == "parties"
    ] == []


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(min_size=1, max_size=300), st.integers(0, 2**32)), st.sampled_from(ARTICLES))
def test_every_text_can_be_drafted_and_what_is_said_passes(noise: str | int, path: Path) -> None:
    text = noise if isinstance(noise, str) else _torn(path.read_text(encoding="utf-8"), noise)
    article = segment(text)
    if not article.sentences:
        return
    said = asyncio.run(said_of(article))
    items = [each for each in said if isinstance(each, Item)]
    siblings = tuple(each.content for each in items if isinstance(each.content, DraftParty))

    assert isinstance(said[0], Answering)
    assert [ground(each, article, siblings=siblings).reasons for each in items if each.section != "topics"] == [
        () for each in items if each.section != "topics"
    ]


def _torn(text: str, seed: int) -> str:
    """An article with a stretch missing and another moved: sentences that break off, marks that never close."""
    first, second = seed % len(text), (seed // len(text)) % len(text)
    start, end = min(first, second), max(first, second)
    return text[end:] + text[:start]


async def statements_of(text: str) -> list[str]:
    article = segment(text, language="en")
    return [said.statement for said in await said_of(article) if isinstance(said, Item) and said.section == "positions"]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Peru would not say whether it would leave the treaty. Analysts said its options were limited.",
            "Analysts said Peru's options were limited.",
        ),
        (
            "Ms. Clara Voss ran the port. She took no holiday. Ana Duarte, the mayor, accused her of neglect.",
            "Ana Duarte accused Clara Voss of neglect.",
        ),
        (
            "The opposition called for an independent inquiry, which Ana Duarte said would be premature.",
            "Ana Duarte said an independent inquiry would be premature.",
        ),
    ],
)
async def test_a_view_told_by_itself_says_whom_and_what_it_is_about(text: str, statement: str) -> None:
    assert statement in await statements_of(text)


async def test_a_view_about_something_that_is_not_named_is_left_out() -> None:
    told = await statements_of("The study cost a lot. Critics rejected its figures.")

    assert not [statement for statement in told if "its" in statement]


async def test_what_is_said_by_a_body_is_told_as_a_position_and_not_as_a_fact_too() -> None:
    brief = await finish(
        summarize(
            segment(
                "The Senate voted 52-47 on Thursday to block the medicines bill. "
                "A House version of the bill passed in March by 231 votes. "
                "The Drug Council vowed to take the issue to the courts before the summer ends.",
                language="en",
            ),
            Extractive(),
        )
    )

    assert len(brief.key_facts) == 2
    assert "vowed" not in facts_of(brief)


async def test_what_only_explains_a_subject_does_not_make_the_news_expected() -> None:
    article = segment(
        "The ministry imposed sanctions on three banks on Tuesday. "
        "The measures, announced hours before talks were due to begin in Vienna, freeze assets worth about €640 million.",
        language="en",
    )

    facts = [said.content for said in await said_of(article) if isinstance(said, Item) and said.section == "key_facts"]

    [measures] = [fact for fact in facts if isinstance(fact, DraftFact) and "freeze" in fact.statement]
    assert measures.status in {"done", "ongoing"}


async def test_a_quoted_name_for_something_left_out_is_told_as_words_used() -> None:
    told = await statements_of(
        "Ana Duarte spoke for an hour. The effect was larger in women, a result that she calls “suggestive at best.”"
    )

    assert told == ["Ana Duarte used the words “suggestive at best.”"]


async def test_it_after_a_sentence_that_only_mentions_a_body_makes_no_fact() -> None:
    article = segment(
        "Ghent University Hospital said the wards were full. "
        "A trial at Ghent University Hospital will begin on Monday. It is funded by the state with two million euros.",
        language="en",
    )

    told = [said.statement for said in await said_of(article) if isinstance(said, Item) and said.section == "key_facts"]

    assert not [statement for statement in told if "funded" in statement]


async def test_of_a_text_in_which_hundreds_speak_those_who_speak_most_are_told_and_the_brief_is_whole() -> None:
    first = "Ada Bram Cleo Dirk Elsa Finn Gwen Hugo Iris Jonas Kira Lars Mona Nils".split()
    last = "Arden Belmore Carrick Dunmore Elsby Farrow Gatley Harlow Irvine Jarrow".split()
    speakers = [f"{one} {other}" for one in first for other in last]
    views = ["wants the bridge closed", "opposes the new toll", "supports the raise"]
    said = [
        f"{speaker} said on Monday that she {views[number % 3]} at Pier {number}."
        for number, speaker in enumerate(speakers)
    ]
    often = [f"Olga Penrose said that she would vote against plan {number} on Friday." for number in range(30)]

    brief = await finish(summarize(segment("\n\n".join([*said, *often])), Extractive()))

    positions = {party.name: len(party.positions) for party in brief.parties}
    assert brief.status == "complete"
    assert brief.warnings == ()
    assert 90 <= sum(positions.values()) <= 120
    assert positions["Olga Penrose"] == max(positions.values()) > 5
