"""The head of a noun phrase: "a spokesman" of "a spokesman for the port", over relative clauses and explanations."""

import itertools

from service.core.attribution.asides import (
    RELATIVES,
    explains,
    explanation,
    in_relative,
    is_noun_row,
    named_after_whose,
    stretches,
    whose_noun,
)
from service.core.attribution.cues import CUES
from service.core.attribution.people import DOCUMENTS, is_group, is_nobody, is_organisation, is_role
from service.core.attribution.phrases import Phrase, phrase_ending_at
from service.core.attribution.tokens import (
    DETERMINERS,
    PREPOSITIONS,
    Line,
    is_adverb,
)

SUBJECT_RELATIVES = frozenset({"that", "which", "where", "when", "while", "because", "although", "if", "as"})
_CLAUSAL = frozenset("after before since until".split())  # what follows has a verb of its own


def stands_alone(line: Line, one: int) -> bool:
    """Whether a "one" opens a clause as its subject: "One said", "though one warned"."""
    before = line.at(one - 1)
    return (
        before is None or before.mark != "word" or before.lower in {"but", "though", "although", "while", "and", "as"}
    )


QUANTIFIERS = frozenset("some many others most several few both".split())
NUMBERS = frozenset("one two three four five six seven eight nine ten".split())


def can_be_which(phrase: Phrase) -> bool:
    """Whether a noun before ", which said" is a body that can say something."""
    return phrase.is_named or is_organisation(phrase.head) or is_group(phrase.head)


def headed(phrase: Phrase, depth: int = 0) -> Phrase | None:
    """The whole phrase where this one only completes it: "a spokesman for the port" from "the port"."""
    line = phrase.line
    first = _before_number(phrase)
    before = line.lower(first - 1)
    if _is_denied(line, first):
        return None
    if before == "as" and line.lower(first - 2) == "such":
        some = phrase_ending_at(line, first - 3)  # "tenants such as Ana Duarte"
        return phrase if some is None else some._replace(end=phrase.end)
    if before in SUBJECT_RELATIVES or before in _CLAUSAL:
        return phrase
    if (actor := _that_acts(phrase) or _doer(phrase) or _parent(phrase)) is not None:
        return actor
    if before not in PREPOSITIONS or depth > 3:
        return _over_relative(phrase)
    head_last = first - 2
    if line.lower(head_last) in {"close", "familiar"} or (
        line.lower(head_last).endswith(("ed", "ing")) and _is_somebody(line.lower(head_last - 1))
    ):  # "people briefed on the talks"
        head_last -= 1
    if line.lower(head_last).endswith(("ed", "ing")) and line.lower(head_last - 1) == "those":
        head_last -= 1  # "those opposed to the plan"
    if line.lower(head_last) == "those" or (line.lower(head_last) in QUANTIFIERS and stands_alone(line, head_last)):
        return Phrase(line, head_last, head_last, phrase.end)  # "those in the room", "many in the crowd"
    head = phrase_ending_at(line, head_last)
    verb = head is not None and head.first == head.last and head.head.endswith(("ed", "ing")) and not is_role(head.head)
    if head is None or verb:
        # "In Copenhagen Kallas said": nothing before the preposition, so its phrase ends before the name.
        return phrase
    if phrase.is_named and not head.is_named and is_nobody(head.head) and head.head not in DOCUMENTS:
        return phrase if before in {"in", "on", "at", "after", "before", "during"} else None
    whole = headed(head, depth + 1)
    if whole is None:
        return None
    return whole._replace(end=phrase.end)


def told_of(line: Line, relative: int, last: int) -> Phrase | None:
    """Who is told of by a relative clause that ends with a token: "six people who were present", the clause with them.

    The clause belongs to who is called by no more than "people": they are nobody in particular without it.
    """
    if line.lower(relative - 1) == "those":
        return Phrase(line, relative - 1, relative - 1, last)  # "those who knew him best"
    known = antecedent_of(line, relative)
    if known is None or known.is_named or known.end != relative - 1 or known.head not in _ANYBODY:
        return known
    cues = [CUES.get(line.lower(at)) for at in range(relative + 1, last + 1)]
    told = any(cue is not None and cue.family in _TELLING for cue in cues)  # "the woman who police say lied"
    return known if told or last - relative > _LONGEST_OWN_CLAUSE else known._replace(end=last)


_TELLING = frozenset({"speech", "thought", "news"})
_LONGEST_OWN_CLAUSE = 8  # tokens after "who" of what somebody may be called by


