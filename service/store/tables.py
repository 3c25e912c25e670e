"""The tables, the same in SQLite and in PostgreSQL."""

import sqlalchemy as sql

TABLES = sql.MetaData()
BRIEFS = sql.Table(
    "briefs",
    TABLES,
    sql.Column("id", sql.String(32), primary_key=True),
    sql.Column("owner", sql.String(64), nullable=False),  # id of the key that made it; "" where no key is asked for
    sql.Column("created_at", sql.Double, nullable=False),  # seconds since 1970, UTC
    sql.Column("body", sql.LargeBinary, nullable=False),  # the brief as JSON, byte for byte as it was answered
    sql.Index("briefs_by_age", "created_at"),
)
REPLIES = sql.Table(
    "replies",
    TABLES,
    sql.Column("question", sql.String(64), primary_key=True),  # hash of all that decides what a brief says
    sql.Column("brief_id", sql.String(32), nullable=False),
    sql.Index("replies_by_brief", "brief_id"),
)
LEASES = sql.Table(
    "leases",
    TABLES,
    sql.Column("question", sql.String(64), primary_key=True),
    sql.Column("holder", sql.String(32), nullable=False),
    sql.Column("until", sql.Double, nullable=False),  # by the clock of the database where it has one
)
ANSWERS = sql.Table(
    "answers",
    TABLES,
    sql.Column("key", sql.String(64), primary_key=True),  # hash of a caller's idempotency key and where it was used
    sql.Column("fingerprint", sql.String(64), nullable=False),  # hash of what was asked under it
    sql.Column("holder", sql.String(32), nullable=False),
    sql.Column("until", sql.Double, nullable=False),  # end of the lease, or of the answer; the clock as of leases
    sql.Column("brief_id", sql.String(32)),  # this and the next two are null while the answer is in the making
    sql.Column("media_type", sql.String(64)),
    sql.Column("body", sql.LargeBinary),
    sql.Index("answers_by_brief", "brief_id"),
)
