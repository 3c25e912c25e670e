"""Whether a verb reports what somebody says, by its form and by what stands round it."""

from service.core.attribution.cues import CUES, Cue
from service.core.attribution.heads import QUANTIFIERS, stands_alone
from service.core.attribution.people import DOCUMENTS, is_group
from service.core.attribution.phrases import Phrase, names_somebody, phrase_starting_at
from service.core.attribution.subjects import follows_quote, subject_before
from service.core.attribution.tokens import (
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    DAYS_AND_MONTHS,
    DETERMINERS,
    PREPOSITIONS,
    Line,
    is_adverb,
)


def agrees(line: Line, before: int, cue: Cue) -> bool:
    """Whether a base form may be a present tense: its subject is plural and the word no noun."""
    word = line.lower(before)
    if word in {"they", "we", "i", "you", "who"} or (word in QUANTIFIERS and stands_alone(line, before)):
        return True
    token, following = line.at(before), CUES.get(line.lower(before + 2))
    if token is None or (following is not None and following.form == "finite" and following.family == "speech"):
        return False  # "a police report says"
    if cue.nounish and not (line.lower(before + 2) == "that" and _is_plural(word)):
        if _is_plural(word) and word in DOCUMENTS and cue.family == "news":
            return True  # "figures show"
        if line.lower(before + 2) in {"that", "."}:
            subject = subject_before(line, before + 1)  # "documents seen by the Ledger show that"
            if isinstance(subject, Phrase) and _is_plural(subject.head) and subject.head in DOCUMENTS:
                return True
        return is_group(word) and not token.possessive and cue.family != "attitude" and _takes_clause(line, before + 1)
    if token.mark == "word" and not token.possessive and _is_plural(word):
        return True
    subject = subject_before(line, before + 1)
    return isinstance(subject, Phrase) and _is_plural(subject.head)


def _has_object(line: Line, verb: int) -> bool:
    """Whether a noun phrase or a clause follows a verb, on the spot."""
    after = line.at(verb + 1)
    return after is not None and after.mark != "punctuation" and after.lower not in PREPOSITIONS | AUXILIARIES


def _takes_clause(line: Line, verb: int) -> bool:
    """Whether a verb that may be a noun has a clause, before it or after: "critics claim they are paid"."""
    if line.lower(verb + 1) in {".", ""} and verb > _FEWEST_BEFORE:
        return any(token.text == "," for token in line.tokens[max(0, verb - 4) : verb])  # "…, the authors report."
    return _has_clause(line, verb + 1)


def _is_plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith(("ss", "'s", "’s"))) or word in {"people", "police"}


def _depicts(line: Line, last: int, cue: Cue, subject: Phrase | int) -> bool:
    """Whether somebody tells what was: "described what the loss had meant", "describe a campaign that has failed"."""
    somebody = isinstance(subject, int) or subject.is_named or names_somebody(subject) or subject.end > subject.last
    return cue.lemma == "describe" and somebody and (
        line.lower(last + 1) in {"what", "how", "a", "an", "being", "seeing", "hearing", "feeling"}
    )  # fmt: skip


def may_report(line: Line, start: int, last: int, cue: Cue, subject: Phrase | int) -> bool:
    """Whether a verb with a subject before it reports, given what its family and form ask for."""
    if follows_quote(line, start) or (line.lower(start - 1) == "as" and line.lower(start - 2) == ","):
        return True
    if cue.family == "news" and cue.form != "participle" and start > _FEWEST_BEFORE and line.lower(start - 1) == ",":
        stop = next((at for at in range(last + 1, len(line.tokens)) if line.tokens[at].text == ","), len(line.tokens))
        rest = range(last + 1, stop)
        word = line.lower(last + 1)
        timed = word in {"", ",", "."} or word in PREPOSITIONS or word in DAYS_AND_MONTHS or is_adverb(word)
        if (
            timed
            and len(rest) <= _DATE_REACH
            and not any(line.lower(at) in AUXILIARIES or line.is_quote(at) for at in rest)
        ):
            return True  # "…, the Times reported on Sunday."
    if cue.lemma == "show" and not (isinstance(subject, Phrase) and subject.head in DOCUMENTS):
        return False  # an attack "shows that hope is naive"; a poll shows who is behind
    if cue.family == "news" and isinstance(subject, Phrase) and subject.head in DOCUMENTS and _has_object(line, last):
        return True  # "the survey found fault with both"
    if cue.nounish and isinstance(subject, Phrase):
        certain = subject.is_named or names_somebody(subject) or subject.head in DOCUMENTS
        after = line.at(last + 1)
        if not certain or after is None or after.lower in PREPOSITIONS | AUXILIARIES:
            return False
        if subject.words[-1].end == line.tokens[last].start - 1 and not reports(line, last, cue):
            return False
    return _depicts(line, last, cue, subject) or reports(line, last, cue)


