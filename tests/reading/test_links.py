"""Links, against a real server on this machine, which the fetcher is allowed to reach as if it were the internet."""

import asyncio
import gzip
import ipaddress
import threading
import zlib
from collections.abc import AsyncIterator

import pytest

from service.core.errors import InputError, LinkFailed, LinkRefused
from service.reading import LinkFetcher
from tests.sites import HERE, Site, answer, moved, open_site

PAGE = "<html><body><p>The ferry crews agreed to end their strike.</p></body></html>"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as site:
        yield site


async def test_a_page_is_fetched_as_it_stands_there(site: Site) -> None:
    site.answers["/a?b=c"] = answer(PAGE.encode(), media_type="text/html; charset=UTF-8")

    fetched = await LinkFetcher(networks=[HERE]).fetch(site.link("/a?b=c#part"))

    assert fetched.content == PAGE.encode()
    assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
    assert fetched.url == site.link("/a?b=c")


async def test_a_link_is_followed_to_where_it_leads(site: Site) -> None:
    site.answers |= {"/old": moved("/new"), "/new": moved("newer"), "/newer": answer(PAGE.encode())}

    fetched = await LinkFetcher(networks=[HERE]).fetch(site.link("/old"))

    assert fetched.content == PAGE.encode()
    assert fetched.url == site.link("/newer")


async def test_a_request_for_a_link_carries_nothing_of_whoever_asks(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    site.answers |= {
        "/set": answer(b"", "Set-Cookie: id=1", "Location: /get", status="302 Found"),
        "/get": answer(PAGE.encode()),
    }

    await LinkFetcher(networks=[HERE]).fetch(site.link("/set"))

    assert len(site.heads) == 2
    for head in site.heads:
        assert "cookie" not in head.lower()
        assert "authorization" not in head.lower()


HOSTILE = [
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/",
    "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://0/",
    "http://①②⑦.⓪.⓪.①/", "http://10.0.0.1/", "http://192.168.0.1/", "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/", "http://[fe80::1%25eth0]/", "http://[64:ff9b::7f00:1]/", "http://[::7f00:1]/",
    "http://100.64.0.1/", "http://224.0.0.1/", "http://[fec0::1]/", "http://[2002:7f00:1::]/", "http://192.88.99.1/",
    "https://127.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("link", HOSTILE)
async def test_a_link_to_what_is_not_public_is_refused(link: str) -> None:
    with pytest.raises(LinkRefused):
        await LinkFetcher().fetch(link)


NO_ADDRESS = [
    "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)", "data:text/html,hi",
    "//example.org/", "example.org", "http://", "http:///path", "http://user@example.org/", "http://u:p@example.org/",
    "http://example.org:22/", "http://example.org:99999/", "http://exa mple.org/", "http://example.org\\@127.0.0.1/",
    "http://example.org/\r\nX: y", "http://[::1", "http://" + "a" * 3000 + ".org/", "http://example.org:8080/", "",
    "http://ex..ample.org/", "http://.example.org/",
]  # fmt: skip


@pytest.mark.parametrize("link", NO_ADDRESS)
async def test_what_is_no_plain_web_address_is_refused(link: str) -> None:
    with pytest.raises(LinkRefused):
        await LinkFetcher(networks=[HERE]).fetch(link)


async def test_a_private_address_is_refused_before_anything_is_sent(site: Site) -> None:
    with pytest.raises(LinkRefused):
        await LinkFetcher().fetch(site.link("/a", host="localhost").replace(f":{site.port}", ""))

    assert site.heads == []


@pytest.mark.parametrize(
    "addresses", [["10.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["2606:2800:21f::1", "::1"], ["fe80::1%eth0"]]
)
async def test_a_name_with_one_address_that_is_not_public_is_refused(addresses: list[str]) -> None:
    with pytest.raises(LinkRefused, match="public internet"):
        await LinkFetcher(names=lambda _name: addresses).fetch("http://news.example/")


async def test_the_address_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    asked: list[str] = []
    site.answers["/a"] = moved(site.link("/b", host="127.0.0.1"))

    def rebinds(name: str) -> list[str]:
        asked.append(name)
        return ["192.0.2.1"] if len(asked) == 1 else ["127.0.0.1"]

    # The first answer is allowed and leads nowhere; were the name looked up again to connect, the site would hear of it.
    with pytest.raises(LinkFailed):
        await LinkFetcher(networks=[ipaddress.ip_network("192.0.2.0/24")], names=rebinds, seconds=0.3).fetch(
            "http://news.example/a"
        )

    assert asked == ["news.example"]
    assert site.heads == []


async def test_a_name_server_that_does_not_answer_holds_up_nothing_else() -> None:
    let_go = threading.Event()

    def hangs(_name: str) -> list[str]:
        let_go.wait()
        return []

    fetcher = LinkFetcher(names=hangs, seconds=0.3, at_once=40)  # more than the threads that all else shares
    links = [fetcher.fetch(f"http://{number}.example/") for number in range(40)]
    try:
        answers = await asyncio.gather(*links, return_exceptions=True)

        assert {str(answer) for answer in answers} == {"the link did not answer in full within 0.3 seconds"}
        async with asyncio.timeout(10):
            assert await asyncio.to_thread(lambda: "written") == "written"
    finally:
        let_go.set()


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "file:///etc/passwd", "http://[fd00::1]/", "http://u:p@example.org/"]
)
async def test_a_redirect_is_checked_like_a_link(site: Site, target: str) -> None:
    site.answers["/a"] = moved(target)

    with pytest.raises(LinkRefused):
        await LinkFetcher(networks=[HERE]).fetch(site.link("/a"))


async def test_a_link_that_leads_in_circles_is_given_up(site: Site) -> None:
    site.answers["/a"] = moved("/a")

    with pytest.raises(LinkFailed, match="redirected more than 3 times"):
        await LinkFetcher(networks=[HERE]).fetch(site.link("/a"))

    assert len(site.heads) == 4


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_small_reply_that_unpacks_into_a_large_one_is_given_up(site: Site, encoding: str) -> None:
    bomb = b"a" * 30_000_000
    packed = gzip.compress(bomb) if encoding == "gzip" else zlib.compress(bomb)
    site.answers["/a"] = answer(packed, f"Content-Encoding: {encoding}")

    with pytest.raises(LinkFailed, match="larger than 1,000,000 bytes"):
        await LinkFetcher(networks=[HERE], max_bytes=1_000_000).fetch(site.link("/a"))


async def test_a_reply_without_end_is_given_up(site: Site) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"a" * 65_536)
            await writer.drain()

    site.answers["/a"] = endless

    with pytest.raises(LinkFailed, match="larger than"):
        await LinkFetcher(networks=[HERE], max_bytes=1_000_000).fetch(site.link("/a"))


async def test_a_reply_that_never_comes_is_given_up(site: Site) -> None:
    async def silent(_writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    site.answers["/a"] = silent

    with pytest.raises(LinkFailed, match=r"within 0\.2 seconds"):
        await LinkFetcher(networks=[HERE], seconds=0.2).fetch(site.link("/a"))


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (answer(b"", status="404 Not Found"), "answers 404"),
        (answer(b"", status="403 Forbidden"), "answers 403"),
        (answer(b"\x89PNG", media_type="image/png"), "neither a web page, nor a PDF, nor plain text"),
        (b"not HTTP at all\r\n\r\n", "could not be reached, or broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nhalf", "broke off"),
    ],
)
async def test_a_reply_that_is_no_page_is_a_failure_that_says_so(site: Site, reply: bytes, problem: str) -> None:
    site.answers["/a"] = reply

    with pytest.raises(LinkFailed, match=problem):
        await LinkFetcher(networks=[HERE]).fetch(site.link("/a"))


