import asyncio
import contextlib
import importlib.util
import sqlite3
from pathlib import Path

import pytest

from service.core.errors import ConfigurationError, StoreUnavailable
from service.settings import Settings
from service.store import open_store

DAY = 86_400.0


def settings_in(folder: Path, **others: object) -> Settings:
    return Settings.model_validate({"engine": "extractive", "data_dir": folder, **others})


async def test_a_brief_is_given_back_byte_for_byte_to_its_owner_alone(tmp_path: Path) -> None:
    async with open_store(settings_in(tmp_path)) as store:
        await store.keep("a" * 32, b'{"statement": "caf\xc3\xa9"}', owner="key-1")

        assert await store.read("a" * 32, owner="key-1") == b'{"statement": "caf\xc3\xa9"}'
        assert await store.read("a" * 32, owner="key-2") is None
        assert await store.read("a" * 32, owner="") is None
        assert await store.read("b" * 32, owner="key-1") is None


async def test_only_the_owner_deletes_a_brief(tmp_path: Path) -> None:
    async with open_store(settings_in(tmp_path)) as store:
        await store.keep("a" * 32, b"{}", owner="key-1")

        assert not await store.forget("a" * 32, owner="key-2")
        assert await store.forget("a" * 32, owner="key-1")
        assert await store.read("a" * 32, owner="key-1") is None
        assert not await store.forget("a" * 32, owner="key-1")


