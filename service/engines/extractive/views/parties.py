"""The parties of a draft, each with the views that are told as its own."""

from collections import Counter

from service.core.article import Article
from service.core.attribution import Party, Reading
from service.core.draft import DraftParty, DraftPosition
from service.core.engine import Window
from service.engines.extractive.grounded import grounded
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.printed import joined
from service.engines.extractive.views.contest import Contest
from service.engines.extractive.views.view import View

_MOST_OF_NAME = 4  # words in quotation marks that are the name of a work
_MOST_SILENT_PARTIES = 4
_MOST_VIEWS = 120


def worth_telling(held: list[View]) -> list[View]:
    """The views of an article that has more than anybody would read: those of the parties that speak most."""
    if len(held) <= _MOST_VIEWS:
        return held
    left, kept = _MOST_VIEWS, set[int]()
    for party, count in Counter(view.party for view in held).most_common():
        left -= count
        if left < 0:
            break
        kept.add(party)
    return [view for view in held if view.party in kept]


def only_repeats(view: View, used: set[int], reading: Reading) -> bool:
    """Whether a view only repeats a fact: what officials report is told once, what anybody else says is theirs."""
    is_name = view.quote is not None and view.quote[:1].isupper() and len(view.quote.split()) <= _MOST_OF_NAME
    if (view.quote is not None and not is_name) or view.sentences[-1] not in used or view.is_stand:
        return False
    party = reading.parties[view.party]
    here = [each for each in reading.of_party(party.index) if each.sentence == view.sentences[-1]]
    if party.kind in {"organisation", "government"}:  # "…, the navy said": the fact says whose word it is
        return bool(here) and all(each.cue and each.content[0][1] <= each.cue[0] for each in here if each.content)
    return party.kind == "group" and not any(each.source is None for each in here)


def drafted(window: Window, reading: Reading, held: list[View], about: Contest) -> tuple[DraftParty, ...]:
    """Who speaks, in the order of the article, then who is much talked about."""
    article = window.article
    speaking = list(dict.fromkeys(view.party for view in held))
    silent = [
        party.index
        for party in sorted(reading.parties, key=lambda party: (-len(party.sentences), party.index))
        if party.index not in speaking and _is_part_of_story(party, window)
    ]
    chosen = [reading.parties[index] for index in (*speaking, *silent[:_MOST_SILENT_PARTIES])]
    bare = {party.index: _party(party, window) for party in chosen}
    siblings = tuple(bare.values())
    parties: list[DraftParty] = []
    for party in chosen:
        # Beside those before it, as whoever reads this draft from its beginning checks it.
        draft = grounded(article, "parties", (bare[party.index],), siblings=tuple(parties))
        if draft is None:
            continue
        views = [
            position
            for view in held
            if view.party == party.index
            and (position := _position(article, reading, view, party=draft, about=about, siblings=siblings))
        ]
        if views or party.index in silent or _is_part_of_story(party, window):
            parties.append(draft.model_copy(update={"positions": tuple(views)}))
    return tuple(parties)


def _is_part_of_story(party: Party, window: Window) -> bool:
    here = [number for number in party.sentences if window.first <= number <= window.last]
    if party.kind == "person":
        return party.is_named and (len(here) >= 2 or (party.role is not None and party.represents is not None))
    return party.is_named and party.kind in {"government", "organisation"} and len(here) >= 3


def _party(party: Party, window: Window) -> DraftParty:
    here = [number for number in party.sentences if window.first <= number <= window.last]
    full = [
        number for number in here if any(_spells(window.article, number, mention, party) for mention in party.mentions)
    ]
    return DraftParty(
        name=joined(prose.capital(party.name) if not party.is_named else party.name),
        kind=party.kind,
        role=party.role,
        represents=party.represents,
        sentences=tuple((full or here)[:2]) or tuple(party.sentences[:1]),
        positions=(),
    )


def _spells(article: Article, number: int, mention: tuple[int, int], party: Party) -> bool:
    sentence = article.sentences[number - 1]
    return sentence.start <= mention[0] < sentence.end and article.text[slice(*mention)] == party.name


def _position(
    article: Article,
    reading: Reading,
    view: View,
    *,
    party: DraftParty,
    about: Contest,
    siblings: tuple[DraftParty, ...],
) -> DraftPosition | None:
    taken = about.taken[view]
    reporter = reading.parties[view.reported_by].name if view.reported_by is not None else None
    return grounded(
        article,
        "positions",
        (
            DraftPosition(
                statement=form,
                topic=taken.topic,
                stance=taken.stance,
                quote=quote,
                reported_by=reporter,
                sentences=view.sentences,
            )
            for quote in dict.fromkeys((view.quote, None))
            for form in view.forms
        ),
        party=party,
        topic=about.topics[taken.topic - 1].text if taken.topic is not None else None,
        siblings=siblings,
    )
