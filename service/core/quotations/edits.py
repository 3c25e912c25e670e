"""What an edited quotation may change: a bracket may say who "he" is, an ellipsis may not leave out a "not"."""

import itertools
import re
from collections.abc import Sequence

_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nowhere|without|hardly|scarcely|barely|neither|nor|cannot|\w+n[’']t)\b",
    re.IGNORECASE,
)
# Words in whose place a name may be put, alone or with those beside them: "he", "his", "the president", "today".
_POINTING = frozenset(
    "he she it they we you i him her them us me his hers its their theirs our ours your yours my mine this that these "
    "those the a an here there one ones both who whom which whose some all today yesterday tomorrow tonight now then "
    "last next himself herself itself themselves another other such each every any".split()
)
_SET_OFF = ",;:—–()-"


def negation(words: str) -> str | None:
    """The first word that says no, as written; English."""
    match = _NEGATION.search(words)
    return match.group() if match else None


def dropped_negation(gap: str, *, ends_sentence: bool = False) -> str | None:
    """The negation that an ellipsis leaves out of its sentence, if it does.

    A remark between commas may go with its "not": what it is set into says the same without it.

    Args:
        gap: What the text has where the quotation has an ellipsis, no more than one sentence of it.
        ends_sentence: Whether the sentence ends, or begins, with the gap.
    """
    plain = gap.strip()
    if len(plain) > 1 and plain[0] in _SET_OFF and plain[-1] in _SET_OFF and not ends_sentence:
        return None
    return negation(plain)


def may_stand_for(inserted: str, replaced: Sequence[str], before: str | None) -> bool:
    """Whether words in brackets may stand for those of the text: the same, told more clearly.

    Args:
        inserted: The words in the brackets.
        replaced: The words of the text in their place; none where they only add.
        before: The word of the text before these.
    """
    if negation(" ".join(replaced)) or _is_split_negation(replaced):
        return False
    words = inserted.split()
    if words and words[0].casefold() in _POINTING and words[-1].islower():
        return True  # "the Russian president" for his name
    mine = _proper(words)
    if not mine or not replaced:
        return True
    if (
        mine & {_plain(word) for word in replaced}
        or _initials(replaced) & mine
        or _initials(inserted.split()) & (_proper(replaced))
    ):
        return True
    if _proper(replaced):
        return False
    return any(word.casefold() in _POINTING for word in (*replaced, before or ""))


def is_another_name(inserted: str, beside: str) -> bool:
    """Whether words in brackets name somebody and the word beside them in the text is another name."""
    mine, theirs = _proper(inserted.split()), _proper([beside])
    return bool(mine and theirs) and not mine & theirs and not _initials(inserted.split()) & theirs


def _is_split_negation(words: Sequence[str]) -> bool:
    """Whether "didn't" stands among words that were cut at the apostrophe."""
    return any(word.casefold().endswith("n") and after.casefold() == "t" for word, after in itertools.pairwise(words))


def _plain(word: str) -> str:
    return re.sub(r"[’']s?$|[^\w]", "", word).casefold()


def _proper(words: Sequence[str]) -> set[str]:
    """The capitalised words, folded, but "I", "The", "He"."""
    return {_plain(word) for word in words if word[:1].isupper() and _plain(word) not in _POINTING}


def _initials(words: Sequence[str]) -> set[str]:
    letters = "".join(word[0] for word in words if word[:1].isupper()).casefold()
    return {letters} if len(letters) > 1 else set()
