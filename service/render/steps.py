"""The steps of a brief in the making as lines on a terminal, each as it happens."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from service.core.draft import Item, Section
from service.core.grounding import Outcome
from service.core.steps import Failed, Grounded, PutAside, Repaired, Step, Warned
from service.render import words

_LABELS: dict[Section, str] = {
    "headline": "headline",
    "key_facts": "fact",
    "topics": "topic",
    "parties": "party",
    "positions": "position",
    "open_questions": "question",
}
_LABEL_WIDTH = max(map(len, _LABELS.values()))


def line(step: Step) -> RenderableType | None:
    """What to show of a step, or None: of an item its words, the sentences it rests on, and what is wrong with it.

    What a model wrote is shown as text: no control character and no rich markup in it has any effect.
    """
    match step:
        case Grounded(outcome=outcome):
            return _row("✓", "green", outcome)
        case Failed(outcome=outcome):
            return _row("✗", "yellow", outcome, "to be repaired")
        case Repaired(outcome=outcome):
            return _row("✓", "green", outcome, "repaired")
        case PutAside(outcome=outcome):
            return _row("–", "red", outcome, "set aside")
        case Warned(notice=notice):
            return _grid("!", "yellow", "", Text(words.one_line(notice.text), style="yellow"))
    return None


def _row(mark: str, style: str, outcome: Outcome, what: str = "") -> RenderableType:
    item = outcome.item
    text = Text(words.one_line(item.statement if isinstance(item, Item) else item.raw))
    if item.section == "positions" and item.party is not None and item.party.name not in text.plain:
        text = Text.assemble((f"{words.one_line(item.party.name)}: ", "bold"), text)
    if outcome.evidence and outcome.is_grounded:
        text.append(f" [{words.references(outcome.evidence)}]", style="dim")
    if what:
        reasons = "; ".join(f"{reason.check}: {words.one_line(reason.detail)}" for reason in outcome.reasons)
        text.append(f"\n{what}{f': {reasons}' if reasons else ''}", style=style)
    return _grid(mark, style, _LABELS[item.section], text)


def _grid(mark: str, style: str, label: str, text: Text) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, style=style)
    grid.add_column(no_wrap=True, min_width=_LABEL_WIDTH, style="dim")
    grid.add_column(overflow="fold", ratio=1)
    grid.add_row(mark, label, text)
    return grid
