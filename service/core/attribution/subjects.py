"""The subject of a verb: who stands before it, over adverbs, titles and times."""

from service.core.attribution.asides import ISSUED
from service.core.attribution.heads import (
    NUMBERS,
    QUANTIFIERS,
    SUBJECT_RELATIVES,
    antecedent_of,
    before_appositives,
    can_be_which,
    headed,
    one_who,
    stands_alone,
    told_of,
)
from service.core.attribution.people import DOCUMENTS, is_nobody, is_organisation, is_role
from service.core.attribution.phrases import Phrase, phrase_ending_at
from service.core.attribution.relatives import relative_before
from service.core.attribution.tokens import AUXILIARIES, PREPOSITIONS, Line, goes_far_back, is_adverb


def subject_before(line: Line, verb: int) -> Phrase | int | None:
    """Who stands before a verb as its subject.

    Returns:
        The noun phrase with its appositives; the index of a pronoun; None where the subject is somewhere else.
    """
    last = _end_before(line, verb)
    token = line.at(last)
    if token is None or token.mark == "quote":
        return None
    if token.mark == "word" and token.lower in {"he", "she", "they", "it", "who", "i", "we"} and not token.is_name:
        return last if token.lower != "who" else (antecedent_of(line, last) or last)
    if token.lower == "another":
        return last
    if (token.lower == "them" and line.lower(last - 1) == "of") or (token.lower == "one" and stands_alone(line, last)):
        return last  # "one of them said", "“…,” one said"
    if token.lower == "which" and line.lower(last - 1) == ",":
        antecedent = phrase_ending_at(line, last - 2)
        return antecedent if antecedent is not None and can_be_which(antecedent) else None
    if token.lower in QUANTIFIERS and stands_alone(line, last):
        return Phrase(line, last, last, last)  # "Many fear that"
    if token.text in {",", ")", "–", "—"}:
        one = one_who(line, last)
        return one if one is not None else before_appositives(line, last)
    if (relative := relative_before(line, last)) is not None:
        return told_of(line, relative, last)
    if token.lower in _OBJECTIVE and not token.is_name:
        return _close_to(line, last)
    if (document := _document_before(line, last)) is not None:
        return document
    phrase = phrase_ending_at(line, last)
    return headed(phrase) if phrase else None


def is_title(line: Line, quote: int) -> bool:
    """Whether a quotation is what something is called: "titled “…”"."""
    return line.is_quote(quote) and line.lower(quote - 1) in _ENTITLED


def _end_before(line: Line, verb: int) -> int:
    """Where a subject ends: before adverbs and auxiliaries, a title ("a study, titled “…”, found") and a time."""
    last = verb - 1
    while last >= 0 and line.tokens[last].mark == "word" and _slides(line, last):
        last -= 1
    if line.lower(last) == "," and is_title(line, last - 1):
        last -= 1
    if is_title(line, last):
        last -= 3 if line.lower(last - 2) == "," else 2
    if (
        line.lower(last) in NUMBERS
        and line.lower(last - 1) == "of"
        and (is_role(line.lower(last - 2)) or is_organisation(line.lower(last - 2)))
    ):
        last -= 2  # "the father of two said", "a jury of seven found"
    if line.lower(last) in _SPANS_OF_TIME and line.lower(last - 1) in {"last", "this"} and last > 1:
        last -= 2
    return last


_SPANS_OF_TIME = frozenset("year month week weekend spring summer autumn fall winter decade century".split())
_ENTITLED = frozenset("titled entitled headlined".split())


def _close_to(line: Line, pronoun: int) -> Phrase | None:
    """Who is told by somebody a pronoun means: "a person close to him", "a spokeswoman for her"."""
    if line.lower(pronoun - 1) not in PREPOSITIONS:
        return None
    last = pronoun - 2
    if line.lower(last) in {"close", "familiar", "loyal", "sympathetic", "opposed"}:
        last -= 1
    head = phrase_ending_at(line, last)
    if head is None or head.is_named or is_nobody(head.head) or line.lower(head.first - 1) in PREPOSITIONS:
        return None
    return Phrase(line, head.first, head.last, pronoun)


_OBJECTIVE = frozenset("him her them it me us".split())


