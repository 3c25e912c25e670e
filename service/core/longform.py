"""Long articles: split one into windows an engine can draft from (map), and join what was drafted (reduce)."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from service.core import names, words
from service.core.article import Article
from service.core.attribution.people import is_group, is_organisation, is_role
from service.core.draft import DraftParty, Item
from service.core.engine import Window
from service.core.grounding import Outcome
from service.core.names.roles import TITLES
from service.core.properties import cached_property

LEAD_IN_SENTENCES = 2
# Two statements are one when they share this much of their content words; with the same evidence, this much of the
# shorter one's. Numbers, names and negations must be the same, in the same order: "23 died" and "32 died" share
# every other word, "Norway sued Chile" and "Chile sued Norway" every word.
_SAME_WORDS = 0.8
_SAME_WORDS_SAME_EVIDENCE = 0.85
_LITERAL = re.compile(r"\d+(?:[.,]\d+)*|\b(?:not|no|never|without)\b|n[’']t\b|\b[A-ZÀ-Þ]\w*")


@dataclass(frozen=True, slots=True)
class Party:
    """A party and its positions, as joined from all windows."""

    outcome: Outcome
    content: DraftParty
    other_names: tuple[str, ...]
    positions: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Grounded items of all windows, each thing once, in order of importance."""

    headline: Outcome | None
    facts: tuple[Outcome, ...]
    topics: Mapping[str, str]  # each wording to the first wording of the same topic
    parties: tuple[Party, ...]
    questions: tuple[Outcome, ...]


def split(article: Article, characters: int | None) -> tuple[Window, ...]:
    """Windows of about equal length that cover every sentence once, cut between paragraphs where one ends near.

    Args:
        article: An article with at least one sentence.
        characters: The most an engine takes at once, in code points; None for any length. A single sentence longer
            than that is a window of its own.
    """
    sentences = article.sentences
    if characters is None or len(article.text) <= characters:
        return (Window(article, 1, len(sentences)),)
    target = len(article.text) / math.ceil(len(article.text) / characters)
    windows: list[Window] = []
    first = 0
    while first < len(sentences):
        last = _cut(article, first, target, characters)
        lead_in = min(LEAD_IN_SENTENCES, first)
        windows.append(Window(article, first + 1, last + 1, lead_in))
        first = last + 1
    return tuple(windows)


def halve(window: Window) -> tuple[Window, ...]:
    """A window as two, the second led in by the end of the first; a window of one sentence stays whole."""
    if window.first == window.last:
        return (window,)
    middle = (window.first + window.last) // 2
    lead_in = min(LEAD_IN_SENTENCES, middle - window.first + 1)
    return replace(window, last=middle), replace(window, first=middle + 1, lead_in=lead_in)


def _cut(article: Article, first: int, target: float, most: int) -> int:
    """Index of the last sentence of the window that begins at index `first`."""
    sentences = article.sentences
    start = sentences[first].start
    best, last = first, first
    for index in range(first, len(sentences)):
        length = sentences[index].end - start
        if index > first and length > most:
            break
        last = index
        ends_paragraph = index + 1 == len(sentences) or sentences[index + 1].paragraph != sentences[index].paragraph
        if length >= target:
            # The first paragraph's end past the target, unless the limit comes before it.
            if ends_paragraph:
                return index
        elif ends_paragraph and length >= 0.75 * target:
            best = index
    if last + 1 == len(sentences):
        return last
    return best if best > first else last


def merge(windows: Sequence[Iterable[Outcome]]) -> Merged:
    """Join the grounded items of several windows; what is said twice stands once, with all its evidence.

    Facts and questions keep their rank: the first of every window, then the second of every window, and so on.
    Parties are in order of first appearance. A position whose party is not among the outcomes is left out.
    """
    drafts = [tuple(outcome for outcome in window if isinstance(outcome.item, Item)) for window in windows]
    return Merged(
        headline=next((outcome for outcome in _ranked(drafts, "headline")), None),
        facts=joined_of(_ranked(drafts, "key_facts")),
        topics=_topics(drafts),
        parties=_parties(drafts),
        questions=joined_of(_ranked(drafts, "open_questions")),
    )


def _ranked(drafts: Sequence[Sequence[Outcome]], section: str) -> list[Outcome]:
    ranked = [
        (rank, window, outcome)
        for window, draft in enumerate(drafts)
        for rank, outcome in enumerate(_of_section(draft, section))
    ]
    return [outcome for _, _, outcome in sorted(ranked, key=lambda place: place[:2])]


def _of_section(draft: Iterable[Outcome], section: str) -> list[Outcome]:
    found = [outcome for outcome in draft if outcome.item.section == section]
    return sorted(found, key=lambda outcome: place(outcome.item.key))


def place(key: str) -> tuple[int, ...]:
    """Where an item stood in its draft: "p2.10" after "p2.9"."""
    return tuple(int(part) for part in key.lstrip("hftpq").split(".") if part.isdigit())


