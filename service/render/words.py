"""The words every rendering shares: what a status, a reason, an engine or a count is called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from service.core.brief import Brief, DateMention, EngineRecord, Evidence, Party, Position, SetAside, Usage
from service.core.draft import OpenReason, Section, Stance, Status

SECTIONS: dict[Section, str] = {
    "headline": "headline",
    "key_facts": "key fact",
    "topics": "topic",
    "parties": "party",
    "positions": "position",
    "open_questions": "open question",
}
STATUSES: dict[Status, str | None] = {
    "done": None,  # what happened needs no label; what did not happen yet does
    "ongoing": "going on",
    "scheduled": "scheduled",
    "expected": "expected",
    "alleged": "alleged",
    "disputed": "disputed",
}
STANCES: dict[Stance, str] = {
    "supports": "supports",
    "opposes": "opposes",
    "conditional": "supports on conditions",
    "neutral": "takes no side on",
}
REASONS: dict[OpenReason, str] = {
    "unanswered": "raised, and not answered",
    "disputed": "the parties contradict each other",
    "pending": "a decision or an event is still to come",
    "conditional": "depends on something unsettled",
    "not_reported": "the article is silent",
}

_SPACE = re.compile(r"\s+")
# Control characters drive a terminal (ESC), half surrogates cannot be written as UTF-8, and the bidirectional overrides
# show a reader other words than the ones that were checked.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")


def one_line(text: str) -> str:
    """A text that is safe to show: one line, without control characters; nothing else in it is changed."""
    return _UNSAFE.sub("\ufffd", _SPACE.sub(" ", text).strip())


def references(evidence: Iterable[Evidence]) -> str:
    """The sentences something rests on: "s1, s4"."""
    return ", ".join(f"s{sentence.sentence}" for sentence in evidence)


def cited(brief: Brief) -> tuple[Evidence, ...]:
    """Every sentence the brief rests on, once, in the article's order."""
    sentences: dict[int, Evidence] = {}
    positions = (position for party in brief.parties for position in party.positions)
    headlines = (brief.headline,) if brief.headline else ()
    for item in (*headlines, *brief.key_facts, *brief.parties, *positions, *brief.open_questions):
        sentences |= {sentence.sentence: sentence for sentence in item.evidence}
    return tuple(sentences[number] for number in sorted(sentences))


def description(party: Party) -> str:
    """Who a party is, beyond its name: "EU foreign policy chief, for European Union"; empty where nothing is known."""
    role = party.role or (None if party.kind in {"person", "other"} else party.kind)
    represents = f"for {party.represents}" if party.represents else None
    return ", ".join(part for part in (role, represents) if part)


def reporter(position: Position, parties: Iterable[Party]) -> str | None:
    """Who passed a view on, by name."""
    names = {party.id: party.name for party in parties}
    return names.get(position.reported_by, position.reported_by) if position.reported_by else None


def dated(dates: Iterable[DateMention]) -> list[str]:
    """The dates that were worked out and are not what the article already writes: "Friday: 2026-11-27"."""
    return [f"{mention.text}: {mention.iso}" for mention in dates if mention.iso and mention.iso != mention.text]


def set_aside_label(item: SetAside) -> str:
    """Where an item that was set aside would have stood: "position of Kaja Kallas"."""
    return f"{SECTIONS[item.section]} of {item.party}" if item.party else SECTIONS[item.section]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 item", "2 items", "1,200 tokens"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def engine(record: EngineRecord) -> str:
    """Who wrote the draft, in words."""
    if record.name == "extractive":
        who = "the built-in extractive engine: no model was asked"
    else:
        who = f"{record.model} ({record.name})" if record.model else record.name
    return f"{who}, in place of {record.fallback_from}" if record.fallback_from else who


@dataclass(frozen=True, slots=True)
class Account:
    """How a brief was made, a line each."""

    engine: str
    checks: str
    cost: str | None  # None where no model was asked
    unused: str | None  # the sentences no item rests on


def account(brief: Brief) -> Account:
    """The account of how a brief was made."""
    result = brief.verification
    checks = f"{result.passed} of {count(result.items, 'item')} passed the checks as first written"
    checks += f", {result.repaired} after one repair" if result.repaired else ""
    checks += f", {result.set_aside} set aside" if result.set_aside else ""
    left_out = result.uncited_sentences
    unused = f"{len(left_out)} of {count(len(brief.article.sentences), 'sentence')} not used" if left_out else None
    return Account(
        engine=f"Drafted by {engine(brief.engine)}.",
        checks=f"{checks}.",
        cost=_cost(brief),
        unused=f"{unused}: {ranges(left_out)}." if unused else None,
    )


def ranges(numbers: Iterable[int]) -> str:
    """Sentence numbers, neighbours joined: "s3, s7–s9"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"s{run[0]}" if len(run) == 1 else f"s{run[0]}–s{run[-1]}" for run in runs)


def source(brief: Brief) -> str | None:
    """Where the article came from, as far as it is known."""
    published = brief.article.published_at
    parts = [brief.article.title, brief.article.source_url, published.isoformat() if published else None]
    return " · ".join(part for part in parts if part) or None


def usage(spent: Usage) -> str:
    """What was spent on a model: "2 calls (1 to repair), 1,800 tokens in, 300 out, $0.0012"."""
    price = "price not known" if spent.cost_usd is None else f"${spent.cost_usd:.4f}"
    cached = f" ({spent.cached_tokens:,} cached)" if spent.cached_tokens else ""
    repairs = f" ({spent.repairs} to repair)" if spent.repairs else ""
    return (
        f"{count(spent.calls, 'call')}{repairs}, {count(spent.input_tokens, 'token')} in{cached}, "
        f"{spent.output_tokens:,} out, {price}"
    )


def _cost(brief: Brief) -> str | None:
    return f"{usage(brief.usage)}, {brief.timing.seconds:.1f} s." if brief.usage.calls else None
