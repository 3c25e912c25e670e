import asyncio
import contextlib
import hashlib
import json
import sqlite3
from collections.abc import AsyncIterator
from datetime import date

import httpx2
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from pydantic import SecretStr

from service import engines
from service.access import new_key
from service.core.brief import Brief, DateMention, Evidence, Quote
from service.core.engine import Spent
from service.core.errors import (
    BudgetSpent,
    EngineGaveNoBrief,
    EngineRefused,
    EngineRejected,
    EngineUnavailable,
)
from service.settings import Settings
from tests.fakes import ScriptedEngine, draft, echoes, fact, party, position
from tests.surfaces.conftest import Serving

TEXT = (
    "The port of Larsund closed on Monday. “We will stay out until there is an offer,” said Mira Holt, who leads the "
    "union. The port authority said it would not negotiate before Friday."
)
JSON = {"content-type": "application/json"}
PAGE = (
    f"<html><head><title>Port closed</title></head><body><nav>Home</nav><article><p>{TEXT}</p></article></body></html>"
)


async def test_a_text_becomes_a_brief_that_can_be_read_again_byte_for_byte(caller: httpx2.AsyncClient) -> None:
    made = await caller.post("/v1/briefs", json={"text": TEXT})

    again = await caller.get(made.headers["content-location"])

    assert made.status_code == again.status_code == 200
    assert made.headers["content-type"] == "application/json"
    assert made.content == again.content
    brief = Brief.model_validate_json(made.content)
    assert brief.status == "complete"
    assert brief.key_facts[0].statement == "The port of Larsund closed on Monday."
    assert made.headers["content-location"] == f"/v1/briefs/{brief.id}"


async def test_what_fails_the_checks_is_set_aside_over_http_too(serving: Serving) -> None:
    engine = ScriptedEngine(
        says=draft(
            facts=[fact("The port of Larsund closed on Monday.", 1), fact("The port of Larsund closed in 1987.", 1)],
            parties=[
                party(
                    "Mira Holt",
                    2,
                    positions=[
                        position("Mira Holt will stay out.", 2, quote="We will stay out until there is an offer")
                    ],
                )
            ],
        )
    )
    async with serving(engine) as caller:
        brief = (await caller.post("/v1/briefs", json={"text": TEXT})).json()

    assert [line["statement"] for line in brief["key_facts"]] == ["The port of Larsund closed on Monday."]
    assert [line["item"] for line in brief["set_aside"]] == ["The port of Larsund closed in 1987."]
    quote = brief["parties"][0]["positions"][0]["quotes"][0]
    assert TEXT[quote["start"] : quote["end"]] == quote["text"] == "We will stay out until there is an offer"


async def test_the_article_and_the_options_reach_the_engine(serving: Serving, engine: ScriptedEngine) -> None:
    async with serving(engine) as caller:
        answer = await caller.post(
            "/v1/briefs",
            json={
                "text": TEXT,
                "title": "  Port\nclosed ",
                "source_url": "https://news.example/port",
                "published_at": "2026-11-23",
                "language": "de",
                "model": "small-model",
                "limits": {"max_facts": 2, "max_questions": 1, "deadline_seconds": 9.5},
            },
        )

    ((window, request),) = engine.drafted
    assert window.article.text == TEXT
    assert (window.article.title, window.article.source_url) == ("Port closed", "https://news.example/port")
    assert window.article.published_at == date(2026, 11, 23)
    assert (request.language, request.model, request.max_facts, request.max_questions) == ("de", "small-model", 2, 1)
    assert request.deadline_seconds is not None
    assert 5 < request.deadline_seconds <= 9.5
    assert len(answer.json()["key_facts"]) == 2
    assert answer.json()["article"]["published_at"] == "2026-11-23"


async def test_a_limit_may_only_lower_the_servers_own(caller: httpx2.AsyncClient) -> None:
    answer = await caller.post("/v1/briefs", json={"text": TEXT, "limits": {"deadline_seconds": 100_000}})

    assert answer.status_code == 422
    assert [problem["field"] for problem in answer.json()["errors"]] == ["limits.deadline_seconds"]


async def test_without_a_limit_the_servers_own_deadline_holds(serving: Serving, engine: ScriptedEngine) -> None:
    async with serving(engine, deadline_seconds=42.0) as caller:
        await caller.post("/v1/briefs", json={"text": TEXT})

    left = engine.drafted[0][1].deadline_seconds
    assert left is not None
    assert 30 < left <= 42