def _over_relative(phrase: Phrase) -> Phrase | None:
    """Whom the "who" is said of that a phrase without a name follows: the verb after both is his."""
    line = phrase.line
    relative = _relative_pronoun(line, phrase.first)
    if relative is None or phrase.is_named:
        return phrase
    if phrase.first == relative + 1 and _is_somebody(phrase.head):
        return phrase  # "the woman who police say"
    if line.lower(relative - 1) == "those":
        return Phrase(line, relative - 1, relative - 1, phrase.end)  # "those who knew him best"
    return antecedent_of(line, relative) or phrase


def _is_denied(line: Line, first: int) -> bool:
    """Whether a noun phrase is told not to speak: "Nobody at the ministry has said", "Neither the union"."""
    before = line.lower(first - 1)
    if before in {"neither", "nor"}:
        return True
    one = line.lower(first - 2) == "one" and line.lower(first - 3) in {"no", "not"}
    return before in PREPOSITIONS and (one or line.lower(first - 2) in _NOBODY)


_NOBODY = frozenset("nobody none neither anybody anyone".split())


def _before_number(phrase: Phrase) -> int:
    """Where a noun phrase begins with what bounds its number: "more than 50 generals", "at least two", "the two"."""
    line, first = phrase.line, phrase.first
    if line.lower(first) in DETERMINERS and line.lower(first - 1) in {"the", "these", "those", "his", "her", "their"}:
        first -= 1
    bounded = (line.lower(first - 2), line.lower(first - 1)) in _BOUNDS
    return first - 2 if bounded else first


_BOUNDS = frozenset(
    {("more", "than"), ("fewer", "than"), ("less", "than"), ("at", "least"), ("up", "to"), ("as", "many")}
)


def _doer(phrase: Phrase) -> Phrase | None:
    """Who is doing something to what a phrase names: the man of "a man walking his dog said"."""
    line, verb = phrase.line, phrase.first - 1
    if not line.lower(verb).endswith("ing") or len(line.lower(verb)) <= _SHORTEST_PARTICIPLE:
        return None
    somebody = phrase_ending_at(line, verb - 1)
    known = somebody is not None and not somebody.is_named and _is_somebody(somebody.head)
    return somebody._replace(end=phrase.end) if somebody is not None and known else None


_SHORTEST_PARTICIPLE = 4


def _parent(phrase: Phrase) -> Phrase | None:
    """Who is named after a parent and a number: "father of three Ana Duarte"."""
    line, first = phrase.line, phrase.first
    counted = phrase.is_named and phrase.words[0].lower in NUMBERS
    if not counted or phrase.name_first is None or line.lower(first - 1) != "of" or not is_role(line.lower(first - 2)):
        return None
    return phrase._replace(first=phrase.name_first)


def _that_acts(phrase: Phrase) -> Phrase | None:
    """Who did what a verb that looks like a noun tells: "councils" in "councils that paid said"."""
    word = phrase.head
    if phrase.words[0].lower != "that" or phrase.is_named or _is_somebody(word) or is_organisation(word):
        return None
    actor = phrase_ending_at(phrase.line, phrase.first - 1)
    return actor if actor is not None and can_be_which(actor) else None


def _is_somebody(word: str) -> bool:
    return is_group(word) or is_role(word) or word == "person"


# Who is nobody in particular but for what is told of him.
_ANYBODY = frozenset("people person man woman boy girl men women".split())


def _relative_pronoun(line: Line, index: int) -> int | None:
    """A "who" shortly before, in the same clause: the noun before it is the real subject."""
    for at in range(index - 1, max(-1, index - 12), -1):
        token = line.tokens[at]
        if token.mark not in {"word", "number"}:
            return None
        if token.lower == "who":
            return at
    return None


def antecedent_of(line: Line, who: int) -> Phrase | None:
    """The noun phrase a "who" refers to."""
    last = who - 1
    if line.lower(last) == ",":
        last -= 1
    phrase = phrase_ending_at(line, last)
    if phrase is None:
        return None
    if not phrase.is_named and line.lower(phrase.first - 1) == "," and last == who - 1:
        explained = phrase_ending_at(line, phrase.first - 2)  # "Ana Duarte, the actuary who wrote it"
        if explained is not None and explained.is_named and line.lower(phrase.first) in {"the", "a", "an"}:
            return explained._replace(appositives=(phrase,))
    opens = line.at(phrase.first - 2) is None or line.lower(phrase.first - 2) == ","
    if phrase.is_named and line.lower(phrase.first - 1) in PREPOSITIONS and not opens:
        return headed(phrase) or phrase  # "according to Ana Duarte, who"
    if line.lower(who - 1) == ",":
        whole = before_appositives(line, who - 1, governed=True)
        if whole is not None:
            return whole
    return headed(phrase) or phrase


