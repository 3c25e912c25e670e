"""Whom "her" or "its" means in a view told by itself, where the sentence that says so is left behind."""

import re

from service.core import quotations
from service.core.article import Article
from service.core.attribution import Party, Reading
from service.core.attribution.people import FEMALE_WORDS, is_role
from service.core.attribution.tokens import CLOSED, DETERMINERS, is_adverb
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.mentioned import mentions, parties

_FAR = 3  # sentences back that somebody may have been named in
_PRONOUN = re.compile(r"\b(?:him|her|his|its|he|she)\b")
# "Accused her of", "recalled her as": no noun follows, so she is meant herself and nothing of hers.
_NO_NOUN = CLOSED | DETERMINERS | {""}
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def filled(article: Article, reading: Reading, party: Party, number: int, form: str) -> tuple[str, int | None] | None:
    """A view's statement with the name for a pronoun that has nobody to mean in it.

    Args:
        article: Where the view stands.
        reading: Its reading.
        party: Whose view it is.
        number: The sentence it is told in.
        form: The statement, which begins with the party.

    Returns:
        (the statement, the sentence that names who is meant, or None where nothing was put in); None where the
        statement cannot be understood and nobody can be named for sure.
    """
    found = next(
        (each for each in _PRONOUN.finditer(form) if not _is_quoted(form, each.start()) and each.start() > 0), None
    )
    if found is None:
        return form, None
    word = found.group()
    name = re.search(re.escape(party.name), form[: found.start()], re.IGNORECASE)
    before = form[name.end() if name else 0 : found.start()]
    following = _WORD.match(form, found.end() + 1)
    next_word = following.group().lower() if following else ""
    is_followed = next_word not in _NO_NOUN or form[found.end() + 1 : found.end() + 2].isdigit()  # "her 5-week-old son"
    owning = word in {"its", "his"} or (word == "her" and is_followed and not is_adverb(next_word))
    if word == "its":
        stands = party.kind in {"organisation", "government", "other"} or bool(party.represents) or _has_noun(before)
        meant = None if stands else _only(article, reading, party, number, kinds=("organisation", "government"))
    else:
        gender = "female" if word in FEMALE_WORDS or word in {"her", "she"} else "male"
        # "She accused her": who would mean herself would say so.
        is_subject = word in {"he", "she"}
        own = (
            party.kind == "person"
            and party.gender in {None, gender}
            and (owning or is_subject or prose.count(before) > 1)
        )
        stands = own or _has_person(article, number, party, before)
        stands = stands or (is_subject and _names_office(article, number, form[found.end() :]))
        meant = None if stands else _only(article, reading, party, number, kinds=("person",), gender=gender)
    if stands:
        return form, None
    if meant is None:
        return None if word == "its" and party.kind == "group" else (form, None)
    other, named = meant
    mark = "’" if article.text.count("’s") > article.text.count("'s") else "'"
    put = _called(reading, other) + (f"{mark}s" if owning else "")
    return form[: found.start()] + put + form[found.end() :], named


def _names_office(article: Article, number: int, rest: str) -> bool:
    """Whether the sentence has somebody by his office before the pronoun: "praised the president but said he …"."""
    sentence = article.quote(number)
    before = sentence[: sentence.find(rest.rstrip(".”")[:_ENOUGH])]
    return any(is_role(word.lower()) for word in _WORD.findall(before))


_ENOUGH = 20  # characters that find a place in a sentence again


def _called(reading: Reading, party: Party) -> str:
    """A name for the party that cannot be wrong: the last one alone where two people share it."""
    last = party.name.rsplit(maxsplit=1)[-1]
    shared = party.kind == "person" and any(
        other.index != party.index and other.kind == "person" and other.name.rsplit(maxsplit=1)[-1] == last
        for other in reading.parties
    )
    return last if shared else party.name


def _only(
    article: Article, reading: Reading, party: Party, number: int, *, kinds: tuple[str, ...], gender: str | None = None
) -> tuple[Party, int] | None:
    """(the one party that fits in the nearest sentence before that has any, that sentence)."""
    for at in range(number - 1, max(0, number - 1 - _FAR), -1):
        reference = reading.reference(at)
        there = {each.index for each in parties(article, at)} | {each.party for each in reading.of_sentence(at)}
        there |= {reference.party} if reference is not None else set()
        known = (reading.parties[index] for index in there if index is not None)
        near = [other for other in known if other.kind in kinds]
        fitting = [
            other for other in near if other.index != party.index and (gender is None or other.gender in {None, gender})
        ]
        if fitting:
            only = fitting[0]
            sure = len(fitting) == 1 and only.is_named and (gender is None or only.gender == gender)
            named = [number for number in only.sentences if number <= at]
            return (only, named[-1]) if sure and named else None
    return None


def _is_quoted(form: str, at: int) -> bool:
    return any(quoted.start <= at < quoted.end for quoted in quotations.marked(form))


def _has_noun(words: str) -> bool:
    """Whether anything stands between the verb and the pronoun that "its" could mean."""
    told = [word.lower() for word in _WORD.findall(words)][1:]
    return any(word not in CLOSED and word not in DETERMINERS and not is_adverb(word) for word in told)


def _has_person(article: Article, number: int, party: Party, words: str) -> bool:
    """Whether the statement itself has somebody else before the pronoun."""
    named = any(
        other.kind == "person" and other.index != party.index and article.text[start:end] in words
        for start, end, other in mentions(article, number)
    )
    return named or _has_noun(words)
