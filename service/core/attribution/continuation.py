"""Quotations without a cue of their own: they go on with the one before, or with the paragraph they stand in."""

import bisect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from service.core.attribution.lines import is_scare
from service.core.attribution.reading import Attribution, Span, overlap
from service.core.attribution.tokens import Line
from service.core.quotations import Quoted


def continued(
    lines: tuple[Line, ...],
    found: tuple[Attribution, ...],
    text: str,
    spoken: Mapping[int, Attribution],
    opener: Callable[[Line], int | None],
) -> tuple[Attribution, ...]:
    """The attributions with those of uncued quotations added, in the article's order.

    Args:
        lines: The article's sentences.
        found: What has a cue.
        text: The article's.
        spoken: Paragraph to the attribution of whoever speaks all of it, in a transcript or a speech.
        opener: The person a sentence begins with, if it does with one.
    """
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in found:
        by_sentence.setdefault(attribution.sentence, []).append(attribution)
    chains = _chains(lines, text)
    owners: dict[int, Attribution] = {}  # quotation chain -> a cued attribution of a part of it
    starts = sorted(chains)
    for attribution in found:
        if attribution.reported_by and attribution.cue is None:
            continue
        for start, _ in attribution.quotations:
            # A later sentence of a quotation begins after it: its chain is the nearest one before.
            place = bisect.bisect_right(starts, start) - 1
            if place >= 0:
                owners.setdefault(chains[starts[place]], attribution)
    walk = _Walk(text, by_sentence, owners, chains, spoken, opener)
    added = [attribution for index, line in enumerate(lines) for attribution in walk.uncued(lines, index)]
    return tuple(sorted((*found, *added), key=lambda attribution: attribution.sentence))


def _chains(lines: tuple[Line, ...], text: str) -> dict[int, int]:
    """Start of each quotation -> the number of the chain it belongs to."""
    chain_of: dict[int, int] = {}
    number = 0
    previous: Quoted | None = None
    previous_paragraph = 0
    for line in lines:
        for quote in line.quotes:
            if quote.start in chain_of:
                continue
            goes_on = (
                previous is not None
                and not previous.closed
                and line.sentence.paragraph == previous_paragraph + 1
                and not text[line.sentence.start : quote.start].strip("\"“”‘’'«»„ ")
            )
            if not goes_on:
                number += 1
            chain_of[quote.start] = number
            previous, previous_paragraph = quote, line.sentence.paragraph
        if line.quotes:
            # A quotation over several sentences of a paragraph is met again in each of them.
            previous, previous_paragraph = line.quotes[-1], line.sentence.paragraph
    return chain_of


_FEWEST_WORDS = 3  # of a quotation that nothing but its sentence's subject gives to somebody


