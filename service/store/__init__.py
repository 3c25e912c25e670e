"""What is remembered, in SQLite or PostgreSQL: briefs, which question each answers, who is making one just now."""

from service.store.database import open_store
from service.store.store import Claim, Store, Stored

__all__ = ["Claim", "Store", "Stored", "open_store"]
