"""Names of several words: what joins them, and which capitals before a name are an office and no part of it."""

from service.core.attribution.people import (
    PORTFOLIOS,
    ROLES,
    TITLES,
    is_group,
    is_known_role,
    is_nobody,
    is_organisation,
    is_role,
)
from service.core.attribution.tokens import Token

OF_HEADS = frozenset(
    "university bank ministry department house institute court chamber council church state united republic board "
    "bureau office league association federation college school museum port city commission committee chief secretary "
    "minister president director archbishop bishop duke prince earl duchess society academy order organization "
    "organisation confederation union democratic people's isle gulf cup bay hospital church friends".split()
)

# Bodies that are named for what they are for, too.
_FOR_HEADS = frozenset(
    "institute centre center society association council foundation campaign alliance fund academy agency forum "
    "coalition federation network trust project observatory laboratory union office department commission bureau "
    "school college league board justice parents doctors lawyers artists "
    "families citizens".split()
)
FOR_PEOPLE = frozenset("justice parents doctors lawyers artists families citizens".split())
# What a body's name ends in and nobody's last name is: "Governor Foods", "Justice Watch".
NO_SURNAMES = frozenset(
    "watch foods motors dynamics division league electric united airlines airways holdings industries partners hotels "
    "homes farms systems solutions insurance health rights stores services trains ferries lines media capital energy "
    "electronics chemicals technologies resources pharma pharmaceuticals inc corp ltd plc llc co".split()
)


def joins_name(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a preposition stands inside a name: "Bank of England", "Institute for Regional Budgets"."""
    if not 0 < index < len(tokens) - 1 or not (tokens[index - 1].is_name and tokens[index + 1].is_name):
        return False
    head, word = tokens[index - 1].lower, tokens[index].lower
    if word == "and":
        return joins_body_with_and(tokens, index)
    if word == "of" and index > 2 and tokens[index - 2].lower == "of" and head.endswith("s"):
        return tokens[index - 3].lower in OF_HEADS  # "Board of Deputies of Port Traders"
    return (word == "of" and (head in OF_HEADS or head in _FOR_HEADS)) or (word == "for" and head in _FOR_HEADS)


def joins_body_with_and(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether an "and" stands inside a body's name: "the Food and Drug Administration"."""
    if not 1 < index < len(tokens) - 1 or tokens[index].lower != "and":
        return False
    first, last = index - 1, index + 1
    if not (tokens[first].is_name and tokens[last].is_name):
        return False
    while first > 0 and tokens[first - 1].is_name:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].is_name and not tokens[last].possessive:
        last += 1
    if tokens[first].lower == "hm":
        return True  # "HM Revenue and Customs"
    opens = tokens[first - 1].lower in {"the", "of", "for"} if first else False
    return opens and last > index + 1 and (is_organisation(tokens[last].lower) or tokens[last].lower == "services")


def after_offices(tokens: tuple[Token, ...], start: int, last: int) -> int:
    """Where the name begins in a row of capitals: after titles, a side in politics, "London-based"."""
    name_first = start
    for index in range(start, last):
        word = tokens[index].lower.rstrip(".")
        if word in PORTFOLIOS:
            following = tokens[index + 1].lower.rstrip(".")
            if following not in TITLES and following not in PORTFOLIOS and not is_role(following):
                continue
        elif (word not in TITLES and word.split("-of-", maxsplit=1)[0] not in ROLES) or (
            word in FIRST_NAMES_TOO and index == start and last - index == 1
        ):
            continue
        if _is_of_body(tokens, start, index, last):
            continue
        after = index + 1
        if tokens[after].lower == "of":
            after += 2 if tokens[index].lower in {"secretary", "minister", "president", "director", "chief"} else 0
            if tokens[min(after, last)].lower == "of" or after > last:
                continue
        if after <= last and not is_title_only(tokens[after : last + 1]):
            name_first = after
    if (
        last - name_first > 1
        and tokens[name_first].lower in _SIDES
        and not _is_a_side(tokens[name_first + 1 : last + 1])
    ):
        name_first += 2 if (tokens[name_first].lower, tokens[name_first + 1].lower) == ("liberal", "democrat") else 1
    while name_first < last and tokens[name_first].lower.endswith(
        ("-based", "-born", "-listed", "-owned", "-era", "-led", "-run", "-backed")
    ):
        name_first += 1
    return name_first


def _is_of_body(tokens: tuple[Token, ...], start: int, index: int, last: int) -> bool:
    """Whether an office in a row of capitals is a part of a body's name."""
    word = tokens[index].lower.rstrip(".")
    if tokens[index].possessive or (word in _OF_BODIES and is_organisation(tokens[last].lower)):
        return True  # "the U.S. Attorney's Office", "the General Medical Council"
    if all(_ends_body(token.lower.rstrip(".")) for token in tokens[index + 1 : last + 1]):
        return True  # "the Unionist Party", "Governor Foods Inc."
    if tokens[index + 1].lower == "for":
        return True  # "Justice for Nurses"
    # "the Association of Head Gardeners"
    return index > start and tokens[index - 1].lower in {"of", "for"} and joins_name(tokens, index - 1)


def _ends_body(word: str) -> bool:
    return is_organisation(word) or word in NO_SURNAMES


_OF_BODIES = frozenset("general major chief prime royal crown deputy".split())
# Said of somebody's politics before the name: "the Conservative Anthony Blythe".
_SIDES = frozenset(
    "conservative labour liberal tory democrat democratic republican libertarian independent progressive "
    "socialist".split()
)


def _is_a_side(tokens: tuple[Token, ...]) -> bool:
    """Whether the words after "Labour" make a name with it: "Party", "Friends of Europe", "MPs"."""
    return len(tokens) < 2 or any(
        is_organisation(token.lower)
        or is_group(token.lower)
        or is_role(token.lower)
        or is_nobody(token.lower)
        or not token.is_name
        for token in tokens
        if token.lower not in {"democrat", "republican"}
    )


# Offices that are first names too: before a last name alone, "Dean Pascoe", they are that.
FIRST_NAMES_TOO = frozenset("dean baker hunter mason carter".split())


def joins_body(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a possessive is part of a body's name: "Seafarers' Union", "St Oswin's Hospice"."""
    before = tokens[index - 1]
    if not tokens[index].is_name:
        return False
    if (before.possessive and is_organisation(tokens[index].lower)) and (
        is_role(before.lower) or before.lower in {"women", "men", "people", "children", "general"}
    ):
        return before.is_name  # "the U.S. Attorney's Office", "Women's Institute"
    saint = index > 1 and tokens[index - 2].lower.rstrip(".") in {"st", "saint"} and tokens[index - 2].is_name
    return saint or (before.lower.endswith("s") and before.end - before.start == len(before.text) + 1)


def is_title_only(tokens: tuple[Token, ...]) -> bool:
    """Whether words are an office and no name: "Prime Minister"."""
    return all(
        token.lower.rstrip(".") in TITLES or token.lower in PORTFOLIOS or is_known_role(token.lower) for token in tokens
    )