def reports(line: Line, last: int, cue: Cue) -> bool:
    """Whether what follows the verb is what its family needs."""
    after = line.at(last + 1)
    if after is not None and _is_deed(line, last + 1, cue):
        return False
    if cue.family in {"speech", "attitude"}:
        return not (
            cue.family == "attitude" and (after is None or after.mark == "punctuation") and not _ends_here(line, last)
        )
    if after is None:
        return False
    reach = _ORDERING_REACH if cue.lemma in _ORDERING else 3
    near_quote = any(line.is_quote(at) for at in range(last + 1, min(last + 1 + reach, len(line.tokens)))) or (
        line.tokens[-1].text == ":" and last + 4 >= len(line.tokens)  # a block below the line
    )
    if cue.family == "quoting":
        if cue.lemma in _NAMING:
            return _names_object(line, last + 1, cue.lemma) or _names_in_marks(line, last + 1)
        if after.lower == "that" and (" " in cue.lemma or cue.lemma in _VOCAL):
            return True  # "shot back that he had choked", "shouted that it was a lie"
        return near_quote or (
            cue.lemma in _ASKING and after.lower in {"why", "whether", "how", "what", "who", "if", "that"}
        )
    if after.lower == "it" and _is_otherwise(line, last + 2):
        return True  # "recalled it differently"
    if after.lower in {"that", "whether", "how", "why", "what", "where"} or near_quote:
        return True
    if after.lower in _NOMINATIVES:
        return True  # "detectives think he fell"
    timed = after.lower in PREPOSITIONS or after.lower in DAYS_AND_MONTHS or is_adverb(after.lower)
    if timed or after.mark in {"punctuation", "number"}:
        return _is_dated(line, last + 1) or (after.mark == "number" and _counts(line, last + 1))
    return _has_clause(line, last + 1)


def _is_deed(line: Line, start: int, cue: Cue) -> bool:
    """Whether a verb that reports tells here what was done; its object begins with a token."""
    if cue.family == "attitude" and line.lower(start) in _REFLEXIVE:
        return True  # "did not defend herself": no stand on anything
    if cue.lemma == "write":  # "who wrote the report", "wrote 412 checks to herself"
        return _is_thing(line, start) and not _tells(line, start)
    return cue.lemma == "tell" and _is_tale(line, start)  # "the log told another story"


def _names_in_marks(line: Line, start: int) -> bool:
    """Whether a quotation begins shortly after a token, one word at least: "described it as “prudent”"."""
    until = line.tokens[min(start + 9, len(line.tokens) - 1)].end
    return any(line.tokens[start].start <= quote.start <= until for quote in line.quotes)


def _is_otherwise(line: Line, start: int) -> bool:
    """Whether a view differs from another's: "remembers it differently", "recalled it the other way around"."""
    return line.lower(start) in _OTHERWISE or (line.lower(start), line.lower(start + 1)) == ("the", "other")


def _is_thing(line: Line, start: int) -> bool:
    """Whether what follows "wrote" is what was written: "a letter", "412 checks", "novels", no day and no reader."""
    after = line.tokens[start]
    word = after.lower
    if after.mark == "number" or word in DETERMINERS:
        return True
    plain = after.mark == "word" and after.is_small and word not in PREPOSITIONS | AUXILIARIES | CLOSED
    return plain and not is_adverb(word) and word not in DAYS_AND_MONTHS


def _is_tale(line: Line, start: int) -> bool:
    """Whether "told" has a tale for its object and nothing is reported: "told a story about her gran"."""
    thing = phrase_starting_at(line, start)
    return thing is not None and thing.head in _TALES and not any(
        line.is_quote(at) or line.lower(at) in {"that", "how", ":"} for at in range(thing.end + 1, len(line.tokens))
    )  # fmt: skip


