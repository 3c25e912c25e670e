"""Countries and great organisations under all their names: "Russian", "Russians" and "Russia" are one."""

import functools
from collections import defaultdict

import countryinfo

from service.core.names.tokens import fold

Key = tuple[str, ...]

_LONGEST = 5  # words of a name that is looked for in a text

# What the library of countries lacks: irregular demonyms, short forms and the bodies that act like states.
_SUPPLEMENT = {
    "united states": "us usa america american americans united-states united-states-of-america u.s.a",
    "united kingdom": "uk britain great-britain british briton britons brits united-kingdom",
    "european union": "eu european-union",
    "europe": "europe european europeans",
    "africa": "africa african africans",
    "asia": "asia asian asians",
    "latin america": "latin-america latin-american latin-americans",
    "south america": "south-america south-american south-americans",
    "oceania": "oceania oceanian oceanians",
    "antarctica": "antarctica antarctic",
    "united nations": "un united-nations",
    "nato": "nato north-atlantic-treaty-organization north-atlantic-alliance atlantic-alliance",
    "african union": "au african-union",
    "kosovo": "kosovo kosovar kosovars kosovan kosovans",
    "argentina": "argentine argentines argentinian argentinians",
    "afghanistan": "afghans",
    "bangladesh": "bangladeshis",
    "bosnia and herzegovina": "bosnia bosnian bosnians",
    "cyprus": "cypriots",
    "czech republic": "czechs czechia",
    "democratic republic of the congo": "congo dr-congo drc",
    "denmark": "dane danes",
    "east timor": "timor-leste timorese",
    "swaziland": "eswatini",
    "finland": "finn finns",
    "france": "frenchman frenchwoman frenchmen",
    "hong kong": "hong-kong hongkonger hongkongers",
    "iceland": "icelandic",
    "ireland": "irishman irishmen irishwoman",
    "ivory coast": "ivorian ivorians",
    "kazakhstan": "kazakh kazakhs",
    "kyrgyzstan": "kyrgyz",
    "luxembourg": "luxembourgish",
    "myanmar": "burma burmese myanmar",
    "netherlands": "dutchman dutchmen holland netherlands",
    "new zealand": "kiwi kiwis",
    "north korea": "dprk north-korean north-koreans",
    "republic of macedonia": "north-macedonia macedonia macedonians north-macedonian",
    "palestine": "palestinian palestinians",
    "philippines": "philippine filipina filipinos filipinas",
    "poland": "pole poles",
    "saudi arabia": "saudi saudis",
    "scotland": "scot scots scottish",
    "serbia": "serb serbs",
    "slovakia": "slovakian slovaks",
    "slovenia": "slovenian slovenians",
    "spain": "spaniard spaniards",
    "south korea": "south-korean south-koreans",
    "sweden": "swede swedes",
    "syria": "syrians",
    "tajikistan": "tajik tajiks",
    "turkey": "turk turks turkiye turkish",
    "turkmenistan": "turkmens",
    "united arab emirates": "uae emirati emiratis emirates",
    "uzbekistan": "uzbek uzbeks",
    "vatican city state": "vatican holy-see",
    "vietnam": "viet-nam",
    "wales": "welshman welshmen",
    "republican party": "gop republican republicans republican-party",
    "democratic party": "democrat democrats democratic democratic-party",
    "conservative party": "tory tories conservative-party",
    "federal reserve": "fed federal-reserve",
}
# A house, a street or a city named for those who govern from it. Capitals come from the library.
_SEATS = {
    "russia": "kremlin",
    "united states": "white-house washington pentagon capitol-hill state-department oval-office trump-administration "
    "biden-administration",
    "united kingdom": "england english downing-street number-10 no-10 whitehall westminster",
    "european union": "brussels berlaymont european-commission europe european",
    "europe": "eu european-union brussels",
    "france": "elysee quai-d-orsay",
    "germany": "bundestag chancellery",
    "israel": "knesset tel-aviv",
    "south korea": "blue-house",
    "china": "zhongnanhai",
    "india": "delhi",
    "turkey": "ankara",
    "kazakhstan": "astana",
    "myanmar": "naypyidaw",
    "vatican city state": "holy-see",
}
_SPELLINGS = {"kiev": "kyiv", "odessa": "odesa", "kharkov": "kharkiv", "lvov": "lviv", "calcutta": "kolkata"}


@functools.cache
def known() -> dict[Key, frozenset[str]]:
    """Every name of a country or great organisation, folded, with whom it names: usually one."""
    names: defaultdict[Key, set[str]] = defaultdict(set)
    demonyms: defaultdict[Key, set[str]] = defaultdict(set)
    for country in _countries():
        name = country.name()
        entity = name.lower().removeprefix("the ")
        for written in (name, entity, *country.alt_spellings()):
            key = _key(written)
            # Two- and three-letter codes are words of other languages and of this one ("IS", "NO", "AND").
            if key and all(part.isascii() for part in key) and len("".join(key)) > 3:
                names[key].add(entity)
        for demonym in (country.demonym() or "").replace("/", ",").split(","):
            key = _key(demonym)
            if key:
                demonyms[key].add(entity)
    for key, entities in demonyms.items():
        alike = {entity for entity in entities if entity[:2] == key[0][:2]}
        if key not in names:
            names[key] |= alike or entities
    for entity, written in _SUPPLEMENT.items():
        for word in written.split():
            names[_key(word)] = {entity}
    return {key: frozenset(entities) for key, entities in names.items()}


@functools.cache
def seats() -> dict[Key, frozenset[str]]:
    """Names that stand for a government without being its name: capitals, palaces, streets."""
    names: defaultdict[Key, set[str]] = defaultdict(set)
    for country in _countries():
        capital = country.capital()
        if isinstance(capital, str) and capital:
            names[_key(capital)].add(country.name().lower().removeprefix("the "))
    for entity, written in _SEATS.items():
        for word in written.split():
            names[_key(word)].add(entity)
    return {key: frozenset(entities) for key, entities in names.items() if key}


@functools.cache
def longest_known() -> dict[str, int]:
    """By its first word, how many words the longest name of a country or great organisation has."""
    return _longest(known())


@functools.cache
def longest_seats() -> dict[str, int]:
    """The same of the names that stand for a government."""
    return _longest(seats())


def _longest(names: dict[Key, frozenset[str]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in names:
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return {first: min(length, _LONGEST) for first, length in longest.items()}


def spelling(word: str) -> str:
    """One spelling for a city that has two."""
    return _SPELLINGS.get(word, word)


def _countries() -> "list[countryinfo.CountryInfo]":
    return countryinfo.all_countries()


def _key(name: str) -> Key:
    return tuple(fold(part) for part in name.replace("-", " ").replace(",", " ").replace("'", " ").split())
