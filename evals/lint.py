"""What is wrong or doubtful with a gold case, for whoever writes it: what `precis eval lint` says."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals.cases import Case, CaseError, read_case
from evals.coverage import Background
from evals.ideal import checked
from evals.matching import THRESHOLD, Line, agreement
from service.core import language, longform, names, quotations, words
from service.core.grounding import Outcome

LONGEST_STATEMENT = 25  # words
MOST_SENTENCES = 4  # of evidence for one item
UNDONE = "TODO"  # what a scaffold leaves where a person has to write
_VERBATIM = 10  # words: a shorter statement may well stand in the article as it is
_SAME = 0.9  # agreement from which two lines say the same
_UNSPACED = frozenset({"zh", "ja", "th"})  # languages that set no space between words

Severity = Literal["wrong", "doubtful"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should change, or look at twice."""

    place: str  # h, f1, t1, p2, p2.1, q3, m1; "" for the file as a whole
    severity: Severity  # wrong: the case must not be used like this. doubtful: it may be right
    detail: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.place}: {self.detail}" if self.place else f"{self.severity}: {self.detail}"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A gold statement and where it stands."""

    key: str
    line: Line
    party: str | None = None


def problems(case: Case) -> tuple[Problem, ...]:
    """Everything that is wrong or doubtful with a case, in the order of its items."""
    found = (
        *_undone(case),
        *_whole(case),
        *_rejections(case),
        *_wordings(case),
        *_evidence(case),
        *_twins(case),
        *_names(case),
        *_quotations(case),
        *_traps(case),
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: (_rank(problem.place), problem.severity != "wrong")))


def lint(paths: tuple[Path, ...]) -> Iterator[tuple[Path, tuple[Problem, ...]]]:
    """Each file with what is wrong with it; one that cannot be read has its reasons as problems."""
    for path in paths:
        try:
            yield path, problems(read_case(path))
        except CaseError as error:
            yield path, tuple(Problem("", "wrong", problem) for problem in error.problems)


def _entries(case: Case) -> Iterator[_Entry]:
    gold = case.gold
    yield _Entry("h", _line(case, "h", gold.headline.statement))
    for number, fact in enumerate(gold.key_facts, start=1):
        yield _Entry(f"f{number}", _line(case, f"f{number}", fact.statement))
    for number, party in enumerate(gold.parties, start=1):
        for place, view in enumerate(party.positions, start=1):
            key = f"p{number}.{place}"
            yield _Entry(key, _line(case, key, view.statement), party.name)
    for number, asked in enumerate(gold.open_questions, start=1):
        yield _Entry(f"q{number}", _line(case, f"q{number}", asked.question))


def _line(case: Case, key: str, statement: str) -> Line:
    numbers = case.sentences[key]
    return Line(statement, tuple(case.article.quote(number) for number in numbers), numbers)


def _undone(case: Case) -> Iterator[Problem]:
    dumped = case.gold.model_dump_json()
    if UNDONE in dumped:
        yield Problem("", "wrong", f"{UNDONE} still stands in the file: write what it asks for")


def _whole(case: Case) -> Iterator[Problem]:
    gold = case.gold
    if not any(fact.weight == "must" for fact in gold.key_facts):
        yield Problem("", "wrong", "no fact is a must: name those without which a brief is a bad brief")
    detected = language.detect(gold.text)
    if detected is not None and detected != gold.language:
        yield Problem("", "doubtful", f"the text looks like {detected!r}, the file says {gold.language!r}")
    used = {view.topic for party in gold.parties for view in party.positions}
    for number, topic in enumerate(gold.topics, start=1):
        if topic not in used:
            yield Problem(f"t{number}", "doubtful", f"no position is on the topic {topic!r}")


def _rejections(case: Case) -> Iterator[Problem]:
    """Gold that a check rejects, and is not known to; and the other way round."""
    listed = {(known.item, known.check) for known in case.gold.known_rejections}
    happened: set[tuple[str, str]] = set()
    for outcome in checked(case):
        yield from _verdict(outcome, listed, happened)
    for key, check in sorted(listed - happened):
        detail = f"`{check}` no longer rejects it: take it out of known_rejections"
        yield Problem(key, "wrong", detail)


def _verdict(outcome: Outcome, listed: set[tuple[str, str]], happened: set[tuple[str, str]]) -> Iterator[Problem]:
    key = outcome.item.key
    by_check: dict[str, list[str]] = {}
    for reason in outcome.reasons:
        by_check.setdefault(reason.check, []).append(reason.detail)
    for check, details in by_check.items():
        happened.add((key, check))
        if (key, check) not in listed:
            detail = (
                f"the check `{check}` rejects it: {'; '.join(details)}. If it is true and its evidence proves it, list "
                f"{{item: {key}, check: {check}}} under known_rejections; else mend it"
            )
            yield Problem(key, "wrong", detail)
    for flag in outcome.flags:
        yield Problem(key, "doubtful", f"the check `{flag.check}` flags it: {flag.detail}")


def _wordings(case: Case) -> Iterator[Problem]:
    if case.gold.language in _UNSPACED:
        return
    text = _folded(case.text)
    for entry in _entries(case):
        count = len(entry.line.statement.split())
        if count > LONGEST_STATEMENT:
            yield Problem(
                entry.key, "wrong", f"it has {count} words; {LONGEST_STATEMENT} are the most: split or cut it"
            )
        folded = _folded(entry.line.statement)
        if count >= _VERBATIM and folded in text:
            yield Problem(entry.key, "doubtful", "it is copied from the article; say it in words of your own")