async def test_briefs_outlive_the_process(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "on first use"
    async with open_store(settings_in(folder)) as store:
        await store.keep("a" * 32, b"{}", owner="")

    async with open_store(settings_in(folder)) as store:
        assert await store.read("a" * 32, owner="") == b"{}"


async def test_a_brief_older_than_the_retention_is_neither_given_nor_kept(tmp_path: Path) -> None:
    now = [1_000 * DAY]
    settings = settings_in(tmp_path, retention_days=30)
    async with open_store(settings, now=lambda: now[0]) as store:
        await store.keep("a" * 32, b"old", owner="")
        now[0] += 29 * DAY
        await store.keep("b" * 32, b"new", owner="")
        assert await store.read("a" * 32, owner="") == b"old"

        now[0] += 1 * DAY + 1

        assert await store.read("a" * 32, owner="") is None
        assert await store.purge() == 1
        assert await store.read("b" * 32, owner="") == b"new"


async def test_keeping_a_brief_purges_old_ones_by_itself(tmp_path: Path) -> None:
    now = [1_000 * DAY]
    async with open_store(settings_in(tmp_path, retention_days=1), now=lambda: now[0]) as store:
        await store.keep("a" * 32, b"old", owner="")
        now[0] += 2 * DAY
        await store.keep("b" * 32, b"new", owner="")

    with sqlite3.connect(tmp_path / "precis.sqlite3") as connection:
        assert connection.execute("SELECT id FROM briefs").fetchall() == [("b" * 32,)]
    connection.close()


async def test_a_retention_of_no_days_keeps_briefs_until_they_are_deleted(tmp_path: Path) -> None:
    now = [1_000 * DAY]
    async with open_store(settings_in(tmp_path, retention_days=0), now=lambda: now[0]) as store:
        await store.keep("a" * 32, b"{}", owner="")
        now[0] += 100_000 * DAY

        assert await store.purge() == 0
        assert await store.read("a" * 32, owner="") == b"{}"


async def test_several_workers_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    async def work(number: int) -> bytes | None:
        async with open_store(settings_in(tmp_path)) as store:
            await store.keep(f"{number:032x}", b"{}", owner="")
            return await store.read(f"{number:032x}", owner="")

    assert await asyncio.gather(*(work(number) for number in range(6))) == [b"{}"] * 6


async def test_readers_go_on_while_somebody_writes(tmp_path: Path) -> None:
    async with open_store(settings_in(tmp_path)) as store:
        await store.keep("a" * 32, b"{}", owner="")
        writer = sqlite3.connect(tmp_path / "precis.sqlite3", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")

        found = await store.read("a" * 32, owner="")

        writer.execute("ROLLBACK")
        writer.close()
        assert found == b"{}"


async def test_another_processs_lock_is_waited_for_without_holding_up_anything_else(tmp_path: Path) -> None:
    async with open_store(settings_in(tmp_path)) as store:
        with contextlib.closing(sqlite3.connect(tmp_path / "precis.sqlite3", isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            keeping = asyncio.create_task(store.keep("a" * 32, b"{}", owner=""))
            for _ in range(20):
                assert await store.read("a" * 32, owner="") is None
                await asyncio.sleep(0)
            assert not keeping.done()
            writer.execute("ROLLBACK")

        await keeping

        assert await store.read("a" * 32, owner="") == b"{}"


async def test_the_log_does_not_grow_without_end(tmp_path: Path) -> None:
    async with open_store(settings_in(tmp_path)) as store:
        for number in range(1_200):
            await store.keep(f"{number:032x}", b"x" * 4_000, owner="")

        size = (tmp_path / "precis.sqlite3").stat().st_size

    assert size > 2_000_000  # what was copied already; the rest is in the log


async def test_a_lost_table_is_told_in_domain_words_without_the_brief(tmp_path: Path) -> None:
    async with open_store(settings_in(tmp_path)) as store:
        breaker = sqlite3.connect(tmp_path / "precis.sqlite3")
        breaker.execute("DROP TABLE briefs")
        breaker.close()

        with pytest.raises(StoreUnavailable) as caught:
            await store.keep("a" * 32, b"canary", owner="")
        with pytest.raises(StoreUnavailable):
            await store.check()

    assert "canary" not in str(caught.value)


async def test_a_folder_that_cannot_be_made_is_a_matter_of_configuration(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(ConfigurationError, match="PRECIS_DATA_DIR"):
        async with open_store(settings_in(tmp_path / "file")):
            pass


async def test_a_file_that_is_no_database_is_a_matter_of_configuration(tmp_path: Path) -> None:
    (tmp_path / "precis.sqlite3").write_text("not a database, though long enough to be taken for one" * 40)

    with pytest.raises(ConfigurationError, match="not a database"):
        async with open_store(settings_in(tmp_path)):
            pass


async def test_a_sqlite_url_says_where_the_file_stands(tmp_path: Path) -> None:
    async with open_store(settings_in(tmp_path, database_url=f"sqlite:///{tmp_path}/elsewhere.db")) as store:
        await store.keep("a" * 32, b"{}", owner="")

    assert (tmp_path / "elsewhere.db").exists()


@pytest.mark.parametrize("url", ["mysql://db/precis", "sqlite://", "sqlite:///:memory:", "no url"])
async def test_another_database_is_turned_down_with_what_is_offered(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigurationError, match="sqlite:///path/to/file"):
        async with open_store(settings_in(tmp_path, database_url=url)):
            pass


QUESTION = "q" * 64


async def test_a_question_is_given_to_one_to_answer_and_its_answer_to_all(tmp_path: Path) -> None:
    async with open_store(settings_in(tmp_path)) as one, open_store(settings_in(tmp_path)) as other:
        claims = await asyncio.gather(
            *(
                store.claim(QUESTION, f"{number}", ttl_seconds=60, lease_seconds=60)
                for number, store in enumerate([one, other] * 10)
            )
        )
        await one.keep("a" * 32, b"{}", owner="", question=QUESTION)
        answered = await other.claim(QUESTION, "late", ttl_seconds=60, lease_seconds=60)

    assert sorted(claim.is_won for claim in claims) == [False] * 19 + [True]
    assert all(claim.stored is None for claim in claims)
    assert answered.stored is not None
    assert (answered.stored.brief_id, answered.stored.body, answered.is_won) == ("a" * 32, b"{}", False)


async def test_a_lease_ends_unless_it_is_renewed_and_can_be_given_back(tmp_path: Path) -> None:
    now = [1_000 * DAY]
    async with open_store(settings_in(tmp_path), now=lambda: now[0]) as store:

        async def is_won_by(holder: str) -> bool:
            return (await store.claim(QUESTION, holder, ttl_seconds=60, lease_seconds=10)).is_won

        assert await is_won_by("first")
        now[0] += 9
        await store.renew(QUESTION, "first", lease_seconds=10)
        now[0] += 9
        assert not await is_won_by("second")
        now[0] += 2
        assert await is_won_by("second")
        await store.renew(QUESTION, "first", lease_seconds=100)  # which holds it no longer
        await store.release(QUESTION, "first")
        assert not await is_won_by("third")
        await store.release(QUESTION, "second")
        assert await is_won_by("third")


async def test_an_answer_is_given_only_while_it_is_young_and_its_brief_is_there(tmp_path: Path) -> None:
    now = [1_000 * DAY]
    async with open_store(settings_in(tmp_path), now=lambda: now[0]) as store:

        async def answer(holder: str) -> str | None:
            claim = await store.claim(QUESTION, holder, ttl_seconds=60, lease_seconds=1)
            return claim.stored.brief_id if claim.stored else None

        await store.keep("a" * 32, b"{}", owner="", question=QUESTION)
        now[0] += 59
        assert await answer("1") == "a" * 32
        now[0] += 2
        assert await answer("2") is None
        await store.keep("b" * 32, b"{}", owner="", question=QUESTION)
        assert await answer("3") == "b" * 32
        await store.forget("b" * 32, owner="")
        assert await answer("4") is None


@pytest.mark.skipif(importlib.util.find_spec("psycopg") is not None, reason="the driver is there")
async def test_without_its_driver_postgresql_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"requirements-extras\.lock"):
        async with open_store(settings_in(tmp_path, database_url="postgresql://db/precis")):
            pass
