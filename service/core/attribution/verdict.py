"""Whether words are a party's: what the reading of an article says to a claim about who said something."""

from collections.abc import Sequence

from service.core import names
from service.core.attribution.reading import Attribution, Party, Reading, Span, Verdict, overlap

_UNKNOWN = Verdict("unknown")
_OPENERS = ("the ", "a ", "an ")


def find(reading: Reading, name: str) -> tuple[Party, ...]:
    """The parties a name can mean: those called so, else those that could be."""
    wanted = _plain(name)
    if not wanted:
        return ()
    exact = tuple(
        party for party in reading.parties if any(_plain(form) == wanted for form in (party.name, *party.aliases))
    )
    if exact:
        return exact
    return tuple(
        party
        for party in reading.parties
        if (party.is_named and any(names.same(form, name) for form in (party.name, *party.aliases)))
        or (party.role is not None and _plain(party.role) == wanted)
    )


def verdict(reading: Reading, claimed: Sequence[str], spans: Sequence[Span], *, quoted: bool) -> Verdict:
    """Whether what stands in `spans` is said or held by one of the parties `claimed`.

    Args:
        reading: The article's reading.
        claimed: The names of whoever may have said it: the party, who reported it, whom it represents.
        spans: Stretches of the article in order: the quotation's own slices, or cited sentences.
        quoted: Whether the spans are slices of quotations; then only quoted words count.

    Returns:
        "supports" where one of the claimed is a source there; "contradicts" where all of it is somebody else's;
        "unknown" where nothing there is attributed, or to nobody known. `explicit` is set where a contradiction
        leaves no doubt: every slice is quoted speech with a cue, of somebody known, and the claimed are known too.
    """
    here = [attribution for attribution in reading.attributions if _touches(attribution, spans, quoted=quoted)]
    parties = {party.index for name in claimed for party in find(reading, name)}
    speakers: dict[int, Attribution] = {}
    for attribution in here:
        for party in reading.chain(attribution):
            if party.index in parties or _could_be(party, claimed):
                return Verdict("supports", (party,), attribution.sentence, attribution.explicit)
            speakers.setdefault(party.index, attribution)
    if not speakers or any(attribution.party is None for attribution in here):
        return _UNKNOWN
    # Whose view it was told to be does not change who spoke the words.
    spoken = [attribution for attribution in here if attribution.cue or not attribution.reported_by]
    explicit = quoted and all(
        attribution.explicit and attribution.certain and attribution.kind != "attitude" for attribution in spoken
    )
    sure = explicit and _accounts_for(here, spans) and bool(parties)
    first = next(iter(speakers.values()))
    return Verdict("contradicts", tuple(reading.parties[index] for index in speakers), first.sentence, sure)


def _touches(attribution: Attribution, spans: Sequence[Span], *, quoted: bool) -> bool:
    if quoted:
        return overlap(attribution.quotations, spans)
    return overlap((*attribution.content, *attribution.quotations), spans)


def _accounts_for(here: Sequence[Attribution], spans: Sequence[Span]) -> bool:
    """Whether every slice lies in quoted words that somebody is named for."""
    taken = [span for attribution in here for span in attribution.quotations]
    return all(any(start < span[1] and span[0] < end for start, end in taken) for span in spans)


def _could_be(party: Party, claimed: Sequence[str]) -> bool:
    """Whether a party, under another description, may be one of the claimed.

    An office stands for its holder and a spokesman for whom he speaks: to say so is no mistake worth an alarm.
    """
    descriptions = [party.name, *party.aliases, *([party.represents] if party.represents else [])]
    for name in claimed:
        if any(names.same(description, name) for description in descriptions):
            return True
        wanted = set(_plain(name).split())
        words = {word for text in (*descriptions, party.role or "") for word in _plain(text).split()}
        if not party.is_named and wanted & words:
            return True
        if party.role and wanted and wanted <= words:
            return True
    return False


def _plain(name: str) -> str:
    text = name.strip().lower().replace("’s", "").replace("'s", "").replace(".", "")
    for opener in _OPENERS:
        text = text.removeprefix(opener)
    return text
