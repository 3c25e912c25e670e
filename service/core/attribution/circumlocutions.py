"""Ways to say whose words they are without a verb of speech: "in Duarte's view", a colon, an unusual verb."""

from service.core.attribution.appositives import appositives_after
from service.core.attribution.asides import is_noun_row
from service.core.attribution.clause import Clause
from service.core.attribution.naming import unpossessed
from service.core.attribution.phrases import Phrase, is_somebody, phrase_ending_at, phrase_starting_at
from service.core.attribution.subjects import follows_quote, subject_before
from service.core.attribution.tokens import PREPOSITIONS, Line

_VIEWS = frozenset("view views words opinion telling estimation reckoning eyes account".split())
_TRADE = 4  # tokens before a name that say what somebody does
_SUBJECTS = frozenset({"he", "she"})


def view(line: Line, index: int) -> Clause | None:
    """The source of "in Duarte's view" and "in the words of Duarte", at its "in"."""
    at = index + 1
    if line.lower(at) == "the" and line.lower(at + 1) in _VIEWS and line.lower(at + 2) == "of":
        source = phrase_starting_at(line, at + 3)
        return Clause("according to", "speech", "according to", index, (index, at + 2), source) if source else None
    owner = next((place for place in range(at, min(at + 6, len(line.tokens))) if line.tokens[place].possessive), None)
    if owner is None or line.lower(owner + 1) not in _VIEWS:
        return None
    source = phrase_ending_at(unpossessed(line, owner), owner)
    if source is None or source.first < at:
        return None
    return Clause("according to", "speech", "according to", index, (index, owner + 1), source)


def beside_quotation(line: Line, index: int) -> Clause | None:
    """A verb no list has, with its subject right after a quotation: "“…,” Duarte stammered."."""
    after = line.at(index + 1)
    if after is not None and not (after.mark == "punctuation" or after.lower in PREPOSITIONS):
        return None
    subject = subject_before(line, index)
    if subject is None:
        return None
    start = subject.first if isinstance(subject, Phrase) else subject
    if not follows_quote(line, start) or (isinstance(subject, Phrase) and not is_somebody(subject)):
        return None
    return Clause("subject first", "quoting", line.lower(index), start, (index, index), subject)


def before_colon(line: Line) -> Clause | None:
    """Whose the quotation after a colon is, where nothing else tells: "Duarte had a message for Ribas: “…”"."""
    colon = next((at for at, token in enumerate(line.tokens) if token.text == ":" and line.is_quote(at + 1)), None)
    if not colon:
        return None
    if line.lower(0) in _SUBJECTS:
        return Clause("subject first", "quoting", ":", 0, (colon, colon), 0)
    phrase = next((found for at in _openings(line, colon) if (found := _somebody_at(line, at)) is not None), None)
    if phrase is None:
        first = next(
            (at for at in range(min(4, colon)) if line.tokens[at].possessive and line.tokens[at].is_name), None
        )
        phrase = phrase_ending_at(unpossessed(line, first), first) if first is not None else None
    if phrase is None or not is_somebody(phrase) or phrase.last + 1 == colon:
        return None
    phrase = appositives_after(phrase)
    return Clause("subject first", "quoting", ":", 0, (colon, colon), phrase)


def for_somebody(line: Line) -> Clause | None:
    """Whose the quoted words of a sentence are that begins with "For Duarte, …" or "To the tenants, …"."""
    if line.lower(0) not in {"for", "to"}:
        return None
    phrase = phrase_starting_at(line, 1)
    if phrase is None or line.lower(phrase.end + 1) != "," or not is_somebody(phrase):
        return None
    return Clause("according to", "speech", "according to", 0, (0, 0), appositives_after(phrase))


def _openings(line: Line, colon: int) -> list[int]:
    """Where the subject before a colon may begin: with the sentence, or behind the last comma."""
    first = 1 if line.lower(0) in {"but", "and", "yet", "so"} else 0
    return [first, *(at + 1 for at in range(colon - 1, 0, -1) if line.tokens[at].text == ",")][:2]


def _somebody_at(line: Line, at: int) -> Phrase | None:
    phrase = phrase_starting_at(line, at)
    if phrase is not None and is_somebody(phrase):
        return phrase
    # "Shop steward Ana Duarte": a trade that no list has stands before the name.
    name = next(
        (place for place in range(at, at + _TRADE) if (token := line.at(place)) is not None and token.is_name), None
    )
    named = phrase_starting_at(line, name) if name and is_noun_row(line, at, name) else None
    return named if named is not None and named.is_named and len(named.name) > 1 else None
