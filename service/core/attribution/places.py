"""Which names are countries, and which country an adjective means."""

from service.core.names import countries
from service.core.names.tokens import fold
from service.core.words import per_word

_ADJECTIVAL = ("an", "ans", "ish", "ese", "ch", "i", "is", "ic", "men", "man", "woman", "ots", "nes", "ons")
_NOT_ADJECTIVES = frozenset(
    "afghanistan iran japan jordan oman pakistan sudan taiwan turkmenistan uzbekistan kazakhstan tajikistan kyrgyzstan "
    "azerbaijan bhutan lebanon gabon cameroon haiti fiji kiribati mali malawi brunei djibouti burundi britain "
    "vatican azerbaijan palestine bahrain spain moscow".split()
)


@per_word
def country_of(name: str) -> str | None:
    """The country or great organisation a name or an adjective means, in lower case: "Ukrainian" is "ukraine"."""
    key = tuple(fold(part) for part in name.replace("-", " ").replace("’", " ").replace("'", " ").split())
    found = countries.known().get(key)
    return next(iter(found)) if found and len(found) == 1 else None


def is_country(name: str) -> bool:
    """Whether a name is a country's own name, not its adjective."""
    return country_of(name) is not None and not is_adjective(name)


@per_word
def is_adjective(name: str) -> bool:
    """Whether a name is a country's adjective or people: "Ukrainian", "Russians"."""
    entity = country_of(name)
    word = name.lower()
    if entity is None or entity == word or name.isupper() or word in _NOT_ADJECTIVES or " " in word:
        return False
    return word.endswith(_ADJECTIVAL) or word in {"french", "dutch", "greek", "swiss", "welsh", "thai", "czech"}
