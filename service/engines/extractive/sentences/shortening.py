"""Cut a sentence without changing what it says: what is set off by commas may go, never what is quoted or counted."""

import re
from collections.abc import Callable, Iterator

from service.engines.extractive.sentences.hints import Hinted
from service.engines.extractive.sentences.prose import LONGEST, capital, count, is_balanced, is_guarded, stopped
from service.engines.extractive.sentences.splitting import PASTS, SOURCE_LAST, is_clause

_FEWEST_LEFT = 6  # words a sentence keeps
# What may follow the comma of a clause that only adds something.
_ADDITION = re.compile(
    r"(?:(?:[\w-]+ ){0,3}(?:minutes|hours?|days?|weeks?|months?|years?) (?:after|before)|after|amid|despite|"
    r"while|which|who|whose|where|including|such as|in (?:a|an|what) [a-z]+ (?:that|which)|"
    r"with (?!which|whom)|"
    r"(?!(?:considering|assuming|provid|pending|exclud|"
    r"barring|depending|regarding|notwithstanding|during|king|nothing|something|anything|everything|evening|morning)"
    r"[a-z]*\b)[a-z]{3,}ing)\b"
)
# A noun that only explains: ", a step the company had refused", ", its best result", ", half of it from the state".
_EXPLANATION = re.compile(
    r"(?:an? (?!(?:few|lot|number|dozen|pair|couple|day|week|month|year)\b)|its |his |her |their |the (?:first|last|"
    r"latest|largest|biggest|second|third|highest|lowest|most|worst|only)\b|(?:half|most|some|many|all|none|two|one) "
    r"of|one of|according to|helped by|driven by|with pauses)"
)
# What a sentence is told for stands in its last clause as often as not: how many, how soon, who was hurt.
_FIGURE = re.compile(r"[$€£¥]\d|(?<![\d.,])(?!(?:19|20)\d\d\b)\d")
_DIGIT = re.compile(r"\d")
_TELLING = Hinted(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen dozen dozens hundred hundreds thousand thousands million millions billion billions half after before "
    "killed killing injured injuring wounded wounding dead died arrested arresting sentenced sentencing",
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"dozens?|hundreds?|thousands?|[mb]illions?|half|"
    r"(?:minutes|hours|days|weeks|months|years) (?:after|before)|"
    r"kill(?:ed|ing)|injur(?:ed|ing)|wound(?:ed|ing)|dead|died|arrest(?:ed|ing)|sentenc(?:ed|ing))\b",
    re.IGNORECASE,
)
# A judgment, a change or a comparison is nothing without what it is measured by.
_MEASURE = re.compile(r"(?:compared (?:with|to)|(?:up|down) (?:from|by)|against|versus|from [\d$€£])\b", re.IGNORECASE)
# What only says where to look, and that it has become known.
_ASIDE = re.compile(
    r" \((?:pictured|left|right|centre|center|above|below|top|bottom|inset|far left|far right|front|back|both pictured|"
    r"file (?:photo|picture|image)|stock image|mugshot)\b[^()]{0,60}\)"
    r"|,? it (?:has )?(?:emerged|was revealed|was announced|was claimed|has been revealed|was reported|was confirmed)"
    r"(?: today| yesterday| last night| this week| on [A-Z]?[a-z]+day)?(?=\.$)|, pictured,|, \(pictured\),"
)
_COMPARED = re.compile(r"[\d.,]+(?:%| per ?cent) (?:more|less|higher|lower|up|down)\b|but none\b")
_LEADING_PARTICIPLE = re.compile(
    r"^(?:Built|Founded|Based|Born|Set|Made|Led|[A-Z][a-z]+ed) (?:on|in|by|at|from|for|with|to) [^,“”]{3,80}, "
    r"(?=[A-Z]|the\b|an?\b)"
)
_RELATIVE_INSIDE = re.compile(r", (?:who|which) (?!(?:\w+ ?){1,2},)[^,;:“”\"()–—]{4,120}, ")
_NOUN_INSIDE = re.compile(
    r"(?P<before>\b[A-Z][\w.’'-]*|\b[a-z]{3,}), (?:\d{1,3}|(?:an?|the|its|his|her|their) [^,;:“”\"()–—]{3,80}), "
    r"(?=(?:was|were|is|are|had|has|have|will|would|could|can|may|[a-z]{2,}ed|said|told|took|won|lost|made|gave|went|"
    r"came|began|fell|rose|met|left|led|sold|bought|became|put|cut|says|set) )"
)
_HANGS = re.compile(r"(?:among|including|mostly|most of|many of|some of|all of|half of|and)\b")
_LIST_HINT = re.compile(r"\b(?:and|or)\b")
_PLAINLY = re.compile(rf"(?:the |its |their |[a-z]+ )?[a-z]{{3,}}s? (?:{'|'.join(sorted(PASTS))}|[a-z]{{3,}}ed)\b")
_PREPOSITION = re.compile(r"(?:In|At|On|By|For|From|With|After|Before|Among|Under|Over|Of|To|Near)\b")
_AS_CLAUSE = re.compile(r" as (?=(?:the|an?|its|their|his|her|[a-z]+s|[A-Z][\w’'-]+) )")
# When something was said says nothing about what was: ", the union said on Tuesday."
_WHEN_SAID = Hinted(
    "said announced reported confirmed",
    r"(?P<said>, [^,“”\"]{2,80} (?:said|announced|reported|confirmed))(?: late| early)?"
    r"(?: on [A-Z][a-z]+day(?: \w+)?| in an? (?:written |joint |brief )?statement)+(?=\.$)",
)


