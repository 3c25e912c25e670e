"""The reporting clauses of one sentence: which verb, and whose."""

import itertools
from collections.abc import Iterator

from service.core.attribution.appositives import appositives_after
from service.core.attribution.circumlocutions import before_colon, beside_quotation, for_somebody, view
from service.core.attribution.clause import Clause, Range
from service.core.attribution.cues import (
    CAUSING,
    CONDEMNING,
    CUES,
    PARTICLES,
    PASSIVE,
    PASSIVE_QUOTING,
    UNREAL,
    Cue,
)
from service.core.attribution.participles import participle
from service.core.attribution.people import is_group
from service.core.attribution.phrases import (
    Phrase,
    is_somebody,
    phrase_starting_at,
)
from service.core.attribution.reporting import agrees, may_report, reports
from service.core.attribution.subjects import follows_quote, is_title, joined_before, subject_before
from service.core.attribution.tokens import AUXILIARIES, PREPOSITIONS, Line, goes_far_back, is_adverb
from service.core.attribution.transcripts import dash_source, label_of

_MOST_CLAUSES = 40  # in one sentence; a text without stops is not read to its end

_BE = frozenset("is are was were be been being am isn't isn’t wasn't wasn’t aren't aren’t weren't weren’t".split())
_MODALS = frozenset("will would can could may might must shall should won't wouldn't won’t wouldn’t ought".split())
_NEGATIONS = frozenset(
    "not never hardly n't didn't doesn't don't hasn't haven't hadn't didn’t doesn’t don’t hasn’t haven’t hadn’t".split()
)
_HAVE = frozenset({"has", "have"})
_DO = frozenset("do does did didn't doesn't don't didn’t doesn’t don’t".split())


def clauses(line: Line, labels: frozenset[str] = frozenset()) -> tuple[Clause, ...]:
    """The reporting clauses of a line, by the place of their cue; what they report is for `contents`.

    Args:
        line: The sentence.
        labels: Words before a colon that name who speaks, as the article's other lines show.
    """
    found = sorted(
        itertools.islice(_found(line, labels), _MOST_CLAUSES),
        key=lambda clause: clause.cue[0],
    )
    kept = _without_doubles(found)
    announced = (before_colon(line) or for_somebody(line)) if line.quotes and not kept else None
    return (announced,) if announced is not None else tuple(kept)


def _found(line: Line, labels: frozenset[str]) -> Iterator[Clause]:
    label = label_of(line, labels)
    if label is not None:
        yield Clause("label", "speech", ":", 0, (label.colon, label.colon), label.source)
    if (after_dash := dash_source(line)) is not None:
        dash, phrase = after_dash
        yield Clause("dash", "speech", "–", dash, (dash, dash), phrase)
    quoted = bool(line.quotes)
    for index, token in enumerate(line.tokens):
        word = token.lower
        if word not in _BEGINS:  # nearly every word
            if not (quoted and word.endswith("ed")) or token.mark != "word" or (token.is_name and index > 0):
                continue
            clause = beside_quotation(line, index)
            if clause is not None:
                yield clause
        elif token.mark == "word" and not (token.is_name and index > 0):
            yield from _begun(line, index, word)


def _begun(line: Line, index: int, word: str) -> Iterator[Clause]:
    """The clauses whose cue begins with a word."""
    following = line.lower(index + 1)
    if word == "according" and following == "to":
        source = phrase_starting_at(line, index + 2)
        source = source and _with_closed_appositives(source)
        yield Clause("according to", "speech", "according to", index, (index, index + 1), source)
        return
    if word in CAUSING:
        yield from _caused(line, index)
    elif word == "in" and (viewed := view(line, index)) is not None:
        yield viewed
        return
    clause: Clause | None = None
    cue = CUES.get(word)
    particle = PARTICLES.get(f"{word} {following}")
    if particle is not None:
        lemma, family = particle
        form = cue.form if cue else "finite"
        form = "participle" if word.endswith("ing") else form
        clause = _clause(line, index, index + 1, Cue(lemma, family, form, nounish=False))
    elif cue is not None:
        if cue.lemma == "ask" and _asks_for(line, index):
            cue = Cue("ask for", "attitude", cue.form, nounish=False)
        clause = _clause(line, index, index, cue)
    elif line.quotes and word.endswith("ed"):
        clause = beside_quotation(line, index)
    if clause is not None:
        yield clause


