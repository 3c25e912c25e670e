"""The store on PostgreSQL. Skipped where its programs or its driver are missing."""

import asyncio
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cache import Cache, Made, Tell
from service.core.errors import ConfigurationError
from service.settings import Settings
from service.store import Answer, open_store
from service.store.answers import Reservation

pytest.importorskip("psycopg", reason="the driver is not installed: pip install -r requirements-extras.lock")

QUESTION, KEY = "q" * 64, "k" * 64


def programs() -> Path | None:
    """The folder of initdb and postgres, which distributions keep off the path."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of its own on loopback, gone afterwards."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("PostgreSQL is not installed")
    folder = tmp_path_factory.mktemp("postgres")
    user = None
    if os.geteuid() == 0:  # which PostgreSQL refuses to run as
        if "postgres" not in {entry.pw_name for entry in pwd.getpwall()}:
            pytest.skip("PostgreSQL does not run as root, and there is no user for it")
        user = "postgres"
        for place in (tmp_path_factory.getbasetemp(), tmp_path_factory.getbasetemp().parent):
            if place.name.startswith("pytest-"):  # made by pytest for its own user only
                place.chmod(0o755)
        shutil.chown(folder, user)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data = str(folder / "data")
    make = [str(bin_folder / "initdb"), "-D", data, "-U", "precis", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder)  # noqa: S603
    serve = [str(bin_folder / "postgres"), "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", "", "-F"]
    with subprocess.Popen(serve, stderr=subprocess.PIPE, text=True, user=user, cwd=folder) as server:  # noqa: S603
        try:
            assert server.stderr is not None
            for line in server.stderr:
                if "ready to accept connections" in line:
                    break
            yield f"postgresql://precis@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    return Settings(engine="extractive", data_dir=tmp_path, database_url=url)


async def test_a_brief_is_kept_read_by_its_owner_alone_and_deleted(settings: Settings) -> None:
    async with open_store(settings) as store:
        await store.keep("a" * 32, b'{"statement": "caf\xc3\xa9"}', owner="key-1")

        assert await store.read("a" * 32, owner="key-1") == b'{"statement": "caf\xc3\xa9"}'
        assert await store.read("a" * 32, owner="key-2") is None
        assert not await store.forget("a" * 32, owner="key-2")
        assert await store.forget("a" * 32, owner="key-1")
        assert await store.read("a" * 32, owner="key-1") is None
        await store.check()
        await store.purge()


async def test_several_workers_may_make_the_tables_at_once(settings: Settings) -> None:
    async def work(number: int) -> bytes | None:
        async with open_store(settings) as store:
            await store.keep(f"{number:032x}", b"{}", owner="")
            return await store.read(f"{number:032x}", owner="")

    assert await asyncio.gather(*(work(number) for number in range(4))) == [b"{}"] * 4


async def test_processes_that_share_it_make_one_brief_of_each_question(settings: Settings) -> None:
    made: list[str] = []
    async with open_store(settings) as one, open_store(settings) as other:

        def work_on(question: str, number: int) -> "asyncio.Future[Made]":
            store = (one, other)[number % 2]

            async def work(_: Tell) -> Made:
                made.append(question)
                brief_id = f"{len(made) + 100:032x}"
                await asyncio.sleep(0)
                await store.keep(brief_id, b'{"cached":false}', owner="", question=question)
                return Made(brief_id, b'{"cached":false}', is_lasting=True)

            async def ask() -> Made:
                async with caches[number % 2].making(question, work, seconds=30) as making:
                    return await making.result()

            return asyncio.ensure_future(ask())

        caches = [Cache(store, ttl_seconds=60, memory_bytes=1_000_000) for store in (one, other)]
        questions = [f"{number:064x}" for number in range(5)]
        answers = await asyncio.gather(*(work_on(question, n) for question in questions for n in range(40)))

    assert sorted(made) == questions
    assert sum(b"false" in answer.body for answer in answers) == 5


async def test_a_lease_ends_by_the_clock_of_the_database(settings: Settings) -> None:
    async with open_store(settings, now=lambda: 0.0) as store:  # a host whose clock is decades late
        assert (await store.claim(QUESTION, "first", ttl_seconds=60, lease_seconds=60)).is_won
        assert not (await store.claim(QUESTION, "second", ttl_seconds=60, lease_seconds=60)).is_won
        await store.renew(QUESTION, "first", lease_seconds=-1)
        assert (await store.claim(QUESTION, "second", ttl_seconds=60, lease_seconds=60)).is_won


async def test_a_database_out_of_reach_is_told_without_its_password(settings: Settings) -> None:
    gone = settings.model_copy(update={"database_url": "postgresql://precis:secret@127.0.0.1:1/postgres"})

    with pytest.raises(ConfigurationError, match="PRECIS_DATABASE_URL") as caught:
        async with open_store(gone):
            pass

    assert "secret" not in str(caught.value)


async def test_of_many_processes_one_answers_under_a_key_and_the_others_find_its_answer(settings: Settings) -> None:
    async with open_store(settings) as one, open_store(settings) as other:
        stores = [one, other] * 20
        holders = [f"{number:032x}" for number in range(40)]
        taken = await asyncio.gather(
            *(
                store.reserve(KEY, "asked", holder, lease_seconds=60)
                for store, holder in zip(stores, holders, strict=True)
            )
        )
        (winner,) = [holder for holder, reserved in zip(holders, taken, strict=True) if reserved.is_won]
        assert all(reserved.is_same_request and reserved.answer is None for reserved in taken)

        answer = Answer("b" * 32, "application/json", b'{"statement": "caf\xc3\xa9"}')
        await one.settle(KEY, "somebody-else", Answer("c" * 32, "text/plain", b""), keep_seconds=60)
        await one.settle(KEY, winner, answer, keep_seconds=60)
        await one.surrender(KEY, winner)

        assert await other.reserve(KEY, "asked", "late", lease_seconds=60) == Reservation(answer=answer)
        assert not (await other.reserve(KEY, "another", "late", lease_seconds=60)).is_same_request


async def test_a_key_is_free_again_when_it_is_given_back_or_its_holder_died(settings: Settings) -> None:
    async with open_store(settings) as one, open_store(settings) as other:
        assert (await one.reserve("given back", "asked", "first", lease_seconds=60)).is_won
        await one.surrender("given back", "first")
        assert (await other.reserve("given back", "another", "second", lease_seconds=60)).is_won

        assert (await one.reserve("died", "asked", "first", lease_seconds=60)).is_won
        assert not (await other.reserve("died", "asked", "second", lease_seconds=60)).is_won
        await one.renew_key("died", "first", lease_seconds=-1)
        assert (await other.reserve("died", "asked", "second", lease_seconds=60)).is_won
        await one.settle("died", "first", Answer("d" * 32, "text/plain", b"late"), keep_seconds=60)
        assert (await one.reserve("died", "asked", "third", lease_seconds=60)).answer is None


async def test_what_is_older_than_the_retention_is_purged_with_what_it_answered(settings: Settings) -> None:
    async with open_store(settings, now=lambda: 0.0) as then:
        await then.keep("e" * 32, b"{}", owner="", question="r" * 64)
    async with open_store(settings) as store:
        await store.purge()
        assert await store.read("e" * 32, owner="") is None
        assert (await store.claim("r" * 64, "holder", ttl_seconds=1e12, lease_seconds=60)).is_won