def before_appositives(line: Line, comma: int, *, governed: bool = False) -> Phrase | None:
    """The subject in front of what stands between commas: "Simon Harris, Ireland's defense minister, said".

    Where `governed`, also what a preposition governs: "by Duarte, the mayor, who".
    """
    segments = stretches(line, comma)
    # segments run from right to left; find the first that is a subject with only explanations after it.
    explained: list[tuple[int, int]] = []
    aside = False  # a party or a place in parentheses: "(Con)", "(R-Texas)"
    begin = 0
    if (whose := whose_noun(line, segments)) is not None:
        if whose == 1:
            return named_after_whose(line, *segments[:2])  # "the port, whose director, Ana Duarte, said"
        explained, begin = [segments[whose]], whose + 1  # "Ana Duarte, whose husband, Rafael, died in May, said"
    for first, last in segments[begin:]:
        if first > last:
            continue
        if line.lower(first - 1) == "(" and line.lower(last + 1) == ")":
            aside = True
            continue
        if explained and not explains(line, *explained[-1]) and not in_relative(line, segments, explained[-1]):
            break
        subject = _segment_subject(line, first, last, governed=governed) if explained or aside else None
        if subject is not None:
            own = itertools.takewhile(lambda each: line.lower(each[0]) not in RELATIVES, reversed(explained))
            appositives = tuple(found for a, b in own if (found := explanation(line, a, b)) is not None)
            if not appositives and (office := _office_before(subject)) is not None:
                return office
            return subject._replace(appositives=appositives)
        explained.append((first, last))
    # "One of them, Sandra Bell, said": what stands before the name is no noun phrase.
    first, last = next((each for each in segments if each[0] <= each[1]), segments[0])
    nearest = phrase_ending_at(line, last) if first <= last else None
    plain = nearest is not None and nearest.first == first and nearest.is_named and len(nearest.name) > 1
    if not plain and first <= last and _is_one_of_several(line, first - 2) and line.lower(first - 1) == ",":
        return explanation(line, first, last)  # "One, a builder, said", "One of them, stocker Ana Duarte, said"
    return nearest if plain else None


def _office_before(name: Phrase) -> Phrase | None:
    """The office of "the chief executive, Sara Moy, who came in 2019, said", with the name after it."""
    line, last = name.line, name.first - 2
    if not name.is_named or len(name.name) < 2 or line.lower(name.first - 1) != ",":
        return None
    office = phrase_ending_at(line, last)
    if office is None or office.is_named or not is_role(office.head):
        return None
    before = line.at(office.first - 1)
    opens = before is None or before.mark != "word" or before.lower in {"and", "but", "that", "while", "as"}
    return office._replace(appositives=(name,)) if opens and line.lower(office.first) in {"the", "a", "an"} else None


def _is_one_of_several(line: Line, last: int) -> bool:
    """Whether somebody among several ends with a token who is not called by a noun: "one", "another of them"."""
    if line.lower(last) == "them" and line.lower(last - 1) == "of":
        last -= 2
    return line.lower(last) in {"one", "another", "other"}


def one_who(line: Line, comma: int) -> int | None:
    """The "them" of "one of them, who asked not to be named, said"; the comma is the last one."""
    opens = next((at for at in range(comma - 1, 0, -1) if line.lower(at) in RELATIVES), None)
    if opens is None or line.lower(opens - 1) != ",":
        return None
    alone = line.lower(opens - 2) == "them" or stands_alone(line, opens - 2)
    return opens - 2 if alone and _is_one_of_several(line, opens - 2) else None


def _segment_subject(line: Line, first: int, last: int, *, governed: bool) -> Phrase | None:
    """The noun phrase that ends a segment and is not what a preposition or a verb governs."""
    phrase = phrase_ending_at(line, last)
    if phrase is None or phrase.first < first:
        return None
    whole = headed(phrase)
    if whole is None or whole.first < first:
        return None
    if line.lower(whole.first - 1) == "of" and line.lower(whole.first - 2) in QUANTIFIERS | NUMBERS:
        return whole._replace(first=whole.first - 2)  # "two of its members, both dentists, say"
    if line.lower(whole.first - 1) in PREPOSITIONS:
        return whole if governed and whole.is_named else None
    if whole.first == first or line.lower(whole.first - 1) in {"and", "but", "that", "as", "while", "when", "because"}:
        return whole
    before = line.tokens[whole.first - 1]
    if before.lower in {"said", "told"} or before.mark != "word":
        return whole
    if whole.is_named and is_noun_row(line, first, whole.first):
        return whole  # "Pest controller Lee Farrow"
    # A time or a place may open the sentence without a comma: "On Monday Jane Doe, the mayor, said".
    return whole if line.tokens[first].lower in PREPOSITIONS or is_adverb(line.tokens[first].lower) else None
