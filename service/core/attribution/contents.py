"""What each reporting clause reports: the words before it, after it, or round it."""

from collections.abc import Iterator
from itertools import pairwise

from service.core.attribution.clause import Clause, Range
from service.core.attribution.people import DOCUMENTS
from service.core.attribution.phrases import Phrase, phrase_starting_at
from service.core.attribution.relatives import main_verb_after, takes_object
from service.core.attribution.tokens import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, SUBORDINATORS, Line, is_adverb

# Those that have a tense.
_FINITE = AUXILIARIES - {"been", "being", "having"}


def with_contents(line: Line, found: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The reporting clauses of a line, each with the words it reports and the clause that reports it."""
    return tuple(_with_content(line, found))


def _with_content(line: Line, found: tuple[Clause, ...]) -> Iterator[Clause]:
    last_token = len(line.tokens) - 1
    nested, frame = _nested(line, found)
    for number, clause in enumerate(found):
        begin, end = 0, last_token
        if clause.order == "label":
            spoken = _trimmed(line, clause.last + 1, last_token)
            yield clause._replace(content=(spoken,) if spoken else ())
            continue
        # "Most oppose it, a poll finds": the stand is part of what is told.
        trailing = clause.family in {"speech", "news"} and line.lower(clause.first - 1) == ","
        for other_number, other in enumerate(found):
            if other_number == number:
                continue
            # "According to an affidavit, she blamed a virus": the stand is what the affidavit tells.
            told = clause.order == "according to" and other.family in {"attitude", "thought"}
            after = other.first > clause.last and nested[other_number] is None and not told
            if after and nested[other_number] != number:
                end = min(end, _boundary(line, other.first))
            before = other.last < clause.first and nested[number] is None and other.order != "according to"
            before = before and not (number == frame and nested[other_number] == frame)
            if before and not (trailing and other.family in {"attitude", "thought"}):
                begin = max(begin, other.last + 1)
            short = clause.family in {"attitude", "thought"} or takes_object(clause.lemma)
            same = clause.is_relative and short and other.first == clause.first
            if (other.first < clause.first or same) and clause.last < other.cue[0]:
                end = min(end, _before_verb(line, other.cue[0]))  # "The nurse who criticised the rota denied it"
        if clause.is_relative or clause.family == "attitude":
            end = min(end, _stop_after(line, clause.last + 1, relative=clause.is_relative) - 1)
        if clause.is_relative and clause.family == "attitude":
            end = min(end, main_verb_after(line, clause.last + 2) - 1)
        yield clause._replace(content=tuple(_content(line, clause, begin, end)), inside=nested[number])


def _nested(line: Line, found: tuple[Clause, ...]) -> tuple[list[int | None], int | None]:
    """(of each clause the one that reports it, the "according to" that reports all of the sentence)."""
    nested = [_inside(line, found, number) for number in range(len(found))]
    frame = next((number for number, clause in enumerate(found) if _frames(line, clause)), None)
    if frame is not None:
        for number, clause in enumerate(found):
            if number != frame and nested[number] is None and not _is_apart(line, clause, found[frame]):
                nested[number] = frame
    if found and found[0].order == "label":  # in a transcript all of the line is said by whoever it is labelled with
        nested = [None, *(0 if outer is None else outer for outer in nested[1:])]
    return nested, frame


def _frames(line: Line, clause: Clause) -> bool:
    """Whether an "according to" ends a sentence, after a comma, and stands round all of it."""
    if clause.order != "according to":
        return False
    rest = [token for token in line.tokens[clause.last + 1 :] if token.mark in {"word", "number", "quote"}]
    return not rest and line.lower(clause.first - 1) == ","


def _is_apart(line: Line, clause: Clause, frame: Clause) -> bool:
    """Whether another clause begins between one and the "according to" at the end: ", but prices rose, according …"."""
    between = line.tokens[clause.last + 1 : frame.first]
    return clause.order in {"label", "according to"} or any(
        first.text in {";", ":"}
        or (first.text == "," and following.lower in {"and", "but", "while", "as", "though", "although"})
        for first, following in pairwise(between)
    )


def _stop_after(line: Line, start: int, *, relative: bool) -> int:
    """The mark that ends a clause: a semicolon, and for a relative clause a comma."""
    marks = {";", ","} if relative else {";"}
    return next((at for at in range(start, len(line.tokens)) if line.tokens[at].text in marks), len(line.tokens) + 1)


def _before_verb(line: Line, verb: int) -> int:
    """The last token before a verb with its auxiliaries."""
    last = verb - 1
    while last > 0 and (line.lower(last) in AUXILIARIES or is_adverb(line.lower(last))):
        last -= 1
    return last


def _boundary(line: Line, first: int) -> int:
    """The last token before a clause that begins at `first`, commas and conjunctions left out."""
    last = first - 1
    while last >= 0 and (
        line.tokens[last].text in {",", ";", ":", "–", "—"} or line.lower(last) in {"and", "but", "while", "as", "with"}
    ):
        last -= 1
    return last


def _inside(line: Line, found: tuple[Clause, ...], number: int) -> int | None:
    """The clause that reports this one: the nearest before it that nothing separates from it."""
    clause = found[number]
    if clause.order == "shared" and number and line.lower(clause.first - 1) in CONJUNCTIONS:
        # "said that he backed the goal but feared …": what follows the conjunction is reported with what stood before.
        before = _inside(line, found, number - 1)
        return before if before is not None and line.lower(found[number - 1].last + 1) != "" else None
    if (
        clause.order in {"shared", "label", "dash", "according to"}
        or number == 0
        or line.lower(clause.first - 1) == "with"
    ):
        return None
    outer = next(
        (
            at
            for at in range(number - 1, -1, -1)
            if found[at].last < clause.first and found[at].order in {"subject first", "shared"}
        ),
        None,
    )
    if outer is None or found[outer].family == "quoting":
        return None
    if found[outer].is_relative and any(
        token.text == "," for token in line.tokens[found[outer].last + 1 : clause.first]
    ):
        return None  # "One of those who voted against it, Ana Duarte, said": what she says is her own
    between = line.tokens[found[outer].last + 1 : clause.first]
    if not between:
        return outer
    if between[-1].mark == "quote" or (between[-1].text in {",", ";", "–", "—"} and line.is_quote(clause.first - 2)):
        return None
    if between[-1].lower in CONJUNCTIONS | {"while", "as"} and len(between) > 1:
        return None
    if between[-1].text == ":" and found[outer].family == "attitude":
        return None  # "It disputes that: it says it wrote in May"
    if between[-1].text in {",", ";"} and len(between) > 2 and between[0].lower != "that":
        return None
    return outer


def _content(line: Line, clause: Clause, begin: int, end: int) -> Iterator[Range]:
    """Where the reported words stand: before the clause, after it, or round it."""
    before = _trimmed(line, begin, clause.first - 1)
    after = _trimmed(line, clause.last + 1, end)
    if clause.order in {"passive", "shared", "caused"}:
        only = (
            _without_auxiliary(line, before) if clause.order == "passive" else _without_addressee(line, clause, after)
        )
        if only:
            yield only
        return
    after = _without_addressee(line, clause, after)
    has_quote_after = after is not None and any(line.is_quote(at) for at in range(after[0], after[1] + 1))
    idle_after = after is None or (not has_quote_after and _is_adverbial(line, *after))
    separated = line.lower(clause.first - 1) in {",", "–", "—", ")"} or line.is_quote(clause.first - 1)
    if clause.order in {"verb first", "according to", "dash"}:
        if before:
            yield before
        apart = clause.order == "according to" and before is not None and _leads(line, *before)
        if after and (has_quote_after or before is None or apart or _goes_on(line, before, after)):
            yield after
        return
    if clause.family == "quoting" and after and not has_quote_after and after[1] == len(line.tokens) - 2:
        block = line.tokens[-1].text == ":" and not any(
            line.lower(at) in AUXILIARIES | {"that"} for at in range(after[0], after[1] + 1)
        )
        after = None if block else after  # "fired back minutes later:" leads to a block of its own
    quote_before = before is not None and any(line.is_quote(at) for at in range(before[0], before[1] + 1))
    if before and separated and (idle_after or (quote_before and line.is_quote(_last_word(line, clause.first - 1)))):
        yield before
        if has_quote_after and after:
            yield after
    elif after and (not idle_after or clause.family != "speech" or not before):
        yield after


def _without_auxiliary(line: Line, before: Range | None) -> Range | None:
    """What stands before a passive, without its "was" or "has been"."""
    if before is None:
        return None
    first, last = before
    while last > first and (line.lower(last) in AUXILIARIES or is_adverb(line.lower(last))):
        last -= 1
    return first, last


def _goes_on(line: Line, before: Range, after: Range) -> bool:
    """Whether the verb of what is reported comes after its source: "One way, according to Duarte, is to wait"."""
    subject = phrase_starting_at(line, before[0])
    if line.lower(after[0] - 1) == "," and (
        (subject is not None and subject.end == before[1]) or line.lower(before[1]) in _FINITE
    ):
        return True  # "The verdict, according to Duarte, took a minute", "He was, according to Duarte, at home"
    return line.lower(after[0]) in _FINITE and not any(
        line.lower(at) in _FINITE for at in range(before[0], before[1] + 1)
    )


def _leads(line: Line, first: int, last: int) -> bool:
    """Whether a stretch leads to the clause it opens: "In an interview, according to an affidavit, she said"."""
    opens = line.lower(first) in PREPOSITIONS | SUBORDINATORS
    return opens and line.lower(last + 1) == "," and not any(line.tokens[at].text == "," for at in range(first, last))


def _last_word(line: Line, index: int) -> int:
    while index > 0 and line.tokens[index].mark == "punctuation":
        index -= 1
    return index


def _trimmed(line: Line, first: int, last: int) -> Range | None:
    """A stretch without punctuation at its ends."""
    while first <= last and (line.tokens[first].mark == "punctuation" or line.lower(first) in {"and", "but"}):
        first += 1
    while last >= first and line.tokens[last].mark == "punctuation":
        last -= 1
    return (first, last) if first <= last else None


def _without_addressee(line: Line, clause: Clause, after: Range | None) -> Range | None:
    """What follows "told reporters in London that": the words themselves."""
    if after is None:
        return None
    first, last = after
    if clause.lemma in {"tell", "remind", "inform", "assure", "reassure", "warn", "advise", "ask"}:
        addressee = _named_too(phrase_starting_at(line, first))
        if addressee is not None and addressee.end < last and line.lower(first) not in SUBORDINATORS:
            follows = line.lower(addressee.end + 1)
            if clause.lemma == "tell" or follows in {"that", "to"} or line.is_quote(addressee.end + 1):
                first = addressee.end + 1
        elif addressee is not None and addressee.end >= last and clause.lemma == "tell":
            return None
        elif line.lower(first) in {"me", "us", "him", "her", "them", "you"}:
            first += 1
    for at in range(first, min(first + 12, last)):
        token = line.tokens[at]
        joins = token.lower == "that" and not _is_subject(line, at)
        if joins and (at == first or _is_adverbial(line, first, at - 1)):
            first = at + 1
            break
        if token.mark == "quote":
            break
    return _trimmed(line, first, last)


def _named_too(addressee: Phrase | None) -> Phrase | None:
    """Who is spoken to with a name or an office between commas after it: "told the manager, Colin Brough, that"."""
    if addressee is None or addressee.line.lower(addressee.end + 1) != ",":
        return addressee
    line = addressee.line
    other = phrase_starting_at(line, addressee.end + 2)
    if other is None or addressee.is_named == other.is_named or line.lower(other.end + 1) != ",":
        return addressee
    follows = line.lower(other.end + 2) in {"that", "to"} or line.is_quote(other.end + 2)
    return addressee._replace(end=other.end + 1) if follows else addressee


def _is_subject(line: Line, that: int) -> bool:
    """Whether a "that" is what is spoken of and joins nothing, as in "said that was not enough"."""
    word = line.lower(that + 1)
    return word in _FINITE or (is_adverb(word) and line.lower(that + 2) in AUXILIARIES)


def _is_adverbial(line: Line, first: int, last: int) -> bool:
    """Whether a stretch only says when, where or to whom: no verb, no quotation, no clause."""
    opener = line.lower(first)
    if line.tokens[first].possessive:
        return False
    if opener == "citing":
        return True  # ", the Times reported, citing people who were there"
    opens = (
        opener in PREPOSITIONS
        or is_adverb(opener)
        or opener in {"reporters", "journalists", "last", "this", "earlier", "late", "early"}
        or not opener
        or opener
        in {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"}
    )
    if not opens:
        return False
    return not any(
        line.tokens[at].mark == "quote" or (line.lower(at) in AUXILIARIES and not line.tokens[at].is_name)
        for at in range(first, last + 1)
    ) and not (last - first > 10 and opener not in DOCUMENTS)
