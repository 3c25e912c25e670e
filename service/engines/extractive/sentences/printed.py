"""A line as it would be printed: blanks that line breaks and tokens left in it are closed up."""

import re
from typing import TypeVar

from service.core.article import Article
from service.core.draft import (
    Draft,
    DraftFact,
    DraftHeadline,
    DraftParty,
    DraftPosition,
    DraftQuestion,
    Item,
    Section,
)
from service.core.grounding import ground
from service.core.language import is_english
from service.engines.extractive.sentences.remembered import per_line

Content = TypeVar("Content", DraftHeadline, DraftFact, DraftPosition, DraftQuestion)
_BLANKS = re.compile(r"\s{2,}|[\n\r\v\f\x85\u2028\u2029]")
_HYPHEN = "\xad"  # shows only where a line breaks
# Each begins with what it looks for, which is what `re` finds quickest.
_APART = re.compile(r"\s(?:[,.;:?!)\]%]|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b)")
_IN_TOKENS = re.compile(r"[`'(\[$£€-](?:(?<=`)`|(?<=')'|(?<=[(\[])\s|(?<=[$£€])\s\d|(?<=-)[lr][rs]b-)")
_CLOSED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*-lrb-\s*"), " ("),
    (re.compile(r"\s*-rrb-"), ")"),
    (re.compile(r"``\s*"), "“"),
    (re.compile(r"\s*''"), "”"),
    (re.compile(r"\s+(?=[,.;:?!)\]%])"), ""),
    (re.compile(r"(?<=[(\[])\s+"), ""),
    (re.compile(r"\s+(?=n['’]t\b|['’](?:s|re|ve|ll|d|m)\b)"), ""),
    (re.compile(r"(?<=[$£€])\s+(?=\d)"), ""),
    (re.compile(r"\bcan not\b"), "cannot"),
    (re.compile(r"(?<=[.,])\s(?=”)"), ""),
)


@per_line
def printed(line: str) -> str:
    """An English line without the blanks of texts in tokens ("$ 5 , he did n't say .") and of broken lines."""
    if _APART.search(line) or _IN_TOKENS.search(line):
        for pattern, put in _CLOSED:
            line = pattern.sub(put, line)
    return joined(line)


def joined(line: str) -> str:
    """A line of any language on one line."""
    if line.isprintable() and "  " not in line:  # so that no blank in it is any but a single space
        return line.strip()
    return _BLANKS.sub(" ", line.replace(_HYPHEN, "")).strip()


def in_print(draft: Draft, article: Article) -> Draft:
    """The draft with its lines as they would be printed, where they pass the checks so."""
    printer = printed if is_english(article.language) else joined

    def put(section: Section, form: Content, party: DraftParty | None = None, topic: str | None = None) -> Content:
        field = _FIELDS.get(type(form), "statement")
        line = printer(getattr(form, field))
        if line == getattr(form, field):
            return form
        told = form.model_copy(update={field: line})
        item = Item("x", section, told, party, topic)
        return told if ground(item, article, siblings=draft.parties).is_grounded else form

    def held(party: DraftParty) -> tuple[DraftPosition, ...]:
        known = [draft.topics[view.topic - 1] if view.topic is not None else None for view in party.positions]
        return tuple(put("positions", view, party, topic) for view, topic in zip(party.positions, known, strict=True))

    return draft.model_copy(
        update={
            "headline": put("headline", draft.headline),
            "key_facts": tuple(put("key_facts", fact) for fact in draft.key_facts),
            "parties": tuple(party.model_copy(update={"positions": held(party)}) for party in draft.parties),
            "open_questions": tuple(put("open_questions", question) for question in draft.open_questions),
        }
    )


_FIELDS: dict[type, str] = {DraftQuestion: "question"}  # that hold the line
