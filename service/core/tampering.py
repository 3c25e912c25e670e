"""Where a brief is not the text's own: slices, dates, names and what it says of the text as a whole."""

import hashlib
from collections.abc import Iterable, Iterator

from service.core import dates, names, quotations
from service.core.article import Article
from service.core.brief import Brief, DateMention, Evidence, Party, Quote, Span
from service.core.claim import Reason


def touched(article: Article, start: int, end: int) -> list[int]:
    """Numbers of the sentences a stretch of the text touches."""
    return [sentence.number for sentence in article.sentences if sentence.start < end and start < sentence.end]


def slices(
    evidence: Iterable[Evidence], quotes: Iterable[Quote], mentions: Iterable[DateMention], article: Article
) -> tuple[list[int], tuple[Reason, ...]]:
    """Numbers of the sentences the evidence stands in, and a reason for every slice that is not the text's own."""
    numbers: list[int] = []
    found: list[Reason] = []
    for passage in evidence:
        standing = touched(article, passage.start, passage.end) if _is_slice(passage, article) else []
        if not standing:
            found.append(
                Reason("sentences", f"the text given for sentence {passage.sentence} is not what stands there")
            )
        elif standing != [passage.sentence]:
            listed = ", ".join(map(str, standing))
            found.append(
                Reason("sentences", f"sentence {passage.sentence} is cited, but the offsets are those of {listed}")
            )
        numbers.extend(standing)
    found.extend(
        Reason("quotation", f"a quotation differs from the text at {quote.start}-{quote.end}")
        for quote in quotes
        if not _is_slice(quote, article)
    )
    for mention in mentions:
        if not _is_slice(mention, article):
            found.append(Reason("number", f"a date differs from the text at {mention.start}-{mention.end}"))
        elif mention not in _dates_at(mention, article):
            found.append(Reason("number", f"the date at {mention.start}-{mention.end} is not the one the text gives"))
    return list(dict.fromkeys(numbers)), tuple(found)


def _dates_at(mention: DateMention, article: Article) -> tuple[DateMention, ...]:
    """The dates the service itself computes from the sentences a mention stands in."""
    standing = touched(article, mention.start, mention.end)
    spans = [(sentence.start, sentence.end) for sentence in article.sentences if sentence.number in standing]
    return dates.mentions(article, spans)


def strange_names(party: Party, article: Article) -> Iterator[Reason]:
    """A reason for every alias the text has nowhere."""
    whole = [(0, len(article.text))]
    for alias in party.aliases:
        if quotations.locate_in(article, alias, whole) is None and not names.same(alias, party.name):
            yield Reason("name", "one of its aliases stands nowhere in the text")


def _is_slice(given: Evidence | Quote | DateMention, article: Article) -> bool:
    return 0 <= given.start < given.end <= len(article.text) and article.text[given.start : given.end] == given.text


def tampering(brief: Brief, article: Article) -> Iterator[str]:
    """Where a brief does not belong to a text, or contradicts itself, as a whole."""
    record = brief.article
    if record.sha256 != hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest():
        yield "the brief was made from another text: its SHA-256 is not that of the text given"
    if record.text is not None and record.text != article.text:
        yield "the text inside the brief is not the text given"
    if record.characters != len(article.text):
        yield "the brief counts another number of characters"
    spans = tuple(Span(start=sentence.start, end=sentence.end) for sentence in article.sentences)
    if record.sentences != spans:
        yield "the brief's sentences do not begin and end where the text's do"
    for position in (position for party in brief.parties for position in party.positions):
        if position.topic is not None and position.topic not in brief.topics:
            yield f"the topic of {position.id} is none of the brief's topics"
        if position.topic is None and position.stance is not None:
            yield f"{position.id} has a stance, but no topic to have it on"
    ids = [fact.id for fact in brief.key_facts]
    ids += [party.id for party in brief.parties]
    ids += [position.id for party in brief.parties for position in party.positions]
    ids += [question.id for question in brief.open_questions]
    if len(ids) != len(set(ids)):
        yield "two lines of the brief share an id"
