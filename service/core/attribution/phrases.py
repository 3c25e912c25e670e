"""Noun phrases that can name a source, read leftwards from a verb or rightwards after one."""

from typing import NamedTuple

from service.core.attribution.compounds import (
    OF_HEADS,
    after_offices,
    is_title_only,
    joins_body,
    joins_name,
)
from service.core.attribution.cues import CUES
from service.core.attribution.people import (
    DOCUMENTS,
    LAST_NAMES_TOO,
    PORTFOLIOS,
    TITLES,
    can_speak,
    is_group,
    is_organisation,
    is_role,
)
from service.core.attribution.tokens import (
    CLOSED,
    DETERMINERS,
    PREPOSITIONS,
    Line,
    Token,
    is_adverb,
)

# Honours and callings after a name, no part of it: "Ana Duarte KC".
_AFTER_NAMES = frozenset("kc qc sc mp msp mep ms td obe mbe cbe frs phd md esq".split())


class Phrase(NamedTuple):
    """A noun phrase: tokens `first` to `last` of a line, what follows its head ("for the port") up to `end`.

    `name_first` to `name_last` is the name in it, if any; with `appositives` that name or explain it.
    """

    line: Line
    first: int
    last: int
    end: int
    name_first: int | None = None
    name_last: int | None = None
    appositives: tuple["Phrase", ...] = ()

    @property
    def head(self) -> str:
        """The noun it is built on, in lower case."""
        return self.line.tokens[self.last].lower

    @property
    def words(self) -> tuple[Token, ...]:
        """The tokens of the phrase proper."""
        return self.line.tokens[self.first : self.last + 1]

    @property
    def is_named(self) -> bool:
        """Whether its head is a name."""
        return self.name_last == self.last and self.name_first is not None

    @property
    def name(self) -> tuple[Token, ...]:
        """The tokens of its name, if it has one."""
        if self.name_first is None or self.name_last is None:
            return ()
        name = self.line.tokens[self.name_first : self.name_last + 1]
        return name[:-1] if len(name) > 2 and name[-1].lower.replace(".", "") in _AFTER_NAMES else name

    @property
    def before_name(self) -> tuple[Token, ...]:
        """What stands before the name: determiners, office, country."""
        return self.line.tokens[self.first : self.name_first] if self.name_first is not None else ()

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the phrase with what follows its head."""
        return self.line.span(self.first, self.end)

    @property
    def text(self) -> str:
        """The phrase without its appositives, as it stands."""
        start, end = self.span
        return self.line.text[start:end]


def is_noun_word(line: Line, index: int) -> bool:
    """Whether the token could stand inside a noun phrase, determiners aside."""
    token = line.at(index)
    if token is None or token.mark not in {"word", "number"}:
        return False
    if token.is_name or token.mark == "number":
        return True
    if token.lower in CLOSED or token.lower in DETERMINERS or is_adverb(token.lower):
        return False
    if token.lower == "least" and line.lower(index - 1) == "at":
        return False  # "at least 61 children"
    cue = CUES.get(token.lower)
    if cue is None or cue.nounish or (cue.form == "base" and cue.lemma != "say"):
        return True
    before = line.at(index - 1)  # "the donor's thinking"
    return cue.form == "participle" and before is not None and (before.possessive or before.lower in DETERMINERS)


def _may_modify(line: Line, index: int) -> bool:
    """Whether an "-ed" or "-ing" word modifies what follows: "elected officials", not "visited officials"."""
    word = line.lower(index)
    if not word.endswith(("ed", "ing")) or len(word) < 5 or line.tokens[index].is_name:
        return True
    before = line.at(index - 1)
    free = before is None or before.mark != "word" or before.lower in DETERMINERS or before.possessive
    return free or line.lower(index - 1) in PREPOSITIONS  # "campaigners for disabled children"


def phrase_ending_at(line: Line, last: int) -> Phrase | None:
    """The noun phrase whose last word is `last`: "White House press secretary Karoline Leavitt"."""
    if not is_noun_word(line, last) or line.tokens[last].possessive or line.tokens[last].mark == "number":
        return None
    first = last
    crossed_name = not line.tokens[last].is_name
    while True:
        before = line.at(first - 1)
        if before is None or before.mark not in {"word", "number"}:
            if before is not None and before.text == "&" and (first > 1 and line.tokens[first - 2].is_name):
                first -= 2
                continue
            break
        here = line.tokens[first]
        if before.lower in DETERMINERS and not before.is_name:
            first -= 1
            break
        if here.is_name and first > 1 and (
            joins_name(line.tokens, first - 1)
            or (before.lower == "of" and line.lower(first - 2) in OF_HEADS)
        ):  # fmt: skip
            if not line.tokens[first - 2].is_name:
                break
            first -= 2
            continue
        if before.lower == "and" and _joins_purposes(line, first - 1, last):
            first -= 2
            continue
        if not is_noun_word(line, first - 1) or not _may_modify(line, first - 1):
            break
        if here.is_name and not before.is_name and not before.possessive and not crossed_name:
            # Before a name only an office goes on: "spokesman John Smith", not "the meeting John Smith".
            word = before.lower
            of_office = word in PORTFOLIOS and here.lower in _WITH_PORTFOLIO  # "Home Secretary" at a sentence's head
            somebody = can_speak(word) or word in TITLES or word in _OF_TWO
            if not (somebody or of_office):
                break
            crossed_name = True
        first -= 1
    return _phrase(line, first, last, last)


_WITH_PORTFOLIO = frozenset({"secretary", "minister"})
_OF_TWO = frozenset("younger elder older late".split())  # of two who bear a name: "the younger Mr. Rao"


def _joins_purposes(line: Line, index: int, last: int) -> bool:
    """Whether an "and" joins what a body is for: "search and rescue agency"."""
    before, head = line.at(index - 1), line.tokens[last]
    if before is None or before.mark != "word" or before.is_name or head.is_name or not is_organisation(head.lower):
        return False
    word = before.lower
    somebody = can_speak(word) or word.endswith("s")
    return index + 1 < last and not somebody and word not in DETERMINERS and is_noun_word(line, index - 1)


def phrase_starting_at(line: Line, first: int) -> Phrase | None:
    """The noun phrase whose first word is `first`, with the "of …" or "for …" that belongs to it."""
    first = _first_of_group(line, first)
    return _those(line, first) or _nouns_from(line, first)


def _nouns_from(line: Line, first: int) -> Phrase | None:
    index, seen_noun = first, False
    while (token := line.at(index)) is not None:
        if token.mark == "number":
            index += 1
            continue
        if token.mark != "word":
            ampersand = token.text == "&" and seen_noun and (after := line.at(index + 1)) is not None and after.is_name
            if not ampersand:
                break
            index += 1
            continue
        if token.lower in DETERMINERS and not token.is_name:
            if seen_noun:
                break
            index += 1
            continue
        if joins_name(line.tokens, index):
            index += 2
            continue
        if not is_noun_word(line, index) or (seen_noun and (not _goes_on(line, index) or _is_verb(line, index))):
            break
        seen_noun = True
        index += 1
    if not seen_noun:
        return None
    last = index - 1
    while last > first and line.tokens[last].mark == "number":
        last -= 1
    if line.tokens[last].possessive:
        return None
    phrase = _phrase(line, first, last, last)
    return with_complement(phrase)


def _those(line: Line, first: int) -> Phrase | None:
    """Who "those in the room" are, or "those present"; None where a noun follows, "those councils"."""
    if line.lower(first) != "those":
        return None
    if line.lower(first + 1) in {"present", "involved", "affected", "concerned"}:
        return Phrase(line, first, first, first + 1)
    link = first + (2 if line.lower(first + 1) in {"close", "familiar"} else 1)
    inner = phrase_starting_at(line, link + 1) if line.lower(link) in PREPOSITIONS else None
    return Phrase(line, first, first, inner.end) if inner is not None else None


def _first_of_group(line: Line, first: int) -> int:
    """Where the group is named that somebody without a name is one of: "one of the strategists"."""
    part = line.lower(first) in _PARTS and line.lower(first + 1) == "of"
    return first + 2 if part and line.lower(first + 2) in DETERMINERS else first


_PARTS = frozenset("one two three some many most several another both".split())


def _is_verb(line: Line, index: int) -> bool:
    """Whether a word that may be a noun takes an object here: "lawyers for the newspaper dispute the idea"."""
    cue = CUES.get(line.lower(index))
    return (
        cue is not None
        and cue.form == "base"
        and not line.tokens[index].is_name
        and not line.tokens[index - 1].possessive
        and line.lower(index + 1) in {"the", "a", "an", "that", "any", "this", "these", "those"}
    )


def _goes_on(line: Line, index: int) -> bool:
    """Whether a noun phrase read rightwards goes on with this word."""
    token, before = line.tokens[index], line.tokens[index - 1]
    if (token.lower, line.lower(index + 1)) in {("familiar", "with"), ("close", "to")} or _is_led_by(line, index):
        return False
    if token.is_name and not before.is_name and not before.possessive and before.mark == "word":
        word = before.lower
        return can_speak(word) or word in TITLES or word in _BEFORE_NAMES
    if not token.is_name and before.is_name and not before.possessive:
        # "Trump administration", "EU foreign policy chief": a noun must close it before the clause goes on.
        return _closes_with_source(line, index)
    return token.is_name or not (token.lower.endswith(("ed", "ing")) and len(token.lower) > 4) or before.possessive


def _is_led_by(line: Line, index: int) -> bool:
    """Whether a participle tells who is behind a body: "a consortium led by"."""
    return line.lower(index) in {"led", "run", "backed", "owned", "founded", "headed"} and line.lower(index + 1) == "by"


def _closes_with_source(line: Line, index: int) -> bool:
    for ahead in range(index, min(index + 5, len(line.tokens))):
        token = line.tokens[ahead]
        if token.mark != "word" or token.is_name or token.lower in CLOSED or token.lower in DETERMINERS:
            return False
        if can_speak(token.lower) or token.lower in _POLLS | _SIDED:
            return True
    return False


# Said of a thing before whose it is: "a new Suffolk University poll".
_BEFORE_NAMES = frozenset("new recent latest separate earlier fresh national statewide nationwide forthcoming".split())
# What somebody is after his place: "the Alabama conservative".
_SIDED = frozenset("conservative republican democrat liberal progressive independent native".split())
_POLLS = frozenset("poll survey study report analysis".split())
_SERVING = frozenset(
    "aide aides adviser advisers advisor advisors ambassador counsel deputy counselor donor donors assistant envoy "
    "consultant".split()
)
_COMPLEMENTS = frozenset("of for at from with in on".split())


def with_complement(phrase: Phrase) -> Phrase:
    """The phrase with a preposition's phrase that belongs to its head: "a spokesman for the port"."""
    line = phrase.line
    word = line.lower(phrase.end + 1)
    close = (word, line.lower(phrase.end + 2)) in {("close", "to"), ("familiar", "with")}
    if not phrase.is_named and (close or _is_led_by(line, phrase.end + 1)):
        inner = phrase_starting_at(line, phrase.end + 3)
    elif word in ({"of", "from"} if phrase.is_named else _COMPLEMENTS) or (word == "to" and phrase.head in _SERVING):
        inner = phrase_starting_at(line, phrase.end + 2)
    else:
        return phrase
    if inner is None or (inner.head in DOCUMENTS | {"interview", "conference", "briefing", "hearing", "telephone"}):
        return phrase
    somebody = is_group(phrase.head) or is_role(phrase.head) or phrase.head == "person"
    if word in {"in", "on", "at", "with"} and not somebody:
        return phrase
    if phrase.is_named and not inner.is_named:
        return phrase
    if word == "to" and not (inner.is_named or line.lower(inner.first) in DETERMINERS):
        return phrase  # "asked her deputy to resign"
    return phrase._replace(end=inner.end)


