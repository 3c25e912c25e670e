"""Names and nouns as they stand in a line: which words are one name, and what sort of party it is."""

from service.core.attribution import places
from service.core.attribution.compounds import NO_SURNAMES, joins_body, joins_name
from service.core.attribution.given_names import FEMALE_NAMES, MALE_NAMES
from service.core.attribution.people import TITLES, is_group, is_organisation, is_role
from service.core.attribution.phrases import Phrase, phrase_ending_at
from service.core.attribution.reading import Gender
from service.core.attribution.roles import written
from service.core.attribution.tokens import DAYS_AND_MONTHS, Line, Token
from service.core.draft import Kind

_GOVERNMENT = frozenset(
    "government ministry kremlin administration cabinet embassy treasury pentagon parliament commission state "
    "department army navy military foreign-office country countries governments prosecution".split()
)
NAME_BODIES = frozenset(
    "ferries trains hotels homes farms asa gmbh sa ag nv spa foundation robotics ventures highways "
    "outfitters forestry estates breweries "
    "lines airlines airways systems holdings partners industries motors foods energy media capital "
    "technologies labs devices storage utilities securities semiconductor semiconductors electronics "
    "pharmaceuticals pharma bancorp insurance logistics group stores brothers sons associates solutions "
    "software networks studios pictures records press times post herald tribune gazette telegraph rovers "
    "athletic town wanderers rangers albion hotspur republicans steel oil gas petroleum mining resources "
    "dispatch chronicle courier observer examiner inquirer sentinel "
    "chemical nitrogen hydrogen lithium uranium cement timber plastics textiles dairies breweries vaccines medicines "
    "united fc afc orient argyle division dynamics electric now together "
    "chemicals aerospace robotics shipping rail railways rights watch amnesty greenpeace google microsoft "
    "amazon facebook reuters democrats health water power telecom telecoms retail properties".split()
)


def names_of(line: Line) -> list[Phrase]:
    """Every name of a line with the office before it."""
    found: list[Phrase] = []
    index = 0
    while index < len(line.tokens):
        if not line.tokens[index].is_name:
            index += 1
            continue
        last = index
        while (after := line.at(last + 1)) is not None and (
            not line.tokens[last].possessive or joins_body(line.tokens, last + 1)
        ):
            if after.is_name:
                last += 1
            elif (after.text == "&" and (beyond := line.at(last + 2)) is not None and beyond.is_name) or (
                after.lower in {"of", "for", "and"}
                and (beyond := line.at(last + 2)) is not None
                and beyond.is_name
                and ((after.lower == "of" and _takes_of(line, last)) or joins_name(line.tokens, last + 1))
            ):
                last += 2
            else:
                break
        phrase = phrase_ending_at(unpossessed(line, last), last)
        listed = line.lower(index - 1) == "(" and line.lower(last + 1) == ":"  # "(NYSE: HALM)"
        if listed or (line.lower(index - 1) == ":" and line.lower(last + 1) == ")"):
            index = last + 1
            continue
        if phrase is not None and phrase.name:
            found.append(phrase)
        index = last + 1
    return found


def takes_name(phrase: Phrase) -> bool:
    """Whether a name between commas after a noun phrase is that noun's: not in "a spokesman for the mayor, X, said"."""
    if is_group(phrase.head) and not is_role(phrase.head):
        return False
    return not (phrase.end > phrase.last and is_role(phrase.line.lower(phrase.end)))


def _takes_of(line: Line, index: int) -> bool:
    word = line.lower(index)
    return is_organisation(word) or word in {
        "bank",
        "house",
        "united",
        "isle",
        "bay",
        "ministry",
        "secretary",
        "minister",
    }


def unpossessed(line: Line, last: int) -> Line:
    """The line with the possessive ending of one token forgotten, so that a name before it can be read."""
    token = line.tokens[last]
    if not token.possessive:
        return line
    bare = token._replace(ending="")
    return Line(line.text, line.sentence, (*line.tokens[:last], bare, *line.tokens[last + 1 :]), line.quotes)


def stretch(line: Line, first: Token, last: Token) -> str:
    """The text from one token to another, without a possessive ending."""
    return line.text[first.start : last.start + len(last.text)]


