"""The page at /, as a browser without a script uses it, and the events its script reads."""

import json
import re
from collections.abc import AsyncIterator
from html import unescape
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from service.access import new_key
from service.core.brief import Brief
from service.core.errors import EngineUnavailable
from tests.fakes import ScriptedEngine
from tests.sites import HERE, Site, answer, open_site
from tests.surfaces.conftest import Serving

TEXT = "The port of Larsund closed on Monday.\n\nTalks resume on Friday, said the union that leads the walkout at the cranes."


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as site:
        yield site


async def made(caller: httpx2.AsyncClient, **fields: str) -> httpx2.Response:
    """The page of the brief that a form asks for."""
    sent = await caller.post("/", data=fields)
    assert sent.status_code == 303, sent.text
    return await caller.get(sent.headers["location"])


def shown_text(page: httpx2.Response) -> str:
    article = page.text.partition('<div class="text"')[2].partition(">")[2]
    without_links = re.sub(r'<span class="backs">.*?</span></span>|<span class="backs">.*?</a></span>', "", article)
    return unescape(re.sub(r"<[^>]+>", "", without_links.partition("</section>")[0]))


async def test_a_pasted_article_becomes_a_page_with_its_brief(caller: httpx2.AsyncClient) -> None:
    page = await made(caller, text=TEXT)

    assert page.status_code == 200
    assert '<span class="sentence cited" id="s1"' in page.text
    assert shown_text(page).strip() == TEXT


async def test_a_browsers_line_ends_are_not_the_articles(caller: httpx2.AsyncClient) -> None:
    page = await made(caller, text=TEXT.replace("\n", "\r\n"))

    brief = Brief.model_validate_json((await caller.get(f"{page.url.path}.json")).content)
    assert brief.article.text == TEXT
    for fact in brief.key_facts:
        for evidence in fact.evidence:
            assert TEXT[evidence.start : evidence.end] == evidence.text


async def test_a_link_becomes_a_page_too(serving: Serving, engine: ScriptedEngine, site: Site) -> None:
    site.answers["/port"] = answer(TEXT.encode(), media_type="text/plain")

    async with serving(engine, link_networks=(HERE,)) as caller:
        page = await made(caller, url=site.link("/port"))
        pasted = await made(caller, text=site.link("/port"))

    assert shown_text(page).strip() == shown_text(pasted).strip() == TEXT


async def test_a_brief_can_be_taken_away(caller: httpx2.AsyncClient) -> None:
    page = await made(caller, text=TEXT)

    markdown = await caller.get(f"{page.url.path}.md")
    as_json = await caller.get(f"{page.url.path}.json")

    assert markdown.headers["content-type"].startswith("text/markdown")
    assert markdown.text.startswith("# ")
    assert Brief.model_validate_json(as_json.content).key_facts


async def test_nothing_but_this_server_is_asked_for_anything_and_no_script_stands_in_the_page(
    caller: httpx2.AsyncClient,
) -> None:
    for page in (await caller.get("/"), await made(caller, text=TEXT)):
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=", page.text)
        for address in re.findall(r'(?:src|href)="([^"]+)"', page.text):
            assert address.startswith(("/", "#", "data:image/svg+xml")), address
            if address.startswith("/page/"):
                assert (await caller.get(address)).status_code == 200


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "paste an article, or give its address"),
        ({"text": TEXT, "url": "https://news.example/"}, "the text or the address, not both"),
        ({"text": "1234"}, "no sentence"),
        ({"text": TEXT, "published_at": "someday"}, "no date"),
        ({"url": "http://10.0.0.1/"}, "public internet"),
    ],
)
async def test_what_cannot_be_briefed_is_said_and_nothing_that_was_typed_is_lost(
    caller: httpx2.AsyncClient, fields: dict[str, str], problem: str
) -> None:
    page = await caller.post("/", data=fields)

    assert page.status_code == 422
    assert problem.lower() in unescape(page.text).lower()
    for value in fields.values():
        assert value in unescape(page.text)


async def events(caller: httpx2.AsyncClient, text: str) -> list[tuple[str, dict[str, object]]]:
    sent = await caller.post("/", data={"text": text}, headers={"accept": "text/event-stream"})
    assert sent.status_code == 200
    blocks = [block for block in sent.text.split("\n\n") if block.startswith("event: ")]
    return [
        (block.split("\n")[0].removeprefix("event: "), json.loads(block.split("\n")[1].removeprefix("data: ")))
        for block in blocks
    ]


async def test_the_script_hears_what_is_verified_and_then_where_the_brief_is(caller: httpx2.AsyncClient) -> None:
    told = await events(caller, TEXT)

    assert ("step", {"kind": "verified", "text": "Verified: The port of Larsund closed on Monday."}) in told
    name, last = told[-1]
    assert name == "done"
    assert (await caller.get(str(last["url"]))).status_code == 200


async def test_the_script_hears_what_went_wrong(serving: Serving) -> None:
    def is_down(*_: object) -> Any:
        raise EngineUnavailable("model-1", "connection refused at 10.0.0.7")

    async with serving(ScriptedEngine(says=is_down)) as caller:
        sent = await caller.post("/", data={"text": TEXT}, headers={"accept": "text/event-stream"})

    assert "out of reach" in sent.text
    assert "10.0.0.7" not in sent.text