def _document_before(line: Line, last: int) -> Phrase | None:
    """The poll of "a poll released on Monday", which ends with a token."""
    for at in range(last, max(0, last - _ISSUED_REACH), -1):
        if line.tokens[at].mark not in {"word", "number"}:
            return None
        if line.lower(at) in ISSUED:
            return phrase_ending_at(line, at - 1) if line.lower(at - 1) in DOCUMENTS else None
    return None


_ISSUED_REACH = 8  # tokens of "released on Monday by the audit office"


def follows_quote(line: Line, index: int) -> bool:
    """Whether a token stands right after a quotation, or after the comma behind one."""
    before = line.at(index - 1)
    if before is None:
        return False
    return before.mark == "quote" or (before.text in {",", "–", "—", "-"} and line.is_quote(index - 2))


def _slides(line: Line, index: int) -> bool:
    token = line.tokens[index]
    if token.is_name:
        return False
    word = token.lower
    return (
        word in AUXILIARIES
        or is_adverb(word)
        or goes_far_back(line, index)
        or word in {"first", "tonight", "today", "yesterday", "themselves", "himself", "herself", "itself"}
    ) and (word not in {"there", "here"})


<<<<<<<
def _headed(phrase: Phrase, depth: int = 0) -> Phrase | None:
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
    whole = _headed(head, depth + 1)
    if whole is None:
        return None
    return Phrase(line, whole.first, whole.last, phrase.end, whole.name_first, whole.name_last, whole.appositives)


def _told_of(line: Line, relative: int, last: int) -> Phrase | None:
    """Who is told of by a relative clause that ends with a token: "six people who were present", the clause with them.

    The clause belongs to who is called by no more than "people": they are nobody in particular without it.
    """
    if line.lower(relative - 1) == "those":
        return Phrase(line, relative - 1, relative - 1, last)  # "those who knew him best"
    known = _antecedent(line, relative)
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
    return _antecedent(line, relative) or phrase


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
    counted = phrase.is_named and phrase.words[0].lower in _NUMBERS
    if not counted or phrase.name_first is None or line.lower(first - 1) != "of" or not is_role(line.lower(first - 2)):
        return None
    return phrase._replace(first=phrase.name_first)


def _that_acts(phrase: Phrase) -> Phrase | None:
    """Who did what a verb that looks like a noun tells: "councils" in "councils that paid said"."""
    word = phrase.head
    if phrase.words[0].lower != "that" or phrase.is_named or _is_somebody(word) or is_organisation(word):
        return None
    actor = phrase_ending_at(phrase.line, phrase.first - 1)
    return actor if actor is not None and _can_be_which(actor) else None


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


def _antecedent(line: Line, who: int) -> Phrase | None:
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
    if line.lower(who - 1) == ",":
        whole = _before_appositives(line, who - 1, governed=True)
        if whole is not None:
            return whole
    return _headed(phrase) or phrase


def _before_appositives(line: Line, comma: int, *, governed: bool = False) -> Phrase | None:
    """The subject in front of what stands between commas: "Simon Harris, Ireland's defense minister, said".

    Where `governed`, also what a preposition governs: "by Duarte, the mayor, who".
    """
    segments = _segments(line, comma)
    # segments run from right to left; find the first that is a subject with only explanations after it.
    explained: list[tuple[int, int]] = []
    aside = False  # a party or a place in parentheses: "(Con)", "(R-Texas)"
    begin = 0
    if (whose := _whose(line, segments)) is not None:
        if whose == 1:
            return _named_after_whose(line, *segments[:2])  # "the port, whose director, Ana Duarte, said"
        explained, begin = [segments[whose]], whose + 1  # "Ana Duarte, whose husband, Rafael, died in May, said"
    for first, last in segments[begin:]:
        if first > last:
            continue
        if line.lower(first - 1) == "(" and line.lower(last + 1) == ")":
            aside = True
            continue
        if explained and not _explains(line, *explained[-1]) and not _in_relative(line, segments, explained[-1]):
            break
        subject = _segment_subject(line, first, last, governed=governed) if explained or aside else None
        if subject is not None:
            own = itertools.takewhile(lambda each: line.lower(each[0]) not in _RELATIVES, reversed(explained))
            appositives = tuple(found for a, b in own if (found := _explanation(line, a, b)) is not None)
            return Phrase(
                line, subject.first, subject.last, subject.end, subject.name_first, subject.name_last, appositives
            )
        explained.append((first, last))
    # "One of them, Sandra Bell, said": what stands before the name is no noun phrase.
    first, last = next((each for each in segments if each[0] <= each[1]), segments[0])
    nearest = phrase_ending_at(line, last) if first <= last else None
    plain = nearest is not None and nearest.first == first and nearest.is_named and len(nearest.name) > 1
    if not plain and first <= last and _is_one_of_several(line, first - 2) and line.lower(first - 1) == ",":
        return _explanation(line, first, last)  # "One, a builder, said", "One of them, stocker Ana Duarte, said"
    return nearest if plain else None


