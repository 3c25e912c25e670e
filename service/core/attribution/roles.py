"""Offices: what a noun phrase says that somebody is, and for whom."""

from service.core.attribution import places
from service.core.attribution.people import KIN, LAST_NAMES_TOO, TITLES, is_organisation, is_role
from service.core.attribution.phrases import Phrase, phrase_starting_at
from service.core.attribution.tokens import DETERMINERS, POSSESSIVES, Token

# Offices one holds for somebody; a baker in a town does not speak for it.
_OFFICES = frozenset(
    "minister president director head chief secretary leader governor mayor ambassador envoy chair chairman chairwoman "
    "chairperson ceo representative lawyer attorney solicitor executive commissioner premier chancellor negotiator "
    "delegate coordinator manager officer analyst economist official boss coach captain founder owner counsel "
    "adviser advisor spokesman spokeswoman spokesperson strategist general".split()
)
_PORTFOLIOS = frozenset(
    "transport interior finance defence defense foreign health education home justice trade energy environment economy "
    "first labour labor agriculture culture sports housing treasury planning budget development prime deputy vice "
    "chief "
    "shadow business science technology employment welfare immigration security opposition state police fire general "
    "majority minority managing executive consumer affairs rural internal external public social civil regional urban "
    "digital veterans communications infrastructure industry finances climate water tourism women family youth "
    " striker crown high appeal district county local national senior junior union "
    "press council party company".split()
)


def role_of(phrase: Phrase) -> tuple[str | None, str | None]:
    """(role, whom it represents) as a phrase gives them: ("defense minister", "Lithuania").

    (None, None) where the phrase names no office: "Mr", "his lawyer", "the victim's mother".
    """
    whole = phrase if phrase.is_named else _whole(phrase)
    tokens = phrase.before_name if phrase.is_named else phrase.line.tokens[phrase.first : whole.end + 1]
    core = phrase.before_name if phrase.is_named else phrase.words
    kin = core[-1].lower in KIN and not is_spokes(core[-1].lower) if core else False
    if not any(_is_office(token) for token in core) or (core[0].lower in POSSESSIVES - {"its", "their"} and kin):
        return None, None
    start = 1 if core[0].lower in DETERMINERS else 0  # "its managing director"
    represents: str | None = None
    possessor = next((index for index in range(len(core) - 1, -1, -1) if core[index].possessive), None)
    titled = possessor is not None and is_role(core[possessor].lower) and core[possessor].lower not in LAST_NAMES_TOO
    if possessor is not None and core[possessor].is_name and not titled:  # "Sheriff's Deputy" is all of an office
        if core[-1].lower in KIN and not is_spokes(core[-1].lower):
            return None, None
        first = possessor
        while first > 0 and core[first - 1].is_name:
            first -= 1
        represents = written(core[first : possessor + 1])
        start = possessor + 1
    elif possessor is not None and is_organisation(core[possessor].lower):
        start = possessor + 1  # "the union's general secretary"
    role_tokens = tokens[start:]
    while len(role_tokens) > 1 and role_tokens[0].lower in _OPINIONS:
        role_tokens = role_tokens[1:]
    while len(role_tokens) > 1 and phrase.is_named and role_tokens[-1].lower.rstrip(".") in _BARE_TITLES:
        role_tokens = role_tokens[:-1]  # "marine microbiologist Dr"
    if not role_tokens:
        return None, None
    if core[0].lower not in {"its", "their"}:  # "its Welsh secretary" is that body's, not Wales's
        represents = represents or _named_before_office(core[start:]) or _named_after_office(whole)
    role = phrase.line.text[role_tokens[0].start : role_tokens[-1].end]
    role = _as_inside(role, role_tokens)
    role = "judge" if role.lower() in _JUDGES else role
    former = role.lower().startswith(("former", "ex-", "retired", "then"))
    return role, None if former else represents


def _as_inside(role: str, tokens: tuple[Token, ...]) -> str:
    """An office that opens a sentence as inside one: "council leader"; a title keeps its capitals."""
    word = tokens[0].lower
    common = is_role(word) or is_organisation(word) or word.endswith("ed") or word in TITLES
    small = len(tokens) > 1 and common and role[1:].islower() and not tokens[0].possessive
    return role[:1].lower() + role[1:] if small else role


def _whole(phrase: Phrase) -> Phrase:
    """An office with the second one joined to it and the body after what it is for.

    "Co-founder and CEO of Halden Robotics", "vice president of operations at Tansy Homes".
    """
    line = phrase.line
    if line.lower(phrase.end + 1) == "and" and phrase.end == phrase.last:
        second = phrase_starting_at(line, phrase.end + 2)
        if (
            second is not None
            and not second.is_named
            and is_role(second.head)
            and line.lower(second.first) not in DETERMINERS
        ):
            return _whole(second)
    if phrase.last < phrase.end and line.lower(phrase.end + 1) in {"at", "of", "for"}:
        body = phrase_starting_at(line, phrase.end + 2)
        inside = line.tokens[phrase.last + 2 : phrase.end + 1]
        if body is not None and body.is_named and not any(token.is_name for token in inside):
            return Phrase(line, phrase.first, phrase.end, body.end)
    return phrase