async def test_a_shared_link_shows_the_brief_to_whoever_has_it_and_only_that(caller: httpx2.AsyncClient) -> None:
    page = await made(caller, text=TEXT)
    assert "/s/" not in page.text

    asked = await caller.post(f"{page.url.path}/share")
    offered = await caller.get(asked.headers["location"])
    (link,) = re.findall(r'value="http://localhost:8000(/s/[^"]+)"', offered.text)
    shared = await caller.get(link)

    assert shared.status_code == 200
    assert shown_text(shared).strip() == TEXT
    assert "Share by link" not in shared.text
    assert (await caller.get(f"{link}.json")).json()["article"]["text"] == TEXT
    middle = len(link) - 10  # the last letter of a signature holds bits that count for nothing
    changed = link[:middle] + ("A" if link[middle] != "A" else "B") + link[middle + 1 :]
    assert (await caller.get(changed)).status_code == 404


async def test_a_shared_link_ends_with_the_brief_and_with_its_days(serving: Serving, engine: ScriptedEngine) -> None:
    async with serving(engine, share_days=1e-9) as caller:
        page = await made(caller, text=TEXT)
        asked = await caller.post(f"{page.url.path}/share")
        (link,) = re.findall(r"(/s/[^\"]+)\"", (await caller.get(asked.headers["location"])).text)
        token = link.removeprefix("/s/")
        # The signature counts whole seconds: one made a second ago is too old already.
        assert (await caller.get(f"/s/{token}x")).status_code == 404
    async with serving(engine) as caller:
        page = await made(caller, text=TEXT)
        asked = await caller.post(f"{page.url.path}/share")
        (link,) = re.findall(r"(/s/[^\"]+)\"", (await caller.get(asked.headers["location"])).text)
        await caller.delete(f"/v1/briefs/{page.url.path.removeprefix('/b/')}")
        assert (await caller.get(link)).status_code == 404


async def test_where_keys_are_asked_for_a_browser_signs_in_and_sees_its_own_briefs(
    serving: Serving, engine: ScriptedEngine
) -> None:
    (mine, my_entry), (theirs, their_entry) = new_key("me"), new_key("them")
    async with serving(engine, api_keys=(SecretStr(my_entry), SecretStr(their_entry))) as caller:
        turned_away = await caller.post("/", data={"text": TEXT})
        wrong = await caller.post("/page/signin", data={"key": "sk_no", "next": "/"})
        await caller.post("/page/signin", data={"key": mine, "next": "/"})
        page = await made(caller, text=TEXT)
        cookies = dict(caller.cookies)
        await caller.post("/page/signout")
        signed_out = await caller.get(page.url.path)
        await caller.post("/page/signin", data={"key": theirs})
        strangers = await caller.get(page.url.path)

    assert (turned_away.status_code, wrong.status_code, page.status_code) == (401, 401, 200)
    assert list(cookies) == ["precis_key"]
    assert (signed_out.status_code, strangers.status_code) == (401, 404)
    assert mine not in page.text


async def test_signing_in_leads_nowhere_else_and_its_cookie_is_for_this_server_alone(
    serving: Serving, engine: ScriptedEngine
) -> None:
    key, entry = new_key("me")
    async with serving(engine, api_keys=(SecretStr(entry),)) as caller:
        for target in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
            answered = await caller.post("/page/signin", data={"key": key, "next": target})
            assert answered.headers["location"] == "/"
        cookie = answered.headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=strict" in cookie


async def test_the_script_of_a_browser_that_was_signed_out_is_told_so(serving: Serving, engine: ScriptedEngine) -> None:
    async with serving(engine, api_keys=(SecretStr(new_key("me")[1]),)) as caller:
        sent = await caller.post("/", data={"text": TEXT}, headers={"accept": "text/event-stream"})

    assert sent.status_code == 401
    assert "Sign in again" in sent.json()["lines"][0]


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_another_sites_page_cannot_spend_what_a_signed_in_browser_may(
    serving: Serving, engine: ScriptedEngine, headers: dict[str, str]
) -> None:
    key, entry = new_key("me")
    async with serving(engine, api_keys=(SecretStr(entry),)) as caller:
        await caller.post("/page/signin", data={"key": key})
        sent = await caller.post("/", data={"text": TEXT}, headers=headers)

    assert sent.status_code == 403
    assert engine.drafted == []


async def test_a_server_can_do_without_the_page(serving: Serving, engine: ScriptedEngine) -> None:
    async with serving(engine, page=False) as caller:
        assert (await caller.get("/")).status_code == 404


async def test_a_brief_that_is_not_there_is_a_page_that_says_so(caller: httpx2.AsyncClient) -> None:
    for path in ("/b/" + "0" * 32, "/b/x", "/s/x", "/s/x.json"):
        page = await caller.get(path)
        assert page.status_code == 404
        assert page.headers["content-type"].startswith("text/html")
        assert page.text.partition("<main")[2].count("There is no such brief.") == 1
