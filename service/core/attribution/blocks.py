"""Paragraphs that somebody speaks without marks: a block quotation after a colon, a tweet above its sender's name."""

import re
from collections.abc import Iterator, Sequence

from service.core.article import Sentence
from service.core.attribution.phrases import Phrase, phrase_starting_at
from service.core.attribution.tokens import Line

# "— Ana Duarte (@anaduarte) March 8, 2016", below a tweet or at its end.
_SENDER = re.compile(r"[—–-]{1,2} ?(?=[^()@\n]{2,60} \(@\w{2,30}\))")
_FIRST_PERSON = frozenset("i i'm i’m i've i’ve i'll i’ll i'd i’d me my we we're we’re we've we’ve us our".split())
_MOST_PARAGRAPHS = 6  # of one block


def block_after(lines: Sequence[Line], index: int) -> Iterator[Sentence]:
    """The first sentences of the paragraphs of a quotation set apart below a line that ends in a colon.

    The first paragraph has no marks of its own; further ones belong to it as long as somebody speaks of himself there.
    """
    line = lines[index]
    if not line.tokens or line.tokens[-1].text != ":" or index + 1 >= len(lines):
        return
    paragraph = line.sentence.paragraph
    at = index + 1
    for following in range(paragraph + 1, paragraph + 1 + _MOST_PARAGRAPHS):
        first = at
        while at < len(lines) and lines[at].sentence.paragraph == following:
            at += 1
        block = lines[first:at]
        if not block or block[0].is_quote(0) or _SENDER.match(block[0].text, block[0].sentence.start):
            return
        own = any(token.lower in _FIRST_PERSON for each in block for token in each.tokens)
        if following > paragraph + 1 and (not own or any(each.quotes for each in block)):
            return
        yield block[0].sentence


def senders(lines: Sequence[Line]) -> Iterator[tuple[Phrase, Sentence]]:
    """(who sent a tweet, the first sentence of its paragraph)."""
    if not lines or "(@" not in lines[0].text:
        return
    for index, line in enumerate(lines):
        found = _SENDER.search(line.text, line.sentence.start, line.sentence.end + 1)
        if found is None:
            continue
        first = next((at for at, token in enumerate(line.tokens) if token.start >= found.end()), None)
        name = phrase_starting_at(line, first) if first is not None else None
        begun = _begins(lines, index)
        if found.start() == line.sentence.start and begun == index:
            begun = _begins(lines, index - 1)  # the sender stands in a paragraph of his own
        if name is not None and name.is_named and begun >= 0:
            yield name, lines[begun].sentence


def _begins(lines: Sequence[Line], index: int) -> int:
    """Where the paragraph of a line begins."""
    while index > 0 and lines[index - 1].sentence.paragraph == lines[index].sentence.paragraph:
        index -= 1
    return index