@dataclass(frozen=True)
class _Wording:
    """What two outcomes are compared by."""

    statement: str
    folded: str
    literal: tuple[str, ...]  # names, digits and negations in order: if they differ, nothing else matters
    cited: frozenset[int]
    quotes: tuple[str, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its content words: seldom needed, and dearer than all else."""
        return words.content_stems(self.statement)


def _wording(outcome: Outcome) -> _Wording:
    statement = _statement(outcome)
    return _Wording(
        statement,
        folded=" ".join(statement.casefold().split()),
        literal=tuple(
            match.casefold()
            for match in _LITERAL.findall(statement)
            if match.lower() not in words.FUNCTION_WORDS - {"not", "no"}
        ),
        cited=frozenset(sentence.sentence for sentence in outcome.evidence),
        quotes=tuple(quote.text for quote in outcome.quotes),
    )


def _is_same(one: _Wording, other: _Wording) -> bool:
    if one.quotes and other.quotes and one.quotes != other.quotes:
        return False
    if one.folded == other.folded:
        return True
    if one.literal != other.literal or not one.stems or not other.stems:
        return False
    shared = len(one.stems & other.stems)
    if shared / len(one.stems | other.stems) >= _SAME_WORDS:
        return True
    return one.cited == other.cited and shared / min(len(one.stems), len(other.stems)) >= _SAME_WORDS_SAME_EVIDENCE


def joined_of(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Each thing once: its first wording, with the evidence of all."""
    outcomes = tuple(outcomes)
    if len(outcomes) <= 1:
        return outcomes
    kept: list[tuple[Outcome, _Wording]] = []
    for outcome in outcomes:
        wording = _wording(outcome)
        twin = next((index for index, (_, earlier) in enumerate(kept) if _is_same(earlier, wording)), None)
        if twin is None:
            kept.append((outcome, wording))
        else:
            kept[twin] = (join(kept[twin][0], outcome), kept[twin][1])
    return tuple(outcome for outcome, _ in kept)


def join(first: Outcome, second: Outcome) -> Outcome:
    """The first wording, with the evidence of both; what was doubtful only in the other wording goes with it."""
    evidence = {sentence.sentence: sentence for sentence in (*first.evidence, *second.evidence)}
    return replace(
        first,
        evidence=tuple(evidence[number] for number in sorted(evidence)),
        quotes=first.quotes or second.quotes,
        origins=(*first.origins, *second.origins),
    )


def _statement(outcome: Outcome) -> str:
    return outcome.item.statement if isinstance(outcome.item, Item) else ""


def _topics(drafts: Sequence[Sequence[Outcome]]) -> Mapping[str, str]:
    wordings = [_statement(outcome) for outcome in _ranked(drafts, "topics")]
    first: dict[frozenset[str], str] = {}
    return {
        wording: first.setdefault(words.content_stems(wording) or frozenset({wording.casefold()}), wording)
        for wording in wordings
    }


def _parties(drafts: Sequence[Sequence[Outcome]]) -> tuple[Party, ...]:
    joined: list[Party] = []
    positions: list[list[Outcome]] = []  # of each; compared once, when all are there
    for draft in drafts:
        held: defaultdict[str, list[Outcome]] = defaultdict(list)
        for view in _of_section(draft, "positions"):
            held[view.item.key.partition(".")[0]].append(view)
        for outcome in _of_section(draft, "parties"):
            if not isinstance(outcome.item, Item) or not isinstance(outcome.item.content, DraftParty):
                continue
            views = list(held[outcome.item.key])
            party = Party(outcome, outcome.item.content, (), ())
            twin = next((index for index, known in enumerate(joined) if _is_same_party(known, party)), None)
            if twin is None:
                joined.append(party)
                positions.append(views)
            else:
                joined[twin] = join_parties(joined[twin], party)
                positions[twin] += views
    return tuple(replace(party, positions=joined_of(views)) for party, views in zip(joined, positions, strict=True))


def _is_same_party(known: Party, other: Party) -> bool:
    return any(
        is_one_party(name, other.content.name, is_person=other.content.kind == "person")
        for name in (known.content.name, *known.other_names)
    )


def is_one_party(name: str, other: str, *, is_person: bool) -> bool:
    """Whether two names can be one party's: "Kallas" is "Kaja Kallas", "EU envoys" are no "EU ministers"."""
    return names.same(name, other) and _may_be_one(name, other) and (not is_person or _are_one_persons(name, other))


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names that look alike can be one party's: nobody is his own barrister, spokesman or party."""
    return _nouns(one) <= _folded(other) and _nouns(other) <= _folded(one)


def _are_one_persons(one: str, other: str) -> bool:
    """Whether one name of a person goes on with what the other has: "Ann Roe" is no "Eve Roe Stone"."""
    first, second = (tuple(key for key in names.keys_of(name) if key not in TITLES) for name in (one, other))
    if len(first) < 2 or len(second) < 2:
        return True
    fewer, more = sorted((first, second), key=len)
    return all(
        any(key == known or (len(key) == 1 and known.startswith(key)) for known in more) for key in fewer
    ) or all(any(key == known or (len(key) == 1 and known.startswith(key)) for known in fewer) for key in more)


def _nouns(name: str) -> set[str]:
    """What a name says beside a proper name: "barrister" in "Reddy's barrister", "agent" in "Agent for Reddy"."""
    first, *rest = name.split() or [""]
    if rest and rest[0] in {"for", "at", "of", "from", "in"} and (is_role(first.lower()) or is_group(first.lower())):
        return {first.casefold()}
    return {word for word in rest if word.islower() and (is_role(word) or is_group(word) or is_organisation(word))}


def _folded(name: str) -> set[str]:
    return set(name.casefold().split())


def join_parties(known: Party, other: Party) -> Party:
    """One party under its fullest name; what one draft left out, the other may give. Its positions are left out."""
    fuller, lesser = known.content, other.content
    if len(lesser.name.split()) > len(fuller.name.split()):
        fuller, lesser = lesser, fuller
    content = fuller.model_copy(
        update={"role": fuller.role or lesser.role, "represents": fuller.represents or lesser.represents}
    )
    other_names = dict.fromkeys((*known.other_names, known.content.name, other.content.name))
    other_names.pop(content.name, None)
    return Party(
        outcome=join(known.outcome, other.outcome),
        content=content,
        other_names=tuple(other_names),
        positions=(),
    )
