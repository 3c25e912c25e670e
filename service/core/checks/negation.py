"""A statement does not affirm what its evidence denies, nor deny what it affirms."""

from collections.abc import Iterator, Sequence
from itertools import product

from service.core import denials, opposites, tenses
from service.core.claim import WHOLE_ARTICLE, Claim, Finding, fails, flags
from service.core.clauses import Reading, Word
from service.core.words import stem

ENGLISH_ONLY = True


_FIRM = frozenset({"will", "expect", "expects", "expected", "plan", "plans", "planned"})  # denied, they are not so
_OPEN = frozenset({"may", "could", "can", "if", "whether", "unless", "to"})  # what may be may also not be
_DENIAL = frozenset(map(stem, ("deny", "doubt", "dispute")))
_ARGUMENT_REACH = 8  # tokens beside a predicate in which its subject and its object are looked for


# What is "not thought to be" is "thought not to be".
_RAISING = frozenset(map(stem, ("think", "believe", "expect", "want", "seem", "appear", "intend", "suppose")))
_CONDITIONS = frozenset("without unless if until only except".split())  # a "not" may be said by one of them
_NO_SUCH = ("no ", "without ", "zero ")
_NOBODY = frozenset("nothing nobody none neither".split())
_TURNS = frozenset(". ; ! ? but".split())
_LEAST = frozenset("least more over above minimum larger large".split())
_MOST = frozenset("fewer less under below most maximum smaller small".split())


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where the same predicate stands in both with opposite polarity and nothing near makes it doubtful."""
    if claim.section in WHOLE_ARTICLE or claim.section == "parties" or claim.repeats_all:
        return
    said, stands = claim.said.clauses, claim.proof.wording.clauses
    finding = _flipped(claim, said, stands) or _opposite(said, stands)
    if finding is not None:
        yield finding


def _flipped(claim: Claim, said: Reading, stands: Reading) -> Finding | None:
    """The same word, negated in one and plainly affirmed in the other."""
    doubtful: Finding | None = None
    if not said.has_cues and not stands.has_cues:
        return None
    for word, there in claim.shared:
        if not word.negated and all(other.negated for other in there):
            verdict = _affirms_denied(word, there, said, stands)
        elif word.negated and not any(other.negated for other in there):
            verdict = _denies_affirmed(word, there, said, stands)
        else:
            continue
        if verdict == "sure":
            return fails(_words_of(word, there))
        if verdict == "doubtful":
            doubtful = doubtful or flags(_words_of(word, there))
    return doubtful


def _affirms_denied(word: Word, there: Sequence[Word], said: Reading, stands: Reading) -> str | None:
    if any(other.mood != word.mood for other in there) or said.has_negative_near(word):
        return None
    if word.irrealis and word.mood not in _FIRM:
        return "doubtful" if word.mood not in _OPEN else None
    noun = any(other.cue.lower().startswith(_NO_SUCH) for other in there)
    if word.nominal and not noun:
        return None
    if any(_is_denied_twice(stands, other, noun=noun) for other in there):
        return None
    if all(_is_denied_here_too(said, stands, other) for other in there):
        return None
    # What is "not yet" so may be to come, and is not done.
    later = {"yet"} if tenses.time_of(said, word.at) == "past" else set()
    if any(said.takes_back(other) - later for other in there):
        return None
    if word.stem in _RAISING and any(at > word.at for at, _ in said.negatives):
        return None
    by_nobody = noun or any(other.cue.lower().startswith("neither ") for other in there)
    if by_nobody and any(clause == word.clause and 0 < at - word.at <= _VERB_REACH for at, clause in said.negatives):
        return None  # "neither side accepted" is "both sides rejected"
    if (
        _is_conditional(said, word)
        or _is_elliptic(said)
        or _are_complements(said, stands)
        or stands.has_short_answer(said)
    ):
        return "doubtful"
    if any(at < word.at for at, _ in said.negatives) or (noun and word.nominal):
        return "doubtful"
    return "sure"


_OBJECT_REACH = 4  # tokens behind a predicate in which its object is looked for
_VERB_REACH = 3  # tokens behind a subject in which its verb is looked for


def _is_conditional(reading: Reading, word: Word) -> bool:
    """Whether its sentence has an exception or a condition, which may say in other words what a "not" says."""
    return not _CONDITIONS.isdisjoint(reading.tokens[max(0, word.at - _ARGUMENT_REACH) : word.at + _ARGUMENT_REACH])


def _is_elliptic(reading: Reading) -> bool:
    """Whether a "not" stands for a predicate said before: "Lee voted; Shah did not."."""
    tokens = (*reading.tokens, ".")
    return any(denials.is_negator(token) and not tokens[at + 1][0].isalnum() for at, token in enumerate(tokens[:-1]))


def _are_complements(said: Reading, stands: Reading) -> bool:
    """Whether one is of "at least" and the other of "fewer than": what is denied of one may hold for the other."""
    mine, theirs = said.vocabulary, stands.vocabulary
    return bool((mine & _LEAST and theirs & _MOST) or (mine & _MOST and theirs & _LEAST))


def _is_denied_twice(reading: Reading, word: Word, *, noun: bool) -> bool:
    """Whether a second "not" stands in its clause: "no government that does not" is "only a government that"."""
    cue = word.cue_at
    return any(
        clause == word.clause
        and ((noun and at > word.at and denials.is_negator(reading.tokens[at])) or _is_not_before(reading, at, cue))
        for at, clause in reading.negatives
    )


def _is_not_before(reading: Reading, at: int, cue: int | None) -> bool:
    """Whether "not" or "no" stands before another: "no homes without jobs", "doesn't take what isn't tested"."""
    if cue is None or at >= cue or not _is_no(reading.tokens[at]):
        return False
    return _is_no(reading.tokens[cue])  # of "no flights had been cancelled", "flights" passes the one on


def _is_no(token: str) -> bool:
    return denials.is_negator(token) or token in {"no", "without"}


def _is_denied_here_too(said: Reading, stands: Reading, other: Word) -> bool:
    """Whether the object of what is denied is denied in the statement: "did not find a fault", "found no fault"."""
    objects = {
        word.stem for word in stands.near(other.at, _OBJECT_REACH) if word.clause == other.clause and word.at > other.at
    }
    return any(
        word.negated and word.stem in objects and word.cue.lower().startswith(_NO_SUCH)
        for word in said.words
        if word.stem != other.stem
    )


def _denies_affirmed(word: Word, there: Sequence[Word], said: Reading, stands: Reading) -> str | None:
    if stands.takes_back(word) or all(other.mood != word.mood for other in there):
        return None
    if word.irrealis and word.mood not in _FIRM:
        return None
    noun = word.cue.lower().startswith(_NO_SUCH)
    if not noun and all(other.nominal for other in there):
        return None
    if any(stands.has_negative_near(other) for other in there):
        return None
    if word.stem in _RAISING and any(at > other.at for other in there for at, _ in stands.negatives):
        return None
    if all(stands.is_asked(other) for other in there):
        return "doubtful"
    if _is_superlative(said, stands) or _is_contrast(said, word) or _has_its_negator(said, stands, word):
        return "doubtful"
    if _is_elliptic(stands) or _are_complements(said, stands) or {"rather", "than"} <= stands.vocabulary:
        return "doubtful"
    if any(_is_conditional(stands, other) for other in there):
        return "doubtful"
    if any(
        clause == other.clause and 0 < abs(at - other.at) <= _ARGUMENT_REACH
        for other in there
        for at, clause in stands.negatives
    ) or any(other.mood != word.mood or (other.nominal and not noun) for other in there):
        return "doubtful"
    return "sure"


def _has_its_negator(said: Reading, stands: Reading, word: Word) -> bool:
    """Whether the "nothing" or "neither" of the statement stands in the evidence too, of other words."""
    return word.cue_at is not None and said.tokens[word.cue_at] in _NOBODY and said.tokens[word.cue_at] in stands.tokens


def _is_contrast(said: Reading, word: Word) -> bool:
    """Whether a "not" only sets one thing against another: "a loan and not a gift", "not storing but keeping"."""
    cue, tokens = word.cue_at, said.tokens
    if cue is None or tokens[cue] not in {"not", "of"}:
        return False
    if cue and (tokens[cue - 1] in {",", "and", "short"}):
        return True
    turn = next((at for at, token in enumerate(tokens) if at > word.at and token in _TURNS), len(tokens))
    after = tokens[turn + 1] if turn + 1 < len(tokens) and tokens[turn] == "but" else ""
    # "Not half a loaf but the wrapper", "not storing it but keeping it"; "was not sorry but wanted" denies.
    return after in denials.DETERMINERS or (after.endswith("ing") and tokens[word.at].endswith("ing"))


def _is_superlative(said: Reading, stands: Reading) -> bool:
    """Whether "no swap has been larger" may say "the largest swap"."""
    return any(
        token.endswith("er") and {f"{token[:-2]}est", f"{token[:-1]}st"} & stands.vocabulary for token in said.tokens
    ) or ("more" in said.vocabulary and "most" in stands.vocabulary)


def _words_of(word: Word, there: Sequence[Word]) -> str:
    said = word.cue or word.written
    stands = next((other.cue for other in there if other.cue), there[0].written)
    return f"the statement says “{said}” where the article says “{stands}”"


def _opposite(said: Reading, stands: Reading) -> Finding | None:
    """A predicate of one, its opposite in the other, both about the same: "climbed" and "fell" or "did not rise"."""
    mine = _answers(said)
    theirs = _answers(stands) if mine else {}
    named = _answers(stands, nominal=True) if mine.keys() & theirs.keys() else {}
    for question, here in mine.items():
        there = theirs.get(question, [])
        answers = {answer for _, answer in here}
        if not there or len(answers) > 1 or answers & {answer for _, answer in named[question]}:
            continue
        pairs = [
            (word, other)
            for (word, _), (other, _) in product(here, there)
            if word.stem != other.stem
            and word.irrealis == other.irrealis
            and not _is_denied(said, word)
            and not _is_denied(stands, other)
            and not (word.partial or other.partial)
            and _is_about_the_same(said, word, stands, other)
        ]
        pairs.sort(key=lambda pair: any(opposites.is_doubtful(word.stem) for word in pair))
        for word, other in pairs[:1]:
            detail = f"the statement says “{_as_written(word)}” where the article says “{_as_written(other)}”"
            plain = not any(opposites.is_doubtful(one.stem) for one in (word, other))
            sure = len(here) == 1 and (plain or _shares_both(said, word, stands, other))
            return fails(detail) if sure and not _is_mixed(said, stands, word, other) else flags(detail)
    return None


def _answers(reading: Reading, *, nominal: bool = False) -> dict[int, list[tuple[Word, int]]]:
    """By question, the predicates that answer it, with 1 or -1; a "not" turns the answer round."""
    found: dict[int, list[tuple[Word, int]]] = {}
    answering = opposites.answering()
    for word in [word for word in reading.words if word.stem in answering]:
        if word.nominal and (not nominal or reading.has_negative_near(word)):
            continue
        for question, answer in opposites.answers(word.stem).items():
            found.setdefault(question, []).append((word, -answer if word.negated else answer))
    return found


def _is_denied(reading: Reading, predicate: Word) -> bool:
    """Whether somebody denies or doubts what the predicate says: "denied that the tunnel was unsafe"."""
    return any(
        word.clause == predicate.clause and word.at < predicate.at
        for stem in _DENIAL
        for word in reading.places.get(stem, ())
    )


def _shares_both(said: Reading, word: Word, stands: Reading, other: Word) -> bool:
    """Whether two predicates have a word of their subjects and one of their objects in common."""
    return all(_around(said, word, before=before) & _around(stands, other, before=before) for before in (True, False))


def _as_written(word: Word) -> str:
    return word.cue or word.written


def _is_about_the_same(said: Reading, word: Word, stands: Reading, other: Word) -> bool:
    """Whether two predicates share a word before them, or two beside them: what is its object may be its subject."""
    first, second = _next(said, word), _next(stands, other)
    if first is not None and first == second:
        return True
    before, beyond = _around(said, word, before=True), _around(stands, other, before=True)
    if before & beyond:
        return True
    return len((before | _around(said, word, before=False)) & (beyond | _around(stands, other, before=False))) > 1


def _next(reading: Reading, predicate: Word) -> str | None:
    """The first content word behind a predicate, in its clause."""
    behind = (word for word in reading.words if word.clause == predicate.clause and word.at > predicate.at)
    return next((word.stem for word in behind if not word.written.isdigit()), None)


def _around(reading: Reading, predicate: Word, *, before: bool) -> frozenset[str]:
    return frozenset(
        word.stem
        for word in reading.near(predicate.at, _ARGUMENT_REACH)
        if word.clause == predicate.clause
        and 0 < (predicate.at - word.at if before else word.at - predicate.at) <= _ARGUMENT_REACH
    )


def _is_mixed(said: Reading, stands: Reading, word: Word, other: Word) -> bool:
    """Whether a word that denies stands beside either, other than the predicate itself."""
    return any(
        not predicate.negated
        and (
            reading.tokens[at] in denials.NEGATORS
            or reading.tokens[at] in {"no", "without"}
            or reading.tokens[at].endswith("n't")
        )
        for reading, predicate in ((said, word), (stands, other))
        for at in range(
            max(0, predicate.at - _ARGUMENT_REACH), min(len(reading.tokens), predicate.at + _ARGUMENT_REACH)
        )
    )
