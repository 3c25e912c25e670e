"""Who says or holds what in an article: `read` gives its parties and whose each reported word is."""

from service.core.attribution.reader import read
from service.core.attribution.reading import Attribution, Party, Reading, Reference, Verdict
from service.core.attribution.verdict import find, verdict

__all__ = ["Attribution", "Party", "Reading", "Reference", "Verdict", "find", "read", "verdict"]
