"""A brief as blocks of Slack's Block Kit, within its limits.

One text that is too long makes Slack refuse the whole message (`invalid_blocks`), so every text is measured here.
https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

from service.core.brief import Brief, Evidence, Flag, KeyFact, OpenQuestion, Party, Position, SetAside
from service.render import words

Block = dict[str, Any]
MOST_BLOCKS = 50
LONGEST_SECTION = 3_000
LONGEST_HEADER = 150
_LONGEST_CONTEXT = 2_000
_CUT = "_The message is full: the rest is in the brief itself._"


def blocks(brief: Brief, *, most_characters: int = MOST_BLOCKS * LONGEST_SECTION) -> list[Block]:
    """A brief as blocks. What does not fit into a message is left out from the end, and said to be.

    Args:
        brief: The brief.
        most_characters: Most characters of all sections together.
    """
    headline = brief.headline.statement if brief.headline else brief.article.title or "Brief"
    made = [_header(headline), *_sections(_notes(brief))]
    made += _titled("Key facts", (_fact(fact) for fact in brief.key_facts))
    for party in brief.parties:
        made += _sections(_party(party, brief.parties))
    made += _titled("Open questions", (_question(question) for question in brief.open_questions))
    made += _titled("Set aside by the checks", (_put_aside(item) for item in brief.set_aside))
    made += _titled("Evidence", (f"`s{sentence.sentence}` {escape(sentence.text)}" for sentence in words.cited(brief)))
    account = words.account(brief)
    lines = " ".join(line for line in (account.engine, account.checks, account.cost, account.unused) if line)
    footer = {"type": "context", "elements": [_text(_shortened(escape(lines), _LONGEST_CONTEXT))]}
    fitting = _fitting(made, most_characters)
    if fitting == len(made) and fitting < MOST_BLOCKS:
        return [*made, footer]
    return [*made[: min(fitting, MOST_BLOCKS - 2)], _section(_CUT), footer]


def escape(text: str) -> str:
    """Text that shows as itself: Slack reads links, mentions and channels between angle brackets."""
    return words.one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": _shortened(words.one_line(text), LONGEST_HEADER)}}


def _section(text: str) -> Block:
    return {"type": "section", "text": _text(text)}


def _text(text: str) -> Block:
    # Verbatim: Slack makes no link of what looks like one, and tells nobody of what looks like a name.
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _titled(title: str, lines: Iterable[str]) -> list[Block]:
    shown = list(lines)
    return list(_sections([f"*{title}*", *shown])) if shown else []


def _sections(lines: Iterable[str]) -> Iterator[Block]:
    """Lines in as few sections as hold them."""
    held = ""
    for line in lines:
        short = _shortened(line, LONGEST_SECTION)
        if held and len(held) + 1 + len(short) > LONGEST_SECTION:
            yield _section(held)
            held = ""
        held = f"{held}\n{short}" if held else short
    if held:
        yield _section(held)


def _shortened(text: str, longest: int) -> str:
    """A text of at most so many characters, no entity cut in two."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    ampersand = cut.rfind("&", len(cut) - 5)
    return (cut[:ampersand] if ampersand >= 0 and ";" not in cut[ampersand:] else cut) + "…"


def _fitting(made: list[Block], most_characters: int) -> int:
    """How many of the first blocks hold no more characters than that."""
    lengths = accumulate(len(block["text"]["text"]) for block in made)
    return sum(length <= most_characters for length in lengths)


def _notes(brief: Brief) -> Iterator[str]:
    source = words.source(brief)
    if source:
        yield f"Source: {escape(source)}"
    if brief.status == "partial":
        yield "*This brief is partial.*"
    for warning in brief.warnings:
        yield f"Note: {escape(warning)}"


def _fact(fact: KeyFact) -> str:
    labels = [label for label in [words.STATUSES[fact.status]] if label] + words.dated(fact.dates)
    label = f" _({escape('; '.join(labels))})_" if labels else ""
    return f"• {escape(fact.statement)}{_cites(fact.evidence)}{label}{_flags(fact.flags)}"


def _party(party: Party, parties: tuple[Party, ...]) -> Iterator[str]:
    who = words.description(party)
    yield f"*{escape(party.name)}*{_cites(party.evidence)}" + (f" – {escape(who)}" if who else "")
    for position in party.positions:
        yield _position(position, parties)
    if not party.positions:
        yield "_Named, without a position of its own._"


def _position(position: Position, parties: tuple[Party, ...]) -> str:
    line = f"• {escape(position.statement)}{_cites(position.evidence)}"
    if position.topic:
        stance = words.STANCES[position.stance] if position.stance else "on"
        line += f" _({stance}: {escape(position.topic)})_"
    reporter = words.reporter(position, parties)
    if reporter:
        line += f" _(as told by {escape(reporter)})_"
    line += "".join(f"\n> “{escape(quote.text)}”" for quote in position.quotes)
    return line + _flags(position.flags)


def _question(question: OpenQuestion) -> str:
    reason = words.REASONS[question.reason]
    return f"• {escape(question.question)}{_cites(question.evidence)} _({reason})_{_flags(question.flags)}"


def _put_aside(item: SetAside) -> str:
    reasons = "; ".join(f"{reason.check}: {escape(reason.detail)}" for reason in item.reasons)
    return f"• _{escape(words.set_aside_label(item))}:_ {escape(item.item)} ({reasons})"


def _flags(flags: tuple[Flag, ...]) -> str:
    return "".join(f"\n⚑ Look twice ({escape(flag.check)}): {escape(flag.detail)}" for flag in flags)


def _cites(evidence: tuple[Evidence, ...]) -> str:
    return f" `{words.references(evidence)}`" if evidence else ""
