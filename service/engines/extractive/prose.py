"""Cut a sentence without changing what it says: what is set off by commas may go, never what is quoted or counted."""

import re
from collections.abc import Iterator

from service.core.attribution.tokens import DATELINE
from service.core.quotations import marked

_CONNECTOR = re.compile(
    r"^(?:(?:And|But|Yet|So|Nor|However|Meanwhile|Moreover|Furthermore|Nevertheless|Nonetheless|Separately|"
    r"Earlier|Later|"
    r"Also|Still|Instead|Indeed|In addition|As a result|By contrast|In turn|Elsewhere|For now),? )(?=\S)"
)
# What may follow the comma of a clause that only adds something.
_ADDITION = re.compile(
    r"(?:after|amid|despite|while|which|who|whose|where|including|such as|in (?:a|an|what) [a-z]+ (?:that|which)|"
    r"with (?!which|whom)|"
    r"(?!(?:considering|assuming|provid|pending|exclud|"
    r"barring|depending|regarding|notwithstanding|during|king|nothing|something|anything|everything|evening|morning)"
    r"[a-z]*\b)[a-z]{3,}ing)\b"
)
_RELATIVE_INSIDE = re.compile(r", (?:who|which) (?!(?:\w+ ?){1,2},)[^,;:“”\"()–—]{4,120}, ")
_DASH = re.compile(r" [–—-] ")
_LIST_HINT = re.compile(r"\b(?:and|or)\b")
LONGEST = 900  # code points: no sentence of an article is longer, and what is no sentence is not told
_WORDS = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_CLOSERS = "\"'”’»)"


def count(text: str) -> int:
    """How many words a text has."""
    return sum(1 for _ in _WORDS.finditer(text))


def opened(text: str) -> str:
    """A sentence without the dateline and the connecting word before it."""
    dateline = DATELINE.match(text)
    text = text[dateline.end() :] if dateline else text
    text = _CONNECTOR.sub("", text, count=1)
    return capital(text.strip())


def capital(text: str) -> str:
    """With a capital first letter, unless the first word has one of its own ("iPhone")."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if any(letter.isupper() for letter in first[1:]):
        return text
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """With a full stop at its end."""
    text = text.rstrip(" ,;:–—-")
    last = text.rstrip(_CLOSERS)[-1:]
    return text if last in {".", "!", "?", "…"} else text + "."


def shorter(text: str, most: int) -> Iterator[str]:
    """Ever shorter forms of a sentence until one has at most `most` words; the sentence itself is not among them.

    Dropped are, from its end, clauses that a comma or a dash sets off and that only add something, then relative
    clauses between commas. Quotations, brackets and lists are never cut.
    """
    current = text
    if len(text) > LONGEST:
        return
    while count(current) > most:
        cut = _without_end(current) or _without_inside(current)
        if cut is None:
            return
        current = cut
        yield current


def halves(text: str) -> tuple[str, str] | None:
    """A sentence that ends in ", a day after X did Y" as its two claims, where both are whole sentences."""
    found = _AFTER.search(text)
    if found is None or _is_guarded(text, found.start()):
        return None
    first, second = text[: found.start()].strip(), text[found.end() :].strip()
    if count(first) < 6 or count(second) < 5 or not _is_clause(second):
        return None
    return stopped(first), stopped(capital(second))


_AFTER = re.compile(r", (?:(?:just |only )?(?:a|one|two|three|\d+) (?:day|week|month|year|hour)s? )?after (?=\S)")
# A verb in the past that takes an object right after it: no participle that only describes the noun before.
_PAST = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\ban )\b(?:[a-z]{2,}ed|hit|struck|fell|rose|won|lost|broke|began|left|took|said|told|"
    r"found|met|sent|shot|cut|put)\s+(?:the|a|an|his|her|their|its|at least|more than|about|some|[\d$€£]|[A-Z]|two|"
    r"three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)"
)
_FINITE = re.compile(r"\b(?:was|were|is|are|had|has|have|will|would|could)\b")


def _is_clause(text: str) -> bool:
    head = " ".join(text.split()[:14])
    opener = text.split(maxsplit=1)[0].lower()
    if opener in {"it", "he", "she", "they", "this", "that", "being", "which"} or opener.endswith("ing"):
        return False
    verbs = [*_PAST.finditer(head), *_FINITE.finditer(head)]
    return any(not re.search(r"\b(?:that|which|who)\s*$", head[: verb.start()]) for verb in verbs)


_SOURCE_LAST = re.compile(
    r", (?:(?:the|an?|his|her|its|their) )?(?:[\w.&’'-]+ ){1,8}"
    r"(?:said|says|showed|reported|announced|told \w+|suggests?)"
    r"(?: on \w+day| in a statement)?\.?$"
    r"|, according to [^,]{3,60}\.?$"
)


def _without_end(text: str) -> str | None:
    source = _SOURCE_LAST.search(text)
    if source is not None and not _is_guarded(text, source.start()):
        head = _without_last(text[: source.start()])
        return head.rstrip(".") + source.group() if head is not None and not head.endswith(("”", '"', "’")) else None
    return _without_last(text)


def _without_last(text: str) -> str | None:
    body = text.rstrip()
    for comma in reversed([match.start() for match in re.finditer(r", | [–—] ", body)]):
        if _is_guarded(body, comma):
            continue
        tail = body[comma:].lstrip(" ,–—")
        head = body[:comma].rstrip()
        dash = body[comma : comma + 1] == " "
        if count(head) < 7:
            return None
        if (dash and body.count(" – ") + body.count(" — ") == 1) or (
            not dash and _ADDITION.match(tail) and _ends_there(tail) and not _in_list(head, tail)
        ):
            return stopped(head) if _is_balanced(head) else None
    return None


def _ends_there(tail: str) -> bool:
    """Whether nothing of the main clause follows: ", which strips out food, rose" goes on with its verb."""
    return tail.startswith(("including", "such as")) or ", " not in tail


def _in_list(head: str, tail: str) -> bool:
    """Whether the comma may be one of a list: "discussed closing, selling, or leasing it"."""
    return bool(_LIST_HINT.match(tail)) or bool(
        re.search(r"ing\b[^,]*$", head) and re.search(r",? (?:and|or) \w+ing\b", tail)
    )


_HAS_VERB = re.compile(
    r" (?:who|which) (?:[a-z]+ly |also |now |then )?(?:is|are|was|were|has|have|had|will|would|can|[a-z]+s|[a-z]+ed|"
    r"lost|won|took|left|led|met|ran|made|said|began|came|went|got|grew|fell|rose|broke|held|stood|cost|sits?) "
)


def _without_inside(text: str) -> str | None:
    for found in _RELATIVE_INSIDE.finditer(text):
        whole = _HAS_VERB.search(found.group()) and text[found.end() : found.end() + 1].islower()
        if whole and not _is_guarded(text, found.start()) and not _is_guarded(text, found.end() - 1):
            cut = text[: found.start()] + " " + text[found.end() :]
            return cut if _is_balanced(cut) else None
    return None


def _is_guarded(text: str, at: int) -> bool:
    """Whether a place lies in a quotation or in brackets."""
    if any(quoted.start - 1 <= at <= quoted.end for quoted in marked(text)):
        return True
    return text.count("(", 0, at) > text.count(")", 0, at)


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("“") == text.count("”") and text.count('"') % 2 == 0
