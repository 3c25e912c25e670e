"""Who a sentence opens with, where its verb could be taken for a noun: "managers sent", "colleagues remember"."""

from service.core.attribution.people import can_speak, is_group, is_role
from service.core.attribution.phrases import Phrase, phrase_ending_at
from service.core.attribution.tokens import PREPOSITIONS, Line

_REACH = 5  # tokens of a subject without a name


def somebody_from(line: Line, start: int) -> Phrase | None:
    """The noun phrase that begins with a token and ends in a noun for somebody before a verb: "managers sent"."""
    for at in range(start, min(start + _REACH, len(line.tokens) - 1)):
        token, after = line.tokens[at], line.tokens[at + 1]
        if token.mark != "word" or token.possessive:
            return None
        if can_speak(token.lower) and not token.is_name:
            phrase = phrase_ending_at(line, at)
            whole = phrase is not None and phrase.first == start and after.is_small and after.mark == "word"
            if is_role(after.lower) or is_group(after.lower):
                continue  # "union leaders"
            return phrase if whole and after.lower not in PREPOSITIONS else None
    return None