async def test_a_raw_text_is_taken_with_its_options_in_the_query(serving: Serving, engine: ScriptedEngine) -> None:
    async with serving(engine) as caller:
        answer = await caller.post(
            "/v1/briefs?title=Port%20closed&published_at=2026-11-23&max_facts=1",
            content=TEXT.encode(),
            headers={"content-type": "text/plain"},
        )

    assert answer.status_code == 200
    assert len(answer.json()["key_facts"]) == 1
    assert engine.drafted[0][0].article.title == "Port closed"
    assert answer.json()["article"]["text"] is None


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [
        ("text/plain", "utf-8"),
        ("text/plain; charset=iso-8859-1", "iso-8859-1"),
        ('text/plain; charset="windows-1252"', "windows-1252"),
        ("text/plain", "utf-16"),
        ("text/plain; charset=utf-16-le", "utf-16-le"),
    ],
)
async def test_a_raw_text_is_read_in_its_charset_without_the_byte_order_mark(
    caller: httpx2.AsyncClient, content_type: str, encoding: str
) -> None:
    text = "Le café a fermé lundi."

    answer = await caller.post("/v1/briefs", content=text.encode(encoding), headers={"content-type": content_type})

    assert answer.json()["key_facts"][0]["evidence"] == [
        {"sentence": 1, "start": 0, "end": len(text), "text": text},
    ]


async def test_offsets_count_the_byte_order_mark_of_a_text_in_utf_8(caller: httpx2.AsyncClient) -> None:
    sent = b"\xef\xbb\xbfThe port closed on Monday."

    answer = await caller.post("/v1/briefs", content=sent, headers={"content-type": "text/plain"})

    text = sent.decode("utf-8")
    (passage,) = answer.json()["key_facts"][0]["evidence"]
    assert (passage["start"], passage["text"]) == (1, "The port closed on Monday.")
    assert text[passage["start"] : passage["end"]] == passage["text"]
    assert answer.json()["article"]["characters"] == len(text)
    assert answer.json()["article"]["sha256"] == hashlib.sha256(sent).hexdigest()


@pytest.mark.parametrize("limits", [{"max_facts": 0}, {"max_questions": 0}])
async def test_a_brief_may_be_asked_for_without_facts_or_questions(
    caller: httpx2.AsyncClient, limits: dict[str, int]
) -> None:
    answer = await caller.post("/v1/briefs", json={"text": TEXT, "limits": limits})

    assert answer.status_code == 200
    assert answer.json()["key_facts" if "max_facts" in limits else "open_questions"] == []


@pytest.mark.parametrize(
    ("sent", "field", "known"),
    [
        ({"text": TEXT, "titel": "Port"}, "titel", "published_at, language"),
        ({"text": TEXT, "limits": {"maxFacts": 3}}, "limits.maxFacts", "max_facts, max_questions, deadline_seconds"),
    ],
)
async def test_a_mistyped_field_is_named_beside_those_that_are_known(
    caller: httpx2.AsyncClient, sent: dict[str, object], field: str, known: str
) -> None:
    (problem,) = (await caller.post("/v1/briefs", json=sent)).json()["errors"]

    assert problem["field"] == field
    assert known in problem["problem"]


async def test_a_mistyped_query_parameter_is_named_beside_those_that_are_known(caller: httpx2.AsyncClient) -> None:
    answer = await caller.post("/v1/briefs?max_fact=1", content=b"A text.", headers={"content-type": "text/plain"})

    (problem,) = answer.json()["errors"]
    assert problem["field"] == "max_fact"
    assert "max_facts" in problem["problem"]


@pytest.mark.parametrize(
    ("body", "status", "word"),
    [
        (b'{"text": "The port \\u0000 closed."}', 422, "NUL"),
        (b'{"text": "The port \\ud83d closed."}', 400, "surrogate"),
    ],
)
async def test_a_character_no_text_has_is_named(
    caller: httpx2.AsyncClient, body: bytes, status: int, word: str
) -> None:
    answer = await caller.post("/v1/briefs", content=body, headers=JSON)

    assert answer.status_code == status
    assert word in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_probes_may_ask_for_the_head_alone(caller: httpx2.AsyncClient, path: str) -> None:
    assert (await caller.head(path)).status_code == 200


async def test_a_page_becomes_a_brief_that_carries_the_text_its_offsets_refer_to(caller: httpx2.AsyncClient) -> None:
    as_json = (await caller.post("/v1/briefs", json={"html": PAGE})).json()
    raw = (await caller.post("/v1/briefs", content=PAGE.encode(), headers={"content-type": "text/html"})).json()

    for brief in (as_json, raw):
        text = brief["article"]["text"]
        assert TEXT in text
        assert "Home" not in text
        assert brief["article"]["title"] == "Port closed"
        for line in brief["key_facts"]:
            for evidence in line["evidence"]:
                assert text[evidence["start"] : evidence["end"]] == evidence["text"]


