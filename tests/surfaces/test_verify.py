import hashlib
from collections.abc import Mapping
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

TEXT = (
    "The port of Larsund closed on Monday. “We will stay out,” said Mira Holt, who leads the union. "
    "About 40 ships are waiting offshore."
)


async def verdicts(caller: httpx2.AsyncClient, *claims: Mapping[str, Any], text: str = TEXT) -> list[Mapping[str, Any]]:
    answer = await caller.post("/v1/verify", json={"text": text, "claims": list(claims)})
    assert answer.status_code == 200, answer.text
    lines: list[Mapping[str, Any]] = answer.json()["lines"]
    return lines


async def test_every_claim_gets_a_verdict_with_the_sentences_it_was_checked_against(caller: httpx2.AsyncClient) -> None:
    true, false = await verdicts(
        caller,
        {"kind": "fact", "statement": "The port of Larsund closed on Monday.", "sentences": [1]},
        {"kind": "fact", "statement": "About 90 ships are waiting offshore.", "sentences": [3]},
    )

    assert (true["id"], true["passed"], true["reasons"]) == ("c1", True, [])
    assert [passage["text"] for passage in true["evidence"]] == ["The port of Larsund closed on Monday."]
    assert (false["id"], false["passed"]) == ("c2", False)
    assert [reason["check"] for reason in false["reasons"]] == ["number"]


async def test_the_answer_numbers_the_sentences_of_the_text(caller: httpx2.AsyncClient) -> None:
    answer = await caller.post(
        "/v1/verify", json={"text": TEXT, "claims": [{"kind": "headline", "statement": "x", "sentences": [1]}]}
    )

    sentences = answer.json()["sentences"]
    assert [sentence["sentence"] for sentence in sentences] == [1, 2, 3]
    assert all(TEXT[sentence["start"] : sentence["end"]] == sentence["text"] for sentence in sentences)


async def test_no_engine_is_asked(caller: httpx2.AsyncClient, engine: Any) -> None:
    await verdicts(caller, {"kind": "fact", "statement": "The port of Larsund closed on Monday.", "sentences": [1]})

    assert engine.drafted == []


async def test_a_brief_passes_against_its_own_text_and_not_against_another(caller: httpx2.AsyncClient) -> None:
    brief = (await caller.post("/v1/briefs", json={"text": TEXT, "published_at": "2026-11-24"})).json()

    own = (await caller.post("/v1/verify", json={"text": TEXT, "brief": brief})).json()
    other = (await caller.post("/v1/verify", json={"text": TEXT + " More.", "brief": brief})).json()

    assert (own["passed"], own["tampering"]) == (True, [])
    assert {line["id"] for line in own["lines"]} == {"h", "f1", "f2", "f3"}
    assert not other["passed"]
    assert "SHA-256" in other["tampering"][0]


async def test_a_brief_somebody_changed_does_not_pass(caller: httpx2.AsyncClient) -> None:
    brief = (await caller.post("/v1/briefs", json={"text": TEXT})).json()
    brief["key_facts"][2]["evidence"][0]["text"] = "About 90 ships are waiting offshore."

    report = (await caller.post("/v1/verify", json={"text": TEXT, "brief": brief})).json()

    assert not report["passed"]
    assert [line["id"] for line in report["lines"] if not line["passed"]] == ["f3"]
    assert brief["article"]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": TEXT}, ""),
        ({"text": TEXT, "claims": [], "brief": None}, "claims"),
        ({"text": TEXT, "claims": [{"kind": "rumour", "statement": "x"}]}, "claims.0.kind"),
        ({"text": TEXT, "claims": [{"kind": "fact", "statement": "  "}]}, "claims.0.statement"),
        ({"text": TEXT, "claims": [{"kind": "position", "statement": "x", "sentences": [1]}]}, "claims.0"),
        (
            {"text": TEXT, "claims": [{"kind": "fact", "statement": "x", "sentences": [1], "evidence": ["y"]}]},
            "claims.0",
        ),
        ({"text": TEXT, "claims": [{"kind": "fact", "statement": "x", "sentences": ["1"]}]}, "claims.0.sentences.0"),
        ({"text": TEXT, "brief": {"id": "x"}}, "brief.schema_version"),
        ({"text": TEXT, "claims": [{"kind": "fact", "statement": "x"}] * 501}, "claims"),
    ],
)
async def test_a_request_that_does_not_fit_is_told_field_by_field(
    caller: httpx2.AsyncClient, body: Mapping[str, Any], field: str
) -> None:
    answer = await caller.post("/v1/verify", json=body)

    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/invalid"
    assert field in {problem["field"] for problem in answer.json()["errors"]}


async def test_a_text_without_a_sentence_is_no_article(caller: httpx2.AsyncClient) -> None:
    answer = await caller.post("/v1/verify", json={"text": "…", "claims": [{"kind": "fact", "statement": "x"}]})

    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/not-an-article"


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200))
@how(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_every_brief_passes_against_the_text_it_was_made_from(caller: httpx2.AsyncClient, text: str) -> None:
    made = await caller.post("/v1/briefs", json={"text": "Larsund. " + text})

    report = await caller.post("/v1/verify", json={"text": "Larsund. " + text, "brief": made.json()})

    assert report.json()["passed"], report.text
