from collections.abc import AsyncIterator

import pytest

from service.core.brief import Brief
from tests.fakes import ScriptedEngine
from tests.pdfs import pdf
from tests.sites import HERE, Site, answer, moved, open_site
from tests.surfaces.conftest import Serving

SENTENCES = ("The port of Larsund closed on Monday.", "Talks resume on Friday, the union said.")
PAGE = f"<html><head><title>Port closed</title></head><body><article><p>{'</p><p>'.join(SENTENCES)}</p></article></body></html>"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as site:
        yield site


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PAGE.encode(), "text/html; charset=utf-8"),
        ("\n".join(SENTENCES).encode(), "text/plain"),
        (pdf(SENTENCES), "application/pdf"),
    ],
    ids=["page", "text", "pdf"],
)
async def test_a_link_becomes_a_brief_that_carries_the_text_its_offsets_refer_to(
    serving: Serving, engine: ScriptedEngine, site: Site, content: bytes, media_type: str
) -> None:
    site.answers |= {"/short": moved("/port"), "/port": answer(content, media_type=media_type)}

    async with serving(engine, link_networks=(HERE,)) as caller:
        given = await caller.post("/v1/briefs", json={"url": site.link("/short")})

    brief = Brief.model_validate_json(given.content)
    assert brief.article.source_url == site.link("/port")
    assert brief.article.text is not None
    assert all(sentence in brief.article.text for sentence in SENTENCES)
    assert brief.key_facts
    for fact in brief.key_facts:
        for evidence in fact.evidence:
            assert brief.article.text[evidence.start : evidence.end] == evidence.text


async def test_a_pdf_can_be_sent_as_it_is(serving: Serving, engine: ScriptedEngine) -> None:
    async with serving(engine) as caller:
        given = await caller.post("/v1/briefs", content=pdf(SENTENCES), headers={"content-type": "application/pdf"})

    assert given.status_code == 200
    assert SENTENCES[0] in (given.json()["article"]["text"] or "")


async def test_a_link_into_a_private_network_is_a_problem_and_nobody_is_asked(
    serving: Serving, engine: ScriptedEngine, site: Site
) -> None:
    async with serving(engine) as caller:
        given = await caller.post("/v1/briefs", json={"url": "http://127.0.0.1/port"})

    assert given.status_code == 422
    assert given.json()["type"] == "/problems/link-refused"
    assert "127.0.0.1" not in given.text
    assert (site.heads, engine.drafted) == ([], [])


async def test_a_link_to_nothing_is_a_problem_that_clients_do_not_try_again(
    serving: Serving, engine: ScriptedEngine, site: Site
) -> None:
    site.answers["/gone"] = answer(b"", status="404 Not Found")

    async with serving(engine, link_networks=(HERE,)) as caller:
        given = await caller.post("/v1/briefs", json={"url": site.link("/gone")})

    assert given.status_code == 422
    assert given.json()["type"] == "/problems/link-failed"
    assert "404" in given.json()["detail"]
    assert engine.drafted == []


@pytest.mark.parametrize(
    ("changes", "is_followed"),
    [
        ({}, True),
        ({"links": "off"}, False),
        ({"allow_anonymous": True}, False),
        ({"allow_anonymous": True, "links": "on"}, True),
    ],
)
async def test_links_are_not_followed_for_just_anybody_unless_that_is_said(
    serving: Serving, engine: ScriptedEngine, site: Site, changes: dict[str, object], is_followed: bool
) -> None:
    site.answers["/port"] = answer(PAGE.encode())

    async with serving(engine, link_networks=(HERE,), **changes) as caller:
        given = await caller.post("/v1/briefs", json={"url": site.link("/port")})

    assert (given.status_code == 200) is is_followed
    if not is_followed:
        assert given.json()["errors"] == [
            {"field": "url", "problem": "links are not followed here; send the article's text or html"}
        ]
        assert site.heads == []