def _is_office(token: Token) -> bool:
    word = token.lower.rstrip(".")
    return (is_role(word) or word in TITLES) and word not in _COURTESY and not (token.is_name and token.possessive)


def _named_before_office(words: tuple[Token, ...]) -> str | None:
    """Such as "EU" in "EU foreign policy chief", or "Ukraine" in "Ukrainian President"."""
    names = []
    if words and words[-1].lower not in _OFFICES:
        return None  # a dentist in a town does not speak for it
    for token, following in zip(words, (*words[1:], None), strict=True):
        of_body = following is not None and following.is_name and is_organisation(following.lower)  # "Unionist Party"
        if not token.is_name or token.lower.rstrip(".") in TITLES or (is_role(token.lower) and not of_body):
            break
        names.append(token)
    office = words[len(names)] if len(names) < len(words) else None
    if (
        office is not None
        and office.is_name
        and office.lower in {"minister", "secretary"}
        and (country := next((places.country_of(token.text) for token in names[:1]), None))
    ):
        return country.title()  # "Ethiopian State Minister"
    while names and names[-1].lower in _PORTFOLIOS and not _is_body(names):
        names.pop()
    if not names or (office is not None and office.lower == "minister" and not _is_body(names)):
        return None  # "Civil Protection Minister": what a minister is for is no country
    name = written(tuple(names))
    if "-" in name and name.rsplit("-", 1)[1][:1].islower():
        return None  # "Hungarian-born"
    return (places.country_of(name) or "").title() or None if places.is_adjective(name) else name


def _is_body(names: list[Token]) -> bool:
    """Whether the words before an office name a body: "Centre Union leader", but no "Labour Party council leader"."""
    return len(names) > 1 and names[-1].lower in {"union", "party", "council", "company", "bank", "trust"}


def _named_after_office(phrase: Phrase) -> str | None:
    """Such as "Springfield" in "mayor of Springfield"."""
    line = phrase.line
    office = any(token.lower in _OFFICES for token in phrase.words)
    if phrase.is_named or phrase.end <= phrase.last + 1 or not office:
        return None
    inside = line.tokens[phrase.last + 2 : phrase.end + 1]
    if inside[0].lower in DETERMINERS:
        inside = inside[1:]
    if line.lower(phrase.last + 1) not in {"of", "for", "at"} or not inside or not inside[0].is_name:
        return None
    return line.text[inside[0].start : inside[-1].end].removeprefix("the ")


# What else a title says that somebody is: "Ms Justice Trenwith" is later "the judge".
_OFFICES_OF_TITLES = {
    "sen": "senator lawmaker",
    "senator": "lawmaker",
    "rep": "representative congressman congresswoman lawmaker",
    "representative": "congressman congresswoman lawmaker",
    "congressman": "lawmaker representative",
    "congresswoman": "lawmaker representative",
    "mp": "lawmaker",
    "gov": "governor",
    "gen": "general",
    "prof": "professor academic",
    "dr": "doctor",
    "justice": "judge",
    "cllr": "councillor",
    "coun": "councillor",
    "col": "colonel",
    "capt": "captain",
    "lt": "lieutenant officer",
    "sgt": "sergeant officer",
    "det": "detective officer",
    "pc": "officer",
    "constable": "officer",
    "adm": "admiral",
    "amb": "ambassador",
    "rev": "reverend vicar minister pastor preacher clergyman",
    "pastor": "minister preacher",
    "assemblyman": "lawmaker legislator",
    "assemblywoman": "lawmaker legislator",
    "pres": "president",
    "ceo": "executive boss",
    "candidate": "nominee hopeful",
    "nominee": "candidate",
}


def offices_of(phrase: Phrase) -> set[str]:
    """Every word for what somebody is that stands in a phrase, with what titles stand for."""
    found: set[str] = set()
    for token in phrase.before_name if phrase.is_named else phrase.words:
        word = token.lower.rstrip(".")
        if not token.possessive and (word in TITLES or is_role(word)):
            found.update({word, *_OFFICES_OF_TITLES.get(word, "").split()})
    return found


# What a paper thinks of somebody, no part of his office.
_OPINIONS = frozenset(
    "embattled beleaguered disgraced controversial outspoken fiery popular powerful influential beloved "
    "notorious".split()
)
_JUDGES = frozenset(f"{title} justice" for title in ("mr", "mrs", "ms", "lord", "lady"))
_BARE_TITLES = frozenset("mr mrs ms miss dr prof".split())
_COURTESY = frozenset("mr mrs ms miss dr sir dame lord lady prof".split())


def is_spokes(word: str) -> bool:
    """Whether a noun is for somebody who speaks for another."""
    return word.startswith("spokes") or word in {"lawyer", "attorney", "solicitor", "agent"}


def written(tokens: tuple[Token, ...]) -> str:
    """The tokens as they stand, without a last possessive ending."""
    if len(tokens) == 1:
        return tokens[0].text
    return " ".join([*(token.text + token.ending for token in tokens[:-1]), *(token.text for token in tokens[-1:])])
