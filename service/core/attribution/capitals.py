"""Which capitals make a name: inside a sentence nearly all do, at its beginning the rest of the article decides."""

from collections.abc import Set

from service.core.attribution.compounds import FOR_PEOPLE
from service.core.attribution.cues import CUES
from service.core.attribution.given_names import FEMALE_NAMES, MALE_NAMES
from service.core.attribution.people import (
    DOCUMENTS,
    LAST_NAMES_TOO,
    ROLES,
    TITLES,
    can_speak,
    is_nobody,
    is_organisation,
)
from service.core.attribution.tokens import (
    CLOSED,
    DAYS_AND_MONTHS,
    DETERMINERS,
    FUNCTIONAL,
    LY_NOUNS,
    Token,
    make_token,
)

_PARTICLES = frozenset("de da di del della der den van von bin bint ibn al el la le du dos das ter ten af av".split())


def with_names(tokens: list[Token], in_lower_case: Set[str], capital_inside: Set[str]) -> tuple[Token, ...]:
    """The tokens again, those marked that belong to a name.

    A capital inside a sentence makes a name, save for days, months and function words. At the beginning of one
    the rest of the article decides: a word it also writes small is no name.
    """
    marked = list(tokens)
    for index, token in enumerate(tokens):
        if token.mark != "word" or (token.is_small and token.lower not in _PARTICLES):
            continue  # most of them
        opens = index == 0 or (
            tokens[index - 1].mark in {"quote", "punctuation"} and tokens[index - 1].text not in ",(&"
        )
        if token.is_small:
            named = _between_names(tokens, index)
        elif token.lower in DAYS_AND_MONTHS:
            named = _names_with_month(tokens, index)
        elif token.lower in FUNCTIONAL:
            named = token.text.isupper() and len(token.text) > 1 and not opens and token.lower != "i"
            named = named or (not opens and token.lower in _CLOSING and _closes_name(tokens, index))
        elif opens:
            named = _opens_with_name(token, tokens, index, in_lower_case, capital_inside)
        else:
            named = True
        if named:
            text, lower, start, end, mark, is_small, _, ending = token
            marked[index] = make_token((text, lower, start, end, mark, is_small, True, ending))
    return tuple(marked)


# Adverbs that campaigns and charities are named with: "Medicines Now".
_CLOSING = frozenset("now together first forward".split())


def _closes_name(tokens: list[Token], index: int) -> bool:
    """Whether an adverb with a capital ends a name, outside headlines that give every word one."""
    before, after = tokens[index - 1], tokens[index + 1] if index + 1 < len(tokens) else None
    named = before.mark == "word" and not before.is_small and not before.possessive and before.lower not in FUNCTIONAL
    return named and (after is None or after.mark != "word" or after.is_small) and any(
        token.is_small and token.lower not in FUNCTIONAL for token in tokens
    )  # fmt: skip


def _names_with_month(tokens: list[Token], index: int) -> bool:
    """Whether a month is somebody's name: "Theresa May said", "April Ryan asked"; not "in April" or "May 3"."""
    word, before = tokens[index].lower, tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if _is_of_paper(before, after):
        return True
    if word not in _NAMES_TOO or (after is not None and after.mark == "number"):
        return False
    if word in _SHORT and after is not None and after.mark == "word" and not after.is_small:
        return after.lower not in DAYS_AND_MONTHS  # "Jan Berg"
    follows_name = (
        before is not None
        and before.mark == "word"
        and not before.is_small
        and before.lower not in DAYS_AND_MONTHS | CLOSED | DETERMINERS
    )
    return follows_name and (before is None or before.lower in GIVEN_NAMES or before.lower.rstrip(".") in TITLES)


GIVEN_NAMES = FEMALE_NAMES | MALE_NAMES | {"theresa"}
_SHORT = frozenset({"jan", "mar"})
_NAMES_TOO = frozenset("may june april august jan mar".split())


