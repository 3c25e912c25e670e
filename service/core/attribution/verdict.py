"""Whether words are a party's: what the reading of an article says to a claim about who said something."""

import re
from collections.abc import Sequence

from service.core import names
from service.core.attribution.people import KIN, TITLES, is_group, is_organisation, is_role
from service.core.attribution.reading import Attribution, Party, Reading, Span, Verdict, overlap, plain
from service.core.attribution.roles import is_spokes

_UNKNOWN = Verdict("unknown")
_MOST_FOUND = 1_000  # answers a reading remembers: the claims of a draft ask for the same few names


def find(reading: Reading, name: str) -> tuple[Party, ...]:
    """The parties a name can mean: those called so, else those that could be."""
    found = reading.found.get(name)
    if found is None:
        if len(reading.found) >= _MOST_FOUND:
            reading.found.clear()
        found = reading.found[name] = _find(reading, name)
    return found


def _find(reading: Reading, name: str) -> tuple[Party, ...]:
    wanted = plain(name)
    if not wanted:
        return ()
    return reading.called(wanted) or tuple(
        party
        for party in reading.parties
        if (party.is_named and _is_called(party, name)) or (party.role is not None and plain(party.role) == wanted)
    )


def _forms(party: Party) -> tuple[str, ...]:
    return party.name, *party.aliases


def _is_called(party: Party, name: str) -> bool:
    """Whether a name is a party's: "Whitcomb" is Paul Whitcomb, "Laura Whitcomb" is not, though he is called so too."""
    if _is_of_a_body(name, party):
        return False
    whole = party.kind == "person" and min(_length(name), _length(party.name)) > 1
    forms = [form for form in _forms(party) if not whole or _length(form) > 1]
    return any(names.same(form, name) for form in forms)


def _length(name: str) -> int:
    """How many words a name has without its titles."""
    return sum(word.rstrip(".") not in TITLES for word in plain(name).split())


def _is_of_a_body(name: str, party: Party) -> bool:
    """Whether a name is that of a body or a group called after a person, not his own: "the Duarte campaign"."""
    last = plain(name).rsplit(maxsplit=1)[-1:]
    own = last and any(last[0] in plain(form).split() for form in _forms(party))
    return bool(last) and party.kind == "person" and not own and (is_organisation(last[0]) or is_group(last[0]))


def verdict(reading: Reading, claimed: Sequence[str], spans: Sequence[Span], *, quoted: bool) -> Verdict:
    """Whether what stands in `spans` is said or held by one of the parties `claimed`.

    Args:
        reading: The article's reading.
        claimed: The names of whoever may have said it: the party, who reported it, whom it represents.
        spans: Stretches of the article in order: the quotation's own slices, or cited sentences.
        quoted: Whether the spans are slices of quotations; then only quoted words count.

    Returns:
        "supports" where one of the claimed is a source there; "contradicts" where all of it is somebody else's;
        "unknown" where nothing there is attributed, or to nobody known, or by a pronoun that may mean another, or
        to somebody who may speak for one of the claimed; `speakers` then names who that is. `explicit` is set
        where a contradiction leaves no doubt: every slice is quoted speech with a cue of somebody named, and the
        claimed is known too and cannot be whom the speaker speaks for.
    """
    here = [attribution for attribution in reading.touching(spans) if _touches(attribution, spans, quoted=quoted)]
    parties = {party.index for name in claimed for party in find(reading, name)}
    speakers: dict[int, Attribution] = {}
    for attribution in here:
        for party in reading.chain(attribution):
            if party.index in parties or _is(party, claimed):
                return Verdict("supports", (party,), attribution.sentence, attribution.explicit)
            speakers.setdefault(party.index, attribution)
    for attribution in here:
        for party in reading.chain(attribution):
            if _could_speak_for(party, claimed):
                return Verdict("unknown", (party,), attribution.sentence)
    unsure = not any(attribution.certain for attribution in here)  # a pronoun that may mean another after all
    if not speakers or unsure or any(attribution.party is None for attribution in here):
        return _UNKNOWN
    first = next(iter(speakers.values()))
    others = tuple(reading.parties[index] for index in speakers)
    known = [reading.parties[index] for index in parties]
    sure = (
        quoted
        and bool(known)
        and _accounts_for(here, spans)
        # Whose view it was told to be does not change who spoke the words.
        and all(_is_sure(reading, each, spans, known) for each in here if each.cue or not each.reported_by)
        and all(_are_apart(party, speaker) for party in known for speaker in others)
        and not any(_mentions_between(party, each) for party in known for each in here)
    )
    return Verdict("contradicts", others, first.sentence, sure)


def _is_sure(reading: Reading, attribution: Attribution, spans: Sequence[Span], claimed: Sequence[Party] = ()) -> bool:
    """Whether no reader could take the quotation for that of somebody `claimed`.

    The source is named with a cue in the same sentence, or its quotation goes on, or it is a pronoun that cannot
    mean any of the claimed; nobody else speaks in that sentence; and the words are not what the quotation itself
    quotes.
    """
    plain = attribution.explicit and attribution.certain and attribution.kind != "attitude"
    if plain and not attribution.named:
        plain = bool(claimed) and all(_is_out_of_reach(reading, attribution, party) for party in claimed)
    beside = {
        each.party
        for each in reading.of_sentence(attribution.sentence)
        if each.kind != "attitude" and (each.cue or not each.reported_by)
    }
    return plain and beside == {attribution.party} and not _is_quoted_inside(reading.text, attribution, spans)


