"""How well `service.core.attribution` knows who says what, against attributions marked by people.

    python -m benchmarks.attribution [PATH...] [--show] [--own]

PATH holds JSON lines `{id, text, sentences: [[start, end]], attributions: [{source: [[s, e]..], cue: [..], content:
[..]}]}`, offsets in code points. Optional: of an attribution `party` (its name; else the words of the source, a
pronoun standing for the source before it, "the senator" for whoever it is read as), `aliases`, `attitude` (a stand
taken, nothing said); of a row `complete` (false: sentences without an attribution are not scored). Printed are
precision, recall and F1 of

- the right party for each sentence that reports: predictions are all but stands that no reporting verb tells, recall
  is of what is quoted or has a reporting verb;
- direct quotations of three words or more with the right speaker;
- the parties that speak;

and what `verdict` says to each sentence with its own named party, and with each other named party of the article.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.core import attribution, names
from service.core.article import Article, segment
from service.core.attribution import Attribution, Party, Reading
from service.core.quotations import marked_in

HERE = Path(__file__).parent / "attributions"
_REPORTING = frozenset(
    "said say says saying told tell tells telling added adds adding asked asks asking wrote writes writing according "
    "argued argues arguing warned warns warning noted notes noting insisted insists claimed claims claiming explained "
    "explains announced announces replied replies stated states denied denies suggested suggests acknowledged conceded "
    "admitted declared reported reports described describes called calls continued responded tweeted commented agreed "
    "stressed recalled predicted pledged vowed promised urged quipped joked remarked observed concluded maintained "
    "contended alleged confirmed revealed disclosed testified cautioned reiterated repeated emphasized lamented "
    "complained went shot fired read".split()
)
_WORDS_OF_A_QUOTATION = 3
_LITTLE = frozenset("the a an mr mrs ms miss dr sen gov rep prof sir one two three some several".split())
# What a source begins with that says what somebody is and names nobody: "the Ohio Republican", "a spokesman".
_DESCRIBING = frozenset("the a an one two three some several many his her its their another both few".split())
_PRONOUNS = frozenset("he she they it who i we which that his her their him them".split())

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as people marked it."""

    names: tuple[str, ...]  # the party's
    called: str  # how the source is called here: named, nominal, pronoun or none
    content: tuple[Span, ...]
    core: bool  # quoted, or with a reporting verb
    source: tuple[Span, ...] = ()  # where it is called so, if nothing but these words says who it is


