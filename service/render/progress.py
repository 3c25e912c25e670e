"""The steps of a brief in the making as one line of plain text each, for a chat tool to show while it waits."""

from service.core.draft import Item
from service.core.grounding import Outcome
from service.core.steps import Answered, Failed, Grounded, PutAside, Repaired, Segmented, Step, Warned
from service.render import words


def progress(step: Step) -> str:
    """What to show of a step; "" where there is nothing to."""
    match step:
        case Segmented(article=article):
            return f"Reading {len(article.sentences)} sentences"
        case Answered(engine=engine):
            return f"Drafting with {engine.model or f'the built-in {engine.name} engine'}"
        case Grounded(outcome=outcome):
            return f"Verified: {_statement(outcome)}"
        case Failed(outcome=outcome):
            return f"To be repaired ({_checks(outcome)}): {_statement(outcome)}"
        case Repaired(outcome=outcome):
            return f"Repaired: {_statement(outcome)}"
        case PutAside(outcome=outcome):
            return f"Set aside ({_checks(outcome)}): {_statement(outcome)}"
        case Warned(notice=notice):
            return f"Note: {words.one_line(notice.text)}"
        case _:
            return ""


def _statement(outcome: Outcome) -> str:
    return words.one_line(outcome.item.statement) if isinstance(outcome.item, Item) else "an entry that cannot be read"


def _checks(outcome: Outcome) -> str:
    return ", ".join(dict.fromkeys(reason.check for reason in outcome.reasons))
