"""The contest of an article: its topics, and on which of them each view takes which side."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.core.article import Article
from service.core.draft import Stance
from service.core.engine import Window
from service.core.words import content_stems
from service.engines.extractive.views.polarity import opposite
from service.engines.extractive.views.stances import Stand, stands
from service.engines.extractive.views.things import GENERIC, Thing
from service.engines.extractive.views.topics import KINDS, Topic, decided_in, grouped, is_contested, undoes, wording
from service.engines.extractive.views.view import View

_MOST_TOPICS = 6
_LEAD = 4  # sentences that say what the article is about, its headline among them
_NEAR = 2  # sentences of a view before which a pronoun of it may be explained
_FEWEST_PARTIES = 2  # whose views share a thing that nobody's words take a stand on
_MUCH_NAMED = 3  # sentences that name what one party alone takes a stand on
_OF_STAND, _OF_LEAD = 2.0, 1.5  # what a party's stand on a topic, and its place in the lead, count beside a mention


_MEANT = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?P<word>[a-z]+)\b")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a view is about: the number of its topic, from 1, and its stance on that, where its words give one."""

    topic: int | None = None
    stance: Stance | None = None
    is_torn: bool = False  # its words give two


@dataclass(frozen=True, slots=True)
class Contest:
    """What the parties of an article are at odds about."""

    topics: tuple[Topic, ...]
    taken: dict[View, Taken]


def contest(article: Article, window: Window, views: Sequence[View]) -> Contest:
    """The topics of a window, at most six and what most views are about first, and what each view says of them.

    A topic is what the article begins with, two parties speak of or a party asks for, and somebody takes a side on. A
    view has a stance only where its words take one, on a topic they name or beyond doubt point to.
    """
    stood = {view: stands(view) for view in views}
    known = _topics(article, window, stood)
    taken = {view: _taken(article, view, found, known) for view, found in stood.items()}
    used = tuple(topic for number, topic in enumerate(known, start=1) if _is_used(number, taken))
    if used != known:
        known, taken = used, {view: _taken(article, view, found, used) for view, found in stood.items()}
    return Contest(known, {view: _as_elsewhere(view, own, taken) for view, own in taken.items()})


def _is_used(number: int, taken: Mapping[View, Taken]) -> bool:
    """Whether a view takes a side on a topic: what nobody is for or against is not known to be contested."""
    return any(each.topic == number and each.stance is not None for each in taken.values())


def _as_elsewhere(view: View, own: Taken, taken: Mapping[View, Taken]) -> Taken:
    """What a view that names a topic and takes no side says, by a party that takes one side on it elsewhere."""
    if own.topic is None or own.stance is not None or own.is_torn:
        return own
    sides = {each.stance for other, each in taken.items() if other.party == view.party and each.topic == own.topic}
    sides.discard(None)
    return replace(own, stance=sides.pop()) if len(sides) == 1 and sides <= {"supports", "opposes"} else own


def _topics(article: Article, window: Window, stood: dict[View, tuple[Stand, ...]]) -> tuple[Topic, ...]:
    lead = _lead(article, window)
    opening = content_stems(" ".join(lead))
    told = [(view.party, content_stems(_words(view))) for view in stood]
    taken = [(view.party, stand) for view, found in stood.items() for stand in found]
    seeds = [stand.thing for _, stand in taken if _may_be_topic(stand)]
    body = [article.quote(number) for number in range(window.first, window.last + 1)]
    ranked: list[tuple[float, Topic]] = []
    for group in grouped([*decided_in(lead), *seeds]):
        topic = Topic("", tuple(group), in_lead=False)
        in_lead = topic.is_named_in(opening)
        by = {
            party
            for party, stand in taken
            if topic.side_of(stand.thing) or (in_lead and topic.is_of_kind(stand.thing.head))
        }
        spoken = {party for party, stems in told if topic.is_named_in(stems)}
        if _is_contested(article, topic, taken, by=len(by), speakers=len(spoken | by), in_lead=in_lead):
            value = _OF_STAND * len(by) + len(spoken) + _OF_LEAD * in_lead
            ranked.append((value, Topic(wording(group, body), topic.names, in_lead)))
    pointed = [(party, stand.thing) for party, stand in taken if stand.thing.head in GENERIC]
    ranked.extend(_only_pointed_at(pointed, [topic for _, topic in ranked], body))
    ranked.sort(key=lambda each: -each[0])
    things = [stand.thing for _, stand in taken]
    return tuple(_without_twins([topic for _, topic in ranked if topic.text], things)[:_MOST_TOPICS])