@pytest.mark.parametrize(
    ("content_type", "meta", "encoding"),
    [
        ("text/html; charset=iso-8859-1", "", "iso-8859-1"),
        ("text/html; charset=utf-8", "<meta charset='iso-8859-1'>", "utf-8"),
        ("text/html", "<meta charset='iso-8859-1'>", "iso-8859-1"),
        ("text/html", "", "utf-8"),
        ("text/html", "", "utf-16"),
    ],
)
async def test_a_raw_page_is_read_in_the_charset_of_its_type_or_its_own(
    caller: httpx2.AsyncClient, content_type: str, meta: str, encoding: str
) -> None:
    page = f"<html><head>{meta}</head><body><article><p>Le café a fermé lundi, dit-on.</p></article></body></html>"

    answer = await caller.post("/v1/briefs", content=page.encode(encoding), headers={"content-type": content_type})

    assert answer.json()["article"]["text"] == "Le café a fermé lundi, dit-on."


async def test_what_the_caller_says_of_a_page_stands_before_what_the_page_says(caller: httpx2.AsyncClient) -> None:
    brief = (await caller.post("/v1/briefs", json={"html": PAGE, "title": "My title"})).json()

    assert brief["article"]["title"] == "My title"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("text/markdown, application/json;q=0.5", "text/markdown; charset=utf-8"),
        ("text/markdown;q=0.4, application/json;q=0.5", "application/json"),
        ("text/*", "text/markdown; charset=utf-8"),
        ("*/*", "application/json"),
        ("", "application/json"),
    ],
)
async def test_the_caller_chooses_between_json_and_markdown(
    caller: httpx2.AsyncClient, accept: str, media_type: str
) -> None:
    made = await caller.post("/v1/briefs", json={"text": TEXT}, headers={"accept": accept})
    again = await caller.get(made.headers["content-location"], headers={"accept": accept})

    assert made.headers["content-type"] == again.headers["content-type"] == media_type
    assert made.content == again.content
    if media_type.startswith("text/markdown"):
        assert "The port of Larsund closed on Monday." in made.text
        assert made.text.startswith("# ")


@pytest.mark.parametrize("accept", ["application/xml, text/html", "application/json;q=0", "nonsense"])
async def test_another_format_is_refused_before_anything_is_spent(
    serving: Serving, engine: ScriptedEngine, accept: str
) -> None:
    async with serving(engine) as caller:
        answer = await caller.post("/v1/briefs", json={"text": TEXT}, headers={"accept": accept})

    assert answer.status_code == 406
    assert answer.json()["type"] == "/problems/not-acceptable"
    assert engine.drafted == []


async def test_a_deleted_brief_is_gone(caller: httpx2.AsyncClient) -> None:
    place = (await caller.post("/v1/briefs", json={"text": TEXT})).headers["content-location"]

    gone = await caller.delete(place)

    assert (gone.status_code, gone.content) == (204, b"")
    assert (await caller.get(place)).status_code == 404
    assert (await caller.delete(place)).status_code == 404


async def test_a_brief_is_there_only_for_the_key_that_made_it(serving: Serving, engine: ScriptedEngine) -> None:
    mine, my_entry = new_key("me")
    theirs, their_entry = new_key("them")
    async with serving(engine, api_keys=(SecretStr(my_entry), SecretStr(their_entry))) as caller:
        me, them = {"authorization": f"Bearer {mine}"}, {"authorization": f"bearer {theirs}"}
        place = (await caller.post("/v1/briefs", json={"text": TEXT}, headers=me)).headers["content-location"]

        strangers = await caller.get(place, headers=them)
        nobodys = await caller.get("/v1/briefs/" + "0" * 32, headers=me)
        deleted = await caller.delete(place, headers=them)
        found = await caller.get(place, headers=me)

    assert (strangers.status_code, deleted.status_code, found.status_code) == (404, 404, 200)
    told, unknown = strangers.json(), nobodys.json()
    assert {**told, "request_id": ""} == {**unknown, "request_id": ""}