def _whose(line: Line, segments: list[tuple[int, int]]) -> int | None:
    """Which of the stretches between commas is a "whose husband" that the one after it names."""
    for at in range(1, len(segments)):
        first, last = segments[at]
        if line.lower(first) == "whose":
            noun, name = phrase_ending_at(line, last), phrase_starting_at(line, segments[at - 1][0])
            named = name is not None and name.is_named and name.end == segments[at - 1][1]
            return at if noun is not None and noun.first == first + 1 and is_role(noun.head) and named else None
    return None


def _named_after_whose(line: Line, name: tuple[int, int], noun: tuple[int, int]) -> Phrase | None:
    """Who is named as the director of "whose director, Ana Duarte", with that office."""
    office, person = phrase_ending_at(line, noun[1]), phrase_starting_at(line, name[0])
    if person is None or office is None or office.head in KIN:
        return person
    return person._replace(appositives=(office,))


def _is_one_of_several(line: Line, last: int) -> bool:
    """Whether somebody among several ends with a token who is not called by a noun: "one", "another of them"."""
    if line.lower(last) == "them" and line.lower(last - 1) == "of":
        last -= 2
    return line.lower(last) in {"one", "another", "other"}


def _one_who(line: Line, comma: int) -> int | None:
    """The "them" of "one of them, who asked not to be named, said"; the comma is the last one."""
    opens = next((at for at in range(comma - 1, 0, -1) if line.lower(at) in _RELATIVES), None)
    if opens is None or line.lower(opens - 1) != ",":
        return None
    alone = line.lower(opens - 2) == "them" or stands_alone(line, opens - 2)
    return opens - 2 if alone and _is_one_of_several(line, opens - 2) else None


def _explanation(line: Line, first: int, last: int) -> Phrase | None:
    """The noun phrase that a stretch between commas is: by its name where it ends in one, "former boxer Ana Duarte"."""
    opening = phrase_starting_at(line, first)
    closing = phrase_ending_at(line, last)
    if opening is not None and opening.is_named and (closing is None or not _names_another(closing, opening)):
        return opening
    whole = closing is not None and closing.is_named and is_noun_row(line, first, closing.first)
    return closing if whole else opening


def _names_another(closing: Phrase, opening: Phrase) -> bool:
    """Whether a row of nouns ends in a name of its own: "the Dutch Olympic champion Femke Rijnders"."""
    return closing.is_named and len(closing.name) > 1 and closing.first > opening.last


def is_noun_row(line: Line, first: int, end: int) -> bool:
    """Whether nothing but nouns, adjectives and articles stands from one token up to another."""
    return all(is_noun_word(line, at) or line.lower(at) in DETERMINERS for at in range(first, end))


def _in_relative(line: Line, segments: list[tuple[int, int]], here: tuple[int, int]) -> bool:
    """Whether a stretch goes on with a relative clause that opened before it: ", whose father, 81, was there,"."""
    at = segments.index(here)
    return any(
        first <= last and line.lower(first) in {"who", "whose", "which"} for first, last in segments[at + 1 : at + 4]
    )


