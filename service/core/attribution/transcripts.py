"""Who speaks where no verb says so: labels ("SMITH: …"), sources after a dash, the "I" of speeches and statements."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from service.core.attribution.appositives import appositives_after
from service.core.attribution.people import DOCUMENTS, is_nobody
from service.core.attribution.phrases import Phrase, is_somebody, phrase_ending_at, phrase_starting_at
from service.core.attribution.tokens import Line

_REACH = 14  # tokens within which a label's colon stands
_LONGEST = 6  # tokens of a label's name, of a source after a dash
_LONGEST_SHOUTED = 2  # tokens of a name in capitals before the colon of a headline; more are a line over it
_FEWEST_SPOKEN = 3  # tokens of what a headline gives to its source
_HEADLINES = 3  # sentences among which a headline without a stop is looked for
_MANY = 2  # times the same words before a colon make a label of them
_ASKING = frozenset("q question a answer".split())
_NO_LABELS = frozenset(
    "quote note update updates correction analysis opinion exclusive breaking watch photo video live flash factbox "
    "editor headline subject re date time location place today background contact source sources first second third "
    "finally post-mortem q&a claim present apologies attendance action actions sent cc bcc from to results attending "
    "absent agenda chair venue owner question answer example result verdict advice tip warning reason".split()
)
_SHOUTED = re.compile(r"(?:Mc|Mac|De|Di|O['’])?[A-ZÀ-Þ][A-ZÀ-Þ.'’&-]*$")
_STOPS = frozenset(".!?…;,")
_DASHES = frozenset({"-", "–", "—"})
_SPEECH = re.compile(
    r"(?:(?:opening|closing|full|prepared|written|personal|the|text|transcript|following|is|a|of) )*"
    r"(?:remarks|address|speech|statement|letter|testimony|lecture|sermon|message|words)"
    r"(?: (?:made|delivered|given|issued))?(?: (?:by|of|from)) ",
    re.IGNORECASE,
)
_ABOUT = frozenset("on of regarding about concerning following after".split())
_FIRST_PERSON = frozenset("i i'm i’m i've i’ve i'll i’ll i'd i’d my we our".split())


class Label(NamedTuple):
    """Who is named before a colon as the speaker of what follows."""

    source: Phrase | None  # None where the transcript does not say who: "Q: …"
    colon: int


def repeated_labels(lines: Sequence[Line]) -> frozenset[str]:
    """Words before a colon that open several paragraphs of the article: those of an interview's speakers."""
    found: Counter[str] = Counter()
    before = 0
    for line in lines:
        if (
            line.sentence.paragraph != before
            and (colon := _colon(line))
            and (end := _name_end(line, colon)) <= _LONGEST
        ):
            words = line.tokens[:end]
            if all(token.mark == "word" and not token.is_small for token in words):
                found[_key(line, 0, end)] += 1
        before = line.sentence.paragraph
    return frozenset(key for key, count in found.items() if count >= _MANY)


def label_of(line: Line, repeated: frozenset[str]) -> Label | None:
    """The label a line opens with: "SMITH:", "SMITH (laughing):", "Ana Duarte: “…”", in a headline "Mayor: …"."""
    colon = _colon(line)
    if not colon or colon + 1 >= len(line.tokens):
        return None
    end = _name_end(line, colon)
    name = line.tokens[:end]
    if len(name) > _LONGEST or name[-1].lower in _NO_LABELS:
        return None
    shouted = all(_SHOUTED.match(token.text) for token in name) and not _is_shouted(line, colon + 1)
    if shouted and len(name) == 1 and name[0].lower in _ASKING:
        return Label(None, colon)
    if line.lower(end) == "(" and line.lower(colon - 1) == ")" and _key(line, end + 1, colon - 1) in repeated:
        return Label(phrase_starting_at(line, end + 1), colon)  # "The Minister for Transport (Owen Tarrant):"
    phrase = phrase_ending_at(line, end - 1)
    if phrase is None or phrase.first != 0 or phrase.head in DOCUMENTS or is_nobody(phrase.head):
        return None
    if (shouted and not _is_headline(line)) or _key(line, 0, end) in repeated:
        return Label(phrase, colon)
    if len(repeated) > 1 and phrase.is_named and len(phrase.name) > 1:
        return Label(phrase, colon)  # among others that speak so
    if end < colon or (shouted and len(name) > _LONGEST_SHOUTED):
        return None
    if line.is_quote(colon + 1) and phrase.is_named:
        return Label(phrase, colon)
    headed = _is_headline(line) and colon + _FEWEST_SPOKEN < len(line.tokens)
    return Label(phrase, colon) if headed and is_somebody(phrase) and not line.tokens[0].text.isdigit() else None


def dash_source(line: Line) -> tuple[int, Phrase] | None:
    """The source a headline or a flash ends with: "Bridge to close in May – mayor"."""
    if line.text[line.sentence.end - 1] in _STOPS:
        return None
    last = len(line.tokens) - 1
    for dash in range(last - 1, max(_FEWEST_SPOKEN - 1, last - _LONGEST - 1), -1):
        token = line.tokens[dash]
        if token.text in _DASHES and line.text[token.end : token.end + 1].isspace():
            phrase = phrase_starting_at(line, dash + 1)
            if phrase is None or phrase.end != last:
                return None
            return (dash, phrase) if is_somebody(phrase) else None
    return None


def speech(lines: Sequence[Line]) -> tuple[Phrase, int] | None:
    """Whose words a whole text is, and the paragraph they begin after: "Statement by Ana Duarte"."""
    for line in lines[:2]:
        heading = _SPEECH.match(line.text, line.sentence.start)
        if heading is None or heading.end() >= line.sentence.end:
            continue
        first = next((at for at, token in enumerate(line.tokens) if token.start >= heading.end()), None)
        phrase = phrase_starting_at(line, first) if first is not None else None
        if phrase is not None and any(token.lower in _ABOUT for token in phrase.words):
            return None  # "STATEMENT BY THE PRESIDENT ON THE RESIGNATION OF SECRETARY HOLM"
        said = sum(token.lower in _FIRST_PERSON for other in lines for token in other.tokens)
        if (
            phrase is not None
            and phrase.is_named
            and said > 1
            and not any(token.lower == "said" for token in line.tokens)
        ):
            return appositives_after(phrase), line.sentence.paragraph
    return None


def _colon(line: Line) -> int | None:
    return next((at for at in range(min(_REACH, len(line.tokens))) if line.tokens[at].text == ":"), None)


def _name_end(line: Line, colon: int) -> int:
    """Where the name of a label ends: before what he does, where he sits, how he says it."""
    return next((at for at in range(1, colon) if line.tokens[at].text in {",", "("}), colon)


def _key(line: Line, first: int, end: int) -> str:
    return " ".join(token.lower for token in line.tokens[first:end])


def _is_shouted(line: Line, first: int) -> bool:
    """Whether what is spoken is in capitals too, as in a flash."""
    spoken = [token for token in line.tokens[first:] if token.mark in {"word", "quote"}]
    return len(spoken) > 1 and all(token.text.isupper() for token in spoken)


def _is_headline(line: Line) -> bool:
    return line.sentence.number <= _HEADLINES and line.text[line.sentence.end - 1] not in _STOPS