async def test_an_engine_this_server_lacks_is_an_unsupported_option(caller: httpx2.AsyncClient) -> None:
    answer = await caller.post("/v1/briefs", json={"text": TEXT, "engine": "psychic"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "engine"
    assert "psychic" not in answer.text


@pytest.mark.parametrize("text", ["", "   \n\t", "12 345 !!! …", "null\x00byte in a text"])
async def test_what_is_no_article_is_not_briefed(serving: Serving, engine: ScriptedEngine, text: str) -> None:
    async with serving(engine) as caller:
        answer = await caller.post("/v1/briefs", content=text.encode(), headers={"content-type": "text/plain"})

    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/not-an-article"
    assert engine.drafted == []


async def test_a_text_over_the_limit_is_too_large(serving: Serving, engine: ScriptedEngine) -> None:
    async with serving(engine, max_input_characters=100) as caller:
        answer = await caller.post("/v1/briefs", json={"text": "word " * 21})

    assert answer.status_code == 413
    assert "100 characters" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("error", "status", "slug"),
    [
        (EngineUnavailable("m", "canary", retry_after_seconds=6.2), 503, "engine-unavailable"),
        (EngineRefused("m", "canary"), 502, "engine-refused"),
        (EngineRejected("m", "canary"), 502, "engine-rejected"),
        (EngineGaveNoBrief("m", "canary"), 502, "engine-gave-no-brief"),
        (RuntimeError("canary"), 500, "internal"),
    ],
)
async def test_an_engine_that_fails_is_told_without_the_providers_words(
    serving: Serving, error: Exception, status: int, slug: str
) -> None:
    async with serving(ScriptedEngine(says=[Spent(), error])) as caller:
        answer = await caller.post("/v1/briefs", json={"text": TEXT})

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"/problems/{slug}"
    assert "canary" not in answer.text
    assert answer.headers.get("retry-after") == ("7" if status == 503 else None)


async def test_a_budget_that_is_spent_before_anything_was_verified_is_a_problem_no_client_repeats(
    serving: Serving,
) -> None:
    spent = Spent(input_tokens=900, cached_tokens=300, output_tokens=700, cost_usd=0.25)
    async with serving(ScriptedEngine(says=[spent, BudgetSpent("m", "dollars")])) as caller:
        answer = await caller.post("/v1/briefs", json={"text": TEXT, "limits": {"max_cost_usd": 0.2}})

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/budget-spent"
    assert "dollars" in answer.json()["detail"]
    assert answer.json()["usage"] == {
        "calls": 1,
        "repairs": 0,
        "input_tokens": 900,
        "cached_tokens": 300,
        "output_tokens": 700,
        "cost_usd": 0.25,
    }


async def test_a_brief_that_could_not_be_made_tells_what_it_cost_all_the_same(serving: Serving) -> None:
    spent = Spent(input_tokens=900, output_tokens=700, cost_usd=None)
    async with serving(ScriptedEngine(says=[spent, spent, EngineUnavailable("m", "down")])) as caller:
        paid = await caller.post("/v1/briefs", json={"text": TEXT})
    async with serving(ScriptedEngine(says=[EngineUnavailable("m", "down")])) as caller:
        free = await caller.post("/v1/briefs", json={"text": TEXT})

    assert (paid.json()["usage"]["calls"], paid.json()["usage"]["cost_usd"]) == (2, None)
    assert "usage" not in free.json()


async def test_limits_of_a_request_lower_those_of_the_server_and_never_raise_them(
    serving: Serving, engine: ScriptedEngine
) -> None:
    async with serving(engine, max_calls_per_brief=3, max_tokens_per_brief=5_000, budget_usd=0.1) as caller:
        for limits in (
            {"max_calls": 2, "max_tokens": 4_000, "max_cost_usd": 0.05},
            {"max_calls": 9, "max_tokens": 9_000, "max_cost_usd": 9},
        ):
            await caller.post("/v1/briefs", json={"text": TEXT, "limits": limits})
        await caller.post("/v1/briefs?max_calls=1", content=TEXT, headers={"content-type": "text/plain"})

    asked = [(request.max_calls, request.max_tokens, request.max_cost_usd) for _, request in engine.drafted]
    assert asked == [(2, 4_000, 0.05), (3, 5_000, 0.1), (1, 5_000, 0.1)]


@pytest.mark.parametrize("limits", [{"max_calls": 0}, {"max_tokens": 0}, {"max_cost_usd": 0}, {"max_cost_usd": "x"}])
async def test_a_limit_that_allows_nothing_is_turned_down(
    caller: httpx2.AsyncClient, engine: ScriptedEngine, limits: dict[str, object]
) -> None:
    answer = await caller.post("/v1/briefs", json={"text": TEXT, "limits": limits})

    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid")
    assert engine.drafted == []


async def test_when_nothing_was_verified_in_time_the_answer_is_504(serving: Serving) -> None:
    async with serving(ScriptedEngine(hangs=True)) as caller:
        answer = await caller.post("/v1/briefs", json={"text": TEXT, "limits": {"deadline_seconds": 0.05}})

    assert answer.status_code == 504
    assert answer.json()["type"] == "/problems/deadline-exceeded"


async def test_what_was_verified_in_time_is_given_as_partial(serving: Serving) -> None:
    engine = ScriptedEngine(says=echoes, hangs=True)
    async with serving(engine) as caller:
        answer = await caller.post("/v1/briefs", json={"text": TEXT, "limits": {"deadline_seconds": 0.3}})

    assert answer.status_code == 200
    assert answer.json()["status"] == "partial"
    assert answer.json()["warnings"]


async def test_a_brief_that_cannot_be_stored_is_still_given_with_a_warning(
    caller: httpx2.AsyncClient, settings: Settings
) -> None:
    with contextlib.closing(sqlite3.connect(settings.data_dir / "precis.sqlite3")) as database:
        database.execute("DROP TABLE briefs")

    answer = await caller.post("/v1/briefs", json={"text": TEXT})
    again = await caller.get(answer.headers["content-location"])

    assert answer.status_code == 200
    assert "could not be stored" in answer.json()["warnings"][-1]
    assert again.status_code == 503
    assert again.json()["type"] == "/problems/store-unavailable"
    assert again.headers["retry-after"]


async def test_many_briefs_are_made_side_by_side(caller: httpx2.AsyncClient) -> None:
    texts = [f"Port number {number} closed on Monday. Its owner said so." for number in range(12)]

    answers = await asyncio.gather(*(caller.post("/v1/briefs", json={"text": text}) for text in texts))

    assert [answer.json()["key_facts"][0]["evidence"][0]["text"] for answer in answers] == [
        text.split(". ")[0] + "." for text in texts
    ]


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300)