@dataclass(slots=True)
class Tally:
    """Right ones among given and among wanted."""

    given: int = 0
    right: int = 0
    wanted: int = 0
    found: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(self.given, 1), self.found / max(self.wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        counts = f"{self.given} given, {self.wanted} wanted"
        return f"precision {precision:6.1%}  recall {recall:6.1%}  F1 {f1:6.1%}  ({counts})"


@dataclass(slots=True)
class Score:
    """What is counted over all articles."""

    sentences: Tally = field(default_factory=Tally)
    with_attitudes: Tally = field(default_factory=Tally)
    quotations: Tally = field(default_factory=Tally)
    parties: Tally = field(default_factory=Tally)
    called: dict[str, Counter[bool]] = field(default_factory=dict)
    true: Counter[str] = field(default_factory=Counter)
    swapped: Counter[str] = field(default_factory=Counter)


def overlap(one: Span, other: Span) -> bool:
    """Whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


def words_of(name: str) -> list[str]:
    """Lower-case words of a name that tell it from others, up to what follows "of", "for" or a comma."""
    plain = name.lower().replace("’s", "").replace("'s", "").replace(".", "").replace("’", "").replace("'", "")
    return [word for word in plain.replace(",", " ").split() if word not in _LITTLE]


def head_of(words: Sequence[str]) -> str:
    """The noun a name is built on."""
    stop = next(
        (at for at, word in enumerate(words) if at and word in {"of", "for", "from", "in", "at", "to"}), len(words)
    )
    return words[stop - 1] if words else ""


def is_same(given: str, wanted: str) -> bool:
    """Whether two names are for one party: the same name, or one the other with more words and the same head."""
    mine, theirs = words_of(given), words_of(wanted)
    if mine == theirs:
        return True
    named = given[:1].isupper() and wanted[:1].isupper()
    if "'s " in wanted.replace("’", "'") or "'s " in given.replace("’", "'"):
        return bool(mine and theirs) and mine[-1] == theirs[-1] and bool(set(mine) & set(theirs))
    if named and names.same(given, wanted):
        return True
    within = set(mine) <= set(theirs) or set(theirs) <= set(mine)
    return bool(mine and theirs) and within and head_of(mine) == head_of(theirs)


def is_party(party: Party, wanted: Sequence[str]) -> bool:
    """Whether a party of a reading is the one people meant."""
    return any(is_same(form, name) for form in (party.name, *party.aliases, *party.documents) for name in wanted)


def gold_of(row: dict[str, Any]) -> list[Gold]:
    """The attributions of a row, each with the names of its party."""
    text: str = row["text"]
    quotes = [(quote.start, quote.end) for quote in marked_in(segment(text))]
    found: list[Gold] = []
    known: list[tuple[str, ...]] = []
    for each in sorted(row["attributions"], key=lambda each: min(each["content"] or each["source"] or [[0, 0]])):
        source = " ".join(text[start:end] for start, end in each["source"])
        content = tuple((start, end) for start, end in each["content"])
        if not content:
            continue
        called = "none" if not source else "pronoun" if source.lower() in _PRONOUNS else "nominal"
        if called == "nominal" and any(word[:1].isupper() for word in source.split()[1:] or source.split()):
            called = "named"
        party: str = each.get("party") or source
        if each.get("party"):
            others = next((forms for forms in known if any(is_same(form, party) for form in forms)), ())
            forms = tuple(dict.fromkeys((*others, party, *each.get("aliases", ()))))
        elif called in {"pronoun", "none"}:
            forms = known[-1] if known else (party,)
        else:
            forms = next((forms for forms in reversed(known) if any(is_same(form, party) for form in forms)), (party,))
        known.append(forms)
        cue = " ".join(text[start:end] for start, end in each["cue"]) or (
            " ".join(text[s:e] for s, e in row["sentences"] if overlap((s, e), content[0])) if not source else ""
        )
        reporting = bool(_REPORTING & set(cue.lower().replace(",", " ").split())) or (not cue and bool(each["source"]))
        core = not each.get("attitude") and (
            reporting or any(overlap(quote, span) for quote in quotes for span in content)
        )
        described = called in {"nominal", "named"} and source.split()[0].lower() in _DESCRIBING
        own = tuple((start, end) for start, end in each["source"]) if described and not each.get("party") else ()
        told = bool(each.get("party") and not each.get("attitude") and source)
        found.append(Gold(forms, called, content, core or told, own))
    return found


def place(sentences: Sequence[Span], span: Span) -> set[int]:
    """Indexes of the sentences a stretch lies in."""
    return {at for at, sentence in enumerate(sentences) if overlap(sentence, span)}


def score(row: dict[str, Any], into: Score, *, show: bool) -> None:
    """Add the figures of one article."""
    article = segment(row["text"], language="en")
    sentences: list[Span] = [(start, end) for start, end in row["sentences"]]
    gold = gold_of(row)
    wanted: dict[int, list[Gold]] = {}
    for each in gold:
        for span in each.content:
            for at in place(sentences, span):
                wanted.setdefault(at, []).append(each)
    reading = attribution.read(article)
    same = {
        (found.party, each.names[0])
        for each in gold
        for found in reading.attributions
        if found.party is not None and found.source and any(overlap(found.source, span) for span in each.source)
    }
    scoring = _Scoring(
        row["id"], article, reading, sentences, gold, wanted, same, into, row.get("complete", True), show
    )
    said = scoring.sentences_with_party()
    scoring.quotations()
    scoring.parties(said)
    scoring.verdicts()


@dataclass(frozen=True, slots=True)
class _Scoring:
    """One article with what people marked and what was read."""

    name: str
    article: Article
    reading: Reading
    sentences: list[Span]
    gold: list[Gold]
    wanted: dict[int, list[Gold]]  # by the index of the sentence
    same: set[tuple[int, str]]  # (index of a party, whom people named by the same words in the same place)
    into: Score
    complete: bool
    show: bool

    def is_right(self, index: int, gold: Gold) -> bool:
        """Whether a party of the reading is the one people meant, by name or by the words that are its source."""
        return is_party(self.reading.parties[index], gold.names) or (index, gold.names[0]) in self.same

    def tell(self, what: str, where: Span | None = None) -> None:
        """List something wrong, where asked."""
        if self.show:
            print(f"{self.name}: {what}" + (f": {self.article.text[slice(*where)]}" if where else ""))

    def given(self) -> dict[tuple[int, int], bool]:
        """(index of a sentence, index of a party) of the reading: whether it is speech, not a stand alone."""
        found: dict[tuple[int, int], bool] = {}
        for each in self.reading.attributions:
            if each.party is None:
                continue
            for span in each.content or each.quotations:
                for at in place(self.sentences, span):
                    found[at, each.party] = found.get((at, each.party), False) or _is_spoken(each)
        return found

    def sentences_with_party(self) -> set[int]:
        """Count sentences with the right party; returns the parties that say something in what is scored."""
        given = {key: spoken for key, spoken in self.given().items() if self.complete or key[0] in self.wanted}
        for (at, index), spoken in sorted(given.items()):
            party, here = self.reading.parties[index], self.wanted.get(at, [])
            right = any(self.is_right(index, each) for each in here)
            for tally, counted in ((self.into.sentences, spoken), (self.into.with_attitudes, True)):
                tally.given += counted
                tally.right += counted and right
            if spoken and not right:
                self.tell(f"WRONG {party.name!r} for {[each.names[0] for each in here]}", self.sentences[at])
        for at, here in sorted(self.wanted.items()):
            for each in {each.names[0]: each for each in here if each.core}.values():
                right = any(
                    sentence == at and spoken and self.is_right(index, each)
                    for (sentence, index), spoken in given.items()
                )
                loosely = right or any(sentence == at and self.is_right(index, each) for sentence, index in given)
                self.into.sentences.wanted += 1
                self.into.sentences.found += right
                self.into.with_attitudes.wanted += 1
                self.into.with_attitudes.found += loosely
                self.into.called.setdefault(each.called, Counter())[right] += 1
                if not right:
                    self.tell(f"MISSED {each.names[0]!r}{' (attitude)' if loosely else ''}", self.sentences[at])
        return {index for (_, index), spoken in given.items() if spoken}

    def quotations(self) -> None:
        """Count direct quotations with the right speaker."""
        for quote in marked_in(self.article):
            span = quote.start, quote.end
            owners = [each for each in self.gold if _covers(each.content, span)]
            if quote.words < _WORDS_OF_A_QUOTATION or not (owners or self.complete):
                continue
            given = {each.party for each in self.reading.of_quotation(span) if each.party is not None}
            right = {index for index in given if any(self.is_right(index, each) for each in owners)}
            self.into.quotations.given += len(given)
            self.into.quotations.right += len(right)
            self.into.quotations.wanted += bool(owners)
            self.into.quotations.found += bool(right)
            if given != right or (owners and not right):
                called = [self.reading.parties[index].name for index in given]
                self.tell(f"QUOTED from {called}, not {[each.names[0] for each in owners]}", span)

    def parties(self, said: set[int]) -> None:
        """Count parties that speak; one of the reading stands for one that people marked."""
        wanted = {each.names[0] for each in self.gold if each.core}
        every = {each.names[0]: each for each in self.gold}
        taken: set[str] = set()
        for index in sorted(said):
            party = self.reading.parties[index]
            meant = next((name for name, each in every.items() if self.is_right(index, each)), None)
            again = meant is not None and meant in taken
            if meant is not None:
                taken.add(meant)
            self.into.parties.given += 1
            self.into.parties.right += meant is not None and not again
            if meant is None or again:
                self.tell(f"NO PARTY {party.name!r} ({party.kind}){' twice' if again else ''}")
        self.into.parties.wanted += len(wanted)
        self.into.parties.found += len(taken & wanted)
        if wanted - taken:
            self.tell(f"LOST PARTIES {sorted(wanted - taken)}")

    def verdicts(self) -> None:
        """Count what is said to true claims and to claims with another named party of the article."""
        parties = {each.names[0]: each.names for each in self.gold if each.core and _is_name(each.names[0])}
        for at, here in sorted(self.wanted.items()) if len(parties) > 1 else ():
            own = [form for each in here for form in each.names]
            for name in sorted({each.names[0] for each in here if each.core} & set(parties)):
                claimed = [form for each in here if each.names[0] == name for form in each.names]
                judged = attribution.verdict(self.reading, claimed, [self.sentences[at]], quoted=False)
                self.into.true[judged.judgement] += 1
                if judged.judgement == "contradicts":
                    self.tell(f"CONTRADICTS {name!r} ({judged.speakers[0].name!r})", self.sentences[at])
            for name, forms in parties.items():
                if any(is_same(form, other) for form in forms for other in own):
                    continue
                judged = attribution.verdict(self.reading, [name], [self.sentences[at]], quoted=False)
                self.into.swapped[judged.judgement] += 1
                if judged.judgement == "supports":
                    self.tell(f"SUPPORTS swapped {name!r} ({judged.speakers[0].name!r})", self.sentences[at])


def _is_spoken(found: Attribution) -> bool:
    """Whether an attribution is speech: no stand, or one that a reporting verb tells, as for what people marked."""
    return found.kind != "attitude" or bool(_REPORTING & set((found.verb or "").lower().split()))


def _covers(content: Sequence[Span], span: Span) -> bool:
    """Whether stretches hold at least half of a quotation."""
    held = sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in content)
    return held * 2 >= span[1] - span[0]


def _is_name(name: str) -> bool:
    return name[:1].isupper() and not name.startswith("The ")


def rows(paths: Sequence[Path], *, own: bool) -> Iterator[dict[str, Any]]:
    """The rows of the files; only those with every attribution marked, where asked."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row.get("complete", True) or not own:
                yield row


def shares(counts: Counter[str]) -> str:
    """What share of claims each judgement has."""
    whole = max(sum(counts.values()), 1)
    return ", ".join(f"{name} {counts[name] / whole:.1%}" for name in ("supports", "unknown", "contradicts"))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="*", default=[HERE / "dev.jsonl"])
    parser.add_argument("--show", action="store_true", help="list what is wrong or missing")
    parser.add_argument("--own", action="store_true", help="only rows with every attribution marked")
    arguments = parser.parse_args()
    total = Score()
    count = 0
    for row in rows(arguments.paths, own=arguments.own):
        score(row, total, show=arguments.show)
        count += 1
    print(f"{count} articles")
    print(f"party of a sentence   {total.sentences}")
    print(f"  with attitudes      {total.with_attitudes}")
    for called, counts in sorted(total.called.items()):
        print(f"    source {called:8} recall {counts[True] / counts.total():6.1%} of {counts.total()}")
    print(f"speaker of quotation  {total.quotations}")
    print(f"parties that speak    {total.parties}")
    print(f"true claims           {shares(total.true)} ({total.true.total()})")
    print(f"swapped claims        {shares(total.swapped)} ({total.swapped.total()})")


if __name__ == "__main__":
    main()