def tells(text: str) -> bool:
    """Whether a stretch has a number or a harm in it."""
    return bool((_DIGIT.search(text) and _FIGURE.search(text)) or _TELLING.search(text))


def trimmed(text: str) -> str:
    """A sentence without what tells nothing of the news: where the picture is, when its source spoke."""
    cut = _WHEN_SAID.sub(r"\g<said>", _ASIDE.sub("", text))
    return cut if count(cut) >= _FEWEST_LEFT and is_balanced(cut) else text


def shorter(text: str, most: int) -> Iterator[str]:
    """Ever shorter forms of a sentence until one has at most `most` words; the sentence itself is not among them.

    Dropped are when its source spoke, then, from its end, clauses that a comma or a dash sets off and that only add
    something, and what explains a noun between commas; those with a number or a harm only where nothing else is left.
    Quotations, brackets, comparisons and lists are never cut.
    """
    current = text
    if len(text) > LONGEST:
        return
    while count(current) > most:
        made = (cut(current, spare) for spare in (True, False) for cut in _CUTS)
        shortened = next((form for form in made if form is not None), None)
        if shortened is None:
            return
        current = shortened
        yield current


def _without_when_said(text: str, spare: bool) -> str | None:
    del spare
    cut = _WHEN_SAID.sub(r"\g<said>", text)
    return cut if cut != text else None


def _without_end(text: str, spare: bool) -> str | None:
    source = SOURCE_LAST.search(text)
    if source is not None and not is_guarded(text, source.start()):
        head = _without_last(text[: source.start()], spare)
        return head.rstrip(".") + source.group() if head is not None and not head.endswith(("”", '"', "’")) else None
    return _without_last(text, spare)


def _without_last(text: str, spare: bool) -> str | None:
    body = text.rstrip()
    for comma in reversed([match.start() for match in re.finditer(r", | [–—] ", body)]):
        if is_guarded(body, comma):
            continue
        tail = body[comma:].lstrip(" ,–—")
        head = body[:comma].rstrip()
        dash = body[comma : comma + 1] == " "
        if count(head) < _FEWEST_LEFT or _MEASURE.match(tail) or (spare and tells(tail)):
            return None
        if dash and body.count(" – ") + body.count(" — ") == 1:
            return stopped(head) if is_balanced(head) else None
        adds = _ADDITION.match(tail) and not _in_list(head, tail)
        explains = _EXPLANATION.match(tail) and not _LIST_HINT.search(tail) and is_clause(head)
        if not dash and (adds or explains) and _ends_there(tail):
            return stopped(head) if is_balanced(head) else None
    return None