def _phrase(line: Line, first: int, last: int, end: int) -> Phrase:
    """Find the name in a noun phrase: what is left of its capitals once titles before them are set apart."""
    tokens = line.tokens
    if not tokens[last].is_name:
        return Phrase(line, first, last, end)
    if tokens[last].lower in _SIDES:
        return Phrase(line, first, last, end)  # "the panel's top Democrat": what he is, no name
    start = last
    while start > first and (
        (tokens[start - 1].is_name and (not tokens[start - 1].possessive or joins_body(tokens, start)))
        or (tokens[start - 1].text == "&")
        or joins_name(tokens, start - 1)
    ):
        start -= 1
    name_first = after_offices(tokens, start, last)
    if start == last and tokens[last].lower in _BODIES_OF_DEFINITION and first < last and tokens[first].lower == "the":
        return Phrase(line, first, last, end)  # "the Company" of a press release is the firm, by no other name
    if start == first == last and tokens[last].lower in LAST_NAMES_TOO:
        return Phrase(line, first, last, end, last, last)  # "said King"; "the King" is an office
    if is_title_only(tokens[start : last + 1]) and not is_organisation(tokens[last].lower):
        return Phrase(line, first, last, end)  # "the Prime Minister": an office, no name
    return Phrase(line, first, last, end, name_first, last)


# What a text calls a body by that it has named, with a capital.
_BODIES_OF_DEFINITION = frozenset(
    "company group firm union bank board council commission agency department ministry committee court university "
    "party fund trust authority foundation association corporation club college school hospital partnership "
    "campaign".split()
)
_SIDES = frozenset({"democrat", "republican", "libertarian"})


def names_somebody(phrase: Phrase) -> bool:
    """Whether the head is a noun for people or a body."""
    return can_speak(phrase.head)


def is_somebody(phrase: Phrase) -> bool:
    """Whether a phrase is a name or built on a noun for people or a body."""
    return phrase.is_named or names_somebody(phrase)
