"""What brackets and commas say of a politician after his name: "(R-Ohio)", ", D-Mass.,", "of Nebraska"."""

import re

from service.core.attribution.phrases import Phrase

# States of the United States, each with its postal code and the short form of news style.
_STATES = (
    "alabama al ala|alaska ak|arizona az ariz|arkansas ar ark|california ca calif|colorado co colo|connecticut ct conn|"
    "delaware de del|florida fl fla|georgia ga|hawaii hi|idaho id|illinois il ill|indiana in ind|iowa ia|kansas ks kan|"
    "kentucky ky|louisiana la|maine me|maryland md|massachusetts ma mass|michigan mi mich|minnesota mn minn|"
    "mississippi ms miss|missouri mo|montana mt mont|nebraska ne neb|nevada nv nev|new-hampshire nh|new-jersey nj|"
    "new-mexico nm|new-york ny|north-carolina nc|north-dakota nd|ohio oh|oklahoma ok okla|oregon or ore|"
    "pennsylvania pa|rhode-island ri|south-carolina sc|south-dakota sd|tennessee tn tenn|texas tx tex|utah ut|"
    "vermont vt|virginia va|washington wa wash|west-virginia wv|wisconsin wi wis|wyoming wy wyo"
)
# What people of a state are called where it is not its name with an ending.
_DEMONYMS = (
    "alabamian alaskan arizonan arkansan californian coloradan floridian georgian hawaiian idahoan illinoisan hoosier "
    "iowan kansan kentuckian louisianan mainer marylander michigander minnesotan mississippian missourian montanan "
    "nebraskan nevadan ohioan oklahoman oregonian pennsylvanian tennessean texan utahn vermonter virginian "
    "washingtonian wisconsinite yorker"
)
DEMONYMS = frozenset(_DEMONYMS.split())
_STATE_OF = {form: forms[0] for entry in _STATES.split("|") for forms in [entry.split()] for form in forms}
_SIDE_OF = {"d": "democrat", "r": "republican", "i": "independent"}
_SIDES = frozenset("democrat republican independent conservative labour tory liberal".split())
_SEAT = re.compile(r"(?P<side>[dri])(?:[-–](?P<state>[a-z][a-z. -]*))?$")


def seat_of(phrase: Phrase) -> set[str]:
    """The words for a side and a state that stand right after a name: {"republican", "ohio"}."""
    line, at = phrase.line, phrase.last + 1
    if line.lower(at) in {"of", "from"}:
        return set(_state_at(phrase, at + 1))
    if line.lower(at) not in {",", "("}:
        return set()
    written = _SEAT.match(line.lower(at + 1))
    if written is None:
        if line.lower(at + 1) in _SIDES and line.lower(at + 2) in {"of", "from"}:  # "Democrat of Ohio"
            return {line.lower(at + 1), *_state_at(phrase, at + 3)}
        return set()
    if written["state"] is None and line.lower(at + 2) != ")":
        return set()  # an initial
    state = _STATE_OF.get((written["state"] or "").replace(".", "").replace(" ", "-"), "")
    return {_SIDE_OF[written["side"]], *state.split("-")} - {""}


def _state_at(phrase: Phrase, at: int) -> list[str]:
    line = phrase.line
    for words in (f"{line.lower(at)}-{line.lower(at + 1)}", line.lower(at)):
        if words in _STATE_OF.values():
            return words.split("-")
    return []
