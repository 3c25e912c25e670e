"""Answers under a caller's own key, as statements inside a transaction: reserved, settled, given again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sql

from service.store.tables import ANSWERS


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered under a key."""

    brief_id: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Reservation:
    """What came of reserving a key: the right to answer, or an earlier answer, or neither while somebody else does."""

    is_won: bool = False
    is_same_request: bool = True
    answer: Answer | None = None


def reserve(
    connection: sql.Connection,
    insert: Callable[..., Any],
    key: str,
    fingerprint: str,
    holder: str,
    *,
    now: sql.ColumnElement[Any],
    lease_seconds: float,
) -> Reservation:
    """Take a key that is free, or whose lease or answer has ended; else say what stands under it."""
    taken = insert(ANSWERS).values(key=key, fingerprint=fingerprint, holder=holder, until=now + lease_seconds)
    fresh = {
        name: taken.excluded[name] for name in ("fingerprint", "holder", "until", "brief_id", "media_type", "body")
    }
    taken = taken.on_conflict_do_update(index_elements=["key"], set_=fresh, where=ANSWERS.c.until < now)
    if connection.execute(taken.returning(ANSWERS.c.holder)).first() is not None:
        return Reservation(is_won=True)
    found = connection.execute(sql.select(ANSWERS).where(ANSWERS.c.key == key)).first()
    if found is None:  # given back between the two statements: the caller may ask again
        return Reservation()
    answer = Answer(found.brief_id, found.media_type, bytes(found.body)) if found.body is not None else None
    return Reservation(is_same_request=found.fingerprint == fingerprint, answer=answer)


def renewal(key: str, holder: str, *, until: sql.ColumnElement[Any]) -> sql.Update:
    """Hold a key for longer."""
    return sql.update(ANSWERS).where(*_held(key, holder)).values(until=until)


def settlement(key: str, holder: str, answer: Answer, *, until: sql.ColumnElement[Any]) -> sql.Update:
    """Put the answer under a key that is still held."""
    values = {"brief_id": answer.brief_id, "media_type": answer.media_type, "body": answer.body, "until": until}
    return sql.update(ANSWERS).where(*_held(key, holder)).values(values)


def surrender(key: str, holder: str) -> sql.Delete:
    """Give a key back without an answer."""
    return sql.delete(ANSWERS).where(*_held(key, holder))


def _held(key: str, holder: str) -> tuple[sql.ColumnElement[bool], ...]:
    return ANSWERS.c.key == key, ANSWERS.c.holder == holder, ANSWERS.c.body.is_(None)