@given(text=words)
@how(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_evidence_is_the_exact_slice_of_the_text_sent_whatever_the_text(
    caller: httpx2.AsyncClient, text: str
) -> None:
    as_json = await caller.post("/v1/briefs", content=json.dumps({"text": text or " "}).encode(), headers=JSON)

    if as_json.status_code == 422:
        assert not any(map(str.isalpha, text))
        return
    assert as_json.status_code == 200
    brief = Brief.model_validate_json(as_json.content)
    lines = [brief.headline, *brief.key_facts]
    evidence = [evidence for line in lines if line for evidence in line.evidence]
    assert evidence or brief.set_aside
    for passage in evidence:
        assert text[passage.start : passage.end] == passage.text
        span = brief.article.sentences[passage.sentence - 1]
        assert (span.start, span.end) == (passage.start, passage.end)


clauses = st.sampled_from(
    [
        "The port of Larsund closed on Monday after crane operators walked out.",
        "“We will stay out until there is an offer,” said Mira Holt, who leads the union.",
        "\U0001f6a2 About 40 ships worth $825 million are waiting offshore \U0001f6a2.",
        "Holt said on X: “Café owners — naïve, all of them — should join us… now!”",
        "The port authority said it would not negotiate before Friday.",
        "It was not clear how long the walkout would last.",
        "‘Nobody asked us’, the mayor, Jan Åberg, told reporters on 3 May.",
        "e\u0301 \u202b\u05d0\u05d1 \ufeffhidden marks\u200b stay where they are.",
        "The union wants 6.5 percent; the authority offers 3.",
    ]
)
breaks = st.sampled_from([" ", "\n", "\r\n", "\n\n", "\u2028", "  "])


@given(parts=st.lists(st.tuples(clauses, breaks), min_size=1, max_size=12))
@how(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_built_in_engine_keeps_to_the_text_too(
    built_in: httpx2.AsyncClient, parts: list[tuple[str, str]]
) -> None:
    text = "".join(clause + gap for clause, gap in parts)

    answer = await built_in.post("/v1/briefs", content=json.dumps({"text": text}).encode(), headers=JSON)

    assert answer.status_code == 200, answer.text
    brief = Brief.model_validate_json(answer.content)
    views = [position for somebody in brief.parties for position in somebody.positions]
    lines = [line for line in (brief.headline, *brief.key_facts, *brief.parties, *views, *brief.open_questions) if line]
    slices: list[Evidence | Quote | DateMention] = [passage for line in lines for passage in line.evidence]
    slices += [quote for view in views for quote in view.quotes]
    slices += [mention for line in brief.key_facts for mention in line.dates]
    assert slices or brief.set_aside
    assert all(text[piece.start : piece.end] == piece.text for piece in slices)


@pytest.fixture
async def built_in(serving: Serving, settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    async with serving(engines.build("extractive", settings)) as caller:
        yield caller
