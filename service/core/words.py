"""English words as the checks compare them: stems, and which words carry content."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import snowballstemmer

Reading = TypeVar("Reading")

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
# What is known of a word is remembered, but not of one like this: whoever sent such words would fill the memory.
LONGEST_KEPT = 60  # characters
MOST_KEPT = 20_000  # words
_STEMMER = snowballstemmer.stemmer("english")  # that of PyStemmer where it is installed: the same stems, by C
_STEMMER.maxCacheSize = 0  # it would remember words of any length

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
    "say says said saying tell tells told telling according statement news article report reports reported reportedly "
    "new people thing things way ways make makes made take takes took get gets got go goes went come comes came "
    "think thinks thought believe believes believed call calls called calling argue argues argued want wants wanted "
    "urge urges urged claim claims claimed warn warns warned add adds added note notes noted insist insists insisted "
    "deny denies denied describe describes described consider considers considered ask asks asked explain explains "
    "view views see sees saw feel feels felt".split()
)
_NO_CONTENT = FUNCTION_WORDS | _REPORTING

# Past forms the stemmer cannot know, each with its verb.
_IRREGULAR = dict(
    pair.split("=")
    for pair in (
        "arose=arise ate=eat beat=beat became=become began=begin begun=begin bent=bend bit=bite bled=bleed blew=blow "
        "bore=bear bought=buy bound=bind bred=breed broke=break broken=break brought=bring built=build burnt=burn "
        "caught=catch chose=choose chosen=choose clung=cling crept=creep dealt=deal drawn=draw drew=draw driven=drive "
        "drove=drive dug=dig fallen=fall fed=feed fell=fall felt=feel fled=flee flew=fly flown=fly forbade=forbid "
        "forgot=forget fought=fight found=find froze=freeze frozen=freeze gave=give given=give grew=grow grown=grow "
        "held=hold hid=hide hidden=hide kept=keep knew=know known=know laid=lay leapt=leap led=lead left=leave "
        "lent=lend lost=lose meant=mean met=meet overthrew=overthrow paid=pay ran=run rang=ring risen=rise rose=rise "
        "sank=sink sent=send shaken=shake shook=shake shot=shoot shown=show shrank=shrink slain=slay slept=sleep "
        "sold=sell sought=seek spent=spend spoke=speak spoken=speak stole=steal stolen=steal stood=stand struck=strike "
        "sued=sue sunk=sink swam=swim swore=swear sworn=swear swept=sweep swung=swing taught=teach threw=throw "
        "thrown=throw tore=tear torn=tear understood=understand upheld=uphold withdrawn=withdraw withdrew=withdraw "
        "withheld=withhold woke=wake won=win wore=wear worn=wear woven=weave written=write wrote=write died=die "
        "dying=die lying=lie men=man women=woman children=child countries=country defence=defense "
        "sale=sell sales=sell injury=injure injuries=injure death=die deaths=die dead=die"
    ).split()
)

# Which of them are verbs told as past; "found" is also a verb of its own.
IRREGULAR_PASTS = frozenset(_IRREGULAR) - frozenset(
    "dying lying men women children countries defence sale sales injury injuries death deaths dead found".split()
)


def per_word(read: Callable[[str], Reading]) -> Callable[[str], Reading]:
    """Remember what `read` returns for a word: a few thousand of them make up nearly every article.

    What it returns is as quick as a look into a table, for a text's words one by one or by `map`.
    """
    return _Known(read).__getitem__


class _Known(dict[str, Reading]):
    """What was read of words; forgotten together, so that nobody can fill the memory with words."""

    def __init__(self, read: Callable[[str], Reading]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> Reading:
        reading = self._read(word)
        if len(word) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[word] = reading
        return reading


@per_word
def stem(word: str) -> str:
    """A word without its endings, in lower case: "Sanctions" and "sanctioned" are "sanction", "met" is "meet"."""
    plain = _POSSESSIVE.sub("", word.lower())
    try:
        return str(_STEMMER.stemWord(_IRREGULAR.get(plain, plain)))
    except UnicodeEncodeError:  # half of a surrogate pair, which the stemmer in C does not take
        return plain


def words(text: str) -> Iterator[str]:
    """The words of a text as written; a contraction or a possessive is one word."""
    for match in _WORD.finditer(text):
        yield match.group()


def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry content: no function words, no bare reporting verbs, no digits."""
    return stems_of(_WORD.findall(text))


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The same of the words and stops of a text that is already split."""
    found = set(map(_content, set(words)))
    found.discard("")
    return frozenset(found)


@per_word
def _content(word: str) -> str:
    """The stem of a word that carries content, else ""."""
    is_bare = len(word) < 2 or word[0].isdigit() or word.lower() in _NO_CONTENT
    return "" if is_bare else stem(word)
