"""What one part of a quotation asks for, token by token: its words, and what brackets put for others."""

import re
from dataclasses import dataclass, replace

from service.core.quotations import edits
from service.core.quotations.tokens import Token, is_punctuation, tokens_of

_INSERTION = re.compile(r"\[(?P<words>[^\[\]]{0,80})\]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A token a quotation asks for; an insertion asks for up to a few words of any kind."""

    folded: str
    any_case: bool = False
    insertion: bool = False
    stem: bool = False  # "want[s]": only the beginning of the word is the speaker's
    inserted: str = ""  # the insertion's words
    before: str = ""  # those of an insertion that the first word of a part follows
    after: str = ""  # those of one that follows the last word


_WORD_HERE = re.compile(r"[^\W_]+")
_NEGATIVE_ENDINGS = frozenset({"n't", "n’t", "'t", "’t"})


def pattern(part: str) -> tuple[Wanted, ...]:
    """What one part of a quotation asks for, in order; empty where it asks for nothing."""
    wanted: list[Wanted] = []
    at = 0
    for insertion in _INSERTION.finditer(part):
        before, words = part[at : insertion.start()], insertion.group("words")
        glued_before = before[-1:].isalnum()
        glued_after = part[insertion.end() : insertion.end() + 1].isalnum()
        wanted.extend(Wanted(token.folded) for token in tokens_of(before))
        at = insertion.end()
        if edits.negation(words) or (words in _NEGATIVE_ENDINGS and glued_before):
            # What says no must be the text's own words.
            before_it = wanted.pop().folded if glued_before and wanted and not words[:1].isspace() else ""
            wanted.extend(Wanted(token.folded) for token in tokens_of(before_it + words))
        elif glued_before and wanted:
            wanted[-1] = Wanted(wanted[-1].folded, stem=True)
        elif glued_after and len(words) == 1:  # "[W]e" is "we" with another capital
            word = _WORD_HERE.match(part, at)
            at = word.end() if word else at
            wanted.append(Wanted(words + (word.group() if word else ""), any_case=True))
        elif glued_after:  # "[un]happy" is a word of its own
            word = _WORD_HERE.match(part, at)
            at = word.end() if word else at
            wanted.extend(Wanted(token.folded) for token in tokens_of(words + (word.group() if word else "")))
        elif not (wanted and wanted[-1].insertion):
            wanted.append(Wanted("", insertion=True, inserted=words))
    wanted.extend(Wanted(token.folded) for token in tokens_of(part[at:]))
    before = after = ""
    while wanted and asks_nothing(wanted[0]):
        before = wanted.pop(0).inserted
    while wanted and asks_nothing(wanted[-1]):
        after = wanted.pop().inserted
    if wanted:
        wanted[-1] = replace(wanted[-1], after=after)
        wanted[0] = replace(wanted[0], any_case=True, before=before)
    return tuple(wanted)


def asks_nothing(wanted: Wanted) -> bool:
    """Whether it may be missing where it stands at an end of a quotation: punctuation, or what somebody inserted."""
    token = Token(0, 0, wanted.folded, wanted.folded[:1].isalnum())
    return wanted.insertion or is_punctuation(token)