def _is_of_paper(before: Token | None, after: Token | None) -> bool:
    """Whether a day opens a name: "the Sunday Dispatch"."""
    opens = before is not None and before.lower == "the"
    return opens and after is not None and after.mark == "word" and not after.is_small and (
        after.lower not in FUNCTIONAL
    )  # fmt: skip


def _between_names(tokens: list[Token], index: int) -> bool:
    if index == 0 or (tokens[index - 1].is_small and tokens[index - 1].lower not in _PARTICLES):
        return False
    after = index + 1
    while after < len(tokens) and tokens[after].lower in _PARTICLES:
        after += 1
    return after < len(tokens) and tokens[after].mark == "word" and not tokens[after].is_small


# At the beginning of a sentence before an office or a country: "Former New York mayor", "Senior U.S. officials".
_SIDES = frozenset({"democrats", "republicans", "tories", "libertarians"})
_IMPERATIVES = frozenset("ask tell blame thank call read stop let give make take see remember forget".split())
_OF_OFFICES = frozenset({"secretary", "minister"})
_BEFORE_OFFICES = frozenset("former senior longtime retired veteran top outgoing incoming several some many".split())


def _opens_with_name(
    token: Token, tokens: list[Token], index: int, in_lower_case: Set[str], capital_inside: Set[str]
) -> bool:
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    before_capital = (
        following is not None
        and following.mark == "word"
        and not following.is_small
        and following.lower not in DAYS_AND_MONTHS
        and not token.possessive
    )
    word = token.lower
    if len(token.text) > 1 and token.text.isupper():
        return True
    if _is_told(word) or (word in _IMPERATIVES and before_capital):  # "Ask United where the paper is"
        return word in capital_inside and not before_capital
    if word in _BEFORE_OFFICES:
        return word in capital_inside and word not in in_lower_case
    if _opens_body(tokens, index):
        return not tokens[index + 2].is_small
    if word in _SIDES:
        return True
    if word in _OF_OFFICES and following is not None and following.lower == "of" and index + 3 < len(tokens):
        return not tokens[index + 2].is_small and not tokens[index + 3].is_small  # "Secretary of State Ana Duarte"
    somebody = can_speak(word)
    surname = word in capital_inside and word not in in_lower_case and (word not in ROLES or word in LAST_NAMES_TOO)
    if not before_capital and somebody and not surname:
        return False  # "Portman" is no office where the article writes it in capitals alone
    if before_capital and following is not None and _is_mood(word) and word not in capital_inside:
        return not (following.lower in GIVEN_NAMES or following.lower in capital_inside)  # "Tearful Tamsin"
    if word in capital_inside:
        return True
    if word in in_lower_case:
        return False
    if somebody or is_nobody(word) or word in DOCUMENTS:
        return before_capital
    return before_capital or not (
        word.endswith(("ly", "ing", "ed", "tion", "ment", "ness", "ers", "ies", "ions")) and word not in LY_NOUNS
    )


def _opens_body(tokens: list[Token], index: int) -> bool:
    """Whether what may be a body's name begins: "University of Virginia", "Justice for Nurses"."""
    if index + 2 >= len(tokens):
        return False
    word, following = tokens[index].lower, tokens[index + 1].lower
    return (is_organisation(word) and following in {"of", "for"}) or (word in FOR_PEOPLE and following == "for")


def _is_told(word: str) -> bool:
    """Whether a word is a reporting verb in a tense."""
    cue = CUES.get(word)
    return cue is not None and cue.form == "finite" and not cue.nounish


def _is_mood(word: str) -> bool:
    """Whether a word may say how somebody feels or looks, before his name."""
    return word not in GIVEN_NAMES | {"downing"} and (
        word in _MOODS or (len(word) > 5 and word.endswith(("ful", "ed", "ing", "less", "ous")))
    )


_MOODS = frozenset("proud angry happy brave smug heartbroken upset glum defiant".split())
