"""What stands between commas: stretches of a line that explain a noun, and those that are clauses of their own."""

from service.core.attribution.cues import CUES
from service.core.attribution.people import KIN, is_role
from service.core.attribution.phrases import Phrase, is_noun_word, phrase_ending_at, phrase_starting_at
from service.core.attribution.tokens import (
    AUXILIARIES,
    DAYS_AND_MONTHS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Line,
)

# What follows one of these and a comma explains a word of its clause: "who came with his wife, Laura, said".
RELATIVES = frozenset({"who", "whose", "which", "whom"})
_FINITE_HINTS = AUXILIARIES - {"being", "been", "be", "having"}
ISSUED = frozenset(
    "released published conducted taken issued filed unsealed obtained commissioned out sponsored seen reviewed viewed "
    "leaked posted".split()
)


def whose_noun(line: Line, segments: list[tuple[int, int]]) -> int | None:
    """Which of the stretches between commas is a "whose husband" that the one after it names."""
    for at in range(1, len(segments)):
        first, last = segments[at]
        if line.lower(first) == "whose":
            noun, name = phrase_ending_at(line, last), phrase_starting_at(line, segments[at - 1][0])
            named = name is not None and name.is_named and name.end == segments[at - 1][1]
            return at if noun is not None and noun.first == first + 1 and is_role(noun.head) and named else None
    return None


def named_after_whose(line: Line, name: tuple[int, int], noun: tuple[int, int]) -> Phrase | None:
    """Who is named as the director of "whose director, Ana Duarte", with that office."""
    office, person = phrase_ending_at(line, noun[1]), phrase_starting_at(line, name[0])
    if person is None or office is None or office.head in KIN:
        return person
    return person._replace(appositives=(office,))


def explanation(line: Line, first: int, last: int) -> Phrase | None:
    """The noun phrase that a stretch between commas is: by its name where it ends in one, "former boxer Ana Duarte"."""
    opening = phrase_starting_at(line, first)
    closing = phrase_ending_at(line, last)
    if opening is not None and opening.is_named and (closing is None or not _names_another(closing, opening)):
        return opening
    whole = closing is not None and closing.is_named and is_noun_row(line, first, closing.first)
    return closing if whole else opening


def _names_another(closing: Phrase, opening: Phrase) -> bool:
    """Whether a row of nouns ends in a name of its own: "the Dutch Olympic champion Femke Rijnders"."""
    return closing.is_named and len(closing.name) > 1 and closing.first > opening.last


def is_noun_row(line: Line, first: int, end: int) -> bool:
    """Whether nothing but nouns, adjectives and articles stands from one token up to another."""
    return all(is_noun_word(line, at) or line.lower(at) in DETERMINERS for at in range(first, end))


def in_relative(line: Line, segments: list[tuple[int, int]], here: tuple[int, int]) -> bool:
    """Whether a stretch goes on with a relative clause that opened before it: ", whose father, 81, was there,"."""
    at = segments.index(here)
    return any(
        first <= last and line.lower(first) in {"who", "whose", "which"} for first, last in segments[at + 1 : at + 4]
    )


def stretches(line: Line, comma: int) -> list[tuple[int, int]]:
    """The stretches between commas, dashes and brackets that end at a comma, the last one first."""
    boundaries = [comma]
    at = comma - 1 if line.lower(comma) != ")" else comma
    while at >= 0 and len(boundaries) <= _MOST_SEGMENTS + 1:
        token = line.tokens[at]
        if token.text == ")" and (opening := _opening_bracket(line, at)) is not None:
            boundaries += [opening] if at == comma else [at, opening]  # what commas part inside is one aside
            at = opening
        elif token.text in {",", "(", "–", "—", ")"}:
            boundaries.append(at)
        elif token.mark == "quote" or token.text in {";", ":"}:
            break
        at -= 1
    ends = [*boundaries[1:], at]
    return [(end + 1, boundary - 1) for boundary, end in zip(boundaries, ends, strict=True)][:_MOST_SEGMENTS]


_MOST_SEGMENTS = 6


def _opening_bracket(line: Line, closing: int) -> int | None:
    """Where the bracket opens that closes at a token."""
    return next((at for at in range(closing - 1, max(-1, closing - 12), -1) if line.lower(at) == "("), None)


# What is said of somebody on the way: "Duarte, asked about the letter, said …".
_ASIDES = frozenset(
    "speaking asked pressed questioned reached interviewed contacted flanked joined accused charged "
    "convicted suspected jailed arrested acquitted cleared".split()
)


def explains(line: Line, first: int, last: int) -> bool:
    """Whether a stretch between commas explains a noun instead of being a clause."""
    opener = line.tokens[first]
    if opener.lower in {"who", "which", "whose", "where", "whom", "then", "and"} or opener.lower in _ASIDES:
        return opener.lower != "and"
    if opener.mark == "number" or opener.lower.endswith("ing"):
        return True
    if opener.lower in PRONOUNS:
        return False
    relative = next(
        (at for at in range(first, last + 1) if line.lower(at) in {"who", "which", "that", "whose"}), last + 1
    )
    last = relative - 1
    return not any(
        line.lower(at) in _FINITE_HINTS and not line.tokens[at].is_name and line.lower(at - 1) != "to"
        for at in range(first, last + 1)
    ) and not any(
        (cue := CUES.get(line.lower(at))) is not None
        and cue.form == "finite"
        and not cue.nounish
        and not (at <= first + 1 and line.lower(at).endswith("ed") and line.lower(at + 1) in {"as", "by"})
        and not (at == first and line.lower(at) in ISSUED and _is_told_when(line, at + 1))
        for at in range(first, last + 1)
    )  # "long regarded as a rival" explains, "regarded it as his" does not


def _is_told_when(line: Line, at: int) -> bool:
    """Whether what follows "published" only says when, where or by whom."""
    word = line.lower(at)
    return word in PREPOSITIONS or word in DAYS_AND_MONTHS or word in {"last", "this", "earlier"}