def _segments(line: Line, comma: int) -> list[tuple[int, int]]:
    """The stretches between commas, dashes and brackets that end at a comma, the last one first."""
    boundaries = [comma]
    at = comma - 1 if line.lower(comma) != ")" else comma
    while at >= 0 and len(boundaries) <= _MOST_SEGMENTS + 1:
        token = line.tokens[at]
        if token.text == ")" and (opening := _opening_bracket(line, at)) is not None:
            boundaries += [opening] if at == comma else [at, opening]  # what commas part inside is one aside
            at = opening
        elif token.text in {",", "(", "–", "—", ")"}:
            boundaries.append(at)
        elif token.mark == "quote" or token.text in {";", ":"}:
            break
        at -= 1
    ends = [*boundaries[1:], at]
    return [(end + 1, boundary - 1) for boundary, end in zip(boundaries, ends, strict=True)][:_MOST_SEGMENTS]


_MOST_SEGMENTS = 6


def _opening_bracket(line: Line, closing: int) -> int | None:
    """Where the bracket opens that closes at a token."""
    return next((at for at in range(closing - 1, max(-1, closing - 12), -1) if line.lower(at) == "("), None)


# What is said of somebody on the way: "Duarte, asked about the letter, said …".
_ASIDES = frozenset("speaking asked pressed questioned reached interviewed contacted flanked joined".split())


def _explains(line: Line, first: int, last: int) -> bool:
    """Whether a stretch between commas explains a noun instead of being a clause."""
    opener = line.tokens[first]
    if opener.lower in {"who", "which", "whose", "where", "whom", "then", "and"} or opener.lower in _ASIDES:
        return opener.lower != "and"
    if opener.mark == "number" or opener.lower.endswith("ing"):
        return True
    if opener.lower in PRONOUNS:
        return False
    relative = next(
        (at for at in range(first, last + 1) if line.lower(at) in {"who", "which", "that", "whose"}), last + 1
    )
    last = relative - 1
    return not any(
        line.lower(at) in _FINITE_HINTS and not line.tokens[at].is_name and line.lower(at - 1) != "to"
        for at in range(first, last + 1)
    ) and not any(
        (cue := CUES.get(line.lower(at))) is not None
        and cue.form == "finite"
        and not cue.nounish
        and not (at <= first + 1 and line.lower(at).endswith("ed") and line.lower(at + 1) in {"as", "by"})
        and not (at == first and line.lower(at) in _ISSUED and _is_told_when(line, at + 1))
        for at in range(first, last + 1)
    )  # "long regarded as a rival" explains, "regarded it as his" does not


def _is_told_when(line: Line, at: int) -> bool:
    """Whether what follows "published" only says when, where or by whom."""
    word = line.lower(at)
    return word in PREPOSITIONS or word in DAYS_AND_MONTHS or word in {"last", "this", "earlier"}


def _segment_subject(line: Line, first: int, last: int, *, governed: bool) -> Phrase | None:
    """The noun phrase that ends a segment and is not what a preposition or a verb governs."""
    phrase = phrase_ending_at(line, last)
    if phrase is None or phrase.first < first:
        return None
    whole = _headed(phrase)
    if whole is None or whole.first < first:
        return None
    if line.lower(whole.first - 1) == "of" and line.lower(whole.first - 2) in QUANTIFIERS | _NUMBERS:
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


=======
>>>>>>>
def joined_before(phrase: Phrase) -> tuple[Phrase, ...]:
    """The other subjects in "W, X and Y said", read from Y, the nearest first."""
    line = phrase.line
    if line.lower(phrase.first - 1) != "and":
        return ()
    first = phrase.first - 1
    found: list[Phrase] = []
    while len(found) < _MOST_JOINED:
        last = first - 1 if found or line.lower(first - 1) != "," else first - 2  # "X, and Y"
        other = phrase_ending_at(line, last)
        related = bool(phrase.appositives) and phrase.words[0].lower in {"his", "her", "their"}
        if other is None or (other.is_named != phrase.is_named and not related):
            break  # "Ana Duarte and her husband, Pau Ribas, said" is told of both
        found.append(other)
        first = other.first - 1
        if line.lower(first) != "," or not other.is_named:
            break
    before = line.at(first)
    opens = before is None or before.mark in {"quote", "punctuation"} or before.lower in SUBJECT_RELATIVES
    return tuple(found) if opens else tuple(found[:-1]) if found and line.lower(found[-1].last + 1) == "," else ()


_MOST_JOINED = 6
