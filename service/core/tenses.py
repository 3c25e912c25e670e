"""Whether a text tells a predicate as done, as still to come or as possible, by the verbs that stand before it."""

from typing import Literal

from service.core import clauses
from service.core.denials import is_adverb
from service.core.words import IRREGULAR_PASTS, per_word

Time = Literal["past", "to come", "possible", "untold"]

_FUTURE = frozenset("will would shall wo sha".split())
_MODAL = frozenset("may might could".split())
_PAST_AUXILIARY = frozenset("was were has had have did 've".split())
_PRESENT_AUXILIARY = frozenset("is are am be been being does do get gets".split())
_BESIDE = frozenset(
    "not never also still now already since both all then soon yet only just even later again ever once first finally "
    "since recently formally together eventually instead either".split()
)
# What stands before a "to" that has not come about: "plans to", "was due to", "asked him to". After any other verb
# ("managed to", "came from behind to beat") an infinitive may well tell what happened.
_AHEAD = frozenset(
    "due set scheduled expected slated poised plan plans planned planning want wants wanted wanting urge urges urged "
    "intend intends intended aim aims aimed hope hopes hoped seek seeks sought threaten threatens threatened vow vows "
    "vowed promise promises promised pledge pledges pledged offer offers offered propose proposes proposed likely "
    "unlikely ask asks asked ready supposed wish wishes wished invite invites invited prepare prepares prepared "
    "preparing call calls called need needs needed about going decide decides decided agree agrees agreed is are was "
    "were next meant proposal consider considers".split()
)
_IF = frozenset("if unless whether".split())
_PUTS_OFF = _FUTURE | _IF | {"won't"}
_MAKES_POSSIBLE = _MODAL | {"mightn't"}
_VERB_GROUP = 6  # words before a predicate among which its auxiliaries stand
_GOVERNING = 6  # words before a "to" among which stands what it depends on


def may_be_to_come(reading: clauses.Reading) -> bool:
    """Whether a text has any of the words that put off what stands behind them; where it has none, nothing is."""
    told = reading.vocabulary
    if not told.isdisjoint(_PUTS_OFF) or any(map(_is_contracted_will, told)):
        return True
    return "to" in told and not told.isdisjoint(_AHEAD)


@per_word
def _is_contracted_will(word: str) -> bool:
    return word.endswith("'ll")


def may_be_possible(reading: clauses.Reading) -> bool:
    """Whether a text has any of the words that make what stands behind them possible."""
    return not reading.vocabulary.isdisjoint(_MAKES_POSSIBLE)


def time_of(reading: clauses.Reading, at: int) -> Time:
    """The time of the word at a place of a text's tokens."""
    tokens = reading.tokens
    is_past_form = tokens[at].endswith("ed") or tokens[at] in IRREGULAR_PASTS
    had = False
    for back in range(at - 1, max(-1, at - 1 - _VERB_GROUP), -1):
        word = tokens[back]
        if word in _FUTURE or word.endswith("'ll") or word == "won't":
            return "to come"
        if word in _MODAL or word == "mightn't":
            return "possible"
        if word == "to":
            # What "is supposed to have vanished" is told as past.
            return "past" if had else "to come" if _is_ahead(tokens, back) else "untold"
        if word in _PAST_AUXILIARY or word in {"didn't", "wasn't", "weren't", "hasn't", "hadn't", "haven't"}:
            had = True
        elif not (word in _PRESENT_AUXILIARY or word in _BESIDE or is_adverb(word)):
            break
    if not had and _is_conditional(tokens, at):
        return "to come"
    return "past" if had or is_past_form else "untold"


def _is_ahead(tokens: tuple[str, ...], to: int) -> bool:
    for back in range(to - 1, max(-1, to - 1 - _GOVERNING), -1):
        if tokens[back] in _AHEAD:
            return tokens[back] not in {"is", "are", "was", "were"} or back == to - 1
        if not tokens[back][0].isalnum():
            return False
    return False


def _is_conditional(tokens: tuple[str, ...], at: int) -> bool:
    for back in range(at - 1, max(-1, at - 9), -1):
        if tokens[back] in _IF:
            return True
        if not tokens[back][0].isalnum():
            return False
    return False