def _is_out_of_reach(reading: Reading, attribution: Attribution, claimed: Party) -> bool:
    """Whether the pronoun that speaks cannot mean somebody: of another gender, or named before its antecedent only."""
    if attribution.party is None:
        return False
    speaker = reading.parties[attribution.party]
    if speaker.gender and claimed.gender and speaker.gender != claimed.gender:
        return True
    edges = [*attribution.content, *attribution.quotations, *([attribution.cue] if attribution.cue else [])]
    begins, ends = min(start for start, _ in edges), max(end for _, end in edges)
    last = max((start for start, _ in speaker.mentions if start < begins), default=None)
    return last is not None and not any(last <= start < ends for start, _ in claimed.mentions)


_SECOND_HAND = re.compile(
    r"\b(?:quot(?:ing|ed|es)|cit(?:ing|ed|es)|as saying|in the words of|read(?:s|ing)? (?:aloud|out|from)|"
    r"recall(?:s|ed|ing)|paraphras\w+|echo\w*|imitat\w+|borrow\w+|wrote to|told (?:him|her|them|me|us))\b",
    re.IGNORECASE,
)
_INNER_SPEECH = re.compile(r"\b(?:said|says|saying|told|tells|asked|asks|called|calls|wrote|replied)\b", re.IGNORECASE)
_OPENING = "“‘\"'«"


def _is_quoted_inside(text: str, attribution: Attribution, spans: Sequence[Span]) -> bool:
    """Whether the words stand in a quotation of somebody else within the speaker's own."""
    for start, end in attribution.quotations:
        for inner_start, inner_end in spans:
            if not (start < inner_end and inner_start < end):
                continue
            if inner_start > start and text[inner_start - 1] in _OPENING:
                return True
            if _INNER_SPEECH.search(text, start, inner_start):
                return True
            if _SECOND_HAND.search(text, max(0, start - 200), start) and "\n" not in text[max(0, start - 60) : start]:
                return True
    return False


def _mentions_between(party: Party, attribution: Attribution) -> bool:
    """Whether a party is named among the words that are told, outside the quotation: it may be his there after all."""
    edges = [*attribution.content, *attribution.quotations]
    first, last = min(start for start, _ in edges), max(end for _, end in edges)
    outside = [span for span in party.mentions if not overlap([span], attribution.quotations)]
    return overlap(outside, [(first, last)])


def _are_apart(claimed: Party, speaker: Party) -> bool:
    """Whether two parties cannot speak for each other: two people by names without a word in common.

    A ministry may speak for a government, and a firm through whoever works for it.
    """
    if not (claimed.is_named and speaker.is_named and claimed.kind == speaker.kind == "person"):
        return False
    if min(len(plain(party.name).split()) for party in (claimed, speaker)) < 2:
        return False  # one name alone may be a short or a pet form of the other
    if speaker.role and any(is_spokes(word) or word in KIN for word in speaker.role.lower().split()):
        return False  # who speaks for somebody may be quoted as that somebody
    words = [
        {word for form in (party.name, *party.aliases) for word in plain(form).split()} for party in (claimed, speaker)
    ]
    initials = [
        "".join(word[0] for word in plain(party.name).replace("-", " ").split()) for party in (claimed, speaker)
    ]
    return not words[0] & words[1] and not {initials[0]} & words[1] and not {initials[1]} & words[0]


def _touches(attribution: Attribution, spans: Sequence[Span], *, quoted: bool) -> bool:
    if quoted:
        return overlap(attribution.quotations, spans)
    return overlap((*attribution.content, *attribution.quotations), spans)


def _accounts_for(here: Sequence[Attribution], spans: Sequence[Span]) -> bool:
    """Whether every slice lies in quoted words that somebody is named for."""
    taken = [span for attribution in here for span in attribution.quotations]
    return all(overlap(taken, [span]) for span in spans)


def _is(party: Party, claimed: Sequence[str]) -> bool:
    """Whether a party is one of the claimed under another name, or by its office: it stands for its holder."""
    names_of_it = _forms(party)
    words = {word for text in (*names_of_it, party.role or "") for word in plain(text).split()}
    return any(
        _is_called(party, name) or (_is_office(plain(name)) and set(plain(name).split()) <= words) for name in claimed
    )


def _is_office(name: str) -> bool:
    return any(is_role(word) for word in name.split())


def _could_speak_for(party: Party, claimed: Sequence[str]) -> bool:
    """Whether a party may speak for one of the claimed, or be it under another description.

    A firm speaks through whoever works for it: to say so is no mistake worth an alarm, nor is it known to be right.
    """
    words = {word for text in (party.name, *party.aliases, party.role or "") for word in plain(text).split()}
    return any(
        (party.represents is not None and names.same(party.represents, name))
        or (not party.is_named and (not party.plural or bool(words & set(plain(name).split()))))
        for name in claimed
    )
