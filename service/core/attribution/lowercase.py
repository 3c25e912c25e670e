"""Names in a text without capitals: what says something without an article before it is called by a name."""

from collections.abc import Iterable, Sequence

from service.core.attribution.cues import CUES
from service.core.attribution.given_names import FEMALE_NAMES, MALE_NAMES
from service.core.attribution.people import (
    DOCUMENTS,
    TITLES,
    can_speak,
    is_group,
    is_nobody,
    is_role,
)

_FEWEST_LETTERS = 200  # in a shorter text capitals may be missing by chance
_MOST_CAPITALS = 0.002  # of the letters
_MOST_SMALL = 0.1  # of the letters of a text in capitals
_LONGEST = 3  # words of a name
_SHORTEST = 3  # letters of a name that stands alone


def is_caseless(text: str) -> bool:
    """Whether the case of a text's letters tells no names: next to no capitals, or next to nothing else."""
    return _is_lower(text) or _is_upper(text)


def _is_upper(text: str) -> bool:
    opening = text[:_FEWEST_LETTERS]
    if sum(map(str.islower, opening)) > len(opening) // 10:
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= _FEWEST_LETTERS and sum(map(str.islower, text)) <= letters * _MOST_SMALL


def _is_lower(text: str) -> bool:
    if not text[:_FEWEST_LETTERS].islower() and sum(map(str.isupper, text[:_FEWEST_LETTERS])) > 1:
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= _FEWEST_LETTERS and sum(map(str.isupper, text)) <= letters * _MOST_CAPITALS


def names_said(lines: Iterable[Sequence[str]], closed: frozenset[str]) -> frozenset[str]:
    """The words of names that speak, from their places beside a verb of speech.

    Args:
        lines: The words and marks of each sentence, in lower case; "" for a quotation.
        closed: Words that no name begins or ends with: articles, prepositions, pronouns.
    """
    found: set[str] = set()
    for words in lines:
        for at, word in enumerate(words):
            cue = CUES.get(word)
            if cue is None or cue.family != "speech" or cue.form != "finite" or cue.nounish:
                continue
            before = at - 1
            run: list[str] = []
            while before >= 0 and len(run) <= _LONGEST and _may_name(words[before], closed):
                run.insert(0, words[before])
                before -= 1
            opener = words[before] if before >= 0 else ""
            found.update(_name(run) if opener not in closed or _is_titled(run) else ())
            after = at + 1
            run = []
            follows = at > 0 and words[at - 1] in {"", ","}
            while follows and after < len(words) and len(run) <= _LONGEST + 1 and _may_name(words[after], closed):
                run.append(words[after])
                after += 1
            found.update(_name(run))
    return frozenset(found)


def _may_name(word: str, closed: frozenset[str]) -> bool:
    if not word or not word[0].isalpha() or word in closed or word.endswith("ly"):
        return False
    cue = CUES.get(word)
    return cue is None or cue.nounish or cue.form == "base"


def _name(run: list[str]) -> list[str]:
    """The name in a run of words, after the offices before it."""
    while run and _is_office(run[0]):
        run = run[1:]
    if not run or len(run) > _LONGEST:
        return []
    if len(run) == 1:
        word = run[0]
        plain = word.endswith("s") or len(word) < _SHORTEST or is_nobody(word) or word in DOCUMENTS
        return [] if plain and word not in FEMALE_NAMES | MALE_NAMES else run
    ends_in_somebody = is_role(run[-1]) or is_group(run[-1]) or is_nobody(run[-1]) or run[-1] in DOCUMENTS
    return [] if ends_in_somebody or any(is_group(word) for word in run) else run


def _is_office(word: str) -> bool:
    return word.rstrip(".") in TITLES or can_speak(word)


def _is_titled(run: list[str]) -> bool:
    """Whether a run after an article is an office with a name: "the mayor ana duro"."""
    return len(run) > 1 and _is_office(run[0]) and len(_name(run)) > 1
