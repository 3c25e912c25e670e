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