_TALES = frozenset("story stories tale tales joke jokes lie lies truth time".split())
_NOMINATIVES = frozenset("he she they we".split())


def _counts(line: Line, number: int) -> bool:
    """Whether a number opens a clause: "found 60 per cent had left", but not "holds 27% and can veto it"."""
    reach = next((at for at in range(number, len(line.tokens)) if line.lower(at) in CONJUNCTIONS), len(line.tokens))
    ends = min(reach, number + _COUNTED_REACH)
    return any(line.lower(at) in AUXILIARIES and line.tokens[at].is_small for at in range(number + 1, ends))


_COUNTED_REACH = 10  # tokens of "60 per cent of nurses in the north had"


def _tells(line: Line, start: int) -> bool:
    """Whether a clause or a quotation stands somewhere behind a verb."""
    stops = (at for at in range(start, len(line.tokens)) if line.tokens[at].text == "," and not line.is_quote(at + 1))
    reach = range(start, next(stops, len(line.tokens)))
    return _has_clause(line, start) or any(line.is_quote(at) or line.lower(at) in {"that", ":"} for at in reach)


def _is_dated(line: Line, first: int) -> bool:
    """Whether only a time or a place stands between a verb and its clause: "reported on Sunday that"."""
    for at in range(first, min(first + _DATE_REACH, len(line.tokens))):
        if line.lower(at) == "that":
            return True
        if line.tokens[at].mark in {"quote", "punctuation"}:
            return False
    return False


_DATE_REACH = 7  # tokens of "on Sunday in a report on the mill"


_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_ORDERING = frozenset("instruct direct order counsel prod press text email message plead beg".split())
_ORDERING_REACH = 7  # tokens of "staff members in Ohio to “…”"
_FEWEST_BEFORE = 3  # tokens before a comma that can be a clause of their own


def _names_object(line: Line, start: int, lemma: str) -> bool:
    """Whether a verb says what something is: "called the charges political", "described it as a stunt"."""
    pronoun = line.lower(start) in _OBJECTS
    thing = None if pronoun else phrase_starting_at(line, start)
    if not pronoun and thing is None:
        return False
    end = start if thing is None else thing.end
    after = line.at(end + 1)
    if lemma in {"describe", "brand"} or after is None:
        return any(line.lower(at) == "as" for at in range(end + 1, min(end + 4, len(line.tokens))))
    if thing is not None and thing.words[0].lower in {"the", "this", "that", "his", "her", "their", "its"}:
        return after.lower in {"a", "an"} or _ends_in_adjective(thing)
    named = pronoun or (thing is not None and thing.is_named)
    return named and after.mark == "word" and (after.lower in {"a", "an"} or not (
        after.lower in CLOSED or is_adverb(after.lower) or after.is_name or after.lower in DETERMINERS
    ))  # fmt: skip


def _ends_in_adjective(phrase: Phrase) -> bool:
    """Whether a noun phrase has swallowed what is said of its noun: "the charges political"."""
    return len(phrase.words) > 2 and phrase.head.endswith(_ADJECTIVES)


_ADJECTIVES = ("ous", "ful", "less", "ical", "ble", "ive", "ent", "ary", "fair", "wrong", "premature", "ridiculous")
_OBJECTS = frozenset("it him her them this that me us himself herself".split())
_NAMING = frozenset("call describe label brand dub term".split())
_OTHERWISE = frozenset({"differently", "otherwise"})
_VOCAL = frozenset("shout yell scream whisper mutter murmur cry text email message bellow thunder answer".split())
_ASKING = frozenset("ask wonder question".split())


def _ends_here(line: Line, last: int) -> bool:
    return line.lower(last + 1) in {"", ".", "!", "?"}


_NO_CLAUSE = frozenset(
    "who which to whose after because when while until".split()
)  # "declared war after she was fined"


def _has_clause(line: Line, start: int) -> bool:
    """Whether a subject with a finite verb follows, before any mark."""
    for at in range(start, min(start + 14, len(line.tokens))):
        token = line.tokens[at]
        if token.mark in {"quote", "punctuation"} or token.lower in _NO_CLAUSE:
            return False
        if at > start and token.mark == "word" and not token.is_name and token.lower in AUXILIARIES:
            return True
    return False
