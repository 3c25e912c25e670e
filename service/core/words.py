"""English words as the checks compare them: stems, and which words carry content."""

import functools
import re
from collections.abc import Iterator

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_STEMMER = snowballstemmer.stemmer("english")

FUNCTION_WORDS = frozenset(
    "a an the and or but nor so yet if then than that this these those there here of in on at by for from to into onto "
    "upon with without within about above across after against along amid among around as before behind below beneath "
    "beside besides between beyond despite down during except inside like near off out outside over past per since "
    "through throughout till toward towards under until up via while whether because although though unless "
    "i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself yourself "
    "himself herself itself ourselves themselves one who whom whose which what when where why how "
    "am is are was were be been being do does did done doing have has had having will would shall should can could may "
    "might must ought not no never none nothing n't any some all both each every either neither few more most much "
    "many other another such same own only just also too very even still again ever once now today".split()
)
# What a statement says about how it knows, not about what happened: it proves no bond with the evidence.
_REPORTING = frozenset(
    "say says said saying tell tells told according statement news article report reports reported reportedly new "
    "people thing things way ways make makes made take takes took get gets got go goes went come comes came".split()
)


@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its endings, in lower case: "Sanctions" and "sanctioned" are both "sanction"."""
    return str(_STEMMER.stemWord(_POSSESSIVE.sub("", word.lower())))


def words(text: str) -> Iterator[str]:
    """The words of a text as written; a contraction or a possessive is one word."""
    for match in _WORD.finditer(text):
        yield match.group()


def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry content: no function words, no bare reporting verbs, no digits."""
    return frozenset(
        stem(word)
        for word in words(text)
        if len(word) > 1
        and not word[0].isdigit()
        and word.lower() not in FUNCTION_WORDS
        and word.lower() not in _REPORTING
    )