def words_of(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """A name as it is compared: lower case, without stops."""
    return tuple([token.lower.replace(".", "") for token in tokens if token.text != "&"])


_PROPER = frozenset("pentagon kremlin vatican whitehall westminster treasury".split())


def as_inside(name: str, first: Token) -> str:
    """A noun that opens a sentence, written as inside one."""
    kept = first.is_name or name[:2].isupper() or first.lower in _PROPER
    return name if kept else name[:1].lower() + name[1:]


def _is_plain_person(words: tuple[str, ...]) -> bool:
    """Whether a last name that is a word for a body too follows a first name: "Colin Power", no "Virginia Power"."""
    surname = words[-1] in NAME_BODIES and words[-1] not in NO_SURNAMES
    plain = len(words) == 2 and surname and words[0] not in _PLACES_TOO
    return plain and gender_of_name(words) is not None


_PLACES_TOO = frozenset("virginia georgia charlotte florence jackson victoria carolina sydney adelaide".split())


# Places that stand for a government.
SEATS = frozenset({("white", "house"), ("downing", "street"), ("capitol", "hill"), ("no 10",), ("number 10",)})


def kind_of_name(phrase: Phrase, words: tuple[str, ...]) -> Kind:
    """What a name names, as far as its words tell; "other" where only what it does can."""
    name = written(phrase.name)
    if len(words) == 1 and is_group(words[0]):
        return "group"
    if places.country_of(name) in {"european union", "united nations", "nato", "african union"}:
        return "organisation"
    if (places.country_of(name) or "").endswith(" party") and words[-1] == "party":
        return "organisation"
    if places.country_of(name) == "europe":
        return "other"
    titled = any(
        token.lower.rstrip(".") in TITLES or (is_role(token.lower) and not is_organisation(token.lower))
        for token in phrase.before_name
    )
    if (titled or _is_plain_person(words)) and not is_organisation(words[-1]):
        return "person"
    if places.is_country(name) or words in SEATS:
        return "government"
    if words[-1] in _GOVERNMENT or set(words) & {"ministry", "government", "department", "commission"}:
        return "government"
    joined = len(words) == 1 and all(part[:1].isupper() for part in name.split("-"))
    parts = words[0].split("-") if joined else words  # "Times-Ledger", no "Post-mortem"
    if any(is_organisation(word) or word in NAME_BODIES for word in parts) or any(
        token.text == "&" for token in phrase.name
    ):
        return "organisation"
    noun = phrase.before_name[-1] if phrase.before_name else None
    if noun is not None and not noun.is_name and not noun.possessive and is_organisation(noun.lower):
        return "organisation"  # "the Dutch group Velora", "the union ACV"
    if any(token.lower.endswith(("-based", "-listed", "-owned")) for token in phrase.before_name):
        return "organisation"
    many = noun is not None and noun.lower == "the" and words[0].endswith("s") and not words[0].endswith("ss")
    if many and len(words) == 1 and len(name) > 3 and not places.is_adjective(name):
        return "organisation"  # "the Greens"
    return _kind_of_plain_name(name, words)


def _kind_of_plain_name(name: str, words: tuple[str, ...]) -> Kind:
    """What a name names that has neither office nor body in it."""
    if len(words) > 1 and words[0] in DAYS_AND_MONTHS and words[0].endswith("day"):
        return "organisation"  # "the Sunday Ledger"
    if len(words) == 2 and words[1].endswith("s") and places.is_adjective(name.split(maxsplit=1)[0]):
        return "group"  # "British Jews"
    if "for" in words:
        return "organisation"  # "Justice for Hale"
    if is_group(words[-1]) or ("of" in words and any(is_group(word) for word in words)):
        return "group"  # "Labour MPs", "Friends of Peru"
    if len(words) == 1:
        initials = name.isupper() and 2 <= len(name) <= 6
        product = "-" in name and any(letter.isdigit() for letter in name)  # "NV-12" is a vaccine, a road or a jet
        return "organisation" if initials and not product else "other"
    return "person" if words[0] in FEMALE_NAMES or words[0] in MALE_NAMES else "other"


def kind_of_noun(head: str) -> Kind:
    """What sort of party a noun names."""
    if is_group(head) and not is_role(head):
        return "group"
    if is_role(head):
        return "person"
    if head in _GOVERNMENT:
        return "government"
    return "organisation" if is_organisation(head) else "other"


def gender_of_name(words: tuple[str, ...]) -> Gender | None:
    """What a first name says, where it leaves no doubt."""
    if not words:
        return None
    return "female" if words[0] in FEMALE_NAMES else "male" if words[0] in MALE_NAMES else None
