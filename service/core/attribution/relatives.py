"""Relative clauses: where one ends right before a verb, that verb is its head's, not that of the noun inside it."""

from service.core.attribution.cues import CUES
from service.core.attribution.people import can_speak, is_group, is_organisation
from service.core.attribution.phrases import is_noun_word
from service.core.attribution.tokens import AUXILIARIES, CLOSED, DETERMINERS, PREPOSITIONS, PRONOUNS, Line, is_adverb
from service.core.words import IRREGULAR_PASTS

_RELATIVES = frozenset({"who", "which", "that", "whose", "where"})
_REACH = 24  # tokens of a relative clause without a comma
_REPORTING = frozenset({"speech", "thought", "news"})
_REPORT_REACH = 8  # tokens of "told a hearing in Leeds on Monday that"
# What a "that" after it says the content of.
_CLAIMS = frozenset(
    "claim claims fact facts news allegation allegations idea belief view assertion suggestion suggestions hope hopes "
    "fear fears sign signs evidence proof warning warnings argument accusation accusations complaint complaints rumour "
    "rumours rumor rumors notion conclusion finding findings promise pledge possibility chance risk decision demand "
    "proposal concern concerns speculation word confirmation reports impression admission announcement denial".split()
)
_SHORTEST_PAST = 4  # letters of "used"; "red" and "bed" are none
_PASTS = IRREGULAR_PASTS | frozenset(
    "made took saw came went got hit hurt misled beat forgave forbade rode drank".split()
)


def relative_before(line: Line, last: int) -> int | None:
    """The pronoun of a relative clause with a verb of its own that ends with a token.

    In "the owner of a shop whose fireworks injured six children admitted guilt" the verb before "admitted" is not the
    children's: the clause from "whose" to "children" only says which shop.
    """
    if line.lower(last) in {"and", "but", "or"}:
        return None  # "an arms sale to Lund that will include missiles and related equipment"
    outermost: int | None = None
    end = last
    for at in range(last, max(0, last - _REACH), -1):
        token = line.tokens[at]
        if token.mark not in {"word", "number"}:
            break
        if token.lower in {"and", "but", "or"} and not token.is_name and _opens_clause(line, at + 1):
            break
        if _opens_relative(line, at, end) and line.lower(at - 1) not in {"and", "but", "or"}:
            outermost, end = at, at - 1  # "the mother of a girl who was killed by a driver who fled said"
    return outermost


def _opens_relative(line: Line, at: int, last: int) -> bool:
    """Whether a clause that says which noun stands before it begins with a token and ends with another."""
    token = line.tokens[at]
    if at == 0 or at >= last + 1 or token.is_name:
        return False
    if token.lower in _RELATIVES:
        return at < last and _has_verb(line, at, last)
    if not is_noun_word(line, at - 1):
        return False
    if token.lower in _CHARGED:  # "three men accused of robbing a bank denied it"
        return line.lower(at + 1) in PREPOSITIONS | {"after"} and not _is_plain_verb(line, at)
    if token.lower.endswith("ing"):
        return _is_loaded(line, at)
    if token.lower in {"he", "she", "they", "we"}:  # "the man she accused of lying to the jury denied it"
        return _is_told_of(line, at - 1) and _is_past(line, at + 1, last)
    # "the firm the council hired said"
    hired = token.lower == "the" and last - at == _SHORTEST_CLAUSE and _is_past(line, last, last)
    return hired and _is_told_of(line, at - 1)


_SHORTEST_CLAUSE = 2  # tokens after "the" of "the council hired"
_CHARGED = frozenset(
    "accused charged convicted suspected acquitted arrested jailed cleared sentenced imprisoned detained".split()
)


def _is_loaded(line: Line, at: int) -> bool:
    """Whether a participle tells what a thing holds: "a bus carrying at least 30 pupils"."""
    noun, following = line.lower(at - 1), line.at(at + 1)
    if line.tokens[at - 1].is_name or can_speak(noun) or following is None:
        return False
    first = at - 1
    while first > 0 and (is_noun_word(line, first - 1) or line.lower(first - 1) in DETERMINERS):
        first -= 1
    if line.lower(first - 1) in PREPOSITIONS:
        return False  # "After a meeting lasting three hours ministers said"
    return following.mark == "number" or following.lower in DETERMINERS | {"at", "up"}


def _is_plain_verb(line: Line, at: int) -> bool:
    """Whether a verb in "-ed" has an object: "charged Hale with lying"; "charged with lying" tells which man."""
    return line.lower(at) == "charged" and line.lower(at + 1) not in {"with", "over", "in", "for", "after"}