def _without_twins(known: list[Topic], things: list[Thing]) -> list[Topic]:
    """Of "the fine" and "removing the fine" the one that stands are taken on in so many words; no part of a topic."""
    left = list(known)
    for topic, other in itertools.permutations(known, 2):
        if topic not in left or other not in left:
            continue
        if topic.text in other.text:
            left.remove(topic)
        elif undoes(topic, other):
            left.remove(topic if any(other.side_of(thing) > 0 for thing in things) else other)
    return left


def _may_be_topic(stand: Stand) -> bool:
    """Whether what a stand is on can be contested; "the flats are a disgrace" makes no question of the flats."""
    if stand.is_pledge:
        return False
    return not stand.is_verdict or bool(stand.thing.deed) or is_contested(stand.thing)


def _is_contested(
    article: Article, topic: Topic, taken: list[tuple[int, Stand]], *, by: int, speakers: int, in_lead: bool
) -> bool:
    """Whether a thing is a topic, by how many parties take a stand on it and how many speak of it."""
    shared = speakers >= _FEWEST_PARTIES
    if not by:
        return shared and in_lead and any(is_contested(name) for name in topic.names)
    first = topic.names[0]
    demanded = any(stand.is_demand and stand.thing in topic.names for _, stand in taken)
    is_telling = len(first.stems) > 1 or article.text.count(first.head) > 1 or (demanded and is_contested(first))
    return in_lead or shared or (is_telling and (bool(first.deed) or is_contested(first) or demanded))


def _is_much_named(body: list[str], head: str) -> bool:
    return sum(f" {head}" in sentence for sentence in body) >= _MUCH_NAMED


def _only_pointed_at(
    taken: list[tuple[int, Thing]], known: list[Topic], body: list[str]
) -> Iterator[tuple[float, Topic]]:
    """What a stand is taken on that is never called by more than "the ruling" or "the deal", by two or often named."""
    for kind in KINDS:
        pointing = [(party, thing) for party, thing in taken if thing.points_back and thing.head in kind]
        by = {party for party, _ in pointing}
        if not by or (len(by) < _FEWEST_PARTIES and not _is_much_named(body, pointing[0][1].head)):
            continue
        if any(topic.in_lead and topic.is_of_kind(pointing[0][1].head) for topic in known):
            continue
        names = tuple(dict.fromkeys(thing for _, thing in pointing))
        yield _OF_STAND * len(by), Topic(f"the {names[0].head}", names, in_lead=False)


def _taken(article: Article, view: View, found: tuple[Stand, ...], known: tuple[Topic, ...]) -> Taken:
    """The topic a view is about and its stance on it; no stance where its words give two."""
    given: dict[int, set[Stance]] = {}
    for stand in found:
        number, stance = _placed(article, view, stand, known)
        if number is not None:
            given.setdefault(number, set()).add(stance)
    if given:
        number = min(given)
        stances = given[number]
        if "conditional" in stances:
            return Taken(number, "conditional")
        return Taken(number, next(iter(stances)) if len(stances) == 1 else None, is_torn=len(stances) > 1)
    told = content_stems(_words(view))
    return Taken(next((number for number, topic in enumerate(known, start=1) if topic.is_named_in(told)), None))


def _placed(article: Article, view: View, stand: Stand, known: tuple[Topic, ...]) -> tuple[int | None, Stance]:
    """(the number of the topic a stand is on, the stance on that); None where that cannot be told."""
    thing, stance = stand.thing, stand.stance
    sides = [(number, side) for number, topic in enumerate(known, start=1) if (side := topic.side_of(thing))]
    if sides:
        number, side = sides[0]
        return number, stance if side > 0 else opposite(stance)
    if not thing.points_back or not known or not known[0].in_lead:
        return None, stance
    if thing.head in GENERIC:
        return (1 if known[0].is_of_kind(thing.head) else None), stance
    # A pronoun stands for what is named shortly before it.
    around = {at for number in view.sentences[-_NEAR:] for at in (number - 1, number)} - {0}
    near = " ".join([*(article.quote(number) for number in sorted(around)), _words(view)])
    told = content_stems(near)
    others = any(topic.is_named_in(told) for topic in known[1:])
    named = known[0].is_named_in(told) or any(known[0].is_of_kind(found["word"]) for found in _MEANT.finditer(near))
    return (1 if named and not others else None), stance


def _words(view: View) -> str:
    return f"{view.forms[-1]} {view.quote or ''}"


def _lead(article: Article, window: Window) -> list[str]:
    first = [article.quote(number) for number in range(window.first, min(window.last, window.first + _LEAD - 1) + 1)]
    return [*([article.title] if article.title and window.first == 1 else []), *first]
