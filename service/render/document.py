"""A brief as Markdown, to paste into a document, a ticket or a chat.

The words of an article, and a model's words about it, are untrusted: they are escaped, so that they can be read but
cannot become a link, an image, a heading, HTML or a mention.
"""

import re
from collections.abc import Iterable, Iterator

from service.core.brief import Brief, Evidence, Flag, KeyFact, OpenQuestion, Party, Position, SetAside
from service.render import words

# What CommonMark and GitHub's dialect would read as markup within a line. Other punctuation is left as it is, since
# many chats show the raw text.
_INLINE = re.compile(r"[\\`*_\[\]<>~|@#]|&(?=#?\w+;)")
# What would open a block at the start of a line: a list, a rule, a heading's underline, a definition.
_BLOCK = re.compile(r"^(?:[+=:-]|\d+(?=[.)]))")
# GitHub links bare addresses: "https://…" and "www.…".
_ADDRESS = re.compile(r"(?<=\w)(:(?=/)|(?<=\bwww)\.)", re.IGNORECASE)


def escape(text: str) -> str:
    """Text that shows as itself in Markdown, on one line."""
    line = _INLINE.sub(r"\\\g<0>", words.one_line(text))
    line = _ADDRESS.sub(r"\\\g<0>", line)
    return _BLOCK.sub(_escape_opener, line)


def markdown(brief: Brief) -> str:
    """A brief as CommonMark, ending in a line break.

    References such as [s4] are plain text that points to the list of evidence at the end, where each cited sentence
    stands word for word, on one line.
    """
    blocks = [
        _head(brief),
        _notes(brief),
        _section("Key facts", (_fact(fact) for fact in brief.key_facts)),
        _section("Parties and positions", (_party(party, brief.parties) for party in brief.parties)),
        _section("Open questions", (_question(question) for question in brief.open_questions)),
        _section("Set aside by the checks", (_put_aside(item) for item in brief.set_aside)),
        _section("Evidence", (f"- [s{sentence.sentence}] {escape(sentence.text)}" for sentence in words.cited(brief))),
        _account(brief),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _escape_opener(opener: re.Match[str]) -> str:
    found = opener.group()
    # A digit cannot be escaped; its stop can: "1\. May".
    return f"{found}\\" if found.isdigit() else f"\\{found}"


def _head(brief: Brief) -> str:
    if brief.headline is None:
        title = f"# {escape(brief.article.title or 'Brief')}"
        return f"{title}\n\nNo headline passed the checks."
    lines = [f"# {escape(brief.headline.statement)}{_cites(brief.headline.evidence)}", *_flags(brief.headline.flags)]
    return "\n\n".join(line.strip() for line in lines)


def _notes(brief: Brief) -> str:
    notes = [f"Source: {escape(source)}" for source in [words.source(brief)] if source]
    if brief.status == "partial":
        notes.append("**This brief is partial.**")
    notes += [f"Note: {escape(warning)}" for warning in brief.warnings]
    return "\n>\n".join(f"> {note}" for note in notes)


def _section(title: str, blocks: Iterable[str]) -> str:
    body = "\n".join(blocks)
    return f"## {title}\n\n{body.strip()}" if body else ""


def _fact(fact: KeyFact) -> str:
    labels = [label for label in [words.STATUSES[fact.status]] if label] + words.dated(fact.dates)
    label = f" *({escape('; '.join(labels))})*" if labels else ""
    return "\n".join([f"- {escape(fact.statement)}{_cites(fact.evidence)}{label}", *_flags(fact.flags)])


def _party(party: Party, parties: tuple[Party, ...]) -> str:
    who = words.description(party)
    head = f"### {escape(party.name)}{_cites(party.evidence)}"
    lines = [f"{escape(who)}" if who else "", *(_position(position, parties) for position in party.positions)]
    if not party.positions:
        lines.append("Named, without a position of its own.")
    body = [*(line.strip() for line in _flags(party.flags)), *filter(None, lines)]
    return f"{head}\n\n" + "\n".join(_spaced(body)) + "\n"


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """Lines with an empty one wherever a list begins or ends, as CommonMark wants it."""
    before: str | None = None
    for line in lines:
        if before is not None and before.startswith("- ") != line.startswith("- "):
            yield ""
        yield line
        before = line


def _position(position: Position, parties: tuple[Party, ...]) -> str:
    lines = [f"- {escape(position.statement)}{_cites(position.evidence)}"]
    notes = []
    if position.topic:
        stance = words.STANCES[position.stance] if position.stance else "on"
        notes.append(f"{stance}: {escape(position.topic)}")
    reporter = words.reporter(position, parties)
    if reporter:
        notes.append(f"as told by {escape(reporter)}")
    if notes:
        lines.append(f"  - *{'; '.join(notes)}*")
    lines += [f"  - Quoted: “{escape(quote.text)}”" for quote in position.quotes]
    return "\n".join([*lines, *_flags(position.flags)])


def _question(question: OpenQuestion) -> str:
    reason = words.REASONS[question.reason]
    return "\n".join(
        [f"- {escape(question.question)}{_cites(question.evidence)} *({reason})*", *_flags(question.flags)]
    )


def _put_aside(item: SetAside) -> str:
    lines = [f"- *{escape(words.set_aside_label(item))}:* {escape(item.item)}"]
    return "\n".join([*lines, *(f"  - **{escape(reason.check)}**: {escape(reason.detail)}" for reason in item.reasons)])


def _flags(flags: tuple[Flag, ...]) -> list[str]:
    return [f"  - ⚑ Look twice ({escape(flag.check)}): {escape(flag.detail)}" for flag in flags]


def _cites(evidence: tuple[Evidence, ...]) -> str:
    return f" [{words.references(evidence)}]" if evidence else ""


def _account(brief: Brief) -> str:
    account = words.account(brief)
    lines = [account.engine, account.checks, account.cost, account.unused]
    return "---\n\n" + " ".join(escape(line) for line in lines if line)
