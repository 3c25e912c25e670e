"""The subject of a verb: who stands before it, over adverbs, titles and times."""

from service.core.attribution.asides import ISSUED
from service.core.attribution.heads import (
    NUMBERS,
    QUANTIFIERS,
    SUBJECT_RELATIVES,
    antecedent_of,
    before_appositives,
    can_be_which,
    headed,
    one_who,
    stands_alone,
    told_of,
)
from service.core.attribution.naming import unpossessed
from service.core.attribution.people import DOCUMENTS, is_nobody, is_organisation, is_role
from service.core.attribution.phrases import Phrase, names_somebody, phrase_ending_at
from service.core.attribution.relatives import relative_before
from service.core.attribution.tokens import AUXILIARIES, PREPOSITIONS, Line, goes_far_back, is_adverb


def subject_before(line: Line, verb: int) -> Phrase | int | None:
    """Who stands before a verb as its subject.

    Returns:
        The noun phrase with its appositives; the index of a pronoun; None where the subject is somewhere else.
    """
    last = _end_before(line, verb)
    token = line.at(last)
    if token is None or token.mark == "quote":
        return None
    if token.mark == "word" and token.lower in {"he", "she", "they", "it", "who", "i", "we"} and not token.is_name:
        return last if token.lower != "who" else (antecedent_of(line, last) or last)
    if token.lower == "another":
        return last
    if (token.lower == "them" and line.lower(last - 1) == "of") or (token.lower == "one" and stands_alone(line, last)):
        return last  # "one of them said", "“…,” one said"
    if token.lower == "which" and line.lower(last - 1) == ",":
        antecedent = phrase_ending_at(line, last - 2)
        return antecedent if antecedent is not None and can_be_which(antecedent) else None
    if token.lower in QUANTIFIERS and stands_alone(line, last):
        return Phrase(line, last, last, last)  # "Many fear that"
    if token.text in {",", ")", "–", "—"}:
        one = one_who(line, last)
        return one if one is not None else before_appositives(line, last)
    if (relative := relative_before(line, last)) is not None:
        return told_of(line, relative, last)
    if token.lower in _OBJECTIVE and not token.is_name:
        return _close_to(line, last)
    if (document := _document_before(line, last)) is not None:
        return document
    phrase = phrase_ending_at(unpossessed(line, last) if _is_of_a_friend(line, last) else line, last)
    return headed(phrase) if phrase else None


def _is_of_a_friend(line: Line, last: int) -> bool:
    """Whether a possessive name ends "a friend of Duarte's"."""
    first = last
    while first > 0 and line.tokens[first - 1].is_name:
        first -= 1
    return line.tokens[last].possessive and line.tokens[last].is_name and line.lower(first - 1) == "of"


def is_title(line: Line, quote: int) -> bool:
    """Whether a quotation is what something is called: "titled “…”"."""
    return line.is_quote(quote) and line.lower(quote - 1) in _ENTITLED


def _end_before(line: Line, verb: int) -> int:
    """Where a subject ends: before adverbs and auxiliaries, a title ("a study, titled “…”, found") and a time."""
    last = verb - 1
    while last >= 0 and line.tokens[last].mark == "word" and _slides(line, last):
        last -= 1
    if line.lower(last) == "," and is_title(line, last - 1):
        last -= 1
    if is_title(line, last):
        last -= 3 if line.lower(last - 2) == "," else 2
    if (
        line.lower(last) in NUMBERS
        and line.lower(last - 1) == "of"
        and (is_role(line.lower(last - 2)) or is_organisation(line.lower(last - 2)))
    ):
        last -= 2  # "the father of two said", "a jury of seven found"
    if line.lower(last) in _SPANS_OF_TIME and line.lower(last - 1) in {"last", "this"} and last > 1:
        last -= 2
    return last


_SPANS_OF_TIME = frozenset("year month week weekend spring summer autumn fall winter decade century".split())
_ENTITLED = frozenset("titled entitled headlined".split())


def _close_to(line: Line, pronoun: int) -> Phrase | None:
    """Who is told by somebody a pronoun means: "a person close to him", "a spokeswoman for her"."""
    if line.lower(pronoun - 1) not in PREPOSITIONS:
        return None
    last = pronoun - 2
    if line.lower(last) in {"close", "familiar", "loyal", "sympathetic", "opposed"}:
        last -= 1
    head = phrase_ending_at(line, last)
    if head is None or head.is_named or is_nobody(head.head) or line.lower(head.first - 1) in PREPOSITIONS:
        return None
    return Phrase(line, head.first, head.last, pronoun)


_OBJECTIVE = frozenset("him her them it me us".split())


def _document_before(line: Line, last: int) -> Phrase | None:
    """The poll of "a poll released on Monday", which ends with a token."""
    for at in range(last, max(0, last - _ISSUED_REACH), -1):
        if line.tokens[at].mark not in {"word", "number"}:
            return None
        if line.lower(at) in ISSUED:
            return phrase_ending_at(line, at - 1) if line.lower(at - 1) in DOCUMENTS else None
    return None


_ISSUED_REACH = 8  # tokens of "released on Monday by the audit office"


def follows_quote(line: Line, index: int) -> bool:
    """Whether a token stands right after a quotation, or after the comma behind one."""
    before = line.at(index - 1)
    if before is None:
        return False
    return before.mark == "quote" or (before.text in {",", "–", "—", "-"} and line.is_quote(index - 2))


def _slides(line: Line, index: int) -> bool:
    token = line.tokens[index]
    if token.is_name:
        return False
    word = token.lower
    return (
        word in AUXILIARIES
        or is_adverb(word)
        or goes_far_back(line, index)
        or word in {"first", "tonight", "today", "yesterday", "themselves", "himself", "herself", "itself"}
    ) and (word not in {"there", "here"})


def joined_before(phrase: Phrase) -> tuple[Phrase, ...]:
    """The other subjects in "W, X and Y said", read from Y, the nearest first."""
    line = phrase.line
    if line.lower(phrase.first - 1) != "and":
        return ()
    first = phrase.first - 1
    found: list[Phrase] = []
    while len(found) < _MOST_JOINED:
        last = first - 1 if found or line.lower(first - 1) != "," else first - 2  # "X, and Y"
        other = phrase_ending_at(line, last)
        related = phrase.words[0].lower in {"his", "her", "their", "its"}
        if other is None or (other.is_named != phrase.is_named and not related):
            break  # "Ana Duarte and her husband, Pau Ribas, said" is told of both
        found.append(other)
        first = other.first - 1
        if line.lower(first) != "," or not (other.is_named or names_somebody(other)):
            break
    before = line.at(first)
    opens = before is None or before.mark in {"quote", "punctuation"} or before.lower in SUBJECT_RELATIVES
    return tuple(found) if opens else tuple(found[:-1]) if found and line.lower(found[-1].last + 1) == "," else ()


_MOST_JOINED = 6