def _with_closed_appositives(source: Phrase) -> Phrase:
    """A source with what explains it, but not with the subject of what it tells: "according to police, Duarte left"."""
    whole = appositives_after(source)
    if not whole.appositives:
        return source
    after = source.line.at(whole.appositives[-1].end + 1)
    if after is None or after.mark == "punctuation" or after.lower in {"who", "whose"}:
        return whole
    return whole if source.is_named and after.lower in PREPOSITIONS else source


def _asks_for(line: Line, verb: int) -> bool:
    """Whether "asked" asks for something to be done: "asked the operator to lay on buses", "asked for a survey"."""
    if line.lower(verb + 1) == "for":
        return True
    if line.lower(verb + 1) in {"him", "her", "them", "it"} and line.lower(verb + 2) == "to":
        return True
    addressee = phrase_starting_at(line, verb + 1)
    if addressee is None or line.lower(addressee.end + 1) != "to":
        return False
    return is_somebody(addressee)


# The words a reporting clause can begin with; a lookup that nearly every word of an article fails.
_BEGINS = frozenset(CUES) | {pair.split()[0] for pair in PARTICLES} | CAUSING | {"according", "in"}


def _caused(line: Line, index: int) -> Iterator[Clause]:
    """In "prompted X to condemn Y and push for Z" it is X who condemns and pushes."""
    phrase = phrase_starting_at(line, index + 1)
    if phrase is None or line.lower(phrase.end + 1) != "to" or line.lower(phrase.end + 2) not in CONDEMNING:
        return
    if not is_somebody(phrase):
        return
    verb = phrase.end + 2
    yield Clause("caused", "attitude", line.lower(verb), phrase.first, (verb, verb), phrase)
    for at in range(verb + 2, min(verb + 20, len(line.tokens))):
        if line.tokens[at].mark == "quote" or line.tokens[at].text in {";", ":"}:
            return
        if line.lower(at - 1) == "and" and line.lower(at) in CONDEMNING and line.lower(at) not in _ONLY_NOUNS:
            yield Clause("caused", "attitude", line.lower(at), at, (at, at), phrase)
            return


# Of the condemning verbs, those that a noun after "and" would be mistaken for.
_ONLY_NOUNS = frozenset("support blast praise blame fault demand dispute challenge hail".split())


def _clause(line: Line, first: int, last: int, cue: Cue) -> Clause | None:
    if (
        cue.lemma == "add"
        and not _near_quotation(line, first)
        and ((after := line.at(last + 1)) is None or after.mark == "number" or after.lower in _SUMS)
    ):
        return None
    before = first - 1
    slid: set[str] = set()
    while before >= 0 and line.tokens[before].mark == "word" and not line.tokens[before].is_name and (
        line.lower(before) in AUXILIARIES or is_adverb(line.lower(before)) or line.lower(before) == "n't"
        or goes_far_back(line, before)
    ):  # fmt: skip
        slid.add(line.lower(before))
        before -= 1
    if cue.form == "participle":
        if slid & _BE and line.lower(before) not in UNREAL:
            return _with_subject(line, first, last, cue)
        return participle(line, first, last, cue, before)
    if slid & _BE:
        return _passive(line, first, last, cue)
    if line.lower(last + 1) == "by" and line.tokens[first].lower in PASSIVE:
        return _passive(line, first, last, cue)
    refuses = cue.lemma in _REFUSED and bool(slid & _NEGATIONS) and bool(slid & _WILL)
    only = bool(slid & _WILL) and ("only" in slid or line.lower(last + 1) == "only")  # "would only say that"
    if (slid & _MODALS and not refuses and not only) or (
        slid & _NEGATIONS and not refuses and cue.family not in {"thought", "attitude"}
    ):
        return None
    if line.lower(before) == "to":
        return _realised(line, before, first, last, cue)
    if refuses:
        return _with_subject(line, first, last, Cue("decline to", "attitude", "finite", nounish=False))
    if cue.lemma == "say" and cue.form == "base" and (told := _by_several(line, first, last, cue)) is not None:
        return told
    if cue.form == "base" and not slid & _DO and not only and not agrees(line, before, cue):
        return None
    return _with_subject(line, first, last, cue)