async def test_a_server_that_does_not_answer_tells_nothing_of_the_network(site: Site) -> None:
    link = site.link("/a").replace(str(site.port), "1")

    with pytest.raises(InputError) as caught:
        await LinkFetcher(networks=[HERE]).fetch(link)

    assert "127.0.0.1" not in str(caught.value)


async def test_text_in_no_encoding_that_can_be_told_is_a_failure_rather_than_a_guess(site: Site) -> None:
    site.answers["/a"] = answer("Le café a fermé.".encode("latin-1"), media_type="text/plain")
    site.answers["/b"] = answer("Le café a fermé.".encode("latin-1"), media_type="text/plain; charset=latin-1")

    with pytest.raises(LinkFailed, match="encoding"):
        (await LinkFetcher(networks=[HERE]).fetch(site.link("/a"))).text()
    assert (await LinkFetcher(networks=[HERE]).fetch(site.link("/b"))).text() == "Le café a fermé."


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("iso-8859-1", b"\x93The caf\xe9 stays,\x94 she said \x96 twice."),
        ("US-ASCII", b"\x93The caf\xe9 stays,\x94 she said \x96 twice."),
        ("utf-8", b"\xef\xbb\xbf" + "“The café stays,” she said – twice.".encode()),
        ("utf-16le", "\ufeff“The café stays,” she said – twice.".encode("utf-16-le")),
    ],
)
async def test_text_is_read_as_browsers_read_what_its_server_calls_it(site: Site, charset: str, content: bytes) -> None:
    site.answers["/a"] = answer(content, media_type=f"text/plain; charset={charset}")

    assert (await LinkFetcher(networks=[HERE]).fetch(site.link("/a"))).text() == "“The café stays,” she said – twice."


@pytest.mark.parametrize("charset", ["punycode", "idna", "rot13", "zlib", "unicode_escape", "undefined", "no-such"])
async def test_a_server_cannot_choose_a_codec_that_is_no_encoding(site: Site, charset: str) -> None:
    content = b"abc-" + b"z9" * 1_000_000  # as punycode, that is hours of work
    site.answers["/a"] = answer(content, media_type=f"text/plain; charset={charset}")

    fetched = await LinkFetcher(networks=[HERE]).fetch(site.link("/a"))

    assert fetched.text() == content.decode()
    assert fetched.page() == content