def _ends_there(tail: str) -> bool:
    """Whether nothing of the main clause follows: ", which strips out food, rose" goes on with its verb."""
    later = tail.split(", ")[1:]
    return tail.startswith(("including", "such as")) or all(
        _ADDITION.match(each) or _EXPLANATION.match(each) or _COMPARED.match(each) for each in later
    )


def _in_list(head: str, tail: str) -> bool:
    """Whether the comma may be one of a list: "discussed closing, selling, or leasing it"."""
    return bool(_LIST_HINT.match(tail)) or bool(
        re.search(r"ing\b[^,]*$", head) and re.search(r",? (?:and|or) \w+ing\b", tail)
    )


_HAS_VERB = re.compile(
    r" (?:who|which) (?:[a-z]+ly |also |now |then )?(?:is|are|was|were|has|have|had|will|would|can|[a-z]+s|[a-z]+ed|"
    r"lost|won|took|left|led|met|ran|made|said|began|came|went|got|grew|fell|rose|broke|held|stood|cost|sits?) "
)


# "The mayor, Ida Kerr" needs the comma after her name.
_EXPLAINED = re.compile(r"(?:The|An?|Its|Their|His|Her|[A-Z][\w-]+[’']s) (?:[\w’'-]+ ){0,6}[\w’'-]+, [A-Z][^,]*$")


def _without_inside(text: str, spare: bool) -> str | None:
    if text.count(", ") < 2:
        return None
    for found in _RELATIVE_INSIDE.finditer(text):
        if spare and tells(found.group()):
            continue
        if _HANGS.match(text, found.end()):
            continue
        whole = _HAS_VERB.search(found.group()) and text[found.end() : found.end() + 1].islower()
        if whole and (cut := _joined(text, found.start(), found.end())) is not None:
            named = _EXPLAINED.match(text, 0, found.start())
            return f"{text[: found.start()]}, {text[found.end() :]}" if named is not None else cut
    for found in _NOUN_INSIDE.finditer(text):
        start = found.end("before")
        # "In Lima, the capital, was" and "A, the mayor, took" in a list stay: only the subject is explained.
        if (
            ", " not in text[:start]
            and not _PREPOSITION.match(text)
            and (cut := _joined(text, start, found.end())) is not None
        ):
            return cut
    return None


def _joined(text: str, start: int, end: int) -> str | None:
    """The text without a stretch between two commas."""
    if is_guarded(text, start) or is_guarded(text, end - 1):
        return None
    cut = text[:start] + " " + text[end:]
    return cut if is_balanced(cut) else None


def _without_as(text: str, spare: bool) -> str | None:
    """Without what happened meanwhile: "sales fell 5% as hospitals put off orders"."""
    for found in reversed(list(_AS_CLAUSE.finditer(text))):
        head, tail = text[: found.start()], text[found.end() :]
        if tells(tail) and (spare or not tells(head)):
            continue
        if count(head) < _FEWEST_LEFT or is_guarded(text, found.start()) or re.search(r"\b(?:same|as \w+|such)$", head):
            continue
        if ", " not in tail and (is_clause(tail) or _PLAINLY.match(tail)) and is_clause(head) and is_balanced(head):
            return stopped(head)
    return None


def _without_beginning(text: str, spare: bool) -> str | None:
    """Without a participle before the subject: "Built on its own chips, Halo sees …"."""
    del spare
    found = _LEADING_PARTICIPLE.match(text)
    return capital(text[found.end() :]) if found and count(text[found.end() :]) >= _FEWEST_LEFT else None


def _without_second(text: str, spare: bool) -> str | None:
    """Without what a semicolon sets apart."""
    at = text.find("; ")
    if at <= 0:
        return None
    head = text[:at]
    leans = re.match(r"(?:it|he|she|they|this|that|these|those|but|not|only|instead|however)\b", text[at + 2 :])
    whole = not leans and text.count("; ") == 1 and not is_guarded(text, at) and count(head) >= _FEWEST_LEFT
    if not whole or (spare and tells(text[at:])):
        return None
    return stopped(head) if is_balanced(head) else None


_CUTS: tuple[Callable[[str, bool], str | None], ...] = (
    _without_when_said,
    _without_end,
    _without_inside,
    _without_beginning,
    _without_as,
    _without_second,
)