def _evidence(case: Case) -> Iterator[Problem]:
    for key, numbers in case.sentences.items():
        if len(numbers) > MOST_SENTENCES:
            where = ", ".join(f"s{number}" for number in numbers)
            detail = f"its evidence is {len(numbers)} sentences ({where}): name those that prove it, as few as do"
            yield Problem(key, "doubtful", detail)


def _twins(case: Case) -> Iterator[Problem]:
    """Two lines of one list that cannot be told apart: a brief with one of them gets credit for the other."""
    for one, other in itertools.combinations(_entries(case), 2):
        if _list_of(one) != _list_of(other):
            continue
        value = max(_agree(case, one.line, other.line), _agree(case, other.line, one.line))
        # Two claims of one sentence share its evidence: only their words can tell that they are one.
        first, second = Line(one.line.statement), Line(other.line.statement)
        if value >= THRESHOLD and min(_agree(case, first, second), _agree(case, second, first)) >= _SAME:
            yield Problem(other.key, "wrong", f"it says the same as {one.key}: {one.line.statement!r}")
        elif value >= THRESHOLD:
            detail = f"it can pass for {one.key} (agreement {value:.2f}): {one.line.statement!r}; are they two claims?"
            yield Problem(other.key, "doubtful", detail)


def _agree(case: Case, one: Line, other: Line) -> float:
    """How far one line says the other, read in the case's language."""
    return agreement(one, other, Background(is_english=language.is_english(case.gold.language)))


def _list_of(entry: _Entry) -> str:
    """What is matched with each other: facts, the positions of one party, questions."""
    return entry.key.partition(".")[0] if entry.party else entry.key[0]


def _names(case: Case) -> Iterator[Problem]:
    """Names that two parties share: nobody can tell whose view it is then."""
    parties = [(f"p{number}", party) for number, party in enumerate(case.gold.parties, start=1)]
    for key, party in parties:
        if party.name in party.aliases:
            yield Problem(key, "doubtful", "its own name stands among its aliases")
    for (key, one), (other_key, other) in itertools.combinations(parties, 2):
        shared = sorted(
            name
            for name in {one.name, *one.aliases}
            if _key(name) in {_key(theirs) for theirs in (other.name, *other.aliases)}
        )
        if shared:
            yield Problem(other_key, "wrong", f"{shared[0]!r} is also a name of {key} ({one.name}): whose is it?")
        elif longform.is_one_party(one.name, other.name, is_person="person" in {one.kind, other.kind}):
            detail = f"its name can be taken for that of {key} ({one.name}): a brief's party may match either"
            yield Problem(other_key, "doubtful", detail)
    for number, trap in enumerate(case.gold.must_not, start=1):
        if trap.party is not None and not any(
            _key(trap.party) == _key(name) or names.same(trap.party, name)
            for _, party in parties
            for name in (party.name, *party.aliases)
        ):
            yield Problem(f"m{number}", "doubtful", f"{trap.party!r} is none of the parties")


def _quotations(case: Case) -> Iterator[Problem]:
    marked = quotations.marked_in(case.article)
    for number, party in enumerate(case.gold.parties, start=1):
        for place, view in enumerate(party.positions, start=1):
            key = f"p{number}.{place}"
            for quote in view.quotes:
                start = case.text.find(quote)
                end = start + len(quote)
                if case.gold.form != "transcript" and not any(
                    found.start <= start and end <= found.end for found in marked
                ):
                    yield Problem(key, "doubtful", f"{_short(quote)} stands in no quotation marks in the article")
                if quote[:1] in '“”"«„' or quote[-1:] in '“”"»':
                    yield Problem(key, "doubtful", f"{_short(quote)}: leave the quotation marks out")


def _traps(case: Case) -> Iterator[Problem]:
    """What must not be said, and is said in the case itself."""
    # Who asks whether it is so does not say that it is.
    entries = tuple(entry for entry in _entries(case) if not entry.key.startswith("q"))
    for number, trap in enumerate(case.gold.must_not, start=1):
        line = Line(trap.statement)
        for entry in entries:
            if trap.party is not None and entry.party is not None and not names.same(trap.party, entry.party):
                continue
            if _details(trap.statement) == _details(entry.line.statement) and _agree(case, line, entry.line) >= _SAME:
                yield Problem(f"m{number}", "wrong", f"{entry.key} says the same: {entry.line.statement!r}")


_DETAIL = re.compile(r"\d+(?:[.,:]\d+)*|\b(?:not|no|never|without|nobody)\b|n[’']t\b|\b[^\W\d_a-zß-ÿ][^\W\d_]*")


def _details(statement: str) -> tuple[str, ...]:
    """Numbers, names and negations in order: where these differ, two statements differ."""
    return tuple(
        detail.casefold()
        for detail in _DETAIL.findall(statement)
        if detail.lower() not in words.FUNCTION_WORDS - {"not", "no", "never", "without"}
    )


def _key(name: str) -> tuple[str, ...]:
    return names.keys_of(name) or (name.casefold(),)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= 50 else quote[:47] + "...")


def _rank(place: str) -> tuple[int, tuple[int, ...]]:
    return "hftpqm".find(place[:1]) if place else -1, longform.place(place.lstrip("m"))
