"""The expression that finds dates and times of day, and the words by which a text shows that it may have one."""

import itertools
import re
from collections.abc import Iterable, Sequence

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_WEEKDAY = rf"(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_TO = r"(?:\s?[-–]\s?|\s(?:and|or|to)\s)"  # 3-4 February
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|,\d|\.\d)"
_ZONE = r"(?:GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|MSK|IST|local\stime)\b"
_HOUR = r"(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MINUTES = r"(?:[Ff]ive|[Tt]en|[Tt]wenty(?:[-\s]five)?|5|10|20|25)"
_CLOCK = (
    r"(?:(?P<h1>[01]?\d|2[0-3])[:.](?P<m1>[0-5]\d)(?::[0-5]\d)?\s?(?P<ap1>[ap]\.m\.|[ap]\.?m\b)"
    r"|(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"|(?P<h3>1[0-2]|0?[1-9])\s?(?P<ap3>[ap]\.m\.|[ap]m\b)"
    r"|(?P<h4>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\so[’']clock"
    rf"|(?P<h5>[01]\d|2[0-3])(?P<m5>[0-5]\d)(?=\s{_ZONE})"
    rf"|(?P<past>(?:[Aa]\s)?[Qq]uarter|[Hh]alf|{_MINUTES}(?:\sminutes)?)\s(?P<side1>past|after)\s(?P<h6>{_HOUR})\b(?![.,:/-]\d)"
    rf"|(?P<to>(?:[Aa]\s)?[Qq]uarter|{_MINUTES}\sminutes|(?<=\b[Aa]t\s){_MINUTES}|(?<=\b[Bb]y\s){_MINUTES})"
    rf"\s(?P<side2>to|before)\s(?P<h7>{_HOUR})\b(?![.,:/-]\d|\s(?:hours|minutes|days|people|of)\b)"
    rf"|(?:(?<=\bat\s)|(?<=\bby\s)|(?<=\bfrom\s)|(?<=\bafter\s)|(?<=\bbefore\s)|(?<=\buntil\s)|(?<=\babout\s)"
    rf"|(?<=\baround\s))(?P<h8>{_HOUR})\s(?:in\sthe\s(?P<part8>morning|afternoon|evening)\b|at\snight\b)"
    r"|(?P<named>noon|midday|midnight)\b)"
)
_YEAR_CUE = (
    r"(?:[Ii]n|[Ss]ince|[Uu]ntil|till|[Bb]y|[Ff]rom|of|[Dd]uring|[Bb]efore|[Aa]fter|early|late|mid|through|around|between"
    r"|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
)
_DAYPART = r"morning|afternoon|evening|night"
# One expression, so that one pass finds them all; every repeat is bounded. The looks ahead at the first letter only
# spare time: they rule out most words at once.
MENTION = re.compile(
    r"(?<!\w)(?:"
    rf"(?=\d)(?:(?<![.,/:-])(?P<iso>(?P<iy>\d{{4}})-(?P<im>\d\d)-(?P<id>\d\d)(?:T(?P<ih>\d\d):(?P<imi>\d\d)[\d:.Z+-]{{0,14}})?)(?![\d-])"
    rf"|(?<![.,/])(?P<numeric>(?P<n1>\d{{1,2}})(?P<sep>[/.])(?P<n2>\d{{1,2}})(?P=sep)(?P<ny>(?:19|20)\d\d))(?!\d))"
    rf"|(?=[\dMTWFS])(?:(?P<wa>{_SHORT_WEEKDAY}),?\s(?:the\s)?)?(?<![.,$€£-])(?:(?P<d0>{_DAY})(?:st|nd|rd|th)?{_TO})?"
    rf"(?P<da>{_DAY})(?:st|nd|rd|th)?(?:\sof)?\s"
    rf"(?P<ma>{_MONTH})(?:,?\s(?P<ya>{_YEAR}))?(?!\w)"
    rf"|(?=[JFMASONDTW])(?:(?P<wb>{_SHORT_WEEKDAY}),?\s)?(?P<mb>{_MONTH})\s(?P<db>{_DAY})(?:st|nd|rd|th)?(?![\w:.]\w|,\d)"
    rf"(?:{_TO}(?P<dz>{_DAY})(?:st|nd|rd|th)?(?![\w%]|[:.,]\d|\s(?:[a-z]+s\b|people|more|other|million|percent)))?"
    rf"(?:,?\s(?P<yb>{_YEAR}))?(?![\w%])"
    rf"|(?=[JFMASOND])(?:(?P<mc>{_MONTH}),?\s(?:of\s)?(?P<yc>{_YEAR})(?!\w)|(?P<md>{_MONTH})(?!\w))"
    rf"|(?=[LlNnTtCcPpMWFS])(?:(?P<dir>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]revious)\s)?(?P<wd>{_WEEKDAY})(?P<every>s\b)?"
    rf"(?:[’']s)?(?:\s(?P<part>{_DAYPART})\b)?(?!\w)"
    r"|(?=[YyTt])(?P<rel>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b(?![’']s\sworld)"
    rf"(?:\s(?P<rpart>{_DAYPART})\b)?"
    rf"|(?=[LlNnTt])(?P<pdir>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<period>week|weekend|month|year|{_DAYPART})\b"
    rf"|(?=[\dotfsentmaqhAQHTF])(?<![.,:/$€£-]){_CLOCK}"
    rf"|(?=[\dIiSsUutBbFfoDdAaemlWw])(?:{_YEAR_CUE}[\s-]|(?<=[12]\d\d\d\sand\s)|(?<=[12]\d\d\d\sor\s))(?P<year>{_YEAR})"
    rf"(?!\s{_ZONE})"
    r"(?!\w|[-–]\d|\s(?:(?!and\b|but\b|as\b|or\b|while\b)[a-z]+s\b|people\b|million\b|billion\b|percent\b|per\b|to\s\d))"
    r")"
)

# The words that a mention may begin with, by their first letters; those of a letter or two are whole words.
_BEGINNINGS = (
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun las nex thi com pre yes tod tom ton "
    "one two thr fou fiv six sev eig nin ten ele twe a qua hal noo mid"
).split()
# Those that stand before the digits of a year.
_CUES = "in sin unt til by fro of dur bef aft ear lat mid thr aro bet spr sum aut fal win".split()


def _beginning(words: Sequence[str]) -> str:
    """An expression for the first letters of words that begin with the same letter, small or capital."""
    first = words[0][0]
    rests = (word[1:] if len(word) > 2 else word[1:] + r"(?!\w)" for word in words)
    return f"[{first.upper()}{first}](?:{'|'.join(rests)})"


def _beginnings(words: Iterable[str]) -> str:
    by_letter = itertools.groupby(sorted(words), key=lambda word: word[0])
    return "|".join(_beginning(list(alike)) for _, alike in by_letter)


BEGINNING = re.compile(rf"(?<!\w)(?:\d|{_beginnings({*_BEGINNINGS, *_CUES})})")
BEGINNING_WITHOUT_DIGITS = re.compile(rf"(?<!\w)(?:{_beginnings(_BEGINNINGS)})")  # in a text that has none
# One of these stands in every date or time that has no digit.
TELLING_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays yesterday today tomorrow tonight week weekend month year morning afternoon "
    "evening night noon midday midnight one two three four five six seven eight nine ten eleven twelve".split()
)
