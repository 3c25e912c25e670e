"""A clause as an attribution: which quotations are whose, and what kind of speech it is."""

from service.core.attribution.clause import Clause
from service.core.attribution.phrases import Phrase
from service.core.attribution.reading import Attribution, Span, Speech, overlap
from service.core.attribution.tokens import Line


def quotations_of(line: Line, found: list[Clause]) -> list[tuple[Span, ...]]:
    """Which quotations of the line are whose: those in a clause's content; what is left, the only speaker's."""
    taken: list[list[Span]] = [[] for _ in found]
    if not found:
        return []
    speaking = [number for number, clause in enumerate(found) if clause.family not in {"attitude", "thought"}]
    for quote in line.quotes:
        start, end = max(quote.start, line.sentence.start), min(quote.end, line.sentence.end)
        owner: int | None = None
        for number, clause in enumerate(found):
            for first, last in clause.content:
                span = line.span(first, last)
                # The clause that begins last is the innermost; what "according to" stands round holds others.
                if span[0] <= end and start <= span[1] and (owner is None or clause.order != "according to"):
                    owner = number
        if owner is None and len(speaking) == 1:
            owner = speaking[0]
        if owner is not None:
            taken[owner].append((start, end))
    return [tuple(spans) for spans in taken]


def attribution_of(
    line: Line,
    clause: Clause,
    party: int | None,
    quoted: tuple[Span, ...],
    *,
    sure: bool,
    named: bool,
    chain: tuple[int, ...],
) -> Attribution:
    """The attribution of a clause to a party.

    Args:
        line: The clause's.
        clause: Who reports what.
        party: Whose it is, if that is known.
        quoted: The quotations of it.
        sure: Whether the party is.
        named: Whether the source is called by a name that nobody else bears, or by a pronoun nobody else could be.
        chain: Who passed it on.
    """
    content = tuple(line.span(*each) for each in clause.content)
    cue = line.span(*clause.cue)
    source: Span | None = None
    if isinstance(clause.source, Phrase):
        source = clause.source.span
    elif isinstance(clause.source, int):
        source = line.span(clause.source, clause.source)
    if clause.order == "label" and not quoted and content:
        content = ((content[0][0], line.sentence.end),)
        quoted = content  # a transcript needs no marks
    return Attribution(
        sentence=line.sentence.number,
        party=party,
        source=source,
        cue=cue,
        verb=line.text[slice(*cue)],
        content=content,
        quotations=quoted,
        kind="direct" if clause.order == "label" else _kind(line, clause, quoted),
        explicit=True,
        certain=sure and party is not None,
        reported_by=chain,
        # A quotation left over in the sentence may be somebody else's after all.
        named=named and all(overlap([quotation], content) for quotation in quoted),
    )


def _kind(line: Line, clause: Clause, quoted: tuple[Span, ...]) -> Speech:
    if clause.family in {"attitude", "thought"} and not quoted:
        return "attitude"
    if not quoted:
        return "indirect"
    words = [
        at for first, last in clause.content for at in range(first, last + 1) if line.tokens[at].mark != "punctuation"
    ]
    return "direct" if words and all(line.is_quote(at) for at in words) else "mixed"
