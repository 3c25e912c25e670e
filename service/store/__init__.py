"""What is remembered, in SQLite or PostgreSQL: briefs and what each answers, who is making one, callers' own keys."""

from service.store.answers import Answer, Reservation
from service.store.database import open_store
from service.store.store import Claim, Store, Stored

__all__ = ["Answer", "Claim", "Reservation", "Store", "Stored", "open_store"]