@dataclass(frozen=True, slots=True)
class _Walk:
    """What is known while the uncued quotations are given their speakers."""

    text: str
    by_sentence: dict[int, list[Attribution]]
    owners: dict[int, Attribution]
    chains: Mapping[int, int]
    spoken: Mapping[int, Attribution]
    opener: Callable[[Line], int | None]

    def uncued(self, lines: tuple[Line, ...], index: int) -> list[Attribution]:
        """Attributions for the quotations of a line that have no owner yet."""
        line = lines[index]
        number = line.sentence.number
        speech = self.spoken.get(line.sentence.paragraph)
        if speech is not None and number > speech.sentence:
            # What a speech only quotes is somebody else's; a transcript may quote its speakers.
            going_on = [] if _is_quote_only(line) and speech.cue is None else [self._going_on(line, speech)]
            self.by_sentence.setdefault(number, []).extend(going_on)
            return going_on
        taken = [span for attribution in self.by_sentence.get(number, ()) for span in attribution.quotations]
        added: list[Attribution] = []
        for quote in line.quotes:
            span = max(quote.start, line.sentence.start), min(quote.end, line.sentence.end)
            if overlap(taken, [span]):
                continue
            if is_scare(self.text, quote):
                continue
            whole = _is_quote_only(line)
            known = self.owners.get(self.chains[quote.start])
            if known is not None:
                attribution = self._made(line, span, known, certain=known.certain, explicit=True)
            elif whole:
                near = self._neighbour(lines, index)
                if near is None:
                    continue
                source, explicit = near
                attribution = self._made(line, span, source, certain=explicit and source.certain, explicit=explicit)
            elif quote.words >= _FEWEST_WORDS and (subject := self._of_subject(line)) is not None:
                attribution = replace(self._made(line, span, subject, certain=False, explicit=False), kind="mixed")
            else:
                continue
            added.append(attribution)
            self.owners.setdefault(self.chains[quote.start], attribution)
        self.by_sentence.setdefault(number, []).extend(added)
        return added

    def _of_subject(self, line: Line) -> Attribution | None:
        """A quotation inside a sentence that reports nothing is in the words of the one it is about, if of anybody."""
        if self.by_sentence.get(line.sentence.number):
            return None
        party = self.opener(line)
        if party is None:
            return None
        return Attribution(line.sentence.number, party, kind="mixed")

    def _going_on(self, line: Line, speech: Attribution) -> Attribution:
        """A sentence of a paragraph that somebody speaks all of; what others say in it stays theirs."""
        span = line.sentence.start, line.sentence.end
        told = [each for each in self.by_sentence.get(line.sentence.number, ()) if each.party != speech.party]
        quoted = [inner for each in told for inner in each.quotations]
        made = self._made(line, span, speech, certain=speech.certain, explicit=True)
        return replace(made, quotations=tuple(without(self.text, span, quoted)))

    def _neighbour(self, lines: tuple[Line, ...], index: int) -> tuple[Attribution, bool] | None:
        """(the attribution whose speaker goes on, whether that is as good as said)."""
        line = lines[index]
        paragraph = line.sentence.paragraph
        for back in range(index - 1, max(-1, index - 12), -1):
            other = lines[back]
            if other.sentence.paragraph != paragraph:
                break
            speech = self._speech(other, last=True)
            if speech is not None:
                # Marks that close and open again with nothing between them may change the speaker.
                reopened = any(other.is_quote(at) for at in range(len(other.tokens) - 2, len(other.tokens)))
                unbroken = speech.kind == "direct" and back == index - 1 and not reopened
                return speech, unbroken
        for ahead in range(index + 1, min(len(lines), index + 6)):
            other = lines[ahead]
            if other.sentence.paragraph != paragraph:
                break
            speech = self._speech(other, last=False)
            if speech is not None and speech.quotations:
                return speech, False
        return self._from_opener(lines, index) or self._from_before(lines, index)

    def _from_opener(self, lines: tuple[Line, ...], index: int) -> tuple[Attribution, bool] | None:
        """Whom the sentence before is about, though it reports nothing: "Roth was blunt. “They lost.”"."""
        before = lines[index - 1] if index else None
        if before is None:
            return None
        announced = bool(before.tokens) and before.tokens[-1].text == ":"
        if before.sentence.paragraph != lines[index].sentence.paragraph and not announced:
            return None
        party = self.opener(before)
        if party is None:
            return None
        return Attribution(before.sentence.number, party), False

    def _from_before(self, lines: tuple[Line, ...], index: int) -> tuple[Attribution, bool] | None:
        """The speaker the paragraph before ends with; "Smith said:" leaves no doubt."""
        paragraph = lines[index].sentence.paragraph
        for back in range(index - 1, max(-1, index - 6), -1):
            other = lines[back]
            if other.sentence.paragraph < paragraph - 1:
                return None
            speech = self._speech(other, last=True)
            if speech is not None:
                ends_with_colon = bool(other.tokens) and other.tokens[-1].text == ":"
                return speech, ends_with_colon and back == index - 1
        return None

    def _speech(self, line: Line, *, last: bool) -> Attribution | None:
        """The first or last speech of a line: attitudes only where there is nothing else."""
        here = [each for each in self.by_sentence.get(line.sentence.number, ()) if each.cue or not each.reported_by]
        spoken = [each for each in here if each.kind != "attitude" and not each.reported_by] or [
            each for each in here if not each.reported_by
        ]
        if not spoken:
            return None
        return spoken[-1 if last else 0]

    def _made(self, line: Line, span: Span, source: Attribution, *, certain: bool, explicit: bool) -> Attribution:
        return replace(
            source,
            sentence=line.sentence.number,
            source=None,
            cue=None,
            verb=None,
            content=(span,),
            quotations=(span,),
            kind="direct",
            explicit=explicit,
            certain=certain,
        )


def without(text: str, span: Span, others: list[Span]) -> Iterator[Span]:
    """The words of a stretch that lie outside of others, without the marks and spaces round them."""
    at = span[0]
    for start, end in [*sorted(others), (span[1], span[1])]:
        first, last = at, min(start, span[1])
        while others and first < last and not text[first].isalnum():
            first += 1
        while others and first < last and not (text[last - 1].isalnum() or text[last - 1] in ".?!"):
            last -= 1
        if first < last:
            yield first, last
        at = max(at, end)


def _is_quote_only(line: Line) -> bool:
    """Whether a line is a quotation with next to nothing round it."""
    rest = [token for token in line.tokens if token.mark not in {"quote", "punctuation"}]
    return any(token.mark == "quote" for token in line.tokens) and len(rest) <= 1