def _by_several(line: Line, first: int, last: int, cue: Cue) -> Clause | None:
    """Several who stand behind their verb: "The valve was weak, say engineers"."""
    turned = _inverted(line, first, last, cue) if line.lower(first - 1) == "," else None
    several = turned is not None and isinstance(turned.source, Phrase) and is_group(turned.source.head)
    return turned if several else None


def _near_quotation(line: Line, verb: int) -> bool:
    """Whether a quotation ends shortly before a verb: "“…,” Duarte added a moment later"."""
    return any(line.is_quote(at) for at in range(max(0, verb - _VERB_REACH), verb))


def _realised(line: Line, to: int, first: int, last: int, cue: Cue) -> Clause | None:
    """What somebody "went on to say" or "took to Twitter to call": the subject is the first verb's."""
    for at in range(to - 1, max(-1, to - _VERB_REACH), -1):
        token = line.tokens[at]
        if token.mark not in {"word", "number"} or token.lower in UNREAL:
            return None
        if token.lower in _HAPPENING:
            subject = subject_before(line, at)
            if subject is None or not reports(line, last, cue):
                return None
            start = subject.first if isinstance(subject, Phrase) else subject
            return Clause("subject first", cue.family, cue.lemma, start, (first, last), subject)
    return None


_VERB_REACH = 7  # tokens between "took" and the infinitive it leads to
_HAPPENING = frozenset(
    "went goes took takes continued continues proceeded used uses began begins came comes stepped rushed rose returned "
    "appeared moved turned hastened felt tend tends tended".split()
)


# "Would not say whether": what somebody keeps to himself.
_REFUSED = frozenset("say comment confirm deny discuss disclose reveal specify elaborate speculate answer".split())
_WILL = frozenset("will would won't won’t wouldn't wouldn’t".split())
_SUMS = frozenset("to up another more two three about around some an a the".split())  # "added 11 hours to the trip"


def _with_subject(line: Line, first: int, last: int, cue: Cue) -> Clause | None:
    """The clause of a finite verb, its subject before it, after it, or shared with the clause before."""
    quoted_before = follows_quote(line, first) and not is_title(line, first - 1)
    if quoted_before and (inverted := _inverted(line, first, last, cue)) is not None:
        return inverted
    subject = subject_before(line, first)
    if isinstance(subject, Phrase) or (isinstance(subject, int) and line.lower(subject) != "who"):
        start = subject.first if isinstance(subject, Phrase) else subject
        if _is_untold(line, start, last, cue):
            return None
        if not may_report(line, start, last, cue, subject):
            return None
        others: tuple[Phrase, ...] = ()
        if isinstance(subject, Phrase) and (joined := joined_before(subject)):
            others, start = joined, joined[-1].first
        if line.lower(start - 1) == "as" and (start == 1 or line.lower(start - 2) in {",", "–", "—"}):
            start -= 1  # "the wall, as Roth put it, is coming"
        relative = isinstance(subject, Phrase) and _in_relative(line, subject.end + 1, first)
        return Clause(
            "subject first", cue.family, cue.lemma, start, (first, last), subject, others, is_relative=relative
        )
    back = first - 1
    while back >= 0 and (is_adverb(line.lower(back)) or line.lower(back) in _HAVE):
        back -= 1
    if line.lower(back) in {"and", "but", "then"} and not cue.nounish and cue.form == "finite":
        begin = back + 1 if line.lower(first - 1) in _HAVE else first
        return Clause("shared", cue.family, cue.lemma, begin, (first, last), None) if reports(line, last, cue) else None
    if line.lower(first - 1) == "," and cue.family == "speech":
        return _inverted(line, first, last, cue)
    if first == 0 and (turned := _inverted(line, first, last, cue)) is not None:
        at = turned.last + 1  # "Replied Duarte, “…”"
        return turned if line.lower(at) in {",", ":"} and line.is_quote(at + 1) else None
    return None


def _is_untold(line: Line, start: int, last: int, cue: Cue) -> bool:
    """Whether a verb whose subject begins at `start` says nothing that stands: asked, without evidence, or beside it.

    Of "the woman who inspectors say signed it" no words of theirs stand by themselves.
    """
    if line.lower(start - 1) in {"whether", "if", "unless"} or _is_without_evidence(line, start):
        return True
    meant = line.lower(start - 1) == "who" and cue.family in {"speech", "thought"}
    return meant or _is_told_of_subject(line, last, cue)


