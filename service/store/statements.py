"""The statements every new brief needs, made once: to put one together takes longer than to run it."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite

from service.store.tables import BRIEFS, LEASES, REPLIES


class Statements:
    """Statements in the words of one kind of database; what is filled in is named beside each.

    Attributes:
        insert: What makes an INSERT that may say what is to be done about a conflict.
        answer: The newest brief that answers a question: `asked`, made after `oldest`.
        lease: Take the right to make it, unless somebody holds it: `asked`, `by`, `seconds`, and `now` in SQLite.
        end_lease: Give it back, whoever held it: `asked`.
        keep: A brief, by the names of its columns.
        reply: The brief that answers a question from now on: `asked`, `given`.
    """

    def __init__(self, dialect: str) -> None:
        is_sqlite = dialect == "sqlite"
        self.insert: Callable[..., Any] = sqlite.insert if is_sqlite else postgresql.insert
        asked = sql.bindparam("asked", type_=sql.String)
        self.answer = (
            sql.select(BRIEFS.c.id, BRIEFS.c.body, BRIEFS.c.created_at)
            .join(REPLIES, REPLIES.c.brief_id == BRIEFS.c.id)
            .where(REPLIES.c.question == asked, BRIEFS.c.created_at > sql.bindparam("oldest", type_=sql.Double))
        )
        now = sql.bindparam("now", type_=sql.Double) if is_sqlite else database_clock()
        until = now + sql.bindparam("seconds", type_=sql.Double)
        taken = self.insert(LEASES).values(question=asked, holder=sql.bindparam("by", type_=sql.String), until=until)
        self.lease = taken.on_conflict_do_update(
            index_elements=["question"],
            set_={"holder": taken.excluded.holder, "until": taken.excluded.until},
            where=LEASES.c.until < now,
        ).returning(LEASES.c.holder)
        self.end_lease = sql.delete(LEASES).where(LEASES.c.question == asked)
        self.keep = sql.insert(BRIEFS)
        reply = self.insert(REPLIES).values(question=asked, brief_id=sql.bindparam("given", type_=sql.String))
        self.reply = reply.on_conflict_do_update(
            index_elements=["question"], set_={"brief_id": reply.excluded.brief_id}
        )


def database_clock() -> sql.ColumnElement[Any]:
    """What time it is by the database's own clock, in seconds since 1970: those of its callers may differ."""
    return sql.cast(sql.func.date_part("epoch", sql.func.clock_timestamp()), sql.Double)