def _is_past(line: Line, at: int, last: int) -> bool:
    token = line.at(at)
    if token is None or at > last or token.mark != "word" or _is_reporting(line, at):
        return False
    return token.lower in _PASTS or (len(token.lower) >= _SHORTEST_PAST and token.lower.endswith("ed"))


def main_verb_after(line: Line, start: int) -> int:
    """Where the main verb stands after the object of a relative clause's verb; beyond the end where none does.

    In "the teacher who accused the head of bullying has withdrawn the claim" it is "has".
    """
    for at in range(start, len(line.tokens)):
        if line.tokens[at].mark not in {"word", "number"} or line.lower(at) in _RELATIVES | PRONOUNS:
            break
        if _is_finite(line, at, after_noun=False) and is_noun_word(line, at - 1):
            return at
    return len(line.tokens) + 1


def _opens_clause(line: Line, at: int) -> bool:
    """Whether what an "and" joins is told of somebody else: "… and officials"."""
    return line.lower(at) in (PRONOUNS - _RELATIVES) | {"the", "that"} or is_group(line.lower(at))


def _has_verb(line: Line, relative: int, last: int) -> bool:
    """Whether what follows a relative pronoun, up to a token, has a finite verb, and no report that goes on."""
    word, first = line.lower(relative), relative + 1
    while first < last and is_adverb(line.lower(first)):
        first += 1
    if word == "that" and not (_is_told_of(line, relative - 1) and _is_finite(line, first, after_noun=True)):
        return False  # "said that the ministry denied"
    if word == "which" and line.lower(relative - 1) in CLOSED:
        return False
    if word == "where" and not _is_place(line, relative - 1):
        return False
    own = [first] if word == "who" and _is_verb_after_who(line, first) else []
    start = first if word in {"that", "which", "who"} else first + 1
    own += [at for at in range(start, last + 1) if at not in own and _is_finite(line, at, after_noun=at == first)]
    return bool(own) and not any(_is_reporting(line, at) for at in own if at < last)


def _is_verb_after_who(line: Line, at: int) -> bool:
    """Whether a word right after "who" is what he does: not in "who police say", "who Hale met"."""
    token = line.at(at)
    if token is None or token.mark != "word" or token.is_name or token.lower in DETERMINERS | PRONOUNS:
        return False
    return not (is_group(token.lower) or is_organisation(token.lower) or token.possessive)


def _is_finite(line: Line, at: int, *, after_noun: bool) -> bool:
    """Whether a word is a verb in a tense, by its form and what stands before it."""
    token = line.tokens[at]
    if token.mark != "word" or token.is_name or token.possessive:
        return False
    word, before = token.lower, line.at(at - 1)
    if word in AUXILIARIES - {"be", "been", "being"}:
        return True
    free = before is not None and (before.lower not in DETERMINERS - _RELATIVES) and not before.possessive
    if word in _PASTS or (len(word) >= _SHORTEST_PAST and word.endswith("ed") and not word.endswith("eed")):
        return free
    cue = CUES.get(word)
    if cue is not None and cue.form == "finite" and not cue.nounish:
        return free
    # A present: "the group that represents pilots". Elsewhere the word may be a plural.
    return after_noun and free and word.endswith("s") and not word.endswith("ss") and not is_group(word)


# Verbs that mostly have an object: "ministers who saw the report".
_WITH_OBJECT = frozenset("charge find hold see know hear read publish warn tell inform advise remind report".split())


def takes_object(lemma: str) -> bool:
    """Whether a verb is mostly followed by somebody or something rather than by a clause: "warned the airline"."""
    return lemma in _WITH_OBJECT


def _is_reporting(line: Line, at: int) -> bool:
    """Whether a verb goes on with a clause whose subject may stand before the next: "who said the ministry denied"."""
    cue = CUES.get(line.lower(at))
    return cue is not None and cue.family in _REPORTING and not takes_object(cue.lemma)


def _is_told_of(line: Line, noun: int) -> bool:
    """Whether a "that" after a noun says which one: not in "the claim that", nor in "told the court that"."""
    token = line.at(noun)
    if token is None or not is_noun_word(line, noun) or token.lower in _CLAIMS:
        return False
    for at in range(noun, max(-1, noun - _REPORT_REACH), -1):
        if line.tokens[at].mark not in {"word", "number"}:
            break
        cue = CUES.get(line.lower(at))
        if cue is not None and cue.form != "base" and not cue.nounish and cue.family in _REPORTING:
            return False
    return True


def _is_place(line: Line, at: int) -> bool:
    return is_organisation(line.lower(at))