def _is_told_of_subject(line: Line, last: int, cue: Cue) -> bool:
    """Whether a verb only tells which subject it is, the main verb after it: "three men accused of theft denied it"."""
    following = CUES.get(line.lower(last + 1))
    if following is not None and following.form == "finite" and not following.nounish:
        return True  # "a man arrested after six women complained denied assault"
    return (cue.lemma, line.lower(last + 1)) in {("accuse", "of"), ("charge", "with")}


def _is_without_evidence(line: Line, start: int) -> bool:
    """Whether a clause is told as what nothing shows: "There is no evidence that the mayor told staff"."""
    that = start if line.lower(start) == "that" else start - 1
    if line.lower(that) != "that" or line.lower(that - 1) not in _EVIDENCE:
        return False
    return not {line.lower(at) for at in range(that - 4, that - 1)}.isdisjoint(
        {"no", "any", "without", "little", "not"}
    )


_EVIDENCE = frozenset("evidence proof sign indication suggestion record truth basis question".split())


def _in_relative(line: Line, begin: int, verb: int) -> bool:
    """Whether a verb belongs to a relative clause: "who said …", not the "said" of "Duarte, who left, said …"."""
    opens = next((at for at in range(verb - 1, begin - 1, -1) if line.lower(at) in {"who", "which"}), None)
    return opens is not None and not any(line.tokens[at].text in {",", "–", "—", ")"} for at in range(opens, verb))


_ADDRESSING = frozenset("tell remind inform assure reassure advise".split())


def _inverted(line: Line, first: int, last: int, cue: Cue) -> Clause | None:
    """A subject after its verb, and no verb after that which it could belong to: "…," said Kaja Kallas."""
    if cue.lemma in _ADDRESSING:
        return None  # whoever follows is spoken to: "Duarte, of Lima, told Ribas in a letter"
    pronoun = line.at(last + 1)
    if (line.lower(last + 1), line.lower(last + 2), line.lower(last + 3)) == ("one", "of", "them"):
        return Clause("verb first", cue.family, cue.lemma, first, (first, last), last + 3)
    one = (
        pronoun is not None and pronoun.lower in {"one", "another"} and line.lower(last + 2) in {"", ".", ","}
    )  # "…," said one, a nurse
    if pronoun is not None and (one or pronoun.lower in {"he", "she", "they", "i"}) and not pronoun.is_name:
        return Clause("verb first", cue.family, cue.lemma, first, (first, last), last + 1)
    phrase = phrase_starting_at(line, last + 1)
    if phrase is None or not (is_somebody(phrase) or line.is_quote(first - 1)):
        return None
    if line.lower(first - 1) == "," and not line.is_quote(first - 2) and not _closes(line, phrase):
        return None
    others: tuple[Phrase, ...] = ()
    if line.lower(phrase.end + 1) == "and" and (second := phrase_starting_at(line, phrase.end + 2)) is not None:
        others = (second,) if second.is_named == phrase.is_named and _closes(line, second) else ()
    return Clause("verb first", cue.family, cue.lemma, first, (first, last), appositives_after(phrase), others)


def _closes(line: Line, phrase: Phrase) -> bool:
    """Whether nothing after a noun phrase makes it the subject of a verb of its own."""
    after = line.at(phrase.end + 1)
    return after is None or after.mark == "punctuation" or after.lower in PREPOSITIONS | {"who", "and", "when", "as"}


def _passive(line: Line, first: int, last: int, cue: Cue) -> Clause | None:
    """In "was criticised by X" the critic is X."""
    if line.tokens[first].lower not in PASSIVE:
        return None
    by = last + 1
    while by < min(last + 4, len(line.tokens)) and is_adverb(line.lower(by)):
        by += 1
    if line.lower(by) != "by":
        return None
    phrase = phrase_starting_at(line, by + 1)
    if phrase is None or not is_somebody(phrase):
        return None
    if line.tokens[first].lower in PASSIVE_QUOTING and not line.quotes:
        return None  # "a chemist called by the authority"
    return Clause("passive", cue.family, cue.lemma, first, (first, last), appositives_after(phrase))


def _without_doubles(found: list[Clause]) -> list[Clause]:
    """One clause for each cue: the first."""
    kept: dict[Range, Clause] = {}
    for clause in found:
        kept.setdefault(clause.cue, clause)
    return list(kept.values())
