"""A brief as text on a terminal: ids on the left, the sentences each line rests on at its end."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service.core.brief import Brief, Evidence, Flag, KeyFact, OpenQuestion, Party, Position, SetAside
from service.render import words

# Colours of the sixteen every terminal has; without colour (NO_COLOR) the words still say everything.
_HEADING = "bold cyan"
_QUIET = "dim"
_ALERT = "yellow"
_STANCES = {"supports": "green", "opposes": "red", "conditional": "yellow", "neutral": "dim"}


def terminal(brief: Brief) -> RenderableType:
    """A brief to print with rich, readable from 60 columns up.

    What an article or a model wrote is shown as text: no control character and no rich markup in it has any effect.
    """
    return Group(*_parts(brief))


def _parts(brief: Brief) -> Iterator[RenderableType]:
    yield from _head(brief)
    if brief.key_facts:
        yield _heading("Key facts")
        yield _rows((fact.id, _fact(fact)) for fact in brief.key_facts)
    if brief.parties:
        yield _heading("Parties and positions")
        for number, party in enumerate(brief.parties):
            yield Padding(_rows(_party(party, brief.parties)), (1 if number else 0, 0, 0, 0))
    if brief.open_questions:
        yield _heading("Open questions")
        yield _rows((question.id, _question(question)) for question in brief.open_questions)
    if brief.set_aside:
        yield _heading("Set aside by the checks")
        yield _rows(("✗", _put_aside(item)) for item in brief.set_aside)
    evidence = words.cited(brief)
    if evidence:
        yield _heading("Evidence")
        yield _rows((f"s{sentence.sentence}", [_plain(sentence.text)]) for sentence in evidence)
    yield from _account(brief)


def _head(brief: Brief) -> Iterator[RenderableType]:
    if brief.headline:
        yield _cited(Text(words.one_line(brief.headline.statement), style="bold"), brief.headline.evidence)
        yield from _flags(brief.headline.flags)
    else:
        yield Text(words.one_line(brief.article.title or "No headline passed the checks."), style="bold")
    source = words.source(brief)
    if source:
        yield _quiet(source)
    if brief.status == "partial":
        yield Text("This brief is partial.", style=_ALERT)
    for warning in brief.warnings:
        yield Text(f"! {words.one_line(warning)}", style=_ALERT)


def _heading(title: str) -> RenderableType:
    return Padding(Text(title.upper(), style=_HEADING), (1, 0, 0, 0))


def _rows(rows: Iterable[tuple[str, list[Text]]]) -> RenderableType:
    """A column of ids beside a column of text, whose lines wrap under themselves."""
    table = Table.grid(padding=(0, 1, 0, 1))
    table.add_column(min_width=4, no_wrap=True, style=_QUIET)
    table.add_column(overflow="fold", ratio=1)
    for name, lines in rows:
        table.add_row(name, Text("\n").join(lines))
    return table


def _fact(fact: KeyFact) -> list[Text]:
    labels = [label for label in [words.STATUSES[fact.status]] if label] + words.dated(fact.dates)
    notes = [_quiet("; ".join(labels))] if labels else []
    return [_cited(_plain(fact.statement), fact.evidence), *notes, *_flags(fact.flags)]


def _party(party: Party, parties: tuple[Party, ...]) -> Iterator[tuple[str, list[Text]]]:
    name = Text(words.one_line(party.name), style="bold")
    who = words.description(party)
    if who:
        name.append(f", {words.one_line(who)}", style="not bold")
    nothing = [] if party.positions else [_quiet("named, without a position of its own")]
    yield party.id, [_cited(name, party.evidence), *nothing, *_flags(party.flags)]
    for position in party.positions:
        yield position.id, _position(position, parties)


def _position(position: Position, parties: tuple[Party, ...]) -> list[Text]:
    lines = [_cited(_plain(position.statement), position.evidence)]
    if position.topic:
        stance = words.STANCES[position.stance] if position.stance else "on"
        style = _STANCES[position.stance] if position.stance else _QUIET
        lines.append(Text.assemble((stance, style), f": {words.one_line(position.topic)}"))
    lines += [Text(f"“{words.one_line(quote.text)}”", style="italic") for quote in position.quotes]
    reporter = words.reporter(position, parties)
    if reporter:
        lines.append(_quiet(f"as told by {reporter}"))
    return [*lines, *_flags(position.flags)]


def _question(question: OpenQuestion) -> list[Text]:
    return [
        _cited(_plain(question.question), question.evidence),
        _quiet(words.REASONS[question.reason]),
        *_flags(question.flags),
    ]


def _put_aside(item: SetAside) -> list[Text]:
    reasons = [
        Text.assemble((words.one_line(reason.check), _ALERT), f": {words.one_line(reason.detail)}")
        for reason in item.reasons
    ]
    return [_plain(item.item), _quiet(words.set_aside_label(item)), *reasons]


def _account(brief: Brief) -> Iterator[RenderableType]:
    account = words.account(brief)
    yield Text("")
    for line in (account.engine, account.checks, account.cost, account.unused):
        if line:
            yield _quiet(line)


def _plain(text: str) -> Text:
    return Text(words.one_line(text))


def _quiet(text: str) -> Text:
    return Text(words.one_line(text), style=_QUIET)


def _flags(flags: tuple[Flag, ...]) -> list[Text]:
    return [Text(f"⚑ {words.one_line(flag.check)}: {words.one_line(flag.detail)}", style=_ALERT) for flag in flags]


def _cited(text: Text, evidence: tuple[Evidence, ...]) -> Text:
    if evidence:
        text.append(f" [{words.references(evidence)}]", style="not bold dim")
    return text
