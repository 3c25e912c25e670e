"""What a sentence is worth as a key fact, by what can be seen of it: where it stands, and whether it tells anything.

The weights were fitted (logistic regression, then rounded) to which sentences of half of the gold articles carry a key
fact; each is the log-odds that its sign adds. What a place and spoken words cost was chosen on that half and fifty
news articles with human key facts (REALSumm) together: no other weight did better on both.
"""

import re

from service.engines.extractive.sentences.hints import Hinted
from service.engines.extractive.sentences.prose import count
from service.engines.extractive.sentences.splitting import has_verb

_DATE = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow|yesterday|today|January|February|March|April|(?-i:May)|"
    r"June|July|August|September|October|November|December|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
)
_POINTS = re.compile(r"(?:This|That|These|Those|There|Such|One|Some|What|Here)\b")
_PRONOUN = re.compile(r"(?:He|She|It|They|His|Her|Its|Their)\b")
_TO_READERS = Hinted(
    "you your yours yourself",
    r"\byou(?:rs?|rself)?\b",
    re.IGNORECASE,
)
_POSSIBLE = Hinted(
    "would could might may",
    r"\b(?:would|could|might|may)\b",
)
_AHEAD = Hinted(
    "will is are due set scheduled expected plan plans",
    r"\b(?:will|(?:is|are|due|set|scheduled|expected|plans?) to)\b",
)
_LITERARY = Hinted(
    "if though like rather perhaps almost quite course anyway seem seems sort",
    r"\b(?:as if|like an?|as though|rather|perhaps|almost|quite|of course|anyway|seems?|sort of)\b",
    re.IGNORECASE,
)
_YEARS = " ".join(map(str, range(1900, 2100)))
_BACKGROUND = Hinted(
    "since last previously founded known long decades years former built born took " + _YEARS,
    r"\b(?:since (?:\d{4}|the)|in (?:19|20)\d\d|last (?:year|month)|previously|founded|is known|has long|for decades|"
    r"years ago|a former|was (?:built|born|founded)|took over)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d,.]*")
_NUMERAL = Hinted(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety half dozen dozens hundred hundreds thousand "
    "thousands million millions billion billions",
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety|half|dozens?|hundreds?|thousands?|[mb]illions?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,’'] )[A-Z][a-z]+")
_SPOKEN = Hinted(
    "s re ve ll d t",
    r"\b(?:it|he|she|that|there|they|we|you)['’](?:s|re|ve|ll|d)\b|n['’]t\b",
    re.IGNORECASE,
)
_FAR = 12  # sentences from which on it is all the same how many stand before
# Colour, and what an analyst makes of a share: true, and no news.
_COLOUR = Hinted(
    "stood sat wept sobbed hugged smiled waved wiped clutched embraced cheered nodded stared shrugged grinned "
    "kissed laughed applauded target",
    r"\b(?:stood|sat|wept|sobbed|hugged|smiled|waved|wiped|clutched|embraced|cheered|nodded|stared|shrugged|grinned|"
    r"kissed|laughed|applauded)\b|\bprice target\b",
)
_SHORT, _MIDDLING = 9, 13  # words below which a sentence says little, and not much


def worth(text: str, *, place: int, share: float, reported: bool) -> float:
    """How likely a sentence carries a key fact, as log-odds up to a constant: only the order matters.

    Args:
        text: The sentence, or one claim of it.
        place: How many sentences stand before it, a headline not counted.
        share: How much of the article does, 0 to 1.
        reported: Whether it is told as somebody's words.
    """
    words = count(text)
    numbers = len(_DIGITS.findall(text)) + len(list(_NUMERAL.finditer(text)))
    value = -1.5 * share + 1.2 / (1 + max(place, 0)) - 0.1 * min(max(place, 0), _FAR)
    value += 0.8 * (numbers > 0) + 0.33 * min(numbers, 3) + 0.2 * min(len(_NAME.findall(text)), 3)
    value += 1.0 * bool(_DATE.search(text)) + 0.4 * bool(_AHEAD.search(text))
    value -= 0.4 * (words < _SHORT) + 0.2 * (words < _MIDDLING)
    value -= 0.7 * bool(_PRONOUN.match(text)) + 0.9 * bool(_POINTS.match(text)) + 0.8 * bool(_TO_READERS.search(text))
    value -= 0.5 * bool(_POSSIBLE.search(text)) + 0.5 * bool(_LITERARY.search(text))
    value -= 2.0 * (not has_verb(text))
    value -= 0.3 * bool(_BACKGROUND.search(text)) + 1.0 * reported + 0.8 * bool(_SPOKEN.search(text))
    value -= 1.0 * bool(_COLOUR.search(text))
    return value
